/* Sites of one odd file each: a file of data, a page, a post. */
#include "written_offprint.h"

/* Data */

static const struct {
    const char *name, *text;
    const char *shown, *message; /* as JSON; NULL: nothing */
} data[] = {
    {"d.yml", "a: [1, x]", "{\"d\":{\"a\":[1,\"x\"]}}", NULL},
    {"d.yaml", "- 1.5", "{\"d\":[1.5]}", NULL},
    {"d.json", "[true, null, \"\\u00e9\"]", "{\"d\":[true,null,\"\xC3\xA9\"]}", NULL},
    {"d.csv", "", "{\"d\":[]}", NULL},
    {"d.csv", "a,b\r\n1,2\r\n", "{\"d\":[{\"a\":\"1\",\"b\":\"2\"}]}", NULL},
    {"d.csv", "a,a\n1,2,3\n", "{\"d\":[{\"a\":\"1\"}]}", NULL},
    {"d.csv", "a\n\"x, \"\"y\"\"\nz\"\n", "{\"d\":[{\"a\":\"x, \\\"y\\\"\\nz\"}]}", NULL},
    {"d.csv", "a\n\"open", "{\"d\":[{\"a\":\"open\"}]}", NULL},
    {"d.tsv", "a\tb\nx,y\t\n", "{\"d\":[{\"a\":\"x,y\",\"b\":null}]}", NULL},
    {"d.txt", "a: 1", "{}", NULL},
    {"a  b!c-d_e.yml", "1", "{\"a_bc-d_e\":1}", NULL},
    {"d.json", "{a: 1}", "{}", "_data/d.json:1:2: warning: the data file is left out"},
    {"d.json", "{\"a\": ", "{}", "it is not valid JSON"},
    {"d.json", "{\"a\": 1,\n \"b\": \"\\ud800\"}",
     "{\"d\":{\"a\":1,\"b\":\"\xEF\xBF\xBD\"}}",
     "_data/d.json:2:8: warning: half of an escaped character stands alone"},
    {"d.yml", "\"\\ud800\"", "{\"d\":\"\xEF\xBF\xBD\"}",
     "_data/d.yml:1:1: warning: half of an escaped character stands alone"},
    {"d.yml", "a: 1\nb: *x", "{}", "_data/d.yml:2:4: warning: the data file is left out"},
};

static const char show_data[] = "---\n---\n{{ site.data | jsonify }}";

static void leaves_out_what_is_no_data(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof data / sizeof data[0]; i++) {
        struct written written;
        char name[64];
        (void)snprintf(name, sizeof name, "_data/%s", data[i].name);
        const struct site_file files[] = {{"_config.yml", ""},
                                          {"_data", NULL},
                                          {name, data[i].text},
                                          {"index.html", show_data}};
        begin(&written, files, 4);
        struct site *site = open_written(&written);
        struct str text, near;
        const struct line_map *map;
        assert_non_null(site);
        struct page *page = site_find_page(site, STR("index.html"), &near);
        assert_non_null(page);
        assert_true(
            site_render_liquid(site, &written.arena, page, &text, &map, written.report));
        if (!str_is(text, data[i].shown) || !told(&written, data[i].message)) {
            fail_msg("%s '%s': '%.*s'\n%s", data[i].name, data[i].text, STR_ARG(text),
                     written.told.ptr);
        }
        site_close(site);
        end(&written);
    }
}

/* Pages */

static const struct {
    const char *text, *url, *message; /* url NULL: no page */
    bool renders;
} pages[] = {
    {"---\npermalink: /x\n---\n", "/x", NULL, true},
    {"---\npermalink: x/:basename:output_ext\n---\n", "/x/p.html", NULL, true},
    {"---\npermalink: ''\n---\n", "/p.html", "error: the permalink is empty", false},
    {"---\npermalink: 5\n---\n", "/p.html", NULL, true},
    {"---\npermalink: [a]\n---\n", "/p.html", NULL, true},
    {"---\npublished: false\n---\n", NULL, NULL, true},
    {"---\npublished: 'false'\n---\n", "/p.html", NULL, true},
    {"no front matter", "/p.md", NULL, true},
    {"---\nunclosed", "/p.html", "no closing '---'", true},
    {"---\nurl-x: y\n", "/p.html", "p.md:1:1: error: the front matter has no", false},
    {"\xEF\xBB\xBF---\n---\n", "/p.md", "a byte order mark stands before", true},
    {"---\na: *b\n---\nx", "/p.html", "p.md:2:4: error: the front matter is ignored", true},
    {"---\n- a\n---\nx", "/p.html", "the front matter is not a mapping", false},
    {"---\ntrue\n---\nx", "/p.html", NULL, true},
    {"---\n---\nx\xFFy", "/p.html", "p.md:3:2: error: byte 0xff is not UTF-8", false},
    {"---\ntitle: [A, B]\nredirect_to: [/a/, /b/]\n---\n", "/p.html", NULL, true},
    {"---\nmarkdown: blue\n---\n{{ 'x' }}", "/p.html", NULL, true},
    {"---\nrender_with_liquid: false\n---\n{% nothing", "/p.html", NULL, true},
    {"---\n---\n{% nothing", "/p.html", "p.md:3:1: error", false},
};

static void reads_odd_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        struct written written;
        const struct site_file files[] = {{"_config.yml", ""}, {"p.md", pages[i].text}};
        begin(&written, files, 2);
        struct site *site = open_written(&written);
        struct str text, near;
        const struct line_map *map;
        struct page *page = site ? site_find_page(site, STR("p.md"), &near) : NULL;
        bool ok = !page || site_render_liquid(site, &written.arena, page, &text, &map,
                                              written.report);
        if (!site || (page != NULL) != (pages[i].url != NULL) || ok != pages[i].renders ||
            (page && !str_is(page->url, pages[i].url)) ||
            !told(&written, pages[i].message)) {
            fail_msg("'%s': '%.*s', %s\n%s", pages[i].text,
                     STR_ARG(page ? page->url : near), ok ? "renders" : "fails",
                     written.told.ptr ? written.told.ptr : "");
        }
        if (site) {
            site_close(site);
        }
        end(&written);
    }
}

static const struct {
    const char *name, *text, *message; /* of the report, NULL: nothing */
    size_t pages;
} posts[] = {
    {"_posts/2020-01-02-x.md", "---\ndate: 2021-02-03\n---\n", NULL, 1},
    {"_posts/2020-01-02-x.md", "---\na: 1\ndate: soon\n---\n",
     "_posts/2020-01-02-x.md:3:1: error: the document's date", 1},
    {"_posts/2020-01-02-x.md", "---\ndate: [a]\n---\n", "the document's date", 1},
    {"_posts/2020-13-02-x.md", "---\n---\n", "the document's date, or that of its name", 1},
    {"_posts/2025-03-00-x.md", "---\ndate: 2025-03-27\n---\n", NULL, 1},
    {"_posts/2020-01-02-x.md", "\xEF\xBB\xBF---\n---\nx", NULL, 1},
    {"_posts/2020-01-02-x.md", "no front matter", NULL, 1},
    {"_posts/2020-01-02-.md", "---\n---\n", NULL, 0},
    {"_posts/2020-01-02.md", "---\n---\n", NULL, 0},
    {"_posts/x.md", "---\n---\n", NULL, 0},
    {"_posts/2020-01-02-x.txt", "---\n---\n", NULL, 0},
};

static void reads_odd_posts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof posts / sizeof posts[0]; i++) {
        struct written written;
        const struct site_file files[] = {
            {"_config.yml", ""}, {"_posts", NULL}, {posts[i].name, posts[i].text}};
        begin(&written, files, 3);
        struct site *site = open_written(&written);
        assert_non_null(site);
        struct str text;
        const struct line_map *map;
        for (size_t k = 0; k < site_page_count(site); k++) {
            bool made = site_render_liquid(site, &written.arena, site_page_at(site, k),
                                           &text, &map, written.report);
            assert_int_equal(made, posts[i].message == NULL);
        }
        if (site_page_count(site) != posts[i].pages || !told(&written, posts[i].message)) {
            fail_msg("%s '%s': %zu pages\n%s", posts[i].name, posts[i].text,
                     site_page_count(site), written.told.ptr);
        }
        site_close(site);
        end(&written);
    }
}

static const struct {
    const char *config, *text, *url; /* url NULL: not published */
} published[] = {
    {"", "---\ncategories: news blog\n---\n", "/blog/news/2020/01/02/x.html"},
    {"", "---\ncategories: [news, 5]\ncategory: a b\n---\n",
     "/blog/news/5/a%20b/2020/01/02/x.html"},
    {"", "---\ndate: 2021-03-04 05:06:07\nslug: own\n---\n", "/blog/2021/03/04/own.html"},
    {"", "---\npermalink: /:categories/:title/\n---\n", "/blog/x/"},
    {"permalink: pretty", "---\n---\n", "/blog/2020/01/02/x/"},
    {"permalink: none", "---\n---\n", "/blog/x.html"},
    {"permalink: /:slug", "---\n---\n", "/x"},
    {"collections: {posts: {permalink: '/p/:title'}}", "---\n---\n", "/p/x"},
    {"collections: {posts: {output: true}}", "---\n---\n", "/blog/2020/01/02/x.html"},
    {"", "---\npublished: false\n---\n", NULL},
    {"unpublished: true", "---\npublished: false\n---\n", "/blog/2020/01/02/x.html"},
    {"", "---\npublished: true\n---\n", "/blog/2020/01/02/x.html"},
    {"exclude: [blog]", "---\n---\n", NULL},
    {"exclude: [blog]\ninclude: [blog]", "---\n---\n", "/blog/2020/01/02/x.html"},
    {"exclude: ['']", "---\n---\n", "/blog/2020/01/02/x.html"},
    {"exclude: [/blog]", "---\n---\n", NULL},
};

/* Where a file's kind is not known, its extension is a part of its address as it is. */
static void writes_extensions_as_addresses_do(void **state)
{
    (void)state;
    struct written written;
    const struct site_file files[] = {{"_config.yml", "collections: {a: {output: true}}"},
                                      {"_a", NULL},
                                      {"_a/x.a b%c", "---\n---\n"},
                                      {"_a/x.\xb7", "---\n---\n"}};
    begin(&written, files, 4);
    struct site *site = open_written(&written);
    assert_non_null(site);
    assert_int_equal(site_page_count(site), 2);
    assert_true(str_is(site_page_at(site, 0)->url, "/a/x.a%20b%25c"));
    assert_true(str_is(site_page_at(site, 1)->url, "/a/x.%B7"));
    site_close(site);
    end(&written);
}

static void takes_its_host_from_where_it_is_published(void **state)
{
    (void)state;
    static const struct {
        const char *config, *name, *url;
    } cases[] = {
        {"", "www.example.org\n", "https://www.example.org"},
        {"url: https://own.org", "www.example.org", "https://own.org"},
        {"", "localhost\n", ""},
        {"", "a.org/x", ""},
        {"", "a.org\nb.org\n", ""},
        {"", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct written written;
        const struct site_file files[] = {{"_config.yml", cases[i].config},
                                          {"CNAME", cases[i].name}};
        begin(&written, files, 2);
        struct site *site = open_written(&written);
        assert_non_null(site);
        if (!str_is(site_url(site), cases[i].url)) {
            fail_msg("'%s': '%.*s'", cases[i].name, STR_ARG(site_url(site)));
        }
        site_close(site);
        end(&written);
    }
}

/* As Jekyll 4.3 writes them, the last one stays. */
static void shows_of_one_address_the_page_written_last(void **state)
{
    (void)state;
    struct written written;
    const struct site_file files[] = {
        {"_config.yml", "collections: {c: {output: true}}"},
        {"sub", NULL},
        {"_posts", NULL},
        {"_c", NULL},
        {"a.md", "---\npermalink: /1/\n---\n"},
        {"b.md", "---\npermalink: /1/\n---\n"},
        {"c.md", "---\npermalink: /2/\n---\n"},
        {"sub/d.md", "---\npermalink: /2/\n---\n"},
        {"z.md", "---\npermalink: /3/\n---\n"},
        {"_posts/2018-01-01-x.md", "---\npermalink: /3/\n---\n"},
        {"_posts/2021-01-01-a.md", "---\npermalink: /3/\n---\n"},
        {"_posts/2021-01-01-y.md", "---\npermalink: /4/\n---\n"},
        {"_c/k.md", "---\npermalink: /4/\n---\n"}};
    static const struct {
        const char *address, *shown;
    } cases[] = {{"/1/", "b.md"},
                 {"/2/", "c.md"},
                 {"/3/", "_posts/2021-01-01-a.md"},
                 {"/4/", "_c/k.md"}};
    begin(&written, files, sizeof files / sizeof files[0]);
    struct site *site = open_written(&written);
    assert_non_null(site);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str near;
        const struct page *page = site_find_page(site, str_from(cases[i].address), &near);
        assert_non_null(page);
        assert_true(str_is(page->source, cases[i].shown));
        assert_true(page->hides.len > 0);
    }
    site_close(site);
    end(&written);
}

static void publishes_posts_of_a_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        struct written written;
        const struct site_file files[] = {
            {"_config.yml", published[i].config},
            {"blog", NULL},
            {"blog/_posts", NULL},
            {"blog/_posts/2020-01-02-x.md", published[i].text}};
        begin(&written, files, 4);
        struct site *site = open_written(&written);
        assert_non_null(site);
        struct str url =
            site_page_count(site) ? site_page_at(site, 0)->url : (struct str){0};
        if (!str_eq(url, str_from(published[i].url))) {
            fail_msg("'%s' '%s': '%.*s'", published[i].config, published[i].text,
                     STR_ARG(url));
        }
        site_close(site);
        end(&written);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_out_what_is_no_data),
        cmocka_unit_test(reads_odd_pages),
        cmocka_unit_test(reads_odd_posts),
        cmocka_unit_test(publishes_posts_of_a_folder),
        cmocka_unit_test(writes_extensions_as_addresses_do),
        cmocka_unit_test(shows_of_one_address_the_page_written_last),
        cmocka_unit_test(takes_its_host_from_where_it_is_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
