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

static const struct {
    unsigned syntax;
    const char *text;
} dialects[] = {
    {SYNTAX_MYST | SYNTAX_COLONS | SYNTAX_LISTS | SYNTAX_TITLES,
     ":::{figure} a.png\n:name: f\nCaption\n\nMore\n:::\n\n```{csv-table} T\n:header: "
     "a\nb,c\n"
     "```\n\n(l)=\n# H {#i}\n\n[](#f) {ref}`l` <#l> [a]{#b} ![](#f)\n\n- :::{tip} x\n  "
     ":::\n"},
    {SYNTAX_PANDOC | SYNTAX_COLONS | SYNTAX_LISTS | SYNTAX_HUGO | SYNTAX_SUBSCRIPTS,
     "a^[note] [b]{.aside} @sec-x H~2~O `x`{=html}\n\n# H {#sec-x}\n\n| a |\n|---|\n| b "
     "|\n: Cap\n\n"
     "+---+\n| c |\n+---+\n\n![P](a.png){#fig-a}\n\n```{r}\n#| fig-cap: C\n```\n\n"
     "::: {#fig-b}\n![](a.png)\n\nBoth\n:::\n"},
    {SYNTAX_MDX | SYNTAX_COLONS,
     "import A\n from 'a'\n\n<img src={require('a.png').default} /> {1 + 1} {'x'}\n"},
    {SYNTAX_PYTHON | SYNTAX_PROGRAMS | SYNTAX_EMOJI | SYNTAX_ABBREVIATIONS,
     "::: a.b\n    c: d\n\n<p markdown>*x*</p>\n\n:tada: X\n\n*[X]: Y\n"},
};

/* With a little more memory each time until it is enough: told, and nothing else. */
static void tells_when_memory_is_gone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dialects / sizeof dialects[0]; i++) {
        bool read = false;
        for (size_t limit = 1024; !read; limit += 512) {
            struct arena arena;
            arena_init(&arena, limit);
            struct report *report = report_new();
            struct markdown_options options = markdown_options_default();
            struct node *root;
            options.dialect = MARKDOWN_GFM;
            options.heading_ids = true;
            options.syntax = dialects[i].syntax;
            read = markdown_read(&arena, str_from(dialects[i].text), NULL, &options, &root,
                                 report);
            assert_true(read || report_count(report, SEVERITY_ERROR) > 0);
            report_free(report);
            arena_clear(&arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fills_templates_of_html),
                                       cmocka_unit_test(tells_when_memory_is_gone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
