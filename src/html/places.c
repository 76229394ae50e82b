/* A document has no forms, sections of tables or unknown elements, but links may lead to
 * them: what stands there first takes the id over. Only where that has one already, or is
 * text, an empty span is put before it. */
#include "html/places.h"

static bool can_take(const struct node *node)
{
    return node_id(node).len == 0 && node->kind != NODE_TEXT &&
           node->kind != NODE_SOFT_BREAK && node->kind != NODE_FOOTNOTE &&
           node->kind != NODE_FOOTNOTE_REFERENCE;
}

static bool holds_certain_children(const struct node *node)
{
    return node->kind == NODE_TABLE || node->kind == NODE_ROW || node->kind == NODE_LIST ||
           node->kind == NODE_DEFINITION_LIST;
}

static struct node *new_span(struct arena *arena, struct str id, struct spot spot)
{
    struct node *span = node_new(arena, NODE_SPAN, spot);
    if (span) {
        span->text = STR("span");
        node_set_id(arena, span, id);
    }
    return span;
}

void place_give(struct arena *arena, struct node *node, struct str id)
{
    while (!can_take(node) && node->parent && holds_certain_children(node->parent) &&
           node->first) {
        node = node->first; /* a row with an id: its first cell */
    }
    if (can_take(node)) {
        node_set_id(arena, node, id);
        return;
    }
    bool inside = node_is_container(node) && node->parent &&
                  holds_certain_children(node->parent); /* words that stray go along */
    struct node *span = new_span(arena, id, node->spot);
    if (!span) {
        return;
    }
    if (!inside) {
        node_insert_before(node, span);
    } else if (node->first) {
        node_insert_before(node->first, span);
    } else {
        node_append(node, span);
    }
}

void place_keep(struct arena *arena, struct node *parent, struct node *last, struct str id)
{
    struct node *first = last ? last->next : parent->first;
    if (first) {
        place_give(arena, first, id);
    } else if (!holds_certain_children(parent)) {
        struct node *span = new_span(arena, id, last ? last->spot : parent->spot);
        if (span) {
            node_append(parent, span);
        }
    }
}

static bool is_place(const struct node *node)
{
    const struct node *only = node->first;
    return node->kind == NODE_PARAGRAPH && node_id(node).len == 0 && only && !only->next &&
           only->kind == NODE_SPAN && !only->first && node_id(only).len > 0;
}

void places_settle(struct arena *arena, struct node *parent)
{
    for (struct node *node = parent->first; node;) {
        struct node *next = node->next;
        if (is_place(node) && next && can_take(next)) {
            node_set_id(arena, next, node_id(node->first));
            node_unlink(node);
        }
        node = next;
    }
}
