/* What no golden can show. */
#include "layout/layout_offprint.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_the_elements_in_reading_order),
        cmocka_unit_test(stops_at_the_page_limit),
    };
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
