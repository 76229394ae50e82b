/* Archive: a packet and its PDF in, the zip bundle out.
 *
 * Made in two steps: what does not tell of the PDF may be made beside it, in a thread of
 * its own, for only the arena and the report are written. Knows nothing above doc/ and
 * nothing of PDF but its bytes. The
 * layout is at once double-click friendly, a valid BagIt 1.0 bag (RFC 8493) and the
 * same bytes for the same input. */
#ifndef OFFPRINT_ARCHIVE_ARCHIVE_H
#define OFFPRINT_ARCHIVE_ARCHIVE_H

#include "base/buf.h"
#include "base/limits.h"
#include "base/pieces.h"
#include "base/progress.h"
#include "doc/doc.h"

/* Where a snapshot stands in its chain. */
struct archive_series {
    const char *file_name; /* of its zip */
    const char *mark;      /* behind the date of its name: "", or "b" of a day's second */
    struct str previous; /* SHA-512 of the zip before it, in hex; empty: it is the first */
    size_t number;       /* from 1 */
};

/* How the classes look that pages give to lists, in CSS, for all style sheets of theirs. */
#define ARCHIVE_MARKER_STYLE                                                               \
    ".marker-disc{list-style-type:disc}"                                                   \
    ".marker-circle{list-style-type:circle}.marker-square{list-style-type:square}"         \
    ".marker-decimal{list-style-type:decimal}"                                             \
    ".marker-decimal-leading-zero{list-style-type:decimal-leading-zero}"                   \
    ".marker-lower-alpha{list-style-type:lower-alpha}"                                     \
    ".marker-upper-alpha{list-style-type:upper-alpha}"                                     \
    ".marker-lower-roman{list-style-type:lower-roman}"                                     \
    ".marker-upper-roman{list-style-type:upper-roman}"                                     \
    ".marker-lower-greek{list-style-type:lower-greek}"

struct archive_options {
    bool with_pdf;                   /* it goes along */
    bool of_many;                    /* begun for archive_finish_one() */
    struct str generator;            /* "offprint 0.1.0" */
    int deflate_level;               /* 0: DEFLATE_LEVEL */
    size_t limit_bytes;              /* 0: BUNDLE_BYTES_LIMIT */
    struct aside aside;              /* where what is packed waits for the zip */
    const struct progress *progress; /* entries packed; may be NULL */
    const struct archive_series *series; /* NULL: it is no snapshot */
    struct crew *crew;                   /* NULL: of one thread */
    struct packet *last_of; /* the packet, which nothing else is made of: its trees go when
                               its pages are written; else NULL */
};

struct archive_counts {
    size_t entries, site_files;
};

/* A bundle that is being made. */
struct archive;

/* All that does not tell of the PDF, in `arena`. NULL: an error is in the report. Ends by
 * archive_finish() or archive_drop(), until when the packet, the options and the report
 * live. */
struct archive *archive_begin(struct arena *arena, const struct packet *packet,
                              const struct archive_options *options, struct report *report);

/* Adds the `pdf`, NULL where none was announced, and the rest. `out` gets the zip, which
 * borrows from the packet and the PDF, and ends by pieces_clear(). False: an error is in
 * the report, and `out` is as it was. */
bool archive_finish(struct archive *archive, const struct pieces *pdf,
                    size_t pdf_page_count, const struct progress *progress,
                    struct pieces *out, struct archive_counts *counts);

/* The same for one of many that differ in their PDF and in what the `packet`, else the
 * same, says of whom they are for: in `arena`, below a folder of that name, and the archive
 * stays as it was begun. `out` lives no longer than both. */
bool archive_finish_one(const struct archive *archive, struct arena *arena,
                        const struct packet *packet, struct str name,
                        const struct pieces *pdf, size_t pdf_page_count,
                        struct pieces *out);

/* Of what those have in common. */
void archive_digest(const struct archive *archive, struct digester *digester);

/* Without the rest. NULL: nothing to drop. */
void archive_drop(struct archive *archive);

/* The pages of a packet as a bundle of it has them, or, `in_book`, by the rules of EPUB, for
 * whoever compares them or makes something else of them: nothing is packed. The names, below
 * data/ or the book's folder, live in the arena. NULL: an error is in the report.
 *
 * All text is spelled so that it is HTML and XML. In a book ids are names of XML, sizes in
 * percent are styles, notes stand apart and say with `epub:type` that they are some, and a
 * link to a file leads to the file's live address, or nowhere. */
struct archive_pages;
struct archive_pages *archive_pages_new(struct arena *arena, const struct packet *packet,
                                        bool in_book, struct report *report);
/* In the pages of a book each page of the PDF begins with a mark from here on. False: an
 * error is in the report. */
bool archive_pages_mark(struct archive_pages *pages, struct arena *arena,
                        const struct page_starts *starts, struct report *report);
/* The mark of a page that is called so, and its id, as a link has it. */
void archive_write_mark(struct str label, struct buf *out);
void archive_add_mark_fragment(struct str label, struct buf *out);
struct str archive_page_name(const struct archive_pages *pages,
                             const struct document *document);
/* Empty: the file does not go along; in a book only shown ones do that all readers show. */
struct str archive_file_name(const struct archive_pages *pages,
                             const struct packet_file *file);
/* A heading's id in its page, as a link has it. False: none leads to it. */
bool archive_add_fragment(const struct archive_pages *pages,
                          const struct document *document, const struct node *heading,
                          struct buf *out);
/* The page's <main>: in its <header> of the document's own words an <h1> at the most, in the
 * <div class="text"> behind that the rest. In a book both stand without the <main>. */
void archive_page_write(const struct archive_pages *pages, const struct document *document,
                        struct buf *out);
/* What stands at the head of the contents: the packet's title, and what it is of which
 * state. */
void archive_title_write(const struct archive_pages *pages, struct buf *out);

#endif
