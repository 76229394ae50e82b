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

void dialect_join_texts(struct dialect *dialect, struct node **texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct node *first = texts[i];
        if (!first->parent || !first->next || first->next->kind != NODE_TEXT) {
            continue;
        }
        struct buf joined = {.kept_in = dialect->arena};
        buf_add(&joined, first->text);
        while (first->next && first->next->kind == NODE_TEXT) {
            buf_add(&joined, first->next->text);
            node_unlink(first->next);
        }
        first->text = arena_take(dialect->arena, &joined);
    }
}

struct str dialect_straighten(struct dialect *dialect, struct str text)
{
    static const char *const bent[] = {"“", "”", "‘", "’"};
    struct buf out = {.kept_in = dialect->arena};
    if (!dialect->options->smart) {
        return text;
    }
    for (size_t at = 0; at < text.len; at++) {
        size_t i = 0;
        while (i < 4 && !str_starts(str_skip(text, at), bent[i])) {
            i++;
        }
        buf_add_byte(&out, i == 4 ? text.ptr[at] : i < 2 ? '"' : '\'');
        at += i == 4 ? 0 : strlen(bent[i]) - 1;
    }
    return arena_take(dialect->arena, &out);
}

bool dialect_finish(struct dialect *dialect, struct node *root)
{
    static const struct {
        unsigned syntax;
        bool (*change)(struct dialect *dialect, struct node *root);
    } steps[] = {
        {SYNTAX_LISTS, dialect_read_attributes},
        {SYNTAX_PANDOC, dialect_read_pandoc},
        {SYNTAX_MYST, dialect_read_roles},
        {SYNTAX_ZOLA, dialect_read_page_links},
        {SYNTAX_WIKI | SYNTAX_TITLES, dialect_read_callouts},
        {SYNTAX_WIKI, dialect_read_wiki},
        {SYNTAX_SIGNS, dialect_read_signs},
        {SYNTAX_ABBREVIATIONS, dialect_read_abbreviations},
    };
    unsigned syntax = dialect->options->syntax;
    bool ok = dialect->name.len == 0 || dialect_make_boxes(dialect, root);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && ok; i++) {
        ok = !(steps[i].syntax & syntax) || steps[i].change(dialect, root);
    }
    return ok && !arena_failed(dialect->arena);
}
