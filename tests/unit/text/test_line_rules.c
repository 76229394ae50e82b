/* Line rules against ICU's, of which they are a copy: strings at random, of characters of
 * all classes that they know. */
#include "text/text_offprint.h"

#include "base/utf8.h"
#include "text/line_rules.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#define STRING_LIMIT 24 /* characters */
#define BYTE_LIMIT (STRING_LIMIT * 4)
#define STRING_COUNT 2000000

/* Letters, digits and spaces more often, as text has them. */
static const char *const characters[] = {
    /* clang-format off */
    "a", "b", "Z", "q", "1", "2", "0", "9", " ", " ", " ", " ", "\n", "\t", "!", "?",
    "\"", "'", "#", "$", "%", "&", "(", ")", "*", "+", ",", "-", ".", "/", ":", ";",
    "<", "=", ">", "@", "[", "\\", "]", "^", "_", "`", "{", "|", "}", "~", "-", ".",
    ",", "/", "\xC2\xA0", "\xC2\xB7", "\xC3\xA9", "\xC3\x9F", "\xCE\xB1", "\xD0\x96",
    "\xC2\xB0", "\xE2\x82\xAC", "\xC2\xA3", "\xE2\x80\x93", "\xE2\x80\x94",
    "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\xA6",
    "\xEF\xBF\xBC", "\xC2\xAB", "\xC2\xBB", "\xC2\xB4", "\xC2\xAD", "\xE2\x80\x90",
    "\xE2\x88\x92", "\xC2\xA7", "\xE2\x80\xA2", "\xE2\x86\x92", "\xD9\xA1",
    "\xE2\x80\xAF", "\xE2\x80\x89",
    /* clang-format on */
};

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

static size_t make_string(uint64_t *seed, char *bytes)
{
    size_t len = 0, count = 1 + next_random(seed) % STRING_LIMIT;
    /* Of few different ones, so that the same rule meets itself. */
    size_t from = next_random(seed) % (sizeof characters / sizeof characters[0]);
    for (size_t i = 0; i < count; i++) {
        size_t at =
            next_random(seed) % 3 ? next_random(seed) % 34 : from + next_random(seed) % 12;
        const char *c = characters[at % (sizeof characters / sizeof characters[0])];
        char other[UTF8_MAX_BYTES + 1] = {0};
        if (next_random(seed) % 40 == 0) {
            utf8_encode(0xA0 + next_random(seed) % 0x2F00, other);
            c = other;
        }
        memcpy(bytes + len, c, strlen(c));
        len += strlen(c);
    }
    return len;
}

static void mark_by_icu(UBreakIterator *breaks, struct str text, uint8_t *marks)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *utext = utext_openUTF8(NULL, text.ptr, (int64_t)text.len, &status);
    ubrk_setUText(breaks, utext, &status);
    assert_true(U_SUCCESS(status));
    for (int32_t at = ubrk_next(breaks); at != UBRK_DONE && (size_t)at < text.len;
         at = ubrk_next(breaks)) {
        marks[at] = TEXT_MARK_BREAK;
    }
    utext_close(utext);
}

static void show(struct str text, const uint8_t *marks, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        buf_add_text(out, marks[i] ? "\xC3\xB7" : "");
        buf_add_byte(out, text.ptr[i] == '\n' ? '^' : text.ptr[i]);
    }
}

static void does_as_icu_does(void **state)
{
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_LINE, "en", NULL, 0, &status);
    assert_true(U_SUCCESS(status));
    uint64_t seed = 14;
    size_t failed = 0, left = 0;
    for (size_t i = 0; i < STRING_COUNT && failed < 40; i++) {
        char bytes[BYTE_LIMIT];
        uint8_t own[BYTE_LIMIT] = {0}, icu[BYTE_LIMIT] = {0};
        struct str text = str_make(bytes, make_string(&seed, bytes));
        if (!line_rules_mark(text, own)) {
            left++;
            continue;
        }
        mark_by_icu(breaks, text, icu);
        if (memcmp(own, icu, text.len) != 0) {
            struct buf out = {0};
            show(text, own, &out);
            buf_add_text(&out, "    ICU: ");
            show(text, icu, &out);
            print_error("%.*s\n", STR_ARG(buf_str(&out)));
            buf_clear(&out);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
    assert_true(left < STRING_COUNT / 3);
    ubrk_close(breaks);
}

static void leaves_the_rest_to_icu(void **state)
{
    (void)state;
    static const char *const others[] = {
        "\xE6\xBC\xA2", "a\xCC\x81", "\xD7\x90-",    "\xED\x95\x9C", "\xE0\xB8\x81",
        "\x01",         "\x7F",      "\xE2\x80\x8B", "\xE2\x81\xA0", "\xF0\x9F\x91\x8D",
        "\xE3\x80\x8C", "\r\n"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        uint8_t marks[16] = {0};
        assert_false(line_rules_mark(str_from(others[i]), marks));
    }
    assert_true(line_rules_mark((struct str){0}, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_as_icu_does),
        cmocka_unit_test(leaves_the_rest_to_icu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
