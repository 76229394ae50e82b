/* The time of a day as people write it, and its zone, read out of a text that may hold a
 * date, too: "5:06", "05:06:07.8", "5h06", "5 pm", then a zone. */
#include "base/date_reading.h"

static bool is_utc(struct str word)
{
    return str_eq_ignore_case(word, STR("UTC")) || str_eq_ignore_case(word, STR("UT")) ||
           str_eq_ignore_case(word, STR("Z"));
}

/* False: no zone is known by that name. */
static bool zone_hours(struct str word, int32_t *hours)
{
    static const struct {
        const char *name;
        int32_t hours;
    } zones[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
                 {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        if (str_eq_ignore_case(word, str_from(zones[i].name))) {
            *hours = zones[i].hours;
            return true;
        }
    }
    char c = word.len == 1 ? ascii_upper(word.ptr[0]) : '\0';
    *hours = c < 'J' ? c - 'A' + 1 : c < 'N' ? c - 'A' : c < 'Z' ? 'M' - c : 0;
    *hours = c && c != 'J' ? *hours : 0;
    return c != 'J' && (c || is_utc(word) || str_eq_ignore_case(word, STR("GMT")));
}

/* "UTC+1" is no zone that is known; behind another name, as in "Z+0100", a sign says no
 * more. */
static bool takes_sign(struct str word)
{
    return str_eq_ignore_case(word, STR("GMT")) || str_eq_ignore_case(word, STR("UT")) ||
           str_eq_ignore_case(word, STR("UTC"));
}

/* Signs take two digits of hours, and minutes or none; other zones are not known. */
size_t date_read_zone(struct reading *r, size_t i)
{
    size_t start = skip_spaces(r, i), end = start;
    if (at(r, start) == '+' || at(r, start) == '-') {
        size_t hours = skip_digits(r, start + 1), minutes = hours;
        if (hours == start + 1) {
            return i;
        }
        end = hours;
        if (at(r, hours) == ':' && is_digit_at(r, hours + 1)) {
            minutes = hours + 1;
            end = skip_digits(r, minutes);
        }
        int64_t value = number(between(r, start + 1, hours));
        bool four = hours == start + 5, two = hours == start + 3;
        int64_t seconds = four  ? value / 100 * 3600 + value % 100 * 60
                          : two ? value * 3600 + number(between(r, minutes, end)) * 60
                                : 0;
        r->offset = (int32_t)(at(r, start) == '-' ? -seconds : seconds);
        r->zoned = four || two;
        return end;
    }
    while (ascii_is_alpha(at(r, end))) {
        end++;
    }
    if (end > start && date_month_at(r, start) == 0) {
        struct str word = between(r, start, end);
        int32_t hours = 0;
        bool more = at(r, end) == '+' || at(r, end) == '-';
        r->zoned = zone_hours(word, &hours) && !(more && takes_sign(word));
        r->utc = r->zoned && is_utc(word);
        r->offset = r->zoned ? hours * 3600 : 0;
        return more ? skip_digits(r, end + 1) : end;
    }
    return i;
}

/* "am" or "p.m." at `i`; gives where it ends, or 0. */
static size_t half_day_end(const struct reading *r, size_t i)
{
    char c = ascii_lower(at(r, i));
    if (c != 'a' && c != 'p') {
        return 0;
    }
    bool dots = at(r, i + 1) == '.';
    size_t m = i + (dots ? 2 : 1);
    bool fits = ascii_lower(at(r, m)) == 'm' &&
                (dots ? at(r, m + 1) == '.' : !ascii_is_alnum(at(r, m + 1)));
    return fits ? m + (dots ? 2 : 1) : 0;
}

static size_t read_fraction(struct reading *r, size_t i)
{
    if ((at(r, i) != '.' && at(r, i) != ',') || !is_digit_at(r, i + 1)) {
        return i;
    }
    size_t end = skip_digits(r, i + 1);
    int32_t unit = 100000000;
    for (size_t k = i + 1; k < end; k++, unit /= 10) {
        r->nanoseconds += (r->text[k] - '0') * unit;
    }
    return end;
}

/* The next part behind a `mark` (':', or 'h' and 'm'), or `i` when none is there. */
static size_t read_part(struct reading *r, size_t i, char mark, int64_t *out)
{
    size_t start = skip_spaces(r, i);
    if (ascii_lower(at(r, start)) != mark) {
        return i;
    }
    start = skip_spaces(r, start + 1);
    size_t end = skip_digits(r, start);
    *out = number(between(r, start, end));
    return end > start ? end : i;
}

static bool read_time_at(struct reading *r, size_t i)
{
    size_t end = skip_digits(r, i), hours = end;
    r->hour = number(between(r, i, end));
    r->minute = r->second = 0;
    if (ascii_lower(at(r, skip_spaces(r, end))) == 'h') {
        end = skip_spaces(r, end) + 1;
        size_t minutes = read_part(r, end - 1, 'h', &r->minute);
        end = minutes > end ? minutes : end;
        size_t seconds = read_part(r, end, 'm', &r->second);
        end = seconds;
        end += at(r, end) == 's' || at(r, end) == 'm' ? 1 : 0;
    } else {
        end = read_part(r, end, ':', &r->minute);
        size_t seconds = end > hours ? read_part(r, end, ':', &r->second) : end;
        end = seconds > end ? read_fraction(r, seconds) : end;
    }
    size_t half = half_day_end(r, skip_spaces(r, end));
    if (end == hours && !half) {
        r->hour = 0;
        return false;
    }
    if (half) {
        bool pm = ascii_lower(at(r, skip_spaces(r, end))) == 'p';
        r->hour = r->hour % 12 + (pm ? 12 : 0);
        end = half;
    }
    blank(r, i, date_read_zone(r, end));
    r->has_time = true;
    return true;
}

void date_read_time(struct reading *r)
{
    for (size_t i = 0; i < r->len; i++) {
        if (is_digit_at(r, i) && (i == 0 || !is_digit_at(r, i - 1)) && read_time_at(r, i)) {
            return;
        }
    }
}
