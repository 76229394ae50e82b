/* Slugs by Unicode's categories, and Latin letters in ASCII by ICU's decompositions and a
 * table of those that have none. Relies on ICU's case mapping without a locale. */
#include "base/slug.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

static bool stays(uint32_t point, enum slug_mode mode)
{
    UChar32 c = (UChar32)point;
    bool ascii = point > 0 && point < 0x80;
    bool word = ascii
                    ? ascii_is_alnum((char)point)
                    : (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
    switch (mode) {
    case SLUG_DEFAULT: return word;
    case SLUG_PRETTY:
        return word || (ascii && ascii_set_has("._~!$&'()+,;=@", (char)point));
    case SLUG_ASCII: return ascii && word;
    case SLUG_RAW: return !(ascii && ascii_is_space((char)point));
    case SLUG_LATIN: return ascii && word;
    case SLUG_NONE: return true;
    }
    return word;
}

/* Latin letters that are no letter with a mark, in ASCII. */
static const char *plain_letters(uint32_t point)
{
    static const struct {
        uint32_t point;
        const char *letters;
    } table[] = {{0xC6, "AE"},  {0xD0, "D"},   {0xD8, "O"},   {0xDE, "Th"},  {0xDF, "ss"},
                 {0xE6, "ae"},  {0xF0, "d"},   {0xF8, "o"},   {0xFE, "th"},  {0x110, "D"},
                 {0x111, "d"},  {0x126, "H"},  {0x127, "h"},  {0x131, "i"},  {0x132, "IJ"},
                 {0x133, "ij"}, {0x138, "k"},  {0x141, "L"},  {0x142, "l"},  {0x149, "'n"},
                 {0x14A, "NG"}, {0x14B, "ng"}, {0x152, "OE"}, {0x153, "oe"}, {0x166, "T"},
                 {0x167, "t"}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].point == point) {
            return table[i].letters;
        }
    }
    return NULL;
}

/* Latin letters of the first two blocks without their marks; others stay. */
static struct str to_ascii(struct arena *arena, struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *marks = unorm2_getNFDInstance(&status);
    struct buf out = {.kept_in = arena};
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t point = utf8_decode(text, at, &len);
        if (point < 0x80) { /* as nearly all are */
            buf_add_byte(&out, (char)point);
            continue;
        }
        UChar parts[8];
        const char *letters = plain_letters(point);
        int32_t count =
            point >= 0xC0 && point < 0x180 && U_SUCCESS(status)
                ? unorm2_getDecomposition(marks, (UChar32)point, parts, 8, &status)
                : 0;
        if (letters) {
            buf_add_text(&out, letters);
        } else {
            buf_add_code_point(&out, count > 0 && parts[0] < 0x80 ? parts[0] : point);
        }
    }
    return arena_take(arena, &out);
}

struct str slug_make(struct arena *arena, struct str text, enum slug_mode mode, bool lower)
{
    struct buf out = {.kept_in = arena};
    bool gap = false;
    text = mode == SLUG_LATIN ? to_ascii(arena, text) : text;
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
        if (point < 0x80) {
            buf_add_byte(&out, lower ? ascii_lower((char)point) : (char)point);
            continue;
        }
        buf_add_code_point(&out, lower ? (uint32_t)u_tolower((UChar32)point) : point);
    }
    return arena_take(arena, &out);
}

struct str slug_title(struct arena *arena, struct str slug)
{
    struct buf out = {.kept_in = arena};
    bool first = true;
    for (size_t i = 0, len; i < slug.len; i += len) {
        UChar32 c = (UChar32)utf8_decode(slug, i, &len);
        c = c == '-' ? ' ' : first ? u_toupper(c) : u_tolower(c);
        buf_add_code_point(&out, (uint32_t)c);
        first = slug.ptr[i] == '-';
    }
    return arena_take(arena, &out);
}

bool slug_is_xml_name(struct str id)
{
    bool name = id.len && (ascii_is_alpha(id.ptr[0]) || id.ptr[0] == '_');
    for (size_t i = 1; i < id.len && name; i++) {
        name = ascii_is_alnum(id.ptr[i]) || ascii_set_has("-_.", id.ptr[i]);
    }
    return name;
}
