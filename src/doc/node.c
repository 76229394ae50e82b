/* Nodes: how trees are built and changed, and what a single node is asked for. Trees are
 * linked both ways, so that every change is local; nothing here allocates but node_new()
 * and node_copy(). */
#include "doc/doc.h"

/* Building */

struct node *node_new(struct arena *arena, enum node_kind kind, struct spot spot)
{
    struct node *node = ARENA_NEW(arena, struct node);
    if (node) {
        node->kind = (uint8_t)kind;
        node->spot = spot;
    }
    return node;
}

struct node *node_copy(struct arena *arena, const struct node *node)
{
    struct node *copy = ARENA_NEW(arena, struct node);
    struct node_details *details =
        node->details ? ARENA_NEW(arena, struct node_details) : NULL;
    if (!copy || (node->details && !details)) {
        return NULL;
    }
    *copy = *node;
    copy->parent = copy->first = copy->next = copy->before = NULL;
    copy->details = details;
    if (details) {
        *details = *node->details;
        details->id = (struct str){0};
    }
    return copy;
}

/* The first child's `before` is the last, whose `next` is NULL: so neither needs a field of
 * its own. */
void node_append(struct node *parent, struct node *child)
{
    struct node *last = node_last(parent);
    child->parent = parent;
    child->next = NULL;
    if (last) {
        child->before = last;
        last->next = child;
    } else {
        child->before = child;
        parent->first = child;
    }
    parent->first->before = child;
}

struct node *node_last(const struct node *parent)
{
    return parent->first ? parent->first->before : NULL;
}

struct node *node_previous(const struct node *node)
{
    return node->before && node->before->next ? node->before : NULL;
}

void node_insert_before(struct node *sibling, struct node *child)
{
    struct node *previous = node_previous(sibling);
    child->parent = sibling->parent;
    child->next = sibling;
    child->before = sibling->before;
    sibling->before = child;
    if (previous) {
        previous->next = child;
    } else if (sibling->parent) {
        sibling->parent->first = child;
    }
}

void node_unlink(struct node *node)
{
    struct node *previous = node_previous(node), *next = node->next;
    if (previous) {
        previous->next = next;
    } else if (node->parent) {
        node->parent->first = next;
    }
    if (next) {
        next->before = node->before;
    } else if (node->parent && node->parent->first) {
        node->parent->first->before = previous;
    }
    node->parent = node->next = node->before = NULL;
}

void node_drop_children(struct node *node)
{
    node->first = NULL;
}

void node_replace_with_children(struct node *node)
{
    for (struct node *child = node->first; child;) {
        struct node *next = child->next;
        node_insert_before(node, child);
        child = next;
    }
    node->first = NULL;
    node_unlink(node);
}

struct node *node_add_text(struct arena *arena, struct node *parent, struct str text,
                           struct spot spot)
{
    struct node *last = node_last(parent);
    if (last && last->kind == NODE_TEXT && !node_attributes(last) &&
        last->text.ptr + last->text.len == text.ptr) {
        last->text.len += text.len;
        return last;
    }
    struct node *node = node_new(arena, NODE_TEXT, spot);
    if (node) {
        node->text = text;
        node_append(parent, node);
    }
    return node;
}

/* Asking */

const char *node_kind_name(enum node_kind kind)
{
    static const char *const names[] = {
        [NODE_DOCUMENT] = "document",
        [NODE_QUOTE] = "quote",
        [NODE_LIST] = "list",
        [NODE_ITEM] = "item",
        [NODE_DEFINITION_LIST] = "definition_list",
        [NODE_DEFINITION] = "definition",
        [NODE_TABLE] = "table",
        [NODE_ROW] = "row",
        [NODE_CELL] = "cell",
        [NODE_FIGURE] = "figure",
        [NODE_FOOTNOTE] = "footnote",
        [NODE_ADMONITION] = "admonition",
        [NODE_DIV] = "div",
        [NODE_HTML_BLOCK] = "html_block",
        [NODE_HEADING] = "heading",
        [NODE_PARAGRAPH] = "paragraph",
        [NODE_TERM] = "term",
        [NODE_CAPTION] = "caption",
        [NODE_CODE_BLOCK] = "code_block",
        [NODE_RULE] = "rule",
        [NODE_MATH_BLOCK] = "math_block",
        [NODE_RAW_BLOCK] = "raw_block",
        [NODE_TOC_BLOCK] = "toc_block",
        [NODE_EMPHASIS] = "emphasis",
        [NODE_STRONG] = "strong",
        [NODE_STRIKE] = "strike",
        [NODE_SUPERSCRIPT] = "superscript",
        [NODE_SUBSCRIPT] = "subscript",
        [NODE_SMALL] = "small",
        [NODE_LINK] = "link",
        [NODE_SPAN] = "span",
        [NODE_HTML_INLINE] = "html_inline",
        [NODE_TEXT] = "text",
        [NODE_CODE] = "code",
        [NODE_IMAGE] = "image",
        [NODE_LINE_BREAK] = "line_break",
        [NODE_SOFT_BREAK] = "soft_break",
        [NODE_FOOTNOTE_REFERENCE] = "footnote_reference",
        [NODE_MATH] = "math",
        [NODE_RAW_INLINE] = "raw_inline",
    };
    return names[kind];
}
