/* Grid: a table as rows and columns, computed once; counting, measuring, placing and
 * tagging all read it.
 *
 * Follows HTML's table model (HTML, 4.9.12 "Processing model"), and where that lets cells
 * overlap or leave slots free, what PDF/UA asks for (ISO 14289-1, 7.5: a regular table):
 *
 *   order     head sections first, then bodies, then feet
 *   slots     only rows and columns in which some cell begins; a span over others covers
 *             what is left of it
 *   row span  ends with its group of rows; UINT16_MAX: to the group's end
 *   overlap   a column span ends before a cell that reaches down from above
 *   gaps      filled with empty cells, one for each run of free slots
 *
 * Every slot of the result belongs to exactly one cell. */
#ifndef OFFPRINT_LAYOUT_GRID_H
#define OFFPRINT_LAYOUT_GRID_H

#include "base/limits.h"
#include "doc/doc.h"

struct grid_cell {
    const struct node *node; /* NULL: empty, for slots that no cell of the table covers */
    uint16_t column, column_span;
    size_t row, row_span;
};

struct grid_row {
    const struct node *node;
    size_t first, count; /* cells that begin here, by column */
    bool reaches_on;     /* a cell of this row or above covers slots of the next */
};

struct grid {
    struct grid_row *rows;
    size_t row_count;
    struct grid_cell *cells; /* row by row */
    size_t cell_count, cell_capacity;
    bool has_body;        /* some row is of a body */
    size_t column_count;  /* at most TABLE_COLUMN_LIMIT */
    size_t columns_asked; /* that the table has; cells behind the limit are left out */
};

/* The grid of a NODE_TABLE, in `arena`. Time and room are linear in cells and rows. False
 * when the arena is full. */
bool grid_build(struct arena *arena, const struct node *table, struct grid *out);

/* A line a row: for tests. Cells by text, "." for empty ones, spans as "text(2x3)". */
void grid_dump(const struct grid *grid, struct buf *out);

#endif
