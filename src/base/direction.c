/* Letters and the direction that they are read in. Relies on ICU's classes; what has none
 * of its own, as digits and signs, says nothing. */
#include "base/direction.h"

#include "base/utf8.h"

#include <unicode/uchar.h>

static bool is_left(uint32_t c)
{
    return c < 0x80 ? ascii_is_alpha((char)c)
                    : u_charDirection((UChar32)c) == U_LEFT_TO_RIGHT;
}

static bool is_right(uint32_t c)
{
    UCharDirection class = c < 0x590 ? U_OTHER_NEUTRAL : u_charDirection((UChar32)c);
    return class == U_RIGHT_TO_LEFT || class == U_RIGHT_TO_LEFT_ARABIC;
}

/* How many isolates are open behind `c`. */
static size_t isolates_behind(uint32_t c, size_t open)
{
    bool begins = c >= 0x2066 && c <= 0x2068, ends = c == 0x2069;
    return open + begins - (ends && open ? 1 : 0);
}

struct letters letters_of(struct str text)
{
    struct letters out = {0};
    bool in_word = false;
    size_t open = 0;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = (unsigned char)text.ptr[at];
        len = 1;
        if (c >= 0x80) {
            c = utf8_decode(text, at, &len);
            open = isolates_behind(c, open);
        } else if (in_word && c > ' ' && !open) {
            continue; /* the word's first letter has told it all */
        }
        if (open) {
            continue;
        }
        bool left = is_left(c), right = !left && is_right(c);
        if (right && !out.left && !out.right) {
            out.begins = true;
        }
        if (left && !in_word && out.words < LETTERS_WORDS_MOST) {
            out.words = (out.words + 1) & LETTERS_WORDS_MOST;
        }
        out.left = out.left || left;
        out.right = out.right || right;
        in_word = left || (in_word && c > ' ');
    }
    return out;
}

struct letters letters_join(struct letters first, struct letters second)
{
    struct letters out = first;
    unsigned words = (unsigned)first.words + second.words;
    words = words < LETTERS_WORDS_MOST ? words : LETTERS_WORDS_MOST;
    out.begins = first.left || first.right ? first.begins : second.begins;
    out.left = first.left || second.left;
    out.right = first.right || second.right;
    out.words = words & LETTERS_WORDS_MOST;
    return out;
}

enum direction letters_direction(struct letters letters, enum direction otherwise)
{
    return !letters.left && !letters.right ? otherwise
           : letters.begins                ? RIGHT_TO_LEFT
                                           : LEFT_TO_RIGHT;
}

const char *direction_name(enum direction direction)
{
    return direction == RIGHT_TO_LEFT ? "rtl" : "ltr";
}
