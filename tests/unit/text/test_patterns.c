/* Pattern tables against libhyphen itself: for every language words joined by chance from
 * pieces that its patterns name, and for made-up files what no language of today has. */
#include "text/patterns.h"

#include "base/file.h"
#include "base/utf8.h"

#include <cmocka_offprint.h>
#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

/* Words of each language: all where the build is fast, as in the full tests' release. */
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
#define WORD_COUNT 100000
#else
#define WORD_COUNT 10000
#endif
#define LETTER_LIMIT 30
#define FILE_LIMIT_BYTES ((size_t)1 << 24)

/* A word as both sides take it: in code points and in the encoding of the file. */
struct word {
    uint32_t letters[LETTER_LIMIT];
    size_t count;
    char bytes[LETTER_LIMIT * UTF8_MAX_BYTES + 1];
    int len;
};

struct language {
    struct arena arena;
    struct str file; /* the patterns, in UTF-8 */
    struct patterns patterns;
    HyphenDict *dictionary;
    UConverter *encoding;
};

/* Opening */

static struct str read_file(struct arena *arena, const char *path)
{
    struct str bytes;
    assert_int_equal(file_read_path(arena, path, FILE_LIMIT_BYTES, &bytes), FILE_OK);
    return bytes;
}

static void open_language(struct language *language, const char *file, const char *table)
{
    UErrorCode status = U_ZERO_ERROR;
    arena_init(&language->arena, 0);
    language->dictionary = hnj_hyphen_load(file);
    assert_non_null(language->dictionary);
    struct str bytes = read_file(&language->arena, file);
    size_t room = 2 * bytes.len + 1;
    char *text = ARENA_ARRAY(&language->arena, char, room);
    int32_t len = ucnv_convert("UTF-8", language->dictionary->cset, text, (int32_t)room,
                               bytes.ptr, (int32_t)bytes.len, &status);
    language->encoding = ucnv_open(language->dictionary->cset, &status);
    assert_true(U_SUCCESS(status));
    language->file = str_make(text, (size_t)len);
    assert_true(patterns_open(&language->patterns, read_file(&language->arena, table)));
}

static void close_language(struct language *language)
{
    ucnv_close(language->encoding);
    hnj_hyphen_free(language->dictionary);
    arena_clear(&language->arena);
}

/* Words */

static void encode_word(const struct language *language, struct word *word)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[LETTER_LIMIT];
    for (size_t i = 0; i < word->count; i++) {
        wide[i] = (UChar)word->letters[i];
    }
    word->len = ucnv_fromUChars(language->encoding, word->bytes, sizeof word->bytes, wide,
                                (int32_t)word->count, &status);
    assert_true(U_SUCCESS(status));
}

/* Adds the small letters of the line at a random place. */
static void add_piece(const struct language *language, struct word *word, uint32_t *seed)
{
    *seed = *seed * UINT32_C(1103515245) + 12345;
    size_t at = (size_t)(((uint64_t)*seed * language->file.len) >> 32);
    while (at > 0 && language->file.ptr[at - 1] != '\n') {
        at--;
    }
    for (size_t len; at < language->file.len && language->file.ptr[at] != '\n'; at += len) {
        UChar32 letter = (UChar32)utf8_decode(language->file, at, &len);
        if (u_isalpha(letter) && u_tolower(letter) == letter && letter <= 0xFFFF &&
            word->count < LETTER_LIMIT) {
            word->letters[word->count++] = (uint32_t)letter;
        }
    }
}

/* libhyphen's own breaks; one that changes the spelling is none here, and a ligature, which
 * libhyphen counts as the letters it joins, counts as one. */
static void break_by_libhyphen(const struct language *language, const struct word *word,
                               bool *breaks)
{
    char marks[sizeof word->bytes + 8];
    char **spellings = NULL;
    int *places = NULL, *cuts = NULL;
    assert_int_equal(hnj_hyphen_hyphenate3(language->dictionary, word->bytes, word->len,
                                           marks, NULL, &spellings, &places, &cuts,
                                           PATTERN_LEAST_BEFORE, PATTERN_LEAST_AFTER,
                                           PATTERN_LEAST_BEFORE, PATTERN_LEAST_AFTER),
                     0);
    for (size_t i = 0; i < word->count; i++) {
        breaks[i] = (marks[i] & 1) && !(spellings && spellings[i]) &&
                    i + 1 >= PATTERN_LEAST_BEFORE && word->count - i > PATTERN_LEAST_AFTER;
    }
    for (int i = 0; spellings && i < word->len; i++) {
        free(spellings[i]);
    }
    free((void *)spellings);
    free(places);
    free(cuts);
}

static void show_breaks(const struct word *word, const bool *breaks)
{
    for (size_t i = 0; i < word->count; i++) {
        char bytes[UTF8_MAX_BYTES];
        size_t len = utf8_encode(word->letters[i], bytes);
        print_error("%.*s%s", (int)len, bytes, breaks[i] ? "-" : "");
    }
    print_error(" ");
}

static bool agrees(const struct language *language, struct word *word)
{
    bool own[LETTER_LIMIT], wanted[LETTER_LIMIT];
    encode_word(language, word);
    break_by_libhyphen(language, word, wanted);
    assert_true(patterns_apply(&language->patterns, word->letters, word->count, own));
    if (memcmp(own, wanted, word->count * sizeof *own) == 0) {
        return true;
    }
    show_breaks(word, own);
    show_breaks(word, wanted);
    print_error("\n");
    return false;
}

/* Tests */

static size_t count_breaks(const struct language *language, const struct word *word)
{
    bool breaks[LETTER_LIMIT];
    size_t count = 0;
    (void)patterns_apply(&language->patterns, word->letters, word->count, breaks);
    for (size_t i = 0; i < word->count; i++) {
        count += breaks[i];
    }
    return count;
}

static void breaks_words_as_libhyphen(void **state)
{
    (void)state;
    static const struct {
        const char *language, *file;
    } rows[] = {
#include "hyphenation_sources.h"
    };
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        struct language language;
        char table[512];
        (void)snprintf(table, sizeof table, "%s/hyphenation/%s.patterns", OFFPRINT_SHARE,
                       rows[row].language);
        open_language(&language, rows[row].file, table);
        size_t wrong = 0, breaks = 0;
        uint32_t seed = 1;
        for (size_t i = 0; i < WORD_COUNT; i++) {
            struct word word = {.count = 0};
            for (size_t pieces = 1 + i % 4; pieces > 0; pieces--) {
                add_piece(&language, &word, &seed);
            }
            wrong += word.count && !agrees(&language, &word);
            breaks += count_breaks(&language, &word);
            assert_true(wrong < 20);
        }
        assert_int_equal(wrong, 0);
        assert_true(breaks > WORD_COUNT / 4); /* else nothing was compared */
        close_language(&language);
    }
}

/* Files as no language has them: breaks that change the spelling, two levels, patterns at
 * the ends of words, letters of two bytes. */
static const struct {
    const char *file, *letters;
} made[] = {
    {"UTF-8\nab1ba/aab=b,2,2\na1b\nbb1a\n", "ab"},
    {"ISO8859-1\nLEFTHYPHENMIN 3\nRIGHTHYPHENMIN 4\na1b\nb1a\n", "ab"},
    {"UTF-8\nCOMPOUNDLEFTHYPHENMIN 3\nab1ba\nba1ab\n.ba2b\nNEXTLEVEL\na1b\nb1a\n", "ab"},
    {"UTF-8\na1b\nab3a\n.ab2a\nba2.\nb1a4b\naba1ab\nNOHYPHEN -,'\n", "ab"},
    {"UTF-8\n\xC3\xA9"
     "1a\na1\xC3\xA9\nb\xC3\xA9"
     "1b\n",
     "ab\xC3\xA9"},
};

static void pack_text(const char *text)
{
    FILE *out = fopen("made.dic", "wb");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(system("'" PACK_PATTERNS "' made.dic made.patterns"), 0);
}

static void make_word(struct str letters, size_t count, uint32_t *seed, struct word *word)
{
    for (word->count = 0; word->count < count; word->count++) {
        *seed = *seed * UINT32_C(1103515245) + 12345;
        size_t at = 0, len;
        for (size_t skip = (*seed >> 16) % utf8_count(letters); skip; skip--) {
            (void)utf8_decode(letters, at, &len);
            at += len;
        }
        word->letters[word->count] = utf8_decode(letters, at, &len);
    }
}

static void packs_what_no_language_has(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        struct language language;
        uint32_t seed = 1;
        pack_text(made[i].file);
        open_language(&language, "made.dic", "made.patterns");
        for (size_t k = 0; k < 5000; k++) {
            struct word word;
            make_word(str_from(made[i].letters), 5 + k % 12, &seed, &word);
            assert_true(agrees(&language, &word));
        }
        close_language(&language);
    }
}

static void refuses_what_is_no_table(void **state)
{
    (void)state;
    struct arena arena;
    struct patterns patterns;
    arena_init(&arena, 0);
    struct str table = read_file(&arena, OFFPRINT_SHARE "/hyphenation/it.patterns");
    assert_true(patterns_open(&patterns, table));
    for (size_t len = 0; len < table.len; len++) {
        assert_false(patterns_open(&patterns, str_sub(table, 0, len)));
    }
    arena_clear(&arena);
}

/* Whatever a damaged table says, nothing outside it is read. */
static void survives_damaged_tables(void **state)
{
    (void)state;
    struct arena arena, copies;
    arena_init(&arena, 0);
    arena_init(&copies, 0);
    struct str table = read_file(&arena, OFFPRINT_SHARE "/hyphenation/it.patterns");
    uint32_t seed = 1;
    struct word word;
    for (size_t i = 0; i < 20000; i++) {
        char *bytes = ARENA_ARRAY(&copies, char, table.len);
        assert_non_null(bytes);
        memcpy(bytes, table.ptr, table.len);
        seed = seed * UINT32_C(1103515245) + 12345;
        bytes[(size_t)(((uint64_t)seed * table.len) >> 32)] = (char)(seed >> 8);
        make_word(STR("abcdegiorst"), 20, &seed, &word);
        struct patterns patterns;
        bool breaks[LETTER_LIMIT];
        if (patterns_open(&patterns, str_make(bytes, table.len))) {
            (void)patterns_apply(&patterns, word.letters, word.count, breaks);
        }
        arena_reset(&copies);
    }
    arena_clear(&copies);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_words_as_libhyphen),
        cmocka_unit_test(packs_what_no_language_has),
        cmocka_unit_test(refuses_what_is_no_table),
        cmocka_unit_test(survives_damaged_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
