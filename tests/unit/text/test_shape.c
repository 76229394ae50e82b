/* Shaping: what a word is made of, and that it is made once. */
#include "text/text_offprint.h"

#include <hb.h>
#include <stdio.h>

#define LATIN ((uint32_t)HB_SCRIPT_LATIN)

static const struct face *serif(struct text_fixture *fixture)
{
    return faces_find(fixture->engine->faces, FONT_SERIF, false, false, 'a');
}

static const struct word *shape_latin(struct text_fixture *fixture, const char *text)
{
    const struct word *word = shape_word(fixture->engine->shaper, serif(fixture),
                                         str_from(text), LATIN, false, STR("en"));
    assert_non_null(word);
    return word;
}

static void gives_the_same_word_twice(void **state)
{
    struct text_fixture *fixture = *state;
    struct shaper *shaper = fixture->engine->shaper;
    char text[] = "network";
    const struct word *word = shape_latin(fixture, text);
    text[0] = 'N'; /* the cache has its own copy */
    const struct word *again = shape_latin(fixture, "network");
    assert_ptr_equal(word, again);
    assert_true(str_is(word->text, "network"));
    assert_ptr_not_equal(word, shape_latin(fixture, text));
    assert_ptr_not_equal(
        word, shape_word(shaper, serif(fixture), STR("network"), LATIN, false, STR("tr")));
    char language[] = "nl";
    word = shape_word(shaper, serif(fixture), STR("network"), LATIN, false,
                      str_from(language));
    language[1] = 'o'; /* and of the language */
    assert_ptr_equal(
        word, shape_word(shaper, serif(fixture), STR("network"), LATIN, false, STR("nl")));
    const struct face *bold =
        faces_find(fixture->engine->faces, FONT_SERIF, true, false, 'a');
    assert_ptr_not_equal(word,
                         shape_word(shaper, bold, STR("network"), LATIN, false, STR("en")));
}

static void keeps_words_while_the_cache_grows(void **state)
{
    struct text_fixture *fixture = *state;
    const struct word *first = shape_latin(fixture, "first");
    const struct word *words[5000];
    char text[16];
    for (int i = 0; i < 5000; i++) {
        (void)snprintf(text, sizeof text, "w%d", i);
        words[i] = shape_latin(fixture, text);
    }
    for (int i = 0; i < 5000; i++) {
        (void)snprintf(text, sizeof text, "w%d", i);
        assert_ptr_equal(shape_latin(fixture, text), words[i]);
    }
    assert_ptr_equal(shape_latin(fixture, "first"), first);
}

static int32_t nominal_advance(struct text_fixture *fixture, const char *text)
{
    int32_t sum = 0;
    for (; *text; text++) {
        char letter[] = {*text, '\0'};
        sum += shape_latin(fixture, letter)->advance;
    }
    return sum;
}

static void kerns(void **state)
{
    struct text_fixture *fixture = *state;
    assert_int_not_equal(shape_latin(fixture, "AV")->advance,
                         nominal_advance(fixture, "AV"));
    assert_int_equal(shape_latin(fixture, "nn")->advance, nominal_advance(fixture, "nn"));
}

static void makes_one_glyph_of_letter_and_mark(void **state)
{
    struct text_fixture *fixture = *state;
    const struct word *word = shape_latin(fixture, "e\xCC\x81"); /* e, combining acute */
    assert_int_equal(word->glyph_count, 1);
    assert_int_equal(word->glyphs[0].id, shape_latin(fixture, "\xC3\xA9")->glyphs[0].id);
}

static const struct {
    const char *name;
    enum font_role role;
    const char *text;
    uint32_t glyphs;
} ligatures[] = {
    {"text face", FONT_SANS, "office", 4}, /* o ffi c e */
    {"text face, no ligature", FONT_SANS, "abc", 3},
    {"code keeps its characters", FONT_MONO, "a->b!=c", 7},
};

static void makes_ligatures_but_in_code(void **state)
{
    struct text_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof ligatures / sizeof ligatures[0]; i++) {
        const struct face *face =
            faces_find(fixture->engine->faces, ligatures[i].role, false, false, 'a');
        const struct word *word =
            shape_word(fixture->engine->shaper, face, str_from(ligatures[i].text), LATIN,
                       false, STR("en"));
        if (word->glyph_count != ligatures[i].glyphs) {
            fail_msg("%s: %u glyphs", ligatures[i].name, word->glyph_count);
        }
    }
    const struct face_metrics *metrics =
        face_metrics(faces_main(fixture->engine->faces, FONT_MONO, false, false));
    assert_true(metrics->monospaced);
}

static void measures_words(void **state)
{
    struct text_fixture *fixture = *state;
    const struct word *word = shape_latin(fixture, "n\xC3\xA9n");
    int32_t n = shape_latin(fixture, "n")->advance;
    assert_true(word->advance > 2 * n);
    assert_int_equal(
        word_width(word, SP_PT(10)),
        sp_scale(SP_PT(10), word->advance, face_metrics(word->face)->units_per_em));
    assert_int_equal(word_width(word, 0), 0);
    struct text_style style = {.size = SP_PT(10), .tracking = 7};
    assert_int_equal(word_width_in(word, &style), word_width(word, SP_PT(10)) + 3 * 7);
    const struct word *marked = shape_latin(fixture, "q\xCC\x84"); /* and a blank glyph */
    assert_int_equal(marked->glyph_count, 3);
    assert_int_equal(word_width_in(marked, &style), word_width(marked, SP_PT(10)) + 2 * 7);
}

static void draws_a_box_for_what_no_face_has(void **state)
{
    struct text_fixture *fixture = *state;
    uint32_t unassigned = 0x0378;
    assert_null(faces_find(fixture->engine->faces, FONT_SERIF, false, false, unassigned));
    const struct word *word = shape_missing(fixture->engine->shaper, STR("\xCD\xB8"));
    assert_null(word->face);
    assert_int_equal(word->glyph_count, 0);
    assert_int_equal(word_width(word, 1000), MISSING_ADVANCE);
    assert_ptr_equal(word, shape_missing(fixture->engine->shaper, STR("\xCD\xB8")));
}

static void sets_right_to_left_words_in_visual_order(void **state)
{
    struct text_fixture *fixture = *state;
    struct str shalom = STR("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D");
    const struct face *face =
        faces_find(fixture->engine->faces, FONT_SERIF, false, false, 0x05E9);
    const struct word *word = shape_word(fixture->engine->shaper, face, shalom,
                                         (uint32_t)HB_SCRIPT_HEBREW, true, STR("he"));
    assert_int_equal(word->glyph_count, 4);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(word->glyphs[i].cluster, 6 - 2 * i);
    }
}

/* The face's own rules would give all languages the forms of Urdu. */
static void gives_persian_its_digits(void **state)
{
    struct text_fixture *fixture = *state;
    const uint32_t arabic = (uint32_t)HB_SCRIPT_ARABIC;
    for (uint32_t digit = 0x6F0; digit <= 0x6F9; digit++) {
        const struct face *face =
            faces_find(fixture->engine->faces, FONT_SERIF, false, false, digit);
        struct buf text = {0};
        buf_add_code_point(&text, digit);
        const struct word *persian = shape_word(fixture->engine->shaper, face,
                                                buf_str(&text), arabic, false, STR("fa"));
        const struct word *urdu = shape_word(fixture->engine->shaper, face, buf_str(&text),
                                             arabic, false, STR("ur"));
        bool other = digit == 0x6F4 || digit == 0x6F6 || digit == 0x6F7;
        assert_true(persian->glyph_count == 1 && urdu->glyph_count == 1);
        assert_int_equal(persian->glyphs[0].id != urdu->glyphs[0].id, other);
        buf_clear(&text);
    }
}

static void subsets_some_glyphs(void **state)
{
    struct text_fixture *fixture = *state;
    const struct word *word = shape_latin(fixture, "subset");
    uint16_t glyphs[6];
    struct str one, all;
    for (uint32_t i = 0; i < 6; i++) {
        glyphs[i] = word->glyphs[i].id;
    }
    assert_true(text_subset_face(&fixture->arena, serif(fixture), glyphs, 1, &one,
                                 fixture->report));
    assert_true(text_subset_face(&fixture->arena, serif(fixture), glyphs, 6, &all,
                                 fixture->report));
    assert_in_range(one.len, 500, all.len - 1);
    assert_in_range(all.len, one.len + 1, 200000);
}

/* As their ink shows: titlo of Cyrillic, arrows of vectors, over low letters and high ones.
 */
static void seats_marks_over_letters(void **state)
{
    struct text_fixture *fixture = *state;
    static const struct {
        const char *text;
        uint32_t script;
    } cases[] = {
        {"\xD0\xB0\xD2\x83", HB_SCRIPT_CYRILLIC}, /* U+0430 U+0483 */
        {"\xD1\x85\xD2\x83", HB_SCRIPT_CYRILLIC}, {"\xD0\xB3\xD2\x87", HB_SCRIPT_CYRILLIC},
        {"a\xE2\x83\x97", HB_SCRIPT_LATIN}, /* U+20D7 */
        {"x\xE2\x83\x96", HB_SCRIPT_LATIN},       {"B\xE2\x83\x97", HB_SCRIPT_LATIN},
        {"q\xE2\x83\x90", HB_SCRIPT_LATIN}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str text = str_from(cases[i].text);
        const struct face *face =
            faces_find_all(fixture->engine->faces, FONT_SERIF, false, false, text);
        assert_non_null(face);
        const struct word *word = shape_word(fixture->engine->shaper, face, text,
                                             cases[i].script, false, STR("en"));
        assert_in_range(word->glyph_count, 2, 3); /* and what tells the mark */
        const struct glyph *letter = &word->glyphs[0], *mark = &word->glyphs[1];
        hb_glyph_extents_t below, above;
        assert_true(hb_font_get_glyph_extents(face->font, letter->id, &below));
        assert_true(hb_font_get_glyph_extents(face->font, mark->id, &above));
        int32_t middle =
            letter->advance + mark->x_offset + above.x_bearing + above.width / 2;
        int32_t foot = mark->y_offset + above.y_bearing + above.height;
        if (mark->advance != 0 || middle < below.x_bearing ||
            middle > below.x_bearing + below.width || foot <= below.y_bearing) {
            fail_msg("%s: at %d of [%d, %d], from %d over %d", cases[i].text, middle,
                     below.x_bearing, below.x_bearing + below.width, foot, below.y_bearing);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_same_word_twice),
        cmocka_unit_test(keeps_words_while_the_cache_grows),
        cmocka_unit_test(kerns),
        cmocka_unit_test(makes_one_glyph_of_letter_and_mark),
        cmocka_unit_test(makes_ligatures_but_in_code),
        cmocka_unit_test(measures_words),
        cmocka_unit_test(draws_a_box_for_what_no_face_has),
        cmocka_unit_test(sets_right_to_left_words_in_visual_order),
        cmocka_unit_test(subsets_some_glyphs),
        cmocka_unit_test(gives_persian_its_digits),
        cmocka_unit_test(seats_marks_over_letters),
    };
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
