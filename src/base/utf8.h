/* UTF-8 (RFC 3629): decode, encode, validate. Surrogates and overlong forms are invalid. */
#ifndef OFFPRINT_BASE_UTF8_H
#define OFFPRINT_BASE_UTF8_H

#include "base/str.h"

#define UTF8_MAX_BYTES 4
#define UTF8_REPLACEMENT UINT32_C(0xFFFD)

/* Without a byte order mark at its start. */
struct str utf8_without_mark(struct str s);

/* The code point at byte `at` (which must be < s.len) and, in `*len`, its bytes.
 * An invalid byte gives UTF8_REPLACEMENT and length 1. */
uint32_t utf8_decode(struct str s, size_t at, size_t *len);

/* The code point that ends just before byte `at` (which must be > 0). */
uint32_t utf8_decode_before(struct str s, size_t at, size_t *len);

/* Writes up to UTF8_MAX_BYTES, gives their count. What is no scalar value becomes U+FFFD.
 */
size_t utf8_encode(uint32_t code_point, char *out);

/* Index of the first invalid byte, or STR_NONE when all is valid. */
size_t utf8_find_invalid(struct str s);

/* Whether it shows nothing and may disturb what shows it, or can stand in no XML: controls
 * but tab and line ends, the marks that turn the direction of what follows, noncharacters.
 */
bool utf8_is_control(uint32_t code_point);

/* White space of any width (White_Space of Unicode), also what keeps words on a line. */
bool utf8_is_space(uint32_t code_point);
/* Stands for nothing that is read: zero width space, word joiner, byte order mark, soft
 * hyphen. */
bool utf8_is_invisible(uint32_t code_point);

/* Han, kana, bopomofo: written without spaces, and counted by the character. */
static inline bool utf8_is_ideograph(uint32_t code_point)
{
    uint32_t c = code_point;
    return (c >= 0x3041 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x31FF) ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005 || c == 0x3007;
}

/* Of those that say of which region a black flag is: shown by nothing of their own. */
static inline bool utf8_is_flag_tag(uint32_t code_point)
{
    return code_point >= 0xE0020 && code_point <= 0xE007F;
}

/* Number of code points; an invalid byte counts as one. */
size_t utf8_count(struct str s);

#endif
