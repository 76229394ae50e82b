#include "base/slug.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

static bool stays(uint32_t point, enum slug_mode mode)
{
    UChar32 c = (UChar32)point;
    bool ascii = point > 0 && point < 0x80;
    bool word = (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
    switch (mode) {
    case SLUG_DEFAULT: return word;
    case SLUG_PRETTY: return word || (ascii && strchr("._~!$&'()+,;=@", (int)point) != NULL);
    case SLUG_ASCII: return ascii && word;
    case SLUG_RAW: return !(ascii && ascii_is_space((char)point));
    }
    return word;
}

struct str slug_make(struct arena *arena, struct str text, enum slug_mode mode, bool lower)
{
    struct buf out = {0};
    bool gap = false;
    for (size_t at = 0; at < text.len;) {
        size_t len;
        uint32_t point = utf8_decode(text, at, &len);
        at += len;
        if (!stays(point, mode)) {
            gap = true;
            continue;
        }
        if (gap && out.len) {
            buf_add_byte(&out, '-');
        }
        gap = false;
        buf_add_code_point(&out, lower ? (uint32_t)u_tolower((UChar32)point) : point);
    }
    struct str slug = arena_str(arena, buf_str(&out));
    buf_clear(&out);
    return slug;
}
