/* Dates in templates: what counts as one, and strftime's directives for writing it in its
 * own zone. Nothing asks the locale or the clock. */
#include "base/buf.h"
#include "base/date.h"
#include "liquid/template.h"

#include <inttypes.h>

#define WIDTH_LIMIT 1024

static bool all_digits(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.ptr[i])) {
            return false;
        }
    }
    return text.len > 0;
}

static bool means_present(struct str text)
{
    return str_eq_ignore_case(text, STR("now")) || str_eq_ignore_case(text, STR("today"));
}

bool liquid_date_lacks_present(struct value value, const struct liquid_options *options)
{
    return options->now == DATE_NONE &&
           means_present(value_text_or(value, (struct str){0}));
}

/* Numbers, and the present, count from 1970 in UTC and name no clock. */
static bool read_seconds(struct value value, const struct liquid_options *options,
                         int64_t *out)
{
    struct str text = value_text_or(value, (struct str){0});
    struct value number = value;
    *out = options->now;
    if (means_present(text)) {
        return true;
    }
    bool counts = value.kind == VALUE_INTEGER ||
                  (all_digits(text) && value_to_number(value, &number) &&
                   number.kind == VALUE_INTEGER);
    *out = counts ? number.as.integer : 0;
    return counts;
}

bool liquid_date_parse(struct value value, const struct liquid_options *options,
                       struct moment *out)
{
    const struct zone *zone = options->zone;
    *out = (struct moment){0};
    if (read_seconds(value, options, &out->seconds)) {
        zone_localize(zone, out);
        return true;
    }
    int64_t today = options->now + zone_offset(zone, options->now);
    struct str text = value_text_or(value, (struct str){0});
    if (all_digits(text) || !date_read(text, today, out)) {
        return false;
    }
    zone_settle(zone, out);
    return true;
}

/* One directive: "%-d", "%10B", "%::z". */
struct directive {
    char letter;
    char pad; /* '-': none; '\0': the letter's own */
    bool upper, swap;
    int colons, width;
};

static void add_padding(struct buf *out, const struct directive *d, char own, size_t len,
                        size_t width)
{
    char pad = d->pad == '_' ? ' ' : d->pad == '0' ? '0' : own;
    for (size_t i = len; d->pad != '-' && i < width; i++) {
        buf_add_byte(out, pad);
    }
}

static void add_number(struct buf *out, const struct directive *d, int64_t value, int width,
                       char own)
{
    char digits[24];
    size_t len = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t wanted = (size_t)(d->width ? d->width : width);
    bool zeros = d->pad == '0' || (d->pad == '\0' && own == '0');
    do {
        digits[len++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0 && zeros) {
        buf_add_byte(out, '-');
    }
    add_padding(out, d, own, len + (value < 0 ? 1 : 0), wanted);
    if (value < 0 && !zeros) {
        buf_add_byte(out, '-');
    }
    while (len > 0) {
        buf_add_byte(out, digits[--len]);
    }
}

static void add_word(struct buf *out, const struct directive *d, struct str word)
{
    bool lower = d->swap && !d->upper && (d->letter == 'p' || d->letter == 'Z');
    bool compound = ascii_set_has("cDFrRTvxX", d->letter);
    bool upper = d->upper || (d->swap && !lower && !compound);
    add_padding(out, d, ' ', word.len, (size_t)d->width);
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        buf_add_byte(out, upper ? ascii_upper(c) : lower ? ascii_lower(c) : c);
    }
}

/* Digits of a second, cut and not rounded. */
static void add_fraction(struct buf *out, int32_t nanoseconds, int digits)
{
    int32_t unit = 100000000;
    for (int i = 0; i < digits; i++, unit /= 10) {
        buf_add_byte(out, (char)('0' + (unit ? nanoseconds / unit % 10 : 0)));
    }
}

/* "+0530"; by colons "+05:30", "+05:30:00", and the shortest of them. */
static void add_zone(struct buf *out, const struct directive *d, int32_t offset)
{
    int32_t size = offset < 0 ? -offset : offset;
    int hours = size / 3600, minutes = size / 60 % 60, seconds = size % 60;
    struct buf rest = {.part_of = out};
    if (d->colons == 0) {
        buf_add_format(&rest, "%02d", minutes);
    } else if (d->colons == 1 || (d->colons == 3 && minutes && !seconds)) {
        buf_add_format(&rest, ":%02d", minutes);
    } else if (d->colons == 2 || seconds) {
        buf_add_format(&rest, ":%02d:%02d", minutes, seconds);
    }
    size_t wanted = (size_t)(d->width > 0 ? d->width : 0), least = 3 + rest.len;
    size_t pad = wanted > least ? wanted - least : 0;
    bool spaces = d->pad == '_';
    for (size_t i = 0; spaces && i < pad + (hours < 10 ? 1 : 0); i++) {
        buf_add_byte(out, ' ');
    }
    buf_add_byte(out, offset < 0 ? '-' : '+');
    for (size_t i = 0; !spaces && i < pad; i++) {
        buf_add_byte(out, '0');
    }
    buf_add_format(out, spaces ? "%d" : "%02d", hours);
    buf_add(out, buf_str(&rest));
    buf_clear(&rest);
}

/* Directives whose value is a number, padded as the directive says. False: this is none. */
static bool add_numeric(struct buf *out, const struct directive *d,
                        const struct civil *date, int64_t seconds)
{
    int twelve = date->hour % 12 ? date->hour % 12 : 12, monday = (date->week_day + 6) % 7;
    int64_t of_century = (date->year % 100 + 100) % 100;
    const struct {
        char letter;
        int width;
        char pad;
        int64_t value;
    } numbers[] = {
        {'Y', date->year < 0 ? 5 : 4, '0', date->year},
        {'C', 2, '0', (date->year - of_century) / 100},
        {'y', 2, '0', of_century},
        {'m', 2, '0', date->month},
        {'d', 2, '0', date->day},
        {'e', 2, ' ', date->day},
        {'j', 3, '0', date->year_day},
        {'H', 2, '0', date->hour},
        {'k', 2, ' ', date->hour},
        {'I', 2, '0', twelve},
        {'l', 2, ' ', twelve},
        {'M', 2, '0', date->minute},
        {'S', 2, '0', date->second},
        {'s', 1, '0', seconds},
        {'u', 1, '0', date->week_day ? date->week_day : 7},
        {'w', 1, '0', date->week_day},
        {'G', 4, '0', date->iso_year},
        {'g', 2, '0', (date->iso_year % 100 + 100) % 100},
        {'V', 2, '0', date->iso_week},
        {'U', 2, '0', (date->year_day + 6 - date->week_day) / 7},
        {'W', 2, '0', (date->year_day + 6 - monday) / 7},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (numbers[i].letter == d->letter) {
            add_number(out, d, numbers[i].value, numbers[i].width, numbers[i].pad);
            return true;
        }
    }
    return false;
}

/* Of a clock that is not the site's, nothing is known. */
static struct str abbreviation(const struct moment *when, const struct zone *zone)
{
    return when->utc   ? STR("UTC")
           : when->day ? STR("+00:00")
           : when->offset == zone_offset(zone, when->seconds)
               ? zone_abbreviation(zone, when->seconds)
               : STR("");
}

static bool add_named(struct buf *out, const struct directive *d, const struct civil *date,
                      const struct moment *when, const struct zone *zone)
{
    struct str month = str_from(date_month_name(date->month));
    struct str day = str_from(date_day_name(date->week_day));
    switch (d->letter) {
    case 'A': add_word(out, d, day); return true;
    case 'a': add_word(out, d, str_sub(day, 0, 3)); return true;
    case 'B': add_word(out, d, month); return true;
    case 'b':
    case 'h': add_word(out, d, str_sub(month, 0, 3)); return true;
    case 'p': add_word(out, d, date->hour < 12 ? STR("AM") : STR("PM")); return true;
    case 'P': add_word(out, d, date->hour < 12 ? STR("am") : STR("pm")); return true;
    case 'Z': add_word(out, d, abbreviation(when, zone)); return true;
    case 'n': add_word(out, d, STR("\n")); return true;
    case 't': add_word(out, d, STR("\t")); return true;
    case '%': add_word(out, d, STR("%")); return true;
    case 'L': add_fraction(out, when->nanoseconds, d->width ? d->width : 3); return true;
    case 'N': add_fraction(out, when->nanoseconds, d->width ? d->width : 9); return true;
    case 'z': add_zone(out, d, when->offset); return true;
    default: return false;
    }
}

/* Letters that stand for several others. */
static const char *compound(char letter)
{
    switch (letter) {
    case 'D':
    case 'x': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'T':
    case 'X': return "%H:%M:%S";
    case 'R': return "%H:%M";
    case 'r': return "%I:%M:%S %p";
    case 'c': return "%a %b %e %H:%M:%S %Y";
    case 'v': return "%e-%^b-%Y";
    default: return NULL;
    }
}

/* Reads what follows '%' at `*at`, moved behind the letter. False: the format ends. */
static bool read_directive(struct str format, size_t *at, struct directive *out)
{
    char modifier = '\0';
    *out = (struct directive){0};
    for (; *at < format.len && ascii_set_has("-_0^#:", format.ptr[*at]); ++*at) {
        char flag = format.ptr[*at];
        out->upper = out->upper || flag == '^';
        out->swap = out->swap || flag == '#';
        out->colons += flag == ':' ? 1 : 0;
        out->pad = ascii_set_has("-_0", flag) ? flag : out->pad;
    }
    for (; *at < format.len && ascii_is_digit(format.ptr[*at]); ++*at) {
        out->width = out->width * 10 + (format.ptr[*at] - '0');
        out->width = out->width > WIDTH_LIMIT ? WIDTH_LIMIT : out->width;
    }
    if (*at < format.len && (format.ptr[*at] == 'E' || format.ptr[*at] == 'O')) {
        modifier = format.ptr[(*at)++];
    }
    if (*at == format.len) {
        return modifier != '\0';
    }
    out->letter = format.ptr[(*at)++];
    const char *allowed = modifier == 'E' ? "cCxXyY" : "deHIkmMSuUVwWyl";
    bool fits = (!modifier || ascii_set_has(allowed, out->letter)) &&
                (!out->colons || (out->letter == 'z' && out->colons < 4));
    if (!fits) { /* not a directive: what was read is text */
        *at -= modifier ? 1 : 0;
        out->letter = '\0';
    }
    return true;
}

bool liquid_date_format(struct buf *out, struct str format, const struct moment *when,
                        const struct zone *zone)
{
    struct civil date = date_civil_at(when->seconds, when->offset);
    for (size_t at = 0; at < format.len;) {
        size_t start = at++;
        struct directive d;
        if (format.ptr[start] != '%') {
            buf_add_byte(out, format.ptr[start]);
            continue;
        }
        if (!read_directive(format, &at, &d)) {
            return false;
        }
        const char *more = compound(d.letter);
        if (more) {
            struct buf part = {.part_of = out};
            (void)liquid_date_format(&part, str_from(more), when, zone);
            add_word(out, &d, buf_str(&part));
            buf_clear(&part);
        } else if (!add_numeric(out, &d, &date, when->seconds) &&
                   !add_named(out, &d, &date, when, zone)) {
            buf_add(out, str_sub(format, start, at));
        }
    }
    return true;
}

/* Zones are known from 1900 to 2099: before and behind, clocks never turn. */
static bool is_summer(const struct moment *when, const struct zone *zone, int64_t year)
{
    year = year < 1900 ? 1899 : year > 2099 ? 2100 : year;
    int32_t winter = zone_offset(zone, date_seconds(year, 1, 1)),
            july = zone_offset(zone, date_seconds(year, 7, 1));
    return when->offset == zone_offset(zone, when->seconds) &&
           when->offset > (winter < july ? winter : july);
}

struct value liquid_date_items(struct arena *arena, const struct moment *when,
                               const struct zone *zone)
{
    struct civil date = date_civil_at(when->seconds, when->offset);
    const int64_t numbers[] = {date.second, date.minute, date.hour,     date.day,
                               date.month,  date.year,   date.week_day, date.year_day};
    struct value list = value_list_new(arena);
    if (list.kind != VALUE_LIST) {
        return list;
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        (void)value_list_add(arena, list, value_integer(numbers[i]));
    }
    struct str name = abbreviation(when, zone);
    (void)value_list_add(arena, list, value_bool(is_summer(when, zone, date.year)));
    (void)value_list_add(arena, list, name.len ? value_string(name) : value_nil());
    return list;
}
