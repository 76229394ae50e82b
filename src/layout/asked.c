/* Widths that authors ask for of columns: by <col>, or by cells of one column. Percent are
 * of the table, which browsers make as wide as its columns need for that. */
#include "layout/columns.h"

static void ask(const struct maker *maker, struct setting setting, const struct node *node,
                struct asked_column *column)
{
    struct asked_length width = node_asked_size(node).width;
    if (width.unit == LENGTH_PERCENT) {
        sp percent = sp_clamp(width.thousandths);
        column->percent = sp_max(column->percent, sp_min(percent, ASKED_WHOLE));
    } else {
        column->width =
            sp_max(column->width, asked_length(maker, setting, width, setting.measure));
    }
}

static bool ask_columns(struct maker *maker, struct setting setting, struct str styles,
                        struct asked_column *columns, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count && styles.len; i++) {
        size_t end = str_find_byte(styles, '|', 0);
        struct node column = {0};
        node_set_attribute(maker->run->scratch, &column, STR("style"),
                           str_sub(styles, 0, end == STR_NONE ? styles.len : end));
        ask(maker, setting, &column, &columns[i]);
        any = any || columns[i].width || columns[i].percent;
        styles = end == STR_NONE ? (struct str){0} : str_skip(styles, end + 1);
    }
    return any;
}

struct asked_column *columns_asked(struct maker *maker, struct setting setting,
                                   const struct grid *grid)
{
    const struct node *table = grid->row_count ? grid->rows[0].node->parent : NULL;
    struct asked_column *columns =
        table
            ? ARENA_ARRAY(maker->run->scratch, struct asked_column, grid->column_count + 1)
            : NULL;
    if (!columns) {
        return NULL;
    }
    const struct attribute *styles = node_attribute(table, "columns");
    bool any =
        styles && ask_columns(maker, setting, styles->value, columns, grid->column_count);
    for (size_t i = 0; i < grid->cell_count; i++) {
        const struct grid_cell *cell = &grid->cells[i];
        if (cell->node && node_attributes(cell->node) && cell->column_span == 1) {
            struct asked_column *column = &columns[cell->column];
            ask(maker, setting, cell->node, column);
            any = any || column->width || column->percent;
        }
    }
    struct asked_length whole = node_asked_size(table).width;
    columns[grid->column_count].width =
        asked_length(maker, setting, whole, setting.measure);
    return any || columns[grid->column_count].width ? columns : NULL;
}
