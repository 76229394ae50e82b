/* From marks to boxes: between a box's two marks in one parent all siblings go into it. The
 * last mark is made first, so that inner boxes are whole before outer ones take them. A
 * mark that stands in code or in HTML is put back as it was written. */
#include "base/buf.h"
#include "base/lines.h"
#include "markdown/dialect_tree.h"

/* "<!--NAME k N-->" as its kind and number; '\0': it is no mark. */
static char read_mark(const struct dialect *dialect, struct str text, size_t *box)
{
    text = str_trim(text);
    if (!str_starts(text, "<!--") || !str_ends(text, "-->") ||
        !str_eq(str_sub(text, 4, 4 + dialect->name.len), dialect->name)) {
        return '\0';
    }
    struct str rest = str_sub(text, 5 + dialect->name.len, text.len - 3);
    *box = 0;
    for (size_t i = 2; i < rest.len; i++) {
        if (!ascii_is_digit(rest.ptr[i])) {
            return '\0';
        }
        *box = *box * 10 + (size_t)(rest.ptr[i] - '0');
    }
    return rest.len > 2 && *box < dialect->box_count ? rest.ptr[0] : '\0';
}

static char mark_of(const struct dialect *dialect, const struct node *node, size_t *box)
{
    return node && node->kind == NODE_RAW_BLOCK ? read_mark(dialect, node->text, box)
                                                : '\0';
}

/* The paragraph behind a box's mark is its title when it begins with the sign. */
static void make_title(const struct dialect *dialect, struct node *box)
{
    struct node *title = box->first;
    struct node *sign = title && title->kind == NODE_PARAGRAPH ? title->first : NULL;
    struct str text = sign && sign->kind == NODE_RAW_INLINE ? sign->text : (struct str){0};
    if (text.len == dialect->name.len + 2 &&
        str_eq(str_sub(text, 1, text.len - 1), dialect->name)) {
        node_unlink(sign);
        title->kind = NODE_CAPTION;
    }
}

/* The list of an item's cells, when it holds nothing else. */
static struct node *cells_of(const struct node *item)
{
    struct node *list = item->first;
    return list && !list->next && list->kind == NODE_LIST ? list : NULL;
}

static void put_after(struct node *sibling, struct node *node)
{
    if (sibling->next) {
        node_insert_before(sibling->next, node);
    } else {
        node_append(sibling->parent, node);
    }
}

static void move_children(struct node *to, struct node *from)
{
    for (struct node *node = from->first, *next; node; node = next) {
        next = node->next;
        node_unlink(node);
        node_append(to, node);
    }
}

/* An item of the inner list; a single paragraph's words stand in it as they are. */
static void make_cell(struct node *cell, bool header)
{
    struct node *only = cell->first;
    cell->kind = NODE_CELL;
    cell->header = header;
    if (only && !only->next && only->kind == NODE_PARAGRAPH) {
        node_unlink(only);
        move_children(cell, only);
    }
}

static void make_row(struct node *row, const struct dialect_box *facts, size_t number)
{
    struct node *list = cells_of(row);
    size_t column = 0;
    node_unlink(list);
    row->kind = NODE_ROW;
    row->section = number < facts->head_rows ? ROW_HEAD : ROW_BODY;
    for (struct node *cell = list ? list->first : NULL, *next; cell;
         cell = next, column++) {
        next = cell->next;
        node_unlink(cell);
        make_cell(cell, number < facts->head_rows || column < facts->head_columns);
        node_append(row, cell);
    }
}

/* The number that `*text` goes on with, behind what parts it from others; 0: none does. */
static uint32_t take_share(struct str *text)
{
    uint32_t share = 0;
    size_t at = 0;
    while (at < text->len && ascii_set_has(" ,", text->ptr[at])) {
        at++;
    }
    for (; at < text->len && ascii_is_digit(text->ptr[at]) && share < 10000; at++) {
        share = share * 10 + (uint32_t)(text->ptr[at] - '0');
    }
    *text = str_skip(*text, at);
    return share;
}

/* "20 80" as percent, in the attribute that <col> leaves; other words say nothing. */
static void set_widths(struct arena *arena, struct node *table, struct str widths)
{
    struct buf out = {.kept_in = arena};
    uint32_t sum = 0, share;
    struct str rest = widths;
    while ((share = take_share(&rest)) > 0) {
        sum += share;
    }
    rest = widths;
    while ((share = take_share(&rest)) > 0) {
        buf_add_format(&out, "width:%u%%|", share * 100 / sum);
    }
    if (sum) {
        node_set_attribute(arena, table, STR("columns"), arena_take(arena, &out));
    }
}

/* "* - a" and "  - b" in a box that is to be a table: rows of cells, in the box's place. A
 * list of another kind stays what it is. */
static void make_table(struct arena *arena, struct node *box,
                       const struct dialect_box *facts)
{
    struct node *table = box->first;
    while (table && table->kind != NODE_LIST) {
        table = table->next;
    }
    bool whole = table != NULL;
    for (struct node *row = whole ? table->first : NULL; row && whole; row = row->next) {
        whole = cells_of(row) != NULL;
    }
    if (!whole) {
        return;
    }
    size_t number = 0;
    for (struct node *row = table->first; row; row = row->next) {
        make_row(row, facts, number++);
    }
    table->kind = NODE_TABLE;
    set_widths(arena, table, facts->widths);
    for (struct node *node = box->first, *next; node; node = next) {
        next = node->next;
        node_unlink(node);
        if (node->kind == NODE_CAPTION) {
            node_insert_before(table->first, node);
        } else {
            node_insert_before(box, node);
        }
    }
    node_unlink(box);
}

/* Whether it shows pictures alone, or what leads to a film. */
static bool is_media(const struct node *paragraph)
{
    bool media = paragraph->kind == NODE_PARAGRAPH && paragraph->first;
    for (const struct node *node = paragraph->first; node && media; node = node->next) {
        bool list = node->kind == NODE_TEXT && str_starts(node->text, "{") &&
                    str_ends(node->text, "}"); /* the picture's attributes */
        media = list || node->kind == NODE_IMAGE || node->kind == NODE_SOFT_BREAK ||
                node->kind == NODE_LINE_BREAK ||
                (node->kind == NODE_LINK && !node->next && !node_previous(node));
    }
    return media;
}

/* Paragraphs below what it shows are its caption; other blocks follow it. */
static void make_figure(struct dialect *dialect, struct node *box)
{
    struct node *caption = NULL, *after = box;
    box->kind = NODE_FIGURE;
    box->level = 0;
    for (struct node *node = box->first, *next; node; node = next) {
        next = node->next;
        if (!caption && (is_media(node) || node->kind != NODE_PARAGRAPH)) {
            continue;
        }
        node_unlink(node);
        if (node->kind != NODE_PARAGRAPH) {
            put_after(after, node);
            after = node;
        } else if (caption) {
            struct node *end = node_new(dialect->arena, NODE_LINE_BREAK, node->spot);
            if (end) {
                node_append(caption, end);
            }
            move_children(caption, node);
        } else {
            caption = node;
        }
    }
    struct node *only = box->first;
    if (only && !only->next && only->kind == NODE_PARAGRAPH &&
        only->first == node_last(only) && only->first->kind == NODE_IMAGE) {
        node_replace_with_children(only);
    }
    if (caption) {
        caption->kind = NODE_CAPTION;
        node_append(box, caption);
    }
}

/* A table below a title has it as its caption. */
static bool take_table(struct node *box)
{
    struct node *title = box->first;
    struct node *table = title && title->kind == NODE_CAPTION ? title->next : title;
    if (!table || table->kind != NODE_TABLE) {
        return false;
    }
    if (title != table) {
        node_unlink(title);
        if (table->first) {
            node_insert_before(table->first, title);
        } else {
            node_append(table, title);
        }
    }
    node_replace_with_children(box);
    return true;
}

static void make_kind(struct dialect *dialect, struct node *box,
                      const struct dialect_box *facts)
{
    switch (facts->kind) {
    case BOX_DEFINITION:
        box->kind = NODE_DEFINITION;
        box->level = 0;
        box->tight = !facts->is_loose;
        return;
    case BOX_CALLOUT:
    case BOX_TABLE:
    case BOX_FIGURE: break;
    }
    if (!box->first) {
        node_unlink(box); /* nothing stands in it */
    } else if (facts->kind == BOX_TABLE && !take_table(box)) {
        make_table(dialect->arena, box, facts);
    } else if (facts->kind == BOX_FIGURE) {
        make_figure(dialect, box);
    }
}

static void make_box(struct dialect *dialect, struct node *mark, size_t number)
{
    struct node *box = node_new(dialect->arena, NODE_ADMONITION, mark->spot);
    if (!box) {
        return;
    }
    box->level = (uint8_t)dialect->boxes[number].callout;
    node_insert_before(mark, box);
    node_unlink(mark);
    for (struct node *node = box->next, *next; node; node = next) {
        size_t other;
        char kind = mark_of(dialect, node, &other);
        next = node->next;
        if (kind == 'c') {
            if (other == number) {
                node_unlink(node);
            }
            break;
        }
        node_unlink(node);
        if (kind != 'b') {
            node_append(box, node);
        }
    }
    make_title(dialect, box);
    make_kind(dialect, box, &dialect->boxes[number]);
}

/* The lines of a paragraph, a term each. */
static void add_terms(struct dialect *dialect, struct node *list, struct node *paragraph)
{
    struct node *term = node_new(dialect->arena, NODE_TERM, paragraph->spot);
    if (!term) {
        return;
    }
    node_set_id(dialect->arena, term, node_id(paragraph));
    node_append(list, term);
    for (struct node *word = paragraph->first, *next; word && term; word = next) {
        next = word->next;
        node_unlink(word);
        if (word->kind == NODE_SOFT_BREAK || word->kind == NODE_LINE_BREAK) {
            term = node_new(dialect->arena, NODE_TERM, next ? next->spot : word->spot);
            if (term) {
                node_append(list, term);
            }
        } else {
            node_append(term, word);
        }
    }
    node_unlink(paragraph);
}

static bool is_comment(const struct node *node)
{
    return node->kind == NODE_RAW_BLOCK && str_starts(str_trim(node->text), "<!--");
}

/* A definition joins the list right above, or makes one with the paragraph above. */
static void place_definition(struct dialect *dialect, struct node *definition)
{
    struct node *above = node_previous(definition);
    while (above && is_comment(above)) {
        above = node_previous(above);
    }
    struct node *terms = above && above->kind == NODE_PARAGRAPH ? above : NULL;
    struct node *list = terms ? node_previous(terms) : above;
    if (!list || list->kind != NODE_DEFINITION_LIST) {
        list = node_new(dialect->arena, NODE_DEFINITION_LIST, definition->spot);
        if (!list) {
            return;
        }
        node_insert_before(terms ? terms : definition, list);
    }
    if (terms) {
        add_terms(dialect, list, terms);
    }
    struct node *first = definition->first;
    if (definition->tight && first && first->kind == NODE_PARAGRAPH) {
        first->tight = true;
    }
    definition->tight = false;
    node_unlink(definition);
    node_append(list, definition);
}

/* Where a place within `node` can stand: among its words, or those of its caption; else a
 * block around it, which takes the id itself. */
static struct node *find_holder(struct dialect *dialect, struct node *node, struct str id)
{
    struct node *caption = node->first;
    while (caption && caption->kind != NODE_CAPTION) {
        caption = caption->next;
    }
    if (node->kind == NODE_HEADING || node->kind == NODE_PARAGRAPH || caption) {
        return caption ? caption : node;
    }
    struct node *around = node_new(dialect->arena, NODE_DIV, node->spot);
    if (around) {
        node_set_id(dialect->arena, around, id);
        node_insert_before(node, around);
        node_unlink(node);
        node_append(around, node);
    }
    return NULL;
}

/* The label's id goes to what follows; a heading keeps its own, too, and so does what has
 * one by its options. */
static void make_anchor(struct dialect *dialect, struct node *mark, size_t number)
{
    struct str label = dialect->boxes[number].label;
    struct node *next = mark->next;
    node_unlink(mark);
    if (!next) {
        return;
    }
    bool inside = next->kind == NODE_HEADING || next->kind == NODE_PARAGRAPH;
    if (!inside && (node_id(next).len == 0 || str_eq(node_id(next), label))) {
        node_set_id(dialect->arena, next, label);
        return;
    }
    struct node *holder = find_holder(dialect, next, label);
    struct node *place = holder ? node_new(dialect->arena, NODE_SPAN, next->spot) : NULL;
    if (place) {
        place->text = STR("span");
        node_set_id(dialect->arena, place, label);
        if (holder->first) {
            node_insert_before(holder->first, place);
        } else {
            node_append(holder, place);
        }
    }
}

/* Without the lines of marks; those that open a box read as they were written. */
static struct str put_back(struct dialect *dialect, struct str text, bool shown)
{
    struct buf out = {.kept_in = dialect->arena};
    for (size_t at = 0; at < text.len; at = line_end(text, at)) {
        struct str line = str_sub(text, at, line_end(text, at));
        size_t box, sign = str_find(line, dialect->name, 0);
        char kind = sign == STR_NONE ? '\0' : read_mark(dialect, line, &box);
        if (sign == STR_NONE) {
            buf_add(&out, line);
        } else if (kind && shown && dialect->boxes[box].source.len && kind != 'c' &&
                   kind != 'b') {
            buf_add(&out, dialect->boxes[box].source);
            buf_add_byte(&out, '\n');
        } else if (!kind && !shown) {
            size_t start = sign ? sign - 1 : 0;
            buf_add(&out, str_sub(line, 0, start));
            buf_add(&out, str_skip(line, sign + dialect->name.len + 1));
        }
    }
    return arena_take(dialect->arena, &out);
}

static void put_all_back(struct dialect *dialect, struct node *root)
{
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        bool raw = node->kind == NODE_RAW_BLOCK || node->kind == NODE_RAW_INLINE;
        if (walk.entering && node->text.len &&
            str_find(node->text, dialect->name, 0) != STR_NONE) {
            node->text = put_back(dialect, node->text, !raw);
        }
    }
}

bool dialect_make_boxes(struct dialect *dialect, struct node *root)
{
    size_t count, box;
    if (dialect->box_count == 0) {
        return true;
    }
    struct node **raw = dialect_find_nodes(dialect, root, NODE_RAW_BLOCK, &count);
    for (size_t i = count; i > 0; i--) {
        if (mark_of(dialect, raw[i - 1], &box) == 'o') {
            make_box(dialect, raw[i - 1], box);
        }
    }
    size_t definition_count;
    struct node **definitions =
        dialect_find_nodes(dialect, root, NODE_DEFINITION, &definition_count);
    for (size_t i = 0; i < definition_count; i++) {
        place_definition(dialect, definitions[i]);
    }
    for (size_t i = count; i > 0; i--) {
        char kind = mark_of(dialect, raw[i - 1], &box);
        if (kind == 'a') {
            make_anchor(dialect, raw[i - 1], box);
        } else if (kind && raw[i - 1]->parent) {
            node_unlink(raw[i - 1]);
        }
    }
    put_all_back(dialect, root);
    return true;
}
