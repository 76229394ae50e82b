#include "cmocka_offprint.h"

#include "liquid/liquid.h"

static bool find_include(void *data, struct str name, struct str relative_to,
                         struct place asked, struct str *path, struct str *text,
                         const char **unreadable)
{
    (void)asked;
    static const struct {
        const char *name, *text;
    } files[] = {
        {"plain", "one\ntwo {{ include.x }}\n"},
        {"broken", "fine\n  {% if %}\n"},
        {"deep", "\n{% include broken %}"},
        {"missing", "x {{ page.titel }}"},
    };
    (void)unreadable;
    (void)data;
    (void)relative_to;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (str_is(name, files[i].name)) {
            *path = str_from(files[i].name);
            *text = str_from(files[i].text);
            return true;
        }
    }
    return false;
}

static const struct liquid_host host = {.include = find_include};

static bool render(struct arena *arena, const char *template, struct buf *out,
                   struct line_map *map, struct report *report)
{
    struct liquid_options options = {.host = &host};
    struct value data;
    assert_true(value_from_json(
        arena,
        STR("{\"page\": {\"title\": \"T\"}, \"site\": {\"data\": {\"a\": [{\"b\": 1}]}}, "
            "\"s\": \"x\\ny\"}"),
        &data));
    return liquid_render(arena, str_from(template), STR("p.md"), 5, data, &options, out,
                         map, report);
}

struct told {
    const char *template, *want; /* the first line of the first diagnostic; "": none */
};

static const struct told diagnostics[] = {
    {"a\n  {% bogus %}",
     "p.md:6:3: warning: unknown tag 'bogus' is left out [liquid-unknown-tag]"},
    {"{% if page %}\n{% for x in y %}",
     "p.md:6:1: error: this tag is never closed: 'for' [liquid-unclosed]"},
    {"x {{ s | append: \"}\" }}",
     "p.md:5:3: error: an output is never closed with '}}' [liquid-unclosed]"},
    {"\xc3\xa9 {{ page.titel }}",
     "p.md:5:6: warning: 'page.titel' is not defined [liquid-undefined]"},
    {"{{ s|\nupcas }}",
     "p.md:6:1: warning: unknown filter 'upcas' [liquid-unknown-filter]"},
    {"\n{{ 1 | plus: 1\n | divided_by: 0 }}",
     "p.md:7:4: error: filter 'divided_by': divided by 0 [liquid-filter]"},
    {"{% liquid\n echo s\n   bogus %}",
     "p.md:7:4: warning: unknown tag 'bogus' is left out [liquid-unknown-tag]"},
    {"{% a %}{% bogus %}b{% endbogus %}",
     "p.md:5:1: warning: unknown tag 'a' is left out [liquid-unknown-tag]"},
    {"\n{% bogus x %}b{% endbogus %}",
     "p.md:6:1: warning: unknown tag 'bogus' is left out, "
     "what stands in it stays [liquid-unknown-tag]"},
    {"{% endif %}", "p.md:5:1: error: unknown tag 'endif' [liquid-unknown-tag]"},
    {"{% endbogus %}",
     "p.md:5:1: warning: unknown tag 'endbogus' is left out [liquid-unknown-tag]"},
    {"{% include broken %}",
     "broken:2:3: error: no condition in the tag 'if' [liquid-syntax]"},
    {"{% include deep %}",
     "broken:2:3: error: no condition in the tag 'if' [liquid-syntax]"},
    {"{% capture c %}\n{% include missing %}{% endcapture %}",
     "missing:1:6: warning: 'page.titel' is not defined [liquid-undefined]"},
    {"x\n{% include nothing %}", "p.md:6:1: error: no include 'nothing' [include-missing]"},
    {"{% if 'a' < 1 %}{% endif %}",
     "p.md:5:1: error: cannot compare a string with a number [liquid-compare]"},
};

/* What is told of undefined names, and what is no news to whoever wrote them. */
static const struct told undefined[] = {
    {"{{ page.subtitle }}{{ page.whatever }}{{ page.title.x }}", ""},
    {"{{ site.title }}{{ site.baseurl }}{{ site.data }}{{ paginator.page }}", ""},
    {"{% if x %}{{ x }}{% endif %}{{ x }}{{ x.y }}", ""},
    {"{% unless page.titel %}{{ page.titel }}{% endunless %}", ""},
    {"{% if a == b and c contains d %}{% endif %}{{ a }}{{ b }}{{ c }}{{ d }}", ""},
    {"{% case x %}{% when 1 %}{% endcase %}{{ x }}", ""},
    {"{{ x | upcase | default: 'y' }}{{ x }}", ""},
    {"{% if page.a %}{% assign z = 1 %}{% endif %}{{ z }}", ""},
    {"{% if page.a %}{% capture z %}1{% endcapture %}{% endif %}{{ z }}", ""},
    {"{{ page.titles }}{{ page.title2 }}{{ page.title_x }}", ""},
    {"{{ page.ttile }}",
     "p.md:5:4: warning: 'page.ttile' is not defined [liquid-undefined]"},
    {"{{ page['titel'] }}",
     "p.md:5:4: warning: 'page['titel']' is not defined [liquid-undefined]"},
    {"{{ page.titel.size }}",
     "p.md:5:4: warning: 'page.titel.size' is not defined [liquid-undefined]"},
    {"{{ site.data.a[0].c }}", ""},
    {"{{ site.unknown }}",
     "p.md:5:4: warning: 'site.unknown' is not defined [liquid-undefined]"},
    {"{{ site.data.b[0].c }}",
     "p.md:5:4: warning: 'site.data.b[0].c' is not defined [liquid-undefined]"},
    {"{{ secrets.KEY }}",
     "p.md:5:4: warning: 'secrets.KEY' is not defined [liquid-undefined]"},
    {"{% if x.y %}{% endif %}{{ x.z }}",
     "p.md:5:27: warning: 'x.z' is not defined [liquid-undefined]"},
};

static void check_told(const struct told *told)
{
    struct arena arena;
    struct report *report = report_new();
    struct buf out = {0}, text = {0};
    struct line_map map = {0};
    arena_init(&arena, 0);
    (void)render(&arena, told->template, &out, &map, report);
    report_write_text(report, SEVERITY_NOTE, &text);
    struct str first = str_sub(buf_str(&text), 0, str_find_byte(buf_str(&text), '\n', 0));
    if (!str_is(first, told->want)) {
        fail_msg("%s: got '%.*s'", told->template, STR_ARG(first));
    }
    buf_clear(&out);
    buf_clear(&text);
    report_free(report);
    arena_clear(&arena);
}

static void points_at_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof diagnostics / sizeof diagnostics[0]; i++) {
        check_told(&diagnostics[i]);
    }
}

static void tells_of_undefined_names_where_it_helps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof undefined / sizeof undefined[0]; i++) {
        check_told(&undefined[i]);
    }
}

/* Where the piece `find` of what was rendered comes from. */
static const struct {
    const char *template, *find, *file;
    uint32_t line, column;
} maps[] = {
    {"a\nb {{ s }} c", " c", "p.md", 6, 10},
    {"a\nb {{ s }} c", "y", "p.md", 6, 3},
    {"{% include plain x='z' %} end", "one", "plain", 1, 1},
    {"{% include plain x='z' %} end", "z", "plain", 2, 5},
    {"{% include plain x='z' %} end", " end", "p.md", 5, 26},
    {"{% capture c %}q{% endcapture %}\n{{ c }}!", "q", "p.md", 6, 1},
    {"{% capture c %}q{% endcapture %}\n{{ c }}!", "!", "p.md", 6, 8},
    {"{% for i in (1..2) %}\n- x{% endfor %}", "- x", "p.md", 6, 1},
    {"{% if true -%}\n\n  w{% endif %}", "w", "p.md", 7, 3},
    {"{% raw %}{{ x }}{% endraw %}", "x", "p.md", 5, 13},
    {"{% comment %}\nx\n{% endcomment %}v", "v", "p.md", 7, 17},
};

static void maps_lines_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        struct arena arena;
        struct report *report = report_new();
        struct buf out = {0};
        struct line_map map = {0};
        arena_init(&arena, 0);
        assert_true(render(&arena, maps[i].template, &out, &map, report));
        size_t at = str_find(buf_str(&out), str_from(maps[i].find), 0);
        assert_true(at != STR_NONE);
        struct place place = line_map_place(&map, buf_str(&out), at);
        if (!str_is(place.file, maps[i].file) || place.line != maps[i].line ||
            place.column != maps[i].column) {
            fail_msg("%s, %s: got %.*s:%u:%u", maps[i].template, maps[i].find,
                     STR_ARG(place.file), place.line, place.column);
        }
        buf_clear(&out);
        report_free(report);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_at_faults),
        cmocka_unit_test(tells_of_undefined_names_where_it_helps),
        cmocka_unit_test(maps_lines_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
