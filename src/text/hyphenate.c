/* Hyphenation points by the pattern tables of the build: a language's is mapped, by
 * HarfBuzz as faces are, when its first word comes. What is found of a word its shaper
 * remembers, since the same words are tried again and again. */
#include "text/hyphenate.h"

#include "base/utf8.h"
#include "text/patterns.h"

#include <hb.h>
#include <unicode/uchar.h>

#define LEAST_LETTERS (PATTERN_LEAST_BEFORE + PATTERN_LEAST_AFTER)
#define WORD_LIMIT_BYTES 100

_Static_assert(WORD_LIMIT_BYTES <= PATTERN_WORD_LIMIT, "a letter has at least a byte");

static const struct {
    const char *language, *file;
} table[] = {
#include "hyphenation_table.h"
};

#define LANGUAGE_COUNT (sizeof table / sizeof table[0])

struct hyphenator {
    struct arena *arena;
    const char *folder;
    hb_blob_t *tables[LANGUAGE_COUNT];
    struct patterns patterns[LANGUAGE_COUNT];
    const char *unreadable; /* the first table that could not be read */
};

struct hyphenator *hyphenator_new(struct arena *arena, const char *folder)
{
    struct hyphenator *hyphenator = ARENA_NEW(arena, struct hyphenator);
    if (hyphenator) {
        hyphenator->arena = arena;
        hyphenator->folder = folder;
    }
    return hyphenator;
}

void hyphenator_free(struct hyphenator *hyphenator)
{
    for (size_t i = 0; hyphenator && i < LANGUAGE_COUNT; i++) {
        hb_blob_destroy(hyphenator->tables[i]);
    }
}

/* "en-GB" before "en": the longest match of the table; "en" alone takes its first row. */
static size_t find_language(struct str language)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        if (str_eq_ignore_case(language, str_from(table[i].language))) {
            return i;
        }
    }
    size_t dash = str_find_byte(language, '-', 0);
    struct str primary = dash == STR_NONE ? language : str_sub(language, 0, dash);
    for (size_t i = 0; i < LANGUAGE_COUNT && primary.len; i++) {
        struct str row = str_from(table[i].language);
        if (str_eq_ignore_case(primary, str_sub(row, 0, primary.len)) &&
            (row.len == primary.len || row.ptr[primary.len] == '-')) {
            return i;
        }
    }
    return LANGUAGE_COUNT;
}

/* NULL: the table cannot be read. */
static const struct patterns *patterns_of(struct hyphenator *hyphenator, size_t language)
{
    struct patterns *patterns = &hyphenator->patterns[language];
    if (patterns->header) {
        return patterns;
    }
    const char *file = table[language].file;
    struct str path = arena_format(hyphenator->arena, "%s/%s", hyphenator->folder, file);
    hb_blob_t *blob = path.ptr ? hb_blob_create_from_file_or_fail(path.ptr) : NULL;
    unsigned len = 0;
    const char *bytes = blob ? hb_blob_get_data(blob, &len) : NULL;
    if (bytes && patterns_open(patterns, str_make(bytes, len))) {
        hyphenator->tables[language] = blob;
        return patterns;
    }
    hb_blob_destroy(blob);
    hyphenator->unreadable = file;
    return NULL;
}

void hyphenator_renew(struct hyphenator *hyphenator)
{
    hyphenator->unreadable = NULL;
}

const char *hyphenator_unreadable(const struct hyphenator *hyphenator)
{
    return hyphenator->unreadable;
}

/* Letters only, not all capitals, long enough: then `lower` gets them in lower case, and
 * they are counted. Otherwise 0. */
static size_t fit_word(struct str word, uint32_t lower[WORD_LIMIT_BYTES])
{
    size_t letters = 0, capitals = 0;
    if (word.len > WORD_LIMIT_BYTES) {
        return 0;
    }
    for (size_t at = 0, len = 1; at < word.len; at += len) {
        char c = word.ptr[at];
        if (ascii_is_alpha(c)) {
            len = 1;
            capitals += c < 'a';
            lower[letters++] = (uint32_t)(c | 0x20);
            continue;
        }
        UChar32 letter = (UChar32)utf8_decode(word, at, &len);
        if (!u_isalpha(letter)) {
            return 0;
        }
        capitals += u_isupper(letter) != 0;
        lower[letters++] = (uint32_t)u_tolower(letter);
    }
    return letters < LEAST_LETTERS || capitals > 1 ? 0 : letters;
}

/* The word without the punctuation around it. */
static struct str bare_word(struct str word, size_t *start)
{
    size_t end = word.len, len;
    *start = 0;
    while (*start < end && !u_isalnum((UChar32)utf8_decode(word, *start, &len))) {
        *start += len;
    }
    while (end > *start && !u_isalnum((UChar32)utf8_decode_before(word, end, &len))) {
        end -= len;
    }
    return str_sub(word, *start, end);
}

/* In bytes of `text`, punctuation around the word included. */
static size_t find_points(const struct patterns *patterns, struct str text,
                          uint16_t points[HYPHEN_POINTS_LIMIT])
{
    uint32_t lower[WORD_LIMIT_BYTES];
    bool breaks[WORD_LIMIT_BYTES];
    size_t start, count = 0, letter = 0;
    struct str word = bare_word(text, &start);
    size_t letters = fit_word(word, lower);
    if (letters == 0 || !patterns_apply(patterns, lower, letters, breaks)) {
        return 0;
    }
    for (size_t at = 0, len; at < word.len && count < HYPHEN_POINTS_LIMIT; at += len) {
        (void)utf8_decode(word, at, &len);
        if (breaks[letter++]) {
            points[count++] = (uint16_t)(start + at + len);
        }
    }
    return count;
}

size_t hyphenator_points(struct hyphenator *hyphenator, struct str word,
                         struct str language, uint16_t points[HYPHEN_POINTS_LIMIT])
{
    size_t row = find_language(language);
    const struct patterns *patterns =
        row < LANGUAGE_COUNT ? patterns_of(hyphenator, row) : NULL;
    if (!patterns || word.len < LEAST_LETTERS || word.len > UINT16_MAX) {
        return 0;
    }
    return find_points(patterns, word, points);
}
