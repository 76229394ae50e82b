/* What bytes are when their name does not tell: text or not, markup or not. Errs
 * towards markup, which is stored as text then. */
#include "safe/parts.h"

#define LOOKED_AT 4096 /* bytes; browsers guess by 512 to 1445 */

/* UTF-16 may have a zero in each pair; other text has none. */
static bool is_utf16(struct str bytes)
{
    return str_starts(bytes, "\xFF\xFE") || str_starts(bytes, "\xFE\xFF");
}

bool content_is_text(struct str bytes)
{
    struct str start = str_sub(bytes, 0, LOOKED_AT);
    if (is_utf16(start)) {
        return true;
    }
    for (size_t i = 0; i < start.len; i++) {
        unsigned char c = (unsigned char)start.ptr[i];
        bool space = (c >= '\t' && c <= '\r') || c == 0x1B;
        if ((c < ' ' && !space) || c == 0x7F) {
            return false;
        }
    }
    return true;
}

bool content_is_markup(struct str bytes)
{
    static const char *const marks[] = {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (str_starts(bytes, marks[i])) {
            bytes = str_skip(bytes, strlen(marks[i]));
        }
    }
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        if (c == '<') {
            return true;
        }
        if ((unsigned char)c > ' ') {
            return false;
        }
    }
    return false;
}
