/* What stands on covers: `cover` in the recipe. */
#include "base/gate.h"
#include "base/limits.h"
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

/* The texts of a row's cover, one after the other. */
struct cover_filling {
    struct arena *arena;
    const struct roll *roll;
    const struct roll_row *from;
    struct roster_row *row;
    struct report *report;
    bool crossed; /* it has more than it may have, which was told */
};

/* Whom it is for and whom to write to is read by programs, too. */
enum use { USE_SHOWN, USE_READ };

/* Empty: there would be more than a cover may have; reported. */
static struct str fill_pattern(struct cover_filling *filling, const struct pattern *pattern,
                               enum use use)
{
    struct roster_row *row = filling->row;
    if (filling->crossed) {
        return (struct str){0};
    }
    struct str text = (use == USE_SHOWN ? fill_shown : fill_text)(
        filling->arena, pattern->text, filling->roll, filling->from, row->number,
        row->room);
    if (!filling->roll || text.len <= row->room) {
        row->room -= filling->roll ? text.len : 0;
        return text;
    }
    cover_tell_long(pattern->place.line ? pattern->place : row->place, row->place,
                    filling->report);
    filling->crossed = row->failed = true;
    row->room = 0;
    return (struct str){0};
}

/* As one line that any output can hold; what is wrong with it is told where it stands in
 * the list. Without one, what names a field is nothing. */
static struct str fill_line(struct cover_filling *filling, const struct pattern *pattern,
                            enum use use)
{
    if (!filling->roll && fill_names_field(pattern->text)) {
        return (struct str){0};
    }
    return gate_line(filling->arena, fill_pattern(filling, pattern, use), "this text",
                     filling->row->place, filling->report);
}

/* "<a@b.example>", of which the name before it is empty; "mailto:a@b.example?subject=x". */
static struct str bare_address(struct str text)
{
    bool alone = text.len > 2 && str_starts(text, "<") && str_ends(text, ">");
    text = alone ? str_sub(text, 1, text.len - 1) : text;
    bool mail = str_eq_ignore_case(str_sub(text, 0, 7), STR("mailto:"));
    return mail ? str_sub(text, 7, str_find_byte(text, '?', 7)) : text;
}

void cover_fill(struct arena *arena, const struct cover_patterns *patterns,
                const struct roll *roll, const struct roll_row *row, struct roster_row *out,
                struct report *report)
{
    struct cover *cover = &out->cover;
    struct cover_filling filling = {arena, roll, row, out, report, false};
    out->room = roll ? COVER_TEXT_LIMIT_BYTES : SIZE_MAX;
    out->prepared_for = fill_line(&filling, &patterns->prepared_for, USE_READ);
    out->contact = bare_address(fill_line(&filling, &patterns->contact, USE_READ));
    out->logo =
        roll ? fill_pattern(&filling, &patterns->partner_logo, USE_READ) : (struct str){0};
    cover->stamp = fill_line(&filling, &patterns->stamp, USE_SHOWN);
    cover->lines = ARENA_ARRAY(arena, struct str, patterns->line_count + 1);
    for (size_t i = 0; cover->lines && i < patterns->line_count; i++) {
        struct str line = fill_line(&filling, &patterns->lines[i], USE_SHOWN);
        if (line.len) {
            cover->lines[cover->line_count++] = line;
        }
    }
}
