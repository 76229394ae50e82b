/* A walk over the tokens of CSS: strings, comments, names with their escapes, functions and
 * at-rules. Only names decide, and an escape in a name is read before it is compared; so
 * what a browser would take for `url(` or `@import` is taken for that here. Where something
 * goes, an empty comment stays: what stood on both sides of it must not become one name. */
#include "safe/style.h"

#include "safe/address.h"

struct sheet {
    struct str css;
    size_t at, removed;
    struct buf *out;
};

static char peek(const struct sheet *sheet, size_t ahead)
{
    return sheet->at + ahead < sheet->css.len ? sheet->css.ptr[sheet->at + ahead] : '\0';
}

/* What is copied: a '<', which could end the element around the sheet, only as an escape.
 */
static void write_css(struct sheet *sheet, struct str css)
{
    for (size_t at = 0; at < css.len; at++) {
        bool escape = css.ptr[at] == '\\' && at + 1 < css.len;
        if (css.ptr[at + escape] == '<') {
            buf_add_text(sheet->out, "\\3c ");
        } else {
            buf_add(sheet->out, str_sub(css, at, at + 1 + escape));
        }
        at += escape;
    }
}

/* No space, which would be part of an escape before it. */
static void write_gap(struct sheet *sheet)
{
    struct str written = buf_str(sheet->out);
    if (written.len && !strchr(";{}", written.ptr[written.len - 1])) {
        buf_add_text(sheet->out, "/**/");
    }
}

static bool is_name_byte(char c)
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

/* The escape at `at`, a backslash; moves past it. */
static char read_escape(struct str css, size_t *at)
{
    uint32_t code = 0;
    size_t from = ++*at;
    while (*at < css.len && *at - from < 6 && hex_digit(css.ptr[*at]) < 16) {
        code = code * 16 + hex_digit(css.ptr[(*at)++]);
    }
    if (*at == from) {
        return *at < css.len ? css.ptr[(*at)++] : '\0';
    }
    if (*at < css.len && ascii_is_space(css.ptr[*at])) {
        ++*at;
    }
    return code < 0x80 ? (char)code : '?';
}

/* Whether a backslash is here that escapes: not one that ends a line. */
static bool is_escape(const struct sheet *sheet)
{
    return peek(sheet, 0) == '\\' && peek(sheet, 1) != '\n';
}

/* A name in lower case, escapes read; only its first bytes matter. Empty: none is here. */
static struct str read_name(struct sheet *sheet, char *name, size_t room)
{
    size_t len = 0;
    while (sheet->at < sheet->css.len) {
        char c = sheet->css.ptr[sheet->at];
        if (is_escape(sheet)) {
            c = read_escape(sheet->css, &sheet->at);
        } else if (is_name_byte(c)) {
            sheet->at++;
        } else {
            break;
        }
        if (len < room) {
            name[len++] = ascii_lower(c);
        }
    }
    return str_make(name, len);
}

/* Whether it is closed, and not by the end of the line or of all. */
static bool skip_string(struct sheet *sheet)
{
    char quote = sheet->css.ptr[sheet->at++];
    while (sheet->at < sheet->css.len) {
        char c = sheet->css.ptr[sheet->at++];
        if (c == '\\') {
            sheet->at++;
        } else if (c == quote || c == '\n') {
            return c == quote;
        }
    }
    return false;
}

static void skip_comment(struct sheet *sheet)
{
    size_t end = str_find(sheet->css, STR("*/"), sheet->at + 2);
    sheet->at = end == STR_NONE ? sheet->css.len : end + 2;
}

/* One token; brackets are its caller's. */
static void skip_token(struct sheet *sheet)
{
    char c = peek(sheet, 0);
    if (c == '"' || c == '\'') {
        skip_string(sheet);
    } else if (c == '/' && peek(sheet, 1) == '*') {
        skip_comment(sheet);
    } else {
        sheet->at += c == '\\' ? 2 : 1;
    }
}

/* To behind the bracket that closes the one that was just read. */
static void skip_group(struct sheet *sheet)
{
    for (size_t depth = 1; sheet->at < sheet->css.len && depth;) {
        char c = sheet->css.ptr[sheet->at];
        depth += c == '(' || c == '{' || c == '[';
        depth -= c == ')' || c == '}' || c == ']';
        skip_token(sheet);
    }
}

/* An at-rule: to behind its ';' or its block. */
static void skip_rule(struct sheet *sheet)
{
    while (sheet->at < sheet->css.len) {
        char c = sheet->css.ptr[sheet->at];
        if (c == '}') {
            return; /* of the block around */
        }
        skip_token(sheet);
        if (c == ';') {
            return;
        }
        if (c == '{') {
            skip_group(sheet);
            return;
        }
        if (c == '(') {
            skip_group(sheet);
        }
    }
}

static bool is_kept_address(struct str address)
{
    return str_find_byte(address, '\\', 0) == STR_NONE &&
           (str_starts(address, "#") || address_is_embedded(address));
}

/* Behind "url(": the whole function, or "none". */
static void take_url(struct sheet *sheet)
{
    while (ascii_is_space(peek(sheet, 0))) {
        sheet->at++;
    }
    char c = peek(sheet, 0);
    size_t from = sheet->at, to;
    if (c == '"' || c == '\'') {
        skip_string(sheet);
        to = sheet->at ? sheet->at - 1 : 0;
        from++;
        skip_group(sheet);
    } else {
        while (sheet->at < sheet->css.len && peek(sheet, 0) != ')') {
            sheet->at += peek(sheet, 0) == '\\' ? 2 : 1;
        }
        to = sheet->at;
        sheet->at += 1;
    }
    struct str address = str_trim(str_sub(sheet->css, from, to));
    bool plain = is_kept_address(address) && str_find_byte(address, '"', 0) == STR_NONE &&
                 str_find_byte(address, '\n', 0) == STR_NONE &&
                 str_find_byte(address, '<', 0) == STR_NONE;
    if (plain) {
        buf_add_text(sheet->out, "url(\"");
        buf_add(sheet->out, address);
        buf_add_text(sheet->out, "\")");
    } else {
        buf_add_text(sheet->out, "none");
        sheet->removed++;
    }
}

static void take_name(struct sheet *sheet)
{
    static const char *const fetching[] = {
        "image",   "image-set", "-webkit-image-set",  "src",        "cross-fade",
        "element", "paint",     "-webkit-cross-fade", "expression", "-moz-element"};
    char room[32];
    size_t from = sheet->at;
    struct str name = read_name(sheet, room, sizeof room);
    struct str written = str_sub(sheet->css, from, sheet->at);
    if (peek(sheet, 0) != '(') {
        write_css(sheet, written);
        return;
    }
    sheet->at++;
    if (str_is(name, "url") || str_is(name, "url-prefix")) {
        take_url(sheet);
    } else if (str_is_among(name, fetching, sizeof fetching / sizeof fetching[0])) {
        skip_group(sheet);
        buf_add_text(sheet->out, "none");
        sheet->removed++;
    } else {
        write_css(sheet, written);
        buf_add_byte(sheet->out, '(');
    }
}

static void take_rule(struct sheet *sheet)
{
    static const char *const kept[] = {
        "media", "supports", "keyframes", "-webkit-keyframes", "font-face",
        "page",  "layer",    "container", "property",          "counter-style"};
    char room[32];
    size_t from = sheet->at++;
    struct str name = read_name(sheet, room, sizeof room);
    if (str_is_among(name, kept, sizeof kept / sizeof kept[0])) {
        write_css(sheet, str_sub(sheet->css, from, sheet->at));
        return;
    }
    sheet->removed += str_is(name, "import");
    skip_rule(sheet);
    write_gap(sheet);
}

static void take_string(struct sheet *sheet)
{
    size_t from = sheet->at;
    if (skip_string(sheet)) {
        write_css(sheet, str_sub(sheet->css, from, sheet->at));
    } else {
        buf_add_text(sheet->out, "\"\"");
    }
}

/* Of a range, "(width < 40em)": alone, so that it opens nothing. */
static void take_less(struct sheet *sheet)
{
    bool equal = peek(sheet, 1) == '=';
    sheet->at += equal ? 2 : 1;
    buf_add_text(sheet->out, equal ? "<=" : "<");
    if (!equal && !ascii_is_space(peek(sheet, 0))) {
        buf_add_byte(sheet->out, ' ');
    }
}

static void take_token(struct sheet *sheet)
{
    char c = peek(sheet, 0);
    struct str rest = str_skip(sheet->css, sheet->at);
    if (c == '"' || c == '\'') {
        take_string(sheet);
    } else if (str_starts(rest, "/*")) {
        skip_comment(sheet);
        write_gap(sheet);
    } else if (str_starts(rest, "<!--") || str_starts(rest, "-->")) {
        sheet->at += c == '<' ? 4 : 3; /* CSS allows them around a sheet */
        write_gap(sheet);
    } else if (c == '@') {
        take_rule(sheet);
    } else if (is_name_byte(c) || is_escape(sheet)) {
        take_name(sheet);
    } else if (c == '<') {
        take_less(sheet);
    } else if (c == '\\') {
        sheet->at++;
        write_gap(sheet);
        buf_add_byte(sheet->out, ' ');
    } else {
        sheet->at++;
        buf_add_byte(sheet->out, c);
    }
}

/* As CSS has it before any token is read (CSS Syntax 3.3): one kind of line end, no NUL. */
static void add_one_kind_of_lines(struct buf *out, struct str css)
{
    for (size_t at = 0; at < css.len; at++) {
        char c = css.ptr[at];
        bool pair = c == '\r' && at + 1 < css.len && css.ptr[at + 1] == '\n';
        if (c == '\0') {
            buf_add_text(out, "\xEF\xBF\xBD");
        } else if (!pair) {
            buf_add_byte(out, c == '\r' || c == '\f' ? '\n' : c);
        }
    }
}

size_t style_sieve(struct str css, struct buf *out)
{
    struct buf plain = {.part_of = out};
    add_one_kind_of_lines(&plain, css);
    struct sheet sheet = {.css = buf_str(&plain), .out = out};
    while (sheet.at < sheet.css.len) {
        take_token(&sheet);
    }
    buf_clear(&plain);
    return sheet.removed;
}
