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
    {"an only h1 that says something else",
     "T",
     {"1 Other", "2 a", "3 b"},
     false,
     "1 Other\n1 a\n2 b\n"},
    {"without a title the only h1 is it",
     "",
     {"2 a", "1 Other", "2 b"},
     false,
     "1 a\n1 b\n"},
    {"behind the title a deeper one is not below those before it",
     "",
     {"2 a", "3 b", "1 Other", "3 c", "4 d"},
     false,
     "1 a\n2 b\n1 c\n2 d\n"},
    {"without a title and h1 the first", "", {"2 a", "2 b"}, false, "1 b\n"},
    {"several h1 never win", "T", {"1 a", "1 b"}, false, "1 a\n1 b\n"},
    {"several h1 without a title", "", {"1 a", "1 b"}, false, "1 b\n"},
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
    (void)node_add_text(&arena, inside, STR("Inside"), (struct spot){0});
    (void)node_add_text(&arena, after, STR("After"), (struct spot){0});
    assert_true(document_finish(&arena, &document));
    assert_int_equal(document.outline.count, 1);
    assert_ptr_equal(document.outline.headings[0].node, after);
    assert_int_equal(heading_level(inside), 2);
    arena_clear(&arena);
}

/* What says nothing is in no list, and no title. */
static void leaves_mute_headings_out(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
    } mute[] = {
        {"", 1},  {" ", 1}, {"\xc2\xa0", 1}, {"\xc2\xb6", 1}, {"\xf0\x9f\x94\x97", 1},
        {"#", 2}, {"x", 2}, {"\xc2\xa7", 2}, {"1", 2}};
    for (size_t i = 0; i < sizeof mute / sizeof mute[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct document document = {.title = STR("T")};
        document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
        const char *const texts[] = {mute[i].text, "After"};
        for (size_t k = 0; k < 2; k++) {
            struct node *heading = node_new(&arena, NODE_HEADING, (struct spot){0});
            heading->level = 2;
            node_append(document.root, heading);
            (void)node_add_text(&arena, heading, str_from(texts[k]), (struct spot){0});
        }
        assert_true(document_finish(&arena, &document));
        if (document.outline.count != mute[i].count) {
            fail_msg("'%s': %zu", mute[i].text, document.outline.count);
        }
        arena_clear(&arena);
    }
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
        (void)node_add_text(&arena, heading, STR("Words"), (struct spot){0});
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

/* Documents as "kind text" per block: '#' an h1, '=' an h2, 'p' text, 'i' an image's
 * alternate text, 'q' an h1 in a quote; 'L' an h1 and 'l' an h2 that is a link. */
static void add_block(struct arena *arena, struct node *root, const char *text)
{
    enum node_kind kind = text[0] == 'p' || text[0] == 'i' ? NODE_PARAGRAPH : NODE_HEADING;
    struct node *block = node_new(arena, kind, (struct spot){0}), *parent = root;
    bool link = text[0] == 'L' || text[0] == 'l';
    block->level = text[0] == '=' || text[0] == 'l' ? 2 : 1;
    if (text[0] == 'q') {
        parent = node_new(arena, NODE_QUOTE, (struct spot){0});
        node_append(root, parent);
    }
    node_append(parent, block);
    if (text[0] == 'i') {
        struct node *image = node_new(arena, NODE_IMAGE, (struct spot){0});
        image->text = str_from(text + 2);
        node_append(block, image);
    } else if (link) {
        struct node *inside = node_new(arena, NODE_LINK, (struct spot){0});
        node_set_info(arena, inside, STR("/other/"));
        node_append(block, inside);
        (void)node_add_text(arena, inside, str_from(text + 2), (struct spot){0});
    } else if (text[1]) {
        (void)node_add_text(arena, block, str_from(text + 2), (struct spot){0});
    }
}

#define MANY_WORDS                                                                         \
    "p a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a " \
    "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"

static const struct {
    const char *given;
    const char *blocks[6];
    const char *title;
    int heading;   /* index of the block that is the title; -1: none */
    bool inside;   /* its inlines are the title's */
    bool in_place; /* it stays where it stands */
} titles[] = {
    {"Use of data", {"=  Use of Data! "}, "Use of data", 0, false, false},
    {"Use of data", {"= Use of data"}, "Use of data", 0, true, false},
    {"Use of data", {"# Another"}, "Use of data", -1, false, false},
    {"Use of data", {"= Another"}, "Use of data", -1, false, false},
    {"It's  an\nend",
     {"# It\xe2\x80\x99s an\xc2\xa0"
      "End"},
     "It's an end",
     0,
     false,
     false},
    {"\xc3\x9c"
     "ber",
     {"# \xc3\xbc"
      "BER"},
     "\xc3\x9c"
     "ber",
     0,
     false,
     false},
    {"\xf0\x9f\x8e\x89", {"# \xf0\x9f\x8e\x89"}, "\xf0\x9f\x8e\x89", 0, true, false},
    {"\xf0\x9f\x8e\x89", {"# \xe2\x9c\x85"}, "\xf0\x9f\x8e\x89", -1, false, false},
    {"T", {"# a", "# T"}, "T", -1, false, false},
    {"T", {"# T", "# a"}, "T", 0, true, false},
    {"T", {"p Draft.", "= T"}, "T", 1, true, false},
    {"T", {MANY_WORDS, "= T"}, "T", 1, true, false},
    {"T", {MANY_WORDS, "# T"}, "T", 1, true, false},
    {"T", {"q T", "p a"}, "T", 0, true, true},
    {"T", {"= a", "= T"}, "T", -1, false, false},
    {"T", {"= a", "# T"}, "T", 1, true, true},
    {"T", {"# T {#t}"}, "T", 0, false, false},
    {"T", {"# T {t}"}, "T", -1, false, false},
    {"", {"i badge", "# Charter", "= Scope"}, "Charter", 1, true, false},
    {"", {"p Draft.", "# Principles", "# Values"}, "Principles", 1, true, false},
    {"", {"p Draft.", "= a"}, "Its Name", -1, false, false},
    {"", {"i badge", "= a"}, "a", 1, true, false},
    {"", {"#", "p b", "= c"}, "Its Name", -1, false, false},
    {"", {"= a", "# b"}, "b", 1, true, true},
    {"", {"= a", "= b"}, "a", 0, true, false},
    {"", {"#", "= b"}, "b", 1, true, false},
    {"", {MANY_WORDS, "= a"}, "Its Name", -1, false, false},
    {"", {MANY_WORDS, "# a"}, "a", 1, true, true},
    {"", {"i a b", "i c", "i d", "i e", "i f", "# g"}, "g", 5, true, false},
    {"", {"i a b", "i c", "i d", "i e", "i f", "= g"}, "Its Name", -1, false, false},
    {"", {"q a", "p b"}, "a", 0, true, true},
    {"", {"p b"}, "Its Name", -1, false, false},
    {"", {"#"}, "Its Name", -1, false, false},
    {"", {"l a", "p b", "l c"}, "Its Name", -1, false, false},
    {"", {"L a", "p b"}, "a", 0, true, false},
    {"a", {"l a", "p b"}, "a", 0, true, false},
    {" \n ", {"# a"}, "a", 0, true, false},
};

static void settles_titles(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct document document = {.title = str_from(titles[i].given),
                                    .name_title = STR("Its Name")};
        document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
        for (size_t k = 0; k < 6 && titles[i].blocks[k]; k++) {
            add_block(&arena, document.root, titles[i].blocks[k]);
        }
        const struct node *heading = titles[i].heading < 0 ? NULL : document.root->first;
        for (int k = 0; k < titles[i].heading; k++) {
            heading = heading->next;
        }
        assert_true(document_finish(&arena, &document));
        const struct node *said = document.title_heading;
        said = said && said->parent != document.root ? said->parent : said;
        if (!str_is(document.title, titles[i].title) || said != heading ||
            document.title_in_heading != titles[i].inside ||
            document.title_in_place != titles[i].in_place) {
            fail_msg("row %zu: '%.*s'%s%s", i, STR_ARG(document.title),
                     document.title_in_heading ? ", as in a heading" : "",
                     document.title_in_place ? ", in place" : "");
        }
        arena_clear(&arena);
    }
}

/* A front page without a title that lists others is not called as the first of them, though
 * its name says nothing; a heading of its own says more than that. */
static void borrows_no_title(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"l a", "l b", "Index"}, {"l a", "= b", "Index"}, {"= b", "l a", "b"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct document document = {.name_title = STR("Index")};
        document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
        add_block(&arena, document.root, rows[i][0]);
        add_block(&arena, document.root, rows[i][1]);
        assert_true(document_finish(&arena, &document));
        assert_true(str_is(document.title, rows[i][2]));
        arena_clear(&arena);
    }
}

/* Links in a heading with the id "here": where they lead and what they say; what is left.
 */
static const struct {
    const char *class, *hidden, *address, *words;
    const char *want;
} permalinks[] = {
    {"headerlink", NULL, "#here", "\xc2\xb6", "Heading"},
    {NULL, NULL, "#here", "#", "Heading"},
    {NULL, NULL, "/page.html#here", "#", "Heading"},
    {"anchor", NULL, "#other", "", "Heading"},
    {"hash-link", NULL, "#here", "\xe2\x80\x8b", "Heading"},
    {NULL, "true", "#x", "Link", "Heading"},
    {"anchor", NULL, "#x", "permalink", "Heading"},
    {NULL, NULL, "#fn1", "1", "Heading1 link"},
    {NULL, NULL, "#fn1", "*", "Heading* link"},
    {"anchor", NULL, "#x", "Words", "HeadingWords link"},
    {"anchor", NULL, "#here", "Words", "HeadingWords"},
    {NULL, NULL, "/other/", "#", "Heading# link"},
};

static void drops_permalinks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof permalinks / sizeof permalinks[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct document document = {.title = STR("T")};
        document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
        add_block(&arena, document.root, "= Heading");
        struct node *heading = document.root->first;
        struct node *link = node_new(&arena, NODE_LINK, (struct spot){0});
        node_set_id(&arena, heading, STR("here"));
        node_set_info(&arena, link, str_from(permalinks[i].address));
        node_append(heading, link);
        (void)node_add_text(&arena, link, str_from(permalinks[i].words), (struct spot){0});
        if (permalinks[i].class) {
            node_set_attribute(&arena, link, STR("class"), str_from(permalinks[i].class));
        }
        if (permalinks[i].hidden && permalinks[i].hidden[0]) {
            node_set_attribute(&arena, link, STR("aria-hidden"),
                               str_from(permalinks[i].hidden));
        }
        assert_true(document_finish(&arena, &document));
        bool left = node_last(heading)->kind == NODE_LINK;
        struct str got =
            arena_format(&arena, "%.*s%s", STR_ARG(document.outline.headings[0].text),
                         left ? " link" : "");
        if (!str_is(got, permalinks[i].want)) {
            fail_msg("row %zu: '%.*s'", i, STR_ARG(got));
        }
        arena_clear(&arena);
    }
}

static void keeps_the_ids_of_permalinks(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct document document = {.title = STR("T")};
    document.root = node_new(&arena, NODE_DOCUMENT, (struct spot){0});
    add_block(&arena, document.root, "= Heading");
    struct node *heading = document.root->first;
    const struct str addresses[] = {STR("#first"), STR("#second")};
    for (size_t i = 0; i < 2; i++) {
        struct node *link = node_new(&arena, NODE_LINK, (struct spot){0});
        node_set_info(&arena, link, addresses[i]);
        node_set_id(&arena, link, str_skip(addresses[i], 1));
        node_append(heading, link);
    }
    assert_true(document_finish(&arena, &document));
    assert_ptr_equal(document_find_anchor(&document, STR("first")), heading);
    assert_ptr_equal(document_find_anchor(&document, STR("second")), node_last(heading));
    assert_int_equal(node_last(heading)->kind, NODE_SPAN);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nests_headings),
        cmocka_unit_test(leaves_footnotes_out),
        cmocka_unit_test(leaves_mute_headings_out),
        cmocka_unit_test(knows_the_level_of_each),
        cmocka_unit_test(settles_titles),
        cmocka_unit_test(borrows_no_title),
        cmocka_unit_test(drops_permalinks),
        cmocka_unit_test(keeps_the_ids_of_permalinks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
