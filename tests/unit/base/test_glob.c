#include "base/glob.h"
#include "base/media_type.h"
#include "cmocka_offprint.h"

static const struct {
    const char *pattern, *text;
    bool want;
} patterns[] = {
    {"a*c", "abbc", true},
    {"a*c", "abbd", false},
    {"*", "", true},
    {"*", "a/b", true},
    {"**/x", "a/b/x", true},
    {"a?c", "abc", true},
    {"a?c", "ac", false},
    {"[a-c]x", "bx", true},
    {"[a-c]x", "dx", false},
    {"[!a-c]x", "dx", true},
    {"[!a-c]x", "ax", false},
    {"[]]", "]", true},
    {"[a", "[a", true},
    {"\\*", "*", true},
    {"\\*", "x", false},
    {"a*b*c", "axbxbyc", true},
    {"a*b*c", "axbxby", false},
    {"x", "", false},
    {"", "", true},
    {"*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaa", false},
};

static void matches_patterns(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        bool got = glob_match(str_from(patterns[i].pattern), str_from(patterns[i].text));
        if (got != patterns[i].want) {
            fail_msg("'%s' and '%s': %d", patterns[i].pattern, patterns[i].text, got);
        }
    }
}

static const struct {
    const char *pattern, *path;
    bool want;
} paths[] = {
    {"docs", "docs/a.md", true},
    {"docs", "docs", true},
    {"docs", "doc/a.md", false},
    {"/docs/", "docs/a.md", true},
    {"docs", "/docs/a/", true},
    {"docs/*", "docs/a/b", true},
    {"*.md", "docs/a.md", true},
    {"docs", "documents", false},
    {"", "a", false},
    {"a/b", "a/b/c", true},
    {"b", "a/b", false},
};

static void matches_a_path_or_a_folder_above(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        bool got = glob_match_path(str_from(paths[i].pattern), str_from(paths[i].path));
        if (got != paths[i].want) {
            fail_msg("'%s' and '%s': %d", paths[i].pattern, paths[i].path, got);
        }
    }
}

static const struct {
    const char *path, *bytes, *want;
} types[] = {
    {"a.txt", "%PDF-1.7", "application/pdf"},
    {"a.PDF", "x", "application/pdf"},
    {"a", "\x89PNG\r\n\x1a\n", "image/png"},
    {"a", "RIFF....WEBP", "image/webp"},
    {"a.csv", "", "text/csv"},
    {"a.unknown", "x", "application/octet-stream"},
};

static void tells_media_types_by_content_first(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct str got = media_type_of(str_from(types[i].path), str_from(types[i].bytes));
        if (!str_is(got, types[i].want)) {
            fail_msg("%s: '%.*s'", types[i].path, STR_ARG(got));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_patterns),
        cmocka_unit_test(matches_a_path_or_a_folder_above),
        cmocka_unit_test(tells_media_types_by_content_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
