/* Lines of what is not plain words: objects, code, breaks, odd characters. The dump is a
 * line each: index, width, pieces "text@x", in points. */
#include "text/text_offprint.h"

static const struct text_style serif = {.size = SP_PT(10), .language = {"en", 2}},
                               code = {.role = FONT_MONO,
                                       .preserve = true,
                                       .size = SP_PT(10)},
                               mark = {.size = SP_PT(10),
                                       .keep_together = true,
                                       .joined = true,
                                       .language = {"en", 2}};

static const struct text_scope apart = {.direction = TEXT_FROM_LEFT},
                               apart_too = {.direction = TEXT_FROM_LEFT},
                               turned = {.direction = TEXT_FROM_RIGHT},
                               within = {&turned, TEXT_FROM_LEFT, false},
                               by_letter = {.direction = TEXT_BY_LETTER},
                               overridden = {NULL, TEXT_FROM_RIGHT, true};

#define TEXT(of, string)                                                                   \
    {                                                                                      \
        .style = (of), .text = {(string), sizeof(string) - 1 }                             \
    }
#define IN(of, string)                                                                     \
    {                                                                                      \
        .style = &serif, .text = {(string), sizeof(string) - 1}, .scope = &(of)            \
    }
#define OBJECT(points)                                                                     \
    {                                                                                      \
        .kind = SPAN_OBJECT, .style = &serif, .of.object = {SP_PT(points), SP_PT(30), 0}    \
    }
#define BREAK                                                                              \
    {                                                                                      \
        .kind = SPAN_BREAK, .style = &serif                                                \
    }

static const struct {
    const char *name;
    sp measure;
    struct text_span spans[4];
    size_t count;
    const char *want;
} cases[] = {
    {"an object between words",
     SP_PT(200),
     {TEXT(&serif, "a "), OBJECT(20), TEXT(&serif, " b")},
     3,
     "0 34 last: a@0 []@6 b@28\n"},
    {"objects break apart",
     SP_PT(30),
     {OBJECT(20), OBJECT(20)},
     2,
     "0 20: []@0\n1 20 last: []@0\n"},
    {"a forced break",
     SP_PT(200),
     {TEXT(&serif, "a"), BREAK, TEXT(&serif, "b")},
     3,
     "0 4 last: a@0\n1 5 last: b@0\n"},
    {"a break at the end makes no empty line",
     SP_PT(200),
     {TEXT(&serif, "a"), BREAK},
     2,
     "0 4 last: a@0\n"},
    {"spaces are one", SP_PT(200), {TEXT(&serif, " a \n  b ")}, 1, "0 11 last: a@0 b@6\n"},
    {"code keeps its spaces, also at the start",
     SP_PT(200),
     {TEXT(&code, "  a  b")},
     1,
     "0 36 last:  @0 a@12 b@30\n"},
    {"after a break spaces count in code only",
     SP_PT(200),
     {TEXT(&code, "a"), BREAK, TEXT(&code, " b")},
     3,
     "0 6 last: a@0\n1 12 last:  @0 b@6\n"},
    {"a space that wraps is gone",
     SP_PT(25),
     {TEXT(&serif, "aaaa bbbb")},
     1,
     "0 18: aaaa@0\n1 20 last: bbbb@0\n"},
    {"an address, at its joints",
     SP_PT(60),
     {TEXT(&serif, "https://example.org/page")},
     1,
     "0 33: https://@0\n1 55: example@0 .org/@34\n2 19 last: page@0\n"},
    {"and where it must",
     SP_PT(30),
     {TEXT(&serif, "abcdefghijklmno")},
     1,
     "0 23: abcde@0\n1 26: fghijkl@0\n2 18 last: mno@0\n"},
    {"a mark never begins a line",
     SP_PT(32),
     {TEXT(&serif, "aaa bbb."), TEXT(&mark, "[1]"), TEXT(&serif, " c")},
     3,
     "0 13: aaa@0\n1 28: bbb.@0 [1]@17\n2 4 last: c@0\n"},
    {"nor does what a blank keeps apart from its word",
     SP_PT(40),
     {TEXT(&serif, "aaa bbb"), TEXT(&mark, " (p. 1)"), TEXT(&serif, " c")},
     3,
     "0 13: aaa@0\n1 38: bbb@0 (p.@17 1)@30\n2 4 last: c@0\n"},
    {"what is not seen goes with its neighbour",
     SP_PT(200),
     {TEXT(&serif, "a\xE2\x81\xA0"
                   "b")},
     1,
     "0 9 last: a\xE2\x81\xA0"
     "b@0\n"},
    {"alone it has the main face",
     SP_PT(200),
     {TEXT(&serif, "\xE2\x81\xA0")},
     1,
     "0 0 last: \xE2\x81\xA0@0\n"},
    {"right to left beside what is past U+FFFF",
     SP_PT(200),
     {TEXT(&serif, "\xD7\xA9\xD7\x9C \xF0\x9D\x90\x80")},
     1,
     "0 21 last: \xF0\x9D\x90\x80@0 \xD7\xA9\xD7\x9C@8\n"},
    {"from the right, around an object",
     SP_PT(200),
     {TEXT(&serif, "\xD7\xA9\xD7\x9C"), OBJECT(20), TEXT(&serif, "x")},
     3,
     "0 37 last: x@0 []@5 \xD7\xA9\xD7\x9C@25\n"},
    {"from the right, an object among words from the left goes with them",
     SP_PT(200),
     {TEXT(&serif, "\xD7\xA9\xD7\x9C a "), OBJECT(20), TEXT(&serif, " b")},
     3,
     "0 48 last: a@0 []@6 b@28 \xD7\xA9\xD7\x9C@36\n"},
    {"what is isolated follows from the right, though it runs as its neighbour does",
     SP_PT(200),
     {TEXT(&serif, "\xD7\xA9\xD7\x9C x "), IN(apart, "(p. 7)"), IN(apart_too, "y")},
     3,
     "0 47 last: y@0 (p.@4 7)@17 x@27 \xD7\xA9\xD7\x9C@35\n"},
    {"signs of what is isolated stay with it",
     SP_PT(200),
     {TEXT(&serif, "\xD7\xA9\xD7\x9C "), IN(apart, "f()"), TEXT(&serif, ".")},
     3,
     "0 26 last: .@0 f()@2 \xD7\xA9\xD7\x9C@13\n"},
    {"in text from the left it stays where it is",
     SP_PT(200),
     {TEXT(&serif, "a \xD7\xA9\xD7\x9C "), IN(apart, "7"), TEXT(&serif, " b")},
     3,
     "0 33 last: a@0 \xD7\xA9\xD7\x9C@6 7@21 b@28\n"},
    {"spans of one scope are read as one",
     SP_PT(200),
     {TEXT(&serif, "\xD7\xA9\xD7\x9C "), IN(apart, "+1 "), IN(apart, "(2) 3")},
     3,
     "0 43 last: +1@0 (2)@10 3@24 \xD7\xA9\xD7\x9C@31\n"},
    {"words from the left are turned where they are told to be",
     SP_PT(200),
     {TEXT(&serif, "a "), IN(turned, "b. c"), TEXT(&serif, " d")},
     3,
     "0 28 last: a@0 b.@6 c@16 d@22\n"},
    {"and again within that",
     SP_PT(200),
     {IN(turned, "b. "), IN(within, "(c) d."), IN(turned, " e.")},
     3,
     "0 39 last: .@0 b.@2 (c)@11 d.@24 e@34\n"},
    {"by the first letter",
     SP_PT(200),
     {TEXT(&serif, "\xD7\xA9\xD7\x9C "), IN(by_letter, "-5 x"), TEXT(&serif, " \xD7\xA9.")},
     3,
     "0 41 last: .@0 \xD7\xA9@2 -5@11 x@22 \xD7\xA9\xD7\x9C@29\n"},
    {"an override turns letters, too",
     SP_PT(200),
     {TEXT(&serif, "a "), IN(overridden, "bc de"), TEXT(&serif, " f")},
     3,
     "0 33 last: a@0 de@6 bc@18 f@30\n"},
    {"a scope begins anew on the next line",
     SP_PT(200),
     {IN(turned, "a b."), BREAK, IN(turned, "c d.")},
     3,
     "0 14 last: .@0 a@2 b@9\n1 14 last: .@0 c@2 d@8\n"},
};

static void sets_lines(void **state)
{
    struct text_fixture *fixture = *state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct paragraph_format format = {.measure = cases[i].measure, .align = TEXT_LEFT};
        struct lines lines;
        struct buf got = {0};
        assert_true(text_break(fixture->engine, &fixture->arena, cases[i].spans,
                               cases[i].count, &format, &lines, fixture->report));
        lines_dump(&lines, &got);
        if (!str_is(buf_str(&got), cases[i].want)) {
            print_error("%s:\n%.*s", cases[i].name, STR_ARG(buf_str(&got)));
            failed++;
        }
        buf_clear(&got);
    }
    assert_int_equal(failed, 0);
}

/* Nothing but objects, in a paragraph from the right. */
static void objects_follow_the_paragraph(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_span spans[] = {OBJECT(20), TEXT(&serif, " "), OBJECT(30)};
    struct paragraph_format format = {
        .measure = SP_PT(200), .align = TEXT_LEFT, .direction = TEXT_FROM_RIGHT};
    struct lines lines;
    assert_true(text_break(fixture->engine, &fixture->arena, spans, 3, &format, &lines,
                           fixture->report));
    const struct piece *pieces = lines.items[0].pieces;
    assert_int_equal(lines.items[0].count, 2);
    assert_int_equal(pieces[0].width, SP_PT(30));
    assert_int_equal(pieces[1].width, SP_PT(20));
}

static void stands_as_high_as_its_object(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_span spans[] = {TEXT(&serif, "a "), OBJECT(20)};
    struct paragraph_format format = {.measure = SP_PT(100)};
    struct lines lines;
    assert_true(text_break(fixture->engine, &fixture->arena, spans, 2, &format, &lines,
                           fixture->report));
    assert_int_equal(lines.items[0].ascent, SP_PT(30));
    assert_true(lines.items[0].descent > 0);
}

static void measures_up_to_a_break(void **state)
{
    struct text_fixture *fixture = *state;
    struct text_span spans[] = {TEXT(&serif, "wide words"), BREAK, TEXT(&serif, "wide")};
    struct text_extent all, first, word;
    assert_true(
        text_measure(fixture->engine, spans, 3, TEXT_BY_LETTER, &all, fixture->report));
    assert_true(
        text_measure(fixture->engine, spans, 1, TEXT_BY_LETTER, &first, fixture->report));
    assert_true(text_measure(fixture->engine, spans + 2, 1, TEXT_BY_LETTER, &word,
                             fixture->report));
    assert_int_equal(all.natural, first.natural);
    assert_int_equal(word.natural, word.widest_word);
    assert_true(first.widest_word < first.natural);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_lines),
        cmocka_unit_test(objects_follow_the_paragraph),
        cmocka_unit_test(stands_as_high_as_its_object),
        cmocka_unit_test(measures_up_to_a_break),
    };
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
