/* Searching, comparing and trimming of borrowed text, by bytes: a slice of UTF-8 that
 * begins and ends at code points stays one. Nothing here takes memory. */
#include "base/str.h"

size_t str_find(struct str s, struct str needle, size_t from)
{
    if (needle.len == 0) {
        return from <= s.len ? from : STR_NONE;
    }
    for (size_t at = str_find_byte(s, needle.ptr[0], from); at != STR_NONE;
         at = str_find_byte(s, needle.ptr[0], at + 1)) {
        if (s.len - at < needle.len) {
            return STR_NONE;
        }
        if (memcmp(s.ptr + at, needle.ptr, needle.len) == 0) {
            return at;
        }
    }
    return STR_NONE;
}

int str_compare(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    if (order != 0) {
        return order;
    }
    return (a.len > b.len) - (a.len < b.len);
}

bool str_is_ascii(struct str text)
{
    size_t i = 0;
    while (i < text.len && (unsigned char)text.ptr[i] < 0x80) {
        i++;
    }
    return i == text.len;
}

bool str_eq_ignore_case(struct str a, struct str b)
{
    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i])) {
            return false;
        }
    }
    return true;
}

bool str_is_among(struct str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(text, words[i])) {
            return true;
        }
    }
    return false;
}

bool str_is_among_ignore_case(struct str text, const char *const *words, size_t count)
{
    char first = text.len ? ascii_lower(text.ptr[0]) : '\0';
    for (size_t i = 0; i < count; i++) {
        if (ascii_lower(words[i][0]) == first &&
            str_eq_ignore_case(text, str_from(words[i]))) {
            return true;
        }
    }
    return false;
}

struct str str_trim_left(struct str s)
{
    size_t i = 0;
    while (i < s.len && ascii_is_space(s.ptr[i])) {
        i++;
    }
    return str_skip(s, i);
}

struct str str_trim_right(struct str s)
{
    while (s.len > 0 && ascii_is_space(s.ptr[s.len - 1])) {
        s.len--;
    }
    return s;
}

struct str str_trim(struct str s)
{
    return str_trim_right(str_trim_left(s));
}

struct str str_without_end(struct str s, char byte)
{
    while (s.len > 0 && s.ptr[s.len - 1] == byte) {
        s.len--;
    }
    return s;
}

struct str str_without_ends(struct str s, char byte)
{
    while (s.len > 0 && s.ptr[0] == byte) {
        s = str_skip(s, 1);
    }
    return str_without_end(s, byte);
}

bool str_pattern_make(struct str text, struct str_pattern *out)
{
    if (text.len > STR_DISTANCE_BYTES) {
        return false;
    }
    *out = (struct str_pattern){.len = text.len};
    for (size_t i = 0; i < text.len; i++) {
        out->places[(unsigned char)text.ptr[i]] |= UINT64_C(1) << i;
    }
    return true;
}

/* A column of the table of distances at once, as bits that say where it rises and falls
 * from row to row (Myers 1999, as Hyyrö 2003 has it). */
size_t str_pattern_distance(const struct str_pattern *pattern, struct str text)
{
    uint64_t rises = ~UINT64_C(0), falls = 0;
    size_t distance = pattern->len;
    if (text.len > STR_DISTANCE_BYTES || pattern->len == 0) {
        return text.len > STR_DISTANCE_BYTES ? SIZE_MAX : text.len;
    }
    for (size_t i = 0; i < text.len; i++) {
        uint64_t same = pattern->places[(unsigned char)text.ptr[i]];
        uint64_t kept = same | falls;
        uint64_t across = (((same & rises) + rises) ^ rises) | same;
        uint64_t more = falls | ~(across | rises), less = rises & across;
        distance += more >> (pattern->len - 1) & 1;
        distance -= less >> (pattern->len - 1) & 1;
        more = more << 1 | 1;
        rises = less << 1 | ~(kept | more);
        falls = more & kept;
    }
    return distance;
}

size_t str_distance(struct str a, struct str b)
{
    struct str_pattern pattern;
    return str_pattern_make(a, &pattern) ? str_pattern_distance(&pattern, b) : SIZE_MAX;
}

const char *str_nearest(struct str typed, const char *const *names, size_t count)
{
    const char *near = NULL;
    size_t best = STR_NEAR_BYTES + 1;
    for (size_t i = 0; i < count; i++) {
        size_t distance = str_distance(typed, str_from(names[i]));
        near = distance < best ? names[i] : near;
        best = distance < best ? distance : best;
    }
    return near;
}
