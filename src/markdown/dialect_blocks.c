/* Containers, line by line: what is open stands in a stack, whose indented ones take four
 * columns each from the lines inside. Code in fences is passed over. One scan, no looking
 * ahead. */
#include "markdown/dialect_blocks.h"

#include "base/lines.h"
#include "markdown/dialect_names.h"

#define NO_BOX SIZE_MAX
#define BANGS (SYNTAX_BANGS | SYNTAX_FOLDS | SYNTAX_TABS)

static void pop(struct blocks *blocks, size_t count)
{
    while (blocks->open_count > count) {
        struct container *last = &blocks->open[--blocks->open_count];
        if (last->box != NO_BOX) {
            dialect_close_box(blocks->dialect, blocks->at, last->shown_indent, last->box);
        } else {
            rewriter_add(blocks->dialect->to, blocks->at, STR("\n"));
        }
    }
    if (blocks->code.length && blocks->code_depth > count) {
        blocks->code = (struct fence){0};
        blocks->code_box = NO_BOX;
    }
}

void blocks_push(struct blocks *blocks, struct container container)
{
    container.shown_indent = blocks->indent;
    if (blocks->open_count < DIALECT_DEPTH_LIMIT) {
        blocks->open[blocks->open_count++] = container;
    }
}

void blocks_open(struct blocks *blocks, struct container container, struct str name,
                 struct str title, bool no_default)
{
    struct dialect *dialect = blocks->dialect;
    enum callout callout = CALLOUT_BLOCK;
    bool known = dialect_find_callout(name, &callout);
    if (title.len == 0 && known && !no_default) {
        title = dialect_default_title(dialect->arena, name, callout);
    }
    container.box = NO_BOX;
    if (known || title.len) {
        container.box = dialect_open_box(dialect, blocks->at, blocks->indent, callout,
                                         title, blocks->whole);
    } else {
        rewriter_add(dialect->to, blocks->at, STR("\n"));
    }
    blocks_push(blocks, container);
}

static size_t count_taken(const struct blocks *blocks)
{
    size_t columns = 0;
    for (size_t i = 0; i < blocks->open_count; i++) {
        columns += blocks->open[i].taken;
    }
    return columns;
}

/* Indented containers end where a line with words is indented less; below a definition
 * there may be another. */
static void leave_indented(struct blocks *blocks)
{
    for (size_t i = 0; i < blocks->open_count; i++) {
        const struct container *open = &blocks->open[i];
        if (open->taken && blocks->columns < open->indent + open->taken) {
            blocks->below_terms = open->kind == CONTAINER_DEFINITION;
            pop(blocks, i);
            return;
        }
    }
}

static bool opens_block(struct str line)
{
    struct str info;
    return line_opens_item(line) || str_starts(line, "#") || str_starts(line, ": ") ||
           str_starts(line, ">") || code_fence_of(line, &info).length > 0;
}

/* A definition's words go on at a line that is not indented. */
static bool copy_lazy(struct blocks *blocks)
{
    const struct container *open =
        blocks->open_count ? &blocks->open[blocks->open_count - 1] : NULL;
    bool lazy = open && open->kind == CONTAINER_DEFINITION && !blocks->blank &&
                !blocks->code.length && blocks->columns < open->indent + open->taken &&
                !opens_block(blocks->line);
    if (lazy) {
        size_t start = (size_t)(blocks->line.ptr - blocks->dialect->to->text.ptr);
        rewriter_add(
            blocks->dialect->to, start,
            arena_format(blocks->dialect->arena, "%*s", (int)open->shown_indent, ""));
        rewriter_copy(blocks->dialect->to, start, blocks->end);
    }
    return lazy;
}

/* The line without `cut` columns of its indent; the rest of a tab that is cut stays. */
static void copy_line(struct blocks *blocks, size_t cut)
{
    size_t bytes, columns = indent_columns(blocks->whole, &bytes);
    if (cut == 0) {
        rewriter_copy(blocks->dialect->to, blocks->at, blocks->end);
        return;
    }
    for (size_t i = cut; i < columns; i++) {
        rewriter_add(blocks->dialect->to, blocks->at, STR(" "));
    }
    rewriter_copy(blocks->dialect->to, blocks->at + bytes, blocks->end);
}

/* The same up to a place in it. */
static void copy_line_up_to(struct blocks *blocks, size_t end)
{
    size_t line_end_was = blocks->end;
    blocks->end = end;
    copy_line(blocks, blocks->cut);
    blocks->end = line_end_was;
}

/* "title="x"" of MkDocs and Docusaurus, "[x]" of VitePress, behind the language. */
static struct str code_title(const struct blocks *blocks, struct str info)
{
    struct str title = dialect_attribute(info, "title");
    size_t open = str_find(info, STR(" ["), 0);
    size_t brace = str_starts(info, "{") ? str_find_byte(info, '}', 0) : STR_NONE;
    if (brace != STR_NONE && (blocks->dialect->options->syntax & SYNTAX_MYST)) {
        return str_trim(str_skip(info, brace + 1)); /* of a directive that is not known */
    }
    if (title.len == 0 && open != STR_NONE && str_ends(info, "]") &&
        (blocks->dialect->options->syntax & SYNTAX_COLONS)) {
        title = str_sub(info, open + 2, info.len - 1);
    }
    return title;
}

/* What hides the lines of code in mdBook that begin with it: of the language, or named
 * behind it; empty: nothing does. */
static struct str hiding_mark(const struct blocks *blocks, struct str info)
{
    const struct markdown_options *options = blocks->dialect->options;
    size_t end = 0;
    while (end < info.len && (ascii_is_alnum(info.ptr[end]) || info.ptr[end] == '_')) {
        end++;
    }
    struct str language = str_sub(info, 0, end), none = {0};
    struct str own = dialect_attribute(str_skip(info, end), "hidelines");
    if (!(options->syntax & SYNTAX_BOOK)) {
        return none;
    }
    if (own.len || str_is(language, "rust")) {
        return own.len ? own : STR("# ");
    }
    return value_text_or(value_get(options->hidden_marks, language), none);
}

static void open_code(struct blocks *blocks, struct fence fence, struct str info)
{
    struct str title = code_title(blocks, info);
    blocks->code = fence;
    blocks->code_depth = blocks->open_count;
    blocks->code_cut = blocks->cut;
    blocks->code_indent = blocks->indent;
    blocks->code_box = NO_BOX;
    blocks->code_mark = hiding_mark(blocks, info);
    if (title.len && blocks->line.ptr[0] == fence.mark) {
        blocks->code_box = dialect_open_box(blocks->dialect, blocks->at, blocks->indent,
                                            CALLOUT_BLOCK, title, (struct str){0});
    }
    copy_line(blocks, blocks->code_cut);
}

/* The line without the marks of quotes that it stands in. */
static struct str quoted_line(struct str line)
{
    while (str_starts(line, ">")) {
        line = str_trim_left(str_skip(line, 1));
    }
    return line;
}

/* Rust's "# x" is run, not shown; "##x" is shown as "#x". */
static bool is_hidden(struct blocks *blocks)
{
    struct str line = quoted_line(blocks->line), mark = blocks->code_mark;
    bool hides = mark.len && str_eq(str_sub(line, 0, mark.len), mark);
    if (!str_is(mark, "# ") || !str_starts(line, "#")) {
        return hides;
    }
    if (str_starts(line, "##")) {
        size_t sign = (size_t)(line.ptr - blocks->dialect->to->text.ptr);
        rewriter_copy(blocks->dialect->to, blocks->at, sign);
        rewriter_copy(blocks->dialect->to, sign + 1, blocks->end);
        return true;
    }
    return hides || line.len == 1;
}

static void code_line(struct blocks *blocks)
{
    bool closes = code_fence_closes(blocks->whole, &blocks->code);
    if (!closes && is_hidden(blocks)) {
        return;
    }
    copy_line(blocks, blocks->code_cut);
    if (closes) {
        blocks->code.length = 0;
        if (blocks->code_box != NO_BOX) {
            dialect_close_box(blocks->dialect, blocks->at, blocks->code_indent,
                              blocks->code_box);
        }
    }
}

/* A line of marks alone closes the innermost container that it can close. */
static bool close_marked(struct blocks *blocks)
{
    struct str line = blocks->line;
    char mark = line.len ? line.ptr[0] : '\0';
    size_t length = 0;
    while (length < line.len && line.ptr[length] == mark) {
        length++;
    }
    if (length != line.len || length < 3 || !ascii_set_has(":/`~", mark)) {
        return false;
    }
    size_t index = blocks->open_count, any = SIZE_MAX;
    while (index > 0) {
        const struct container *container = &blocks->open[--index];
        bool same = container->kind != CONTAINER_INDENT && container->fence.mark == mark;
        if (same && container->fence.length <= length) {
            pop(blocks, index);
            return true;
        }
        any = same && any == SIZE_MAX ? index : any;
    }
    if (mark == ':' && any != SIZE_MAX) {
        pop(blocks, any); /* pandoc: any count closes */
        return true;
    }
    return false;
}

/* MyST: "(label)=" is the anchor of what follows. */
static bool read_label(struct blocks *blocks)
{
    struct str line = blocks->line;
    bool label = (blocks->dialect->options->syntax & SYNTAX_MYST) && line.len > 3 &&
                 line.ptr[0] == '(' && str_ends(line, ")=") &&
                 str_find_byte(line, ')', 0) == line.len - 2;
    if (label) {
        dialect_add_anchor(blocks->dialect, blocks->at, blocks->indent,
                           str_sub(line, 1, line.len - 2), blocks->whole);
    }
    return label;
}

/* MyST: "+++" parts cells, and shows nothing. */
static bool skip_break(struct blocks *blocks)
{
    bool parts = (blocks->dialect->options->syntax & SYNTAX_MYST) &&
                 str_starts(blocks->line, "+++") &&
                 (blocks->line.len == 3 || blocks->line.ptr[3] == ' ');
    if (parts) {
        rewriter_add(blocks->dialect->to, blocks->at, STR("\n"));
    }
    return parts;
}

/* Where the site's own contents stand, and MyST's comments: nothing is shown. */
static bool skip_line(struct blocks *blocks)
{
    static const struct {
        unsigned syntax;
        const char *line;
    } marks[] = {
        {SYNTAX_VUE, "[[toc]]"},
        {SYNTAX_VUE, "[[_toc_]]"},
        {SYNTAX_PYTHON, "[toc]"},
    };
    unsigned syntax = blocks->dialect->options->syntax;
    bool skip = (syntax & SYNTAX_MYST) && str_starts(blocks->whole, "%");
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        skip = skip || ((syntax & marks[i].syntax) && blocks->indent < 4 &&
                        str_eq_ignore_case(blocks->line, str_from(marks[i].line)));
    }
    if (skip) {
        rewriter_add(blocks->dialect->to, blocks->at, STR("\n"));
    }
    return skip;
}

/* MkDocs: "*[name]: title" shows nothing by itself. */
static bool read_abbreviation(struct blocks *blocks)
{
    struct dialect *dialect = blocks->dialect;
    struct str line = blocks->line;
    size_t end = (dialect->options->syntax & SYNTAX_ABBREVIATIONS) && str_starts(line, "*[")
                     ? str_find(line, STR("]:"), 0)
                     : STR_NONE;
    if (end == STR_NONE || end == 2 || blocks->indent >= 4) {
        return false;
    }
    if (arena_grow(dialect->arena, &dialect->abbreviations, dialect->abbreviation_count,
                   &dialect->abbreviation_capacity, sizeof *dialect->abbreviations)) {
        dialect->abbreviations[dialect->abbreviation_count++] = (struct abbreviation){
            .name = str_sub(line, 2, end), .title = str_trim(str_skip(line, end + 2))};
    }
    rewriter_add(dialect->to, blocks->at, STR("\n"));
    return true;
}

/* Python-Markdown: a link's definition may stand right below text, and what is Markdown in
 * or behind an element's tag may stand on the next line. */
static void part_from_above(struct blocks *blocks, bool below_text)
{
    struct str line = blocks->line;
    size_t end = str_starts(line, "[") && blocks->indent < 4 ? str_find(line, STR("]:"), 0)
                                                             : STR_NONE;
    bool definition = end != STR_NONE && below_text && !blocks->blank;
    bool tag = blocks->below_tag && !str_starts(line, "<");
    if ((blocks->dialect->options->syntax & SYNTAX_PYTHON) && (definition || tag)) {
        rewriter_add(blocks->dialect->to, blocks->at, STR("\n"));
    }
    if ((blocks->dialect->options->syntax & SYNTAX_PYTHON) && end != STR_NONE &&
        str_starts(line, "[^")) {
        blocks->cut += blocks->indent; /* a note is never an item's */
    }
    if ((blocks->dialect->options->syntax & SYNTAX_PANDOC) && str_starts(line, ": ") &&
        !blocks->blank) {
        rewriter_add(blocks->dialect->to, blocks->at, STR("\n")); /* a table's caption */
    }
    bool closes = str_starts(line, "</") && str_ends(line, ">");
    bool holds = str_starts(line, "<") && str_find(line, STR(" markdown"), 0) != STR_NONE &&
                 str_find_byte(line, '>', 0) == line.len - 1;
    blocks->below_tag = closes || holds;
}

static bool open_container(struct blocks *blocks)
{
    unsigned syntax = blocks->dialect->options->syntax;
    if ((blocks->indent >= 4 && !blocks->in_list) ||
        blocks->open_count == DIALECT_DEPTH_LIMIT) {
        return false;
    }
    return ((syntax & SYNTAX_PANDOC) && blocks_read_grid(blocks)) ||
           ((syntax & SYNTAX_PROGRAMS) && blocks_read_object(blocks)) ||
           ((syntax & SYNTAX_PYTHON) && blocks_read_element(blocks)) ||
           ((syntax & SYNTAX_COLONS) && blocks_open_colons(blocks)) ||
           ((syntax & BANGS) && blocks_open_bangs(blocks)) ||
           ((syntax & SYNTAX_SLASHES) && blocks_open_slashes(blocks));
}

/* What opens a container behind an item's mark stands on a line below it. */
static void part_from_item(struct blocks *blocks)
{
    unsigned syntax = blocks->dialect->options->syntax;
    struct str rest = line_item_text(blocks->line);
    struct str inside = str_trim_left(rest);
    size_t run = 0;
    while (run < inside.len && inside.ptr[run] == inside.ptr[0]) {
        run++;
    }
    bool mark = run >= 3 && run < inside.len;
    bool colons = mark && (syntax & SYNTAX_COLONS) && inside.ptr[0] == ':';
    bool fence = mark && (syntax & SYNTAX_MYST) && inside.ptr[run] == '{' &&
                 ascii_set_has("`~", inside.ptr[0]);
    if ((!colons && !fence) || blocks->indent >= 4) {
        return;
    }
    size_t width = (size_t)(inside.ptr - blocks->line.ptr);
    copy_line_up_to(blocks, (size_t)(inside.ptr - blocks->dialect->to->text.ptr));
    blocks->at += (size_t)(inside.ptr - blocks->whole.ptr);
    blocks->whole = blocks->line = inside;
    blocks->columns += width;
    blocks->indent += width;
    rewriter_add(blocks->dialect->to, blocks->at,
                 arena_format(blocks->dialect->arena, "\n%*s", (int)blocks->indent, ""));
}

static void text_line(struct blocks *blocks)
{
    part_from_item(blocks);
    struct str info;
    struct fence fence = code_fence_of(blocks->whole, &info);
    bool below_text = blocks->below_terms;
    blocks->below_terms = false;
    if (read_label(blocks) || read_abbreviation(blocks) || skip_break(blocks) ||
        skip_line(blocks) || close_marked(blocks)) {
        return;
    }
    bool directive = fence.length && blocks->line.ptr[0] == fence.mark &&
                     str_starts(info, "{") &&
                     (blocks->dialect->options->syntax & SYNTAX_MYST);
    if (directive && blocks_open_directive(blocks, fence, info, false)) {
        return;
    }
    bool cell = fence.length && blocks->line.ptr[0] == fence.mark &&
                str_starts(info, "{") && (blocks->dialect->options->syntax & SYNTAX_PANDOC);
    if (cell && blocks_open_cell(blocks, fence, info)) {
        return;
    }
    if (fence.length) {
        open_code(blocks, fence, info);
    } else if (!open_container(blocks)) {
        part_from_above(blocks, below_text);
        blocks->below_terms = !ascii_set_has("#>|", blocks->line.ptr[0]);
        copy_line(blocks, blocks->cut);
    }
}

static void text_or_definition(struct blocks *blocks)
{
    bool opened = (blocks->dialect->options->syntax & SYNTAX_DEFINITIONS) &&
                  blocks->open_count < DIALECT_DEPTH_LIMIT &&
                  blocks_open_definition(blocks);
    text_line(blocks);
    blocks->below_terms = blocks->below_terms && !opened;
}

static void read_line(struct blocks *blocks)
{
    struct str text = blocks->dialect->to->text;
    size_t bytes;
    blocks->whole = str_trim_right(str_sub(text, blocks->at, blocks->end));
    blocks->columns = indent_columns(blocks->whole, &bytes);
    blocks->line = str_skip(blocks->whole, bytes);
    if (blocks->line.len == 0) {
        rewriter_copy(blocks->dialect->to, blocks->at, blocks->end);
        blocks->below_terms = blocks->below_terms && !blocks->blank;
        blocks->blank = true;
        return;
    }
    if (copy_lazy(blocks)) {
        return;
    }
    leave_indented(blocks);
    blocks->indent = blocks->columns - count_taken(blocks);
    if (blocks->code.length) {
        blocks->blank = false;
        code_line(blocks);
        return;
    }
    bool note =
        str_starts(blocks->line, "[^") && str_find(blocks->line, STR("]:"), 0) != STR_NONE;
    bool item = note || line_opens_item(blocks->whole);
    blocks->in_list = item || (blocks->in_list && blocks->indent > 0);
    blocks->cut = blocks->columns - blocks->indent;
    if ((blocks->dialect->options->syntax & SYNTAX_MDX) && blocks->indent >= 4 &&
        !blocks->in_list) {
        blocks->cut =
            blocks->columns; /* MDX has no indented code: components indent their text */
        blocks->indent = 0;
    }
    text_or_definition(blocks);
    blocks->blank = false;
}

bool dialect_rewrite_blocks(struct dialect *dialect)
{
    struct blocks *blocks = ARENA_NEW(dialect->arena, struct blocks);
    if (!blocks) {
        return false;
    }
    blocks->dialect = dialect;
    blocks->code_box = NO_BOX;
    for (size_t at = 0; at < dialect->to->text.len; at = blocks->end) {
        blocks->at = at;
        blocks->end = line_end(dialect->to->text, at);
        read_line(blocks);
    }
    blocks->at = dialect->to->text.len ? dialect->to->text.len - 1 : 0;
    pop(blocks, 0);
    return true;
}
