/* Tables. Column widths come from content: each column gets at least its widest word
 * and at most its natural width; what lies between is shared in proportion. A table
 * that is too wide even for its words is set smaller, then its words are cut. Cells
 * are laid out as small flows and stacked into one box a row; a row taller than most
 * of a page is cut into strips of lines. */
#include "layout/maker.h"

#define LEAST_IMAGE_WIDTH SP_PT(60) /* an image in a cell gets this at least */
#define COLUMN_LIMIT 256
#define PADDING_X SP_PT(6)
#define PADDING_Y SP_PT(3.4)

struct cell_place {
    const struct node *cell;
    size_t column, span;
    struct element *element;
    struct boxes boxes;
    sp height;
};

struct table {
    const struct node *node;
    size_t column_count;
    sp least[COLUMN_LIMIT], natural[COLUMN_LIMIT], width[COLUMN_LIMIT], x[COLUMN_LIMIT + 1];
    uint16_t blocked[COLUMN_LIMIT]; /* rows that a cell above still covers */
    struct element *element, *section;
    int open_section;
    const struct box *head;
};

static size_t span_of(const struct node *cell)
{
    return cell->column_span > 1 ? cell->column_span : 1;
}

static size_t count_columns(const struct node *table)
{
    size_t most = 0;
    for (const struct node *row = table->first; row; row = row->next) {
        size_t count = 0;
        for (const struct node *cell = row->first; cell; cell = cell->next) {
            count += span_of(cell);
        }
        most = count > most ? count : most;
    }
    return most;
}

/* Widths of a cell's paragraphs, set in its own style. */
static bool measure_node(struct maker *maker, const struct node *parent, bool header,
                         struct text_extent *out)
{
    struct span_list spans = {0};
    struct inline_state state = inline_state_text(maker, NULL);
    state.style.role = header ? FONT_SANS : FONT_SERIF;
    state.style.bold = header;
    struct buf text = {0};
    node_plain_text(parent, &text);
    struct text_extent extent = {0};
    bool ok = true;
    if (text.len) {
        ok = span_add(maker, &spans, arena_take(maker->arena, &text), &state) &&
             text_measure(maker->engine, spans.items, spans.count, &extent, maker->report);
    }
    span_list_give(maker, &spans);
    buf_clear(&text);
    /* Code is wider than the text face it was measured in. */
    out->natural = sp_max(out->natural, sp_scale(extent.natural, 104, 100));
    out->widest_word = sp_max(out->widest_word, sp_scale(extent.widest_word, 106, 100));
    sp image = images_natural_width(maker, parent);
    out->natural = sp_max(out->natural, sp_min(image, maker->measure));
    out->widest_word = sp_max(out->widest_word, sp_min(image, LEAST_IMAGE_WIDTH));
    return ok;
}

static bool measure_columns(struct maker *maker, struct table *table)
{
    for (const struct node *row = table->node->first; row; row = row->next) {
        size_t column = 0;
        for (const struct node *cell = row->first; cell && column < table->column_count;
             cell = cell->next) {
            struct text_extent extent = {0};
            if (!measure_node(maker, cell, cell->header, &extent)) {
                return false;
            }
            sp padding = 2 * PADDING_X;
            size_t span = span_of(cell);
            if (span == 1) {
                table->least[column] =
                    sp_max(table->least[column], sp_add(extent.widest_word, padding));
                table->natural[column] =
                    sp_max(table->natural[column], sp_add(extent.natural, padding));
            }
            column += span;
        }
    }
    return true;
}

static void share_widths(struct table *table, sp measure)
{
    int64_t least = 0, natural = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        table->least[i] = sp_max(sp_min(table->least[i], measure * 2 / 5), SP_PT(18));
        table->natural[i] = sp_max(table->natural[i], table->least[i]);
        least += table->least[i];
        natural += table->natural[i];
    }
    sp used = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        int64_t width = table->natural[i];
        if (least >= measure) {
            width = (int64_t)table->least[i] * measure / least;
        } else if (natural > measure) {
            width = table->least[i] + ((int64_t)table->natural[i] - table->least[i]) *
                                          (measure - least) / (natural - least);
        }
        table->width[i] = sp_clamp(width);
        used = sp_add(used, table->width[i]);
    }
    /* The last column takes what is left: a table is as wide as the text. */
    if (used < measure && table->column_count) {
        table->width[table->column_count - 1] =
            sp_add(table->width[table->column_count - 1], sp_sub(measure, used));
    }
    for (size_t i = 0; i < table->column_count; i++) {
        table->x[i + 1] = sp_add(table->x[i], table->width[i]);
    }
}

/* Cells */

static bool flow_cell_inlines(struct maker *maker, const struct node *cell,
                              struct element *element)
{
    struct paragraph_look look = {
        .state = inline_state_text(maker, element),
        .leading = maker->leading,
        .align = cell->align == ALIGN_RIGHT    ? TEXT_RIGHT
                 : cell->align == ALIGN_CENTER ? TEXT_CENTER
                                               : TEXT_LEFT,
        .hyphenate = true,
        .break_anywhere = true,
    };
    if (cell->header) {
        look.state.style.role = FONT_SANS;
        look.state.style.bold = true;
        look.state.style.size = sp_scale(look.state.style.size, 92, 100);
        look.state.color = COLOR_INK;
    }
    struct span_list spans = {0};
    return inline_spans(maker, cell, look.state, &spans) &&
           flow_spans(maker, &spans, &look);
}

static bool flow_cell(struct maker *maker, struct table *table, struct cell_place *place)
{
    struct boxes *outer = maker->boxes;
    sp left = maker->left, measure = maker->measure;
    size_t last = place->column + place->span;
    maker->boxes = &place->boxes;
    maker->left = sp_add(left, sp_add(table->x[place->column], PADDING_X));
    maker->measure = sp_max(
        sp_sub(sp_sub(table->x[last], table->x[place->column]), 2 * PADDING_X), SP_PT(8));
    bool inlines = !place->cell->first || node_is_inline(place->cell->first);
    bool ok = inlines ? flow_cell_inlines(maker, place->cell, place->element)
                      : flow_children(maker, place->cell, place->element);
    maker->boxes = outer;
    maker->left = left;
    maker->measure = measure;
    place->height = sp_add(boxes_height(&place->boxes), 2 * PADDING_Y);
    return ok;
}

static size_t gather_cells(struct maker *maker, struct table *table, const struct node *row,
                           struct element *element, struct cell_place *places)
{
    size_t count = 0, column = 0;
    for (const struct node *cell = row->first; cell; cell = cell->next) {
        while (column < table->column_count && table->blocked[column]) {
            table->blocked[column++]--;
        }
        size_t span = span_of(cell);
        if (column >= table->column_count) {
            break;
        }
        span = column + span > table->column_count ? table->column_count - column : span;
        struct element *own =
            element_new(maker->arena, element, cell->header ? ROLE_TH : ROLE_TD);
        if (!own) {
            return STR_NONE;
        }
        own->column_span = (uint16_t)span;
        own->row_span = cell->row_span;
        if (cell->header) {
            own->scope = row->section == ROW_HEAD ? SCOPE_COLUMN : SCOPE_ROW;
        }
        places[count++] = (struct cell_place){
            .cell = cell, .column = column, .span = span, .element = own};
        for (size_t i = 0; i < span; i++) {
            table->blocked[column + i] =
                cell->row_span > 1 ? (uint16_t)(cell->row_span - 1) : 0;
        }
        column += span;
    }
    for (; column < table->column_count; column++) {
        table->blocked[column] =
            (uint16_t)(table->blocked[column] - (table->blocked[column] > 0));
    }
    return count;
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

static void append_marks(struct box *row, struct mark *marks)
{
    struct mark **end = &row->marks;
    while (*end) {
        end = &(*end)->next;
    }
    *end = marks;
}

/* The boxes of one cell, moved down into the row's box. */
static size_t place_cell(const struct cell_place *place, struct placed *placed,
                         size_t count, struct box *row)
{
    sp y = PADDING_Y;
    for (size_t i = 0; i < place->boxes.count; i++) {
        const struct box *box = &place->boxes.items[i];
        for (size_t k = 0; k < box->placed_count; k++) {
            placed[count] = box->placed[k];
            placed[count].y = sp_add(placed[count].y, y);
            count++;
        }
        append_marks(row, box->marks);
        append_notes(row, box->notes);
        y = sp_add(y, box->height);
    }
    return count;
}

static void add_row_rules(struct maker *maker, const struct table *table, bool head,
                          sp height, struct placed *placed, size_t *count)
{
    sp width = table->x[table->column_count];
    if (head) {
        placed[(*count)++] = (struct placed){.kind = PLACED_RECT,
                                             .x = maker->left,
                                             .width = width,
                                             .height = height,
                                             .color = COLOR_HEAD};
    }
    placed[(*count)++] = (struct placed){.kind = PLACED_RECT,
                                         .x = maker->left,
                                         .y = sp_sub(height, HAIRLINE),
                                         .width = width,
                                         .height = HAIRLINE,
                                         .color = head ? COLOR_INK : COLOR_HAIRLINE};
}

/* boxes_add() gives a box the marks that wait; what its cells have comes after them. */
static bool add_marked_box(struct maker *maker, struct box box)
{
    struct mark *marks = box.marks;
    struct box *added = boxes_add(maker, box);
    if (added) {
        append_marks(added, marks);
    }
    return added != NULL;
}

static bool add_row_box(struct maker *maker, struct table *table, const struct node *row,
                        struct cell_place *places, size_t count, sp height)
{
    size_t total = 3;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < places[i].boxes.count; k++) {
            total += places[i].boxes.items[k].placed_count;
        }
    }
    struct placed *placed = placed_new(maker, total);
    if (!placed) {
        return false;
    }
    bool head = row->section == ROW_HEAD;
    struct box box = {.kind = BOX_BOX, .height = height, .head = head ? NULL : table->head};
    size_t used = 0;
    add_row_rules(maker, table, head, height, placed, &used);
    for (size_t i = 0; i < count; i++) {
        used = place_cell(&places[i], placed, used, &box);
    }
    box.placed = placed;
    box.placed_count = used;
    bool spans = false;
    for (size_t i = 0; i < table->column_count; i++) {
        spans = spans || table->blocked[i];
    }
    bool first = !row->previous || row->previous->kind != NODE_ROW ||
                 row->previous->section != row->section;
    bool before_last = row->next && !row->next->next;
    box.penalty = head || spans          ? PENALTY_NEVER
                  : first || before_last ? PENALTY_SOMETIMES
                                         : 0;
    return add_marked_box(maker, box);
}

/* A row taller than most of a page: the cells' n-th boxes side by side, strip by strip. */
static bool add_row_strips(struct maker *maker, struct table *table,
                           struct cell_place *places, size_t count)
{
    size_t strips = 0;
    for (size_t i = 0; i < count; i++) {
        strips = places[i].boxes.count > strips ? places[i].boxes.count : strips;
    }
    for (size_t strip = 0; strip < strips; strip++) {
        sp height = 0;
        size_t total = 1;
        for (size_t i = 0; i < count; i++) {
            if (strip < places[i].boxes.count) {
                height = sp_max(height, places[i].boxes.items[strip].height);
                total += places[i].boxes.items[strip].placed_count;
            }
        }
        struct placed *placed = placed_new(maker, total);
        if (!placed) {
            return false;
        }
        struct box box = {
            .kind = BOX_BOX, .height = height, .placed = placed, .head = table->head};
        for (size_t i = 0; i < count; i++) {
            const struct box *part =
                strip < places[i].boxes.count ? &places[i].boxes.items[strip] : NULL;
            for (size_t k = 0; part && k < part->placed_count; k++) {
                placed[box.placed_count++] = part->placed[k];
            }
            if (part) {
                append_marks(&box, part->marks);
                append_notes(&box, part->notes);
            }
        }
        if (strip + 1 == strips) {
            add_row_rules(maker, table, false, height, placed, &box.placed_count);
        }
        if (!add_marked_box(maker, box)) {
            return false;
        }
    }
    return true;
}

static struct element *section_element(struct maker *maker, struct table *table,
                                       const struct node *row)
{
    static const enum element_role roles[] = {ROLE_THEAD, ROLE_TBODY, ROLE_TFOOT};
    if (table->open_section != row->section) {
        table->open_section = row->section;
        table->section = element_new(maker->arena, table->element, roles[row->section]);
    }
    return table->section;
}

static bool flow_row(struct maker *maker, struct table *table, const struct node *row)
{
    struct cell_place *places =
        ARENA_ARRAY(maker->arena, struct cell_place, table->column_count);
    struct element *section = section_element(maker, table, row);
    struct element *tr = section ? element_new(maker->arena, section, ROLE_TR) : NULL;
    size_t count = places && tr ? gather_cells(maker, table, row, tr, places) : STR_NONE;
    if (count == STR_NONE) {
        return false;
    }
    sp height = 0;
    for (size_t i = 0; i < count; i++) {
        if (!flow_cell(maker, table, &places[i])) {
            return false;
        }
        height = sp_max(height, places[i].height);
    }
    sp page =
        sp_sub(maker->theme->page_height, sp_add(maker->theme->top, maker->theme->bottom));
    if (height > page * 3 / 5) {
        return add_row_strips(maker, table, places, count);
    }
    if (height == 0) {
        return true;
    }
    if (!add_row_box(maker, table, row, places, count, height)) {
        return false;
    }
    if (row->section == ROW_HEAD && height < page / 4) {
        struct box *head = ARENA_NEW(maker->arena, struct box);
        if (head) {
            *head = maker->boxes->items[maker->boxes->count - 1];
            table->head = head;
        }
    }
    return true;
}

static bool add_top_rule(struct maker *maker, const struct table *table)
{
    struct placed *rule = placed_new(maker, 1);
    if (!rule) {
        return false;
    }
    *rule = (struct placed){.kind = PLACED_RECT,
                            .x = maker->left,
                            .width = table->x[table->column_count],
                            .height = HAIRLINE,
                            .color = COLOR_INK};
    return boxes_add(maker, (struct box){.kind = BOX_BOX,
                                         .penalty = PENALTY_NEVER,
                                         .height = HAIRLINE,
                                         .placed = rule,
                                         .placed_count = 1}) != NULL;
}

bool flow_table(struct maker *maker, const struct node *node, struct element *parent)
{
    struct table *table = ARENA_NEW(maker->arena, struct table);
    if (!table) {
        return false;
    }
    table->node = node;
    table->open_section = -1;
    table->column_count = count_columns(node);
    if (table->column_count > COLUMN_LIMIT) {
        report_warning(maker->report, document_place(maker->document, node->spot),
                       "table-columns", "the table has %zu columns; the PDF shows %d",
                       table->column_count, COLUMN_LIMIT);
        table->column_count = COLUMN_LIMIT;
    }
    table->element = element_new(maker->arena, parent, ROLE_TABLE);
    if (!table->element || table->column_count == 0) {
        return table->element != NULL;
    }
    sp size = maker->text_size, leading = maker->leading;
    bool ragged = maker->ragged;
    maker->text_size = sp_min(size, maker->theme->small_size);
    maker->leading = sp_min(leading, maker->theme->small_leading);
    maker->ragged = true;
    bool ok = measure_columns(maker, table);
    int64_t least = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        least += table->least[i];
    }
    if (least > maker->measure) { /* a step smaller before words are cut */
        maker->text_size = sp_scale(maker->text_size, 82, 100);
        maker->leading = sp_scale(maker->leading, 84, 100);
        for (size_t i = 0; i < table->column_count; i++) {
            table->least[i] = sp_scale(table->least[i], 82, 100);
            table->natural[i] = sp_scale(table->natural[i], 82, 100);
        }
    }
    share_widths(table, maker->measure);
    bool begun = false;
    for (const struct node *row = node->first; row && ok; row = row->next) {
        if (row->kind == NODE_CAPTION) {
            ok = flow_block(maker, row, table->element);
            boxes_add_skip(maker, SP_PT(3));
        } else if (row->kind == NODE_ROW) {
            ok = (begun || add_top_rule(maker, table)) && flow_row(maker, table, row);
            begun = true;
        }
    }
    maker->text_size = size;
    maker->leading = leading;
    maker->ragged = ragged;
    return ok;
}
