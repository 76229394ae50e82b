/* Lists.
 *
 * The column of an item's first text is the indentation its further lines need. Lines
 * with less of it are taken along when nothing else claims them, as long as no blank
 * line came between. A nested list begins a new part of the item, read on its own, so
 * that it does not need a blank line above. */
#include "markdown/kramdown.h"

bool line_is_list_item(struct str text, size_t at, struct list_marker *out)
{
    size_t from = at;
    while (at < text.len && text.ptr[at] == ' ' && at - from < 4) {
        at++;
    }
    out->indent = at - from;
    if (out->indent > 3 || at >= text.len) {
        return false;
    }
    char c = text.ptr[at];
    out->ordered = ascii_is_digit(c);
    if (out->ordered) {
        while (at < text.len && ascii_is_digit(text.ptr[at])) {
            at++;
        }
        if (at >= text.len || text.ptr[at] != '.') {
            return false;
        }
    } else if (c != '*' && c != '+' && c != '-') {
        return false;
    }
    out->content = at + 1;
    /* A bar counts as a blank here, though nothing says so. */
    return at + 1 < text.len &&
           (text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\t' || text.ptr[at + 1] == '|');
}

/* The first line of an item from behind its marker, which ends at `column`. The text
 * goes to `out`; the indentation of further lines to `shape`. */
void item_first_line(struct kramdown *k, struct source_builder *out,
                     const struct source *source, size_t content, size_t end, size_t column,
                     struct item_shape *shape)
{
    struct str text = source->text;
    size_t at = content, indent = column;
    while (at < end && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
        indent = text.ptr[at] == '\t' ? indent / 4 * 4 + 4 : indent + 1;
        at++;
    }
    struct str inside;
    if (at >= end || text.ptr[at] == '\n') {
        shape->indent = 4; /* an empty first line says nothing, and is no blank one */
        shape->begun = false;
        return;
    }
    if (line_is_ial(text, at, &inside)) {
        indent = 4; /* only attributes: as if the line were empty */
    }
    shape->indent = indent;
    shape->begun = true;
    builder_add(k, out, str_sub(text, at, end), source_origin(source, at));
}

/* The bytes of `indent` columns of white space at a line's start, or STR_NONE. Tabs in
 * front of all spaces count as four of these, others not at all. */
static size_t indent_bytes(struct str text, size_t at, size_t indent, size_t *over)
{
    size_t columns = 0, from = at;
    while (columns < indent && at < text.len) {
        if (text.ptr[at] == '\t' && (at == from || text.ptr[at - 1] == '\t')) {
            columns += 4;
        } else if (text.ptr[at] == ' ') {
            columns++;
        } else {
            return STR_NONE;
        }
        at++;
    }
    *over = columns > indent ? columns - indent : 0;
    return columns < indent ? STR_NONE : at - from;
}

bool line_has_indent(struct str text, size_t at, size_t indent)
{
    size_t over;
    return indent_bytes(text, at, indent, &over) != STR_NONE;
}

/* A further line without the item's indentation; tabs in front become spaces. */
void item_add_line(struct kramdown *k, struct source_builder *out,
                   const struct source *source, size_t at, size_t end, size_t indent,
                   bool *indented)
{
    struct str text = source->text;
    size_t over = 0, bytes = indent_bytes(text, at, indent, &over);
    *indented = bytes != STR_NONE;
    if (!*indented) {
        bytes = 0;
    }
    builder_add(k, out, (struct str){0}, source_origin(source, at + bytes));
    builder_add_spaces(out, over);
    size_t from = at + bytes;
    while (*indented && from < end && text.ptr[from] == '\t' &&
           (from == at || text.ptr[from - 1] == '\t')) {
        builder_add_spaces(out, 4);
        from++;
    }
    builder_add(k, out, str_sub(text, from, end), source_origin(source, from));
}

/* An item that begins with {: ...} takes it as its own. */
void item_take_ial(struct container *c, struct node *item, struct source *source)
{
    struct str text = source->text;
    if (!str_starts(text, "{:") || text.len < 4 || text.ptr[2] == ':' ||
        text.ptr[2] == '/') {
        return;
    }
    size_t close = brace_end(text, 0, line_end(text, 0));
    if (close == STR_NONE || close == 2 ||
        ial_is_definition(str_sub(text, 2, close), NULL)) {
        return;
    }
    ial_attach(c->k, item, ial_parse(c->k, str_sub(text, 2, close)));
    size_t at = close + 1;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
        at++;
    }
    if (at < text.len && text.ptr[at] == '\n') {
        at++;
    }
    /* Pieces stay true: the part that is gone is only skipped. */
    struct source_builder rest = {0};
    for (size_t from = at; from < text.len;) {
        size_t end = line_end(text, from);
        builder_add(c->k, &rest, str_sub(text, from, end), source_origin(source, from));
        from = end;
    }
    struct source *shorter = builder_take(c->k, &rest);
    if (shorter) {
        *source = *shorter;
    }
}

/* "[ ] " or "[x] " at the beginning of an item's first paragraph, which is `note`. The
 * mark may stand alone when another block follows without a blank line: `more`. */
static void take_task(struct kramdown *k, struct node *item, struct note_text *note,
                      bool more)
{
    if (k->options.kramdown_input || note->node != item->first ||
        item->first->kind != NODE_PARAGRAPH) {
        return;
    }
    struct str all = note->source->text;
    struct str text = str_trim(str_sub(all, note->from, note->to));
    more = note->to < all.len ? !line_is_blank(all, note->to) : more;
    if (text.len < 3 || text.ptr[0] != '[' || text.ptr[2] != ']' ||
        (text.len == 3 ? !more : text.len < 5 || !ascii_is_space(text.ptr[3]))) {
        return;
    }
    char mark = text.ptr[1];
    if (mark == ' ' || mark == 'x' || mark == 'X') {
        item->task = mark == ' ' ? TASK_OPEN : TASK_DONE;
        note->from += 4;
        note->from += line_indent(all, note->from, NULL);
        note->from = note->from > note->to ? note->to : note->from;
    }
}

struct list_reader {
    struct container *c;
    struct node *list;
    struct node *item;
    struct source_builder part; /* of the item being read */
    size_t parts;               /* of it, that are read */
    struct item_shape shape;
    bool nested, blank;
};

static void finish_part(struct list_reader *r, bool more)
{
    struct source *source = builder_take(r->c->k, &r->part);
    if (!source || !r->item) {
        return;
    }
    bool first = r->parts++ == 0;
    if (first && r->shape.begun) {
        item_take_ial(r->c, r->item, source);
    }
    struct kramdown *k = r->c->k;
    size_t note = k->note_count;
    bool outer = r->c->in_list_item;
    r->c->in_list_item = true;
    blocks_read_source(r->c, source, r->item);
    r->c->in_list_item = outer;
    if (first && note < k->note_count) {
        take_task(k, r->item, &k->notes[note], more);
    }
}

static void finish_item(struct list_reader *r)
{
    if (r->item) {
        finish_part(r, false);
        r->item = NULL;
    }
}

static void begin_item(struct list_reader *r, size_t at, const struct list_marker *marker)
{
    struct container *c = r->c;
    struct str text = c->source->text;
    finish_item(r);
    r->item = kramdown_node(c->k, NODE_ITEM, c->source, at + marker->indent);
    if (!r->item) {
        return;
    }
    node_append(r->list, r->item);
    r->parts = 0;
    r->blank = false;
    size_t column = marker->content - at;
    item_first_line(c->k, &r->part, c->source, marker->content, line_end(text, at), column,
                    &r->shape);
    struct list_marker inner;
    r->nested = line_is_list_item(buf_str(&r->part.text), 0, &inner);
}

static bool take_line(struct list_reader *r, size_t at, size_t end)
{
    struct container *c = r->c;
    struct str text = c->source->text;
    bool indented = line_has_indent(text, at, r->shape.indent);
    if (!indented && (r->blank || line_ends_lazy(c->k, text, at))) {
        return false;
    }
    struct source_builder line = {0};
    item_add_line(c->k, &line, c->source, at, end, r->shape.indent, &indented);
    struct list_marker inner;
    bool list = line_is_list_item(buf_str(&line.text), 0, &inner);
    buf_share_fate(&r->part.text, buf_str(&line.text));
    if (indented && list && !r->nested) {
        finish_part(r, true);
        r->nested = true;
    }
    if (!indented && list && r->nested) {
        builder_add_spaces(&r->part, r->shape.indent + 4);
    }
    for (size_t i = 0; i < line.count; i++) {
        size_t to = i + 1 < line.count ? line.pieces[i + 1].from : line.text.len;
        builder_add(c->k, &r->part, str_sub(buf_str(&line.text), line.pieces[i].from, to),
                    line.pieces[i].origin);
    }
    buf_clear(&line.text);
    r->blank = false;
    return true;
}

/* Which lines are a list's: gives the offset behind them. */
static size_t read_items(struct list_reader *r, bool ordered)
{
    struct container *c = r->c;
    struct str text = c->source->text;
    size_t at = c->at;
    while (at < text.len) {
        size_t end = line_end(text, at);
        struct list_marker marker;
        size_t least = r->item && r->shape.indent < 4 ? r->shape.indent : 4;
        bool rule = r->item && r->blank && line_is_rule(text, at); /* at any indentation */
        if (line_is_list_item(text, at, &marker) && marker.ordered == ordered &&
            (!r->item || marker.indent < least) && !rule) {
            begin_item(r, at, &marker);
        } else if (line_is_blank(text, at)) {
            r->nested = true;
            r->blank = true;
            builder_add(c->k, &r->part, str_sub(text, at, end),
                        source_origin(c->source, at));
        } else if (rule || !take_line(r, at, end)) {
            break;
        }
        at = end;
    }
    finish_item(r);
    return at;
}

static bool begins_loose(const struct node *item)
{
    return item->first && item->first->kind == NODE_PARAGRAPH && !item->first->tight;
}

/* kramdown leaves out an item's first <p> unless a blank line follows it. The last
 * item, which none can follow, does as the others when these agree. */
static void settle_item(struct node *list, struct node *item, bool others_loose, bool ended)
{
    struct node *first = item->first;
    if (!first || first->kind != NODE_PARAGRAPH) {
        return;
    }
    struct node *second = first->next;
    if (second && second->kind == NODE_MARK_END && second->level == 1 && second->next &&
        second->next->kind == NODE_MARK_BLANK) {
        node_unlink(second);
        second = first->next;
    }
    bool blank = second && second->kind == NODE_MARK_BLANK;
    if (item == list->last && !(blank && second->next)) {
        first->tight = !others_loose && !(blank && ended);
    } else {
        first->tight = !blank;
    }
}

static void settle_list(struct container *c, struct node *list)
{
    list->tight = true;
    bool tasks = false, blank_after = false, others_loose = list->first != list->last;
    bool ended = line_is_end_mark(c->source->text, c->at);
    for (struct node *item = list->first; item; item = item->next) {
        /* The last item's blank line belongs behind the list. */
        struct node *last = item->last;
        settle_item(list, item, others_loose, ended);
        others_loose = others_loose && begins_loose(item);
        if (item == list->last && last && last->kind == NODE_MARK_BLANK) {
            blank_after = true;
        }
        for (const struct node *child = item->first; child; child = child->next) {
            list->tight = list->tight && (child->kind != NODE_PARAGRAPH || child->tight);
        }
        tasks = tasks || item->task != TASK_NONE;
        if (tasks && item->first && item->first->kind == NODE_PARAGRAPH) {
            /* from the first task on */
            node_set_attribute(c->k->arena, item, STR("class"), STR("task-list-item"));
            node_set_attribute(c->k->arena, list, STR("class"), STR("task-list"));
        }
        blocks_drop_marks(item);
    }
    if (blank_after) {
        struct node *mark = kramdown_node(c->k, NODE_MARK_BLANK, c->source, c->at);
        if (mark) {
            mark->number = 1;
            node_append(c->node, mark);
        }
    }
}

bool block_read_list(struct container *c)
{
    struct list_marker marker;
    const struct node *last = c->node->last;
    bool below_paragraph = last && last->kind == NODE_PARAGRAPH && !c->pending;
    if (!line_is_list_item(c->source->text, c->at, &marker) ||
        (c->k->options.kramdown_input && !c->in_list_item && below_paragraph)) {
        return false;
    }
    struct node *list = kramdown_node(c->k, NODE_LIST, c->source, c->at + marker.indent);
    if (!list) {
        return false;
    }
    list->list_kind = marker.ordered ? LIST_ORDERED : LIST_BULLET;
    list->number = 1;
    block_add(c, list);
    struct list_reader r = {.c = c, .list = list};
    c->at = read_items(&r, marker.ordered);
    settle_list(c, list);
    return true;
}
