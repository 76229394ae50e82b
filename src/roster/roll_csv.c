/* Rows of a CSV file: the first one names the columns. Which of `,`, `;` and tab parts
 * fields is what stands in that most often outside quotes. */
#include "base/csv.h"
#include "base/lines.h"
#include "roster/roll.h"

struct csv {
    struct arena *arena;
    struct roll *roll;
    struct str text;
    char separator;
    size_t at;       /* of what is read next */
    uint32_t line;   /* of `at` */
    size_t counted;  /* up to where lines are counted */
    uint32_t column; /* of `at`, too */
    bool headless;   /* the columns have the names of the roll's kind */
    struct report *report;
};

char roll_find_separator(struct str text)
{
    static const char separators[] = ",;\t";
    size_t counts[3] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len && (quoted || text.ptr[i] != '\n'); i++) {
        quoted = quoted != (text.ptr[i] == '"');
        for (size_t k = 0; k < 3 && !quoted; k++) {
            counts[k] += text.ptr[i] == separators[k];
        }
    }
    for (size_t k = 1; k < 3; k++) {
        best = counts[k] > counts[best] ? k : best;
    }
    return separators[best];
}

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
    bool ends = rest.len == 0 || (rest.len == 1 && *rest.ptr == csv->separator);
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
        csv_field(csv->arena, csv->text, csv->separator, &csv->at, row_end);
    out->text = str_trim(value_text_or(value, (struct str){0}));
    return check_quotes(csv, from, *out);
}

/* A list of addresses begins with one where it has no head. */
static bool is_headless(const struct csv *csv)
{
    struct str first = str_sub(csv->text, csv->at, line_end(csv->text, csv->at));
    return csv->roll->kind->columns && str_find(first, STR("://"), 0) != STR_NONE;
}

static bool name_columns(struct csv *csv)
{
    const char *const *names = csv->roll->kind->columns;
    csv->headless = true;
    while (*names &&
           roll_add_column(csv->arena, csv->roll, str_from(*names), csv->report)) {
        names++;
    }
    return !*names;
}

static bool read_head(struct csv *csv)
{
    if (is_headless(csv)) {
        return name_columns(csv);
    }
    for (bool row_end = false; !row_end;) {
        struct field field;
        if (!read_field(csv, &field, &row_end)) {
            return false;
        }
        if (field.text.len && roll_column(csv->roll, field.text) != STR_NONE) {
            return fail_at(csv, field, "two columns have one name");
        }
        if (!roll_add_column(csv->arena, csv->roll, field.text, csv->report)) {
            return false;
        }
    }
    return true;
}

static void tell_count(struct csv *csv, struct roll_row *row, size_t count)
{
    row->failed = true;
    report_error(csv->report, (struct place){csv->roll->file, row->line, 1, 0},
                 csv->roll->kind->row_code,
                 csv->headless ? "the row has %zu fields, not %zu"
                               : "the row has %zu fields, the head %zu",
                 count, csv->roll->column_count);
}

/* Spreadsheets write rows, and columns, that have nothing in them. */
static bool is_empty(const struct roll_row *row, size_t count)
{
    bool empty = true;
    for (size_t i = 0; i < count; i++) {
        empty = empty && row->fields[i].text.len == 0;
    }
    return empty;
}

/* What stands in a column without a name would be lost. */
static void check_named(struct csv *csv, struct roll_row *row, size_t count)
{
    for (size_t i = 0; i < count && !row->failed; i++) {
        if (row->fields[i].text.len && csv->roll->columns[i].len == 0) {
            row->failed = !fail_at(csv, row->fields[i], "its column has no name");
        }
    }
}

static bool read_row(struct csv *csv)
{
    size_t columns = csv->roll->column_count, count = 0;
    count_lines(csv);
    struct field *fields = ARENA_ARRAY(csv->arena, struct field, columns);
    struct roll_row *row = roll_add(csv->arena, csv->roll, csv->line, csv->report);
    if (!row || !fields) {
        return row && report_out_of_memory(csv->report);
    }
    row->fields = fields;
    for (bool row_end = false; !row_end; count++) {
        struct field beyond, *field = count < columns ? &fields[count] : &beyond;
        if (!read_field(csv, field, &row_end)) {
            return false;
        }
    }
    if (is_empty(row, count < columns ? count : columns)) {
        csv->roll->count--;
    } else if (count != columns) {
        tell_count(csv, row, count);
    } else {
        check_named(csv, row, count);
    }
    return true;
}

/* "sep=;" in a line of its own, as Excel wants it told. */
static void skip_separator(struct csv *csv)
{
    struct str first = str_sub(csv->text, 0, line_end(csv->text, 0));
    struct str told = str_trim_right(first);
    if (told.len == 5 && str_starts(told, "sep=")) {
        csv->separator = told.ptr[4];
        csv->at = first.len;
    } else if (str_is(told, "sep=")) {
        csv->separator = '\t'; /* which was taken for a space */
        csv->at = first.len;
    }
}

bool roll_read_csv(struct arena *arena, struct str text, struct roll *out,
                   struct report *report)
{
    struct csv csv = {.arena = arena,
                      .roll = out,
                      .text = text,
                      .separator = roll_find_separator(text),
                      .line = 1,
                      .column = 1,
                      .report = report};
    skip_separator(&csv);
    bool read = csv.at >= text.len || read_head(&csv);
    while (read && csv.at < text.len) {
        read = read_row(&csv);
    }
    return read;
}
