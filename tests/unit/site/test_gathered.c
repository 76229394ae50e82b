/* A site whose collections lie in a folder of their own, and what its posts show. */
#include "opened_offprint.h"

static const struct site_file files[] = {
    {"_config.yml",
     "collections_dir: gathered\nlimit_posts: 2\nexcerpt_separator: '<!--more-->'\n"
     "collections:\n  docs: {output: true, permalink: '/d/:path:output_ext'}\n"
     "  posts: {permalink: /p/:title/}\n"
     "exclude: ['*.bak']\ninclude: [_keep.md]\n"
     "defaults:\n  - {scope: {path: _docs, type: docs}, values: {level: low}}\n"},
    {"gathered", NULL},
    {"gathered/_docs", NULL},
    {"gathered/_docs/in", NULL},
    {"gathered/_posts", NULL},
    {"_posts", NULL},
    {"gathered/_docs/_no.md", "---\n---\nx"},
    {"gathered/_docs/in/a.md", "---\n---\nX{{ site.docs.first.content }}"},
    {"gathered/_docs/plain.txt", "x"},
    {"gathered/_posts/2020-01-01-one.md", "---\n---\nx"},
    {"gathered/_posts/2020-01-02-two.md", "---\nexcerpt_separator: ''\n---\nA\n\nB"},
    {"gathered/_posts/2020-01-03-three.md",
     "---\n---\nOne [l].\n<!--more-->\nTwo [m].\n\n[l]: /x\n[]: none\n[m]: /y\n"},
    {"_posts/2020-01-04-lost.md", "---\n---\nx"},
    {"_keep.md", "---\n---\nx"},
    {"_lose.md", "---\n---\nx"},
    {"#lose.md", "---\n---\nx"},
    {"lose.md~", "---\n---\nx"},
    {"old.bak", "x"},
    {"part.txt", "[{{ page.name }}]"},
    {"bytes.txt", "a\xFF"},
    {"upper.HTM", "---\n---\nx"},
    {"page.xhtml", "---\n---\nx"},
    {"sub", NULL},
    {"sub/index.md", "---\n---\nx"},
    {"limit.html", "---\n---\n{{ site.posts | map: 'title' | join: ',' }}"},
    {"urls.html", "---\n---\n{{ site.posts | map: 'url' | join: ',' }}"},
    {"docs.html", "---\n---\n{% for d in site.docs %}{{ d.url }} {{ d.relative_path }} "
                  "{{ d.level }};{% endfor %}"},
    {"files.html", "---\n---\n{{ site.static_files | map: 'path' | join: ',' }}"},
    {"named.html", "---\n---\n{% for c in site.collections %}{{ c.label }}={{ c.permalink "
                   "}};{% endfor %}"},
    {"excerpt.html", "---\n---\n{{ site.posts[0].excerpt }}"},
    {"none.html", "---\n---\n{{ site.posts[1].excerpt }}"},
    {"holds.html", "---\n---\n{{ site.docs.first.content }}"},
    {"markdown.html", "---\n---\n{{ '*a*' | markdownify }}{{ '' | markdownify }}|"},
    {"beside.html", "---\n---\n{% include_relative part.txt %}"},
    {"bytes.html", "---\n---\n{% include_relative bytes.txt %}"},
    {"above.html", "---\n---\n{% include_relative ../part.txt %}"},
    {"absent.html", "---\n---\n{% include_relative absent.txt %}"},
    {"post.html", "---\n---\n{% post_url /2020-01-02-two %}"},
    {"file.html", "---\n---\n{% link _docs/plain.txt %}"},
    {"undated.html", "---\n---\n{% post_url two %}"},
    {"wrong-day.html", "---\n---\n{% post_url 2020-01-03-two %}"},
};

static const struct {
    const char *page, *want; /* NULL: an error */
} rows[] = {
    {"limit.html", "Three,Two"},
    {"urls.html", "/p/three/,/p/two/"},
    {"docs.html", "/d/in/a.html _docs/in/a.md low;"},
    {"files.html", "/bytes.txt,/part.txt,_docs/plain.txt"},
    {"named.html", "docs=/d/:path:output_ext;posts=/p/:title/;"},
    {"excerpt.html", "<p>One <a href=\"/x\">l</a>.</p>\n"},
    {"none.html", ""},
    {"holds.html", "<p>XX{{ site.docs.first.content }}</p>\n"},
    {"markdown.html", "<p><em>a</em></p>\n\n|"},
    {"beside.html", "[beside.html]"},
    {"bytes.html", NULL},
    {"above.html", NULL},
    {"absent.html", NULL},
    {"post.html", "/p/two/"},
    {"file.html", "/d/plain.txt"},
    {"undated.html", NULL},
    {"wrong-day.html", NULL},
};

static char root[] = "/tmp/offprint-gathered-XXXXXX";

#define FILE_COUNT (sizeof files / sizeof files[0])

static int make_site(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return write_site(root, files, FILE_COUNT) ? open_site(root, DATE_NONE) : -1;
}

static int remove_site(void **state)
{
    (void)state;
    return close_site(root, files, FILE_COUNT);
}

static void shows_what_is_gathered(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str text, near;
        const struct line_map *map;
        struct page *page = site_find_page(site, str_from(rows[i].page), &near);
        assert_non_null(page);
        bool ok = site_render_liquid(site, &arena, page, &text, &map, report);
        if (ok != (rows[i].want != NULL) || (ok && !str_is(text, rows[i].want))) {
            fail_msg("%s: %s '%.*s'", rows[i].page, ok ? "shows" : "refuses",
                     STR_ARG(text));
        }
    }
}

static const struct {
    const char *source, *url; /* NULL: it is no page */
} addresses[] = {
    {"_keep.md", "/_keep.html"},
    {"_lose.md", NULL},
    {"#lose.md", NULL},
    {"lose.md~", NULL},
    {"old.bak", NULL},
    {"_posts/2020-01-04-lost.md", NULL},
    {"gathered/_docs/_no.md", NULL},
    {"gathered/_docs/in/a.md", "/d/in/a.html"},
    {"gathered/_posts/2020-01-01-one.md", "/p/one/"},
    {"sub/index.md", "/sub/"},
    {"page.xhtml", "/page.xhtml"},
};

static void takes_what_jekyll_would(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        struct str url = {0};
        for (size_t k = 0; k < site_page_count(site); k++) {
            const struct page *page = site_page_at(site, k);
            url = str_is(page->source, addresses[i].source) ? page->url : url;
        }
        if (!str_eq(url, str_from(addresses[i].url))) {
            fail_msg("%s: '%.*s'", addresses[i].source, STR_ARG(url));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_what_is_gathered),
        cmocka_unit_test(takes_what_jekyll_would),
    };
    return cmocka_run_group_tests(tests, make_site, remove_site);
}
