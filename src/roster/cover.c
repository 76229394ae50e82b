/* What stands on covers: `cover` in the recipe. */
#include "base/gate.h"
#include "roster/parts.h"

static bool read_lines(struct arena *arena, const struct recipe *recipe, struct value map,
                       const struct roll *roll, struct cover_patterns *out,
                       struct report *report)
{
    const struct value_entry *entry = pattern_entry(map, "lines");
    if (!entry) {
        return true;
    }
    bool list = entry->value.kind == VALUE_LIST, good = true;
    size_t count = list ? value_count(entry->value) : entry->value.kind != VALUE_NIL;
    out->lines = ARENA_ARRAY(arena, struct pattern, count + 1);
    for (size_t i = 0; out->lines && i < count; i++) {
        struct value value = list ? value_at(entry->value, i) : entry->value;
        good =
            pattern_of(arena, recipe, entry, value, roll, &out->lines[i], report) && good;
    }
    out->line_count = count;
    return out->lines ? good : report_out_of_memory(report);
}

bool cover_read_patterns(struct arena *arena, const struct recipe *recipe,
                         const struct roll *roll, struct cover_patterns *out,
                         struct report *report)
{
    static const char *const known[] = {"prepared_for", "lines",        "contact",
                                        "logo",         "partner_logo", "stamp",
                                        "text",         "table",        NULL};
    struct value map;
    bool named = roll && roll_column(roll, STR("name")) != STR_NONE;
    *out = (struct cover_patterns){0};
    bool read = pattern_map(recipe, "cover", known, &map, report);
    read = read && pattern_read(arena, recipe, map, "prepared_for",
                                named ? STR("{name}") : recipe->prepared_for, roll,
                                &out->prepared_for, report);
    read = pattern_read(arena, recipe, map, "contact", (struct str){0}, roll, &out->contact,
                        report) &&
           read;
    read = pattern_read(arena, recipe, map, "logo", (struct str){0}, NULL, &out->logo,
                        report) &&
           read;
    read = pattern_read(arena, recipe, map, "partner_logo", (struct str){0}, roll,
                        &out->partner_logo, report) &&
           read;
    read = pattern_read(arena, recipe, map, "stamp", (struct str){0}, roll, &out->stamp,
                        report) &&
           read;
    read = pattern_read(arena, recipe, map, "text", (struct str){0}, NULL,
                        &out->matter.text, report) &&
           read;
    out->matter.table = pattern_entry(map, "table");
    return read_lines(arena, recipe, map, roll, out, report) && read;
}

/* As one line that any output can hold; what is wrong with it is told where it stands in
 * the list. Without one, what names a field is nothing. */
static struct str fill_line(struct arena *arena, const struct pattern *pattern,
                            const struct roll *roll, const struct roll_row *row,
                            size_t number, struct place place, struct report *report)
{
    if (!roll && fill_names_field(pattern->text)) {
        return (struct str){0};
    }
    struct str text = fill_text(arena, pattern->text, roll, row, number);
    return gate_line(arena, text, "this text", place, report);
}

/* "<a@b.example>", of which the name before it is empty. */
static struct str bare_address(struct str text)
{
    bool alone = text.len > 2 && str_starts(text, "<") && str_ends(text, ">");
    return alone ? str_sub(text, 1, text.len - 1) : text;
}

void cover_fill(struct arena *arena, const struct cover_patterns *patterns,
                const struct roll *roll, const struct roll_row *row, struct roster_row *out,
                struct report *report)
{
    struct cover *cover = &out->cover;
    out->prepared_for = fill_line(arena, &patterns->prepared_for, roll, row, out->number,
                                  out->place, report);
    out->contact = bare_address(
        fill_line(arena, &patterns->contact, roll, row, out->number, out->place, report));
    out->logo = roll ? fill_text(arena, patterns->partner_logo.text, roll, row, out->number)
                     : (struct str){0};
    cover->stamp =
        fill_line(arena, &patterns->stamp, roll, row, out->number, out->place, report);
    cover->lines = ARENA_ARRAY(arena, struct str, patterns->line_count + 1);
    for (size_t i = 0; cover->lines && i < patterns->line_count; i++) {
        struct str line = fill_line(arena, &patterns->lines[i], roll, row, out->number,
                                    out->place, report);
        if (line.len) {
            cover->lines[cover->line_count++] = line;
        }
    }
}
