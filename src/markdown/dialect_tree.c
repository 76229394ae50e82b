/* The order of what is done to the tree, and the cuts in its texts. */
#include "markdown/dialect_tree.h"

struct node **dialect_find_nodes(struct dialect *dialect, struct node *root,
                                 enum node_kind kind, size_t *count)
{
    struct node **found = NULL;
    size_t capacity = 0;
    struct edit_walk walk;
    *count = 0;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        if (!walk.entering || walk.node->kind != kind) {
            continue;
        }
        if (!arena_grow(dialect->arena, &found, *count, &capacity, sizeof *found)) {
            *count = 0;
            return NULL;
        }
        found[(*count)++] = walk.node;
    }
    return found;
}

static void insert_after(struct node *sibling, struct node *node)
{
    if (sibling->next) {
        node_insert_before(sibling->next, node);
    } else {
        node_append(sibling->parent, node);
    }
}

struct node *dialect_text_beside(struct dialect *dialect, struct node *node,
                                 struct str text, bool before)
{
    struct node *made = node_new(dialect->arena, NODE_TEXT, node->spot);
    if (made) {
        made->text = text;
        if (before) {
            node_insert_before(node, made);
        } else {
            insert_after(node, made);
        }
    }
    return made;
}

struct node *dialect_replace_part(struct dialect *dialect, struct node *text, size_t from,
                                  size_t to, struct node *with)
{
    struct node *rest = dialect_text_beside(dialect, text, str_skip(text->text, to), false);
    if (!rest) {
        return NULL;
    }
    node_insert_before(rest, with);
    text->text = str_sub(text->text, 0, from);
    return rest;
}

bool dialect_finish(struct dialect *dialect, struct node *root)
{
    static const struct {
        unsigned syntax;
        bool (*change)(struct dialect *dialect, struct node *root);
    } steps[] = {
        {SYNTAX_LISTS, dialect_read_attributes},
        {SYNTAX_MYST, dialect_read_roles},
        {SYNTAX_ZOLA, dialect_read_page_links},
        {SYNTAX_WIKI, dialect_read_callouts},
        {SYNTAX_WIKI, dialect_read_wiki},
        {SYNTAX_WIKI | SYNTAX_MARKS | SYNTAX_BANGS, dialect_read_marks},
    };
    unsigned syntax = dialect->options->syntax;
    bool ok = dialect->name.len == 0 || dialect_make_boxes(dialect, root);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && ok; i++) {
        ok = !(steps[i].syntax & syntax) || steps[i].change(dialect, root);
    }
    return ok && !arena_failed(dialect->arena);
}
