/* Data files: _data/ as one map, folders as maps inside it. YAML, JSON and tables; a file
 * that cannot be read is left out, and told of where a template may need it (faults.c). */
#include "base/csv.h"
#include "base/lines.h"
#include "base/path.h"
#include "base/size.h"
#include "site/rules.h"
#include "site/state.h"
#include "site/yaml.h"

#define DATA_DEPTH_LIMIT 16 /* of folders; deeper files are left out */

/* Columns by rows, of which each has all columns, however short it is; as csv_field() reads
 * them. */
static size_t count_cells(struct str text, char separator)
{
    size_t columns = 1, rows = 0, cells;
    bool quoted = false, begins = true;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool quote = c == '"' && (quoted || begins);
        bool twice = quote && quoted && i + 1 < text.len && text.ptr[i + 1] == '"';
        bool ends = !quoted && (c == separator || c == '\n');
        quoted = quoted != (quote && !twice);
        i += twice ? 1 : 0;
        columns += rows == 0 && ends && c == separator;
        rows += ends && c == '\n';
        begins = ends;
    }
    return size_mul(columns, rows, &cells) ? cells : SIZE_MAX;
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

/* Told later. Gives false. */
static bool note_fault(struct site *site, struct data_fault found)
{
    struct data_fault *fault = ARENA_NEW(site->arena, struct data_fault);
    if (fault) {
        *fault = found;
        fault->next = site->data_faults;
        site->data_faults = fault;
    }
    return false;
}

/* False: left out, or the layer has no such file. */
static bool read_file(struct site *site, struct str path, bool theme, struct value *out)
{
    struct str extension = path_extension(path);
    struct data_fault fault = {.path = path, .yaml = {.line = 1, .column = 1}};
    fault.status = source_spare(site->source, path,
                                source_read_layer(site->arena, site->source, path, theme,
                                                  SITE_PAGE_BYTES_LIMIT, &fault.text));
    if (fault.status != FILE_OK) {
        return fault.status != FILE_ABSENT && note_fault(site, fault);
    }
    if (str_is(extension, ".csv") || str_is(extension, ".tsv")) {
        char separator = str_is(extension, ".csv") ? ',' : '\t';
        fault.cells = count_cells(fault.text, separator);
        if (fault.cells > DATA_CELL_LIMIT) {
            return note_fault(site, fault);
        }
        *out = read_csv(site->arena, fault.text, separator);
        return true;
    }
    bool json = str_is(extension, ".json");
    bool read =
        json ? value_from_json(site->arena, fault.text, out)
             : yaml_read(site->arena, fault.text, 1, site->config.zone, out, &fault.yaml);
    if (!read && json) {
        size_t end = value_json_fault(fault.text); /* of the word that is no JSON */
        struct line_column at = line_column_at(fault.text, end ? end - 1 : 0);
        fault.yaml.line = at.line;
        fault.yaml.column = at.column;
    }
    size_t half = read && json ? value_json_half(fault.text, 0) : STR_NONE;
    if (half != STR_NONE) {
        struct line_column at = line_column_at(fault.text, half);
        fault.yaml = (struct yaml_fault){at.line, at.column, "", true};
    }
    if (read && fault.yaml.half) {
        (void)note_fault(site, fault);
    }
    return read || note_fault(site, fault);
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
static struct value folder_map(struct site *site, struct value map, struct str path,
                               size_t at)
{
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

static void read_into(struct site *site, struct value data, struct str path, size_t from,
                      bool theme)
{
    struct value value = value_nil(), map;
    if (read_file(site, path, theme, &value) &&
        (map = folder_map(site, data, path, from)).kind == VALUE_MAP) {
        (void)value_map_set(site->arena, map, data_name(site->arena, path_stem(path)),
                            value);
    }
}

/* Of the theme or of the site itself. Files of a folder come before its folders, by kind
 * and then by name. */
static struct value read_layer(struct site *site, const struct file_list *files, bool theme)
{
    struct str folder = site->config.data_folder;
    struct value data = value_map_new(site->arena);
    size_t deepest = 0;
    for (size_t depth = 0; depth <= deepest && site->config.rules->has_data; depth++) {
        for (size_t i = 0; i < files->count * EXTENSION_COUNT; i++) {
            struct str path = files->paths[i % files->count];
            bool inside = path_is_below(path, folder);
            size_t slashes = 0;
            for (size_t k = folder.len + 1; inside && k < path.len; k++) {
                slashes += path.ptr[k] == '/' ? 1 : 0;
            }
            deepest = inside && slashes > deepest && slashes < DATA_DEPTH_LIMIT ? slashes
                                                                                : deepest;
            if (inside && slashes == depth &&
                str_is(path_extension(path), extensions[i / files->count])) {
                read_into(site, data, path, folder.len + 1, theme);
            }
        }
    }
    return data;
}

/* The site's data is laid over its theme's, mapping by mapping. */
bool site_read_data(struct site *site, const struct file_list *files)
{
    site->data = read_layer(site, files, true);
    struct value own = read_layer(site, files, false);
    if (!arena_failed(site->arena)) {
        config_merge(site->arena, site->data, own);
    }
    return !arena_failed(site->arena);
}
