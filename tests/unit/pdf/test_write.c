/* The writer: objects as they were set, and the first failure, which sticks. */
#include "pdf/writer_offprint.h"

static void writes_what_was_set(void **state)
{
    struct writer_fixture *fixture = *state;
    struct pdf_writer *writer = fixture->writer;
    pdf_ref plain = pdf_reserve(writer), stream = pdf_reserve(writer),
            finished = pdf_reserve(writer), unset = pdf_reserve(writer);
    pdf_set(writer, plain, STR("/A 1"));
    pdf_set_stream(writer, stream, STR("/B 2"), STR("bytes"), false);
    pdf_set_stream(writer, finished, STR("/C 3"), STR("bytes"), true);
    assert_has(object_text(fixture, plain), "/A 1");
    assert_has(object_text(fixture, stream), "/B 2/Filter/FlateDecode/Length ");
    assert_has(object_text(fixture, finished), "/C 3/Length 5");
    assert_true(str_is(pdf_object_stream(writer, finished), "bytes"));
    assert_int_equal(pdf_object_stream(writer, plain).len, 0);
    assert_int_equal(pdf_object_stream(writer, 1000).len, 0);
    assert_true(pdf_object_used(writer, plain));
    assert_false(pdf_object_used(writer, unset));
    assert_false(pdf_failed(writer));
}

static struct str report_text(struct writer_fixture *fixture)
{
    struct buf text = {0};
    report_write_text(fixture->report, SEVERITY_NOTE, &text);
    return arena_take(&fixture->arena, &text);
}

/* Nothing is no object: libharu refuses it. */
static void files_the_first_error_of_libharu(void **state)
{
    struct writer_fixture *fixture = *state;
    struct pdf_writer *writer = fixture->writer;
    pdf_ref ref = pdf_reserve(writer);
    pdf_catalog_set_pages(writer, 0);
    assert_true(pdf_failed(writer));
    assert_has(report_text(fixture), "cannot write the PDF: libharu's error 0x");
    assert_true(report_has_system_error(fixture->report));

    /* From here on nothing is done, and nothing more is said. */
    pdf_fail_memory(writer);
    assert_int_equal(pdf_reserve(writer), 0);
    pdf_set(writer, ref, STR("/A 1"));
    assert_false(pdf_object_used(writer, ref));
    struct buf out = {0};
    assert_false(pdf_save(writer, ref, &out, fixture->report));
    assert_int_equal(report_count(fixture->report, SEVERITY_ERROR), 1);
    assert_lacks(report_text(fixture), "out of memory");
    buf_clear(&out);
}

static void files_a_full_arena_once(void **state)
{
    struct writer_fixture *fixture = *state;
    struct arena small;
    arena_init(&small, 3000);
    struct pdf_writer *writer = pdf_writer_new(&small, fixture->deflater, fixture->report);
    for (int i = 0; writer && i < 1000 && !pdf_failed(writer); i++) {
        pdf_set(writer, pdf_reserve(writer), STR("/Key(a value of some length)"));
    }
    assert_true(!writer || pdf_failed(writer));
    assert_has(report_text(fixture), "out of memory");
    assert_int_equal(report_count(fixture->report, SEVERITY_ERROR), 1);
    pdf_writer_free(writer);
    arena_clear(&small);
}

#define TEST(name)                                                                         \
    cmocka_unit_test_setup_teardown(name, writer_fixture_open, writer_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(writes_what_was_set),
        TEST(files_the_first_error_of_libharu),
        TEST(files_a_full_arena_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
