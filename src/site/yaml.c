/* YAML through libyaml, and the only file that includes it: events become values, with the
 * line of each. Aliases and depth are bounded, because a configuration may come from
 * anybody. */
#include "site/yaml.h"

#include "base/size.h"
#include "base/utf8.h"

#include <stdio.h>
#include <yaml.h>

struct reader {
    struct arena *arena;
    yaml_parser_t parser;
    uint32_t first_line;
    const struct zone *zone;
    struct value anchors; /* name → value */
    struct value weights; /* name → nodes it stands for */
    int64_t nodes;
    bool as_texts; /* scalars are what they are written as */
    bool hidden;   /* halves of characters are, see hide_halves() */
    struct yaml_fault *fault;
    struct yaml_doubt **doubts; /* where the next one goes; NULL: nobody asks */
};

static bool fail(struct reader *reader, yaml_mark_t mark, const char *message)
{
    struct yaml_fault *fault = reader->fault;
    fault->line = reader->first_line + size_to_u32(mark.line);
    fault->column = size_to_u32(mark.column) + 1;
    (void)snprintf(fault->message, sizeof fault->message, "%s", message);
    fault->half = false;
    return false;
}

static bool fail_parser(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    const char *problem = parser->problem ? parser->problem : "it is not valid YAML";
    reader->arena->failed |= parser->error == YAML_MEMORY_ERROR;
    return fail(reader, parser->problem_mark, problem);
}

static void add_doubt(struct reader *reader, yaml_mark_t mark, bool behind, struct str key)
{
    struct yaml_doubt *doubt =
        reader->doubts ? ARENA_NEW(reader->arena, struct yaml_doubt) : NULL;
    if (doubt) {
        doubt->line = reader->first_line + size_to_u32(mark.line);
        doubt->column = size_to_u32(mark.column) + 1;
        doubt->behind = behind;
        doubt->key = key;
        *reader->doubts = doubt;
        reader->doubts = &doubt->next;
    }
}

/* Halves: other writers escape a character beyond U+FFFF as JSON does, as two halves, and
 * cut texts between them. libyaml refuses both. Such an escape is hidden from it as a
 * private character, one digit further (D83D as E83D), which changes no place; what it
 * then was is known by how its text was quoted. */

#define HIDDEN_FIRST 0xE800u /* to 0xEFFF */
#define HALF_PROBLEM "found invalid Unicode character escape code"

static bool is_half_digit(char c)
{
    int digit = ascii_hex_digit(c);
    return digit >= 8;
}

/* Any other use of these characters would be taken for one. */
static bool uses_hidden(struct str text)
{
    for (size_t i = 0; i + 3 < text.len; i++) {
        const char *at = text.ptr + i;
        bool itself = at[0] == '\xEE' && (unsigned char)at[1] >= 0xA0;
        if (itself || (at[0] == '\\' && at[1] == 'u' && (at[2] | 0x20) == 'e' &&
                       is_half_digit(at[3]))) {
            return true;
        }
    }
    return false;
}

static struct str hide_halves(struct arena *arena, struct str text)
{
    char *copy = uses_hidden(text) ? NULL : ARENA_ARRAY(arena, char, text.len);
    if (!copy) {
        return text;
    }
    memcpy(copy, text.ptr, text.len);
    for (size_t i = 0; i + 3 < text.len; i++) {
        if (copy[i] != '\\') {
            continue;
        }
        if (copy[i + 1] == 'u' && (copy[i + 2] | 0x20) == 'd' &&
            is_half_digit(copy[i + 3])) {
            copy[i + 2]++;
        }
        i++; /* what is escaped escapes nothing */
    }
    return str_make(copy, text.len);
}

/* Two halves are a character; one alone is told. */
static struct str join_halves(struct reader *reader, struct str text, yaml_mark_t mark)
{
    struct buf out = {.kept_in = reader->arena};
    for (size_t at = 0, len, next; at < text.len; at += len) {
        char bytes[UTF8_MAX_BYTES];
        uint32_t c = utf8_decode(text, at, &len);
        if (c < HIDDEN_FIRST || c >= HIDDEN_FIRST + 0x800) {
            buf_add(&out, str_sub(text, at, at + len));
            continue;
        }
        uint32_t half = c - HIDDEN_FIRST, other = 0;
        if (half < 0x400 && at + len < text.len) {
            other = utf8_decode(text, at + len, &next) - HIDDEN_FIRST;
        }
        bool pair = other >= 0x400 && other < 0x800;
        if (!pair && !reader->fault->half) {
            (void)fail(reader, mark, "half a character");
            reader->fault->half = true;
        }
        c = pair ? 0x10000 + (half << 10) + (other - 0x400) : 0xFFFD;
        len += pair ? next : 0;
        buf_add_bytes(&out, bytes, utf8_encode(c, bytes));
    }
    return arena_take(reader->arena, &out);
}

/* In what was not quoted an escape is none, but letters. */
static struct str show_halves(struct reader *reader, struct str text)
{
    char *copy = ARENA_ARRAY(reader->arena, char, text.len);
    for (size_t i = 0; copy && i < text.len; i++) {
        bool hidden = i > 1 && i + 1 < text.len && text.ptr[i - 2] == '\\' &&
                      text.ptr[i - 1] == 'u' && (text.ptr[i] | 0x20) == 'e' &&
                      is_half_digit(text.ptr[i + 1]);
        copy[i] = (char)(text.ptr[i] - hidden);
    }
    return str_make(copy, copy ? text.len : 0);
}

void yaml_tell_half(struct str path, const struct yaml_fault *fault, struct report *report)
{
    if (fault->half) {
        report_warning(report, (struct place){path, fault->line, fault->column, 0},
                       "text-control",
                       "half of an escaped character stands alone; U+FFFD takes its place");
    }
}

/* Scalars */

static struct str scalar_text(struct reader *reader, const yaml_event_t *event)
{
    struct str text =
        arena_str(reader->arena, str_make((const char *)event->data.scalar.value,
                                          event->data.scalar.length));
    if (!reader->hidden || text.len < 3) {
        return text;
    }
    return event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
               ? join_halves(reader, text, event->start_mark)
               : show_halves(reader, text);
}

static bool read_scalar(struct reader *reader, const yaml_event_t *event, struct value *out)
{
    struct str text = scalar_text(reader, event);
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    const char *tag = (const char *)event->data.scalar.tag;
    if (reader->as_texts) {
        bool none = plain && !tag && yaml_resolve(reader->arena, text, NULL).kind == VALUE_NIL;
        *out = none ? value_nil() : value_string(text);
        return true;
    }
    bool as_float = tag && strcmp(tag, YAML_FLOAT_TAG) == 0;
    if (tag) {
        plain = as_float || strcmp(tag, YAML_INT_TAG) == 0 ||
                strcmp(tag, YAML_BOOL_TAG) == 0 || strcmp(tag, YAML_NULL_TAG) == 0;
    }
    *out = plain ? yaml_resolve(reader->arena, text, reader->zone) : value_string(text);
    if (as_float && out->kind == VALUE_INTEGER) {
        *out = value_float((double)out->as.integer);
    }
    return true;
}

/* A key's text: what it stands for, as Ruby prints it. */
static struct str read_key(struct reader *reader, const yaml_event_t *key)
{
    struct str text = scalar_text(reader, key);
    if (key->data.scalar.style != YAML_PLAIN_SCALAR_STYLE || key->data.scalar.tag) {
        return text;
    }
    struct value value = yaml_resolve(reader->arena, text, reader->zone);
    switch (value.kind) {
    case VALUE_NIL: return STR("");
    case VALUE_BOOL: return value.as.boolean ? STR("true") : STR("false");
    case VALUE_INTEGER:
        return arena_format(reader->arena, "%lld", (long long)value.as.integer);
    case VALUE_TIME:
    case VALUE_STRING: return value.as.string;
    case VALUE_FLOAT:
    case VALUE_LIST:
    case VALUE_MAP: break;
    }
    return text;
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
                       struct value map, bool has_merged, struct value *merged)
{
    if (key->type != YAML_SCALAR_EVENT) {
        return fail(reader, key->start_mark, "a key is not plain text");
    }
    struct str name = read_key(reader, key);
    bool merges = str_is(name, "<<") && key->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    yaml_event_t event;
    struct value value;
    if (!next_event(reader, &event)) {
        return false;
    }
    bool ok = read_node(reader, &event, depth, &value);
    if (ok && merges) {
        *merged = value;
    } else if (ok && reader->as_texts && !has_merged && value_has(map, name)) {
        ok = fail(reader, key->start_mark, "a key stands in its mapping twice");
    } else if (ok) {
        if (reader->doubts && !has_merged && value_has(map, name)) {
            add_doubt(reader, key->start_mark, false, name);
        }
        ok = value_map_set(reader->arena, map, name, value) ||
             fail(reader, key->start_mark, "out of memory");
    }
    yaml_event_delete(&event);
    return ok;
}

static bool read_map(struct reader *reader, int depth, struct value map)
{
    bool has_merged = false; /* whose keys may be given anew */
    for (;;) {
        yaml_event_t event;
        struct value merged = value_nil();
        if (!next_event(reader, &event)) {
            return false;
        }
        bool end = event.type == YAML_MAPPING_END_EVENT;
        bool ok = end || read_entry(reader, &event, depth, map, has_merged, &merged);
        has_merged = has_merged || merged.kind != VALUE_NIL;
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
        return read_scalar(reader, event, out);
    }
    if (depth >= YAML_DEPTH_LIMIT) {
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

/* Whether a document behind the first one says something; a line "---" alone begins one
 * that does not. */
static void doubt_rest(struct reader *reader)
{
    yaml_parser_t *parser = &reader->parser;
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            reader->arena->failed |= parser->error == YAML_MEMORY_ERROR;
            add_doubt(reader, parser->problem_mark, true, (struct str){0});
            return;
        }
        bool nothing = event.type == YAML_DOCUMENT_START_EVENT ||
                       event.type == YAML_DOCUMENT_END_EVENT ||
                       (event.type == YAML_SCALAR_EVENT &&
                        event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                        event.data.scalar.length == 0);
        more = nothing;
        if (!nothing && event.type != YAML_STREAM_END_EVENT &&
            event.type != YAML_NO_EVENT) {
            add_doubt(reader, event.start_mark, true, (struct str){0});
        }
        yaml_event_delete(&event);
    }
}

static bool read_once(struct reader *reader, struct str text, struct value *out)
{
    struct arena *arena = reader->arena;
    struct yaml_fault *fault = reader->fault;
    uint32_t first_line = reader->first_line;
    *out = value_nil();
    *fault = (struct yaml_fault){.line = first_line, .column = 1};
    (void)snprintf(fault->message, sizeof fault->message, "out of memory");
    reader->anchors = value_map_new(arena);
    reader->weights = value_map_new(arena);
    arena->failed |= !yaml_parser_initialize(&reader->parser);
    if (arena_failed(arena)) {
        yaml_parser_delete(&reader->parser);
        return false;
    }
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &reader->parser, (const unsigned char *)(text.ptr ? text.ptr : ""), text.len);
    bool ok = read_document(reader, out);
    if (ok && reader->doubts) {
        doubt_rest(reader);
        ok = !arena_failed(arena);
    }
    yaml_parser_delete(&reader->parser);
    return ok;
}

static bool read_text(struct reader *reader, struct str text, struct value *out)
{
    struct yaml_doubt **doubts = reader->doubts; /* what a first reading doubted goes */
    bool read = read_once(reader, text, out);
    if (read || strcmp(reader->fault->message, HALF_PROBLEM) != 0) {
        return read;
    }
    reader->hidden = true;
    reader->nodes = 0;
    reader->doubts = doubts;
    return read_once(reader, hide_halves(reader->arena, text), out);
}

bool yaml_read(struct arena *arena, struct str text, uint32_t first_line,
               const struct zone *zone, struct value *out, struct yaml_fault *fault)
{
    struct reader reader = {
        .arena = arena, .first_line = first_line, .zone = zone, .fault = fault};
    return read_text(&reader, text, out);
}

bool yaml_read_wary(struct arena *arena, struct str text, struct value *out,
                    struct yaml_fault *fault, struct yaml_doubt **doubts)
{
    struct reader reader = {
        .arena = arena, .first_line = 1, .fault = fault, .doubts = doubts};
    *doubts = NULL;
    return read_text(&reader, text, out);
}

bool yaml_read_texts(struct arena *arena, struct str text, struct value *out,
                     struct yaml_fault *fault)
{
    struct reader reader = {
        .arena = arena, .first_line = 1, .as_texts = true, .fault = fault};
    return read_text(&reader, text, out);
}
