/* A walk over the tokens of CSS, and over the declarations that they make. Only ASCII
 * decides; all that lies above is part of names. Relies on no table of properties. */
#include "base/css.h"

#include "base/arena.h"
#include "base/buf.h"

/* Tokens */

char css_peek(const struct css *css, size_t ahead)
{
    return css->at + ahead < css->text.len ? css->text.ptr[css->at + ahead] : '\0';
}

bool css_is_name_byte(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

static uint32_t hex_digit(char c)
{
    return ascii_is_digit(c) ? (uint32_t)(c - '0')
           : (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f')
               ? (uint32_t)(ascii_lower(c) - 'a') + 10
               : 16;
}

/* The escape that begins here, a backslash; '?' for what is no ASCII. */
static char read_escape(struct css *css)
{
    uint32_t code = 0;
    size_t from = ++css->at;
    while (css->at < css->text.len && css->at - from < 6 &&
           hex_digit(css->text.ptr[css->at]) < 16) {
        code = code * 16 + hex_digit(css->text.ptr[css->at++]);
    }
    if (css->at == from) {
        return css->at < css->text.len ? css->text.ptr[css->at++] : '\0';
    }
    if (css->at < css->text.len && ascii_is_space(css->text.ptr[css->at])) {
        css->at++;
    }
    return code < 0x80 ? (char)code : '?';
}

bool css_is_escape(const struct css *css)
{
    return css_peek(css, 0) == '\\' && css_peek(css, 1) != '\n';
}

struct str css_read_name(struct css *css, char *name, size_t room)
{
    size_t len = 0;
    while (css->at < css->text.len) {
        char c = css->text.ptr[css->at];
        if (css_is_escape(css)) {
            c = read_escape(css);
        } else if (css_is_name_byte(c)) {
            css->at++;
        } else {
            break;
        }
        if (len < room) {
            name[len++] = ascii_lower(c);
        }
    }
    return str_make(name, len);
}

bool css_skip_string(struct css *css)
{
    char quote = css->text.ptr[css->at++];
    while (css->at < css->text.len) {
        char c = css->text.ptr[css->at++];
        if (c == '\\') {
            css->at++;
        } else if (c == quote || c == '\n') {
            return c == quote;
        }
    }
    return false;
}

void css_skip_comment(struct css *css)
{
    size_t end = str_find(css->text, STR("*/"), css->at + 2);
    css->at = end == STR_NONE ? css->text.len : end + 2;
}

static bool is_comment(const struct css *css)
{
    return css_peek(css, 0) == '/' && css_peek(css, 1) == '*';
}

void css_skip_token(struct css *css)
{
    char c = css_peek(css, 0);
    if (c == '"' || c == '\'') {
        css_skip_string(css);
    } else if (is_comment(css)) {
        css_skip_comment(css);
    } else {
        css->at += c == '\\' ? 2 : 1;
    }
}

static bool opens(char c)
{
    return c == '(' || c == '{' || c == '[';
}

void css_skip_group(struct css *css)
{
    for (size_t depth = 1; css->at < css->text.len && depth;) {
        char c = css->text.ptr[css->at];
        depth += opens(c);
        depth -= c == ')' || c == '}' || c == ']';
        css_skip_token(css);
    }
}

/* Declarations */

/* Behind the bracket of an address without quotes: it holds neither strings nor comments.
 */
static bool is_in_address(struct str before, char next)
{
    return before.len >= 4 && next != '"' && next != '\'' &&
           str_eq_ignore_case(str_skip(before, before.len - 4), STR("url("));
}

static void skip_address(struct css *css)
{
    size_t end = str_find_byte(css->text, ')', css->at);
    css->at = end == STR_NONE ? css->text.len : end + 1;
}

static void add_plain(struct css *css, struct buf *out)
{
    size_t from = css->at;
    if (is_in_address(buf_str(out), css_peek(css, 0))) {
        skip_address(css);
    } else if (is_comment(css)) {
        css_skip_comment(css);
        buf_add_byte(out, ' ');
        return;
    } else if (css_is_escape(css)) {
        char c = read_escape(css);
        if (ascii_is_alnum(c) || c == '-') {
            buf_add_byte(out, c);
            return;
        }
    } else {
        css_skip_token(css);
    }
    buf_add(out, str_sub(css->text, from, css->at));
}

struct str css_plain(struct arena *arena, struct str style)
{
    if (str_find_byte(style, '\\', 0) == STR_NONE &&
        str_find(style, STR("/*"), 0) == STR_NONE) {
        return style;
    }
    struct css css = {.text = style};
    struct buf out = {.kept_in = arena};
    while (css.at < style.len) {
        add_plain(&css, &out);
    }
    return arena_take(arena, &out);
}

static void skip_space(struct css *css)
{
    while (css->at < css->text.len &&
           (ascii_is_space(css_peek(css, 0)) || is_comment(css))) {
        is_comment(css) ? css_skip_comment(css) : (void)css->at++;
    }
}

static void skip_brackets(struct css *css)
{
    bool address = is_in_address(str_sub(css->text, 0, css->at), css_peek(css, 0));
    address ? skip_address(css) : css_skip_group(css);
}

/* To the ';' that ends what is here, or the end; `*mark` is the place of the last '!'. */
static void skip_value(struct css *css, size_t *mark)
{
    for (char c; (c = css_peek(css, 0)) != ';' && css->at < css->text.len;) {
        *mark = c == '!' ? css->at : *mark;
        css_skip_token(css);
        if (opens(c)) {
            skip_brackets(css);
        }
    }
    css->at = css->at < css->text.len ? css->at : css->text.len;
}

static void read_value(struct css *css, struct css_declaration *out)
{
    skip_space(css);
    size_t from = css->at, mark = STR_NONE;
    skip_value(css, &mark);
    struct str flag =
        str_trim(str_sub(css->text, mark == STR_NONE ? css->at : mark + 1, css->at));
    out->important = str_eq_ignore_case(flag, STR("important"));
    out->value = str_trim(str_sub(css->text, from, out->important ? mark : css->at));
}

bool css_next_declaration(struct css *css, struct css_declaration *out)
{
    char room[1];
    while (css->at < css->text.len) {
        skip_space(css);
        size_t from = css->at;
        *out = (struct css_declaration){0};
        (void)css_read_name(css, room, 0);
        out->name = str_sub(css->text, from, css->at);
        skip_space(css);
        bool declares = out->name.len && css_peek(css, 0) == ':';
        css->at += declares;
        read_value(css, out);
        css->at += css->at < css->text.len;
        if (declares) {
            return true;
        }
    }
    return false;
}
