/* Declarations of style attributes: one row an attribute and what it declares. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/css.h"
#include "cmocka_offprint.h"

static const struct {
    const char *style, *want;
} rows[] = {
    {"", ""},
    {"a:b;c : d ;", "a=b|c=d|"},
    {"a;:b;;c:d", "c=d|"},
    {"a:b !important;c:d!IMPORTANT;e:f!x", "a=b!|c=d!|e=f!x|"},
    {"a:'b;c:d';e:\"f\\\";g\"", "a='b;c:d'|e=\"f\\\";g\"|"},
    {"a:url(x;y:z);b:c", "a=url(x;y:z)|b=c|"},
    {"--x:{;a:b};c:d", "--x={;a:b}|c=d|"},
    {"a:/**/b/* ; */;/*c:d*/e/**/:f", "a=b|e=f|"},
    {"a:n\\6fne;b:n\\6F ne;\\63:d;e:\\2014", "a=none|b=none|c=d|e=\\2014|"},
    {"a:b/**/c", "a=b c|"},
    {"a:url(//x/*y);b:c*/d", "a=url(//x/*y)|b=c*/d|"},
    {"a:'b", "a='b|"},
    {"a:(b;c", "a=(b;c|"},
    {"a:b\\", "a=b\\|"},
    {"/*", ""},
};

static void reads_declarations(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct css css = {.text = css_plain(&arena, str_from(rows[i].style))};
        struct css_declaration one;
        struct buf got = {0};
        while (css_next_declaration(&css, &one)) {
            buf_add_format(&got, "%.*s=%.*s%s|", STR_ARG(one.name), STR_ARG(one.value),
                           one.important ? "!" : "");
        }
        if (!str_is(buf_str(&got), rows[i].want)) {
            fail_msg("'%s': got '%.*s'", rows[i].style, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_declarations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
