/* Definition lists: the lines of a paragraph are terms when ':' lines follow. */
#include "markdown/kramdown_attributes.h"
#include "markdown/kramdown_block.h"
#include "markdown/kramdown_block_readers.h"
#include "markdown/kramdown_item.h"
#include "markdown/kramdown_line.h"

/* The paragraph that holds the terms: right above, or above one blank line. */
static struct node *terms_above(const struct container *c, bool *spaced)
{
    struct node *last = node_last(c->node);
    *spaced = false;
    if (mark_of(last) == MARK_BLANK && mark_lines(last) <= 1) {
        *spaced = true;
        last = node_previous(last);
    }
    return last && last->kind == NODE_PARAGRAPH ? last : NULL;
}

static void add_terms(struct container *c, struct node *list,
                      const struct waiting_text *waiting)
{
    struct str text = waiting->source->text;
    for (size_t at = waiting->from; at < waiting->to;) {
        size_t end = line_end(text, at), from = at,
               to = end < waiting->to ? end : waiting->to;
        from += line_indent(text, from, NULL);
        while (to > from && ascii_is_space(text.ptr[to - 1])) {
            to--;
        }
        struct node *term = kramdown_node(c->k, NODE_TERM, waiting->source, from);
        if (term) {
            if (str_starts(str_sub(text, from, to), "{:")) {
                size_t close = brace_end(text, from, to);
                if (close != STR_NONE && close > from + 2 && close + 1 < to &&
                    text.ptr[from + 2] != ':') {
                    ial_attach(c->k, term,
                               ial_parse(c->k->arena, str_sub(text, from + 2, close)));
                    from = close + 1;
                    from += line_indent(text, from, NULL);
                }
            }
            node_append(list, term);
            texts_add(c->k, term, waiting->source, from, to);
        }
        at = end;
    }
}

struct definition_reader {
    struct container *c;
    struct node *list, *item;
    struct source_builder text;
    struct item_shape shape;
    bool spaced; /* a blank line came before the ':' */
    bool blank;
};

static void finish_definition(struct definition_reader *r)
{
    struct node *item = r->item;
    struct source *source = builder_take(r->c->k->arena, &r->text);
    r->item = NULL;
    if (!item || !source) {
        return;
    }
    if (r->shape.begun) {
        item_take_ial(r->c->k, item, source);
    }
    bool outer = r->c->in_list_item;
    r->c->in_list_item = true;
    blocks_read_source(r->c, source, item);
    r->c->in_list_item = outer;
    struct node *first = item->first;
    if (first && first->kind == NODE_PARAGRAPH && !item->tight) {
        first->tight = true; /* unless `tight` was borrowed for "as a paragraph" */
    }
    item->tight = false;
}

static void begin_definition(struct definition_reader *r, size_t at)
{
    struct container *c = r->c;
    struct str text = c->source->text;
    finish_definition(r);
    size_t marker = at + line_indent(text, at, NULL);
    r->item = kramdown_node(c->k, NODE_DEFINITION, c->source, marker);
    if (!r->item) {
        return;
    }
    r->item->tight = r->spaced;
    node_append(r->list, r->item);
    item_first_line(c->k->arena, &r->text, c->source, marker + 1, line_end(text, at),
                    marker + 1 - at, &r->shape);
    r->blank = false;
    r->spaced = false;
}

/* The lines from c->at on that belong to definitions: gives the offset behind them, without
 * blank lines that nothing of the list follows. */
static size_t read_definitions(struct definition_reader *r)
{
    struct container *c = r->c;
    struct str text = c->source->text;
    size_t at = c->at, good = c->at;
    while (at < text.len) {
        size_t end = line_end(text, at), columns;
        line_indent(text, at, &columns);
        bool indented = r->item && item_has_line(text, at, r->shape.indent);
        if (line_is_definition(text, at) && (!r->item || columns < r->shape.indent)) {
            begin_definition(r, at);
        } else if (line_is_blank(text, at)) {
            r->blank = true;
            r->spaced = true;
            builder_add(c->k->arena, &r->text, str_sub(text, at, end),
                        source_origin(c->source, at));
            at = end;
            continue;
        } else if (indented || (!r->blank && !line_ends_lazy(text, at))) {
            item_add_line(c->k->arena, &r->text, c->source, at, end, r->shape.indent,
                          &indented);
            r->blank = false;
            r->spaced = false;
        } else {
            break;
        }
        at = end;
        good = at;
    }
    finish_definition(r);
    return good;
}

/* The list that a definition below `terms` belongs to: one right above goes on. Attributes
 * above the terms are a new list's, and nobody's otherwise. */
static struct node *list_for(struct container *c, const struct node *terms,
                             const struct waiting_text *waiting, bool *goes_on)
{
    struct kramdown *k = c->k;
    struct node *above = node_last(c->node);
    struct node *blank = mark_is_blank(above) ? above : NULL;
    struct node *list = blank ? node_previous(blank) : above;
    *goes_on = list && list->kind == NODE_DEFINITION_LIST;
    if (!*goes_on) {
        list = kramdown_node(k, NODE_DEFINITION_LIST, waiting->source, waiting->from);
    } else if (blank) {
        node_unlink(blank);
    }
    if (*goes_on) {
        ials_drop(k, terms);
    }
    if (list) {
        ials_give(k, terms, list);
    }
    return list;
}

/* The paragraph above becomes the terms: its text, which waits for the span pass, is taken
 * back, and the attributes it had change over. */
bool block_read_definition_list(struct container *c)
{
    bool spaced, goes_on;
    struct kramdown *k = c->k;
    if (!line_is_definition(c->source->text, c->at)) {
        return false;
    }
    struct node *terms = terms_above(c, &spaced);
    const struct waiting_text *last = texts_last(k);
    if (!terms || !last || last->node != terms) {
        return false;
    }
    struct waiting_text waiting = *last;
    k->texts.count--;
    if (spaced) {
        node_unlink(node_last(c->node));
    }
    node_unlink(terms);
    struct node *list = list_for(c, terms, &waiting, &goes_on);
    if (!list) {
        return false;
    }
    c->pending = NULL; /* attributes below the terms are nobody's */
    struct node *before = node_last(list);
    add_terms(c, list, &waiting);
    if (!goes_on) {
        block_add(c, list);
    }
    struct definition_reader r = {.c = c, .list = list, .spaced = spaced};
    c->at = read_definitions(&r);
    for (struct node *item = before ? before : list->first; item; item = item->next) {
        marks_drop(item);
    }
    return true;
}
