/* Rows of a CSV file: the first one names the columns. Which of `,`, `;` and tab parts
 * fields is what stands in that most often outside quotes. */
#include "base/csv.h"
#include "base/lines.h"
#include "roster/roll.h"

/* A row while it is read. */
struct csv {
    struct arena *arena;
    struct roll *roll;
    struct str text; /* the row's */
    size_t at;       /* of what is read next */
    uint32_t line;   /* of `at` */
    size_t counted;  /* up to where lines are counted */
    uint32_t column; /* of `at`, too */
    struct report *report;
};

/* Line and column of `at`, which never goes back. */
static void count_lines(struct csv *csv)
{
    for (; csv->counted < csv->at; csv->counted++) {
        unsigned char byte = (unsigned char)csv->text.ptr[csv->counted];
        bool starts =
            (byte & 0xC0) != 0x80; /* a character, which UTF-8 goes on with others */
        csv->line += byte == '\n';
        csv->column = byte == '\n' ? 1 : csv->column + starts;
    }
}

static bool fail_at(struct csv *csv, struct field at, const char *what)
{
    report_error(csv->report, (struct place){csv->roll->file, at.line, at.column, 0},
                 csv->roll->kind->row_code, "%s", what);
    return false;
}

/* What stands between `from` and where reading goes on is one quoted field, or none. */
static bool check_quotes(struct csv *csv, size_t from, struct field field)
{
    struct str raw = str_sub(csv->text, from, csv->at);
    if (!str_starts(raw, "\"")) {
        return true;
    }
    size_t i = 1;
    while (i < raw.len &&
           (raw.ptr[i] != '"' || (i + 1 < raw.len && raw.ptr[i + 1] == '"'))) {
        i += raw.ptr[i] == '"' ? 2 : 1;
    }
    if (i >= raw.len) {
        return fail_at(csv, field, "a quoted field does not end");
    }
    struct str rest = str_trim(str_skip(raw, i + 1));
    bool ends = rest.len == 0 || (rest.len == 1 && *rest.ptr == csv->roll->separator);
    return ends || fail_at(csv, field, "something stands behind the quotes of a field");
}

/* False: the list cannot be read on, which is told. */
static bool read_field(struct csv *csv, struct field *out, bool *row_end)
{
    size_t from = csv->at;
    count_lines(csv);
    out->line = csv->line;
    out->column = csv->column;
    struct value value =
        csv_field(csv->arena, csv->text, csv->roll->separator, &csv->at, row_end);
    out->text = str_trim(value_text_or(value, (struct str){0}));
    return check_quotes(csv, from, *out);
}

/* The next row of the text, as the roll has it. False: reported. */
static bool begin_row(struct arena *arena, struct roll *roll, struct csv *out,
                      struct report *report)
{
    *out = (struct csv){
        .arena = arena, .roll = roll, .line = roll->line, .column = 1, .report = report};
    return roll_text_row(&roll->text, roll->separator, &out->text, report);
}

/* All of it was read, or is not needed. */
static void end_row(struct csv *csv)
{
    csv->at = csv->text.len;
    count_lines(csv);
    csv->roll->line = csv->line;
}

/* A list of addresses begins with one where it has no head. */
static bool is_headless(const struct roll *roll)
{
    struct str here = roll_text_here(&roll->text);
    struct str first = str_sub(here, 0, line_end(here, 0));
    return roll->kind->columns && str_find(first, STR("://"), 0) != STR_NONE;
}

static bool name_columns(struct arena *arena, struct roll *roll, struct report *report)
{
    const char *const *names = roll->kind->columns;
    roll->headless = true;
    while (*names && roll_add_column(arena, roll, str_from(*names), report)) {
        names++;
    }
    return !*names;
}

static bool read_head(struct arena *arena, struct roll *roll, struct report *report)
{
    struct csv csv;
    if (!begin_row(arena, roll, &csv, report)) {
        return false;
    }
    for (bool row_end = false; !row_end;) {
        struct field field;
        if (!read_field(&csv, &field, &row_end)) {
            return false;
        }
        if (field.text.len && roll_column(roll, field.text) != STR_NONE) {
            return fail_at(&csv, field, "two columns have one name");
        }
        if (!roll_add_column(arena, roll, field.text, report)) {
            return false;
        }
    }
    end_row(&csv);
    return true;
}

/* "sep=;" in a line of its own, as Excel wants it told. */
static void skip_separator(struct roll *roll)
{
    struct str here = roll_text_here(&roll->text);
    struct str first = str_sub(here, 0, line_end(here, 0));
    struct str told = str_trim_right(first);
    bool names = told.len == 5 && str_starts(told, "sep=");
    bool tab = str_is(told, "sep="); /* which was taken for a space */
    if (names || tab) {
        roll->separator = tab ? '\t' : told.ptr[4];
        roll_text_go(&roll->text, roll_text_place(&roll->text) + first.len);
        roll->line += str_ends(first, "\n");
    }
}

bool roll_begin_csv(struct arena *arena, struct roll *out, struct report *report)
{
    out->line = 1;
    if (!roll_text_separator(&out->text, &out->separator, report)) {
        return false;
    }
    skip_separator(out);
    bool read =
        roll_text_ended(&out->text) || (is_headless(out) ? name_columns(arena, out, report)
                                                         : read_head(arena, out, report));
    out->first_at = roll_text_place(&out->text);
    out->first_line = out->line;
    return read;
}

void roll_rewind_csv(struct roll *roll)
{
    roll_text_go(&roll->text, roll->first_at);
    roll->line = roll->first_line;
}

/* Spreadsheets write rows, and columns, that have nothing in them. */
static bool is_empty(const struct roll *roll, const struct roll_row *row)
{
    bool empty = true;
    for (size_t i = 0; empty && i < row->field_count && i < roll->column_count; i++) {
        empty = row->fields[i].text.len == 0;
    }
    return empty;
}

/* Begins with something, of which the first column has some. */
static bool is_row_at_sight(struct str text)
{
    unsigned char first = text.len ? (unsigned char)*text.ptr : 0;
    return ascii_is_alnum((char)first) || first >= 0x80;
}

static bool read_fields(struct csv *csv, struct roll_row *out)
{
    size_t columns = csv->roll->column_count;
    out->fields = ARENA_ARRAY(csv->arena, struct field, columns);
    if (!out->fields) {
        return report_out_of_memory(csv->report);
    }
    for (bool row_end = false; !row_end; out->field_count++) {
        struct field beyond, *field = &beyond;
        field = out->field_count < columns ? &out->fields[out->field_count] : field;
        if (!read_field(csv, field, &row_end)) {
            return false;
        }
    }
    return true;
}

bool roll_next_csv(struct arena *arena, struct roll *roll, bool wanted,
                   struct roll_row *out, bool *there, struct report *report)
{
    for (;;) {
        struct csv csv;
        *out = (struct roll_row){.line = roll->line};
        *there = false;
        if (!begin_row(arena, roll, &csv, report)) {
            return false;
        }
        if (csv.text.len == 0) {
            return true;
        }
        if (roll->given++ == roll->kind->row_limit) {
            return roll_tell_rows(roll, out->line, report);
        }
        bool sure =
            !wanted && is_row_at_sight(csv.text) && csv.text.ptr[0] != roll->separator;
        if (!sure && !read_fields(&csv, out)) {
            return false;
        }
        end_row(&csv);
        *there = sure || !is_empty(roll, out);
        if (*there) {
            return true;
        }
        roll->given--;
    }
}
