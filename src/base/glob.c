/* Shell-like patterns, matched without recursion and without a stack: a star that fails
 * takes one byte more, and only the last star is ever tried again. */
#include "base/glob.h"

/* One '[...]' at `*at`, moved behind it. Without an end, '[' stands for itself. */
static bool match_set(struct str pattern, size_t *at, char c)
{
    size_t i = *at + 1;
    bool negated = i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^');
    bool hit = false;
    i += negated ? 1 : 0;
    size_t first = i;
    for (; i < pattern.len && (pattern.ptr[i] != ']' || i == first); i++) {
        char low = pattern.ptr[i], high = low;
        if (i + 2 < pattern.len && pattern.ptr[i + 1] == '-' && pattern.ptr[i + 2] != ']') {
            high = pattern.ptr[i + 2];
            i += 2;
        }
        hit = hit || ((unsigned char)c >= (unsigned char)low &&
                      (unsigned char)c <= (unsigned char)high);
    }
    if (i >= pattern.len) {
        ++*at;
        return c == '[';
    }
    *at = i + 1;
    return hit != negated;
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

/* Behind the set at `at`; STR_NONE: it has no end, or nothing in it. */
static size_t behind_set(struct str pattern, size_t at)
{
    size_t i = at + 1;
    bool negated = i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^');
    bool some = negated;
    i += negated ? 1 : 0;
    size_t first = i;
    for (; i < pattern.len && (pattern.ptr[i] != ']' || i == first); i++) {
        unsigned char low = (unsigned char)pattern.ptr[i], high = low;
        if (i + 2 < pattern.len && pattern.ptr[i + 1] == '-' && pattern.ptr[i + 2] != ']') {
            high = (unsigned char)pattern.ptr[i += 2];
        }
        some = some || high >= low;
    }
    return some && i < pattern.len ? i + 1 : STR_NONE;
}

bool glob_may_match_path(struct str pattern)
{
    pattern = str_without_ends(pattern, '/');
    size_t at = 0;
    while (at < pattern.len) {
        bool escape = pattern.ptr[at] == '\\' && at + 1 < pattern.len;
        at = pattern.ptr[at] == '[' ? behind_set(pattern, at) : at + (escape ? 2 : 1);
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
