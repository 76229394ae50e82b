/* What stands on pages: tab order, the corners of links, what is content and what not. */
#include "layout/layout_offprint.h"

#include "base/deflate.h"
#include "image/image.h"
#include "pdf/pdf.h"

#include <stdlib.h>

static const char *const texts[] = {
    "# First\n\nA line that is long enough for the next words to be broken: "
    "[a link of many words that goes on and on until it must begin another line of the "
    "paragraph and then one more](#2) and \xCD\xB8 after it, ~~struck~~.\n",
    "# Second\n\n## Two\n\nText with \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D inside.\n",
};

/* All streams of the file that are deflated, one after the other, unpacked. */
static struct str unpack(struct layout_fixture *fixture, const struct pages *pages)
{
    struct pdf_options options = {.title = STR("Title")};
    struct pieces file;
    struct buf all = {0};
    pieces_init(&file, (struct aside){0});
    assert_true(pdf_write(&fixture->arena, pages, fixture->engine, &options, &file,
                          fixture->report));
    struct str pdf = buf_str(&file.held);
    const struct str filter = STR("/FlateDecode"), begin = STR("\nstream\n");
    for (size_t at = 0; (at = str_find(pdf, filter, at)) != STR_NONE; at += filter.len) {
        size_t start = str_find(pdf, begin, at) + begin.len;
        size_t end = str_find(pdf, STR("\nendstream"), start);
        assert_true(inflate_zlib(str_sub(pdf, start, end), (size_t)64 << 20, &all));
        buf_add_byte(&all, '\n');
    }
    pieces_clear(&file);
    return arena_take(&fixture->arena, &all);
}

static struct str unpacked_pdf(struct layout_fixture *fixture)
{
    struct pages pages = lay_out(fixture, texts, 2, PAPER_A4);
    return unpack(fixture, &pages);
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

/* Text objects and marked content are within each other, never across (ISO 32000-1, 14.6),
 * and paths and images are in no text object. */
static void nests_text_and_sequences(void **state)
{
    struct str text = unpacked_pdf(*state);
    char open[8];
    size_t depth = 0, texts_within = 0, sequences_within = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, '\n', at);
        end = end == STR_NONE ? text.len : end;
        struct str line = str_sub(text, at, end);
        bool in_text =
            depth && (open[depth - 1] == 'T' || (depth > 1 && open[depth - 2] == 'T'));
        if (str_is(line, "BT") || str_ends(line, " BMC") || str_ends(line, "BDC")) {
            bool begins_text = str_is(line, "BT");
            texts_within += begins_text && depth;
            sequences_within += !begins_text && in_text;
            assert_true(depth < sizeof open && !(begins_text && in_text));
            open[depth++] = begins_text ? 'T' : 'M';
        } else if (str_is(line, "ET") || str_ends(line, " ET")) {
            assert_true(depth && open[--depth] == 'T');
        } else if (str_is(line, "EMC")) {
            assert_true(depth && open[--depth] == 'M');
        } else if (str_ends(line, " re f") || str_ends(line, " Do Q")) {
            assert_false(in_text);
            assert_true(depth);
        }
        at = end + 1;
    }
    assert_int_equal(depth, 0);
    assert_true(texts_within && sequences_within > 10);
}

/* Rows of the contents' dots are shown in artifacts alone. */
static void draws_leaders_as_artifacts(void **state)
{
    struct str text = unpacked_pdf(*state);
    bool artifact = false;
    size_t rows = 0, dots = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, '\n', at);
        end = end == STR_NONE ? text.len : end;
        struct str line = str_sub(text, at, end);
        if (str_ends(line, "BDC")) {
            artifact = str_starts(line, "/Artifact");
        }
        if (str_find(line, STR(" cm/D"), 0) != STR_NONE) {
            rows++;
            assert_true(artifact && str_ends(line, " Do Q"));
        }
        dots += str_ends(line, " re");
        at = end + 1;
    }
    assert_true(rows >= 2 && dots > 20);
}

/* A character without a face is a drawn box that tells its text; a word whose glyphs do
 * not tell it, likewise. */
static void tells_the_text_of_what_is_drawn(void **state)
{
    struct str text = unpacked_pdf(*state);
    assert_int_equal(count_of(text, "/ActualText<FEFF0378>>>BDC"), 1);
    assert_int_equal(count_of(text, "/ActualText"), 1);
    assert_int_equal(count_of(text, "/Span<<"), 0); /* none within another sequence */
}

/* 2 x 1 pixels, the second half transparent. */
static const char png[] =
    "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00"
    "\x02\x00\x00\x00\x01\x08\x06\x00\x00\x00\xf4\x22\x7f\x8a\x00\x00\x00\x0e\x49"
    "\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x42\x0d\x00\x0f\x7a\x03\x7e\x77\xe9"
    "\x7f\x97\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

static void writes_each_kind_of_image(void **state)
{
    struct layout_fixture *fixture = *state;
    const char *with_image[] = {"![What it shows](0.png)\n"};
    fixture->files[0] = (struct packet_file){.source = STR("0.png"),
                                             .bytes = str_make(png, sizeof png - 1)};
    struct pages pages = lay_out(fixture, with_image, 1, PAPER_A4);
    fixture->files[0] = (struct packet_file){0};
    assert_int_equal(pages.image_count, 1);
    struct str text = unpack(fixture, &pages);
    assert_int_equal(count_of(text, " cm/I0 Do Q"), 1);
    assert_int_equal(count_of(text, "/Figure<</MCID"), 1);
    assert_int_equal(count_of(text, "/A<</O/Layout/BBox["), 1);
    assert_true(str_find(text, STR("\xff\0\0\0\0\xff"), 0) != STR_NONE);

    const struct image_data jpeg = {
        .kind = IMAGE_DCT, .width = 2, .height = 1, .components = 1, .bytes = STR("J")};
    const struct placed_image images[] = {{&jpeg}};
    pages.images = images;
    struct pieces file;
    pieces_init(&file, (struct aside){0});
    struct pdf_options options = {.title = STR("Title")};
    assert_true(pdf_write(&fixture->arena, &pages, fixture->engine, &options, &file,
                          fixture->report));
    assert_int_equal(count_of(buf_str(&file.held), "/Width 2/Height 1/ColorSpace/DeviceGray"
                                                   "/BitsPerComponent 8/Filter/DCTDecode"
                                                   "/Length 1>>\nstream\nJ\nendstream"),
                     1);
    pieces_clear(&file);
}

/* A wide drawing in a square place lies in its middle, or at its foot; or fills it. */
static void keeps_the_shape_of_drawings(void **state)
{
    struct layout_fixture *fixture = *state;
    const char *with_image[] = {
        "<img src=\"0.svg\" width=\"96\" height=\"96\" alt=\"x\">\n"};
    static const struct {
        const char *fit, *want;
    } rows[] = {{"", "72 0 0 36 "}, {"xMidYMax", "72 0 0 36 "}, {"none", "72 0 0 72 "}};
    int64_t middle = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str svg =
            arena_format(&fixture->arena,
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\" "
                         "preserveAspectRatio=\"%s\"><path d=\"M0 0h9v9z\"/></svg>",
                         rows[i].fit);
        fixture->files[0] = (struct packet_file){.source = STR("0.svg"), .bytes = svg};
        struct pages pages = lay_out(fixture, with_image, 1, PAPER_A4);
        fixture->files[0] = (struct packet_file){0};
        struct str text = unpack(fixture, &pages);
        size_t at = str_find(text, str_from(rows[i].want), 0);
        size_t end = at == STR_NONE ? at : str_find(text, STR(" cm/I0 Do Q"), at);
        assert_true(end != STR_NONE && end - at < 40);
        struct str place = str_sub(text, at + strlen(rows[i].want), end);
        int64_t up = strtol(place.ptr + str_find_byte(place, ' ', 0), NULL, 10);
        middle = i == 0 ? up : middle;
        assert_true(i == 0 || up < middle);
    }
}

/* Past some 250 glyphs of a face the others are written by two bytes. */
static void writes_by_two_bytes_what_has_no_code_left(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf markdown = {0};
    for (uint32_t c = 0x0100; c < 0x0460; c += c == 0x017F ? 0x0391 - 0x017F : 1) {
        buf_add_code_point(&markdown, c);
        buf_add_text(&markdown, c % 5 ? "" : " ");
    }
    buf_add_byte(&markdown, '\0');
    const char *many[] = {markdown.ptr};
    struct pages pages = lay_out(fixture, many, 1, PAPER_A4);
    struct str text = unpack(fixture, &pages);
    buf_clear(&markdown);
    assert_int_equal(count_of(text, "/CIDToGIDMap/Identity"), 1);
    assert_int_equal(count_of(text, "/Encoding/Identity-H"), 1);
    assert_true(count_of(text, "/G0 ") > 0);
    assert_true(count_of(text, "\n<00") > 0); /* ToUnicode by four digits */
}

/* Of Chinese no face is bold, of Hebrew one is, of neither one is italic; a sign means the
 * same in all of them. */
static void makes_bold_and_italics_that_no_face_has(void **state)
{
    struct layout_fixture *fixture = *state;
    static const struct {
        const char *text;
        size_t heavy, slanted;
    } rows[] = {
        {"Latin **bold** *italic*", 0, 0},
        {"\xe6\x96\x87 **\xe7\xb2\x97** \xe6\x96\x87", 1, 0},
        {"\xe6\x96\x87 *\xe6\x96\x9c* \xe6\x96\x87", 0, 1},
        {"***\xe6\x96\x9c***, and **\xe7\xb2\x97** ~~struck~~", 2, 1},
        {"**\xd7\x90** *\xd7\x90*", 0, 1},
        {"**\xe2\x98\x83** *\xe2\x98\x83*", 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str markdown =
            arena_format(&fixture->arena, "# Title\n\n%s\n\n---\n", rows[i].text);
        const char *one[] = {markdown.ptr};
        struct pages pages = lay_out(fixture, one, 1, PAPER_A4);
        struct str text = unpack(fixture, &pages);
        assert_int_equal(count_of(text, "2 Tr\n"), rows[i].heavy);
        assert_int_equal(count_of(text, "\n0 Tr 1 w 0 j 0 G\n"), rows[i].heavy);
        assert_int_equal(count_of(text, "1 0 0.21 1 "), rows[i].slanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tabs_through_every_page_by_structure),
        cmocka_unit_test(gives_the_corners_of_links_in_order),
        cmocka_unit_test(nests_text_and_sequences),
        cmocka_unit_test(draws_leaders_as_artifacts),
        cmocka_unit_test(tells_the_text_of_what_is_drawn),
        cmocka_unit_test(writes_each_kind_of_image),
        cmocka_unit_test(keeps_the_shape_of_drawings),
        cmocka_unit_test(writes_by_two_bytes_what_has_no_code_left),
        cmocka_unit_test(makes_bold_and_italics_that_no_face_has),
    };
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
