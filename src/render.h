/* Render: one page, one Markdown text or one Liquid case, printed for people and
 * tests. Runs the reading stages alone. */
#ifndef OFFPRINT_RENDER_H
#define OFFPRINT_RENDER_H

#include "base/buf.h"
#include "offprint.h"

struct render_request {
    const char *site, *page; /* both, or */
    const char *markdown;    /* a dialect's name: text from standard input, or */
    bool liquid;             /* a Liquid case as JSON from standard input */
    bool as_tree;            /* the document tree instead of HTML */
    bool strict, quiet;
    int64_t date; /* seconds since 1970, for `now` in Liquid */
};

enum offprint_status render_run(const struct render_request *request, struct buf *output,
                                struct buf *errors);

#endif
