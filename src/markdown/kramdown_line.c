/* Lines: questions only, each linear in the line. What stands between two spans of text
 * counts nowhere here but for HTML, whose elements decide (kramdown_html.h). */
#include "markdown/kramdown_line.h"

#include "markdown/kramdown_html.h"
#include "markdown/kramdown_ial.h"

size_t line_skip_spaces(struct str text, size_t at)
{
    for (size_t spaces = 0; at < text.len && text.ptr[at] == ' ' && spaces < 3; spaces++) {
        at++;
    }
    return at;
}

size_t line_indent(struct str text, size_t at, size_t *columns)
{
    size_t from = at, column = 0;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
        column = text.ptr[at] == '\t' ? column / 4 * 4 + 4 : column + 1;
        at++;
    }
    if (columns) {
        *columns = column;
    }
    return at - from;
}

bool line_is_blank(struct str text, size_t at)
{
    while (at < text.len && text.ptr[at] != '\n') {
        if (!ascii_is_space(text.ptr[at])) {
            return false;
        }
        at++;
    }
    return true;
}

bool line_is_end_mark(struct str text, size_t at)
{
    return at < text.len && text.ptr[at] == '^' && line_is_blank(text, at + 1);
}

bool line_is_rule(struct str text, size_t at)
{
    at = line_skip_spaces(text, at);
    if (at >= text.len ||
        (text.ptr[at] != '*' && text.ptr[at] != '-' && text.ptr[at] != '_')) {
        return false;
    }
    size_t count = 0;
    char mark = text.ptr[at];
    for (; at < text.len && text.ptr[at] != '\n'; at++) {
        if (text.ptr[at] == mark) {
            count++;
        } else if (text.ptr[at] != ' ' && text.ptr[at] != '\t') {
            return false;
        }
    }
    return count >= 3;
}

bool line_is_quote(struct str text, size_t at)
{
    at = line_skip_spaces(text, at);
    return at < text.len && text.ptr[at] == '>';
}

bool line_is_definition(struct str text, size_t at)
{
    at = line_skip_spaces(text, at);
    return at + 1 < text.len && text.ptr[at] == ':' &&
           (text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\t' || text.ptr[at + 1] == '|');
}

bool line_is_ial(struct str text, size_t at, struct str *inside)
{
    at = line_skip_spaces(text, at);
    if (at + 3 > text.len || text.ptr[at] != '{' || text.ptr[at + 1] != ':' ||
        text.ptr[at + 2] == ':' || text.ptr[at + 2] == '/') {
        return false;
    }
    size_t close = brace_end(text, at, text.len);
    if (close == STR_NONE || close == at + 2 || !line_is_blank(text, close + 1)) {
        return false;
    }
    *inside = str_sub(text, at + 2, close);
    return true;
}

static bool line_is_html(struct str text, size_t at)
{
    at = line_skip_spaces(text, at);
    if (at + 1 >= text.len || text.ptr[at] != '<') {
        return false;
    }
    bool closing = text.ptr[at + 1] == '/';
    size_t name = at + 1 + closing, word = name;
    while (word < text.len && (ascii_is_alnum(text.ptr[word]) || text.ptr[word] == '_')) {
        word++;
    }
    if (word == name || ascii_is_digit(text.ptr[name])) {
        return false;
    }
    /* The word alone decides, and capitals make it another one here. */
    struct str element = str_sub(text, name, word);
    size_t end = html_name_end(text, name);
    while (closing && end < text.len && ascii_is_space(text.ptr[end])) {
        end++;
    }
    return !html_is_span(element) && !str_is(element, "script") &&
           (!closing || (end < text.len && text.ptr[end] == '>'));
}

bool line_is_list_item(struct str text, size_t at, struct list_marker *out)
{
    size_t from = at;
    at = line_skip_spaces(text, at);
    out->indent = at - from;
    if (at >= text.len) {
        return false;
    }
    char c = text.ptr[at];
    out->ordered = ascii_is_digit(c);
    if (out->ordered) {
        while (at < text.len && ascii_is_digit(text.ptr[at])) {
            at++;
        }
        if (at >= text.len || text.ptr[at] != '.') {
            return false;
        }
    } else if (c != '*' && c != '+' && c != '-') {
        return false;
    }
    out->content = at + 1;
    /* A bar counts as a blank here, though nothing says so. */
    return at + 1 < text.len &&
           (text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\t' || text.ptr[at + 1] == '|');
}

bool line_is_atx(const struct kramdown_settings *settings, struct str text, size_t at,
                 size_t *level, size_t *from)
{
    size_t count = 0;
    while (at + count < text.len && text.ptr[at + count] == '#') {
        count++;
    }
    *level = count > 6 ? 6 : count;
    *from = at + count;
    if (count == 0 || line_is_blank(text, *from)) {
        return false;
    }
    if (settings->kramdown_input) {
        *from = at + *level;
        return true;
    }
    return count <= 6 && (text.ptr[*from] == ' ' || text.ptr[*from] == '\t');
}

bool line_is_fence(const struct kramdown_settings *settings, struct str text, size_t at,
                   struct fence *out)
{
    bool plain = settings->kramdown_input;
    at = plain ? at : line_skip_spaces(text, at);
    if (at >= text.len || (text.ptr[at] != '~' && (plain || text.ptr[at] != '`'))) {
        return false;
    }
    out->mark = text.ptr[at];
    out->count = 0;
    while (at < text.len && text.ptr[at] == out->mark) {
        at++;
        out->count++;
    }
    if (out->count < 3) {
        return false;
    }
    size_t end = line_end(text, at);
    out->info = str_trim(str_sub(text, at, end));
    if (out->info.len == 0) {
        out->info = str_sub(text, at, at);
    }
    out->adjacent = out->info.ptr == text.ptr + at;
    for (size_t i = 0; i < out->info.len; i++) {
        if (ascii_is_space(out->info.ptr[i])) {
            return false;
        }
    }
    return true;
}

size_t line_code_indent(struct str text, size_t at)
{
    size_t spaces = 0;
    while (at + spaces < text.len && text.ptr[at + spaces] == ' ' && spaces < 4) {
        spaces++;
    }
    if (spaces == 4) {
        return 4;
    }
    return spaces == 0 && at < text.len && text.ptr[at] == '\t' ? 1 : 0;
}

static bool line_is_code(struct str text, size_t at)
{
    return line_code_indent(text, at) > 0 && !line_is_blank(text, at);
}

bool line_ends_lazy(struct str text, size_t at)
{
    struct str inside;
    return line_is_blank(text, at) || line_is_end_mark(text, at) ||
           line_is_ial(text, at, &inside) || line_is_html(text, at);
}

bool line_ends_paragraph(const struct kramdown_settings *settings, struct str text,
                         size_t at)
{
    struct list_marker marker;
    struct fence fence;
    size_t level, from;
    if (line_ends_lazy(text, at) || line_is_definition(text, at)) {
        return true;
    }
    return !settings->kramdown_input &&
           (line_is_atx(settings, text, at, &level, &from) ||
            line_is_fence(settings, text, at, &fence) || line_is_quote(text, at) ||
            line_is_list_item(text, at, &marker));
}

size_t line_indented_end(struct str text, size_t at)
{
    size_t end = at;
    for (;;) {
        size_t probe = end;
        while (probe < text.len && line_is_blank(text, probe)) {
            probe = line_end(text, probe);
        }
        if (probe >= text.len || !line_is_code(text, probe)) {
            return end;
        }
        while (probe < text.len &&
               (line_is_code(text, probe) || !line_ends_lazy(text, probe))) {
            probe = line_end(text, probe);
        }
        end = probe;
    }
}
