/* TOML's values and tables. A table that is named again goes on where it was; of a key that
 * is given twice the first counts as a fault, as the specification has it. */
#include "site/toml.h"

#include "base/lines.h"
#include "base/number.h"
#include "site/toml_text.h"

#include <math.h>

static bool read_value(struct toml *toml, int depth, struct value *out);

/* Bare words: numbers, truth, dates. */

static bool is_bare(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-';
}

static struct str read_word(struct toml *toml)
{
    size_t start = toml->at;
    for (char c; !toml_at_end(toml); toml->at++) {
        c = toml_peek(toml);
        bool of_time = c == ' ' && toml->at - start == 10 &&
                       toml->text.ptr[start + 4] == '-' && toml->at + 1 < toml->text.len &&
                       ascii_is_digit(toml->text.ptr[toml->at + 1]);
        if (!is_bare(c) && c != '+' && c != '.' && c != ':' && !of_time) {
            break;
        }
    }
    return str_sub(toml->text, start, toml->at);
}

static int base_of(struct str digits)
{
    return str_starts(digits, "0x")   ? 16
           : str_starts(digits, "0o") ? 8
           : str_starts(digits, "0b") ? 2
                                      : 10;
}

static bool read_integer(struct str word, int64_t *out)
{
    bool negative = str_starts(word, "-");
    struct str digits = str_skip(word, negative || str_starts(word, "+") ? 1 : 0);
    int base = base_of(digits);
    digits = str_skip(digits, base == 10 ? 0 : 2);
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = ascii_lower(digits.ptr[i]);
        int digit = ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
        if (c != '_' && (digit >= base || __builtin_mul_overflow(*out, base, out) ||
                         __builtin_add_overflow(*out, digit, out))) {
            return false;
        }
    }
    *out = negative ? -*out : *out;
    return digits.len > 0;
}

static bool read_real(struct toml *toml, struct str word, double *out)
{
    struct str bare =
        str_skip(word, str_starts(word, "-") || str_starts(word, "+") ? 1 : 0);
    if (str_is(bare, "inf") || str_is(bare, "nan")) {
        *out = str_is(bare, "nan") ? (double)NAN : (double)INFINITY;
        *out = str_starts(word, "-") ? -*out : *out;
        return true;
    }
    struct buf digits = {.kept_in = toml->arena};
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] != '_') {
            buf_add_byte(&digits, word.ptr[i]);
        }
    }
    bool ok = number_read(buf_str(&digits), out);
    buf_clear(&digits);
    return ok;
}

static bool is_date(struct str word)
{
    bool date = word.len >= 10 && word.ptr[4] == '-' && word.ptr[7] == '-';
    bool time = word.len >= 5 && word.ptr[2] == ':';
    return (date || time) && ascii_is_digit(word.ptr[0]) && ascii_is_digit(word.ptr[1]);
}

static bool read_plain(struct toml *toml, struct value *out)
{
    struct str word = read_word(toml);
    int64_t integer;
    double real;
    if (str_is(word, "true") || str_is(word, "false")) {
        *out = value_bool(str_is(word, "true"));
    } else if (is_date(word)) {
        *out = yaml_resolve(toml->arena, word, NULL);
    } else if (read_integer(word, &integer)) {
        *out = value_integer(integer);
    } else if (read_real(toml, word, &real)) {
        *out = value_float(real);
    } else {
        toml->at -= word.len;
        return toml_fail(toml, word.len ? "texts stand in quotes" : "a value is missing");
    }
    return true;
}

/* Keys and tables */

static bool read_name(struct toml *toml, struct str *out)
{
    char c = toml_peek(toml);
    if (c == '"' || c == '\'') {
        return toml_read_string(toml, out);
    }
    size_t start = toml->at;
    while (!toml_at_end(toml) && is_bare(toml_peek(toml))) {
        toml->at++;
    }
    *out = str_sub(toml->text, start, toml->at);
    return out->len > 0 || toml_fail(toml, "a name is missing");
}

/* The map under `name`, made when new; of a list its last. */
static bool enter(struct toml *toml, struct value *map, struct str name)
{
    struct value inner = value_get(*map, name);
    if (inner.kind == VALUE_LIST && value_count(inner)) {
        inner = value_at(inner, value_count(inner) - 1);
    }
    if (inner.kind == VALUE_NIL) {
        inner = value_map_new(toml->arena);
        inner.line = toml->line;
        if (inner.kind != VALUE_MAP || !value_map_set(toml->arena, *map, name, inner)) {
            return toml_fail(toml, "out of memory");
        }
    }
    *map = inner;
    return inner.kind == VALUE_MAP || toml_fail(toml, "the name has a value already");
}

/* "a.b.c": enters the maps of all but the last. */
static bool read_path(struct toml *toml, struct value *map, struct str *last)
{
    for (;;) {
        toml_skip_blanks(toml);
        if (!read_name(toml, last)) {
            return false;
        }
        toml_skip_blanks(toml);
        if (toml_peek(toml) != '.') {
            return true;
        }
        toml->at++;
        if (!enter(toml, map, *last)) {
            return false;
        }
    }
}

static bool read_pair(struct toml *toml, struct value map, int depth)
{
    struct str name;
    struct value value;
    uint32_t line = toml->line;
    if (!read_path(toml, &map, &name)) {
        return false;
    }
    if (toml_peek(toml) != '=') {
        return toml_fail(toml, "'=' is missing behind the name");
    }
    if (value_has(map, name)) {
        return toml_fail(toml, "the name has a value already");
    }
    toml->at++;
    toml_skip_blanks(toml);
    if (!read_value(toml, depth, &value)) {
        return false;
    }
    value.line = line;
    return value_map_set(toml->arena, map, name, value) || toml_fail(toml, "out of memory");
}

/* Lists and tables in one value; `*more` while another item follows. */
static bool read_separator(struct toml *toml, char close, bool *more)
{
    toml_skip_lines(toml);
    *more = toml_peek(toml) == ',';
    if (*more) {
        toml->at++;
        toml_skip_lines(toml);
    }
    if (toml_peek(toml) == close) {
        *more = false;
        toml->at++;
        return true;
    }
    return *more || toml_fail(toml, "',' or a closing bracket is missing");
}

static bool read_inside(struct toml *toml, char close, int depth, struct value *out)
{
    bool list = close == ']', more = true;
    *out = list ? value_list_new(toml->arena) : value_map_new(toml->arena);
    if (out->kind == VALUE_NIL || depth >= TOML_DEPTH_LIMIT) {
        return toml_fail(toml, "nested too deep");
    }
    toml->at++;
    toml_skip_lines(toml);
    if (toml_peek(toml) == close) {
        toml->at++;
        return true;
    }
    while (more) {
        struct value item;
        bool ok = list ? read_value(toml, depth + 1, &item) &&
                             value_list_add(toml->arena, *out, item)
                       : read_pair(toml, *out, depth + 1);
        if (!ok || !read_separator(toml, close, &more)) {
            return false;
        }
    }
    return true;
}

static bool read_value(struct toml *toml, int depth, struct value *out)
{
    char c = toml_peek(toml);
    struct str text;
    if (c == '[' || c == '{') {
        return read_inside(toml, c == '[' ? ']' : '}', depth, out);
    }
    if (c != '"' && c != '\'') {
        return read_plain(toml, out);
    }
    bool ok = toml_read_string(toml, &text);
    *out = value_string(text);
    return ok;
}

/* "[a.b]" goes on with that table, "[[a.b]]" begins another of its list. */
static bool read_header(struct toml *toml, struct value root, struct value *table)
{
    bool list = str_starts(str_skip(toml->text, toml->at), "[[");
    struct str name;
    *table = root;
    toml->at += list ? 2 : 1;
    if (!read_path(toml, table, &name)) {
        return false;
    }
    if (!str_starts(str_skip(toml->text, toml->at), list ? "]]" : "]")) {
        return toml_fail(toml, "the table's name has no closing bracket");
    }
    toml->at += list ? 2 : 1;
    if (list) {
        struct value all = value_get(*table, name), one = value_map_new(toml->arena);
        if (all.kind == VALUE_NIL) {
            all = value_list_new(toml->arena);
            (void)value_map_set(toml->arena, *table, name, all);
        }
        if (all.kind != VALUE_LIST) {
            return toml_fail(toml, "the name has a value already");
        }
        (void)value_list_add(toml->arena, all, one);
    }
    return enter(toml, table, name);
}

static bool end_line(struct toml *toml)
{
    toml_skip_blanks(toml);
    char c = toml_peek(toml);
    return toml_at_end(toml) || c == '\n' || c == '\r' || c == '#' ||
           toml_fail(toml, "the line goes on behind its value");
}

bool toml_read(struct arena *arena, struct str text, uint32_t first_line, struct value *out,
               struct yaml_fault *fault)
{
    struct toml toml = {.arena = arena, .text = text, .line = first_line, .fault = fault};
    *fault = (struct yaml_fault){.line = first_line, .column = 1};
    *out = value_map_new(arena);
    struct value table = *out;
    bool ok = table.kind == VALUE_MAP;
    while (ok) {
        toml_skip_lines(&toml);
        if (toml_at_end(&toml)) {
            break;
        }
        ok = (toml_peek(&toml) == '[' ? read_header(&toml, *out, &table)
                                      : read_pair(&toml, table, 0)) &&
             end_line(&toml);
    }
    return ok && !arena_failed(arena);
}
