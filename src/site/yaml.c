#include "site/yaml.h"

#include "base/size.h"

#include <stdio.h>
#include <yaml.h>

struct reader {
    struct arena *arena;
    yaml_parser_t parser;
    uint32_t first_line;
    struct value anchors; /* name → value */
    struct value weights; /* name → nodes it stands for */
    int64_t nodes;
    struct yaml_fault *fault;
};

static bool fail(struct reader *reader, yaml_mark_t mark, const char *message)
{
    struct yaml_fault *fault = reader->fault;
    fault->line = reader->first_line + size_to_u32(mark.line);
    fault->column = size_to_u32(mark.column) + 1;
    (void)snprintf(fault->message, sizeof fault->message, "%s", message);
    return false;
}

static bool fail_parser(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    const char *problem = parser->problem ? parser->problem : "it is not valid YAML";
    return fail(reader, parser->problem_mark, problem);
}

/* Scalars */

static bool is_any(struct str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(text, words[i])) {
            return true;
        }
    }
    return false;
}

static const char *const nil_words[] = {"", "~", "null", "Null", "NULL"};
static const char *const true_words[] = {"true", "True", "TRUE", "yes", "Yes",
                                         "YES",  "on",   "On",   "ON"};
static const char *const false_words[] = {"false", "False", "FALSE", "no", "No",
                                          "NO",    "off",   "Off",   "OFF"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static int digit_value(char c)
{
    return ascii_is_digit(c)                                ? c - '0'
           : ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f' ? ascii_lower(c) - 'a' + 10
                                                            : 99;
}

/* Digits of one base with '_' and ',' between them. */
static bool read_digits(struct str text, int base, uint64_t *out)
{
    uint64_t value = 0;
    bool any = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if ((c == '_' || c == ',') && any) {
            continue;
        }
        int digit = digit_value(c);
        if (digit >= base || value > (uint64_t)INT64_MAX / (uint64_t)base) {
            return false;
        }
        value = value * (uint64_t)base + (uint64_t)digit;
        any = true;
    }
    *out = value;
    return any && value <= INT64_MAX;
}

static bool read_integer(struct str text, int64_t *out)
{
    bool negative = str_starts(text, "-");
    struct str digits = str_skip(text, negative || str_starts(text, "+") ? 1 : 0);
    uint64_t value = 0;
    bool ok;
    if (str_starts(digits, "0x")) {
        ok = read_digits(str_skip(digits, 2), 16, &value);
    } else if (str_starts(digits, "0b")) {
        ok = read_digits(str_skip(digits, 2), 2, &value);
    } else if (str_starts(digits, "0") && digits.len > 1) {
        ok = read_digits(str_skip(digits, 1), 8, &value);
    } else {
        ok = digits.len > 0 && ascii_is_digit(digits.ptr[0]) &&
             read_digits(digits, 10, &value);
    }
    if (ok) {
        *out = negative ? -(int64_t)value : (int64_t)value;
    }
    return ok;
}

static bool starts_with(struct str text, char c)
{
    return text.len > 0 && text.ptr && text.ptr[0] == c;
}

static double scale(double value, int exponent)
{
    double factor = 1.0;
    for (int i = exponent < 0 ? -exponent : exponent; i > 0; i--) {
        factor *= 10.0;
    }
    return exponent < 0 ? value / factor : value * factor;
}

/* Not strtod: its decimal point follows the locale. */
static bool read_float(struct str text, double *out)
{
    size_t at = 0;
    bool negative = starts_with(text, '-'), digits = false, point = false;
    double value = 0;
    int exponent = 0, written = 0;
    if (!text.ptr) {
        return false;
    }
    at += negative || starts_with(text, '+') ? 1 : 0;
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (ascii_is_digit(c)) {
            value = value * 10.0 + (c - '0');
            exponent -= point ? 1 : 0;
            digits = true;
        } else if (c == '.' && !point && digits) {
            point = true;
        } else if (c != '_' || !digits) {
            break;
        }
    }
    bool has_exponent = at < text.len && ascii_lower(text.ptr[at]) == 'e' && digits;
    if (has_exponent) {
        struct str rest = str_skip(text, at + 1);
        bool minus = starts_with(rest, '-');
        rest = str_skip(rest, minus || starts_with(rest, '+') ? 1 : 0);
        at = text.len;
        for (size_t i = 0; i < rest.len; i++) {
            if (!ascii_is_digit(rest.ptr[i]) || written > 400) {
                return false;
            }
            written = written * 10 + (rest.ptr[i] - '0');
        }
        has_exponent = rest.len > 0;
        exponent += minus ? -written : written;
    }
    if (at != text.len || !digits || text.len > 300 || (!point && !has_exponent)) {
        return false;
    }
    *out = scale(negative ? -value : value, exponent);
    return true;
}

struct value yaml_resolve(struct str text)
{
    int64_t integer;
    double real;
    if (is_any(text, nil_words, COUNT(nil_words))) {
        return value_nil();
    }
    if (is_any(text, true_words, COUNT(true_words))) {
        return value_bool(true);
    }
    if (is_any(text, false_words, COUNT(false_words))) {
        return value_bool(false);
    }
    if (read_integer(text, &integer)) {
        return value_integer(integer);
    }
    if (read_float(text, &real)) {
        return value_float(real);
    }
    return value_string(text);
}

static struct value read_scalar(struct reader *reader, const yaml_event_t *event)
{
    struct str text =
        arena_str(reader->arena, str_make((const char *)event->data.scalar.value,
                                          event->data.scalar.length));
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    const char *tag = (const char *)event->data.scalar.tag;
    if (tag) {
        plain = strcmp(tag, YAML_INT_TAG) == 0 || strcmp(tag, YAML_FLOAT_TAG) == 0 ||
                strcmp(tag, YAML_BOOL_TAG) == 0 || strcmp(tag, YAML_NULL_TAG) == 0;
    }
    return plain ? yaml_resolve(text) : value_string(text);
}

/* Nodes */

static bool read_node(struct reader *reader, yaml_event_t *event, int depth,
                      struct value *out);

static bool next_event(struct reader *reader, yaml_event_t *event)
{
    return yaml_parser_parse(&reader->parser, event) ? true : fail_parser(reader);
}

static bool read_alias(struct reader *reader, const yaml_event_t *event, struct value *out)
{
    struct str name = str_from((const char *)event->data.alias.anchor);
    if (!value_has(reader->anchors, name)) {
        return fail(reader, event->start_mark,
                    "unknown alias, or one inside its own anchor");
    }
    *out = value_get(reader->anchors, name);
    reader->nodes += value_get(reader->weights, name).as.integer;
    return true;
}

/* `<<`: entries of one map or of several, none of which replaces one that is there. */
static bool merge(struct reader *reader, struct value map, struct value from,
                  yaml_mark_t mark)
{
    if (from.kind == VALUE_LIST) {
        for (size_t i = 0; i < value_count(from); i++) {
            if (value_at(from, i).kind == VALUE_LIST ||
                !merge(reader, map, value_at(from, i), mark)) {
                return fail(reader, mark, "'<<' takes a mapping or a list of mappings");
            }
        }
        return true;
    }
    if (from.kind != VALUE_MAP) {
        return fail(reader, mark, "'<<' takes a mapping or a list of mappings");
    }
    for (size_t i = 0; i < from.as.map->count; i++) {
        const struct value_entry *entry = &from.as.map->entries[i];
        if (!value_has(map, entry->key) &&
            !value_map_set(reader->arena, map, entry->key, entry->value)) {
            return fail(reader, mark, "out of memory");
        }
    }
    return true;
}

static bool read_entry(struct reader *reader, const yaml_event_t *key, int depth,
                       struct value map, struct value *merged)
{
    if (key->type != YAML_SCALAR_EVENT) {
        return fail(reader, key->start_mark, "a key is not plain text");
    }
    struct str name =
        arena_str(reader->arena,
                  str_make((const char *)key->data.scalar.value, key->data.scalar.length));
    bool merges = str_is(name, "<<") && key->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    yaml_event_t event;
    struct value value;
    if (!next_event(reader, &event)) {
        return false;
    }
    bool ok = read_node(reader, &event, depth, &value);
    if (ok && merges) {
        *merged = value;
    } else if (ok) {
        ok = value_map_set(reader->arena, map, name, value) ||
             fail(reader, key->start_mark, "out of memory");
    }
    yaml_event_delete(&event);
    return ok;
}

static bool read_map(struct reader *reader, int depth, struct value map)
{
    for (;;) {
        yaml_event_t event;
        struct value merged = value_nil();
        if (!next_event(reader, &event)) {
            return false;
        }
        bool end = event.type == YAML_MAPPING_END_EVENT;
        bool ok = end || read_entry(reader, &event, depth, map, &merged);
        if (ok && merged.kind != VALUE_NIL) {
            ok = merge(reader, map, merged, event.start_mark);
        }
        yaml_event_delete(&event);
        if (end || !ok) {
            return ok;
        }
    }
}

static bool read_list(struct reader *reader, int depth, struct value list)
{
    for (;;) {
        yaml_event_t event;
        struct value item;
        if (!next_event(reader, &event)) {
            return false;
        }
        bool end = event.type == YAML_SEQUENCE_END_EVENT;
        bool ok = end || (read_node(reader, &event, depth, &item) &&
                          value_list_add(reader->arena, list, item));
        yaml_event_delete(&event);
        if (end || !ok) {
            return ok;
        }
    }
}

static const yaml_char_t *anchor_of(const yaml_event_t *event)
{
    return event->type == YAML_SCALAR_EVENT           ? event->data.scalar.anchor
           : event->type == YAML_SEQUENCE_START_EVENT ? event->data.sequence_start.anchor
           : event->type == YAML_MAPPING_START_EVENT  ? event->data.mapping_start.anchor
                                                      : NULL;
}

static bool read_content(struct reader *reader, yaml_event_t *event, int depth,
                         struct value *out)
{
    if (event->type == YAML_ALIAS_EVENT) {
        return read_alias(reader, event, out);
    }
    if (event->type == YAML_SCALAR_EVENT) {
        *out = read_scalar(reader, event);
    } else if (depth >= YAML_DEPTH_LIMIT) {
        return fail(reader, event->start_mark, "nested too deep");
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        *out = value_list_new(reader->arena);
        return out->kind == VALUE_LIST && read_list(reader, depth + 1, *out);
    } else {
        *out = value_map_new(reader->arena);
        return out->kind == VALUE_MAP && read_map(reader, depth + 1, *out);
    }
    return true;
}

static bool read_node(struct reader *reader, yaml_event_t *event, int depth,
                      struct value *out)
{
    int64_t before = reader->nodes++;
    if (!read_content(reader, event, depth, out)) {
        return false;
    }
    if (reader->nodes > YAML_NODE_LIMIT) {
        return fail(reader, event->start_mark, "too many values, aliases counted");
    }
    out->line = reader->first_line + size_to_u32(event->start_mark.line);
    const yaml_char_t *anchor = anchor_of(event);
    if (anchor) {
        struct str name = arena_str(reader->arena, str_from((const char *)anchor));
        return value_map_set(reader->arena, reader->anchors, name, *out) &&
               value_map_set(reader->arena, reader->weights, name,
                             value_integer(reader->nodes - before));
    }
    return true;
}

static bool read_document(struct reader *reader, struct value *out)
{
    for (;;) {
        yaml_event_t event;
        if (!next_event(reader, &event)) {
            return false;
        }
        bool node = event.type == YAML_SCALAR_EVENT || event.type == YAML_ALIAS_EVENT ||
                    event.type == YAML_SEQUENCE_START_EVENT ||
                    event.type == YAML_MAPPING_START_EVENT;
        bool end =
            event.type == YAML_DOCUMENT_END_EVENT || event.type == YAML_STREAM_END_EVENT;
        bool ok = !node || read_node(reader, &event, 0, out);
        yaml_event_delete(&event);
        if (!ok || end) {
            return ok;
        }
    }
}

bool yaml_read(struct arena *arena, struct str text, uint32_t first_line, struct value *out,
               struct yaml_fault *fault)
{
    struct reader reader = {.arena = arena, .first_line = first_line, .fault = fault};
    *out = value_nil();
    *fault = (struct yaml_fault){.line = first_line, .column = 1};
    (void)snprintf(fault->message, sizeof fault->message, "out of memory");
    reader.anchors = value_map_new(arena);
    reader.weights = value_map_new(arena);
    if (arena_failed(arena) || !yaml_parser_initialize(&reader.parser)) {
        return false;
    }
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &reader.parser, (const unsigned char *)(text.ptr ? text.ptr : ""), text.len);
    bool ok = read_document(&reader, out);
    yaml_parser_delete(&reader.parser);
    return ok;
}
