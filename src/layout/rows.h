/* Rows: the cells of a group of rows, each a small flow, stacked into one box a row. */
#ifndef OFFPRINT_LAYOUT_ROWS_H
#define OFFPRINT_LAYOUT_ROWS_H

#include "layout/columns.h"

struct table {
    const struct grid *grid;
    const struct columns *columns;
    struct element *element;
    struct element **cells;   /* of each cell of the grid */
    struct boxes *labels;     /* of cells in the label columns, once they are set */
    size_t group;             /* of columns, that is being set */
    const struct boxes *head; /* of the group, once complete; NULL: not repeated */
};

/* A cell of the row that is being made. */
struct cell {
    const struct grid_cell *place;
    struct column_span span;
    struct boxes boxes;
};

struct row {
    const struct grid_row *place;
    size_t index;
    struct cell *cells; /* those that the group shows something of */
    size_t count;
    sp height;
    sp tint;             /* height of the ground of head rows; 0: the row has none */
    const size_t *until; /* by column: the last row that its cell reaches; NULL: this one */
    bool hangs;          /* a cell of it stands over the next one, too */
    struct mark *marks;  /* that wait for the row's box */
};

/* Sets rows, which cells reach across. `setting` is as wide as the table. False: an error
 * is in the report. */
bool rows_add(struct maker *maker, struct setting setting, const struct table *table,
              struct row *rows, size_t count);

bool rows_are_tall(const struct maker *maker, sp height, int16_t percent);

#endif
