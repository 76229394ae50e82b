/* Tables: lines with '|' between two boundaries. A line of dashes splits rows into
 * head and bodies, one of '=' begins the foot. Pipes in code spans, in <code> and
 * behind a backslash belong to their cell. */
#include "markdown/kramdown_block_readers.h"
#include "markdown/kramdown_html.h"
#include "markdown/kramdown_line.h"

enum table_line { TABLE_NONE, TABLE_ROW, TABLE_DASHES, TABLE_EQUALS };

static bool has_pipe(struct str text, size_t at, size_t end)
{
    for (; at < end; at++) {
        if (text.ptr[at] == '|' && (at == 0 || text.ptr[at - 1] != '\\')) {
            return true;
        }
    }
    return false;
}

/* Every line of a table has a pipe, separators too. */
static enum table_line line_kind(struct str text, size_t at, size_t end)
{
    bool dash = false, equals = false, only = true;
    for (size_t i = at; i < end && text.ptr[i] != '\n'; i++) {
        switch (text.ptr[i]) {
        case '-': dash = true; break;
        case '=': equals = true; break;
        case '|':
        case '+':
        case ':':
        case ' ':
        case '\t': break;
        default: only = false; break;
        }
    }
    if (!has_pipe(text, at, end)) {
        return TABLE_NONE;
    }
    return !only || dash == equals ? TABLE_ROW : dash ? TABLE_DASHES : TABLE_EQUALS;
}

/* Behind the code span or <code> element that begins at `at`, or `at`. */
static size_t skip_code(struct str text, size_t at, size_t end)
{
    if (text.ptr[at] == '`') {
        size_t count = 0;
        while (at + count < end && text.ptr[at + count] == '`') {
            count++;
        }
        bool lonely = count == 1 && (at == 0 || ascii_is_space(text.ptr[at - 1])) &&
                      at + 1 < end && ascii_is_space(text.ptr[at + 1]);
        size_t close = lonely ? STR_NONE
                              : str_find(str_sub(text, 0, end),
                                         str_sub(text, at, at + count), at + count);
        return close == STR_NONE ? at : close + count;
    }
    if (str_starts(str_sub(text, at, end), "<code")) {
        size_t close = str_find(str_sub(text, 0, end), STR("</code>"), at);
        return close == STR_NONE ? at : close + strlen("</code>");
    }
    return at;
}

#define BARREN_LIMIT 8 /* searches in vain per row: further marks are text */

/* Behind the mark at `at` that begins nothing: a run of backticks goes as one. */
static size_t skip_mark(struct str text, size_t at, size_t end)
{
    char mark = text.ptr[at++];
    while (mark == '`' && at < end && text.ptr[at] == '`') {
        at++;
    }
    return at;
}

/* The next pipe that ends a cell, or `end`. */
static size_t cell_end(struct str text, size_t at, size_t end)
{
    size_t barren = 0;
    while (at < end) {
        char c = text.ptr[at];
        if (c == '\\' && at + 1 < end &&
            (text.ptr[at + 1] == '|' || text.ptr[at + 1] == '`')) {
            at += 2;
        } else if (c == '|') {
            return at;
        } else if ((c == '`' || c == '<') && barren < BARREN_LIMIT) {
            size_t next = skip_code(text, at, end);
            barren += next == at;
            at = next == at ? skip_mark(text, at, end) : next;
        } else {
            at++;
        }
    }
    return end;
}

struct table_reader {
    struct container *c;
    struct node *table;
    size_t from, to; /* the lines */
    size_t columns;
    uint8_t *aligns;
    size_t align_count, align_capacity;
    bool leading;       /* its first line begins with a pipe: rows do */
    struct node *begin; /* the first row of the part being read, or NULL */
    bool parted, foot;  /* a part is read; what follows is the foot */
};

/* A cell's text waits for the span pass; escaped pipes lose their backslash on the way. */
static void add_cell(struct table_reader *r, struct node *row, size_t from, size_t to)
{
    struct container *c = r->c;
    struct str text = c->source->text;
    while (from < to && ascii_is_space(text.ptr[from])) {
        from++;
    }
    while (to > from && ascii_is_space(text.ptr[to - 1])) {
        to--;
    }
    struct node *cell = kramdown_node(c->k, NODE_CELL, c->source, from);
    if (!cell) {
        return;
    }
    node_append(row, cell);
    struct source_builder builder = {0};
    size_t start = from;
    for (size_t i = from, barren = 0; i + 1 < to; i++) {
        if (text.ptr[i] == '`' && barren < BARREN_LIMIT) {
            size_t next = skip_code(text, i, to);
            barren += next == i;
            i = next == i ? i : next - 1;
        } else if (text.ptr[i] == '\\' && text.ptr[i + 1] == '|') {
            builder_add(c->k->arena, &builder, str_sub(text, start, i),
                        source_origin(c->source, start));
            start = i + 1;
            i++;
        }
    }
    if (start == from) {
        texts_add(c->k, cell, c->source, from, to);
        return;
    }
    builder_add(c->k->arena, &builder, str_sub(text, start, to),
                source_origin(c->source, start));
    struct source *source = builder_take(c->k->arena, &builder);
    if (source) {
        texts_add(c->k, cell, source, 0, source->text.len);
    }
}

static void read_row(struct table_reader *r, size_t at, size_t end)
{
    struct container *c = r->c;
    struct str text = c->source->text;
    at += line_indent(text, at, NULL);
    struct node *row = kramdown_node(c->k, NODE_ROW, c->source, at);
    if (!row) {
        return;
    }
    node_append(r->table, row);
    r->begin = r->begin ? r->begin : row;
    while (end > at && ascii_is_space(text.ptr[end - 1])) {
        end--;
    }
    if (at < end && text.ptr[at] == '|' && r->leading) {
        at++;
    }
    size_t count = 0;
    while (at < end) {
        size_t pipe = cell_end(text, at, end);
        add_cell(r, row, at, pipe);
        count++;
        at = pipe + 1;
    }
    r->columns = count > r->columns ? count : r->columns;
}

static void add_align(struct table_reader *r, uint8_t align)
{
    if (arena_grow(r->c->k->arena, &r->aligns, r->align_count, &r->align_capacity, 1)) {
        r->aligns[r->align_count++] = align;
    }
}

/* Every run of dashes is a column, with a colon on either side or both. */
static void read_aligns(struct table_reader *r, size_t at, size_t end)
{
    struct str text = str_sub(r->c->source->text, 0, end);
    for (size_t from = at; (at = str_find_byte(text, '-', from)) != STR_NONE;) {
        bool left = at > from && text.ptr[at - 1] == ':';
        while (at < end && text.ptr[at] == '-') {
            at++;
        }
        bool right = at < end && text.ptr[at] == ':';
        add_align(r, left && right ? ALIGN_CENTER
                     : left        ? ALIGN_LEFT
                     : right       ? ALIGN_RIGHT
                                   : ALIGN_NONE);
        from = at + right;
    }
}

/* The rows since the last separator are a part of their own. */
static void end_part(struct table_reader *r, enum row_section section)
{
    for (struct node *row = r->begin; row; row = row->next) {
        const struct node *before = node_previous(row);
        row->section = (uint8_t)section;
        row->level = row == r->begin && before && before->section == section;
        for (struct node *cell = row->first; cell; cell = cell->next) {
            cell->header = section == ROW_HEAD;
        }
    }
    r->parted = r->parted || r->begin;
    r->begin = NULL;
}

static void settle_cells(struct table_reader *r)
{
    struct kramdown *k = r->c->k;
    size_t cells = 0;
    for (struct node *row = r->table->first; row; row = row->next) {
        size_t index = 0;
        for (struct node *cell = row->first; cell; cell = cell->next) {
            cell->align = index < r->align_count ? r->aligns[index] : ALIGN_NONE;
            index++;
        }
        /* Short rows are filled up, but not so that one long row makes its square. */
        for (; index < r->columns && cells < (r->to - r->from) * 4 + 1024;
             index++, cells++) {
            struct node *cell = kramdown_node(k, NODE_CELL, r->c->source, r->from);
            if (!cell) {
                return;
            }
            cell->spot = row->spot;
            cell->header = row->section == ROW_HEAD;
            cell->align = index < r->align_count ? r->aligns[index] : ALIGN_NONE;
            node_append(row, cell);
        }
    }
}

static void read_lines(struct table_reader *r)
{
    struct str text = r->c->source->text;
    for (size_t at = r->from; at < r->to;) {
        size_t end = line_end(text, at);
        switch (line_kind(text, at, end)) {
        case TABLE_DASHES:
            if (r->begin && !r->foot) {
                if (!r->parted) {
                    read_aligns(r, at, end);
                }
                end_part(r, r->parted ? ROW_BODY : ROW_HEAD);
            }
            break;
        case TABLE_EQUALS:
            end_part(r, ROW_BODY);
            r->foot = true;
            break;
        case TABLE_ROW:
        case TABLE_NONE: read_row(r, at, end); break;
        }
        at = end;
    }
    end_part(r, r->foot ? ROW_FOOT : ROW_BODY);
}

/* Behind the span element that begins at `at`, which may stay open, or `at`. */
static size_t skip_element(struct arena *arena, struct str text, size_t at, size_t to)
{
    struct html_tag tag;
    if (!html_tag_at(arena, str_sub(text, 0, to), at, &tag) || tag.closing ||
        html_is_block(tag.name)) {
        return at;
    }
    if (tag.empty || html_is_void(tag.name)) {
        return tag.end;
    }
    size_t end = html_find_end_tag(text, tag.name, tag.end, to);
    return end == STR_NONE ? to : end;
}

static size_t skip_span(struct arena *arena, struct str text, size_t at, size_t to)
{
    return text.ptr[at] == '`'   ? skip_code(text, at, to)
           : text.ptr[at] == '<' ? skip_element(arena, text, at, to)
                                 : at;
}

struct pipe_search {
    struct arena *arena;
    struct str text;
    size_t at, to;
    size_t barren; /* spans looked for in vain */
    bool pipe;     /* the line has one */
};

/* Whether the line that ends has its pipe. The next one needs none when it begins with a
 * span. */
static bool end_line(struct pipe_search *s)
{
    bool had = s->pipe;
    s->at++;
    s->pipe = s->barren < BARREN_LIMIT && s->at < s->to &&
              skip_span(s->arena, s->text, s->at, s->to) > s->at;
    return had;
}

/* Code or an element; one that goes on over line ends needs a pipe before it. */
static bool pass_span(struct pipe_search *s)
{
    size_t next = skip_span(s->arena, s->text, s->at, s->to);
    if (next == s->at) {
        s->barren++;
        s->at = skip_mark(s->text, s->at, s->to);
        return true;
    }
    bool had = s->pipe;
    bool over = str_find_byte(str_sub(s->text, 0, next), '\n', s->at) != STR_NONE;
    s->pipe = had && !over;
    s->at = next;
    return had || !over;
}

/* Every line needs a pipe outside code. */
static bool pipes_on_all_lines(struct arena *arena, struct str text, size_t from, size_t to)
{
    struct pipe_search s = {.arena = arena, .text = text, .at = from, .to = to};
    bool good = true;
    while (good && s.at < to) {
        char c = text.ptr[s.at];
        if (c == '\n') {
            good = end_line(&s);
        } else if (c == '\\' && s.at + 1 < to && text.ptr[s.at + 1] != '\n') {
            s.at += 2;
        } else if ((c == '`' || c == '<') && s.barren < BARREN_LIMIT) {
            good = pass_span(&s);
        } else {
            s.pipe = s.pipe || c == '|';
            s.at++;
        }
    }
    return good;
}

/* The end of the lines that may be a table's. `*body` says whether one has rows that are
 * neither head nor foot. */
static size_t table_end(struct str text, size_t from, bool *body)
{
    size_t at = from;
    bool rows = false, parted = false, foot = false;
    *body = false;
    while (at < text.len && !line_is_blank(text, at)) {
        size_t end = line_end(text, at);
        enum table_line kind = line_kind(text, at, end);
        if (kind == TABLE_NONE ||
            (at == from && (kind == TABLE_EQUALS || !has_pipe(text, at, end)))) {
            break;
        }
        if (kind == TABLE_ROW) {
            rows = true;
        } else if (rows && (kind == TABLE_EQUALS || !foot)) {
            *body = *body || parted || kind == TABLE_EQUALS;
            parted = true;
            rows = false;
        }
        foot = foot || kind == TABLE_EQUALS;
        at = end;
    }
    *body = *body || (rows && !foot);
    return at;
}

bool block_read_table(struct container *c)
{
    struct str text = c->source->text;
    if (!block_at_boundary(c)) {
        return false;
    }
    bool body;
    size_t at = table_end(text, c->at, &body);
    if (!body || !block_boundary_at(c, at) ||
        !pipes_on_all_lines(c->k->arena, text, c->at, at)) {
        c->pending = at > c->at ? NULL : c->pending; /* a table that fails loses its {: } */
        return false;
    }
    struct node *table = kramdown_node(c->k, NODE_TABLE, c->source, c->at);
    if (!table) {
        return false;
    }
    block_add(c, table);
    struct table_reader r = {.c = c, .table = table, .from = c->at, .to = at};
    r.leading = text.ptr[c->at + line_indent(text, c->at, NULL)] == '|';
    read_lines(&r);
    settle_cells(&r);
    c->at = at;
    return true;
}
