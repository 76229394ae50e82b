/* The only file that asks the C library to turn digits into reals or reals into digits.
 *
 * The library's locale decides how it spells the point, so it never gets to see one: for
 * reading, the digits become a whole number with an exponent ("25e-1"), and of what it
 * prints, the bytes between the first digit and the next are left out. */
#include "base/number.h"

#include "base/size.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DOUBLE_DIGITS 17
#define EXPONENT_LIMIT 100000 /* far past what a long double holds */

static int64_t clamp_exponent(int64_t exponent)
{
    return exponent > EXPONENT_LIMIT    ? EXPONENT_LIMIT
           : exponent < -EXPONENT_LIMIT ? -EXPONENT_LIMIT
                                        : exponent;
}

/* Decimals */

/* `count` digits of `real`, which must be above 0. */
static void take_digits(struct decimal *decimal, double real, int count)
{
    char text[64];
    (void)snprintf(text, sizeof text, "%.*e", count - 1, real);
    const char *at = text;
    for (decimal->count = 0; decimal->count < (size_t)count; at++) {
        if (ascii_is_digit(*at)) {
            decimal->digits[decimal->count++] = *at;
        }
    }
    decimal->whole = strtol(strchr(at, 'e') + 1, NULL, 10) + 1;
}

static void trim_zeros(struct decimal *decimal)
{
    while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0') {
        decimal->count--;
    }
}

/* Any number of up to 15 digits comes back from a double unchanged, so that more are only
 * tried where these do not give the same double. Near 0 a double holds less. */
struct decimal decimal_from(double real)
{
    struct decimal decimal = {0};
    double size = fabs(real);
    int count = size < DBL_MIN ? 1 : DBL_DIG;
    if (size > 0) {
        take_digits(&decimal, size, count);
    }
    while (decimal_value(&decimal) != size && count < DOUBLE_DIGITS) {
        take_digits(&decimal, size, ++count);
    }
    trim_zeros(&decimal);
    decimal.negative = signbit(real) != 0;
    return decimal;
}

static void spell(const struct decimal *decimal, char *out, size_t room)
{
    int64_t exponent = clamp_exponent(decimal->whole) - (int64_t)decimal->count;
    (void)snprintf(out, room, "%s%.*se%" PRId64, decimal->negative ? "-" : "",
                   decimal->count ? (int)decimal->count : 1,
                   decimal->count ? decimal->digits : "0", exponent);
}

double decimal_value(const struct decimal *decimal)
{
    char text[64];
    spell(decimal, text, sizeof text);
    return strtod(text, NULL);
}

long double decimal_value_long(const struct decimal *decimal)
{
    char text[64];
    spell(decimal, text, sizeof text);
    return strtold(text, NULL);
}

void decimal_round(struct decimal *decimal, int64_t places)
{
    int64_t kept = clamp_exponent(decimal->whole) + clamp_exponent(places);
    if (kept >= (int64_t)decimal->count) {
        return;
    }
    bool up = kept >= 0 && decimal->digits[kept] >= '5';
    decimal->count = kept > 0 ? (size_t)kept : 0;
    while (up && decimal->count > 0 && decimal->digits[decimal->count - 1] == '9') {
        decimal->count--;
    }
    if (up && decimal->count > 0) {
        decimal->digits[decimal->count - 1]++;
    } else if (up) { /* nines all the way, or nothing was kept */
        decimal->digits[decimal->count++] = '1';
        decimal->whole++;
    }
    trim_zeros(decimal);
}

/* Reading */

#define READ_LIMIT_DIGITS                                                                  \
    800 /* 768 decide any double; of the rest, whether it is all 0                         \
         */

/* Digits as they are read: no zeros in front, those past the limit only counted. */
struct digits {
    char text[READ_LIMIT_DIGITS + 32];
    size_t len;
    int64_t exponent; /* of the last digit kept */
    bool any, more;   /* digits seen at all; one that is not 0 was left out */
};

static void add_digit(struct digits *digits, char digit, bool behind_point)
{
    digits->any = true;
    bool keeps = digits->len < READ_LIMIT_DIGITS;
    if (keeps && (digits->len > 0 || digit != '0')) {
        digits->text[digits->len++] = digit;
    }
    digits->more = digits->more || (!keeps && digit != '0');
    digits->exponent += !keeps - behind_point;
}

/* "e5", "E-12", or nothing. */
static bool read_exponent(struct str text, int64_t *out)
{
    if (text.len == 0) {
        return true;
    }
    bool negative = text.len > 1 && text.ptr[1] == '-';
    size_t at = negative || (text.len > 1 && text.ptr[1] == '+') ? 2 : 1;
    if (ascii_lower(text.ptr[0]) != 'e' || at >= text.len) {
        return false;
    }
    int64_t exponent = 0;
    for (; at < text.len && ascii_is_digit(text.ptr[at]); at++) {
        exponent = clamp_exponent(exponent * 10 + (text.ptr[at] - '0'));
    }
    *out += negative ? -exponent : exponent;
    return at == text.len;
}

bool number_read(struct str text, double *out)
{
    bool negative = str_starts(text, "-"), point = false;
    size_t at = negative || str_starts(text, "+") ? 1 : 0;
    struct digits digits = {.len = 0};
    for (; at < text.len; at++) {
        if (ascii_is_digit(text.ptr[at])) {
            add_digit(&digits, text.ptr[at], point);
        } else if (text.ptr[at] == '.' && !point) {
            point = true;
        } else {
            break;
        }
    }
    if (!digits.any || !read_exponent(str_skip(text, at), &digits.exponent)) {
        return false;
    }
    if (digits.more) { /* tips what would else be half between two doubles */
        digits.text[digits.len++] = '1';
        digits.exponent--;
    }
    (void)snprintf(digits.text + digits.len, sizeof digits.text - digits.len, "%se%" PRId64,
                   digits.len ? "" : "0", clamp_exponent(digits.exponent));
    double real = strtod(digits.text, NULL);
    *out = negative ? -real : real;
    return true;
}

/* Printing */

static void add_zeros(struct buf *out, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        buf_add_byte(out, '0');
    }
}

/* With at least one digit on each side of the point. */
static void add_plain(struct buf *out, const struct decimal *decimal)
{
    struct str digits = str_make(decimal->digits, decimal->count);
    size_t before = decimal->whole > 0 ? (size_t)decimal->whole : 0;
    struct str behind = str_skip(digits, before);
    buf_add(out, str_sub(digits, 0, before));
    add_zeros(out, before ? (int64_t)before - (int64_t)digits.len : 1);
    buf_add_byte(out, '.');
    add_zeros(out, behind.len ? -decimal->whole : 1);
    buf_add(out, behind);
}

static void add_scientific(struct buf *out, const struct decimal *decimal)
{
    int64_t exponent = decimal->whole - 1;
    buf_add_byte(out, decimal->digits[0]);
    buf_add_byte(out, '.');
    buf_add(out, decimal->count > 1 ? str_make(decimal->digits + 1, decimal->count - 1)
                                    : STR("0"));
    buf_add_format(out, "e%c%02" PRId64, exponent < 0 ? '-' : '+',
                   exponent < 0 ? -exponent : exponent);
}

void number_add_real(struct buf *out, double real)
{
    if (!isfinite(real)) {
        buf_add_text(out, isnan(real) ? "NaN" : real < 0 ? "-Infinity" : "Infinity");
        return;
    }
    struct decimal decimal = decimal_from(real);
    buf_add_text(out, decimal.negative ? "-" : "");
    if (decimal.count && (decimal.whole < -3 || decimal.whole > 16)) {
        add_scientific(out, &decimal);
    } else {
        add_plain(out, &decimal);
    }
}

void number_add_grouped(struct buf *out, uint64_t value)
{
    if (value < 1000) {
        buf_add_unsigned(out, value);
        return;
    }
    number_add_grouped(out, value / 1000);
    buf_add_format(out, ",%03u", (unsigned)(value % 1000));
}

void number_add_count(struct buf *out, uint64_t count, const char *one, const char *many)
{
    number_add_grouped(out, count);
    buf_add_format(out, " %s", count == 1 ? one : many);
}

struct number_size number_size(uint64_t size_bytes)
{
    if (size_bytes < 1000) {
        return (struct number_size){0, size_bytes, 0};
    }
    if (size_bytes < 999500) {
        return (struct number_size){1, (size_bytes + 500) / 1000, 0};
    }
    uint64_t tenths = size_bytes / 100000 + (size_bytes % 100000 >= 50000);
    return (struct number_size){2, tenths / 10, (unsigned)(tenths % 10)};
}

void number_add_size(struct buf *out, uint64_t size_bytes)
{
    static const char *const units[] = {" B", " kB", " MB"};
    struct number_size size = number_size(size_bytes);
    number_add_grouped(out, size.whole);
    if (size.thousands == 2) {
        buf_add_format(out, ".%u", size.tenths);
    }
    buf_add_text(out, units[size.thousands]);
}
