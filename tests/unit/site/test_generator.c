/* Which generator a page is taken to be of, by the files that lie about it: its name, its
 * address and the title of the site. */
#include "site_offprint.h"

#include "base/buf.h"
#include "site/site.h"

static const struct {
    const char *name;
    struct site_file files[8];
    const char *page, *generator, *url; /* generator NULL: GitHub's Markdown alone */
    const char *title;                  /* of the site */
} cases[] = {
    {"no marker", {{"a.md", "x"}}, "a.md", NULL, "/a.md", ""},
    {"MkDocs",
     {{"mkdocs.yml", "site_name: M\nnav: [a.md]"}, {"docs", NULL}, {"docs/a.md", "x"}},
     "docs/a.md",
     "MkDocs",
     "/a/",
     "M"},
    {"MkDocs, another folder",
     {{"mkdocs.yml", "site_name: M\ndocs_dir: d"}, {"d", NULL}, {"d/index.md", "x"}},
     "d/index.md",
     "MkDocs",
     "/",
     "M"},
    {"beside MkDocs's folder",
     {{"mkdocs.yml", "site_name: M"},
      {"docs", NULL},
      {"docs/a.md", "x"},
      {"README.md", "x"}},
     "README.md",
     NULL,
     "/README.md",
     "M"},
    {"mdBook",
     {{"book.toml", "[book]\ntitle = 'B'"}, {"src", NULL}, {"src/a.md", "x"}},
     "src/a.md",
     "mdBook",
     "/a.html",
     "B"},
    {"Hugo",
     {{"hugo.toml", "title = 'H'"}, {"content", NULL}, {"content/_index.md", "x"}},
     "content/_index.md",
     "Hugo",
     "/",
     "H"},
    {"Hugo, settings of a language apart",
     {{"config", NULL},
      {"config/_default", NULL},
      {"config/_default/hugo.toml", "title = 'H'"},
      {"config/_default/languages.en.toml", "contentDir = 'content/en'"},
      {"content", NULL},
      {"content/en", NULL},
      {"content/en/a.html", "---\ntitle: A\n---\nx"}},
     "content/en/a.html",
     "Hugo",
     "/a/",
     "H"},
    {"Hugo's patterns of addresses",
     {{"hugo.toml", "title = 'H'\n[permalinks]\npost = '/:year/:month/:day/:slug/'"},
      {"content", NULL},
      {"content/post", NULL},
      {"content/post/a.md", "---\ndate: 2024-04-25T00:00:00Z\nslug: B\n---\nx"}},
     "content/post/a.md",
     "Hugo",
     "/2024/04/25/b/",
     "H"},
    {"Hugo's patterns, where the day is not known",
     {{"hugo.toml", "title = 'H'\n[permalinks]\npost = '/:year/:slug/'"},
      {"content", NULL},
      {"content/post", NULL},
      {"content/post/a.md", "---\ntitle: A\n---\nx"}},
     "content/post/a.md",
     "Hugo",
     "/post/a/",
     "H"},
    {"Docusaurus's blog",
     {{"docusaurus.config.js", "x"}, {"blog", NULL}, {"blog/2016-07-27-a.md", "x"}},
     "blog/2016-07-27-a.md",
     "Docusaurus",
     "/blog/2016/07/27/a",
     ""},
    {"config.toml with content",
     {{"config.toml", "title = 'H'"}, {"content", NULL}, {"content/a.md", "x"}},
     "content/a.md",
     "Hugo",
     "/a/",
     "H"},
    {"Zola",
     {{"config.toml", "title = 'Z'\nbase_url = 'https://z.example/s'"},
      {"content", NULL},
      {"content/2024-01-02-a.md", "+++\n+++\nx"}},
     "content/2024-01-02-a.md",
     "Zola",
     "/a/",
     "Z"},
    {"Zola, a page's own slug",
     {{"config.toml", "base_url = 'https://z.example'"},
      {"content", NULL},
      {"content/d", NULL},
      {"content/d/a", NULL},
      {"content/d/a/index.md", "+++\nslug = 'b'\n+++\nx"}},
     "content/d/a/index.md",
     "Zola",
     "/d/b/",
     ""},
    {"Zola, a page's own path",
     {{"zola.toml", "base_url = 'https://z.example'"},
      {"content", NULL},
      {"content/a.md", "+++\npath = '/e/f'\n+++\nx"}},
     "content/a.md",
     "Zola",
     "/e/f/",
     ""},
    {"config.toml with both names is Hugo's",
     {{"config.toml", "baseURL = 'https://h.example'\nbase_url = 'x'"},
      {"content", NULL},
      {"content/a.md", "x"}},
     "content/a.md",
     "Hugo",
     "/a/",
     ""},
    {"config.toml alone",
     {{"config.toml", "title = 'H'"}, {"a.md", "x"}},
     "a.md",
     NULL,
     "/a.md",
     ""},
    {"Docusaurus below",
     {{"web", NULL},
      {"web/docs", NULL},
      {"web/docusaurus.config.ts", "x"},
      {"web/docs/a.md", "x"}},
     "web/docs/a.md",
     "Docusaurus",
     "/docs/a",
     ""},
    {"Sphinx with MyST",
     {{"conf.py", "extensions = ['myst_parser']"}, {"a.md", "x"}},
     "a.md",
     "Sphinx",
     "/a.html",
     ""},
    {"another conf.py", {{"conf.py", "x = 1"}, {"a.md", "x"}}, "a.md", NULL, "/a.md", ""},
    {"Jupyter Book",
     {{"_config.yml", "title: J\nexclude_patterns: [x]"},
      {"_toc.yml", "root: a"},
      {"a.md", "{{ x }}"}},
     "a.md",
     "Jupyter Book",
     "/a.html",
     "J"},
    {"Jupyter Book by its keys",
     {{"_config.yml", "title: J\nsphinx: {}"}, {"a.md", "x"}},
     "a.md",
     NULL,
     "/a.md",
     "J"},
    {"Jekyll beside a _toc.yml",
     {{"_config.yml", "title: J\nplugins: []"}, {"_toc.yml", "root: a"}, {"a.md", "x"}},
     "a.md",
     NULL,
     "/a.md",
     "J"},
    {"Eleventy", {{".eleventy.js", "x"}, {"a.md", "x"}}, "a.md", "Eleventy", "/a/", ""},
    {"Eleventy beside other folders",
     {{".eleventy.js", "x"}, {"src", NULL}, {"content", NULL}, {"a.md", "x"}},
     "a.md",
     "Eleventy",
     "/a/",
     ""},
    {"Eleventy that names its folder",
     {{"eleventy.config.js",
       "// dir: {input: 'b'}\nreturn { dir: {\n \"input\": './c/' } }"},
      {"b", NULL},
      {"c", NULL},
      {"c/a.md", "x"}},
     "c/a.md",
     "Eleventy",
     "/a/",
     ""},
    {"Eleventy beside the folder that it names",
     {{".eleventy.cjs", "x.setInputDirectory(`c`)"}, {"c", NULL}, {"a.md", "x"}},
     "a.md",
     NULL,
     "/a.md",
     ""},
    {"Eleventy that names all",
     {{".eleventy.js", "return {dir: {input: '.', output: 'src'}};"},
      {"src", NULL},
      {"a.md", "x"}},
     "a.md",
     "Eleventy",
     "/a/",
     ""},
    {"Obsidian",
     {{".obsidian", NULL}, {".obsidian/app.json", "{}"}, {"a.md", "x"}},
     "a.md",
     "Obsidian",
     "/a.md",
     ""},
    {"VitePress below",
     {{"docs", NULL},
      {"docs/.vitepress", NULL},
      {"docs/.vitepress/config.mts", "x"},
      {"docs/a.md", "x"}},
     "docs/a.md",
     "VitePress",
     "/a.html",
     ""},
    {"VitePress that names its folder",
     {{"docs", NULL},
      {"docs/.vitepress", NULL},
      {"docs/.vitepress/config.mts", "// srcDir: 'b'\nexport default { srcDir: './c' }"},
      {"docs/b", NULL},
      {"docs/c", NULL},
      {"docs/c/a.md", "x"}},
     "docs/c/a.md",
     "VitePress",
     "/a.html",
     ""},
    {"VitePress beside the folder that it names",
     {{".vitepress", NULL},
      {".vitepress/config.js", "srcDir: \"c\""},
      {"c", NULL},
      {"a.md", "x"}},
     "a.md",
     NULL,
     "/a.md",
     ""},
    {"VitePress that names a folder that there is not",
     {{".vitepress", NULL}, {".vitepress/config.js", "srcDir: 'c'"}, {"a.md", "x"}},
     "a.md",
     "VitePress",
     "/a.html",
     ""},
    {"the recipe says so",
     {{"offprint.yml", "dialect: mkdocs"}, {"a.md", "x"}},
     "a.md",
     "MkDocs",
     "/a/",
     ""},
    {"the recipe says it is none",
     {{"offprint.yml", "dialect: github"},
      {"mkdocs.yml", "site_name: M"},
      {"docs", NULL},
      {"docs/a.md", "x"}},
     "docs/a.md",
     "GitHub",
     "/docs/a.md",
     ""},
    {"Hugo's url",
     {{"hugo.toml", ""}, {"content", NULL}, {"content/b.md", "---\nurl: custom\n---\nx"}},
     "content/b.md",
     "Hugo",
     "/custom/",
     ""},
    {"Hugo's url of a file",
     {{"hugo.toml", ""},
      {"content", NULL},
      {"content/b.md", "---\nurl: /x/Y.html\npermalink: /z/\n---\nx"}},
     "content/b.md",
     "Hugo",
     "/x/Y.html",
     ""},
    {"Hugo's slug",
     {{"hugo.toml", ""},
      {"content", NULL},
      {"content/P", NULL},
      {"content/P/b.md", "---\nslug: C c\n---\nx"}},
     "content/P/b.md",
     "Hugo",
     "/p/c-c/",
     ""},
    {"Hugo's slug of a bundle",
     {{"hugo.toml", ""},
      {"content", NULL},
      {"content/p", NULL},
      {"content/p/index.md", "---\nslug: s\n---\nx"}},
     "content/p/index.md",
     "Hugo",
     "/s/",
     ""},
    {"Hugo cleans names",
     {{"hugo.toml", ""}, {"content", NULL}, {"content/My  Page - it's (1)!.md", "x"}},
     "content/My  Page - it's (1)!.md",
     "Hugo",
     "/my-page-its-1/",
     ""},
    {"Hugo with capitals",
     {{"hugo.toml", "disablePathToLower = true"},
      {"content", NULL},
      {"content/My Page.md", "x"}},
     "content/My Page.md",
     "Hugo",
     "/My-Page/",
     ""},
    {"Hugo's README is a page",
     {{"hugo.toml", ""}, {"content", NULL}, {"content/README.md", "x"}},
     "content/README.md",
     "Hugo",
     "/readme/",
     ""},
    {"Hugo's ugly addresses",
     {{"hugo.toml", "uglyURLs = true"}, {"content", NULL}, {"content/b.md", "x"}},
     "content/b.md",
     "Hugo",
     "/b.html",
     ""},
    {"Hugo's mounts",
     {{"hugo.toml", "[[module.mounts]]\nsource = 'content/en'\ntarget = 'content'"},
      {"content", NULL},
      {"content/en", NULL},
      {"content/en/b.md", "x"}},
     "content/en/b.md",
     "Hugo",
     "/b/",
     ""},
    {"Hugo's mounts in a file of their own",
     {{"config", NULL},
      {"config/_default", NULL},
      {"config/_default/hugo.yaml", "title: T"},
      {"config/_default/module.yaml", "mounts: [{source: pages/, target: content}]"},
      {"content", NULL},
      {"pages", NULL},
      {"pages/b.md", "x"}},
     "pages/b.md",
     "Hugo",
     "/b/",
     "T"},
    {"MkDocs without folders",
     {{"mkdocs.yml", "use_directory_urls: false"}, {"docs", NULL}, {"docs/a.md", "x"}},
     "docs/a.md",
     "MkDocs",
     "/a.html",
     ""},
    {"GitBook has no extensions",
     {{".gitbook.yaml", ""}, {"d", NULL}, {"d/a.md", "---\nx: y\n---\nx"}},
     "d/a.md",
     "GitBook",
     "/d/a",
     ""},
    {"Obsidian keeps the file, whatever it begins with",
     {{".obsidian", NULL}, {".obsidian/app.json", "{}"}, {"a.md", "---\nx: y\n---\nx"}},
     "a.md",
     "Obsidian",
     "/a.md",
     ""},
    {"MDX by its extension", {{"a.mdx", "x"}}, "a.mdx", "MDX", "/a.mdx", ""},
};

static void knows_generators_by_their_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char root[] = "/tmp/offprint-generator-XXXXXX";
        size_t count = count_site_files(cases[i].files, 8);
        struct arena arena;
        struct str near;
        arena_init(&arena, 0);
        struct report *report = report_new();
        assert_true(write_site(root, cases[i].files, count));
        struct site *site = site_open(&arena, root, DATE_NONE, report);
        assert_non_null(site);
        const struct page *page = site_find_page(site, str_from(cases[i].page), &near);
        if (!page ||
            !str_eq(str_from(page->markdown.generator), str_from(cases[i].generator)) ||
            !str_is(page->url, cases[i].url) || !str_is(site_title(site), cases[i].title)) {
            fail_msg("%s: %s, %.*s, %.*s", cases[i].name,
                     page && page->markdown.generator ? page->markdown.generator : "none",
                     STR_ARG(page ? page->url : near), STR_ARG(site_title(site)));
        }
        site_close(site);
        report_free(report);
        arena_clear(&arena);
        (void)remove_site_files(root, cases[i].files, count);
    }
}

static const struct {
    const char *name;
    struct site_file files[8];
    const char *order; /* sources and titles, as they are listed */
    const char *front;
} lists[] = {
    {"MkDocs",
     {{"mkdocs.yml", "nav:\n  - b.md\n  - Part:\n    - A title: a.md\n    - https://x\n"},
      {"docs", NULL},
      {"docs/a.md", "x"},
      {"docs/b.md", "x"},
      {"docs/c.md", "x"}},
     "docs/b.md=B docs/a.md=A title docs/c.md=",
     "docs/b.md"},
    {"mdBook",
     {{"book.toml", "[book]\nsrc = '.'"},
      {"SUMMARY.md", "[First](c.md)\n\n- [B](./b.md)\n  - [A *x*](<a.md>)\n- [None]()\n"},
      {"a.md", "x"},
      {"b.md", "x"},
      {"c.md", "x"}},
     "c.md=First b.md=B a.md=A x SUMMARY.md=",
     "c.md"},
    {"Jupyter Book",
     {{"_toc.yml",
       "root: c\nparts:\n- chapters:\n  - file: b\n    sections:\n    - file: a\n"},
      {"a.md", "x"},
      {"b.md", "x"},
      {"c.md", "x"}},
     "c.md=C b.md=B a.md=A",
     "c.md"},
    {"MkDocs with a front page below a list",
     {{"mkdocs.yml", "nav:\n  - a.md\n  - Home: index.md\n"},
      {"docs", NULL},
      {"docs/a.md", "x"},
      {"docs/index.md", "x"}},
     "docs/a.md=A docs/index.md=Home",
     "docs/index.md"},
    {"Jupyter Book beside a README",
     {{"_toc.yml", "root: c\n"}, {"README.md", "x"}, {"c.md", "x"}},
     "c.md=C README.md=",
     "c.md"},
    {"mdBook beside the README of its repository",
     {{"book.toml", "x = 1"},
      {"README.md", "x"},
      {"src", NULL},
      {"src/SUMMARY.md", "[a\\_b `c`](a.md)"},
      {"src/a.md", "x"}},
     "src/a.md=a_b c README.md= src/SUMMARY.md=",
     "src/a.md"},
};

static const struct site_file book[] = {
    {"myst.yml", "project:\n  references:\n    guide: https://g.example/guide/\n"
                 "    other: {url: https://o.example}\n    bad: 'javascript:alert'\n"},
    {"a.md", "x"},
};

static const struct {
    const char *href, *url; /* NULL: unsafe */
} references[] = {
    {"xref:guide", "https://g.example/guide"},
    {"xref:guide/math#x", "https://g.example/guide/math#x"},
    {"XREF:other#y", "https://o.example#y"},
    {"wiki:Book", "https://en.wikipedia.org/wiki/Book"},
    {"xref:none/x", NULL},
    {"xref:bad/x", NULL},
    {"xref:", NULL},
    {"foo:guide", NULL},
};

/* MyST's names of other projects stand for addresses that its settings name. */
static void follows_references(void **state)
{
    (void)state;
    char root[] = "/tmp/offprint-generator-XXXXXX";
    size_t count = sizeof book / sizeof book[0];
    struct arena arena;
    struct str near;
    arena_init(&arena, 0);
    struct report *report = report_new();
    assert_true(write_site(root, book, count));
    struct site *site = site_open(&arena, root, DATE_NONE, report);
    const struct page *page = site_find_page(site, STR("a.md"), &near);
    for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
        struct target got =
            site_resolve(site, page, str_from(references[i].href), (struct str){0});
        bool kind = got.kind == (references[i].url ? TARGET_EXTERNAL : TARGET_UNSAFE);
        if (!kind || !str_eq(got.url, str_from(references[i].url))) {
            fail_msg("%s: kind %d, '%.*s'", references[i].href, (int)got.kind,
                     STR_ARG(got.url));
        }
    }
    site_close(site);
    report_free(report);
    arena_clear(&arena);
    (void)remove_site_files(root, book, count);
}

static void list_pages(struct site *site, struct buf *out)
{
    for (size_t rank = 0; rank <= site_page_count(site); rank++) {
        for (size_t i = 0; i < site_page_count(site); i++) {
            const struct page *page = site_page_at(site, i);
            size_t own = site_page_rank(site, page);
            bool last = own == SIZE_MAX && rank == site_page_count(site);
            if (own == rank || last) {
                struct str title = last ? (struct str){0} : site_name_title(site, page);
                buf_add_format(out, "%s%.*s=%.*s", out->len ? " " : "",
                               STR_ARG(page->source), STR_ARG(title));
            }
        }
    }
}

static void keeps_the_order_of_the_settings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        char root[] = "/tmp/offprint-generator-XXXXXX";
        size_t count = count_site_files(lists[i].files, 8);
        struct arena arena;
        struct buf got = {0};
        arena_init(&arena, 0);
        struct report *report = report_new();
        assert_true(write_site(root, lists[i].files, count));
        struct site *site = site_open(&arena, root, DATE_NONE, report);
        assert_non_null(site);
        list_pages(site, &got);
        const struct page *front = site_front_page(site);
        struct str opens = front ? front->source : (struct str){0};
        if (!str_is(buf_str(&got), lists[i].order) || !str_is(opens, lists[i].front)) {
            fail_msg("%s: %.*s, %.*s", lists[i].name, STR_ARG(buf_str(&got)),
                     STR_ARG(opens));
        }
        buf_clear(&got);
        site_close(site);
        report_free(report);
        arena_clear(&arena);
        (void)remove_site_files(root, lists[i].files, count);
    }
}

/* What pages call each other by, below the address that the settings give the site. */
static void finds_pages_below_the_base_url(void **state)
{
    static const struct {
        struct site_file files[4];
        const char *name, *address; /* NULL: there is none */
    } names[] = {
        {{{"hugo.toml", "baseURL = 'https://h.example/s/'"},
          {"content", NULL},
          {"content/a.md", "x"}},
         "a.md",
         "/s/a/"},
        {{{"config.toml", "base_url = 'https://z.example/s'"},
          {"content", NULL},
          {"content/a.md", "x"}},
         "@/a.md",
         "/s/a/"},
        {{{"config.toml", "base_url = 'https://z.example'"},
          {"content", NULL},
          {"content/a.md", "x"}},
         "@/b/a.md",
         NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char root[] = "/tmp/offprint-generator-XXXXXX";
        size_t count = count_site_files(names[i].files, 8);
        struct arena arena;
        struct str near, address = {0}, title;
        arena_init(&arena, 0);
        struct report *report = report_new();
        assert_true(write_site(root, names[i].files, count));
        struct site *site = site_open(&arena, root, DATE_NONE, report);
        assert_non_null(site);
        const struct page *page = site_find_page(site, STR("content/a.md"), &near);
        assert_non_null(page);
        const struct markdown_host *host = page->markdown.host;
        bool found = host->find(host->data, str_from(names[i].name), &address, &title);
        assert_int_equal(found, names[i].address != NULL);
        assert_true(!found || str_is(address, names[i].address));
        site_close(site);
        report_free(report);
        arena_clear(&arena);
        (void)remove_site_files(root, names[i].files, count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_generators_by_their_files),
                                       cmocka_unit_test(finds_pages_below_the_base_url),
                                       cmocka_unit_test(follows_references),
                                       cmocka_unit_test(keeps_the_order_of_the_settings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
