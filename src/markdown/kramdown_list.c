/* Lists.
 *
 * The column of an item's first text is the indentation its further lines need. Lines
 * with less of it are taken along when nothing else claims them, as long as no blank
 * line came between. A nested list begins a new part of the item, read on its own, so
 * that it does not need a blank line above. */
#include "markdown/kramdown_block.h"
#include "markdown/kramdown_block_readers.h"
#include "markdown/kramdown_item.h"
#include "markdown/kramdown_line.h"

/* "[ ] " or "[x] " at the beginning of an item's first paragraph, whose text is `waiting`.
 * The mark may stand alone when another block follows without a blank line: `more`. */
static void take_task(struct kramdown *k, struct node *item, struct waiting_text *waiting,
                      bool more)
{
    if (k->settings.kramdown_input || !item->first || waiting->node != item->first ||
        item->first->kind != NODE_PARAGRAPH) {
        return;
    }
    struct str all = waiting->source->text;
    struct str text = str_trim(str_sub(all, waiting->from, waiting->to));
    more = waiting->to < all.len ? !line_is_blank(all, waiting->to) : more;
    if (text.len < 3 || text.ptr[0] != '[' || text.ptr[2] != ']' ||
        (text.len == 3 ? !more : text.len < 5 || !ascii_is_space(text.ptr[3]))) {
        return;
    }
    char mark = text.ptr[1];
    if (mark == ' ' || mark == 'x' || mark == 'X') {
        item->task = mark == ' ' ? TASK_OPEN : TASK_DONE;
        waiting->from += 4;
        waiting->from += line_indent(all, waiting->from, NULL);
        waiting->from = waiting->from > waiting->to ? waiting->to : waiting->from;
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
    struct source *source = builder_take(r->c->k->arena, &r->part);
    if (!source || !r->item) {
        return;
    }
    bool first = r->parts++ == 0;
    if (first && r->shape.begun) {
        item_take_ial(r->c->k, r->item, source);
    }
    struct kramdown *k = r->c->k;
    size_t texts = k->texts.count;
    bool outer = r->c->in_list_item;
    r->c->in_list_item = true;
    blocks_read_source(r->c, source, r->item);
    r->c->in_list_item = outer;
    if (first && texts < k->texts.count) {
        take_task(k, r->item, &k->texts.items[texts], more);
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
    item_first_line(c->k->arena, &r->part, c->source, marker->content, line_end(text, at),
                    column, &r->shape);
    struct list_marker inner;
    r->nested = line_is_list_item(buf_str(&r->part.text), 0, &inner);
}

static bool take_line(struct list_reader *r, size_t at, size_t end)
{
    struct container *c = r->c;
    struct str text = c->source->text;
    bool indented = item_has_line(text, at, r->shape.indent);
    if (!indented && (r->blank || line_ends_lazy(text, at))) {
        return false;
    }
    struct source_builder line = {.text = {.kept_in = c->k->arena}};
    item_add_line(c->k->arena, &line, c->source, at, end, r->shape.indent, &indented);
    struct list_marker inner;
    bool list = line_is_list_item(buf_str(&line.text), 0, &inner);
    if (indented && list && !r->nested) {
        finish_part(r, true);
        r->nested = true;
    }
    if (!indented && list && r->nested) {
        builder_add_spaces(&r->part, r->shape.indent + 4);
    }
    for (size_t i = 0; i < line.count; i++) {
        size_t to = i + 1 < line.count ? line.pieces[i + 1].from : line.text.len;
        builder_add(c->k->arena, &r->part,
                    str_sub(buf_str(&line.text), line.pieces[i].from, to),
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
            builder_add(c->k->arena, &r->part, str_sub(text, at, end),
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
    if (mark_of(second) == MARK_ATTRIBUTES && mark_is_blank(second->next)) {
        node_unlink(second);
        second = first->next;
    }
    bool blank = mark_is_blank(second);
    if (item == node_last(list) && !(blank && second->next)) {
        first->tight = !others_loose && !(blank && ended);
    } else {
        first->tight = !blank;
    }
}

static void settle_list(struct container *c, struct node *list)
{
    list->tight = true;
    bool tasks = false, blank_after = false, others_loose = list->first != node_last(list);
    bool ended = line_is_end_mark(c->source->text, c->at);
    for (struct node *item = list->first; item; item = item->next) {
        /* The last item's blank line belongs behind the list. */
        struct node *last = node_last(item);
        settle_item(list, item, others_loose, ended);
        others_loose = others_loose && begins_loose(item);
        if (item == node_last(list) && mark_is_blank(last)) {
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
        marks_drop(item);
    }
    if (blank_after) {
        container_add_blank(c, MARK_BLANK, 1);
    }
}

bool block_read_list(struct container *c)
{
    struct list_marker marker;
    const struct node *last = node_last(c->node);
    bool below_paragraph = last && last->kind == NODE_PARAGRAPH && !c->pending;
    if (!line_is_list_item(c->source->text, c->at, &marker) ||
        (c->k->settings.kramdown_input && !c->in_list_item && below_paragraph)) {
        return false;
    }
    struct node *list = kramdown_node(c->k, NODE_LIST, c->source, c->at + marker.indent);
    if (!list) {
        return false;
    }
    list->ordered = marker.ordered;
    node_set_number(c->k->arena, list, 1);
    block_add(c, list);
    struct list_reader r = {.c = c, .list = list};
    c->at = read_items(&r, marker.ordered);
    settle_list(c, list);
    return true;
}
