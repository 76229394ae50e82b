/* Outlines: headings as "level text" in, "depth text" out. */
#include "cmocka_offprint.h"

#include "doc/doc.h"

#define HEADING_LIMIT 8

static const struct {
    const char *name, *title;
    const char *headings[HEADING_LIMIT]; /* a '-' before: {:.no_toc} */
    bool all;
    const char *want;
} cases[] = {
    {"nothing", "T", {NULL}, false, ""},
    {"flat", "T", {"2 a", "2 b"}, false, "1 a\n1 b\n"},
    {"nested", "T", {"2 a", "3 b", "4 c", "2 d"}, false, "1 a\n2 b\n3 c\n1 d\n"},
    {"a gap closes", "T", {"2 a", "5 b", "3 c"}, false, "1 a\n2 b\n2 c\n"},
    {"deeper first", "T", {"4 a", "2 b", "3 c"}, false, "1 a\n1 b\n2 c\n"},
    {"the title's heading is left out", "T", {"1 T", "2 a"}, false, "1 a\n"},
    {"any first h1 is the title's", "T", {"1 Other", "2 a"}, false, "1 a\n"},
    {"an h2 that repeats the title",
     "Use of data",
     {"2 Use of  Data!", "3 a"},
     false,
     "1 a\n"},
    {"an h2 that does not", "T", {"2 Other", "3 a"}, false, "1 Other\n2 a\n"},
    {"a second h1 is none", "T", {"1 T", "1 b", "2 c"}, false, "1 b\n2 c\n"},
    {"no_toc", "T", {"2 a", "-2 b", "3 c"}, false, "1 a\n2 c\n"},
    {"all", "T", {"2 a", "-2 b", "3 c"}, true, "1 a\n1 b\n2 c\n"},
    {"no_toc first", "T", {"-2 a", "3 b"}, false, "1 b\n"},
};

static void build(struct arena *arena, size_t row, struct document *document)
{
    document->title = str_from(cases[row].title);
    document->root = node_new(arena, NODE_DOCUMENT, (struct spot){0});
    for (size_t i = 0; i < HEADING_LIMIT && cases[row].headings[i]; i++) {
        struct node *heading = node_new(arena, NODE_HEADING, (struct spot){0});
        struct str text = str_from(cases[row].headings[i]);
        heading->no_toc = str_starts(text, "-");
        text = str_skip(text, heading->no_toc ? 1 : 0);
        heading->level = (uint8_t)(text.ptr[0] - '0');
        node_append(document->root, heading);
        (void)node_add_text(arena, heading, str_skip(text, 2), (struct spot){0});
    }
}

static void nests_headings(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct document document = {0};
        build(&arena, i, &document);
        assert_true(document_finish(&arena, &document));
        struct buf got = {0};
        for (size_t k = 0; k < document.outline.count; k++) {
            const struct heading *heading = &document.outline.headings[k];
            uint8_t depth = cases[i].all ? heading->depth : heading->toc_depth;
            if (depth) {
                buf_add_format(&got, "%u %.*s\n", depth, STR_ARG(heading->text));
            }
            assert_int_equal(heading_level(heading->node), heading->depth + 1);
        }
        if (!str_is(buf_str(&got), cases[i].want)) {
            print_error("%s: got\n%.*s", cases[i].name, STR_ARG(buf_str(&got)));
            failed++;
        }
        buf_clear(&got);
        arena_clear(&arena);
    }
    assert_int_equal(failed, 0);
}

static void leaves_footnotes_out(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct document document = {.title = STR("T")};
    document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
    struct node *note = node_new(&arena, NODE_FOOTNOTE, (struct spot){0});
    node_append(document.root, node_new(&arena, NODE_PARAGRAPH, (struct spot){0}));
    node_append(document.root, note);
    struct node *inside = node_new(&arena, NODE_HEADING, (struct spot){0});
    struct node *after = node_new(&arena, NODE_HEADING, (struct spot){0});
    inside->level = after->level = 2;
    node_append(note, inside);
    node_append(document.root, after);
    assert_true(document_finish(&arena, &document));
    assert_int_equal(document.outline.count, 1);
    assert_ptr_equal(document.outline.headings[0].node, after);
    assert_int_equal(heading_level(inside), 2);
    arena_clear(&arena);
}

static void knows_the_level_of_each(void **state)
{
    (void)state;
    enum { COUNT = 12 };
    struct arena arena;
    arena_init(&arena, 0);
    struct document document = {.title = STR("T")};
    document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
    for (size_t i = 0; i < COUNT; i++) {
        struct node *heading = node_new(&arena, NODE_HEADING, (struct spot){0});
        heading->level = (uint8_t)(1 + i % 6);
        node_append(document.root, heading);
    }
    node_insert_before(document.root->first,
                       node_new(&arena, NODE_PARAGRAPH, (struct spot){0}));
    assert_true(document_finish(&arena, &document));
    assert_int_equal(document.outline.count, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        size_t deeper = 2 + i % 6;
        assert_int_equal(heading_level(document.outline.headings[i].node),
                         deeper > 6 ? 6 : deeper);
    }
    arena_clear(&arena);
}

static void keeps_the_title_as_its_heading_spells_it(void **state)
{
    (void)state;
    static const struct {
        const char *heading, *want; /* of a document with the title "Use of data" */
        bool is_title;
    } rows[] = {
        {"2  Use of Data! ", "Use of Data!", true},
        {"1 Another", "Another", true},
        {"1 ", "Use of data", true},
        {"2 Another", "Use of data", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct document document = {.title = STR("Use of data")};
        document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
        struct node *heading = node_new(&arena, NODE_HEADING, (struct spot){0});
        struct str text = str_from(rows[i].heading);
        heading->level = (uint8_t)(text.ptr[0] - '0');
        node_append(document.root, heading);
        (void)node_add_text(&arena, heading, str_skip(text, 2), (struct spot){0});
        assert_true(document_finish(&arena, &document));
        assert_true(str_is(document.display_title, rows[i].want));
        assert_ptr_equal(document.title_heading, rows[i].is_title ? heading : NULL);
        assert_int_equal(document.outline.count, rows[i].is_title ? 0 : 1);
        arena_clear(&arena);
    }
}

static void finds_the_title_below_a_contents_list(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct document document = {.title = STR("T")};
    document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
    struct node *toc = node_new(&arena, NODE_TOC_BLOCK, (struct spot){0});
    struct node *div = node_new(&arena, NODE_DIV, (struct spot){0});
    struct node *heading = node_new(&arena, NODE_HEADING, (struct spot){0});
    heading->level = 1;
    node_append(document.root, toc);
    node_append(document.root, div);
    node_append(div, heading);
    assert_true(document_finish(&arena, &document));
    assert_ptr_equal(document.title_heading, heading);
    node_insert_before(heading, node_new(&arena, NODE_PARAGRAPH, (struct spot){0}));
    assert_true(document_finish(&arena, &document));
    assert_null(document.title_heading);
    assert_int_equal(document.outline.count, 1);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nests_headings),
        cmocka_unit_test(leaves_footnotes_out),
        cmocka_unit_test(knows_the_level_of_each),
        cmocka_unit_test(keeps_the_title_as_its_heading_spells_it),
        cmocka_unit_test(finds_the_title_below_a_contents_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
