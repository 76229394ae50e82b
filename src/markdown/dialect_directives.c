/* MyST's directives: a table row each says what is made of "{name} argument" and the lines
 * below it. Unknown ones keep their text: as Markdown in colons, as code in a fence. */
#include "base/buf.h"
#include "base/lines.h"
#include "base/path.h"
#include "markdown/dialect_blocks.h"
#include "markdown/dialect_names.h"

enum directive_kind {
    DIRECTIVE_BOX,     /* Markdown, with the argument as title */
    DIRECTIVE_TITLE,   /* the same, and a title before the argument */
    DIRECTIVE_CONTENT, /* Markdown; the argument is of no use to a reader */
    DIRECTIVE_BODY,    /* Markdown; the argument is its first line */
    DIRECTIVE_FIGURE,  /* the same below the argument's picture, as its caption */
    DIRECTIVE_CODE,    /* code in the language of the argument */
    DIRECTIVE_MATH,
    DIRECTIVE_IMAGE, /* of the argument's address */
    DIRECTIVE_CSV,
    DIRECTIVE_LINK,   /* to the argument's address */
    DIRECTIVE_BUTTON, /* the same, of its own words */
    DIRECTIVE_TREE,   /* a list of pages */
    DIRECTIVE_PAGES,  /* the same of all pages of the site */
    DIRECTIVE_NONE,   /* contents and the like, which the packet has */
    DIRECTIVE_LOST,
};

static const struct directive {
    const char *name;
    enum directive_kind kind;
    const char *title;
} directives[] = {
    {"admonition", DIRECTIVE_BOX, ""},
    {"dropdown", DIRECTIVE_BOX, ""},
    {"tab-item", DIRECTIVE_BOX, ""},
    {"card", DIRECTIVE_BOX, ""},
    {"grid-item-card", DIRECTIVE_BOX, ""},
    {"sidebar", DIRECTIVE_BOX, ""},
    {"topic", DIRECTIVE_BOX, ""},
    {"list-table", DIRECTIVE_BOX, ""},
    {"table", DIRECTIVE_BOX, ""},
    {"exercise", DIRECTIVE_BOX, ""},
    {"solution", DIRECTIVE_TITLE, "Solution"},
    {"versionadded", DIRECTIVE_TITLE, "Added in version"},
    {"versionchanged", DIRECTIVE_TITLE, "Changed in version"},
    {"deprecated", DIRECTIVE_TITLE, "Deprecated since version"},
    {"prf:theorem", DIRECTIVE_TITLE, "Theorem"},
    {"prf:lemma", DIRECTIVE_TITLE, "Lemma"},
    {"prf:definition", DIRECTIVE_TITLE, "Definition"},
    {"prf:example", DIRECTIVE_TITLE, "Example"},
    {"prf:remark", DIRECTIVE_TITLE, "Remark"},
    {"prf:algorithm", DIRECTIVE_TITLE, "Algorithm"},
    {"prf:corollary", DIRECTIVE_TITLE, "Corollary"},
    {"prf:property", DIRECTIVE_TITLE, "Property"},
    {"prf:proof", DIRECTIVE_TITLE, "Proof"},
    {"tab-set", DIRECTIVE_CONTENT, ""},
    {"grid", DIRECTIVE_CONTENT, ""},
    {"grid-item", DIRECTIVE_CONTENT, ""},
    {"div", DIRECTIVE_CONTENT, ""},
    {"container", DIRECTIVE_CONTENT, ""},
    {"epigraph", DIRECTIVE_CONTENT, ""},
    {"button-ref", DIRECTIVE_BUTTON, ""},
    {"button-link", DIRECTIVE_BUTTON, ""},
    {"glossary", DIRECTIVE_CONTENT, ""},
    {"only", DIRECTIVE_CONTENT, ""},
    {"margin", DIRECTIVE_BODY, ""},
    {"aside", DIRECTIVE_BODY, ""},
    {"rubric", DIRECTIVE_BODY, ""},
    {"centered", DIRECTIVE_BODY, ""},
    {"code-block", DIRECTIVE_CODE, ""},
    {"code", DIRECTIVE_CODE, ""},
    {"code-cell", DIRECTIVE_CODE, ""},
    {"sourcecode", DIRECTIVE_CODE, ""},
    {"math", DIRECTIVE_MATH, ""},
    {"csv-table", DIRECTIVE_CSV, ""},
    {"iframe", DIRECTIVE_LINK, ""},
    {"video", DIRECTIVE_LINK, ""},
    {"embed", DIRECTIVE_LINK, ""},
    {"figure", DIRECTIVE_FIGURE, ""},
    {"figure-md", DIRECTIVE_FIGURE, ""},
    {"subfigure", DIRECTIVE_FIGURE, ""},
    {"image", DIRECTIVE_IMAGE, ""},
    {"toctree", DIRECTIVE_TREE, ""},
    {"tableofcontents", DIRECTIVE_PAGES, ""},
    {"contents", DIRECTIVE_NONE, ""},
    {"index", DIRECTIVE_NONE, ""},
    {"include", DIRECTIVE_LOST, ""},
    {"literalinclude", DIRECTIVE_LOST, ""},
    {"bibliography", DIRECTIVE_LOST, ""},
    {"footbibliography", DIRECTIVE_LOST, ""},
    {"autosummary", DIRECTIVE_LOST, ""},
    {"glue:figure", DIRECTIVE_LOST, ""},
};

static const struct directive *find_directive(struct str name)
{
    static const struct directive callout = {"", DIRECTIVE_BOX, ""};
    enum callout kind;
    for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++) {
        if (str_is(name, directives[i].name)) {
            return &directives[i];
        }
    }
    return dialect_find_callout(name, &kind) ? &callout : NULL;
}

struct inside blocks_find_inside(const struct blocks *blocks, struct fence fence)
{
    struct str text = blocks->dialect->to->text;
    struct inside inside = {blocks->end, text.len, text.len};
    for (size_t at = blocks->end; at < text.len; at = line_end(text, at)) {
        struct str line = str_trim(str_sub(text, at, line_end(text, at)));
        bool closes = line.len >= fence.length;
        for (size_t i = 0; i < line.len && closes; i++) {
            closes = line.ptr[i] == fence.mark;
        }
        if (closes) {
            inside.end = at;
            inside.next = line_end(text, at);
            break;
        }
    }
    return inside;
}

static void take_inside(struct blocks *blocks, const struct inside *inside)
{
    blocks->end = inside->next;
}

static void add_indent(struct blocks *blocks)
{
    rewriter_add(blocks->dialect->to, blocks->at,
                 arena_format(blocks->dialect->arena, "%*s", (int)blocks->indent, ""));
}

/* "name", "Title <name>": an item with a link, when there is such a page. */
static void add_tree_item(struct blocks *blocks, size_t at, struct str line)
{
    struct dialect *dialect = blocks->dialect;
    const struct markdown_host *host = dialect->options->host;
    size_t open = str_ends(line, ">") ? str_find_byte(line, '<', 0) : STR_NONE;
    struct str title =
        open == STR_NONE ? (struct str){0} : str_trim(str_sub(line, 0, open));
    struct str name = open == STR_NONE ? line : str_sub(line, open + 1, line.len - 1);
    struct str address = {0}, own = {0};
    bool known = host && host->find && host->find(host->data, name, &address, &own);
    title = title.len ? title : own.len ? own : name;
    add_indent(blocks);
    struct str item = known ? arena_format(dialect->arena, "- [%.*s](<%.*s>)\n",
                                           STR_ARG(title), STR_ARG(address))
                            : arena_format(dialect->arena, "- %.*s\n", STR_ARG(title));
    rewriter_add(dialect->to, at, item);
}

static void add_tree(struct blocks *blocks, const struct inside *inside)
{
    struct str text = str_sub(blocks->dialect->to->text, 0, inside->end);
    struct str options = str_skip(text, inside->start);
    struct str caption = directive_option(options, "caption");
    bool hidden = str_find(options, STR(":hidden:"), 0) != STR_NONE;
    if (caption.len && !hidden) {
        rewriter_add(blocks->dialect->to, blocks->at,
                     arena_format(blocks->dialect->arena, "\n%*s**%.*s**\n",
                                  (int)blocks->indent, "", STR_ARG(caption)));
    }
    rewriter_add(blocks->dialect->to, blocks->at, STR("\n"));
    for (size_t at = inside->start; at < text.len && !hidden; at = line_end(text, at)) {
        struct str line = str_trim(str_sub(text, at, line_end(text, at)));
        if (line.len && line.ptr[0] != ':' && !str_is(line, "self")) {
            add_tree_item(blocks, at, line);
        }
    }
    rewriter_add(blocks->dialect->to, blocks->at, STR("\n"));
}

static void add_pages(struct blocks *blocks)
{
    const struct markdown_host *host = blocks->dialect->options->host;
    struct str address, title;
    rewriter_add(blocks->dialect->to, blocks->at, STR("\n"));
    for (size_t i = 0;
         host && host->listed && host->listed(host->data, i, &address, &title); i++) {
        add_indent(blocks);
        rewriter_add(blocks->dialect->to, blocks->at,
                     arena_format(blocks->dialect->arena, "- [%.*s](<%.*s>)\n",
                                  STR_ARG(title), STR_ARG(address)));
    }
    rewriter_add(blocks->dialect->to, blocks->at, STR("\n"));
}

/* Where a directive's body begins: behind its options, and one blank line, which only
 * parts them. */
static size_t body_start(struct str text)
{
    size_t options = directive_options_end(text), next = line_end(text, options);
    return str_trim(str_sub(text, options, next)).len ? options : next;
}

/* Code keeps its lines; what it is called stands above it. */
static void add_code(struct blocks *blocks, const struct inside *inside, struct fence fence,
                     struct str language)
{
    struct dialect *dialect = blocks->dialect;
    struct str text = str_sub(dialect->to->text, inside->start, inside->end);
    size_t options = directive_options_end(text);
    struct str caption = directive_option(str_sub(text, 0, options), "caption");
    size_t box = caption.len ? dialect_open_box(dialect, blocks->at, blocks->indent,
                                                CALLOUT_BLOCK, caption, (struct str){0})
                             : SIZE_MAX;
    size_t length = fence.length > 3 ? fence.length : 3;
    struct str marks = arena_format(dialect->arena, "%*s%.*s", (int)blocks->indent, "",
                                    (int)(length < 16 ? length : 16), "````````````````");
    rewriter_add(
        dialect->to, blocks->at,
        arena_format(dialect->arena, "%.*s%.*s\n", STR_ARG(marks), STR_ARG(language)));
    rewriter_copy(dialect->to, inside->start + body_start(text), inside->end);
    rewriter_add(dialect->to, inside->end,
                 arena_format(dialect->arena, "%.*s\n", STR_ARG(marks)));
    if (box != SIZE_MAX) {
        dialect_close_box(dialect, blocks->at, blocks->indent, box);
    }
}

/* As Markdown has it, or as HTML where the options give it a size. */
static void add_picture(struct blocks *blocks, struct str options, struct str path)
{
    struct arena *arena = blocks->dialect->arena;
    struct str alt = directive_option(options, "alt");
    struct str style = dialect_size_style(arena, directive_option(options, "width"),
                                          directive_option(options, "height"),
                                          directive_option(options, "scale"));
    struct buf out = {.kept_in = arena};
    buf_add_format(&out, "\n%*s", (int)blocks->indent, "");
    if (style.len == 0) {
        buf_add_format(&out, "![%.*s](<%.*s>)", STR_ARG(alt), STR_ARG(path));
    } else {
        buf_add_text(&out, "<p><img src=\"");
        buf_add_escaped(&out, path);
        buf_add_text(&out, "\" alt=\"");
        buf_add_escaped(&out, alt);
        buf_add_format(&out, "\" style=\"%.*s\"></p>", STR_ARG(style));
    }
    buf_add_text(&out, "\n\n");
    rewriter_add(blocks->dialect->to, blocks->at, arena_take(arena, &out));
}

static void add_image(struct blocks *blocks, const struct inside *inside, struct str path)
{
    struct str text = str_sub(blocks->dialect->to->text, inside->start, inside->end);
    add_picture(blocks, str_sub(text, 0, directive_options_end(text)), path);
    rewriter_copy(blocks->dialect->to, inside->start + directive_options_end(text),
                  inside->end);
    rewriter_add(blocks->dialect->to, inside->end, STR("\n"));
}

static void add_button(struct blocks *blocks, const struct inside *inside, struct str to)
{
    struct dialect *dialect = blocks->dialect;
    const struct markdown_host *host = dialect->options->host;
    struct str text = str_sub(dialect->to->text, inside->start, inside->end);
    struct str words = str_trim(str_skip(text, directive_options_end(text))), address,
               title = {0};
    bool place = str_starts(to, "#"); /* it says itself what it is called */
    bool page =
        !place && host && host->find && host->find(host->data, to, &address, &title);
    words = words.len || place ? words : title.len ? title : to;
    rewriter_add(dialect->to, blocks->at,
                 arena_format(dialect->arena, "\n%*s[%.*s](<%.*s>)\n\n",
                              (int)blocks->indent, "", STR_ARG(words),
                              STR_ARG(page ? address : to)));
}

/* What is no Markdown inside: dealt with as a whole. */
static void replace(struct blocks *blocks, const struct directive *directive,
                    struct fence fence, struct str argument)
{
    struct inside inside = blocks_find_inside(blocks, fence);
    struct str text = str_sub(blocks->dialect->to->text, inside.start, inside.end);
    struct str name = directive_label(text);
    if (name.len && directive->kind != DIRECTIVE_NONE) {
        dialect_add_anchor(blocks->dialect, blocks->at, blocks->indent, name,
                           (struct str){0});
    }
    switch (directive->kind) {
    case DIRECTIVE_CODE: add_code(blocks, &inside, fence, argument); break;
    case DIRECTIVE_MATH: add_code(blocks, &inside, fence, STR("math")); break;
    case DIRECTIVE_BUTTON:
    case DIRECTIVE_LINK: add_button(blocks, &inside, argument); break;
    case DIRECTIVE_CSV: blocks_add_csv(blocks, text, argument); break;
    case DIRECTIVE_IMAGE: add_image(blocks, &inside, argument); break;
    case DIRECTIVE_TREE: add_tree(blocks, &inside); break;
    case DIRECTIVE_PAGES: add_pages(blocks); break;
    case DIRECTIVE_LOST:
        dialect_lose(blocks->dialect, blocks->at, str_from(directive->name));
        break;
    case DIRECTIVE_NONE:
    case DIRECTIVE_BOX:
    case DIRECTIVE_TITLE:
    case DIRECTIVE_CONTENT:
    case DIRECTIVE_FIGURE:
    case DIRECTIVE_BODY: break;
    }
    take_inside(blocks, &inside);
}

static bool holds_markdown(const struct directive *directive)
{
    return directive->kind <= DIRECTIVE_FIGURE;
}

bool dialect_directive_is_text(struct str name)
{
    const struct directive *directive = find_directive(name);
    return directive && holds_markdown(directive);
}

static size_t count_option(struct str options, const char *key)
{
    struct str text = directive_option(options, key);
    return text.len == 1 && ascii_is_digit(text.ptr[0]) ? (size_t)(text.ptr[0] - '0') : 0;
}

/* The box whose list is a table, with what its options say of heads. */
static void mark_table(struct dialect *dialect, size_t box, struct str options)
{
    if (box < dialect->box_count) {
        dialect->boxes[box].kind = BOX_TABLE;
        dialect->boxes[box].head_rows = count_option(options, "header-rows");
        dialect->boxes[box].head_columns = count_option(options, "stub-columns");
        dialect->boxes[box].widths = directive_option(options, "widths");
    }
}

/* What stands below the opening line until the text begins: the pass goes behind it. */
static struct str take_options(struct blocks *blocks)
{
    struct str rest = str_skip(blocks->dialect->to->text, blocks->end);
    struct str options = str_sub(rest, 0, directive_options_end(rest));
    struct str label = directive_label(options);
    if (label.len) {
        dialect_add_anchor(blocks->dialect, blocks->at, blocks->indent, label,
                           (struct str){0});
    }
    blocks->end += options.len;
    return options;
}

static void open_box(struct blocks *blocks, const struct directive *directive,
                     struct container container, struct str name, struct str argument)
{
    struct dialect *dialect = blocks->dialect;
    struct str title = argument, options = take_options(blocks);
    if (directive->kind == DIRECTIVE_TITLE) {
        title = arena_format(dialect->arena, "%s%s%.*s", directive->title,
                             argument.len ? " " : "", STR_ARG(argument));
        name = STR("note");
    } else if (directive->kind == DIRECTIVE_CONTENT || directive->kind == DIRECTIVE_BODY) {
        title = (struct str){0};
        name = (struct str){0};
    }
    size_t count = blocks->open_count;
    /* Sphinx: of notes and warnings the argument is their first words */
    bool titled = dialect->options->syntax & SYNTAX_TITLES;
    bool words = directive->name[0] == '\0' && argument.len && !titled;
    blocks_open(blocks, container, name, words ? (struct str){0} : title, false);
    bool table =
        strcmp(directive->name, "list-table") == 0 || strcmp(directive->name, "table") == 0;
    if (table && blocks->open_count > count) {
        mark_table(dialect, blocks->open[count].box, options);
    }
    if ((directive->kind == DIRECTIVE_BODY || words) && argument.len) {
        add_indent(blocks);
        rewriter_add(dialect->to, blocks->at,
                     arena_format(dialect->arena, "%.*s\n", STR_ARG(argument)));
    }
}

/* What a reader of paper can only be led to. */
static bool is_played(struct str path)
{
    static const char *const extensions[] = {".mp4", ".webm", ".ogv", ".mov",
                                             ".mp3", ".wav",  ".ogg", ".m4a"};
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        if (str_eq_ignore_case(path_extension(path), str_from(extensions[i]))) {
            return true;
        }
    }
    return false;
}

/* The picture of its argument stands above the text, which is its caption. What a program
 * would draw is lost. */
static void open_figure(struct blocks *blocks, struct container container, struct str name,
                        struct str argument)
{
    struct dialect *dialect = blocks->dialect;
    if (str_is(name, "figure-md") && argument.len) { /* its label */
        dialect_add_anchor(dialect, blocks->at, blocks->indent, argument, (struct str){0});
        argument = (struct str){0};
    }
    struct str options = take_options(blocks), alt = directive_option(options, "alt");
    container.box = dialect_open_box(dialect, blocks->at, blocks->indent, CALLOUT_BLOCK,
                                     (struct str){0}, blocks->whole);
    if (container.box < dialect->box_count) {
        dialect->boxes[container.box].kind = BOX_FIGURE;
    }
    blocks_push(blocks, container);
    if (str_starts(argument, "#")) {
        dialect_lose(dialect, blocks->at,
                     arena_format(dialect->arena, "figure %.*s", STR_ARG(argument)));
    } else if (argument.len) {
        bool played = is_played(argument);
        if (!played) {
            add_picture(blocks, options, argument);
            return;
        }
        alt = alt.len ? alt : path_name(argument);
        rewriter_add(dialect->to, blocks->at,
                     arena_format(dialect->arena, "\n%*s[%.*s](<%.*s>)\n\n",
                                  (int)blocks->indent, "", STR_ARG(alt),
                                  STR_ARG(argument)));
    }
}

bool blocks_open_directive(struct blocks *blocks, struct fence fence, struct str braces,
                           bool colons)
{
    size_t end = str_find_byte(braces, '}', 0);
    struct str name = str_sub(braces, 1, end == STR_NONE ? braces.len : end);
    if (end == STR_NONE || name.len == 0 ||
        !(blocks->dialect->options->syntax & SYNTAX_MYST)) {
        return false;
    }
    struct str argument = str_trim(str_skip(braces, end + 1));
    static const struct directive unknown = {"?", DIRECTIVE_BOX, ""};
    const struct directive *directive = find_directive(name);
    if (!directive && !colons) {
        return false; /* code, as it stands */
    }
    directive = directive ? directive : &unknown;
    if (!holds_markdown(directive)) {
        replace(blocks, directive, fence, argument);
        return true;
    }
    struct container container = {.kind = colons ? CONTAINER_COLONS : CONTAINER_FENCE,
                                  .fence = fence,
                                  .indent = blocks->indent};
    if (directive->kind == DIRECTIVE_FIGURE) {
        open_figure(blocks, container, name, argument);
    } else {
        open_box(blocks, directive, container, name, argument);
    }
    return true;
}
