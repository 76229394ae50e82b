/* Bounding: HTML that nests no deeper than a limit. Gumbo frees its tree by recursion and
 * is slow when formatting elements pile up: what it gets is bounded here. */
#ifndef OFFPRINT_HTML_BOUND_H
#define OFFPRINT_HTML_BOUND_H

#include "base/report.h"

struct buf;

#define HTML_DEPTH_LIMIT 200

struct html_open_tag {
    struct str name, tag; /* slices of what was scanned */
};

/* What is open, from piece to piece; begins as zeros. */
struct html_bound {
    struct html_open_tag open[HTML_DEPTH_LIMIT];
    size_t count, beyond; /* beyond the limit: open and left out */
};

/* Appends `raw` to `out` without the tags that would nest deeper than HTML_DEPTH_LIMIT.
 * Pieces stay where they are as long as `bound` is used. Whether nothing was left out;
 * failure is sticky in `out`. */
bool html_add_bounded(struct str raw, struct html_bound *bound, struct buf *out);

/* The warning that something was left out. */
void html_report_bounded(struct report *report, struct place place);

#endif
