/* Bounding: HTML that nests no deeper than a limit. Gumbo is slow when formatting elements
 * pile up, and its tree is read by recursion: what it gets is bounded here. */
#ifndef OFFPRINT_HTML_BOUND_H
#define OFFPRINT_HTML_BOUND_H

#include "base/limits.h"
#include "base/report.h"

struct buf;

enum { HTML_FORMATTING_NAMES = 14 };

struct html_open_tag {
    struct str name, tag; /* slices of what was scanned */
};

/* What is open, from piece to piece; begins as zeros. */
struct html_bound {
    struct html_open_tag open[HTML_DEPTH_LIMIT];
    size_t count, beyond; /* beyond the limit: open and left out */
    size_t formatting_beyond[HTML_FORMATTING_NAMES];
    bool in_markdown;     /* between the pieces stand others' elements */
    bool attributes_cut;  /* a tag had more than HTML_ATTRIBUTE_LIMIT */
    size_t attributes_at; /* the first such tag, in its piece */
    struct str unended;   /* a tag or a comment that takes the rest of its piece in, as it
                             begins; empty: none */
    size_t unended_at;    /* in its piece */
};

/* Appends `raw` to `out` without the tags that would nest deeper than the limits, and with
 * spaces in place of attributes beyond theirs. Pieces stay where they are as long as
 * `bound` is used. Whether no tag was left out; failure is sticky in `out`.
 *
 * In Markdown the tag of an element that holds text alone (<title>, <script>) is words
 * unless its piece has the end, too: it would take all that follows for its text. So shows
 * GitHub, whose tag filter knows these elements. */
bool html_add_bounded(struct str raw, struct html_bound *bound, struct buf *out);

/* The warnings that something was left out. */
void html_report_bounded(struct report *report, struct place place);
void html_report_attributes(struct report *report, struct place place);
void html_report_unended(struct report *report, struct place place, struct str begin);

#endif
