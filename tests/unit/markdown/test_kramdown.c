/* kramdown to HTML, as Jekyll's default prints it: one table row a rule. */
#include "kramdown_rows.h"

static const struct kramdown_row cases[] = {
    {"paragraph", "a *b*\nc\n", "<p>a <em>b</em>\nc</p>\n"},
    {"no newline at the end", "# a", "<h1 id=\"a\">a</h1>\n"},
    {"repeated headings count up", "# a\n# a\n",
     "<h1 id=\"a\">a</h1>\n<h1 id=\"a-1\">a</h1>\n"},
    {"heading id of its own", "## A b {#c}\n", "<h2 id=\"c\">A b</h2>\n"},
    {"ids keep word characters", "# \xC3\x89t\xC3\xA9 & 2.0\n",
     "<h1 id=\"\xC3\xA9t\xC3\xA9--20\">\xC3\x89t\xC3\xA9 &amp; 2.0</h1>\n"},
    {"no blank behind '#'", "#a\n", "<p>#a</p>\n"},
    {"setext", "a\n---\nb\n", "<h2 id=\"a\">a</h2>\n<p>b</p>\n"},
    {"tight list", "* a\n* b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
    {"a blank line loosens one item", "* a\n* b\n\n* c\n",
     "<ul>\n<li>a</li>\n<li>\n<p>b</p>\n</li>\n<li>c</li>\n</ul>\n"},
    {"list ends a paragraph", "a\n- b\n", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n"},
    {"attributes of a block", "a\n{: .b #c}\n", "<p id=\"c\" class=\"b\">a</p>\n"},
    {"attributes defined later", "a\n{: x}\n\n{:x: k=\"v\"}\n", "<p k=\"v\">a</p>\n"},
    {"attributes of a span", "[a](b){:target=\"_blank\"}\n",
     "<p><a href=\"b\" target=\"_blank\">a</a></p>\n"},
    {"broken attributes go silently", "[a](b){:target=\xE2\x80\x9D_blank\xE2\x80\x9D}\n",
     "<p><a href=\"b\">a</a></p>\n"},
    {"fence with an unknown language", "```~sql\na\n```\n",
     "<pre><code class=\"language-~sql\">a\n</code></pre>\n"},
    {"unclosed fence", "```\na\n", "<p>```\na</p>\n"},
    {"table without head", "| a | b |\n",
     "<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n"},
    {"a pipe in code is no cell", "`a | b`\n",
     "<p><code class=\"language-plaintext highlighter-rouge\">a | b</code></p>\n"},
    {"definition list", "a\n: b\n", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n"},
    {"raw HTML block", "<div>*a*</div> *b*\n", "<div>*a*</div>\n<p><em>b</em></p>\n"},
    {"stray end tag", "</div>\n", "<p>&lt;/div&gt;</p>\n"},
    {"quotes and dashes", "\"a\" -- it's...\n",
     "<p>\xE2\x80\x9C"
     "a\xE2\x80\x9D \xE2\x80\x93 it\xE2\x80\x99s\xE2\x80\xA6</p>\n"},
    {"address with a blank", "[a](b c)\n", "<p><a href=\"b c\">a</a></p>\n"},
    {"no link over a blank", "[a] (b)\n", "<p>[a] (b)</p>\n"},
    {"emphasis within words", "a_b_c *d*e\n", "<p>a_b_c <em>d</em>e</p>\n"},
    {"abbreviation", "*[AB]: C\n\nAB ABs\n", "<p><abbr title=\"C\">AB</abbr> ABs</p>\n"},
    {"carriage returns", "a\r\n\r\nb\r\n", "<p>a</p>\n<p>b</p>\n"},
    {"a definition among white space of all kinds", "[a]:\v\"\v\n", ""},
    {"carriage returns alone", "a\rb\r\rc", "<p>a\nb</p>\n<p>c</p>\n"},
};

static void prints_as_jekyll_does(void **state)
{
    (void)state;
    check_rows(cases, sizeof cases / sizeof cases[0]);
}

static const struct {
    struct markdown_options options;
    struct kramdown_row row;
} settings[] = {
    {{.hard_wrap = true}, {"line ends break", "a\nb\n", "<p>a<br />\nb</p>\n"}},
    {{.hard_wrap = true}, {"only line ends break", "a\\\nb\n", "<p>a\\<br />\nb</p>\n"}},
    {{.hard_wrap = true},
     {"no line end breaks in HTML", "<b>a\nb</b>\n", "<p><b>a\nb</b></p>\n"}},
    {{.kramdown_input = true, .auto_ids = true},
     {"ids of headings as written", "# a [b](c)\n",
      "<h1 id=\"a-bc\">a <a href=\"c\">b</a></h1>\n"}},
    {{.kramdown_input = true, .auto_ids = true, .auto_id_stripping = true},
     {"ids of headings as shown", "# a [b](c)\n",
      "<h1 id=\"a-b\">a <a href=\"c\">b</a></h1>\n"}},
    {{.kramdown_input = true},
     {"a list below a heading", "# a\n* b\n", "<h1>a</h1>\n<ul>\n<li>b</li>\n</ul>\n"}},
    {{.kramdown_input = true}, {"no escaped tildes", "\\~\n", "<p>\\~</p>\n"}},
    {{.no_smart_quotes = true},
     {"straight quotes take attributes all the same", "\"a\"{:.b}\n", "<p>\"a\"</p>\n"}},
};

static void heeds_its_options(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        check_row(&settings[i].row, &settings[i].options);
    }
}

static void tells_where_nodes_begin(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct node *root = NULL;
    assert_true(read_text(&arena, STR("a\n\n> * b [c](d)\n"), report, &root));
    struct walk walk;
    walk_init(&walk, root);
    bool found = false;
    while (walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_LINK) {
            found = true;
            assert_int_equal(walk.node->spot.line, 3);
            assert_int_equal(walk.node->spot.column, 7);
        }
    }
    assert_true(found);
    report_free(report);
    arena_clear(&arena);
}

static void stops_at_the_nesting_limit(void **state)
{
    (void)state;
    check_nesting("> ", 10000);
    check_nesting("* ", 500);
}

static void tells_when_memory_is_gone(void **state)
{
    (void)state;
    struct markdown_options options = markdown_options_default();
    struct buf text = {0};
    for (size_t i = 0; i < 30; i++) {
        buf_add_text(&text,
                     "# a *b* **c** ~~d~~ <b>e</b> \"f\" [g](h) ![i][j] <k@l> $$m$$\n"
                     "* n\n  1. o\n\n> p\n\nq\n: r[^1]\n\n|s|t|\n|-\n|u\n\n"
                     "[^1]: v\n[j]: w\n*[AB]: x\n\n{: .y}\nAB&amp;`z`\n\n    A\n\n"
                     "<div markdown=\"1\">B</div>\n\n{::comment}C{:/}\n\n* D\n{:toc}\n\n");
    }
    check_exhaustion(buf_str(&text), &options);
    buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_as_jekyll_does),
        cmocka_unit_test(heeds_its_options),
        cmocka_unit_test(tells_where_nodes_begin),
        cmocka_unit_test(stops_at_the_nesting_limit),
        cmocka_unit_test(tells_when_memory_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
