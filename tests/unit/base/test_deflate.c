/* DEFLATE in parts: one stream comes of them, whatever they are and however each ends. */
#include "base/deflate.h"
#include "base/deflate_blocks.h"

#include "cmocka_offprint.h"

#include <stdlib.h>

static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* Texts of which other blocks come: stored, of fixed codes, of own ones, and several. */
static void fill(struct buf *out, int kind, size_t len)
{
    uint32_t state = (uint32_t)len + (uint32_t)kind;
    while (out->len < len) {
        uint32_t number = next_number(&state);
        if (kind == 0) {
            buf_add_byte(out, (char)number); /* noise */
        } else if (kind == 1) {
            buf_add_byte(out, 'x');
        } else if (kind == 2) {
            buf_add_format(out, "%u,2021-07-%02u,%s\n", number % 10000, number % 28 + 1,
                           number % 3 ? "upload" : "download");
        } else {
            buf_add_format(out, number % 50 ? "%c" : "%c the longer words",
                           (int)(number % (out->len / 3000 % 90 + 1)) + 33);
        }
    }
    buf_truncate(out, len);
}

static void check_parts(struct deflater *deflater, struct str text, size_t part_bytes)
{
    struct buf packed = {0}, back = {0};
    size_t at = 0;
    do {
        struct str part = str_sub(text, at, at + part_bytes);
        at += part.len;
        assert_true(deflate_raw_part(deflater, part, at == text.len, &packed));
    } while (at < text.len);
    assert_true(inflate_raw(buf_str(&packed), text.len + 1, &back));
    assert_true(str_eq(buf_str(&back), text));
    buf_clear(&packed);
    buf_clear(&back);
}

static void makes_one_stream_of_parts(void **state)
{
    (void)state;
    static const size_t lens[] = {0, 1, 60, 700, 9999, 66000, 700000};
    static const size_t parts[] = {1000, 65535, 65536, 300001};
    for (int level = 1; level <= 12; level += level == 1 ? 5 : 6) { /* 1, 6, 12 */
        struct deflater *deflater = deflater_new(level);
        for (size_t i = 0; i < 4 * sizeof lens / sizeof lens[0]; i++) {
            struct buf text = {0};
            fill(&text, (int)i % 4, lens[i / 4]);
            for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++) {
                check_parts(deflater, buf_str(&text), parts[k]);
            }
            buf_clear(&text);
        }
        deflater_free(deflater);
    }
}

/* Each end within a byte comes up. */
static void joins_at_any_bit(void **state)
{
    (void)state;
    struct deflater *deflater = deflater_new(0);
    struct buf text = {0};
    fill(&text, 2, 4000);
    for (size_t part = 60; part < 400; part++) {
        check_parts(deflater, buf_str(&text), part);
    }
    buf_clear(&text);
    deflater_free(deflater);
}

static void leaves_one_part_as_it_is(void **state)
{
    (void)state;
    struct deflater *deflater = deflater_new(0);
    struct buf text = {0}, whole = {0}, part = {0};
    fill(&text, 2, 100000);
    assert_true(deflate_raw(deflater, buf_str(&text), &whole));
    assert_true(deflate_raw_part(deflater, buf_str(&text), true, &part));
    assert_true(str_eq(buf_str(&whole), buf_str(&part)));
    buf_clear(&text);
    buf_clear(&whole);
    buf_clear(&part);
    deflater_free(deflater);
}

static void finds_the_last_block(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len, at, end;
    } rows[] = {
        {"\x03\x00", 2, 0, 10},     /* fixed, empty */
        {"\x4b\x04\x00", 3, 0, 18}, /* fixed, "a" */
        {"\x01\x01\x00\xfe\xff"
         "a",
         6, 0, 48}, /* stored */
        {"\x00\x01\x00\xfe\xff"
         "a\x01\x00\x00\xff\xff",
         11, 48, 88},                    /* and one more */
        {"\x4a\x04\x0c\x00", 4, 18, 28}, /* fixed, and one more */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct deflate_last_block block;
        if (!deflate_find_last_block(str_make(rows[i].bytes, rows[i].len), &block) ||
            block.at != rows[i].at || block.end != rows[i].end) {
            fail_msg("row %zu: %zu to %zu", i, block.at, block.end);
        }
    }
}

/* Whatever the bytes are, it ends; of a stream that was cut no end is found. */
static void ends_on_damage(void **state)
{
    (void)state;
    struct deflater *deflater = deflater_new(0);
    struct buf text = {0}, packed = {0};
    struct deflate_last_block block;
    fill(&text, 2, 5000);
    assert_true(deflate_raw(deflater, buf_str(&text), &packed));
    for (size_t len = 0; len + 1 < packed.len; len++) {
        assert_false(deflate_find_last_block(str_make(packed.ptr, len), &block));
    }
    uint32_t seed = 7;
    for (size_t i = 0; i < 20000; i++) {
        size_t at = next_number(&seed) % packed.len;
        char was = packed.ptr[at], *copy = malloc(packed.len); /* so that its end is one */
        assert_non_null(copy);
        packed.ptr[at] = (char)next_number(&seed);
        memcpy(copy, packed.ptr, packed.len);
        if (deflate_find_last_block(str_make(copy, packed.len), &block)) {
            assert_true(block.end <= packed.len * 8);
        }
        free(copy);
        packed.ptr[at] = i % 16 ? packed.ptr[at] : was;
    }
    buf_clear(&text);
    buf_clear(&packed);
    deflater_free(deflater);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_one_stream_of_parts),
        cmocka_unit_test(joins_at_any_bit),
        cmocka_unit_test(leaves_one_part_as_it_is),
        cmocka_unit_test(finds_the_last_block),
        cmocka_unit_test(ends_on_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
