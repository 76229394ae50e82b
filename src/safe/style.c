/* A walk over the tokens of CSS (base/css.h), functions and at-rules. Only names decide,
 * and an escape in a name is read before it is compared; so what a browser would take for
 * `url(` or `@import` is taken for that here. Where something goes, an empty comment stays:
 * what stood on both sides of it must not become one name. */
#include "safe/style.h"

#include "base/css.h"
#include "safe/address.h"

struct sheet {
    struct css css;
    size_t removed;
    struct buf *out;
};

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
    if (written.len && !ascii_set_has(";{}", written.ptr[written.len - 1])) {
        buf_add_text(sheet->out, "/**/");
    }
}

/* An at-rule: to behind its ';' or its block. */
static void skip_rule(struct sheet *sheet)
{
    while (sheet->css.at < sheet->css.text.len) {
        char c = sheet->css.text.ptr[sheet->css.at];
        if (c == '}') {
            return; /* of the block around */
        }
        css_skip_token(&sheet->css);
        if (c == ';') {
            return;
        }
        if (c == '{') {
            css_skip_group(&sheet->css);
            return;
        }
        if (c == '(') {
            css_skip_group(&sheet->css);
        }
    }
}

static bool is_kept_address(struct str address)
{
    return str_find_byte(address, '\\', 0) == STR_NONE &&
           (str_starts(address, "#") || address_is_embedded(address));
}

/* "#name", which needs no quotation marks: in an attribute they would be entities, at which
 * readers of EPUB stumble. */
static bool is_plain_place(struct str address)
{
    bool plain = address.len > 1 && address.ptr[0] == '#';
    for (size_t i = 1; i < address.len && plain; i++) {
        plain = ascii_is_alnum(address.ptr[i]) || ascii_set_has("-_.", address.ptr[i]);
    }
    return plain;
}

/* Behind "url(": the whole function, or "none". */
static void take_url(struct sheet *sheet)
{
    while (ascii_is_space(css_peek(&sheet->css, 0))) {
        sheet->css.at++;
    }
    char c = css_peek(&sheet->css, 0);
    size_t from = sheet->css.at, to;
    if (c == '"' || c == '\'') {
        css_skip_string(&sheet->css);
        to = sheet->css.at ? sheet->css.at - 1 : 0;
        from++;
        css_skip_group(&sheet->css);
    } else {
        while (sheet->css.at < sheet->css.text.len && css_peek(&sheet->css, 0) != ')') {
            sheet->css.at += css_peek(&sheet->css, 0) == '\\' ? 2 : 1;
        }
        to = sheet->css.at;
        sheet->css.at += 1;
    }
    struct str address = str_trim(str_sub(sheet->css.text, from, to));
    bool plain = is_kept_address(address) && str_find_byte(address, '"', 0) == STR_NONE &&
                 str_find_byte(address, '\n', 0) == STR_NONE &&
                 str_find_byte(address, '<', 0) == STR_NONE;
    if (plain) {
        const char *quote = is_plain_place(address) ? "" : "\"";
        buf_add_format(sheet->out, "url(%s%.*s%s)", quote, STR_ARG(address), quote);
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
    size_t from = sheet->css.at;
    struct str name = css_read_name(&sheet->css, room, sizeof room);
    struct str written = str_sub(sheet->css.text, from, sheet->css.at);
    if (css_peek(&sheet->css, 0) != '(') {
        write_css(sheet, written);
        return;
    }
    sheet->css.at++;
    if (str_is(name, "url") || str_is(name, "url-prefix")) {
        take_url(sheet);
    } else if (str_is_among(name, fetching, sizeof fetching / sizeof fetching[0])) {
        css_skip_group(&sheet->css);
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
        "media", "supports",  "keyframes", "-webkit-keyframes", "font-face",    "page",
        "layer", "container", "scope",     "property",          "counter-style"};
    char room[32];
    size_t from = sheet->css.at++;
    struct str name = css_read_name(&sheet->css, room, sizeof room);
    if (str_is_among(name, kept, sizeof kept / sizeof kept[0])) {
        write_css(sheet, str_sub(sheet->css.text, from, sheet->css.at));
        return;
    }
    sheet->removed += str_is(name, "import");
    skip_rule(sheet);
    write_gap(sheet);
}

static void take_string(struct sheet *sheet)
{
    size_t from = sheet->css.at;
    if (css_skip_string(&sheet->css)) {
        write_css(sheet, str_sub(sheet->css.text, from, sheet->css.at));
    } else {
        buf_add_text(sheet->out, "\"\"");
    }
}

/* Of a range, "(width < 40em)": alone, so that it opens nothing. */
static void take_less(struct sheet *sheet)
{
    bool equal = css_peek(&sheet->css, 1) == '=';
    sheet->css.at += equal ? 2 : 1;
    buf_add_text(sheet->out, equal ? "<=" : "<");
    if (!equal && !ascii_is_space(css_peek(&sheet->css, 0))) {
        buf_add_byte(sheet->out, ' ');
    }
}

static void take_token(struct sheet *sheet)
{
    char c = css_peek(&sheet->css, 0);
    struct str rest = str_skip(sheet->css.text, sheet->css.at);
    if (c == '"' || c == '\'') {
        take_string(sheet);
    } else if (str_starts(rest, "/*")) {
        css_skip_comment(&sheet->css);
        write_gap(sheet);
    } else if (str_starts(rest, "<!--") || str_starts(rest, "-->")) {
        sheet->css.at += c == '<' ? 4 : 3; /* CSS allows them around a sheet */
        write_gap(sheet);
    } else if (c == '@') {
        take_rule(sheet);
    } else if (css_is_name_byte(c) || css_is_escape(&sheet->css)) {
        take_name(sheet);
    } else if (c == '<') {
        take_less(sheet);
    } else if (c == '\\') {
        sheet->css.at++;
        write_gap(sheet);
        buf_add_byte(sheet->out, ' ');
    } else {
        sheet->css.at++;
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
    struct sheet sheet = {.css = {.text = buf_str(&plain)}, .out = out};
    while (sheet.css.at < sheet.css.text.len) {
        take_token(&sheet);
    }
    buf_clear(&plain);
    return sheet.removed;
}
