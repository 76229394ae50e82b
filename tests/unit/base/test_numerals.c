/* Numbers and days by language, as ICU's data (CLDR) has them: printed by `Intl` of Node
 * 20, with the forms of plurals counted as the rows of phrases have them. */
#include "base/numerals.h"

#include "base/date.h"
#include "base/phrases.h"
#include "cmocka_offprint.h"

/* clang-format off */
static const uint64_t counts[] = {0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 101, 102, 103, 111, 1000, 1234, 9999, 10000, 1008000, 1000000, 2000000, 123456789};

static const struct {
    const char *language;
    const char *forms; /* a digit for each count */
} plurals[] = {
    {"en", "10111111111111111111111"},
    {"de", "10111111111111111111111"},
    {"nl", "10111111111111111111111"},
    {"fr", "00111111111111111111221"},
    {"es", "10111111111111111111221"},
    {"it", "10111111111111111111221"},
    {"pt", "00111111111111111111221"},
    {"pt-PT", "10111111111111111111221"},
    {"ru", "20112220122011221222222"},
    {"uk", "20112220122011221222222"},
    {"pl", "20112222122211221222222"},
    {"cs", "20112222222222222222222"},
    {"ar", "01233444445553454455554"},
    {"he", "20122222222222222222222"},
    {"fa", "00000000000000000000000"},
    {"tr", "00000000000000000000000"},
    {"hi", "00000000000000000000000"},
    {"th", "00000000000000000000000"},
    {"zh", "00000000000000000000000"},
    {"ja", "00000000000000000000000"},
    {"ko", "00000000000000000000000"},
};

static const struct {
    const char *language;
    uint64_t value;
    const char *text;
} numbers[] = {
    {"en", 0, "0"},
    {"en", 1234, "1,234"},
    {"en", 10000, "10,000"},
    {"en", 1008000, "1,008,000"},
    {"de", 0, "0"},
    {"de", 1234, "1.234"},
    {"de", 10000, "10.000"},
    {"de", 1008000, "1.008.000"},
    {"de-AT", 0, "0"},
    {"de-AT", 1234, "1\xc2\xa0" "234"},
    {"de-AT", 10000, "10\xc2\xa0" "000"},
    {"de-AT", 1008000, "1\xc2\xa0" "008\xc2\xa0" "000"},
    {"fr", 0, "0"},
    {"fr", 1234, "1\xe2\x80\xaf" "234"},
    {"fr", 10000, "10\xe2\x80\xaf" "000"},
    {"fr", 1008000, "1\xe2\x80\xaf" "008\xe2\x80\xaf" "000"},
    {"es", 0, "0"},
    {"es", 1234, "1234"},
    {"es", 10000, "10.000"},
    {"es", 1008000, "1.008.000"},
    {"es-MX", 0, "0"},
    {"es-MX", 1234, "1,234"},
    {"es-MX", 10000, "10,000"},
    {"es-MX", 1008000, "1,008,000"},
    {"it", 0, "0"},
    {"it", 1234, "1234"},
    {"it", 10000, "10.000"},
    {"it", 1008000, "1.008.000"},
    {"pt", 0, "0"},
    {"pt", 1234, "1.234"},
    {"pt", 10000, "10.000"},
    {"pt", 1008000, "1.008.000"},
    {"pt-BR", 0, "0"},
    {"pt-BR", 1234, "1.234"},
    {"pt-BR", 10000, "10.000"},
    {"pt-BR", 1008000, "1.008.000"},
    {"pt-PT", 0, "0"},
    {"pt-PT", 1234, "1234"},
    {"pt-PT", 10000, "10\xc2\xa0" "000"},
    {"pt-PT", 1008000, "1\xc2\xa0" "008\xc2\xa0" "000"},
    {"nl", 0, "0"},
    {"nl", 1234, "1.234"},
    {"nl", 10000, "10.000"},
    {"nl", 1008000, "1.008.000"},
    {"pl", 0, "0"},
    {"pl", 1234, "1234"},
    {"pl", 10000, "10\xc2\xa0" "000"},
    {"pl", 1008000, "1\xc2\xa0" "008\xc2\xa0" "000"},
    {"ru", 0, "0"},
    {"ru", 1234, "1\xc2\xa0" "234"},
    {"ru", 10000, "10\xc2\xa0" "000"},
    {"ru", 1008000, "1\xc2\xa0" "008\xc2\xa0" "000"},
    {"uk", 0, "0"},
    {"uk", 1234, "1\xc2\xa0" "234"},
    {"uk", 10000, "10\xc2\xa0" "000"},
    {"uk", 1008000, "1\xc2\xa0" "008\xc2\xa0" "000"},
    {"cs", 0, "0"},
    {"cs", 1234, "1\xc2\xa0" "234"},
    {"cs", 10000, "10\xc2\xa0" "000"},
    {"cs", 1008000, "1\xc2\xa0" "008\xc2\xa0" "000"},
    {"ar", 0, "0"},
    {"ar", 1234, "1,234"},
    {"ar", 10000, "10,000"},
    {"ar", 1008000, "1,008,000"},
    {"ar-EG", 0, "٠"},
    {"ar-EG", 1234, "١٬٢٣٤"},
    {"ar-EG", 10000, "١٠٬٠٠٠"},
    {"ar-EG", 1008000, "١٬٠٠٨٬٠٠٠"},
    {"ar-MA", 0, "0"},
    {"ar-MA", 1234, "1.234"},
    {"ar-MA", 10000, "10.000"},
    {"ar-MA", 1008000, "1.008.000"},
    {"fa", 0, "۰"},
    {"fa", 1234, "۱٬۲۳۴"},
    {"fa", 10000, "۱۰٬۰۰۰"},
    {"fa", 1008000, "۱٬۰۰۸٬۰۰۰"},
    {"he", 0, "0"},
    {"he", 1234, "1,234"},
    {"he", 10000, "10,000"},
    {"he", 1008000, "1,008,000"},
    {"tr", 0, "0"},
    {"tr", 1234, "1.234"},
    {"tr", 10000, "10.000"},
    {"tr", 1008000, "1.008.000"},
    {"hi", 0, "0"},
    {"hi", 1234, "1,234"},
    {"hi", 10000, "10,000"},
    {"hi", 1008000, "10,08,000"},
    {"th", 0, "0"},
    {"th", 1234, "1,234"},
    {"th", 10000, "10,000"},
    {"th", 1008000, "1,008,000"},
    {"zh", 0, "0"},
    {"zh", 1234, "1,234"},
    {"zh", 10000, "10,000"},
    {"zh", 1008000, "1,008,000"},
    {"zh-TW", 0, "0"},
    {"zh-TW", 1234, "1,234"},
    {"zh-TW", 10000, "10,000"},
    {"zh-TW", 1008000, "1,008,000"},
    {"ja", 0, "0"},
    {"ja", 1234, "1,234"},
    {"ja", 10000, "10,000"},
    {"ja", 1008000, "1,008,000"},
    {"ko", 0, "0"},
    {"ko", 1234, "1,234"},
    {"ko", 10000, "10,000"},
    {"ko", 1008000, "1,008,000"},
};

static const struct {
    const char *language;
    int64_t year;
    int month, day;
    const char *text;
} days[] = {
    {"fa", 2021, 7, 15, "۲۴ تیر ۱۴۰۰"},
    {"fa", 2024, 3, 20, "۱ فروردین ۱۴۰۳"},
    {"fa", 2024, 3, 19, "۲۹ اسفند ۱۴۰۲"},
    {"fa", 2025, 3, 20, "۳۰ اسفند ۱۴۰۳"},
    {"fa", 2025, 3, 21, "۱ فروردین ۱۴۰۴"},
    {"fa", 2026, 1, 1, "۱۱ دی ۱۴۰۴"},
    {"fa", 2000, 2, 29, "۱۰ اسفند ۱۳۷۸"},
    {"fa", 1970, 1, 2, "۱۲ دی ۱۳۴۸"},
    {"fa", 2021, 1, 20, "۱ بهمن ۱۳۹۹"},
    {"th", 2021, 7, 15, "15 กรกฎาคม 2564"},
    {"th", 2000, 2, 29, "29 กุมภาพันธ์ 2543"},
    {"de", 2021, 7, 15, "15. Juli 2021"},
    {"de", 2000, 2, 29, "29. Februar 2000"},
    {"fr", 2021, 7, 15, "15 juillet 2021"},
    {"fr", 2000, 2, 29, "29 février 2000"},
    {"es", 2021, 7, 15, "15 de julio de 2021"},
    {"es", 2000, 2, 29, "29 de febrero de 2000"},
    {"it", 2021, 7, 15, "15 luglio 2021"},
    {"it", 2000, 2, 29, "29 febbraio 2000"},
    {"pt", 2021, 7, 15, "15 de julho de 2021"},
    {"pt", 2000, 2, 29, "29 de fevereiro de 2000"},
    {"pt-PT", 2021, 7, 15, "15 de julho de 2021"},
    {"pt-PT", 2000, 2, 29, "29 de fevereiro de 2000"},
    {"nl", 2021, 7, 15, "15 juli 2021"},
    {"nl", 2000, 2, 29, "29 februari 2000"},
    {"pl", 2021, 7, 15, "15 lipca 2021"},
    {"pl", 2000, 2, 29, "29 lutego 2000"},
    {"ru", 2021, 7, 15, "15 июля 2021 г."},
    {"ru", 2000, 2, 29, "29 февраля 2000 г."},
    {"uk", 2021, 7, 15, "15 липня 2021 р."},
    {"uk", 2000, 2, 29, "29 лютого 2000 р."},
    {"cs", 2021, 7, 15, "15. července 2021"},
    {"cs", 2000, 2, 29, "29. února 2000"},
    {"ar", 2021, 7, 15, "15 يوليو 2021"},
    {"ar", 2000, 2, 29, "29 فبراير 2000"},
    {"ar-EG", 2021, 7, 15, "١٥ يوليو ٢٠٢١"},
    {"ar-EG", 2000, 2, 29, "٢٩ فبراير ٢٠٠٠"},
    {"ar-SY", 2021, 7, 15, "١٥ تموز ٢٠٢١"},
    {"ar-SY", 2000, 2, 29, "٢٩ شباط ٢٠٠٠"},
    {"ar-MA", 2021, 7, 15, "15 يوليوز 2021"},
    {"ar-MA", 2000, 2, 29, "29 فبراير 2000"},
    {"ar-TN", 2021, 7, 15, "15 جويلية 2021"},
    {"ar-TN", 2000, 2, 29, "29 فيفري 2000"},
    {"he", 2021, 7, 15, "15 ביולי 2021"},
    {"he", 2000, 2, 29, "29 בפברואר 2000"},
    {"tr", 2021, 7, 15, "15 Temmuz 2021"},
    {"tr", 2000, 2, 29, "29 Şubat 2000"},
    {"hi", 2021, 7, 15, "15 जुलाई 2021"},
    {"hi", 2000, 2, 29, "29 फ़रवरी 2000"},
    {"zh", 2021, 7, 15, "2021年7月15日"},
    {"zh", 2000, 2, 29, "2000年2月29日"},
    {"zh-TW", 2021, 7, 15, "2021年7月15日"},
    {"zh-TW", 2000, 2, 29, "2000年2月29日"},
    {"ja", 2021, 7, 15, "2021年7月15日"},
    {"ja", 2000, 2, 29, "2000年2月29日"},
    {"ko", 2021, 7, 15, "2021년 7월 15일"},
    {"ko", 2000, 2, 29, "2000년 2월 29일"},
};
/* clang-format on */

static size_t check(const char *language, const struct buf *got, const char *want)
{
    bool right = str_is(buf_str(got), want);
    if (!right) {
        print_error("%s: '%.*s', not '%s'\n", language, STR_ARG(buf_str(got)), want);
    }
    return !right;
}

static void knows_plurals(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof plurals / sizeof plurals[0]; i++) {
        struct buf got = {0};
        for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
            size_t form = numerals_form(str_from(plurals[i].language), counts[k]);
            buf_add_format(&got, "%zu", form);
        }
        failed += check(plurals[i].language, &got, plurals[i].forms);
        buf_clear(&got);
    }
    assert_int_equal(failed, 0);
}

static void writes_numbers(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct buf got = {0};
        numerals_add(&got, str_from(numbers[i].language), numbers[i].value);
        failed += check(numbers[i].language, &got, numbers[i].text);
        buf_clear(&got);
    }
    assert_int_equal(failed, 0);
}

static void writes_days(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        struct buf got = {0};
        int64_t seconds = date_seconds(days[i].year, days[i].month, days[i].day);
        phrase_add_date(&got, str_from(days[i].language), seconds);
        failed += check(days[i].language, &got, days[i].text);
        buf_clear(&got);
    }
    assert_int_equal(failed, 0);
}

static void says_counts_and_sizes(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        uint64_t count;
        const char *pages, *size;
    } rows[] = {
        {"en", 1, "1 page", "1 B"},
        {"en", 1200000, "1,200,000 pages", "1.2 MB"},
        {"de", 1200000, "1.200.000 Seiten", "1,2 MB"},
        {"cs", 3, "3 strany", "3 B"},
        {"cs", 5000,
         "5\xc2\xa0"
         "000 stran",
         "5 kB"},
        {"fr", 0, "0 page", "0\xc2\xa0o"},
        {"sv", 2, "2 pages", "2 B"},
        {"ko", 7, "7쪽", "7바이트"},
        {"fa", 12, "۱۲ صفحه", "۱۲ بایت"},
        {"ar", 2, "صفحتان", "2 بايت"},
    };
    size_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str language = str_from(rows[i].language);
        struct buf pages = {0}, size = {0};
        phrase_add_count(&pages, language, PHRASE_PAGE_COUNT, rows[i].count);
        phrase_add_size(&size, language, rows[i].count);
        failed += check(rows[i].language, &pages, rows[i].pages);
        failed += check(rows[i].language, &size, rows[i].size);
        buf_clear(&pages);
        buf_clear(&size);
    }
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_plurals),
        cmocka_unit_test(writes_numbers),
        cmocka_unit_test(writes_days),
        cmocka_unit_test(says_counts_and_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
