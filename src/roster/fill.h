/* Fill: fields put into a text of the recipe. Within roster/. */
#ifndef OFFPRINT_ROSTER_FILL_H
#define OFFPRINT_ROSTER_FILL_H

#include "roster/roll.h"

/* Whether the text names a field. */
bool fill_names_field(struct str text);

/* Once for each text, before it is filled: false where it names a field that no list has,
 * or a brace stands alone; reported at `place`. `roll` NULL: there is no list, and no
 * field. */
bool fill_check(const struct roll *roll, struct str text, struct place place,
                struct report *report);

/* Where the first field that the text names stands in the row, or `otherwise`. */
struct place fill_place(const struct roll *roll, const struct roll_row *row,
                        struct str text, struct place otherwise);

/* The list has no column of that name, with the nearest that it has. */
void fill_tell_lacking(const struct roll *roll, struct str name, struct place place,
                       struct report *report);

/* The row's text, in the arena; row `number` from 1. Where a text names fields and the row
 * has none of them, nothing is left of it: no "Valid until" without a day. */
struct str fill_text(struct arena *arena, struct str text, const struct roll *roll,
                     const struct roll_row *row, size_t number);

#endif
