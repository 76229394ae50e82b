/* Plain scalars of YAML 1.1, as Ruby's reader resolves them: words of truth, numbers with
 * separators and in base 60, dates and times. */
#include "base/date.h"
#include "base/number.h"
#include "site/yaml.h"

#include <math.h>
#include <stdio.h>

static bool is_any(struct str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_eq_ignore_case(text, str_from(words[i]))) {
            return true;
        }
    }
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool read_word(struct str text, struct value *out)
{
    static const char *const nil_words[] = {"", "~", "null"};
    static const char *const true_words[] = {"true", "yes", "on"};
    static const char *const false_words[] = {"false", "no", "off"};
    *out = value_nil();
    if (is_any(text, nil_words, COUNT(nil_words))) {
        return true;
    }
    bool is_true = is_any(text, true_words, COUNT(true_words));
    *out = value_bool(is_true);
    out->as.is_no = str_eq_ignore_case(text, STR("no"));
    return is_true || is_any(text, false_words, COUNT(false_words));
}

static int digit_value(char c)
{
    return ascii_is_digit(c)                                ? c - '0'
           : ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f' ? ascii_lower(c) - 'a' + 10
                                                            : 99;
}

/* Digits of one base; '_' and ',' between them, in base 10 one at a time. */
static bool read_digits(struct str text, int base, int64_t *out)
{
    bool any = false, separated = false;
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if ((c == '_' || c == ',') && (base != 10 || (any && !separated))) {
            separated = true;
            continue;
        }
        int digit = digit_value(c);
        if (digit >= base || __builtin_mul_overflow(*out, base, out) ||
            __builtin_add_overflow(*out, digit, out)) {
            return false;
        }
        any = true;
        separated = false;
    }
    return any && (base != 10 || !separated);
}

static struct str without_sign(struct str text, bool *negative)
{
    *negative = str_starts(text, "-");
    return str_skip(text, *negative || str_starts(text, "+") ? 1 : 0);
}

static bool read_integer(struct str text, int64_t *out)
{
    bool negative;
    struct str digits = without_sign(text, &negative);
    bool zero = str_starts(digits, "0") && digits.len > 1;
    char mark = zero ? ascii_lower(digits.ptr[1]) : '\0';
    bool ok = mark == 'x'   ? read_digits(str_skip(digits, 2), 16, out)
              : mark == 'b' ? read_digits(str_skip(digits, 2), 2, out)
              : zero        ? read_digits(str_skip(digits, 1), 8, out)
                            : read_digits(digits, 10, out);
    *out = ok && negative ? -*out : *out;
    return ok;
}

/* "e+3": an exponent has a sign, or is none. */
static bool read_exponent(struct str text, int64_t *out)
{
    bool negative;
    struct str digits = without_sign(str_skip(text, 1), &negative);
    *out = 0;
    if (text.len == 0) {
        return true;
    }
    if (ascii_lower(text.ptr[0]) != 'e' || digits.len + 2 != text.len ||
        !read_digits(digits, 10, out) || *out > 400) {
        return false;
    }
    *out = negative ? -*out : *out;
    return true;
}

#define FLOAT_LIMIT_BYTES 300

/* A point must be there; '_' and ',' separate digits before it. */
static bool read_float(struct str text, double *out)
{
    char plain[FLOAT_LIMIT_BYTES + 8];
    bool point = false, digits = false;
    size_t at = str_starts(text, "-") || str_starts(text, "+") ? 1 : 0, len = at;
    if (text.len > FLOAT_LIMIT_BYTES) {
        return false;
    }
    memcpy(plain, text.ptr, at);
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (ascii_is_digit(c) || (c == '.' && !point)) {
            point = point || c == '.';
            digits = digits || c != '.';
            plain[len++] = c;
        } else if ((c != '_' && c != ',') || point || !digits) {
            break;
        }
    }
    int64_t exponent;
    if (!point || !digits || !read_exponent(str_skip(text, at), &exponent)) {
        return false;
    }
    int more = snprintf(plain + len, sizeof plain - len, "e%d", (int)exponent);
    return more > 0 && number_read(str_make(plain, len + (size_t)more), out);
}

static bool read_endless(struct str text, double *out)
{
    bool negative;
    struct str word = without_sign(text, &negative);
    if (str_eq_ignore_case(word, STR(".inf"))) {
        *out = negative ? -HUGE_VAL : HUGE_VAL;
        return true;
    }
    *out = (double)NAN;
    return str_eq_ignore_case(text, STR(".nan"));
}

/* "1:30" and "12:30:45": hours, minutes and seconds; with a point a float. A sign is the
 * hours' alone, as in Ruby. */
static bool read_sixties(struct str text, struct value *out)
{
    bool negative;
    struct str rest = without_sign(text, &negative);
    size_t colon = str_find_byte(rest, ':', 0), point = str_find_byte(rest, '.', 0);
    int64_t unit = 3600, total = 0, part;
    double fraction = 0, unused = 0;
    if (colon == STR_NONE || rest.len > 12) {
        return false;
    }
    if (point != STR_NONE && read_float(str_skip(rest, point), &unused)) {
        fraction = unused;
    }
    for (size_t at = 0, end; at <= rest.len && unit > 0; at = end + 1, unit /= 60) {
        end = str_find_byte(rest, ':', at);
        end = end == STR_NONE ? rest.len : end;
        struct str digits = str_sub(rest, at, end < point ? end : point);
        if (!read_digits(digits, 10, &part) || (at > 0 && (digits.len > 2 || part > 59))) {
            return false;
        }
        total += (negative && at == 0 ? -part : part) * unit;
        if (end == rest.len) {
            *out = point == STR_NONE ? value_integer(total)
                                     : value_float((double)total + fraction * (double)unit);
            return at > 0;
        }
    }
    return false;
}

static size_t skip_digits(struct str text, size_t at, size_t least, size_t most)
{
    size_t end = at;
    while (end < text.len && end - at < most && ascii_is_digit(text.ptr[end])) {
        end++;
    }
    return end - at >= least ? end : STR_NONE;
}

static bool take(struct str text, size_t *at, char c)
{
    bool there = *at < text.len && text.ptr[*at] == c;
    *at += there ? 1 : 0;
    return there;
}

/* Moves behind "2020-1-2". */
static bool take_date(struct str text, size_t *at)
{
    *at = skip_digits(text, 0, 4, 4);
    for (int i = 0; i < 2 && *at != STR_NONE; i++) {
        *at = take(text, at, '-') ? skip_digits(text, *at, 1, 2) : STR_NONE;
    }
    return *at != STR_NONE;
}

/* Moves behind "T3:04:05.6". */
static bool take_clock(struct str text, size_t *at)
{
    size_t start = *at;
    if (!take(text, at, 'T') && !take(text, at, 't')) {
        while (take(text, at, ' ') || take(text, at, '\t')) {
        }
    }
    if (*at == start) {
        return false;
    }
    *at = skip_digits(text, *at, 1, 2);
    for (int i = 0; i < 2 && *at != STR_NONE; i++) {
        *at = take(text, at, ':') ? skip_digits(text, *at, 2, 2) : STR_NONE;
    }
    if (*at != STR_NONE && take(text, at, '.')) {
        *at = skip_digits(text, *at, 0, text.len);
    }
    return *at != STR_NONE;
}

/* What follows a clock: nothing, 'Z', "+1" or "-05:30", as seconds east of UTC. */
static bool take_zone(struct str zone, int32_t *offset)
{
    size_t at = 0;
    int64_t hours = 0, minutes = 0;
    *offset = 0;
    if (zone.len == 0 || str_is(zone, "Z")) {
        return true;
    }
    bool west = take(zone, &at, '-');
    if (!west && !take(zone, &at, '+')) {
        return false;
    }
    size_t end = skip_digits(zone, at, 1, 2);
    bool ok = end != STR_NONE && read_digits(str_sub(zone, at, end), 10, &hours);
    bool colon = ok && take(zone, &end, ':');
    if (ok && (colon || end < zone.len)) {
        ok = skip_digits(zone, end, 2, 2) == zone.len &&
             read_digits(str_skip(zone, end), 10, &minutes);
    }
    int32_t size = (int32_t)(hours * 3600 + minutes * 60);
    *offset = west ? -size : size;
    return ok;
}

/* Whether `c` is the day that `date` names: 30 February is none. */
static bool is_day(const struct civil *c, struct str date)
{
    int64_t month = 0, day = 0;
    size_t dash = str_find_byte(date, '-', 5);
    return read_digits(str_sub(date, 5, dash), 10, &month) &&
           read_digits(str_skip(date, dash + 1), 10, &day) && month == c->month &&
           day == c->day;
}

/* Dates and times in the one form in which Ruby prints them; empty: it is neither. A time
 * that names no zone is UTC's, and shown by the clocks of `zone`. */
static struct str read_time(struct arena *arena, struct str text, const struct zone *zone)
{
    size_t at = 0;
    struct moment when;
    int32_t offset;
    if (!take_date(text, &at)) {
        return (struct str){0};
    }
    struct str date = str_sub(text, 0, at);
    bool only_date = at == text.len;
    if (!only_date && !take_clock(text, &at)) {
        return (struct str){0};
    }
    struct str named = str_trim(str_skip(text, at));
    if (!take_zone(named, &offset) || !date_read(str_sub(text, 0, at), 0, &when)) {
        return (struct str){0};
    }
    struct civil c = date_civil(when.seconds);
    if (only_date) {
        return is_day(&c, date)
                   ? arena_format(arena, "%04d-%02d-%02d", (int)c.year, c.month, c.day)
                   : (struct str){0};
    }
    if (str_is(named, "Z")) {
        return arena_format(arena, "%04d-%02d-%02d %02d:%02d:%02d UTC", (int)c.year,
                            c.month, c.day, c.hour, c.minute, c.second);
    }
    int64_t seconds = when.seconds - offset;
    return date_text(arena, seconds, named.len ? offset : zone_offset(zone, seconds));
}

struct value yaml_resolve(struct arena *arena, struct str text, const struct zone *zone)
{
    struct value value;
    int64_t integer;
    double real;
    if (read_word(text, &value) || read_sixties(text, &value)) {
        return value;
    }
    if (read_integer(text, &integer)) {
        return value_integer(integer);
    }
    if (read_float(text, &real) || read_endless(text, &real)) {
        return value_float(real);
    }
    struct str time = read_time(arena, text, zone);
    return time.len ? value_time(time) : value_string(text);
}
