/* A writer of its own for the tests of what is written with it. */
#ifndef OFFPRINT_TESTS_WRITER_H
#define OFFPRINT_TESTS_WRITER_H

#include "cmocka_offprint.h"

#include "pdf/parts.h"
#include "pdf/write_parts.h"

struct writer_fixture {
    struct arena arena;
    struct report *report;
    struct pieces out; /* all of it held */
    struct pdf_writer *writer;
};

static inline bool writer_begin(struct writer_fixture *fixture)
{
    *fixture = (struct writer_fixture){.report = report_new()};
    arena_init(&fixture->arena, 0);
    pieces_init(&fixture->out, (struct aside){0});
    fixture->writer =
        pdf_writer_new(&fixture->arena, NULL, 1, &fixture->out, fixture->report);
    return fixture->writer != NULL;
}

static inline void writer_end(struct writer_fixture *fixture)
{
    pdf_writer_free(fixture->writer);
    pieces_clear(&fixture->out);
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

/* An object as the file has it. */
struct object {
    struct str text;   /* "<<…>>"; empty: the file has none of its number */
    struct str stream; /* its bytes as they stand there */
};

static inline size_t unit_number(struct str text, size_t *at)
{
    size_t number = 0;
    for (; *at < text.len && ascii_is_digit(text.ptr[*at]); ++*at) {
        number = number * 10 + (size_t)(text.ptr[*at] - '0');
    }
    ++*at; /* what ends it */
    return number;
}

/* The dictionary of `ref` in an object stream. */
static inline struct str packed_text(struct writer_fixture *fixture,
                                     const struct object *holder, pdf_ref ref)
{
    struct buf plain = {.kept_in = &fixture->arena};
    assert_true(inflate_zlib(holder->stream, 1 << 24, &plain));
    struct str all = arena_take(&fixture->arena, &plain);
    size_t at = str_find(holder->text, STR("/N "), 0) + 3, head = 0;
    size_t count = unit_number(holder->text, &at);
    at = str_find(holder->text, STR("/First "), 0) + 7;
    size_t first = unit_number(holder->text, &at);
    for (size_t i = 0; i < count; i++) {
        size_t number = unit_number(all, &head), offset = unit_number(all, &head);
        size_t next = head, end = all.len - first;
        if (i + 1 < count) {
            (void)unit_number(all, &next);
            end = unit_number(all, &next);
        }
        if (number == ref) {
            return str_trim(str_sub(all, first + offset, first + end));
        }
    }
    return (struct str){0};
}

/* All that waits is written first. */
static inline struct object find_object(struct writer_fixture *fixture, pdf_ref ref)
{
    streams_flush(fixture->writer);
    struct str file = arena_str(&fixture->arena, buf_str(&fixture->out.held));
    size_t at = str_find(file, STR("\n%"), 0) + 7;
    while (at < file.len) {
        struct object object;
        size_t number = unit_number(file, &at), begin = str_find(file, STR("<<"), at);
        size_t end = str_find(file, STR("\nstream\n"), begin);
        object.text = str_sub(file, begin, end);
        at = str_find(object.text, STR("/Length "), 0) + 8;
        size_t start = end + 8, len = unit_number(object.text, &at);
        object.stream = str_sub(file, start, start + len);
        at = start + len + strlen("\nendstream\nendobj\n");
        if (number == ref) {
            return object;
        }
        if (str_find(object.text, STR("/Type/ObjStm"), 0) != STR_NONE) {
            struct str text = packed_text(fixture, &object, ref);
            if (text.len) {
                return (struct object){.text = text};
            }
        }
    }
    return (struct object){{0}, {0}};
}

static inline struct str object_text(struct writer_fixture *fixture, pdf_ref ref)
{
    return find_object(fixture, ref).text;
}

#define assert_has(text, part) assert_true(str_find((text), STR(part), 0) != STR_NONE)
#define assert_lacks(text, part) assert_true(str_find((text), STR(part), 0) == STR_NONE)

#endif
