/* Pages of HTML that are templates: what stands in the place of values and tags. */
#include "markdown/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define TEMPLATE (SYNTAX_TAGS | SYNTAX_VALUES)

static const struct {
    unsigned syntax;
    const char *html, *want;
    bool told;
} cases[] = {
    {TEMPLATE, "<p>{{ title }}</p>", "<p>T</p>", false},
    {TEMPLATE, "<p>{{ title | safe }}</p>", "<p>T</p>", false},
    {TEMPLATE, "<a href=\"{{ '/a/' | url }}\">a</a>", "<a href=\"/a/\">a</a>", false},
    {TEMPLATE, "<a href=\"{% page \"/a/\" %}\">a</a>", "<a href=\"/a/\">a</a>", false},
    {TEMPLATE, "<p>{{ other.key }}</p>", "<p></p>", true},
    {TEMPLATE, "a{% render \"nav.html\", level:2 %}b", "ab", true},
    {TEMPLATE, "{% if x %}a{% endif %}", "a", true},
    {TEMPLATE, "{% note %}a{% endnote %}", "a", false},
    {TEMPLATE, "{# x #}a{% comment %}b{% endcomment %}", "a", false},
    {TEMPLATE, "{% raw %}{{ title }}{% endraw %}", "{{ title }}", false},
    {TEMPLATE, "<!-- {{ title }} -->", "<!-- {{ title }} -->", false},
    {TEMPLATE, "<code>`{{ title }}`</code>\n```\n{{ title }}\n",
     "<code>`T`</code>\n```\nT\n", false},
    {SYNTAX_TAGS, "<p>{{ title }} {% x %}</p>", "<p>{{ title }} {% x %}</p>", false},
    {0, "<p>{{ title }}</p>", "<p>{{ title }}</p>", false},
};

static void fills_templates_of_html(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct markdown_options options = markdown_options_default();
        struct str text = str_from(cases[i].html);
        struct line_map lines = {0};
        uint32_t file = line_map_file(&arena, &lines, STR("a.html"));
        assert_true(line_map_add_verbatim(&arena, &lines, 0, text, file, 1, 1));
        const struct line_map *map = &lines;
        options.syntax = cases[i].syntax;
        options.data = value_map_new(&arena);
        (void)value_map_set(&arena, options.data, STR("title"), value_string(STR("T")));

        assert_true(markdown_fill_html(&arena, &text, &map, &options, report));

        if (!str_is(text, cases[i].want) ||
            (report_count(report, SEVERITY_WARNING) > 0) != cases[i].told) {
            fail_msg("%s: '%.*s', %zu warnings", cases[i].html, STR_ARG(text),
                     report_count(report, SEVERITY_WARNING));
        }
        report_free(report);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fills_templates_of_html)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
