/* HTML text to nodes, through Gumbo. What absorb.c and page.c stand on. */
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

/* Everything is borrowed. The text nests no deeper than html/bound.h allows. */
struct html_source {
    struct str text;
    const struct line_map *map;     /* places by offset, or */
    const struct html_marks *marks; /* places by mark; may both be NULL */
    const struct str *files;
    bool whole; /* with what says which parts of a page are furniture */
};

/* The body's children below `document`, which is new and empty, arranged so that blocks
 * hold blocks and inlines stand in paragraphs. False when memory is gone (reported). */
bool gumbo_read(struct arena *arena, const struct html_source *source,
                struct node *document, struct report *report);

#endif
