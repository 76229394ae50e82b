/* How numbers and days look in a language, as CLDR has it: digits, groups, the point, the
 * form of a noun behind a number, the calendar. By no locale but the tag that is given;
 * what the tables do not have is as in English. */
#ifndef OFFPRINT_BASE_NUMERALS_H
#define OFFPRINT_BASE_NUMERALS_H

#include "base/buf.h"

/* Whether a tag (BCP 47) is `with`, or begins so and goes on at a hyphen. */
bool language_begins(struct str tag, const char *with);

/* "1.008.000", "۱٬۰۰۸" */
void numerals_add(struct buf *out, struct str language, uint64_t value);

/* The same without groups, with at least `width` digits, as years and pages have it. */
void numerals_add_plain(struct buf *out, struct str language, uint64_t value, int width);

/* How many bytes of digits a text begins with, and a number in digits like the first. */
size_t numerals_leading(struct str text);
void numerals_add_like(struct buf *out, struct str digits, uint64_t value);

/* What stands before tenths. */
const char *numerals_point(struct str language);

/* Which of the forms of a phrase goes with the number, from 0 in CLDR's order: zero, one,
 * two, few, many, other, as far as the language tells them apart. */
size_t numerals_form(struct str language, uint64_t count);

struct day {
    int64_t year;
    int month, day; /* from 1 */
};

/* Of the language's calendar: of Gregory's, the Persian, or the Buddhist. */
struct day numerals_day(struct str language, int64_t seconds);

#endif
