#include "base/path.h"

#include "cmocka_offprint.h"

static const struct {
    const char *name, *page, *link;
    const char *want; /* NULL: the link leaves the site and is refused */
} cases[] = {
    {"sibling", "policies/index.md", "terms.md", "policies/terms.md"},
    {"parent folder", "policies/a/b.md", "../c.md", "policies/c.md"},
    {"from the site root", "policies/index.md", "/about/", "about/"},
    {"up and back stays inside", "a/b.md", "../a/../d.md", "d.md"},
    {"dots and double slashes", "a/b.md", ".//./c//d.md", "a/c/d.md"},
    {"the root itself", "a/b.md", "/", ""},
    {"one step out", "x.md", "../secret", NULL},
    {"out, then back in", "x.md", "../site/x.md", NULL},
    {"out from the root", "a/b.md", "/../x", NULL},
    {"out after a way in", "x.md", "a/../../x", NULL},
};

static void resolves_links_against_their_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf got = {0};
        bool inside = path_resolve(str_from(cases[i].page), str_from(cases[i].link), &got);
        if (inside != (cases[i].want != NULL)) {
            fail_msg("%s: %s", cases[i].name, inside ? "let through" : "refused");
        }
        assert_true(inside || !got.ptr);
        if (inside && !str_is(buf_str(&got), cases[i].want)) {
            fail_msg("%s: got '%.*s'", cases[i].name, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
    }
}

static void takes_names_apart(void **state)
{
    (void)state;
    struct str path = STR("a/b.c/d.tar.gz");
    assert_true(str_is(path_folder(path), "a/b.c"));
    assert_true(str_is(path_name(path), "d.tar.gz"));
    assert_true(str_is(path_stem(path), "d.tar"));
    assert_true(str_is(path_extension(path), ".gz"));
    assert_true(str_is(path_extension(STR("a.b/c")), ""));
    assert_true(str_is(path_extension(STR(".hidden")), ""));
    assert_true(str_is(path_folder(STR("x")), ""));
}

static void decodes_percent_escapes(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    assert_true(str_is(path_percent_decode(&arena, STR("a%20b%41")), "a bA"));
    assert_true(str_is(path_percent_decode(&arena, STR("%4")), "%4"));
    assert_true(str_is(path_percent_decode(&arena, STR("%zz%")), "%zz%"));
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolves_links_against_their_page),
        cmocka_unit_test(takes_names_apart),
        cmocka_unit_test(decodes_percent_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
