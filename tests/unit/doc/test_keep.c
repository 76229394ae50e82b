/* Keeping: a copy says the same as the tree it was made of, of which nothing is left. */
#include "doc_offprint.h"

#include "base/lines.h"

static const struct line_index no_lines;
static struct arena passing;

static int open_arenas(void **state)
{
    arena_init(&passing, 0);
    return open_arena(state);
}

static int clear_arenas(void **state)
{
    arena_clear(&passing);
    return clear_arena(state);
}

static struct node *add_passing(struct node *parent, enum node_kind kind, struct str text)
{
    struct node *node = node_new(&passing, kind, (struct spot){.line = 7, .column = 2});
    assert_non_null(node);
    node->text = text.len ? arena_str(&passing, text) : text;
    if (parent) {
        node_append(parent, node);
    }
    return node;
}

/* document: paragraph with a link and an empty emphasis, a rule, a list in a list */
static struct node *passing_tree(void)
{
    struct node *document = add_passing(NULL, NODE_DOCUMENT, (struct str){0});
    struct node *paragraph = add_passing(document, NODE_PARAGRAPH, (struct str){0});
    add_passing(paragraph, NODE_TEXT, STR("see "));
    struct node *link = add_passing(paragraph, NODE_LINK, (struct str){0});
    node_set_info(&passing, link, arena_str(&passing, STR("terms.md#fees")));
    node_set_title(&passing, link, arena_str(&passing, STR("Terms")));
    node_set_id(&passing, link, arena_str(&passing, STR("here")));
    node_set_attribute(&passing, link, arena_str(&passing, STR("class")),
                       arena_str(&passing, STR("a b")));
    node_set_attribute(&passing, link, STR("rel"), (struct str){0});
    add_passing(link, NODE_TEXT, STR("the terms"));
    add_passing(paragraph, NODE_EMPHASIS, (struct str){0});
    add_passing(document, NODE_RULE, (struct str){0});
    struct node *list = add_passing(document, NODE_LIST, (struct str){0});
    struct node *item = add_passing(list, NODE_ITEM, (struct str){0});
    add_passing(add_passing(item, NODE_LIST, (struct str){0}), NODE_ITEM, (struct str){0});
    add_passing(list, NODE_ITEM, (struct str){0});
    return document;
}

static void assert_in_order(const struct node *root)
{
    const struct node *before = NULL;
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (walk.entering) {
            assert_true(!before || node == before + 1);
            before = node;
        }
        assert_true(node_last(node) ? !node_last(node)->next : !node->first);
        assert_true(!node_previous(node) || node_previous(node)->next == node);
    }
}

static void says_the_same(void **state)
{
    (void)state;
    struct node *tree = passing_tree();
    struct buf want = {0}, got = {0};
    node_dump(tree, true, &want);
    struct node *kept = node_keep(&arena, &arena, tree, &no_lines);
    assert_non_null(kept);
    arena_clear(&passing);
    node_dump(kept, true, &got);
    assert_true(buf_ok(&want) && buf_ok(&got));
    assert_true(str_eq(buf_str(&want), buf_str(&got)));
    assert_in_order(kept);
    buf_clear(&want);
    buf_clear(&got);
}

static void slices_of_the_source_stay_there(void **state)
{
    (void)state;
    struct str source = STR("one two");
    struct line_index lines;
    assert_true(line_index_make(&arena, source, &lines));
    struct node *root = add_passing(NULL, NODE_PARAGRAPH, (struct str){0});
    struct node *slice = add_passing(root, NODE_TEXT, (struct str){0});
    slice->text = str_sub(source, 4, 7);
    struct str other = STR("one two three");
    add_passing(root, NODE_TEXT, (struct str){0})->text = other;
    const struct node *kept = node_keep(&arena, &arena, root, &lines);
    assert_non_null(kept);
    assert_ptr_equal(kept->first->text.ptr, source.ptr + 4);
    assert_int_equal(kept->first->text.len, 3);
    assert_ptr_not_equal(node_last(kept)->text.ptr, other.ptr);
    assert_true(str_eq(node_last(kept)->text, other));
}

/* Where it stands there as it is said; what is said otherwise, stands elsewhere, or has a
 * place that the source does not have, is copied. */
static void takes_text_from_where_it_stands(void **state)
{
    (void)state;
    static const struct {
        struct spot spot;
        const char *text;
        size_t at; /* in the source; or STR_NONE */
    } cases[] = {
        {{.line = 1, .column = 1}, "\xC3\xA9t\xC3\xA9 -- one", 0},
        {{.line = 1, .column = 8}, "one", 9},
        {{.line = 2, .column = 3}, "two\nthree", 15},
        {{.line = 2, .column = 3}, "two\nthree\n", 15},
        {{.line = 2, .column = 3}, "two\nthree\n\n", STR_NONE},
        {{.line = 1, .column = 1}, "\xC3\xA9t\xC3\xA9 \xE2\x80\x93 one", STR_NONE},
        {{.line = 1, .column = 7}, "one", STR_NONE},
        {{.line = 9, .column = 1}, "one", STR_NONE},
        {{.line = 0, .column = 0}, "one", STR_NONE},
        {{.line = 2, .column = 99}, "two", STR_NONE},
    };
    struct str source = STR("\xC3\xA9t\xC3\xA9 -- one\n  two\nthree\n");
    struct line_index lines;
    assert_true(line_index_make(&arena, source, &lines));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct node *node = add_passing(NULL, NODE_TEXT, (struct str){0});
        node->text = str_from(cases[i].text);
        node->spot = cases[i].spot;
        const struct node *kept = node_keep(&arena, &arena, node, &lines);
        assert_non_null(kept);
        assert_true(str_is(kept->text, cases[i].text));
        bool within = kept->text.ptr >= source.ptr &&
                      kept->text.ptr + kept->text.len <= source.ptr + source.len;
        assert_int_equal(within ? (size_t)(kept->text.ptr - source.ptr) : STR_NONE,
                         cases[i].at);
    }
}

static void notes_and_references_find_each_other(void **state)
{
    (void)state;
    struct node *root = add_passing(NULL, NODE_DOCUMENT, (struct str){0});
    struct node *first = add_passing(root, NODE_FOOTNOTE_REFERENCE, (struct str){0});
    struct node *hidden = add_passing(root, NODE_FOOTNOTE_REFERENCE, (struct str){0});
    struct node *note = add_passing(root, NODE_FOOTNOTE, (struct str){0});
    struct node *nowhere = add_passing(NULL, NODE_FOOTNOTE, (struct str){0});
    add_passing(nowhere, NODE_TEXT, STR("in no tree"));
    node_set_target(&passing, first, note);
    node_set_target(&passing, note, first);
    node_set_target(&passing, hidden, nowhere);
    node_set_target(&passing, nowhere, hidden);
    const struct node *kept = node_keep(&arena, &arena, root, &no_lines);
    assert_non_null(kept);
    arena_clear(&passing);
    assert_ptr_equal(node_target(kept->first), node_last(kept));
    assert_ptr_equal(node_target(node_last(kept)), kept->first);
    const struct node *apart = node_target(kept->first->next);
    assert_null(apart->parent);
    assert_ptr_equal(node_target(apart), kept->first->next);
    assert_true(str_is(apart->first->text, "in no tree"));
}

static void tells_when_memory_is_gone(void **state)
{
    (void)state;
    struct arena small;
    arena_init(&small, 1);
    assert_null(node_keep(&small, &small, passing_tree(), &no_lines));
    assert_true(arena_failed(&small));
    arena_clear(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_the_same, open_arenas, clear_arenas),
        cmocka_unit_test_setup_teardown(slices_of_the_source_stay_there, open_arenas,
                                        clear_arenas),
        cmocka_unit_test_setup_teardown(takes_text_from_where_it_stands, open_arenas,
                                        clear_arenas),
        cmocka_unit_test_setup_teardown(notes_and_references_find_each_other, open_arenas,
                                        clear_arenas),
        cmocka_unit_test_setup_teardown(tells_when_memory_is_gone, open_arenas,
                                        clear_arenas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
