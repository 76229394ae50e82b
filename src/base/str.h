/* Borrowed text: a pointer and a length.
 *
 * A `struct str` owns nothing and need not end in NUL. Text stays slices into
 * the source wherever that is possible, which keeps positions cheap. Bytes are
 * UTF-8 unless a header says otherwise. */
#ifndef OFFPRINT_BASE_STR_H
#define OFFPRINT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *ptr; /* may be NULL when len is 0 */
    size_t len;
};

/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).len, ((s).ptr ? (s).ptr : "")

/* A slice of a string literal; not a constant expression, so not for static tables. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

static inline struct str str_make(const char *ptr, size_t len)
{
    return (struct str){ptr, len};
}

static inline struct str str_from(const char *text)
{
    return (struct str){text, text ? strlen(text) : 0};
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_is(struct str s, const char *text)
{
    return str_eq(s, str_from(text));
}

static inline bool str_starts(struct str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.len >= n && (n == 0 || memcmp(s.ptr, prefix, n) == 0);
}

static inline bool str_ends(struct str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.len >= n && (n == 0 || memcmp(s.ptr + (s.len - n), suffix, n) == 0);
}

/* The part [from, to); both are clamped to the text. */
static inline struct str str_sub(struct str s, size_t from, size_t to)
{
    to = to > s.len ? s.len : to;
    from = from > to ? to : from;
    return (struct str){s.ptr ? s.ptr + from : NULL, to - from};
}

static inline struct str str_skip(struct str s, size_t count)
{
    return str_sub(s, count, s.len);
}

#define STR_NONE SIZE_MAX

/* Index of the first `byte` at or after `from`, or STR_NONE. */
static inline size_t str_find_byte(struct str s, char byte, size_t from)
{
    if (from >= s.len) {
        return STR_NONE;
    }
    const char *hit = memchr(s.ptr + from, byte, s.len - from);
    return hit ? (size_t)(hit - s.ptr) : STR_NONE;
}

/* Index of the first `needle` at or after `from`, or STR_NONE. */
size_t str_find(struct str s, struct str needle, size_t from);

/* Byte order, then length: below, equal or above zero. */
int str_compare(struct str a, struct str b);

/* ASCII case is ignored; other bytes must agree. */
bool str_eq_ignore_case(struct str a, struct str b);

bool str_is_ascii(struct str text);

/* Whether it is one of `count` words, with or without regard to ASCII case. */
bool str_is_among(struct str text, const char *const *words, size_t count);
bool str_is_among_ignore_case(struct str text, const char *const *words, size_t count);

/* Without ASCII white space (space, tab, LF, VT, FF, CR) at both ends. */
struct str str_trim(struct str s);
struct str str_trim_left(struct str s);
struct str str_trim_right(struct str s);

/* Without each `byte` at its end, or at both ends: as in "/a/b/", 'a/b'. */
struct str str_without_end(struct str s, char byte);
struct str str_without_ends(struct str s, char byte);

/* Levenshtein distance in bytes, for "did you mean"; texts over 64 bytes give SIZE_MAX. */
#define STR_DISTANCE_BYTES 64
size_t str_distance(struct str a, struct str b);
/* The first of the names that differ least from what was typed, by so much at the most;
 * NULL: none does. */
#define STR_NEAR_BYTES 3
const char *str_nearest(struct str typed, const char *const *names, size_t count);

/* The same from one text to many. */
struct str_pattern {
    size_t len;
    uint64_t places[UINT8_MAX + 1]; /* of each byte in the text, as bits */
};
bool str_pattern_make(struct str text, struct str_pattern *out); /* false: it is too long */
size_t str_pattern_distance(const struct str_pattern *pattern, struct str text);

/* As strchr(), for which NUL is in every set. */
static inline bool ascii_set_has(const char *set, char c)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_is_alnum(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

/* What it counts; -1: it is no hexadecimal digit. */
static inline int ascii_hex_digit(char c)
{
    char lower = (char)(c | 0x20);
    return ascii_is_digit(c)              ? c - '0'
           : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                          : -1;
}

static inline bool ascii_is_punct(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline char ascii_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

#endif
