/* Numbers and days by language: tables of CLDR's facts, and the rules of its plurals.
 * Relies on date.h for the days. ICU would read its data at each start for the same. */
#include "base/numerals.h"

#include "base/date.h"
#include "base/utf8.h"

enum calendar { GREGORIAN, PERSIAN, BUDDHIST };

struct numerals {
    const char *language, *group, *point;
    uint32_t zero;          /* its digit; 0: '0' */
    uint8_t least;          /* digits before the first group; 0: one */
    bool pairs;             /* groups of two digits before the last, of three */
    enum calendar calendar; /* of its dates */
};

#define THIN "\xe2\x80\xaf" /* U+202F */
#define FIXED "\xc2\xa0"    /* U+00A0 */
#define APOSTROPHE "\xe2\x80\x99"
#define ARABIC ",", ".", 0, 0, false, GREGORIAN
#define INDIC "\xd9\xac", "\xd9\xab", 0x660, 0, false, GREGORIAN

static const struct numerals english = {"en", ",", ".", 0, 0, false, GREGORIAN};

/* clang-format off */
static const struct numerals table[] = {
    {"de", ".", ",", 0, 0, false, GREGORIAN},
    {"de-AT", FIXED, ",", 0, 0, false, GREGORIAN},
    {"de-CH", APOSTROPHE, ".", 0, 0, false, GREGORIAN},
    {"fr", THIN, ",", 0, 0, false, GREGORIAN},
    {"fr-CA", FIXED, ",", 0, 0, false, GREGORIAN},
    {"es", ".", ",", 0, 2, false, GREGORIAN},
    {"es-MX", ",", ".", 0, 0, false, GREGORIAN},
    {"es-US", ",", ".", 0, 0, false, GREGORIAN},
    {"it", ".", ",", 0, 2, false, GREGORIAN},
    {"it-CH", APOSTROPHE, ".", 0, 0, false, GREGORIAN},
    {"pt", ".", ",", 0, 0, false, GREGORIAN},
    {"pt-PT", FIXED, ",", 0, 2, false, GREGORIAN},
    {"nl", ".", ",", 0, 0, false, GREGORIAN},
    {"pl", FIXED, ",", 0, 2, false, GREGORIAN},
    {"ru", FIXED, ",", 0, 0, false, GREGORIAN},
    {"uk", FIXED, ",", 0, 0, false, GREGORIAN},
    {"cs", FIXED, ",", 0, 0, false, GREGORIAN},
    {"tr", ".", ",", 0, 0, false, GREGORIAN},
    {"hi", ",", ".", 0, 0, true, GREGORIAN},
    {"th", ",", ".", 0, 0, false, BUDDHIST},
    {"fa", "\xd9\xac", "\xd9\xab", 0x6F0, 0, false, PERSIAN},
    {"ar-DZ", ".", ",", 0, 0, false, GREGORIAN},
    {"ar-LY", ".", ",", 0, 0, false, GREGORIAN},
    {"ar-MA", ".", ",", 0, 0, false, GREGORIAN},
    {"ar-TN", ".", ",", 0, 0, false, GREGORIAN},
    {"ar-BH", INDIC}, {"ar-EG", INDIC}, {"ar-IQ", INDIC}, {"ar-JO", INDIC},
    {"ar-KW", INDIC}, {"ar-LB", INDIC}, {"ar-OM", INDIC}, {"ar-PS", INDIC},
    {"ar-QA", INDIC}, {"ar-SA", INDIC}, {"ar-SD", INDIC}, {"ar-SY", INDIC},
    {"ar-YE", INDIC},
};
/* clang-format on */

bool language_begins(struct str tag, const char *with)
{
    if (tag.len == 0 || tag.ptr[0] != with[0]) {
        return false; /* of most rows of a table, at once */
    }
    size_t len = strlen(with);
    return str_starts(tag, with) && (tag.len == len || tag.ptr[len] == '-');
}

static const struct numerals *numerals_of(struct str language)
{
    const struct numerals *best = &english;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (language_begins(language, table[i].language) &&
            (best == &english || strlen(table[i].language) > strlen(best->language))) {
            best = &table[i];
        }
    }
    return best;
}

static void add_digit(struct buf *out, const struct numerals *numerals, unsigned digit)
{
    if (numerals->zero) {
        buf_add_code_point(out, numerals->zero + digit);
    } else {
        buf_add_byte(out, (char)('0' + digit));
    }
}

/* Whether a group ends before the digit that `left` more follow. */
static bool groups_at(const struct numerals *numerals, int left)
{
    return left == 3 ||
           (left > 3 && (numerals->pairs ? (left - 3) % 2 == 0 : left % 3 == 0));
}

static void add_number(struct buf *out, const struct numerals *numerals, uint64_t value,
                       int width, bool grouped)
{
    unsigned digits[20];
    int count = 0;
    for (; value || count < width || count == 0; value /= 10) {
        digits[count++] = (unsigned)(value % 10);
    }
    grouped = grouped && count >= 3 + (numerals->least ? numerals->least : 1);
    for (int i = count; i-- > 0;) {
        if (grouped && i + 1 < count && groups_at(numerals, i + 1)) {
            buf_add_text(out, numerals->group);
        }
        add_digit(out, numerals, digits[i]);
    }
}

void numerals_add(struct buf *out, struct str language, uint64_t value)
{
    add_number(out, numerals_of(language), value, 1, true);
}

void numerals_add_plain(struct buf *out, struct str language, uint64_t value, int width)
{
    add_number(out, numerals_of(language), value, width, false);
}

/* The zero of the digits that a character is one of; 0: it is none. */
static uint32_t zero_of(uint32_t c)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6F0};
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        if (c >= zeros[i] && c < zeros[i] + 10) {
            return zeros[i];
        }
    }
    return 0;
}

size_t numerals_leading(struct str text)
{
    size_t at = 0;
    for (size_t len; at < text.len && zero_of(utf8_decode(text, at, &len)); at += len) {
    }
    return at;
}

void numerals_add_like(struct buf *out, struct str digits, uint64_t value)
{
    size_t len;
    struct numerals like = {.zero = zero_of(utf8_decode(digits, 0, &len))};
    add_number(out, &like, value, 1, false);
}

const char *numerals_point(struct str language)
{
    return numerals_of(language)->point;
}

/* Plurals (CLDR, supplemental/plurals.xml), of whole numbers. */

static size_t form_one(uint64_t n)
{
    return n != 1;
}

static size_t form_none(uint64_t n)
{
    (void)n;
    return 0;
}

/* "un million de mots" */
static size_t of_millions(uint64_t n, size_t otherwise)
{
    return n && n % 1000000 == 0 ? 2 : otherwise;
}

static size_t form_romance(uint64_t n)
{
    return of_millions(n, n != 1);
}

static size_t form_to_two(uint64_t n) /* "0 mot", "1 mot" */
{
    return of_millions(n, n > 1);
}

static bool is_few(uint64_t n)
{
    return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14);
}

static size_t form_russian(uint64_t n)
{
    return n % 10 == 1 && n % 100 != 11 ? 0 : is_few(n) ? 1 : 2;
}

static size_t form_polish(uint64_t n)
{
    return n == 1 ? 0 : is_few(n) ? 1 : 2;
}

static size_t form_czech(uint64_t n)
{
    return n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2;
}

static size_t form_arabic(uint64_t n)
{
    return n <= 2 ? (size_t)n : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5;
}

static size_t form_hebrew(uint64_t n)
{
    return n == 1 ? 0 : n == 2 ? 1 : 2;
}

static const struct {
    const char *language;
    size_t (*form)(uint64_t n);
} forms[] = {
    {"fr", form_to_two},  {"es", form_romance}, {"it", form_romance}, {"pt", form_to_two},
    {"ru", form_russian}, {"uk", form_russian}, {"pl", form_polish},  {"cs", form_czech},
    {"ar", form_arabic},  {"he", form_hebrew},  {"fa", form_none},    {"tr", form_none},
    {"hi", form_none},    {"th", form_none},    {"zh", form_none},    {"ja", form_none},
    {"ko", form_none},
};

size_t numerals_form(struct str language, uint64_t count)
{
    if (language_begins(language, "pt-PT")) {
        return form_romance(count);
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (language_begins(language, forms[i].language)) {
            return forms[i].form(count);
        }
    }
    return form_one(count);
}

/* Days */

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

#define SECONDS_OF_DAY 86400
#define PERSIAN_EPOCH_DAYS                                                                 \
    INT64_C(-492268) /* 1 Farvardin 1, from the first day of 1970                          \
                      */

/* By the cycle of 33 years, which is that of the sun from 1178 to 1633 (1799 to 2254). */
static struct day persian_day(int64_t seconds)
{
    int64_t days = floor_divide(seconds, SECONDS_OF_DAY) - PERSIAN_EPOCH_DAYS;
    int64_t year = 1 + floor_divide(33 * days + 3, 12053);
    int64_t first = 365 * (year - 1) + floor_divide(8 * year + 21, 33);
    int of_year = (int)(days - first), half = 6 * 31;
    int month = of_year < half ? of_year / 31 : 6 + (of_year - half) / 30;
    int before = month < 6 ? month * 31 : half + (month - 6) * 30;
    return (struct day){year, month + 1, of_year - before + 1};
}

struct day numerals_day(struct str language, int64_t seconds)
{
    enum calendar calendar = numerals_of(language)->calendar;
    struct civil civil = date_civil(seconds);
    switch (calendar) {
    case PERSIAN: return persian_day(seconds);
    case BUDDHIST: return (struct day){civil.year + 543, civil.month, civil.day};
    case GREGORIAN: break;
    }
    return (struct day){civil.year, civil.month, civil.day};
}
