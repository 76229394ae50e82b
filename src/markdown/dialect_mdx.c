/* MDX: what is JavaScript goes, what is text stays. Imports and exports up to their end,
 * comments in braces, and components' tags, whose attributes may name titles and
 * addresses; elements of HTML lose only what is no HTML. */
#include "base/buf.h"
#include "base/lines.h"
#include "markdown/dialect_spans.h"

#define TAG_REACH_BYTES ((size_t)8000)
#define EXPRESSION_REACH_BYTES ((size_t)2000)

/* Behind the bracket that closes the one at `at`; quotes hide brackets. STR_NONE: never. */
static size_t behind_brackets(struct str text, size_t at)
{
    size_t depth = 0;
    char quote = '\0';
    for (size_t i = at; i < text.len && i < at + TAG_REACH_BYTES * 4; i++) {
        char c = text.ptr[i];
        if (quote) {
            i += c == '\\' ? 1 : 0;
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'' || c == '`') {
            quote = c;
        } else if (c == '{' || c == '(' || c == '[') {
            depth++;
        } else if ((c == '}' || c == ')' || c == ']') && --depth == 0) {
            return i + 1;
        }
    }
    return STR_NONE;
}

/* What an attribute's JavaScript says in so many words: "'x'", "require('x').default",
 * "useBaseUrl('x')"; empty: it is computed. */
static struct str literal_text(struct str code)
{
    static const char *const calls[] = {"require(", "useBaseUrl("};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        if (str_starts(code, calls[i])) {
            code = str_trim_left(str_skip(code, strlen(calls[i])));
            size_t end = code.len ? str_find_byte(code, code.ptr[0], 1) : STR_NONE;
            code = str_sub(code, 0, end == STR_NONE ? 0 : end + 1);
        }
    }
    bool quoted = code.len > 1 && ascii_set_has("\"'`", code.ptr[0]) &&
                  str_find_byte(code, code.ptr[0], 1) == code.len - 1;
    bool filled = quoted && code.ptr[0] == '`' && str_find(code, STR("${"), 0) != STR_NONE;
    return quoted && !filled ? str_sub(code, 1, code.len - 1) : (struct str){0};
}

static bool begins_statement(struct str line)
{
    static const char *const words[] = {
        "import ",     "import{",  "export const ", "export default ", "export function ",
        "export let ", "export {", "export *",      "export async "};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (str_starts(line, words[i])) {
            return true;
        }
    }
    return false;
}

#define IMPORT_REACH_BYTES ((size_t)2000)

/* "import x from 'y'", on however many lines, as far as its address: where the line of that
 * ends; 0: it is a sentence that begins with the word. */
static size_t import_end(struct str text, size_t at)
{
    struct str part = str_sub(text, 0, at + IMPORT_REACH_BYTES);
    size_t start = at + sizeof "import" - 1, i = start;
    while (i < part.len &&
           (ascii_is_alnum(part.ptr[i]) || ascii_is_space(part.ptr[i]) ||
            ascii_set_has("{},*$_", part.ptr[i])) &&
           !(part.ptr[i] == '\n' && i + 1 < part.len && part.ptr[i + 1] == '\n')) {
        i++;
    }
    struct str names = str_trim(str_sub(part, start, i));
    bool quote = i < part.len && ascii_set_has("\"'", part.ptr[i]);
    size_t end = quote ? line_end(text, i) : 0;
    struct str line = quote ? str_trim(str_sub(text, i, end)) : (struct str){0};
    line = str_trim(str_without_end(line, ';'));
    bool address = line.len > 1 && line.ptr[line.len - 1] == line.ptr[0];
    return address && (names.len == 0 || str_ends(names, "from")) ? end : 0;
}

bool spans_read_module(struct spans *spans)
{
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    size_t end = line_end(text, spans->at);
    bool import = str_starts(here, "import");
    if (!begins_statement(here)) {
        return false;
    }
    size_t whole = import ? import_end(text, spans->at) : end;
    if (whole == 0) {
        return false;
    }
    end = whole > end ? whole : end;
    size_t at = spans->at;
    for (; at < end; at++) { /* what is open on the line goes on to its close */
        char c = text.ptr[at];
        if (c == '{' || c == '(' || c == '[') {
            size_t behind = behind_brackets(text, at);
            at = behind == STR_NONE ? end : behind - 1;
            end = at >= end ? line_end(text, at) : end;
        } else if (c == '\'' || c == '"' || c == '`') {
            size_t close = str_find_byte(text, c, at + 1);
            at = close == STR_NONE ? end : close;
            end = at >= end ? line_end(text, at) : end;
        }
    }
    rewriter_add(spans->dialect->to, spans->at, STR("\n"));
    spans->at = end;
    return true;
}

static size_t skip_spaces(struct str text, size_t at)
{
    while (at < text.len && ascii_is_space(text.ptr[at])) {
        at++;
    }
    return at;
}

/* The brace that ends the comments at `at`: only white space may stand beside them, or the
 * braces are text. */
static size_t comments_end(struct spans *spans, size_t at)
{
    struct str text = spans->dialect->to->text;
    at = skip_spaces(text, at + 1);
    bool comment = false;
    while (str_starts(str_skip(text, at), "/*")) {
        size_t end = spans_find(spans, STR("*/"), at + 2);
        if (end == STR_NONE) {
            return STR_NONE;
        }
        comment = true;
        at = skip_spaces(text, end + 2);
    }
    return comment && str_starts(str_skip(text, at), "}") ? at : STR_NONE;
}

/* Behind its brace. What is looked through in vain is bounded by the text's length, so that
 * braces which nothing closes cost no more than it. */
static size_t expression_end(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    struct str reach = str_sub(text, 0, spans->at + EXPRESSION_REACH_BYTES);
    if (spans->wasted > 4 * text.len + EXPRESSION_REACH_BYTES) {
        return STR_NONE;
    }
    size_t end = behind_brackets(reach, spans->at);
    spans->wasted += end == STR_NONE ? reach.len - spans->at : 0;
    return end;
}

/* Text and numbers are shown as they are, the page's own values, too; what is computed is
 * told, and stays as it is written when it is on one line. */
static bool read_expression(struct spans *spans)
{
    struct dialect *dialect = spans->dialect;
    struct str text = dialect->to->text;
    char first = spans->at + 1 < text.len ? text.ptr[spans->at + 1] : '}';
    size_t end = ascii_set_has("#.:%{}|", first) ? STR_NONE : expression_end(spans);
    if (end == STR_NONE) {
        return false;
    }
    struct str code = str_trim(str_sub(text, spans->at + 1, end - 1));
    struct str literal = literal_text(code);
    bool number = code.len > 0, line = str_find_byte(code, '\n', 0) == STR_NONE;
    for (size_t i = 0; i < code.len && number; i++) {
        number = ascii_is_digit(code.ptr[i]) || code.ptr[i] == '.';
    }
    bool quoted = code.len > 1 && ascii_set_has("\"'`", code.ptr[0]) &&
                  (literal.len || code.len == 2);
    static const char own[] = "frontMatter.";
    struct value value = str_starts(code, own) ? value_get(dialect->options->data,
                                                           str_skip(code, sizeof own - 1))
                                               : value_nil();
    if (quoted || number) {
        rewriter_add(dialect->to, spans->at, quoted ? literal : code);
    } else if (!spans_add_value(spans, value)) {
        dialect_lose(dialect, spans->at,
                     line ? str_sub(text, spans->at, end) : STR("{\xe2\x80\xa6}"));
        rewriter_copy(dialect->to, spans->at, line ? end : spans->at);
    }
    spans->at = end;
    return true;
}

bool spans_read_braces(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    size_t end = comments_end(spans, spans->at);
    if (end == STR_NONE) {
        return read_expression(spans);
    }
    size_t start = skip_spaces(text, spans->at + 1) + 2; /* of the first comment */
    struct str inside = str_trim(str_sub(text, start, end));
    if (str_starts(inside, "#")) { /* an id, as Docusaurus writes it in MDX */
        size_t stop = str_find_byte(inside, ' ', 0);
        stop = stop == STR_NONE ? str_find_byte(inside, '*', 0) : stop;
        rewriter_add(spans->dialect->to, spans->at,
                     arena_format(spans->dialect->arena, "{%.*s}",
                                  STR_ARG(str_sub(inside, 0, stop))));
    }
    spans->at = end + 1;
    return true;
}

static bool is_name_byte(char c)
{
    return ascii_is_alnum(c) || c == '.' || c == '_' || c == '-' || c == ':';
}

/* The '>' that ends the tag; braces and quotes hide others. */
static size_t tag_end(struct str text, size_t at)
{
    size_t reach = at + TAG_REACH_BYTES < text.len ? at + TAG_REACH_BYTES : text.len;
    for (size_t i = at; i < reach; i++) {
        char c = text.ptr[i];
        if (c == '{') {
            size_t behind = behind_brackets(str_sub(text, 0, reach), i);
            if (behind == STR_NONE) {
                return STR_NONE;
            }
            i = behind - 1;
        } else if (c == '"' || c == '\'') {
            size_t close = str_find_byte(str_sub(text, 0, reach), c, i + 1);
            if (close == STR_NONE) {
                return STR_NONE;
            }
            i = close;
        } else if (c == '>') {
            return i;
        }
    }
    return STR_NONE;
}

/* An element of HTML with JavaScript in its attributes: those go, names become HTML's. */
static void add_element(struct spans *spans, struct str tag)
{
    struct buf out = {.kept_in = spans->dialect->arena};
    for (size_t i = 0; i < tag.len; i++) {
        if (tag.ptr[i] != '{') {
            buf_add_byte(&out, tag.ptr[i] == '\n' ? ' ' : tag.ptr[i]);
            continue;
        }
        size_t behind = behind_brackets(tag, i);
        behind = behind == STR_NONE ? tag.len : behind;
        struct str inside = str_trim(str_sub(tag, i + 1, behind - 1));
        if (out.len && out.ptr[out.len - 1] == '=') {
            buf_add_byte(&out, '"');
            buf_add_escaped(&out, literal_text(inside));
            buf_add_byte(&out, '"');
        }
        i = behind - 1;
    }
    struct str element = arena_take(spans->dialect->arena, &out);
    size_t class = str_find(element, STR(" className="), 0);
    if (class != STR_NONE) {
        element = arena_format(spans->dialect->arena, "%.*s class=%.*s", (int)class,
                               element.ptr, STR_ARG(str_skip(element, class + 11)));
    }
    rewriter_add(spans->dialect->to, spans->at, element);
}

/* "<Link to="x">" is a link of HTML. */
static bool make_link(struct spans *spans, const struct call *call)
{
    if (!str_is(call->name, "Link") && !str_is(call->name, "NavLink")) {
        return false;
    }
    struct str to = str_trim(call->rest);
    size_t at = str_find(to, STR("to="), 0);
    if (call->closing) {
        rewriter_add(spans->dialect->to, call->start, STR("</a>"));
    } else if (at != STR_NONE) {
        struct arena *arena = spans->dialect->arena;
        struct str tag = arena_format(arena, "<a %.*shref=%.*s>", (int)at, to.ptr,
                                      STR_ARG(str_skip(to, at + 3)));
        add_element(spans, tag);
    } else {
        add_element(spans, arena_format(spans->dialect->arena, "<a %.*s>", STR_ARG(to)));
    }
    spans->at = call->end;
    return true;
}

bool spans_read_component(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    size_t at = spans->at + 1;
    struct call call = {.start = spans->at, .named = true};
    call.closing = at < text.len && text.ptr[at] == '/';
    at += call.closing ? 1 : 0;
    bool mdx = spans->dialect->options->syntax & SYNTAX_MDX;
    if (at < text.len && mdx &&
        (text.ptr[at] == '>' || str_is(str_sub(text, spans->at, spans->at + 3), "</>"))) {
        spans->at = at + 1; /* a fragment */
        return true;
    }
    size_t start = at;
    while (at < text.len && is_name_byte(text.ptr[at])) {
        at++;
    }
    call.name = str_sub(text, start, at);
    if (at < text.len && !ascii_is_space(text.ptr[at]) &&
        !ascii_set_has("/>{", text.ptr[at])) {
        return false; /* types of a program: "Store<Id, S>" */
    }
    bool component = call.name.len && call.name.ptr[0] >= 'A' && call.name.ptr[0] <= 'Z';
    size_t close = spans_next_close(spans, at, ">"); /* many may begin that never end */
    bool near = close != STR_NONE && close < at + TAG_REACH_BYTES;
    size_t end = call.name.len && near ? tag_end(text, at) : STR_NONE;
    if (end == STR_NONE || str_find_byte(call.name, ':', 0) != STR_NONE) {
        return false;
    }
    call.end = end + 1;
    call.rest = str_sub(text, at, end);
    if (!component) {
        bool odd = mdx && ascii_is_alpha(call.name.ptr[0]) &&
                   str_find_byte(call.rest, '{', 0) != STR_NONE;
        if (odd) {
            add_element(spans, str_sub(text, spans->at, call.end));
            spans->at = call.end;
        }
        return odd;
    }
    call.single = str_ends(call.rest, "/");
    call.rest = str_trim(str_without_end(call.rest, '/'));
    call.closer = arena_format(spans->dialect->arena, "</%.*s", STR_ARG(call.name));
    if (!make_link(spans, &call)) {
        spans_make(spans, &call);
    }
    return true;
}
