/* One scan over the text, that passes over code and HTML comments. What is read may open a
 * box on lines of its own; it ends where it is closed, or where the tree says. */
#include "markdown/dialect_spans.h"

#include "base/lines.h"

#define CODE_REACH_BYTES ((size_t)4000) /* a span of code ends within */
#define CALL_REACH_BYTES ((size_t)2000) /* the same of a shortcode or tag */
#define CLOSER_NAMES_LIMIT 64
#define FORMULAS                                                                           \
    (SYNTAX_VUE | SYNTAX_MYST | SYNTAX_PYTHON | SYNTAX_PANDOC | SYNTAX_MDX) /* "$x$" */

/* Brackets that are opened again and again are looked for once. */
size_t spans_next_close(struct spans *spans, size_t at, const char *close)
{
    struct found_close *found = spans->closes;
    while (found->close && strcmp(found->close, close) != 0 &&
           found < &spans->closes[CLOSE_KINDS - 1]) {
        found++;
    }
    bool known = found->close && strcmp(found->close, close) == 0 && found->from <= at &&
                 (found->at == STR_NONE || found->at >= at);
    if (!known) {
        size_t next = str_find(spans->dialect->to->text, str_from(close), at);
        *found = (struct found_close){.close = close, .from = at, .at = next};
    }
    return found->at;
}

size_t spans_find_end(struct spans *spans, size_t at, const char *close)
{
    struct str text = spans->dialect->to->text;
    size_t reach = at + CALL_REACH_BYTES < text.len ? at + CALL_REACH_BYTES : text.len;
    size_t plain = spans_next_close(spans, at, close), length = strlen(close);
    if (plain == STR_NONE || plain + length > reach) {
        return STR_NONE;
    }
    char quote = '\0';
    for (size_t i = at; i + length <= reach; i++) {
        char c = text.ptr[i];
        if (quote) {
            i += c == '\\' ? 1 : 0;
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '`') {
            quote = c;
        } else if (c == close[0] && memcmp(text.ptr + i, close, length) == 0) {
            return i;
        }
    }
    return plain; /* a quote that is never closed hides nothing */
}

static int64_t last_of(struct str text, struct str closer)
{
    int64_t last = -1;
    for (size_t at = 0; (at = str_find(text, closer, at)) != STR_NONE; at++) {
        last = (int64_t)at;
    }
    return last;
}

static bool stands_behind(struct spans *spans, struct str mark, size_t from)
{
    struct value last = value_get(spans->closers, mark);
    if (last.kind == VALUE_NIL && value_count(spans->closers) < CLOSER_NAMES_LIMIT) {
        last = value_integer(last_of(spans->dialect->to->text, mark));
        (void)value_map_set(spans->dialect->arena, spans->closers, mark, last);
    }
    return last.kind == VALUE_INTEGER && last.as.integer >= (int64_t)from;
}

bool spans_is_paired(struct spans *spans, const struct call *call)
{
    return stands_behind(spans, call->closer, call->end);
}

size_t spans_find(struct spans *spans, struct str mark, size_t from)
{
    return stands_behind(spans, mark, from) ? str_find(spans->dialect->to->text, mark, from)
                                            : STR_NONE;
}

static void copy_to(struct spans *spans, size_t end)
{
    rewriter_copy(spans->dialect->to, spans->at, end);
    spans->at = end;
}

/* Comments of Zola's on a line of code, which it shows without their marks. */
static void show_comments(struct spans *spans, size_t end)
{
    struct str text = str_sub(spans->dialect->to->text, 0, end);
    for (size_t at; (at = str_find(text, STR("/*"), spans->at)) != STR_NONE;) {
        struct str before = str_sub(text, spans->at, at);
        bool opens = str_ends(before, "{{") || str_ends(before, "{%");
        copy_to(spans, opens ? at - 2 : at + 2);
        if (opens && !spans_read_zola(spans)) {
            copy_to(spans, at + 2);
        }
    }
}

/* What is read at "{{" in the lines of a fence. */
typedef bool fence_reader(struct spans *spans);

static bool read_hugo_comment(struct spans *spans)
{
    struct str here = str_skip(spans->dialect->to->text, spans->at);
    bool comment = str_starts(here, "{{</*") || str_starts(here, "{{%/*");
    return comment && spans_read_hugo(spans);
}

/* A value in a directive's Markdown, but not within its code. */
static bool read_inner_value(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    bool code = false;
    size_t reach = spans->at > CODE_REACH_BYTES ? spans->at - CODE_REACH_BYTES : 0;
    for (size_t i = spans->at; i > reach && text.ptr[i - 1] != '\n'; i--) {
        code = code != (text.ptr[i - 1] == '`');
    }
    return !code && spans_read_value(spans);
}

/* Hugo's comments are still its own in a fence, and what mdBook includes; a directive of
 * MyST's holds Markdown. */
static fence_reader *reader_of_fence(const struct spans *spans, struct str info)
{
    unsigned syntax = spans->dialect->options->syntax;
    size_t brace = str_starts(info, "{") ? str_find_byte(info, '}', 0) : STR_NONE;
    bool text = brace != STR_NONE && (syntax & SYNTAX_MYST) && (syntax & SYNTAX_VALUES) &&
                dialect_directive_is_text(str_sub(info, 1, brace));
    return syntax & SYNTAX_HUGO   ? read_hugo_comment
           : syntax & SYNTAX_BOOK ? spans_read_book
           : text                 ? read_inner_value
                                  : NULL;
}

static void copy_fence_line(struct spans *spans, size_t end, fence_reader *read)
{
    struct str line = str_sub(spans->dialect->to->text, 0, end);
    for (size_t at; read && (at = str_find(line, STR("{{"), spans->at)) != STR_NONE;) {
        bool escaped =
            read == spans_read_book && at > spans->at && line.ptr[at - 1] == '\\';
        copy_to(spans, at - (escaped ? 1 : 0));
        spans->at = at; /* "\{{#include" is shown without its backslash */
        if (escaped || !read(spans)) {
            copy_to(spans, at + 2);
        }
    }
    if (spans->dialect->options->syntax & SYNTAX_ZOLA) {
        show_comments(spans, end);
    }
    if (end > spans->at) {
        copy_to(spans, end);
    }
}

/* A fence with all its lines; in a directive's text others may stand. */
static bool copy_fence(struct spans *spans)
{
    struct str text = spans->dialect->to->text, info;
    size_t end = line_end(text, spans->at);
    struct fence fence =
        code_fence_of(str_trim_right(str_sub(text, spans->at, end)), &info);
    if (fence.length == 0) {
        return false;
    }
    fence_reader *read = reader_of_fence(spans, info);
    struct fence inner = {0};
    copy_to(spans, end);
    while (spans->at < text.len) {
        end = line_end(text, spans->at);
        struct str line = str_trim_right(str_sub(text, spans->at, end));
        bool closes = code_fence_closes(line, &fence);
        bool ends = inner.length && code_fence_closes(line, &inner);
        bool plain = inner.length && read == read_inner_value;
        copy_fence_line(spans, end, plain ? NULL : read);
        if (closes) {
            break;
        }
        inner = ends           ? (struct fence){0}
                : inner.length ? inner
                               : code_fence_of(line, &info);
    }
    return true;
}

/* A run of backticks, and what it encloses. */
static void copy_code(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    size_t run = 1, at = spans->at;
    while (at + run < text.len && text.ptr[at + run] == '`') {
        run++;
    }
    struct str reach = str_sub(text, 0, at + CODE_REACH_BYTES);
    size_t end = at + run;
    for (size_t i = end; i < reach.len;) {
        size_t count = 0;
        while (i + count < reach.len && reach.ptr[i + count] == '`') {
            count++;
        }
        if (count == run) {
            end = i + count;
            break;
        }
        bool blank = reach.ptr[i] == '\n' && i + 1 < reach.len && reach.ptr[i + 1] == '\n';
        if (blank) {
            break;
        }
        i += count ? count : 1;
    }
    struct str code = str_sub(text, at + run, end - run);
    bool html, pandoc = spans->dialect->options->syntax & SYNTAX_PANDOC;
    size_t format = pandoc ? pandoc_raw_format(str_skip(text, end), &html) : 0;
    if (pandoc && !format && (str_starts(code, "r ") || str_starts(code, "{"))) {
        dialect_lose(spans->dialect, at, STR("code within a line"));
    }
    if (format) {
        rewriter_copy(spans->dialect->to, at + run, html ? end - run : at + run);
        spans->at = end + format;
    } else if (spans->dialect->options->syntax & SYNTAX_BOOK) {
        copy_fence_line(spans, end, spans_read_book); /* it includes anywhere */
    } else {
        copy_to(spans, end);
    }
}

static bool copy_comment(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    bool comment = str_starts(str_skip(text, spans->at), "<!--");
    size_t end = comment ? str_find(text, STR("-->"), spans->at) : STR_NONE;
    bool inlines = end != STR_NONE && (spans->dialect->options->syntax & SYNTAX_PYTHON);
    size_t stop = inlines ? line_end(text, spans->at) : 0;
    if (end + 3 < stop && str_trim(str_sub(text, end + 3, stop)).len) {
        spans->at = end + 3; /* to Python-Markdown it is a part of the line's text */
    } else if (comment) {
        copy_to(spans, end == STR_NONE ? text.len : end + 3);
    }
    return comment;
}

static bool is_label_byte(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_' || c == ':' || c == '.' ||
           (unsigned char)c >= 0x80;
}

/* The length of MyST's " (label)" behind a formula, at its line's end; 0: there is none. */
static size_t label_length(struct str after, struct str *label)
{
    struct str line = str_trim_right(str_sub(after, 0, line_end(after, 0)));
    struct str braced = str_trim_left(line);
    *label = str_sub(braced, 1, braced.len ? braced.len - 1 : 0);
    bool is = label->len && str_starts(braced, "(") && str_ends(braced, ")");
    for (size_t i = 0; is && i < label->len; i++) {
        is = is_label_byte(label->ptr[i]);
    }
    return is ? line.len : 0;
}

/* A place before the formula that ends at `end`, and the formula. */
static void copy_labelled(struct spans *spans, size_t end)
{
    struct rewriter *to = spans->dialect->to;
    struct str label;
    size_t more = label_length(str_skip(to->text, end), &label);
    if (more) {
        rewriter_add(to, spans->at,
                     arena_format(to->arena, "<span id=\"%.*s\"></span>", STR_ARG(label)));
    }
    copy_to(spans, end);
    spans->at += more;
}

/* Formulas, whose braces are TeX's. */
static bool copy_math(struct spans *spans)
{
    struct str text = str_sub(spans->dialect->to->text, 0, spans->at + CODE_REACH_BYTES);
    size_t at = spans->at, run = str_starts(str_skip(text, at), "$$") ? 2 : 1;
    size_t end = str_find(text, run == 2 ? STR("$$") : STR("$"), at + run);
    struct str inside = str_sub(text, at + run, end);
    bool math = end != STR_NONE && inside.len &&
                (run == 2 || (!ascii_is_space(inside.ptr[0]) &&
                              !ascii_is_space(inside.ptr[inside.len - 1]) &&
                              str_find(inside, STR("\n\n"), 0) == STR_NONE));
    if (math && run == 2 && (spans->dialect->options->syntax & SYNTAX_MYST)) {
        copy_labelled(spans, end + run);
    } else if (math) {
        copy_to(spans, end + run);
    }
    return math;
}

/* Programs and styles among VitePress's text. */
static bool copy_program(struct spans *spans)
{
    static const char *const names[] = {"<script", "<style"};
    static const char *const ends[] = {"</script>", "</style>"};
    struct str here = str_skip(spans->dialect->to->text, spans->at);
    for (size_t i = 0; i < 2; i++) {
        size_t end = str_starts(here, names[i])
                         ? spans_find(spans, str_from(ends[i]), spans->at)
                         : STR_NONE;
        if (end != STR_NONE) {
            copy_to(spans, end);
            return true;
        }
    }
    return false;
}

/* VitePress shows what stands in an element with "v-pre" as it is. */
static bool copy_verbatim(struct spans *spans)
{
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    size_t name = 1, end;
    while (name < here.len && ascii_is_alnum(here.ptr[name])) {
        name++;
    }
    end = name > 1 ? spans_find_end(spans, spans->at, ">") : STR_NONE;
    if (end == STR_NONE ||
        str_find(str_sub(text, spans->at, end), STR(" v-pre"), 0) == STR_NONE) {
        return false;
    }
    struct str closer =
        arena_format(spans->dialect->arena, "</%.*s>", STR_ARG(str_sub(here, 1, name)));
    size_t close = spans_find(spans, closer, end);
    if (close != STR_NONE) {
        copy_to(spans, close);
    }
    return close != STR_NONE;
}

/* "::: v-pre", up to its end. */
static bool copy_container(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    struct str line = str_trim(str_sub(text, spans->at, line_end(text, spans->at)));
    bool verbatim = str_starts(line, ":::") && str_ends(line, " v-pre");
    size_t end = verbatim ? spans_find(spans, STR("\n:::"), spans->at) : STR_NONE;
    if (end != STR_NONE) {
        copy_to(spans, end + 1);
    }
    return end != STR_NONE;
}

/* Obsidian's "%%x%%". */
static bool skip_comment(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    bool comment = str_starts(str_skip(text, spans->at), "%%");
    size_t end = comment ? spans_find(spans, STR("%%"), spans->at + 2) : STR_NONE;
    if (end == STR_NONE) {
        return false;
    }
    spans->at = end + 2;
    return true;
}

/* The table of what begins with which byte; the first reader that takes it. */
static bool read_special(struct spans *spans, char c)
{
    static const struct {
        char begins;
        unsigned syntax;
        bool (*read)(struct spans *spans);
    } readers[] = {
        {'{', SYNTAX_HUGO, spans_read_hugo},
        {'{', SYNTAX_BOOK, spans_read_book},
        {'{', SYNTAX_BOOK, spans_read_helper},
        {'{', SYNTAX_ZOLA, spans_read_zola},
        {'{', SYNTAX_TAGS, spans_read_tag},
        {'{', SYNTAX_VALUES, spans_read_value},
        {'{', SYNTAX_MDX, spans_read_braces},
        {'<', SYNTAX_VUE, spans_read_include},
        {'<', SYNTAX_VUE, copy_program},
        {'<', SYNTAX_VUE, copy_verbatim},
        {'<', ~0U, copy_comment},
        {'<', SYNTAX_MDX | SYNTAX_VUE, spans_read_component},
        {'%', SYNTAX_WIKI, skip_comment},
        {'$', FORMULAS, copy_math},
        {'^', SYNTAX_PANDOC, spans_read_note},
        {'[', SYNTAX_PANDOC, spans_read_aside},
        {'\\', SYNTAX_PANDOC, spans_read_tex},
        {':', SYNTAX_EMOJI, spans_read_icon},
        {']', SYNTAX_PYTHON, spans_read_bracket},
    };
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        if (readers[i].begins == c &&
            (readers[i].syntax & spans->dialect->options->syntax) &&
            readers[i].read(spans)) {
            return true;
        }
    }
    return false;
}

static bool read_line_start(struct spans *spans)
{
    unsigned syntax = spans->dialect->options->syntax;
    return copy_fence(spans) || ((syntax & SYNTAX_MDX) && spans_read_module(spans)) ||
           ((syntax & SYNTAX_VUE) && (spans_read_import(spans) || copy_container(spans)));
}

static bool is_special(const struct spans *spans, char c)
{
    return ascii_set_has(spans->specials, c);
}

static void step(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    bool html = spans->dialect->is_html; /* it has neither fences nor code's signs */
    bool start = spans->at == 0 || text.ptr[spans->at - 1] == '\n';
    if (start && !html && read_line_start(spans)) {
        return;
    }
    char c = text.ptr[spans->at];
    if (c == '`' && !html) {
        copy_code(spans);
        return;
    }
    if (is_special(spans, c) && c != '\n' && read_special(spans, c)) {
        return;
    }
    size_t end = spans->at + (c == '\\' ? 2 : 1);
    while (c != '\n' && end < text.len && !is_special(spans, text.ptr[end])) {
        end++;
    }
    end += end < text.len && text.ptr[end] == '\n' && c != '\n' ? 1 : 0;
    copy_to(spans, end < text.len ? end : text.len);
}

struct spans *spans_new(struct dialect *dialect)
{
    struct spans *spans = ARENA_NEW(dialect->arena, struct spans);
    if (spans) {
        spans->dialect = dialect;
        bool pandoc = dialect->options->syntax & SYNTAX_PANDOC;
        spans->specials = pandoc ? "{<%`\n\\$:]^[" : "{<%`\n\\$:]";
        spans->closers = value_map_new(dialect->arena);
        spans->parts = value_map_new(dialect->arena);
        spans->open_ended = value_map_new(dialect->arena);
    }
    return spans;
}

bool dialect_rewrite_spans(struct dialect *dialect)
{
    struct spans *spans = spans_new(dialect);
    if (!spans) {
        return false;
    }
    while (spans->at < dialect->to->text.len && !arena_failed(dialect->arena)) {
        step(spans);
    }
    while (spans->open_count > 0) {
        const struct span_box *last = &spans->open[--spans->open_count];
        dialect_close_box(dialect, spans->at - 1, last->indent, last->box);
    }
    return true;
}
