#include "archive/names.h"

#include "cmocka_offprint.h"

static void makes_segments_safe(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"plain", "report.pdf", "report.pdf"},
        {"letter case", "Report.PDF", "report.pdf"},
        {"spaces and signs", "Some  File (1)&.pdf", "some-file-1.pdf"},
        {"a leading dot", ".hidden", "hidden"},
        {"leading dots", "..hidden", "file.hidden"},
        {"trailing dots and spaces", "name. . .", "name"},
        {"dashes of its own", "a--b", "a--b"},
        {"a device", "CON.txt", "x-con.txt"},
        {"a device with two extensions", "nul.tar.gz", "x-nul.tar.gz"},
        {"a numbered device", "LPT9", "x-lpt9"},
        {"no device", "com10.txt", "com10.txt"},
        {"backslash and colon", "a\\b:c.txt", "a-b-c.txt"},
        {"nothing safe", "\xe2\x82\xac\xe2\x82\xac.md", "file.md"},
        {"nothing at all", "", "file"},
        {"line end", "a\nb.txt", "a-b.txt"},
        {"too long", "abcdefghijklmnopqrstuvwxyz0123456789.html",
         "abcdefghijklmnopqrstuvwxy.html"},
    };
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str got = name_segment(&arena, str_from(cases[i].text), 30, "file");
        if (!str_is(got, cases[i].want)) {
            fail_msg("%s: got '%.*s', not '%s'", cases[i].name, STR_ARG(got),
                     cases[i].want);
        }
    }
    arena_clear(&arena);
}

/* In this order, into one set. */
static void gives_every_name_once(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        bool flat;
        const char *want;
    } cases[] = {
        {"docs/a.pdf", true, "f/a.pdf"},
        {"other/A.pdf", true, "f/a-2.pdf"},
        {"third/a.PDF", true, "f/a-3.pdf"},
        {"x/a-2.pdf", true, "f/a-2-2.pdf"},
        {"_pages/01 Über.md", false, "f/_pages/01-ber.md"},
        {"../../etc/passwd", false, "f/file/file/etc/passwd"},
        {"docs", false, "f/docs"},
        {"docs/b.md", false, "f/b.md"}, /* 'docs' is a file already */
        {"deep/c.md", false, "f/deep/c.md"},
        {"deep", false, "f/deep-2"}, /* 'deep' is a folder already */
        {"one/two/three/four/five/six/seven/eight/nine.md", false, "f/nine.md"},
    };
    struct arena arena;
    arena_init(&arena, 0);
    struct name_set set;
    assert_true(name_set_init(&set, &arena, 48));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str got = name_take(&set, "f", str_from(cases[i].path), cases[i].flat);
        if (!str_is(got, cases[i].want)) {
            fail_msg("'%s': got '%.*s', not '%s'", cases[i].path, STR_ARG(got),
                     cases[i].want);
        }
    }
    arena_clear(&arena);
}

/* A quadratic search for free names would take minutes here. */
static void stays_fast_and_short_with_equal_names(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct name_set set;
    assert_true(name_set_init(&set, &arena, 48));
    struct str got = {0};
    for (size_t i = 0; i < 60000; i++) {
        got =
            name_take(&set, "files", STR("A very long name that is cut to fit.html"), true);
    }
    assert_true(str_ends(got, "-60000.html"));
    assert_in_range(got.len, 1, 48);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_segments_safe),
        cmocka_unit_test(gives_every_name_once),
        cmocka_unit_test(stays_fast_and_short_with_equal_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
