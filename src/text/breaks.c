/* Where a line may end: UAX #14, by line_rules.c where its classes are all that the text
 * has, else through ICU; then what fine typesetting adds. */
#include "text/engine.h"

#include "base/utf8.h"
#include "text/line_rules.h"

#include <unicode/uchar.h>
#include <unicode/utext.h>

/* Where ICU has no memory, which ends the run. */
static void mark_spaces(struct str text, uint8_t *marks)
{
    for (size_t i = 1; i < text.len; i++) {
        marks[i] = text.ptr[i - 1] == ' ' && text.ptr[i] != ' ';
    }
}

static bool mark_by_icu(struct text_engine *engine, struct str text, uint8_t *marks)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *utext = utext_openUTF8(NULL, text.ptr, (int64_t)text.len, &status);
    ubrk_setUText(engine->line_breaks, utext, &status);
    if (U_FAILURE(status)) {
        utext_close(utext);
        return false;
    }
    for (int32_t at = ubrk_next(engine->line_breaks);
         at != UBRK_DONE && (size_t)at < text.len; at = ubrk_next(engine->line_breaks)) {
        marks[at] = TEXT_MARK_BREAK;
    }
    utext_close(utext);
    return true;
}

/* What stands between spaces around byte `at`, as far as anyone looks. */
#define LOOK_LIMIT_BYTES 40

static struct str token_before(struct str text, size_t at)
{
    size_t start = at;
    while (start > 0 && text.ptr[start - 1] != ' ' && at - start < LOOK_LIMIT_BYTES) {
        start--;
    }
    return str_sub(text, start, at);
}

static struct str token_after(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && text.ptr[end] != ' ' && end - at < LOOK_LIMIT_BYTES) {
        end++;
    }
    return str_sub(text, at, end);
}

static size_t count_alnum(struct str s, bool backwards)
{
    size_t count = 0;
    while (count < s.len) {
        char c = backwards ? s.ptr[s.len - 1 - count] : s.ptr[count];
        if (!ascii_is_alnum(c) && (unsigned char)c < 0x80) {
            break;
        }
        count++;
    }
    return count;
}

static bool all_digits(struct str s)
{
    bool some = false;
    for (size_t i = 0; i < s.len; i++) {
        if (ascii_is_digit(s.ptr[i])) {
            some = true;
        } else if (s.ptr[i] != '.' && s.ptr[i] != ',' && s.ptr[i] != '/') {
            return false;
        }
    }
    return some;
}

static bool is_unit(struct str s)
{
    static const char *const units[] = {
        "%",  "g",    "kg",   "m",      "mm",     "cm",     "km", "s",  "ms", "h",   "U",
        "G",  "B",    "kB",   "KB",     "MB",     "GB",     "TB", "PB", "Hz", "GHz", "MHz",
        "pt", "Mbps", "Gbps", "Mbit/s", "Gbit/s", "kbit/s", "W",  "V",  "A",  "px",  "p."};
    while (s.len > 1 && ascii_set_has(".,;:)", s.ptr[s.len - 1]) && !str_is(s, "p.")) {
        s.len--;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_is(s, units[i])) {
            return true;
        }
    }
    return false;
}

/* "Art. 4.7", "No. 3", "p. 21", "Fig. 2": an abbreviation that a number completes. */
static bool takes_number(struct str s)
{
    return s.len >= 2 && s.len <= 5 && s.ptr[s.len - 1] == '.' && ascii_is_alpha(s.ptr[0]);
}

/* No break at a space between what reads as one: "/26 IPv4", "10 Gbit/s", "Art. 4.7". */
static bool belongs_together(struct str before, struct str after)
{
    bool number_after = after.len && ascii_is_digit(after.ptr[0]);
    if (before.len >= 2 && before.ptr[0] == '/' && all_digits(str_skip(before, 1))) {
        return after.len > 0 && after.len <= 6;
    }
    return (all_digits(before) && is_unit(after)) || (takes_number(before) && number_after);
}

/* No break after the hyphen of a short name: "M-Lab", "e-mail", "U-NII". */
static bool is_short_name(struct str before, struct str after)
{
    struct str stem = str_sub(before, 0, before.len - 1);
    size_t left = count_alnum(stem, true), right = count_alnum(after, false);
    return left == stem.len && before.len < LOOK_LIMIT_BYTES &&
           (left <= 2 || right <= 2 || left + right <= 7);
}

/* "/26", "/etc/hosts", ".htaccess" after a space begin a word; to UAX #14 (rule LB13)
 * they close one. */
static bool begins_with_sign(struct str text, size_t at)
{
    return text.ptr[at - 1] == ' ' && (text.ptr[at] == '/' || text.ptr[at] == '.') &&
           at + 1 < text.len && ascii_is_alnum(text.ptr[at + 1]);
}

/* The sign before byte `i`, as in a date, in whatever digits. */
static bool is_between_digits(struct str text, size_t i)
{
    size_t before = i - 1, len;
    while (before > 0 && ((unsigned char)text.ptr[before - 1] & 0xC0) == 0x80) {
        before--;
    }
    return before > 0 && u_isdigit((UChar32)utf8_decode(text, before - 1, &len)) &&
           u_isdigit((UChar32)utf8_decode(text, i, &len));
}

/* "26", "10,", "Art." */
static bool ends_as_number(char c)
{
    return ascii_is_digit(c) || c == '.' || c == ',' || c == '/';
}

/* What fine typesetting says to a line that could end before byte `i`. */
static bool may_end(struct str text, size_t i)
{
    char previous = text.ptr[i - 1];
    if (previous == '-') {
        return !is_short_name(token_before(text, i), token_after(text, i));
    }
    if (previous == '/' && is_between_digits(text, i)) {
        return false;
    }
    if (previous == '/') {
        return token_before(text, i).len > 1 &&
               count_alnum(token_after(text, i), false) > 2;
    }
    if (previous == ' ' && i >= 2 && ends_as_number(text.ptr[i - 2])) {
        struct str before = token_before(text, i - 1);
        return before.len > 12 || !belongs_together(before, token_after(text, i));
    }
    return true;
}

static void refine(struct str text, uint8_t *marks)
{
    for (size_t i = 1; i < text.len; i++) {
        bool allowed = (marks[i] & TEXT_MARK_BREAK) || begins_with_sign(text, i);
        if (!allowed || (marks[i - 1] & marks[i] & TEXT_MARK_ADDRESS)) {
            continue;
        }
        marks[i] = (uint8_t)((marks[i] & TEXT_MARK_ADDRESS) |
                             (may_end(text, i) ? TEXT_MARK_BREAK : 0));
    }
}

static void keep_spans_together(const struct text_span *spans, const size_t *span_starts,
                                size_t span_count, uint8_t *marks)
{
    for (size_t i = 0; i < span_count; i++) {
        const struct text_style *style = spans[i].style;
        if (spans[i].kind != SPAN_TEXT) {
            continue;
        }
        if (style->joined) {
            marks[span_starts[i]] &= (uint8_t)~TEXT_MARK_BREAK;
        }
        for (size_t at = span_starts[i] + 1;
             style->keep_together && at < span_starts[i + 1]; at++) {
            marks[at] &= (uint8_t)~TEXT_MARK_BREAK;
        }
    }
}

bool breaks_find(struct text_engine *engine, struct str text, const struct text_span *spans,
                 const size_t *span_starts, size_t span_count, uint8_t *marks)
{
    if (!line_rules_mark(text, marks)) {
        memset(marks, 0, text.len);
        if (!mark_by_icu(engine, text, marks)) {
            mark_spaces(text, marks);
        }
    }
    addresses_mark(text, marks);
    refine(text, marks);
    keep_spans_together(spans, span_starts, span_count, marks);
    return true;
}
