/* HTML text to nodes, through Gumbo. Shared by absorb.c and page.c. */
#ifndef OFFPRINT_HTML_GUMBO_READER_H
#define OFFPRINT_HTML_GUMBO_READER_H

#include "doc/doc.h"

/* How the reader finds nodes again that were trees before they were HTML. */
struct html_marks {
    const char *name;    /* attribute that carries an index; comments use it too */
    struct node **nodes; /* by index; reused on first sight, copied on later ones */
    bool *used;
    size_t count;
};

struct html_source {
    struct str text;
    const struct line_map *map;     /* places by offset, or */
    const struct html_marks *marks; /* places by mark; may both be NULL */
    const struct str *files;
};

/* The body's children below `*out`, a new document, arranged so that blocks hold
 * blocks and inlines stand in paragraphs. False when memory is gone (reported). */
bool gumbo_read(struct arena *arena, const struct html_source *source,
                struct node *document, struct report *report);

/* Wraps stray inlines in paragraphs, lifts blocks out of inlines, drops what is empty. */
void html_arrange(struct arena *arena, struct node *root);

/* Copies `raw` without the tags that would nest deeper than HTML_DEPTH_LIMIT; `*depth`
 * goes on from piece to piece. Gumbo frees its tree by recursion and is slow when
 * formatting elements pile up: what it gets is bounded here. */
#define HTML_DEPTH_LIMIT 200
bool html_add_bounded(struct str raw, size_t *depth, struct buf *out);

#endif
