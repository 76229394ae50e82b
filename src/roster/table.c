/* A cover's table: rows of a CSV file or of the recipe become a table's nodes, whose first
 * row is its head. Columns of numbers stand at the right. */
#include "roster/parts.h"

#include "base/csv.h"
#include "base/gate.h"
#include "base/utf8.h"
#include "liquid/liquid.h"

struct making_table {
    struct marking *marking;
    struct node *table;
    uint32_t file; /* of spots */
};

/* The cell's text passes the gate, and its fields are marked. */
static bool add_cell(struct making_table *making, struct node *row, struct str text,
                     struct place place)
{
    struct marking *marking = making->marking;
    struct arena *arena = marking->arena;
    struct spot spot = spot_make(place.line, place.column, (uint16_t)making->file);
    struct node *cell = node_new(arena, NODE_CELL, spot);
    struct buf marked = {.kept_in = arena};
    if (!cell) {
        return report_out_of_memory(marking->report);
    }
    text = gate_line(arena, text, "this cell", place, marking->report);
    marking->out = &marked;
    bool good = mark_fields(marking, text, place);
    cell->header = row->section == ROW_HEAD;
    node_append(row, cell);
    struct str kept = arena_take(arena, &marked);
    return good && (kept.len == 0 || node_add_text(arena, cell, kept, spot) ||
                    report_out_of_memory(marking->report));
}

static struct node *add_row(struct making_table *making, uint32_t line)
{
    struct node *row = node_new(making->marking->arena, NODE_ROW,
                                spot_make(line, 1, (uint16_t)making->file));
    if (row) {
        row->section = making->table->first ? ROW_BODY : ROW_HEAD;
        node_append(making->table, row);
    }
    return row;
}

static size_t count_cells(const struct node *row)
{
    size_t count = 0;
    for (const struct node *cell = row->first; cell; cell = cell->next) {
        count++;
    }
    return count;
}

static bool check_width(struct making_table *making, const struct node *row,
                        struct place place)
{
    size_t head = count_cells(making->table->first), count = count_cells(row);
    if (count != head) {
        report_error(making->marking->report, place, "packet-row",
                     "the row has %zu fields, the head %zu", count, head);
    }
    return count == head;
}

static bool read_csv(struct making_table *making, struct str name, struct str text)
{
    struct marking *marking = making->marking;
    char separator = roll_find_separator(text);
    struct place place = {name, 1, 1, 0};
    bool good = true;
    for (size_t at = 0; at < text.len;) {
        struct node *row = add_row(making, place.line);
        struct place start = place;
        bool empty = true;
        if (!row) {
            return report_out_of_memory(marking->report);
        }
        for (bool row_end = false; !row_end;) {
            size_t from = at;
            struct value value = csv_field(marking->arena, text, separator, &at, &row_end);
            struct str cell = str_trim(value_text_or(value, (struct str){0}));
            empty = empty && cell.len == 0;
            good = add_cell(making, row, cell, place) && good;
            place_move(&place, str_sub(text, from, at));
        }
        if (empty) {
            node_unlink(row);
        } else {
            good = check_width(making, row, start) && good;
        }
    }
    return good;
}

static bool read_list(struct making_table *making, struct place place, struct value list)
{
    bool good = true;
    for (size_t i = 0; i < value_count(list); i++) {
        struct value item = value_at(list, i);
        struct place at = place;
        at.line = item.line ? item.line : at.line;
        struct node *row = add_row(making, at.line);
        if (!row) {
            return report_out_of_memory(making->marking->report);
        }
        if (item.kind != VALUE_LIST) {
            report_error(making->marking->report, at, "recipe-type",
                         "a row of 'table' must be a list of texts");
            return false;
        }
        for (size_t k = 0; k < value_count(item); k++) {
            struct value cell = value_at(item, k);
            struct str text = liquid_text(making->marking->arena, cell);
            if (cell.kind == VALUE_LIST || cell.kind == VALUE_MAP) {
                report_warning(making->marking->report, at, "recipe-type",
                               "a cell of 'table' is no text");
            }
            good = add_cell(making, row, text, at) && good;
        }
        good = check_width(making, row, at) && good;
    }
    return good;
}

/* Has digits, and signs that go with them. */
static bool is_number(const struct node *cell)
{
    struct str text = cell->first ? cell->first->text : (struct str){0};
    bool digits = false;
    size_t field;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (letter || (c > 0x2BF && (c < 0x2000 || c > 0x22FF)) ||
            field_mark_is(c, &field)) {
            return false;
        }
        digits = digits || (c >= '0' && c <= '9');
    }
    return digits;
}

static bool align_columns(struct arena *arena, struct node *table, size_t columns)
{
    bool *words = ARENA_ARRAY(arena, bool, columns + 1);
    for (int pass = 0; words && pass < 2; pass++) {
        for (struct node *row = table->first; row; row = row->next) {
            size_t column = 0;
            for (struct node *cell = row->first; cell; cell = cell->next, column++) {
                if (pass == 0) {
                    words[column] |=
                        row->section == ROW_BODY && cell->first && !is_number(cell);
                } else if (!words[column]) {
                    cell->align = ALIGN_RIGHT;
                }
            }
        }
    }
    return words != NULL;
}

/* It names a field, which without a list nobody has. */
static bool is_for_rows(const struct making_table *making)
{
    return !making->marking->roll && making->marking->fields->count > 0;
}

bool table_read(struct marking *marking, const struct site *site,
                const struct recipe *recipe, const struct value_entry *entry,
                struct cover_source *out)
{
    if (!entry || entry->value.kind == VALUE_NIL) {
        return true;
    }
    struct place place = recipe_entry_place(recipe, entry);
    struct making_table making = {
        .marking = marking,
        .table = node_new(marking->arena, NODE_TABLE, (struct spot){0})};
    struct str name = place.file, bytes;
    bool list = entry->value.kind == VALUE_LIST, good = making.table != NULL;
    struct pattern pattern = {
        list ? (struct str){0} : liquid_text(marking->arena, entry->value), place};
    if (!list) {
        good = good && matter_read_file(marking->arena, site, &pattern, &name, &bytes,
                                        marking->report);
    }
    if (!good) {
        return false;
    }
    making.file = line_map_file(marking->arena, marking->map, name);
    struct line_map *map = marking->map;
    marking->map = NULL; /* cells have spots of their own */
    good = list ? read_list(&making, place, entry->value) : read_csv(&making, name, bytes);
    marking->map = map;
    size_t columns = good && making.table->first ? count_cells(making.table->first) : 0;
    if (columns && !align_columns(marking->arena, making.table, columns)) {
        return report_out_of_memory(marking->report);
    }
    if (columns && !is_for_rows(&making)) {
        out->table = making.table;
        out->map = map;
        out->source = out->source.len ? out->source : name;
        out->original = out->text.len || list ? out->original : bytes;
    }
    return good;
}
