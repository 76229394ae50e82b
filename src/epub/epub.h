/* EPUB: a packet in, a book for reading programs and devices out (EPUB 3.3, EPUB
 * Accessibility 1.1).
 *
 * The pages are those of the bundle, as archive/ writes them for a book. Knows nothing
 * above doc/. The same input gives the same bytes. doc/epub.md tells what stands where. */
#ifndef OFFPRINT_EPUB_EPUB_H
#define OFFPRINT_EPUB_EPUB_H

#include "base/pieces.h"
#include "base/progress.h"
#include "doc/doc.h"

struct epub_options {
    struct str generator;            /* "offprint 0.1.0" */
    int deflate_level;               /* 0: DEFLATE_LEVEL */
    size_t limit_bytes;              /* of all, unpacked; 0: BUNDLE_BYTES_LIMIT */
    struct aside aside;              /* where what is packed waits for the zip */
    const struct progress *progress; /* entries packed; may be NULL */
    struct page_starts page_starts;  /* of the PDF; none: it has no list of pages */
};

struct epub_counts {
    size_t entries, pictures;
};

/* `out` gets the book, which borrows from the packet, and ends by pieces_clear(). What is
 * needed on the way is in `arena`. False: an error is in the report, and `out` is as it
 * was. */
bool epub_write(struct arena *arena, const struct packet *packet,
                const struct epub_options *options, struct pieces *out,
                struct epub_counts *counts, struct report *report);

#endif
