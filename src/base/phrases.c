/* Phrases by language: which row says them, and how a value or a day is put in. */
#include "base/phrase_rows.h"

#include "base/date.h"

/* Tags whose script the region says. */
static const char *const traditional[] = {"zh-TW", "zh-HK", "zh-MO"};

static bool tag_begins(struct str tag, const char *with)
{
    size_t len = strlen(with);
    return str_starts(tag, with) && (tag.len == len || tag.ptr[len] == '-');
}

/* The row of the longest tag that the language begins with; NULL: there is none. */
static const struct phrase_row *row_of(struct str language)
{
    static const struct phrase_row *const tables[] = {phrases_of_europe, phrases_of_asia};
    for (size_t i = 0; i < sizeof traditional / sizeof traditional[0]; i++) {
        language = tag_begins(language, traditional[i]) ? STR("zh-Hant") : language;
    }
    const struct phrase_row *best = NULL;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        for (const struct phrase_row *row = tables[i]; row->language; row++) {
            if (tag_begins(language, row->language) &&
                (!best || strlen(row->language) > strlen(best->language))) {
                best = row;
            }
        }
    }
    return best;
}

static const struct phrase_row *const english_row = &phrases_of_europe[0];

const char *phrase_in(struct str language, enum phrase phrase, bool *english)
{
    const struct phrase_row *row = row_of(language);
    bool lacks = !row || !row->phrases[phrase];
    if (english) {
        *english = lacks || row == english_row;
    }
    return lacks ? english_row->phrases[phrase] : row->phrases[phrase];
}

bool phrases_have(struct str language)
{
    return row_of(language) != NULL;
}

void phrase_add(struct buf *out, struct str language, enum phrase phrase, struct str value)
{
    struct str pattern = str_from(phrase_in(language, phrase, NULL));
    size_t at = str_find_byte(pattern, '%', 0);
    buf_add(out, str_sub(pattern, 0, at == STR_NONE ? pattern.len : at));
    if (at != STR_NONE) {
        buf_add(out, value);
        buf_add(out, str_skip(pattern, at + 1));
    }
}

static void add_month(struct buf *out, struct str names, int month)
{
    size_t from = 0;
    for (int i = 1; i < month; i++) {
        from = str_find_byte(names, '|', from) + 1;
    }
    size_t end = str_find_byte(names, '|', from);
    buf_add(out, str_sub(names, from, end == STR_NONE ? names.len : end));
}

/* A part is a letter alone, so that words may stand among them. */
static bool is_part(const char *at, const char *pattern)
{
    bool before = at == pattern || !ascii_is_alnum(at[-1]);
    return before && !ascii_is_alnum(at[1]) && ascii_set_has("dmy", *at);
}

void phrase_add_date(struct buf *out, struct str language, int64_t seconds)
{
    struct civil day = date_civil(seconds);
    const char *pattern = phrase_in(language, PHRASE_DATE, NULL);
    struct str months = str_from(phrase_in(language, PHRASE_MONTHS, NULL));
    bool first = tag_begins(language, "fr") && day.day == 1; /* "1er mai" */
    for (const char *at = pattern; *at; at++) {
        if (!is_part(at, pattern)) {
            buf_add_byte(out, *at);
        } else if (*at == 'd') {
            buf_add_format(out, first ? "%der" : "%d", day.day);
        } else if (*at == 'm') {
            add_month(out, months, day.month);
        } else {
            buf_add_format(out, "%d", (int)day.year);
        }
    }
}
