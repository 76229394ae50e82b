/* PDF's spelling of numbers, names, strings and dates. */
#include "cmocka_offprint.h"

#include "pdf/parts.h"

#define ROWS(table) (sizeof(table) / sizeof(table)[0])

static void assert_bytes(const char *name, struct buf *got, const char *want)
{
    if (!str_is(buf_str(got), want)) {
        fail_msg("%s: got '%.*s', not '%s'", name, STR_ARG(buf_str(got)), want);
    }
    buf_reset(got);
}

static const struct {
    int64_t hundredths;
    const char *want;
} numbers[] = {
    {0, "0"},
    {5, ".05"},
    {50, ".5"},
    {100, "1"},
    {1234, "12.34"},
    {1230, "12.3"},
    {1200, "12"},
    {-5, "-.05"},
    {-1234, "-12.34"},
    {-100, "-1"},
    {INT64_C(9007199254740993), "90071992547409.93"},
};

static void writes_numbers(void **state)
{
    (void)state;
    struct buf out = {0};
    for (size_t i = 0; i < ROWS(numbers); i++) {
        pdf_add_number(&out, numbers[i].hundredths);
        assert_bytes("number", &out, numbers[i].want);
    }
    pdf_add_ref(&out, 12);
    assert_bytes("reference", &out, "12 0 R");
    buf_clear(&out);
}

static void rounds_lengths(void **state)
{
    (void)state;
    assert_int_equal(hundredths(0), 0);
    assert_int_equal(hundredths(SP_PT(1)), 100);
    assert_int_equal(hundredths(SP_PT(595.28)), 59528);
    assert_int_equal(hundredths(SP_PT(-12.34)), -1234);
    assert_int_equal(hundredths(SP_MAX), INT64_C(104857600));
}

static const struct {
    const char *name, *utf8, *want;
} texts[] = {
    {"ASCII", "Fees (2019)", "/T(Fees \\(2019\\))"},
    {"backslash", "a\\b", "/T(a\\\\b)"},
    {"empty", "", ""},
    {"Latin", "\xC3\xA9t\xC3\xA9", "/T<FEFF00E9007400E9>"},
    {"beyond the first plane", "\xF0\x9D\x84\x9E", "/T<FEFFD834DD1E>"},
    {"line end", "a\nb", "/T<FEFF0061000A0062>"},
    {"delete", "a\x7F", "/T<FEFF0061>"},
    {"invalid byte", "a\xFF", "/T<FEFF0061FFFD>"},
    {"what would look like UTF-16's mark", "\xC3\xBE\xC3\xBF", "/T<FEFF00FE00FF>"},
    {"noncharacter", "a\xEF\xBF\xBE\xC3\xA9", "/T<FEFF006100E9>"},
};

static void writes_text_strings(void **state)
{
    (void)state;
    struct buf out = {0};
    for (size_t i = 0; i < ROWS(texts); i++) {
        pdf_add_text(NULL, &out, "/T",
                     str_from(texts[i].utf8)); /* short: nothing to tell */
        assert_bytes(texts[i].name, &out, texts[i].want);
    }
    buf_clear(&out);
}

static void writes_byte_strings(void **state)
{
    (void)state;
    struct buf out = {0};
    pdf_add_bytes(&out, STR("a\r\n(\\)\xFF"));
    assert_bytes("bytes", &out, "(a\\r\n\\(\\\\\\)\xFF)");
    buf_clear(&out);
}

static const struct {
    int64_t seconds;
    const char *want;
} dates[] = {
    {0, ""},
    {1, "/ModDate(D:19700101000001Z)"},
    {1626370366, "/ModDate(D:20210715173246Z)"},
    {951827696, "/ModDate(D:20000229123456Z)"},
    {-1, "/ModDate(D:19691231235959Z)"},
    {INT64_C(253402300799), "/ModDate(D:99991231235959Z)"},
    {INT64_C(253402300800), ""}, /* a year of five digits has no spelling */
    {INT64_MAX, ""},
    {INT64_MIN, ""},
};

static void writes_dates(void **state)
{
    (void)state;
    struct buf out = {0};
    for (size_t i = 0; i < ROWS(dates); i++) {
        metadata_add_date(&out, "ModDate", dates[i].seconds);
        assert_bytes("date", &out, dates[i].want);
    }
    buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_numbers),      cmocka_unit_test(rounds_lengths),
        cmocka_unit_test(writes_text_strings), cmocka_unit_test(writes_byte_strings),
        cmocka_unit_test(writes_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
