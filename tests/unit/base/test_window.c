/* Files through windows of many widths: the same bytes, the same places as in memory; and a
 * file that is shorter than it was is told. */
#include "base/arena.h"
#include "base/window.h"

#include "cmocka_offprint.h"

#include <stdio.h>
#include <unistd.h>

static const size_t rooms[] = {256, 257, 300, 1024, 5000, 100000};
#define ROOM_COUNT (sizeof rooms / sizeof rooms[0])

static struct arena arena;
static struct buf text;
static int fd;

/* Numbers, so that each place has bytes of its own, in memory and in a file. */
static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    for (size_t i = 0; i < 3000; i++) {
        buf_add_format(&text, "%zu,", i);
    }
    FILE *file = tmpfile();
    if (!file || fwrite(text.ptr, 1, text.len, file) != text.len || fflush(file) != 0) {
        return -1;
    }
    fd = dup(fileno(file));
    return fclose(file);
}

static int tear_down(void **state)
{
    (void)state;
    buf_clear(&text);
    arena_clear(&arena);
    return close(fd);
}

static struct window open_window(size_t room_bytes, size_t size)
{
    struct window window;
    struct file_reading reading = {.fd = dup(fd), .bytes = size};
    assert_true(window_open_on(&window, reading, room_bytes));
    assert_int_equal(window.size, size);
    assert_false(window_is_whole(&window));
    return window;
}

static void shows_each_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROOM_COUNT; i++) {
        struct window window = open_window(rooms[i], text.len);
        for (size_t at = 0; at < text.len; at += 1 + at % 7) {
            assert_int_equal(window_byte(&window, at), text.ptr[at]);
        }
        for (size_t at = text.len; at-- > 0;) {
            assert_int_equal(window_byte(&window, at), text.ptr[at]);
        }
        assert_int_equal(window.status, FILE_OK);
        window_close(&window);
    }
}

static void shows_parts(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROOM_COUNT; i++) {
        struct window window = open_window(rooms[i], text.len);
        size_t least = rooms[i] / 2;
        for (size_t at = 0; at < text.len + 5; at += 101) {
            size_t end = at + 3000, rest = at < text.len ? text.len - at : 0;
            struct str part = window_part(&window, at, end, least);
            rest = rest < 3000 ? rest : 3000;
            assert_true(part.len >= (least < rest ? least : rest) && part.len <= rest);
            assert_true(str_eq(part, str_sub(buf_str(&text), at, at + part.len)));
        }
        window_close(&window);
    }
}

static void finds_as_in_memory(void **state)
{
    (void)state;
    static const char *const needles[] = {"0",     "1999,", ",2000,2001,",
                                          "2999,", "none",  "77"};
    for (size_t i = 0; i < ROOM_COUNT; i++) {
        struct window window = open_window(rooms[i], text.len);
        for (size_t k = 0; k < sizeof needles / sizeof needles[0]; k++) {
            struct str needle = str_from(needles[k]);
            for (size_t end = 0; end <= text.len + 100; end += 1777) {
                struct str before = str_sub(buf_str(&text), 0, end);
                size_t want = str_find(before, needle, 500), last = STR_NONE;
                assert_int_equal(window_find(&window, needle, 500, end), want);
                for (; want != STR_NONE; want = str_find(before, needle, want + 1)) {
                    last = want;
                }
                assert_int_equal(window_find_last(&window, needle, 500, end), last);
            }
        }
        window_close(&window);
    }
}

static void takes_and_digests(void **state)
{
    (void)state;
    uint8_t want[SHA256_BYTES], got[SHA256_BYTES];
    digest_sha256(buf_str(&text), want);
    for (size_t i = 0; i < ROOM_COUNT; i++) {
        struct window window = open_window(rooms[i], text.len);
        struct str part = window_take(&window, 100, 9000, &arena);
        assert_true(str_eq(part, str_sub(buf_str(&text), 100, 9000)));
        assert_int_equal(window_take(&window, text.len, text.len + 9, &arena).len, 0);
        assert_true(window_digest(&window, &arena, (struct digests){.sha256 = got}));
        assert_memory_equal(got, want, sizeof want);
        window_close(&window);
    }
    struct window whole = window_of(buf_str(&text));
    assert_true(window_is_whole(&whole));
    assert_ptr_equal(window_take(&whole, 7, 20, &arena).ptr, text.ptr + 7);
}

/* What is missing is zeros, and told. */
static void tells_of_a_file_that_shrank(void **state)
{
    (void)state;
    struct window window = open_window(1024, text.len + 5000);
    assert_int_equal(window_byte(&window, text.len - 2000), text.ptr[text.len - 2000]);
    assert_int_equal(window.status, FILE_OK);
    assert_int_equal(window_find(&window, STR("none"), 0, window.size), STR_NONE);
    assert_int_equal(window.status, FILE_UNREADABLE);
    assert_int_equal(window_byte(&window, text.len + 4000), '\0');
    window_close(&window);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_each_byte),
        cmocka_unit_test(shows_parts),
        cmocka_unit_test(finds_as_in_memory),
        cmocka_unit_test(takes_and_digests),
        cmocka_unit_test(tells_of_a_file_that_shrank),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
