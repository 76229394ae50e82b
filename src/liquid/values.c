#include "base/buf.h"
#include "liquid/template.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

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

bool value_is_empty_literal(struct value value)
{
    return is_mark(value, liquid_empty_mark) || is_mark(value, liquid_blank_mark);
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
    case VALUE_FLOAT: return false;
    }
    return false;
}

static bool is_blank(struct value value)
{
    if (value.kind == VALUE_NIL || (value.kind == VALUE_BOOL && !value.as.boolean)) {
        return true;
    }
    return is_empty(value) ||
           (value.kind == VALUE_STRING && str_trim(value.as.string).len == 0);
}

static double as_real(struct value value)
{
    return value.kind == VALUE_INTEGER ? (double)value.as.integer : value.as.real;
}

static bool is_number(struct value value)
{
    return value.kind == VALUE_INTEGER || value.kind == VALUE_FLOAT;
}

#define EQUAL_DEPTH_LIMIT 64

static bool equals(struct value a, struct value b, int depth)
{
    if (value_is_empty_literal(a) && value_is_empty_literal(b)) {
        return a.as.string.ptr == b.as.string.ptr;
    }
    if (is_mark(a, liquid_empty_mark) || is_mark(b, liquid_empty_mark)) {
        return is_empty(a) && is_empty(b);
    }
    if (is_mark(a, liquid_blank_mark) || is_mark(b, liquid_blank_mark)) {
        return is_blank(a) && is_blank(b);
    }
    if (is_number(a) && is_number(b)) {
        return a.kind == VALUE_INTEGER && b.kind == VALUE_INTEGER
                   ? a.as.integer == b.as.integer
                   : as_real(a) == as_real(b);
    }
    if (a.kind != b.kind || depth > EQUAL_DEPTH_LIMIT) {
        return false;
    }
    switch (a.kind) {
    case VALUE_NIL: return true;
    case VALUE_BOOL: return a.as.boolean == b.as.boolean;
    case VALUE_STRING: return str_eq(a.as.string, b.as.string);
    case VALUE_LIST:
        for (size_t i = 0; i < value_count(a); i++) {
            if (!equals(value_at(a, i), value_at(b, i), depth + 1)) {
                return false;
            }
        }
        return value_count(a) == value_count(b);
    case VALUE_MAP:
        for (size_t i = 0; i < value_count(a); i++) {
            const struct value_entry *entry = &a.as.map->entries[i];
            if (!value_has(b, entry->key) ||
                !equals(entry->value, value_get(b, entry->key), depth + 1)) {
                return false;
            }
        }
        return value_count(a) == value_count(b);
    case VALUE_INTEGER:
    case VALUE_FLOAT: break;
    }
    return false;
}

bool value_equals(struct value a, struct value b)
{
    return equals(a, b, 0);
}

int value_compare(struct value a, struct value b, bool *comparable)
{
    *comparable = true;
    if (a.kind == VALUE_INTEGER && b.kind == VALUE_INTEGER) {
        return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
    }
    if (is_number(a) && is_number(b)) {
        return (as_real(a) > as_real(b)) - (as_real(a) < as_real(b));
    }
    if (a.kind == VALUE_STRING && b.kind == VALUE_STRING) {
        return str_compare(a.as.string, b.as.string);
    }
    *comparable = false;
    return 0;
}

bool value_contains(struct value container, struct value item)
{
    if (container.kind == VALUE_STRING) {
        struct buf text = {0};
        value_print(item, &text);
        bool found = item.kind != VALUE_NIL &&
                     str_find(container.as.string, buf_str(&text), 0) != STR_NONE;
        buf_clear(&text);
        return found;
    }
    if (container.kind == VALUE_MAP) {
        return item.kind == VALUE_STRING && value_has(container, item.as.string);
    }
    for (size_t i = 0; item.kind != VALUE_NIL && i < value_count(container); i++) {
        if (value_equals(value_at(container, i), item)) {
            return true;
        }
    }
    return false;
}

/* Ruby prints the shortest digits that read back the same; 16 places before the point. */
void value_print_float(double real, struct buf *out)
{
    char digits[40];
    int precision = 1;
    if (isnan(real)) {
        buf_add_text(out, "NaN");
        return;
    }
    if (isinf(real)) {
        buf_add_text(out, real < 0 ? "-Infinity" : "Infinity");
        return;
    }
    do {
        (void)snprintf(digits, sizeof digits, "%.*e", precision - 1, real);
    } while (strtod(digits, NULL) != real && ++precision <= 17);
    int exponent = atoi(strchr(digits, 'e') + 1); /* NOLINT: our own digits */
    if (real != 0 && (exponent < -4 || exponent >= 16)) {
        char *mark = strchr(digits, 'e');
        *mark = '\0';
        buf_add_format(out, "%s%se%s%02d", digits, strchr(digits, '.') ? "" : ".0",
                       exponent < 0 ? "-" : "+", abs(exponent));
        return;
    }
    int decimals = precision - 1 - exponent;
    buf_add_format(out, "%.*f", decimals < 1 ? 1 : decimals, real);
}

#define PRINT_DEPTH_LIMIT 64

static void print(struct value value, struct buf *out, int depth)
{
    switch (value.kind) {
    case VALUE_NIL: break;
    case VALUE_BOOL: buf_add_text(out, value.as.boolean ? "true" : "false"); break;
    case VALUE_INTEGER: buf_add_format(out, "%" PRId64, value.as.integer); break;
    case VALUE_FLOAT: value_print_float(value.as.real, out); break;
    case VALUE_STRING: buf_add(out, value.as.string); break;
    case VALUE_LIST:
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

static void inspect(struct value value, struct buf *out, int depth)
{
    if (depth > PRINT_DEPTH_LIMIT) {
        return;
    }
    switch (value.kind) {
    case VALUE_NIL: buf_add_text(out, "nil"); break;
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

struct str value_to_str(struct arena *arena, struct value value)
{
    if (value.kind == VALUE_STRING) {
        return value.as.string;
    }
    struct buf text = {0};
    value_print(value, &text);
    struct str kept = arena_str(arena, buf_str(&text));
    buf_clear(&text);
    return kept;
}

static bool parse_integer(struct str text, int64_t *out)
{
    bool negative = text.len && text.ptr[0] == '-';
    size_t i = negative || (text.len && text.ptr[0] == '+');
    int64_t value = 0;
    if (i == text.len) {
        return false;
    }
    for (; i < text.len; i++) {
        if (!ascii_is_digit(text.ptr[i]) || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text.ptr[i] - '0', &value)) {
            return false;
        }
    }
    *out = negative ? -value : value;
    return true;
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
    size_t end = text.len && (text.ptr[0] == '-' || text.ptr[0] == '+');
    bool point = false;
    while (end < text.len && (ascii_is_digit(text.ptr[end]) ||
                              (text.ptr[end] == '.' && !point && end + 1 < text.len &&
                               ascii_is_digit(text.ptr[end + 1])))) {
        point = point || text.ptr[end] == '.';
        end++;
    }
    struct str number = str_sub(text, 0, end);
    int64_t integer;
    bool whole = end == text.len && end > 0;
    if (!point && parse_integer(number, &integer)) {
        *out = value_integer(integer);
        return whole;
    }
    if (point) {
        char digits[64];
        size_t len = number.len < sizeof digits - 1 ? number.len : sizeof digits - 1;
        memcpy(digits, number.ptr, len);
        digits[len] = '\0';
        *out = value_float(strtod(digits, NULL));
        return whole;
    }
    return false;
}
