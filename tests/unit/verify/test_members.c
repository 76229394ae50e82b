#include "verify/members.h"

#include "cmocka_offprint.h"

static void put(void *data, const struct buf values[MEMBER_LIMIT])
{
    struct buf *out = data;
    for (int i = 0; i < 2; i++) {
        buf_add(out, buf_str(&values[i]));
        buf_add_byte(out, i ? ';' : '=');
    }
}

static const struct {
    const char *json, *want;
    size_t depth;
    bool whole;
} cases[] = {
    {"{\"a\": \"1\", \"b\": \"2\"}\n{\"b\": \"4\", \"a\": \"3\"}", "1=2;3=4;", 1, true},
    {"{\"a\": \"1\"}", "1=;", 1, true},
    {"{\"x\": {\"a\": \"no\"}, \"a\": \"1\", \"c\": [\"b\", \"a\"]}", "1=;", 1, true},
    {"{\"c\": \"a\", \"a\": \"b\", \"b\": \"x\"}", "b=x;", 1, true},
    {"{\"a\": 1, \"b\": \"2\"}", "=2;", 1, true},
    {"{\"\\u0061\": \"\\u00e9\\ud83d\\ude00\\n\\\"\"}", "\xc3\xa9\xf0\x9f\x98\x80\n\"=;", 1,
     true},
    {"{\"g\": [{\"a\": \"1\", \"z\": {\"a\": \"2\"}}, {\"b\": \"}\"}], \"a\": \"0\"}",
     "1=;=};", 3, true},
    {"{\"a\": \"1\"", "", 1, false},
    {"{\"a\": \"1", "", 1, false},
    {"{\"a\": \"1\"}}", "1=;", 1, false},
    {"{\"a\": \"\\u12G4\"}", NULL, 1, false},
    {"", "", 1, true},
};

/* Wherever the bytes are cut, the same comes of them. */
static void takes_members_of_objects(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str json = str_from(cases[i].json);
        for (size_t step = 1; step <= json.len + 1; step++) {
            struct buf out = {0};
            struct members members = {.depth = cases[i].depth,
                                      .names = {"a", "b"},
                                      .take = put,
                                      .data = &out,
                                      .member = -1};
            for (size_t at = 0; at < json.len; at += step) {
                members_add(&members, str_sub(json, at, at + step));
            }
            if (cases[i].want && !str_is(buf_str(&out), cases[i].want)) {
                fail_msg("case %zu by %zu: %.*s", i, step, STR_ARG(buf_str(&out)));
            }
            if (members_end(&members) != cases[i].whole) {
                fail_msg("case %zu by %zu: its end", i, step);
            }
            members_clear(&members);
            buf_clear(&out);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_members_of_objects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
