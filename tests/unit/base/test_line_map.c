#include "base/line_map.h"

#include "base/utf8.h"
#include "cmocka_offprint.h"

/* "ab {{ x }}\ncdé\n" with x = "1\n2" renders to "ab 1\n2\ncdé\n". */
static void finds_its_way_back(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct line_map map = {0};
    struct str text = STR("ab 1\n2\ncd\xc3\xa9!\n");
    uint32_t page = line_map_file(&arena, &map, STR("p.md"));
    assert_int_equal(line_map_file(&arena, &map, STR("p.md")), page);
    assert_true(line_map_add_verbatim(&arena, &map, 0, STR("ab "), page, 4, 1));
    assert_true(line_map_add_value(&arena, &map, 3, page, 4, 4));
    assert_true(line_map_add_verbatim(&arena, &map, 6, str_skip(text, 6), page, 4, 11));
    static const struct {
        size_t offset;
        uint32_t line, column;
    } cases[] = {{0, 4, 1},  {2, 4, 3}, {3, 4, 4}, {5, 4, 4},
                 {6, 4, 11}, {7, 5, 1}, {9, 5, 3}, {11, 5, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct place place = line_map_place(&map, text, cases[i].offset);
        assert_int_equal(place.line, cases[i].line);
        assert_int_equal(place.column, cases[i].column);
        assert_true(str_is(place.file, "p.md"));
    }
    /* A tag that writes again and again has one stretch. */
    size_t count = map.count;
    for (size_t i = 0; i < 3; i++) {
        assert_true(line_map_add_value(&arena, &map, text.len + i, page, 6, 1));
    }
    assert_int_equal(map.count, count + 1);
    struct line_map none = {0};
    assert_int_equal(line_map_place(&none, text, 3).line, 0);
    arena_clear(&arena);
}

/* A line of many stretches still has its columns, counted from where it began. */
static void counts_columns_of_a_long_line(void **state)
{
    (void)state;
    struct arena arena;
    struct line_map map = {0};
    struct buf text = {0};
    arena_init(&arena, 0);
    for (size_t i = 0; i < 3000; i++) {
        buf_add_text(&text, i % 7 ? "\xc3\xa9" : "\xe2\x82\xac");
    }
    buf_add_text(&text, "\nend\n");
    uint32_t file = line_map_file(&arena, &map, STR("p.md"));
    assert_true(line_map_add_verbatim(&arena, &map, 0, buf_str(&text), file, 3, 5));
    uint32_t column = 5;
    for (size_t at = 0, len; text.ptr[at] != '\n'; at += len) {
        (void)utf8_decode(buf_str(&text), at, &len);
        assert_int_equal(line_map_spot(&map, buf_str(&text), at).line, 3);
        assert_int_equal(line_map_spot(&map, buf_str(&text), at).column, column++);
    }
    struct spot end = line_map_spot(&map, buf_str(&text), text.len - 2);
    assert_int_equal(end.line, 4);
    assert_int_equal(end.column, 3);
    buf_clear(&text);
    arena_clear(&arena);
}

/* What stands in another rendered text has its places there. */
static void takes_in_another_map(void **state)
{
    (void)state;
    struct arena arena;
    struct line_map inner = {0}, outer = {0};
    struct str text = STR("<p>one\ntwo</p>\n");
    arena_init(&arena, 0);
    uint32_t page = line_map_file(&arena, &inner, STR("page.md"));
    assert_true(line_map_add_verbatim(&arena, &inner, 0, STR("one\ntwo"), page, 7, 1));
    uint32_t layout = line_map_file(&arena, &outer, STR("layout.html"));
    assert_true(line_map_add_verbatim(&arena, &outer, 0, STR("<p>"), layout, 2, 1));
    assert_true(line_map_add_map(&arena, &outer, 3, &inner));
    assert_true(line_map_add_verbatim(&arena, &outer, 10, STR("</p>\n"), layout, 2, 16));
    static const struct {
        size_t offset;
        const char *file;
        uint32_t line, column;
    } cases[] = {{0, "layout.html", 2, 1},
                 {3, "page.md", 7, 1},
                 {5, "page.md", 7, 3},
                 {8, "page.md", 8, 2},
                 {10, "layout.html", 2, 16}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct place place = line_map_place(&outer, text, cases[i].offset);
        assert_true(str_is(place.file, cases[i].file));
        assert_int_equal(place.line, cases[i].line);
        assert_int_equal(place.column, cases[i].column);
    }
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_its_way_back),
                                       cmocka_unit_test(counts_columns_of_a_long_line),
                                       cmocka_unit_test(takes_in_another_map)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
