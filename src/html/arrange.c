/* Arranging: after HTML, blocks may stand in inlines and text beside blocks. Layout
 * and the bundle want trees in which a block container holds blocks only, and cells,
 * items and definitions hold inlines only or blocks only.
 *
 *   div                         div
 *     text "a"                    paragraph
 *     em                    →       text "a"
 *       paragraph                 paragraph
 *         text "b"                  em
 *                                     text "b"
 *
 * The tree is at most a few hundred deep (html/bound.h), so this recurses. */
#include "html/arrange.h"

#include "html/places.h"

static bool holds_block(const struct node *node)
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (!node_is_inline(child)) {
            return true;
        }
    }
    return false;
}

static struct node *copy_shell(struct arena *arena, const struct node *node)
{
    struct node *copy = node_new(arena, (enum node_kind)node->kind, node->spot);
    if (copy) {
        *copy = *node;
        copy->id = (struct str){0};
        copy->parent = copy->first = copy->last = copy->next = copy->previous = NULL;
    }
    return copy;
}

static void move_children(struct node *from, struct node *to)
{
    for (struct node *child = from->first; child;) {
        struct node *next = child->next;
        node_append(to, child);
        child = next;
    }
    from->first = from->last = NULL;
}

/* Puts a copy of the inline `shell` around the inlines of `block`. */
static void wrap_inside(struct arena *arena, const struct node *shell, struct node *block)
{
    if (!node_is_container(block)) {
        return;
    }
    if (holds_block(block)) {
        for (struct node *child = block->first; child; child = child->next) {
            if (!node_is_inline(child)) {
                wrap_inside(arena, shell, child);
            }
        }
        return;
    }
    struct node *copy = block->first ? copy_shell(arena, shell) : NULL;
    if (copy) {
        move_children(block, copy);
        node_append(block, copy);
    }
}

/* An inline that holds blocks: it goes inside them, and around the runs between. */
static void lift_blocks(struct arena *arena, struct node *shell)
{
    struct node *run = NULL, *before = shell->previous;
    for (struct node *child = shell->first; child;) {
        struct node *next = child->next;
        node_unlink(child);
        if (node_is_inline(child)) {
            if (!run) {
                run = copy_shell(arena, shell);
                if (!run) {
                    return;
                }
                node_insert_before(shell, run);
            }
            node_append(run, child);
        } else {
            run = NULL;
            node_insert_before(shell, child);
            wrap_inside(arena, shell, child);
        }
        child = next;
    }
    struct node *first = before ? before->next : shell->parent->first;
    if (shell->id.len && first != shell) {
        place_give(arena, first, shell->id);
    }
    node_unlink(shell);
}

static bool is_blank(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK ||
           (node->kind == NODE_TEXT && str_trim(node->text).len == 0);
}

static void trim_run(struct node *paragraph)
{
    while (paragraph->first && is_blank(paragraph->first)) {
        node_unlink(paragraph->first);
    }
    while (paragraph->last &&
           (is_blank(paragraph->last) || paragraph->last->kind == NODE_LINE_BREAK)) {
        node_unlink(paragraph->last);
    }
    if (paragraph->first && paragraph->first->kind == NODE_TEXT) {
        paragraph->first->text = str_trim_left(paragraph->first->text);
    }
    if (paragraph->last && paragraph->last->kind == NODE_TEXT) {
        paragraph->last->text = str_trim_right(paragraph->last->text);
    }
}

/* Wraps each run of inlines among the blocks of `parent` into a paragraph. */
static void wrap_runs(struct arena *arena, struct node *parent)
{
    struct node *run = NULL;
    for (struct node *child = parent->first; child;) {
        struct node *next = child->next;
        if (!node_is_inline(child)) {
            run = NULL;
        } else if (!run && is_blank(child)) {
            node_unlink(child);
        } else {
            if (!run) {
                run = node_new(arena, NODE_PARAGRAPH, child->spot);
                if (!run) {
                    return;
                }
                node_insert_before(child, run);
            }
            node_unlink(child);
            node_append(run, child);
        }
        child = next;
    }
    for (struct node *child = parent->first; child;) {
        struct node *next = child->next;
        if (child->kind == NODE_PARAGRAPH) {
            trim_run(child);
            if (!child->first && child->id.len == 0) {
                node_unlink(child);
            }
        }
        child = next;
    }
}

/* Kinds that may hold inlines only, as long as no block is among them. */
static bool may_hold_inlines(const struct node *node)
{
    return node->kind == NODE_CELL || node->kind == NODE_ITEM ||
           node->kind == NODE_DEFINITION;
}

static bool holds_inlines_by_kind(const struct node *node)
{
    return node->kind == NODE_HEADING || node->kind == NODE_PARAGRAPH ||
           node->kind == NODE_TERM || node->kind == NODE_CAPTION;
}

static void break_between(struct arena *arena, struct node *left, struct node *right)
{
    bool apart = !left || !right || left->kind == NODE_LINE_BREAK ||
                 right->kind == NODE_LINE_BREAK || is_blank(left) || is_blank(right);
    struct node *line_break = apart ? NULL : node_new(arena, NODE_LINE_BREAK, right->spot);
    if (line_break) {
        node_insert_before(right, line_break);
    }
}

/* A block inside a heading or paragraph: its inlines stay, on a line of their own; it goes.
 */
static void flatten_blocks(struct arena *arena, struct node *node)
{
    for (struct node *child = node->first; child;) {
        struct node *next = child->next;
        if (!node_is_inline(child) && node_is_container(child)) {
            if (child->id.len) {
                place_keep(arena, child, NULL, child->id);
            }
            struct node *inner = child->first;
            break_between(arena, child->previous, child);
            break_between(arena, child, child->next);
            next = child->next;
            node_replace_with_children(child);
            next = inner ? inner : next;
        }
        child = next;
    }
}

/* Lists and tables hold certain children only. */
struct strict_kind {
    enum node_kind kind;
    enum node_kind wanted, also; /* strays go into a `wanted` */
};

static const struct strict_kind *find_strict(const struct node *node)
{
    static const struct strict_kind kinds[] = {
        {NODE_LIST, NODE_ITEM, NODE_ITEM},
        {NODE_DEFINITION_LIST, NODE_DEFINITION, NODE_TERM},
        {NODE_TABLE, NODE_ROW, NODE_CAPTION},
        {NODE_ROW, NODE_CELL, NODE_CELL},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (node->kind == kinds[i].kind) {
            return &kinds[i];
        }
    }
    return NULL;
}

static bool holds(const struct node *node, const struct strict_kind *strict)
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind == strict->wanted || child->kind == strict->also) {
            return true;
        }
    }
    return false;
}

/* A division around items, as HTML has it in definition lists, and authors elsewhere; or an
 * inline around them, which goes inside. */
static void unwrap_groups(struct arena *arena, struct node *parent,
                          const struct strict_kind *strict)
{
    for (struct node *child = parent->first; child;) {
        struct node *next = child->next;
        if (node_is_inline(child) && holds(child, strict)) {
            lift_blocks(arena, child);
        } else if (child->kind == NODE_DIV && holds(child, strict)) {
            if (child->id.len) {
                place_keep(arena, child, NULL, child->id);
            }
            next = child->first;
            node_replace_with_children(child);
        }
        child = next;
    }
}

/* Items without a list become one, as browsers show them. */
static void wrap_items(struct arena *arena, struct node *parent)
{
    struct node *list = NULL;
    for (struct node *child = parent->first; child;) {
        struct node *next = child->next;
        if (child->kind != NODE_ITEM) {
            list = NULL;
        } else {
            if (!list) {
                list = node_new(arena, NODE_LIST, child->spot);
                if (!list) {
                    return;
                }
                list->list_kind = LIST_BULLET;
                node_insert_before(child, list);
            }
            node_unlink(child);
            node_append(list, child);
        }
        child = next;
    }
}

static void keep_only(struct arena *arena, struct node *parent,
                      const struct strict_kind *strict)
{
    for (struct node *child = parent->first; child;) {
        struct node *next = child->next;
        if (child->kind != strict->wanted && child->kind != strict->also) {
            struct node *shell = NULL;
            if (!is_blank(child)) {
                bool joins = child->previous && child->previous->kind == strict->wanted;
                shell =
                    joins ? child->previous : node_new(arena, strict->wanted, child->spot);
                if (shell && !joins) {
                    shell->unmarked = strict->wanted == NODE_ITEM;
                    node_insert_before(child, shell);
                }
            }
            node_unlink(child);
            if (shell) {
                node_append(shell, child);
            }
        }
        child = next;
    }
}

static void arrange(struct arena *arena, struct node *node)
{
    const struct strict_kind *strict = find_strict(node);
    if (strict) {
        unwrap_groups(arena, node, strict);
        keep_only(arena, node, strict);
    }
    for (struct node *child = node->first; child;) {
        struct node *next = child->next;
        arrange(arena, child);
        if (node_is_inline(child) && node_is_container(child) && holds_block(child)) {
            lift_blocks(arena, child);
        }
        child = next;
    }
    if (strict || node_is_inline(node) || !node_is_container(node)) {
        return;
    }
    if (holds_inlines_by_kind(node)) {
        flatten_blocks(arena, node);
        trim_run(node);
    } else if (may_hold_inlines(node) && !holds_block(node)) {
        trim_run(node);
    } else {
        wrap_runs(arena, node);
        places_settle(node);
        wrap_items(arena, node);
    }
}

void html_arrange(struct arena *arena, struct node *root)
{
    arrange(arena, root);
}
