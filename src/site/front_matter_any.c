/* Front matter of plain folders: YAML, TOML or JSON, by the mark that opens it, a table row
 * each. What is damaged keeps its words: lines of "name: value" still count, a text without
 * any is part of the page. */
#include "base/lines.h"
#include "base/utf8.h"
#include "site/front_matter.h"
#include "site/toml.h"

#include <stdio.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

typedef bool (*matter_reader)(struct arena *arena, struct str text, struct value *out,
                              struct yaml_fault *fault);

static bool read_yaml(struct arena *arena, struct str text, struct value *out,
                      struct yaml_fault *fault)
{
    return yaml_read(arena, text, 2, NULL, out, fault);
}

static bool read_toml(struct arena *arena, struct str text, struct value *out,
                      struct yaml_fault *fault)
{
    return toml_read(arena, text, 2, out, fault);
}

/* With or without its braces. */
static bool read_json(struct arena *arena, struct str text, struct value *out,
                      struct yaml_fault *fault)
{
    bool whole = str_starts(str_trim(text), "{");
    struct str object = whole ? text : arena_format(arena, "{%.*s}", STR_ARG(text));
    *fault = (struct yaml_fault){.line = 2, .column = 1};
    (void)snprintf(fault->message, sizeof fault->message, "it is not valid JSON");
    return value_from_json(arena, object, out);
}

static const struct matter {
    const char *open, *close;
    matter_reader read;
    char separator; /* between name and value */
} matters[] = {
    {"---", "---", read_yaml, ':'},     {"+++", "+++", read_toml, '='},
    {";;;", ";;;", read_json, ':'},     {"---yaml", "---", read_yaml, ':'},
    {"---toml", "---", read_toml, '='}, {"---json", "---", read_json, ':'},
};

static struct str line_at(struct str text, size_t at)
{
    return str_trim_right(str_sub(text, at, line_end(text, at)));
}

static const struct matter *find_matter(struct str first)
{
    for (size_t i = 0; i < sizeof matters / sizeof matters[0]; i++) {
        if (str_is(first, matters[i].open)) {
            return &matters[i];
        }
    }
    return NULL;
}

static size_t find_close(struct str text, size_t from, const struct matter *matter)
{
    for (size_t at = from; at < text.len; at = line_end(text, at)) {
        struct str line = line_at(text, at);
        if (str_is(line, matter->close) ||
            (matter->open[0] == '-' && str_is(line, "..."))) {
            return at;
        }
    }
    return STR_NONE;
}

/* "name: value", as a line of front matter begins. */
static size_t name_length(struct str line, char separator)
{
    size_t len = 0;
    while (len < line.len && (ascii_is_alnum(line.ptr[len]) || line.ptr[len] == '_' ||
                              line.ptr[len] == '-')) {
        len++;
    }
    size_t at = len;
    while (at < line.len && line.ptr[at] == ' ') {
        at++;
    }
    return len && at < line.len && line.ptr[at] == separator ? len : 0;
}

static struct str without_quotes(struct str value)
{
    bool quoted = value.len > 1 && (value.ptr[0] == '"' || value.ptr[0] == '\'') &&
                  value.ptr[value.len - 1] == value.ptr[0];
    return quoted ? str_sub(value, 1, value.len - 1) : value;
}

/* The lines that can be understood one by one. */
static size_t salvage(struct arena *arena, struct str text, char separator,
                      struct value out)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len; at = line_end(text, at)) {
        struct str line = line_at(text, at);
        size_t name = name_length(line, separator);
        size_t mark = name ? str_find_byte(line, separator, name) : STR_NONE;
        struct str value =
            mark == STR_NONE ? (struct str){0} : str_trim(str_skip(line, mark + 1));
        bool structured = value.len && ascii_set_has("[{|>&*!", value.ptr[0]);
        if (value.len && !structured && !value_has(out, str_sub(line, 0, name))) {
            (void)value_map_set(arena, out, str_sub(line, 0, name),
                                value_string(without_quotes(value)));
        }
        count += name > 0;
    }
    return count;
}

static void take(struct arena *arena, struct str text, const struct matter *matter,
                 size_t first, size_t close, struct front_matter *out)
{
    struct str inside = str_sub(text, first, close);
    struct value data;
    bool valid = matter->read(arena, inside, &data, &out->yaml);
    bool nothing = valid && data.kind == VALUE_NIL;
    size_t named = 0;
    if (!valid || (data.kind != VALUE_MAP && !nothing)) {
        named = salvage(arena, inside, matter->separator, out->data);
    } else if (!nothing) {
        out->data = data;
    }
    bool text_between_rules = valid && data.kind != VALUE_MAP && !nothing && named == 0;
    if (text_between_rules || (!valid && named == 0 && matter->open[0] == '-')) {
        return; /* two rules and what stands between them */
    }
    size_t body = line_end(text, close);
    out->present = true;
    out->fault = valid ? FRONT_MATTER_FINE : FRONT_MATTER_DAMAGED;
    out->body = str_skip(text, body);
    out->body_line = line_column_at(text, body).line;
}

static void damage(struct front_matter *out, const char *message)
{
    out->fault = FRONT_MATTER_DAMAGED;
    out->yaml = (struct yaml_fault){.line = 1, .column = 1};
    (void)snprintf(out->yaml.message, sizeof out->yaml.message, "%s", message);
}

/* The end of the object that begins the text; STR_NONE: it has none. */
static size_t object_end(struct str text)
{
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (quoted) {
            i += c == '\\' ? 1 : 0;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{') {
            depth++;
        } else if (c == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return STR_NONE;
}

/* "{" with a quote behind it: what else begins with a brace is text. */
static void take_object(struct arena *arena, struct str text, struct front_matter *out)
{
    struct str inside = str_trim_left(str_skip(text, 1));
    size_t end = str_starts(inside, "\"") ? object_end(text) : STR_NONE;
    if (end == STR_NONE || line_at(text, end).len) {
        return;
    }
    struct value data;
    bool valid = value_from_json(arena, str_sub(text, 0, end), &data);
    if (valid && data.kind == VALUE_MAP) {
        out->present = true;
        out->data = data;
        out->body = str_skip(text, line_end(text, end));
        out->body_line = line_column_at(text, line_end(text, end)).line;
    } else {
        damage(out, "it is not valid JSON, and stays text");
    }
}

void front_matter_read_any(struct arena *arena, struct str text, const struct zone *zone,
                           struct front_matter *out)
{
    (void)zone; /* such folders name none */
    text = str_skip(text, str_starts(text, byte_order_mark) ? 3 : 0);
    *out =
        (struct front_matter){.data = value_map_new(arena), .body = text, .body_line = 1};
    size_t first = line_end(text, 0);
    const struct matter *matter = find_matter(line_at(text, 0));
    if (str_starts(text, "{")) {
        take_object(arena, text, out);
    } else if (matter) {
        size_t close = find_close(text, first, matter);
        if (close != STR_NONE) {
            take(arena, text, matter, first, close, out);
        } else if (name_length(line_at(text, first), matter->separator)) {
            damage(out, "it is never closed, and stays text");
        }
    }
}
