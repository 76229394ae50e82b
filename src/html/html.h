/* HTML: pages, and the HTML inside Markdown, to document trees. Through Gumbo.
 *
 * html_absorb() runs after markdown/ and leaves a tree without NODE_RAW_* and
 * NODE_HTML_*: headings, tables, links, images, figures and the like become the
 * nodes with that meaning, the rest NODE_DIV and NODE_SPAN. What cannot stand in a
 * document (script, style, form, iframe, object, event handlers) is dropped and,
 * where a reader loses something, reported with its place. */
#ifndef OFFPRINT_HTML_HTML_H
#define OFFPRINT_HTML_HTML_H

#include "doc/doc.h"

/* Replaces `*root` by a tree that carries meaning only; spots are kept. A tree
 * without raw HTML is returned as it is, at no cost. False only when memory is
 * gone ("out-of-memory" reported). */
bool html_absorb(struct arena *arena, struct node **root, const struct str *files,
                 struct report *report);

/* A whole HTML page, or a fragment: its body as an absorbed tree. */
bool html_read(struct arena *arena, struct str text, const struct line_map *map,
               struct node **out, struct report *report);

#endif
