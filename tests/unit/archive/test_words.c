/* Words as they are searched for, and the lexicon that keeps them. */
#include "archive/lexicon.h"
#include "archive/words.h"
#include "cmocka_offprint.h"

static const struct {
    const char *text, *pieces; /* words in [], characters without spaces in {} */
} cuts[] = {
    {"Two words", "[Two] [words]"},
    {"offprint.yml, 3.5", "[offprint].[yml], [3].[5]"},
    {"l\xE2\x80\x99\xC3\xA9t\xC3\xA9", "[l]\xE2\x80\x99[\xC3\xA9t\xC3\xA9]"},
    {"e\xCC\x81t", "[e\xCC\x81t]"}, /* a mark of its own */
    {"\xE6\x94\xBF\xE7\xAD\x96 a", "{\xE6\x94\xBF}{\xE7\xAD\x96} [a]"}, /* Chinese */
    {"x\xE6\x94\xBF", "[x]{\xE6\x94\xBF}"},
    {"\xE0\xB8\x81\xE0\xB8\xB1\xE0\xB8\x99",
     "{\xE0\xB8\x81\xE0\xB8\xB1}{\xE0\xB8\x99}"}, /* Thai */
    {"----------", "--------"
                   "--"}, /* long runs of signs are several */
    {"\xFF"
     "a",
     "\xFF[a]"}, /* not UTF-8 */
};

static void cuts_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        struct str text = str_from(cuts[i].text);
        struct buf got = {0};
        for (size_t at = 0; at < text.len;) {
            struct piece_of_text piece = words_next(text, &at);
            buf_add_text(&got, piece.unspaced ? "{" : piece.word ? "[" : "");
            buf_add(&got, piece.text);
            buf_add_text(&got, piece.unspaced ? "}" : piece.word ? "]" : "");
        }
        if (!str_is(buf_str(&got), cuts[i].pieces)) {
            fail_msg("'%s': got '%.*s'", cuts[i].text, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
    }
}

static const struct {
    const char *word, *bare;
} folds[] = {
    {"Fees", "fees"},
    {"\xC3\x84RGER", "arger"},
    {"Stra\xC3\x9F"
     "e",
     "strasse"},
    {"\xC5\x81\xC3\xB3"
     "d\xC5\xBA",
     "lodz"},
    {"\xD9\x83\xD9\x90\xD8\xAA\xD9\x8E\xD8\xA7\xD8\xA8",
     "\xD9\x83\xD8\xAA\xD8\xA7\xD8\xA8"},
    {"\xD8\xA3", "\xD8\xA7"}, /* alef with hamza */
    {"\xD7\x97\xD7\xB9\xD7\xA7", "\xD7\x97\xD7\xB9\xD7\xA7"},
    {"\xE0\xA4\x95\xE0\xA4\xBF", "\xE0\xA4\x95\xE0\xA4\xBF"}, /* a vowel of Hindi stays */
};

static void folds_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folds / sizeof folds[0]; i++) {
        struct buf got = {0};
        words_add_bare(&got, str_from(folds[i].word));
        if (!str_is(buf_str(&got), folds[i].bare)) {
            fail_msg("'%s': got '%.*s'", folds[i].word, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
    }
}

static const struct {
    const char *language, *one, *other;
    bool same;
} stems[] = {
    {"en", "policies", "policy", true},
    {"en-GB", "running", "run", true},
    {"en", "policy", "police", false},
    {"en", "fees", "feet", false},
    {"de-AT", "h\xC3\xA4user", "haus", true},
    {"de", "gesetze", "gesetzes", true},
    {"nb", "husene", "huset", true},
    {"xx", "policies", "policy", false},
    {"ar", "\xD8\xA7\xD9\x84\xD9\x83\xD8\xAA\xD8\xA7\xD8\xA8",
     "\xD9\x83\xD8\xAA\xD8\xA7\xD8\xA8", true},
};

static void finds_stems(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct stemmers *stemmers = stemmers_new(&arena);
    for (size_t i = 0; i < sizeof stems / sizeof stems[0]; i++) {
        uint8_t stemmer = stemmer_of(str_from(stems[i].language));
        struct str one, other;
        assert_true(stem_find(stemmers, stemmer, str_from(stems[i].one), &one));
        one = arena_str(&arena, one);
        assert_true(stem_find(stemmers, stemmer, str_from(stems[i].other), &other));
        if (str_eq(one, other) != stems[i].same) {
            fail_msg("%s, %s: '%.*s' and '%.*s'", stems[i].one, stems[i].other,
                     STR_ARG(one), STR_ARG(other));
        }
    }
    stemmers_free(stemmers);
    arena_clear(&arena);
}

/* As many words as need codes of one, two and three symbols, some of them often. */
static void numbers_words_by_count(void **state)
{
    (void)state;
    struct arena arena;
    struct lexicon lexicon;
    arena_init(&arena, 0);
    assert_true(lexicon_init(&lexicon, &arena));
    size_t put = 0;
    for (int word = 0; word < 20000; word++) {
        struct str text = arena_format(&arena, "w%d", word);
        for (int times = word < 50 ? 400 : word < 1000 ? 9 : 1; times > 0; times--, put++) {
            assert_true(lexicon_put(&lexicon, text, true, STEMMER_NONE));
        }
    }
    struct stemmers *stemmers = stemmers_new(&arena);
    assert_true(lexicon_close(&lexicon, stemmers));
    assert_int_equal(lexicon.count, 20000);
    size_t at = 0, parts = 0;
    struct buf out = {0};
    while (at < lexicon.row.len) { /* the same in parts as in one */
        size_t before = out.len;
        lexicon_add_row(&lexicon, &at, before + 1000, &out);
        assert_in_range(out.len - before, 1, 1004);
        parts++;
    }
    assert_true(parts > 30);
    assert_in_range(out.len, put, 2 * put); /* frequent words have a symbol each */
    for (size_t i = 1; i < lexicon.count; i++) {
        if (i < lexicon.firsts[0]) {
            assert_true(lexicon.lexemes[i].count >= 9);
        }
    }
    buf_clear(&out);
    stemmers_free(stemmers);
    lexicon_clear(&lexicon);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_texts),
        cmocka_unit_test(folds_words),
        cmocka_unit_test(finds_stems),
        cmocka_unit_test(numbers_words_by_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
