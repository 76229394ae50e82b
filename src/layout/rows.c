/* Rows to boxes. Rows that cells reach across make a group, which is set as a whole: a cell
 * over several rows needs their height together and hangs from its first row over the
 * others; their rules stop where it stands.
 *
 * A row taller than most of a page is cut into strips, so that a page can be broken within
 * it. In a group as tall as that only those rows stay together beside which a cell over
 * several rows has text; where that is too much, it stands in its first row alone. */
#include "layout/rows.h"

bool rows_are_tall(const struct maker *maker, sp height, int16_t percent)
{
    return height > (int64_t)sheet_body_height(maker->run->sheet) * percent / 100;
}

/* What is as tall as most of a page must leave room for breaks. */
static bool is_tall(const struct maker *maker, sp height)
{
    return rows_are_tall(maker, height, maker->run->theme->table.strips_from_percent);
}

static sp cell_height(const struct maker *maker, const struct cell *cell)
{
    sp padding = 2 * maker->run->theme->table.padding_y;
    return cell->place->node ? sp_add(boxes_height(&cell->boxes), padding) : 0;
}

/* What the row's cells need that span no more than `rows` rows. */
static sp height_of_row(const struct maker *maker, const struct row *row, size_t rows)
{
    sp height = 0;
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].place->row_span <= rows) {
            height = sp_max(height, cell_height(maker, &row->cells[i]));
        }
    }
    return height;
}

/* What goes into a row's box */

static void append_notes(struct box *row, struct foot_note *notes)
{
    struct foot_note **end = &row->notes;
    while (*end) {
        end = &(*end)->next;
    }
    *end = notes;
}

/* Puts what stands in `from` into the row's box, `y` below its top. */
static void add_to_row(struct box *row, const struct box *from, sp y)
{
    for (size_t i = 0; i < from->placed_count; i++) {
        struct placed *placed = &row->placed[row->placed_count++];
        *placed = from->placed[i];
        placed->y = sp_add(placed->y, y);
    }
    for (struct mark *mark = from->marks; mark; mark = mark->next) {
        mark->y = sp_add(mark->y, y);
    }
    marks_add(&row->marks, from->marks);
    append_notes(row, from->notes);
}

static void add_tint(const struct maker *maker, struct setting setting, sp height,
                     struct box *row)
{
    row->placed[row->placed_count++] =
        (struct placed){.kind = PLACED_RECT,
                        .x = setting.left,
                        .width = setting.measure,
                        .height = height,
                        .as.color = maker->run->theme->color.head};
}

static void add_rule(const struct maker *maker, struct setting setting, bool head, sp x,
                     sp width, struct box *row)
{
    const struct theme *theme = maker->run->theme;
    row->placed[row->placed_count++] =
        (struct placed){.kind = PLACED_RECT,
                        .x = setting_x(setting, x, width),
                        .y = sp_sub(row->height, theme->line.hairline),
                        .width = width,
                        .height = theme->line.hairline,
                        .as.color = head ? theme->color.ink : theme->color.hairline};
}

/* A cell of the grid's column, as if it were alone in it. */
static struct column_span span_of_column(const struct table *table, size_t column)
{
    struct grid_cell cell = {.column = (uint16_t)column, .column_span = 1};
    return columns_span(table->columns, table->group, &cell);
}

/* Below a row, but for the columns that its cells reach across. `box` NULL: only counts. */
static size_t add_row_rules(const struct maker *maker, struct setting setting,
                            const struct table *table, const struct row *row,
                            struct box *box)
{
    bool head = row->place->node->section == ROW_HEAD;
    size_t columns = row->height > 0 ? table->grid->column_count : 0, rules = 0;
    sp from = 0, to = 0;
    for (size_t i = 0; i <= columns && columns; i++) {
        struct column_span span =
            i < columns ? span_of_column(table, i) : (struct column_span){0};
        bool reaches = i < columns && row->until && row->until[i] > row->index;
        bool shown = span.width > 0 && !reaches;
        if (i < columns && span.width == 0) {
            continue; /* of another group */
        }
        if (!shown && to > from) {
            if (box) {
                add_rule(maker, setting, head, from, sp_sub(to, from), box);
            }
            rules++;
            from = to = 0;
        }
        from = shown && to == from ? span.x : from;
        to = shown ? sp_add(span.x, span.width) : to;
    }
    return rules;
}

static int32_t row_penalty(const struct table *table, const struct row *row)
{
    const struct grid *grid = table->grid;
    const struct node *node = row->place->node;
    bool first = row->index == 0 || row->place[-1].node->section != node->section;
    bool before_last = row->index + 2 == grid->row_count;
    return node->section == ROW_HEAD || row->hangs ? PENALTY_NEVER
           : first || before_last                  ? PENALTY_SOMETIMES
                                                   : 0;
}

static size_t count_placed(const struct row *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++) {
        for (size_t k = 0; k < row->cells[i].boxes.count; k++) {
            count += row->cells[i].boxes.items[k].placed_count;
        }
    }
    return count;
}

static bool add_row_box(struct maker *maker, struct setting setting,
                        const struct table *table, const struct row *row)
{
    bool head = row->place->node->section == ROW_HEAD;
    size_t rules = add_row_rules(maker, setting, table, row, NULL);
    struct box box = {.height = row->height,
                      .penalty = row_penalty(table, row),
                      .hangs = row->hangs,
                      .head = head ? NULL : table->head,
                      .placed = placed_new(maker, 1 + rules + count_placed(row))};
    if (!box.placed) {
        return false;
    }
    if (row->tint) {
        add_tint(maker, setting, row->tint, &box);
    }
    (void)add_row_rules(maker, setting, table, row, &box);
    for (size_t i = 0; i < row->count; i++) {
        sp y = maker->run->theme->table.padding_y;
        const struct boxes *boxes = &row->cells[i].boxes;
        for (size_t k = 0; k < boxes->count; k++) {
            add_to_row(&box, &boxes->items[k], y);
            y = sp_add(y, boxes->items[k].height);
        }
    }
    return boxes_add(maker, setting, box) != NULL;
}

/* Strips */

/* One past the boxes from `from` on that nothing parts, and their height. */
static size_t end_of_unit(const struct boxes *boxes, size_t from, sp *height)
{
    size_t end = from;
    *height = 0;
    do {
        *height = sp_add(*height, boxes->items[end].height);
    } while (boxes->items[end++].hangs && end < boxes->count);
    return end;
}

/* One past the boxes of a cell that a strip takes. */
static size_t end_in_strip(const struct boxes *boxes, size_t from, sp room)
{
    sp height;
    for (size_t end; from < boxes->count; from = end) {
        end = end_of_unit(boxes, from, &height);
        if (height > room) {
            break;
        }
        room -= height;
    }
    return from;
}

/* The strip is as tall as the tallest of what comes next; `at[i]` is the next box of the
 * row's i-th cell. */
static sp strip_height(const struct row *row, const size_t *at)
{
    sp height = 0, own;
    for (size_t i = 0; i < row->count; i++) {
        const struct boxes *boxes = &row->cells[i].boxes;
        if (at[i] < boxes->count) {
            (void)end_of_unit(boxes, at[i], &own);
            height = sp_max(height, own);
        }
    }
    return height;
}

/* After a strip a page breaks as unwillingly as within the paragraphs of its cells, but it
 * always may. */
static int32_t strip_penalty(const struct table *table, const struct row *row,
                             const size_t *at, size_t left)
{
    int32_t penalty = left ? 0 : row_penalty(table, row);
    for (size_t i = 0; i < row->count && left; i++) {
        const struct boxes *boxes = &row->cells[i].boxes;
        int32_t own = at[i] && at[i] < boxes->count ? boxes->items[at[i] - 1].penalty : 0;
        penalty = own > penalty ? own : penalty;
    }
    return left && penalty > PENALTY_SPLIT_WORD ? PENALTY_SPLIT_WORD : penalty;
}

/* Of each cell as many boxes as the strip has room for, side by side. */
static bool add_strip(struct maker *maker, struct setting setting,
                      const struct table *table, const struct row *row, size_t *at,
                      size_t *left)
{
    bool head = row->place->node->section == ROW_HEAD;
    struct box box = {.head = head ? NULL : table->head, .height = strip_height(row, at)};
    size_t count = 1;
    for (size_t i = 0; i < row->count; i++) {
        const struct boxes *boxes = &row->cells[i].boxes;
        size_t end = end_in_strip(boxes, at[i], box.height);
        for (size_t k = at[i]; k < end; k++) {
            count += boxes->items[k].placed_count;
        }
    }
    box.placed = placed_new(maker, count);
    if (!box.placed) {
        return false;
    }
    for (size_t i = 0; i < row->count; i++) {
        const struct boxes *boxes = &row->cells[i].boxes;
        size_t end = end_in_strip(boxes, at[i], box.height);
        sp y = 0;
        for (; at[i] < end; at[i]++, --*left) {
            add_to_row(&box, &boxes->items[at[i]], y);
            y = sp_add(y, boxes->items[at[i]].height);
        }
    }
    if (*left == 0) {
        add_rule(maker, setting, false, 0, setting.measure, &box);
    }
    box.penalty = strip_penalty(table, row, at, *left);
    return boxes_add(maker, setting, box) != NULL;
}

static bool add_row_strips(struct maker *maker, struct setting setting,
                           const struct table *table, const struct row *row)
{
    size_t *at = ARENA_ARRAY(maker->run->scratch, size_t, row->count + 1);
    size_t left = 0;
    for (size_t i = 0; i < row->count; i++) {
        left += row->cells[i].boxes.count;
    }
    while (at && left) {
        if (!add_strip(maker, setting, table, row, at, &left)) {
            return false;
        }
    }
    return at != NULL;
}

/* Groups */

/* Cells over several rows get what these lack, a like share from each. */
static void stretch_rows(const struct maker *maker, struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < rows[i].count; k++) {
            const struct cell *cell = &rows[i].cells[k];
            size_t span = cell->place->row_span;
            sp held = 0;
            for (size_t r = 0; r < span && span > 1; r++) {
                held = sp_add(held, rows[i + r].height);
            }
            sp more = span > 1 ? sp_max(sp_sub(cell_height(maker, cell), held), 0) : 0;
            for (size_t r = 0; r < span && more > 0; r++) {
                sp share = more / (sp)(span - r);
                rows[i + r].height = sp_add(rows[i + r].height, share);
                more = sp_sub(more, share);
            }
        }
    }
}

/* Where each column's cell ends, as the rows are gone through. */
static void note_reach(const struct row *row, size_t *until)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct grid_cell *cell = row->cells[i].place;
        for (size_t k = 0; k < cell->column_span; k++) {
            until[cell->column + k] = row->index + cell->row_span - 1;
        }
    }
}

static sp height_of_rows(const struct row *rows, size_t count)
{
    sp height = 0;
    for (size_t i = 0; i < count; i++) {
        height = sp_add(height, rows[i].height);
    }
    return height;
}

static bool add_row(struct maker *maker, struct setting setting, const struct table *table,
                    const struct row *row)
{
    marks_add(&setting.flow->marks, row->marks);
    if (is_tall(maker, row->height)) {
        return add_row_strips(maker, setting, table, row);
    }
    return (row->height == 0 && count_placed(row) == 0) ||
           add_row_box(maker, setting, table, row);
}

/* Which rows what hangs from above reaches beyond; those stay together. False: they would
 * be too tall. */
static bool hold_rows(const struct maker *maker, struct row *rows, size_t count)
{
    sp reach = 0, held = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < rows[i].count; k++) {
            const struct cell *cell = &rows[i].cells[k];
            sp own = cell->place->row_span > 1 ? cell_height(maker, cell) : 0;
            reach = sp_max(reach, own);
        }
        reach = sp_max(sp_sub(reach, rows[i].height), 0);
        held = sp_add(i > 0 && rows[i - 1].hangs ? held : 0, rows[i].height);
        rows[i].hangs = reach > 0 && i + 1 < count;
        if (is_tall(maker, held)) {
            return false;
        }
    }
    return true;
}

/* Heights, and which rows stay together. True: each cell stands in its first row alone. */
static bool set_heights(const struct maker *maker, struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        rows[i].height = height_of_row(maker, &rows[i], 1);
        rows[i].hangs = i + 1 < count;
    }
    stretch_rows(maker, rows, count);
    bool apart =
        is_tall(maker, height_of_rows(rows, count)) && !hold_rows(maker, rows, count);
    for (size_t i = 0; i < count && apart; i++) {
        rows[i].height = height_of_row(maker, &rows[i], SIZE_MAX);
        rows[i].hangs = false;
    }
    return apart;
}

bool rows_add(struct maker *maker, struct setting setting, const struct table *table,
              struct row *rows, size_t count)
{
    size_t *until = ARENA_ARRAY(maker->run->scratch, size_t, table->grid->column_count);
    if (!until) {
        return false;
    }
    bool apart = set_heights(maker, rows, count);
    bool head = rows[0].place->node->section == ROW_HEAD, ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        note_reach(&rows[i], until);
        rows[i].until = until;
        rows[i].tint = !head    ? 0
                       : apart  ? rows[i].height
                       : i == 0 ? height_of_rows(rows, count)
                                : 0;
        ok = add_row(maker, setting, table, &rows[i]);
    }
    return ok;
}
