/* Shell-like patterns, matched without recursion and without a stack: a star that fails
 * takes one byte more, and only the last star is ever tried again. */
#include "base/glob.h"

/* One '[...]': where it ends, STR_NONE: nowhere; whether `c` is in it, and whether anything
 * is. */
struct set {
    size_t end;
    bool hit, some;
};

static struct set read_set(struct str pattern, size_t at, char c)
{
    size_t i = at + 1;
    bool negated = i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^');
    struct set set = {STR_NONE, negated, negated};
    i += negated ? 1 : 0;
    size_t first = i;
    for (; i < pattern.len && (pattern.ptr[i] != ']' || i == first); i++) {
        unsigned char low = (unsigned char)pattern.ptr[i], high = low;
        if (i + 2 < pattern.len && pattern.ptr[i + 1] == '-' && pattern.ptr[i + 2] != ']') {
            high = (unsigned char)pattern.ptr[i += 2];
        }
        bool within = (unsigned char)c >= low && (unsigned char)c <= high;
        set.hit = within ? !negated : set.hit;
        set.some = set.some || high >= low;
    }
    set.end = i < pattern.len ? i + 1 : STR_NONE;
    return set;
}

/* Moves `*at` behind it. Without an end, '[' stands for itself. */
static bool match_set(struct str pattern, size_t *at, char c)
{
    struct set set = read_set(pattern, *at, c);
    *at = set.end == STR_NONE ? *at + 1 : set.end;
    return set.end == STR_NONE ? c == '[' : set.hit;
}

static bool match_one(struct str pattern, size_t *at, char c)
{
    char p = pattern.ptr[*at];
    if (p == '[') {
        return match_set(pattern, at, c);
    }
    if (p == '\\' && *at + 1 < pattern.len) {
        p = pattern.ptr[++*at];
        ++*at;
        return p == c;
    }
    ++*at;
    return p == '?' || p == c;
}

/* Only the last '*' is ever taken back: an earlier one could match nothing that a later
 * one cannot, so the work stays below pattern × text. */
bool glob_match(struct str pattern, struct str text)
{
    size_t p = 0, t = 0, star = STR_NONE, star_text = 0;
    while (t < text.len) {
        size_t next = p;
        if (p < pattern.len && pattern.ptr[p] == '*') {
            star = ++p;
            star_text = t;
        } else if (p < pattern.len && match_one(pattern, &next, text.ptr[t])) {
            p = next;
            t++;
        } else if (star != STR_NONE) {
            p = star;
            t = ++star_text;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.ptr[p] == '*') {
        p++;
    }
    return p == pattern.len;
}

bool glob_may_match_path(struct str pattern)
{
    pattern = str_without_ends(pattern, '/');
    size_t at = 0;
    while (at < pattern.len) {
        bool escape = pattern.ptr[at] == '\\' && at + 1 < pattern.len;
        struct set set = {.end = at + (escape ? 2 : 1), .some = true};
        if (pattern.ptr[at] == '[') {
            set = read_set(pattern, at, 0);
        }
        at = set.some ? set.end : STR_NONE;
    }
    return pattern.len > 0 && at != STR_NONE;
}

bool glob_match_path(struct str pattern, struct str path)
{
    pattern = str_without_ends(pattern, '/');
    path = str_without_ends(path, '/');
    if (pattern.len == 0) {
        return false;
    }
    for (size_t end = 0; end != STR_NONE;) {
        end = str_find_byte(path, '/', end ? end + 1 : 0);
        if (glob_match(pattern, str_sub(path, 0, end == STR_NONE ? path.len : end))) {
            return true;
        }
        if (end == 0) {
            return false;
        }
    }
    return false;
}
