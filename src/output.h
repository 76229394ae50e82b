/* Outputs: what a run makes of its packet, a row of the table each.
 *
 * run.c reads the packet, asks the chosen rows to write, those that draw on pages
 * first, and puts the files into their folder when all are whole. Options, the recipe, the
 * summary, --json and the man page know outputs by this table alone. */
#ifndef OFFPRINT_OUTPUT_H
#define OFFPRINT_OUTPUT_H

#include "archive/archive.h"
#include "base/buf.h"
#include "base/crew.h"
#include "base/pieces.h"
#include "base/progress.h"
#include "base/report.h"
#include "doc/doc.h"
#include "impose/impose.h"
#include "layout/layout.h"
#include "offprint.h"
#include "pdf/pdf.h"

#define OUTPUT_FIGURE_LIMIT 4

/* A file as it was made, in the order of making. */
struct output_file {
    const struct output_kind *kind;
    struct output_file *next;
    const char *name;     /* "contribute.pdf" */
    bool inside;          /* it goes nowhere itself: another output carries it */
    struct pieces pieces; /* that it is, or was until it lay in `bytes` */
    struct buf bytes;     /* see output_files_join() */
    struct offprint_figure figures[OUTPUT_FIGURE_LIMIT];
    size_t figure_count;
};

/* The files of a run. They live in `arena`; their bytes until output_files_clear(). */
struct output_files {
    struct arena *arena;
    struct output_file *first, *last;
    size_t count;
};

/* What an output draws on. */
struct output_job {
    const struct packet *packet;
    uint32_t output_bits;          /* of all that the run makes */
    size_t word_count, page_count; /* pages: 0 when no output wanted any */
    struct page_starts page_starts; /* for outputs that tell of pages */
    struct str generator;          /* "offprint 0.1.0" */
    struct booklet_options booklet;
    int deflate_level;             /* see base/deflate.h */
    struct inks inks;              /* of the PDF */
    struct pdf_boxes boxes;
    size_t bundle_limit_bytes;     /* 0: BUNDLE_BYTES_LIMIT */
    struct aside aside;            /* where what memory need not hold waits to be written */
    const struct pages *pages;     /* for outputs that want pages; NULL for others */
    bool last_of_pages;            /* none after it draws on them */
    const struct text_engine *engine; /* that set them */
    struct arena *arena;        /* for an output's own needs; freed some time after it */
    struct output_files *files; /* made so far, and where to add one's own */
    const struct progress *progress; /* NULL: nobody waits */
    struct crew *crew; /* for what an output can do beside itself; may be NULL */
    struct report *report;
    const struct archive_series *series; /* of a snapshot; else NULL */
    void *begun; /* what `begin` made; NULL for an output without */
    struct packet *spent; /* the packet, which nobody looks at afterwards; else NULL */
};

/* What an output draws on: none, those that are set for all, or its own, set otherwise. */
enum output_pages { PAGES_NONE, PAGES_SHARED, PAGES_OWN };

struct output_kind {
    const char *name;      /* for --outputs and the recipe */
    const char *extension; /* ".pdf" */
    const char *summary;   /* a line for help and the man page */
    const char *stage;     /* what progress shows while it is written */
    bool by_default;       /* made when neither option nor recipe chooses */
    enum output_pages pages;
    bool tells_pages; /* wants none, but tells where those of the others begin */
    /* Of an output that wants no pages, all that it can make before there are any, in a
     * thread of its own: it writes nothing but the job's arena and report, which live until
     * `write` or `drop` is called with what it gives. NULL: an error is in the report. The
     * hook itself is NULL where there is no such thing. */
    void *(*begin)(const struct output_job *job);
    void (*drop)(void *begun);
    /* Of an output with pages of its own: how they are set, where that is not as all are.
     */
    void (*arrange)(const struct output_job *job, struct layout_options *layout);
    /* Adds its file, or files. False: an error is in the report. */
    bool (*write)(const struct output_job *job);
};

#define OUTPUT_KIND_LIMIT 32 /* kinds of one run are kept as bits */

/* The kind at `index`, in the order of the table; NULL past its end. */
const struct output_kind *output_kind_at(size_t index);

/* The bit of the kind that bears the name, or 0. */
uint32_t output_bit(struct str name);

/* The bits of the kinds that are made when nothing is said. */
uint32_t output_default_bits(void);

/* Of what is asked for what a snapshot is: the zip, and the PDF in it. */
uint32_t output_snapshot_bits(uint32_t bits);

/* What a PDF of the job's packet says of itself. */
struct pdf_options output_pdf_options(const struct output_job *job);

/* How its bundle is made. */
struct archive_options output_zip_options(const struct output_job *job);

/* The bit of the PDF, which packets for names are; of the zip, of which each may have one.
 */
uint32_t output_pdf_bit(void);
uint32_t output_zip_bit(void);

/* "pdf, zip" */
void output_add_names(struct buf *out);

/* Where the files of a run go, and who is told. Everything is borrowed. */
struct output_place {
    const char *folder;
    struct str set;           /* the name that the files have in common */
    bool (*stop)(void *data); /* true: give up; may be NULL */
    void *stop_data;
    const struct progress *progress;
    const struct folder_along *along; /* what is replaced with the files; else NULL */
    const struct replace_hold *hold; /* of a chain, which is only added to; else NULL */
};

/* Before the work of making them: whether the kinds of `bits` could be put there. False: a
 * system error is in the report. */
bool output_place_check(struct arena *arena, const struct output_place *place,
                        uint32_t bits, struct report *report);

/* Replaces the files in the folder, which is made when it is absent; see base/replace.h. */
bool output_files_put(const struct output_files *files, const struct output_place *place,
                      struct report *report);

/* The path of `name` in `folder`, in the arena; empty when memory is gone. */
struct str output_path(struct arena *arena, const char *folder, const char *name);

/* Lays each file into its `bytes`. False: "out-of-memory" is reported. */
bool output_files_join(struct output_files *files, struct report *report);

/* The SHA-256 of a file's bytes in hex, in the arena. NULL: reported. */
const char *output_file_sha256(const struct output_file *file, struct arena *arena,
                               struct report *report);

/* Frees the files' bytes; names and figures stay. */
void output_files_clear(struct output_files *files);

/* As if none had been made. */
void output_files_forget(struct output_files *files);

#endif
