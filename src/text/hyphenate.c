/* Hyphenation points by libhyphen, from the pattern files of the build: a language's are
 * read when its first word comes. Every word that was looked up last in its slot of the
 * cache is remembered, since the same words are tried again and again. */
#include "text/hyphenate.h"

#include "base/size.h"
#include "base/utf8.h"

#include <hyphen.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#define LEAST_LETTERS 5
#define LETTERS_BEFORE 2
#define LETTERS_AFTER 3
#define WORD_LIMIT_BYTES 100
#define CACHE_SLOTS 8192

static const struct {
    const char *language, *file;
} table[] = {
#include "hyphenation_table.h"
};

#define LANGUAGE_COUNT (sizeof table / sizeof table[0])

struct cached {
    struct str word;
    size_t language;
    uint8_t count;
    uint16_t points[HYPHEN_POINTS_LIMIT];
};

struct patterns {
    HyphenDict *dictionary; /* NULL: there are none, or not yet tried */
    UConverter *encoding;   /* the patterns' own; NULL: UTF-8 */
    bool tried;
};

struct hyphenator {
    struct arena *arena;
    const char *folder;
    struct patterns patterns[LANGUAGE_COUNT];
    struct cached *cache[CACHE_SLOTS]; /* the last word of each slot */
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

static void close_patterns(struct patterns *patterns)
{
    if (patterns->dictionary) {
        hnj_hyphen_free(patterns->dictionary);
    }
    if (patterns->encoding) {
        ucnv_close(patterns->encoding);
    }
    *patterns = (struct patterns){.tried = true};
}

void hyphenator_free(struct hyphenator *hyphenator)
{
    for (size_t i = 0; hyphenator && i < LANGUAGE_COUNT; i++) {
        close_patterns(&hyphenator->patterns[i]);
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

/* A converter that refuses what its encoding lacks; NULL: there is none of the name. */
static UConverter *open_encoding(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *encoding = ucnv_open(name, &status);
    ucnv_setFromUCallBack(encoding, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    if (U_SUCCESS(status)) {
        return encoding;
    }
    ucnv_close(encoding);
    return NULL;
}

static const struct patterns *patterns_of(struct hyphenator *hyphenator, size_t language)
{
    struct patterns *patterns = &hyphenator->patterns[language];
    if (!patterns->tried) {
        patterns->tried = true;
        struct str path = arena_format(hyphenator->arena, "%s/%s", hyphenator->folder,
                                       table[language].file);
        patterns->dictionary = path.ptr ? hnj_hyphen_load(path.ptr) : NULL;
        if (patterns->dictionary && !patterns->dictionary->utf8) {
            patterns->encoding = open_encoding(patterns->dictionary->cset);
            if (!patterns->encoding) {
                close_patterns(patterns);
            }
        }
    }
    return patterns;
}

/* Letters only, not all capitals, long enough: then `lower` gets the word in lower case
 * and in the patterns' encoding, and its bytes are counted. Otherwise 0. */
static size_t fit_word(const struct patterns *patterns, struct str word, char *lower)
{
    size_t letters = 0, capitals = 0, written = 0;
    UChar wide[WORD_LIMIT_BYTES];
    if (word.len > WORD_LIMIT_BYTES) {
        return 0;
    }
    for (size_t at = 0, len; at < word.len; at += len) {
        uint32_t c = utf8_decode(word, at, &len);
        UChar32 small = u_tolower((UChar32)c);
        if (!u_isalpha((UChar32)c) || small > 0xFFFF) {
            return 0;
        }
        capitals += u_isupper((UChar32)c) != 0;
        wide[letters++] = (UChar)small;
        if (!patterns->encoding && written <= WORD_LIMIT_BYTES) {
            written += utf8_encode((uint32_t)small, lower + written);
        }
    }
    if (letters < LEAST_LETTERS || capitals > 1 || written > WORD_LIMIT_BYTES) {
        return 0;
    }
    if (patterns->encoding) {
        UErrorCode status = U_ZERO_ERROR;
        int32_t len = ucnv_fromUChars(patterns->encoding, lower, WORD_LIMIT_BYTES, wide,
                                      size_to_int(letters), &status);
        written = U_SUCCESS(status) && (size_t)len == letters ? letters : 0;
    }
    return written;
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
    char lower[WORD_LIMIT_BYTES + UTF8_MAX_BYTES + 1], marks[WORD_LIMIT_BYTES + 8];
    size_t start;
    struct str word = bare_word(text, &start);
    size_t bytes = fit_word(patterns, word, lower);
    if (bytes == 0) {
        return 0;
    }
    lower[bytes] = '\0';
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    int failed = hnj_hyphen_hyphenate3(patterns->dictionary, lower, size_to_int(bytes),
                                       marks, NULL, &rep, &pos, &cut, LETTERS_BEFORE,
                                       LETTERS_AFTER, LETTERS_BEFORE, LETTERS_AFTER);
    size_t count = 0, letter = 0;
    size_t all = utf8_count(word);
    /* Marks, and spellings that change at a break, are counted in letters. */
    for (size_t at = 0, len; !failed && at < word.len; at += len) {
        (void)utf8_decode(word, at, &len);
        bool odd = (marks[letter] & 1) && !(rep && rep[letter]);
        letter++;
        if (odd && letter >= LETTERS_BEFORE && all - letter >= LETTERS_AFTER &&
            count < HYPHEN_POINTS_LIMIT) {
            points[count++] = (uint16_t)(start + at + len);
        }
    }
    if (rep) {
        for (size_t i = 0; i + 1 < bytes; i++) {
            free(rep[i]);
        }
    }
    free((void *)rep);
    free(pos);
    free(cut);
    return count;
}

size_t hyphenator_points(struct hyphenator *hyphenator, struct str word,
                         struct str language, uint16_t points[HYPHEN_POINTS_LIMIT])
{
    size_t row = find_language(language);
    const struct patterns *patterns =
        row < LANGUAGE_COUNT ? patterns_of(hyphenator, row) : NULL;
    if (!patterns || !patterns->dictionary || word.len < LEAST_LETTERS ||
        word.len > UINT16_MAX) {
        return 0;
    }
    struct cached **slot = &hyphenator->cache[(str_hash(word) + row) % CACHE_SLOTS];
    if (!*slot || (*slot)->language != row || !str_eq((*slot)->word, word)) {
        struct cached *fresh = *slot ? *slot : ARENA_NEW(hyphenator->arena, struct cached);
        if (!fresh) {
            return 0;
        }
        fresh->word = arena_str(hyphenator->arena, word);
        fresh->language = row;
        fresh->count = (uint8_t)find_points(patterns, word, fresh->points);
        *slot = fresh;
    }
    memcpy(points, (*slot)->points, sizeof(*slot)->points);
    return (*slot)->count;
}
