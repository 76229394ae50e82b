/* Rendering: one page on its way through Liquid, in its own text or in its layouts. Inside
 * site/ only. */
#ifndef OFFPRINT_SITE_RENDERING_H
#define OFFPRINT_SITE_RENDERING_H

#include "site/state.h"

/* A document whose content or excerpt is being made, within another's. */
struct making {
    const struct page *page;
    bool excerpt;
    const struct making *outer;
};

/* What a layout shows as `content`: the page's text, with the layouts that are within it.
 * layouts.c */
struct inner {
    struct str own; /* the page's text as HTML, for templates that work on it; see `made` */
    bool made;
    enum site_marks marks;
    bool placed; /* places are wanted */
    struct str text;  /* Liquid's, before Markdown */
    struct str shown; /* what is printed as it is, with its places */
    const struct line_map *map;
};

struct rendering {
    struct site *site;
    struct arena *arena; /* of what is needed until the page is read */
    struct report *report;
    struct report *site_report; /* of what is the whole site's */
    const struct page *page;
    const struct making *making; /* innermost first */
    size_t depth;
    struct inner *inner; /* in a layout; NULL: in the page's own text */
};

/* Text of the site that is a template, and where it begins. */
struct template_text {
    struct str text, file;
    uint32_t line;
};

/* Appends to `out` and `map`. False: nothing usable came out, an error is in the report. */
bool rendering_run(struct rendering *rendering, const struct template_text *template,
                   struct value scope, struct buf *out, struct line_map *map);

/* Layouts as the host of templates asks for them (layouts.c): a member of the globals, or
 * the page's `content`; a name that is printed as it is. */
bool inner_member(struct rendering *rendering, struct str name, struct value *out);
bool inner_print(struct rendering *rendering, struct str name, struct buf *out,
                 struct line_map *map);
void inner_note_include(struct rendering *rendering, struct str path, struct place place);

/* Beyond the entries of the globals that layouts see. */
#define SCOPE_OF_LAYOUT "\x01layout"

#endif
