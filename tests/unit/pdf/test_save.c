/* Whole files: every offset is right, foreign readers take them, and the same input
 * gives the same bytes. */
#include "layout/layout_offprint.h"

#include "base/deflate.h"
#include "pdf/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const texts[] = {
    "# First (\xC3\xA9)\n\nSee [second](2#two) and "
    "[out](https://a.example/\xC3\xA9?a=(b)).\n\n"
    "| a | b |\n|---|---|\n| 1 | `2` |\n\n* one\n\nA note.[^1] \xCD\xB8\n\n[^1]: Here.\n",
    "# Second\n\n## Two\n\n```\ncode\n```\n\n> **quoted** *text*\n",
};

static struct buf make_pdf_aside(struct layout_fixture *fixture, size_t count, int64_t date,
                                 struct aside aside)
{
    struct pages pages = lay_out(fixture, texts, count, PAPER_A4);
    struct pdf_options options = {.title = STR("Title \xE2\x80\x93 here"),
                                  .author = STR("Author"),
                                  .subject = STR("a < b & c"),
                                  .language = STR("en"),
                                  .producer = STR("test"),
                                  .date = date};
    struct pieces out;
    struct buf file = {0};
    pieces_init(&out, aside);
    out.held_limit_bytes = 1000;
    assert_true(pdf_write(&fixture->arena, &pages, fixture->engine, &options, &out,
                          fixture->report));
    assert_int_equal(out.fd >= 0, aside.folder != NULL);
    assert_int_equal(pieces_become(&out, &file, fixture->report), true);
    return file;
}

static struct buf make_pdf(struct layout_fixture *fixture, size_t count, int64_t date)
{
    return make_pdf_aside(fixture, count, date, (struct aside){0});
}

static size_t number_at(struct str text, size_t at)
{
    size_t number = 0;
    for (; at < text.len && ascii_is_digit(text.ptr[at]); at++) {
        number = number * 10 + (size_t)(text.ptr[at] - '0');
    }
    return number;
}

/* The number that follows `key` in the dictionary that begins at or after `from`. */
static size_t entry_of(struct str pdf, size_t from, const char *key)
{
    size_t at = str_find(pdf, str_from(key), from);
    assert_true(at != STR_NONE);
    return number_at(pdf, at + strlen(key));
}

/* The unpacked stream of the object at `offset`. */
static struct buf stream_at(struct str pdf, size_t offset)
{
    struct buf out = {0};
    size_t len = entry_of(pdf, offset, "/Length ");
    size_t start = str_find(pdf, STR("\nstream\n"), offset) + strlen("\nstream\n");
    assert_true(str_starts(str_skip(pdf, start + len), "\nendstream\nendobj\n"));
    assert_true(inflate_zlib(str_sub(pdf, start, start + len), (size_t)64 << 20, &out));
    return out;
}

static uint64_t field(const char *bytes, size_t len)
{
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++) {
        value = value << 8 | (unsigned char)bytes[i];
    }
    return value;
}

static size_t cross_references(struct str pdf)
{
    size_t at = str_find(pdf, STR("\nstartxref\n"), pdf.len - 40);
    assert_true(at != STR_NONE && str_ends(pdf, "\n%%EOF\n"));
    return number_at(pdf, at + strlen("\nstartxref\n"));
}

/* The rows of a table that are written as differences to the row above. */
static void undo_differences(struct buf *table, size_t columns)
{
    size_t rows = table->len / (columns + 1);
    for (size_t row = 0; row < rows; row++) {
        assert_int_equal(table->ptr[row * (columns + 1)], 2);
        for (size_t i = 0; i < columns; i++) {
            int above = row ? table->ptr[(row - 1) * columns + i] : 0;
            table->ptr[row * columns + i] =
                (char)(uint8_t)(table->ptr[row * (columns + 1) + 1 + i] + above);
        }
    }
    buf_truncate(table, rows * columns);
}

static void points_at_every_object(void **state)
{
    struct buf file = make_pdf(*state, 2, 1626370366);
    struct str pdf = buf_str(&file);
    assert_true(str_starts(pdf, "%PDF-1.7\n%"));
    size_t table_at = cross_references(pdf), size = entry_of(pdf, table_at, "/Size ");
    struct buf table = stream_at(pdf, table_at);
    undo_differences(&table, 7);
    assert_int_equal(table.len, size * 7);
    size_t packed = 0;
    for (size_t i = 0; i < size; i++) {
        const char *entry = table.ptr + 7 * i;
        size_t where = (size_t)field(entry + 1, 4), index = (size_t)field(entry + 5, 2);
        if (entry[0] == 1) {
            assert_int_equal(number_at(pdf, where), i);
            continue;
        }
        if (entry[0] == 0) {
            assert_true(i < 4); /* libharu's own, not used; all of ours are set */
            continue;
        }
        packed++;
        size_t holder = (size_t)field(table.ptr + 7 * where + 1, 4);
        struct buf objects = stream_at(pdf, holder);
        size_t at = 0; /* "number offset " pairs */
        for (size_t k = 0; k < 2 * index; k++) {
            at = str_find_byte(buf_str(&objects), ' ', at) + 1;
        }
        assert_int_equal(number_at(buf_str(&objects), at), i);
        size_t offset =
            number_at(buf_str(&objects), str_find_byte(buf_str(&objects), ' ', at) + 1) +
            entry_of(pdf, holder, "/First ");
        assert_true(str_starts(str_skip(buf_str(&objects), offset), "<<"));
        buf_clear(&objects);
    }
    assert_true(packed > 60);
    buf_clear(&table);
    buf_clear(&file);
}

static void gives_the_same_bytes(void **state)
{
    struct buf first = make_pdf(*state, 2, 1626370366);
    struct buf second = make_pdf(*state, 2, 1626370366);
    assert_true(str_eq(buf_str(&first), buf_str(&second)));
    struct buf other = make_pdf(*state, 2, 1626370367);
    struct str id =
        str_sub(buf_str(&first), str_find(buf_str(&first), STR("/ID[<"), 0) + 5, first.len);
    assert_true(str_eq(str_sub(id, 0, 32), str_sub(id, 34, 66))); /* both halves */
    assert_true(str_find(buf_str(&other), str_sub(id, 0, 32), 0) == STR_NONE);
    buf_clear(&first);
    buf_clear(&second);
    buf_clear(&other);
}

/* Writes the file, lets a foreign program judge it; true when it has nothing to say. */
static bool passes(const char *command, const struct buf *file)
{
    char path[] = "/tmp/offprint-test-XXXXXX", line[200];
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, file->ptr, file->len), file->len);
    close(fd);
    (void)snprintf(line, sizeof line, "%s %s >/dev/null 2>&1", command, path);
    int status = system(line);
    unlink(path);
    return status == 0;
}

static void pleases_qpdf(void **state)
{
    if (system("qpdf --version >/dev/null 2>&1") != 0) {
        skip();
    }
    for (size_t count = 1; count <= 2; count++) {
        struct buf file = make_pdf(*state, count, 0);
        assert_true(passes("qpdf --check", &file));
        file.ptr[file.len / 2] = (char)~file.ptr[file.len / 2];
        file.ptr[cross_references(buf_str(&file)) + 60] ^= 1; /* it does look */
        assert_false(passes("qpdf --check", &file));
        buf_clear(&file);
    }
}

static void gives_the_same_put_aside(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf held = make_pdf(fixture, 2, 0);
    struct buf filed = make_pdf_aside(fixture, 2, 0, (struct aside){.folder = "."});
    assert_true(str_eq(buf_str(&held), buf_str(&filed)));
    buf_clear(&held);
    buf_clear(&filed);
}

static void fails_where_nothing_is_put_aside(void **state)
{
    struct layout_fixture *fixture = *state;
    struct pages pages = lay_out(fixture, texts, 1, PAPER_A4);
    struct pdf_options options = {.title = STR("T")};
    struct report *report = report_new();
    struct pieces out;
    pieces_init(&out, (struct aside){.folder = "/dev/null/folder"});
    out.held_limit_bytes = 1000;
    assert_false(
        pdf_write(&fixture->arena, &pages, fixture->engine, &options, &out, report));
    assert_true(report_has_system_error(report));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
    pieces_clear(&out);
    report_free(report);
}

static void stops_at(struct layout_fixture *fixture, size_t limit_bytes, const char *said)
{
    struct pages pages = lay_out(fixture, texts, 1, PAPER_A4);
    struct pdf_options options = {.title = STR("T"), .limit_bytes = limit_bytes};
    struct report *report = report_new();
    struct pieces out;
    pieces_init(&out, (struct aside){0});
    assert_false(
        pdf_write(&fixture->arena, &pages, fixture->engine, &options, &out, report));
    assert_true(report_has_system_error(report));
    struct buf text = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    assert_true(str_find(buf_str(&text), str_from(said), 0) != STR_NONE);
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
    buf_clear(&text);
    report_free(report);
    pieces_clear(&out);
}

/* The second is less than what a file begins with. */
static void stops_at_the_limit(void **state)
{
    stops_at(*state, 4096, "larger than 4 KiB");
    stops_at(*state, 2, "larger than 2 B");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_at_every_object),
        cmocka_unit_test(gives_the_same_bytes),
        cmocka_unit_test(pleases_qpdf),
        cmocka_unit_test(gives_the_same_put_aside),
        cmocka_unit_test(fails_where_nothing_is_put_aside),
        cmocka_unit_test(stops_at_the_limit),
    };
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
