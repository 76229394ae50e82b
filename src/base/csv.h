/* CSV: fields of a text, one by one, as RFC 4180 has them; quotes may hold line ends. */
#ifndef OFFPRINT_BASE_CSV_H
#define OFFPRINT_BASE_CSV_H

#include "base/value.h"

/* The field at `*at`, which moves behind its separator; `*row_end` at a line's end. Without
 * quotes, an empty field is nothing. */
struct value csv_field(struct arena *arena, struct str text, char separator, size_t *at,
                       bool *row_end);

#endif
