/* Footnotes: a footnote is numbered at its first reference. Its own text is read after
 * the document's, in that order, and may refer to further ones. */
#include "markdown/kramdown_footnote.h"

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

void footnote_refer(struct kramdown *k, struct node *reference, size_t index)
{
    struct footnote_table *table = &k->footnotes;
    struct footnote *footnote = &table->items[index];
    uint32_t start = k->settings.footnote_start;
    if (!footnote->node) {
        return;
    }
    if (footnote->references == 0) {
        if (!arena_grow(k->arena, &table->order, table->used, &table->order_capacity,
                        sizeof *table->order)) {
            return;
        }
        node_set_info(k->arena, footnote->node,
                      arena_format(k->arena, "%.*s%.*s",
                                   STR_ARG(k->settings.footnote_prefix),
                                   STR_ARG(footnote->label)));
        node_set_number(k->arena, footnote->node, start + (uint32_t)table->used);
        node_set_target(k->arena, footnote->node, reference);
        table->order[table->used++] = index;
    }
    footnote->references++;
    node_set_info(k->arena, reference, node_info(footnote->node));
    node_set_number(k->arena, reference, node_number(footnote->node));
    node_set_ordinal(k->arena, reference, footnote->references);
    node_set_target(k->arena, reference, footnote->node);
    if (node_number(footnote->node) - start >= table->placed) {
        node_set_ordinal(k->arena, footnote->node, footnote->references);
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

void footnote_place_next(struct kramdown *k)
{
    struct footnote_table *table = &k->footnotes;
    if (table->placed >= table->used) {
        return;
    }
    const struct footnote *footnote = &table->items[table->order[table->placed++]];
    if (is_in_document(table->place)) {
        node_insert_before(table->place, footnote->node);
    } else {
        node_append(k->root, footnote->node);
    }
    for (size_t i = 0; i < footnote->texts.count; i++) {
        const struct waiting_text *text = &footnote->texts.items[i];
        texts_add(k, text->node, text->source, text->from, text->to);
    }
}
