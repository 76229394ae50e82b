#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "cmocka_offprint.h"

/* No memory holds one byte and SIZE_MAX more. */
static void run_out_of_memory(struct buf *buf)
{
    buf_add_byte(buf, 'x');
    assert_false(buf_reserve(buf, SIZE_MAX));
}

static void fails_with_what_takes_its_text(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct buf out = {.kept_in = &arena}, part = {.part_of = &out},
               word = {.part_of = &part};
    buf_add_text(&out, "before");
    run_out_of_memory(&word);
    assert_false(buf_ok(&word));
    assert_false(buf_ok(&part));
    assert_false(buf_ok(&out));
    assert_true(arena_failed(&arena));
    assert_int_equal(buf_str(&word).len, 0);
    buf_add_text(&out, "ignored");
    assert_int_equal(out.len, strlen("before"));
    buf_clear(&word);
    buf_clear(&part);
    buf_clear(&out);
    arena_clear(&arena);
}

static void keeps_a_failure_to_itself(void **state)
{
    (void)state;
    struct buf alone = {0}, other = {0};
    run_out_of_memory(&alone);
    assert_false(buf_ok(&alone));
    buf_add(&other, buf_str(&alone));
    assert_true(buf_ok(&other)); /* a text is just text */
    buf_reset(&alone);
    assert_true(buf_ok(&alone));
    buf_clear(&alone);
    buf_clear(&other);
}

static void stops_at_its_ceiling_alone(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct buf out = {.kept_in = &arena, .limit_bytes = 8};
    buf_add_text(&out, "12345678");
    assert_true(buf_ok(&out));
    buf_add_byte(&out, '9');
    assert_true(out.full);
    assert_false(buf_ok(&out));
    assert_false(arena_failed(&arena));
    buf_clear(&out);
    buf_add_text(&out, "123456789");
    assert_true(out.full); /* the ceiling outlives buf_clear */
    buf_clear(&out);
    arena_clear(&arena);
}

static void takes_a_text_into_the_arena(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct buf text = {0};
    buf_add_format(&text, "%d %s", 7, "pages");
    assert_true(str_is(arena_take(&arena, &text), "7 pages"));
    assert_null(text.ptr);
    assert_false(arena_failed(&arena));
    run_out_of_memory(&text);
    assert_int_equal(arena_take(&arena, &text).len, 0);
    assert_true(arena_failed(&arena));
    arena_clear(&arena);
}

static void compares_a_digest_with_its_text(void **state)
{
    (void)state;
    uint8_t digest[SHA256_BYTES];
    struct buf hex = {0};
    digest_sha256(STR("abc"), digest);
    digest_add_hex(&hex, digest, sizeof digest);
    assert_true(str_starts(buf_str(&hex), "ba7816bf8f01cfea"));
    assert_true(digest_is_hex(buf_str(&hex), digest, sizeof digest));
    assert_false(digest_is_hex(str_sub(buf_str(&hex), 0, 63), digest, sizeof digest));
    hex.ptr[63] = hex.ptr[63] == '0' ? '1' : '0';
    assert_false(digest_is_hex(buf_str(&hex), digest, sizeof digest));
    buf_clear(&hex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fails_with_what_takes_its_text),
        cmocka_unit_test(keeps_a_failure_to_itself),
        cmocka_unit_test(stops_at_its_ceiling_alone),
        cmocka_unit_test(takes_a_text_into_the_arena),
        cmocka_unit_test(compares_a_digest_with_its_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
