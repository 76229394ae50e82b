/* Calendar arithmetic by counting days; relies on nothing of the C library's <time.h>,
 * whose answers follow the time zone. Years may be below 0; leap seconds are not counted.
 */
#include "base/date.h"

#include <inttypes.h>
#include <stdio.h>

#define DAY_SECONDS 86400

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};

const char *date_month_name(int month)
{
    return months[(month + 11) % 12];
}

const char *date_day_name(int week_day)
{
    return days[week_day % 7];
}

/* Days since 1970-01-01 in the Gregorian calendar, years begun in March so that the
 * leap day is a year's last. */
static int64_t day_number(int64_t year, int month, int day)
{
    int64_t y = month > 2 ? year : year - 1;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t year_day = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t era_day = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + year_day;
    return era * 146097 + era_day - 719468;
}

int64_t date_seconds(int64_t year, int month, int day)
{
    return day_number(year, month, day) * DAY_SECONDS;
}

static void set_week(struct civil *c, int64_t number)
{
    int64_t thursday = number - (c->week_day + 6) % 7 + 3; /* of the same ISO week */
    c->iso_year = c->year;
    if (thursday < day_number(c->year, 1, 1)) {
        c->iso_year--;
    } else if (thursday >= day_number(c->year + 1, 1, 1)) {
        c->iso_year++;
    }
    c->iso_week = (int)((thursday - day_number(c->iso_year, 1, 1)) / 7 + 1);
}

struct civil date_civil(int64_t seconds)
{
    return date_civil_at(seconds, 0);
}

/* Of any second that 64 bits can count: `offset` is added to what is left of its day, for
 * at the far ends there is no room for it, nor for the first second of the day. */
struct civil date_civil_at(int64_t seconds, int32_t offset)
{
    struct civil c = {0};
    int64_t rest = seconds % DAY_SECONDS + offset;
    int64_t turned = (rest >= 0 ? rest : rest - (DAY_SECONDS - 1)) / DAY_SECONDS;
    int64_t number = seconds / DAY_SECONDS + turned;
    rest -= turned * DAY_SECONDS;
    int64_t shifted = number + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t of_era = shifted - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t year_day = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * year_day + 2) / 153;
    c.day = (int)(year_day - (153 * month + 2) / 5 + 1);
    c.month = (int)(month < 10 ? month + 3 : month - 9);
    c.year = year + era * 400 + (c.month <= 2 ? 1 : 0);
    c.hour = (int)(rest / 3600);
    c.minute = (int)(rest / 60 % 60);
    c.second = (int)(rest % 60);
    c.year_day = (int)(number - day_number(c.year, 1, 1) + 1);
    c.week_day = (int)(((number + 4) % 7 + 7) % 7);
    set_week(&c, number);
    return c;
}

/* Up to `most` digits at `*at`; -1: none. */
static int read_number(struct str text, size_t *at, size_t most)
{
    int value = 0;
    size_t start = *at;
    while (*at < text.len && *at - start < most && ascii_is_digit(text.ptr[*at])) {
        value = value * 10 + (text.ptr[(*at)++] - '0');
    }
    return *at > start ? value : -1;
}

static bool take(struct str text, size_t *at, char c)
{
    bool there = *at < text.len && text.ptr[*at] == c;
    *at += there ? 1 : 0;
    return there;
}

static void skip_spaces(struct str text, size_t *at)
{
    while (*at < text.len && ascii_is_space(text.ptr[*at])) {
        ++*at;
    }
}

static bool read_clock(struct str text, size_t *at, int64_t *out)
{
    int hour = read_number(text, at, 2), second = 0;
    int minute = take(text, at, ':') ? read_number(text, at, 2) : -1;
    if (take(text, at, ':')) {
        second = read_number(text, at, 2);
    }
    if (take(text, at, '.')) {
        (void)read_number(text, at, 9);
    }
    *out = (int64_t)hour * 3600 + (int64_t)minute * 60 + second;
    return hour >= 0 && hour < 25 && minute >= 0 && minute < 60 && second >= 0 &&
           second < 61;
}

static int64_t read_zone(struct str text, size_t *at)
{
    bool east = take(text, at, '+');
    if (!east && !take(text, at, '-')) {
        return 0;
    }
    int hours = read_number(text, at, 2);
    (void)take(text, at, ':');
    int minutes = read_number(text, at, 2);
    int64_t offset =
        (int64_t)(hours > 0 ? hours : 0) * 3600 + (int64_t)(minutes > 0 ? minutes : 0) * 60;
    return east ? offset : -offset;
}

/* Two digits are of the years 1969 to 2068, as in Ruby. */
static int64_t whole_year(int year)
{
    return year >= 100 ? year : year + (year < 69 ? 2000 : 1900);
}

bool date_parse(struct str text, int64_t *out)
{
    size_t at = 0;
    text = str_trim(text);
    int year = read_number(text, &at, 4);
    int month = take(text, &at, '-') ? read_number(text, &at, 2) : -1;
    int day = take(text, &at, '-') ? read_number(text, &at, 2) : -1;
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    int64_t seconds = date_seconds(whole_year(year), month, day), clock = 0;
    if (at < text.len) {
        if (!take(text, &at, 'T') && !ascii_is_space(text.ptr[at])) {
            return false;
        }
        skip_spaces(text, &at);
        if (at < text.len && !read_clock(text, &at, &clock)) {
            return false;
        }
        skip_spaces(text, &at);
        clock -= read_zone(text, &at);
    }
    *out = seconds + clock;
    return true;
}

/* Whether the text looks like `form`, in which '0' stands for a digit, 't' for 'T' or a
 * space and '+' for either sign. */
static bool has_form(struct str text, const char *form)
{
    if (text.len != strlen(form)) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool same = form[i] == '0'   ? ascii_is_digit(c)
                    : form[i] == 't' ? c == 'T' || c == ' '
                    : form[i] == '+' ? c == '+' || c == '-'
                                     : c == form[i];
        if (!same) {
            return false;
        }
    }
    return true;
}

bool date_parse_exact(struct str text, int64_t *out)
{
    static const char *const clocks[] = {"", "t00:00", "t00:00:00"};
    static const char *const zones[] = {"", "Z", "+0000", "+00:00", " +0000", " +00:00"};
    struct str day = str_sub(text, 0, 10), rest = str_skip(text, day.len);
    bool fits = false;
    for (size_t i = 0; i < 3 && !fits; i++) {
        size_t clock = strlen(clocks[i]);
        for (size_t k = 0; k < (i ? 6 : 1) && !fits; k++) {
            fits = clock <= rest.len && has_form(str_sub(rest, 0, clock), clocks[i]) &&
                   has_form(str_skip(rest, clock), zones[k]);
        }
    }
    int64_t midnight;
    if (!fits || !has_form(day, "0000-00-00") || !date_parse(day, &midnight)) {
        return false;
    }
    struct civil there = date_civil(midnight);
    char again[16];
    (void)snprintf(again, sizeof again, "%04d-%02d-%02d", (int)there.year, there.month,
                   there.day);
    return str_is(day, again) && date_parse(text, out);
}

struct str date_text(struct arena *arena, int64_t seconds, int32_t offset)
{
    struct civil c = date_civil_at(seconds, offset);
    int minutes = (offset < 0 ? -offset : offset) / 60;
    return arena_format(arena, "%04" PRId64 "-%02d-%02d %02d:%02d:%02d %c%02d%02d", c.year,
                        c.month, c.day, c.hour, c.minute, c.second, offset < 0 ? '-' : '+',
                        minutes / 60, minutes % 60);
}

struct str date_in_words(struct arena *arena, int64_t seconds)
{
    struct civil c = date_civil(seconds);
    return arena_format(arena, "%d %s %" PRId64, c.day, date_month_name(c.month), c.year);
}
