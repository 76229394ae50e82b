/* pandoc's and Quarto's additions. In the text: notes within lines, what stands beside
 * them, raw TeX and HTML, cells of programs. In the tree: captions of tables, and pictures
 * that are paragraphs of their own, which are figures. */
#include "base/buf.h"
#include "base/lines.h"
#include "markdown/dialect_blocks.h"
#include "markdown/dialect_names.h"
#include "markdown/dialect_spans.h"
#include "markdown/dialect_tree.h"

#define NOTE_REACH_BYTES ((size_t)2000)
#define ASIDE_REACH_BYTES ((size_t)500)
#define SIGN_REACH_BYTES ((size_t)8192) /* beyond it a note has the place of the last */

/* The bracket that closes the one at `at`, within reach; STR_NONE: none does. */
static size_t closing_bracket(struct str text, size_t at, size_t reach)
{
    size_t depth = 0;
    struct str part = str_sub(text, 0, at + reach);
    for (size_t i = at; i < part.len; i++) {
        char c = part.ptr[i];
        if (c == '\\') {
            i++;
        } else if (c == '\n' && i + 1 < part.len && part.ptr[i + 1] == '\n') {
            break;
        } else if (c == '[') {
            depth++;
        } else if (c == ']' && --depth == 0) {
            return i;
        }
    }
    return STR_NONE;
}

/* The note's words go to a place of their own; here stands its sign. */
static void add_note(struct spans *spans, struct str words, size_t end)
{
    struct dialect *dialect = spans->dialect;
    struct buf note = {.kept_in = dialect->arena};
    if (dialect->notes.kind != VALUE_LIST) {
        dialect->notes = value_list_new(dialect->arena);
    }
    size_t number = value_count(dialect->notes) + 1;
    for (size_t i = 0; i < words.len; i++) {
        buf_add_byte(&note, words.ptr[i] == '\n' ? ' ' : words.ptr[i]);
    }
    value_list_add(dialect->arena, dialect->notes,
                   value_string(arena_take(dialect->arena, &note)));
    rewriter_add(
        dialect->to, spans->at,
        arena_format(dialect->arena, "[^%.*s-%zu]", STR_ARG(dialect->name), number));
    spans->at = end;
}

bool spans_read_note(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    bool opens = str_starts(str_skip(text, spans->at), "^[");
    size_t end = opens ? closing_bracket(text, spans->at + 1, NOTE_REACH_BYTES) : STR_NONE;
    if (end == STR_NONE || end == spans->at + 2) {
        return false;
    }
    add_note(spans, str_sub(text, spans->at + 2, end), end + 1);
    return true;
}

/* "[words]{.aside}" stands in the margin. */
bool spans_read_aside(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    size_t mark = spans_next_close(spans, spans->at, "]{.aside");
    if (mark == STR_NONE || mark > spans->at + ASIDE_REACH_BYTES ||
        closing_bracket(text, spans->at, ASIDE_REACH_BYTES) != mark) {
        return false;
    }
    size_t end = str_find_byte(str_sub(text, 0, mark + ASIDE_REACH_BYTES), '}', mark);
    if (end != STR_NONE) {
        add_note(spans, str_sub(text, spans->at + 1, mark), end + 1);
    }
    return end != STR_NONE;
}

/* Before the text, where nothing that its author has left open can hold them. */
bool dialect_rewrite_notes(struct dialect *dialect)
{
    size_t at = 0; /* of the note's sign, as they stand in their order */
    for (size_t i = 0; i < value_count(dialect->notes); i++) {
        struct str words = value_text_or(value_at(dialect->notes, i), (struct str){0});
        struct str sign =
            arena_format(dialect->arena, "[^%.*s-%zu]", STR_ARG(dialect->name), i + 1);
        struct str reach = str_sub(dialect->to->text, 0, at + SIGN_REACH_BYTES);
        size_t next = str_find(reach, sign, at);
        at = next == STR_NONE ? at : next;
        rewriter_add(
            dialect->to, at,
            arena_format(dialect->arena, "%.*s: %.*s\n\n", STR_ARG(sign), STR_ARG(words)));
    }
    rewriter_copy(dialect->to, 0, dialect->to->text.len);
    return true;
}

/* Raw TeX */

static bool is_formula(struct str name)
{
    static const char *const names[] = {"equation", "align",   "gather",      "multline",
                                        "eqnarray", "alignat", "displaymath", "math"};
    name = str_without_end(name, '*');
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* Behind the groups in braces and brackets that follow a command's name. */
static size_t groups_end(struct str text, size_t at)
{
    struct str part = str_sub(text, 0, at + NOTE_REACH_BYTES);
    while (at < part.len && (part.ptr[at] == '{' || part.ptr[at] == '[')) {
        char close = part.ptr[at] == '{' ? '}' : ']';
        size_t depth = 0, i = at;
        for (; i < part.len; i++) {
            depth += part.ptr[i] == part.ptr[at] ? 1 : 0;
            if (part.ptr[i] == close && --depth == 0) {
                break;
            }
        }
        if (i >= part.len) {
            break;
        }
        at = i + 1;
    }
    return at;
}

/* A page of HTML shows none of it, but for formulas. */
bool spans_read_tex(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    size_t start = spans->at + 1, end = start;
    while (end < text.len && ascii_is_alpha(text.ptr[end])) {
        end++;
    }
    if (end == start) {
        return false;
    }
    size_t after = groups_end(text, end);
    if (str_is(str_sub(text, start, end), "begin") && after > end) {
        struct str group = str_sub(text, end, after), name = str_sub(group, 1, group.len);
        name = str_sub(name, 0, str_find_byte(name, '}', 0));
        struct str closer =
            arena_format(spans->dialect->arena, "\\end{%.*s}", STR_ARG(name));
        size_t close = spans_find(spans, closer, after);
        after = close == STR_NONE ? after : close + closer.len;
        if (close == STR_NONE || is_formula(name)) {
            rewriter_copy(spans->dialect->to, spans->at, after);
        }
    }
    spans->at = after;
    return true;
}

/* What follows code as "{=html}" says whose it is: `*html`, or nobody's here. */
size_t pandoc_raw_format(struct str after, bool *html)
{
    size_t end =
        str_starts(after, "{=") ? str_find_byte(str_sub(after, 0, 40), '}', 0) : STR_NONE;
    *html = end != STR_NONE && str_starts(str_sub(after, 2, end), "html");
    return end == STR_NONE ? 0 : end + 1;
}

/* Conditions and cells */

bool pandoc_is_hidden(struct str attributes)
{
    bool visible = str_find(attributes, STR(".content-visible"), 0) != STR_NONE;
    bool hidden = str_find(attributes, STR(".content-hidden"), 0) != STR_NONE;
    struct str when = dialect_attribute(attributes, "when-format");
    struct str unless = dialect_attribute(attributes, "unless-format");
    bool applies = when.len     ? str_starts(when, "html")
                   : unless.len ? !str_starts(unless, "html")
                                : true;
    bool asks = when.len || unless.len;
    bool other = !asks && str_find(attributes, STR("-profile"), 0) != STR_NONE;
    other = other || (!asks && str_find(attributes, STR("-meta"), 0) != STR_NONE);
    return !other && ((visible && !applies) || (hidden && applies));
}

/* Up to the line of colons that closes the container that the line opens. */
void blocks_skip_container(struct blocks *blocks)
{
    struct str text = blocks->dialect->to->text, info;
    struct fence code = {0};
    size_t depth = 1;
    while (depth > 0 && blocks->end < text.len) {
        size_t end = line_end(text, blocks->end);
        struct str line = str_trim(str_sub(text, blocks->end, end));
        struct fence fence = code_fence_of(line, &info);
        if (code.length) {
            code = code_fence_closes(line, &code) ? (struct fence){0} : code;
        } else if (fence.length) {
            code = fence;
        } else if (str_starts(line, ":::")) {
            bool closes = str_without_ends(line, ':').len == 0;
            depth = closes ? depth - 1 : depth + 1;
        }
        blocks->end = end;
    }
    rewriter_add(blocks->dialect->to, blocks->at, STR("\n"));
}

/* "#| key: value" at a cell's beginning, with any language's sign of a remark. */
static size_t cell_option(struct str text, size_t at, struct str *key, struct str *value)
{
    size_t end = line_end(text, at);
    struct str line = str_trim(str_sub(text, at, end));
    size_t bar = str_find(line, STR("| "), 0);
    if (bar == STR_NONE || bar == 0 || bar > 3) {
        return 0;
    }
    for (size_t i = 0; i < bar; i++) {
        if (!ascii_set_has("#/%-*", line.ptr[i])) {
            return 0;
        }
    }
    struct str option = str_skip(line, bar + 2);
    size_t colon = str_find_byte(option, ':', 0);
    *key = str_trim(str_sub(option, 0, colon == STR_NONE ? option.len : colon));
    *value = colon == STR_NONE ? (struct str){0} : str_trim(str_skip(option, colon + 1));
    return end;
}

struct cell {
    bool hidden, run; /* its code; whether its output is missing */
    struct str title, caption, label;
    size_t code; /* where it begins */
};

static bool is_false(struct value value)
{
    return value.kind == VALUE_BOOL && !value.as.boolean;
}

static struct cell read_cell(const struct blocks *blocks, struct str inside,
                             struct str info)
{
    const struct markdown_options *options = blocks->dialect->options;
    struct value execute = value_get(options->data, STR("execute"));
    execute =
        execute.kind == VALUE_MAP ? execute : value_get(options->values, STR("execute"));
    struct cell cell = {.hidden = is_false(value_get(execute, STR("echo"))),
                        .run = !is_false(value_get(execute, STR("eval")))};
    cell.hidden = cell.hidden || str_find(info, STR("echo=FALSE"), 0) != STR_NONE ||
                  str_find(info, STR("echo = FALSE"), 0) != STR_NONE;
    cell.run = cell.run && str_find(info, STR("eval=FALSE"), 0) == STR_NONE;
    struct str key, value;
    bool shown = str_find(info, STR("include=FALSE"), 0) == STR_NONE;
    for (size_t end; (end = cell_option(inside, cell.code, &key, &value)) != 0;) {
        bool no = str_is(value, "false");
        cell.hidden = str_is(key, "echo") ? no : cell.hidden;
        cell.run = str_is(key, "eval") || str_is(key, "output") ? !no : cell.run;
        shown = str_is(key, "include") ? !no : shown;
        cell.title = str_is(key, "lst-cap") || str_is(key, "filename") ? value : cell.title;
        cell.caption = str_is(key, "fig-cap") ? value : cell.caption;
        cell.label = str_is(key, "label") ? value : cell.label;
        cell.code = end;
    }
    cell.hidden = cell.hidden || !shown;
    cell.run = cell.run && shown;
    return cell;
}

static struct str unquoted(struct str text)
{
    bool quoted = text.len > 1 && ascii_set_has("\"'", text.ptr[0]) &&
                  text.ptr[text.len - 1] == text.ptr[0];
    return quoted ? str_sub(text, 1, text.len - 1) : text;
}

static void add_code(struct blocks *blocks, size_t start, size_t end, struct str language,
                     struct str title)
{
    struct dialect *dialect = blocks->dialect;
    int indent = (int)blocks->indent;
    title = unquoted(title);
    size_t box = title.len ? dialect_open_box(dialect, blocks->at, blocks->indent,
                                              CALLOUT_BLOCK, title, (struct str){0})
                           : SIZE_MAX;
    rewriter_add(
        dialect->to, blocks->at,
        arena_format(dialect->arena, "%*s````````%.*s\n", indent, "", STR_ARG(language)));
    rewriter_copy(dialect->to, start, end);
    rewriter_add(dialect->to, blocks->at,
                 arena_format(dialect->arena, "%*s````````\n", indent, ""));
    if (box != SIZE_MAX) {
        dialect_close_box(dialect, blocks->at, blocks->indent, box);
    }
}

/* The picture that R's code shows as it is: 'include_graphics("x.png")'. */
static struct str shown_picture(struct str code)
{
    size_t at = str_find(code, STR("include_graphics("), 0);
    size_t open = at == STR_NONE ? STR_NONE : at + sizeof "include_graphics(" - 1;
    bool quoted =
        open != STR_NONE && open < code.len && ascii_set_has("\"'", code.ptr[open]);
    size_t close = quoted ? str_find_byte(code, code.ptr[open], open + 1) : STR_NONE;
    return close == STR_NONE ? (struct str){0} : str_sub(code, open + 1, close);
}

/* The figure that a cell draws, of which at least its caption is known. */
static void add_output(struct blocks *blocks, const struct cell *cell, struct str language,
                       struct str code)
{
    struct dialect *dialect = blocks->dialect;
    struct str picture = shown_picture(code), caption = unquoted(cell->caption);
    if (cell->caption.len || picture.len) {
        if (cell->label.len) {
            dialect_add_anchor(dialect, blocks->at, blocks->indent, unquoted(cell->label),
                               (struct str){0});
        }
        size_t box = dialect_open_box(dialect, blocks->at, blocks->indent, CALLOUT_BLOCK,
                                      (struct str){0}, (struct str){0});
        if (box < dialect->box_count) {
            dialect->boxes[box].kind = BOX_FIGURE;
        }
        struct str media = picture.len ? arena_format(dialect->arena, "![%.*s](<%.*s>)",
                                                      STR_ARG(caption), STR_ARG(picture))
                                       : picture;
        rewriter_add(dialect->to, blocks->at,
                     arena_format(dialect->arena, "\n%*s%.*s\n\n%*s%.*s\n",
                                  (int)blocks->indent, "", STR_ARG(media),
                                  (int)blocks->indent, "", STR_ARG(caption)));
        dialect_close_box(dialect, blocks->at, blocks->indent, box);
    }
    if (picture.len == 0) {
        dialect_lose(dialect, blocks->at,
                     arena_format(dialect->arena, "{%.*s}", STR_ARG(language)));
    }
}

/* "```{=html}", "```{.python filename="x"}", "```{r}" */
bool blocks_open_cell(struct blocks *blocks, struct fence fence, struct str info)
{
    struct dialect *dialect = blocks->dialect;
    struct inside inside = blocks_find_inside(blocks, fence);
    struct str text = str_sub(dialect->to->text, inside.start, inside.end);
    struct str name = str_sub(info, 1, str_find_byte(info, '}', 0));
    bool html, raw = pandoc_raw_format(info, &html) > 0;
    size_t len = str_starts(name, ".") ? 1 : 0;
    while (len < name.len &&
           (ascii_is_alnum(name.ptr[len]) || ascii_set_has("-_+#", name.ptr[len]))) {
        len++;
    }
    struct str language = str_sub(name, 0, len);
    bool classes = str_starts(language, "."), quoted = str_starts(name, "{");
    if (!raw && (language.len == 0 || quoted)) {
        return false;
    }
    if (raw) {
        rewriter_add(dialect->to, blocks->at, STR("\n"));
        rewriter_copy(dialect->to, inside.start, html ? inside.end : inside.start);
        rewriter_add(dialect->to, blocks->at, STR("\n"));
    } else if (classes) {
        add_code(blocks, inside.start, inside.end, str_skip(language, 1),
                 dialect_attribute(name, "filename"));
    } else {
        struct cell cell = read_cell(blocks, text, name);
        if (!cell.hidden) {
            add_code(blocks, inside.start + cell.code, inside.end, language, cell.title);
        }
        if (cell.run) {
            add_output(blocks, &cell, language, text);
        }
    }
    blocks->end = inside.next;
    return true;
}

/* In the tree */

/* ": words" or "Table: words", below a table or above it. */
static bool is_caption(const struct node *node)
{
    const struct node *text =
        node && node->kind == NODE_PARAGRAPH && node->first ? node->first : NULL;
    return text && text->kind == NODE_TEXT &&
           (str_starts(text->text, ": ") || str_starts(text->text, "Table: "));
}

static void take_caption(struct dialect *dialect, struct node *table)
{
    struct node *caption = is_caption(table->next)            ? table->next
                           : is_caption(node_previous(table)) ? node_previous(table)
                                                              : NULL;
    if (!caption || (table->first && table->first->kind == NODE_CAPTION)) {
        return;
    }
    struct str words = caption->first->text;
    caption->first->text = str_skip(words, str_find_byte(words, ':', 0) + 2);
    dialect_read_ending(dialect, caption, table);
    node_unlink(caption);
    caption->kind = NODE_CAPTION;
    if (table->first) {
        node_insert_before(table->first, caption);
    } else {
        node_append(table, caption);
    }
}

static void make_figure(struct dialect *dialect, struct node *paragraph)
{
    struct node *image = paragraph->first;
    bool only = image && image->kind == NODE_IMAGE && !image->next && image->text.len;
    struct node *caption = only && paragraph->parent->kind != NODE_FIGURE
                               ? node_new(dialect->arena, NODE_CAPTION, image->spot)
                               : NULL;
    if (caption) {
        paragraph->kind = NODE_FIGURE;
        node_set_id(dialect->arena, paragraph, node_take_id(image));
        (void)node_add_text(dialect->arena, caption, image->text, image->spot);
        node_append(paragraph, caption);
    }
}

bool dialect_read_pandoc(struct dialect *dialect, struct node *root)
{
    size_t count;
    struct node **nodes = dialect_find_nodes(dialect, root, NODE_TABLE, &count);
    for (size_t i = 0; i < count; i++) {
        take_caption(dialect, nodes[i]);
    }
    nodes = dialect_find_nodes(dialect, root, NODE_PARAGRAPH, &count);
    for (size_t i = 0; i < count; i++) {
        make_figure(dialect, nodes[i]);
    }
    return true;
}
