/* What the tests of doc/ share: an arena for each test, and trees built by hand. */
#ifndef OFFPRINT_TESTS_DOC_H
#define OFFPRINT_TESTS_DOC_H

#include "cmocka_offprint.h"
#include "doc/doc.h"

static struct arena arena;

static inline int open_arena(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static inline int clear_arena(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static inline struct node *add(struct node *parent, enum node_kind kind, const char *text)
{
    struct node *node = node_new(&arena, kind, (struct spot){0});
    assert_non_null(node);
    node->text = str_from(text);
    if (parent) {
        node_append(parent, node);
    }
    return node;
}

#endif
