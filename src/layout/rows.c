/* Rows to boxes. Rows that cells reach across make a group, which is set as a whole: a cell
 * over several rows needs their height together and hangs from its first row over the
 * others; their rules stop where it stands.
 *
 * A row taller than most of a page is cut into strips, so that a page can be broken within
 * it. In a group as tall as that only those rows stay together beside which a cell over
 * several rows has text. Where that is too much, each row is cut into strips, in which the
 * cell has what room the row leaves it, and the rest of its text in its last row:
 *
 *   A1   B        row 1
 *   A2   C1       row 2, the last that A reaches
 *   A3   C2
 *   A4 */
#include "layout/rows.h"

#include "layout/strips.h"

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

static void add_tint(const struct maker *maker, struct setting setting, sp height,
                     struct box *row)
{
    row->placed[row->placed_count++] =
        (struct placed){.kind = PLACED_RECT,
                        .x = setting.left,
                        .width = setting.measure,
                        .height = height,
                        .look.color = maker->run->theme->color.head};
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
                        .look.color = head ? theme->color.ink : theme->color.hairline};
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
            box_take(&box, &boxes->items[k], y);
            y = sp_add(y, boxes->items[k].height);
        }
    }
    return boxes_add(maker, setting, box) != NULL;
}

/* Strips */

/* The cells that stand in a row: first those that end there. */
struct standing {
    const struct boxes **flows;
    size_t *at;
    size_t *last; /* row that each reaches */
    size_t count, ending;
};

static bool standing_init(struct maker *maker, const struct row *rows, size_t count,
                          struct standing *out)
{
    struct arena *scratch = maker->run->scratch;
    size_t cells = 1;
    for (size_t i = 0; i < count; i++) {
        cells += rows[i].count;
    }
    *out = (struct standing){.flows = ARENA_ARRAY(scratch, const struct boxes *, cells),
                             .at = ARENA_ARRAY(scratch, size_t, cells),
                             .last = ARENA_ARRAY(scratch, size_t, cells)};
    return out->flows && out->at && out->last;
}

static void standing_swap(struct standing *standing, size_t i, size_t k)
{
    const struct boxes *flow = standing->flows[i];
    size_t at = standing->at[i], last = standing->last[i];
    standing->flows[i] = standing->flows[k];
    standing->at[i] = standing->at[k];
    standing->last[i] = standing->last[k];
    standing->flows[k] = flow;
    standing->at[k] = at;
    standing->last[k] = last;
}

/* From the row before to this one. */
static void standing_go_on(struct standing *standing, const struct row *row)
{
    size_t kept = 0;
    for (size_t i = 0; i < standing->count; i++) {
        if (standing->last[i] >= row->index) {
            standing_swap(standing, kept++, i);
        }
    }
    standing->count = kept;
    for (size_t i = 0; i < row->count; i++) {
        size_t at = standing->count++;
        standing->flows[at] = &row->cells[i].boxes;
        standing->at[at] = 0;
        standing->last[at] = row->index + row->cells[i].place->row_span - 1;
    }
    standing->ending = 0;
    for (size_t i = 0; i < standing->count; i++) {
        if (standing->last[i] == row->index) {
            standing_swap(standing, standing->ending++, i);
        }
    }
}

/* As unwillingly as within a row that one page has room for. */
static void hold_strip(const struct strips *strips, bool short_row, struct box *box)
{
    bool rest = false;
    for (size_t i = 0; short_row && i < strips->leading; i++) {
        rest = rest || strips->at[i] < strips->flows[i]->count;
    }
    box->penalty =
        rest && box->penalty < PENALTY_SPLIT_WORD ? PENALTY_SPLIT_WORD : box->penalty;
}

static bool add_strip(struct maker *maker, struct setting setting,
                      const struct table *table, const struct row *row,
                      struct strips *strips, size_t rules)
{
    bool head = row->place->node->section == ROW_HEAD;
    struct box box = {.head = head ? NULL : table->head};
    if (!strips_next(maker, strips, rules, &box)) {
        return false;
    }
    hold_strip(strips, !is_tall(maker, row->height), &box);
    if (strips->left == 0) {
        box.height = sp_add(box.height, maker->run->theme->table.padding_y);
        (void)add_row_rules(maker, setting, table, row, &box);
        box.penalty = row_penalty(table, row);
    }
    return boxes_add(maker, setting, box) != NULL;
}

static bool add_row_strips(struct maker *maker, struct setting setting,
                           const struct table *table, const struct row *row,
                           struct standing *standing)
{
    struct strips strips = {.flows = standing->flows,
                            .at = standing->at,
                            .count = standing->count,
                            .leading = standing->ending,
                            .above = maker->run->theme->table.padding_y};
    for (size_t i = 0; i < standing->ending; i++) {
        strips.left += standing->flows[i]->count - standing->at[i];
    }
    size_t rules = add_row_rules(maker, setting, table, row, NULL);
    bool ok = true;
    while (ok && strips.left) {
        ok = add_strip(maker, setting, table, row, &strips, rules);
    }
    return ok;
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

/* `standing`: cells are cut where pages end; NULL: each row is a box. */
static bool add_row(struct maker *maker, struct setting setting, const struct table *table,
                    const struct row *row, struct standing *standing)
{
    marks_add(&setting.flow->marks, row->marks);
    if (standing) {
        standing_go_on(standing, row);
        bool alone = standing->count == row->count && standing->ending == row->count;
        if (!alone || is_tall(maker, row->height)) {
            return add_row_strips(maker, setting, table, row, standing);
        }
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

/* Heights, and which rows stay together. True: none do. */
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
        rows[i].height = height_of_row(maker, &rows[i], 1);
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
    struct standing standing;
    bool apart = set_heights(maker, rows, count);
    if (apart && !standing_init(maker, rows, count, &standing)) {
        return false;
    }
    bool head = rows[0].place->node->section == ROW_HEAD, ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        note_reach(&rows[i], until);
        rows[i].until = until;
        rows[i].tint = !head    ? 0
                       : apart  ? rows[i].height
                       : i == 0 ? height_of_rows(rows, count)
                                : 0;
        ok = add_row(maker, setting, table, &rows[i], apart ? &standing : NULL);
    }
    return ok;
}
