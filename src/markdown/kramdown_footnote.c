/* Footnotes: definitions [^name]: text, references, and their order.
 *
 * A footnote is numbered at its first reference. Its own text is read after the
 * document's, in that order, and may refer to further ones. */
#include "markdown/kramdown.h"

bool footnote_name_at(struct str text, size_t at, struct str *name, size_t *end)
{
    if (at + 3 > text.len || text.ptr[at] != '[' || text.ptr[at + 1] != '^') {
        return false;
    }
    size_t i = at + 2;
    while (i < text.len && (ascii_is_alnum(text.ptr[i]) || text.ptr[i] == '_' ||
                            (i > at + 2 && text.ptr[i] == '-'))) {
        i++;
    }
    if (i == at + 2 || i >= text.len || text.ptr[i] != ']') {
        return false;
    }
    *name = str_sub(text, at + 2, i);
    *end = i + 1;
    return true;
}

/* A note's text: each of its lines, the first one too, loses one indentation. */
static struct source *without_indent(struct kramdown *k, const struct source *source,
                                     size_t begin, size_t to)
{
    struct str text = source->text;
    struct source_builder builder = {0};
    for (size_t at = begin; at < to;) {
        size_t end = line_end(text, at), from = at, spaces = 0;
        while (from < end && text.ptr[from] == ' ' && spaces < 4) {
            from++;
            spaces++;
        }
        if (spaces < 4 && from < end && text.ptr[from] == '\t') {
            from++;
        } else if (spaces < 4) {
            from = at;
        }
        builder_add(k, &builder, str_sub(text, from, end), source_origin(source, from));
        at = end;
    }
    return builder_take(k, &builder);
}

/* Whether something that shows nothing follows the last block behind a blank line: the
 * links back then stand in a paragraph of their own. */
static bool ends_apart(const struct container *c)
{
    const struct node *last = c->node->last;
    bool more = c->pending != NULL;
    while (last && last->kind == NODE_MARK_END) {
        more = true;
        last = last->previous;
    }
    return more && last && last->kind == NODE_MARK_BLANK;
}

/* A note's blocks. Definitions in them hold for the document; their spans are read only
 * when something refers to the note, so the notes for them are set aside. */
static struct footnote read_blocks(struct container *c, struct source *source)
{
    struct kramdown *k = c->k;
    struct footnote one = {.node = kramdown_node(k, NODE_FOOTNOTE, source, 0)};
    struct note_text *notes = k->notes;
    size_t count = k->note_count, capacity = k->note_capacity;
    k->notes = NULL;
    k->note_count = k->note_capacity = 0;
    struct container inner = {
        .k = k, .source = source, .node = one.node, .depth = c->depth + 1};
    if (one.node && source) {
        blocks_read(&inner);
        one.node->tight = ends_apart(&inner);
        blocks_drop_marks(one.node);
    }
    one.notes = k->notes;
    one.note_count = k->note_count;
    k->notes = notes;
    k->note_count = count;
    k->note_capacity = capacity;
    return one;
}

bool block_read_footnote(struct container *c)
{
    struct str text = c->source->text;
    struct kramdown *k = c->k;
    size_t at = c->at, spaces = 0, after;
    while (at < text.len && text.ptr[at] == ' ' && spaces < 3) {
        at++;
        spaces++;
    }
    struct str label;
    if (!footnote_name_at(text, at, &label, &after) || after >= text.len ||
        text.ptr[after] != ':') {
        return false;
    }
    size_t first = after + 1, first_end = line_end(text, first);
    size_t end = indented_region_end(k, text, first_end);
    struct footnote one = read_blocks(c, without_indent(k, c->source, first, end));
    size_t index;
    one.label = label;
    if (!name_find(&k->footnote_names, label, &index)) {
        if (!arena_grow(k->arena, &k->footnotes, k->footnote_count, &k->footnote_capacity,
                        sizeof *k->footnotes)) {
            return false;
        }
        index = k->footnote_count++;
        name_set(k, &k->footnote_names, label, index);
    }
    k->footnotes[index] = one;
    struct node *mark = kramdown_node(k, NODE_MARK_END, c->source, c->at);
    if (mark) {
        mark->level = 2; /* a {: } below is nobody's */
        node_append(c->node, mark);
    }
    c->trailing = NULL;
    c->pending = NULL;
    c->at = end;
    return true;
}

void footnote_refer(struct kramdown *k, struct node *reference, size_t index)
{
    struct footnote *footnote = &k->footnotes[index];
    uint32_t start = k->options.footnote_start ? k->options.footnote_start : 1;
    if (!footnote->node) {
        return;
    }
    if (footnote->references == 0) {
        if (!arena_grow(k->arena, &k->footnote_order, k->footnote_used,
                        &k->footnote_order_capacity, sizeof *k->footnote_order)) {
            return;
        }
        footnote->node->info = arena_format(
            k->arena, "%.*s%.*s", STR_ARG(k->footnote_prefix), STR_ARG(footnote->label));
        footnote->node->number = start + (uint32_t)k->footnote_used;
        footnote->node->to.target = reference;
        k->footnote_order[k->footnote_used++] = index;
    }
    footnote->references++;
    reference->info = footnote->node->info;
    reference->number = footnote->node->number;
    reference->ordinal = footnote->references;
    reference->to.target = footnote->node;
    if (footnote->node->number - start >= k->footnotes_read) {
        footnote->node->ordinal = footnote->references;
    }
}

/* Footnotes cannot stand within one of them. */
static bool is_in_document(const struct node *place)
{
    while (place && place->kind != NODE_DOCUMENT && place->kind != NODE_FOOTNOTE) {
        place = place->parent;
    }
    return place && place->kind == NODE_DOCUMENT;
}

/* Give the next footnote its place. Its back links are settled by then: what its own
 * text or later ones refer to has none. */
void footnote_read_next(struct kramdown *k)
{
    if (k->footnotes_read >= k->footnote_used) {
        return;
    }
    struct footnote *footnote = &k->footnotes[k->footnote_order[k->footnotes_read++]];
    struct node *node = footnote->node;
    if (is_in_document(k->footnote_place)) {
        node_insert_before(k->footnote_place, node);
    } else {
        node_append(k->root, node);
    }
    for (size_t i = 0; i < footnote->note_count; i++) {
        const struct note_text *note = &footnote->notes[i];
        kramdown_note_text(k, note->node, note->source, note->from, note->to);
    }
}
