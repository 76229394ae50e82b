/* Where pages end: headings stay with their text, no line of a paragraph stands alone,
 * tables repeat their head, footnotes stand on the page of their reference. */
#include "layout/layout_offprint.h"

#include <stdio.h>

/* The text of the page's first or last line that is no artifact. */
static struct str outer_line(struct layout_fixture *fixture,
                             const struct page_content *page, bool last)
{
    struct str text = {0};
    for (size_t i = 0; i < page->count; i++) {
        const struct placed *placed = &page->items[i];
        if (placed->kind == PLACED_LINE && !placed->artifact) {
            text = line_text(fixture, placed);
            if (!last) {
                break;
            }
        }
    }
    return text;
}

static size_t count_lines(struct layout_fixture *fixture, const struct pages *pages,
                          const char *text, bool artifacts)
{
    size_t count = 0;
    for (size_t i = 0; i < pages->count; i++) {
        for (size_t k = 0; k < pages->items[i].count; k++) {
            const struct placed *placed = &pages->items[i].items[k];
            count += placed->kind == PLACED_LINE && (placed->artifact != 0) == artifacts &&
                     str_is(line_text(fixture, placed), text);
        }
    }
    return count;
}

/* `lines` lines of text, then a heading and a paragraph of three lines, and more. */
static struct str text_with_heading(struct layout_fixture *fixture, int lines)
{
    struct buf text = {0};
    for (int i = 0; i < lines; i++) {
        buf_add_format(&text, "filler\n\n");
    }
    buf_add_text(&text, "## HEADING\n\nfirst  \nsecond  \nthird\n\n");
    for (int i = 0; i < 30; i++) {
        buf_add_format(&text, "filler\n\n");
    }
    struct str kept = arena_str(&fixture->arena, buf_str(&text));
    buf_clear(&text);
    return kept;
}

static void keeps_headings_with_their_text(void **state)
{
    struct layout_fixture *fixture = *state;
    for (int lines = 20; lines < 36; lines++) {
        struct pages pages = lay_out_one(fixture, text_with_heading(fixture, lines).ptr);
        for (size_t i = pages.front_page_count; i < pages.count; i++) {
            struct str last = outer_line(fixture, &pages.items[i], true);
            struct str first = outer_line(fixture, &pages.items[i], false);
            if (str_is(last, "HEADING") || str_is(last, "first") ||
                str_is(first, "third")) {
                fail_msg("after %d lines: page %zu begins with '%.*s', ends with '%.*s'",
                         lines, i + 1, STR_ARG(first), STR_ARG(last));
            }
        }
    }
}

static void leaves_no_widows_or_orphans(void **state)
{
    struct layout_fixture *fixture = *state;
    for (int per_paragraph = 2; per_paragraph <= 5; per_paragraph++) {
        struct buf text = {0};
        for (int i = 0; i < 60; i++) {
            for (int k = 1; k <= per_paragraph; k++) {
                bool last = k == per_paragraph;
                buf_add_format(&text, "%s%s",
                               k == 1 ? "orphan"
                               : last ? "widow"
                                      : "mid",
                               last ? "\n\n" : "  \n");
            }
        }
        buf_add_byte(&text, '\0');
        struct pages pages = lay_out_one(fixture, text.ptr);
        assert_true(pages.count > 4);
        for (size_t i = pages.front_page_count; i + 1 < pages.count; i++) {
            struct str last = outer_line(fixture, &pages.items[i], true);
            struct str first = outer_line(fixture, &pages.items[i], false);
            if (str_is(last, "orphan") || str_is(first, "widow")) {
                fail_msg("%d lines: page %zu begins with '%.*s', ends with '%.*s'",
                         per_paragraph, i + 1, STR_ARG(first), STR_ARG(last));
            }
        }
        buf_clear(&text);
    }
}

static void repeats_a_tables_head(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf text = {0};
    buf_add_text(&text, "| HEAD | b |\n|---|---|\n");
    for (int i = 0; i < 100; i++) {
        buf_add_format(&text, "| row%d | b |\n", i);
    }
    buf_add_byte(&text, '\0');
    struct pages pages = lay_out_one(fixture, text.ptr);
    size_t table_pages = pages.count - pages.front_page_count - 1;
    assert_in_range(table_pages, 3, 5);
    assert_int_equal(count_lines(fixture, &pages, "HEAD", false), 1);
    assert_int_equal(count_lines(fixture, &pages, "HEAD", true), table_pages - 1);
    for (int i = 0; i < 100; i++) {
        char row[16];
        (void)snprintf(row, sizeof row, "row%d", i);
        assert_int_equal(count_lines(fixture, &pages, row, false), 1);
    }
    buf_clear(&text);
}

static void splits_a_row_taller_than_a_page(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf text = {0};
    buf_add_text(&text, "| HEAD | b |\n|---|---|\n| ");
    for (int i = 0; i < 200; i++) {
        buf_add_format(&text, "part%d<br>", i);
    }
    buf_add_text(&text, "<span id=\"deep\">end</span> | b |\n\nTo [it](#deep).\n");
    buf_add_byte(&text, '\0');
    struct pages pages = lay_out_one(fixture, text.ptr);
    for (int i = 0; i < 200; i++) {
        char part[16];
        (void)snprintf(part, sizeof part, "part%d", i);
        assert_int_equal(count_lines(fixture, &pages, part, false), 1);
    }
    const struct page_content *page = &pages.items[pages.count - 2];
    assert_int_equal(page->link_count, 1);
    assert_string_equal(arena_cstr(&fixture->arena, page->links[0].destination), "1.deep");
    buf_clear(&text);
}

/* Every reference and its note on one page, however near to the foot it comes. */
static void keeps_footnotes_on_their_page(void **state)
{
    struct layout_fixture *fixture = *state;
    for (int lines = 20; lines < 44; lines += 3) {
        struct buf text = {0};
        for (int i = 0; i < lines; i++) {
            buf_add_text(&text, "filler\n\n");
        }
        buf_add_text(&text, "reference[^1]\n\n[^1]: NOTE text  \n    goes on\n");
        buf_add_byte(&text, '\0');
        struct pages pages = lay_out_one(fixture, text.ptr);
        size_t reference = SIZE_MAX, note = SIZE_MAX;
        for (size_t i = 0; i < pages.count; i++) {
            for (size_t k = 0; k < pages.items[i].count; k++) {
                struct str line = line_text(fixture, &pages.items[i].items[k]);
                reference = str_is(line, "reference[1]") ? i : reference;
                note = str_is(line, "NOTE text") ? i : note;
            }
        }
        assert_true(reference != SIZE_MAX);
        assert_int_equal(reference, note);
        buf_clear(&text);
    }
}

/* Notes that fill pages of their own go on, line by line, and none is lost. */
static void carries_long_footnotes_on(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf text = {0};
    buf_add_text(&text, "a[^1] b[^2]\n\n[^1]: one");
    for (int i = 0; i < 150; i++) {
        buf_add_format(&text, "  \n    note%d", i);
    }
    buf_add_text(&text, "\n\n[^2]: SECOND\n");
    buf_add_byte(&text, '\0');
    struct pages pages = lay_out_one(fixture, text.ptr);
    for (int i = 0; i < 150; i++) {
        char line[16];
        (void)snprintf(line, sizeof line, "note%d", i);
        assert_int_equal(count_lines(fixture, &pages, line, false), 1);
    }
    assert_int_equal(count_lines(fixture, &pages, "SECOND", false), 1);
    buf_clear(&text);
}

static void ends_no_page_within_a_word(void **state)
{
    struct layout_fixture *fixture = *state;
    size_t split = 0;
    struct buf text = {0};
    static const char *const words[] = {"incomprehensible ", "extraordinarily ", "of ",
                                        "misunderstood ",    "representations ", "by a ",
                                        "troubleshooting "};
    for (size_t i = 0; i < 6000; i++) {
        buf_add_text(&text, words[i * i % 11 % 7]);
        buf_add_text(&text, i % 300 == 299 ? "\n\n" : "");
    }
    buf_add_byte(&text, '\0');
    const char *whole = text.ptr;
    struct pages pages = lay_out(fixture, &whole, 1, PAPER_A5);
    assert_true(pages.count > 5);
    for (size_t i = pages.front_page_count; i < pages.count; i++) {
        bool hyphen = false;
        for (size_t k = 0; k < pages.items[i].count; k++) {
            const struct placed *placed = &pages.items[i].items[k];
            if (placed->kind == PLACED_LINE && !placed->artifact) {
                const struct line *line = placed->as.line;
                hyphen = line->count && line->pieces[line->count - 1].hyphen;
                split += hyphen;
            }
        }
        assert_false(hyphen);
    }
    assert_true(split > 50);
    buf_clear(&text);
}

/* A page that would hold a line or two is spared by drawing the skips together. */
static void spares_a_last_page_of_few_lines(void **state)
{
    struct layout_fixture *fixture = *state;
    size_t longer = 0;
    for (size_t paragraphs = 10; paragraphs < 100; paragraphs++) {
        struct buf text = {0};
        for (size_t i = 0; i < paragraphs; i++) {
            buf_add_text(&text, "filler\n\n");
        }
        buf_add_byte(&text, '\0');
        struct pages pages = lay_out_one(fixture, text.ptr);
        struct pages last = {.items = &pages.items[pages.count - 2], .count = 1};
        size_t lines = count_lines(fixture, &last, "filler", false);
        if (lines < 3) {
            fail_msg("of %zu lines, %zu stand on the last page", paragraphs, lines);
        }
        buf_clear(&text);
        longer += pages.count - pages.front_page_count - 1 > 1; /* without the colophon */
    }
    assert_in_range(longer, 20, 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_headings_with_their_text),
        cmocka_unit_test(leaves_no_widows_or_orphans),
        cmocka_unit_test(ends_no_page_within_a_word),
        cmocka_unit_test(spares_a_last_page_of_few_lines),
        cmocka_unit_test(repeats_a_tables_head),
        cmocka_unit_test(splits_a_row_taller_than_a_page),
        cmocka_unit_test(keeps_footnotes_on_their_page),
        cmocka_unit_test(carries_long_footnotes_on),
    };
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
