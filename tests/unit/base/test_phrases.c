/* The table of phrases: each row is whole, and says what its language says. */
#include "base/phrases.h"

#include "base/date.h"
#include "cmocka_offprint.h"

static const char *const languages[] = {
    "en", "de", "fr", "es", "it", "pt", "pt-PT", "nl", "pl",      "ru", "uk",
    "cs", "ar", "fa", "he", "tr", "hi", "th",    "zh", "zh-Hant", "ja", "ko"};

#define LANGUAGES (sizeof languages / sizeof languages[0])

static size_t count(const char *text, char c)
{
    size_t found = 0;
    for (; *text; text++) {
        found += *text == c;
    }
    return found;
}

/* How many forms a phrase has in a language, by one of its counts. */
static bool is_count(enum phrase phrase)
{
    return phrase == PHRASE_DOCUMENT_COUNT || phrase == PHRASE_WORD_COUNT ||
           phrase == PHRASE_PAGE_COUNT;
}

static size_t bars(struct str language, enum phrase phrase)
{
    if (is_count(phrase)) {
        return count(phrase_in(language, PHRASE_WORD_COUNT, NULL), '|');
    }
    return phrase == PHRASE_MONTHS ? 11 : phrase == PHRASE_UNITS ? 2 : 0;
}

/* As many values as in English; forms of one and of two may name their number, and what a
 * file is with or without is told in English alone. */
static bool has_values(const char *text, enum phrase phrase)
{
    size_t want = count(phrase_in(STR("en"), phrase, NULL), '%'), got = count(text, '%');
    bool free = phrase == PHRASE_KIND_WITHOUT || phrase == PHRASE_KIND_WITH;
    return is_count(phrase) ? got > 0 : got == want || (free && got == 0);
}

static void says_all_in_each_language(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < LANGUAGES; i++) {
        assert_true(phrases_have(str_from(languages[i])));
        for (int phrase = 0; phrase < PHRASE_COUNT; phrase++) {
            bool english;
            const char *text =
                phrase_in(str_from(languages[i]), (enum phrase)phrase, &english);
            bool said = text[0] || phrase == PHRASE_STOP;
            bool right =
                said && english == (i == 0) && has_values(text, (enum phrase)phrase) &&
                count(text, '|') == bars(str_from(languages[i]), (enum phrase)phrase);
            if (!right) {
                print_error("%s: phrase %d is '%s'\n", languages[i], phrase, text);
                failed++;
            }
        }
    }
    assert_int_equal(failed, 0);
}

static const struct {
    const char *language, *contents, *date, *page;
} rows[] = {
    {"en", "Contents", "1 July 2021", "p. 7"},
    {"en-GB", "Contents", "1 July 2021", "p. 7"},
    {"de-AT", "Inhalt", "1. Juli 2021", "S. 7"},
    {"fr", "Table des mati\xC3\xA8res", "1er juillet 2021", "p. 7"},
    {"es-MX", "\xC3\x8Dndice", "1 de julio de 2021", "p. 7"},
    {"pt-PT", "\xC3\x8Dndice", "1 de julho de 2021", "p. 7"},
    {"pt-BR", "Sum\xC3\xA1rio", "1 de julho de 2021", "p. 7"},
    {"pt", "Sum\xC3\xA1rio", "1 de julho de 2021", "p. 7"},
    {"pt-AO", "\xC3\x8Dndice", "1 de julho de 2021", "p. 7"},
    {"he",
     "\xD7\xAA\xD7\x95\xD7\x9B\xD7\x9F "
     "\xD7\x94\xD7\xA2\xD7\xA0\xD7\x99\xD7\x99\xD7\xA0\xD7\x99\xD7\x9D",
     "1 \xD7\x91\xD7\x99\xD7\x95\xD7\x9C\xD7\x99 2021", "\xD7\xA2\xD7\x9E\xD7\xB3 7"},
    {"zh-CN", "\xE7\x9B\xAE\xE5\xBD\x95",
     "2021\xE5\xB9\xB4"
     "7\xE6\x9C\x88"
     "1\xE6\x97\xA5",
     "\xE7\xAC\xAC"
     "7\xE9\xA1\xB5"},
    {"zh-TW", "\xE7\x9B\xAE\xE9\x8C\x84",
     "2021\xE5\xB9\xB4"
     "7\xE6\x9C\x88"
     "1\xE6\x97\xA5",
     "\xE7\xAC\xAC"
     "7\xE9\xA0\x81"},
    {"sv", "Contents", "1 July 2021", "p. 7"},
    {"dez", "Contents", "1 July 2021", "p. 7"},
    {"und", "Contents", "1 July 2021", "p. 7"},
    {"", "Contents", "1 July 2021", "p. 7"},
};

static void follows_the_language(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str language = str_from(rows[i].language);
        struct buf date = {0}, page = {0};
        phrase_add_date(&date, language, date_seconds(2021, 7, 1));
        phrase_add(&page, language, PHRASE_PAGE_SHORT, STR("7"));
        if (strcmp(phrase_in(language, PHRASE_CONTENTS, NULL), rows[i].contents) != 0 ||
            !str_is(buf_str(&date), rows[i].date) ||
            !str_is(buf_str(&page), rows[i].page)) {
            print_error("%s: '%s' '%.*s' '%.*s'\n", rows[i].language,
                        phrase_in(language, PHRASE_CONTENTS, NULL), STR_ARG(buf_str(&date)),
                        STR_ARG(buf_str(&page)));
            failed++;
        }
        buf_clear(&date);
        buf_clear(&page);
    }
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_all_in_each_language),
        cmocka_unit_test(follows_the_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
