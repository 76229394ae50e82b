/* Containers and marks. A mark is a node of a kind that stands between no blocks
 * otherwise, with the mark in `level` and its lines in `number`. */
#include "markdown/kramdown_container.h"

#include "base/size.h"
#include "markdown/kramdown_attributes.h"
#include "markdown/kramdown_line.h"

#define NODE_OF_MARK NODE_SOFT_BREAK

enum block_mark mark_of(const struct node *node)
{
    return node && node->kind == NODE_OF_MARK ? (enum block_mark)node->level : MARK_NONE;
}

bool mark_is_blank(const struct node *node)
{
    enum block_mark mark = mark_of(node);
    return mark == MARK_BLANK || mark == MARK_WHITE;
}

size_t mark_lines(const struct node *blank)
{
    return node_number(blank);
}

void marks_drop(struct node *node)
{
    struct node *next = NULL;
    for (struct node *child = node->first; child; child = next) {
        next = child->next;
        if (mark_of(child) != MARK_NONE) {
            node_unlink(child);
        }
    }
}

void container_add_mark(struct container *c, enum block_mark mark)
{
    container_add_blank(c, mark, 0);
}

void container_add_blank(struct container *c, enum block_mark mark, size_t lines)
{
    struct node *node = kramdown_node(c->k, NODE_OF_MARK, c->source, c->at);
    if (node) {
        node->level = (uint8_t)mark;
        node_set_number(c->k->arena, node, size_to_u32(lines));
        node_append(c->node, node);
    }
}

void container_settle(struct container *c)
{
    c->pending = NULL;
    c->trailing = NULL;
}

void block_add(struct container *c, struct node *node)
{
    if (node) {
        node_append(c->node, node);
        block_added(c, node);
    }
}

void block_added(struct container *c, struct node *node)
{
    c->trailing = NULL;
    if (c->pending) {
        ial_attach(c->k, node, c->pending);
        c->pending = NULL;
    }
}

void block_add_bare(struct container *c, struct node *node)
{
    if (node) {
        node_append(c->node, node);
        c->trailing = NULL;
    }
}

struct node *block_last(const struct container *c)
{
    struct node *last = node_last(c->node);
    while (last && mark_of(last) != MARK_NONE) {
        last = node_previous(last);
    }
    return last;
}

bool block_at_boundary(const struct container *c)
{
    const struct node *last = node_last(c->node);
    return !last || c->pending || mark_is_blank(last) || mark_of(last) == MARK_END;
}

bool block_boundary_at(const struct container *c, size_t at)
{
    struct str text = c->source->text;
    struct str inside;
    return at >= text.len || line_is_blank(text, at) || line_is_end_mark(text, at) ||
           line_is_ial(text, at, &inside);
}
