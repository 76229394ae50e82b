/* What each glyph of a word stands for: in the order they are seen in, the word. */
#include "text/text_offprint.h"

#include "base/utf8.h"

#include <hb.h>

#define ARABIC HB_SCRIPT_ARABIC
#define DEVANAGARI HB_SCRIPT_DEVANAGARI

/* `glyphs`: their texts as they are seen, each behind '|', in capitals what they are: B a
 * blank glyph, A one that is drawn apart, N one that stands for nothing. */
static const struct {
    const char *name;
    hb_script_t script;
    bool right_to_left;
    const char *text, *glyphs;
    const char *spelling; /* vowels in parts, where they are drawn so */
} cases[] = {
    {"a letter each", HB_SCRIPT_LATIN, false, "abc", "|a|b|c", "abc"},
    {"a letter of two bytes", HB_SCRIPT_LATIN, false, "né", "|n|é", "né"},
    {"a soft hyphen is no text", HB_SCRIPT_LATIN, false, "co\xC2\xADop", "|c|o|o|p",
     "coop"},
    {"nor is a joiner of Latin", HB_SCRIPT_LATIN, false,
     "a\xE2\x80\x8C"
     "b",
     "|a|b", "ab"},
    {"nor a mark of direction", HB_SCRIPT_HEBREW, true, "\xE2\x80\x8Fאב", "|ב|א", "אב"},
    {"a mark without a letter for both", HB_SCRIPT_LATIN, false, "q\xCC\x84",
     "|q|A|B\xCC\x84", "q\xCC\x84"},
    {"a letter for both", HB_SCRIPT_LATIN, false, "e\xCC\x81", "|e\xCC\x81", "e\xCC\x81"},
    {"right to left", HB_SCRIPT_HEBREW, true, "שלום", "|ם|ו|ל|ש", "שלום"},
    {"a point", HB_SCRIPT_HEBREW, true, "בִּ", NULL, "בִּ"},
    {"a ligature of two", ARABIC, true, "لا", "|A|ا|Bل", "لا"},
    {"of three, two of them alike", ARABIC, true, "الله", "|Bه|ل|Bل|ا", "الله"},
    {"a mark", ARABIC, true, "ضً", "|A|B\xD9\x8B|ض", "ض\xD9\x8B"},
    {"a mark in a ligature", ARABIC, true, "لَا", NULL, "لَا"},
    {"a joiner", ARABIC, true, "می\xE2\x80\x8Cخ", "|خ|B\xE2\x80\x8C|ی|م",
     "می\xE2\x80\x8Cخ"},
    {"a vowel sign that is seen first", DEVANAGARI, false, "कि", "|क|ि", "कि"},
    {"a conjunct", DEVANAGARI, false, "क्षि", NULL, "क्षि"},
    {"a vowel sign on both sides", HB_SCRIPT_TAMIL, false, "கொ", "|\u0B95|\u0BC6|\u0BBE",
     "\u0B95\u0BC6\u0BBE"},
    {"and what follows it", HB_SCRIPT_TAMIL, false, "கௌரவ", NULL, "\u0B95\u0BC6\u0BD7ரவ"},
    {"of Sinhala", HB_SCRIPT_SINHALA, false, "කොට", NULL, "\u0D9A\u0DD9\u0DCF\u0DA7"},
    {"of Bengali, twice", HB_SCRIPT_BENGALI, false, "কোলো", NULL,
     "\u0995\u09C7\u09BE\u09B2\u09C7\u09BE"},
    {"behind a conjunct", HB_SCRIPT_MALAYALAM, false, "ക്ഷോഭ", NULL, "ക്ഷോഭ"},
    {"of one glyph", HB_SCRIPT_KANNADA, false, "ಕಿ", NULL, "ಕಿ"},
    {"of private use: told in ActualText, too", HB_SCRIPT_LATIN, false, "\xEF\x84\xB0",
     "|\xEF\x84\xB0", "\xEF\x84\xB0"},
    {"a mark that is a part of a letter", HB_SCRIPT_THAI, false, "นำ", "|น|A|ำ", "นำ"},
};

static struct str glyphs_of(struct text_fixture *fixture, const struct word *word)
{
    struct buf out = {0};
    for (uint32_t i = 0; i < word->glyph_count; i++) {
        const struct glyph *glyph = &word->glyphs[i];
        buf_add_byte(&out, '|');
        if (glyph->apart) {
            buf_add_byte(&out, 'A');
        } else if (glyph->text_len == 0) {
            buf_add_byte(&out, 'N');
        } else if (glyph->id == word->face->blank) {
            buf_add_byte(&out, 'B');
        }
        buf_add(&out, glyph_text(word, glyph));
    }
    return arena_take(&fixture->arena, &out);
}

/* What a program gets that takes each glyph's text, and turns it around if need be. */
static struct str taken(struct text_fixture *fixture, const struct word *word)
{
    struct buf seen = {0}, out = {0};
    for (uint32_t i = 0; i < word->glyph_count; i++) {
        buf_add(&seen, glyph_text(word, &word->glyphs[i]));
    }
    struct str all = arena_take(&fixture->arena, &seen);
    for (size_t at = all.len, len; word->right_to_left && at > 0; at -= len) {
        (void)utf8_decode_before(all, at, &len);
        buf_add(&out, str_sub(all, at - len, at));
    }
    return word->right_to_left ? arena_take(&fixture->arena, &out) : all;
}

static void spells_words(void **state)
{
    struct text_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t len;
        struct str text = str_from(cases[i].text);
        uint32_t last = utf8_decode_before(text, text.len, &len);
        const struct face *face =
            faces_find(fixture->engine->faces, FONT_SERIF, false, false, last);
        const struct word *word =
            shape_word(fixture->engine->shaper, face, text, (uint32_t)cases[i].script,
                       cases[i].right_to_left, (struct str){0});
        struct str glyphs = glyphs_of(fixture, word), whole = taken(fixture, word);
        if (cases[i].glyphs && !str_is(glyphs, cases[i].glyphs)) {
            fail_msg("%s: glyphs %.*s", cases[i].name, STR_ARG(glyphs));
        }
        bool split = !str_eq(word->parts, word->spelling);
        if (!str_is(word->spelling, split ? cases[i].text : cases[i].spelling) ||
            !str_is(whole, cases[i].spelling)) {
            fail_msg("%s: spells %.*s, %.*s is taken", cases[i].name,
                     STR_ARG(word->spelling), STR_ARG(whole));
        }
        bool private_use = str_find(text, STR("\xEF\x84\xB0"), 0) != STR_NONE;
        bool nothing = str_find(glyphs, STR("N"), 0) != STR_NONE;
        assert_true(word->spelled == !(private_use || nothing));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(spells_words)};
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
