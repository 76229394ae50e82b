/* TOML as its specification reads it: a row for each value, as JSON, or the fault's place.
 */
#include "cmocka_offprint.h"

#include "base/buf.h"
#include "site/toml.h"

static const struct {
    const char *name, *text, *want; /* "line:column message" of a fault begins with '!' */
} cases[] = {
    {"texts", "a = \"b\\t\\\"c\\u00e9\" # d\n'e f' = 'g\\n'\n",
     "{a: \"b\t\"c\xC3\xA9\", e f: \"g\\n\"}"},
    {"texts over lines", "a = \"\"\"\nb\\\n   c\"d\"\"\"\"\n", "{a: \"bc\"d\"\"}"},
    {"literal texts over lines", "a = '''\nb'c\nd'''", "{a: \"b'c\nd\"}"},
    {"numbers", "a = 1_000\nb = -0x1F\nc = 0o17\nd = 0b101\ne = +1.5\nf = 1e3",
     "{a: 1000, b: -31, c: 15, d: 5, e: 1.5, f: 1000.0}"},
    {"truth and dates", "a = true\nb = false\nc = 2024-01-02\n",
     "{a: true, b: false, c: 2024-01-02}"},
    {"times", "a = 2024-01-02T03:04:05Z\nb = 2024-01-02 03:04:05Z",
     "{a: 2024-01-02 03:04:05 UTC, b: 2024-01-02 03:04:05 UTC}"},
    {"lists", "a = [1, # x\n [\"b\", 'c'],\n]\nd = []", "{a: [1, [\"b\", \"c\"]], d: []}"},
    {"tables", "a = 1\n[b]\nc = 2\n[b.d]\ne = 3\n[f.g]\nh = {i = 4, j.k = 5}\n",
     "{a: 1, b: {c: 2, d: {e: 3}}, f: {g: {h: {i: 4, j: {k: 5}"
     "}}}}"},
    {"lists of tables", "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n",
     "{a: [{b: 1}, {b: 2, c: {d: 3}}]}"},
    {"dotted names", "a.b = 1\na . \"c d\" = 2\n", "{a: {b: 1, c d: 2}}"},
    {"carriage returns", "a = 1\r\nb = 'c'\r\n", "{a: 1, b: \"c\"}"},
    {"nothing", " # only this", "{}"},
    {"a word without quotes", "a = b", "!5:5 texts stand in quotes"},
    {"no value", "a = 1\nb =", "!6:4 a value is missing"},
    {"no name", "= 1", "!5:1 a name is missing"},
    {"no equals sign", "a", "!5:2 '=' is missing behind the name"},
    {"twice", "a = 1\na = 2", "!6:3 the name has a value already"},
    {"an open text", "a = \"b\nc = 1", "!5:7 the text has no closing quote"},
    {"an unknown escape", "a = \"\\q\"", "!5:7 no such escape"},
    {"half a pair", "a = \"b\\ud800\"", "!5:7 the escape stands for no character"},
    {"the other half", "a = \"\"\"\n \\U0000DFFF\"\"\"",
     "!6:2 the escape stands for no character"},
    {"beyond Unicode", "a = \"\\U00110000\"", "!5:6 the escape stands for no character"},
    {"the last character", "a = \"\\uD7FF\\uE000\\U0010FFFF\"",
     "{a: \"\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF\"}"},
    {"two values", "a = 1 2", "!5:7 the line goes on behind its value"},
    {"an open list", "a = [1", "!5:7 ',' or a closing bracket is missing"},
    {"a table that is a number", "a = 1\n[a.b]", "!6:4 the name has a value already"},
};

static void reads_what_the_specification_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        struct value value;
        struct yaml_fault fault;
        struct buf got = {0};
        arena_init(&arena, 0);
        if (toml_read(&arena, str_from(cases[i].text), 5, &value, &fault)) {
            value_dump(value, &got);
        } else {
            buf_add_format(&got, "!%u:%u %s", (unsigned)fault.line, (unsigned)fault.column,
                           fault.message);
        }
        if (!str_is(buf_str(&got), cases[i].want)) {
            fail_msg("%s: %.*s", cases[i].name, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        arena_clear(&arena);
    }
}

static void bounds_the_depth(void **state)
{
    (void)state;
    struct arena arena;
    struct value value;
    struct yaml_fault fault;
    struct buf text = {0};
    arena_init(&arena, 0);
    buf_add_text(&text, "a = ");
    for (int i = 0; i < 100000; i++) {
        buf_add_byte(&text, '[');
    }
    assert_false(toml_read(&arena, buf_str(&text), 1, &value, &fault));
    assert_string_equal(fault.message, "nested too deep");
    buf_clear(&text);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_the_specification_says),
        cmocka_unit_test(bounds_the_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
