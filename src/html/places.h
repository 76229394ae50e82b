/* Places: ids of elements that leave no node behind. For html/ only. */
#ifndef OFFPRINT_HTML_PLACES_H
#define OFFPRINT_HTML_PLACES_H

#include "doc/doc.h"

/* Links to `id` lead to where `node` begins: it takes the id, or an empty span before it
 * does. */
void place_give(struct arena *arena, struct node *node, struct str id);

/* The same for the first of the children of `parent` that follow `last` (NULL: of all);
 * without one, for their end. Nothing where only certain children may stand. */
void place_keep(struct arena *arena, struct node *parent, struct node *last, struct str id);

/* Paragraphs that hold such a span alone: the block after it takes the id, if it has none.
 */
void places_settle(struct arena *arena, struct node *parent);

#endif
