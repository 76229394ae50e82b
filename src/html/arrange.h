/* Arranging: a tree as HTML nests it, so that layout and the bundle can set it. */
#ifndef OFFPRINT_HTML_ARRANGE_H
#define OFFPRINT_HTML_ARRANGE_H

#include "doc/doc.h"

/* Wraps stray inlines in paragraphs, lifts blocks out of inlines, drops what is empty.
 * What found no room in the arena stays as it was; ask arena_failed(). */
void html_arrange(struct arena *arena, struct node *root);

/* For hoist.c: a run of inlines without blanks and breaks at its ends. */
void arrange_trim_run(struct node *run);

#endif
