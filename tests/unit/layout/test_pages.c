/* What no golden can show. */
#include "layout/layout_offprint.h"

#include <stdio.h>

static void stops_at_the_page_limit(void **state)
{
    struct layout_fixture *fixture = *state;
    const char *text = "a\n";
    struct layout_options options = {.page_limit = 2};
    struct pages pages;
    struct report *report = report_new();
    read_documents(fixture, &text, 1);
    assert_false(layout_packet(&fixture->arena, &fixture->packet, fixture->engine, &options,
                               &pages, report));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
    assert_false(report_has_system_error(report));
    report_free(report);
}

static void numbers_the_elements_in_reading_order(void **state)
{
    struct pages pages = lay_out_one(*state, "* one\n* two\n\n| a |\n|---|\n| 1 |\n");
    uint32_t index = 0;
    for (const struct element *e = pages.root; e; e = element_next(e, pages.root)) {
        assert_int_equal(e->index, index++);
    }
    assert_int_equal(index, pages.element_count);
}

static size_t count_of(const struct buf *text, const char *word)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find(buf_str(text), str_from(word), at)) != STR_NONE;
         at++) {
        count++;
    }
    return count;
}

/* References without a space between break where a line is full, be it in one of them. */
static void sets_the_note_of_a_broken_reference_once(void **state)
{
    enum { NOTES = 60 };
    struct buf text = {0}, lines = {0};
    for (int i = 1; i <= NOTES; i++) {
        buf_add_format(&text, "[^%d]", i);
    }
    for (int i = 1; i <= NOTES; i++) {
        buf_add_format(&text, "\n\n[^%d]: note%dend", i, i);
    }
    buf_add_byte(&text, '\0');
    assert_true(buf_ok(&text));
    struct pages pages = lay_out_one(*state, buf_str(&text).ptr);
    pages_dump_lines(&pages, 0, pages.count, &lines);
    for (int i = 1; i <= NOTES; i++) {
        char word[24];
        (void)snprintf(word, sizeof word, "note%dend", i);
        assert_int_equal(count_of(&lines, word), 1);
    }
    buf_clear(&lines);
    buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_the_elements_in_reading_order),
        cmocka_unit_test(sets_the_note_of_a_broken_reference_once),
        cmocka_unit_test(stops_at_the_page_limit),
    };
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
