/* Whatever takes in what was meant to be seen is told, and nothing else. */
#include "cmocka_offprint.h"

#include "base/line_map.h"
#include "doc/doc.h"
#include "html/html.h"

static const struct {
    const char *html;
    bool told;
} cases[] = {
    {"<p>a <script>b</script> c", false},
    {"<p>a <script>b c", true},
    {"<p>a <script>", false},
    {"<p>a <script>b</scripts> c", true},
    {"<p>a <script>b</script/> c", false},
    {"<p>a <script><!-- <script> </script> c", true},
    {"<p>a <script><!-- <script> </script> --></script> c", false},
    {"<p>a <script><!--> <script> </script> c", false},
    {"<p>a <style>b</STYLE > c", false},
    {"<p>a <title>b c", true},
    {"<head><title>b <p>c", true},
    {"<p>a <textarea>b c", true},
    {"<p>a <iframe src=x>b c", true},
    {"<p>a <xmp>b c", false},
    {"<p>a <xmp>b <b>c</b>", true},
    {"<p>a <plaintext>b <b>c</b>", false},
    {"<p>a <template>b c", true},
    {"<p>a <template>b</template> c", false},
    {"<p>a <template> ", false},
    {"<p>a <noscript>b c", false},
    {"<p>a <noscript>b</noscript> c", false},
    {"<p>a <video src=x>b c", true},
    {"<p>a <object>b c", false},
    {"<p hidden>a<p>c", false},
    {"<p>a <span hidden>b c", true},
    {"<div>a <div hidden>b c</div>", true},
    {"<div>a <div hidden>b</div> c</div>", false},
    {"<p>a <span style=visibility:hidden>b c", true},
    {"<p>a <svg><title>b</title></svg> c", false},
    {"<p>a <svg><title>b</svg> c", false},
    {"<p>a <svg><title>b c", true},
    {"<p>a <svg><desc>b c<p>d", true},
    {"<p>a <svg><desc>b <img src=x></svg> c", true},
    {"<p>a <svg><desc>b</desc ></svg> c", false},
    {"<p>a <svg><rect/><p>c", false},
    {"<p>a <svg><g>c", true},
    {"<p>a <svg><text>c", false},
    {"<p>a <svg><script>b</script></svg> c", false},
    {"<p>a <svg><script>b c", true},
    {"<p>a <math><mi>b c", false},
    {"<p>a <math><annotation>b</annotation></math> c", false},
    {"<p>a <math><annotation>b c", true},
};

static void tells_what_takes_in_the_rest(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct node *root = NULL;
        assert_true(html_read(&arena, str_from(cases[i].html), NULL, &root, report));
        struct buf said = {0};
        report_write_text(report, SEVERITY_NOTE, &said);
        bool told = str_find(buf_str(&said), STR("[html-unclosed]"), 0) != STR_NONE;
        if (told != cases[i].told) {
            fail_msg("%s: %s", cases[i].html, told ? "told" : "not told");
        }
        buf_clear(&said);
        report_free(report);
        arena_clear(&arena);
    }
}

/* Where its tag begins. */
static void names_the_place_of_its_tag(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        unsigned column;
    } rows[] = {
        {"<p>a</p><template>b <p>c", 9},
        {"<p>a<table><tr><td>x</td></tr></table><template>b <p>c", 39},
        {"<p>a<p>x<template>b", 9},
        {"<p>a <svg><desc>b", 6}, /* the drawing's */
        {"<p>a <i>x</i> <span hidden>b c", 15},
        {"<head><title>b <p>c", 7},
        {"<p>a <video src=x>b c", 6},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct node *root = NULL;
        struct str text = str_from(rows[i].html), file = STR("p.html");
        struct line_map map = {.files = &file, .file_count = 1};
        assert_true(line_map_add_verbatim(&arena, &map, 0, text, 0, 1, 1));
        assert_true(html_read(&arena, text, &map, &root, report));
        struct buf said = {0};
        report_write_text(report, SEVERITY_NOTE, &said);
        struct str place = arena_format(&arena, "p.html:1:%u: ", rows[i].column);
        if (!str_starts(buf_str(&said), place.ptr)) {
            fail_msg("%s: %.*s", rows[i].html, STR_ARG(buf_str(&said)));
        }
        buf_clear(&said);
        report_free(report);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_takes_in_the_rest),
        cmocka_unit_test(names_the_place_of_its_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
