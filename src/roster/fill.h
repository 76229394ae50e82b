/* Fill: fields put into a text of the recipe. Within roster/. */
#ifndef OFFPRINT_ROSTER_FILL_H
#define OFFPRINT_ROSTER_FILL_H

#include "roster/roll.h"

/* A text of the recipe, part by part. */
enum part_kind { PART_END, PART_TEXT, PART_FIELD, PART_BRACE, PART_WRONG };

struct part {
    enum part_kind kind;
    struct str text; /* as it stands, or the field's name */
};

/* The part at `*at`, which moves behind it. */
struct part fill_next_part(struct str text, size_t *at);

/* Whether some list, or this one, has such a field, or each has. */
bool fill_is_field(const struct roll *roll, struct str name);

/* What the row has of the field, in the arena. */
struct str fill_field(struct arena *arena, struct str name, const struct roll *roll,
                      const struct roll_row *row, size_t number);

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
 * has none of them, nothing is left of it: no "Valid until" without a day. It ends with the
 * part with which it is longer than `most` bytes. */
struct str fill_text(struct arena *arena, struct str text, const struct roll *roll,
                     const struct roll_row *row, size_t number, size_t most);

/* The same to be shown, not to be read: among letters that are read from right to left,
 * fields that these would turn, such as days, are isolated. */
struct str fill_shown(struct arena *arena, struct str text, const struct roll *roll,
                      const struct roll_row *row, size_t number, size_t most);

#endif
