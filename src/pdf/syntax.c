/* Numbers, references and strings in PDF's syntax (ISO 32000-1, 7.3), appended to a buffer
 * that fails once for all. Nothing here depends on a locale. */
#include "base/gate.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "pdf/write.h"

#define SHOWN_LIMIT_BYTES 60
#define END_ROOM 70 /* for the ellipsis, and the ends of marks of direction */

void pdf_add_number(struct buf *out, int64_t hundredths)
{
    if (hundredths < 0) {
        buf_add_byte(out, '-');
        hundredths = -hundredths;
    }
    int64_t whole = hundredths / 100, rest = hundredths % 100;
    if (whole || !rest) {
        buf_add_unsigned(out, (uint64_t)whole);
    }
    if (rest) {
        buf_add_byte(out, '.');
        buf_add_byte(out, (char)('0' + rest / 10));
        if (rest % 10) {
            buf_add_byte(out, (char)('0' + rest % 10));
        }
    }
}

void pdf_add_integer(struct buf *out, int64_t value)
{
    if (value < 0) {
        buf_add_byte(out, '-');
    }
    buf_add_unsigned(out, value < 0 ? (uint64_t)-value : (uint64_t)value);
}

void pdf_add_ref(struct buf *out, pdf_ref ref)
{
    buf_add_unsigned(out, ref);
    buf_add_text(out, " 0 R");
}

static void add_unit(struct buf *out, uint32_t unit)
{
    for (int shift = 12; shift >= 0; shift -= 4) {
        buf_add_byte(out, "0123456789ABCDEF"[unit >> shift & 0xF]);
    }
}

void pdf_add_utf16_hex(struct buf *out, struct str utf8)
{
    for (size_t at = 0, len; at < utf8.len; at += len) {
        uint32_t c = utf8_decode(utf8, at, &len);
        if (gate_forbids(c)) {
            continue;
        }
        if (c > 0xFFFF) {
            add_unit(out, 0xD7C0 + (c >> 10));
            add_unit(out, 0xDC00 + (c & 0x3FF));
        } else {
            add_unit(out, c);
        }
    }
}

void pdf_add_bytes(struct buf *out, struct str bytes)
{
    buf_add_byte(out, '(');
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        if (c == '(' || c == ')' || c == '\\') {
            buf_add_byte(out, '\\');
            buf_add_byte(out, c);
        } else if (c == '\r') {
            buf_add_text(out, "\\r"); /* a bare CR would be read as LF */
        } else {
            buf_add_byte(out, c);
        }
    }
    buf_add_byte(out, ')');
}

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < 0x20 || text.ptr[i] >= 0x7F) {
            return false;
        }
    }
    return true;
}

/* How many bytes of a text that is too long its string may have; 0: it is not. Each byte of
 * UTF-8 is at most one unit of UTF-16, of two bytes. */
static size_t cut_at(struct str utf8, bool ascii)
{
    const size_t most = ascii ? PDF_STRING_LIMIT_BYTES : PDF_STRING_LIMIT_BYTES / 2 - 1;
    size_t units = 0, cut = 0;
    for (size_t at = 0, len; at < utf8.len && utf8.len > most; at += len) {
        uint32_t c = utf8_decode(utf8, at, &len);
        units += c > 0xFFFF ? 2 : 1;
        cut = units <= most - END_ROOM ? at + len : cut;
    }
    return units > most ? cut : 0;
}

static void add_string(struct buf *out, struct str utf8, bool ascii, const char *end)
{
    if (ascii) {
        struct buf text = {.part_of = out};
        buf_add(&text, utf8);
        buf_add_text(&text, end);
        pdf_add_bytes(out, buf_str(&text));
        buf_clear(&text);
        return;
    }
    buf_add_text(out, "<FEFF");
    pdf_add_utf16_hex(out, utf8);
    pdf_add_utf16_hex(out, str_from(end));
    buf_add_byte(out, '>');
}

/* As people call what stands under a key. */
static const char *name_of(const char *key)
{
    static const struct {
        const char *key, *name;
    } names[] = {
        {"/Alt", "an alternate text"},
        {"/Contents", "the description of a link"},
        {"/E", "the meaning of an abbreviation"},
        {"/T", "a title"},
        {"/Title", "a title"},
        {"/Subject", "the subtitle"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(key, names[i].key) == 0) {
            return names[i].name;
        }
    }
    return "a text";
}

void pdf_add_text(struct pdf_writer *writer, struct buf *out, const char *key,
                  struct str utf8)
{
    if (utf8.len == 0) {
        return;
    }
    bool ascii = is_ascii(utf8);
    size_t cut = cut_at(utf8, ascii);
    buf_add_text(out, key);
    if (cut == 0) {
        add_string(out, utf8, ascii, "");
        return;
    }
    struct str kept = str_sub(utf8, 0, gate_cut(utf8, cut));
    kept = gate_text(pdf_arena(writer), kept, true, (struct place){0}, NULL);
    struct str shown = str_sub(utf8, 0, gate_cut(utf8, SHOWN_LIMIT_BYTES));
    add_string(out, kept, ascii, ascii ? " ..." : " \xe2\x80\xa6"); /* … is no ASCII */
    report_warning(
        pdf_report(writer), (struct place){0}, "pdf-text-long",
        "%s of %zu bytes is longer than PDF/A allows; the PDF has its beginning: "
        "'%.*s \xe2\x80\xa6'",
        name_of(key), utf8.len, STR_ARG(shown));
}
