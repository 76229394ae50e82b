/* Trees: building, walking, dumps, plain text, anchors. */
#include "doc_offprint.h"

static void assert_text(struct buf *got, const char *want)
{
    assert_string_equal(arena_cstr(&arena, buf_str(got)), want);
    buf_clear(got);
}

static void assert_dump(const struct node *root, bool with_places, const char *want)
{
    struct buf got = {0};
    node_dump(root, with_places, &got);
    assert_text(&got, want);
}

/* document: heading "Fees", list of "one" and "two" */
static struct node *small_tree(void)
{
    struct node *document = add(NULL, NODE_DOCUMENT, NULL);
    struct node *heading = add(document, NODE_HEADING, NULL);
    heading->level = 2;
    node_set_id(&arena, heading, STR("fees"));
    heading->spot = (struct spot){.line = 4, .column = 1};
    add(heading, NODE_TEXT, "Fees")->spot = (struct spot){.line = 4, .column = 4};
    struct node *list = add(document, NODE_LIST, NULL);
    list->tight = true;
    static const char *const words[] = {"one", "two"};
    for (size_t i = 0; i < 2; i++) {
        struct node *item = add(list, NODE_ITEM, NULL);
        add(add(item, NODE_PARAGRAPH, NULL), NODE_TEXT, words[i]);
    }
    return document;
}

static void dumps_one_node_a_line(void **state)
{
    (void)state;
    assert_dump(small_tree(), false,
                "document\n"
                "  heading level=2 id=\"fees\"\n"
                "    text text=\"Fees\"\n"
                "  list bullet tight\n"
                "    item\n"
                "      paragraph\n"
                "        text text=\"one\"\n"
                "    item\n"
                "      paragraph\n"
                "        text text=\"two\"\n");
    assert_dump(small_tree()->first, true,
                "heading level=2 id=\"fees\" @4:1\n  text text=\"Fees\" @4:4\n");
}

static void dumps_what_a_kind_has_of_its_own(void **state)
{
    (void)state;
    struct node *root = add(NULL, NODE_DIV, "div");
    struct node *list = add(root, NODE_LIST, NULL);
    list->ordered = true;
    node_set_number(&arena, list, 3);
    add(list, NODE_ITEM, NULL)->task = TASK_DONE;
    struct node *row = add(add(root, NODE_TABLE, NULL), NODE_ROW, NULL);
    row->section = ROW_FOOT;
    struct node *cell = add(row, NODE_CELL, NULL);
    cell->header = true;
    cell->align = ALIGN_RIGHT;
    node_set_spans(&arena, cell, 2, 3);
    node_set_info(&arena, add(root, NODE_CODE_BLOCK, "a \"b\"\n\\c"), STR("sh"));
    struct node *link = add(root, NODE_LINK, NULL);
    node_set_info(&arena, link, STR("x.md"));
    node_set_title(&arena, link, STR("X"));
    node_set_attribute(&arena, link, STR("class"), STR("a b"));
    node_set_number(&arena, add(root, NODE_FOOTNOTE, NULL), 2);
    add(root, NODE_HEADING, NULL)->no_toc = true;
    assert_dump(root, false,
                "div text=\"div\"\n"
                "  list ordered start=3\n"
                "    item task=done\n"
                "  table\n"
                "    row foot\n"
                "      cell align=right header columns=2 rows=3\n"
                "  code_block info=\"sh\" text=\"a \\\"b\\\"\\n\\\\c\"\n"
                "  link info=\"x.md\" title=\"X\" .class=a b\n"
                "  footnote number=2\n"
                "  heading level=0 no_toc\n");
}

static void leaves_spans_of_one_out(void **state)
{
    (void)state;
    struct node *cell = add(NULL, NODE_CELL, NULL);
    node_set_spans(&arena, cell, 1, 1);
    assert_dump(cell, false, "cell\n");
}

static void tells_when_a_packet_has_no_room(void **state)
{
    (void)state;
    struct arena small;
    arena_init(&small, 1);
    struct packet packet = {.arena = &small};
    struct document document = {0};
    struct link link = {0};
    struct packet_file file = {0};
    assert_false(packet_add_document(&packet, &document));
    assert_false(packet_add_link(&packet, &link));
    assert_false(packet_add_file(&packet, &file));
    assert_int_equal(packet.document_count + packet.link_count + packet.file_count, 0);
    arena_clear(&small);
}

static void gives_every_kind_a_name_of_its_own(void **state)
{
    (void)state;
    for (int kind = NODE_DOCUMENT; kind <= NODE_RAW_INLINE; kind++) {
        const char *name = node_kind_name((enum node_kind)kind);
        assert_non_null(name);
        for (int other = NODE_DOCUMENT; other < kind; other++) {
            assert_string_not_equal(name, node_kind_name((enum node_kind)other));
        }
    }
}

static void moves_nodes(void **state)
{
    (void)state;
    struct node *root = add(NULL, NODE_DOCUMENT, NULL);
    struct node *b = add(root, NODE_TEXT, "b");
    node_insert_before(b, add(NULL, NODE_TEXT, "a"));
    struct node *d = add(root, NODE_TEXT, "d");
    node_insert_before(d, add(NULL, NODE_TEXT, "c"));
    struct node *wrap = add(root, NODE_SPAN, NULL);
    add(wrap, NODE_TEXT, "e");
    add(wrap, NODE_TEXT, "f");
    node_replace_with_children(wrap);
    node_unlink(b);
    assert_null(b->parent);
    assert_dump(root, false,
                "document\n  text text=\"a\"\n  text text=\"c\"\n  text text=\"d\"\n"
                "  text text=\"e\"\n  text text=\"f\"\n");
    while (node_last(root)) { /* the way back is linked as well */
        node_unlink(node_last(root));
    }
    assert_null(root->first);
    node_replace_with_children(add(root, NODE_SPAN, NULL));
    assert_null(root->first);
}

/* Nothing of it is asked of the arena by those who have no use for it. */
static void owns_details_only_where_it_has_some(void **state)
{
    (void)state;
    assert_true(sizeof(struct node) <= 72);
    struct node *node = add(NULL, NODE_LINK, NULL);
    node_set_info(&arena, node, (struct str){0});
    node_set_number(&arena, node, 0);
    node_set_spans(&arena, node, 0, 0);
    node_set_target(&arena, node, NULL);
    node_drop_address(node);
    assert_int_equal(node_take_id(node).len, 0);
    assert_null(node->details);
    assert_int_equal(node_info(node).len + node_title(node).len + node_id(node).len, 0);
    assert_int_equal(node_number(node) + node_ordinal(node) + node_anchor(node), 0);
    assert_int_equal(node_column_span(node) + node_row_span(node) + node_depth(node), 0);
    assert_null(node_attributes(node));
    assert_null(node_link(node));
    assert_null(node_file(node));
    assert_null(node_target(node));
    node_set_id(&arena, node, STR("")); /* says that it shall have none */
    assert_non_null(node_id(node).ptr);
    node_set_info(&arena, node, STR("a"));
    node_set_info(&arena, node, (struct str){0});
    assert_int_equal(node_info(node).len, 0);
}

static void copies_all_but_the_id(void **state)
{
    (void)state;
    struct node *root = add(NULL, NODE_DOCUMENT, NULL);
    struct node *link = add(root, NODE_LINK, "words");
    add(link, NODE_TEXT, "x");
    node_set_info(&arena, link, STR("a"));
    node_set_id(&arena, link, STR("here"));
    node_set_attribute(&arena, link, STR("class"), STR("c"));
    struct node *copy = node_copy(&arena, link);
    assert_dump(copy, false, "link info=\"a\" .class=c text=\"words\"\n");
    assert_null(copy->parent);
    assert_null(node_previous(copy));
    node_set_info(&arena, copy, STR("b"));
    assert_true(str_is(node_info(link), "a"));
    assert_true(str_is(node_take_id(link), "here"));
    assert_int_equal(node_id(link).len, 0);
    node_drop_address(link);
    assert_dump(link, false, "link text=\"words\"\n  text text=\"x\"\n");
    assert_null(node_copy(&arena, root)->details);
}

static void counts_references(void **state)
{
    (void)state;
    struct node *note = add(NULL, NODE_FOOTNOTE, NULL), *references[3];
    for (size_t i = 0; i < 3; i++) {
        references[i] = add(NULL, NODE_FOOTNOTE_REFERENCE, NULL);
        node_count_reference(&arena, note, references[i]);
        assert_int_equal(node_ordinal(references[i]), i + 1);
        assert_int_equal(node_ordinal(note), i + 1);
        assert_ptr_equal(node_target(note), references[0]);
    }
}

static void joins_text_that_goes_on(void **state)
{
    (void)state;
    static const char source[] = "one two";
    struct node *root = add(NULL, NODE_PARAGRAPH, NULL);
    struct spot spot = {0};
    struct node *first = node_add_text(&arena, root, str_make(source, 3), spot);
    assert_ptr_equal(node_add_text(&arena, root, str_make(source + 3, 4), spot), first);
    assert_ptr_not_equal(node_add_text(&arena, root, str_make(source, 1), spot), first);
    assert_dump(root, false, "paragraph\n  text text=\"one two\"\n  text text=\"o\"\n");
}

static void walks_in_and_out(void **state)
{
    (void)state;
    struct buf got = {0};
    struct walk walk;
    walk_init(&walk, small_tree());
    while (walk_next(&walk)) {
        buf_add_text(&got, walk.entering ? "+" : "-");
        buf_add_text(&got, node_kind_name((enum node_kind)walk.node->kind));
        buf_add_byte(&got, ' ');
        if (walk.entering && walk.node->kind == NODE_ITEM) {
            walk_skip_children(&walk);
        }
    }
    assert_false(walk_next(&walk));
    assert_text(&got, "+document +heading +text -heading +list +item +item -list "
                      "-document ");
    walk_init(&walk, add(NULL, NODE_TEXT, "x"));
    assert_true(walk_next(&walk));
    assert_false(walk_next(&walk));
}

/* In the order of reading, with nodes that may be changed. */
static void edits_along_the_walk(void **state)
{
    (void)state;
    struct node *root = small_tree();
    struct walk reading;
    struct edit_walk walk;
    walk_init(&reading, root);
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        assert_true(walk_next(&reading));
        assert_ptr_equal(walk.node, reading.node);
        assert_int_equal(walk.entering, reading.entering);
        node_set_number(&arena, walk.node,
                        node_number(walk.node) + (walk.entering ? 2 : 1));
    }
    assert_false(walk_next(&reading));
    assert_false(edit_walk_next(&walk));
    assert_int_equal(node_number(root), 3);
    assert_int_equal(node_number(root->first->first), 2); /* text is not left */
    edit_walk_init(&walk, add(NULL, NODE_TEXT, "x"));
    assert_true(edit_walk_next(&walk));
    assert_false(edit_walk_next(&walk));
}

/* Far deeper than any stack would hold. */
static void walks_deep_trees(void **state)
{
    (void)state;
    struct node *root = add(NULL, NODE_DOCUMENT, NULL), *inner = root;
    for (size_t i = 0; i < 200000; i++) {
        inner = add(inner, NODE_QUOTE, NULL);
    }
    add(inner, NODE_CODE, "deep");
    struct buf text = {0};
    node_plain_text(root, &text);
    assert_int_equal(str_find(buf_str(&text), STR("deep"), 0), 0);
    assert_int_equal(node_word_count(root), 1);
    buf_clear(&text);
}

static void reads_text_aloud(void **state)
{
    (void)state;
    struct node *root = add(NULL, NODE_DOCUMENT, NULL);
    struct node *paragraph = add(root, NODE_PARAGRAPH, NULL);
    add(paragraph, NODE_TEXT, "See");
    add(paragraph, NODE_SOFT_BREAK, NULL);
    add(add(paragraph, NODE_STRONG, NULL), NODE_TEXT, "the");
    add(paragraph, NODE_LINE_BREAK, NULL);
    add(paragraph, NODE_IMAGE, "picture");
    add(paragraph, NODE_CODE, ", x");
    add(paragraph, NODE_RAW_INLINE, "<b>");
    add(paragraph, NODE_FOOTNOTE_REFERENCE, NULL);
    add(add(root, NODE_PARAGRAPH, NULL), NODE_TEXT, "End.");
    struct buf text = {0};
    node_plain_text(root, &text);
    assert_text(&text, "See the picture, x End. ");
    node_plain_text(paragraph, &text);
    assert_text(&text, "See the picture, x");
    assert_int_equal(node_word_count(root), 5);
}

static void counts_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t words;
    } cases[] = {
        {"", 0},
        {"one  two\nthree", 3},
        {"na\xC3\xAFve caf\xC3\xA9", 2},
        {"\xE6\xBC\xA2\xE5\xAD\x97", 2},                         /* two ideographs */
        {"\xE6\xBC\xA2\xE5\xAD\x97\xE3\x80\x82", 2},             /* and a full stop */
        {"\xE7\x94\xA8 Git \xE7\x9A\x84\xE4\xBA\xBA", 4},        /* Latin among them */
        {"\xE7\x94\xA8Git\xE7\x9A\x84", 3},                      /* without spaces */
        {"\xE3\x81\x8B\xE3\x81\xAA\xEF\xBC\x8C\xE3\x82\xAB", 3}, /* kana, a comma */
        {"\xED\x95\x9C\xEA\xB5\xAD \xEC\x96\xB4", 2},            /* Korean has spaces */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct node *root = add(NULL, NODE_DOCUMENT, NULL);
        add(add(root, NODE_PARAGRAPH, NULL), NODE_TEXT, cases[i].text);
        assert_int_equal(node_word_count(root), cases[i].words);
    }
}

static void knows_attributes_and_classes(void **state)
{
    (void)state;
    struct node *node = add(NULL, NODE_SPAN, NULL);
    assert_null(node_attribute(node, "class"));
    node_set_attribute(&arena, node, STR("class"), STR("old"));
    node_set_attribute(&arena, node, STR("lang"), STR("de"));
    node_set_attribute(&arena, node, STR("class"), STR(" no_toc\tbig "));
    assert_true(str_is(node_attribute(node, "lang")->value, "de"));
    assert_null(node_attributes(node)->next->next);
    assert_true(node_has_class(node, "no_toc"));
    assert_true(node_has_class(node, "big"));
    assert_false(node_has_class(node, "no"));
    assert_false(node_has_class(node, ""));
}

static void finds_anchors(void **state)
{
    (void)state;
    struct document document = {.root = add(NULL, NODE_DOCUMENT, NULL)};
    struct node *nodes[100];
    for (size_t i = 0; i < 100; i++) {
        nodes[i] = add(document.root, NODE_HEADING, NULL);
        node_set_id(&arena, nodes[i], arena_format(&arena, "section-%zu", i));
    }
    node_set_id(&arena, add(document.root, NODE_HEADING, NULL),
                STR("section-7")); /* the first wins */
    assert_null(document_find_anchor(&document, STR("section-7")));
    assert_true(document_finish(&arena, &document));
    for (size_t i = 0; i < 100; i++) {
        assert_ptr_equal(document_find_anchor(&document, node_id(nodes[i])), nodes[i]);
    }
    assert_null(document_find_anchor(&document, STR("section-100")));
    assert_null(document_find_anchor(&document, STR("")));
    assert_true(
        str_is(document_suggest_anchor(&document, STR("sektion-42")), "section-42"));
    assert_int_equal(document_suggest_anchor(&document, STR("elsewhere")).len, 0);
}

static void numbers_documents(void **state)
{
    (void)state;
    struct packet packet = {.arena = &arena};
    struct document documents[20] = {0};
    struct link links[20] = {0};
    struct packet_file files[20] = {0};
    for (size_t i = 0; i < 20; i++) {
        assert_true(packet_add_document(&packet, &documents[i]));
        assert_true(packet_add_link(&packet, &links[i]));
        assert_true(packet_add_file(&packet, &files[i]));
        assert_int_equal(documents[i].number, i + 1);
    }
    for (size_t i = 0; i < 20; i++) {
        assert_ptr_equal(packet.documents[i], &documents[i]);
        assert_ptr_equal(packet.links[i], &links[i]);
        assert_ptr_equal(packet.files[i], &files[i]);
    }
}

static void lets_trees_go(void **state)
{
    (void)state;
    struct packet packet = {.arena = &arena, .trees = arena_new_below(&arena)};
    struct document document = {.source_text = STR("text")};
    assert_non_null(packet.trees);
    document.root = node_new(packet.trees, NODE_DOCUMENT, (struct spot){0});
    struct link *link = ARENA_NEW(packet.trees, struct link);
    assert_true(document.root && link && packet_add_document(&packet, &document) &&
                packet_add_link(&packet, link));
    assert_true(packet.trees->used_bytes > 0);
    packet_drop_trees(&packet);
    assert_int_equal(packet.trees->used_bytes, 0);
    assert_null(document.root);
    assert_int_equal(packet.link_count, 0);
    assert_int_equal(packet.document_count, 1);
}

static void tells_places(void **state)
{
    (void)state;
    static const struct str files[] = {{"a.md", 4}, {"_includes/b.md", 14}};
    struct document document = {.source = STR("a.md"), .files = files, .file_count = 2};
    struct place place =
        document_place(&document, (struct spot){.line = 3, .column = 5, .file = 1});
    assert_true(str_is(place.file, "_includes/b.md"));
    assert_int_equal(place.line, 3);
    assert_int_equal(place.column, 5);
    place = document_place(&document, (struct spot){.line = 3, .file = 7});
    assert_true(str_is(place.file, "a.md"));
    assert_int_equal(place.line, 0);
}

static void gives_null_when_the_arena_is_full(void **state)
{
    (void)state;
    struct arena small;
    arena_init(&small, 10000);
    struct node *root = node_new(&small, NODE_DOCUMENT, (struct spot){0});
    assert_non_null(root);
    while (node_new(&small, NODE_DIV, (struct spot){0})) {
    }
    while (arena_alloc(&small, 1, 1)) {
    }
    assert_null(node_add_text(&small, root, STR("x"), (struct spot){0}));
    node_set_attribute(&small, root, STR("class"), STR("x"));
    node_set_id(&small, root, STR("x"));
    node_set_number(&small, root, 1);
    node_count_reference(&small, root, root);
    assert_null(root->details);
    assert_null(root->first);
    assert_null(node_attributes(root));
    assert_true(arena_failed(&small));
    arena_clear(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dumps_one_node_a_line),
        cmocka_unit_test(dumps_what_a_kind_has_of_its_own),
        cmocka_unit_test(leaves_spans_of_one_out),
        cmocka_unit_test(tells_when_a_packet_has_no_room),
        cmocka_unit_test(gives_every_kind_a_name_of_its_own),
        cmocka_unit_test(moves_nodes),
        cmocka_unit_test(owns_details_only_where_it_has_some),
        cmocka_unit_test(copies_all_but_the_id),
        cmocka_unit_test(counts_references),
        cmocka_unit_test(joins_text_that_goes_on),
        cmocka_unit_test(walks_in_and_out),
        cmocka_unit_test(edits_along_the_walk),
        cmocka_unit_test(walks_deep_trees),
        cmocka_unit_test(reads_text_aloud),
        cmocka_unit_test(counts_words),
        cmocka_unit_test(knows_attributes_and_classes),
        cmocka_unit_test(finds_anchors),
        cmocka_unit_test(numbers_documents),
        cmocka_unit_test(lets_trees_go),
        cmocka_unit_test(tells_places),
        cmocka_unit_test(gives_null_when_the_arena_is_full),
    };
    return cmocka_run_group_tests(tests, open_arena, clear_arena);
}
