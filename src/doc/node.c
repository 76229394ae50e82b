/* Nodes: how trees are built and changed, and what a single node is asked for. Trees are
 * linked both ways, so that every change is local; nothing here allocates but node_new()
 * and attributes. */
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

void node_append(struct node *parent, struct node *child)
{
    child->parent = parent;
    child->next = NULL;
    child->previous = parent->last;
    if (parent->last) {
        parent->last->next = child;
    } else {
        parent->first = child;
    }
    parent->last = child;
}

void node_insert_before(struct node *sibling, struct node *child)
{
    child->parent = sibling->parent;
    child->next = sibling;
    child->previous = sibling->previous;
    if (sibling->previous) {
        sibling->previous->next = child;
    } else if (sibling->parent) {
        sibling->parent->first = child;
    }
    sibling->previous = child;
}

void node_unlink(struct node *node)
{
    if (node->previous) {
        node->previous->next = node->next;
    } else if (node->parent) {
        node->parent->first = node->next;
    }
    if (node->next) {
        node->next->previous = node->previous;
    } else if (node->parent) {
        node->parent->last = node->previous;
    }
    node->parent = node->next = node->previous = NULL;
}

void node_replace_with_children(struct node *node)
{
    for (struct node *child = node->first; child;) {
        struct node *next = child->next;
        node_insert_before(node, child);
        child = next;
    }
    node->first = node->last = NULL;
    node_unlink(node);
}

struct node *node_add_text(struct arena *arena, struct node *parent, struct str text,
                           struct spot spot)
{
    struct node *last = parent->last;
    if (last && last->kind == NODE_TEXT && !last->attributes &&
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

void node_set_attribute(struct arena *arena, struct node *node, struct str name,
                        struct str value)
{
    struct attribute **slot = &node->attributes;
    for (; *slot; slot = &(*slot)->next) {
        if (str_eq((*slot)->name, name)) {
            (*slot)->value = value;
            return;
        }
    }
    struct attribute *attribute = ARENA_NEW(arena, struct attribute);
    if (attribute) {
        attribute->name = name;
        attribute->value = value;
        *slot = attribute;
    }
}

const struct attribute *node_attribute(const struct node *node, const char *name)
{
    for (const struct attribute *a = node->attributes; a; a = a->next) {
        if (str_is(a->name, name)) {
            return a;
        }
    }
    return NULL;
}

bool node_has_class(const struct node *node, const char *name)
{
    const struct attribute *attribute = node_attribute(node, "class");
    struct str rest = attribute ? attribute->value : (struct str){0};
    while (rest.len > 0) {
        rest = str_trim_left(rest);
        size_t end = 0;
        while (end < rest.len && !ascii_is_space(rest.ptr[end])) {
            end++;
        }
        if (end > 0 && str_is(str_sub(rest, 0, end), name)) {
            return true;
        }
        rest = str_skip(rest, end);
    }
    return false;
}

/* Asking */

bool node_is_inline(const struct node *node)
{
    return node->kind >= NODE_EMPHASIS;
}

bool node_is_container(const struct node *node)
{
    bool leaf_block = node->kind >= NODE_CODE_BLOCK && node->kind <= NODE_RAW_BLOCK;
    return !leaf_block && node->kind < NODE_TEXT;
}

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
