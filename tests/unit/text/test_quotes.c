/* Marks of quotations, as Chromium shows <q> in these languages. */
#include "cmocka_offprint.h"

#include "text/text.h"

#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/ustring.h>

#define LOCALE_BYTES 100
#define MARK_BYTES 32

static const struct {
    const char *language, *want; /* of three quotations, one in the other */
} rows[] = {
    {"en", "“‘‘’’”"},         {"en-GB", "“‘‘’’”"}, {"de", "„‚‚‘‘“"},
    {"fr", "«««»»»"},         {"it", "«““””»"},    {"ja", "「『『』』」"},
    {"sv", "”’’’’”"},         {"pl", "„««»»”"},    {"zh-Hant", "「『『』』」"},
    {"", "“‘‘’’”"},           {"und", "“‘‘’’”"},   {"qq-none", "“‘‘’’”"},
    {"not a tag!", "“‘‘’’”"},
};

static void marks_go_by_language_and_depth(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf got = {0};
        for (size_t depth = 0; depth < 6; depth++) {
            text_add_quote_mark(str_from(rows[i].language), depth < 3 ? depth : 5 - depth,
                                depth < 3, &got);
        }
        if (!str_eq(buf_str(&got), str_from(rows[i].want))) {
            fail_msg("'%s': %.*s", rows[i].language, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
    }
}

/* In the order of ICU's kinds: opening and closing, outer ones first. */
static void expect_mark(const char *locale, struct str tag, size_t kind)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar wide[MARK_BYTES];
    char want[MARK_BYTES];
    ULocaleData *data = ulocdata_open(locale, &error);
    int32_t len = ulocdata_getDelimiter(data, (ULocaleDataDelimiterType)kind, wide,
                                        MARK_BYTES, &error);
    u_strToUTF8(want, sizeof want, NULL, wide, len, &error);
    ulocdata_close(data);
    assert_true(U_SUCCESS(error));
    struct buf got = {0};
    text_add_quote_mark(tag, kind / 2, kind % 2 == 0, &got);
    if (!str_is(buf_str(&got), want)) {
        fail_msg("%.*s: %.*s, not %s", STR_ARG(tag), STR_ARG(buf_str(&got)), want);
    }
    buf_clear(&got);
}

/* Each locale by its tag, alone and with what has no marks of its own. */
static void every_locale_has_the_marks_of_icu(void **state)
{
    (void)state;
    static const char *const ends[] = {"", "-x-own", "-u-co-phonebk", "-1996"};
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *names =
        uloc_openAvailableByType(ULOC_AVAILABLE_WITH_LEGACY_ALIASES, &error);
    const char *name;
    size_t count = 0;
    while ((name = uenum_next(names, NULL, &error))) {
        for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
            char tag[LOCALE_BYTES], locale[LOCALE_BYTES];
            int32_t len = uloc_toLanguageTag(name, tag, LOCALE_BYTES / 2, false, &error);
            assert_true(U_SUCCESS(error));
            memcpy(tag + len, ends[i], strlen(ends[i]) + 1);
            (void)uloc_forLanguageTag(tag, locale, LOCALE_BYTES, NULL, &error);
            for (size_t kind = 0; kind < 4; kind++) {
                expect_mark(locale, str_from(tag), kind);
            }
            count++;
        }
    }
    uenum_close(names);
    assert_true(count > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_go_by_language_and_depth),
        cmocka_unit_test(every_locale_has_the_marks_of_icu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
