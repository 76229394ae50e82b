/* Hoisting: headings in what holds words only come out of it, with their level. For
 * arrange.c only. */
#ifndef OFFPRINT_HTML_HOIST_H
#define OFFPRINT_HTML_HOIST_H

#include "doc/doc.h"

/* Of a heading that is not closed: a list, table, quote or the like that follows its words,
 * and all behind it, stand after it. */
void hoist_out_of_unclosed(struct node *heading);

/* Of a heading, term or caption whose children are inlines and headings: the headings stand
 * beside it, and what follows each in a copy of it. */
void hoist_out_of_words(struct arena *arena, struct node *holder);

/* Of a table or list: headings among its children stand before the table, or between two
 * lists. */
void hoist_out_of_list(struct arena *arena, struct node *list);

#endif
