/* Whole pages of small documents, as text. */
#include "layout/layout_offprint.h"

static void lays_a_document_out(void **state)
{
    struct layout_fixture *fixture = *state;
    struct pages pages = lay_out_one(fixture, "# Title\n\n"
                                              "Some *text* with a [link](#fees).\n\n"
                                              "## Fees\n\n"
                                              "- one\n"
                                              "  1. two\n"
                                              "- three\n\n"
                                              "> quoted\n\n"
                                              "    code\n\n"
                                              "Note.[^1]\n\n"
                                              "[^1]: The note.\n");
    assert_int_equal(pages.count, 4); /* cover, contents, document, colophon */
    assert_int_equal(pages.front_page_count, 2);
    assert_string_equal(dump_pages(fixture, &pages, 2).ptr,
                        "page 1\n"
                        "  line 96.4,120.8 1\n"
                        "  line 96.4,143.7 Title\n"
                        "  line 96.4,160.4 /d1/\n"
                        "  rect 96.4,167.8 402.5x0.8\n"
                        "  line 96.4,200.2 Some text with a link.\n"
                        "  line 96.4,239.2 Fees\n"
                        "  line 96.4,260.1 \xE2\x80\xA2\n"
                        "  line 110.4,260.1 one\n"
                        "  line 110.4,277.8 1.\n"
                        "  line 129.8,277.8 two\n"
                        "  line 96.4,293.0 \xE2\x80\xA2\n"
                        "  line 110.4,293.0 three\n"
                        "  rect 96.4,304.6 2.0x13.6\n"
                        "  line 110.4,314.8 quoted\n"
                        "  rect 96.4,327.7 402.5x5.0\n"
                        "  rect 96.4,332.7 402.5x11.4\n"
                        "  line 104.4,341.1 code\n"
                        "  rect 96.4,344.1 402.5x5.0\n"
                        "  line 96.4,365.5 Note.[1]\n"
                        "  rect* 96.4,741.3 90.0x0.5\n"
                        "  line 96.4,754.2 [1]\n"
                        "  line 110.4,754.2 The note.\n"
                        "  line*foot 96.4,790.9 Test packet\n"
                        "  line*foot 96.4,790.9 1 / 2\n"
                        "  link 172.2,189.9 17.4x13.6 1.fees 'link, page 1'\n"
                        "  link 120.4,355.2 7.8x13.6 1.note:1 'note 1, page 1'\n");
}

static void builds_the_structure(void **state)
{
    struct layout_fixture *fixture = *state;
    struct pages pages = lay_out_one(fixture, "## Fees\n\n"
                                              "A [link](#fees).[^1]\n\n"
                                              "| a | b |\n|---|---|\n| 1 | 2 |\n\n"
                                              "* one\n\n"
                                              "[^1]: The note.\n");
    struct element *part = pages.root->first->next->next;
    struct buf got = {0};
    element_dump(part, &got);
    assert_string_equal(arena_cstr(&fixture->arena, buf_str(&got)),
                        "Part title=\"Document 1\"\n"
                        "  P\n"
                        "  H1\n"
                        "  P\n"
                        "  H2\n"
                        "  P\n"
                        "    Link\n"
                        "    Reference\n"
                        "      Link\n"
                        "    Note\n"
                        "      Lbl\n"
                        "      P\n"
                        "  Table\n"
                        "    THead\n"
                        "      TR\n"
                        "        TH\n"
                        "        TH\n"
                        "    TBody\n"
                        "      TR\n"
                        "        TD\n"
                        "        TD\n"
                        "  L\n"
                        "    LI\n"
                        "      Lbl\n"
                        "      LBody\n"
                        "        P\n");
    buf_clear(&got);
}

static const struct {
    enum paper paper;
    double width, height;
} papers[] = {
    {PAPER_A4, 595.28, 841.89},
    {PAPER_LETTER, 612, 792},
    {PAPER_A5, 419.53, 595.28},
};

/* On every paper all lines stand between the margins, and the same text gives the same
 * pages. */
static void numbers_the_elements_in_reading_order(void **state)
{
    struct pages pages = lay_out_one(*state, "* one\n* two\n\n| a |\n|---|\n| 1 |\n");
    uint32_t index = 0;
    for (const struct element *e = pages.root; e; e = element_next(e, pages.root)) {
        assert_int_equal(e->index, index++);
    }
    assert_int_equal(index, pages.element_count);
}

static void keeps_to_the_paper(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf text = {0};
    for (int i = 0; i < 60; i++) {
        buf_add_format(&text,
                       "## Section %d\n\nThe quick brown fox jumps over the lazy dog, and "
                       "`code` follows; https://a.example/a/rather/long/address/%d ends "
                       "it.\n\n",
                       i, i);
    }
    buf_add_byte(&text, '\0');
    const char *texts[] = {text.ptr};
    for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
        struct pages pages = lay_out(fixture, texts, 1, papers[i].paper);
        assert_int_equal(pages.width, SP_PT(papers[i].width));
        assert_int_equal(pages.height, SP_PT(papers[i].height));
        for (size_t k = 0; k < pages.count; k++) {
            for (size_t n = 0; n < pages.items[k].count; n++) {
                const struct placed *placed = &pages.items[k].items[n];
                assert_in_range(placed->x, 0, pages.width);
                assert_in_range(placed->y, 0, pages.height);
            }
        }
        struct str first = dump_pages(fixture, &pages, SIZE_MAX);
        pages = lay_out(fixture, texts, 1, papers[i].paper);
        assert_true(str_eq(first, dump_pages(fixture, &pages, SIZE_MAX)));
    }
    buf_clear(&text);
}

static void numbers_the_front_in_roman(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf text = {0};
    for (int i = 0; i < 230; i++) {
        buf_add_format(&text, "## Section %d\n\n", i);
    }
    buf_add_byte(&text, '\0');
    struct pages pages = lay_out_one(fixture, text.ptr);
    static const char *const numerals[] = {"", "ii", "iii", "iv", "v", "vi"};
    assert_int_equal(pages.front_page_count, sizeof numerals / sizeof numerals[0]);
    for (size_t i = 1; i < pages.front_page_count; i++) {
        const struct page_content *page = &pages.items[i];
        struct str folio = {0};
        for (size_t k = 0; k < page->count; k++) {
            if (page->items[k].artifact == ARTIFACT_FOOTER) {
                folio = line_text(fixture, &page->items[k]);
            }
        }
        assert_string_equal(arena_cstr(&fixture->arena, folio), numerals[i]);
    }
    buf_clear(&text);
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lays_a_document_out),
        cmocka_unit_test(builds_the_structure),
        cmocka_unit_test(numbers_the_elements_in_reading_order),
        cmocka_unit_test(keeps_to_the_paper),
        cmocka_unit_test(numbers_the_front_in_roman),
        cmocka_unit_test(stops_at_the_page_limit),
    };
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
