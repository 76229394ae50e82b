/* Columns: how wide the columns of a grid are. Each gets at least its widest word and at
 * most its natural width; what lies between is shared in proportion. A table that is too
 * wide even for its words is set smaller, then its words are cut. */
#ifndef OFFPRINT_LAYOUT_COLUMNS_H
#define OFFPRINT_LAYOUT_COLUMNS_H

#include "layout/grid.h"
#include "layout/maker.h"

struct columns {
    size_t count;
    sp least[TABLE_COLUMN_LIMIT], natural[TABLE_COLUMN_LIMIT];
    sp x[TABLE_COLUMN_LIMIT + 1]; /* where each begins, from the table's start */
};

/* Fills `*out` for the setting's measure; `*setting` gets smaller type where the words
 * would not fit. False: an error is in the report. */
bool columns_set(struct maker *maker, struct setting *setting, const struct grid *grid,
                 struct columns *out);

static inline sp columns_x(const struct columns *columns, size_t column)
{
    return columns->x[column];
}

#endif
