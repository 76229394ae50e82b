/* Tables: a grid's cells set as small flows; columns.c says how wide, rows.c makes boxes of
 * them. What is too wide for the measure is set in several groups of columns, one below the
 * other: the structure tree has each cell once, what stands there again is an artifact. */
#include "layout/rows.h"

/* Elements: of the whole table before anything is set. */

static struct element *cell_element(struct maker *maker, const struct table *table,
                                    const struct grid_cell *place, struct element *tr)
{
    bool header = place->node && place->node->header;
    struct element *element = maker_element(maker, tr, header ? ROLE_TH : ROLE_TD);
    const struct attribute *language =
        place->node ? node_attribute(place->node, "lang") : NULL;
    bool spans = place->column_span > 1 || place->row_span > 1;
    struct element_more *more =
        element && spans ? element_add_more(maker->run->arena, element) : NULL;
    if (more) {
        more->column_span = place->column_span;
        more->row_span = (uint16_t)place->row_span;
    }
    if (element && language) {
        maker_set_language(maker, element, language->value);
    }
    if (element) {
        const struct node *row = table->grid->rows[place->row].node;
        element->scope = !header                    ? SCOPE_NONE
                         : row->section == ROW_HEAD ? SCOPE_COLUMN
                                                    : SCOPE_ROW;
    }
    return element;
}

/* Heads and feet go with a body (ISO 14289-1, 7.5): without one, their rows are the body's.
 */
static bool make_elements(struct maker *maker, struct table *table)
{
    static const enum element_role roles[] = {ROLE_THEAD, ROLE_TBODY, ROLE_TFOOT};
    const struct grid *grid = table->grid;
    struct element *section = NULL;
    int open_section = -1;
    for (size_t i = 0; i < grid->row_count; i++) {
        const struct grid_row *row = &grid->rows[i];
        uint8_t own = grid->has_body ? row->node->section : ROW_BODY;
        if (open_section != own) {
            open_section = own;
            section = maker_element(maker, table->element, roles[own]);
        }
        struct element *tr = section ? maker_element(maker, section, ROLE_TR) : NULL;
        for (size_t k = row->first; tr && k < row->first + row->count; k++) {
            table->cells[k] = cell_element(maker, table, &grid->cells[k], tr);
            if (!table->cells[k]) {
                return false;
            }
        }
        if (!tr) {
            return false;
        }
    }
    return true;
}

/* Cells */

/* Where a cell that groups share shows most of itself, it is set; the first of those. */
static size_t home_of(const struct table *table, const struct grid_cell *place)
{
    size_t home = 0;
    sp widest = 0;
    for (size_t i = 0; i < table->columns->group_count; i++) {
        struct column_span span = columns_span(table->columns, i, place);
        home = span.width > widest ? i : home;
        widest = sp_max(widest, span.width);
    }
    return home;
}

static struct setting inside_cell(const struct table *table, struct setting setting,
                                  const struct cell *cell)
{
    const struct node *node = cell->place->node;
    sp padding = table->columns->padding;
    setting = setting_column(setting, sp_add(cell->span.x, padding),
                             sp_sub(cell->span.width, 2 * padding));
    setting.align = node->align ? node->align : setting.align;
    return setting_of_block(setting, node);
}

static bool flow_cell(struct maker *maker, struct setting setting,
                      const struct table *table, struct cell *cell)
{
    const struct node *node = cell->place->node;
    struct element *element = table->cells[cell->place - table->grid->cells];
    struct flow flow = flow_begin(setting.flow);
    struct setting inside = inside_cell(table, setting, cell);
    inside.flow = &flow;
    flow_place(maker, inside, node);
    bool inlines = !node->first || node_is_inline(node->first);
    struct paragraph_look look = cell_look(maker, inside, node, element);
    bool ok = inlines ? flow_looks(maker, inside, node, &look)
                      : flow_children(maker, inside, node, element);
    flow_end(setting.flow, &flow);
    cell->boxes = flow.boxes;
    return ok;
}

/* Again */

/* The same boxes, as artifacts. */
static bool copy_boxes(struct maker *maker, const struct boxes *from, struct boxes *out)
{
    out->items = ARENA_ARRAY(maker->run->scratch, struct box, from->count + 1);
    for (size_t i = 0; out->items && i < from->count; i++) {
        const struct box *box = &from->items[i];
        struct placed *placed = placed_new(maker, box->placed_count + 1);
        if (!placed) {
            return false;
        }
        for (size_t k = 0; k < box->placed_count; k++) {
            placed[k] = box->placed[k];
            placed[k].artifact = ARTIFACT_LAYOUT;
        }
        out->items[out->count++] = (struct box){.kind = box->kind,
                                                .penalty = box->penalty,
                                                .height = box->height,
                                                .placed = placed,
                                                .placed_count = box->placed_count};
    }
    return out->items != NULL;
}

/* Of a cell that another group shows more of, its words. */
static bool flow_words_again(struct maker *maker, struct setting setting,
                             const struct table *table, struct cell *cell)
{
    struct arena *arena = maker->run->scratch;
    struct buf text = {.kept_in = arena};
    struct flow flow = {0};
    struct setting inside = inside_cell(table, setting, cell);
    inside.flow = &flow;
    node_plain_text(cell->place->node, &text);
    struct paragraph_look look = cell_look(maker, inside, cell->place->node, NULL);
    bool ok = flow_text(maker, inside, arena_take(arena, &text), &look);
    cell->boxes = flow.boxes;
    return ok;
}

static bool set_cell(struct maker *maker, struct setting setting, const struct table *table,
                     struct cell *cell)
{
    size_t index = (size_t)(cell->place - table->grid->cells);
    bool label =
        (size_t)cell->place->column + cell->place->column_span <= table->columns->labels;
    if (!cell->place->node) {
        return true;
    }
    if (label && table->group > 0) {
        return copy_boxes(maker, &table->labels[index], &cell->boxes);
    }
    if (table->columns->group_count > 1 && home_of(table, cell->place) != table->group) {
        return flow_words_again(maker, setting, table, cell);
    }
    bool ok = flow_cell(maker, setting, table, cell);
    if (label) {
        table->labels[index] = cell->boxes;
    }
    return ok;
}

/* Rows */

/* The row's cells, as yet without a box. Marks that none of them took wait with it. */
static bool make_row(struct maker *maker, struct setting setting, const struct table *table,
                     size_t index, struct row *row)
{
    const struct grid_row *place = &table->grid->rows[index];
    *row = (struct row){.place = place, .index = index};
    row->cells = ARENA_ARRAY(maker->run->scratch, struct cell, place->count + 1);
    if (!row->cells) {
        return false;
    }
    if (table->group == 0) {
        flow_place(maker, setting, place->node);
    }
    for (size_t i = place->first; i < place->first + place->count; i++) {
        struct cell *cell = &row->cells[row->count];
        *cell = (struct cell){.place = &table->grid->cells[i]};
        cell->span = columns_span(table->columns, table->group, cell->place);
        row->count += cell->span.width > 0;
        if (cell->span.width > 0 && !set_cell(maker, setting, table, cell)) {
            return false;
        }
    }
    row->marks = setting.flow->marks;
    setting.flow->marks = NULL;
    return true;
}

/* The rows [first, first + count), which cells reach across. */
static bool flow_rows(struct maker *maker, struct setting setting,
                      const struct table *table, size_t first, size_t count)
{
    struct row *rows = ARENA_ARRAY(maker->run->scratch, struct row, count);
    bool ok = rows != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        ok = make_row(maker, setting, table, first + i, &rows[i]);
    }
    return ok && rows_add(maker, setting, table, rows, count);
}

/* The head rows' boxes begin each further page of the group, if they leave it room. */
static bool keep_head(struct maker *maker, const struct flow *flow, size_t first,
                      struct table *table)
{
    struct boxes rows = {.items = flow->boxes.items + first,
                         .count = flow->boxes.count - first};
    int16_t most = maker->run->theme->table.head_to_percent;
    if (rows_are_tall(maker, boxes_height(&rows), most)) {
        return true;
    }
    struct boxes *head = ARENA_NEW(maker->run->scratch, struct boxes);
    struct box *items = ARENA_ARRAY(maker->run->scratch, struct box, rows.count + 1);
    if (!head || !items) {
        return false;
    }
    memcpy(items, rows.items, rows.count * sizeof *items);
    *head = (struct boxes){.items = items, .count = rows.count};
    table->head = head;
    return true;
}

static bool add_top_rule(struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    struct placed rule = {.kind = PLACED_RECT,
                          .x = setting.left,
                          .width = setting.measure,
                          .height = theme->line.hairline,
                          .look.color = theme->color.ink};
    return boxes_add_one(maker, setting, theme->line.hairline, PENALTY_NEVER, rule);
}

static bool flow_body(struct maker *maker, struct setting setting, struct table *table)
{
    const struct grid *grid = table->grid;
    table->head = NULL;
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
        if (!flow_rows(maker, setting, table, i, count)) {
            return false;
        }
    }
    return true;
}

/* Which group of how many: nothing that is read out. */
static bool add_group_number(struct maker *maker, struct setting setting,
                             const struct table *table)
{
    const struct theme *theme = maker->run->theme;
    sp size = sp_percent(setting.type.size, theme->table.header_percent);
    struct paragraph_look look = look_plain(
        setting, inline_state_head(maker, setting, NULL, size, theme->color.quiet));
    look.align = setting_align_end(setting);
    look.penalty_after = PENALTY_NEVER;
    struct str text = arena_format(maker->run->scratch, "%zu/%zu", table->group + 1,
                                   table->columns->group_count);
    return flow_text(maker, setting, text, &look);
}

static bool flow_groups(struct maker *maker, struct setting setting, struct table *table)
{
    const struct columns *columns = table->columns;
    for (table->group = 0; table->group < columns->group_count; table->group++) {
        struct setting own =
            setting_column(setting, 0, columns->groups[table->group].width);
        if (table->group > 0) {
            boxes_add_skip(maker, setting, setting.type.leading);
        }
        if ((columns->group_count > 1 && !add_group_number(maker, own, table)) ||
            !flow_body(maker, own, table)) {
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
        boxes_hold(setting, PENALTY_NEVER);
        boxes_add_skip(maker, setting, maker->run->theme->table.caption_gap);
    }
    return true;
}

bool flow_table(struct maker *maker, struct setting setting, const struct node *node,
                struct element *parent)
{
    struct arena *arena = maker->run->scratch;
    struct grid grid;
    struct columns columns;
    struct element *element = maker_element(maker, parent, ROLE_TABLE);
    if (!element || !grid_build(arena, node, &grid)) {
        return false;
    }
    if (grid.columns_asked > grid.column_count) {
        report_warning(maker->run->report,
                       document_place(maker->chapter->document, node->spot),
                       "table-columns", "the table has %zu columns; the PDF shows %zu",
                       grid.columns_asked, grid.column_count);
    }
    struct table table = {.grid = &grid,
                          .columns = &columns,
                          .element = element,
                          .cells =
                              ARENA_ARRAY(arena, struct element *, grid.cell_count + 1),
                          .labels = ARENA_ARRAY(arena, struct boxes, grid.cell_count + 1)};
    struct type small = maker->run->sheet->small;
    setting.type = (struct type){sp_min(setting.type.size, small.size),
                                 sp_min(setting.type.leading, small.leading)};
    setting.ragged = true;
    return table.cells && table.labels && columns_set(maker, &setting, &grid, &columns) &&
           flow_captions(maker, setting, node, element) && make_elements(maker, &table) &&
           flow_groups(maker, setting, &table);
}
