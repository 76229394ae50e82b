#include "base/lines.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "cmocka_offprint.h"

static void finds_lines_and_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t offset;
        uint32_t line, column;
        size_t back; /* where line and column lead to */
    } cases[] = {
        {"", 0, 1, 1, 0},       {"", 9, 1, 1, 0},
        {"a\nbc", 0, 1, 1, 0},  {"a\nbc", 1, 1, 2, 1}, /* the LF belongs to its line */
        {"a\nbc", 2, 2, 1, 2},  {"a\nbc", 4, 2, 3, 4},
        {"a\nbc", 99, 2, 3, 4}, {"a\n", 2, 2, 1, 2},
        {"\n\n\n", 2, 3, 1, 2}, {"x\xc3\xa9\xe2\x82\xacy", 6, 1, 4, 6},
        {"x\r\ny", 3, 2, 1, 3},
    };
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str text = str_from(cases[i].text);
        struct line_index lines;
        assert_true(line_index_make(&arena, text, &lines));
        struct line_column at = line_index_at(&lines, cases[i].offset);
        struct line_column alone = line_column_at(text, cases[i].offset);
        if (at.line != cases[i].line || at.column != cases[i].column) {
            fail_msg("case %zu: %u:%u", i, at.line, at.column);
        }
        assert_int_equal(alone.line, at.line);
        assert_int_equal(alone.column, at.column);
        assert_int_equal(line_index_offset(&lines, at.line, at.column), cases[i].back);
    }
    arena_clear(&arena);
}

static void gives_a_line(void **state)
{
    (void)state;
    struct arena arena;
    struct line_index lines;
    arena_init(&arena, 0);
    assert_true(line_index_make(&arena, STR("one\n\nthree"), &lines));
    assert_int_equal(lines.count, 3);
    assert_true(str_is(line_index_line(&lines, 1), "one"));
    assert_true(str_is(line_index_line(&lines, 2), ""));
    assert_true(str_is(line_index_line(&lines, 3), "three"));
    assert_null(line_index_line(&lines, 0).ptr);
    assert_null(line_index_line(&lines, 4).ptr);
    assert_int_equal(line_index_offset(&lines, 0, 1), STR_NONE);
    assert_int_equal(line_index_offset(&lines, 4, 1), STR_NONE);
    assert_int_equal(line_index_offset(&lines, 1, 50), 3); /* the end of a shorter line */
    assert_int_equal(line_end(lines.text, 0), 4);
    assert_int_equal(line_end(lines.text, 4), 5);
    assert_int_equal(line_end(lines.text, 6), 10);
    arena_clear(&arena);
}

/* Lines around and over the blocks of the index, with code points across their bounds. */
static void agrees_with_a_count_by_hand(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "\xc3\xa9", "\xe2\x82\xac",
                                         "\xf0\x9f\x99\x82"};
    struct arena arena;
    struct line_index lines;
    struct buf text = {0};
    uint32_t random = 1;
    arena_init(&arena, 0);
    for (size_t i = 0; i < 6000; i++) {
        random = random * 1664525 + 1013904223;
        bool ends = i % 2500 < 300 ? (random >> 8) % 40 == 0 : i % 2500 == 2499;
        buf_add_text(&text, ends ? "\n" : pieces[(random >> 16) % 4]);
    }
    assert_true(line_index_make(&arena, buf_str(&text), &lines));
    uint32_t line = 1, column = 1;
    for (size_t at = 0, len; at < text.len; at += len) {
        (void)utf8_decode(buf_str(&text), at, &len);
        struct line_column found = line_index_at(&lines, at);
        if (found.line != line || found.column != column ||
            line_index_offset(&lines, line, column) != at) {
            fail_msg("byte %zu: %u:%u, not %u:%u", at, found.line, found.column, line,
                     column);
        }
        column = text.ptr[at] == '\n' ? 1 : column + 1;
        line += text.ptr[at] == '\n';
    }
    assert_int_equal(lines.count, line);
    arena_clear(&arena);
    buf_clear(&text);
}

static void trims_one_byte_at_the_ends(void **state)
{
    (void)state;
    assert_true(str_is(str_without_end(STR("/a/b//"), '/'), "/a/b"));
    assert_true(str_is(str_without_end(STR("///"), '/'), ""));
    assert_true(str_is(str_without_end((struct str){0}, '/'), ""));
    assert_true(str_is(str_without_ends(STR("//a/b//"), '/'), "a/b"));
    assert_true(str_is(str_without_ends(STR("a"), '/'), "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_lines_and_columns),
        cmocka_unit_test(gives_a_line),
        cmocka_unit_test(agrees_with_a_count_by_hand),
        cmocka_unit_test(trims_one_byte_at_the_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
