#include "cmocka_offprint.h"

#include "site/front_matter.h"

static const struct {
    const char *name, *text, *body;
    uint32_t line;
    bool present;
    enum front_matter_fault fault;
    const char *title; /* NULL: none */
} cases[] = {
    {"usual", "---\ntitle: T\n---\nbody\n", "body\n", 4, true, FRONT_MATTER_FINE, "T"},
    {"none", "body\n", "body\n", 1, false, FRONT_MATTER_FINE, NULL},
    {"empty", "---\n---\nbody", "body", 3, true, FRONT_MATTER_FINE, NULL},
    {"carriage returns", "---\r\ntitle: T\r\n---\r\nb", "b", 4, true, FRONT_MATTER_FINE,
     "T"},
    {"closed by dots", "---\ntitle: T\n...\nb", "b", 4, true, FRONT_MATTER_FINE, "T"},
    {"byte order mark", "\xEF\xBB\xBF---\nt: 1\n---\nb", "---\nt: 1\n---\nb", 1, false,
     FRONT_MATTER_BOM, NULL},
    {"unclosed", "---\ntitle: T\nb\n", "---\ntitle: T\nb\n", 1, true, FRONT_MATTER_UNCLOSED,
     NULL},
    {"not YAML", "---\ntitle: A: B\n---\nb", "b", 4, true, FRONT_MATTER_YAML, NULL},
    {"a list", "---\n- a\n---\nb", "b", 4, true, FRONT_MATTER_LIST, NULL},
    {"four dashes are a rule", "----\nx\n", "----\nx\n", 1, false, FRONT_MATTER_FINE, NULL},
    {"dashes with text", "--- x\n---\n", "--- x\n---\n", 1, false, FRONT_MATTER_FINE, NULL},
    {"nothing at all", "", "", 1, false, FRONT_MATTER_FINE, NULL},
};

static void splits_front_matter(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        struct front_matter got;
        arena_init(&arena, 0);
        front_matter_read(&arena, str_from(cases[i].text), &got);
        struct value title = value_get(got.data, STR("title"));
        bool same = got.present == cases[i].present && got.fault == cases[i].fault &&
                    got.body_line == cases[i].line && str_is(got.body, cases[i].body) &&
                    got.data.kind == VALUE_MAP &&
                    str_eq(value_text_or(title, (struct str){0}), str_from(cases[i].title));
        if (!same) {
            fail_msg("%s: fault %d, line %u, body '%.*s'", cases[i].name, (int)got.fault,
                     (unsigned)got.body_line, STR_ARG(got.body));
        }
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(splits_front_matter)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
