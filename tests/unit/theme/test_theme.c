/* Themes and papers by the names that options and recipes give them. */
#include "cmocka_offprint.h"

#include "theme/theme.h"

static void finds_a_theme_by_its_name(void **state)
{
    (void)state;
    const struct theme *plain = theme_find(STR("plain"));
    assert_non_null(plain);
    assert_string_equal(plain->name, "plain");
    assert_ptr_equal(theme_find((struct str){0}), plain);
    assert_ptr_equal(theme_or_default(NULL), plain);
    assert_ptr_equal(theme_or_default(plain), plain);
    assert_null(theme_find(STR("Plain")));
    assert_null(theme_find(STR("plai")));
    assert_null(theme_find(STR("ornate")));
}

static void lists_names_that_it_finds(void **state)
{
    (void)state;
    struct buf names = {0};
    theme_add_names(&names);
    struct str list = buf_str(&names);
    assert_true(str_starts(list, "plain"));
    for (size_t at = 0; at < list.len;) {
        size_t end = str_find(list, STR(", "), at);
        end = end == STR_NONE ? list.len : end;
        assert_non_null(theme_find(str_sub(list, at, end)));
        at = end + 2;
    }
    buf_clear(&names);
}

static const struct {
    const char *name;
    int paper; /* -1: none */
} papers[] = {
    {"A4", PAPER_A4},         {"a4", PAPER_A4},
    {"Letter", PAPER_LETTER}, {"LETTER", PAPER_LETTER},
    {"letter", PAPER_LETTER}, {"A5", PAPER_A5},
    {"a5", PAPER_A5},         {"A3", -1},
    {"Letters", -1},          {"", -1},
};

static void finds_papers_in_any_letter_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
        enum paper got = PAPER_A4;
        bool known = paper_find(str_from(papers[i].name), &got);
        if (known != (papers[i].paper >= 0) || (known && (int)got != papers[i].paper)) {
            fail_msg("'%s': %s, %d", papers[i].name, known ? "known" : "unknown", (int)got);
        }
    }
}

static void leaves_room_for_text_on_every_paper(void **state)
{
    (void)state;
    const struct theme *theme = theme_find((struct str){0});
    for (int i = 0; i < PAPER_COUNT; i++) {
        const struct sheet *sheet = theme_sheet(theme, (enum paper)i);
        assert_true(sheet_measure(sheet) > 0 && sheet_measure(sheet) < sheet->page_width);
        assert_true(sheet_body_height(sheet) > 0 &&
                    sheet_body_height(sheet) < sheet->page_height);
        assert_true(sheet->page_width < sheet->page_height);
    }
}

/* Two pages beside each other fill the sheet, to less than a millimetre. */
static void folds_sheets_into_pages(void **state)
{
    (void)state;
    const struct theme *theme = theme_find((struct str){0});
    for (int i = 0; i < PAPER_COUNT; i++) {
        struct fold fold = paper_fold((enum paper)i);
        const struct sheet *page = theme_sheet(theme, fold.page);
        const struct sheet *sheet = theme_sheet(theme, fold.sheet);
        assert_int_equal(page->page_height, sheet->page_width);
        assert_in_range(sheet->page_height - 2 * page->page_width, 0, SP_MM(1));
    }
    assert_int_equal(paper_fold(PAPER_A4).page, PAPER_A5);
    assert_int_equal(paper_fold(PAPER_A5).page, PAPER_A5);
    assert_int_equal(paper_fold(PAPER_LETTER).page, PAPER_HALF_LETTER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_a_theme_by_its_name),
        cmocka_unit_test(lists_names_that_it_finds),
        cmocka_unit_test(finds_papers_in_any_letter_case),
        cmocka_unit_test(leaves_room_for_text_on_every_paper),
        cmocka_unit_test(folds_sheets_into_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
