/* Fields of a layout: which keys of a page's front matter the layouts around it print, with
 * the includes that they draw on. Read with a plain eye, not rendered: what stands in a
 * tag, in the head of the page, in a script or a remark is not shown, and what only decides
 * something is not, either. */
#include "site/state.h"

#include "base/limits.h"
#include "base/path.h"

#define LAYOUT_BYTES ((size_t)1 << 20) /* of a layout with its includes; more is unread */

/* What the scan of one layout carries along. */
struct scan {
    struct site *site;
    struct value fields; /* "what", "author.name" → nil: printed */
    struct value names;  /* of variables → the field that they stand for */
    size_t bytes, depth;
};

static bool is_name(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-';
}

/* The end of "a.b-c" at `at`. */
static size_t path_end(struct str text, size_t at)
{
    while (at < text.len &&
           (is_name(text.ptr[at]) ||
            (text.ptr[at] == '.' && at + 1 < text.len && is_name(text.ptr[at + 1])))) {
        at++;
    }
    return at;
}

static struct str word_at(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && is_name(text.ptr[end])) {
        end++;
    }
    return str_sub(text, at, end);
}

/* The field that a path stands for: "page.a.b", or a variable's; empty: none. */
static struct str field_of(struct scan *s, struct str path)
{
    if (str_starts(path, "page.")) {
        return str_skip(path, 5);
    }
    struct value known = value_get(s->names, word_at(path, 0));
    struct str field = value_text_or(known, (struct str){0});
    size_t dot = str_find_byte(path, '.', 0);
    return field.len == 0 || dot == STR_NONE
               ? field
               : arena_format(s->site->arena, "%.*s%.*s", STR_ARG(field),
                              STR_ARG(str_skip(path, dot)));
}

/* The first path of an expression, and where it ends. */
static struct str first_path(struct str text, size_t *end)
{
    size_t at = 0;
    while (at < text.len && ascii_is_space(text.ptr[at])) {
        at++;
    }
    *end = path_end(text, at);
    return str_sub(text, at, *end);
}

/* Filters whose result is an address, a name for programs, or a figure. */
static bool is_shown_by(struct str filters)
{
    static const char *const machine[] = {"_url",        "slugify", "jsonify",
                                          "escape_once", "size",    "date",
                                          "encode",      "plus",    "minus"};
    for (size_t i = 0; i < sizeof machine / sizeof machine[0]; i++) {
        if (str_find(filters, str_from(machine[i]), 0) != STR_NONE) {
            return false;
        }
    }
    return true;
}

static void print(struct scan *s, struct str expression)
{
    size_t end;
    struct str field = field_of(s, first_path(expression, &end));
    if (field.len && is_shown_by(str_skip(expression, end))) {
        (void)value_map_set(s->site->arena, s->fields, field, value_nil());
    }
}

static void scan_file(struct scan *s, struct str path);

/* "for x in page.a", "assign x = page.a | …", "include x.html". */
static void read_tag(struct scan *s, struct str tag)
{
    struct str name = word_at(tag, 0), rest = str_trim_left(str_skip(tag, name.len));
    struct str variable = word_at(rest, 0);
    struct str after = str_trim_left(str_skip(rest, variable.len));
    size_t end, skip = str_is(name, "for") && str_starts(after, "in ")    ? 3
                       : str_is(name, "assign") && str_starts(after, "=") ? 1
                                                                          : 0;
    if (skip) {
        struct str field = field_of(s, first_path(str_skip(after, skip), &end));
        (void)value_map_set(s->site->arena, s->names, variable, value_string(field));
    } else if (str_starts(name, "include")) {
        size_t to = 0;
        while (to < rest.len && !ascii_is_space(rest.ptr[to])) {
            to++;
        }
        scan_file(s, path_join(s->site->arena, s->site->config.includes_folder,
                               str_sub(rest, 0, to)));
    }
}

/* Regions that show nothing: their beginnings and ends. */
static const struct {
    const char *begin, *end;
} unseen[] = {
    {"<head>", "</head>"},        {"<head ", "</head>"},         {"<script", "</script>"},
    {"<style", "</style>"},       {"<title", "</title>"},        {"<!--", "-->"},
    {"{% comment", "endcomment"}, {"{%- comment", "endcomment"},
};

/* Behind a region that begins at `at`, else `at`. */
static size_t skip_unseen(struct str text, size_t at)
{
    for (size_t i = 0; i < sizeof unseen / sizeof unseen[0]; i++) {
        struct str begin = str_from(unseen[i].begin);
        if (str_eq(str_sub(text, at, at + begin.len), begin)) {
            size_t end = str_find(text, str_from(unseen[i].end), at);
            return end == STR_NONE ? text.len : end + strlen(unseen[i].end);
        }
    }
    return at;
}

static void scan_text(struct scan *s, struct str text)
{
    bool in_tag = false;
    for (size_t at = 0; at < text.len;) {
        size_t behind = skip_unseen(text, at);
        bool output = str_starts(str_skip(text, at), "{{");
        bool tag = str_starts(str_skip(text, at), "{%");
        if (behind > at) {
            at = behind;
        } else if (output || tag) {
            size_t end = str_find(text, output ? STR("}}") : STR("%}"), at);
            end = end == STR_NONE ? text.len : end;
            struct str marked = str_sub(text, at + 2, end); /* "{%- x -%}" */
            struct str inner = str_trim(str_without_ends(marked, '-'));
            if (tag) {
                read_tag(s, inner);
            } else if (!in_tag) {
                print(s, inner);
            }
            at = end + 2;
        } else {
            char c = text.ptr[at], next = at + 1 < text.len ? text.ptr[at + 1] : ' ';
            in_tag = c == '<' ? ascii_is_alpha(next) : in_tag && c != '>';
            at++;
        }
    }
}

static void scan_file(struct scan *s, struct str path)
{
    struct str text;
    if (s->depth < LAYOUT_DEPTH_LIMIT && s->bytes < LAYOUT_BYTES &&
        site_peek_layout(s->site, path, &text) == FILE_OK && text.len <= LAYOUT_BYTES) {
        s->depth++;
        s->bytes += text.len + 1;
        scan_text(s, text);
        s->depth--;
    }
}

/* Of a layout and those around it, read when first asked for. */
static struct value layout_fields(struct site *site, struct str name)
{
    if (site->layout_fields.kind != VALUE_MAP) {
        site->layout_fields = value_map_new(site->arena);
    }
    struct value known = value_get(site->layout_fields, name);
    if (known.kind == VALUE_MAP || site->layout_fields.kind != VALUE_MAP) {
        return known;
    }
    struct scan s = {.site = site,
                     .fields = value_map_new(site->arena),
                     .names = value_map_new(site->arena)};
    struct str at = name;
    for (size_t depth = 0; at.len && depth < LAYOUT_DEPTH_LIMIT &&
                           s.fields.kind == VALUE_MAP && s.names.kind == VALUE_MAP;
         depth++) {
        struct str text = layout_read(site, &at);
        s.bytes += text.len + 1;
        scan_text(&s, text);
    }
    (void)value_map_set(site->arena, site->layout_fields, name, s.fields);
    return s.fields;
}

/* Whether the page's own front matter has the key, and not the site's defaults alone. */
static bool is_own(struct arena *arena, const struct page *page, struct str key)
{
    struct str front = str_sub(page->text, 0, page->text.len - page->body.len);
    struct str line = arena_format(arena, "\n%.*s:", STR_ARG(key));
    return line.len && str_find(front, line, 0) != STR_NONE;
}

bool site_layout_field(struct site *site, const struct page *page, size_t index,
                       struct layout_field *out)
{
    struct str layout = site_layout_name(page);
    struct value fields =
        layout.len && page->has_front_matter ? layout_fields(site, layout) : value_nil();
    if (fields.kind != VALUE_MAP || index >= value_count(fields)) {
        return false;
    }
    struct str field = fields.as.map->entries[index].key;
    size_t dot = str_find_byte(field, '.', 0);
    *out = (struct layout_field){.name = field};
    struct str key = str_sub(field, 0, dot);
    struct value value = value_get(page->data, key);
    out->line = value.line;
    if (layout_is_around(key) || !is_own(site->arena, page, key)) {
        return true;
    }
    while (dot != STR_NONE) {
        size_t from = dot + 1;
        dot = str_find_byte(field, '.', from);
        struct str part = str_sub(field, from, dot);
        struct value list =
            value.kind == VALUE_LIST ? value_list_new(site->arena) : value_nil();
        for (size_t i = 0; list.kind == VALUE_LIST && i < value_count(value); i++) {
            struct value of = value_get(value_at(value, i), part);
            (void)value_list_add(site->arena, list, of);
        }
        value = list.kind == VALUE_LIST ? list : value_get(value, part);
    }
    out->value = value;
    return true;
}
