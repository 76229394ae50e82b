/* Links: what stands behind one, as its number on paper, follows its last word. So a space
 * at its end goes behind it. None stands within another (HTML, 4.5.1), as a note's
 * reference would, which is one itself: the link ends before it and goes on behind it. */
#include "doc/parts.h"

static bool is_blank(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK ||
           (node->kind == NODE_TEXT && str_trim(node->text).len == 0);
}

/* The text or soft break that a link ends with, or NULL. */
static struct node *last_words(struct node *link)
{
    struct node *last = node_last(link);
    while (last && node_last(last)) {
        last = node_last(last);
    }
    bool words = last && (last->kind == NODE_TEXT || last->kind == NODE_SOFT_BREAK);
    return words ? last : NULL;
}

static bool takes_space(const struct node *next)
{
    bool spaced = next && next->kind == NODE_TEXT && next->text.len &&
                  ascii_is_space(next->text.ptr[0]);
    return !spaced &&
           !(next && (next->kind == NODE_SOFT_BREAK || next->kind == NODE_LINE_BREAK));
}

static void insert_before(struct node *parent, struct node *next, struct node *node)
{
    if (next) {
        node_insert_before(next, node);
    } else {
        node_append(parent, node);
    }
}

static void add_space(struct arena *arena, struct node *link)
{
    struct node *space = node_new(arena, NODE_TEXT, link->spot);
    if (!space) {
        return;
    }
    space->text = STR(" ");
    insert_before(link->parent, link->next, space);
}

static void settle_end(struct arena *arena, struct node *link)
{
    bool moved = false;
    struct node *last = last_words(link);
    while (last && is_blank(last)) {
        node_unlink(last);
        moved = true;
        last = last_words(link);
    }
    if (last && ascii_is_space(last->text.ptr[last->text.len - 1])) {
        last->text = str_trim_right(last->text);
        moved = true;
    }
    bool ends_block = !link->next && !node_is_inline(link->parent);
    if (moved && !ends_block && takes_space(link->next)) {
        add_space(arena, link);
    }
}

static struct node *link_around(const struct node *node)
{
    struct node *link = node->parent;
    while (link && link->kind != NODE_LINK && node_is_inline(link)) {
        link = link->parent;
    }
    return link && link->kind == NODE_LINK ? link : NULL;
}

static bool begins(const struct node *link, const struct node *node)
{
    while (node != link && !node_previous(node)) {
        node = node->parent;
    }
    return node == link;
}

/* What follows `node` in the link, in copies of all that is around it there; NULL: nothing
 * does. */
static struct node *take_rest(struct arena *arena, const struct node *link,
                              const struct node *node)
{
    struct node *rest = NULL;
    for (; node != link; node = node->parent) {
        struct node *copy = rest || node->next ? node_copy(arena, node->parent) : NULL;
        if (copy && rest) {
            node_append(copy, rest);
        }
        for (struct node *next = node->next; copy && next; next = node->next) {
            node_unlink(next);
            node_append(copy, next);
        }
        rest = copy;
    }
    return rest;
}

static void part_at(struct arena *arena, struct node *link, struct node *reference)
{
    bool first = begins(link, reference);
    struct node *rest = first ? NULL : take_rest(arena, link, reference);
    struct node *next = first ? link : link->next;
    node_unlink(reference);
    insert_before(link->parent, next, reference);
    if (rest) {
        insert_before(link->parent, next, rest);
    }
    settle_end(arena, link);
}

void document_settle_links(struct arena *arena, struct document *document)
{
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        bool is_reference = node->kind == NODE_FOOTNOTE_REFERENCE;
        struct node *link = is_reference ? link_around(node) : NULL;
        /* On leaving it: what it holds has been passed, what follows is still to come. */
        if (!walk.entering && node->kind == NODE_LINK) {
            settle_end(arena, node);
        } else if (link) {
            part_at(arena, link, node);
        }
    }
}
