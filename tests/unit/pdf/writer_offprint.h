/* A writer of its own for the tests of what is written with it. */
#ifndef OFFPRINT_TESTS_WRITER_H
#define OFFPRINT_TESTS_WRITER_H

#include "cmocka_offprint.h"

#include "pdf/parts.h"

struct writer_fixture {
    struct arena arena;
    struct report *report;
    struct deflater *deflater;
    struct pdf_writer *writer;
};

static inline bool writer_begin(struct writer_fixture *fixture)
{
    *fixture = (struct writer_fixture){.report = report_new(), .deflater = deflater_new(1)};
    arena_init(&fixture->arena, 0);
    fixture->writer = pdf_writer_new(&fixture->arena, fixture->deflater, fixture->report);
    return fixture->writer != NULL;
}

static inline void writer_end(struct writer_fixture *fixture)
{
    pdf_writer_free(fixture->writer);
    deflater_free(fixture->deflater);
    report_free(fixture->report);
    arena_clear(&fixture->arena);
}

static inline int writer_fixture_open(void **state)
{
    static struct writer_fixture fixture;
    *state = &fixture;
    return writer_begin(&fixture) ? 0 : -1;
}

static inline int writer_fixture_close(void **state)
{
    writer_end(*state);
    return 0;
}

/* As the file will have it. */
static inline struct str object_text(struct writer_fixture *fixture, pdf_ref ref)
{
    struct buf text = {0};
    assert_true(pdf_object_text(fixture->writer, ref, &text));
    return arena_take(&fixture->arena, &text);
}

#define assert_has(text, part) assert_true(str_find((text), STR(part), 0) != STR_NONE)
#define assert_lacks(text, part) assert_true(str_find((text), STR(part), 0) == STR_NONE)

#endif
