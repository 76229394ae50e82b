/* CommonMark and GFM documents as a page reads them: trees, one table row a construct. */
#include "base/limits.h"
#include "kramdown_rows.h"

static const struct {
    const char *name, *text, *want;
} cases[] = {
    {"heading with GitHub's id", "# A b!\n",
     "document\n  heading level=1 id=\"a-b\"\n    text text=\"A b!\"\n"},
    {"task list", "- [x] a\n- [ ] b\n",
     "document\n  list bullet tight\n    item task=done\n      paragraph\n        text "
     "text=\"a\"\n"
     "    item task=open\n      paragraph\n        text text=\"b\"\n"},
    {"strike", "~~a~~\n", "document\n  paragraph\n    strike\n      text text=\"a\"\n"},
    {"footnote, referred to twice", "a[^x] b[^x]\n\n[^x]: c\n",
     "document\n  paragraph\n    text text=\"a\"\n    footnote_reference number=1 "
     "text=\"1\"\n"
     "    text text=\" b\"\n    footnote_reference number=1 text=\"1\"\n"
     "  footnote number=1 info=\"1\"\n    paragraph\n      text text=\"c\"\n"},
    {"code with a language", "```sh x\na\n```\n",
     "document\n  code_block info=\"sh\" text=\"a\\n\"\n"},
    {"tables with alignments", "|a|b|c|d|\n|:-|:-:|-:|-|\n|e|f|g\n",
     "document\n"
     "  table\n"
     "    row head\n"
     "      cell align=left header\n"
     "        text text=\"a\"\n"
     "      cell align=center header\n"
     "        text text=\"b\"\n"
     "      cell align=right header\n"
     "        text text=\"c\"\n"
     "      cell header\n"
     "        text text=\"d\"\n"
     "    row body\n"
     "      cell align=left\n"
     "        text text=\"e\"\n"
     "      cell align=center\n"
     "        text text=\"f\"\n"
     "      cell align=right\n"
     "        text text=\"g\"\n"
     "      cell\n"},
    {"links, titles, addresses alone", "[a](b 'c') <http://d> www.e.f\n",
     "document\n"
     "  paragraph\n"
     "    link info=\"b\" title=\"c\"\n"
     "      text text=\"a\"\n"
     "    text text=\" \"\n"
     "    link info=\"http://d\"\n"
     "      text text=\"http://d\"\n"
     "    text text=\" \"\n"
     "    link info=\"http://www.e.f\"\n"
     "      text text=\"www.e.f\"\n"},
    {"an image's text is that of what it holds", "![a *b* `c`  \nd\ne <i>](f \"g\")\n",
     "document\n"
     "  paragraph\n"
     "    image info=\"f\" title=\"g\" text=\"a b c d e <i>\"\n"},
    {"code points that no character has", "a&#xFFFE;*&#xFFFF;*![&#xFFFE;](&#xFFFF;)\n",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\xEF\xBF\xBE\"\n"
     "    emphasis\n"
     "      text text=\"\xEF\xBF\xBF\"\n"
     "    image info=\"\xEF\xBF\xBF\" text=\"\xEF\xBF\xBE\"\n"},
    {"lists, tight and loose", "3) a\n4) b\n\n- c\n\n  d\n- e\n",
     "document\n"
     "  list ordered start=3 tight\n"
     "    item\n"
     "      paragraph\n"
     "        text text=\"a\"\n"
     "    item\n"
     "      paragraph\n"
     "        text text=\"b\"\n"
     "  list bullet\n"
     "    item\n"
     "      paragraph\n"
     "        text text=\"c\"\n"
     "      paragraph\n"
     "        text text=\"d\"\n"
     "    item\n"
     "      paragraph\n"
     "        text text=\"e\"\n"},
    {"quotes, rules, breaks", "> a\\\n> b\n\n***\n\nc  \nd\n",
     "document\n"
     "  quote\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "      line_break\n"
     "      text text=\"b\"\n"
     "  rule\n"
     "  paragraph\n"
     "    text text=\"c\"\n"
     "    line_break\n"
     "    text text=\"d\"\n"},
    {"HTML stays raw", "<div>a</div>\n\nb <i>c</i>\n",
     "document\n"
     "  raw_block text=\"<div>a</div>\\n\"\n"
     "  paragraph\n"
     "    text text=\"b \"\n"
     "    raw_inline text=\"<i>\"\n"
     "    text text=\"c\"\n"
     "    raw_inline text=\"</i>\"\n"},
    {"code without a fence", "    a\n\n`b`\n\n~~~\nc\n~~~\n",
     "document\n"
     "  code_block text=\"a\\n\"\n"
     "  paragraph\n"
     "    code text=\"b\"\n"
     "  code_block text=\"c\\n\"\n"},
    {"ids that repeat and collide",
     "# a\n# a\n# a-1\n# A_\xC3\x89 1!\n# !\n# `c` *d*\n# 1\n# 2\n# 3\n",
     "document\n"
     "  heading level=1 id=\"a\"\n"
     "    text text=\"a\"\n"
     "  heading level=1 id=\"a-1\"\n"
     "    text text=\"a\"\n"
     "  heading level=1 id=\"a-1-1\"\n"
     "    text text=\"a-1\"\n"
     "  heading level=1 id=\"a_\xC3\xA9-1\"\n"
     "    text text=\"A_\xC3\x89 1!\"\n"
     "  heading level=1\n"
     "    text text=\"!\"\n"
     "  heading level=1 id=\"c-d\"\n"
     "    code text=\"c\"\n"
     "    text text=\" \"\n"
     "    emphasis\n"
     "      text text=\"d\"\n"
     "  heading level=1 id=\"1\"\n"
     "    text text=\"1\"\n"
     "  heading level=1 id=\"2\"\n"
     "    text text=\"2\"\n"
     "  heading level=1 id=\"3\"\n"
     "    text text=\"3\"\n"},
    {"a footnote that nothing refers to, a reference to nothing", "a[^x]\n\n[^y]: b\n",
     "document\n"
     "  paragraph\n"
     "    text text=\"a[^x]\"\n"},
    {"footnotes in the order of reference", "a[^2] b[^1]\n\n[^1]: c\n[^2]: d\n",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "    footnote_reference number=1 text=\"1\"\n"
     "    text text=\" b\"\n"
     "    footnote_reference number=2 text=\"2\"\n"
     "  footnote number=1 info=\"1\"\n"
     "    paragraph\n"
     "      text text=\"d\"\n"
     "  footnote number=2 info=\"2\"\n"
     "    paragraph\n"
     "      text text=\"c\"\n"},
};

static void check_dump(struct str text, const struct markdown_options *options, bool places,
                       const char *name, const char *want)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct str file = STR("a.md");
    struct line_map map = {.files = &file, .file_count = 1};
    assert_true(line_map_add_verbatim(&arena, &map, 0, text, 0, 11, 1));
    struct node *root = NULL;
    struct buf got = {0};
    assert_true(markdown_read(&arena, text, places ? &map : NULL, options, &root, report));
    node_dump(root, places, &got);
    if (!str_eq(buf_str(&got), str_from(want))) {
        fail_msg("%s: got\n%.*s", name, STR_ARG(buf_str(&got)));
    }
    buf_clear(&got);
    report_free(report);
    arena_clear(&arena);
}

static void builds_trees(void **state)
{
    (void)state;
    struct markdown_options options = {.dialect = MARKDOWN_GFM, .heading_ids = true};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_dump(str_from(cases[i].text), &options, false, cases[i].name, cases[i].want);
    }
}

static const struct {
    struct markdown_options options;
    const char *name, *text, *want;
} settings[] = {
    {{.dialect = MARKDOWN_GFM, .syntax = SYNTAX_ALERTS},
     "alerts",
     "> [!NOTE]\n> a\n\n> [!Caution]  \n>\n> - b\n\n> [!TIP]\n\n> [!TIP] c\n\n> > "
     "[!TIP]\n> > "
     "d\n\n> [!X]\n> e\n",
     "document\n"
     "  admonition note\n"
     "    caption\n"
     "      text text=\"Note\"\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "  admonition caution\n"
     "    caption\n"
     "      text text=\"Caution\"\n"
     "    list bullet tight\n"
     "      item\n"
     "        paragraph\n"
     "          text text=\"b\"\n"
     "  quote\n"
     "    paragraph\n"
     "      text text=\"[!TIP]\"\n"
     "  quote\n"
     "    paragraph\n"
     "      text text=\"[!TIP] c\"\n"
     "  quote\n"
     "    quote\n"
     "      paragraph\n"
     "        text text=\"[!TIP]\"\n"
     "        soft_break\n"
     "        text text=\"d\"\n"
     "  quote\n"
     "    paragraph\n"
     "      text text=\"[!X]\"\n"
     "      soft_break\n"
     "      text text=\"e\"\n"},
    {{.dialect = MARKDOWN_GFM},
     "no alerts but where they are asked for",
     "> [!NOTE]\n> a\n",
     "document\n"
     "  quote\n"
     "    paragraph\n"
     "      text text=\"[!NOTE]\"\n"
     "      soft_break\n"
     "      text text=\"a\"\n"},
    {{.dialect = MARKDOWN_COMMONMARK},
     "CommonMark has neither tables nor notes, headings no ids",
     "# a\n\n|b|\n|-|\n|~~c~~[^d]|\n\n[^d]: e\n",
     "document\n"
     "  heading level=1\n"
     "    text text=\"a\"\n"
     "  paragraph\n"
     "    text text=\"|b|\"\n"
     "    soft_break\n"
     "    text text=\"|-|\"\n"
     "    soft_break\n"
     "    text text=\"|~~c~~\"\n"
     "    link info=\"e\"\n"
     "      text text=\"^d\"\n"
     "    text text=\"|\"\n"},
    {{.dialect = MARKDOWN_COMMONMARK, .smart = true},
     "typographic quotes and dashes",
     "\"a\" -- b\n",
     "document\n"
     "  paragraph\n"
     "    text text=\"\xE2\x80\x9C"
     "a\xE2\x80\x9D \xE2\x80\x93 b\"\n"},
    {{.dialect = MARKDOWN_COMMONMARK, .heading_ids = true},
     "ids of headings",
     "A b\n===\n",
     "document\n"
     "  heading level=1 id=\"a-b\"\n"
     "    text text=\"A b\"\n"},
};

static void heeds_its_options(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        check_dump(str_from(settings[i].text), &settings[i].options, false,
                   settings[i].name, settings[i].want);
    }
}

/* Places are of the file that the map names: here its line 11 is the text's first. */
static void tells_where_nodes_begin(void **state)
{
    (void)state;
    static const struct markdown_options options = {.dialect = MARKDOWN_GFM};
    check_dump(STR("# \xC3\xA9 *a*\n\n> - b [c](d) &amp; `e`\n>   f ![g](h)\n"), &options,
               true, "places",
               "document @11:1\n"
               "  heading level=1 @11:1\n"
               "    text text=\"\xC3\xA9 \" @11:3\n"
               "    emphasis @11:5\n"
               "      text text=\"a\" @11:6\n"
               "  quote @13:1\n"
               "    list bullet tight @13:3\n"
               "      item @13:3\n"
               "        paragraph @13:5\n"
               "          text text=\"b \" @13:5\n"
               "          link info=\"d\" @13:7\n"
               "            text text=\"c\" @13:8\n"
               "          text text=\" & \" @13:9\n"
               "          code text=\"e\" @13:20\n"
               "          soft_break @13:21\n"
               "          text text=\"f \" @14:5\n"
               "          image info=\"h\" text=\"g\" @14:7\n");
}

/* Everything below the limit stands at the limit; no word is lost. */
static void stops_at_the_nesting_limit(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct markdown_options options = {.dialect = MARKDOWN_GFM, .nesting_limit = 3};
    struct str text = STR("> > > > a *b*\n"), file = STR("a.md");
    struct line_map map = {.files = &file, .file_count = 1};
    assert_true(line_map_add_verbatim(&arena, &map, 0, text, 0, 1, 1));
    struct node *root = NULL;
    struct buf got = {0};
    assert_true(markdown_read(&arena, text, &map, &options, &root, report));
    node_dump(root, false, &got);
    assert_string_equal(arena_cstr(&arena, buf_str(&got)), "document\n"
                                                           "  quote\n"
                                                           "    quote\n"
                                                           "      quote\n"
                                                           "        paragraph\n"
                                                           "          text text=\"a \"\n"
                                                           "          text text=\"b\"\n");
    buf_clear(&got);
    report_write_text(report, SEVERITY_NOTE, &got);
    assert_true(str_starts(buf_str(&got), "a.md:1:"));
    assert_int_equal(report_count(report, SEVERITY_WARNING), 1);
    buf_clear(&got);
    report_free(report);
    arena_clear(&arena);
}

/* A list is made only where its items are, a table only where its cells are. */
static void makes_no_list_without_items(void **state)
{
    (void)state;
    static const char *const texts[] = {"> > > * a",
                                        "> > > | a |\n> > > |---|\n> > > | b |"};
    static const char *const wants[] = {
        "        paragraph\n          text text=\"a\"\n",
        "        text text=\"a\"\n        text text=\"b\"\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct markdown_options options = {.dialect = MARKDOWN_GFM, .nesting_limit = 3};
        struct node *root = NULL;
        struct buf got = {0};
        assert_true(
            markdown_read(&arena, str_from(texts[i]), NULL, &options, &root, report));
        node_dump(root, false, &got);
        struct str head = STR("document\n  quote\n    quote\n      quote\n");
        assert_true(str_starts(buf_str(&got), head.ptr));
        assert_string_equal(arena_cstr(&arena, str_skip(buf_str(&got), head.len)),
                            wants[i]);
        buf_clear(&got);
        report_free(report);
        arena_clear(&arena);
    }
}

/* Past the limit marks are letters of the text, none of which is lost or moved; links and
 * addresses stay, and so does a mark within a word or code. */
static void keeps_all_text_past_the_limit_of_spans(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct markdown_options options = {.dialect = MARKDOWN_GFM};
    struct buf text = {0}, want = {0}, got = {0};
    buf_add_text(&text, "# h\n\n");
    for (size_t i = 0; i < COUNT; i++) {
        buf_add_text(&text, "*a* [b](c_*d)\x01`*` <? ~~e~~\n");
        buf_add_text(&want, i ? "ab*<?e" : "hab*<?e");
    }
    buf_add_text(&want, "last");
    buf_add_text(&text, "\n**last");
    struct node *root = NULL;
    assert_true(markdown_read(&arena, buf_str(&text), NULL, &options, &root, report));
    size_t links = 0, emphases = 0, strikes = 0, marks = 0, others = 0;
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        const struct node *node = walk.node;
        if (!walk.entering) {
            continue;
        }
        links += node->kind == NODE_LINK && str_eq(node_info(node), STR("c_*d"));
        emphases += node->kind == NODE_EMPHASIS;
        strikes += node->kind == NODE_STRIKE;
        for (size_t i = 0; i < node->text.len; i++) {
            char c = node->text.ptr[i];
            marks += c == '*' || c == '~';
            others += c > 0 && c < ' ' && c != '\x0E';
            if (c > ' ' && c != '~' && (c != '*' || node->kind == NODE_CODE)) {
                buf_add_byte(&got, c);
            }
        }
    }
    assert_int_equal(links, COUNT);
    assert_in_range(emphases, 100, COUNT - 1);
    assert_int_equal(others, 0);
    /* each emphasis has two marks, each strike four, each code one, and the last line two
     */
    assert_int_equal(marks + 2 * emphases + 4 * strikes, 7 * COUNT + 2);
    assert_true(str_eq(buf_str(&got), buf_str(&want)));
    assert_int_equal(report_count(report, SEVERITY_WARNING), 1);
    struct buf told = {0};
    report_write_text(report, SEVERITY_NOTE, &told);
    assert_true(str_find(buf_str(&told), STR("[inline-limit]"), 0) != STR_NONE);
    buf_clear(&told);
    buf_clear(&text);
    buf_clear(&want);
    buf_clear(&got);
    report_free(report);
    arena_clear(&arena);
}

/* A title of 100 kB that a thousand links use; other links, and what stands between, stay.
 */
static void bounds_references(void **state)
{
    (void)state;
    enum { COUNT = 1000, TITLE = 100000 };
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct markdown_options options = {.dialect = MARKDOWN_GFM};
    struct buf text = {0}, told = {0};
    buf_add_text(&text, "[Long  Name]: /x\n  '");
    for (size_t i = 0; i < TITLE; i++) {
        buf_add_byte(&text, 't');
    }
    buf_add_text(&text, "'\n[b]: /y\n\n");
    for (size_t i = 0; i < COUNT; i++) {
        buf_add_text(&text, i % 2 ? "![a\tc][long name]" : "[a\tc][LONG\tNAME]");
        buf_add_text(&text, " [b] `\x0f` [n]\n");
    }
    struct node *root = NULL;
    assert_true(markdown_read(&arena, buf_str(&text), NULL, &options, &root, report));
    size_t longs = 0, shorts = 0, images = 0, tabs = 0, ends = 0, others = 0;
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        longs += walk.entering && str_eq(node_info(node), STR("/x"));
        shorts += walk.entering && str_eq(node_info(node), STR("/y"));
        images += walk.entering && node->kind == NODE_IMAGE;
        for (size_t i = 0; walk.entering && i < node->text.len; i++) {
            char c = node->text.ptr[i];
            tabs += c == '\t';
            ends += c == ']';
            others += c == '\x0f';
        }
    }
    assert_int_equal(longs, MARKDOWN_REFERENCES_LIMIT_BYTES / (TITLE + 4));
    assert_in_range(images, longs / 2 - 1, longs / 2 + 1);
    assert_int_equal(shorts, COUNT);
    assert_int_equal(ends, COUNT + 2 * (COUNT - longs)); /* both brackets of a reference */
    assert_int_equal(tabs, COUNT + (COUNT - longs) / 2);
    assert_int_equal(others, 0);
    report_write_text(report, SEVERITY_NOTE, &told);
    assert_true(str_find(buf_str(&told), STR("further references are text"), 0) !=
                STR_NONE);
    buf_clear(&told);
    buf_clear(&text);
    report_free(report);
    arena_clear(&arena);
}

static void tells_when_memory_is_gone(void **state)
{
    (void)state;
    struct markdown_options options = {.dialect = MARKDOWN_GFM, .heading_ids = true};
    struct buf text = {0};
    for (size_t i = 0; i < 40; i++) {
        buf_add_text(&text, "# a\n\nb[^1] ![c](d)\n\n|e|\n|-|\n|f|\n\n[^1]: g\n\n");
    }
    check_exhaustion(buf_str(&text), &options);
    buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builds_trees),
        cmocka_unit_test(heeds_its_options),
        cmocka_unit_test(tells_where_nodes_begin),
        cmocka_unit_test(stops_at_the_nesting_limit),
        cmocka_unit_test(makes_no_list_without_items),
        cmocka_unit_test(keeps_all_text_past_the_limit_of_spans),
        cmocka_unit_test(bounds_references),
        cmocka_unit_test(tells_when_memory_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
