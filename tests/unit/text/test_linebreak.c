/* Paragraphs to lines. In the wanted text '/' ends a line, '~' is a hyphen that the
 * break made, '!' marks an overfull line. */
#include "text/text_offprint.h"

#include <stdlib.h>

static const char prose[] =
    "The goal of M-Lab is to advance network research and empower the public with useful "
    "information about their Internet connections. By providing free, open Internet "
    "measurement data, researchers, regulators, advocacy groups, and the general public "
    "can get a better sense of how the Internet is working for them, and how to maintain "
    "and improve it for the future; measurement-based telecommunications policymaking, "
    "notwithstanding extraordinary responsibilities, characteristically internationalizes "
    "multidisciplinary misunderstandings.";

struct look {
    enum text_align align;
    bool hyphenate, hang, unbroken;
    sp first, later;
};

static struct lines break_text(struct text_fixture *fixture, struct str text,
                               const struct text_style *style, sp measure, struct look look)
{
    struct text_span span = {.kind = SPAN_TEXT, .style = style, .text = text};
    struct paragraph_format format = {.measure = measure,
                                      .first_indent = look.first,
                                      .later_indent = look.later,
                                      .align = (uint8_t)look.align,
                                      .hyphenate = look.hyphenate,
                                      .hang_punctuation = look.hang,
                                      .unbroken = look.unbroken};
    struct lines lines;
    assert_true(text_break(fixture->engine, &fixture->arena, &span, 1, &format, &lines,
                           fixture->report));
    return lines;
}

static void show(const struct lines *lines, struct buf *out)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        buf_add_text(out, i ? "/" : "");
        for (uint32_t k = 0; k < line->count; k++) {
            const struct piece *piece = &line->pieces[k];
            bool space = piece->space_after && k + 1 < line->count;
            buf_add(out, piece->hyphen ? STR("~") : piece->word->text);
            buf_add_text(out, space ? " " : "");
        }
        buf_add_text(out, line->overfull ? "!" : "");
    }
}

static const struct {
    const char *name, *text;
    double measure_pt;
    struct look look;
    const char *want;
} cases[] = {
    {"one line", "to be or not", 200, {0}, "to be or not"},
    {"nothing", "", 200, {0}, ""},
    {"only white space", " \n ", 200, {0}, ""},
    {"at a space", "to be or not", 32, {.align = TEXT_LEFT}, "to be or/not"},
    {"all in one", "to be or not", 32, {.unbroken = true}, "to be or not"},
    {"a word is broken only where its language allows",
     "extraordinary measurement",
     50,
     {.align = TEXT_LEFT, .hyphenate = true},
     "extraordi~/nary mea~/surement"},
    {"without hyphenation it is cut",
     "extraordinary x",
     40,
     {.align = TEXT_LEFT},
     "extraor/dinary/x"},
    {"a soft hyphen shows at the end of a line",
     "xxxxxx\xC2\xADyyyyyy",
     40,
     {.align = TEXT_LEFT},
     "xxxxxx\xC2\xAD~/yyyyyy"},
    {"a soft hyphen inside a line does not",
     "xxxxxx\xC2\xADyyyyyy",
     400,
     {.align = TEXT_LEFT},
     "xxxxxx\xC2\xADyyyyyy"},
    {"a soft hyphen at the very end does not",
     "xxxxxx\xC2\xAD",
     40,
     {.align = TEXT_LEFT},
     "xxxxxx\xC2\xAD"},
    {"the hyphen of a compound is its own",
     "measurement-based",
     70,
     {.align = TEXT_LEFT, .hyphenate = true},
     "measurement-/based"},
    {"a short name stays whole", "at M-Lab", 34, {.align = TEXT_LEFT}, "at/M-Lab"},
    {"an address is cut anywhere when it must",
     "a.example/abcdefghijklmnop",
     60,
     {.align = TEXT_LEFT},
     "a.example//abcdefghij/klmnop"},
    {"an address gets no hyphen",
     "see www.measurement.example/measurements/characteristics now",
     120,
     {.align = TEXT_JUSTIFY, .hyphenate = true},
     "see www.measurement/.example/measurements//characteristics now"},
    {"a word that no line holds is hyphenated before it is cut",
     "extraordinarymeasurement",
     60,
     {.align = TEXT_LEFT, .hyphenate = true},
     "extraordi~/narymea~/surement"},
    {"no paragraph ends in the rest of a word",
     "the misunderstandings of this are extraordinary",
     90,
     {.align = TEXT_JUSTIFY, .hyphenate = true},
     "the misunderstand~/ings of this are/extraordinary"},
    {"a word that is wider than its line is cut where it has a hyphen",
     "the misunderstandings of it",
     60,
     {.align = TEXT_JUSTIFY, .hyphenate = true},
     "the misunder~/standings of it"},
    {"ideographs",
     "\xE6\xBC\xA2\xE5\xAD\x97\xE4\xBB\xAE\xE5\x90\x8D",
     25,
     {.align = TEXT_LEFT},
     "\xE6\xBC\xA2\xE5\xAD\x97/\xE4\xBB\xAE\xE5\x90\x8D"},
};

static const struct text_style serif = {
    .role = FONT_SERIF, .size = SP_PT(10), .language = {"en-US", 5}};

static void breaks_short_texts(void **state)
{
    struct text_fixture *fixture = *state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lines lines = break_text(fixture, str_from(cases[i].text), &serif,
                                        SP_PT(cases[i].measure_pt), cases[i].look);
        struct buf got = {0};
        show(&lines, &got);
        if (!str_is(buf_str(&got), cases[i].want)) {
            print_error("%s: got '%.*s'\n", cases[i].name, STR_ARG(buf_str(&got)));
            failed++;
        }
        buf_clear(&got);
    }
    assert_int_equal(failed, 0);
}

/* What must hold for lines of any text at any measure. */
static void check_lines(const struct lines *lines, struct str text, sp measure,
                        struct look look)
{
    size_t hyphens = 0, at = 0;
    sp hang = look.hang ? SP_PT(2) : 0; /* of size 10: at most 0.2 em */
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        assert_true(line->count > 0);
        const struct piece *last = &line->pieces[line->count - 1];
        sp right = sp_add(last->x, last->width), indent = i ? look.later : look.first;
        if (right > measure + hang && !line->overfull) {
            fail_msg("line %zu ends at %d of %d", i, right, measure);
        }
        assert_true(line->pieces[0].x >= indent - hang);
        hyphens = last->hyphen ? hyphens + 1 : 0;
        if (hyphens > 2 && measure > SP_PT(60)) { /* narrower it may have to */
            fail_msg("%zu hyphens in a row at %d", hyphens, measure / SP_PER_PT);
        }
        for (uint32_t k = 0; k < line->count; k++) { /* no byte is lost */
            const struct piece *piece = &line->pieces[k];
            if (piece->hyphen) {
                continue;
            }
            while (at < text.len && text.ptr[at] == ' ') {
                at++;
            }
            assert_true(
                str_eq(str_sub(text, at, at + piece->word->text.len), piece->word->text));
            at += piece->word->text.len;
        }
    }
    assert_int_equal(at, text.len);
    assert_true(lines->count == 0 || lines->items[lines->count - 1].last);
}

static void keeps_to_the_measure(void **state)
{
    struct text_fixture *fixture = *state;
    static const struct look looks[] = {
        {.align = TEXT_JUSTIFY, .hyphenate = true},
        {.align = TEXT_JUSTIFY, .hyphenate = true, .hang = true},
        {.align = TEXT_JUSTIFY, .first = SP_PT(12)},
        {.align = TEXT_LEFT, .hyphenate = true},
        {.align = TEXT_LEFT, .hyphenate = true, .later = SP_PT(8)},
        {.align = TEXT_CENTER},
        {.align = TEXT_RIGHT, .hyphenate = true},
    };
    struct str text = str_from(prose);
    for (size_t k = 0; k < sizeof looks / sizeof looks[0]; k++) {
        for (sp measure = SP_PT(24); measure < SP_PT(400); measure += SP_PT(3.7)) {
            struct lines lines = break_text(fixture, text, &serif, measure, looks[k]);
            check_lines(&lines, text, measure, looks[k]);
        }
    }
}

static void same_text_same_lines(void **state)
{
    struct text_fixture *fixture = *state;
    struct look look = {.align = TEXT_JUSTIFY, .hyphenate = true, .hang = true};
    struct buf first = {0}, second = {0};
    struct lines lines = break_text(fixture, str_from(prose), &serif, SP_PT(180), look);
    lines_dump(&lines, &first);
    (void)break_text(fixture, STR("something else"), &serif, SP_PT(50), look);
    lines = break_text(fixture, str_from(prose), &serif, SP_PT(180), look);
    lines_dump(&lines, &second);
    assert_true(str_eq(buf_str(&first), buf_str(&second)));
    buf_clear(&first);
    buf_clear(&second);
}

/* Twice the text takes about twice the memory of the scratch arena, whatever it is. */
static void takes_long_words_and_long_texts(void **state)
{
    struct text_fixture *fixture = *state;
    static const char *const parts[] = {"a", "ab ", "\xE5\xAD\x97", "supercalifragilistic"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct buf text = {0};
        while (text.len < 60000) {
            buf_add_text(&text, parts[i]);
        }
        struct look look = {.align = TEXT_LEFT, .hyphenate = i % 2 != 0};
        struct lines lines =
            break_text(fixture, str_trim(buf_str(&text)), &serif, SP_PT(300), look);
        check_lines(&lines, str_trim(buf_str(&text)), SP_PT(300), look);
        assert_in_range(fixture->engine->scratch.used_bytes, 0, (size_t)256 << 20);
        buf_clear(&text);
    }
}

/* Longer than a length can say: what is summed over a paragraph must not saturate. */
static void breaks_paragraphs_of_any_length(void **state)
{
    struct text_fixture *fixture = *state;
    struct buf text = {0};
    for (size_t i = 0; i < 60000; i++) {
        buf_add_text(&text, "measurements ");
    }
    struct look look = {.align = TEXT_JUSTIFY};
    struct lines lines =
        break_text(fixture, str_trim(buf_str(&text)), &serif, SP_PT(300), look);
    assert_in_range(lines.count, 14000, 16000);
    for (size_t i = 0; i < lines.count; i++) {
        assert_in_range(lines.items[i].count, 1, 6);
        assert_false(lines.items[i].overfull);
    }
    buf_clear(&text);
}

static void justifies_to_the_last_unit(void **state)
{
    struct text_fixture *fixture = *state;
    struct look look = {.align = TEXT_JUSTIFY, .hyphenate = true};
    struct lines lines = break_text(fixture, str_from(prose), &serif, SP_PT(300), look);
    assert_in_range(lines.count, 3, 99);
    for (size_t i = 0; i + 1 < lines.count; i++) {
        const struct line *line = &lines.items[i];
        const struct piece *last = &line->pieces[line->count - 1];
        assert_int_equal(sp_add(last->x, last->width), SP_PT(300));
    }
}

/* Chinese has no spaces to widen, or few: all places between ideographs share the room, so
 * that the few are no holes. More than a tenth of an em would be read as a space. */
static void opens_between_ideographs(void **state)
{
    struct text_fixture *fixture = *state;
    struct look look = {.align = TEXT_JUSTIFY};
    const char *text = "Vue \xE6\x98\xAF\xE4\xB8\x80\xE4\xB8\xAA\xE6\xA1\x86\xE6\x9E\xB6"
                       "\xEF\xBC\x8C\xE4\xB9\x9F\xE6\x98\xAF\xE4\xB8\x80\xE4\xB8\xAA"
                       "\xE7\x94\x9F\xE6\x80\x81\xE3\x80\x82\xE5\x8A\x9F\xE8\x83\xBD";
    size_t all = 0, full = 0;
    for (sp measure = SP_PT(120); measure < SP_PT(180); measure += SP_PT(1)) {
        struct lines lines = break_text(fixture, str_from(text), &serif, measure, look);
        for (size_t i = 0; i + 1 < lines.count; i++) {
            const struct line *line = &lines.items[i];
            const struct piece *last = &line->pieces[line->count - 1];
            all++;
            full += sp_add(last->x, last->width) == measure;
            for (uint32_t k = 0; k + 1 < line->count; k++) {
                const struct piece *piece = &line->pieces[k];
                sp gap = sp_sub(piece[1].x, sp_add(piece->x, piece->width));
                assert_in_range(gap, 0, serif.size / (piece->space_right ? 2 : 10));
            }
        }
    }
    assert_in_range(full, all * 3 / 4, all);
}

/* Two ideographs among Latin words, whose spaces take the room as in lines without them. */
static void lets_words_keep_their_spaces(void **state)
{
    struct text_fixture *fixture = *state;
    struct look look = {.align = TEXT_JUSTIFY};
    const char *text = "a name such as (\xE6\xBC\xA2\xE5\xAD\x97) does not make a ragged "
                       "edge of it, nor is it torn apart";
    const char *latin = "a name such as (nn) does not make a ragged "
                        "edge of it, nor is it torn apart";
    for (sp measure = SP_PT(150); measure < SP_PT(200); measure += SP_PT(1)) {
        struct lines lines = break_text(fixture, str_from(text), &serif, measure, look);
        struct lines plain = break_text(fixture, str_from(latin), &serif, measure, look);
        const struct line *line = &lines.items[0], *other = &plain.items[0];
        const struct piece *last = &line->pieces[line->count - 1];
        const struct piece *there = &other->pieces[other->count - 1];
        if (sp_add(there->x, there->width) == measure) {
            assert_int_equal(sp_add(last->x, last->width), measure);
        }
        for (uint32_t k = 0; k + 1 < line->count; k++) {
            const struct piece *piece = &line->pieces[k];
            if (!piece->space_right) {
                sp gap = sp_sub(piece[1].x, sp_add(piece->x, piece->width));
                assert_in_range(gap, 0, serif.size / 11);
            }
        }
    }
}

/* Few words before one that fits no more: they are set apart by no more than a line's
 * height / 4, or not at all. The last of the spans may be a picture. */
static void leave_no_holes(struct text_fixture *fixture, const char *text, size_t spans)
{
    const struct text_span all[] = {
        {.kind = SPAN_TEXT, .style = &serif, .text = str_from(text)},
        {.kind = SPAN_OBJECT, .style = &serif, .of.object = {SP_PT(300), SP_PT(90), 0}}};
    size_t full = 0, ragged = 0;
    for (sp measure = SP_PT(335); measure < SP_PT(440); measure += SP_PT(1)) {
        struct paragraph_format format = {.measure = measure, .align = TEXT_JUSTIFY};
        struct lines lines;
        assert_true(text_break(fixture->engine, &fixture->arena, all, spans, &format,
                               &lines, fixture->report));
        const struct line *line = &lines.items[0];
        const struct piece *last = &line->pieces[line->count - 1];
        bool justified = sp_add(last->x, last->width) == measure;
        if (justified) {
            sp grown = sp_max(sp_sub(measure, line->width) / 4, 0);
            assert_in_range(grown, 0, (line->ascent + line->descent) / 4);
        }
        full += justified;
        ragged += !justified;
    }
    assert_true(full > 5 && ragged > 5);
}

static void leaves_no_holes(void **state)
{
    leave_no_holes(*state,
                   "mmmmmmmm mmmmmmmm mmmmmmmm mmmmmmmm mmmmmmmm "
                   "mmmmmmmmmmmmmmmmmmmmmmmm others",
                   1);
    leave_no_holes(*state,
                   "mmmmmmmm mmmmmmmm mmmmmmmm mmmmmmmm mmmmmmmm "
                   "m_mmmmmmmmmmmmmmmmmmmmmm others",
                   1);
    leave_no_holes(*state, "mmmmmmmm mmmmmmmm mmmmmmmm mmmmmmmm mmmmmmmm ", 2);
}

/* A long address at a paragraph's end: neither it nor the lines above it are torn. */
static void is_patient_with_addresses(void **state)
{
    struct text_fixture *fixture = *state;
    struct look look = {.align = TEXT_JUSTIFY, .hyphenate = true};
    const char *text =
        "This page paraphrases the beginning of a public document of Measurement "
        "Lab, for demonstration. It has no force of its own; the original "
        "is at https://www.measurementlab.net/develop/.";
    size_t count = 0, torn = 0;
    for (sp measure = SP_PT(280); measure < SP_PT(420); measure += SP_PT(2)) {
        struct lines lines = break_text(fixture, str_from(text), &serif, measure, look);
        for (size_t i = 0; i < lines.count; i++) {
            const struct piece *piece = lines.items[i].pieces;
            sp gap = sp_sub(piece[1].x, sp_add(piece->x, piece->width));
            torn += lines.items[i].count > 1 && gap > serif.size * 45 / 100;
            count++;
        }
    }
    assert_true(count > 100 && torn < count / 8);
}

/* "Fees ....... 4": the number stands at the right edge, a space behind the dots. */
static void fills_the_room_with_leaders(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_span spans[] = {
        {.kind = SPAN_TEXT, .style = &serif, .text = STR("Fees ")},
        {.kind = SPAN_LEADER, .style = &serif},
        {.kind = SPAN_TEXT, .style = &serif, .text = STR(" 4")},
    };
    struct paragraph_format format = {.measure = SP_PT(200), .align = TEXT_LEFT};
    struct lines lines;
    assert_true(text_break(fixture->engine, &fixture->arena, spans, 3, &format, &lines,
                           fixture->report));
    assert_int_equal(lines.count, 1);
    assert_int_equal(lines.items[0].count, 3);
    const struct piece *pieces = lines.items[0].pieces;
    assert_true(pieces[1].leader);
    assert_int_equal(sp_add(pieces[2].x, pieces[2].width), SP_PT(200));
    assert_true(pieces[2].x > sp_add(pieces[1].x, pieces[1].width));
}

static const struct {
    const char *name, *text, *want; /* visual order, '_' for room between pieces */
    bool right_to_left;
} directions[] = {
    {"Latin", "a b c", "a_b_c", false},
    {"Hebrew", "\xD7\x90 \xD7\x91 \xD7\x92", "\xD7\x92_\xD7\x91_\xD7\x90", false},
    {"Hebrew in Latin", "a \xD7\x90 \xD7\x91 b", "a_\xD7\x91_\xD7\x90_b", false},
    {"Latin in Hebrew", "\xD7\x90 a b \xD7\x91", "\xD7\x91_a_b_\xD7\x90", true},
    {"number in Hebrew", "\xD7\x90 12 \xD7\x91", "\xD7\x91_12_\xD7\x90", true},
    {"Latin set from right to left", "a b", "a_b", true},
    {"no space, no room", "a\xD7\x90", "a\xD7\x90", false},
};

/* Room lies where the spaces are, in mixed directions too. */
static void keeps_words_apart_in_any_direction(void **state)
{
    struct text_fixture *fixture = *state;
    size_t failed = 0;
    for (size_t i = 0; i < 2 * (sizeof directions / sizeof directions[0]); i++) {
        struct text_span span = {
            .kind = SPAN_TEXT, .style = &serif, .text = str_from(directions[i / 2].text)};
        struct paragraph_format format = {
            .measure = SP_PT(200),
            .align = i % 2 ? TEXT_CENTER : TEXT_JUSTIFY,
            .direction = directions[i / 2].right_to_left ? TEXT_FROM_RIGHT : TEXT_BY_LETTER,
            .flush_right = directions[i / 2].right_to_left};
        struct lines lines;
        struct buf got = {0};
        assert_true(text_break(fixture->engine, &fixture->arena, &span, 1, &format, &lines,
                               fixture->report));
        assert_int_equal(lines.count, 1);
        const struct line *line = &lines.items[0];
        for (uint32_t k = 0; k < line->count; k++) {
            const struct piece *piece = &line->pieces[k];
            buf_add(&got, piece->word->text);
            sp end = sp_add(piece->x, piece->width);
            sp next = k + 1 < line->count ? piece[1].x : end;
            buf_add_text(&got, next > end + 100 ? "_" : "");
        }
        const struct piece *last = &line->pieces[line->count - 1];
        sp right = sp_add(last->x, last->width), left = line->pieces[0].x;
        bool flush = i % 2 ? labs((long)left - (SP_PT(200) - right)) < 4
                     : directions[i / 2].right_to_left ? right == SP_PT(200)
                                                       : left == 0;
        if (!str_is(buf_str(&got), directions[i / 2].want) || !flush) {
            print_error("%s: got '%.*s' from %d to %d\n", directions[i / 2].name,
                        STR_ARG(buf_str(&got)), left, right);
            failed++;
        }
        buf_clear(&got);
    }
    assert_int_equal(failed, 0);
}

static void measures_without_breaking(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_span span = {
        .kind = SPAN_TEXT, .style = &serif, .text = STR("tiny extraordinary words")};
    struct text_extent all, word;
    assert_true(
        text_measure(fixture->engine, &span, 1, TEXT_BY_LETTER, &all, fixture->report));
    span.text = STR("extraordinary");
    assert_true(
        text_measure(fixture->engine, &span, 1, TEXT_BY_LETTER, &word, fixture->report));
    assert_int_equal(all.widest_word, word.natural);
    assert_int_equal(all.widest_part, word.natural);
    assert_true(all.natural > word.natural);
    span.text = STR("well-known ");
    assert_true(
        text_measure(fixture->engine, &span, 1, TEXT_BY_LETTER, &all, fixture->report));
    span.text = STR("well-known");
    assert_true(
        text_measure(fixture->engine, &span, 1, TEXT_BY_LETTER, &word, fixture->report));
    assert_int_equal(all.natural, word.natural); /* without the space behind it */
    assert_int_equal(all.widest_word, word.natural);
    assert_true(all.widest_part < word.natural);
}

/* A number of Persian and its sign of per cent: from the right they are one run. */
static void measures_in_the_direction(void **state)
{
    struct text_fixture *fixture = *state;
    for (sp size = SP_PT(8); size < SP_PT(12); size += SP_PT(0.1)) {
        struct text_style style = {.role = FONT_SERIF, .size = size, .language = STR("fa")};
        struct text_span span = {.kind = SPAN_TEXT,
                                 .style = &style,
                                 .text = STR("\xDB\xB3\xDB\xB4\xD9\xAB\xDB\xB5\xD9\xAA")};
        struct text_extent extent;
        struct lines lines;
        assert_true(text_measure(fixture->engine, &span, 1, TEXT_FROM_RIGHT, &extent,
                                 fixture->report));
        struct paragraph_format format = {.measure = extent.widest_part,
                                          .direction = TEXT_FROM_RIGHT};
        assert_true(text_break(fixture->engine, &fixture->arena, &span, 1, &format, &lines,
                               fixture->report));
        assert_int_equal(lines.count, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_short_texts),
        cmocka_unit_test(keeps_to_the_measure),
        cmocka_unit_test(same_text_same_lines),
        cmocka_unit_test(takes_long_words_and_long_texts),
        cmocka_unit_test(breaks_paragraphs_of_any_length),
        cmocka_unit_test(justifies_to_the_last_unit),
        cmocka_unit_test(opens_between_ideographs),
        cmocka_unit_test(lets_words_keep_their_spaces),
        cmocka_unit_test(leaves_no_holes),
        cmocka_unit_test(is_patient_with_addresses),
        cmocka_unit_test(fills_the_room_with_leaders),
        cmocka_unit_test(keeps_words_apart_in_any_direction),
        cmocka_unit_test(measures_without_breaking),
        cmocka_unit_test(measures_in_the_direction),
    };
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
