/* How the bundle spells things for people, for browsers and for machines. All of it is
 * appended, escaped for the place where it will stand. */
#include "archive/text.h"

#include "base/date.h"
#include "base/number.h"
#include "base/path.h"
#include "base/utf8.h"

/* Of printable ASCII with single spaces inside, as most titles are. */
static bool is_plain_line(struct str text)
{
    char before = ' ';
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
            return false;
        }
        before = c;
    }
    return before != ' ';
}

void text_add_html(struct buf *out, struct str text)
{
    if (is_plain_line(text)) {
        buf_add_escaped(out, text);
        return;
    }
    struct buf line = {.part_of = out};
    buf_add_line(&line, text);
    buf_add_escaped(out, buf_str(&line));
    buf_clear(&line);
}

void text_add_day(struct buf *out, int64_t seconds)
{
    struct civil day = date_civil(seconds);
    buf_add_format(out, "%d %s %d", day.day, date_month_name(day.month), (int)day.year);
}

void text_add_kind(struct buf *out, const struct packet_file *file)
{
    struct str extension = str_skip(path_extension(file->source), 1);
    if (extension.len == 0 || extension.len > 5) {
        extension = STR("file");
    }
    for (size_t i = 0; i < extension.len; i++) {
        char c = ascii_upper(extension.ptr[i]);
        buf_add_byte(out, ascii_is_alnum(c) ? c : '-');
    }
    buf_add_byte(out, ' ');
    number_add_size(out, file->bytes.len);
    if (file->removed.len) {
        buf_add_format(out, ", a copy without %.*s", STR_ARG(file->removed));
    } else if (file->name_end && strcmp(file->name_end, ".txt") == 0) {
        buf_add_text(out, ", as text");
    }
    if (file->active.len) {
        buf_add_format(out, ", with %.*s", STR_ARG(file->active));
    }
}

void text_add_kind_html(struct buf *out, const struct packet_file *file)
{
    buf_add_text(out, " <span class=\"kind\">");
    text_add_kind(out, file);
    buf_add_text(out, "</span>");
}

static void add_encoded(struct buf *out, struct str text, const char *kept)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '&') {
            buf_add_text(out, "&amp;");
        } else if (ascii_is_alnum(c) || ascii_set_has(kept, c)) {
            buf_add_byte(out, c);
        } else {
            buf_add_format(out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

void text_add_address(struct buf *out, struct str address)
{
    add_encoded(out, address, "-_.+!*(),%#@?=;:/$~[]'");
}

void text_add_anchor(struct buf *out, struct str anchor)
{
    add_encoded(out, anchor, "-_.+!*(),@?=;:/$~'");
}

struct str text_bare_address(struct str address)
{
    size_t scheme = str_find(address, STR("://"), 0);
    if (scheme != STR_NONE) {
        address = str_skip(address, scheme + 3);
    }
    return str_without_end(address, '/');
}

void text_add_link(struct buf *out, const char *class, struct str address, struct str words)
{
    buf_add_format(out, "<a class=\"%s\" href=\"", class);
    text_add_address(out, address);
    buf_add_text(out, "\" rel=\"noopener noreferrer\">");
    text_add_html(out, words);
    buf_add_text(out, "</a>");
}

static void add_unit(struct buf *out, uint32_t unit)
{
    buf_add_format(out, "\\u%04x", (unsigned)unit);
}

void text_add_json(struct buf *out, struct str text)
{
    buf_add_byte(out, '"');
    size_t len;
    for (size_t i = 0; i < text.len; i += len) {
        uint32_t c = utf8_decode(text, i, &len);
        if (c == '"' || c == '\\') {
            buf_add_byte(out, '\\');
            buf_add_byte(out, (char)c);
        } else if (c >= 0x10000) {
            add_unit(out, 0xD800 + ((c - 0x10000) >> 10));
            add_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else if (c < ' ' || c > '~') {
            add_unit(out, c);
        } else {
            buf_add_byte(out, (char)c);
        }
    }
    buf_add_byte(out, '"');
}

void text_add_member(struct buf *out, const char *key, struct str value)
{
    if (value.len == 0) {
        return;
    }
    bool first = out->len && out->ptr[out->len - 1] == '{';
    buf_add_format(out, "%s\"%s\": ", first ? "" : ", ", key);
    text_add_json(out, value);
}

bool text_is_english(struct str language)
{
    return str_is(language, "en") || str_starts(language, "en-");
}
