/* What TOML's text is made of: white space, comments, and the four kinds of strings. */
#include "site/toml_text.h"

#include "base/buf.h"
#include "base/lines.h"
#include "base/size.h"
#include "base/utf8.h"

#include <stdio.h>

bool toml_fail(struct toml *toml, const char *message)
{
    struct str before = str_sub(toml->text, toml->line_start, toml->at);
    toml->fault->line = toml->line;
    toml->fault->column = size_to_u32(utf8_count(before)) + 1;
    (void)snprintf(toml->fault->message, sizeof toml->fault->message, "%s", message);
    return false;
}

void toml_skip_blanks(struct toml *toml)
{
    while (toml_peek(toml) == ' ' || toml_peek(toml) == '\t') {
        toml->at++;
    }
}

static void step(struct toml *toml)
{
    if (toml->text.ptr[toml->at++] == '\n') {
        toml->line++;
        toml->line_start = toml->at;
    }
}

void toml_skip_lines(struct toml *toml)
{
    for (; !toml_at_end(toml); step(toml)) {
        char c = toml_peek(toml);
        if (c == '#') {
            size_t end = str_find_byte(toml->text, '\n', toml->at);
            toml->at = end == STR_NONE ? toml->text.len : end;
            if (toml_at_end(toml)) {
                return;
            }
        } else if (!ascii_is_space(c)) {
            return;
        }
    }
}

static int hex_value(char c)
{
    return ascii_is_digit(c)                                ? c - '0'
           : ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f' ? ascii_lower(c) - 'a' + 10
                                                            : -1;
}

/* Halves of pairs are no characters (TOML 1.0, "String"). */
static bool read_code_point(struct toml *toml, size_t digits, struct buf *out)
{
    uint32_t point = 0;
    size_t escape = toml->at - strlen("\\u");
    for (; digits > 0; digits--, toml->at++) {
        int value = hex_value(toml_peek(toml));
        if (value < 0) {
            return toml_fail(toml, "an escape needs more hexadecimal digits");
        }
        point = point << 4 | (uint32_t)value;
    }
    if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) {
        toml->at = escape;
        return toml_fail(toml, "the escape stands for no character");
    }
    buf_add_code_point(out, point);
    return true;
}

/* Behind a backslash. At a line's end it joins the lines. */
static bool read_escape(struct toml *toml, bool lines, struct buf *out)
{
    static const char names[] = "btnfr\"\\e", bytes[] = "\b\t\n\f\r\"\\\x1B";
    char c = toml_peek(toml);
    const char *name = c ? strchr(names, c) : NULL;
    if (name) {
        buf_add_byte(out, bytes[name - names]);
        toml->at++;
        return true;
    }
    if (c == 'u' || c == 'U' || c == 'x') {
        toml->at++;
        return read_code_point(toml, c == 'u' ? 4 : c == 'U' ? 8 : 2, out);
    }
    if (lines && ascii_is_space(c)) {
        while (!toml_at_end(toml) && ascii_is_space(toml_peek(toml))) {
            step(toml);
        }
        return true;
    }
    return toml_fail(toml, "no such escape");
}

/* How many quotes end a string here: of a text over lines three, and before them up to two
 * that belong to it. */
static bool ends_here(struct toml *toml, char quote, bool lines, struct buf *out)
{
    size_t count = 0;
    while (count < 5 && toml->at + count < toml->text.len &&
           toml->text.ptr[toml->at + count] == quote) {
        count++;
    }
    size_t wanted = lines ? 3 : 1;
    if (count < wanted) {
        return false;
    }
    for (size_t i = wanted; lines && i < count; i++) {
        buf_add_byte(out, quote);
    }
    toml->at += lines ? count : 1;
    return true;
}

bool toml_read_string(struct toml *toml, struct str *out)
{
    char quote = toml_peek(toml);
    char three[] = {quote, quote, quote, '\0'};
    bool lines = str_starts(str_skip(toml->text, toml->at), three);
    struct buf text = {.kept_in = toml->arena};
    bool ok = true, ended = false;
    toml->at += lines ? 3 : 1;
    toml->at += lines && toml_peek(toml) == '\r' ? 1 : 0;
    if (lines && toml_peek(toml) == '\n') {
        step(toml);
    }
    while (ok && !ended && !toml_at_end(toml)) {
        char c = toml_peek(toml);
        if (c == quote && ends_here(toml, quote, lines, &text)) {
            ended = true;
        } else if (c == '\\' && quote == '"') {
            toml->at++;
            ok = read_escape(toml, lines, &text);
        } else if (c == '\n' && !lines) {
            break;
        } else {
            buf_add_byte(&text, c);
            step(toml);
        }
    }
    *out = arena_take(toml->arena, &text);
    return ok && (ended || toml_fail(toml, "the text has no closing quote"));
}
