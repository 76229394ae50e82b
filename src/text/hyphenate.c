#include "text/hyphenate.h"

#include "base/size.h"
#include "base/utf8.h"

#include <hyphen.h>
#include <stdlib.h>
#include <unicode/uchar.h>

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

struct hyphenator {
    struct arena *arena;
    const char *folder;
    HyphenDict *dictionaries[LANGUAGE_COUNT];
    bool tried[LANGUAGE_COUNT];
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

void hyphenator_free(struct hyphenator *hyphenator)
{
    for (size_t i = 0; hyphenator && i < LANGUAGE_COUNT; i++) {
        if (hyphenator->dictionaries[i]) {
            hnj_hyphen_free(hyphenator->dictionaries[i]);
        }
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

static HyphenDict *dictionary(struct hyphenator *hyphenator, size_t language)
{
    if (!hyphenator->tried[language]) {
        hyphenator->tried[language] = true;
        struct str path = arena_format(hyphenator->arena, "%s/%s", hyphenator->folder,
                                       table[language].file);
        if (path.ptr) {
            hyphenator->dictionaries[language] = hnj_hyphen_load(path.ptr);
        }
    }
    return hyphenator->dictionaries[language];
}

/* Letters only, not all capitals, long enough. `lower` gets the word in lower case,
 * of the same byte length, or the answer is no. */
static bool fits(struct str word, char *lower)
{
    size_t letters = 0, capitals = 0, at_out = 0;
    if (word.len > WORD_LIMIT_BYTES) {
        return false;
    }
    for (size_t at = 0, len; at < word.len; at += len) {
        uint32_t c = utf8_decode(word, at, &len);
        if (!u_isalpha((UChar32)c)) {
            return false;
        }
        letters++;
        capitals += u_isupper((UChar32)c) != 0;
        size_t written = utf8_encode((uint32_t)u_tolower((UChar32)c), lower + at_out);
        if (written != len) {
            return false;
        }
        at_out += written;
    }
    lower[at_out] = '\0';
    return letters >= LEAST_LETTERS && (capitals == 0 || (capitals == 1 && letters > 1));
}

static size_t find_points(HyphenDict *dictionary, struct str word,
                          uint16_t points[HYPHEN_POINTS_LIMIT])
{
    char lower[WORD_LIMIT_BYTES + UTF8_MAX_BYTES], marks[WORD_LIMIT_BYTES + 8];
    if (!fits(word, lower)) {
        return 0;
    }
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    int failed = hnj_hyphen_hyphenate3(dictionary, lower, size_to_int(word.len), marks,
                                       NULL, &rep, &pos, &cut, LETTERS_BEFORE,
                                       LETTERS_AFTER, LETTERS_BEFORE, LETTERS_AFTER);
    size_t count = 0, letter = 0;
    size_t all = utf8_count(word);
    for (size_t at = 0, len; !failed && at < word.len; at += len) {
        (void)utf8_decode(word, at, &len);
        letter++;
        /* marks count code points in UTF-8 patterns' own way: per byte, on the last one. */
        bool odd = (marks[at + len - 1] & 1) && !(rep && rep[at + len - 1]);
        if (odd && letter >= LETTERS_BEFORE && all - letter >= LETTERS_AFTER &&
            count < HYPHEN_POINTS_LIMIT) {
            points[count++] = (uint16_t)(at + len);
        }
    }
    if (rep) {
        for (size_t i = 0; i + 1 < word.len; i++) {
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
    HyphenDict *patterns = row < LANGUAGE_COUNT ? dictionary(hyphenator, row) : NULL;
    if (!patterns || word.len < LEAST_LETTERS) {
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
