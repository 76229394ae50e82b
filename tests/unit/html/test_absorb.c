/* Markdown with HTML in it, absorbed, as the bundle prints it: one row a rule. */
#include "cmocka_offprint.h"

#include "html/html.h"
#include "markdown/markdown.h"

static const struct {
    const char *name, *text, *want;
} cases[] = {
    {"elements become nodes", "a <b>c</b>\n", "<p>a <strong>c</strong></p>\n"},
    {"entities that only HTML knows", "<kbd>&check;</kbd>\n",
     "<p><code>\xE2\x9C\x93</code></p>\n"},
    {"anchors stay in their heading, contents repeat none",
     "* t\n{:toc}\n\n# <a id=\"x\"></a>b\n",
     "<ul id=\"markdown-toc\">\n<li><a href=\"#b\" "
     "id=\"markdown-toc-b\">b</a></li>\n</ul>\n"
     "<h1 id=\"b\"><span id=\"x\"></span>b</h1>\n"},
};

static void reads_html_as_a_browser_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct markdown_options options = markdown_options_default();
        struct node *root = NULL;
        struct buf got = {0};
        assert_true(
            markdown_read(&arena, str_from(cases[i].text), NULL, &options, &root, report));
        assert_true(html_absorb(&arena, &root, NULL, report));
        html_write(root, HTML_BUNDLE, NULL, &got);
        if (!str_eq(buf_str(&got), str_from(cases[i].want))) {
            fail_msg("%s: got '%.*s'", cases[i].name, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        report_free(report);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_html_as_a_browser_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
