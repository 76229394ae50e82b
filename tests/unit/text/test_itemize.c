/* From spans to tokens: one token a row of the dump, as
 *   kind text script face[ level=n][ |]          '|': a line may end after it */
#include "text/text_offprint.h"

#include <hb.h>

static const struct {
    const char *name, *text, *want;
} cases[] = {
    {"Latin words and spaces", "to be",
     "word 'to' Latn GentiumPlus\nspace |\nword 'be' Latn GentiumPlus\n"},
    {"white space of all kinds is one space", "\n a\t\n b ",
     "word 'a' Latn GentiumPlus\nspace |\nword 'b' Latn GentiumPlus\nspace\n"},
    {"punctuation stays with its word", "(yes),", "word '(yes),' Latn GentiumPlus\n"},
    {"Greek and Cyrillic in the text face", "\xCE\xB1 \xD0\xB6",
     "word '\xCE\xB1' Grek GentiumPlus\nspace |\nword '\xD0\xB6' Cyrl GentiumPlus\n"},
    {"a change of script inside a word", "a\xCE\xB1",
     "word 'a' Latn GentiumPlus\nword '\xCE\xB1' Grek GentiumPlus\n"},
    {"a combining mark stays", "e\xCC\x81g", "word 'e\xCC\x81g' Latn GentiumPlus\n"},
    {"a symbol from another text face", "\xEE\x82\xA0",
     "word '\xEE\x82\xA0' Zzzz JetBrainsMono-Regular\n"},
    {"Devanagari from its fallback face",
     "\xE0\xA4\xA8\xE0\xA4\xAE\xE0\xA4\xB8\xE0\xA5\x8D\xE0\xA4\xA4\xE0\xA5\x87",
     "word '\xE0\xA4\xA8\xE0\xA4\xAE\xE0\xA4\xB8\xE0\xA5\x8D\xE0\xA4\xA4\xE0\xA5\x87' Deva "
     "NotoSerifDevanagari-Regular\n"},
    {"ideographs may be parted", "\xE6\xBC\xA2\xE5\xAD\x97",
     "word '\xE6\xBC\xA2' Hani DroidSansFallback |\nword '\xE5\xAD\x97' Hani "
     "DroidSansFallback\n"},
    {"Hebrew runs from right to left", "a \xD7\x90\xD7\x91",
     "word 'a' Latn GentiumPlus\nspace |\nword '\xD7\x90\xD7\x91' Hebr "
     "NotoSerifHebrew-Regular "
     "level=1\n"},
    {"a Hebrew paragraph", "\xD7\x90\xD7\x91 12",
     "word '\xD7\x90\xD7\x91' Hebr NotoSerifHebrew-Regular level=1\nspace level=1 |\nword "
     "'12' "
     "Latn GentiumPlus level=2\n"},
    {"what no face has stands alone", "a\xCD\xB8g",
     "word 'a' Latn GentiumPlus\nword '\xCD\xB8' missing\nword 'g' Latn GentiumPlus\n"},
    {"zero width joiner and the like draw nothing", "a\xE2\x81\xA0g",
     "word 'a\xE2\x81\xA0g' Latn GentiumPlus\n"},
    {"keys have the face that draws them in one sign", "1\xEF\xB8\x8F\xE2\x83\xA3",
     "word '1\xEF\xB8\x8F\xE2\x83\xA3' Latn NotoSansSymbols2-Regular\n"},
    {"soft hyphen", "ex\xC2\xADtra",
     "word 'ex\xC2\xAD' Latn GentiumPlus |\nword 'tra' Latn GentiumPlus\n"},
    {"hyphen of a long compound", "measurement-based",
     "word 'measurement-' Latn GentiumPlus |\nword 'based' Latn GentiumPlus\n"},
    {"empty", "", ""},
    {"only white space", " \n ", ""},
};

static void add_script(struct buf *out, uint32_t script)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        buf_add_byte(out, (char)(script >> shift));
    }
}

static void dump(const struct tokens *tokens, struct buf *out)
{
    static const char *const kinds[] = {"word", "space", "break", "object", "leader"};
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        buf_add_text(out, kinds[token->kind]);
        if (token->kind == TOKEN_WORD) {
            buf_add_format(out, " '%.*s' ", STR_ARG(token->text));
            if (token->word->face) {
                add_script(out, token->script);
                buf_add_byte(out, ' ');
                buf_add(out, face_name(token->word->face));
            } else {
                buf_add_text(out, "missing");
            }
        }
        if (token->level) {
            buf_add_format(out, " level=%u", token->level);
        }
        buf_add_text(out, token->break_after ? " |\n" : "\n");
    }
}

static void makes_tokens(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_style style = {
        .role = FONT_SERIF, .size = SP_PT(10), .language = STR("en-US")};
    struct paragraph_format format = {.measure = SP_PT(300)};
    size_t failed = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_span span = {
            .kind = SPAN_TEXT, .style = &style, .text = str_from(cases[i].text)};
        struct tokens tokens;
        struct buf got = {0};
        arena_reset(&fixture->engine->scratch);
        assert_true(tokens_make(fixture->engine, &span, 1, &format, &tokens));
        dump(&tokens, &got);
        if (!str_is(buf_str(&got), cases[i].want)) {
            print_error("%s: got\n%.*s", cases[i].name, STR_ARG(buf_str(&got)));
            failed++;
        }
        buf_clear(&got);
    }
    assert_int_equal(failed, 0);
}

static void reports_a_missing_character_once(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_style style = {.role = FONT_SERIF, .size = SP_PT(10)};
    struct text_span span = {.kind = SPAN_TEXT,
                             .style = &style,
                             .text = STR("\xCD\xB9 \xCD\xB9\xCD\xB9"),
                             .of.place = {.file = STR("a.md"), .line = 3, .column = 4}};
    struct paragraph_format format = {.measure = SP_PT(300)};
    struct tokens tokens;
    size_t before = report_count(fixture->report, SEVERITY_WARNING);
    arena_reset(&fixture->engine->scratch);
    assert_true(tokens_make(fixture->engine, &span, 1, &format, &tokens));
    text_tell_missing(fixture->engine, fixture->report);
    assert_int_equal(report_count(fixture->report, SEVERITY_WARNING), before + 1);
}

/* 6,400 characters in one line, in room and time that grow with their number. */
static void reports_many_missing_characters(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_style style = {.role = FONT_SERIF, .size = SP_PT(10)};
    struct buf text = {0};
    for (uint32_t c = 0x100000; c < 0x100000 + 6400; c++) {
        buf_add_code_point(&text, c);
    }
    struct text_span span = {.kind = SPAN_TEXT, .style = &style, .text = buf_str(&text)};
    struct paragraph_format format = {.measure = SP_PT(300)};
    struct tokens tokens;
    struct report *report = report_new();
    size_t before = fixture->arena.used_bytes;
    for (size_t round = 0; round < 2; round++) {
        arena_reset(&fixture->engine->scratch);
        assert_true(tokens_make(fixture->engine, &span, 1, &format, &tokens));
    }
    text_tell_missing(fixture->engine, report);
    assert_int_equal(report_count(report, SEVERITY_WARNING), 1);
    assert_in_range(fixture->arena.used_bytes - before, 0, 4 << 20);
    report_free(report);
    buf_clear(&text);
}

/* Spans of other styles do not part words, and objects stand among them. */
static void joins_spans(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_style plain = {.role = FONT_SERIF, .size = SP_PT(10)}, bold = plain;
    bold.bold = true;
    struct text_span spans[] = {
        {.kind = SPAN_TEXT, .style = &plain, .text = STR("M-")},
        {.kind = SPAN_TEXT, .style = &bold, .text = STR("Lab ")},
        {.kind = SPAN_TEXT, .style = &plain, .text = STR(" a")},
        {.kind = SPAN_BREAK, .style = &plain},
        {.kind = SPAN_OBJECT, .style = &plain, .of.object.width = SP_PT(7)},
        {.kind = SPAN_LEADER, .style = &plain},
    };
    struct paragraph_format format = {.measure = SP_PT(300)};
    struct tokens tokens;
    struct buf got = {0};
    arena_reset(&fixture->engine->scratch);
    assert_true(tokens_make(fixture->engine, spans, sizeof spans / sizeof spans[0], &format,
                            &tokens));
    dump(&tokens, &got);
    assert_string_equal(arena_cstr(&fixture->arena, buf_str(&got)),
                        "word 'M-' Latn GentiumPlus\nword 'Lab' Latn GentiumPlus-Bold\n"
                        "space |\nword 'a' Latn GentiumPlus\nbreak\nobject |\nleader\n");
    buf_clear(&got);
}

static void takes_faces_in_the_order_of_the_table(void **state)
{
    struct text_fixture *fixture = *state;
    static const struct {
        enum font_role role;
        bool bold, italic;
        uint32_t character;
        const char *want;
    } rows[] = {
        {FONT_SERIF, false, false, 'a', "GentiumPlus"},
        {FONT_SERIF, false, true, 'a', "GentiumPlus-Italic"},
        {FONT_SANS, true, false, 'a', "OpenSans-Semibold"},
        {FONT_MONO, true, true, 'a', "JetBrainsMono-BoldItalic"},
        {FONT_SANS, false, false, 0x05D0, "NotoSerifHebrew-Regular"},
        {FONT_SERIF, true, false, 0x4E2D, "DroidSansFallback"},
        {FONT_SERIF, false, false, 0x0378, NULL},
        {FONT_SERIF, false, false, 0x10FFFF, NULL},
    };
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            const struct face *face =
                faces_find(fixture->engine->faces, rows[i].role, rows[i].bold,
                           rows[i].italic, rows[i].character);
            struct str name = face ? face_name(face) : (struct str){0};
            if (!str_eq(name, str_from(rows[i].want))) {
                fail_msg("U+%04X: got '%.*s'", rows[i].character, STR_ARG(name));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_tokens),
        cmocka_unit_test(reports_a_missing_character_once),
        cmocka_unit_test(reports_many_missing_characters),
        cmocka_unit_test(joins_spans),
        cmocka_unit_test(takes_faces_in_the_order_of_the_table),
    };
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
