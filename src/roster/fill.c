/* One pass over the text: what stands between single braces is a field's name. */
#include "roster/fill.h"

#include "base/buf.h"
#include "base/gate.h"
#include "base/path.h"
#include "base/slug.h"
#include "base/utf8.h"

#define SLUG_BYTES 80

struct part fill_next_part(struct str text, size_t *at)
{
    size_t from = *at;
    struct str rest = str_skip(text, from);
    if (rest.len == 0) {
        return (struct part){PART_END, rest};
    }
    if (str_starts(rest, "{{") || str_starts(rest, "}}")) {
        *at += 2;
        return (struct part){PART_BRACE, str_sub(rest, 0, 1)};
    }
    bool opens = *rest.ptr == '{';
    size_t end = opens ? from + 1 : from;
    while (end < text.len && text.ptr[end] != '{' && text.ptr[end] != '}') {
        end++;
    }
    if (opens && end < text.len && text.ptr[end] == '}') {
        *at = end + 1;
        return (struct part){PART_FIELD, str_trim(str_sub(text, from + 1, end))};
    }
    if (opens || end == from) {
        *at += 1;
        return (struct part){PART_WRONG, rest};
    }
    *at = end;
    return (struct part){PART_TEXT, str_sub(text, from, end)};
}

bool fill_names_field(struct str text)
{
    size_t at = 0;
    struct part part;
    while ((part = fill_next_part(text, &at)).kind != PART_END) {
        if (part.kind == PART_FIELD) {
            return true;
        }
    }
    return false;
}

/* That no list has to have. */
static bool is_own(const struct roll *roll, struct str name)
{
    return str_is(name, "row") ||
           (str_is(name, "slug") && roll_column(roll, STR("name")) != STR_NONE);
}

bool fill_is_field(const struct roll *roll, struct str name)
{
    return is_own(roll, name) || roll_column(roll, name) != STR_NONE;
}

void fill_tell_lacking(const struct roll *roll, struct str name, struct place place,
                       struct report *report)
{
    size_t best = 4, near = STR_NONE;
    bool slug = str_is(name, "slug");
    name = slug ? STR("name") : name;
    report_error(report, place, "packet-column", "the list has no column '%.*s'%s",
                 STR_ARG(name), slug ? ", which 'slug' is made of" : "");
    for (size_t i = 0; i < roll->column_count; i++) {
        size_t distance = str_distance(name, roll->columns[i]);
        near = distance < best ? i : near;
        best = distance < best ? distance : best;
    }
    if (near != STR_NONE) {
        report_hint(report, "did you mean '%.*s'?", STR_ARG(roll->columns[near]));
    }
}

struct place fill_place(const struct roll *roll, const struct roll_row *row,
                        struct str text, struct place otherwise)
{
    size_t at = 0;
    struct part part;
    while ((part = fill_next_part(text, &at)).kind != PART_END) {
        size_t column = part.kind == PART_FIELD ? roll_column(roll, part.text) : STR_NONE;
        if (column != STR_NONE) {
            return roll_place(roll, row, column);
        }
    }
    return otherwise;
}

bool fill_check(const struct roll *roll, struct str text, struct place place,
                struct report *report)
{
    size_t at = 0;
    bool good = true;
    struct part part;
    while ((part = fill_next_part(text, &at)).kind != PART_END) {
        bool known = part.kind != PART_FIELD || !roll || fill_is_field(roll, part.text);
        if (!known) {
            fill_tell_lacking(roll, part.text, place, report);
        }
        if (part.kind == PART_WRONG) {
            report_error(report, place, "packet-column",
                         "a brace stands alone: fields are '{name}', braces '{{' and '}}'");
        }
        good = good && known && part.kind != PART_WRONG;
    }
    return good;
}

/* In letters and signs that every system takes in a name. */
static struct str slug_of(struct arena *arena, struct str name)
{
    struct str slug = slug_make(arena, name, SLUG_LATIN, true);
    slug = str_without_ends(str_sub(slug, 0, SLUG_BYTES), '-');
    return path_is_device(slug) ? arena_format(arena, "x-%.*s", STR_ARG(slug)) : slug;
}

struct str fill_field(struct arena *arena, struct str name, const struct roll *roll,
                      const struct roll_row *row, size_t number)
{
    size_t column = roll_column(roll, name);
    bool made =
        str_is(name, "slug"); /* of the name, where there is none or nothing in it */
    if (column != STR_NONE && (row->fields[column].text.len || !made)) {
        return row->fields[column].text;
    }
    if (str_is(name, "row")) {
        return arena_format(arena, "%zu", number);
    }
    column = roll_column(roll, STR("name"));
    return made && column != STR_NONE ? slug_of(arena, row->fields[column].text)
                                      : (struct str){0};
}

/* What stands between the parts of a text: space, and signs that part them. */
static bool is_joint(uint32_t c)
{
    static const uint32_t signs[] = {',', ';', '/', '|', '-', 0xB7, 0x2013, 0x2014, 0x2022};
    bool is = utf8_is_space(c);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        is = is || c == signs[i];
    }
    return is;
}

static struct str without_joints_behind(struct str text)
{
    size_t len;
    while (text.len && is_joint(utf8_decode_before(text, text.len, &len))) {
        text.len -= len;
    }
    return text;
}

static struct str without_joints_before(struct str text)
{
    size_t len;
    while (text.len && is_joint(utf8_decode(text, 0, &len))) {
        text = str_skip(text, len);
    }
    return text;
}

static bool are_brackets(char open, char close)
{
    return (open == '(' && close == ')') || (open == '[' && close == ']') ||
           (open == '<' && close == '>') || (open == '"' && close == '"');
}

/* An empty field stood between `out` and `behind`: brackets around it say nothing, nor does
 * what parted it from the rest. Gives what is left of `behind`. */
static struct str close_gap(struct buf *out, struct str behind, bool at_end)
{
    while (out->len && behind.len && are_brackets(out->ptr[out->len - 1], *behind.ptr)) {
        buf_truncate(out, out->len - 1);
        behind = str_skip(behind, 1);
    }
    struct str before = without_joints_behind(buf_str(out));
    struct str rest = without_joints_before(behind);
    if (before.len == 0 || (at_end && rest.len == 0)) {
        buf_truncate(out, before.len);
        return rest;
    }
    return before.len < out->len ? rest : behind;
}

static struct str fill(struct arena *arena, struct str text, const struct roll *roll,
                       const struct roll_row *row, size_t number, size_t most, bool turned)
{
    struct buf out = {.kept_in = arena};
    size_t at = 0, fields = 0, filled = 0;
    bool gap = false; /* an empty field was the last part */
    struct part part;
    while (out.len <= most && (part = fill_next_part(text, &at)).kind != PART_END) {
        if (part.kind == PART_FIELD) {
            part.text = fill_field(arena, part.text, roll, row, number);
            fields++;
            filled += part.text.len > 0;
            gap = gap || part.text.len == 0;
        } else if (gap) {
            part.text = close_gap(&out, part.text, at == text.len);
            gap = false;
        }
        gap = gap && part.text.len == 0;
        if (turned && part.kind == PART_FIELD) {
            gate_add_turned(&out, part.text);
        } else {
            buf_add(&out, part.text);
        }
    }
    if (gap) {
        (void)close_gap(&out, (struct str){0}, true);
    }
    struct str whole = arena_take(arena, &out);
    return fields && !filled ? (struct str){0} : whole;
}

struct str fill_text(struct arena *arena, struct str text, const struct roll *roll,
                     const struct roll_row *row, size_t number, size_t most)
{
    return fill(arena, text, roll, row, number, most, false);
}

struct str fill_shown(struct arena *arena, struct str text, const struct roll *roll,
                      const struct roll_row *row, size_t number, size_t most)
{
    struct str whole = fill(arena, text, roll, row, number, most, false);
    return gate_turns(whole) ? fill(arena, text, roll, row, number, most, true) : whole;
}
