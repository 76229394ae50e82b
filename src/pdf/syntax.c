/* Numbers, references and strings in PDF's syntax (ISO 32000-1, 7.3), appended to a buffer
 * that fails once for all. Nothing here depends on a locale. */
#include "base/utf8.h"
#include "pdf/write.h"

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

void pdf_add_utf16_hex(struct buf *out, struct str utf8)
{
    for (size_t at = 0, len; at < utf8.len; at += len) {
        uint32_t c = utf8_decode(utf8, at, &len);
        if (c > 0xFFFF) {
            buf_add_format(out, "%04X%04X", 0xD7C0 + (c >> 10), 0xDC00 + (c & 0x3FF));
        } else {
            buf_add_format(out, "%04X", c);
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

void pdf_add_text(struct buf *out, struct str utf8)
{
    bool ascii = true;
    for (size_t i = 0; i < utf8.len && ascii; i++) {
        ascii = utf8.ptr[i] >= 0x20 && utf8.ptr[i] < 0x7F;
    }
    if (ascii) {
        pdf_add_bytes(out, utf8);
        return;
    }
    buf_add_text(out, "<FEFF");
    pdf_add_utf16_hex(out, utf8);
    buf_add_byte(out, '>');
}
