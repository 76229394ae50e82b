/* Bounding: HTML that nests no deeper than a limit. Gumbo frees its tree by recursion and
 * is slow when formatting elements pile up: what it gets is bounded here. */
#ifndef OFFPRINT_HTML_BOUND_H
#define OFFPRINT_HTML_BOUND_H

#include "base/report.h"

struct buf;

#define HTML_DEPTH_LIMIT 200

/* Appends `raw` to `out` without the tags that would nest deeper than HTML_DEPTH_LIMIT;
 * `*depth` goes on from piece to piece. Whether nothing was left out; failure is sticky
 * in `out`. */
bool html_add_bounded(struct str raw, size_t *depth, struct buf *out);

/* The warning that something was left out. */
void html_report_bounded(struct report *report, struct place place);

#endif
