#include "cmocka_offprint.h"

#include "site/front_matter.h"

struct front_case {
    const char *name, *text, *body;
    uint32_t line;
    bool present;
    enum front_matter_fault fault;
    const char *title; /* NULL: none */
};

static const struct front_case cases[] = {
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

/* The same of plain folders. */
static const struct front_case any_cases[] = {
    {"YAML", "---\ntitle: T\n---\nbody\n", "body\n", 4, true, FRONT_MATTER_FINE, "T"},
    {"TOML", "+++\ntitle = \"T\"\n+++\n\nbody", "\nbody", 4, true, FRONT_MATTER_FINE, "T"},
    {"JSON", "{\n \"title\": \"T}\"\n}\nbody", "body", 4, true, FRONT_MATTER_FINE, "T}"},
    {"JSON on one line", "{\"title\": \"T\"}\nb", "b", 2, true, FRONT_MATTER_FINE, "T"},
    {"JSON between marks", ";;;\n\"title\": \"T\"\n;;;\nb", "b", 4, true, FRONT_MATTER_FINE,
     "T"},
    {"named kinds", "---toml\ntitle = 'T'\n---\nb", "b", 4, true, FRONT_MATTER_FINE, "T"},
    {"byte order mark", "\xEF\xBB\xBF---\ntitle: T\n---\nb", "b", 4, true,
     FRONT_MATTER_FINE, "T"},
    {"empty", "---\n---\nb", "b", 3, true, FRONT_MATTER_FINE, NULL},
    {"a comment alone", "---\n# x\n---\nb", "b", 4, true, FRONT_MATTER_FINE, NULL},
    {"text between rules", "---\n\nSome text\n\n---\nb", "---\n\nSome text\n\n---\nb", 1,
     false, FRONT_MATTER_FINE, NULL},
    {"a list between rules", "---\n- a\n---\nb", "---\n- a\n---\nb", 1, false,
     FRONT_MATTER_FINE, NULL},
    {"text that is no YAML between rules", "---\n\n*a* b: [c\n\n---\nb",
     "---\n\n*a* b: [c\n\n---\nb", 1, false, FRONT_MATTER_FINE, NULL},
    {"a rule", "---\n\n# T\n", "---\n\n# T\n", 1, false, FRONT_MATTER_FINE, NULL},
    {"unclosed", "---\ntitle: T\n\nb", "---\ntitle: T\n\nb", 1, false, FRONT_MATTER_DAMAGED,
     NULL},
    {"unclosed TOML", "+++\ntitle = 'T'\n\nb", "+++\ntitle = 'T'\n\nb", 1, false,
     FRONT_MATTER_DAMAGED, NULL},
    {"damaged YAML", "---\ntitle: A: B\n---\nb", "b", 4, true, FRONT_MATTER_DAMAGED,
     "A: B"},
    {"damaged TOML", "+++\ntitle = 'T'\nx = y\n+++\nb", "b", 5, true, FRONT_MATTER_DAMAGED,
     "T"},
    {"damaged JSON", "{\"title\": T}\nb", "{\"title\": T}\nb", 1, false,
     FRONT_MATTER_DAMAGED, NULL},
    {"braces that are text", "{{ x }}\nb", "{{ x }}\nb", 1, false, FRONT_MATTER_FINE, NULL},
    {"words in braces", "{a}\nb", "{a}\nb", 1, false, FRONT_MATTER_FINE, NULL},
    {"a text in braces within a line", "{\"a\": 1} b\nc", "{\"a\": 1} b\nc", 1, false,
     FRONT_MATTER_FINE, NULL},
    {"none", "body", "body", 1, false, FRONT_MATTER_FINE, NULL},
    {"nothing at all", "", "", 1, false, FRONT_MATTER_FINE, NULL},
};

typedef void (*front_reader)(struct arena *arena, struct str text, const struct zone *zone,
                             struct front_matter *out);

static void check_cases(const struct front_case *rows, size_t count, front_reader read)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena;
        struct front_matter got;
        arena_init(&arena, 0);
        read(&arena, str_from(rows[i].text), NULL, &got);
        struct value title = value_get(got.data, STR("title"));
        bool same = got.present == rows[i].present && got.fault == rows[i].fault &&
                    got.body_line == rows[i].line && str_is(got.body, rows[i].body) &&
                    got.data.kind == VALUE_MAP &&
                    str_eq(value_text_or(title, (struct str){0}), str_from(rows[i].title));
        if (!same) {
            fail_msg("%s: fault %d, line %u, body '%.*s'", rows[i].name, (int)got.fault,
                     (unsigned)got.body_line, STR_ARG(got.body));
        }
        arena_clear(&arena);
    }
}

static void splits_front_matter(void **state)
{
    (void)state;
    check_cases(cases, sizeof cases / sizeof cases[0], front_matter_read);
}

static void splits_any_front_matter_of_plain_folders(void **state)
{
    (void)state;
    check_cases(any_cases, sizeof any_cases / sizeof any_cases[0], front_matter_read_any);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_front_matter),
        cmocka_unit_test(splits_any_front_matter_of_plain_folders)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
