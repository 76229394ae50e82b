/* What passes the gate before the outputs, and what is told of the rest. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/gate.h"

#include "cmocka_offprint.h"

#define ROWS(table) (sizeof(table) / sizeof(table)[0])

/* Marks of direction, as UTF-8. */
#define LRE "\xe2\x80\xaa"
#define RLE "\xe2\x80\xab"
#define PDF "\xe2\x80\xac"
#define RLO "\xe2\x80\xae"
#define LRI "\xe2\x81\xa6"
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
#define ALEF "\xd7\x90"
#define REPLACED "\xef\xbf\xbd"

static const struct {
    const char *name, *text, *line, *told; /* a word of the warning; NULL: none */
} lines[] = {
    {"empty", "", "", NULL},
    {"plain", "a b", "a b", NULL},
    {"white space", "  a \n\t b\v c\f ", "a b c", NULL},
    {"line ends of other systems",
     "a\xc2\x85"
     "b\xe2\x80\xa8\xe2\x80\xa9"
     "c\rd",
     "a b c d", NULL},
    {"spaces of authors",
     "\xc2\xa0"
     "a\xe3\x80\x80",
     "\xc2\xa0"
     "a\xe3\x80\x80",
     NULL},
    {"nothing but controls", " \n\x01 ", "", "U+0001"},
    {"escape", "a\x1b[1m\x7f", "a[1m", "U+001B"},
    {"C1",
     "a\xc2\x9b"
     "b",
     "ab", "U+009B"},
    {"noncharacters",
     "a\xef\xbf\xbe"
     "b\xef\xb7\x90"
     "c\xf4\x8f\xbf\xbf",
     "abc", "U+FFFE"},
    {"bytes",
     "\xff"
     "a\xc3",
     REPLACED "a" REPLACED, "0xFF"},
    {"overlong",
     "a\xc0\x80"
     "b",
     "a" REPLACED REPLACED "b", "0xC0"},
    {"surrogate",
     "a\xed\xa0\x80"
     "b",
     "a" REPLACED REPLACED REPLACED "b", "0xED"},
    {"byte order mark", "a\xef\xbb\xbf", "a\xe2\x81\xa0", NULL},
    {"written as such", "a" REPLACED, "a" REPLACED, NULL},
    {"left-to-right mark", "a\xe2\x80\x8e", "a\xe2\x80\x8e", NULL},
    {"private use and tags", "\xee\x80\x80\xf3\xa0\x81\xa7", "\xee\x80\x80\xf3\xa0\x81\xa7",
     NULL},
    {"ended", "a " RLE ALEF PDF " b", "a " RLE ALEF PDF " b", NULL},
    {"ended in each other", LRI RLE ALEF PDF PDI, LRI RLE ALEF PDF PDI, NULL},
    {"never ended", "a " RLO "b", "a " RLO "b" PDF, "U+202E"},
    {"two never ended", RLE "a" FSI "b", RLE "a" FSI "b" PDI PDF, "U+202B"},
    {"an isolate ends what is in it", FSI RLE "a" PDI "b", FSI RLE "a" PDF PDI "b", NULL},
    {"an embedding's end ends no isolate", FSI "a" PDF "b" PDI, FSI "ab" PDI, "U+202C"},
    {"ends nothing", "a" PDI "b" PDF, "ab", "U+2069"},
    {"turns nothing", "a" RLE PDF "b", "ab", NULL},
    {"nothing but a mark", RLO, "", "U+202E"},
    {"spaces stand before what is turned", "a" RLE " b", "a " RLE "b" PDF, "U+202B"},
};

static void lines_stand_by_themselves(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(lines); i++) {
        struct arena arena;
        arena_init(&arena, 1 << 16);
        struct report *report = report_new();
        struct buf line = {0}, told = {0};
        struct str text = str_from(lines[i].text);
        gate_add_line(&line, text);
        struct str kept = gate_line(&arena, text, "the title", (struct place){0}, report);
        report_write_text(report, SEVERITY_NOTE, &told);
        if (!str_is(buf_str(&line), lines[i].line) || !str_is(kept, lines[i].line)) {
            fail_msg("%s: '%.*s', '%.*s'", lines[i].name, STR_ARG(buf_str(&line)),
                     STR_ARG(kept));
        }
        bool right = lines[i].told
                         ? str_find(buf_str(&told), str_from(lines[i].told), 0) != STR_NONE
                         : told.len == 0;
        if (!right) {
            fail_msg("%s: told '%.*s'", lines[i].name, STR_ARG(buf_str(&told)));
        }
        assert_true(kept.len == 0 || (kept.ptr == text.ptr) == str_eq(kept, text));
        buf_clear(&line);
        buf_clear(&told);
        report_free(report);
        arena_clear(&arena);
    }
}

static const struct {
    const char *text, *part, *alone;
} passages[] = {
    {"a\n b\t", "a\n b\t", "a\n b\t"},
    {"a\x01\f\xc2\x85"
     "b",
     "a b", "a b"},
    {RLE "a", RLE "a", RLE "a" PDF},
    {"a" PDF "\n", "a" PDF "\n", "a\n"},
    {"\xff", REPLACED, REPLACED},
};

static void passages_keep_their_spaces(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct report *report = report_new();
    static const struct place here;
    for (size_t i = 0; i < ROWS(passages); i++) {
        struct str text = str_from(passages[i].text);
        struct str part = gate_text(&arena, text, false, here, report);
        struct str alone = gate_text(&arena, text, true, here, report);
        if (!str_is(part, passages[i].part) || !str_is(alone, passages[i].alone)) {
            fail_msg("case %zu: '%.*s', '%.*s'", i, STR_ARG(part), STR_ARG(alone));
        }
    }
    report_free(report);
    arena_clear(&arena);
}

static void writers_take_any_bytes(void **state)
{
    (void)state;
    struct buf out = {0};
    struct str odd = {"<a b=\"c\">&\x00\x01\xff\xef\xbf\xbf\xf0\x9f\x98\x80", 20};
    gate_add_markup(&out, odd);
    assert_true(str_is(buf_str(&out),
                       "&lt;a b=&quot;c&quot;&gt;&amp;" REPLACED "\xf0\x9f\x98\x80"));
    buf_reset(&out);
    gate_add_json(&out, odd);
    assert_true(str_is(buf_str(&out), "\"<a b=\\\"c\\\">&\\u0000\\u0001\\ufffd\\uffff"
                                      "\\ud83d\\ude00\""));
    buf_reset(&out);
    gate_add_isolated(&out, STR("a 1"));
    gate_add_isolated(&out, STR(ALEF));
    assert_true(str_is(buf_str(&out), "a 1" FSI ALEF PDI));
    buf_clear(&out);
}

static const struct {
    const char *text;
    size_t len, want;
} cuts[] = {
    {"short", 9, 5},
    {"some words", 7, 4},
    {"some words", 4, 4},
    {"abcdef", 3, 3},
    {"a\xc3\xa9", 2, 1},
    {"ae\xcc\x81", 2, 1},                                     /* a letter and its accent */
    {"z\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9z", 8, 1}, /* a family */
};

static void json_texts_are_one_line(void **state)
{
    (void)state;
    struct buf out = {0};
    gate_add_json_text(&out,
                       STR("\xc3\xa9\n\xc2\x85\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xae\""));
    assert_true(
        str_is(buf_str(&out), "\"\xc3\xa9\\u000a\\u0085\\u2028\\u2029\\u202e\\\"\""));
    buf_clear(&out);
}

static void cuts_between_characters(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(cuts); i++) {
        size_t got = gate_cut(str_from(cuts[i].text), cuts[i].len);
        if (got != cuts[i].want) {
            fail_msg("'%s' is cut at %zu, not %zu", cuts[i].text, got, cuts[i].want);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_stand_by_themselves),
        cmocka_unit_test(passages_keep_their_spaces),
        cmocka_unit_test(writers_take_any_bytes),
        cmocka_unit_test(json_texts_are_one_line),
        cmocka_unit_test(cuts_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
