#include "base/report.h"

#include "cmocka_offprint.h"

static void sorts_and_shows_places(void **state)
{
    (void)state;
    struct report *report = report_new();
    report_add_source(report, STR("b.md"), STR("one\nsee [the fees](terms#fees)\n"));
    struct place fees = {STR("b.md"), 2, 5, 10};
    report_warning(report, (struct place){STR("c.md"), 1, 0, 0}, "x-code", "late");
    report_error(report, fees, "link-target", "link to '%s' has no such heading",
                 "terms#fees");
    report_hint(report, "did you mean '%s'?", "terms#charges");
    report_error(report, fees, "link-target", "link to '%s' has no such heading",
                 "terms#fees");
    report_note(report, (struct place){STR("a.md"), 1, 1, 1}, "n", "only a note");
    struct buf text = {0};
    report_write_text(report, SEVERITY_WARNING, &text);
    buf_add_byte(&text, '\0');
    assert_string_equal(
        text.ptr,
        "b.md:2:5: error: link to 'terms#fees' has no such heading [link-target]\n"
        "    2 | see [the fees](terms#fees)\n"
        "      |     ^~~~~~~~~~\n"
        "      = did you mean 'terms#charges'?\n"
        "c.md:1: warning: late [x-code]\n");
    assert_int_equal(report_count(report, SEVERITY_ERROR), 2);
    assert_false(report_has_system_error(report));
    buf_clear(&text);
    report_free(report);
}

static void shows_no_control_characters(void **state)
{
    (void)state;
    struct report *report = report_new();
    report_error(report, (struct place){STR("a\x1b[31m.md"), 1, 1, 0}, "c",
                 "bad \x07 name %s", "\xe2\x80\xae");
    struct buf text = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    assert_string_equal(text.ptr, "a [31m.md:1:1: error: bad   name   [c]\n");
    buf_clear(&text);
    report_free(report);
}

static void counts_past_its_cap(void **state)
{
    (void)state;
    struct report *report = report_new();
    for (uint32_t i = 0; i < 3000; i++) {
        report_warning(report, (struct place){STR("a.md"), i + 1, 1, 0}, "c", "w%u", i);
    }
    assert_int_equal(report_count(report, SEVERITY_WARNING), 3000);
    struct buf text = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    assert_non_null(strstr(text.ptr, "1000 more diagnostics not shown"));
    buf_clear(&text);
    report_system_error(report, "s", "disk");
    assert_true(report_has_system_error(report));
    report_free(report);
}

static void tells_once_that_memory_is_gone(void **state)
{
    (void)state;
    struct report *report = report_new();
    report_warning(report, (struct place){STR("a.md"), 1, 0, 0}, "c", "late");
    assert_false(report_out_of_memory(report));
    report_hint(report, "a hint for no diagnostic");
    assert_false(report_out_of_memory(report));
    assert_true(report_has_system_error(report));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);

    struct buf text = {0}, json = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    assert_string_equal(text.ptr, "a.md:1: warning: late [c]\n"
                                  "offprint: error: out of memory [out-of-memory]\n");
    report_write_json(report, SEVERITY_ERROR, &json);
    buf_add_byte(&json, '\0');
    assert_non_null(strstr(json.ptr, "\"code\": \"out-of-memory\""));
    buf_clear(&text);
    buf_clear(&json);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_and_shows_places),
        cmocka_unit_test(shows_no_control_characters),
        cmocka_unit_test(counts_past_its_cap),
        cmocka_unit_test(tells_once_that_memory_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
