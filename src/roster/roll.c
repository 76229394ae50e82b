/* What lists of every kind have in common. */
#include "roster/roll.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/size.h"
#include "base/unread.h"
#include "base/utf8.h"
#include "liquid/liquid.h"

const struct roll_kind roll_of_packets = {
    .what = "the list",
    .list_code = "packet-list",
    .row_code = "packet-row",
    .encoding_code = "packet-encoding",
    .bytes_limit = ROSTER_BYTES_LIMIT,
    .row_limit = ROSTER_ROW_LIMIT,
};

struct place roll_place(const struct roll *roll, const struct roll_row *row, size_t column)
{
    const struct field *field =
        row->fields && column < roll->column_count ? &row->fields[column] : NULL;
    bool known = field && field->line;
    return (struct place){roll->file, known ? field->line : row->line,
                          known ? field->column : 1,
                          known ? size_to_u32(utf8_count(field->text)) : 0};
}

size_t roll_column(const struct roll *roll, struct str name)
{
    struct value number = value_get(roll->column_numbers, name);
    return number.kind == VALUE_INTEGER ? (size_t)number.as.integer : STR_NONE;
}

bool roll_add_column(struct arena *arena, struct roll *roll, struct str name,
                     struct report *report)
{
    if (roll->column_count == ROSTER_COLUMN_LIMIT) {
        report_error(report, (struct place){roll->file, 1, 1, 0}, roll->kind->list_code,
                     "more than %d columns", ROSTER_COLUMN_LIMIT);
        return false;
    }
    if (roll->column_count == 0) {
        roll->column_numbers = value_map_new(arena);
    }
    struct value number = value_integer((int64_t)roll->column_count);
    bool room = arena_grow(arena, &roll->columns, roll->column_count,
                           &roll->column_capacity, sizeof *roll->columns) &&
                (roll_column(roll, name) != STR_NONE ||
                 value_map_set(arena, roll->column_numbers, name, number));
    if (room) {
        roll->columns[roll->column_count++] = name;
    }
    return room || report_out_of_memory(report);
}

struct roll_row *roll_add(struct arena *arena, struct roll *roll, uint32_t line,
                          struct report *report)
{
    if (roll->count == roll->kind->row_limit) {
        report_error(report, (struct place){roll->file, line, 1, 0}, roll->kind->list_code,
                     "more than %zu rows", roll->kind->row_limit);
        return NULL;
    }
    if (!arena_grow(arena, &roll->items, roll->count, &roll->capacity,
                    sizeof *roll->items)) {
        (void)report_out_of_memory(report);
        return NULL;
    }
    struct roll_row *row = &roll->items[roll->count++];
    *row = (struct roll_row){.line = line};
    return row;
}

#define SAVE_HINT "save it as \"CSV UTF-8\""

/* Programs that keep tables write "Unicode text" as UTF-16. */
static bool is_utf16(struct str text)
{
    return str_starts(text, "\xFF\xFE") || str_starts(text, "\xFE\xFF");
}

/* What spreadsheets keep themselves. */
static bool is_zip(struct str text)
{
    return str_starts(text, "PK\3\4");
}

bool roll_check_encoding(struct str file, const char *what, const char *code,
                         struct str text, struct report *report)
{
    struct place place = {file, 1, 1, 0};
    size_t wrong = utf8_find_invalid(text);
    if (is_utf16(text) || is_zip(text)) {
        report_error(report, place, code, "%s is %s", what,
                     is_zip(text) ? "a spreadsheet's own file (or another zip), not text"
                                  : "UTF-16, not UTF-8");
        report_hint(report, SAVE_HINT);
        return false;
    }
    if (wrong == STR_NONE) {
        return true;
    }
    size_t start = 0;
    for (size_t i = 0; i < wrong; i++) {
        if (text.ptr[i] == '\n') {
            place.line++;
            start = i + 1;
        }
    }
    place.column = size_to_u32(utf8_count(str_sub(text, start, wrong))) + 1;
    report_error(report, place, code, "%s is not UTF-8", what);
    report_hint(report, SAVE_HINT);
    return false;
}

/* Line ends of old Macs. */
static struct str with_line_ends(struct arena *arena, struct str text)
{
    if (str_find_byte(text, '\r', 0) == STR_NONE ||
        str_find_byte(text, '\n', 0) != STR_NONE) {
        return text;
    }
    char *copy = ARENA_ARRAY(arena, char, text.len);
    for (size_t i = 0; copy && i < text.len; i++) {
        copy[i] = text.ptr[i] == '\r' ? '\n' : text.ptr[i];
    }
    return str_make(copy, copy ? text.len : 0);
}

/* Whether something was read. False: reported. */
static bool check_rows(const struct arena *arena, const struct roll *roll, bool read,
                       struct report *report)
{
    if (arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    if (read && roll->count == 0) {
        report_error(report, (struct place){roll->file, 0, 0, 0}, roll->kind->list_code,
                     "%s has no row", roll->kind->what);
    }
    return read && roll->count > 0;
}

static bool is_yaml(struct str path)
{
    return str_ends(path, ".yml") || str_ends(path, ".yaml");
}

bool roll_read_text(struct arena *arena, const char *path, const struct roll_kind *kind,
                    struct str text, struct roll *out, struct report *report)
{
    *out = (struct roll){.kind = kind, .file = str_from(path)};
    text = utf8_without_mark(text);
    digest_sha256(text, out->sha256);
    bool encoded =
        roll_check_encoding(out->file, kind->what, kind->encoding_code, text, report);
    text = encoded ? with_line_ends(arena, text) : text;
    bool read = encoded && (is_yaml(out->file) ? roll_read_yaml(arena, text, out, report)
                                               : roll_read_csv(arena, text, out, report));
    return check_rows(arena, out, read, report);
}

bool roll_read(struct arena *arena, const char *path, const struct roll_kind *kind,
               struct roll *out, struct report *report)
{
    struct str text;
    enum file_status status = file_read_path(arena, path, kind->bytes_limit, &text);
    if (status != FILE_OK) {
        struct unread unread = {.code = kind->list_code,
                                .what = kind->what,
                                .path = str_from(path),
                                .limit_bytes = kind->bytes_limit,
                                .asked = true};
        return unread_tell(&unread, status, report);
    }
    return roll_read_text(arena, path, kind, text, out, report);
}

bool roll_read_site(struct arena *arena, struct arena *scratch, const struct site *site,
                    const struct roll_kind *kind, struct str name, struct place place,
                    struct roll *out, struct report *report)
{
    struct str text;
    enum file_status status =
        site_read_named(arena, scratch, site, name, kind->bytes_limit, &name, &text);
    if (status != FILE_OK) {
        struct unread unread = {.code = kind->list_code,
                                .what = kind->what,
                                .path = name,
                                .place = place,
                                .limit_bytes = kind->bytes_limit};
        return unread_tell(&unread, status, report);
    }
    const char *told = arena_cstr(arena, name);
    return told ? roll_read_text(scratch, told, kind, text, out, report)
                : report_out_of_memory(report);
}

bool roll_read_recipe(struct arena *arena, struct arena *scratch, const struct site *site,
                      const struct recipe *recipe, struct roll *out, struct report *report)
{
    struct value root, from;
    struct place place = recipe_place(recipe, "packets");
    struct str file = {LIQUID_RECIPE_FILE, strlen(LIQUID_RECIPE_FILE)};
    if (!site_read_texts(scratch, recipe->text, file, &root, "packet-list", report)) {
        return false;
    }
    from = value_get(value_get(root, STR("packets")), STR("from"));
    place.line = from.line ? from.line : place.line;
    *out = (struct roll){.kind = &roll_of_packets, .file = file};
    if (from.kind == VALUE_STRING) {
        return roll_read_site(arena, scratch, site, &roll_of_packets, from.as.string, place,
                              out, report);
    }
    if (from.kind == VALUE_NIL) {
        report_request_error(report, place, "packet-list", "the recipe names no list");
        report_hint(report, "as in `packets: {from: sponsors.csv}`");
        return false;
    }
    digest_sha256(recipe->text, out->sha256);
    return check_rows(scratch, out, roll_read_list(scratch, from, out, report), report);
}
