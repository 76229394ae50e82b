/* Excerpts: lines of the sources that diagnostics speak of. The report's text alone. */
#ifndef OFFPRINT_BASE_EXCERPT_H
#define OFFPRINT_BASE_EXCERPT_H

#include "base/lines.h"
#include "base/report_state.h"

/* The lines of the source last asked for. Diagnostics come sorted by file: each source is
 * indexed once, and only one index stands at a time. All zero but for the report: empty. */
struct excerpts {
    const struct report *report;
    const struct source *source;
    struct arena arena;
    struct line_index lines;
};

/* The line at `place` and, where the column is known, a caret below. Nothing where the line
 * is empty, too long or not known. */
void excerpt_write(struct excerpts *excerpts, struct place place, struct buf *out);
void excerpts_clear(struct excerpts *excerpts);

#endif
