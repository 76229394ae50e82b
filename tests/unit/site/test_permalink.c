#include "cmocka_offprint.h"

#include "base/date.h"
#include "site/permalink.h"

/* Wanted addresses are those that Jekyll 4.3.1 gives. */
static const struct {
    const char *style, *date, *basename, *slug, *category;
    const char *want;
} posts[] = {
    {"date", "2020-01-05", "Hello World_x", "", "", "/2020/01/05/Hello-World_x.html"},
    {"pretty", "2020-02-03", "cat", "", "Foo Bar", "/foo%20bar/2020/02/03/cat/"},
    {"ordinal", "2020-12-31", "a", "", "", "/2020/366/a.html"},
    {"weekdate", "2020-12-31", "a", "", "", "/2020/W53/Thu/a.html"},
    {"weekdate", "2020-01-05", "a", "", "", "/2020/W01/Sun/a.html"},
    {"none", "2020-01-05",
     "\xC3\xBC"
     "ber \xC3\x84rger",
     "", "a", "/a/%C3%BCber-%C3%84rger.html"},
    {"/blog/:title/", "2020-01-05", "Hello World_x", "", "", "/blog/Hello-World_x/"},
    {"/b/:title", "2020-01-05", "x", "My Slug", "", "/b/My-Slug"},
    {"/:year/:i_month/:i_day/:slug.html", "2020-01-05", "Hello World_x", "", "",
     "/2020/1/5/hello-world-x.html"},
    {"/:short_year/:y_day/:long_month/:w_day/", "2020-12-31", "x", "", "",
     "/20/366/December/4/"},
    {"/:unknown/:title", "2020-01-05", "x", "", "", "/:unknown/x"},
    {"/:w_year/:week/:short_month/:long_day/", "2021-01-03", "x", "", "",
     "/2020/53/Jan/Sunday/"},
    {"/:hour/:minute/:second", "2020-01-05 06:07:08", "x", "", "", "/06/07/08"},
    {"/:slugified_categories/:title", "2020-01-05", "x", "", "Foo Bar!", "/foo-bar/x"},
    {"/:collection/:name:output_ext", "2020-01-05", "x", "", "", "/docs/2020-01-05-x.html"},
    {"/:path", "2020-01-05", "x", "", "", "/a%20b/x"},
    {"/:basename", "2020-01-05", "a~#[b", "", "", "/a~%23%5Bb"},
    {"a:", "2020-01-05", "x", "", "", "/a:"},
    {"//:titles//", "2020-01-05", "x", "", "", "/xs/"},
    {"/a/../:title/./b...c.d", "2020-01-05", "x", "", "", "/a/x/b/.c.d"},
};

static void expands_templates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof posts / sizeof posts[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct str category = str_from(posts[i].category);
        struct permalink_parts parts = {
            .basename = str_from(posts[i].basename),
            .name = STR("2020-01-05-x"),
            .path = STR("a b/x"),
            .collection = STR("docs"),
            .slug = str_from(posts[i].slug),
            .extension = STR(".html"),
            .categories = &category,
            .category_count = category.len ? 1 : 0,
        };
        assert_true(date_parse(str_from(posts[i].date), &parts.date));
        struct str got =
            permalink_expand(&arena, permalink_template(str_from(posts[i].style)), &parts);
        if (!str_is(got, posts[i].want)) {
            fail_msg("%s: got '%.*s', not '%s'", posts[i].style, STR_ARG(got),
                     posts[i].want);
        }
        arena_clear(&arena);
    }
}

static const struct {
    const char *style, *page, *collection;
} styles[] = {
    {"date", "/:path/:basename:output_ext", "/:collection/:path:output_ext"},
    {"ordinal", "/:path/:basename:output_ext", "/:collection/:path:output_ext"},
    {"none", "/:path/:basename:output_ext", "/:collection/:path:output_ext"},
    {"pretty", "/:path/:basename/", "/:collection/:path/"},
    {"/:title/", "/:path/:basename/", "/:collection/:path/"},
    {"/:title:output_ext", "/:path/:basename:output_ext", "/:collection/:path:output_ext"},
    {"/:title", "/:path/:basename", "/:collection/:path"},
};

static void gives_pages_the_ending_of_the_style(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        struct str style = str_from(styles[i].style);
        struct str page = permalink_page_template(style, false);
        struct str collection = permalink_collection_template(style);
        if (!str_is(page, styles[i].page) || !str_is(collection, styles[i].collection)) {
            fail_msg("%s: '%.*s', '%.*s'", styles[i].style, STR_ARG(page),
                     STR_ARG(collection));
        }
        assert_true(str_is(permalink_page_template(style, true), "/:path/"));
    }
}

static void gives_pages_three_placeholders(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct permalink_parts parts = {.kind = PERMALINK_PAGE,
                                    .path = STR("in"),
                                    .basename = STR("p"),
                                    .collection = STR("docs"),
                                    .extension = STR(".html")};
    struct str got = permalink_expand(
        &arena, STR("/:path/:basename/:title/:year/:collection:output_ext"), &parts);
    assert_true(str_is(got, "/in/p/:title/:year/:collection.html"));
    arena_clear(&arena);
}

static void reads_and_writes_dates(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want; /* NULL: no date */
    } dates[] = {
        {"1970-01-01", "1970-01-01 00:00:00 +0000"},
        {"2000-02-29 23:59:58", "2000-02-29 23:59:58 +0000"},
        {"2021-07-15 01:30:00 +0200", "2021-07-14 23:30:00 +0000"},
        {"2021-07-15T10:00:00Z", "2021-07-15 10:00:00 +0000"},
        {"1969-12-31", "1969-12-31 00:00:00 +0000"},
        {"68-1-2", "2068-01-02 00:00:00 +0000"},
        {"69-01-02", "1969-01-02 00:00:00 +0000"},
        {"2021-13-01", NULL},
        {"soon", NULL},
    };
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        struct arena arena;
        int64_t seconds = 0;
        arena_init(&arena, 0);
        bool ok = date_parse(str_from(dates[i].text), &seconds);
        if (ok != (dates[i].want != NULL) ||
            (ok && !str_is(date_text(&arena, seconds, 0), dates[i].want))) {
            fail_msg("%s: %lld", dates[i].text, (long long)seconds);
        }
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expands_templates),
        cmocka_unit_test(gives_pages_the_ending_of_the_style),
        cmocka_unit_test(gives_pages_three_placeholders),
        cmocka_unit_test(reads_and_writes_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
