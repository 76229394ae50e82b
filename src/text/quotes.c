/* Quotation marks by language, from the data of CLDR that ICU brings: a table made at build
 * time (locale/pack_quotes.c), since the library of ICU that tells them is a large one. */
#include "text/text.h"

#include <unicode/uloc.h>

#define LOCALE_BYTES 64

static const struct row {
    char locale[16];  /* "": of all others */
    char marks[4][8]; /* outer and inner, opening and closing */
} rows[] = {
#include "quote_table.h"
};

static const struct row *row_of(struct str locale)
{
    size_t low = 0, high = sizeof rows / sizeof rows[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(str_from(rows[middle].locale), locale);
        if (order == 0) {
            return &rows[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

/* Of the locale, or of the nearest that it is part of: "de_CH", "de", that of all. */
static const struct row *nearest_row(struct str locale)
{
    const struct row *row = row_of(locale);
    while (!row && locale.len) {
        size_t end = locale.len - 1;
        while (end && locale.ptr[end] != '_') {
            end--;
        }
        locale = str_sub(locale, 0, end);
        row = row_of(locale);
    }
    return row ? row : &rows[0];
}

void text_add_quote_mark(struct str language, size_t depth, bool opening, struct buf *out)
{
    char tag[40] = "", locale[LOCALE_BYTES] = "", base[LOCALE_BYTES] = "";
    UErrorCode error = U_ZERO_ERROR;
    if (language.len < sizeof tag) {
        memcpy(tag, language.ptr, language.len);
        tag[language.len] = '\0';
    }
    (void)uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &error);
    (void)uloc_getBaseName(locale, base, sizeof base, &error);
    const struct row *row = nearest_row(U_SUCCESS(error) ? str_from(base) : STR(""));
    buf_add_text(out, row->marks[(depth > 0 ? 2 : 0) + (opening ? 0 : 1)]);
}
