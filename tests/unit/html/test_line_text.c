/* Titles with what looks like tags in them: one row a line. */
#include "cmocka_offprint.h"

#include "html/html.h"

static const struct {
    const char *line, *want;
} rows[] = {
    {"plain", "plain"},
    {"A <em>b</em> &amp; <code>c</code>", "A b & c"},
    {"The <head> and <title> elements, and List<a> of <script>",
     "The <head> and <title> elements, and List<a> of <script>"},
    {"Map<i> and <b>", "Map<i> and <b>"},
    {"<b>a <i>b</b> c</i>", "a <i>b c</i>"},
    {"a</b>", "a</b>"},
    {"one<br>two<wbr/>three", "one twothree"},
    {"<a href='x'>link</a> <a>none</a>", "link <a>none</a>"},
    {"<img src=x alt=\"seen\"> a <img>", "seen a <img>"},
    {"<span class=\"x\">a</span >", "a"},
    {"<p>a</p>", "<p>a</p>"},
    {"<!-- a --> b", "<!-- a --> b"},
    {"a < b <= c <d", "a < b <= c <d"},
    {"<sup>&lt;b&gt;</sup>", "<b>"},
    {"<EM>a</em> <b-c>d</b-c>", "a <b-c>d</b-c>"},
};

static void keeps_what_is_no_tag(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct str got = html_line_text(&arena, str_from(rows[i].line), report);
        if (!str_is(got, rows[i].want)) {
            fail_msg("'%s': got '%.*s'", rows[i].line, STR_ARG(got));
        }
        report_free(report);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_what_is_no_tag)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
