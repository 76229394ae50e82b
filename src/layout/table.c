/* Tables: a grid's cells set as small flows and stacked into one box a row; a row taller
 * than most of a page is cut into strips of lines. Widths come from columns.c.
 *
 * Rows that cells reach across make a group, which is set as a whole: a cell over several
 * rows needs their height together and hangs from its first row over the others; their
 * rules stop where it stands. In a group that is as tall as most of a page each such cell
 * stands in its first row alone, so that the page can be broken after that. */
#include "layout/columns.h"

struct table {
    const struct grid *grid;
    const struct columns *columns;
    struct element *element, *section;
    int open_section;
    struct boxes head; /* of all head rows, once they are complete; empty: not repeated */
};

/* A cell of the row that is being made. */
struct cell {
    const struct grid_cell *place;
    struct element *element;
    struct boxes boxes;
};

struct row {
    const struct grid_row *place;
    size_t index;
    struct cell *cells;
    size_t count;
    sp height;
    sp tint;             /* height of the ground of head rows; 0: the row has none */
    const size_t *until; /* by column: the last row that its cell reaches; NULL: this one */
    struct mark *marks;  /* that wait for the row's box */
};

/* Cells */

static bool flow_cell_inlines(struct maker *maker, struct setting setting,
                              const struct node *cell, struct element *element)
{
    const struct theme *theme = maker->run->theme;
    struct paragraph_look look = look_text(maker, setting, element);
    if (cell->header) {
        sp size = sp_percent(setting.type.size, theme->table.header_percent);
        look.state = inline_state_head(maker, setting, element, size, theme->color.ink);
        look.state.style.bold = true;
    }
    return flow_looks(maker, setting, cell, &look);
}

static bool flow_cell(struct maker *maker, struct setting setting,
                      const struct table *table, struct cell *cell)
{
    const struct theme *theme = maker->run->theme;
    const struct node *node = cell->place->node;
    sp x = columns_x(table->columns, cell->place->column);
    sp end = columns_x(table->columns, cell->place->column + cell->place->column_span);
    sp padding = theme->table.padding_x;
    struct flow flow = flow_begin(setting.flow);
    struct setting inside = setting_column(
        setting, sp_add(x, padding),
        sp_max(sp_sub(sp_sub(end, x), 2 * padding), theme->table.least_cell));
    inside.flow = &flow;
    inside.align = node->align ? node->align : setting.align;
    flow_place(maker, inside, node);
    inside = setting_of_block(inside, node);
    bool inlines = !node->first || node_is_inline(node->first);
    bool ok = inlines ? flow_cell_inlines(maker, inside, node, cell->element)
                      : flow_children(maker, inside, node, cell->element);
    flow_end(setting.flow, &flow);
    cell->boxes = flow.boxes;
    return ok;
}

static struct element *cell_element(struct maker *maker, const struct row *row,
                                    const struct grid_cell *place, struct element *tr)
{
    bool header = place->node && place->node->header;
    struct element *element = maker_element(maker, tr, header ? ROLE_TH : ROLE_TD);
    if (element) {
        element->column_span = place->column_span;
        element->row_span = (uint16_t)place->row_span;
        if (header) {
            element->scope =
                row->place->node->section == ROW_HEAD ? SCOPE_COLUMN : SCOPE_ROW;
        }
    }
    return element;
}

/* Elements first: a cell's own stand before those of the next. */
static bool flow_cells(struct maker *maker, struct setting setting, struct table *table,
                       struct row *row, struct element *tr)
{
    for (size_t i = 0; i < row->count; i++) {
        struct cell *cell = &row->cells[i];
        cell->place = &table->grid->cells[row->place->first + i];
        cell->element = cell_element(maker, row, cell->place, tr);
        if (!cell->element) {
            return false;
        }
    }
    for (size_t i = 0; i < row->count; i++) {
        struct cell *cell = &row->cells[i];
        if (!cell->place->node) {
            continue;
        }
        if (!flow_cell(maker, setting, table, cell)) {
            return false;
        }
    }
    return true;
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

/* Rows */

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
                        .color = maker->run->theme->color.head};
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
                        .color = head ? theme->color.ink : theme->color.hairline};
}

/* Below a row, but for the columns that its cells reach across. `box` NULL: only counts. */
static size_t add_row_rules(const struct maker *maker, struct setting setting,
                            const struct table *table, const struct row *row,
                            struct box *box)
{
    bool head = row->place->node->section == ROW_HEAD;
    size_t columns = row->height > 0 ? table->grid->column_count : 0, rules = 0;
    for (size_t from = 0, to; from < columns; from = to) {
        bool reaches = row->until && row->until[from] > row->index;
        for (to = from + 1;
             to < columns && (row->until && row->until[to] > row->index) == reaches;) {
            to++;
        }
        sp x = columns_x(table->columns, from);
        if (!reaches && box) {
            add_rule(maker, setting, head, x, sp_sub(columns_x(table->columns, to), x),
                     box);
        }
        rules += !reaches;
    }
    return rules;
}

static int32_t row_penalty(const struct table *table, const struct row *row)
{
    const struct grid *grid = table->grid;
    const struct node *node = row->place->node;
    bool first = row->index == 0 || row->place[-1].node->section != node->section;
    bool before_last = row->index + 2 == grid->row_count;
    return node->section == ROW_HEAD || row->place->reaches_on ? PENALTY_NEVER
           : first || before_last                              ? PENALTY_SOMETIMES
                                                               : 0;
}

static const struct boxes *head_of(const struct table *table, bool head)
{
    return head || table->head.count == 0 ? NULL : &table->head;
}

static bool add_row_box(struct maker *maker, struct setting setting, struct table *table,
                        const struct row *row)
{
    bool head = row->place->node->section == ROW_HEAD;
    size_t total = 1 + add_row_rules(maker, setting, table, row, NULL);
    for (size_t i = 0; i < row->count; i++) {
        for (size_t k = 0; k < row->cells[i].boxes.count; k++) {
            total += row->cells[i].boxes.items[k].placed_count;
        }
    }
    struct box box = {.height = row->height,
                      .penalty = row_penalty(table, row),
                      .head = head_of(table, head),
                      .placed = placed_new(maker, total)};
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

/* The cells' n-th boxes side by side. */
static bool add_strip(struct maker *maker, struct setting setting, struct table *table,
                      const struct row *row, size_t strip, bool last)
{
    struct box box = {.head = head_of(table, false)};
    size_t total = 1;
    for (size_t i = 0; i < row->count; i++) {
        if (strip < row->cells[i].boxes.count) {
            const struct box *part = &row->cells[i].boxes.items[strip];
            box.height = sp_max(box.height, part->height);
            total += part->placed_count;
        }
    }
    box.placed = placed_new(maker, total);
    if (!box.placed) {
        return false;
    }
    for (size_t i = 0; i < row->count; i++) {
        if (strip < row->cells[i].boxes.count) {
            add_to_row(&box, &row->cells[i].boxes.items[strip], 0);
        }
    }
    if (last) {
        add_rule(maker, setting, false, 0, setting.measure, &box);
    }
    return boxes_add(maker, setting, box) != NULL;
}

static bool add_row_strips(struct maker *maker, struct setting setting, struct table *table,
                           const struct row *row)
{
    size_t strips = 0;
    for (size_t i = 0; i < row->count; i++) {
        strips = row->cells[i].boxes.count > strips ? row->cells[i].boxes.count : strips;
    }
    for (size_t i = 0; i < strips; i++) {
        if (!add_strip(maker, setting, table, row, i, i + 1 == strips)) {
            return false;
        }
    }
    return true;
}

/* Heads and feet go with a body (ISO 14289-1, 7.5): without one, their rows are the body's.
 */
static struct element *section_element(struct maker *maker, struct table *table,
                                       const struct node *row)
{
    static const enum element_role roles[] = {ROLE_THEAD, ROLE_TBODY, ROLE_TFOOT};
    uint8_t section = table->grid->has_body ? row->section : ROW_BODY;
    if (table->open_section != section) {
        table->open_section = section;
        table->section = maker_element(maker, table->element, roles[section]);
    }
    return table->section;
}

static bool is_tall(const struct maker *maker, sp height, int16_t percent)
{
    return height > (int64_t)sheet_body_height(maker->run->sheet) * percent / 100;
}

/* Groups */

/* The row's cells, as yet without a box. Marks that none of them took wait with it. */
static bool make_row(struct maker *maker, struct setting setting, struct table *table,
                     size_t index, struct row *row)
{
    *row = (struct row){.place = &table->grid->rows[index], .index = index};
    row->count = row->place->count;
    row->cells = ARENA_ARRAY(maker->run->arena, struct cell, row->count + 1);
    struct element *section = section_element(maker, table, row->place->node);
    flow_place(maker, setting, row->place->node);
    struct element *tr = section ? maker_element(maker, section, ROLE_TR) : NULL;
    if (!row->cells || !tr || !flow_cells(maker, setting, table, row, tr)) {
        return false;
    }
    row->marks = setting.flow->marks;
    setting.flow->marks = NULL;
    row->height = height_of_row(maker, row, 1);
    return true;
}

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

static bool is_empty(const struct row *row)
{
    size_t boxes = 0;
    for (size_t i = 0; i < row->count; i++) {
        boxes += row->cells[i].boxes.count;
    }
    return boxes == 0;
}

static bool add_row(struct maker *maker, struct setting setting, struct table *table,
                    const struct row *row)
{
    marks_add(&setting.flow->marks, row->marks);
    if (is_tall(maker, row->height, maker->run->theme->table.strips_from_percent)) {
        return add_row_strips(maker, setting, table, row);
    }
    return (row->height == 0 && is_empty(row)) || add_row_box(maker, setting, table, row);
}

/* The rows [first, first + count), which cells reach across. */
static bool flow_group(struct maker *maker, struct setting setting, struct table *table,
                       size_t first, size_t count)
{
    struct arena *arena = maker->run->arena;
    struct row *rows = ARENA_ARRAY(arena, struct row, count);
    size_t *until = ARENA_ARRAY(arena, size_t, table->grid->column_count);
    bool ok = rows && until;
    for (size_t i = 0; ok && i < count; i++) {
        ok = make_row(maker, setting, table, first + i, &rows[i]);
    }
    if (!ok) {
        return false;
    }
    stretch_rows(maker, rows, count);
    bool apart = is_tall(maker, height_of_rows(rows, count),
                         maker->run->theme->table.strips_from_percent);
    for (size_t i = 0; i < count; i++) {
        rows[i].height = apart ? height_of_row(maker, &rows[i], SIZE_MAX) : rows[i].height;
    }
    bool head = rows[0].place->node->section == ROW_HEAD;
    for (size_t i = 0; ok && i < count; i++) {
        note_reach(&rows[i], until);
        rows[i].until = apart ? NULL : until;
        rows[i].tint = !head    ? 0
                       : apart  ? rows[i].height
                       : i == 0 ? height_of_rows(rows, count)
                                : 0;
        ok = add_row(maker, setting, table, &rows[i]);
    }
    return ok;
}

/* The head rows' boxes begin each further page of the table, if they leave it room. */
static bool keep_head(struct maker *maker, const struct flow *flow, size_t first,
                      struct table *table)
{
    struct boxes head = {.items = flow->boxes.items + first,
                         .count = flow->boxes.count - first};
    if (is_tall(maker, boxes_height(&head), maker->run->theme->table.head_to_percent)) {
        return true;
    }
    table->head.items = ARENA_ARRAY(maker->run->arena, struct box, head.count + 1);
    if (!table->head.items) {
        return false;
    }
    memcpy(table->head.items, head.items, head.count * sizeof *head.items);
    table->head.count = head.count;
    return true;
}

static bool add_top_rule(struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    struct placed rule = {.kind = PLACED_RECT,
                          .x = setting.left,
                          .width = setting.measure,
                          .height = theme->line.hairline,
                          .color = theme->color.ink};
    return boxes_add_one(maker, setting, theme->line.hairline, PENALTY_NEVER, rule);
}

static bool flow_rows(struct maker *maker, struct setting setting, struct table *table)
{
    const struct grid *grid = table->grid;
    if (grid->row_count && !add_top_rule(maker, setting)) {
        return false;
    }
    size_t first = setting.flow->boxes.count;
    for (size_t i = 0, count; i < grid->row_count; i += count) {
        for (count = 1; grid->rows[i + count - 1].reaches_on;) {
            count++;
        }
        bool body = grid->rows[i].node->section != ROW_HEAD;
        bool after_head = i > 0 && grid->rows[i - 1].node->section == ROW_HEAD;
        if (body && after_head && !keep_head(maker, setting.flow, first, table)) {
            return false;
        }
        if (!flow_group(maker, setting, table, i, count)) {
            return false;
        }
    }
    return true;
}

/* A table has one caption; what stands in further ones follows in its element. */
static bool flow_captions(struct maker *maker, struct setting setting,
                          const struct node *table, struct element *element)
{
    struct element *caption = NULL;
    for (const struct node *node = table->first; node; node = node->next) {
        if (node->kind != NODE_CAPTION) {
            continue;
        }
        if (caption) {
            flow_place(maker, setting, node);
        }
        if (!(caption ? flow_children(maker, setting, node, caption)
                      : flow_block(maker, setting, node, element))) {
            return false;
        }
        caption = caption ? caption : element->first;
        boxes_add_skip(maker, setting, maker->run->theme->table.caption_gap);
    }
    return true;
}

bool flow_table(struct maker *maker, struct setting setting, const struct node *node,
                struct element *parent)
{
    struct arena *arena = maker->run->arena;
    struct grid *grid = ARENA_NEW(arena, struct grid);
    struct columns *columns = ARENA_NEW(arena, struct columns);
    struct table *table = ARENA_NEW(arena, struct table);
    struct element *element = maker_element(maker, parent, ROLE_TABLE);
    if (!grid || !columns || !table || !element || !grid_build(arena, node, grid)) {
        return false;
    }
    if (grid->columns_asked > grid->column_count) {
        report_warning(maker->run->report,
                       document_place(maker->chapter->document, node->spot),
                       "table-columns", "the table has %zu columns; the PDF shows %zu",
                       grid->columns_asked, grid->column_count);
    }
    *table = (struct table){
        .grid = grid, .columns = columns, .element = element, .open_section = -1};
    struct type small = maker->run->sheet->small;
    setting.type = (struct type){sp_min(setting.type.size, small.size),
                                 sp_min(setting.type.leading, small.leading)};
    setting.ragged = true;
    return columns_set(maker, &setting, grid, columns) &&
           flow_captions(maker, setting, node, element) && flow_rows(maker, setting, table);
}
