/* Pair tables against HarfBuzz: every three characters of plain ASCII in each face that has
 * a table, longer words at random, and languages that a face has rules for. */
#include "text/text_offprint.h"

#include "text/pairs.h"

#include <hb.h>

#define FIRST '!'
#define LAST '~'
#define WORD_LIMIT 14

static const struct {
    enum font_role role;
    bool bold, italic;
} faces[] = {
    {FONT_SERIF, false, false}, {FONT_SERIF, false, true}, {FONT_SERIF, true, false},
    {FONT_SERIF, true, true},   {FONT_SANS, false, false}, {FONT_SANS, false, true},
    {FONT_SANS, true, false},   {FONT_SANS, true, true},   {FONT_MONO, false, false},
    {FONT_MONO, false, true},   {FONT_MONO, true, false},  {FONT_MONO, true, true},
};
#define FACE_COUNT (sizeof faces / sizeof faces[0])

static const struct face *open_face(struct text_fixture *fixture, size_t index)
{
    return faces_main(fixture->engine->faces, faces[index].role, faces[index].bold,
                      faces[index].italic);
}

/* As HarfBuzz shapes it, without cache or tables. */
static void shape(hb_buffer_t *buffer, const struct face *face, struct str text,
                  const char *language)
{
    static const hb_feature_t off[] = {{HB_TAG('c', 'a', 'l', 't'), 0, 0, UINT32_MAX},
                                       {HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT32_MAX}};
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_add_utf8(buffer, text.ptr, (int)text.len, 0, (int)text.len);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, hb_language_from_string(language, -1));
    hb_shape(face->font, buffer, off, face->file->role == FONT_MONO ? 2 : 0);
}

/* Whether the table has the word; then it has it as HarfBuzz does. */
static bool agrees(hb_buffer_t *buffer, const struct face *face, struct str text,
                   const char *language)
{
    struct glyph glyphs[WORD_LIMIT];
    int32_t advance, sum = 0;
    unsigned count;
    if (!pairs_shape(face->pairs, text, glyphs, &advance)) {
        return false;
    }
    shape(buffer, face, text, language);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &count);
    bool same = count == text.len;
    for (unsigned i = 0; same && i < count; i++) {
        same = glyphs[i].id == infos[i].codepoint && glyphs[i].cluster == i &&
               infos[i].cluster == i && glyphs[i].advance == places[i].x_advance &&
               places[i].x_offset == 0 && places[i].y_offset == 0;
        sum += places[i].x_advance;
    }
    if (!same || sum != advance) {
        fail_msg("%.*s: '%.*s'", STR_ARG(face->name), STR_ARG(text));
    }
    return true;
}

static void tells_every_three_characters(void **state)
{
    struct text_fixture *fixture = *state;
    hb_buffer_t *buffer = hb_buffer_create();
    for (size_t i = 0; i < FACE_COUNT; i++) {
        const struct face *face = open_face(fixture, i);
        size_t told = 0, all = 0;
        char text[3];
        assert_non_null(face->pairs);
        for (text[0] = FIRST; text[0] <= LAST; text[0]++) {
            for (text[1] = FIRST; text[1] <= LAST; text[1]++) {
                for (text[2] = FIRST; text[2] <= LAST; text[2]++) {
                    told += agrees(buffer, face, str_make(text, 3), "en");
                    all++;
                }
            }
        }
        assert_true(told > all / 100 * 90);
    }
    hb_buffer_destroy(buffer);
}

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

/* Letters more often than signs, and the same sign more often again, as operators have it.
 */
static void tells_longer_words(void **state)
{
    struct text_fixture *fixture = *state;
    hb_buffer_t *buffer = hb_buffer_create();
    uint64_t seed = 11;
    size_t told = 0;
    for (size_t i = 0; i < 300000; i++) {
        char text[WORD_LIMIT];
        size_t len = 1 + next_random(&seed) % WORD_LIMIT;
        for (size_t k = 0; k < len; k++) {
            uint32_t kind = next_random(&seed) % 8;
            text[k] = kind == 0 && k ? text[k - 1]
                      : kind < 5     ? (char)('a' + next_random(&seed) % 26)
                                 : (char)(FIRST + next_random(&seed) % (LAST - FIRST + 1));
        }
        told +=
            agrees(buffer, open_face(fixture, i % FACE_COUNT), str_make(text, len), "en");
    }
    assert_true(told > 200000);
    hb_buffer_destroy(buffer);
}

/* Where a face has rules for a language, its words go the long way. */
static void leaves_languages_to_harfbuzz(void **state)
{
    struct text_fixture *fixture = *state;
    hb_buffer_t *buffer = hb_buffer_create();
    static const char *const languages[] = {"en", "de", "fr", "tr",  "az", "crh", "nl",
                                            "ro", "pl", "ca", "vi",  "lt", "sm",  "kk",
                                            "mt", "cs", "cy", "und", "x",  "",    "en-x-a"};
    size_t held = 0, left = 0;
    for (size_t i = 0; i < FACE_COUNT; i++) {
        const struct face *face = open_face(fixture, i);
        for (size_t k = 0; k < sizeof languages / sizeof languages[0]; k++) {
            if (!pairs_speak(face->hb_face, hb_language_from_string(languages[k], -1))) {
                left++;
                continue;
            }
            char text[2];
            for (text[0] = FIRST; text[0] <= LAST; text[0]++) {
                for (text[1] = FIRST; text[1] <= LAST; text[1]++) {
                    (void)agrees(buffer, face, str_make(text, 2), languages[k]);
                }
            }
            held++;
        }
    }
    assert_true(held > 100);
    assert_true(left > 10); /* Turkish among them */
    hb_buffer_destroy(buffer);
}

static void leaves_other_characters_to_harfbuzz(void **state)
{
    struct text_fixture *fixture = *state;
    static const char *const words[] = {"caf\xC3\xA9", "a b", "a\x7F", "\x1F", " "};
    struct glyph glyphs[WORD_LIMIT];
    int32_t advance;
    const struct face *face = open_face(fixture, 0);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_false(pairs_shape(face->pairs, str_from(words[i]), glyphs, &advance));
    }
    assert_null(pairs_find(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_every_three_characters),
        cmocka_unit_test(tells_longer_words),
        cmocka_unit_test(leaves_languages_to_harfbuzz),
        cmocka_unit_test(leaves_other_characters_to_harfbuzz),
    };
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
