#include "cmocka_offprint.h"

#include "base/buf.h"
#include "site/yaml.h"

#include <math.h>

static const struct {
    const char *name, *yaml;
    const char *want; /* a dump; NULL: refused */
} cases[] = {
    {"words of truth", "[yes, No, on, OFF, true, False, ~, null]",
     "[true, false, true, false, true, false, nil, nil]"},
    {"words in any case", "[tRue, nULL]", "[true, nil]"},
    {"a character in two escapes", "[\"\\uD83D\\uDE00\", {\"k\\ud83d\\ude00\": 1}]",
     "[\"\xF0\x9F\x98\x80\", {k\xF0\x9F\x98\x80: 1}]"},
    {"halves of characters", "[\"x\\uD83D\", \"\\ude00\\ud83dx\", \"\\uD83D\\u0041\"]",
     "[\"x\xEF\xBF\xBD\", \"\xEF\xBF\xBD\xEF\xBF\xBDx\", \"\xEF\xBF\xBD"
     "A\"]"},
    {"escapes that are letters beside a half",
     "a: \"\\ud83d\"\nb: \\ud83d\nc: '\\uDE00'\nd: |-\n  \"\\uD83D\"\ne: \"\\\\uD83D\"",
     "{a: \"\xEF\xBF\xBD\", b: \"\\ud83d\", c: \"\\uDE00\", d: \"\"\\uD83D\"\", "
     "e: \"\\uD83D\"}"},
    {"half of a character among what would stand for it", "[\"\\ud83d\", \"\\ue801\"]",
     NULL},
    {"numbers", "[12, -3, 1_000, 0x1F, 017, 0b11, 2.5, 1.5e+3]",
     "[12, -3, 1000, 31, 15, 3, 2.5, 1500.0]"},
    {"what Ruby calls floats", "[.5, -.5, '1,000.5', 5., !!float 5]",
     "[0.5, -0.5, \"1,000.5\", 5.0, 5.0]"},
    {"what Ruby calls text", "[1e3, 1.5e3, 1__0, 1_, 08, 0o17]",
     "[\"1e3\", \"1.5e3\", \"1__0\", \"1_\", \"08\", \"0o17\"]"},
    {"base 60", "[1:30, 12:30:45, 1:30.5, 12:60]", "[5400, 45045, 5430.0, \"12:60\"]"},
    {"quoted words stay text", "['yes', \"12\", !!str 7]", "[\"yes\", \"12\", \"7\"]"},
    {"dates have one form", "[2021-7-5, 2021-02-30, 1.2.3]",
     "[2021-07-05, \"2021-02-30\", \"1.2.3\"]"},
    {"times have one form", "[2020-1-2 3:04:05, 2020-01-02T03:04:05Z, 2020-01-02 03:04]",
     "[2020-01-02 03:04:05 +0000, 2020-01-02 03:04:05 UTC, \"2020-01-02 03:04\"]"},
    {"times keep their zone", "[2020-01-02 03:04:05.6 +01:30, 2020-02-30 24:00:00]",
     "[2020-01-02 03:04:05 +0130, 2020-03-02 00:00:00 +0000]"},
    {"keys are what they stand for", "{010: a, yes: b, ~: c, 'no': d}",
     "{8: \"a\", true: \"b\", : \"c\", no: \"d\"}"},
    {"no symbols", "a: :b\nc: :-)\nstyle: :compressed",
     "{a: \":b\", c: \":-)\", style: \":compressed\"}"},
    {"empty text", "", "nil"},
    {"an alias", "a: &x [1]\nb: *x", "{a: [1], b: [1]}"},
    {"merge keeps what is there", "a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3",
     "{a: {p: 1, q: 2}, b: {p: 1, q: 3}}"},
    {"unknown alias", "a: *x", NULL},
    {"alias inside its anchor", "a: &x [*x]", NULL},
    {"colon in a plain scalar", "title: A: B", NULL},
    {"tab as indent", "a:\n\tb: c", NULL},
    {"unclosed list", "a: [1", NULL},
    {"merge of a text", "a:\n  <<: x", NULL},
    {"signs", "[+7, -0x1F, -017, +.5, -0b11]", "[7, -31, -15, 0.5, -3]"},
    {"what is no number", "[0x, 0xg, 0b, 0b12, '1', ., -., 1.5e+, 1.5e+x, 1.5x, -]",
     "[\"0x\", \"0xg\", \"0b\", \"0b12\", \"1\", \".\", \"-.\", \"1.5e+\", \"1.5e+x\", "
     "\"1.5x\", \"-\"]"},
    {"exponents", "[1.5e-3, 1.5E+2]", "[0.0015, 150.0]"},
    {"base 60 has three parts", "['1:30', 1:2:3:4, 1:300, 100:00, 1:30:45.5]",
     "[\"1:30\", \"1:2:3:4\", \"1:300\", 360000, 5445.5]"},
    {"a sign in base 60 is the first part's", "[-1:30, -0:30, -1:30.5, +1:30, -12:30:45]",
     "[-1800, 1800, -1770.0, 5400, -41355]"},
    {"times in other spellings",
     "[2020-1-2t3:04:05, 2020-01-02 03:04:05 +01, 2020-01-02 03:04:05 -05:30]",
     "[2020-01-02 03:04:05 +0000, 2020-01-02 03:04:05 +0100, "
     "2020-01-02 03:04:05 -0530]"},
    {"what is no time",
     "[2020-01, 20200-1-1, 2020-01-02x, 2020-01-02 3:4:5, 2020-01-02 03:04:05 x, "
     "2020-01-02 03:04:05 +x]",
     "[\"2020-01\", \"20200-1-1\", \"2020-01-02x\", \"2020-01-02 3:4:5\", "
     "\"2020-01-02 03:04:05 x\", \"2020-01-02 03:04:05 +x\"]"},
    {"tags", "[!!int '5', !!bool yes, !!null '', !own 5, !!float 2.5]",
     "[5, true, nil, \"5\", 2.5]"},
    {"blocks", "a: |\n  12\nb: >-\n  yes\n", "{a: \"12\", b: \"yes\"}"},
    {"the first document", "a: 1\n---\nb: 2\n", "{a: 1}"},
    {"a text alone", "word", "\"word\""},
    {"a text with an anchor", "a: &x 5\nb: *x", "{a: 5, b: 5}"},
    {"keys of every kind", "{1.5: a, off: b, 2020-1-2: c, \"q\": d, !!str 7: e}",
     "{1.5: \"a\", false: \"b\", 2020-01-02: \"c\", q: \"d\", 7: \"e\"}"},
    {"merge of several: the first one wins",
     "a: &x {p: 1}\nb: &y {p: 2, q: 3}\nc:\n  r: 4\n  <<: [*x, *y]",
     "{a: {p: 1}, b: {p: 2, q: 3}, c: {r: 4, p: 1, q: 3}}"},
    {"merge of a number", "<<: 5", NULL},
    {"merge of a list of texts", "<<: [x]", NULL},
    {"merge of a list in a list", "<<: [[{a: 1}]]", NULL},
    {"a list as a key", "? [a]\n: b", NULL},
    {"an alias as a key", "{a: &x b, *x : c}", NULL},
    {"unknown alias in a map", "a: {b: *x}", NULL},
    {"unclosed map", "{a: 1", NULL},
    {"unclosed quotes", "a: 'x", NULL},
};

/* Numbers and nil are spelled by value_dump; white space is not what is tested. */
static void squeeze(struct buf *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->len; i++) {
        if (text->ptr[i] != ' ' && text->ptr[i] != '\n') {
            text->ptr[kept++] = text->ptr[i];
        }
    }
    buf_truncate(text, kept);
}

static void reads_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        struct value value;
        struct yaml_fault fault;
        struct buf got = {0}, want = {0};
        arena_init(&arena, 0);
        bool ok = yaml_read(&arena, str_from(cases[i].yaml), 1, NULL, &value, &fault);
        if (ok != (cases[i].want != NULL)) {
            fail_msg("%s: %s", cases[i].name, ok ? "let through" : fault.message);
        }
        if (ok) {
            value_dump(value, &got);
            buf_add_text(&want, cases[i].want);
            squeeze(&got);
            squeeze(&want);
            if (!str_eq(buf_str(&got), buf_str(&want))) {
                fail_msg("%s: got %.*s", cases[i].name, STR_ARG(buf_str(&got)));
            }
        }
        buf_clear(&got);
        buf_clear(&want);
        arena_clear(&arena);
    }
}

static const struct {
    const char *yaml;
    uint32_t line, column; /* the text begins on line 2 */
    const char *message;
} faults[] = {
    {"a: b\ntitle: A: B\n", 3, 9, "mapping values are not allowed"},
    {"a:\n  b: *x\n", 3, 6, "unknown alias"},
    {"- a\n- ? [b]\n  : c\n", 3, 5, "a key is not plain text"},
    {"a: 1\nb: {<<: x}\n", 3, 5, "'<<' takes a mapping"},
    {"a: \"\\ud83d\\ude00\": b\n", 2, 18, "mapping values are not allowed"},
    {"a: \"\\ud83d\"\nb: \"\\ud83d\\ude00\": b\n", 3, 18, "mapping values are not allowed"},
};

static void tells_the_place_of_a_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct arena arena;
        struct value value;
        struct yaml_fault fault;
        arena_init(&arena, 0);
        bool ok = yaml_read(&arena, str_from(faults[i].yaml), 2, NULL, &value, &fault);
        if (ok || fault.line != faults[i].line || fault.column != faults[i].column ||
            !strstr(fault.message, faults[i].message)) {
            fail_msg("'%s': %u:%u: %s", faults[i].yaml, (unsigned)fault.line,
                     (unsigned)fault.column, fault.message);
        }
        arena_clear(&arena);
    }
}

static void tells_of_half_a_character(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        uint32_t line, column; /* 0: there is none */
    } rows[] = {
        {"a: \"\\ud83d\\ude00\"\n", 0, 0},
        {"a: \"\\ud83d\\ude00\"\nb: [x, \"y \\ud83d\"]\nc: \"\\ud83d\"\n", 2, 8},
        {"\"\\ude00\": b\n", 1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        struct value value;
        struct yaml_fault fault;
        arena_init(&arena, 0);
        assert_true(yaml_read(&arena, str_from(rows[i].yaml), 1, NULL, &value, &fault));
        assert_int_equal(fault.half, rows[i].line > 0);
        assert_true(!fault.half ||
                    (fault.line == rows[i].line && fault.column == rows[i].column));
        arena_clear(&arena);
    }
}

static void reads_what_has_no_end(void **state)
{
    (void)state;
    struct arena arena;
    struct value value;
    struct yaml_fault fault;
    arena_init(&arena, 0);
    assert_true(
        yaml_read(&arena, STR("[.inf, -.INF, +.Inf, .NaN]"), 1, NULL, &value, &fault));
    assert_true(isinf(value_at(value, 0).as.real) && value_at(value, 0).as.real > 0);
    assert_true(isinf(value_at(value, 1).as.real) && value_at(value, 1).as.real < 0);
    assert_true(isinf(value_at(value, 2).as.real) && value_at(value, 2).as.real > 0);
    assert_int_equal(value_at(value, 3).kind, VALUE_FLOAT);
    assert_true(isnan(value_at(value, 3).as.real));
    arena_clear(&arena);
}

static void bounds_aliases_and_depth(void **state)
{
    (void)state;
    struct arena arena;
    struct value value;
    struct yaml_fault fault;
    struct buf text = {0};
    arena_init(&arena, (size_t)64 << 20);
    buf_add_text(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
        buf_add_format(&text, "a%d: &a%d [", i, i);
        for (int k = 0; k < 10; k++) {
            buf_add_format(&text, "%s*a%d", k ? ", " : "", i - 1);
        }
        buf_add_text(&text, "]\n");
    }
    assert_false(yaml_read(&arena, buf_str(&text), 1, NULL, &value, &fault));
    buf_reset(&text);
    for (int i = 0; i < 200; i++) {
        buf_add_byte(&text, '[');
    }
    for (int i = 0; i < 200; i++) {
        buf_add_byte(&text, ']');
    }
    assert_false(yaml_read(&arena, buf_str(&text), 1, NULL, &value, &fault));
    assert_non_null(strstr(fault.message, "deep"));
    buf_clear(&text);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_values),
        cmocka_unit_test(tells_the_place_of_a_fault),
        cmocka_unit_test(tells_of_half_a_character),
        cmocka_unit_test(reads_what_has_no_end),
        cmocka_unit_test(bounds_aliases_and_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
