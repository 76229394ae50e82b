/* The store of entries, by itself. */
#include "bundle/bundle.h"

#include "cmocka_offprint.h"

static struct arena arena;
static struct report *report;

static int open_all(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    report = report_new();
    return report ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    report_free(report);
    arena_clear(&arena);
    return 0;
}

static void finds_entries_by_name(void **state)
{
    (void)state;
    struct bundle bundle = {.arena = &arena, .report = report};
    struct buf bytes = {0};
    assert_true(bundle_open(&bundle, 7));
    assert_true(bundle_add_bytes(&bundle, "data/", STR("b"), STR("two")));
    buf_add_text(&bytes, "one");
    assert_true(bundle_add(&bundle, "data/", STR("a"), &bytes));
    assert_int_equal(bytes.len, 0);
    const struct aside_range *kept = &bundle_find(&bundle, "data/", STR("a"))->packed;
    assert_true(str_is(
        str_sub(buf_str(&bundle.pieces.held), kept->at, kept->at + kept->len), "one"));
    assert_true(str_is(bundle_find(&bundle, "data/", STR("b"))->bytes, "two"));
    assert_null(bundle_find(&bundle, "", STR("a")));
    assert_null(bundle_find(&bundle, "data/", STR("c")));
    assert_int_equal(bundle.total_bytes, 6);
    bundle_close(&bundle);
}

static void sorts_entries(void **state)
{
    (void)state;
    static const char *const names[] = {"d", "b", "a", "c"};
    static const char *const want[] = {"c", "a", "b", "d"};
    struct bundle bundle = {.arena = &arena, .report = report};
    assert_true(bundle_open(&bundle, 7));
    bundle_sort(&bundle); /* of nothing */
    bundle_move_to_front(&bundle, STR("c"));
    for (size_t i = 0; i < 4; i++) {
        assert_true(bundle_add_bytes(&bundle, "", str_from(names[i]), STR("")));
    }
    bundle_sort(&bundle);
    bundle_move_to_front(&bundle, STR("c"));
    bundle_move_to_front(&bundle, STR("none of them"));
    assert_int_equal(bundle.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_true(str_is(bundle.entries[i].name, want[i]));
    }
    bundle_close(&bundle);
}

static void refuses_too_many_entries(void **state)
{
    (void)state;
    struct bundle bundle = {.arena = &arena, .report = report};
    assert_true(bundle_open(&bundle, 7));
    for (size_t i = 0; i < BUNDLE_ENTRY_LIMIT; i++) {
        struct str name = arena_format(&arena, "%zu", i);
        assert_true(bundle_add_bytes(&bundle, "", name, STR("")));
    }
    assert_int_equal(report_count(report, SEVERITY_ERROR), 0);
    assert_false(bundle_add_bytes(&bundle, "", STR("one more"), STR("")));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
    bundle_close(&bundle);
}

static void refuses_too_many_bytes(void **state)
{
    (void)state;
    struct bundle bundle = {.arena = &arena, .report = report};
    assert_true(bundle_open(&bundle, 7));
    bundle.total_bytes = BUNDLE_BYTES_LIMIT - 3;
    assert_false(bundle_add_bytes(&bundle, "", STR("a"), STR("four")));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
    assert_true(bundle_add_bytes(&bundle, "", STR("a"), STR("for")));
    bundle_close(&bundle);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_all, close_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(finds_entries_by_name),
        TEST(sorts_entries),
        TEST(refuses_too_many_entries),
        TEST(refuses_too_many_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
