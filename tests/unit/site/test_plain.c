#include "opened_offprint.h"

static const struct site_file files[] = {
    {"_site", NULL},
    {"sub", NULL},
    {".hid", NULL},
    {".git", NULL},
    {"README.md", "home"},
    {"_under.md", "x"},
    {"sub/index.md", "x"},
    {"sub/b.md", "---\npermalink: /bee/\n---\nx"},
    {"_site/c.md", "x"},
    {"paper.pdf", "%PDF-"},
    {".hid/x.md", "x"},
    {".git/x.md", "x"},
    {"d.mdx", "---\ntitle: D\n---\n{{ page.title }} {% if %}"},
    {"sub/d.md", "x"},
};

static char root[] = "/tmp/offprint-plain-XXXXXX";

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

static const struct {
    const char *name, *want; /* want NULL: no such page */
} names[] = {
    {"/", "README.md"},       {"README.md", "README.md"}, {"sub/", "sub/index.md"},
    {"sub/b.md", "sub/b.md"}, {"/bee/", "sub/b.md"},      {"_under.md", "_under.md"},
    {"_site/c.md", NULL},     {"paper.pdf", NULL},        {".hid/x.md", ".hid/x.md"},
    {".git/x.md", NULL},      {"d.mdx", "d.mdx"},
};

static void publishes_all_pages_of_a_plain_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct str near;
        const struct page *page = site_find_page(site, str_from(names[i].name), &near);
        if ((page != NULL) != (names[i].want != NULL) ||
            (page && !str_is(page->source, names[i].want))) {
            fail_msg("%s: %s", names[i].name, page ? page->source.ptr : "none");
        }
    }
    assert_int_equal(site_page_count(site), 7);
    assert_int_equal(site_page_at(site, 0)->markdown.dialect, MARKDOWN_GFM);
}

static void takes_liquid_for_text(void **state)
{
    (void)state;
    struct str near, text;
    const struct line_map *map;
    struct page *page = site_find_page(site, STR("d.mdx"), &near);
    assert_non_null(page);
    assert_true(str_is(page->title, "D"));
    assert_true(site_render_liquid(site, &arena, page, &text, &map, report));
    assert_true(str_is(text, "{{ page.title }} {% if %}"));
    assert_int_equal(report_count(report, SEVERITY_WARNING), 0);
}

/* Links as generators, wikis and GitHub write them. */
static const struct {
    const char *from, *href, *want; /* source or path; NULL: none */
    bool case_mismatch;
} links[] = {
    {"README.md", "sub/b.md", "sub/b.md", false},
    {"README.md", "./sub/b.md#A", "sub/b.md", false},
    {"README.md", "sub/b.html", "sub/b.md", false},
    {"README.md", "sub/b", "sub/b.md", false},
    {"README.md", "sub/b/", "sub/b.md", false},
    {"README.md", "/sub/b", "sub/b.md", false},
    {"README.md", "sub", "sub/index.md", false},
    {"README.md", "sub/", "sub/index.md", false},
    {"README.md", "sub/index.html", "sub/index.md", false},
    {"README.md", "SUB/B.html", "sub/b.md", true},
    {"sub/d.md", "../_under", "_under.md", false},
    {"sub/d.md", "../", "README.md", false},
    {"sub/d.md", "..", "README.md", false},
    {"sub/d.md", "../README.html", "README.md", false},
    {"sub/d.md", "../readme.html", "README.md", true},
    {"sub/d.md", "index", "sub/index.md", false},
    {"sub/d.md", ".", "sub/index.md", false},
    {"sub/d.md", "../paper.pdf?x#page=2", "paper.pdf", false},
    {"sub/d.md", "../paper", NULL, false},
    {"sub/d.md", "none.md", NULL, false},
};

static void finds_pages_by_their_stems(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        struct str near;
        const struct page *from = site_find_page(site, str_from(links[i].from), &near);
        struct target got =
            site_resolve(site, from, str_from(links[i].href), (struct str){0});
        struct str where = got.page                  ? got.page->source
                           : got.kind == TARGET_FILE ? got.path
                                                     : (struct str){0};
        if (!str_eq(where, str_from(links[i].want)) ||
            got.case_mismatch != links[i].case_mismatch) {
            fail_msg("'%s' from %s: '%.*s'", links[i].href, links[i].from, STR_ARG(where));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(publishes_all_pages_of_a_plain_folder),
        cmocka_unit_test(takes_liquid_for_text),
        cmocka_unit_test(finds_pages_by_their_stems),
    };
    return cmocka_run_group_tests(tests, make_site, remove_site);
}
