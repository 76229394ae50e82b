/* Making: the outputs of a packet that was read, in turn or, where there are threads,
 * beside each other. What comes of it is the same either way. */
#ifndef OFFPRINT_MAKE_H
#define OFFPRINT_MAKE_H

#include "base/budget.h"
#include "output.h"
#include "request.h"

struct making {
    const struct packet *packet;
    const struct request *request; /* which outputs, and how */
    const struct press *press;     /* whose inks the PDFs are in; NULL: none */
    size_t word_count;
    struct str generator;            /* "offprint 0.1.0" */
    const char *fonts, *hyphenation; /* folders */
    struct budget *budget;           /* what is needed on the way is from it */
    struct aside aside;              /* where what memory need not hold waits */
    struct crew *crew; /* NULL: one thread; ended, and NULL, once memory was short */
    struct progress *progress;  /* is told the stages, too */
    struct output_files *files; /* begin empty */
    struct report *report;
    const struct archive_series *series; /* of a snapshot; else NULL */
    bool (*stop)(void *data); /* asked before each stage; true: give up. NULL: go on */
    void *stop_data;
    struct packet *spent; /* the packet, which nobody looks at afterwards; else NULL */
    size_t page_count; /* is set: 0 when no output wants pages */
    struct page_starts page_starts; /* is set, where an output tells pages of the others */
};

/* What sets pages; its report is `report`. Ends by text_engine_free(). NULL: reported. */
struct text_engine *make_engine(const struct making *making, struct arena *arena,
                                struct report *report);
/* How pages are set; its texts are in the arena. */
struct layout_options make_layout(const struct making *making, struct arena *arena);
/* What an output that is none of the table draws on. */
struct output_job make_job(const struct making *making, struct arena *arena,
                           struct report *report);

/* Adds the chosen outputs to `files`. False: an error is in the report. */
bool make_outputs(struct making *making);

#endif
