/* Dates as people write them, read part by part: the day of the week, the time, then the
 * date in the first form that fits, each blanked out once read. What is missing comes
 * from `now`, down to the first part that is given. */
#include "base/date_reading.h"

#define DAY_SECONDS 86400

/* Numbers as written: their digits count when it is guessed which one is the year. */
struct written {
    struct str digits;
    bool set, minus, mark; /* mark: an apostrophe before it */
};

int date_month_at(const struct reading *r, size_t i)
{
    for (int month = 1; month <= 12; month++) {
        struct str name = str_sub(str_from(date_month_name(month)), 0, 3);
        if (str_eq_ignore_case(between(r, i, i + 3), name)) {
            return month;
        }
    }
    return 0;
}

static void read_week_day(struct reading *r)
{
    for (size_t i = 0; i < r->len; i++) {
        for (int day = 0; day < 7 && starts_word(r, i); day++) {
            struct str name = str_sub(str_from(date_day_name(day)), 0, 3);
            if (!str_eq_ignore_case(between(r, i, i + 3), name)) {
                continue;
            }
            size_t end = i;
            while (end < r->len && !ascii_set_has("-/ 0123456789", r->text[end])) {
                end++;
            }
            blank(r, i, end);
            return;
        }
    }
}

/* "12", "-12", "'12" at `*i`, moved behind it. */
static struct written take_number(const struct reading *r, size_t *i, bool sign)
{
    struct written w = {0};
    size_t start = *i;
    w.mark = at(r, start) == '\'';
    start += w.mark ? 1 : 0;
    w.minus = sign && at(r, start) == '-';
    start += w.minus || (sign && at(r, start) == '+') ? 1 : 0;
    size_t end = skip_digits(r, start);
    w.set = end > start;
    w.digits = between(r, start, end);
    *i = w.set ? end : *i;
    return w;
}

static void swap(struct written *a, struct written *b)
{
    struct written held = *a;
    *a = *b;
    *b = held;
}

static bool looks_like_year(const struct written *w)
{
    return w->set && (w->mark || w->digits.len > 2);
}

/* Year, month and day in the order of their form, which what looks like a year breaks. A
 * year of two digits is one of 1969 to 2068. */
static void settle(struct reading *r, struct written year, int month, struct written m,
                   struct written day)
{
    if (year.set && m.set && !day.set && !month) { /* two numbers: month and day */
        day = m;
        m = year;
        year.set = false;
    }
    if (looks_like_year(&day) && !looks_like_year(&year)) {
        swap(&year, &day);
    }
    if (year.set) {
        int64_t value = number(year.digits);
        bool complete = year.digits.len > 2 || year.minus;
        r->year = year.minus ? -value
                  : complete ? value
                             : value + (value < 69 ? 2000 : 1900);
        r->has_year = true;
    }
    r->has_month = month > 0 || m.set;
    r->month = month ? month : number(m.digits);
    r->has_day = day.set;
    r->day = number(day.digits);
}

/* "4 March 2020", "4th Mar '20", "2020 March 4" */
static bool read_day_first(struct reading *r, size_t i)
{
    size_t start = i;
    struct written day = take_number(r, &i, false), year;
    if (!day.set || (start && is_digit_at(r, start - 1))) {
        return false;
    }
    while (!date_month_at(r, skip_spaces(r, i))) {
        if (at(r, i) == '\0' || ascii_set_has("- 0123456789", at(r, i))) {
            return false;
        }
        i++;
    }
    i = skip_spaces(r, i);
    int month = date_month_at(r, i);
    while (at(r, i) && !ascii_set_has("- '0123456789", at(r, i))) {
        i++;
    }
    size_t next = skip_spaces(r, i);
    year = take_number(r, &next, true);
    settle(r, year, month, (struct written){0}, day);
    blank(r, start, year.set ? next : i);
    return true;
}

/* "March 4, 2020", "March 2020" */
static bool read_month_first(struct reading *r, size_t i)
{
    size_t start = i;
    int month = starts_word(r, i) ? date_month_at(r, i) : 0;
    while (month && at(r, i) && !ascii_set_has("- '0123456789", at(r, i))) {
        i++;
    }
    i = skip_spaces(r, i);
    struct written day = month ? take_number(r, &i, false) : (struct written){0};
    if (!day.set) {
        return false;
    }
    while (at(r, i) && !ascii_set_has("- '0123456789,", at(r, i))) {
        i++;
    }
    size_t next = skip_spaces(r, i);
    next = skip_spaces(r, next + (at(r, next) == ',' ? 1 : 0));
    struct written year = take_number(r, &next, true);
    settle(r, year, month, (struct written){0}, day);
    blank(r, start, year.set ? next : i);
    return true;
}

/* Three numbers with `mark` between them: "2020-03-04", "4/3/2020", "4.3.2020". */
static bool read_numbers(struct reading *r, size_t i, char mark)
{
    size_t start = i;
    if (i && (is_digit_at(r, i - 1) || (mark == '-' && at(r, i - 1) == '-'))) {
        return false;
    }
    struct written first = take_number(r, &i, true), second, third = {0};
    if (!first.set || at(r, i) != mark) {
        return false;
    }
    i = mark == '-' ? i + 1 : skip_spaces(r, i + 1);
    second = take_number(r, &i, false);
    bool more = mark == '/' ? at(r, i) && !is_digit_at(r, i) : at(r, i) == mark;
    size_t next = mark == '-' ? i + 1 : skip_spaces(r, i + 1);
    if (second.set && more) {
        third = take_number(r, &next, true);
    }
    if (!second.set || (!third.set && mark != '/')) {
        return false;
    }
    settle(r, first, 0, second, third);
    blank(r, start, third.set ? next : i);
    return true;
}

/* "4-Mar-2020", "Mar-04-2020" */
static bool read_dashed_month(struct reading *r, size_t i)
{
    size_t start = i;
    struct written day = take_number(r, &i, true), year;
    if (day.set && (at(r, i++) != '-' || (start && is_digit_at(r, start - 1)))) {
        return false;
    }
    int month = starts_word(r, i) ? date_month_at(r, i) : 0;
    while (month && at(r, i) && !ascii_set_has("-/.", at(r, i))) {
        i++;
    }
    if (!month || at(r, i++) != '-') {
        return false;
    }
    if (!day.set) {
        day = take_number(r, &i, false);
        if (!day.set) {
            return false;
        }
        i += at(r, i) == '-' ? 1 : 0;
    }
    year = take_number(r, &i, true);
    settle(r, year, month, (struct written){0}, day);
    blank(r, start, i);
    return true;
}

/* Japanese eras: "H31.04.30" */
static bool read_era(struct reading *r, size_t i)
{
    static const struct {
        char letter;
        int64_t before; /* the year before the first */
    } eras[] = {{'m', 1867}, {'t', 1911}, {'s', 1925}, {'h', 1988}, {'r', 2018}};
    for (size_t e = 0; e < sizeof eras / sizeof eras[0] && starts_word(r, i); e++) {
        if (ascii_lower(at(r, i)) == eras[e].letter && is_digit_at(r, i + 1) &&
            read_numbers(r, i + 1, '.')) {
            r->year = r->year % 100 + eras[e].before;
            blank(r, i, i + 1);
            return true;
        }
    }
    return false;
}

static bool read_slashes(struct reading *r, size_t i)
{
    return read_numbers(r, i, '/');
}

static bool read_dashes(struct reading *r, size_t i)
{
    return read_numbers(r, i, '-');
}

static bool read_dots(struct reading *r, size_t i)
{
    return read_numbers(r, i, '.');
}

/* "2020-064" */
static bool read_year_day(struct reading *r, size_t i)
{
    size_t dash = skip_digits(r, i), end = skip_digits(r, dash + 1);
    if (!starts_word(r, i) || dash != i + 4 || at(r, dash) != '-' || end != dash + 4) {
        return false;
    }
    r->year = number(between(r, i, dash));
    r->year_day = number(between(r, dash + 1, end));
    r->has_year = r->has_month = r->has_day = true;
    r->month = r->day = 1;
    blank(r, i, end);
    return r->year_day >= 1 && r->year_day <= 366;
}

static bool read_month(struct reading *r, size_t i)
{
    r->month = starts_word(r, i) ? date_month_at(r, i) : 0;
    r->has_month = r->month > 0;
    blank(r, i, r->has_month ? i + 3 : i);
    return r->has_month;
}

static bool read_ordinal(struct reading *r, size_t i)
{
    static const char *const endings[] = {"st", "nd", "rd", "th"};
    size_t end = skip_digits(r, i);
    for (size_t e = 0; e < 4 && end > i; e++) {
        if (str_eq_ignore_case(between(r, end, end + 2), str_from(endings[e])) &&
            !ascii_is_alnum(at(r, end + 2))) {
            r->day = number(between(r, i, end));
            r->has_day = true;
            blank(r, i, end + 2);
            return true;
        }
    }
    return false;
}

static int64_t take(struct str *digits, size_t count)
{
    int64_t value = number(str_sub(*digits, 0, count));
    *digits = str_skip(*digits, count);
    return value;
}

static void read_run_time(struct reading *r, struct str digits)
{
    r->hour = take(&digits, 2);
    r->minute = take(&digits, 2);
    r->second = take(&digits, 2);
    r->has_time = true;
}

/* A run of digits: "20200304", "20200304T050607Z". */
static bool read_run(struct reading *r, size_t i)
{
    size_t end = skip_digits(r, i);
    struct str digits = between(r, i, end);
    if (digits.len < 2) {
        return false;
    }
    if (digits.len == 8 || digits.len == 14 || digits.len == 6) {
        r->year = take(&digits, digits.len == 6 ? 2 : 4);
        r->year += digits.len == 4 && r->year < 100 ? (r->year < 69 ? 2000 : 1900) : 0;
        r->has_year = true;
    }
    if (digits.len != 2) {
        r->month = take(&digits, 2);
        r->has_month = true;
    }
    r->day = take(&digits, 2);
    r->has_day = true;
    if (digits.len) {
        read_run_time(r, digits);
    }
    size_t clock = end + (ascii_lower(at(r, end)) == 't' ? 1 : 0);
    if (clock > end && is_digit_at(r, clock)) {
        end = skip_digits(r, clock);
        read_run_time(r, between(r, clock, end));
    }
    blank(r, i, date_read_zone(r, end));
    return true;
}

static void read_date(struct reading *r)
{
    static bool (*const forms[])(struct reading *, size_t) = {
        read_day_first,    read_month_first, read_dashes, read_era,
        read_dashed_month, read_slashes,     read_dots,   read_year_day,
        read_month,        read_ordinal,     read_run};
    for (size_t form = 0; form < sizeof forms / sizeof forms[0]; form++) {
        for (size_t i = 0; i < r->len; i++) {
            if (forms[form](r, i)) {
                return;
            }
        }
    }
}

/* One or two digits are left: the hour of a date, the day of a time. */
static void read_rest(struct reading *r)
{
    struct str rest = str_trim(str_make(r->text, r->len));
    bool digits = rest.len > 0 && rest.len < 3;
    for (size_t i = 0; i < rest.len && digits; i++) {
        digits = ascii_is_digit(rest.ptr[i]);
    }
    if (digits && r->has_day && !r->has_time && number(rest) <= 24) {
        r->hour = number(rest);
        r->has_time = true;
    } else if (digits && r->has_time && !r->has_day) {
        r->day = number(rest);
        r->has_day = true;
    }
}

static bool complete(struct reading *r, int64_t now)
{
    struct civil today = date_civil(now);
    bool given = r->has_year;
    r->year = given ? r->year : today.year;
    given = given || r->has_month;
    r->month = r->has_month ? r->month : given ? 1 : today.month;
    given = given || r->has_day;
    r->day = r->has_day ? r->day : given ? 1 : today.day;
    bool midnight = r->hour == 24 && r->minute == 0 && r->second == 0;
    return (given || r->has_time) && r->month >= 1 && r->month <= 12 && r->day >= 1 &&
           r->day <= 31 && (r->hour < 24 || midnight) && r->minute < 60 && r->second <= 60;
}

bool date_read(struct str text, int64_t now, struct moment *out)
{
    struct reading r = {.len = text.len};
    if (text.len == 0 || text.len > DATE_TEXT_LIMIT) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool kept =
            ascii_is_alnum(c) || (unsigned char)c >= 0x80 || ascii_set_has("-+',./:@[]", c);
        r.text[i] = kept ? c : ' ';
    }
    read_week_day(&r);
    date_read_time(&r);
    read_date(&r);
    read_rest(&r);
    if (!complete(&r, now)) {
        return false;
    }
    int64_t days = r.year_day ? r.year_day - 1 : 0;
    *out = (struct moment){
        .seconds = date_seconds(r.year, (int)r.month, (int)r.day) + days * DAY_SECONDS +
                   r.hour * 3600 + r.minute * 60 + r.second - r.offset,
        .offset = r.offset,
        .nanoseconds = r.nanoseconds,
        .zoned = r.zoned,
        .utc = r.utc,
    };
    return true;
}
