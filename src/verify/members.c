/* One state for each byte: in a string, behind its backslash, or between strings, where
 * brackets are counted. What is no JSON may pass; what is JSON is read right. */
#include "verify/members.h"

#define TEXT_LIMIT_BYTES ((size_t)16 << 10)

static void keep(struct members *members, char byte)
{
    if (members->text.len < TEXT_LIMIT_BYTES) {
        buf_add_byte(&members->text, byte);
    }
}

static void end_object(struct members *members)
{
    if (members->at == members->depth) {
        members->take(members->data, members->values);
        for (size_t i = 0; i < MEMBER_LIMIT; i++) {
            buf_reset(&members->values[i]);
        }
    }
}

static void end_text(struct members *members)
{
    struct str text = buf_str(&members->text);
    if (members->at == members->depth && members->is_key) {
        members->member = -1;
        for (int i = 0; i < MEMBER_LIMIT && members->names[i]; i++) {
            members->member = str_is(text, members->names[i]) ? i : members->member;
        }
    } else if (members->at == members->depth && members->member >= 0) {
        buf_reset(&members->values[members->member]);
        buf_add(&members->values[members->member], text);
    }
    buf_reset(&members->text);
}

static int hex_digit(char c)
{
    c = ascii_lower(c);
    return ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A pair of halves is one code point. */
static void end_code(struct members *members)
{
    unsigned code = members->code;
    if (code >= 0xD800 && code < 0xDC00) {
        members->high = code;
    } else {
        bool pair = code >= 0xDC00 && code < 0xE000 && members->high;
        buf_add_code_point(
            &members->text,
            pair ? 0x10000 + ((members->high - 0xD800) << 10) + (code - 0xDC00) : code);
        members->high = 0;
    }
}

static void add_escaped(struct members *members, char byte)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    if (members->digits) {
        int value = hex_digit(byte);
        members->bad |= value < 0;
        members->code = members->code << 4 | (unsigned)(value < 0 ? 0 : value);
        members->digits--;
        members->escaped = members->digits > 0;
        if (members->digits == 0) {
            end_code(members);
        }
    } else if (byte == 'u') {
        members->digits = 4;
        members->code = 0;
    } else {
        const char *found = ascii_set_has(from, byte) ? strchr(from, byte) : NULL;
        keep(members, found ? to[found - from] : byte);
        members->escaped = false;
    }
}

static void add_between(struct members *members, char byte)
{
    if (byte == '"') {
        members->in_string = true;
        buf_reset(&members->text);
    } else if (byte == '{' || byte == '[') {
        members->at++;
        members->is_key = byte == '{';
        members->member = members->at == members->depth ? -1 : members->member;
    } else if (byte == '}' || byte == ']') {
        end_object(members);
        members->bad |= members->at == 0;
        members->at -= members->at > 0;
    } else if (byte == ',') {
        members->is_key = true; /* in a list nobody asks */
        members->member = members->at == members->depth ? -1 : members->member;
    } else if (byte == ':') {
        members->is_key = false;
    }
}

void members_add(struct members *members, struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        char byte = bytes.ptr[i];
        if (!members->in_string) {
            add_between(members, byte);
        } else if (members->escaped) {
            add_escaped(members, byte);
        } else if (byte == '\\') {
            members->escaped = true;
        } else if (byte == '"') {
            members->in_string = false;
            end_text(members);
        } else {
            keep(members, byte);
        }
    }
}

bool members_end(const struct members *members)
{
    return !members->bad && !members->in_string && members->at == 0;
}

void members_clear(struct members *members)
{
    for (size_t i = 0; i < MEMBER_LIMIT; i++) {
        buf_clear(&members->values[i]);
    }
    buf_clear(&members->text);
}
