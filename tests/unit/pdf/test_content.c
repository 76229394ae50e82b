/* What stands on pages: tab order, the corners of links, what is content and what not. */
#include "layout/layout_offprint.h"

#include "base/deflate.h"
#include "pdf/pdf.h"

#include <stdlib.h>

static const char *const texts[] = {
    "# First\n\nA line that is long enough for the next words to be broken: "
    "[a link of many words that goes on and on until it must begin another line of the "
    "paragraph and then one more](#2) and \xCD\xB8 after it, ~~struck~~.\n",
    "# Second\n\n## Two\n\nText with \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D inside.\n",
};

/* All streams of the file that are deflated, one after the other, unpacked. */
static struct str unpacked_pdf(struct layout_fixture *fixture)
{
    struct pages pages = lay_out(fixture, texts, 2, PAPER_A4);
    struct pdf_options options = {.title = STR("Title")};
    struct buf file = {0}, all = {0};
    assert_true(pdf_write(&fixture->arena, &pages, fixture->engine, &options, &file,
                          fixture->report));
    struct str pdf = buf_str(&file);
    const struct str filter = STR("/FlateDecode"), begin = STR("\nstream\n");
    for (size_t at = 0; (at = str_find(pdf, filter, at)) != STR_NONE; at += filter.len) {
        size_t start = str_find(pdf, begin, at) + begin.len;
        size_t end = str_find(pdf, STR("\nendstream"), start);
        assert_true(inflate_zlib(str_sub(pdf, start, end), (size_t)64 << 20, &all));
        buf_add_byte(&all, '\n');
    }
    buf_clear(&file);
    return arena_take(&fixture->arena, &all);
}

static size_t count_of(struct str text, const char *part)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find(text, str_from(part), at)) != STR_NONE; at++) {
        count++;
    }
    return count;
}

static void tabs_through_every_page_by_structure(void **state)
{
    struct str text = unpacked_pdf(*state);
    size_t pages = count_of(text, "/Type/Page/");
    assert_true(pages >= 4);
    assert_int_equal(count_of(text, "/Tabs/S"), pages);
}

/* Upper left, upper right, lower left, lower right of each part, as viewers take them
 * (not as ISO 32000-1 has it, which nobody follows). */
static void gives_the_corners_of_links_in_order(void **state)
{
    struct layout_fixture *fixture = *state;
    struct str text = unpacked_pdf(fixture), key = STR("/QuadPoints[");
    size_t at = str_find(text, key, 0);
    assert_true(at != STR_NONE);
    const char *next = text.ptr + at + key.len;
    size_t parts = 0;
    for (double before = 10000; *next != ']'; parts++) {
        double corner[8];
        for (int i = 0; i < 8; i++) {
            char *end;
            corner[i] = strtod(next, &end);
            assert_true(end > next);
            next = end + (*end == ' ');
        }
        double left = corner[0], top = corner[1], right = corner[2], bottom = corner[5];
        assert_true(left < right && bottom < top);
        assert_true(corner[3] == top && corner[4] == left);
        assert_true(corner[6] == right && corner[7] == bottom);
        assert_true(top < before); /* the parts go down the page */
        before = top;
    }
    assert_true(parts >= 2);
}

/* Every path of the contents' dots, and every other, in an artifact or in an element. */
static void draws_leaders_as_artifacts(void **state)
{
    struct str text = unpacked_pdf(*state);
    bool artifact = false;
    size_t dots = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, '\n', at);
        end = end == STR_NONE ? text.len : end;
        struct str line = str_sub(text, at, end);
        if (str_ends(line, "BDC")) {
            artifact = str_starts(line, "/Artifact");
        }
        if (str_ends(line, " re")) { /* rectangles that the next "f" fills together */
            dots++;
            assert_true(artifact);
        }
        at = end + 1;
    }
    assert_true(dots > 20);
}

/* A character without a face is a drawn box that tells its text; a word whose glyphs do
 * not tell it, likewise. */
static void tells_the_text_of_what_is_drawn(void **state)
{
    struct str text = unpacked_pdf(*state);
    assert_int_equal(count_of(text, "/Span<</ActualText<FEFF0378>>>BDC"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tabs_through_every_page_by_structure),
        cmocka_unit_test(gives_the_corners_of_links_in_order),
        cmocka_unit_test(draws_leaders_as_artifacts),
        cmocka_unit_test(tells_the_text_of_what_is_drawn),
    };
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
