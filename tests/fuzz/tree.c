/* Checks trees as doc/doc.h describes them: links both ways, what may lie in what, and
 * fields in their ranges. */
#include "tree.h"

#include "room.h"

static void check_links(const struct node *node)
{
    const struct node *previous = NULL;
    for (const struct node *child = node->first; child; child = child->next) {
        must(child->parent == node);
        must(node_previous(child) == previous);
        previous = child;
    }
    must(node_last(node) == previous);
}

/* What holds certain kinds only. */
static bool may_hold(const struct node *parent, const struct node *child)
{
    enum node_kind kind = (enum node_kind)child->kind;
    switch ((int)parent->kind) {
    case NODE_LIST: return kind == NODE_ITEM;
    case NODE_DEFINITION_LIST: return kind == NODE_TERM || kind == NODE_DEFINITION;
    case NODE_TABLE: return kind == NODE_CAPTION || kind == NODE_ROW;
    case NODE_ROW: return kind == NODE_CELL;
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_TERM: return node_is_inline(child);
    default: return kind != NODE_DOCUMENT;
    }
}

static void check_node(const struct node *node)
{
    check_links(node);
    must(node->kind <= NODE_RAW_INLINE);
    must(!node->first || node_is_container(node));
    must(node->kind != NODE_HEADING || (node->level >= 1 && node->level <= 6));
    must(node->align <= ALIGN_RIGHT && node->section <= ROW_FOOT);
    must(is_text(node->text) && is_text(node_id(node)));
    if (node->kind == NODE_FOOTNOTE_REFERENCE) {
        must(node_target(node) && node_target(node)->kind == NODE_FOOTNOTE);
    }
}

void tree_check(const struct node *root)
{
    struct walk walk;
    walk_init(&walk, root);
    must(root->kind == NODE_DOCUMENT && !root->parent);
    while (walk_next(&walk)) {
        if (walk.entering) {
            check_node(walk.node);
        }
    }
}

void tree_check_absorbed(const struct node *root)
{
    struct walk walk;
    tree_check(root);
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        enum node_kind kind = (enum node_kind)walk.node->kind;
        must(kind != NODE_RAW_BLOCK && kind != NODE_RAW_INLINE);
        must(kind != NODE_HTML_BLOCK && kind != NODE_HTML_INLINE);
        must(!walk.node->parent || may_hold(walk.node->parent, walk.node));
    }
}
