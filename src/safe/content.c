/* What bytes are when their name does not tell: text or not, markup or not, an office file
 * with macros or without. Errs towards markup, which is stored as text then. */
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

/* Names of a zip's entries stand plainly in it, and those of an OLE file in UTF-16. */
bool office_has_macros(struct str bytes)
{
    static const struct {
        const char *name;
        size_t len;
    } signs[] = {
        {"vbaProject.bin", 14},
        {"xl/macrosheets/", 15},
        {"Basic/Standard/", 15}, /* OpenDocument's */
        {"Scripts/python/", 15},
        {"Scripts/javascript/", 19},
        {"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0", 24},
    };
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (str_find(bytes, str_make(signs[i].name, signs[i].len), 0) != STR_NONE) {
            return true;
        }
    }
    return false;
}
