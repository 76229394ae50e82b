/* Footnotes: their names, their numbers in the order of first reference, and their place
 * in the tree. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_FOOTNOTE_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_FOOTNOTE_H

#include "markdown/kramdown_ground.h"

/* [^name] at `at`. */
bool footnote_name_at(struct str text, size_t at, struct str *name, size_t *end);

/* `reference` refers to the footnote of that index in the table. */
void footnote_refer(struct kramdown *k, struct node *reference, size_t index);

/* Gives the next footnote its place, its texts to the span pass. Its back links are
 * settled by then: what its own text or later ones refer to has none. */
void footnote_place_next(struct kramdown *k);

#endif
