/* A date while it is read: its text, blanked out part by part, and what was found. For
 * date_read*.c only. */
#ifndef OFFPRINT_BASE_DATE_READING_H
#define OFFPRINT_BASE_DATE_READING_H

#include "base/date.h"

#define DATE_TEXT_LIMIT 128 /* longer texts are no dates */

struct reading {
    char text[DATE_TEXT_LIMIT + 1];
    size_t len;
    int64_t year, month, day, year_day, hour, minute, second;
    bool has_year, has_month, has_day, has_time, zoned, utc;
    int32_t nanoseconds, offset;
};

static inline char at(const struct reading *r, size_t i)
{
    return i < r->len ? r->text[i] : '\0';
}

static inline bool is_digit_at(const struct reading *r, size_t i)
{
    return ascii_is_digit(at(r, i));
}

static inline size_t skip_spaces(const struct reading *r, size_t i)
{
    while (at(r, i) == ' ') {
        i++;
    }
    return i;
}

static inline size_t skip_digits(const struct reading *r, size_t i)
{
    while (is_digit_at(r, i)) {
        i++;
    }
    return i;
}

static inline bool starts_word(const struct reading *r, size_t i)
{
    return i == 0 || !ascii_is_alnum(r->text[i - 1]);
}

static inline struct str between(const struct reading *r, size_t from, size_t to)
{
    return str_sub(str_make(r->text, r->len), from, to);
}

static inline void blank(struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < r->len; i++) {
        r->text[i] = ' ';
    }
}

static inline int64_t number(struct str digits)
{
    int64_t value = 0;
    for (size_t i = 0; i < digits.len && value < INT32_MAX; i++) {
        value = value * 10 + (digits.ptr[i] - '0');
    }
    return value;
}

/* The month whose first three letters stand at `i`; 0: none. date_read.c */
int date_month_at(const struct reading *r, size_t i);

/* A zone at `i`; gives where it ends. And the time of the day, wherever it stands.
 * date_read_time.c */
size_t date_read_zone(struct reading *r, size_t i);
void date_read_time(struct reading *r);

#endif
