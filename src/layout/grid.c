/* Two passes over the cells. The first gives each its place by HTML's rules, in columns as
 * the spans write them; the second leaves out rows and columns in which no cell begins and
 * fills the gaps:
 *
 *   <td>a <td colspan=9>b        a b b b b b b b b b        a b
 *   <td>c <td>d                  c d . . . . . . . .        c d
 *
 * Both keep, per column, the row up to which a cell from above covers it. */
#include "layout/grid.h"

#define WRITTEN_LIMIT 16384 /* columns as written: what lies behind is left out */
#define SPAN_LIMIT 1000     /* HTML's own */

/* Rows in the order of drawing, and where each one's group ends. */

static size_t count_rows(const struct node *table)
{
    size_t count = 0;
    for (const struct node *row = table->first; row; row = row->next) {
        count += row->kind == NODE_ROW;
    }
    return count;
}

static void order_rows(const struct node *table, struct grid *grid)
{
    for (int section = ROW_HEAD; section <= ROW_FOOT; section++) {
        for (const struct node *row = table->first; row; row = row->next) {
            if (row->kind == NODE_ROW && row->section == section) {
                grid->rows[grid->row_count++].node = row;
            }
        }
    }
}

/* One past the last row of the group that row `from` begins. */
static size_t group_end(const struct grid *grid, size_t from)
{
    size_t end = from + 1;
    while (end < grid->row_count &&
           grid->rows[end].node->section == grid->rows[from].node->section &&
           grid->rows[end].node->level != 1) {
        end++;
    }
    return end;
}

/* First pass */

struct writing {
    struct arena *arena;
    struct grid *grid;
    size_t *until; /* by column as written: the row at which it is free again */
    bool *begun;   /* by column: some cell begins in it */
    size_t columns, limit;
    size_t left_out; /* cells behind the limit, in the row that has most */
};

/* As many columns from `column` on as nothing from above covers, `span` at most. */
static size_t free_span(const struct writing *writing, size_t row, size_t column,
                        size_t span)
{
    size_t count = 1;
    while (count < span && column + count < writing->limit &&
           writing->until[column + count] <= row) {
        count++;
    }
    return count;
}

/* The next cell of the row begins at `*next` or behind it: behind all that this one spans,
 * overlapped or not. */
static bool write_cell(struct writing *writing, const struct node *node, size_t row,
                       size_t column, size_t end, size_t *next)
{
    struct grid *grid = writing->grid;
    size_t wanted = node_column_span(node) > 1 ? node_column_span(node) : 1;
    wanted = wanted < SPAN_LIMIT ? wanted : SPAN_LIMIT;
    wanted = wanted < writing->limit - column ? wanted : writing->limit - column;
    size_t span = free_span(writing, row, column, wanted);
    size_t rows = node_row_span(node) > 1 ? node_row_span(node) : 1;
    rows = rows < end - row ? rows : end - row;
    for (size_t i = 0; i < wanted && rows > 1; i++) {
        size_t *until = &writing->until[column + i];
        *until = row + rows > *until ? row + rows : *until;
    }
    *next = column + wanted;
    writing->begun[column] = true;
    writing->columns = column + span > writing->columns ? column + span : writing->columns;
    if (!arena_grow(writing->arena, &grid->cells, grid->cell_count, &grid->cell_capacity,
                    sizeof *grid->cells)) {
        return false;
    }
    grid->cells[grid->cell_count++] =
        (struct grid_cell){node, (uint16_t)column, (uint16_t)span, row, rows};
    return true;
}

static void leave_out_cells(struct writing *writing, const struct node *cell)
{
    size_t count = 0;
    for (; cell; cell = cell->next) {
        count++;
    }
    writing->left_out = count > writing->left_out ? count : writing->left_out;
}

static bool write_row(struct writing *writing, size_t row, size_t end)
{
    size_t column = 0;
    struct grid_row *out = &writing->grid->rows[row];
    out->first = writing->grid->cell_count;
    for (const struct node *cell = out->node->first; cell; cell = cell->next) {
        while (column < writing->limit && writing->until[column] > row) {
            column++;
        }
        if (column == writing->limit) {
            leave_out_cells(writing, cell);
            break;
        }
        if (!write_cell(writing, cell, row, column, end, &column)) {
            return false;
        }
    }
    out->count = writing->grid->cell_count - out->first;
    return true;
}

static bool write_rows(struct writing *writing)
{
    for (size_t row = 0; row < writing->grid->row_count;) {
        for (size_t end = group_end(writing->grid, row); row < end; row++) {
            if (!write_row(writing, row, end)) {
                return false;
            }
        }
    }
    return true;
}

/* Second pass */

/* How many columns are left of the first 0, 1, 2, … as written. */
static uint16_t *number_columns(const struct writing *writing)
{
    uint16_t *number = ARENA_ARRAY(writing->arena, uint16_t, writing->columns + 1);
    for (size_t i = 0; number && i < writing->columns; i++) {
        number[i + 1] = (uint16_t)(number[i] + writing->begun[i]);
    }
    return number;
}

struct filling {
    struct arena *arena;
    struct grid *grid; /* the result */
    size_t until[TABLE_COLUMN_LIMIT];
};

static bool fill_cell(struct filling *filling, struct grid_cell cell)
{
    struct grid *grid = filling->grid;
    for (size_t i = 0; i < cell.column_span; i++) {
        filling->until[cell.column + i] = cell.row + cell.row_span;
    }
    if (!arena_grow(filling->arena, &grid->cells, grid->cell_count, &grid->cell_capacity,
                    sizeof *grid->cells)) {
        return false;
    }
    grid->cells[grid->cell_count++] = cell;
    return true;
}

/* Empty cells for the free slots of [from, to). */
static bool fill_gaps(struct filling *filling, size_t row, size_t from, size_t to)
{
    while (from < to) {
        size_t end = from;
        while (end < to && filling->until[end] <= row) {
            end++;
        }
        struct grid_cell gap = {NULL, (uint16_t)from, (uint16_t)(end - from), row, 1};
        if (end > from && !fill_cell(filling, gap)) {
            return false;
        }
        from = end > from ? end : from + 1;
    }
    return true;
}

static bool fill_row(struct filling *filling, size_t row, const struct grid_cell *written,
                     size_t count, const uint16_t *number)
{
    struct grid *grid = filling->grid;
    size_t column = 0, first = grid->cell_count;
    for (size_t i = 0; i < count; i++) {
        struct grid_cell cell = written[i];
        uint16_t end = number[cell.column + cell.column_span];
        cell.column = number[cell.column];
        if (cell.column >= grid->column_count) {
            break;
        }
        end = end < grid->column_count ? end : (uint16_t)grid->column_count;
        cell.column_span = (uint16_t)(end - cell.column);
        if (!fill_gaps(filling, row, column, cell.column) || !fill_cell(filling, cell)) {
            return false;
        }
        column = end;
    }
    if (!fill_gaps(filling, row, column, grid->column_count)) {
        return false;
    }
    grid->rows[row].first = first;
    grid->rows[row].count = grid->cell_count - first;
    for (size_t i = 0; i < grid->column_count; i++) {
        grid->rows[row].reaches_on =
            grid->rows[row].reaches_on || filling->until[i] > row + 1;
    }
    return true;
}

/* How many of the first 0, 1, 2, … rows are left: those in which some cell begins. */
static size_t *number_rows(const struct writing *writing)
{
    const struct grid *written = writing->grid;
    size_t *number = ARENA_ARRAY(writing->arena, size_t, written->row_count + 1);
    for (size_t i = 0; number && i < written->row_count; i++) {
        number[i + 1] = number[i] + (written->rows[i].count > 0);
    }
    return number;
}

/* Rows and their cells as they will be counted. */
static void leave_out_rows(struct grid *written, const size_t *number, struct grid *out)
{
    for (size_t i = 0; i < written->cell_count; i++) {
        struct grid_cell *cell = &written->cells[i];
        size_t end = number[cell->row + cell->row_span];
        cell->row = number[cell->row];
        cell->row_span = end - cell->row;
    }
    for (size_t row = 0; row < written->row_count; row++) {
        const struct node *node = written->rows[row].node;
        if (written->rows[row].count > 0) {
            out->rows[out->row_count++].node = node;
            out->has_body = out->has_body || node->section == ROW_BODY;
        }
    }
}

static bool fill_rows(const struct writing *writing, struct grid *out)
{
    struct grid *written = writing->grid;
    struct filling *filling = ARENA_NEW(writing->arena, struct filling);
    const uint16_t *column_number = number_columns(writing);
    const size_t *row_number = number_rows(writing);
    if (!filling || !column_number || !row_number) {
        return false;
    }
    leave_out_rows(written, row_number, out);
    size_t columns = column_number[writing->columns];
    out->columns_asked = columns + writing->left_out;
    out->column_count = columns < TABLE_COLUMN_LIMIT ? columns : TABLE_COLUMN_LIMIT;
    filling->arena = writing->arena;
    filling->grid = out;
    for (size_t row = 0; row < written->row_count; row++) {
        const struct grid_row *from = &written->rows[row];
        if (from->count && !fill_row(filling, row_number[row], written->cells + from->first,
                                     from->count, column_number)) {
            return false;
        }
    }
    return true;
}

/* As many columns as the cells could take, one beside the other. */
static size_t count_written(const struct node *table)
{
    size_t count = 1;
    for (const struct node *row = table->first; row; row = row->next) {
        for (const struct node *cell = row->first; cell; cell = cell->next) {
            count += node_column_span(cell) > 1 ? node_column_span(cell) : 1;
        }
    }
    return count < WRITTEN_LIMIT ? count : WRITTEN_LIMIT;
}

bool grid_build(struct arena *arena, const struct node *table, struct grid *out)
{
    size_t rows = count_rows(table), limit = count_written(table);
    struct grid written = {.rows = ARENA_ARRAY(arena, struct grid_row, rows + 1)};
    struct writing writing = {.arena = arena,
                              .grid = &written,
                              .until = ARENA_ARRAY(arena, size_t, limit),
                              .begun = ARENA_ARRAY(arena, bool, limit),
                              .limit = limit};
    *out = (struct grid){.rows = ARENA_ARRAY(arena, struct grid_row, rows + 1)};
    if (!written.rows || !writing.until || !writing.begun || !out->rows) {
        return false;
    }
    order_rows(table, &written);
    return write_rows(&writing) && fill_rows(&writing, out);
}

void grid_dump(const struct grid *grid, struct buf *out)
{
    for (size_t row = 0; row < grid->row_count; row++) {
        for (size_t i = 0; i < grid->rows[row].count; i++) {
            const struct grid_cell *cell = &grid->cells[grid->rows[row].first + i];
            buf_add_text(out, i ? " " : "");
            if (cell->node) {
                node_plain_text(cell->node, out);
            } else {
                buf_add_byte(out, '.');
            }
            if (cell->column_span > 1 || cell->row_span > 1) {
                buf_add_format(out, "(%ux%zu)", cell->column_span, cell->row_span);
            }
        }
        buf_add_text(out, grid->rows[row].reaches_on ? " |\n" : "\n");
    }
}
