/* Rows of a YAML file: a list of mappings, whose keys are the columns. */
#include "roster/roll.h"
#include "site/site.h"

static bool wrong(const struct roll *roll, uint32_t line, struct report *report,
                  const char *what)
{
    report_error(report, (struct place){roll->file, line ? line : 1, 1, 0}, "packet-row",
                 "%s", what);
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
                     struct roll_row *row, struct report *report)
{
    row->fields = ARENA_ARRAY(arena, struct field, roll->column_count + 1);
    for (size_t k = 0; row->fields && k < value_count(item); k++) {
        const struct value_entry *entry = &item.as.map->entries[k];
        struct field *field = &row->fields[roll_column(roll, entry->key)];
        *field = (struct field){.line = entry->value.line, .column = 1};
        if (entry->value.kind == VALUE_LIST || entry->value.kind == VALUE_MAP) {
            row->failed = true;
            report_error(report, roll_place(roll, row, roll_column(roll, entry->key)),
                         "packet-row", "'%.*s' must be a text", STR_ARG(entry->key));
        } else if (entry->value.kind != VALUE_NIL) {
            field->text = str_trim(value_text_or(entry->value, (struct str){0}));
        }
    }
    return row->fields != NULL;
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
        if (item.kind != VALUE_MAP) {
            row->failed = !wrong(out, item.line, report, "the item is no mapping");
        }
        if (!fill_row(arena, item.kind == VALUE_MAP ? item : value_nil(), out, row,
                      report)) {
            return report_out_of_memory(report);
        }
    }
    return true;
}

bool roll_read_yaml(struct arena *arena, struct str text, struct roll *out,
                    struct report *report)
{
    struct value list;
    return site_read_texts(arena, text, out->file, &list, "packet-list", report) &&
           roll_read_list(arena, list, out, report);
}
