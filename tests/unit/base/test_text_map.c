/* Numbers by text: each is found whatever the table's size, the order is that of coming,
 * and an index of many names stays small. */
#include "base/buf.h"
#include "base/text_map.h"

#include "cmocka_offprint.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static struct str name_at(size_t index)
{
    return arena_format(&arena, "files/d%zu.zip", index);
}

static void finds_what_was_set(void **state)
{
    (void)state;
    struct text_map map = {0};
    arena_init(&arena, 0);
    assert_int_equal(text_map_get(&map, STR("a")), TEXT_MAP_NONE);
    assert_true(text_map_set(&arena, &map, (struct str){0}, 5));
    assert_true(text_map_set(&arena, &map, STR("a"), 1));
    assert_true(text_map_set(&arena, &map, STR("a"), 2));
    assert_true(text_map_add(&arena, &map, STR("a"), 3));
    assert_true(text_map_add(&arena, &map, STR("ab"), 0));
    assert_int_equal(map.count, 3);
    assert_int_equal(text_map_get(&map, STR("")), 5);
    assert_int_equal(text_map_get(&map, STR("a")), 2);
    assert_int_equal(text_map_get(&map, STR("ab")), 0);
    assert_true(text_map_has(&map, STR("ab")));
    assert_false(text_map_has(&map, STR("b")));
}

static void finds_each_of_many(void **state)
{
    (void)state;
    struct text_map map = {0};
    arena_init(&arena, 0);
    for (size_t i = 0; i < 3000; i++) {
        assert_true(i % 2 ? text_map_set(&arena, &map, name_at(i), i)
                          : text_map_add(&arena, &map, name_at(i), i));
        assert_int_equal(text_map_get(&map, name_at(i)), i);
        assert_false(text_map_has(&map, name_at(i + 1)));
    }
    for (size_t i = 0; i < 3000; i++) {
        assert_true(text_map_add(&arena, &map, name_at(i), 9999));
        assert_int_equal(text_map_get(&map, name_at(i)), i);
        assert_true(str_eq(text_map_at(&map, i), name_at(i)));
    }
    assert_int_equal(map.count, 3000);
}

/* With what its growing leaves behind; a map of values takes 90 bytes each. */
static void takes_few_bytes_each(void **state)
{
    (void)state;
    struct arena names;
    struct text_map map = {0};
    arena_init(&arena, 0);
    arena_init(&names, 0);
    for (size_t i = 0; i < 65000; i++) {
        assert_true(text_map_set(&arena, &map, arena_format(&names, "%zu", i), i));
    }
    assert_true(arena.used_bytes < 65000 * 64);
    arena_clear(&names);
}

static void ends_where_the_arena_does(void **state)
{
    (void)state;
    struct arena names;
    struct text_map map = {0};
    bool ok = true;
    arena_init(&arena, 20000);
    arena_init(&names, 0);
    for (size_t i = 0; ok && i < 5000; i++) {
        ok = text_map_set(&arena, &map, arena_format(&names, "%zu", i), i);
    }
    assert_false(ok);
    assert_true(arena_failed(&arena));
    assert_int_equal(text_map_get(&map, STR("7")), 7);
    arena_clear(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(finds_what_was_set, clear),
        cmocka_unit_test_teardown(finds_each_of_many, clear),
        cmocka_unit_test_teardown(takes_few_bytes_each, clear),
        cmocka_unit_test_teardown(ends_where_the_arena_does, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
