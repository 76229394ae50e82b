/* Tables that are not GitHub's: MyST's of comma-separated values and pandoc's grids. Both
 * become a list of rows, each a list of cells, in a box that is made a table in the tree.
 */
#include "base/buf.h"
#include "base/csv.h"
#include "base/lines.h"
#include "base/utf8.h"
#include "markdown/dialect_blocks.h"

#define COLUMN_LIMIT 64 /* of a grid; one with more stays text */

/* Each cell's lines stand below its first one. */
static void add_cell(struct buf *out, size_t indent, bool first, struct str cell)
{
    buf_add_format(out, "%*s%s", (int)indent, "", first ? "* -" : "  -");
    bool begun = false;
    for (size_t at = 0; at < cell.len; at = line_end(cell, at)) {
        struct str line = str_trim_right(str_sub(cell, at, line_end(cell, at)));
        if (line.len || begun) {
            bool blank = line.len == 0;
            buf_add_format(out, "%*s", blank ? 0 : begun ? (int)indent + 4 : 1, "");
            buf_add(out, line);
            buf_add_byte(out, '\n');
            begun = true;
        }
    }
    buf_add_text(out, begun ? "" : "\n");
}

static void add_box(struct blocks *blocks, struct str title, size_t head_rows,
                    size_t head_columns, struct str widths, struct str rows)
{
    struct dialect *dialect = blocks->dialect;
    size_t box = dialect_open_box(dialect, blocks->at, blocks->indent, CALLOUT_BLOCK, title,
                                  (struct str){0});
    if (box < dialect->box_count) {
        dialect->boxes[box].kind = BOX_TABLE;
        dialect->boxes[box].head_rows = head_rows;
        dialect->boxes[box].head_columns = head_columns;
        dialect->boxes[box].widths = widths;
    }
    rewriter_add(dialect->to, blocks->at, STR("\n"));
    rewriter_add(dialect->to, blocks->at, rows);
    dialect_close_box(dialect, blocks->at, blocks->indent, box);
}

/* Comma-separated values */

static size_t widest_row(struct arena *arena, struct str text, char separator)
{
    size_t widest = 0;
    for (size_t at = 0; at < text.len && !arena_failed(arena);) {
        bool end = false;
        for (size_t count = 1; !end; count++) {
            (void)csv_field(arena, text, separator, &at, &end);
            widest = count > widest ? count : widest;
        }
    }
    return widest;
}

static size_t add_rows(struct blocks *blocks, struct buf *out, struct str text,
                       char separator, size_t columns)
{
    struct arena *arena = blocks->dialect->arena;
    size_t count = 0;
    for (size_t at = 0; at < text.len && !arena_failed(arena);) {
        size_t stop = line_end(text, at);
        if (str_trim(str_sub(text, at, stop)).len == 0) {
            at = stop;
            continue;
        }
        bool end = false;
        for (size_t i = 0; !end || i < columns; i++) {
            struct value cell =
                end ? value_nil() : csv_field(arena, text, separator, &at, &end);
            struct str words = str_trim(value_text_or(cell, (struct str){0}));
            add_cell(out, blocks->indent, i == 0, words);
        }
        count++;
    }
    return count;
}

static size_t number_of(struct str text, size_t otherwise)
{
    return text.len == 1 && ascii_is_digit(text.ptr[0]) ? (size_t)(text.ptr[0] - '0')
                                                        : otherwise;
}

void blocks_add_csv(struct blocks *blocks, struct str text, struct str title)
{
    struct dialect *dialect = blocks->dialect;
    const struct markdown_host *host = dialect->options->host;
    struct str header = directive_option(text, "header");
    struct str delimiter = directive_option(text, "delim");
    struct str file = directive_option(text, "file");
    struct str rows = str_skip(text, directive_options_end(text)), other;
    if (file.len && host && host->read &&
        host->read(host->data, file, &other) == MARKDOWN_PART_FOUND) {
        rows = other;
    } else if (file.len || directive_option(text, "url").len) {
        dialect_lose(dialect, blocks->at, STR("csv-table"));
    }
    char separator = delimiter.len == 1           ? delimiter.ptr[0]
                     : str_is(delimiter, "tab")   ? '\t'
                     : str_is(delimiter, "space") ? ' '
                                                  : ',';
    size_t columns = widest_row(dialect->arena, rows, separator);
    size_t head = widest_row(dialect->arena, header, separator);
    columns = head > columns ? head : columns;
    struct buf out = {.kept_in = dialect->arena};
    size_t heads = header.len ? add_rows(blocks, &out, header, separator, columns) : 0;
    heads += number_of(directive_option(text, "header-rows"), 0);
    (void)add_rows(blocks, &out, rows, separator, columns);
    add_box(blocks, title, heads, number_of(directive_option(text, "stub-columns"), 0),
            directive_option(text, "widths"), arena_take(dialect->arena, &out));
}

/* Grids */

struct grid {
    size_t edges[COLUMN_LIMIT + 1]; /* columns of "+", from the line's first character */
    size_t count;
    struct buf cells[COLUMN_LIMIT]; /* of the row that is read */
};

static bool is_edge(struct str line)
{
    bool edge = line.len > 2 && line.ptr[0] == '+' && str_ends(line, "+");
    for (size_t i = 0; i < line.len && edge; i++) {
        edge = ascii_set_has("+-=:", line.ptr[i]);
    }
    return edge;
}

/* The byte that the column's character begins with; the line's length beyond its end. */
static size_t byte_at(struct str line, size_t column)
{
    size_t at = 0;
    while (column > 0 && at < line.len) {
        size_t len;
        (void)utf8_decode(line, at, &len);
        at += len;
        column--;
    }
    return at;
}

static bool find_edges(struct grid *grid, struct str line)
{
    grid->count = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '+') {
            if (grid->count > COLUMN_LIMIT) {
                return false;
            }
            grid->edges[grid->count++] = i;
        }
    }
    return grid->count > 1;
}

/* A cell that spans columns is in the first of them. */
static void read_row_line(struct grid *grid, struct str line)
{
    size_t start = 1, cell = 0;
    for (size_t i = 1; i < grid->count; i++) {
        size_t edge = byte_at(line, grid->edges[i]);
        bool wall = edge >= line.len || line.ptr[edge] == '|' || line.ptr[edge] == '+';
        if (!wall) {
            continue;
        }
        struct str part = str_trim_right(str_sub(line, start, edge));
        buf_add(&grid->cells[cell], str_skip(part, str_starts(part, " ") ? 1 : 0));
        buf_add_byte(&grid->cells[cell], '\n');
        start = edge + 1;
        cell = i;
    }
}

static bool end_row(struct blocks *blocks, struct grid *grid, struct buf *out)
{
    bool any = false;
    for (size_t i = 0; i + 1 < grid->count; i++) {
        any = any || str_trim(buf_str(&grid->cells[i])).len;
    }
    for (size_t i = 0; i + 1 < grid->count; i++) {
        if (any) {
            add_cell(out, blocks->indent, i == 0, buf_str(&grid->cells[i]));
        }
        buf_clear(&grid->cells[i]);
        grid->cells[i] = (struct buf){.kept_in = blocks->dialect->arena};
    }
    return any;
}

/* Up to the line that is no part of it; STR_NONE: it does not end in an edge. */
static size_t grid_end(struct blocks *blocks)
{
    struct str text = blocks->dialect->to->text;
    bool edge = false;
    size_t rows = 0, at = blocks->at;
    if (at < blocks->no_grid) {
        return STR_NONE;
    }
    while (at < text.len) {
        struct str line = str_trim(str_sub(text, at, line_end(text, at)));
        if (line.len == 0 || !ascii_set_has("+|", line.ptr[0])) {
            break;
        }
        edge = is_edge(line);
        rows += edge ? 0 : 1;
        at = line_end(text, at);
    }
    blocks->no_grid = at;
    return edge && rows ? at : STR_NONE;
}

bool blocks_read_grid(struct blocks *blocks)
{
    struct arena *arena = blocks->dialect->arena;
    struct str text = blocks->dialect->to->text;
    size_t end = is_edge(blocks->line) ? grid_end(blocks) : STR_NONE;
    struct grid *grid = end == STR_NONE ? NULL : ARENA_NEW(arena, struct grid);
    if (!grid || !find_edges(grid, blocks->line)) {
        return false;
    }
    struct buf out = {.kept_in = arena};
    size_t rows = 0, heads = 0;
    (void)end_row(blocks, grid, &out); /* makes its cells ready */
    for (size_t at = blocks->end; at < end; at = line_end(text, at)) {
        struct str line = str_trim(str_sub(text, at, line_end(text, at)));
        if (!is_edge(line)) {
            read_row_line(grid, line);
            continue;
        }
        rows += end_row(blocks, grid, &out) ? 1 : 0;
        heads = str_find_byte(line, '=', 0) != STR_NONE && heads == 0 ? rows : heads;
    }
    add_box(blocks, (struct str){0}, heads, 0, (struct str){0}, arena_take(arena, &out));
    blocks->end = end;
    return true;
}
