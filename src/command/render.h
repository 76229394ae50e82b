/* Render: one page, one Markdown text or one Liquid case, printed for people and
 * tests as any of the stages leaves it. */
#ifndef OFFPRINT_RENDER_H
#define OFFPRINT_RENDER_H

#include "base/buf.h"
#include "offprint.h"

enum render_form {
    RENDER_HTML,  /* as its site would show it, without what is none of its content */
    RENDER_DOC,   /* the document tree */
    RENDER_LINES, /* the lines of its pages; of a site's page only, as is the next */
    RENDER_PAGES, /* all that is placed on them, and the structure tree */
    RENDER_SITE,  /* HTML of a site's page with its layouts around it */
};

struct render_request {
    const char *site, *page; /* both, or */
    const char *revision;    /* of the git repository that the site lies in; or NULL */
    const char *markdown;    /* a dialect's name: text from standard input, or */
    bool liquid;             /* a Liquid case as JSON from standard input */
    enum render_form form;
    /* Lines and pages: how many links away others come along, and then the whole packet
     * is shown; below 0: only the page's own pages are shown. */
    int depth;
    enum offprint_paper paper;
    const char *live_url;     /* NULL: the site's own */
    const char *theme;        /* NULL: the default */
    const char *theme_folder; /* of the site's Jekyll theme; NULL: beside it */
    bool layouts, own_text;   /* as in offprint.h; --to site has all of the layouts */
    const char *data_folder;  /* fonts and hyphenation patterns; borrowed */
    bool strict, quiet;
    size_t memory_bytes; /* that the run may take; 0: the default */
    int64_t date;        /* seconds since 1970, for `now` in Liquid, or DATE_NONE */
};

enum offprint_status render_run(const struct render_request *request, struct buf *output,
                                struct buf *errors);

#endif
