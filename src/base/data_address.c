/* Percent codes first, then base64 where the type says so; both in one pass each. */
#include "base/data_address.h"

#include "base/buf.h"

#define OTHER 64

static unsigned digit_value(char c)
{
    return c >= 'A' && c <= 'Z'   ? (unsigned)(c - 'A')
           : c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') + 26
           : ascii_is_digit(c)    ? (unsigned)(c - '0') + 52
           : c == '+' || c == '-' ? 62
           : c == '/' || c == '_' ? 63
                                  : OTHER;
}

static unsigned hex_value(char c)
{
    char lower = ascii_lower(c);
    return ascii_is_digit(c)              ? (unsigned)(c - '0')
           : lower >= 'a' && lower <= 'f' ? (unsigned)(lower - 'a') + 10
                                          : 16;
}

static void add_unescaped(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        bool code = text.ptr[i] == '%' && i + 2 < text.len &&
                    hex_value(text.ptr[i + 1]) < 16 && hex_value(text.ptr[i + 2]) < 16;
        buf_add_byte(out, code ? (char)(unsigned char)(hex_value(text.ptr[i + 1]) << 4 |
                                                       hex_value(text.ptr[i + 2]))
                               : text.ptr[i]);
        i += code ? 2 : 0;
    }
}

bool base64_decode(struct buf *out, struct str text)
{
    uint32_t group = 0;
    unsigned held = 0;
    for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
        if (ascii_is_space(text.ptr[i])) {
            continue;
        }
        unsigned value = digit_value(text.ptr[i]);
        if (value == OTHER) {
            return false;
        }
        group = group << 6 | value;
        held += 6;
        if (held >= 8) {
            held -= 8;
            buf_add_byte(out, (char)(unsigned char)(group >> held));
        }
    }
    return true;
}

bool is_data_address(struct str address)
{
    return str_eq_ignore_case(str_sub(str_trim(address), 0, 5), STR("data:"));
}

struct str data_address_type(struct str address)
{
    size_t end = 5;
    address = str_trim(address);
    while (end < address.len && address.ptr[end] != ';' && address.ptr[end] != ',') {
        end++;
    }
    return is_data_address(address) ? str_trim(str_sub(address, 5, end)) : (struct str){0};
}

bool data_address_read(struct arena *arena, struct str address, struct str *out)
{
    struct buf plain = {.kept_in = arena}, bytes = {.kept_in = arena};
    address = str_trim(address);
    size_t comma = str_find_byte(address, ',', 0);
    if (!is_data_address(address) || comma == STR_NONE) {
        return false;
    }
    struct str type = str_trim(str_sub(address, 5, comma));
    bool packed =
        type.len >= 6 && str_eq_ignore_case(str_skip(type, type.len - 6), STR("base64"));
    struct str text = str_skip(address, comma + 1);
    bool ok = true;
    if (!packed || str_find_byte(text, '%', 0) != STR_NONE) {
        add_unescaped(&plain, text);
        text = buf_str(&plain);
    }
    if (packed) {
        ok = base64_decode(&bytes, text);
        *out = arena_take(arena, &bytes);
        buf_clear(&plain);
    } else {
        *out = arena_take(arena, &plain);
    }
    return ok && !arena_failed(arena);
}
