#include "opened_offprint.h"

static const struct site_file files[] = {
    {"_config.yml",
     "markdown: blue\nbaseurl: /docs\nurl: https://example.org\nexclude: [old]\n"
     "include: ['_pages']\n"
     "defaults:\n  - scope: {path: sub}\n    values: {lang: de}\n"},
    {"_pages", NULL},
    {"_hidden", NULL},
    {"_posts", NULL},
    {"old", NULL},
    {"sub", NULL},
    {"files", NULL},
    {"index.md", "---\n---\nhome"},
    {"_pages/about.md", "---\npermalink: /about/\nredirect_from: [/us, '/a b/']\n---\nx"},
    {"_pages/loop-a.md", "---\npermalink: /loop-a/\nredirect_to: /loop-b/\n---\n"},
    {"_pages/loop-b.md", "---\npermalink: /loop-b/\nredirect_to: /loop-a/\n---\n"},
    {"_pages/moved.md", "---\npermalink: /moved/\nredirect_to: /about/\n---\n"},
    {"_pages/part.md", "---\npermalink: /part/\nredirect_to: /about/#own\n---\n"},
    {"_hidden/x.md", "---\n---\nx"},
    {"_posts/2020-01-05-first.md", "---\n---\nx"},
    {"old/gone.md", "---\n---\nx"},
    {"sub/page one.md", "---\n---\nx"},
    {"sub/Two.html", "---\n---\nx"},
    {"files/a b.pdf", "%PDF-"},
    {"files/Data.csv", "a"},
    {"files/data.csv", "b"},
    {"files/lower.csv", "a"},
    {"files/lower.cSV", "b"},
    {"files/feed.xml", "---\nlayout: null\n---\n<feed>{{ site.title }}</feed>"},
    {"sub/named.md", "---\npermalink: /sub/index/\n---\nx"},
    {"offprint.yml", "title: T\ndepht: 2\nentry: [/about/, index.md]\npaper: a5\n"},
};

static char root[] = "/tmp/offprint-site-XXXXXX";

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

#define ABOUT "_pages/about.md"

static const struct {
    const char *from, *href;
    enum target_kind kind;
    const char *want;  /* source, path, url or suggestion, as the kind has it */
    const char *flags; /* c: case, n: no scheme, r: redirected, s: spelling */
} links[] = {
    {"index.md", "files/data.csv", TARGET_FILE, "files/data.csv", ""},
    {"index.md", "files/DATA.csv", TARGET_FILE, "files/Data.csv", "c"},
    {"index.md", "files/Lower.csv", TARGET_FILE, "files/lower.cSV", "c"},
    {"index.md", "FILES/A%20B.pdf", TARGET_FILE, "files/a b.pdf", "c"},
    {"index.md", "files/feed.XML", TARGET_FILE, "files/feed.xml", "c"},
    {"index.md", "/docs/about/", TARGET_PAGE, ABOUT, ""},
    {"index.md", "/docs/about", TARGET_PAGE, ABOUT, ""},
    {"index.md", "/docs/about/", TARGET_PAGE, ABOUT, ""},
    {"index.md", "/docs/about/index.html#x", TARGET_PAGE, ABOUT, ""},
    {"index.md", "about/?q=1", TARGET_PAGE, ABOUT, ""},
    {"index.md", "/docs/About/", TARGET_PAGE, ABOUT, "c"},
    {"index.md", "https://example.org/docs/about/", TARGET_PAGE, ABOUT, ""},
    {"index.md", "http://www.example.org/docs/about", TARGET_PAGE, ABOUT, ""},
    {"index.md", "//example.org/docs/about", TARGET_PAGE, ABOUT, ""},
    {"index.md", "https://example.org/other", TARGET_OUTSIDE, "", ""},
    {"index.md", "_pages/about.md", TARGET_PAGE, ABOUT, ""},
    {ABOUT, "loop-a.md", TARGET_REDIRECT_LOOP, "", "r"},
    {ABOUT, "../", TARGET_PAGE, "index.md", ""},
    {ABOUT, "#here", TARGET_PAGE, ABOUT, ""},
    {ABOUT, "/docs", TARGET_PAGE, "index.md", ""},
    {"index.md", "/docs/us", TARGET_PAGE, ABOUT, "r"},
    {"index.md", "/docs/a%20b", TARGET_PAGE, ABOUT, "r"},
    {"index.md", "/docs/moved", TARGET_PAGE, ABOUT, "r"},
    {"index.md", "/docs/loop-a/", TARGET_REDIRECT_LOOP, "", "r"},
    {"index.md", "/docs/sub/page%20one.html", TARGET_PAGE, "sub/page one.md", ""},
    {"index.md", "/docs/sub/page one", TARGET_PAGE, "sub/page one.md", "s"},
    {"sub/Two.html", "page one.md", TARGET_PAGE, "sub/page one.md", "s"},
    {"index.md", "sub\\Two.html", TARGET_PAGE, "sub/Two.html", "s"},
    {"index.md", "/docs/2020/01/05/first.html", TARGET_PAGE, "_posts/2020-01-05-first.md",
     ""},
    {"index.md", "/docs/files/a%20b.pdf", TARGET_FILE, "files/a b.pdf", ""},
    {"index.md", "/docs/files/A B.PDF", TARGET_FILE, "files/a b.pdf", "cs"},
    {"index.md", "/docs/abuot/", TARGET_MISSING, "/about/", ""},
    {"index.md", "/docs/old/gone.html", TARGET_MISSING, "", ""},
    {"index.md", "/docs/_hidden/x.html", TARGET_MISSING, "", ""},
    {"index.md", "../x", TARGET_OUTSIDE, "", ""},
    {"index.md", "/%2e%2e/%2E%2e/etc/passwd", TARGET_OUTSIDE, "", ""},
    {"index.md", "", TARGET_EMPTY, "", ""},
    {"index.md", " \n ", TARGET_EMPTY, "", ""},
    {"index.md", "java\nscript:alert(1)", TARGET_UNSAFE, "", ""},
    {"index.md", " JAVASCRIPT:x", TARGET_UNSAFE, "", ""},
    {"index.md", "data:text/html,x", TARGET_UNSAFE, "", ""},
    {"index.md", "vbscript:x", TARGET_UNSAFE, "", ""},
    {"index.md", "file:///etc/passwd", TARGET_UNSAFE, "", ""},
    {"index.md", "http://localhost:4000/x", TARGET_EXTERNAL, "http://localhost:4000/x", ""},
    {"index.md", "//me@127.0.0.1/x", TARGET_EXTERNAL, "https://me@127.0.0.1/x", ""},
    {"index.md", "http://[::1]/x", TARGET_EXTERNAL, "http://[::1]/x", ""},
    {"index.md", "//other.org/x y", TARGET_EXTERNAL, "https://other.org/x%20y", "s"},
    {"index.md", "irc://h/%23c", TARGET_EXTERNAL, "irc://h/%23c", ""},
    {"index.md", "mailto:a@b.org", TARGET_MAIL, "mailto:a@b.org", ""},
    {"index.md", "TEL:+49-1", TARGET_MAIL, "TEL:+49-1", ""},
    {"index.md", "sms:1 2", TARGET_MAIL, "sms:1%202", "s"},
    {"index.md", "urn:isbn:1", TARGET_EXTERNAL, "urn:isbn:1", ""},
    {"index.md", "x+y-z.1:a", TARGET_UNSAFE, "", ""},
    {"index.md", "1a:b", TARGET_MISSING, "", ""},
    {"index.md", ":about", TARGET_MISSING, "/about/", ""},
    {"index.md", "http:/\\example.org/docs/about", TARGET_PAGE, ABOUT, ""},
    {"index.md", "http://me@x@example.org/docs/about", TARGET_PAGE, ABOUT, ""},
    {"index.md", "https://example.org/docs?q", TARGET_PAGE, "index.md", ""},
    {"index.md", "https://example.org/docs#top", TARGET_PAGE, "index.md", ""},
    {"index.md", "https://example.org/docs/files/a%20b.pdf", TARGET_FILE, "files/a b.pdf",
     ""},
    {"index.md", "https://example.org:80/about/", TARGET_EXTERNAL,
     "https://example.org:80/about/", ""},
    {"index.md", "https://example.com/about/", TARGET_EXTERNAL,
     "https://example.com/about/", ""},
    {"index.md", "http://%6cocalhost/x", TARGET_EXTERNAL, "http://localhost/x", ""},
    {"index.md", "HTTP://M\xc3\xbcnchen.EXAMPLE:8080/\xc3\xbc?\xc3\xbc#\xc3\xbc",
     TARGET_EXTERNAL, "http://xn--mnchen-3ya.example:8080/%C3%BC?%C3%BC#%C3%BC", ""},
    {"index.md",
     "https://stra\xc3\x9f"
     "e.example/",
     TARGET_EXTERNAL, "https://xn--strae-oqa.example/", ""},
    {"index.md", "https://\xe4\xbe\x8b\xe3\x80\x82\xe6\xb5\x8b/", TARGET_EXTERNAL,
     "https://xn--fsq.xn--0zw/", ""},
    {"index.md", "https:\\\\x.org\\a\\b?c\\d", TARGET_EXTERNAL, "https://x.org/a/b?c%5Cd",
     "s"},
    {"index.md", "https://u@v:p@x.org/a|b", TARGET_EXTERNAL, "https://u%40v:p@x.org/a%7Cb",
     ""},
    {"index.md", "https://x.org/100%", TARGET_EXTERNAL, "https://x.org/100%25", ""},
    {"index.md", "https://a b/", TARGET_INVALID, "", "s"},
    {"index.md", "https://x.org:70000/", TARGET_INVALID, "", ""},
    {"index.md", "https://[::1/", TARGET_INVALID, "", ""},
    {"index.md", "https://<x>/", TARGET_INVALID, "", ""},
    {"index.md", "me@x.org", TARGET_MAIL, "mailto:me@x.org", "n"},
    {ABOUT, "../sub/../sub/Two", TARGET_PAGE, "sub/Two.html", ""},
    {ABOUT, "../../docs/sub/Two.html", TARGET_PAGE, "sub/Two.html", ""},
    {ABOUT, "../../../../docs/about/", TARGET_PAGE, ABOUT, ""},
    {"index.md", "/docs/US", TARGET_PAGE, ABOUT, "c"},
    {"index.md", "/docs/sub/index/", TARGET_PAGE, "sub/named.md", ""},
    {"index.md", "/docs/sub/index/index.html", TARGET_PAGE, "sub/named.md", ""},
    {"index.md", "/docs/MOVED/", TARGET_PAGE, ABOUT, "cr"},
    {"index.md", "http:///", TARGET_INVALID, "", ""},
    {"index.md", "www.example.com/x", TARGET_EXTERNAL, "https://www.example.com/x", "n"},
    {ABOUT, "?q=1", TARGET_PAGE, ABOUT, ""},
    {ABOUT, "/docs?x", TARGET_PAGE, "index.md", ""},
    {"index.md", "/docsabout", TARGET_OUTSIDE, "", ""},
    {"index.md", "/about/", TARGET_OUTSIDE, "/docs/about/", ""}, /* another site's */
    {"index.md", "/", TARGET_OUTSIDE, "/docs/", ""},
    {"index.md", "/files/a%20b.pdf", TARGET_OUTSIDE, "/docs/files/a%20b.pdf", ""},
    {"index.md", "\tab\nout\r/", TARGET_PAGE, ABOUT, ""},
    {"index.md", "/docs/SUB/TWO.HTML", TARGET_PAGE, "sub/Two.html", "c"},
    {"index.md", "_PAGES/ABOUT.MD", TARGET_PAGE, ABOUT, "c"},
    {"index.md", "/docs/files/a%20b.pfd", TARGET_MISSING, "/files/a b.pdf", ""},
    {"index.md", "sub/Too.html", TARGET_MISSING, "/sub/Two.html", ""},
    {ABOUT, "../../x", TARGET_OUTSIDE, "", ""},
};

static struct str answer(const struct target *target)
{
    switch (target->kind) {
    case TARGET_PAGE: return target->page->source;
    case TARGET_FILE: return target->path;
    case TARGET_EXTERNAL:
    case TARGET_MAIL: return target->url;
    case TARGET_OUTSIDE:
    case TARGET_MISSING: return target->suggestion;
    case TARGET_EMPTY:
    case TARGET_UNSAFE:
    case TARGET_INVALID:
    case TARGET_LONG:
    case TARGET_REDIRECT_LOOP: break;
    }
    return (struct str){0};
}

static struct target resolve(const char *from, const char *href)
{
    struct str near;
    const struct page *page = site_find_page(site, str_from(from), &near);
    assert_non_null(page);
    return site_resolve(site, page, str_from(href), (struct str){0});
}

static void resolves_as_published(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        struct target got = resolve(links[i].from, links[i].href);
        char flags[8];
        (void)snprintf(flags, sizeof flags, "%s%s%s%s", got.case_mismatch ? "c" : "",
                       got.no_scheme ? "n" : "", got.redirected ? "r" : "",
                       got.spelling ? "s" : "");
        if (got.kind != links[i].kind || strcmp(flags, links[i].flags) != 0 ||
            !str_is(answer(&got), links[i].want)) {
            fail_msg("'%s' from %s: kind %d, '%.*s', flags '%s'", links[i].href,
                     links[i].from, (int)got.kind, STR_ARG(answer(&got)), flags);
        }
    }
}

/* NUL ends no host: what holds it is no address. */
static void refuses_a_host_with_nul(void **state)
{
    (void)state;
    static const char href[] = "https://x.o\0rg/a";
    const struct page *page = site_page_at(site, 0);
    struct target got =
        site_resolve(site, page, str_make(href, sizeof href - 1), (struct str){0});
    assert_int_equal(got.kind, TARGET_INVALID);
}

/* What Jekyll publishes of a file with front matter is not that file. */
static void tells_templates_from_files(void **state)
{
    (void)state;
    struct target feed = resolve("index.md", "/docs/files/feed.xml");
    struct target pdf = resolve("index.md", "/docs/files/a%20b.pdf");
    assert_int_equal(feed.kind, TARGET_FILE);
    assert_true(feed.made);
    assert_int_equal(pdf.kind, TARGET_FILE);
    assert_false(pdf.made);
}

/* Of addresses with a host, as the place where the site lives decides. */
static const struct {
    const char *live, *href;
    enum target_kind kind;
} live_links[] = {
    {"https://live.org/base", "https://live.org/base/about", TARGET_PAGE},
    {"https://live.org/base/", "http://www.LIVE.org/base/about/", TARGET_PAGE},
    {"http://www.live.org", "https://live.org/docs/about/", TARGET_PAGE},
    {"http://www.live.org.", "https://LIVE.org/docs/about/", TARGET_PAGE},
    {"http://www.live.org", "https://live.org/about/", TARGET_OUTSIDE},
    {"https://live.org/docs", "https://live.org/docs/about/", TARGET_PAGE},
    {"https://live.org/docs", "https://live.org/about/", TARGET_OUTSIDE},
    {"https://m\xc3\xbcnchen.example", "https://xn--mnchen-3ya.example/docs/about",
     TARGET_PAGE},
    {"https://live.org/base", "https://live.org/base", TARGET_PAGE},
    {"https://live.org/base", "https://live.org/basement", TARGET_OUTSIDE},
    {"https://live.org/base", "https://live.org/about/", TARGET_OUTSIDE},
    {"https://live.org/base", "https://live.org/base/none", TARGET_MISSING},
    {"https://live.org:8080", "https://live.org/about/", TARGET_EXTERNAL},
    {"https://live.org:8080", "https://live.org:8080/docs/about/", TARGET_PAGE},
    {"ftp://live.org", "https://live.org/about/", TARGET_EXTERNAL},
    {"live.org", "https://live.org/about/", TARGET_EXTERNAL},
    {"https://", "https://live.org/about/", TARGET_EXTERNAL},
    {"https://live.org", "https://example.org/docs/about/",
     TARGET_PAGE}, /* `url` counts, too */
};

static void knows_addresses_of_the_live_site(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof live_links / sizeof live_links[0]; i++) {
        struct target got = site_resolve(site, NULL, str_from(live_links[i].href),
                                         str_from(live_links[i].live));
        if (got.kind != live_links[i].kind) {
            fail_msg("'%s' at %s: kind %d", live_links[i].href, live_links[i].live,
                     (int)got.kind);
        }
    }
}

static void has_no_page_for_an_anchor_from_nowhere(void **state)
{
    (void)state;
    struct target got = site_resolve(site, NULL, STR("#x"), (struct str){0});
    assert_int_equal(got.kind, TARGET_MISSING);
    assert_true(str_is(got.anchor, "x"));
}

/* Where nothing is, the address stays as a browser would send it. */
static const struct {
    const char *from, *href, *url;
    enum target_kind kind;
} missing[] = {
    {"index.md", "none", "/none", TARGET_MISSING},
    {ABOUT, "no ne?a b#c d", "/about/no%20ne", TARGET_MISSING},
    {ABOUT, "../no%2Fne//x/", "/no%2Fne//x/", TARGET_MISSING},
    {ABOUT, "./a/%2E%2e/b/.", "/about/b/", TARGET_MISSING},
    {ABOUT, "b/..", "/about/", TARGET_PAGE},
    {ABOUT, "n\xc3\xb6ne|x", "/about/n%C3%B6ne%7Cx", TARGET_MISSING},
    {"sub/Two.html", "none", "/sub/none", TARGET_MISSING},
    {"sub/Two.html", "../../other/x", "/other/x", TARGET_OUTSIDE},
    {"sub/Two.html", "../../../../x", "/x", TARGET_OUTSIDE},
    {"index.md", "/other/./x", "/other/x", TARGET_OUTSIDE},
};

static void keeps_the_address_of_what_is_missing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        struct target got = resolve(missing[i].from, missing[i].href);
        if (got.kind != missing[i].kind || !str_is(got.url, missing[i].url)) {
            fail_msg("'%s' from %s: kind %d, '%.*s'", missing[i].href, missing[i].from,
                     (int)got.kind, STR_ARG(got.url));
        }
    }
}

static const struct {
    const char *from, *href, *source, *anchor;
} anchors[] = {
    {"index.md", "/docs/moved/#x", ABOUT, "x"},
    {"index.md", "/docs/us#a%20b", ABOUT, "a b"},
    {"index.md", "/docs/part/", ABOUT, "own"},
    {"index.md", "/docs/part/#x", ABOUT, "own"},
    {"_pages/moved.md", "#x", "_pages/moved.md", "x"},
    {"_pages/moved.md", "/docs/loop-a/../moved/#x", "_pages/moved.md", "x"},
    {"index.md", "/docs/about/", ABOUT, ""},
};

static void keeps_the_anchor_through_redirects(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof anchors / sizeof anchors[0]; i++) {
        struct target got = resolve(anchors[i].from, anchors[i].href);
        if (!got.page || !str_is(got.page->source, anchors[i].source) ||
            !str_is(got.anchor, anchors[i].anchor)) {
            fail_msg("%s: '%.*s'", anchors[i].href, STR_ARG(got.anchor));
        }
    }
}

static void finds_pages_by_any_name(void **state)
{
    (void)state;
    static const char *const names[] = {
        "/about/", "about", ABOUT, "./_pages/about.md", "/about/index.html", "us"};
    struct str near;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct page *page = site_find_page(site, str_from(names[i]), &near);
        assert_non_null(page);
        assert_true(str_is(page->source, ABOUT));
    }
    assert_null(site_find_page(site, STR("/abot/"), &near));
    assert_true(str_is(near, "/about/"));
}

static void gives_defaults_by_scope(void **state)
{
    (void)state;
    struct str near;
    const struct page *inside = site_find_page(site, STR("sub/Two.html"), &near);
    const struct page *other = site_find_page(site, STR(ABOUT), &near);
    assert_true(value_has(inside->data, STR("lang")));
    assert_false(value_has(other->data, STR("lang")));
}

static void warns_of_a_processor_that_nobody_knows(void **state)
{
    (void)state;
    struct buf text = {0};
    report_write_text(report, SEVERITY_WARNING, &text);
    buf_add_byte(&text, '\0');
    assert_non_null(strstr(text.ptr, "_config.yml:1: warning: unknown Markdown processor "
                                     "'blue', kramdown is used [config-markdown]"));
    assert_int_equal(site_page_at(site, 0)->markdown.dialect, MARKDOWN_KRAMDOWN);
    buf_clear(&text);
}

static void reads_the_recipe(void **state)
{
    (void)state;
    struct recipe recipe;
    struct buf text = {0};
    assert_true(recipe_read(&arena, site, &recipe, report));
    assert_true(str_is(recipe.title, "T"));
    assert_int_equal(recipe.entry_count, 2);
    assert_int_equal(recipe.paper, 2);
    assert_int_equal(recipe.depth, -1);
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    assert_non_null(strstr(text.ptr, "offprint.yml:2:1: warning: unknown key 'depht'"));
    assert_non_null(strstr(text.ptr, "did you mean 'depth'?"));
    buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolves_as_published),
        cmocka_unit_test(refuses_a_host_with_nul),
        cmocka_unit_test(tells_templates_from_files),
        cmocka_unit_test(keeps_the_address_of_what_is_missing),
        cmocka_unit_test(knows_addresses_of_the_live_site),
        cmocka_unit_test(has_no_page_for_an_anchor_from_nowhere),
        cmocka_unit_test(keeps_the_anchor_through_redirects),
        cmocka_unit_test(finds_pages_by_any_name),
        cmocka_unit_test(gives_defaults_by_scope),
        cmocka_unit_test(warns_of_a_processor_that_nobody_knows),
        cmocka_unit_test(reads_the_recipe),
    };
    return cmocka_run_group_tests(tests, make_site, remove_site);
}
