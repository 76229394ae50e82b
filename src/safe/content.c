/* What bytes are when their name does not tell: text or not, markup or not. Errs
 * towards markup, which is stored as text then. */
#include "safe/parts.h"

#define LOOKED_AT 4096 /* bytes; browsers guess by 512 to 1445 */

/* UTF-16 may have a zero in each pair; other text has none. */
static bool is_utf16(struct str bytes)
{
    return str_starts(bytes, "\xFF\xFE") || str_starts(bytes, "\xFE\xFF");
}

bool content_is_text(struct window *file)
{
    struct str start = window_part(file, 0, LOOKED_AT, LOOKED_AT);
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

bool content_is_markup(struct window *file)
{
    static const char *const marks[] = {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
    size_t from = 0;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t len = strlen(marks[i]);
        if (str_starts(window_part(file, from, file->size, len), marks[i])) {
            from += len;
        }
    }
    for (size_t i = from; i < file->size; i++) {
        char c = window_byte(file, i);
        if (c == '<') {
            return true;
        }
        if ((unsigned char)c > ' ') {
            return false;
        }
    }
    return false;
}
