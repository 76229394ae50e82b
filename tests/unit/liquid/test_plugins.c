#include "rows.h"

/* What tags of no known plug-in leave, and what those of common ones show. */

static const char data[] =
    "{\"page\": {\"id\": \"abc_d\", \"list\": [1, 2]}, \"site\": {\"baseurl\": \"/b\"}}";

static const struct row unknown[] = {
    {JEKYLL, "a{% x %}b", "ab"},
    {JEKYLL, "a{%- x 'y' -%} b", "ab"},
    {JEKYLL, "a{% x %}b{% endx %}c", "abc"},
    {JEKYLL, "{% x %}{{ page.id }}{% y %}{% endx %}", "abc_d"},
    {JEKYLL, "{% x %}a{% x %}b{% endx %}c{% endx %}d", "abcd"},
    {JEKYLL, "{% x %}a{% x %}b{% endx %}c", "abc"},
    {JEKYLL, "{% x %}a{% else %}b{% elsif z %}c{% endx %}d", "abcd"},
    {JEKYLL, "{% if true %}{% x %}a{% endif %}b{% endx %}c", "abc"},
    {JEKYLL, "{% x %}{% if true %}a{% endx %}b{% endif %}c", "abc"},
    {JEKYLL, "{% x %}{% y %}a{% endx %}b{% endy %}c", "abc"},
    {JEKYLL, "{% if false %}{% x %}a{% else %}b{% endif %}{% x %}c{% endx %}", "bc"},
    {JEKYLL, "a{% endx %}b", "ab"},
    {JEKYLL, "{% for i in (1..2) %}{% x %}{{ i }}{% endx %}{% endfor %}", "12"},
    {JEKYLL, "{% liquid\n x y\n echo 'a'\n endx %}b", "ab"},
    {JEKYLL, "{% capture c %}{% x %}a{% endx %}{% endcapture %}[{{ c }}]", "[a]"},
    {JEKYLL, "{% x %}{% if true %}{% endx %}", NULL},
    {JEKYLL, "a{% endif %}", NULL},
    {JEKYLL, "a{% end %}b", "ab"},
    {LAX, "a{% x %}b", NULL},
    {LAX, "a{% x %}b{% endx %}", NULL},
    {STRICT, "a{% gist 1 %}b", NULL},
};

static const struct row plugins[] = {
    {JEKYLL, "a{% seo %}{% feed_meta %}{% seo title=false %}b", "ab"},
    {JEKYLL, "{% gist ab/12 x_y.rb %}",
     "<a href=\"https://gist.github.com/ab/12\" markdown=\"0\">Gist ab/12: x_y.rb</a>"},
    {JEKYLL, "{% gist page.id %}",
     "<a href=\"https://gist.github.com/abc_d\" markdown=\"0\">Gist abc_d</a>"},
    {JEKYLL, "{% jupyter_notebook \"/n/a b.ipynb\" %}",
     "<a href=\"/n/a b.ipynb\" markdown=\"0\">Notebook: a b.ipynb</a>"},
    {JEKYLL, "{% octicon mark-github height:32 class:\"right left\" aria-label:hi %}",
     "hi"},
    {JEKYLL, "{% octicon tools class:a aria-label:tools %}{% octicon x aria-label:\"Go on\" %}",
     "Go on"},
    {JEKYLL, "{% octicon x %}{% avatar @ada size=30 %}",
     "<img src=\"https://github.com/ada.png\" alt=\"ada\" width=\"30\">"},
    {JEKYLL, "{% avatar hubot %}",
     "<img src=\"https://github.com/hubot.png\" alt=\"hubot\" width=\"40\">"},
    {JEKYLL, "{% avatar user=hubot %}",
     "<img src=\"https://github.com/hubot.png\" alt=\"hubot\" width=\"40\">"},
    {JEKYLL, "{% youtube \"a_b-c\" %}",
     "<a href=\"https://www.youtube.com/watch?v=a_b-c\" markdown=\"0\">Video on YouTube: "
     "a_b-c</a>"},
    {JEKYLL, "{% youtube https://youtu.be/x width=5 %}",
     "<a href=\"https://youtu.be/x\" markdown=\"0\">Video on YouTube</a>"},
    {JEKYLL, "{% vimeo {{ page.id }} %}",
     "<a href=\"https://vimeo.com/abc_d\" markdown=\"0\">Video on Vimeo: abc_d</a>"},
    {JEKYLL, "{% img right /a.png 20 30 alt='A \"b\"' %}",
     "<img src=\"/a.png\" alt=\"A &quot;b&quot;\">"},
    {JEKYLL, "{% picture thumb a.png --alt Two words --link /x %}",
     "<img src=\"/a.png\" alt=\"Two words\">"},
    {JEKYLL, "{% responsive_image path: i/a.png alt: \"x\" %}",
     "<img src=\"i/a.png\" alt=\"x\">"},
    {JEKYLL, "{% cite a, b %}", "[a, b]"},
    {JEKYLL, "{% details A *b* c %}x{% enddetails %}",
     "<details markdown=\"1\">\n<summary markdown=\"span\">A *b* c</summary>\n\nx\n\n"
     "</details>\n"},
    {JEKYLL, "{% details \"A b\" %}{% enddetails %}",
     "<details markdown=\"1\">\n<summary markdown=\"span\">A b</summary>\n\n\n\n"
     "</details>\n"},
    {JEKYLL, "{% callout warning Stay out %}x{% endcallout %}",
     "<blockquote markdown=\"1\">\n\n**Warning: Stay out**\n\nx\n\n</blockquote>\n"},
    {JEKYLL, "a{% sidenote 'one' 'A note' %}", "a <small>(A note)</small>"},
    {JEKYLL, "{% newthought 'In the end' %}, {% kbd Ctrl-C %}",
     "In the end, <kbd>Ctrl-C</kbd>"},
    {JEKYLL, "{% m %}x{% em %}", "$$x$$"},
    {JEKYLL, "{% badge new %}b{{ page.id }}{% endbadge %}{% js %}f(){% endjs %}",
     "newbabc_d"},
    {JEKYLL, "a{% bibliography --cited %}{% t none %}b", "ab"},
    {JEKYLL, "{% mermaid %}\na --> b\n{% endmermaid %}",
     "<pre><code class=\"language-mermaid\">a --&gt; b</code></pre>\n"},
    {JEKYLL, "{% codeblock T lang:c %}x < 1{% endcodeblock %}",
     "<pre><code class=\"language-c\">x &lt; 1</code></pre>\n"},
    {JEKYLL, "{% comment %}{% gist 1 %}{% endcomment %}", ""},
    {JEKYLL, "{% capture c %}{% gist 1 %}{% endcapture %}{{ c | strip_html }}", "Gist 1"},
    {JEKYLL, "{% gist page.none %}",
     "<a href=\"https://gist.github.com/page.none\" markdown=\"0\">Gist page.none</a>"},
};

static void leaves_out_unknown_tags(void **state)
{
    (void)state;
    CHECK_ROWS(unknown, data);
}

static void shows_common_plugins(void **state)
{
    (void)state;
    CHECK_ROWS(plugins, data);
}

/* A recipe's templates, and what a tag shows by them. */

static const struct {
    const char *tags, *template, *want; /* want NULL: an error */
} recipes[] = {
    {"{\"x\": \"\"}", "a{% x %}b", "ab"},
    {"{\"x\": \"T\"}", "a{% x %}b{% endx %}c", "aTc"},
    {"{\"x\": \"[{{ content }}]\"}", "a{% x %}b{% endx %}c", "a[b]c"},
    {"{\"x\": \"[{{ content }}]\"}", "{% x %}{% x %}{{ page.id }}{% endx %}{% endx %}",
     "[[abc_d]]"},
    {"{\"x\": \"{{ tag.name }}|{{ tag.markup }}|{{ tag.arguments | join: '+' }}\"}",
     "{% x a, 'b c' d %}", "x|a, 'b c' d|a+b c+d"},
    {"{\"x\": \"{{ tag.to }} {{ tag.a-b }} {{ page.id }}\"}",
     "{% x to=page.id a-b: \"1 2\" %}", "abc_d 1 2 abc_d"},
    {"{\"x\": \"{{ tag.arguments[0] }}\"}", "{% x https://a.example/b %}",
     "https://a.example/b"},
    {"{\"x\": \"{{ content }}\"}", "{% assign content = 'C' %}{% x %}", "C"},
    {"{\"gist\": \"mine\"}", "{% gist 1 %}", "mine"},
    {"{\"x\": \"{% x %}\"}", "{% x %}", NULL},
    {"{\"x\": \"{{ 1 | divided_by: 0 }}\"}", "{% x %}", NULL},
    {"{\"x\": \"{% y %}{% endy %}\", \"y\": \"Y\"}", "{% x %}", "Y"},
};

static void shows_what_recipes_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof recipes / sizeof recipes[0]; i++) {
        struct arena arena;
        struct buf out = {0};
        struct line_map map = {0};
        struct value names = value_nil();
        struct report *report = report_new();
        struct liquid_options options = {0};
        arena_init(&arena, 0);
        assert_true(value_from_json(&arena, str_from(recipes[i].tags), &options.tags));
        assert_true(value_from_json(&arena, str_from(data), &names));
        bool ok = liquid_render(&arena, str_from(recipes[i].template), STR("t"), 1, names,
                                &options, &out, &map, report);
        if (ok != (recipes[i].want != NULL) ||
            (ok && !str_is(buf_str(&out), recipes[i].want))) {
            fail_msg("%s by %s: '%.*s'", recipes[i].template, recipes[i].tags,
                     STR_ARG(buf_str(&out)));
        }
        report_free(report);
        buf_clear(&out);
        arena_clear(&arena);
    }
}

/* What a page leaves out of a tag, or misspells there, is no fault of the table's rows. */
static void says_nothing_of_its_own_names(void **state)
{
    (void)state;
    struct arena arena;
    struct buf out = {0};
    struct line_map map = {0};
    struct report *report = report_new();
    struct liquid_options options = {0};
    arena_init(&arena, 0);
    assert_true(liquid_render(
        &arena,
        STR("{% octicon x aria-lable:\"y\" %}{% avatar userr=a %}{% img pathh=a %}"),
        STR("t"), 1, value_map_new(&arena), &options, &out, &map, report));
    assert_int_equal(report_count(report, SEVERITY_WARNING), 0);
    report_free(report);
    buf_clear(&out);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_out_unknown_tags),
        cmocka_unit_test(shows_common_plugins),
        cmocka_unit_test(shows_what_recipes_say),
        cmocka_unit_test(says_nothing_of_its_own_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
