/* The writer: objects as they were set, and the first failure, which sticks. */
#include "pdf/writer_offprint.h"

static void writes_what_was_set(void **state)
{
    struct writer_fixture *fixture = *state;
    struct pdf_writer *writer = fixture->writer;
    pdf_ref plain = pdf_reserve(writer), stream = pdf_reserve(writer),
            finished = pdf_reserve(writer), unset = pdf_reserve(writer),
            taken = pdf_reserve(writer);
    struct buf bytes = {.kept_in = &fixture->arena};
    buf_add_text(&bytes, "taken bytes");
    pdf_set(writer, plain, STR("/A 1"));
    pdf_set_stream(writer, stream, STR("/B 2"), STR("bytes"), false);
    pdf_set_stream(writer, finished, STR("/C 3"), STR("bytes"), true);
    pdf_take_stream(writer, taken, STR("/D 4"), &bytes);
    assert_true(str_is(object_text(fixture, plain), "<</A 1>>"));
    assert_has(object_text(fixture, stream), "/B 2/Filter/FlateDecode/Length ");
    assert_has(object_text(fixture, finished), "/C 3/Length 5");
    assert_true(str_is(find_object(fixture, finished).stream, "bytes"));
    buf_clear(&bytes);
    bytes.kept_in = &fixture->arena;
    assert_true(inflate_zlib(find_object(fixture, taken).stream, 100, &bytes));
    assert_true(str_is(buf_str(&bytes), "taken bytes"));
    assert_int_equal(object_text(fixture, unset).len, 0);
    assert_false(pdf_failed(writer));
    buf_clear(&bytes);
}

#define MANY 1234 /* several object streams, and one that is not full */

/* Of two kinds in turn, and a stream after each ten. */
static void write_many(struct pdf_writer *writer, struct arena *arena)
{
    pdf_ref first = pdf_reserve_row(writer, MANY);
    struct buf bytes = {.kept_in = arena};
    for (pdf_ref i = 0; i < MANY; i++) {
        struct str entries = arena_format(arena, "/Number %u", i);
        pdf_set_kind(writer, i % 2 ? PDF_LINK : PDF_PAGE, first + i, entries);
        if (i % 10 == 0) {
            buf_reset(&bytes);
            buf_add_format(&bytes, "stream %u", i);
            pdf_take_stream(writer, pdf_reserve(writer), (struct str){0}, &bytes);
        }
    }
    buf_clear(&bytes);
}

static void finds_each_of_many(void **state)
{
    struct writer_fixture *fixture = *state;
    pdf_ref first = (pdf_ref)pdf_object_count(fixture->writer);
    write_many(fixture->writer, &fixture->arena);
    for (pdf_ref i = 0; i < MANY; i += 97) {
        struct str want = arena_format(&fixture->arena, "<</Number %u>>", i);
        assert_true(str_eq(object_text(fixture, first + i), want));
    }
}

static void gives_the_same_with_a_crew(void **state)
{
    struct writer_fixture *fixture = *state;
    struct crew *crew = crew_new(&fixture->arena, 3);
    struct pieces out;
    pieces_init(&out, (struct aside){0});
    struct pdf_writer *other =
        pdf_writer_new(&fixture->arena, crew, 1, &out, fixture->report);
    assert_non_null(crew);
    assert_non_null(other);
    write_many(fixture->writer, &fixture->arena);
    write_many(other, &fixture->arena);
    assert_true(pdf_save(fixture->writer, 4) && pdf_save(other, 4));
    assert_true(str_eq(buf_str(&fixture->out.held), buf_str(&out.held)));
    pdf_writer_free(other);
    crew_free(crew);
    pieces_clear(&out);
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
    assert_false(pdf_save(writer, ref));
    assert_int_equal(report_count(fixture->report, SEVERITY_ERROR), 1);
    assert_lacks(report_text(fixture), "out of memory");
}

static void files_a_full_arena_once(void **state)
{
    struct writer_fixture *fixture = *state;
    struct arena small;
    arena_init(&small, 200000);
    struct pieces out;
    pieces_init(&out, (struct aside){0});
    struct pdf_writer *writer = pdf_writer_new(&small, NULL, 1, &out, fixture->report);
    assert_non_null(writer);
    for (int i = 0; i < 10000 && !pdf_failed(writer); i++) {
        pdf_set(writer, pdf_reserve(writer), STR("/Key(a value of some length)"));
    }
    assert_true(pdf_failed(writer));
    assert_has(report_text(fixture), "out of memory");
    assert_int_equal(report_count(fixture->report, SEVERITY_ERROR), 1);
    pdf_writer_free(writer);
    pieces_clear(&out);
    arena_clear(&small);
}

#define TEST(name)                                                                         \
    cmocka_unit_test_setup_teardown(name, writer_fixture_open, writer_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(writes_what_was_set),        TEST(finds_each_of_many),
        TEST(gives_the_same_with_a_crew), TEST(files_the_first_error_of_libharu),
        TEST(files_a_full_arena_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
