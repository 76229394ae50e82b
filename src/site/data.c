/* Data files: _data/ as one map, folders as maps inside it. YAML, JSON and tables; a file
 * that cannot be read is a warning and left out, as the pages may not need it. */
#include "base/path.h"
#include "site/rules.h"
#include "site/state.h"
#include "site/yaml.h"

#define DATA_DEPTH_LIMIT 16 /* of folders; deeper files are left out */

static struct place place_in(struct str file, uint32_t line, uint32_t column)
{
    return (struct place){.file = file, .line = line, .column = column};
}

/* One field of a CSV row, moved behind its separator; `*row_end` at a line's end. Without
 * quotes, an empty field is nothing. */
static struct value csv_field(struct arena *arena, struct str text, char separator,
                              size_t *at, bool *row_end)
{
    struct buf field = {.kept_in = arena};
    bool quoted = *at < text.len && text.ptr[*at] == '"', was_quoted = quoted;
    *at += quoted ? 1 : 0;
    for (; *at < text.len; ++*at) {
        char c = text.ptr[*at];
        if (quoted && c == '"') {
            bool twice = *at + 1 < text.len && text.ptr[*at + 1] == '"';
            quoted = twice;
            *at += twice ? 1 : 0;
            if (!twice) {
                continue;
            }
        } else if (!quoted && (c == separator || c == '\n')) {
            break;
        } else if (!quoted && c == '\r') {
            continue;
        }
        buf_add_byte(&field, c);
    }
    *row_end = *at >= text.len || text.ptr[*at] == '\n';
    *at += *at < text.len ? 1 : 0;
    struct value value = field.len || was_quoted
                             ? value_string(arena_str(arena, buf_str(&field)))
                             : value_nil();
    buf_clear(&field);
    return value;
}

static struct value read_csv(struct arena *arena, struct str text, char separator)
{
    struct value rows = value_list_new(arena), names = value_list_new(arena);
    size_t at = 0;
    bool end = text.len == 0;
    while (!end) {
        value_list_add(arena, names, csv_field(arena, text, separator, &at, &end));
    }
    while (at < text.len && !arena_failed(arena)) {
        struct value row = value_map_new(arena);
        end = false;
        for (size_t i = 0; !end || i < value_count(names); i++) {
            struct value field =
                end ? value_nil() : csv_field(arena, text, separator, &at, &end);
            struct str name = value_text_or(value_at(names, i), (struct str){0});
            if (i < value_count(names) && !value_has(row, name)) {
                value_map_set(arena, row, name, field);
            }
        }
        value_list_add(arena, rows, row);
    }
    return rows;
}

static bool read_file(struct site *site, struct str path, struct value *out,
                      struct report *report)
{
    struct str text, extension = path_extension(path);
    enum file_status status =
        source_read(site->arena, site->source, path, SITE_PAGE_BYTES_LIMIT, &text);
    if (status != FILE_OK) {
        report_warning(report, place_in(path, 0, 0), "data-read",
                       "cannot read the data file: %s", file_status_text(status));
        return false;
    }
    struct yaml_fault fault = {.line = 1, .column = 1};
    if (str_is(extension, ".csv") || str_is(extension, ".tsv")) {
        *out = read_csv(site->arena, text, str_is(extension, ".csv") ? ',' : '\t');
        return true;
    }
    bool json = str_is(extension, ".json");
    if (json ? value_from_json(site->arena, text, out)
             : yaml_read(site->arena, text, 1, out, &fault)) {
        return true;
    }
    report_add_source(report, path, text);
    report_warning(report, place_in(path, fault.line, fault.column), "data-file",
                   "the data file is left out: %s",
                   json ? "it is not valid JSON" : fault.message);
    return false;
}

static const char *const extensions[] = {".yaml", ".yml", ".json", ".csv", ".tsv"};
enum { EXTENSION_COUNT = sizeof extensions / sizeof extensions[0] };

/* The name under which templates find a file: its letters, digits, '_' and '-', and '_'
 * for white space. */
static struct str data_name(struct arena *arena, struct str stem)
{
    struct buf name = {.kept_in = arena};
    for (size_t i = 0; i < stem.len; i++) {
        char c = stem.ptr[i];
        if (ascii_is_alnum(c) || c == '_' || c == '-' || (unsigned char)c >= 0x80) {
            buf_add_byte(&name, c);
        } else if (ascii_is_space(c) && name.len && name.ptr[name.len - 1] != '_') {
            buf_add_byte(&name, '_');
        }
    }
    return arena_take(arena, &name);
}

/* The map for the folders of `path` below the data folder. */
static struct value folder_map(struct site *site, struct str path, size_t at)
{
    struct value map = site->data;
    for (size_t end; (end = str_find_byte(path, '/', at)) != STR_NONE; at = end + 1) {
        struct str name = str_sub(path, at, end);
        struct value inner = value_get(map, name);
        if (inner.kind != VALUE_MAP) {
            inner = value_map_new(site->arena);
            if (inner.kind != VALUE_MAP || !value_map_set(site->arena, map, name, inner)) {
                return value_nil();
            }
        }
        map = inner;
    }
    return map;
}

static bool read_into(struct site *site, struct str path, size_t from,
                      struct report *report)
{
    struct value value = value_nil(), map = folder_map(site, path, from);
    if (map.kind == VALUE_MAP && read_file(site, path, &value, report)) {
        return value_map_set(site->arena, map, data_name(site->arena, path_stem(path)),
                             value);
    }
    return true;
}

/* Files of a folder come before its folders, by kind and then by name. */
bool site_read_data(struct site *site, const struct file_list *files, struct report *report)
{
    struct str folder = site->config.data_folder;
    size_t deepest = 0;
    site->data = value_map_new(site->arena);
    for (size_t depth = 0; depth <= deepest && site->config.rules->has_data; depth++) {
        for (size_t i = 0; i < files->count * EXTENSION_COUNT; i++) {
            struct str path = files->paths[i % files->count];
            bool inside = path.len > folder.len && path.ptr[folder.len] == '/' &&
                          str_eq(str_sub(path, 0, folder.len), folder);
            size_t slashes = 0;
            for (size_t k = folder.len + 1; inside && k < path.len; k++) {
                slashes += path.ptr[k] == '/' ? 1 : 0;
            }
            deepest = inside && slashes > deepest && slashes < DATA_DEPTH_LIMIT ? slashes
                                                                                : deepest;
            if (inside && slashes == depth &&
                str_is(path_extension(path), extensions[i / files->count])) {
                (void)read_into(site, path, folder.len + 1, report);
            }
        }
    }
    return !arena_failed(site->arena);
}
