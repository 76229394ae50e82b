#include "opened_offprint.h"

/* 2021-01-01: the last post is not yet published then. */
#define NOW 1609459200

#define DATES "{{ site.docs[0].date }}|{{ site.time }}" /* a document without its own */

static const struct site_file files[] = {
    {"_config.yml", "title: T\nbaseurl: /base\nurl: https://example.org\n"
                    "collections:\n  docs: {output: true}\n  hidden: {output: false}\n"},
    {"_posts", NULL},
    {"_posts/sub", NULL},
    {"_docs", NULL},
    {"_hidden", NULL},
    {"_data", NULL},
    {"_data/in", NULL},
    {"_includes", NULL},
    {"sub", NULL},
    {"_i18n", NULL},
    {"index.md", "---\ntitle: Home\n---\nx"},
    {"about.md", "---\ntitle: About\nweight: 2\n---\nx"},
    {"sub/index.md", "---\ntitle: Sub\nweight: 1\n---\nx"},
    {"plain.md", "no front matter"},
    {"file one.txt", "x"},
    {"_posts/2019-12-31-first-post.md",
     "---\ntags: [b, a]\ncategory: news\n---\nA *b*.\n\nC."},
    {"_posts/sub/2020-01-02-my_second.md",
     "---\ntitle: Two\ncategories: x y\ntags: a\n---\n{{ page.title }}"},
    {"_posts/2020-05-06-bare.md", "no front matter"},
    {"_posts/2999-01-01-later.md", "---\n---\nx"},
    {"_i18n/en.yml", "home:\n  hello: Hello <b>there</b>\na.b: C\nen: {own: O}\n"},
    {"_docs/b.md", "---\norder: 1\n---\nx"},
    {"_docs/a-long_name.md", "---\norder: 2\n---\nx"},
    {"_docs/raw.md", "x"},
    {"_hidden/h.md", "---\ntitle: H\n---\nx"},
    {"_data/z.yml", "k: [1, two]\n2020: y\n"},
    {"_data/a.csv", "n,m\nx,\n\"\",q\nshort\n"},
    {"_data/in/my file.json", "{\"j\": null}"},
    {"_includes/p.html", "[{{ include.a }}|{{ include.b }}]"},
};

static const struct {
    const char *template, *want; /* want NULL: an error */
} rows[] = {
    {"{{ site.pages | map: 'title' | compact | join: ',' }}", "About,Sub,Home"},
    {"{{ site.posts | map: 'title' | join: ',' }}", "Bare,Two,First Post"},
    {"{{ site.posts | map: 'url' | join: ',' }}",
     "/2020/05/06/bare.html,/x/y/2020/01/02/my_second.html,/news/2019/12/31/"
     "first-post.html"},
    {"{% assign p = site.posts[1] %}{{ p.previous.title }}<{{ p.next.title }}<{{ "
     "p.next.previous.id }}",
     "First Post<Bare</x/y/2020/01/02/my_second"},
    {"{% for t in site.tags %}{{ t[0] }}:{{ t[1] | map: 'title' | join: '+' }},{% endfor "
     "%}",
     "b:First Post,a:Two+First Post,"},
    {"{{ site.posts.last.excerpt }}{{ site.posts[1].content }}",
     "<p>A <em>b</em>.</p>\n<p>Two</p>\n"},
    {"{{ site.posts.first.date }}", "2020-05-06 00:00:00 +0000"},
    {"{% for c in site.collections %}{{ c.label }}:{{ c.docs | size }}:{{ c.output }},{% "
     "endfor %}",
     "docs:2:true,hidden:1:false,posts:3:true,"},
    {"{{ site.docs | map: 'title' | join: ',' }}|{{ site.docs | sort: 'order' | map: "
     "'slug' | join: ',' }}",
     "A Long_name,B|b,a-long_name"},
    {"{{ site.data.z.k[1] }}{{ site.data.z[2020] }}{{ site.data.in.my_file | jsonify }}",
     "twoy{\"j\":null}"},
    {"{{ site.data.a | jsonify }}",
     "[{\"n\":\"x\",\"m\":null},{\"n\":\"\",\"m\":\"q\"},{\"n\":\"short\",\"m\":null}]"},
    {"{% for d in site.data %}{{ d[0] }},{% endfor %}", "z,a,in,"},
    {"{{ site.static_files | map: 'path' | join: ',' }}",
     "/file one.txt,/plain.md,_docs/raw.md"},
    {"{{ site.permalink }}{{ site.safe }}{{ site.time | date: '%F' }}",
     "datefalse2021-01-01"},
    {"{{ page.dir }}{{ page.name }}", "/r14.html"},
    {"{{ '/a b/../é' | relative_url }}|{{ 'x' | absolute_url }}",
     "/base/%C3%A9|https://example.org/base/x"},
    {"{{ 'x' | push: 1 }}|{{ 5 | where: 'a', 1 }}|{{ '' | date_to_string }}", "x|5|"},
    {"{{ site.pages | where: 'weight', '2' | map: 'title' }}", "About"},
    {"{{ site.docs | where: 'nope', nil | size }}", "2"},
    {"{{ site.docs | where: 'order', empty | size }}{{ site.docs | group_by: 'order' | "
     "map: 'name' | jsonify }}",
     "0[\"2\",\"1\"]"},
    {"{{ site.docs | where_exp: 'd', 'd.order > 1' | map: 'title' }}", "A Long_name"},
    {"{{ site.docs | where_exp: 'd', 'd.order >' }}", NULL},
    {"{{ 'É ß Ж' | slugify: 'latin' }}|{{ 'A  B' | slugify: 'nosuch' }}", "e-ss|a  b"},
    {"{{ '你好 ab' | number_of_words: 'cjk' }}{{ nil | number_of_words }}", NULL},
    {"{% include p.html a='it\\'s' b=page.name %}", "[it's|r24.html]"},
    {"{% assign f = 'p' %}{% include {{ f }}.html a=\"1\" %}", "[1|]"},
    {"{% include p.html a %}", NULL},
    {"{% include ../p.html %}", NULL},
    {"{% link sub/index.md %}{% link file one.txt %}", "/base/sub//base/file%20one.txt"},
    {"{% link /file one.txt %}", "/base/file%20one.txt"},
    {"{% link file%20one.txt %}", NULL},
    {"{% link _hidden/h.md %}", NULL},
    {"{% t home.hello %}|{% translate a.b %}|{% t own %}|{% t home %}|{% t hello home %}",
     "Hello <b>there</b>|C|O||Hello <b>there</b>"},
    {"{% link /about.md %}", NULL},
    {"{% post_url sub/2020-1-2-my_second %}", "/base/x/y/2020/01/02/my_second.html"},
    {"{% post_url 2020-01-02-my_second %}", "/base/x/y/2020/01/02/my_second.html"},
    {"{% post_url other/2020-01-02-my_second %}", "/base/x/y/2020/01/02/my_second.html"},
    {"{% post_url 2020-01-02-my_secon %}", NULL},
    {"{% post_url 2020-01-03-my_second %}", NULL},
    {"{% post_url 2999-01-01-later %}", NULL},
    {"{% highlight C++ linenos hl_lines=\"1 2\" %}\na<b\n{% endhighlight %}",
     "<figure class=\"highlight\"><pre><code class=\"language-c--\" data-lang=\"c++\">"
     "<table class=\"rouge-table\"><tbody><tr><td class=\"gutter gl\"><pre "
     "class=\"lineno\">1\n"
     "</pre></td><td class=\"code\"><pre>a&lt;b\n</pre></td></tr></tbody></table>"
     "</code></pre></figure>"},
    {"{% highlight text foo bar=\"x\" %}{% endhighlight %}", NULL},
    {"{% render 'p.html' %}", NULL},
    {DATES, "2021-01-01 00:00:00 +0000|2021-01-01 00:00:00 +0000"}, /* the last row */
};

enum {
    FILE_COUNT = sizeof files / sizeof files[0],
    ROW_COUNT = sizeof rows / sizeof rows[0]
};

static char root[] = "/tmp/offprint-templates-XXXXXX";

/* Each row's template is a page of its own. */
static bool write_row(size_t index)
{
    char name[32];
    struct str text = arena_format(&arena, "---\n---\n%s", rows[index].template);
    (void)snprintf(name, sizeof name, "r%02zu.html", index);
    return write_site_file(root, (struct site_file){name, text.ptr});
}

static int make_site(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    bool ok = write_site(root, files, FILE_COUNT);
    for (size_t i = 0; i < ROW_COUNT && ok; i++) {
        ok = write_row(i);
    }
    return ok ? open_site(root, NOW) : -1;
}

static int remove_site(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "r%02zu.html", i);
        remove_site_file(root, name);
    }
    return close_site(root, files, FILE_COUNT);
}

static bool render_row(struct site *of, size_t index, struct str *text)
{
    char name[32];
    struct str suggestion;
    const struct line_map *map;
    (void)snprintf(name, sizeof name, "r%02zu.html", index);
    struct page *page = site_find_page(of, str_from(name), &suggestion);
    assert_non_null(page);
    return site_render_liquid(of, &arena, page, text, &map, report);
}

static void shows_the_site(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        struct str text;
        bool ok = render_row(site, i, &text);
        if (ok != (rows[i].want != NULL)) {
            fail_msg("%s: %s", rows[i].template, ok ? "let through" : "refused");
        }
        if (ok && !str_is(text, rows[i].want)) {
            fail_msg("%s: got '%.*s'", rows[i].template, STR_ARG(text));
        }
    }
}

static void knows_no_present_when_none_is_given(void **state)
{
    (void)state;
    struct site *undated = site_open(&arena, root, DATE_NONE, report);
    struct str text;
    assert_non_null(undated);
    assert_true(render_row(undated, ROW_COUNT - 1, &text));
    assert_true(str_is(text, "|"));
    site_close(undated);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_site),
        cmocka_unit_test(knows_no_present_when_none_is_given),
    };
    return cmocka_run_group_tests(tests, make_site, remove_site);
}
