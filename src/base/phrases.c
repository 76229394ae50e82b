/* Phrases by language: which row says them, and how a value, a number or a day is put in.
 * Relies on numerals.h for what the language makes of numbers. */
#include "base/phrase_rows.h"

#include "base/number.h"
#include "base/numerals.h"

/* Tags whose row the region says. */
static const char *const regions[][2] = {
    {"zh-TW", "zh-Hant"}, {"zh-HK", "zh-Hant"}, {"zh-MO", "zh-Hant"}, {"pt-AO", "pt-PT"},
    {"pt-CV", "pt-PT"},   {"pt-MZ", "pt-PT"},   {"pt-GW", "pt-PT"},   {"pt-TL", "pt-PT"},
};

static const struct phrase_row *const english_row = &phrases_germanic[0];

static const struct phrase_row *find_in(const struct phrase_row *row, struct str language,
                                        enum phrase phrase, const struct phrase_row *best)
{
    for (; row->language; row++) {
        if (row->phrases[phrase] && language_begins(language, row->language) &&
            (!best || strlen(row->language) > strlen(best->language))) {
            best = row;
        }
    }
    return best;
}

/* The row of the longest tag that the language begins with and that says the phrase; NULL:
 * there is none. */
static const struct phrase_row *row_of(struct str language, enum phrase phrase)
{
    static const struct phrase_row *const tables[] = {
        phrases_germanic, phrases_romance,     phrases_iberian,
        phrases_slavic,   phrases_west_slavic, phrases_right,
        phrases_asia,     phrases_chinese,     phrases_east};
    for (size_t i = 0; i < sizeof regions / sizeof regions[0]; i++) {
        language =
            language_begins(language, regions[i][0]) ? str_from(regions[i][1]) : language;
    }
    const struct phrase_row *best = NULL;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        best = find_in(tables[i], language, phrase, best);
    }
    return best;
}

const char *phrase_in(struct str language, enum phrase phrase, bool *english)
{
    const struct phrase_row *row = row_of(language, phrase);
    row = row ? row : english_row;
    if (english) {
        *english = row == english_row;
    }
    return row->phrases[phrase];
}

bool phrases_have(struct str language)
{
    return row_of(language, PHRASE_CONTENTS) != NULL;
}

bool phrases_from_right(struct str language)
{
    return find_in(phrases_right, language, PHRASE_CONTENTS, NULL) != NULL;
}

enum phrase phrase_of_reason(struct str reason)
{
    for (int i = PHRASE_NO_TARGET; i <= PHRASE_INVALID_ADDRESS; i++) {
        if (str_is(reason, english_row->phrases[i])) {
            return (enum phrase)i;
        }
    }
    return PHRASE_NO_TARGET;
}

/* The language whose numbers go with the phrase. */
static struct str language_told(struct str language)
{
    return phrases_have(language) ? language : STR("en");
}

static struct str before_value(struct str pattern)
{
    size_t at = str_find_byte(pattern, '%', 0);
    return str_sub(pattern, 0, at == STR_NONE ? pattern.len : at);
}

static struct str behind_value(struct str pattern)
{
    size_t at = str_find_byte(pattern, '%', 0);
    return str_skip(pattern, at == STR_NONE ? pattern.len : at + 1);
}

struct str phrase_before(struct str language, enum phrase phrase)
{
    return before_value(str_from(phrase_in(language, phrase, NULL)));
}

struct str phrase_behind(struct str language, enum phrase phrase)
{
    return behind_value(str_from(phrase_in(language, phrase, NULL)));
}

static bool takes_value(struct str pattern)
{
    return str_find_byte(pattern, '%', 0) != STR_NONE;
}

void phrase_add(struct buf *out, struct str language, enum phrase phrase, struct str value)
{
    struct str pattern = str_from(phrase_in(language, phrase, NULL));
    buf_add(out, before_value(pattern));
    if (takes_value(pattern)) {
        buf_add(out, value);
    }
    buf_add(out, behind_value(pattern));
}

/* The part of a list with '|' in it, from 0; the last where there are fewer. */
static struct str part_at(struct str list, size_t index)
{
    size_t from = 0;
    for (size_t end; index > 0; index--, from = end + 1) {
        end = str_find_byte(list, '|', from);
        if (end == STR_NONE) {
            break;
        }
    }
    size_t end = str_find_byte(list, '|', from);
    return str_sub(list, from, end == STR_NONE ? list.len : end);
}

void phrase_add_count(struct buf *out, struct str language, enum phrase phrase,
                      uint64_t count)
{
    struct str told = language_told(language);
    struct str forms = str_from(phrase_in(language, phrase, NULL));
    struct str pattern = part_at(forms, numerals_form(told, count));
    buf_add(out, before_value(pattern));
    if (takes_value(pattern)) {
        numerals_add(out, told, count);
    }
    buf_add(out, behind_value(pattern));
}

void phrase_add_number(struct buf *out, struct str language, uint64_t value)
{
    numerals_add(out, language_told(language), value);
}

void phrase_add_plain(struct buf *out, struct str language, uint64_t value)
{
    numerals_add_plain(out, language_told(language), value, 1);
}

void phrase_add_size(struct buf *out, struct str language, uint64_t size_bytes)
{
    struct str told = language_told(language);
    struct number_size size = number_size(size_bytes);
    struct str units = str_from(phrase_in(language, PHRASE_UNITS, NULL));
    struct str pattern = part_at(units, size.thousands);
    buf_add(out, before_value(pattern));
    numerals_add(out, told, size.whole);
    if (size.thousands == 2) {
        buf_add_text(out, numerals_point(told));
        numerals_add_plain(out, told, size.tenths, 1);
    }
    buf_add(out, behind_value(pattern));
}

/* A part is a letter alone, so that words may stand among them. */
static bool is_part(const char *at, const char *pattern)
{
    bool before = at == pattern || !ascii_is_alnum(at[-1]);
    return before && !ascii_is_alnum(at[1]) && ascii_set_has("dmy", *at);
}

void phrase_add_date(struct buf *out, struct str language, int64_t seconds)
{
    struct str told = language_told(language);
    struct day day = numerals_day(told, seconds);
    const char *pattern = phrase_in(language, PHRASE_DATE, NULL);
    struct str months = str_from(phrase_in(language, PHRASE_MONTHS, NULL));
    bool first = language_begins(language, "fr") && day.day == 1; /* "1er mai" */
    for (const char *at = pattern; *at; at++) {
        if (!is_part(at, pattern)) {
            buf_add_byte(out, *at);
        } else if (*at == 'd') {
            numerals_add_plain(out, told, (uint64_t)day.day, 1);
            buf_add_text(out, first ? "er" : "");
        } else if (*at == 'm') {
            buf_add(out, part_at(months, (size_t)(day.month - 1)));
        } else {
            numerals_add_plain(out, told, day.year < 0 ? 0 : (uint64_t)day.year, 1);
        }
    }
}
