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
                          known && field->column ? field->column : 1,
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

bool roll_tell_rows(const struct roll *roll, uint32_t line, struct report *report)
{
    report_error(report, (struct place){roll->file, line, 1, 0}, roll->kind->list_code,
                 "more than %zu rows", roll->kind->row_limit);
    return false;
}

struct roll_row *roll_add(struct arena *arena, struct roll *roll, uint32_t line,
                          struct report *report)
{
    if (roll->count == roll->kind->row_limit) {
        (void)roll_tell_rows(roll, line, report);
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

bool roll_check_kind(struct str file, const char *what, const char *code, struct str text,
                     struct report *report)
{
    if (!is_utf16(text) && !is_zip(text)) {
        return true;
    }
    report_error(report, (struct place){file, 1, 1, 0}, code, "%s is %s", what,
                 is_zip(text) ? "a spreadsheet's own file (or another zip), not text"
                              : "UTF-16, not UTF-8");
    report_hint(report, SAVE_HINT);
    return false;
}

void roll_tell_encoding(struct place place, const char *what, const char *code,
                        struct report *report)
{
    report_error(report, place, code, "%s is not UTF-8", what);
    report_hint(report, SAVE_HINT);
}

bool roll_check_encoding(struct str file, const char *what, const char *code,
                         struct str text, struct report *report)
{
    struct place place = {file, 1, 1, 0};
    size_t wrong = utf8_find_invalid(text);
    if (!roll_check_kind(file, what, code, text, report)) {
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
    roll_tell_encoding(place, what, code, report);
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

bool roll_tell_empty(const struct roll *roll, struct report *report)
{
    report_error(report, (struct place){roll->file, 0, 0, 0}, roll->kind->list_code,
                 "%s has no row", roll->kind->what);
    return false;
}

static bool is_yaml(struct str path)
{
    return str_ends(path, ".yml") || str_ends(path, ".yaml");
}

/* Opening */

/* What was read of the list is all right so far. */
static bool begin(struct arena *arena, struct roll *out, bool read, struct report *report)
{
    if (read && out->is_csv) {
        read = roll_begin_csv(arena, out, report);
    }
    if (arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    bool empty = out->is_csv ? roll_text_ended(&out->text) : out->count == 0;
    return read && (!empty || roll_tell_empty(out, report));
}

static void init(struct roll *out, const char *path, const struct roll_kind *kind)
{
    *out = (struct roll){.kind = kind, .file = str_from(path)};
    roll_text_of((struct str){0}, &out->text);
    out->is_csv = !is_yaml(out->file);
}

static bool open_text(struct arena *arena, const char *path, const struct roll_kind *kind,
                      struct str text, struct roll *out, struct report *report)
{
    init(out, path, kind);
    text = utf8_without_mark(text);
    digest_sha256(text, out->sha256);
    bool read =
        roll_check_encoding(out->file, kind->what, kind->encoding_code, text, report);
    text = read ? with_line_ends(arena, text) : text;
    roll_text_of(text, &out->text);
    return begin(arena, out,
                 read && (out->is_csv || roll_read_yaml(arena, text, out, report)), report);
}

/* What cannot be read again, or is looked at as a whole, is in memory. */
static bool open_whole(struct arena *arena, const char *path, const struct roll_kind *kind,
                       struct roll *out, struct report *report)
{
    struct str text;
    init(out, path, kind);
    enum file_status status = file_read_path(arena, path, kind->bytes_limit, &text);
    if (status != FILE_OK) {
        struct unread unread = {.code = kind->list_code,
                                .what = kind->what,
                                .path = str_from(path),
                                .limit_bytes = kind->bytes_limit,
                                .asked = true};
        return unread_tell(&unread, status, report);
    }
    return open_text(arena, path, kind, text, out, report);
}

bool roll_open(struct arena *arena, const char *path, const struct roll_kind *kind,
               struct roll *out, struct report *report)
{
    init(out, path, kind);
    if (!out->is_csv || strcmp(path, "-") == 0) {
        return open_whole(arena, path, kind, out, report);
    }
    return begin(arena, out,
                 roll_text_open(arena, path, kind, &out->text, out->sha256, report),
                 report);
}

void roll_close(struct roll *roll)
{
    roll_text_close(&roll->text);
}

bool roll_open_site(struct arena *arena, const struct site *site,
                    const struct roll_kind *kind, struct str name, struct place place,
                    struct roll *out, struct report *report)
{
    struct str text;
    enum file_status status =
        site_read_named(arena, arena, site, name, kind->bytes_limit, &name, &text);
    init(out, "", kind);
    if (status != FILE_OK) {
        struct unread unread = {.code = kind->list_code,
                                .what = kind->what,
                                .path = name,
                                .place = place,
                                .limit_bytes = kind->bytes_limit};
        return unread_tell(&unread, status, report);
    }
    const char *told = arena_cstr(arena, name);
    return told ? open_text(arena, told, kind, text, out, report)
                : report_out_of_memory(report);
}

bool roll_open_recipe(struct arena *arena, const struct site *site,
                      const struct recipe *recipe, struct roll *out, struct report *report)
{
    struct value root, from;
    struct place place = recipe_place(recipe, "packets");
    struct str file = {LIQUID_RECIPE_FILE, strlen(LIQUID_RECIPE_FILE)};
    init(out, LIQUID_RECIPE_FILE, &roll_of_packets);
    if (!site_read_texts(arena, recipe->lines.text, file, &root, "packet-list", report)) {
        return false;
    }
    from = value_get(value_get(root, STR("packets")), STR("from"));
    place.line = from.line ? from.line : place.line;
    if (from.kind == VALUE_STRING) {
        return roll_open_site(arena, site, &roll_of_packets, from.as.string, place, out,
                              report);
    }
    if (from.kind == VALUE_NIL) {
        report_request_error(report, place, "packet-list", "the recipe names no list");
        report_hint(report, "as in `packets: {from: sponsors.csv}`");
        return false;
    }
    digest_sha256(recipe->lines.text, out->sha256);
    out->is_csv = false;
    return begin(arena, out, roll_read_list(arena, from, out, report), report);
}

/* Rows */

void roll_rewind(struct roll *roll)
{
    roll->given = 0;
    if (roll->is_csv) {
        roll_rewind_csv(roll);
    }
}

bool roll_next(struct arena *arena, struct roll *roll, bool wanted, struct roll_row *out,
               bool *there, struct report *report)
{
    if (roll->is_csv) {
        return roll_next_csv(arena, roll, wanted, out, there, report);
    }
    *there = roll->given < roll->count;
    if (*there) {
        *out = roll->items[roll->given++];
    }
    return true;
}

/* A mapping has a field for each column, another item of YAML none. */
static void tell_count(const struct roll *roll, const struct roll_row *row,
                       struct report *report)
{
    struct place place = {roll->file, row->line, 1, 0};
    if (row->field_count == STR_NONE) {
        report_error(report, place, roll->kind->row_code, "the item is no mapping");
        return;
    }
    report_error(report, place, roll->kind->row_code,
                 roll->headless ? "the row has %zu fields, not %zu"
                                : "the row has %zu fields, the head %zu",
                 row->field_count, roll->column_count);
}

void roll_check_row(const struct roll *roll, struct roll_row *row, struct report *report)
{
    const char *code = roll->kind->row_code;
    if (!row->failed && row->field_count != roll->column_count) {
        tell_count(roll, row, report);
        row->failed = true;
    }
    for (size_t i = 0; i < roll->column_count && !(roll->is_csv && row->failed); i++) {
        struct place place = roll_place(roll, row, i);
        if (row->fields[i].line && !row->fields[i].column) {
            report_error(report, place, code, "'%.*s' must be a text",
                         STR_ARG(roll->columns[i]));
            row->failed = true;
        } else if (row->fields[i].text.len && roll->columns[i].len == 0 && roll->is_csv) {
            place.width = 0;
            report_error(report, place, code, "its column has no name");
            row->failed = true; /* what stands there would be lost */
        }
    }
}

/* All of them, checked. */
static bool take_rows(struct arena *arena, struct roll *roll, struct report *report)
{
    bool there = true, read = true;
    if (!roll->is_csv) {
        for (size_t i = 0; i < roll->count; i++) {
            roll_check_row(roll, &roll->items[i], report);
        }
        return true;
    }
    while (read) {
        struct roll_row row;
        read = roll_next(arena, roll, true, &row, &there, report);
        if (!read || !there) {
            break;
        }
        struct roll_row *item = roll_add(arena, roll, row.line, report);
        if (!item) {
            return false;
        }
        roll_check_row(roll, &row, report);
        *item = row;
    }
    if (arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    return read && (roll->count > 0 || roll_tell_empty(roll, report));
}

bool roll_read_text(struct arena *arena, const char *path, const struct roll_kind *kind,
                    struct str text, struct roll *out, struct report *report)
{
    return open_text(arena, path, kind, text, out, report) && take_rows(arena, out, report);
}

bool roll_read(struct arena *arena, const char *path, const struct roll_kind *kind,
               struct roll *out, struct report *report)
{
    return open_whole(arena, path, kind, out, report) && take_rows(arena, out, report);
}

bool roll_read_site(struct arena *arena, const struct site *site,
                    const struct roll_kind *kind, struct str name, struct place place,
                    struct roll *out, struct report *report)
{
    return roll_open_site(arena, site, kind, name, place, out, report) &&
           take_rows(arena, out, report);
}
