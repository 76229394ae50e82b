/* What no golden can show. */
#include "layout/layout_offprint.h"

#include <stdio.h>

static void stops_at_the_page_limit(void **state)
{
    struct layout_fixture *fixture = *state;
    const char *text = "a\n";
    struct layout_options options = {.page_limit = 2};
    struct pages pages;
    struct report *report = report_new();
    read_documents(fixture, &text, 1);
    assert_false(layout_packet(&fixture->arena, &fixture->packet, fixture->engine, &options,
                               &pages, report));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
    assert_false(report_has_system_error(report));
    report_free(report);
}

static void numbers_the_elements_in_reading_order(void **state)
{
    struct pages pages = lay_out_one(*state, "* one\n* two\n\n| a |\n|---|\n| 1 |\n");
    uint32_t index = 0;
    for (const struct element *e = pages.root; e; e = element_next(e, pages.root)) {
        assert_int_equal(e->index, index++);
    }
    assert_int_equal(index, pages.element_count);
}

static size_t count_of(const struct buf *text, const char *word)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find(buf_str(text), str_from(word), at)) != STR_NONE;
         at++) {
        count++;
    }
    return count;
}

/* References without a space between break where a line is full, be it in one of them. */
static void sets_the_note_of_a_broken_reference_once(void **state)
{
    enum { NOTES = 60 };
    struct buf text = {0}, lines = {0};
    for (int i = 1; i <= NOTES; i++) {
        buf_add_format(&text, "[^%d]", i);
    }
    for (int i = 1; i <= NOTES; i++) {
        buf_add_format(&text, "\n\n[^%d]: note%dend", i, i);
    }
    buf_add_byte(&text, '\0');
    assert_true(buf_ok(&text));
    struct pages pages = lay_out_one(*state, buf_str(&text).ptr);
    pages_dump_lines(&pages, 0, pages.count, &lines);
    for (int i = 1; i <= NOTES; i++) {
        char word[24];
        (void)snprintf(word, sizeof word, "note%dend", i);
        assert_int_equal(count_of(&lines, word), 1);
    }
    buf_clear(&lines);
    buf_clear(&text);
}

static struct pages lay_out_with(struct layout_fixture *fixture, enum code_places codes,
                                 const char *live_url, struct report *report)
{
    const char *texts[] = {"a\n", "b\n"};
    struct layout_options options = {.codes = codes};
    struct pages pages = {0};
    read_documents(fixture, texts, 2);
    for (size_t i = 0; i < 2; i++) {
        fixture->documents[i].live_url = str_from(live_url);
    }
    assert_true(layout_packet(&fixture->arena, &fixture->packet, fixture->engine, &options,
                              &pages, report));
    return pages;
}

/* On the cover, or there and on the first page of each document: within the page, on a
 * link, and nowhere where there is nothing to say. */
static void places_codes_where_they_are_asked_for(void **state)
{
    static const size_t counts[] = {
        [CODES_NONE] = 0, [CODES_COVER] = 1, [CODES_DOCUMENTS] = 3};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct report *report = report_new();
        enum code_places where = (enum code_places)i;
        struct pages pages = lay_out_with(*state, where, "https://x.example/", report);
        assert_int_equal(pages.code_count, counts[i]);
        size_t found = 0;
        for (size_t page = 0; page < pages.count; page++) {
            for (size_t k = 0; k < pages.items[page].count; k++) {
                const struct placed *placed = &pages.items[page].items[k];
                if (placed->kind == PLACED_CODE) {
                    found++;
                    assert_true(placed->x > 0 && placed->width == placed->height);
                    assert_true(placed->x + placed->width < pages.width);
                    assert_true(page == 0 || pages.items[page].opens_document);
                    assert_int_equal(pages.items[page].link_count, page == 0 ? 1 : 2);
                }
            }
        }
        assert_int_equal(found, counts[i]);
        assert_int_equal(lay_out_with(*state, where, "", report).code_count, 0);
        assert_int_equal(report_count(report, SEVERITY_NOTE), 0);
        report_free(report);
    }
}

static void tells_what_is_too_long_for_a_code(void **state)
{
    struct report *report = report_new();
    char url[200] = "https://x.example/";
    memset(url + strlen(url), 'x', 160);
    struct pages pages = lay_out_with(*state, CODES_DOCUMENTS, url, report);
    assert_int_equal(pages.code_count, 0);
    assert_int_equal(report_count(report, SEVERITY_NOTE), 3);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_the_elements_in_reading_order),
        cmocka_unit_test(sets_the_note_of_a_broken_reference_once),
        cmocka_unit_test(places_codes_where_they_are_asked_for),
        cmocka_unit_test(tells_what_is_too_long_for_a_code),
        cmocka_unit_test(stops_at_the_page_limit),
    };
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
