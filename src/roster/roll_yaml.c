/* Rows of a YAML file: a list of mappings, whose keys are the columns; or, of addresses, a
 * mapping of one column to the other. */
#include "base/lines.h"
#include "base/size.h"
#include "base/utf8.h"
#include "roster/roll.h"
#include "site/site.h"

static bool wrong(const struct roll *roll, uint32_t line, struct report *report,
                  const char *what)
{
    report_error(report, (struct place){roll->file, line ? line : 1, 1, 0},
                 roll->kind->row_code, "%s", what);
    return false;
}

static bool add_columns(struct arena *arena, struct value list, struct roll *out,
                        struct report *report)
{
    for (size_t i = 0; i < value_count(list); i++) {
        struct value item = list.as.list->items[i];
        for (size_t k = 0; item.kind == VALUE_MAP && k < value_count(item); k++) {
            struct str key = item.as.map->entries[k].key;
            if (roll_column(out, key) == STR_NONE &&
                !roll_add_column(arena, out, key, report)) {
                return false;
            }
        }
    }
    return true;
}

static bool fill_row(struct arena *arena, struct value item, struct roll *roll,
                     struct roll_row *row)
{
    row->field_count = roll->column_count;
    row->fields = ARENA_ARRAY(arena, struct field, roll->column_count + 1);
    for (size_t k = 0; row->fields && k < value_count(item); k++) {
        const struct value_entry *entry = &item.as.map->entries[k];
        struct field *field = &row->fields[roll_column(roll, entry->key)];
        uint32_t line = entry->value.line ? entry->value.line : row->line;
        *field = (struct field){.line = line, .column = 1};
        if (entry->value.kind == VALUE_LIST || entry->value.kind == VALUE_MAP) {
            field->column = 0;
        } else if (entry->value.kind != VALUE_NIL) {
            field->text = str_trim(value_text_or(entry->value, (struct str){0}));
        }
    }
    return row->fields != NULL;
}

/* Lines of the file, whose numbers rise. */
struct yaml_lines {
    struct str text;
    size_t at; /* of line `line` */
    uint32_t line;
};

/* In which column of the line that text stands; 1: elsewhere. */
static uint32_t find_in_line(struct yaml_lines *lines, uint32_t line, struct str text)
{
    for (; lines->line < line && lines->at < lines->text.len; lines->line++) {
        lines->at = line_end(lines->text, lines->at);
    }
    struct str row = str_sub(lines->text, lines->at, line_end(lines->text, lines->at));
    size_t hit = lines->line == line && text.len ? str_find(row, text, 0) : STR_NONE;
    return hit == STR_NONE ? 1 : size_to_u32(utf8_count(str_sub(row, 0, hit))) + 1;
}

/* Each entry is a row: its key the first column, its value the second. */
static bool read_pairs(struct arena *arena, struct str text, struct value map,
                       struct roll *out, struct report *report)
{
    struct yaml_lines lines = {.text = text, .line = 1};
    for (size_t k = 0; k < 2; k++) {
        if (!roll_add_column(arena, out, str_from(out->kind->columns[k]), report)) {
            return false;
        }
    }
    for (size_t i = 0; i < value_count(map); i++) {
        const struct value_entry *entry = &map.as.map->entries[i];
        uint32_t line = entry->value.line ? entry->value.line : 1;
        struct roll_row *row = roll_add(arena, out, line, report);
        struct field *fields = ARENA_ARRAY(arena, struct field, 2);
        if (!row || !fields) {
            return row && report_out_of_memory(report);
        }
        struct str said = str_trim(value_text_or(entry->value, (struct str){0}));
        fields[0] = (struct field){str_trim(entry->key), line, 1};
        fields[1] = (struct field){said, line, find_in_line(&lines, line, said)};
        row->fields = fields;
        row->field_count = 2;
        if (entry->value.kind == VALUE_LIST || entry->value.kind == VALUE_MAP) {
            row->failed = !wrong(out, line, report, "a short address must be a text");
        }
    }
    return true;
}

bool roll_read_list(struct arena *arena, struct value list, struct roll *out,
                    struct report *report)
{
    if (list.kind == VALUE_NIL) {
        return true;
    }
    if (list.kind != VALUE_LIST) {
        return wrong(out, list.line, report, "this is no list of mappings");
    }
    if (!add_columns(arena, list, out, report)) {
        return false;
    }
    for (size_t i = 0; i < value_count(list); i++) {
        struct value item = list.as.list->items[i];
        struct roll_row *row = roll_add(arena, out, item.line ? item.line : 1, report);
        if (!row) {
            return false;
        }
        if (!fill_row(arena, item.kind == VALUE_MAP ? item : value_nil(), out, row)) {
            return report_out_of_memory(report);
        }
        row->field_count = item.kind == VALUE_MAP ? row->field_count : STR_NONE;
    }
    return true;
}

bool roll_read_yaml(struct arena *arena, struct str text, struct roll *out,
                    struct report *report)
{
    struct value list;
    if (!site_read_texts(arena, text, out->file, &list, out->kind->list_code, report)) {
        return false;
    }
    return list.kind == VALUE_MAP && out->kind->columns
               ? read_pairs(arena, text, list, out, report)
               : roll_read_list(arena, list, out, report);
}
