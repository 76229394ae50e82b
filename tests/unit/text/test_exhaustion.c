/* Memory that ends at any moment: no lines, and a report that says why, once. */
#include "engine_offprint.h"
#include "fail_offprint.h"

static const struct text_style serif = {.size = SP_PT(10), .language = {"en", 2}},
                               address = {.role = FONT_MONO, .size = SP_PT(9)};

static const struct text_span spans[] = {
    {.style = &serif,
     .text = {"Measurement infrastructure \xD7\xA9\xD7\x9C and \xCD\xB8 ", 36}},
    {.kind = SPAN_OBJECT,
     .style = &serif,
     .of.object.width = SP_PT(20),
     .of.object.ascent = SP_PT(9)},
    {.kind = SPAN_BREAK, .style = &serif},
    {.style = &address, .text = {"https://a.example/one/two/three/four", 36}},
    {.kind = SPAN_LEADER, .style = &serif},
};
#define SPAN_COUNT (sizeof spans / sizeof spans[0])

/* Everything from an engine to a font program; the `call`th call for memory fails. */
static bool set_text(size_t call, struct report *report, struct buf *lines)
{
    struct arena arena;
    arena_init(&arena, 0);
    const struct font_set *fonts = font_set_open(&arena, OFFPRINT_SHARE "/fonts", report);
    calls_left = call;
    struct text_engine *engine =
        fonts ? text_engine_new(&arena, fonts, OFFPRINT_SHARE "/hyphenation", report)
              : NULL;
    struct paragraph_format format = {.measure = SP_PT(60), .hyphenate = true};
    struct text_extent extent;
    struct lines out;
    struct str program;
    const struct word *digits = NULL;
    bool ok = engine &&
              text_measure(engine, spans, SPAN_COUNT, TEXT_BY_LETTER, &extent, report) &&
              text_break(engine, &arena, spans, SPAN_COUNT, &format, &out, report);
    if (ok) {
        const struct face *face = out.items[0].pieces[0].word->face;
        digits = text_shape_word(engine, face, STR("12"), report);
        ok = digits &&
             text_subset_face(&arena, face, &digits->glyphs[0].id, 1, &program, report);
        lines_dump(&out, lines);
    }
    calls_left = 0;
    text_engine_free(engine);
    arena_clear(&arena);
    return ok;
}

static void reports_each_failed_call(void **state)
{
    (void)state;
    struct buf whole = {0};
    struct report *quiet = report_new();
    assert_true(set_text(0, quiet, &whole));
    report_free(quiet);
    size_t failures = 0;
    for (size_t call = 1;; call++) {
        struct report *report = report_new();
        struct buf lines = {0};
        call_failed = false;
        bool ok = set_text(call, report, &lines);
        if (ok == call_failed) {
            fail_msg("call %zu: %s", call, ok ? "lines all the same" : "no lines");
        }
        assert_int_equal(report_count(report, SEVERITY_ERROR), call_failed);
        assert_int_equal(report_has_system_error(report), call_failed);
        assert_true(!ok || str_eq(buf_str(&lines), buf_str(&whole)));
        report_free(report);
        buf_clear(&lines);
        if (!call_failed) {
            break;
        }
        failures++;
    }
    assert_true(failures > 50);
    buf_clear(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reports_each_failed_call)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
