/* Data files: _data/ as one map, folders as maps inside it. */
#include "base/path.h"
#include "site/state.h"
#include "site/yaml.h"

static struct place place_in(struct str file, uint32_t line, uint32_t column)
{
    return (struct place){.file = file, .line = line, .column = column};
}

/* One field of a CSV row, moved behind its separator; `*row_end` at a line's end. */
static struct str csv_field(struct arena *arena, struct str text, char separator,
                            size_t *at, bool *row_end)
{
    struct buf field = {0};
    bool quoted = *at < text.len && text.ptr[*at] == '"';
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
    struct str copy = arena_str(arena, buf_str(&field));
    buf_clear(&field);
    return copy;
}

static struct value read_csv(struct arena *arena, struct str text, char separator)
{
    struct value rows = value_list_new(arena), names = value_list_new(arena);
    size_t at = 0;
    bool end = text.len == 0;
    while (!end) {
        struct str name = csv_field(arena, text, separator, &at, &end);
        value_list_add(arena, names, value_string(name));
    }
    while (at < text.len && !arena_failed(arena)) {
        struct value row = value_map_new(arena);
        end = false;
        for (size_t i = 0; !end; i++) {
            struct str field = csv_field(arena, text, separator, &at, &end);
            if (i < value_count(names)) {
                value_map_set(arena, row, value_at(names, i).as.string,
                              value_string(field));
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
        file_read(site->arena, &site->root, path, SITE_PAGE_BYTES_LIMIT, &text);
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

static bool is_data(struct str path)
{
    static const char *const extensions[] = {".yml", ".yaml", ".json", ".csv", ".tsv"};
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        if (str_is(path_extension(path), extensions[i])) {
            return true;
        }
    }
    return false;
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

bool site_read_data(struct site *site, const struct file_list *files, struct report *report)
{
    struct str folder = site->config.data_folder;
    site->data = value_map_new(site->arena);
    for (size_t i = 0; i < files->count && !site->config.plain; i++) {
        struct str path = files->paths[i];
        struct value value = value_nil();
        bool inside = path.len > folder.len && path.ptr[folder.len] == '/' &&
                      str_eq(str_sub(path, 0, folder.len), folder);
        if (!inside || !is_data(path) || !read_file(site, path, &value, report)) {
            continue;
        }
        struct value map = folder_map(site, path, folder.len + 1);
        if (map.kind == VALUE_MAP) {
            value_map_set(site->arena, map, path_stem(path), value);
        }
    }
    return !arena_failed(site->arena);
}
