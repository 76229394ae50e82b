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

#include "html/hoist.h"
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

/* A link leads from words, not from a block of code. */
static void code_to_paragraph(struct arena *arena, struct node *code)
{
    struct str text = str_without_end(code->text, '\n');
    code->kind = NODE_PARAGRAPH;
    code->text = (struct str){0};
    node_set_info(arena, code, code->text);
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, '\n', at);
        end = end == STR_NONE ? text.len : end;
        struct node *line = node_new(arena, NODE_CODE, code->spot);
        if (!line) {
            return;
        }
        line->text = str_sub(text, at, end);
        node_append(code, line);
        at = end + 1;
        struct node *ended =
            at < text.len ? node_new(arena, NODE_LINE_BREAK, code->spot) : NULL;
        if (ended) {
            node_append(code, ended);
        }
    }
}

static bool holds_link(const struct node *node)
{
    struct walk walk;
    walk_init(&walk, node);
    while (walk_next(&walk)) {
        if (walk.node->kind == NODE_LINK) {
            return true;
        }
    }
    return false;
}

static bool is_blank(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK ||
           (node->kind == NODE_TEXT && str_trim(node->text).len == 0);
}

/* An inline that goes around what blocks hold. */
struct shell {
    const struct node *node;
    bool bare; /* goes around what shows nothing, too: it has nothing else */
};

static bool shows_something(const struct node *node)
{
    struct walk walk;
    for (walk_init(&walk, node); walk_next(&walk);) {
        bool leaf = walk.entering && !node_is_container(walk.node);
        if (leaf && !is_blank(walk.node) && walk.node->kind != NODE_LINE_BREAK) {
            return true;
        }
    }
    return false;
}

/* An icon beside the words of a link is no link of its own: it has no words to be one. */
static bool goes_around(const struct shell *shell, const struct node *child)
{
    return shell->bare || shell->node->kind != NODE_LINK || shows_something(child);
}

static void wrap_inside(struct arena *arena, const struct shell *shell, struct node *block);

/* Puts copies of the shell around the inlines of `node`, also within its blocks. A link
 * goes around others within it: the inner one leads. */
static void wrap_inlines(struct arena *arena, const struct shell *shell, struct node *node)
{
    bool blocks = holds_block(node);
    struct node *copy = NULL;
    for (struct node *child = node->first; child;) {
        struct node *next = child->next;
        if (!node_is_inline(child)) {
            copy = NULL;
            wrap_inside(arena, shell, child);
        } else if (blocks && !copy && is_blank(child)) {
            /* between blocks: it is not shown */
        } else if (shell->node->kind == NODE_LINK && holds_link(child)) {
            copy = NULL;
            if (child->kind != NODE_LINK) {
                wrap_inlines(arena, shell, child);
            }
        } else if (copy || goes_around(shell, child)) {
            copy = copy ? copy : node_copy(arena, shell->node);
            if (!copy) {
                return;
            }
            if (!copy->parent) {
                node_insert_before(child, copy);
            }
            node_unlink(child);
            node_append(copy, child);
        }
        child = next;
    }
}

static void wrap_inside(struct arena *arena, const struct shell *shell, struct node *block)
{
    if (block->kind == NODE_CODE_BLOCK && shell->node->kind == NODE_LINK) {
        code_to_paragraph(arena, block);
    }
    if (node_is_container(block)) {
        wrap_inlines(arena, shell, block);
    }
}

/* An inline that holds blocks: it goes inside them, and around the runs between. */
static void lift_blocks(struct arena *arena, struct node *shell)
{
    struct node *run = NULL, *before = node_previous(shell);
    const struct shell around = {shell, !shows_something(shell)};
    for (struct node *child = shell->first; child;) {
        struct node *next = child->next;
        node_unlink(child);
        if (node_is_inline(child) && !run && !goes_around(&around, child)) {
            node_insert_before(shell, child);
        } else if (node_is_inline(child)) {
            if (!run) {
                run = node_copy(arena, shell);
                if (!run) {
                    return;
                }
                node_insert_before(shell, run);
            }
            node_append(run, child);
        } else {
            run = NULL;
            node_insert_before(shell, child);
            wrap_inside(arena, &around, child);
        }
        child = next;
    }
    struct node *first = before ? before->next : shell->parent->first;
    if (node_id(shell).len && first != shell) {
        place_give(arena, first, node_id(shell));
    }
    node_unlink(shell);
}

static bool nests_link(const struct node *link)
{
    for (const struct node *child = link->first; child; child = child->next) {
        if (holds_link(child)) {
            return true;
        }
    }
    return false;
}

/* A link within a link leads by itself: the outer one goes around it. */
static void split_link(struct arena *arena, struct node *link)
{
    const struct shell around = {link, true};
    wrap_inlines(arena, &around, link);
    if (node_id(link).len) {
        place_keep(arena, link, NULL, node_id(link));
    }
    node_replace_with_children(link);
}

/* At the end of a run nothing is broken, but links may lead there. */
static void break_to_place(struct node *line_break)
{
    line_break->kind = NODE_SPAN;
    line_break->text = STR("span");
}

void arrange_trim_run(struct node *paragraph)
{
    while (paragraph->first && is_blank(paragraph->first)) {
        node_unlink(paragraph->first);
    }
    while (node_last(paragraph) && (is_blank(node_last(paragraph)) ||
                                    node_last(paragraph)->kind == NODE_LINE_BREAK)) {
        if (node_id(node_last(paragraph)).len) {
            break_to_place(node_last(paragraph));
        } else {
            node_unlink(node_last(paragraph));
        }
    }
    if (paragraph->first && paragraph->first->kind == NODE_TEXT) {
        paragraph->first->text = str_trim_left(paragraph->first->text);
    }
    if (node_last(paragraph) && node_last(paragraph)->kind == NODE_TEXT) {
        node_last(paragraph)->text = str_trim_right(node_last(paragraph)->text);
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
            arrange_trim_run(child);
            if (!child->first && node_id(child).len == 0) {
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

static bool breaks_line(const struct node *node)
{
    return !node || node->kind == NODE_LINE_BREAK;
}

static void break_line_at(struct arena *arena, struct node *node, bool before)
{
    struct node *line = node_new(arena, NODE_LINE_BREAK, node->spot);
    if (!line) {
        return;
    }
    if (before) {
        node_insert_before(node, line);
    } else if (node->next) {
        node_insert_before(node->next, line);
    }
}

/* A block inside a heading, but no heading: its inlines stay, on lines of their own; it
 * goes. */
static void flatten_block(struct arena *arena, struct node *block)
{
    if (!breaks_line(node_previous(block))) {
        break_line_at(arena, block, true);
    }
    if (!breaks_line(block->next)) {
        break_line_at(arena, block, false);
    }
    if (block->kind == NODE_CODE_BLOCK) {
        block->kind = NODE_CODE;
        struct str element = {0}; /* where a block has its language */
        node_set_info(arena, block, element);
    } else if (node_is_container(block)) {
        node_replace_with_children(block);
    } else {
        node_unlink(block);
    }
}

static void flatten_blocks(struct arena *arena, struct node *node)
{
    for (struct node *child = node->first; child;) {
        struct node *next = child->next;
        if (!node_is_inline(child) && child->kind != NODE_HEADING) {
            if (node_id(child).len && node_is_container(child)) {
                place_keep(arena, child, NULL, node_id(child));
            }
            struct node *inner = child->first;
            flatten_block(arena, child);
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
            if (node_id(child).len) {
                place_keep(arena, child, NULL, node_id(child));
            }
            next = child->first;
            node_replace_with_children(child);
        }
        child = next;
    }
}

/* What strays behind an item joins it, on a line of its own. */
static void join_item(struct arena *arena, struct node *item, struct node *child,
                      const struct node *joined)
{
    struct node *line = node_last(item) && node_last(item) != joined &&
                                node_is_inline(node_last(item)) && node_is_inline(child)
                            ? node_new(arena, NODE_LINE_BREAK, child->spot)
                            : NULL;
    if (line) {
        node_append(item, line);
    }
    node_append(item, child);
}

static void keep_only(struct arena *arena, struct node *parent,
                      const struct strict_kind *strict)
{
    const struct node *joined = NULL;
    for (struct node *child = parent->first; child;) {
        struct node *next = child->next;
        if (child->kind != strict->wanted && child->kind != strict->also) {
            struct node *shell = NULL;
            bool goes_on = joined && node_is_inline(joined) && node_previous(child) &&
                           node_last(node_previous(child)) == joined;
            if (!is_blank(child) || goes_on) {
                bool joins =
                    node_previous(child) && node_previous(child)->kind == strict->wanted;
                shell = joins ? node_previous(child)
                              : node_new(arena, strict->wanted, child->spot);
                if (shell && !joins) {
                    shell->unmarked = strict->wanted == NODE_ITEM;
                    node_insert_before(child, shell);
                }
            }
            node_unlink(child);
            if (shell) {
                join_item(arena, shell, child, joined);
                joined = child;
            }
        }
        child = next;
    }
}

/* As HTML has them, and readers meet them (HTML, 4.9.1). */
static void put_captions_first(struct node *table)
{
    struct node *first = table->first;
    while (first && first->kind == NODE_CAPTION) {
        first = first->next;
    }
    for (struct node *child = first; child;) {
        struct node *next = child->next;
        if (child->kind == NODE_CAPTION) {
            node_unlink(child);
            node_insert_before(first, child);
        }
        child = next;
    }
}

/* What holds a node that strays, or NODE_DOCUMENT when it may stand where it does. */
static enum node_kind holder_of(const struct node *node)
{
    switch ((int)node->kind) {
    case NODE_ITEM: return NODE_LIST;
    case NODE_TERM:
    case NODE_DEFINITION: return NODE_DEFINITION_LIST;
    default: return NODE_DOCUMENT;
    }
}

/* Items and terms outside of any list, as neighbours, make one. */
static void gather_strays(struct arena *arena, struct node *parent)
{
    struct node *list = NULL;
    for (struct node *child = parent->first; child;) {
        struct node *next = child->next;
        enum node_kind holder = holder_of(child);
        if (holder != NODE_DOCUMENT) {
            if (!list || list->kind != holder) {
                list = node_new(arena, holder, child->spot);
                if (!list) {
                    return;
                }
                node_set_number(arena, list, 1);
                node_insert_before(child, list);
            }
            node_unlink(child);
            node_append(list, child);
        } else if (!is_blank(child)) {
            list = NULL;
        }
        child = next;
    }
}

/* Before what a node holds is arranged: it may become another kind. */
static void settle(struct arena *arena, struct node *node)
{
    bool caption = node->kind == NODE_CAPTION && node->parent &&
                   node->parent->kind != NODE_FIGURE && node->parent->kind != NODE_TABLE &&
                   node->parent->kind != NODE_ADMONITION;
    if (caption || node->kind == NODE_PARAGRAPH) {
        node->kind = holds_block(node) ? NODE_DIV : NODE_PARAGRAPH;
    }
    if (node->kind != NODE_LIST && node->kind != NODE_DEFINITION_LIST) {
        gather_strays(arena, node);
    }
}

static void arrange(struct arena *arena, struct node *node)
{
    settle(arena, node);
    const struct strict_kind *strict = find_strict(node);
    if (strict) {
        unwrap_groups(arena, node, strict);
        keep_only(arena, node, strict);
    }
    if (node->kind == NODE_TABLE) {
        put_captions_first(node);
    }
    for (struct node *child = node->first; child;) {
        struct node *next = child->next;
        arrange(arena, child);
        if (node_is_inline(child) && node_is_container(child) && holds_block(child)) {
            lift_blocks(arena, child);
        } else if (child->kind == NODE_LINK && nests_link(child)) {
            split_link(arena, child);
        }
        child = next;
    }
    if (strict) {
        hoist_out_of_list(arena, node);
    }
    if (strict || node_is_inline(node) || !node_is_container(node)) {
        return;
    }
    if (holds_inlines_by_kind(node)) {
        if (node->kind == NODE_HEADING) {
            hoist_out_of_unclosed(node);
        }
        flatten_blocks(arena, node);
        arrange_trim_run(node);
        hoist_out_of_words(arena, node);
    } else if (may_hold_inlines(node) && !holds_block(node)) {
        arrange_trim_run(node);
    } else {
        wrap_runs(arena, node);
        places_settle(arena, node);
    }
}

void html_arrange(struct arena *arena, struct node *root)
{
    arrange(arena, root);
}
