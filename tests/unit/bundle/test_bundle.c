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

static bool is_deflated(const char *start, size_t at, int level)
{
    struct bundle bundle = {.arena = &arena, .report = report};
    struct buf bytes = {.kept_in = &arena};
    for (size_t i = 0; i < 3000; i++) {
        buf_add_byte(&bytes, 'x');
    }
    memcpy(bytes.ptr + at, start, strlen(start));
    assert_true(bundle_open(&bundle, level));
    assert_true(bundle_add(&bundle, "", STR("a"), &bytes));
    bool deflated = bundle_find(&bundle, "", STR("a"))->deflated;
    bundle_close(&bundle);
    return deflated;
}

/* What files begin with whose formats pack. */
static void stores_what_is_packed_inside(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        const char *start;
    } packed[] = {{0, "%PDF-1.7"},
                  {0, "\x89PNG\r\n"},
                  {0, "\xff\xd8\xff\xe0"},
                  {0, "PK\x03\x04"},
                  {0, "\x1f\x8b"},
                  {0, "GIF89a"},
                  {4, "ftypmp42"},
                  {4, "ftypqt  "},
                  {0, "\x1a\x45\xdf\xa3"},
                  {0, "OggS"},
                  {0, "fLaC"},
                  {0, "ID3"},
                  {8, "WEBPVP8 "},
                  {0, "BZh9"},
                  {0, "\xfd\x37zXZ"},
                  {0, "7z\xbc\xaf\x27\x1c"},
                  {0, "wOF2"},
                  {0, "\x28\xb5\x2f\xfd"}},
      plain[] = {{0, "a,b,c"}, {0, "ftyp"}, {4, "WEBP"},
                 {0, "<svg"},  {0, "BM"},   {0, "II*"}};
    for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
        if (is_deflated(packed[i].start, packed[i].at, 6) ||
            !is_deflated(packed[i].start, packed[i].at, 12)) {
            fail_msg("'%s'", packed[i].start);
        }
    }
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        assert_true(is_deflated(plain[i].start, plain[i].at, 6));
    }
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
        TEST(stores_what_is_packed_inside),
        TEST(refuses_too_many_entries),
        TEST(refuses_too_many_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
