#include "base/number.h"

#include "base/value.h"
#include "cmocka_offprint.h"
#include "locale_offprint.h"

#include <float.h>
#include <math.h>

static struct str real_text(double real, struct buf *room)
{
    buf_reset(room);
    number_add_real(room, real);
    return buf_str(room);
}

static void prints_the_shortest_digits(void **state)
{
    (void)state;
    static const struct {
        double real;
        const char *want;
    } cases[] = {
        {0.0, "0.0"},
        {-0.0, "-0.0"},
        {1, "1.0"},
        {-2.5, "-2.5"},
        {100, "100.0"},
        {0.1, "0.1"},
        {1.0 / 3, "0.3333333333333333"},
        {0.1 + 0.2, "0.30000000000000004"},
        {0.0001, "0.0001"},
        {0.00012, "0.00012"},
        {0.00001, "1.0e-05"},
        {1.25e-7, "1.25e-07"},
        {123456789012345.0, "123456789012345.0"},
        {1e15, "1000000000000000.0"},
        {9007199254740993.0, "9007199254740992.0"},
        {1e16, "1.0e+16"},
        {1.5e100, "1.5e+100"},
        {1e23, "1.0e+23"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {DBL_MIN, "2.2250738585072014e-308"},
        {5e-324, "5.0e-324"},
        {(double)INFINITY, "Infinity"},
        {-(double)INFINITY, "-Infinity"},
        {(double)NAN, "NaN"},
    };
    struct buf text = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str got = real_text(cases[i].real, &text);
        if (!str_is(got, cases[i].want)) {
            fail_msg("'%.*s', not '%s'", STR_ARG(got), cases[i].want);
        }
    }
    buf_clear(&text);
}

static void reads_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_number;
        double want;
    } cases[] = {
        {"0", true, 0},
        {"-12", true, -12},
        {"+2.50", true, 2.5},
        {".5", true, 0.5},
        {"5.", true, 5},
        {"1.5e-3", true, 0.0015},
        {"1E+2", true, 100},
        {"0.000000000000000000000001e24", true, 1},
        {"00012.5", true, 12.5},
        {"1e400", true, (double)INFINITY},
        {"-1e999999999999999999999", true, -(double)INFINITY},
        {"1e-999999999999999999999", true, 0},
        {"9007199254740993", true, 9007199254740992.0}, /* half goes to even */
        {"9007199254740993.0000000000001", true, 9007199254740994.0},
        {"", false, 0},
        {"-", false, 0},
        {".", false, 0},
        {"1,5", false, 0},
        {"1.2.3", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1e", false, 0},
        {"1e+", false, 0},
        {"1e5x", false, 0},
        {"0x10", false, 0},
        {"inf", false, 0},
        {"--1", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double got = 0;
        bool is_number = number_read(str_from(cases[i].text), &got);
        if (is_number != cases[i].is_number || got < cases[i].want || got > cases[i].want) {
            fail_msg("'%s': %d", cases[i].text, is_number);
        }
    }
}

/* Past 768 digits nothing but a rest above 0 can tip the balance. */
static void reads_more_digits_than_it_keeps(void **state)
{
    (void)state;
    struct buf text = {0};
    double got;
    buf_add_text(&text, "9007199254740993.");
    for (size_t i = 0; i < 2000; i++) {
        buf_add_byte(&text, '0');
    }
    assert_true(number_read(buf_str(&text), &got));
    assert_true(got <= 9007199254740992.0);
    buf_add_byte(&text, '1');
    assert_true(number_read(buf_str(&text), &got));
    assert_true(got >= 9007199254740994.0);
    buf_add_text(&text, "e-16");
    assert_true(number_read(buf_str(&text), &got));
    assert_true(got > 0.9 && got < 0.91);
    buf_clear(&text);
}

static void rounds_the_digits_that_are_seen(void **state)
{
    (void)state;
    static const struct {
        double real;
        int64_t places;
        const char *want;
    } cases[] = {
        {2.345, 1, "2.3"},      {2.675, 2, "2.68"}, {1.005, 2, "1.01"}, {9.99, 1, "10.0"},
        {0.05, 1, "0.1"},       {0.04, 1, "0.0"},   {-2.5, 0, "-3.0"},  {55.5, -1, "60.0"},
        {49, -2, "0.0"},        {50, -2, "100.0"},  {2.5, 9, "2.5"},    {5e-324, 3, "0.0"},
        {1e300, 0, "1.0e+300"}, {99.5, 0, "100.0"}, {4, -400, "0.0"},   {10.4, 0, "10.0"},
    };
    struct buf text = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct decimal decimal = decimal_from(cases[i].real);
        decimal_round(&decimal, cases[i].places);
        struct str got = real_text(decimal_value(&decimal), &text);
        if (!str_is(got, cases[i].want)) {
            fail_msg("%zu: '%.*s', not '%s'", i, STR_ARG(got), cases[i].want);
        }
    }
    buf_clear(&text);
}

static void sums_as_decimals_do(void **state)
{
    (void)state;
    struct decimal tenth = decimal_from(0.1), fifth = decimal_from(0.2);
    double sum = (double)(decimal_value_long(&tenth) + decimal_value_long(&fifth));
    assert_true(sum >= 0.3 && sum <= 0.3);
}

static void groups_thousands(void **state)
{
    (void)state;
    static const struct {
        uint64_t value;
        const char *want;
    } cases[] = {{0, "0"},
                 {999, "999"},
                 {1000, "1,000"},
                 {18116, "18,116"},
                 {1008000, "1,008,000"},
                 {UINT64_MAX, "18,446,744,073,709,551,615"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf text = {0};
        number_add_grouped(&text, cases[i].value);
        assert_true(str_is(buf_str(&text), cases[i].want));
        buf_clear(&text);
    }
}

static void writes_sizes(void **state)
{
    (void)state;
    static const struct {
        uint64_t size_bytes;
        const char *want;
    } cases[] = {{0, "0 B"},
                 {512, "512 B"},
                 {999, "999 B"},
                 {1000, "1 kB"},
                 {1499, "1 kB"},
                 {1500, "2 kB"},
                 {96000, "96 kB"},
                 {999499, "999 kB"},
                 {999500, "1.0 MB"},
                 {1249999, "1.2 MB"},
                 {1250000, "1.3 MB"},
                 {123456789, "123.5 MB"},
                 {UINT64_C(2147483648), "2,147.5 MB"},
                 {UINT64_MAX, "18,446,744,073,709.6 MB"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf text = {0};
        number_add_size(&text, cases[i].size_bytes);
        if (!str_is(buf_str(&text), cases[i].want)) {
            fail_msg("'%.*s', not '%s'", STR_ARG(buf_str(&text)), cases[i].want);
        }
        buf_clear(&text);
    }
}

/* jansson asks the locale for its point; it must still read a JSON number. */
static void reads_json_by_no_locale(void **state)
{
    (void)state;
    struct arena arena;
    struct value value;
    arena_init(&arena, 0);
    assert_true(value_from_json(&arena, STR("2.5"), &value));
    assert_int_equal(value.kind, VALUE_FLOAT);
    assert_true(value.as.real >= 2.5 && value.as.real <= 2.5);
    arena_clear(&arena);
}

/* The C library's own answer, in the C locale or with its comma made a point. */
static size_t library_digits(double real, char *digits, long *whole)
{
    char text[64];
    int precision = 0;
    do {
        (void)snprintf(text, sizeof text, "%.*e", precision, fabs(real));
        char *end;
        if (strtod(text, &end) >= fabs(real) && strtod(text, &end) <= fabs(real)) {
            break;
        }
    } while (++precision < 17);
    size_t count = 0;
    const char *at = text;
    for (; *at != 'e'; at++) {
        if (*at >= '0' && *at <= '9') {
            digits[count++] = *at;
        }
    }
    *whole = strtol(at + 1, NULL, 10) + 1;
    return count;
}

static uint64_t random_bits(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void goes_round_as_the_library_does(void **state)
{
    (void)state;
    uint64_t seed = UINT64_C(88172645463325252);
    struct buf text = {0};
    for (size_t i = 0; i < 20000; i++) {
        uint64_t bits = random_bits(&seed);
        double real;
        memcpy(&real, &bits, sizeof real);
        if (i % 2) { /* the numbers that people write */
            real = (double)(int64_t)(bits >> 40) / (i % 4 == 1 ? 100 : 1000);
        }
        if (!isfinite(real) || fabs(real) <= 0) {
            continue;
        }
        struct decimal decimal = decimal_from(real);
        char digits[32];
        long whole;
        size_t count = library_digits(real, digits, &whole);
        if (count != decimal.count || whole != decimal.whole ||
            memcmp(digits, decimal.digits, count) != 0) {
            fail_msg("%a: '%.*s' at %ld", real, (int)decimal.count, decimal.digits, whole);
        }
        double back;
        assert_true(number_read(real_text(real, &text), &back));
        assert_memory_equal(&back, &real, sizeof real);
        double value = decimal_value(&decimal);
        assert_memory_equal(&value, &real, sizeof real);
    }
    buf_clear(&text);
}

int main(int argc, char **argv)
{
    int status = locale_take(argc, argv);
    if (status) {
        return status;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_the_shortest_digits),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(reads_more_digits_than_it_keeps),
        cmocka_unit_test(rounds_the_digits_that_are_seen),
        cmocka_unit_test(sums_as_decimals_do),
        cmocka_unit_test(groups_thousands),
        cmocka_unit_test(writes_sizes),
        cmocka_unit_test(reads_json_by_no_locale),
        cmocka_unit_test(goes_round_as_the_library_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
