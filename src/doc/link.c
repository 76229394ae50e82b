/* Links: what stands behind one, as its number on paper, follows its last word. So a space
 * at its end goes behind it. */
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

static void add_space(struct arena *arena, struct node *link)
{
    struct node *space = node_new(arena, NODE_TEXT, link->spot);
    if (!space) {
        return;
    }
    space->text = STR(" ");
    if (link->next) {
        node_insert_before(link->next, space);
    } else {
        node_append(link->parent, space);
    }
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

void document_settle_links(struct arena *arena, struct document *document)
{
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        /* On leaving it: what it holds has been passed, what follows is still to come. */
        if (!walk.entering && walk.node->kind == NODE_LINK) {
            settle_end(arena, walk.node);
        }
    }
}
