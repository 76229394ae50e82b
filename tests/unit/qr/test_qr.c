/* Codes of addresses: what fits, and rectangles that are the modules. That others read them
 * is tests/program/test_qr.py's. */
#include "cmocka_offprint.h"

#include "qr/qr.h"

#include <string.h>

/* Bytes that a code of so many modules holds at level M (ISO/IEC 18004, table 7). */
static const struct {
    uint32_t side;
    size_t bytes;
} capacities[] = {{21, 14}, {25, 26}, {29, 42}, {33, 62}, {37, 84}, {41, 106}, {45, 122}};

static struct qr encode(struct arena *arena, size_t length, uint32_t most)
{
    static const char letters[] = "https://www.example.org/a-longer-path/of-no-digits/";
    char text[4000];
    struct qr qr;
    struct report *report = report_new();
    for (size_t i = 0; i < length; i++) {
        text[i] = letters[i % (sizeof letters - 1)];
    }
    assert_true(qr_encode(arena, str_make(text, length), most, &qr, report));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 0);
    report_free(report);
    return qr;
}

static void takes_what_the_standard_says(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof capacities / sizeof capacities[0]; i++) {
        uint32_t side = capacities[i].side;
        size_t bytes = capacities[i].bytes;
        assert_int_equal(encode(&arena, bytes, 177).side, side);
        assert_int_equal(encode(&arena, bytes + 1, 177).side, side + 4);
        assert_int_equal(encode(&arena, bytes, side).side, side);
        assert_int_equal(encode(&arena, bytes + 1, side).side, 0);
        assert_int_equal(encode(&arena, bytes, side - 1).side, 0);
    }
    assert_int_equal(encode(&arena, 2331, 177).side, 177);
    assert_int_equal(encode(&arena, 2332, 177).side, 0);
    assert_int_equal(encode(&arena, 3999, 177).side, 0);
    assert_int_equal(encode(&arena, 0, 177).side, 0);
    arena_clear(&arena);
}

/* Digits take less: what seems long may yet fit. */
static void gives_up_no_text_that_fits(void **state)
{
    (void)state;
    struct arena arena;
    struct qr qr;
    char digits[301];
    struct report *report = report_new();
    arena_init(&arena, 0);
    memset(digits, '7', sizeof digits);
    assert_true(qr_encode(&arena, str_make(digits, 293), 45, &qr, report));
    assert_int_equal(qr.side, 45); /* 293 digits at level M */
    assert_true(qr_encode(&arena, str_make(digits, 294), 45, &qr, report));
    assert_int_equal(qr.side, 0);
    report_free(report);
    arena_clear(&arena);
}

static bool is_dark(const struct qr *qr, uint32_t x, uint32_t y)
{
    return qr->items[(size_t)y * qr->side + x];
}

/* Dark, with a light ring and a dark heart. */
static bool is_finder(const struct qr *qr, uint32_t left, uint32_t top)
{
    bool is = true;
    for (uint32_t y = 0; y < 7; y++) {
        for (uint32_t x = 0; x < 7; x++) {
            bool edge = x == 0 || y == 0 || x == 6 || y == 6;
            bool heart = x > 1 && x < 5 && y > 1 && y < 5;
            is = is && is_dark(qr, left + x, top + y) == (edge || heart);
        }
    }
    return is;
}

static void has_its_finders_in_three_corners(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct qr qr = encode(&arena, 40, 177);
    assert_true(is_finder(&qr, 0, 0));
    assert_true(is_finder(&qr, qr.side - 7, 0));
    assert_true(is_finder(&qr, 0, qr.side - 7));
    assert_false(is_finder(&qr, qr.side - 7, qr.side - 7));
    arena_clear(&arena);
}

static void check_rects(struct arena *arena, const struct qr *qr)
{
    size_t count, dark = 0;
    uint8_t painted[177 * 177] = {0};
    const struct qr_rect *rects = qr_rects(arena, qr, &count);
    assert_non_null(rects);
    for (size_t i = 0; i < count; i++) {
        assert_true(rects[i].width > 0 && rects[i].height > 0);
        assert_true(rects[i].x + rects[i].width <= qr->side);
        assert_true(rects[i].y + rects[i].height <= qr->side);
        for (uint32_t y = 0; y < rects[i].height; y++) {
            for (uint32_t x = 0; x < rects[i].width; x++) {
                painted[(rects[i].y + y) * qr->side + rects[i].x + x]++;
            }
        }
    }
    assert_memory_equal(painted, qr->items, (size_t)qr->side * qr->side);
    for (size_t i = 0; i < (size_t)qr->side * qr->side; i++) {
        dark += qr->items[i];
    }
    assert_true(count * 2 < dark || qr->side < 21);
}

static void paints_each_dark_module_once(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t length = 1; length < 2331; length += length / 3 + 1) {
        struct qr qr = encode(&arena, length, 177);
        check_rects(&arena, &qr);
    }
    static const uint8_t board[9] = {1, 0, 1, 0, 1, 0, 1, 0, 1},
                         full[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1},
                         hook[9] = {0, 1, 0, 1, 1, 1, 0, 1, 0};
    check_rects(&arena, &(struct qr){3, board});
    check_rects(&arena, &(struct qr){3, full});
    check_rects(&arena, &(struct qr){3, hook});
    arena_clear(&arena);
}

static void is_the_same_each_time(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct qr one = encode(&arena, 60, 177), two = encode(&arena, 60, 177);
    assert_int_equal(one.side, two.side);
    assert_memory_equal(one.items, two.items, (size_t)one.side * one.side);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_the_standard_says),
        cmocka_unit_test(gives_up_no_text_that_fits),
        cmocka_unit_test(has_its_finders_in_three_corners),
        cmocka_unit_test(paints_each_dark_module_once),
        cmocka_unit_test(is_the_same_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
