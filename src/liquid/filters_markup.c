/* Filters between text and its codings: HTML, URLs, base64, dates. Codings work on
 * bytes; how a date is read and written is dates.c's. */
#include "liquid/filters.h"

#include "base/date.h"
#include "base/utf8.h"

#define FORMAT_BYTE_WORK 32 /* of a date, for each byte of its format */

static void add_html(struct buf *out, char c)
{
    switch (c) {
    case '&': buf_add_text(out, "&amp;"); break;
    case '<': buf_add_text(out, "&lt;"); break;
    case '>': buf_add_text(out, "&gt;"); break;
    case '"': buf_add_text(out, "&quot;"); break;
    case '\'': buf_add_text(out, "&#39;"); break;
    default: buf_add_byte(out, c); break;
    }
}

static struct value escape(struct filter_run *run)
{
    struct str text = filter_text(run);
    struct buf out = {.kept_in = run->arena};
    if (run->input.kind == VALUE_NIL) {
        return value_nil();
    }
    for (size_t i = 0; i < text.len; i++) {
        add_html(&out, text.ptr[i]);
    }
    return filter_keep(run, &out);
}

/* As XML has an attribute's value. */
static struct value xml_escape(struct filter_run *run)
{
    struct str text = filter_text(run);
    struct buf out = {.kept_in = run->arena};
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\'') {
            buf_add_text(&out, "&apos;");
        } else {
            add_html(&out, text.ptr[i]);
        }
    }
    return filter_keep(run, &out);
}

/* Length of an entity at the start of `text`; 0: none. */
static size_t entity_length(struct str text)
{
    size_t i = 1;
    bool number = i < text.len && text.ptr[i] == '#';
    i += number;
    size_t start = i;
    while (i < text.len && ascii_is_alnum(text.ptr[i])) {
        i++;
    }
    return i > start && i < text.len && text.ptr[i] == ';' ? i + 1 : 0;
}

static struct value escape_once(struct filter_run *run)
{
    struct str text = filter_text(run);
    struct buf out = {.kept_in = run->arena};
    for (size_t i = 0; i < text.len;) {
        size_t entity = text.ptr[i] == '&' ? entity_length(str_skip(text, i)) : 0;
        if (entity) {
            buf_add(&out, str_sub(text, i, i + entity));
        } else {
            add_html(&out, text.ptr[i]);
        }
        i += entity ? entity : 1;
    }
    return filter_keep(run, &out);
}

static struct value newline_to_br(struct filter_run *run)
{
    struct str text = filter_text(run);
    struct buf out = {.kept_in = run->arena};
    for (size_t i = 0; i < text.len; i++) {
        bool pair = text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
        i += pair;
        if (text.ptr[i] == '\n') {
            buf_add_text(&out, "<br />\n");
        } else {
            buf_add_byte(&out, text.ptr[i]);
        }
    }
    return filter_keep(run, &out);
}

static const struct {
    const char *start, *end;
} markup[] = {
    {"<script", "</script>"}, {"<style", "</style>"}, {"<!--", "-->"}, {"<", ">"}};
#define MARKUP_WORK 8 /* of a '<', as so many bytes that are compared */
#define MARKUP_KINDS (sizeof markup / sizeof markup[0])

/* The end of the markup that begins at `at`: a comment, a whole script or style, or a
 * tag. STR_NONE: no markup begins there. Kinds whose end the rest lacks are `gone`: they
 * are not looked for again. */
static size_t markup_end(struct str text, size_t at, bool gone[MARKUP_KINDS])
{
    for (size_t i = 0; i < MARKUP_KINDS; i++) {
        if (gone[i] || !str_starts(str_skip(text, at), markup[i].start)) {
            continue;
        }
        size_t hit = str_find(text, str_from(markup[i].end), at);
        if (hit != STR_NONE) {
            return hit + strlen(markup[i].end);
        }
        gone[i] = true;
    }
    return STR_NONE;
}

static struct value strip_html(struct filter_run *run)
{
    struct str text = filter_text(run);
    struct buf out = {.kept_in = run->arena};
    bool gone[MARKUP_KINDS] = {false};
    for (size_t at = 0; at < text.len;) {
        size_t end = markup_end(text, at, gone);
        run->work += MARKUP_WORK;
        if (end == STR_NONE) {
            size_t next = str_find_byte(text, '<', at + 1);
            end = next == STR_NONE ? text.len : next;
            buf_add(&out, str_sub(text, at, end));
        }
        at = end;
    }
    return filter_keep(run, &out);
}

/* URLs */

static void add_percent(struct buf *out, struct str text, const char *kept, bool plus)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (ascii_is_alnum(c) || ascii_set_has(kept, c)) {
            buf_add_byte(out, c);
        } else if (c == ' ' && plus) {
            buf_add_byte(out, '+');
        } else {
            buf_add_format(out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

#define ESCAPED_BYTE_WORK 4 /* each is looked for among those that stay */

static struct value url_encode(struct filter_run *run)
{
    struct buf out = {.kept_in = run->arena};
    if (run->input.kind == VALUE_NIL) {
        return value_nil();
    }
    run->work += ESCAPED_BYTE_WORK * filter_text(run).len;
    add_percent(&out, filter_text(run), "-._~", true);
    return filter_keep(run, &out);
}

static struct value cgi_escape(struct filter_run *run)
{
    return run->input.kind == VALUE_STRING ? url_encode(run)
                                           : filter_fail(run, "only text can be escaped");
}

static struct value uri_escape(struct filter_run *run)
{
    struct buf out = {.kept_in = run->arena};
    if (run->input.kind == VALUE_NIL) {
        return value_nil();
    }
    run->work += ESCAPED_BYTE_WORK * filter_text(run).len;
    add_percent(&out, filter_text(run), "-._~!*'();:@&=+$,/?#[]%", false);
    return filter_keep(run, &out);
}

static int hex_value(char c)
{
    if (ascii_is_digit(c)) {
        return c - '0';
    }
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Text is UTF-8 for all who read it; what is coded may be any bytes. */
static struct value keep_decoded(struct filter_run *run, struct buf *out)
{
    if (utf8_find_invalid(buf_str(out)) != STR_NONE) {
        buf_clear(out);
        return filter_fail(run, "what this stands for is not UTF-8");
    }
    return filter_keep(run, out);
}

static struct value url_decode(struct filter_run *run)
{
    struct str text = filter_text(run);
    struct buf out = {.kept_in = run->arena};
    if (run->input.kind == VALUE_NIL) {
        return value_nil();
    }
    for (size_t i = 0; i < text.len; i++) {
        bool escape = text.ptr[i] == '%' && i + 2 < text.len &&
                      hex_value(text.ptr[i + 1]) >= 0 && hex_value(text.ptr[i + 2]) >= 0;
        if (escape) {
            buf_add_byte(
                &out, (char)(hex_value(text.ptr[i + 1]) * 16 + hex_value(text.ptr[i + 2])));
            i += 2;
        } else {
            buf_add_byte(&out, text.ptr[i] == '+' ? ' ' : text.ptr[i]);
        }
    }
    return keep_decoded(run, &out);
}

/* Base64 (RFC 4648) */

static struct value encode(struct filter_run *run, const char *digits)
{
    struct buf out = {.kept_in = run->arena};
    buf_add_base64(&out, filter_text(run), digits);
    return filter_keep(run, &out);
}

/* Decodes strictly: padding may be left out only where `pads` is false, and bits behind
 * the last byte must be 0. */
static struct value decode(struct filter_run *run, const char *digits, bool pads)
{
    struct str text = filter_text(run);
    struct buf out = {.kept_in = run->arena};
    uint32_t group = 0;
    size_t held = 0;
    size_t padding = 0;
    while (padding < 2 && text.len && text.ptr[text.len - 1] == '=') {
        text.len--;
        padding++;
    }
    bool whole =
        text.len % 4 != 1 && (padding == 0 && !pads ? true : (text.len + padding) % 4 == 0);
    for (size_t i = 0; i < text.len; i++) {
        const char *hit = text.ptr[i] ? strchr(digits, text.ptr[i]) : NULL;
        if (!hit) {
            buf_clear(&out);
            return filter_fail(run, "this is not base64");
        }
        group = group << 6 | (uint32_t)(hit - digits);
        held += 6;
        if (held >= 8) {
            held -= 8;
            buf_add_byte(&out, (char)(group >> held & 0xff));
        }
    }
    if (!whole || (group & ((1U << held) - 1)) != 0) {
        buf_clear(&out);
        return filter_fail(run, "this is not base64");
    }
    return keep_decoded(run, &out);
}

static struct value base64_encode(struct filter_run *run)
{
    return encode(run, base64_plain);
}

static struct value base64_decode(struct filter_run *run)
{
    return decode(run, base64_plain, true);
}

static struct value base64_url_safe_encode(struct filter_run *run)
{
    return encode(run, base64_url);
}

static struct value base64_url_safe_decode(struct filter_run *run)
{
    return decode(run, base64_url, false);
}

/* A day without a clock is the same everywhere: it begins as in UTC. */
static bool read_date(struct filter_run *run, struct moment *out)
{
    struct str text = value_text_or(run->input, (struct str){0});
    *out = (struct moment){0};
    run->work += FILTER_DATE_WORK;
    out->day = run->input.kind == VALUE_TIME && text.len == sizeof "2024-05-01" - 1;
    return out->day ? date_parse(text, &out->seconds)
                    : liquid_date_parse(run->input, run->options, out);
}

static struct value date(struct filter_run *run)
{
    struct str format = filter_argument_text(run, 0);
    struct moment when;
    if (format.len && liquid_date_lacks_present(run->input, run->options)) {
        return filter_lacks_present(run);
    }
    if (format.len == 0 || !read_date(run, &when)) {
        return run->input;
    }
    struct buf out = {.kept_in = run->arena};
    run->work += format.len * FORMAT_BYTE_WORK;
    if (!liquid_date_format(&out, format, &when, run->options->zone)) {
        (void)filter_fail(run, "the format ends within a directive");
    }
    return filter_keep(run, &out);
}

static const struct filter_row rows[] = {
    {"escape", escape, 0, 0, FILTER_BOTH},
    {"h", escape, 0, 0, FILTER_BOTH},
    {"xml_escape", xml_escape, 0, 0, FILTER_JEKYLL},
    {"escape_once", escape_once, 0, 0, FILTER_BOTH},
    {"newline_to_br", newline_to_br, 0, 0, FILTER_BOTH},
    {"strip_html", strip_html, 0, 0, FILTER_BOTH},
    {"url_encode", url_encode, 0, 0, FILTER_BOTH},
    {"url_decode", url_decode, 0, 0, FILTER_BOTH},
    {"cgi_escape", cgi_escape, 0, 0, FILTER_JEKYLL},
    {"uri_escape", uri_escape, 0, 0, FILTER_JEKYLL},
    {"base64_encode", base64_encode, 0, 0, FILTER_BOTH},
    {"base64_decode", base64_decode, 0, 0, FILTER_BOTH},
    {"base64_url_safe_encode", base64_url_safe_encode, 0, 0, FILTER_BOTH},
    {"base64_url_safe_decode", base64_url_safe_decode, 0, 0, FILTER_BOTH},
    {"date", date, 1, 1, FILTER_BOTH},
};

struct filter_table filters_markup(void)
{
    return (struct filter_table){rows, sizeof rows / sizeof rows[0]};
}
