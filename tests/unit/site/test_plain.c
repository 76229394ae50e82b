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
    {"/", "README.md"},       {"README.md", "README.md"},
    {"sub/", "sub/index.md"}, {"sub/b.md", "sub/b.md"},
    {"/bee/", "sub/b.md"},    {"_under.md", "_under.md"},
    {"_site/c.md", NULL},     {"paper.pdf", NULL},
    {".hid/x.md", ".hid/x.md"}, {".git/x.md", NULL}, {"d.mdx", "d.mdx"},
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
    assert_int_equal(site_page_count(site), 6);
    assert_int_equal(site_page_at(site, 0)->markdown.dialect, MARKDOWN_GFM);
}

static void takes_liquid_for_text(void **state)
{
    (void)state;
    struct str near, text;
    struct line_map *map;
    struct page *page = site_find_page(site, STR("d.mdx"), &near);
    assert_non_null(page);
    assert_true(str_is(page->title, "D"));
    assert_true(site_render_liquid(site, page, &text, &map, report));
    assert_true(str_is(text, "{{ page.title }} {% if %}"));
    assert_int_equal(report_count(report, SEVERITY_WARNING), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(publishes_all_pages_of_a_plain_folder),
        cmocka_unit_test(takes_liquid_for_text),
    };
    return cmocka_run_group_tests(tests, make_site, remove_site);
}
