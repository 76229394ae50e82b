/* Well-formed sequences only (RFC 3629): shortest forms, no surrogates. Whoever reads a
 * text byte by byte meets an invalid one as U+FFFD, one for each byte. */
#include "base/utf8.h"

#include <string.h>

static size_t decode(const unsigned char *p, size_t room, uint32_t *code_point)
{
    uint32_t c = p[0];
    if (c < 0x80) {
        *code_point = c;
        return 1;
    }
    size_t len = c >= 0xF0 && c < 0xF5   ? 4
                 : c >= 0xE0 && c < 0xF0 ? 3
                 : c >= 0xC2 && c < 0xE0 ? 2
                                         : 0;
    if (len == 0 || len > room) {
        return 0;
    }
    c &= 0xFFU >> (len + 1);
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            return 0;
        }
        c = (c << 6) | (p[i] & 0x3FU);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (c < least[len] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        return 0;
    }
    *code_point = c;
    return len;
}

struct str utf8_without_mark(struct str s)
{
    return str_starts(s, "\xEF\xBB\xBF") ? str_skip(s, 3) : s;
}

uint32_t utf8_decode(struct str s, size_t at, size_t *len)
{
    uint32_t code_point = UTF8_REPLACEMENT;
    size_t bytes = decode((const unsigned char *)s.ptr + at, s.len - at, &code_point);
    *len = bytes ? bytes : 1;
    return code_point;
}

uint32_t utf8_decode_before(struct str s, size_t at, size_t *len)
{
    for (size_t back = 1; back <= UTF8_MAX_BYTES && back <= at; back++) {
        uint32_t code_point;
        if (decode((const unsigned char *)s.ptr + (at - back), back, &code_point) == back) {
            *len = back;
            return code_point;
        }
    }
    *len = 1;
    return UTF8_REPLACEMENT;
}

size_t utf8_encode(uint32_t c, char *out)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        c = UTF8_REPLACEMENT;
    }
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)(lead[len] | c);
    return len;
}

size_t utf8_find_invalid(struct str s)
{
    for (size_t at = 0; at < s.len;) {
        if ((unsigned char)s.ptr[at] < 0x80) {
            at++;
            continue;
        }
        uint32_t code_point;
        size_t len = decode((const unsigned char *)s.ptr + at, s.len - at, &code_point);
        if (len == 0) {
            return at;
        }
        at += len;
    }
    return STR_NONE;
}

/* Whether eight bytes are ASCII: columns are counted for each node of a page. */
static bool are_ascii(const char *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return (eight & UINT64_C(0x8080808080808080)) == 0;
}

size_t utf8_count(struct str s)
{
    size_t count = 0;
    for (size_t at = 0, len; at < s.len; at += len) {
        if (s.len - at >= sizeof(uint64_t) && are_ascii(s.ptr + at)) {
            len = sizeof(uint64_t);
            count += len;
            continue;
        }
        len = 1;
        if ((unsigned char)s.ptr[at] >= 0x80) {
            (void)utf8_decode(s, at, &len);
        }
        count++;
    }
    return count;
}

bool utf8_is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool utf8_is_invisible(uint32_t c)
{
    return c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0xAD;
}

bool utf8_is_control(uint32_t c)
{
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}
