/* Trees as HTML in the dialects other than kramdown (for that, see markdown/), and the
 * hooks through which the bundle changes it. */
#include "doc/doc_offprint.h"
#include "html/html.h"

static void assert_html(const struct node *root, enum html_dialect dialect,
                        const struct html_hooks *hooks, const char *want)
{
    struct buf got = {0};
    html_write(root, dialect, hooks, &got);
    assert_string_equal(arena_cstr(&arena, buf_str(&got)), want);
    buf_clear(&got);
}

static void escapes_text_and_attributes(void **state)
{
    (void)state;
    struct node *root = add(NULL, NODE_DOCUMENT, NULL);
    struct node *paragraph = add(root, NODE_PARAGRAPH, NULL);
    add(paragraph, NODE_TEXT, "a < b & \"c\"");
    add(paragraph, NODE_CODE, "<b>");
    struct node *link = add(paragraph, NODE_LINK, NULL);
    node_set_info(&arena, link, STR("x y?a=b&c='\xC3\xA9'"));
    node_set_title(&arena, link, STR("\"<t>"));
    node_set_info(&arena, add(link, NODE_IMAGE, "alt \">"), STR("i.png"));
    assert_html(root, HTML_COMMONMARK, NULL,
                "<p>a &lt; b &amp; &quot;c&quot;<code>&lt;b&gt;</code>"
                "<a href=\"x%20y?a=b&amp;c=&#x27;%C3%A9&#x27;\" title=\"&quot;&lt;t&gt;\">"
                "<img src=\"i.png\" alt=\"alt &quot;&gt;\" /></a></p>\n");
}

static struct node *list_of_tasks(bool tight)
{
    struct node *root = add(NULL, NODE_DOCUMENT, NULL);
    struct node *list = add(root, NODE_LIST, NULL);
    list->ordered = true;
    node_set_number(&arena, list, 3);
    list->tight = tight;
    static const enum task_state tasks[] = {TASK_OPEN, TASK_DONE, TASK_NONE};
    for (size_t i = 0; i < 3; i++) {
        struct node *item = add(list, NODE_ITEM, NULL);
        item->task = (uint8_t)tasks[i];
        add(add(item, NODE_PARAGRAPH, NULL), NODE_TEXT, "a");
    }
    return root;
}

static void writes_lists(void **state)
{
    (void)state;
    assert_html(list_of_tasks(true), HTML_GFM, NULL,
                "<ol start=\"3\">\n"
                "<li><input type=\"checkbox\" disabled=\"\" /> a</li>\n"
                "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> a</li>\n"
                "<li>a</li>\n</ol>\n");
    struct node *loose = list_of_tasks(false);
    node_unlink(loose->first->first);
    node_unlink(loose->first->first);
    assert_html(loose, HTML_COMMONMARK, NULL,
                "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n</ol>\n");
}

static struct node *styled_heading(void)
{
    struct node *root = add(NULL, NODE_DOCUMENT, NULL);
    struct node *heading = add(root, NODE_HEADING, NULL);
    heading->level = 2;
    node_set_id(&arena, heading, STR("fees"));
    static const char *const names[] = {"style", "onclick", "lang", "class"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        node_set_attribute(&arena, heading, str_from(names[i]), STR("x"));
    }
    add(heading, NODE_TEXT, "Fees");
    return root;
}

static void keeps_only_meaning_in_the_bundle(void **state)
{
    (void)state;
    assert_html(styled_heading(), HTML_BUNDLE, NULL,
                "<h2 id=\"fees\" lang=\"x\">Fees</h2>\n");
    assert_html(
        styled_heading(), HTML_COMMONMARK, NULL,
        "<h2 id=\"fees\" style=\"x\" onclick=\"x\" lang=\"x\" class=\"x\">Fees</h2>\n");
}

static enum html_answer own_heading(void *data, const struct node *node, bool entering,
                                    struct buf *out)
{
    ++*(size_t *)data;
    if (node->kind == NODE_STRONG) {
        return HTML_SKIP;
    }
    if (node->kind != NODE_HEADING) {
        return HTML_DEFAULT;
    }
    buf_add_text(out, entering ? "<h9>" : "</h9>");
    return HTML_WRITTEN;
}

static void own_id(void *data, const struct node *node, struct buf *out)
{
    (void)data;
    buf_add_text(out, node->kind == NODE_HEADING ? " id=\"own\"" : "");
}

static void asks_its_hooks(void **state)
{
    (void)state;
    size_t calls = 0;
    struct html_hooks hooks = {.data = &calls, .node = own_heading};
    assert_html(styled_heading(), HTML_BUNDLE, &hooks, "<h9>Fees</h9>");
    assert_int_equal(calls, 5); /* document and heading twice, the text once */
    hooks = (struct html_hooks){.id = own_id};
    assert_html(styled_heading(), HTML_BUNDLE, &hooks,
                "<h2 id=\"own\" lang=\"x\">Fees</h2>\n");
}

static void skips_what_a_hook_leaves_out(void **state)
{
    (void)state;
    size_t calls = 0;
    struct html_hooks hooks = {.data = &calls, .node = own_heading};
    struct node *root = add(NULL, NODE_PARAGRAPH, NULL);
    struct node *strong = add(root, NODE_STRONG, NULL);
    add(strong, NODE_TEXT, "gone");
    add(root, NODE_TEXT, "stays");
    assert_html(root, HTML_BUNDLE, &hooks, "<p>stays</p>\n");
    assert_int_equal(calls, 4); /* the paragraph twice, strong and text once */
}

static void assert_siblings(const struct node *first, const struct node *end,
                            const char *want)
{
    struct buf got = {0};
    html_write_siblings(first, end, HTML_BUNDLE, NULL, &got);
    assert_string_equal(arena_cstr(&arena, buf_str(&got)), want);
    buf_clear(&got);
}

static void writes_some_siblings(void **state)
{
    (void)state;
    struct node *root = add(NULL, NODE_DOCUMENT, NULL);
    struct node *first = add(root, NODE_RULE, NULL);
    struct node *second = add(root, NODE_PARAGRAPH, NULL);
    struct node *note = add(root, NODE_FOOTNOTE, NULL);
    struct node *other = add(root, NODE_FOOTNOTE, NULL);
    add(second, NODE_TEXT, "two");
    node_set_number(&arena, note, 1);
    node_set_number(&arena, other, 2);
    assert_siblings(first, second, "<hr />\n");
    assert_siblings(first, note, "<hr />\n<p>two</p>\n");
    assert_siblings(first, first, "");
    assert_siblings(NULL, NULL, "");
    assert_siblings(note, NULL, /* one list of both */
                    "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n"
                    "<li id=\"fn-1\">\n<p></p>\n</li>\n"
                    "<li id=\"fn-2\">\n<p></p>\n</li>\n</ol>\n</div>\n");
}

/* kramdown's classes of code: its language first, its own words, then Rouge's. */
static void tells_the_language_of_code(void **state)
{
    (void)state;
    static const struct {
        enum node_kind kind;
        const char *info, *class, *want;
    } rows[] = {
        {NODE_CODE, "", NULL,
         "<code class=\"language-plaintext highlighter-rouge\">x</code>"},
        {NODE_CODE, "", "one language-sh two",
         "<code class=\"language-sh one two highlighter-rouge\">x</code>"},
        {NODE_CODE, "", "one",
         "<code class=\"language-plaintext one highlighter-rouge\">x</code>"},
        {NODE_CODE, "", "language-klingon", "<code class=\"language-klingon\">x</code>"},
        {NODE_CODE, "ruby", "language-sh",
         "<code class=\"language-ruby highlighter-rouge\">x</code>"},
        {NODE_CODE_BLOCK, "klingon", "a  b",
         "<pre class=\"a b\"><code class=\"language-klingon\">x</code></pre>\n"},
        {NODE_CODE_BLOCK, "klingon", NULL,
         "<pre><code class=\"language-klingon\">x</code></pre>\n"},
        {NODE_CODE_BLOCK, "sh", "a",
         "<div class=\"language-sh a highlighter-rouge\"><div class=\"highlight\">"
         "<pre class=\"highlight\"><code>x</code></pre></div></div>\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct node *code = add(NULL, rows[i].kind, "x");
        node_set_info(&arena, code, str_from(rows[i].info));
        if (rows[i].class) {
            node_set_attribute(&arena, code, STR("class"), str_from(rows[i].class));
        }
        assert_html(code, HTML_KRAMDOWN, NULL, rows[i].want);
    }
}

static void begins_blocks_on_a_line_of_their_own(void **state)
{
    (void)state;
    static const struct {
        enum node_kind kind;
        const char *want;
    } rows[] = {
        {NODE_LIST, "<td>a\n<ul>\n</ul>\n</td>\n"},
        {NODE_QUOTE, "<td>a\n<blockquote>\n</blockquote>\n</td>\n"},
        {NODE_RULE, "<td>a\n<hr />\n</td>\n"},
        {NODE_PARAGRAPH, "<td>a\n<p></p>\n</td>\n"},
        {NODE_HEADING, "<td>a\n<h1></h1>\n</td>\n"},
        {NODE_CODE_BLOCK, "<td>a\n<pre><code></code></pre>\n</td>\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct node *cell = add(NULL, NODE_CELL, NULL);
        add(cell, NODE_TEXT, "a");
        add(cell, rows[i].kind, "");
        assert_html(cell, HTML_GFM, NULL, rows[i].want);
    }
}

static void writes_deep_trees(void **state)
{
    (void)state;
    struct node *root = add(NULL, NODE_DOCUMENT, NULL), *inner = root;
    for (size_t i = 0; i < 100000; i++) {
        inner = add(inner, NODE_EMPHASIS, NULL);
    }
    add(inner, NODE_TEXT, "x");
    struct buf got = {0};
    html_write(root, HTML_GFM, NULL, &got);
    assert_int_equal(got.len, 100000 * strlen("<em></em>") + 1);
    buf_clear(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_text_and_attributes),
        cmocka_unit_test(writes_lists),
        cmocka_unit_test(keeps_only_meaning_in_the_bundle),
        cmocka_unit_test(asks_its_hooks),
        cmocka_unit_test(skips_what_a_hook_leaves_out),
        cmocka_unit_test(writes_some_siblings),
        cmocka_unit_test(tells_the_language_of_code),
        cmocka_unit_test(begins_blocks_on_a_line_of_their_own),
        cmocka_unit_test(writes_deep_trees),
    };
    return cmocka_run_group_tests(tests, open_arena, clear_arena);
}
