/* Liquid's ideas about values, which are Ruby's where nobody wrote them down: equality,
 * order, size, what contains what, and how a value prints. Relies on `empty` and `blank`
 * being told by their address. */
#include "base/date.h"
#include "base/number.h"
#include "base/utf8.h"
#include "liquid/template.h"

#include <inttypes.h>

/* `empty` and `blank` are strings that nothing else can be: told by their address. */
const char liquid_empty_mark[] = "", liquid_blank_mark[] = "";

struct value value_empty(void)
{
    return value_string(str_make(liquid_empty_mark, 0));
}

struct value value_blank(void)
{
    return value_string(str_make(liquid_blank_mark, 0));
}

static bool is_mark(struct value value, const char *mark)
{
    return value.kind == VALUE_STRING && value.as.string.ptr == mark;
}

bool value_is_mark(struct value value)
{
    return is_mark(value, liquid_empty_mark) || is_mark(value, liquid_blank_mark);
}

struct value value_plain(struct value value)
{
    return value_is_mark(value) ? value_string(STR("")) : value;
}

bool value_is_range(struct value value)
{
    return value.kind == VALUE_LIST && value.as.list->is_range;
}

static bool is_empty(struct value value)
{
    switch (value.kind) {
    case VALUE_STRING: return value.as.string.len == 0;
    case VALUE_LIST:
    case VALUE_MAP: return value_count(value) == 0;
    case VALUE_NIL:
    case VALUE_BOOL:
    case VALUE_INTEGER:
    case VALUE_FLOAT:
    case VALUE_TIME: return false;
    }
    return false;
}

static double as_real(struct value value)
{
    return value.kind == VALUE_INTEGER ? (double)value.as.integer : value.as.real;
}

static bool is_number(struct value value)
{
    return value.kind == VALUE_INTEGER || value.kind == VALUE_FLOAT;
}

/* By the point in time, whatever clock shows it. */
static int compare_times(struct value a, struct value b)
{
    struct moment x, y;
    if (date_read(a.as.string, 0, &x) && date_read(b.as.string, 0, &y) &&
        x.seconds != y.seconds) {
        return x.seconds < y.seconds ? -1 : 1;
    }
    return 0;
}

static int compare_texts(struct value a, struct value b)
{
    return a.kind == VALUE_TIME && b.kind == VALUE_TIME
               ? compare_times(a, b)
               : str_compare(value_text_or(a, (struct str){0}),
                             value_text_or(b, (struct str){0}));
}

#define EQUAL_DEPTH_LIMIT 64
#define PAIR_WORK 16 /* of two values that are compared, as bytes */
#define TIME_WORK 256
#define ENTRY_WORK 128 /* of an entry that is looked for */

/* What comparing the two values themselves costs. */
static size_t pair_work(struct value a, struct value b)
{
    if (a.kind == VALUE_TIME && b.kind == VALUE_TIME) {
        return TIME_WORK;
    }
    size_t x = value_text_or(a, (struct str){0}).len;
    size_t y = value_text_or(b, (struct str){0}).len;
    return PAIR_WORK + (x < y ? x : y);
}

/* Numbers by value, lists and maps by their members; a mark is like nothing but empties. */
static bool equals(struct value a, struct value b, int depth, size_t *work)
{
    *work += pair_work(a, b);
    if (value_is_mark(a) || value_is_mark(b)) { /* blank is nothing's equal */
        bool blank = is_mark(a, liquid_blank_mark) || is_mark(b, liquid_blank_mark);
        return !blank && value_is_mark(a) != value_is_mark(b) && is_empty(a) && is_empty(b);
    }
    if (is_number(a) && is_number(b)) {
        return a.kind == VALUE_INTEGER && b.kind == VALUE_INTEGER
                   ? a.as.integer == b.as.integer
                   : as_real(a) == as_real(b);
    }
    if (a.kind != b.kind || depth > EQUAL_DEPTH_LIMIT || *work > LIQUID_WORK_LIMIT) {
        return false;
    }
    switch (a.kind) {
    case VALUE_NIL: return true;
    case VALUE_BOOL: return a.as.boolean == b.as.boolean;
    case VALUE_TIME: return compare_times(a, b) == 0;
    case VALUE_STRING: return str_eq(a.as.string, b.as.string);
    case VALUE_LIST:
        for (size_t i = 0; i < value_count(a); i++) {
            if (!equals(value_at(a, i), value_at(b, i), depth + 1, work)) {
                return false;
            }
        }
        return value_count(a) == value_count(b);
    case VALUE_MAP:
        for (size_t i = 0; i < value_count(a); i++) {
            const struct value_entry *entry = &a.as.map->entries[i];
            *work += ENTRY_WORK + entry->key.len;
            if (!value_has(b, entry->key) ||
                !equals(entry->value, value_get(b, entry->key), depth + 1, work)) {
                return false;
            }
        }
        return value_count(a) == value_count(b);
    case VALUE_INTEGER:
    case VALUE_FLOAT: break;
    }
    return false;
}

bool value_equals(struct value a, struct value b, size_t *work)
{
    return equals(a, b, 0, work);
}

/* Nothing, false, white space, and what holds nothing. */
bool value_is_as_blank(struct value a, struct value b)
{
    bool first = is_mark(a, liquid_blank_mark), second = is_mark(b, liquid_blank_mark);
    struct value other = first ? b : a;
    bool nothing =
        other.kind == VALUE_NIL || (other.kind == VALUE_BOOL && !other.as.boolean) ||
        (other.kind == VALUE_STRING && !str_trim(other.as.string).len) || is_empty(other);
    return first != second && !value_is_mark(other) && nothing;
}

#define COMPARE_DEPTH_LIMIT 16

static bool is_document(struct value value)
{
    return value.kind == VALUE_MAP && value.as.map->beyond;
}

/* Documents by their own dates, and where one has none by their paths. */
static int compare_documents(struct value a, struct value b)
{
    struct str date = STR("date"), path = STR("path"), undated = STR(LIQUID_UNDATED);
    bool dated = !value_has(a, undated) && !value_has(b, undated);
    int order = dated ? compare_texts(value_get(a, date), value_get(b, date)) : 0;
    return order ? order : compare_texts(value_get(a, path), value_get(b, path));
}

static int compare(struct value a, struct value b, int depth, bool *comparable,
                   size_t *work)
{
    *work += pair_work(a, b);
    if (*work > LIQUID_WORK_LIMIT) {
        return 0;
    }
    if (is_document(a) && is_document(b)) {
        *work += TIME_WORK + 2 * ENTRY_WORK;
        return compare_documents(a, b);
    }
    if (a.kind == VALUE_INTEGER && b.kind == VALUE_INTEGER) {
        return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
    }
    if (is_number(a) && is_number(b)) {
        return (as_real(a) > as_real(b)) - (as_real(a) < as_real(b));
    }
    if (a.kind == b.kind && (a.kind == VALUE_STRING || a.kind == VALUE_TIME)) {
        return compare_texts(a, b);
    }
    if (a.kind == VALUE_LIST && b.kind == VALUE_LIST && depth < COMPARE_DEPTH_LIMIT) {
        size_t x = value_count(a), y = value_count(b);
        for (size_t i = 0; i < x && i < y; i++) {
            int order =
                compare(value_at(a, i), value_at(b, i), depth + 1, comparable, work);
            if (order || !*comparable) {
                return order;
            }
        }
        return (x > y) - (x < y);
    }
    *comparable = value_equals(a, b, work);
    return 0;
}

int value_compare(struct value a, struct value b, bool *comparable, size_t *work)
{
    *comparable = true;
    return compare(a, b, 0, comparable, work);
}

/* A whole number's size is that of its bytes; a map with entries beyond its own, which
 * stands for a document, has none. */
struct value value_size(struct value value)
{
    switch (value.kind) {
    case VALUE_STRING: return value_integer((int64_t)utf8_count(value.as.string));
    case VALUE_MAP:
        if (value.as.map->beyond) {
            break;
        }
        return value_integer((int64_t)value_count(value));
    case VALUE_LIST: return value_integer((int64_t)value_count(value));
    case VALUE_INTEGER: return value_integer((int64_t)sizeof(int64_t));
    case VALUE_NIL:
    case VALUE_BOOL:
    case VALUE_TIME:
    case VALUE_FLOAT: break;
    }
    return value_nil();
}

static bool range_contains(struct value range, struct value item)
{
    const struct value_list *list = range.as.list;
    return is_number(item) && as_real(item) >= (double)list->range_first &&
           as_real(item) <= (double)list->range_last;
}

bool value_contains(struct arena *arena, struct value container, struct value item,
                    size_t *work)
{
    if (value_is_mark(container) || !value_is_true(item)) {
        return false; /* nothing is asked for by what is not so */
    }
    if (container.kind == VALUE_STRING) {
        struct str text = value_to_str(arena, value_plain(item));
        size_t at = str_find(container.as.string, text, 0);
        *work += at == STR_NONE ? container.as.string.len : at;
        *work += item.kind == VALUE_STRING ? 0 : text.len * 4; /* it was printed */
        return at != STR_NONE;
    }
    if (container.kind == VALUE_MAP) {
        *work += value_text_or(item, (struct str){0}).len;
        return item.kind == VALUE_STRING && value_has(container, item.as.string);
    }
    if (value_is_range(container)) {
        return range_contains(container, item);
    }
    for (size_t i = 0; i < value_count(container); i++) {
        if (value_equals(value_at(container, i), item, work)) {
            return true;
        }
    }
    return false;
}

struct value value_shown(const struct liquid_options *options, struct value value)
{
    const struct liquid_host *host = options->host;
    struct value text;
    bool may_be = value.kind == VALUE_MAP && value.as.map->beyond && host && host->member;
    bool shown = may_be && ((host->member(host->data, value, STR("output"), &text) &&
                             text.kind == VALUE_STRING) ||
                            host->member(host->data, value, STR("content"), &text));
    return shown ? text : value;
}

#define PRINT_DEPTH_LIMIT 64

static void print(struct value value, struct buf *out, int depth)
{
    switch (value.kind) {
    case VALUE_NIL: break;
    case VALUE_BOOL: buf_add_text(out, value.as.boolean ? "true" : "false"); break;
    case VALUE_INTEGER: buf_add_format(out, "%" PRId64, value.as.integer); break;
    case VALUE_FLOAT: number_add_real(out, value.as.real); break;
    case VALUE_TIME:
    case VALUE_STRING: buf_add(out, value.as.string); break;
    case VALUE_LIST:
        if (value.as.list->is_range) {
            buf_add_format(out, "%" PRId64 "..%" PRId64, value.as.list->range_first,
                           value.as.list->range_last);
            break;
        }
        for (size_t i = 0; i < value_count(value) && depth < PRINT_DEPTH_LIMIT; i++) {
            print(value_at(value, i), out, depth + 1);
        }
        break;
    case VALUE_MAP: value_inspect(value, out); break;
    }
}

void value_print(struct value value, struct buf *out)
{
    print(value, out, 0);
}

#define JULIAN_DAY_1970 2440588

/* A day without a clock is told by its number, too. */
static void inspect_time(struct str text, struct buf *out)
{
    int64_t seconds;
    if (text.len != sizeof "2024-05-01" - 1 || !date_parse(text, &seconds)) {
        buf_add(out, text);
        return;
    }
    buf_add_format(out, "#<Date: %.*s ((%" PRId64 "j,0s,0n),+0s,2299161j)>", STR_ARG(text),
                   seconds / 86400 + JULIAN_DAY_1970);
}

/* As Ruby's inspect writes it; what is nested too deep is left out. */
static void inspect(struct value value, struct buf *out, int depth)
{
    if (depth > PRINT_DEPTH_LIMIT) {
        return;
    }
    switch (value.kind) {
    case VALUE_NIL: buf_add_text(out, "nil"); break;
    case VALUE_TIME: inspect_time(value.as.string, out); break;
    case VALUE_STRING:
        buf_add_byte(out, '"');
        for (size_t i = 0; i < value.as.string.len; i++) {
            char c = value.as.string.ptr[i];
            if (c == '"' || c == '\\') {
                buf_add_byte(out, '\\');
            }
            if (c == '\n') {
                buf_add_text(out, "\\n");
            } else {
                buf_add_byte(out, c);
            }
        }
        buf_add_byte(out, '"');
        break;
    case VALUE_LIST:
        if (value.as.list->is_range) {
            print(value, out, depth);
            break;
        }
        buf_add_byte(out, '[');
        for (size_t i = 0; i < value_count(value); i++) {
            buf_add_text(out, i ? ", " : "");
            inspect(value_at(value, i), out, depth + 1);
        }
        buf_add_byte(out, ']');
        break;
    case VALUE_MAP:
        buf_add_byte(out, '{');
        for (size_t i = 0; i < value_count(value); i++) {
            const struct value_entry *entry = &value.as.map->entries[i];
            buf_add_text(out, i ? ", " : "");
            inspect(value_string(entry->key), out, depth + 1);
            buf_add_text(out, "=>");
            inspect(entry->value, out, depth + 1);
        }
        buf_add_byte(out, '}');
        break;
    case VALUE_BOOL:
    case VALUE_INTEGER:
    case VALUE_FLOAT: print(value, out, depth); break;
    }
}

void value_inspect(struct value value, struct buf *out)
{
    inspect(value, out, 0);
}

/* Only an output joins the items of a list. */
void value_write(struct value value, struct buf *out)
{
    if (value.kind == VALUE_LIST) {
        value_inspect(value, out);
    } else {
        value_print(value, out);
    }
}

struct str value_to_str(struct arena *arena, struct value value)
{
    if (value.kind == VALUE_STRING) {
        return value.as.string;
    }
    struct buf text = {.kept_in = arena};
    value_write(value, &text);
    return arena_take(arena, &text);
}

struct str liquid_text(struct arena *arena, struct value value)
{
    if (value.kind == VALUE_STRING) {
        return value.as.string;
    }
    struct buf text = {.kept_in = arena};
    value_print(value, &text);
    return arena_take(arena, &text);
}

/* The whole number at the start of `text`, with '_' between digits; 0: none. Gives what
 * is behind it. */
static size_t leading_integer(struct str text, int64_t *out)
{
    bool negative = str_starts(text, "-"), fits = true;
    size_t at = negative || str_starts(text, "+") ? 1 : 0;
    *out = 0;
    for (size_t start = at; at < text.len; at++) {
        bool between = text.ptr[at] == '_' && at > start && at + 1 < text.len &&
                       ascii_is_digit(text.ptr[at + 1]);
        if (between) {
            continue;
        }
        if (!ascii_is_digit(text.ptr[at])) {
            break;
        }
        int64_t digit = text.ptr[at] - '0';
        fits = fits && !__builtin_mul_overflow(*out, 10, out) &&
               !__builtin_sub_overflow(*out, digit, out); /* below 0, where one more fits */
    }
    if (!fits || (!negative && *out == INT64_MIN)) {
        *out = 0;
        return 0;
    }
    *out = negative ? *out : -*out;
    return at;
}

static bool is_decimal(struct str text)
{
    size_t at = str_starts(text, "-") ? 1 : 0, start = at;
    while (at < text.len && ascii_is_digit(text.ptr[at])) {
        at++;
    }
    size_t point = at;
    if (at == start || at + 1 >= text.len || text.ptr[at] != '.') {
        return false;
    }
    for (at++; at < text.len && ascii_is_digit(text.ptr[at]); at++) {
    }
    return at == text.len && at > point + 1;
}

bool value_is_beyond(struct value value)
{
    if (value.kind != VALUE_STRING) {
        return false;
    }
    struct str text = str_trim(value.as.string);
    size_t at = str_starts(text, "-") || str_starts(text, "+") ? 1 : 0;
    int64_t integer;
    return at < text.len && ascii_is_digit(text.ptr[at]) && !is_decimal(text) &&
           leading_integer(text, &integer) == 0;
}

bool value_to_number(struct value value, struct value *out)
{
    *out = value_integer(0);
    if (is_number(value)) {
        *out = value;
        return true;
    }
    if (value.kind != VALUE_STRING) {
        return false;
    }
    struct str text = str_trim(value.as.string);
    if (is_decimal(text)) {
        double real = 0;
        bool is_number = number_read(text, &real);
        *out = value_float(real);
        return is_number;
    }
    int64_t integer;
    size_t used = leading_integer(text, &integer);
    bool signs = used == 1 && !ascii_is_digit(text.ptr[0]);
    *out = value_integer(integer);
    return used > 0 && !signs && used == text.len;
}
