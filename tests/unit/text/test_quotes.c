/* Marks of quotations, as Chromium shows <q> in these languages. */
#include "cmocka_offprint.h"

#include "text/text.h"

static const struct {
    const char *language, *want; /* of three quotations, one in the other */
} rows[] = {
    {"en", "“‘‘’’”"},         {"en-GB", "“‘‘’’”"}, {"de", "„‚‚‘‘“"},
    {"fr", "«««»»»"},         {"it", "«““””»"},    {"ja", "「『『』』」"},
    {"sv", "”’’’’”"},         {"pl", "„««»»”"},    {"zh-Hant", "「『『』』」"},
    {"", "“‘‘’’”"},           {"und", "“‘‘’’”"},   {"qq-none", "“‘‘’’”"},
    {"not a tag!", "“‘‘’’”"},
};

static void marks_go_by_language_and_depth(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf got = {0};
        for (size_t depth = 0; depth < 6; depth++) {
            text_add_quote_mark(str_from(rows[i].language), depth < 3 ? depth : 5 - depth,
                                depth < 3, &got);
        }
        if (!str_eq(buf_str(&got), str_from(rows[i].want))) {
            fail_msg("'%s': %.*s", rows[i].language, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(marks_go_by_language_and_depth)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
