/* Quotation marks by language, from the data of CLDR that ICU brings. */
#include "text/text.h"

#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/ustring.h>

#define MARK_UNITS 8 /* of UTF-16; the longest mark has a blank beside it */

static void add_utf16(const UChar *text, int32_t len, struct buf *out)
{
    char utf8[MARK_UNITS * 3 + 1];
    int32_t written = 0;
    UErrorCode error = U_ZERO_ERROR;
    u_strToUTF8(utf8, sizeof utf8, &written, text, len, &error);
    if (U_SUCCESS(error)) {
        buf_add(out, str_make(utf8, (size_t)written));
    }
}

void text_add_quote_mark(struct str language, size_t depth, bool opening, struct buf *out)
{
    char tag[40] = "en", locale[64] = "en";
    UErrorCode error = U_ZERO_ERROR;
    UChar mark[MARK_UNITS];
    if (language.len && language.len < sizeof tag) {
        memcpy(tag, language.ptr, language.len);
        tag[language.len] = '\0';
    }
    (void)uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &error);
    ULocaleData *data = ulocdata_open(U_SUCCESS(error) ? locale : "en", &error);
    ULocaleDataDelimiterType type =
        depth > 0 ? (opening ? ULOCDATA_ALT_QUOTATION_START : ULOCDATA_ALT_QUOTATION_END)
                  : (opening ? ULOCDATA_QUOTATION_START : ULOCDATA_QUOTATION_END);
    int32_t len =
        U_SUCCESS(error) ? ulocdata_getDelimiter(data, type, mark, MARK_UNITS, &error) : 0;
    if (U_SUCCESS(error)) {
        add_utf16(mark, len, out);
    } else {
        buf_add_text(out, opening ? "“" : "”");
    }
    ulocdata_close(data);
}
