/* Hyphenation by language: '-' in the wanted text is where the word may be broken. */
#include "text/text_offprint.h"

static const struct {
    const char *name, *language, *word, *want;
} cases[] = {
    {"American English", "en-US", "hyphenation", "hyphen-ation"},
    {"British English", "en-GB", "hyphenation", "hyphen-a-tion"},
    {"plain English is the table's first", "en", "measurement", "mea-sure-ment"},
    {"an unknown region falls back to the language", "en-AU", "measurement",
     "mea-sure-ment"},
    {"letter case of the tag", "EN-us", "measurement", "mea-sure-ment"},
    {"Swedish", "sv", "avstavning", "avstav-ning"},
    {"Swedish of Finland", "sv-FI", "avstavning", "avstav-ning"},
    {"French, letters of two bytes", "fr", "r\xC3\xA9publique", "r\xC3\xA9pu-blique"},
    {"Russian", "ru",
     "\xD0\xB8\xD0\xB7\xD0\xBC\xD0\xB5\xD1\x80\xD0\xB5\xD0\xBD\xD0\xB8\xD0\xB5",
     "\xD0\xB8\xD0\xB7\xD0\xBC\xD0\xB5-\xD1\x80\xD0\xB5-\xD0\xBD\xD0\xB8\xD0\xB5"},
    {"Swedish, a letter of ISO 8859-1", "sv", "\xC3\xB6verraskning",
     "\xC3\xB6ver-rask-ning"},
    {"Polish, letters of ISO 8859-2", "pl", "prze\xC5\xBCywalno\xC5\x9B\xC4\x87",
     "prze-\xC5\xBCy-wal-no\xC5\x9B\xC4\x87"},
    {"Greek", "el",
     "\xCE\xBC\xCE\xB5\xCF\x84\xCF\x81\xCE\xAE\xCF\x83\xCE\xB5\xCE\xB9\xCF\x82",
     "\xCE\xBC\xCE\xB5\xCF\x84\xCF\x81\xCE\xAE-\xCF\x83\xCE\xB5\xCE\xB9\xCF\x82"},
    {"a letter that the patterns' encoding lacks", "sv", "avstav\xD1\x8Fning",
     "avstav\xD1\x8Fning"},
    {"punctuation behind", "en-US", "measurement,", "mea-sure-ment,"},
    {"punctuation around", "en-US", "(\xE2\x80\x9Cmeasurement\xE2\x80\x9D).",
     "(\xE2\x80\x9Cmea-sure-ment\xE2\x80\x9D)."},
    {"punctuation inside", "en-US", "measure.ment", "measure.ment"},
    {"punctuation alone", "en-US", "--------", "--------"},
    {"a capital at the start", "en-US", "Measurement", "Mea-sure-ment"},
    {"all capitals", "en-US", "MEASUREMENT", "MEASUREMENT"},
    {"a capital inside", "en-US", "OpenStreetMap", "OpenStreetMap"},
    {"short", "en-US", "many", "many"},
    {"three letters stay on each side", "en-US", "about", "about"},
    {"three stay after, where the patterns would leave two", "sv", "flicka", "flicka"},
    {"three stay before, where the patterns would leave one", "pt", "abacateiro",
     "aba-ca-teiro"},
    {"digits", "en-US", "measurement2", "measurement2"},
    {"no patterns for the language", "xx", "measurement", "measurement"},
    {"no language", "", "measurement", "measurement"},
    {"invalid bytes", "en-US", "measure\xFFment", "measure\xFFment"},
};

static void breaks_words(void **state)
{
    struct text_fixture *fixture = *state;
    size_t failed = 0;
    for (size_t round = 0; round < 2; round++) { /* the second has its table */
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
            struct str word = str_from(cases[i].word);
            uint16_t points[HYPHEN_POINTS_LIMIT];
            size_t count = hyphenator_points(fixture->engine->hyphenator, word,
                                             str_from(cases[i].language), points);
            struct buf got = {0};
            for (size_t at = 0, point = 0; at < word.len; at++) {
                if (point < count && points[point] == at) {
                    buf_add_byte(&got, '-');
                    point++;
                }
                buf_add_byte(&got, word.ptr[at]);
            }
            if (!str_is(buf_str(&got), cases[i].want)) {
                print_error("%s: got '%.*s'\n", cases[i].name, STR_ARG(buf_str(&got)));
                failed++;
            }
            buf_clear(&got);
        }
    }
    assert_int_equal(failed, 0);
}

static void takes_words_of_any_length(void **state)
{
    struct text_fixture *fixture = *state;
    char word[400];
    memset(word, 'a', sizeof word);
    for (size_t len = 0; len <= sizeof word; len++) {
        uint16_t points[HYPHEN_POINTS_LIMIT];
        size_t count = hyphenator_points(fixture->engine->hyphenator, str_make(word, len),
                                         STR("en-US"), points);
        assert_in_range(count, 0, HYPHEN_POINTS_LIMIT);
        for (size_t i = 0; i < count; i++) {
            assert_in_range(points[i], i ? points[i - 1] + 1U : 2, len - 3);
        }
    }
}

/* A table that cannot be read is no language without patterns. */
static void tells_of_a_table_that_is_missing(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    const struct font_set *fonts = font_set_open(&arena, OFFPRINT_SHARE "/fonts", report);
    struct text_engine *engine = text_engine_new(&arena, fonts, "/nowhere", report);
    assert_non_null(engine);
    struct text_style style = {
        .role = FONT_SERIF, .size = SP_PT(10), .language = STR("xx")};
    struct text_span span = {.text = STR("measurement"), .style = &style};
    struct paragraph_format format = {.measure = SP_PT(30), .hyphenate = true};
    struct lines lines;
    assert_true(text_break(engine, &arena, &span, 1, &format, &lines, report));
    style.language = STR("de");
    assert_false(text_break(engine, &arena, &span, 1, &format, &lines, report));
    assert_true(report_has_system_error(report));
    struct buf text = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    assert_int_not_equal(str_find(buf_str(&text), STR("hyphenation-missing"), 0), STR_NONE);
    buf_clear(&text);
    text_engine_free(engine);
    arena_clear(&arena);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_words),
        cmocka_unit_test(takes_words_of_any_length),
        cmocka_unit_test(tells_of_a_table_that_is_missing),
    };
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
