/* Memory that ends while a file is written: no file, and a report that says why, once. */
#include "layout/layout_offprint.h"

#include "fail_offprint.h"
#include "pdf/pdf.h"

static const char *const texts[] = {
    "# First\n\nA [link](#first) and a note.[^1]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    "[^1]: Here.\n"};

static bool write_pdf(struct layout_fixture *fixture, const struct pages *pages,
                      size_t call, struct report *report, struct pieces *out)
{
    struct pdf_options options = {.title = STR("T"), .deflate_level = 1};
    struct arena arena;
    arena_init(&arena, 0);
    calls_left = call;
    bool ok = pdf_write(&arena, pages, fixture->engine, &options, out, report);
    calls_left = 0;
    arena_clear(&arena);
    return ok;
}

/* The first calls one by one, the later ones, which are many and alike, by samples. */
static void reports_failed_calls(void **state)
{
    struct layout_fixture *fixture = *state;
    struct pages pages = lay_out(fixture, texts, 1, PAPER_A4);
    size_t failures = 0;
    for (size_t call = 1;; call += 1 + call / 100) {
        struct report *report = report_new();
        struct pieces out;
        pieces_init(&out, (struct aside){0});
        call_failed = false;
        bool ok = write_pdf(fixture, &pages, call, report, &out);
        assert_int_equal(ok, !call_failed);
        assert_int_equal(report_count(report, SEVERITY_ERROR), call_failed);
        assert_int_equal(report_has_system_error(report), call_failed);
        report_free(report);
        pieces_clear(&out);
        if (!call_failed) {
            break;
        }
        failures++;
    }
    assert_true(failures > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reports_failed_calls)};
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
