/* Words by Unicode's classes of characters (UAX #44), through ICU beyond ASCII. */
#include "archive/words.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* Scripts that put no spaces between words; the same list is in search.js. */
static bool is_unspaced(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0x0E01, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF},  {0x3005, 0x3007},
                  {0x3041, 0x30FF}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF},  {0x4E00, 0x9FFF},
                  {0xF900, 0xFAFF}, {0xFF66, 0xFF9F}, {0x20000, 0x3FFFF}};
    for (size_t i = 0; c >= 0x0E01 && i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

static bool is_of_words(uint32_t c)
{
    return (U_MASK(u_charType((UChar32)c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) !=
           0;
}

static bool is_mark(uint32_t c)
{
    return c >= 0x300 && (U_MASK(u_charType((UChar32)c)) & U_GC_M_MASK) != 0;
}

/* What a byte is, or begins: asked for each of a packet's. */
enum { SIGN, LETTER, BEYOND };
#define TEN(kind) kind, kind, kind, kind, kind, kind, kind, kind, kind, kind
#define LETTERS TEN(LETTER), TEN(LETTER), LETTER, LETTER, LETTER, LETTER, LETTER, LETTER
static const uint8_t kinds[UINT8_MAX + 1] = {['0'] = TEN(LETTER),
                                             ['A'] = LETTERS,
                                             ['a'] = LETTERS,
                                             [0x80] = TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             TEN(BEYOND),
                                             BEYOND,
                                             BEYOND,
                                             BEYOND,
                                             BEYOND,
                                             BEYOND,
                                             BEYOND,
                                             BEYOND,
                                             BEYOND};

/* Behind the letters that follow each other from `at` on, with their marks. */
static size_t end_of_word(struct str text, size_t at)
{
    while (at < text.len) {
        unsigned char byte = (unsigned char)text.ptr[at];
        size_t len = 1;
        if (kinds[byte] == BEYOND) {
            uint32_t c = utf8_decode(text, at, &len);
            if (is_unspaced(c) || !is_of_words(c)) {
                break;
            }
        } else if (kinds[byte] == SIGN) {
            break;
        }
        at += len;
    }
    return at;
}

static size_t end_of_marks(struct str text, size_t at)
{
    size_t len;
    while (at < text.len && (unsigned char)text.ptr[at] >= 0x80 &&
           is_mark(utf8_decode(text, at, &len))) {
        at += len;
    }
    return at;
}

static size_t end_of_signs(struct str text, size_t at)
{
    size_t limit = at + SIGN_LIMIT;
    while (at < text.len && at < limit) {
        unsigned char byte = (unsigned char)text.ptr[at];
        size_t len = 1;
        if (kinds[byte] == LETTER ||
            (kinds[byte] == BEYOND && is_of_words(utf8_decode(text, at, &len)))) {
            break;
        }
        at += len;
    }
    return at;
}

struct piece_of_text words_next(struct str text, size_t *at)
{
    size_t start = *at, len = 1;
    uint8_t kind = kinds[(unsigned char)text.ptr[start]];
    if (kind != BEYOND) {
        *at = kind == LETTER ? end_of_word(text, start) : end_of_signs(text, start);
        return (struct piece_of_text){str_sub(text, start, *at), kind == LETTER, false};
    }
    uint32_t c = utf8_decode(text, start, &len);
    bool word = is_of_words(c);
    bool unspaced = word && is_unspaced(c);
    *at = unspaced ? end_of_marks(text, start + len)
          : word   ? end_of_word(text, start)
                   : end_of_signs(text, start);
    return (struct piece_of_text){str_sub(text, start, *at), word, unspaced};
}

void words_add_lower(struct buf *out, struct str word)
{
    for (size_t at = 0; at < word.len;) {
        size_t len = 1;
        if ((unsigned char)word.ptr[at] < 0x80) {
            buf_add_byte(out, ascii_lower(word.ptr[at]));
        } else {
            buf_add_code_point(out,
                               (uint32_t)u_tolower((UChar32)utf8_decode(word, at, &len)));
        }
        at += len;
    }
}

/* Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, and its tatweel; marks
 * of other scripts are letters in all but name. */
static bool is_accent(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7) || c == 0x640 ||
           (c >= 0x64B && c <= 0x65F) || c == 0x670;
}

/* Letters that Unicode does not take apart. */
static const char *plain_letters(uint32_t c)
{
    switch (c) {
    case 0xDF: return "ss";
    case 0xE6: return "ae";
    case 0xF0: return "d";
    case 0xF8: return "o";
    case 0x111: return "d";
    case 0x131: return "i";
    case 0x142: return "l";
    case 0x153: return "oe";
    case 0x3C2: return "\xCF\x83"; /* a sigma at the end */
    default: return NULL;
    }
}

/* One that is no letter of ASCII. */
static void add_bare(struct buf *out, uint32_t c, const UNormalizer2 *forms)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar parts[8] = {0};
    const char *plain = plain_letters(c);
    int32_t count = plain || !forms
                        ? -1
                        : unorm2_getDecomposition(forms, (UChar32)c, parts, 8, &status);
    bool whole = count < 0 || U_FAILURE(status) || U16_IS_SURROGATE(parts[0]);
    if (plain) {
        buf_add_text(out, plain);
    } else if (whole && !is_accent(c)) {
        buf_add_code_point(out, c);
    }
    for (int32_t i = 0; !plain && !whole && i < count; i++) {
        if (!is_accent(parts[i])) {
            buf_add_code_point(out, parts[i]);
        }
    }
}

void words_add_bare(struct buf *out, struct str word)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *forms = NULL;
    for (size_t at = 0; at < word.len;) {
        size_t len = 1;
        if ((unsigned char)word.ptr[at] < 0x80) {
            buf_add_byte(out, ascii_lower(word.ptr[at++]));
            continue;
        }
        forms = forms ? forms : unorm2_getNFDInstance(&status);
        uint32_t c = (uint32_t)u_tolower((UChar32)utf8_decode(word, at, &len));
        add_bare(out, c, U_FAILURE(status) ? NULL : forms);
        at += len;
    }
}

void words_add_sign(struct buf *out, struct str sign)
{
    bool spaced = false;
    for (size_t at = 0, len; at < sign.len; at += len) {
        uint32_t c = utf8_decode(sign, at, &len);
        bool space = c < 0x80 ? ascii_is_space((char)c) : u_isUWhiteSpace((UChar32)c);
        if (space && !spaced) {
            buf_add_byte(out, ' ');
        } else if (!space && !utf8_is_control(c) &&
                   u_charType((UChar32)c) != U_FORMAT_CHAR) {
            buf_add_code_point(out, c);
        }
        spaced = space;
    }
}
