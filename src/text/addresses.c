/* Addresses, paths, file names and identifiers within a text: no hyphen is ever added to
 * one, since it would be read as a part of it. A line ends where the address is read on,
 * by the Chicago Manual of Style, 17th edition, 14.18: behind slashes, and before the other
 * signs, so that no line seems to end a sentence. */
#include "text/engine.h"

#include <string.h>

#define LEAST_BEFORE 8 /* bytes of an address on the line that a sign ends */
#define LEAST_AFTER 6
#define LEAST_PART 4    /* bytes between two places, and behind a slash */
#define LEAST_SLASHED 3 /* letters and digits behind a slash that ends a line */

/* Letters of other alphabets count; ideographs, Thai and general punctuation end an
 * address, as spaces do. */
static bool is_part(char c)
{
    return (unsigned char)c < 0xE2 && c != ' ' && c != '\n';
}

static bool is_letter(char c)
{
    return ascii_is_alpha(c) || (unsigned char)c >= 0x80;
}

static bool is_alnum(char c)
{
    return is_letter(c) || ascii_is_digit(c);
}

static bool is_joint(struct str s, size_t at)
{
    return at > 0 && at + 1 < s.len && is_alnum(s.ptr[at - 1]) && is_alnum(s.ptr[at + 1]);
}

/* The dot of "example.net", "page.html": two letters or digits on each side at least, and
 * no number. */
static bool is_dot_of_name(struct str s, size_t at)
{
    return at > 1 && at + 2 < s.len && is_letter(s.ptr[at - 1]) &&
           is_letter(s.ptr[at + 1]) && is_alnum(s.ptr[at - 2]) && is_alnum(s.ptr[at + 2]);
}

static bool begins_as_path(struct str s)
{
    size_t at = 0;
    while (at < s.len && ascii_set_has("~.-", s.ptr[at])) {
        at++;
    }
    bool option = at >= 2 && s.ptr[0] == '-';
    bool path = at < s.len && s.ptr[at] == '/';
    at += path;
    return (option || path) && at < s.len && is_letter(s.ptr[at]);
}

/* "15/07/2021" */
static bool has_letters(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (is_letter(s.ptr[i])) {
            return true;
        }
    }
    return false;
}

static bool is_address(struct str s)
{
    size_t slashes = 0;
    if (begins_as_path(s) || str_starts(s, "www.")) {
        return true;
    }
    for (size_t at = 0; at < s.len; at++) {
        switch (s.ptr[at]) {
        case '_':
        case '@':
        case '=':
        case '\\':
            if (is_joint(s, at)) {
                return true;
            }
            break;
        case '.':
            if (is_dot_of_name(s, at)) {
                return true;
            }
            break;
        case ':':
            if (at + 1 < s.len && s.ptr[at + 1] == ':') {
                return true;
            }
            break;
        case '/': slashes++; break;
        default: break;
        }
    }
    return slashes > 1 && s.len > LEAST_BEFORE && has_letters(s);
}

/* Whether a line may end before byte `at` of an address. */
static bool may_end(struct str s, size_t at)
{
    char before = s.ptr[at - 1], here = s.ptr[at];
    if (before == '/' && at > 1 && s.ptr[at - 2] == '/') {
        return false; /* "https://" alone tells nothing; what is too wide is cut there */
    }
    if (before == '/') {
        size_t end = at;
        while (end < s.len && is_alnum(s.ptr[end]) && end - at < LEAST_SLASHED) {
            end++;
        }
        return at > 1 && end - at == LEAST_SLASHED;
    }
    return at >= LEAST_BEFORE && s.len - at >= LEAST_AFTER && is_alnum(before) &&
           ascii_set_has("?&#.-_=@%~", here);
}

static void mark(struct str s, uint8_t *marks)
{
    marks[0] |= TEXT_MARK_ADDRESS;
    for (size_t at = 1, part = 0; at < s.len; at++) {
        bool slash = s.ptr[at - 1] == '/';
        bool ends = (slash || at - part >= LEAST_PART) && may_end(s, at);
        part = slash || ends ? at : part;
        marks[at] = ends ? TEXT_MARK_ADDRESS | TEXT_MARK_BREAK : TEXT_MARK_ADDRESS;
    }
}

/* What stands around an address, and is no part of it. */

static bool opens(char c)
{
    return c == '(' || c == '<' || c == '[' || c == '{' || c == '"' || c == '\'';
}

static bool closes(char c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' ||
           c == ')' || c == '>' || c == ']' || c == '}' || c == '"' || c == '\'';
}

/* One of those that tell an address. */
static bool is_sign(char c)
{
    return c == '_' || c == '@' || c == '=' || c == '\\' || c == '.' || c == ':' ||
           c == '/' || c == '-';
}

void addresses_mark(struct str text, uint8_t *marks)
{
    for (size_t start = 0, end; start < text.len; start = end + 1) {
        bool has_sign = false;
        for (end = start; end < text.len && is_part(text.ptr[end]); end++) {
            has_sign = has_sign || is_sign(text.ptr[end]);
        }
        if (!has_sign) {
            continue;
        }
        size_t from = start, to = end;
        while (from < to && opens(text.ptr[from])) {
            from++;
        }
        while (to > from && closes(text.ptr[to - 1])) {
            to--;
        }
        struct str chunk = str_sub(text, from, to);
        if (chunk.len > 1 && is_address(chunk)) {
            mark(chunk, marks + from);
        }
    }
}
