/* Growth doubles, so that adding costs a constant time a byte. A failure for want of memory
 * goes up to all that take this buffer's text; one at the ceiling stays, for whoever set
 * the ceiling has something to say about it. */
#include "base/buf.h"

#include "base/arena.h"
#include "base/budget.h"
#include "base/size.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool buf_fail(struct buf *buf)
{
    for (; buf; buf = buf->part_of) {
        buf->failed = true;
        if (buf->kept_in) {
            buf->kept_in->failed = true;
        }
    }
    return false;
}

void buf_clear(struct buf *buf)
{
    budget_give(buf->budget, buf->capacity);
    free(buf->ptr);
    *buf = (struct buf){
        .limit_bytes = buf->limit_bytes, .part_of = buf->part_of, .kept_in = buf->kept_in};
}

void buf_reset(struct buf *buf)
{
    buf->len = 0;
    buf->failed = buf->full = false;
}

void buf_truncate(struct buf *buf, size_t len)
{
    buf->len = len < buf->len ? len : buf->len;
}

bool buf_ok(const struct buf *buf)
{
    return !buf->failed;
}

struct str buf_str(const struct buf *buf)
{
    return buf->ptr && !buf->failed ? str_make(buf->ptr, buf->len) : STR("");
}

/* That of the arena that the text is on its way into. */
static struct budget *budget_of(const struct buf *buf)
{
    while (buf->part_of && !buf->kept_in) {
        buf = buf->part_of;
    }
    return buf->kept_in ? buf->kept_in->budget : NULL;
}

static bool grow(struct buf *buf, size_t capacity)
{
    buf->budget = buf->ptr ? buf->budget : budget_of(buf);
    if (!budget_take(buf->budget, capacity - buf->capacity)) {
        return buf_fail(buf);
    }
    int before = errno;
    char *larger = realloc(buf->ptr, capacity);
    if (!larger) {
        budget_give(buf->budget, capacity - buf->capacity);
        return buf_fail(buf);
    }
    errno = before; /* base/memory_watch.h */
    buf->ptr = larger;
    buf->capacity = capacity;
    return true;
}

bool buf_reserve(struct buf *buf, size_t more)
{
    size_t need;
    if (buf->failed) {
        return false;
    }
    if (!size_add(buf->len, more, &need)) {
        return buf_fail(buf);
    }
    if (buf->limit_bytes && need > buf->limit_bytes) {
        buf->failed = buf->full = true;
        return false;
    }
    if (need <= buf->capacity) {
        return true;
    }
    size_t capacity = buf->capacity ? buf->capacity : 64;
    while (capacity < need) {
        if (!size_mul(capacity, 2, &capacity)) {
            capacity = need;
        }
    }
    return grow(buf, capacity);
}

void buf_add_bytes(struct buf *buf, const void *bytes, size_t len)
{
    if (len && (buf_has_room(buf, len) || buf_reserve(buf, len))) {
        memcpy(buf->ptr + buf->len, bytes, len);
        buf->len += len;
    }
}

void buf_add(struct buf *buf, struct str s)
{
    buf_add_bytes(buf, s.ptr, s.len);
}

void buf_add_text(struct buf *buf, const char *text)
{
    buf_add_bytes(buf, text, strlen(text));
}

void buf_add_code_point(struct buf *buf, uint32_t code_point)
{
    char bytes[UTF8_MAX_BYTES];
    buf_add_bytes(buf, bytes, utf8_encode(code_point, bytes));
}

void buf_add_unsigned(struct buf *buf, uint64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    buf_add_bytes(buf, digits + at, sizeof digits - at);
}

/* Written at once where the room already there is enough, which it nearly always is. */
void buf_add_format(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    if (buf->failed) {
        return;
    }
    size_t room = buf->capacity - buf->len;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(room ? buf->ptr + buf->len : NULL, room, format, args);
    va_end(args);
    if (len >= 0 && (size_t)len >= room && buf_reserve(buf, (size_t)len + 1)) {
        len = vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
    }
    va_end(again);
    if (len < 0) {
        (void)buf_fail(buf);
    }
    buf->len += buf->failed ? 0 : (size_t)len;
}

void buf_add_escaped(struct buf *buf, struct str s)
{
    size_t plain = 0;
    for (size_t i = 0; i < s.len; i++) {
        const char *entity;
        switch (s.ptr[i]) {
        case '&': entity = "&amp;"; break;
        case '<': entity = "&lt;"; break;
        case '>': entity = "&gt;"; break;
        case '"': entity = "&quot;"; break;
        default: continue;
        }
        buf_add(buf, str_sub(s, plain, i));
        buf_add_text(buf, entity);
        plain = i + 1;
    }
    buf_add(buf, str_skip(s, plain));
}

void buf_add_visible(struct buf *buf, struct str s)
{
    for (size_t at = 0, len; at < s.len; at += len) {
        uint32_t c = utf8_decode(s, at, &len);
        if (c == UTF8_REPLACEMENT && len == 1) {
            buf_add_format(buf, "\\x%02x", (unsigned char)s.ptr[at]);
        } else if (c < ' ' || utf8_is_control(c) || c == 0x2028 || c == 0x2029) {
            buf_add_format(buf, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
        } else {
            buf_add(buf, str_sub(s, at, at + len));
        }
    }
}

const char base64_plain[65] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const char base64_url[65] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void buf_add_base64(struct buf *buf, struct str bytes, const char *digits)
{
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        uint32_t group = (uint32_t)(unsigned char)bytes.ptr[i] << 16;
        group |= left > 1 ? (uint32_t)(unsigned char)bytes.ptr[i + 1] << 8 : 0;
        group |= left > 2 ? (uint32_t)(unsigned char)bytes.ptr[i + 2] : 0;
        buf_add_byte(buf, digits[group >> 18]);
        buf_add_byte(buf, digits[group >> 12 & 63]);
        buf_add_byte(buf, left > 1 ? digits[group >> 6 & 63] : '=');
        buf_add_byte(buf, left > 2 ? digits[group & 63] : '=');
    }
}
