/* Definition lists: the lines of a paragraph are terms when ':' lines follow. */
#include "markdown/kramdown.h"

bool line_is_definition(struct str text, size_t at)
{
    size_t spaces = 0;
    while (at < text.len && text.ptr[at] == ' ' && spaces < 3) {
        at++;
        spaces++;
    }
    return at + 1 < text.len && text.ptr[at] == ':' &&
           (text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\t' || text.ptr[at + 1] == '|');
}

/* The paragraph that holds the terms: right above, or above one blank line. */
static struct node *terms_above(const struct container *c, bool *spaced)
{
    struct node *last = c->node->last;
    *spaced = false;
    if (last && last->kind == NODE_MARK_BLANK && last->number <= 1 && last->level == 1) {
        *spaced = true;
        last = last->previous;
    }
    return last && last->kind == NODE_PARAGRAPH ? last : NULL;
}

static void add_terms(struct container *c, struct node *list, const struct note_text *note)
{
    struct str text = note->source->text;
    for (size_t at = note->from; at < note->to;) {
        size_t end = line_end(text, at), from = at, to = end < note->to ? end : note->to;
        from += line_indent(text, from, NULL);
        while (to > from && ascii_is_space(text.ptr[to - 1])) {
            to--;
        }
        struct node *term = kramdown_node(c->k, NODE_TERM, note->source, from);
        if (term) {
            if (str_starts(str_sub(text, from, to), "{:")) {
                size_t close = brace_end(text, from, to);
                if (close != STR_NONE && close > from + 2 && close + 1 < to &&
                    text.ptr[from + 2] != ':') {
                    ial_attach(c->k, term, ial_parse(c->k, str_sub(text, from + 2, close)));
                    from = close + 1;
                    from += line_indent(text, from, NULL);
                }
            }
            node_append(list, term);
            kramdown_note_text(c->k, term, note->source, from, to);
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
    struct source *source = builder_take(r->c->k, &r->text);
    r->item = NULL;
    if (!item || !source) {
        return;
    }
    if (r->shape.begun) {
        item_take_ial(r->c, item, source);
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
    item_first_line(c->k, &r->text, c->source, marker + 1, line_end(text, at),
                    marker + 1 - at, &r->shape);
    r->blank = false;
    r->spaced = false;
}

static size_t read_definitions(struct definition_reader *r)
{
    struct container *c = r->c;
    struct str text = c->source->text;
    size_t at = c->at, good = c->at;
    while (at < text.len) {
        size_t end = line_end(text, at), columns;
        line_indent(text, at, &columns);
        bool indented = r->item && line_has_indent(text, at, r->shape.indent);
        if (line_is_definition(text, at) && (!r->item || columns < r->shape.indent)) {
            begin_definition(r, at);
        } else if (line_is_blank(text, at)) {
            r->blank = true;
            r->spaced = true;
            builder_add(c->k, &r->text, str_sub(text, at, end),
                        source_origin(c->source, at));
            at = end;
            continue;
        } else if (indented || (!r->blank && !line_ends_lazy(c->k, text, at))) {
            item_add_line(c->k, &r->text, c->source, at, end, r->shape.indent, &indented);
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

bool block_read_definition_list(struct container *c)
{
    bool spaced;
    struct kramdown *k = c->k;
    if (!line_is_definition(c->source->text, c->at)) {
        return false;
    }
    struct node *terms = terms_above(c, &spaced);
    if (!terms || k->note_count == 0 || k->notes[k->note_count - 1].node != terms) {
        return false;
    }
    struct note_text note = k->notes[--k->note_count];
    if (spaced) {
        node_unlink(c->node->last);
    }
    node_unlink(terms);
    /* A definition list right above goes on. */
    struct node *above = c->node->last;
    struct node *blank = above && above->kind == NODE_MARK_BLANK ? above : NULL;
    struct node *list = blank ? blank->previous : above;
    bool same = list && list->kind == NODE_DEFINITION_LIST;
    if (!same) {
        list = kramdown_node(k, NODE_DEFINITION_LIST, note.source, note.from);
    } else if (blank) {
        node_unlink(blank);
    }
    if (!list) {
        return false;
    }
    c->pending = NULL; /* attributes below the terms are nobody's */
    while (same && k->ial_count > k->ial_done && k->ials[k->ial_count - 1].node == terms) {
        k->ial_count--;
    }
    for (size_t i = k->ial_count; i > k->ial_done && k->ials[i - 1].node == terms; i--) {
        k->ials[i - 1].node = list; /* {: } above the terms is the list's */
    }
    struct node *before = list->last;
    add_terms(c, list, &note);
    if (!same) {
        block_add(c, list);
    }
    struct definition_reader r = {.c = c, .list = list, .spaced = spaced};
    c->at = read_definitions(&r);
    for (struct node *item = before ? before : list->first; item; item = item->next) {
        blocks_drop_marks(item);
    }
    return true;
}
