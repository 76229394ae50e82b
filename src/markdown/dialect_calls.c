/* What a shortcode, tag or component stands for: a table row each by name, whatever the
 * brackets around it. What has no row is lost, and said to be; its text stays. */
#include "base/buf.h"
#include "base/lines.h"
#include "markdown/dialect_names.h"
#include "markdown/dialect_spans.h"

enum call_kind {
    CALL_QUIET, /* holds others: nothing of its own to show */
    CALL_LINK,  /* to an address made of its argument */
    CALL_FIGURE,
    CALL_CODE, /* what it encloses */
    CALL_PARAMETER,
    CALL_REFERENCE, /* the address of a page */
    CALL_FILE,      /* GitBook: what the file says; Quarto's are read before */
    CALL_TEXT,      /* the words of an attribute; else those that it encloses */
};

static const struct call_row {
    const char *name;
    enum call_kind kind;
    const char *label, *before; /* link: its text, and what stands before the argument */
} rows[] = {
    {"tabs", CALL_QUIET, NULL, NULL},
    {"tabpane", CALL_QUIET, NULL, NULL},
    {"cards", CALL_QUIET, NULL, NULL},
    {"cardgroup", CALL_QUIET, NULL, NULL},
    {"cardgrid", CALL_QUIET, NULL, NULL},
    {"columns", CALL_QUIET, NULL, NULL},
    {"column", CALL_QUIET, NULL, NULL},
    {"steps", CALL_QUIET, NULL, NULL},
    {"step", CALL_QUIET, NULL, NULL},
    {"accordiongroup", CALL_QUIET, NULL, NULL},
    {"fragment", CALL_QUIET, NULL, NULL},
    {"filetree", CALL_QUIET, NULL, NULL},
    {"files", CALL_QUIET, NULL, NULL},
    {"frame", CALL_QUIET, NULL, NULL},
    {"div", CALL_QUIET, NULL, NULL},
    {"center", CALL_QUIET, NULL, NULL},
    {"content-tabs", CALL_QUIET, NULL, NULL},
    {"tabbed", CALL_QUIET, NULL, NULL},
    {"clientonly", CALL_QUIET, NULL, NULL},
    {"badge", CALL_TEXT, NULL, NULL},
    {"figure", CALL_FIGURE, NULL, NULL},
    {"image", CALL_FIGURE, NULL, NULL},
    {"img", CALL_FIGURE, NULL, NULL},
    {"highlight", CALL_CODE, NULL, NULL},
    {"mermaid", CALL_CODE, NULL, NULL},
    {"param", CALL_PARAMETER, NULL, NULL},
    {"meta", CALL_PARAMETER, NULL, NULL},
    {"include", CALL_FILE, NULL, NULL},
    {"pagebreak", CALL_QUIET, NULL, NULL},
    {"fa", CALL_QUIET, NULL, NULL},
    {"bi", CALL_QUIET, NULL, NULL},
    {"kbd", CALL_TEXT, NULL, NULL},
    {"video", CALL_LINK, "", ""},
    {"ref", CALL_REFERENCE, NULL, NULL},
    {"relref", CALL_REFERENCE, NULL, NULL},
    {"page", CALL_REFERENCE, NULL, NULL},
    {"youtube", CALL_LINK, "YouTube", "https://www.youtube.com/watch?v="},
    {"youtube-lite", CALL_LINK, "YouTube", "https://www.youtube.com/watch?v="},
    {"vimeo", CALL_LINK, "Vimeo", "https://vimeo.com/"},
    {"gist", CALL_LINK, "Gist", "https://gist.github.com/"},
    {"instagram", CALL_LINK, "Instagram", "https://www.instagram.com/p/"},
    {"embed", CALL_LINK, "", ""},
    {"content-ref", CALL_LINK, "", ""},
};

static const struct call_row *find_row(struct str name)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (str_eq_ignore_case(name, str_from(rows[i].name))) {
            return &rows[i];
        }
    }
    return NULL;
}

static void add(struct spans *spans, const struct call *call, struct str text)
{
    rewriter_add(spans->dialect->to, call->start, text);
}

/* The argument of that number, from 0, without its quotes; named ones do not count. */
static struct str positional(struct str rest, size_t number)
{
    for (size_t at = 0; at < rest.len;) {
        while (at < rest.len && ascii_is_space(rest.ptr[at])) {
            at++;
        }
        char quote =
            at < rest.len && ascii_set_has("\"`'", rest.ptr[at]) ? rest.ptr[at] : '\0';
        size_t start = at + (quote ? 1 : 0);
        size_t end = start;
        while (end < rest.len &&
               (quote ? rest.ptr[end] != quote : !ascii_is_space(rest.ptr[end]))) {
            end++;
        }
        struct str word = str_sub(rest, start, end);
        bool named = !quote && str_find_byte(word, '=', 0) != STR_NONE;
        if (named) {
            size_t open = str_find_byte(word, '"', 0);
            size_t close =
                open == STR_NONE ? end : str_find_byte(rest, '"', start + open + 1) + 1;
            end = close && close <= rest.len ? close : rest.len;
        } else if (word.len && number-- == 0) {
            return word;
        }
        at = end + (quote ? 1 : 0);
    }
    return (struct str){0};
}

static struct str argument(const struct call *call, size_t number)
{
    return call->named ? (struct str){0} : positional(call->rest, number);
}

static struct str any_of(struct str rest, const char *const *keys, size_t count)
{
    struct str found = {0};
    for (size_t i = 0; i < count && found.len == 0; i++) {
        found = dialect_attribute(rest, keys[i]);
    }
    return found;
}

static struct str title_in(struct str rest)
{
    static const char *const keys[] = {"title",   "label",   "header",
                                       "summary", "tabName", "caption"};
    return any_of(rest, keys, sizeof keys / sizeof keys[0]);
}

static struct str kind_in(struct str rest)
{
    static const char *const keys[] = {"type", "style", "kind", "variant", "color"};
    return any_of(rest, keys, sizeof keys / sizeof keys[0]);
}

static struct str address_in(const struct call *call)
{
    static const char *const keys[] = {"url", "src", "href", "to", "link", "id", "video"};
    struct str found = any_of(call->rest, keys, sizeof keys / sizeof keys[0]);
    return found.len ? found : argument(call, 0);
}

static void add_link(struct spans *spans, const struct call *call,
                     const struct call_row *row)
{
    struct arena *arena = spans->dialect->arena;
    struct str to = address_in(call), more = argument(call, 1);
    bool gist = str_is(call->name, "gist") && more.len;
    to = gist ? arena_format(arena, "%.*s/%.*s", STR_ARG(to), STR_ARG(more)) : to;
    struct str title = title_in(call->rest);
    if (to.len == 0) {
        dialect_lose(spans->dialect, call->start, call->name);
        return;
    }
    bool whole = str_find(to, STR("://"), 0) != STR_NONE;
    title = title.len       ? title
            : row->label[0] ? arena_format(arena, "%s: %.*s", row->label, STR_ARG(to))
                            : to;
    add(spans, call,
        arena_format(arena, "[%.*s](<%s%.*s>)", STR_ARG(title), whole ? "" : row->before,
                     STR_ARG(to)));
}

/* Its title, its caption and whose it is, in Markdown; `apart`: a paragraph each. */
static struct str figure_words(struct arena *arena, struct str rest, bool apart)
{
    struct str title = dialect_attribute(rest, "title");
    struct str caption = dialect_attribute(rest, "caption");
    struct str by = dialect_attribute(rest, "attr"),
               link = dialect_attribute(rest, "attrlink");
    by = by.len && link.len
             ? arena_format(arena, "[%.*s](<%.*s>)", STR_ARG(by), STR_ARG(link))
             : by;
    bool more = caption.len || by.len;
    title = title.len && more
                ? arena_format(arena, "**%.*s**%s", STR_ARG(title), apart ? "\n\n" : " ")
                : title;
    title = title.len || more ? title : title_in(rest);
    return arena_format(arena, "%.*s%.*s%s%.*s", STR_ARG(title), STR_ARG(caption),
                        caption.len && by.len ? " " : "", STR_ARG(by));
}

/* Tags name pictures from the page or from the site's folder: the site knows which. */
static struct str known_address(struct spans *spans, struct str path)
{
    const struct markdown_host *host = spans->dialect->options->host;
    struct str address, title;
    bool asked = path.len &&
                 (spans->dialect->options->syntax & (SYNTAX_TAGS | SYNTAX_HUGO)) && host &&
                 host->find && str_find(path, STR("://"), 0) == STR_NONE;
    return asked && host->find(host->data, path, &address, &title) ? address : path;
}

/* As HTML, which has figures; within a line its words stand behind it. */
static void add_figure(struct spans *spans, const struct call *call)
{
    static const char *const keys[] = {"src", "path", "url"};
    struct arena *arena = spans->dialect->arena;
    struct str rest = call->rest, source = any_of(rest, keys, sizeof keys / sizeof keys[0]),
               link = dialect_attribute(rest, "link"), alt = dialect_attribute(rest, "alt");
    source = source.len ? source : argument(call, 0);
    source = known_address(spans, source);
    if (source.len == 0) {
        dialect_lose(spans->dialect, call->start, call->name);
        return;
    }
    struct buf html = {.kept_in = arena};
    bool begun = str_trim(rewriter_line(spans->dialect->to)).len > 0;
    struct str words = figure_words(arena, rest, !begun);
    buf_add_text(&html, begun ? "" : "<figure>");
    if (link.len) {
        buf_add_text(&html, "<a href=\"");
        buf_add_escaped(&html, link);
        buf_add_text(&html, "\">");
    }
    buf_add_text(&html, "<img src=\"");
    buf_add_escaped(&html, source);
    buf_add_text(&html, "\" alt=\"");
    buf_add_escaped(&html, alt);
    struct str style =
        dialect_size_style(arena, dialect_attribute(rest, "width"),
                           dialect_attribute(rest, "height"), (struct str){0});
    if (style.len) {
        buf_add_format(&html, "\" style=\"%.*s", STR_ARG(style));
    }
    buf_add_text(&html, link.len ? "\"></a>" : "\">");
    if (words.len) {
        buf_add_text(&html, begun ? " " : "<figcaption>\n\n"); /* it is Markdown */
        buf_add(&html, words);
        buf_add_text(&html, begun ? "" : "\n\n</figcaption>");
    }
    buf_add_text(&html, begun ? "" : "</figure>\n\n");
    add(spans, call, arena_take(arena, &html));
}

static struct str language_in(const struct call *call)
{
    static const char *const keys[] = {"lang", "language"};
    return call->named ? (struct str){0} : any_of(call->rest, keys, 2);
}

/* Up to what closes it, as a fence of more backticks than it holds. */
static void add_code(struct spans *spans, const struct call *call)
{
    struct str text = spans->dialect->to->text;
    size_t end = spans_find(spans, call->closer, call->end);
    size_t after = end == STR_NONE ? STR_NONE : spans_find_end(spans, end, "}}");
    after = end != STR_NONE && str_starts(call->closer, "{%")
                ? spans_find_end(spans, end, "%}")
                : after;
    if (after == STR_NONE) {
        dialect_lose(spans->dialect, call->start, call->name);
        return;
    }
    struct str language = language_in(call);
    language = language.len ? language : argument(call, 0);
    bool begun = str_trim(rewriter_line(spans->dialect->to)).len > 0;
    add(spans, call,
        arena_format(spans->dialect->arena, "%s`````%.*s\n", begun ? "\n\n" : "",
                     STR_ARG(language)));
    struct str inside = str_sub(text, call->end, end);
    size_t skip = str_starts(inside, "\n") ? 1 : 0;
    rewriter_copy(spans->dialect->to, call->end + skip, end);
    bool ended = str_ends(inside, "\n");
    add(spans, call, ended ? STR("`````\n") : STR("\n`````\n"));
    spans->at = after + 2;
}

static void add_parameter(struct spans *spans, const struct call *call)
{
    struct str name = argument(call, 0);
    struct value value = value_get(spans->dialect->options->data, name);
    if (!spans_add_value(spans, value)) {
        dialect_lose(spans->dialect, call->start,
                     name.len ? arena_format(spans->dialect->arena, "%.*s %.*s",
                                             STR_ARG(call->name), STR_ARG(name))
                              : call->name);
    }
}

/* The page's address where the site knows it, else the path as it is written. */
static void add_reference(struct spans *spans, const struct call *call)
{
    const struct markdown_host *host = spans->dialect->options->host;
    struct str path = dialect_attribute(call->rest, "path"), address, title;
    path = path.len ? path : argument(call, 0);
    size_t hash = str_find_byte(path, '#', 0);
    struct str page = str_sub(path, 0, hash == STR_NONE ? path.len : hash);
    bool known =
        page.len && host && host->find && host->find(host->data, page, &address, &title);
    add(spans, call, known ? address : page);
    add(spans, call, str_skip(path, page.len));
}

static void add_text(struct spans *spans, const struct call *call)
{
    static const char *const keys[] = {"text", "content", "label", "title"};
    struct str words = any_of(call->rest, keys, sizeof keys / sizeof keys[0]);
    add(spans, call, words.len ? words : argument(call, 0));
}

static void add_file(struct spans *spans, const struct call *call)
{
    struct str part;
    bool tag = spans->dialect->options->syntax & SYNTAX_TAGS;
    if (tag && spans_read_file(spans, argument(call, 0), &part)) {
        add(spans, call, part);
    } else {
        dialect_lose(spans->dialect, call->start, call->name);
    }
}

static void make_row(struct spans *spans, const struct call *call,
                     const struct call_row *row)
{
    if (call->closing) {
        return;
    }
    switch (row->kind) {
    case CALL_QUIET: break;
    case CALL_LINK: add_link(spans, call, row); break;
    case CALL_FIGURE: add_figure(spans, call); break;
    case CALL_CODE: add_code(spans, call); break;
    case CALL_PARAMETER: add_parameter(spans, call); break;
    case CALL_REFERENCE: add_reference(spans, call); break;
    case CALL_FILE: add_file(spans, call); break;
    case CALL_TEXT: add_text(spans, call); break;
    }
}

/* Boxes */

static size_t line_indent_here(const struct spans *spans)
{
    size_t bytes;
    return indent_columns(rewriter_line(spans->dialect->to), &bytes);
}

static void close_box(struct spans *spans, const struct call *call)
{
    size_t index = spans->open_count;
    while (index > 0 && !str_eq_ignore_case(spans->open[index - 1].name, call->name)) {
        index--;
    }
    while (index > 0 && spans->open_count >= index) {
        const struct span_box *box = &spans->open[--spans->open_count];
        dialect_close_box(spans->dialect, call->start, box->indent, box->box);
    }
}

/* "note", or a general name whose type says which: '{{< alert color="warning" >}}'. */
static enum callout callout_of_call(const struct call *call, enum callout callout,
                                    struct str *kind)
{
    struct str named = kind_in(call->rest);
    struct str first = argument(call, 0);
    enum callout other;
    if (named.len && dialect_find_callout(named, &other)) {
        *kind = named;
        return other;
    }
    if (first.len && callout != CALLOUT_BLOCK && dialect_find_callout(first, &other)) {
        *kind = first;
        return other;
    }
    *kind = call->name;
    return callout;
}

static void open_box(struct spans *spans, const struct call *call, enum callout callout)
{
    struct dialect *dialect = spans->dialect;
    struct str kind, title = title_in(call->rest);
    callout = callout_of_call(call, callout, &kind);
    struct str first = argument(call, 0);
    title = title.len || callout != CALLOUT_BLOCK ? title
                                                  : dialect_attribute(call->rest, "name");
    if (title.len == 0 && !str_eq(first, kind)) {
        title = first;
    } else if (title.len == 0) {
        title = argument(call, 1);
    }
    title = title.len ? title : dialect_default_title(dialect->arena, kind, callout);
    size_t indent = line_indent_here(spans);
    size_t box = dialect_open_box(dialect, call->start, indent, callout, title,
                                  str_sub(dialect->to->text, call->start, call->end));
    if (spans->open_count < DIALECT_DEPTH_LIMIT) {
        spans->open[spans->open_count++] = (struct span_box){call->name, box, indent};
    }
}

/* Nothing between: what its attributes say is all there is. */
static void add_words(struct spans *spans, const struct call *call)
{
    static const char *const keys[] = {"href", "to", "url", "link"};
    static const char *const texts[] = {"description", "text", "body", "content"};
    struct str title = title_in(call->rest), description;
    struct str address = any_of(call->rest, keys, sizeof keys / sizeof keys[0]);
    struct arena *arena = spans->dialect->arena;
    description = any_of(call->rest, texts, sizeof texts / sizeof texts[0]);
    if (title.len && address.len) {
        add(spans, call,
            arena_format(arena, "[%.*s](<%.*s>)", STR_ARG(title), STR_ARG(address)));
    } else {
        add(spans, call, title);
    }
    if (description.len) {
        add(spans, call,
            arena_format(arena, "%s%.*s", title.len ? ": " : "", STR_ARG(description)));
    }
}

/* "[x]({% page "/a/" %})": where a link's address is expected and the only argument is a
 * rooted path or a page's name, the tag makes an address of it. */
static bool add_destination(struct spans *spans, const struct call *call)
{
    struct str line = rewriter_line(spans->dialect->to), path = argument(call, 0);
    bool expected = str_ends(line, "](") || str_ends(line, "href=\"");
    bool only = path.len && argument(call, 1).len == 0;
    if (!expected || !only || str_find_byte(path, ' ', 0) != STR_NONE) {
        return false;
    }
    const struct markdown_host *host = spans->dialect->options->host;
    struct str address, title;
    bool whole = str_starts(path, "/") || str_find(path, STR("://"), 0) != STR_NONE;
    bool known =
        !whole && host && host->find && host->find(host->data, path, &address, &title);
    add(spans, call, known ? address : whole ? path : (struct str){0});
    return known || whole;
}

void spans_make(struct spans *spans, const struct call *call)
{
    const struct call_row *row = find_row(call->name);
    enum callout callout = CALLOUT_BLOCK;
    bool box = !row && dialect_find_callout(call->name, &callout);
    bool code = !row && str_eq_ignore_case(call->name, STR("code")) && !call->closing &&
                language_in(call).len == 0 && spans_is_paired(spans, call);
    spans->at = call->end;
    if (row) {
        make_row(spans, call, row);
    } else if (call->closing) {
        close_box(spans, call);
    } else if (code) { /* GitBook's, around a fence */
        if (title_in(call->rest).len) {
            open_box(spans, call, CALLOUT_BLOCK);
        }
    } else if (!box && language_in(call).len && spans_is_paired(spans, call)) {
        add_code(spans, call);
    } else if (box && !call->single && spans_is_paired(spans, call)) {
        open_box(spans, call, callout);
    } else if (box || !add_destination(spans, call)) {
        add_words(spans, call);
        if (!(box && call->single)) {
            dialect_lose(spans->dialect, call->start, call->name);
        }
    }
}
