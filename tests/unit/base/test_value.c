#include "base/buf.h"
#include "base/value.h"

#include "cmocka_offprint.h"

static void reads_json(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct value value;
    assert_true(value_from_json(
        &arena, STR("{\"b\": [1, 2.5, null, true], \"a\": {\"x\": \"y\"}}"), &value));
    struct buf text = {0};
    value_dump(value, &text);
    assert_true(str_is(buf_str(&text), "{b: [1, 2.5, nil, true], a: {x: \"y\"}}"));
    assert_true(str_is(
        value_text_or(value_get(value_get(value, STR("a")), STR("x")), STR("")), "y"));
    assert_int_equal(value_count(value_get(value, STR("b"))), 4);
    assert_int_equal(value_get(value, STR("none")).kind, VALUE_NIL);
    assert_int_equal(value_at(value_get(value, STR("b")), 9).kind, VALUE_NIL);
    assert_false(value_from_json(&arena, STR("{"), &value));
    assert_true(value_from_json(&arena, STR("[99999999999999999999, 2]"), &value));
    assert_int_equal(value_at(value, 0).kind, VALUE_FLOAT);
    assert_int_equal(value_at(value, 1).kind, VALUE_INTEGER);
    buf_clear(&text);
    arena_clear(&arena);
}

static void reads_halves_of_characters(void **state)
{
    (void)state;
    static const struct {
        const char *json, *want;
        size_t half;
    } rows[] = {
        {"[\"\\ud83d\\ude00\"]", "[\"\xF0\x9F\x98\x80\"]", STR_NONE},
        {"[\"\\\\ud83d\"]", "[\"\\ud83d\"]", STR_NONE},
        {"[\"x\\uD83D\"]", "[\"x\xEF\xBF\xBD\"]", 3},
        {"{\"\\ude00\\ud83d\": \"\\ud83d\\u0041\"}",
         "{\xEF\xBF\xBD\xEF\xBF\xBD: \"\xEF\xBF\xBD"
         "A\"}",
         2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        struct value value;
        struct buf got = {0};
        arena_init(&arena, 0);
        assert_true(value_from_json(&arena, str_from(rows[i].json), &value));
        value_dump(value, &got);
        if (!str_eq(buf_str(&got), str_from(rows[i].want))) {
            fail_msg("%s: %.*s", rows[i].json, STR_ARG(buf_str(&got)));
        }
        assert_int_equal(value_json_half(str_from(rows[i].json), 0), rows[i].half);
        buf_clear(&got);
        arena_clear(&arena);
    }
}

static void maps_find_and_replace_many_keys(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct value map = value_map_new(&arena);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 5000; i++) {
            struct str key = arena_format(&arena, "key%d", i);
            assert_true(value_map_set(&arena, map, key, value_integer(i * (round + 1))));
        }
    }
    assert_int_equal(value_count(map), 5000);
    for (int i = 0; i < 5000; i++) {
        struct str key = arena_format(&arena, "key%d", i);
        assert_int_equal(value_get(map, key).as.integer, i * 2);
        assert_true(str_eq(map.as.map->entries[i].key, key)); /* order of insertion */
    }
    assert_false(value_has(map, STR("key5000")));
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_json),
        cmocka_unit_test(reads_halves_of_characters),
        cmocka_unit_test(maps_find_and_replace_many_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
