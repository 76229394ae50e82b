#include "base/arena.h"
#include "base/buf.h"
#include "base/length.h"
#include "base/size.h"
#include "base/utf8.h"

#include "cmocka_offprint.h"

static void finds_invalid_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len, want;
    } cases[] = {
        {"plain", 5, STR_NONE},
        {"\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e", 9, STR_NONE},
        {"a\xff", 2, 1},
        {"\xc0\x80", 2, 0},         /* overlong */
        {"\xed\xa0\x80", 3, 0},     /* surrogate */
        {"\xf4\x90\x80\x80", 4, 0}, /* above U+10FFFF */
        {"ab\xe2\x82", 4, 2},       /* cut off */
        {"\x80", 1, 0},             /* stray continuation */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(utf8_find_invalid(str_make(cases[i].text, cases[i].len)),
                         cases[i].want);
    }
}

static void encodes_what_it_decodes(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        if (c >= 0xD800 && c < 0xE000) {
            continue;
        }
        char bytes[UTF8_MAX_BYTES];
        struct str s = {bytes, utf8_encode(c, bytes)};
        size_t len;
        assert_int_equal(utf8_decode(s, 0, &len), c);
        assert_int_equal(len, s.len);
        assert_int_equal(utf8_decode_before(s, s.len, &len), c);
        assert_int_equal(utf8_find_invalid(s), STR_NONE);
    }
    char bytes[UTF8_MAX_BYTES];
    assert_int_equal(utf8_encode(0xD800, bytes), 3); /* becomes U+FFFD */
    assert_memory_equal(bytes, "\xef\xbf\xbd", 3);
}

/* Whatever stands at whatever distance from the begin: as one by one. */
static void counts_code_points(void **state)
{
    (void)state;
    static const char *const signs[] = {"\xc3\xa4", "\xe4\xb8\xad", "\xf0\x9f\x98\x80",
                                        "\xff",     "\xe2\x80",     "\x80\x80"};
    for (size_t before = 0; before < 20; before++) {
        for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
            struct buf text = {0};
            for (size_t k = 0; k < 20; k++) {
                buf_add_text(&text, k == before ? signs[i] : "");
                buf_add_byte(&text, 'a');
            }
            size_t count = 0, len;
            for (size_t at = 0; at < text.len; at += len) {
                (void)utf8_decode(buf_str(&text), at, &len);
                count++;
            }
            assert_int_equal(utf8_count(buf_str(&text)), count);
            buf_clear(&text);
        }
    }
}

static void terminals_see_what_would_not_show(void **state)
{
    (void)state;
    static const struct {
        const char *text, *visible;
    } cases[] = {
        {"", ""},
        {"a b", "a b"},
        {"  a \n\t b\x01 c ", "  a \\x0a\\x09 b\\x01 c "},
        {"a\x1b[1m\x7f", "a\\x1b[1m\\x7f"},
        {"\xc2\x85 \xc2\x9b", "\\x85 \\x9b"},
        {"\xe2\x80\xae \xe2\x81\xa6", "\\u202e \\u2066"},
        {"\xe2\x80\xa8\xe2\x80\xa9", "\\u2028\\u2029"},
        {"\xef\xbf\xbe \xef\xb7\x90", "\\ufffe \\ufdd0"},
        {"\xff z\xc3", "\\xff z\\xc3"},
        {"\xef\xbf\xbd", "\xef\xbf\xbd"},
        {"\xc2\xa0\xe2\x80\x8f", "\xc2\xa0\xe2\x80\x8f"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf visible = {0};
        buf_add_visible(&visible, str_from(cases[i].text));
        if (!str_is(buf_str(&visible), cases[i].visible)) {
            fail_msg("case %zu: '%.*s'", i, STR_ARG(buf_str(&visible)));
        }
        buf_clear(&visible);
    }
}

static void buffers_fail_once_and_stay_failed(void **state)
{
    (void)state;
    struct buf buf = {.limit_bytes = 8};
    buf_add_text(&buf, "12345678");
    assert_true(buf_ok(&buf));
    buf_add_byte(&buf, '9');
    assert_false(buf_ok(&buf));
    buf_add_text(&buf, "");
    buf_reset(&buf);
    buf_add_byte(&buf, 'x');
    assert_true(buf_ok(&buf));
    assert_int_equal(buf.len, 1);
    buf_clear(&buf);
}

static void buffers_escape_markup(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_add_escaped(&buf, STR("<a b=\"c\">&amp;"));
    assert_true(str_is(buf_str(&buf), "&lt;a b=&quot;c&quot;&gt;&amp;amp;"));
    buf_clear(&buf);
}

static void arenas_keep_to_their_ceiling(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 100000);
    size_t got = 0;
    while (arena_alloc(&arena, 1, 1000)) {
        got++;
    }
    assert_true(arena_failed(&arena));
    assert_in_range(got, 20, 100);
    arena_clear(&arena);
    assert_false(arena_failed(&arena));
    assert_null(arena_alloc(&arena, SIZE_MAX, 2));
    arena_clear(&arena);
}

static void arenas_grow_arrays(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 100000; i++) {
        assert_true(arena_grow(&arena, &items, (size_t)i, &capacity, sizeof *items));
        items[i] = i;
    }
    for (int i = 0; i < 100000; i++) {
        assert_int_equal(items[i], i);
    }
    arena_clear(&arena);
}

static void lengths_saturate(void **state)
{
    (void)state;
    assert_int_equal(sp_add(SP_MAX, SP_MAX), SP_MAX);
    assert_int_equal(sp_sub(-SP_MAX, SP_MAX), -SP_MAX);
    assert_int_equal(sp_scale(SP_MAX, 1000, 1), SP_MAX);
    assert_int_equal(sp_scale(10, 1, 4), 3);
    assert_int_equal(sp_scale(-10, 1, 4), -3);
    assert_int_equal(SP_PT(1.5), 1536);
    size_t out = 7;
    assert_false(size_mul(SIZE_MAX, 2, &out));
    assert_false(size_add(SIZE_MAX, 1, &out));
    assert_int_equal(out, 7);
}

/* By the table itself, row after row. */
static size_t plain_distance(struct str a, struct str b)
{
    size_t row[65];
    for (size_t j = 0; j <= b.len; j++) {
        row[j] = j;
    }
    for (size_t i = 0; i < a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < b.len; j++) {
            size_t replaced = diagonal + (a.ptr[i] != b.ptr[j]);
            size_t shorter = (row[j] < row[j + 1] ? row[j] : row[j + 1]) + 1;
            diagonal = row[j + 1];
            row[j + 1] = replaced < shorter ? replaced : shorter;
        }
    }
    return row[b.len];
}

static void measures_distances_as_the_table_does(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (size_t round = 0; round < 4000; round++) {
        char texts[2][64];
        size_t lens[2];
        for (size_t k = 0; k < 2; k++) {
            seed = seed * 1664525 + 1013904223;
            lens[k] = round % 40 == 0 ? 64 : (seed >> 16) % 65;
            for (size_t i = 0; i < lens[k]; i++) {
                seed = seed * 1664525 + 1013904223;
                texts[k][i] = (char)((seed >> 24) % (round % 2 ? 3 : 200) + 50);
            }
        }
        struct str a = str_make(texts[0], lens[0]), b = str_make(texts[1], lens[1]);
        assert_int_equal(str_distance(a, b), plain_distance(a, b));
    }
}

static void measures_distance(void **state)
{
    (void)state;
    assert_int_equal(str_distance(STR("baseurl"), STR("basurl")), 1);
    assert_int_equal(str_distance(STR("abc"), STR("abc")), 0);
    assert_int_equal(str_distance(STR(""), STR("abc")), 3);
    assert_int_equal(str_distance(STR("kitten"), STR("sitting")), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_distances_as_the_table_does),
        cmocka_unit_test(finds_invalid_utf8),
        cmocka_unit_test(counts_code_points),
        cmocka_unit_test(encodes_what_it_decodes),
        cmocka_unit_test(terminals_see_what_would_not_show),
        cmocka_unit_test(buffers_fail_once_and_stay_failed),
        cmocka_unit_test(buffers_escape_markup),
        cmocka_unit_test(arenas_keep_to_their_ceiling),
        cmocka_unit_test(arenas_grow_arrays),
        cmocka_unit_test(lengths_saturate),
        cmocka_unit_test(measures_distance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
