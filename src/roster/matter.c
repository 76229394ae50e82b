/* What a cover shows besides its lines: `text`, Markdown of the site's, and `table`, CSV of
 * the site's or rows in the recipe. Fields are marked once; each row has its values. */
#include "roster/parts.h"

#include "base/gate.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/unread.h"
#include "base/utf8.h"

static size_t field_index(struct marking *marking, struct str name)
{
    struct cover_fields *fields = marking->fields;
    for (size_t i = 0; i < fields->count; i++) {
        if (str_eq(fields->names[i], name)) {
            return i;
        }
    }
    if (fields->count == FIELD_MARK_COUNT ||
        !arena_grow(marking->arena, &fields->names, fields->count, &fields->capacity,
                    sizeof *fields->names)) {
        return STR_NONE;
    }
    fields->names[fields->count] = name;
    return fields->count++;
}

/* Of the text as it stands; what would be taken for a mark is none of anybody's text. */
static void add_text(struct marking *marking, struct str text, struct place at)
{
    struct buf *out = marking->out;
    size_t from = out->len, field;
    for (size_t i = 0, len; i < text.len; i += len) {
        bool mark = field_mark_is(utf8_decode(text, i, &len), &field);
        buf_add(out, mark ? STR("\xEF\xBF\xBD") : str_sub(text, i, i + len));
    }
    if (marking->map) {
        (void)line_map_add_verbatim(marking->arena, marking->map, from,
                                    str_skip(buf_str(out), from), marking->file, at.line,
                                    at.column);
    }
}

static bool add_field(struct marking *marking, struct str name, struct place at)
{
    if (marking->roll && !fill_is_field(marking->roll, name)) {
        fill_tell_lacking(marking->roll, name, at, marking->report);
        if (str_starts(name, ":")) {
            report_hint(marking->report, "an attribute list is written with two braces on "
                                         "each side: `{{: .class}}`");
        }
        return false;
    }
    size_t index = field_index(marking, name);
    if (index != STR_NONE) {
        field_mark_add(marking->out, index);
    }
    return true;
}

static bool add_part(struct marking *marking, struct part part, struct place at)
{
    if (part.kind != PART_TEXT && marking->map) {
        (void)line_map_add_value(marking->arena, marking->map, marking->out->len,
                                 marking->file, at.line, at.column);
    }
    switch (part.kind) {
    case PART_TEXT: add_text(marking, part.text, at); return true;
    case PART_FIELD: return add_field(marking, part.text, at);
    case PART_BRACE: buf_add(marking->out, part.text); return true;
    case PART_WRONG:
        report_error(marking->report, at, "packet-column",
                     "a brace stands alone: fields are '{name}', braces '{{' and '}}'");
        return false;
    case PART_END: break;
    }
    return true;
}

void place_move(struct place *place, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        bool end = utf8_decode(text, at, &len) == '\n';
        place->line += end;
        place->column = end ? 1 : place->column + 1;
    }
}

bool mark_fields(struct marking *marking, struct str text, struct place place)
{
    bool good = true;
    for (size_t at = 0, from = 0;; from = at) {
        struct part part = fill_next_part(text, &at);
        if (part.kind == PART_END) {
            return good;
        }
        good = add_part(marking, part, place) && good;
        place_move(&place, str_sub(text, from, at));
    }
}

bool matter_read_file(struct arena *arena, const struct site *site,
                      const struct pattern *pattern, struct str *name, struct str *bytes,
                      struct report *report)
{
    enum file_status status =
        site_read_named(arena, arena, site, pattern->text, COVER_BYTES_LIMIT, name, bytes);
    if (status != FILE_OK) {
        struct unread unread = {.code = "cover-read",
                                .path = pattern->text,
                                .place = pattern->place,
                                .limit_bytes = COVER_BYTES_LIMIT};
        return unread_tell(&unread, status, report);
    }
    *bytes = utf8_without_mark(*bytes);
    return roll_check_encoding(*name, "the file", "packet-encoding", *bytes, report);
}

/* Behind front matter, which says nothing here. */
static size_t body_start(struct str text)
{
    size_t at = line_end(text, 0);
    if (!str_is(str_trim_right(str_sub(text, 0, at)), "---")) {
        return 0;
    }
    while (at < text.len) {
        size_t end = line_end(text, at);
        if (str_is(str_trim_right(str_sub(text, at, end)), "---")) {
            return end;
        }
        at = end;
    }
    return 0;
}

static bool read_text(struct marking *marking, const struct site *site,
                      const struct pattern *pattern, struct cover_source *out)
{
    struct str name, bytes;
    if (!matter_read_file(marking->arena, site, pattern, &name, &bytes, marking->report)) {
        return false;
    }
    if (!marking->roll && fill_names_field(bytes)) {
        return true; /* it is for those of a list */
    }
    size_t from = body_start(bytes);
    struct place place = {name, 1, 1, 0};
    struct buf text = {.kept_in = marking->arena};
    place_move(&place, str_sub(bytes, 0, from));
    marking->file = line_map_file(marking->arena, marking->map, name);
    marking->out = &text;
    bool good = mark_fields(marking, str_skip(bytes, from), place);
    out->source = name;
    out->original = bytes;
    out->text = arena_take(marking->arena, &text);
    out->map = marking->map;
    return good;
}

bool matter_read(struct arena *arena, const struct site *site, const struct recipe *recipe,
                 const struct roll *roll, const struct matter_patterns *patterns,
                 struct cover_fields *fields, struct cover_source *out,
                 struct report *report)
{
    struct line_map *map = ARENA_NEW(arena, struct line_map);
    struct marking marking = {
        .arena = arena, .roll = roll, .fields = fields, .map = map, .report = report};
    *out = (struct cover_source){0};
    if (!map) {
        return report_out_of_memory(report);
    }
    bool good =
        patterns->text.text.len == 0 || read_text(&marking, site, &patterns->text, out);
    good = table_read(&marking, site, recipe, patterns->table, out) && good;
    return good && (!arena_failed(arena) || report_out_of_memory(report));
}

void matter_fill(struct arena *arena, const struct cover_fields *fields,
                 const struct roll *roll, const struct roll_row *row,
                 struct roster_row *out, struct report *report)
{
    struct str *values = ARENA_ARRAY(arena, struct str, fields->count + 1);
    for (size_t i = 0; values && i < fields->count; i++) {
        struct str value = fill_field(arena, fields->names[i], roll, row, out->number);
        value = arena_str(arena, value); /* the list goes */
        values[i] = gate_line(arena, value, "this text", out->place, report);
    }
    out->values = values;
}
