/* Dates in templates: strings of the usual forms to seconds, strftime's letters back.
 * All in UTC; nothing asks the locale or the clock. */
#include "base/buf.h"
#include "base/date.h"
#include "liquid/template.h"

#include <inttypes.h>

static int month_of(struct str word)
{
    for (int month = 1; month <= 12; month++) {
        struct str name = str_from(date_month_name(month));
        if (word.len >= 3 && word.len <= name.len &&
            str_eq_ignore_case(word, str_sub(name, 0, word.len))) {
            return month;
        }
    }
    return 0;
}

struct pieces {
    int64_t numbers[8];
    size_t count;
    int month;
    int hour, minute, second;
    bool time, pm, am;
};

static bool take_time(struct str text, size_t *at, struct pieces *out)
{
    int parts[3] = {0}, count = 0;
    size_t i = *at;
    while (count < 3 && i < text.len && ascii_is_digit(text.ptr[i])) {
        while (i < text.len && ascii_is_digit(text.ptr[i]) && parts[count] < 1000) {
            parts[count] = parts[count] * 10 + (text.ptr[i++] - '0');
        }
        count++;
        if (i >= text.len || text.ptr[i] != ':') {
            break;
        }
        i++;
    }
    if (count < 2) {
        return false;
    }
    out->hour = parts[0];
    out->minute = parts[1];
    out->second = parts[2];
    out->time = true;
    *at = i;
    return true;
}

/* "March 14, 2016", "14 Mar 2016 10:30", "Fri Jul 16 01:00:00 2004". */
static bool parse_words(struct str text, int64_t *out)
{
    struct pieces pieces = {0};
    for (size_t i = 0; i < text.len;) {
        if (ascii_is_digit(text.ptr[i])) {
            size_t end = i;
            int64_t number = 0;
            while (end < text.len && ascii_is_digit(text.ptr[end]) && end - i < 12) {
                number = number * 10 + (text.ptr[end++] - '0');
            }
            if (end < text.len && text.ptr[end] == ':' && take_time(text, &i, &pieces)) {
                continue;
            }
            if (pieces.count < 8) {
                pieces.numbers[pieces.count++] = number;
            }
            i = end;
        } else if (ascii_is_alpha(text.ptr[i])) {
            size_t end = i;
            while (end < text.len && ascii_is_alpha(text.ptr[end])) {
                end++;
            }
            struct str word = str_sub(text, i, end);
            int month = month_of(word);
            pieces.month = pieces.month ? pieces.month : month;
            pieces.pm = pieces.pm || str_eq_ignore_case(word, STR("pm"));
            i = end;
        } else {
            i++;
        }
    }
    if (!pieces.month || pieces.count == 0) {
        return false;
    }
    int64_t first = pieces.numbers[0], second = pieces.count > 1 ? pieces.numbers[1] : 0;
    int64_t day = first > 31 ? (second ? second : 1) : first;
    int64_t year = first > 31 ? first : second;
    if (year == 0 || day < 1 || day > 31) {
        return false;
    }
    int hour = pieces.hour + (pieces.pm && pieces.hour < 12 ? 12 : 0);
    *out = date_seconds(year, pieces.month, (int)day) + hour * 3600 + pieces.minute * 60 +
           pieces.second;
    return true;
}

bool liquid_date_parse(struct value value, int64_t now, int64_t *out)
{
    if (value.kind == VALUE_INTEGER) {
        *out = value.as.integer;
        return true;
    }
    if (value.kind != VALUE_STRING) {
        return false;
    }
    struct str text = str_trim(value.as.string);
    if (str_is(text, "now") || str_is(text, "today")) {
        *out = now;
        return true;
    }
    struct value number;
    if (text.len && text.ptr[0] != '-' && value_to_number(value, &number) &&
        number.kind == VALUE_INTEGER) {
        *out = number.as.integer;
        return true;
    }
    return date_parse(text, out) || parse_words(text, out);
}

static void add_padded(struct buf *out, int64_t value, int width, char flag, char pad)
{
    if (flag == '-') {
        pad = '\0';
    } else if (flag == '_') {
        pad = ' ';
    } else if (flag == '0') {
        pad = '0';
    }
    char digits[24];
    int len = 0;
    bool negative = value < 0;
    uint64_t rest = negative ? (uint64_t)-value : (uint64_t)value;
    do {
        digits[len++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    for (int i = len + negative; pad && i < width; i++) {
        buf_add_byte(out, pad);
    }
    if (negative) {
        buf_add_byte(out, '-');
    }
    while (len > 0) {
        buf_add_byte(out, digits[--len]);
    }
}

static void add_name(struct buf *out, const char *name, size_t len, char flag)
{
    struct str text = str_from(name);
    text = len ? str_sub(text, 0, len) : text;
    for (size_t i = 0; i < text.len; i++) {
        buf_add_byte(out, flag == '^' ? ascii_upper(text.ptr[i]) : text.ptr[i]);
    }
}

static bool add_letter(struct buf *out, char letter, char flag, int width,
                       const struct civil *date, int64_t seconds)
{
    int twelve = date->hour % 12 ? date->hour % 12 : 12;
    int monday = (date->week_day + 6) % 7;
    switch (letter) {
    case 'Y': add_padded(out, date->year, width ? width : 4, flag, '0'); return true;
    case 'C': add_padded(out, date->year / 100, width ? width : 2, flag, '0'); return true;
    case 'y': add_padded(out, date->year % 100, width ? width : 2, flag, '0'); return true;
    case 'm': add_padded(out, date->month, width ? width : 2, flag, '0'); return true;
    case 'd': add_padded(out, date->day, width ? width : 2, flag, '0'); return true;
    case 'e': add_padded(out, date->day, width ? width : 2, flag, ' '); return true;
    case 'j': add_padded(out, date->year_day, width ? width : 3, flag, '0'); return true;
    case 'H': add_padded(out, date->hour, width ? width : 2, flag, '0'); return true;
    case 'k': add_padded(out, date->hour, width ? width : 2, flag, ' '); return true;
    case 'I': add_padded(out, twelve, width ? width : 2, flag, '0'); return true;
    case 'l': add_padded(out, twelve, width ? width : 2, flag, ' '); return true;
    case 'M': add_padded(out, date->minute, width ? width : 2, flag, '0'); return true;
    case 'S': add_padded(out, date->second, width ? width : 2, flag, '0'); return true;
    case 'L': buf_add_text(out, "000"); return true;
    case 'N': buf_add_text(out, "000000000"); return true;
    case 'z': buf_add_text(out, flag == ':' ? "+00:00" : "+0000"); return true;
    case 'Z': buf_add_text(out, "UTC"); return true;
    case 'A': add_name(out, date_day_name(date->week_day), 0, flag); return true;
    case 'a': add_name(out, date_day_name(date->week_day), 3, flag); return true;
    case 'B': add_name(out, date_month_name(date->month), 0, flag); return true;
    case 'b':
    case 'h': add_name(out, date_month_name(date->month), 3, flag); return true;
    case 'p': buf_add_text(out, date->hour < 12 ? "AM" : "PM"); return true;
    case 'P': buf_add_text(out, date->hour < 12 ? "am" : "pm"); return true;
    case 's': buf_add_format(out, "%" PRId64, seconds); return true;
    case 'u': add_padded(out, date->week_day ? date->week_day : 7, 1, flag, '0'); return true;
    case 'w': add_padded(out, date->week_day, 1, flag, '0'); return true;
    case 'G': add_padded(out, date->iso_year, 4, flag, '0'); return true;
    case 'g': add_padded(out, date->iso_year % 100, 2, flag, '0'); return true;
    case 'V': add_padded(out, date->iso_week, 2, flag, '0'); return true;
    case 'U': add_padded(out, (date->year_day + 6 - date->week_day) / 7, 2, flag, '0'); return true;
    case 'W': add_padded(out, (date->year_day + 6 - monday) / 7, 2, flag, '0'); return true;
    case 'n': buf_add_byte(out, '\n'); return true;
    case 't': buf_add_byte(out, '\t'); return true;
    case '%': buf_add_byte(out, '%'); return true;
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
    case '+': return "%a %b %e %H:%M:%S %Z %Y";
    default: return NULL;
    }
}

void liquid_date_format(struct buf *out, struct str format, int64_t seconds)
{
    struct civil date = date_civil(seconds);
    for (size_t i = 0; i < format.len; i++) {
        if (format.ptr[i] != '%' || i + 1 == format.len) {
            buf_add_byte(out, format.ptr[i]);
            continue;
        }
        size_t start = i++;
        char flag = '\0';
        int width = 0;
        while (i < format.len && strchr("-_0^#:", format.ptr[i]) && format.ptr[i]) {
            flag = format.ptr[i++];
        }
        while (i < format.len && ascii_is_digit(format.ptr[i]) && width < 100) {
            width = width * 10 + (format.ptr[i++] - '0');
        }
        char letter = i < format.len ? format.ptr[i] : '\0';
        const char *more = compound(letter);
        if (more) {
            liquid_date_format(out, str_from(more), seconds);
        } else if (!add_letter(out, letter, flag, width, &date, seconds)) {
            buf_add(out, str_sub(format, start, i + 1));
        }
    }
}
