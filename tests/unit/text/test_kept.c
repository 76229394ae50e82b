/* Lines that are kept come out as they went in: those that text makes, and any others. */
#include "text/text_offprint.h"

static const struct text_style serif = {.size = SP_PT(10), .language = {"en", 2}},
                               wide = {.role = FONT_SANS,
                                       .size = SP_PT(12),
                                       .tracking = 700,
                                       .language = {"en", 2}},
                               code = {.role = FONT_MONO, .preserve = true, .size = 9000};

#define TEXT(of, string, number)                                                           \
    {.style = (of), .text = {(string), sizeof(string) - 1}, .context = (number)}

static bool same_piece(const struct piece *a, const struct piece *b)
{
    return a->word == b->word && a->style == b->style && a->x == b->x &&
           a->width == b->width && a->context == b->context &&
           a->space_after == b->space_after && a->space_left == b->space_left &&
           a->space_right == b->space_right && a->hyphen == b->hyphen &&
           a->leader == b->leader && a->sized == b->sized;
}

static bool same_line(const struct line *a, const struct line *b)
{
    bool same = a->count == b->count && a->width == b->width && a->ascent == b->ascent &&
                a->descent == b->descent && a->last == b->last &&
                a->flush_right == b->flush_right && a->overfull == b->overfull &&
                !a->reading == !b->reading;
    for (uint32_t i = 0; same && i < a->count; i++) {
        same = same_piece(&a->pieces[i], &b->pieces[i]) &&
               (!a->reading || a->reading[i] == b->reading[i]);
    }
    return same;
}

static void check(struct text_fixture *fixture, const struct line *line)
{
    static struct line_room room;
    room.engine = fixture->engine;
    room.arena = &fixture->arena;
    const struct kept_line *kept = line_keep(&fixture->arena, line);
    assert_non_null(kept);
    const struct line *opened = line_open(kept, &room);
    assert_non_null(opened);
    assert_true(same_line(line, opened));
}

static void keeps_lines_of_text(void **state)
{
    struct text_fixture *fixture = *state;
    static const struct text_span spans[] = {
        TEXT(&serif, "Measurement infrastructure, ", 0),
        TEXT(&wide, "tracked \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D words ", 300),
        {.kind = SPAN_OBJECT,
         .style = &serif,
         .of.object.width = SP_PT(20),
         .of.object.ascent = SP_PT(9)},
        TEXT(&code, "    int  main(void)", UINT32_MAX),
        {.kind = SPAN_LEADER, .style = &serif, .context = 7},
        TEXT(&serif, " \xF0\x90\xA0\x80 12", 8),
        {.kind = SPAN_BREAK, .style = &serif},
    };
    for (sp measure = SP_PT(20); measure < SP_PT(400); measure += SP_PT(13)) {
        struct paragraph_format format = {.measure = measure,
                                          .later_indent = SP_PT(5),
                                          .hyphenate = true,
                                          .hang_punctuation = true,
                                          .direction = measure % 2 ? TEXT_FROM_RIGHT
                                                                   : TEXT_BY_LETTER};
        struct lines lines;
        assert_true(text_break(fixture->engine, &fixture->arena, spans,
                               sizeof spans / sizeof spans[0], &format, &lines,
                               fixture->report));
        assert_true(lines.count > 0);
        for (size_t i = 0; i < lines.count; i++) {
            check(fixture, &lines.items[i]);
        }
    }
}

static void keeps_any_line(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_span span = TEXT(&serif, "word", 0);
    struct paragraph_format format = {.measure = SP_PT(100)};
    struct lines lines;
    assert_true(text_break(fixture->engine, &fixture->arena, &span, 1, &format, &lines,
                           fixture->report));
    const struct word *word = lines.items[0].pieces[0].word;
    const struct piece pieces[] = {
        {.word = word,
         .style = &serif,
         .x = -SP_MAX,
         .width = SP_MAX,
         .space_left = true,
         .sized = true},
        {.word = word,
         .style = &serif,
         .x = SP_MAX,
         .width = -1,
         .hyphen = true,
         .sized = true},
        {.style = &wide, .x = -SP_MAX, .context = UINT32_MAX, .space_after = true},
        {.style = &wide, .leader = true, .width = 127, .space_right = true},
        {.word = word, .style = &code, .x = 128, .width = -SP_MAX, .sized = true},
    };
    const uint32_t reading[] = {4, 3, 2, 1, 0};
    struct line line = {.pieces = pieces,
                        .count = 5,
                        .reading = reading,
                        .width = SP_MAX,
                        .ascent = -SP_MAX,
                        .descent = 64,
                        .last = true};
    check(fixture, &line);
    line =
        (struct line){.pieces = pieces, .count = 3, .flush_right = true, .overfull = true};
    check(fixture, &line);
    check(fixture, &(struct line){.ascent = 1});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_lines_of_text),
        cmocka_unit_test(keeps_any_line),
    };
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
