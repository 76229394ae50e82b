/* What stands on a page: code, lists, tables, images, links and the contents. */
#include "base/deflate.h"
#include "layout/layout_offprint.h"

#include <stdio.h>
#include <stdlib.h>

#define LEFT SP_MM(34) /* A4 */
#define RIGHT (SP_PT(595.28) - SP_MM(34))

struct found {
    const struct placed *placed;
    size_t page;
};

/* The first line whose text begins with `start`. */
static struct found find_line(struct layout_fixture *fixture, const struct pages *pages,
                              const char *start)
{
    for (size_t i = pages->front_page_count; i < pages->count; i++) {
        for (size_t k = 0; k < pages->items[i].count; k++) {
            const struct placed *placed = &pages->items[i].items[k];
            if (placed->kind == PLACED_LINE &&
                str_starts(line_text(fixture, placed), start)) {
                return (struct found){placed, i};
            }
        }
    }
    fail_msg("no line begins with '%s'", start);
    return (struct found){0};
}

static sp right_edge(const struct placed *placed)
{
    const struct line *line = placed->as.line;
    sp right = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        right = sp_max(right, sp_add(line->pieces[i].x, line->pieces[i].width));
    }
    return sp_add(placed->x, right);
}

static void check_right_edges(struct layout_fixture *fixture, const struct pages *pages)
{
    for (size_t i = 0; i < pages->count; i++) {
        for (size_t k = 0; k < pages->items[i].count; k++) {
            const struct placed *placed = &pages->items[i].items[k];
            if (placed->kind == PLACED_LINE &&
                right_edge(placed) > RIGHT + SP_PT(2.3)) { /* what may hang */
                fail_msg("page %zu: '%.*s' goes on to %d", i + 1,
                         STR_ARG(line_text(fixture, placed)),
                         right_edge(placed) / SP_PER_PT);
            }
        }
    }
}

static void wraps_code(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf text = {0}, got = {0};
    buf_add_text(&text, "    BEGIN");
    for (int i = 0; i < 60; i++) {
        buf_add_format(&text, " word%d", i);
    }
    buf_add_text(&text, "\n    \tTAB\n    ");
    for (int i = 0; i < 40; i++) {
        buf_add_text(&text, "without-a-space/");
    }
    buf_add_text(&text, "\n\n    END\n");
    buf_add_byte(&text, '\0');
    struct pages pages = lay_out_one(fixture, text.ptr);
    check_right_edges(fixture, &pages);
    const struct page_content *page = &pages.items[pages.front_page_count];
    for (size_t i = 0; i < page->count; i++) {
        struct str line = line_text(fixture, &page->items[i]);
        bool code = page->items[i].kind == PLACED_LINE && !page->items[i].artifact &&
                    page->items[i].x > LEFT;
        for (size_t k = 0; code && k < line.len; k++) {
            if (line.ptr[k] != ' ') {
                buf_add_byte(&got, line.ptr[k]);
            }
        }
    }
    struct str all = buf_str(&got);
    assert_true(str_starts(all, "BEGINword0word1"));
    assert_true(str_find(all, STR("word59TABwithout-a-space/without"), 0) != STR_NONE);
    assert_true(str_ends(all, "without-a-space/END"));
    assert_int_equal(all.len, strlen("BEGINTABEND") + 10 * 5 + 50 * 6 + 40 * 16);
    buf_clear(&text);
    buf_clear(&got);
}

static void indents_nested_lists(void **state)
{
    struct layout_fixture *fixture = *state;
    struct pages pages = lay_out_one(fixture, "* LEVEL1\n"
                                              "  * LEVEL2\n"
                                              "    * LEVEL3\n"
                                              "      1. LEVEL4\n\n"
                                              "PLAIN\n\n"
                                              "1. ONE\n1. b\n1. c\n1. d\n1. e\n1. f\n1. g\n"
                                              "1. h\n1. i\n1. TEN\n");
    sp before = find_line(fixture, &pages, "PLAIN").placed->x;
    assert_int_equal(before, LEFT);
    for (int level = 1; level <= 4; level++) {
        char name[16];
        (void)snprintf(name, sizeof name, "LEVEL%d", level);
        sp x = find_line(fixture, &pages, name).placed->x;
        assert_in_range(x - before, SP_PT(8), SP_PT(30));
        before = x;
    }
    sp text = find_line(fixture, &pages, "ONE").placed->x;
    assert_int_equal(find_line(fixture, &pages, "TEN").placed->x, text);
    /* Numbers are flush right, a gap before the text. */
    sp edge = right_edge(find_line(fixture, &pages, "9.").placed);
    assert_int_equal(right_edge(find_line(fixture, &pages, "10.").placed), edge);
    assert_true(edge < text);
}

static const struct {
    const char *name, *text, *label, *line;
} labels[] = {
    {"item of code", "1. ```\n   CODE\n   ```\n", "1.", "CODE"},
    {"item of a table", "1. | CELL | b |\n", "1.", "CELL"},
    {"item of a quote", "1. > QUOTE\n", "1.", "QUOTE"},
    {"note of code", "a[^1]\n\n[^1]:\n    ```\n    CODE\n    ```\n", "[1]", "CODE"},
};

/* A label stands beside the first line of whatever its item begins with. */
static void sets_labels_beside_anything(void **state)
{
    struct layout_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        struct pages pages = lay_out_one(fixture, labels[i].text);
        const struct placed *label = find_line(fixture, &pages, labels[i].label).placed;
        const struct placed *line = find_line(fixture, &pages, labels[i].line).placed;
        if (label->y != line->y || label->x >= line->x) {
            fail_msg("%s: the label is at %d, the line at %d", labels[i].name,
                     label->y / SP_PER_PT, line->y / SP_PER_PT);
        }
    }
}

/* Items a hundred deep: whatever they look like, nothing is lost and nothing crashes. */
static void bears_deep_nesting(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf text = {0};
    for (int i = 0; i < 90; i++) {
        buf_add_text(&text, i % 2 ? "> " : "* ");
    }
    buf_add_text(&text, "DEEP\n");
    buf_add_byte(&text, '\0');
    struct pages pages = lay_out_one(fixture, text.ptr);
    bool found = false;
    for (size_t i = 0; i < pages.count; i++) {
        struct str dump = dump_pages(fixture, &pages, i);
        found = found || str_find(dump, STR("DE"), 0) != STR_NONE;
    }
    assert_true(found);
    buf_clear(&text);
}

static const struct {
    const char *name, *text;
} tables[] = {
    {"a word wider than a column",
     "| A | B | C |\n|---|---|---|\n| "
     "pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopic | two | three "
     "|\n"},
    {"twelve columns",
     "| a1 | b2 | c3 | d4 | e5 | f6 | g7 | h8 | i9 | j10 | k11 | l12 |\n"
     "|---|---|---|---|---|---|---|---|---|---|---|---|\n"
     "| something | something | something | something | something | something | something "
     "| something | something | something | something | something |\n"},
    {"cells that span",
     "<table><tr><td rowspan=\"2\">A</td><td colspan=\"2\">B and more</td></tr>"
     "<tr><td>C</td><td>D</td></tr></table>\n"},
    {"rows of unlike length", "<table><tr><td>A</td></tr><tr><td>B</td><td>C</td></tr>"
                              "<tr></tr></table>\n"},
    {"blocks in a cell", "<table><tr><td><ul><li>A</li><li>B</li></ul></td>"
                         "<td><pre>C\nD</pre></td></tr></table>\n"},
    {"a table in a table",
     "<table><tr><td><table><tr><td>A</td><td>B</td></tr></table></td></tr></table>\n"},
};

static void keeps_tables_within_the_measure(void **state)
{
    struct layout_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        struct pages pages = lay_out_one(fixture, tables[i].text);
        check_right_edges(fixture, &pages);
        for (size_t p = 0; p < pages.count; p++) {
            for (size_t k = 0; k < pages.items[p].count; k++) {
                const struct placed *placed = &pages.items[p].items[k];
                if (placed->kind == PLACED_RECT && p >= pages.front_page_count &&
                    sp_add(placed->x, placed->width) > RIGHT) {
                    fail_msg("%s: a rule goes on to %d", tables[i].name,
                             sp_add(placed->x, placed->width) / SP_PER_PT);
                }
            }
        }
    }
}

static void reports_columns_beyond_the_limit(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf text = {0};
    for (int row = 0; row < 3; row++) {
        for (int i = 0; i < 300; i++) {
            buf_add_text(&text, row == 1 ? "|---" : "| a ");
        }
        buf_add_text(&text, "|\n");
    }
    buf_add_byte(&text, '\0');
    size_t before = report_count(fixture->report, SEVERITY_WARNING);
    (void)lay_out_one(fixture, text.ptr);
    assert_int_equal(report_count(fixture->report, SEVERITY_WARNING), before + 1);
    buf_clear(&text);
}

static void add_u32(struct buf *out, size_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        buf_add_byte(out, (char)(uint8_t)(value >> shift));
    }
}

static void add_chunk(struct buf *out, const char *type, struct str data)
{
    struct buf body = {0};
    buf_add_text(&body, type);
    buf_add(&body, data);
    add_u32(out, data.len);
    buf_add(out, buf_str(&body));
    add_u32(out, crc32_of(buf_str(&body)));
    buf_clear(&body);
}

/* A black gray-scale PNG. */
static struct str make_png(struct layout_fixture *fixture, size_t width, size_t height)
{
    struct buf out = {0}, head = {0}, rows = {0}, packed = {0};
    struct deflater *deflater = deflater_new(1);
    add_u32(&head, width);
    add_u32(&head, height);
    buf_add_bytes(&head, "\x08\0\0\0\0", 5);
    for (size_t i = 0; i < height * (width + 1); i++) {
        buf_add_byte(&rows, '\0');
    }
    assert_true(deflate_zlib(deflater, buf_str(&rows), &packed));
    buf_add_bytes(&out, "\x89PNG\r\n\x1a\n", 8);
    add_chunk(&out, "IHDR", buf_str(&head));
    add_chunk(&out, "IDAT", buf_str(&packed));
    add_chunk(&out, "IEND", (struct str){0});
    struct str kept = arena_str(&fixture->arena, buf_str(&out));
    deflater_free(deflater);
    buf_clear(&out);
    buf_clear(&head);
    buf_clear(&rows);
    buf_clear(&packed);
    return kept;
}

static const struct {
    const char *name;
    size_t width, height; /* pixels */
    const char *text;
    double want_width, want_height; /* points */
} images[] = {
    {"small", 100, 40, "![a](0)\n", 75, 30},
    {"scaled to the measure", 2000, 500, "![a](0)\n", 402.5, 100.6},
    {"scaled to most of the page", 400, 4000, "![a](0)\n", 47.0, 470.2},
    {"as wide as asked", 100, 40, "<p><img src=\"0\" width=\"200\" alt=\"a\"></p>\n", 150,
     60},
    {"in a quote", 2000, 500, "> ![a](0)\n", 388.5, 97.1},
};

static void scales_images(void **state)
{
    struct layout_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof images / sizeof images[0]; i++) {
        fixture->files[0] = (struct packet_file){
            .source = STR("0.png"),
            .bytes = make_png(fixture, images[i].width, images[i].height),
        };
        struct pages pages = lay_out_one(fixture, images[i].text);
        const struct placed *image = NULL;
        for (size_t k = 0; k < pages.items[pages.front_page_count].count; k++) {
            const struct placed *placed = &pages.items[pages.front_page_count].items[k];
            image = placed->kind == PLACED_IMAGE ? placed : image;
        }
        if (!image) {
            fail_msg("%s: not shown", images[i].name);
            return;
        }
        if (labs((long)image->width - SP_PT(images[i].want_width)) > 100 ||
            labs((long)image->height - SP_PT(images[i].want_height)) > 100) {
            fail_msg("%s: %d x %d", images[i].name, image->width / SP_PER_PT,
                     image->height / SP_PER_PT);
        }
        assert_true(image->x >= LEFT && sp_add(image->x, image->width) <= RIGHT);
        assert_true(str_is(image->element->alternate, "a"));
    }
    fixture->files[0] = (struct packet_file){0};
}

static void decodes_an_image_once(void **state)
{
    struct layout_fixture *fixture = *state;
    fixture->files[0] = (struct packet_file){.bytes = make_png(fixture, 10, 10)};
    struct pages pages = lay_out_one(fixture, "![a](0)\n\n![b](0 \"Title\")\n");
    assert_int_equal(pages.image_count, 1);
    (void)find_line(fixture, &pages, "Title");
    fixture->files[0] = (struct packet_file){0};
}

/* Among words a picture stands on the line, and the line grows with it. */
static void sets_images_among_words(void **state)
{
    struct layout_fixture *fixture = *state;
    fixture->files[0] = (struct packet_file){.bytes = make_png(fixture, 100, 40)};
    struct pages pages = lay_out_one(fixture, "First line.  \nSecond ![dot](0) and\n"
                                              "[![badge](0)](https://a.example/) end.\n");
    const struct page_content *page = &pages.items[pages.front_page_count];
    const struct placed *shown[2] = {NULL, NULL};
    size_t count = 0;
    for (size_t i = 0; i < page->count; i++) {
        if (page->items[i].kind == PLACED_IMAGE && count < 2) {
            shown[count++] = &page->items[i];
        }
    }
    const struct placed *line = find_line(fixture, &pages, "Second").placed;
    assert_int_equal(count, 2);
    assert_int_equal(line->as.line->count, 6); /* with the number of the address */
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(shown[i]->width, SP_PT(75));
        assert_int_equal(shown[i]->height, SP_PT(30));
        assert_int_equal(sp_add(shown[i]->y, shown[i]->height), line->y);
        assert_int_equal(shown[i]->element->role, ROLE_FIGURE);
    }
    assert_true(shown[1]->x > sp_add(shown[0]->x, shown[0]->width));
    assert_true(line->y - find_line(fixture, &pages, "First").placed->y > SP_PT(34));
    assert_true(str_is(shown[1]->element->alternate, "badge"));
    assert_int_equal(shown[1]->element->parent->role, ROLE_LINK);
    assert_int_equal(page->links[0].count, 2); /* of the picture, of the number */
    assert_int_equal(page->links[0].rects[0].width, SP_PT(75));
    fixture->files[0] = (struct packet_file){0};
}

/* A column is as wide as its pictures want, if there is room. */
static void makes_room_for_images_in_cells(void **state)
{
    struct layout_fixture *fixture = *state;
    fixture->files[0] = (struct packet_file){.bytes = make_png(fixture, 200, 40)};
    struct pages pages = lay_out_one(fixture, "| a | b |\n|---|---|\n| ![x](0) | c |\n");
    const struct page_content *page = &pages.items[pages.front_page_count];
    sp width = 0;
    for (size_t i = 0; i < page->count; i++) {
        width = page->items[i].kind == PLACED_IMAGE ? page->items[i].width : width;
    }
    assert_int_equal(width, SP_PT(150));
    fixture->files[0] = (struct packet_file){0};
}

static void shows_alternate_text_for_what_is_damaged(void **state)
{
    struct layout_fixture *fixture = *state;
    struct str png = make_png(fixture, 10, 10);
    fixture->files[0] = (struct packet_file){.source = STR("0.png"),
                                             .bytes = str_sub(png, 0, png.len - 20)};
    struct pages pages =
        lay_out_one(fixture, "![a dot](0)\n\nA ![small](0) one ![](gone.png).\n");
    (void)find_line(fixture, &pages, "[Image: a dot]");
    (void)find_line(fixture, &pages, "A [small] one [image].");
    assert_int_equal(pages.image_count, 0);
    fixture->files[0] = (struct packet_file){0};
}

/* A picture that is a link leads where it says. */
static void links_images(void **state)
{
    struct layout_fixture *fixture = *state;
    fixture->files[0] = (struct packet_file){.bytes = make_png(fixture, 100, 40)};
    struct pages pages = lay_out_one(fixture, "[![a](0)](https://a.example/)\n");
    const struct page_content *page = &pages.items[pages.front_page_count];
    assert_int_equal(page->link_count, 2); /* the other one in the list of addresses */
    assert_true(str_is(page->links[0].url, "https://a.example/"));
    assert_in_range(page->links[0].rects[0].height, SP_PT(29), SP_PT(37));
    assert_int_equal(page->links[0].rects[0].width, SP_PT(75));
    assert_string_equal(arena_cstr(&fixture->arena, page->links[0].contents),
                        "a, https://a.example/");
    assert_int_equal(page->links[0].element->first->role, ROLE_FIGURE);
    fixture->files[0] = (struct packet_file){0};
    pages = lay_out_one(fixture, "[![a](0)](#x)\n\n## X\n");
    assert_int_equal(pages.items[pages.front_page_count].link_count, 1);
    (void)find_line(fixture, &pages, "[a]");
}

static void numbers_the_pages_of_links(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf second = {0};
    buf_add_text(&second, "# Second\n\nBack to [the first](1) and [down](#end).\n\n");
    for (int i = 0; i < 100; i++) {
        buf_add_text(&second, "filler\n\n");
    }
    buf_add_text(&second, "## End\n\nHere.\n");
    buf_add_byte(&second, '\0');
    const char *texts[] = {
        "# First\n\nSEE [it](2#end), [all](2), [out](https://a.example/) "
        "and [no such](2#gone).\n",
        second.ptr};
    struct pages pages = lay_out(fixture, texts, 2, PAPER_A4);
    struct found end = find_line(fixture, &pages, "End");
    struct found top = find_line(fixture, &pages, "Back to");
    struct found see = find_line(fixture, &pages, "SEE");
    size_t first = pages.front_page_count;
    assert_string_equal(
        line_text(fixture, see.placed).ptr,
        arena_format(&fixture->arena,
                     "SEE it (p. %zu), all (p. %zu), out 1 and no such (p. %zu).",
                     end.page - first + 1, top.page - first + 1, top.page - first + 1)
            .ptr);
    assert_string_equal(line_text(fixture, top.placed).ptr,
                        "Back to the first (p. 1) and down.");
    static const char *const wanted[] = {"2.end", "2", "", "2"};
    const struct page_content *page = &pages.items[see.page];
    assert_true(page->link_count >= 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(arena_cstr(&fixture->arena, page->links[i].destination),
                            wanted[i]);
    }
    assert_true(str_is(page->links[2].url, "https://a.example/"));
    buf_clear(&second);
}

static void numbers_web_addresses_by_document(void **state)
{
    struct layout_fixture *fixture = *state;
    static const char *const texts[] = {
        "ONE [a](https://a.example/) [b](https://b.example/) [c](https://a.example/) "
        "<https://c.example/>\n",
        "TWO [b](https://b.example/)\n"};
    struct pages pages = lay_out(fixture, texts, 2, PAPER_A4);
    assert_string_equal(line_text(fixture, find_line(fixture, &pages, "ONE").placed).ptr,
                        "ONE a 1 b 2 c 1 https://c.example/");
    assert_string_equal(line_text(fixture, find_line(fixture, &pages, "TWO").placed).ptr,
                        "TWO b 1");
}

static void numbers_many_web_addresses(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf text = {0};
    for (int i = 0; i < 3000; i++) {
        buf_add_format(&text, "[x](https://a.example/%d) ", i);
    }
    buf_add_text(&text, "[LAST](https://a.example/0)\n");
    buf_add_byte(&text, '\0');
    struct pages pages = lay_out_one(fixture, text.ptr);
    (void)find_line(fixture, &pages, "https://a.example/2999");
    buf_clear(&text);
}

static void names_destinations_once_and_in_order(void **state)
{
    struct layout_fixture *fixture = *state;
    static const char *const texts[] = {
        "# One\n\n## Same {#x}\n\n## Same {#x}\n\n<span id=\"y\">z</span>[^1]\n\n[^1]: n\n",
        "# Two\n\n## \xC3\xA9t\xC3\xA9\n"};
    struct pages pages = lay_out(fixture, texts, 2, PAPER_A5);
    struct buf got = {0};
    for (size_t i = 0; i < pages.destination_count; i++) {
        const struct destination *d = &pages.destinations[i];
        assert_in_range(d->page, 0, pages.count - 1);
        assert_true(i == 0 || str_compare(d[-1].name, d->name) < 0);
        buf_add_format(&got, "%.*s ", STR_ARG(d->name));
    }
    assert_string_equal(arena_cstr(&fixture->arena, buf_str(&got)),
                        "1 1.note:1 1.one 1.ref:1 1.x 1.y 2 2._C3_A9t_C3_A9 2.two colophon "
                        "contents ");
    buf_clear(&got);
}

static void lists_documents_and_sections_with_their_pages(void **state)
{
    struct layout_fixture *fixture = *state;
    struct buf long_one = {0};
    buf_add_text(&long_one, "# Long\n\n");
    for (int i = 0; i < 4; i++) {
        buf_add_format(&long_one, "## Section %d\n\n", i);
        for (int k = 0; k < 40; k++) {
            buf_add_text(&long_one, "filler\n\n");
        }
    }
    buf_add_text(&long_one, "## Hidden\n{: .no_toc}\n\n### Deeper\n");
    buf_add_byte(&long_one, '\0');
    const char *texts[] = {"# Short\n\nText.\n", long_one.ptr};
    struct pages pages = lay_out(fixture, texts, 2, PAPER_A4);
    struct buf got = {0}, want = {0};
    const struct page_content *contents = &pages.items[1];
    sp edge = 0;
    for (size_t i = 0; i < contents->count; i++) {
        const struct placed *placed = &contents->items[i];
        if (placed->kind == PLACED_LINE && !placed->artifact) {
            buf_add_format(&got, "%.*s\n", STR_ARG(line_text(fixture, placed)));
            bool entry = placed->as.line->count > 2;
            assert_true(!entry || !edge || right_edge(placed) == edge);
            edge = entry ? right_edge(placed) : edge;
        }
    }
    assert_int_equal(edge, RIGHT);
    size_t first = pages.front_page_count;
    buf_add_format(&want, "Contents\n1\nShort  1\n2\nLong  2\n");
    for (int i = 0; i < 4; i++) {
        char name[16];
        (void)snprintf(name, sizeof name, "Section %d", i);
        buf_add_format(&want, "%s  %zu\n", name,
                       find_line(fixture, &pages, name).page - first + 1);
    }
    assert_string_equal(arena_cstr(&fixture->arena, buf_str(&got)),
                        arena_cstr(&fixture->arena, buf_str(&want)));
    buf_clear(&got);
    buf_clear(&want);
    buf_clear(&long_one);
    buf_reset(&got);
    for (size_t i = 0; i < pages.bookmark_count; i++) {
        buf_add_format(&got, "%u %.*s\n", pages.bookmarks[i].depth,
                       STR_ARG(pages.bookmarks[i].title));
    }
    assert_string_equal(arena_cstr(&fixture->arena, buf_str(&got)),
                        "1 Contents\n1 Short\n1 Long\n2 Section 0\n2 Section 1\n"
                        "2 Section 2\n2 Section 3\n2 Hidden\n3 Deeper\n1 Colophon\n");
    buf_clear(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wraps_code),
        cmocka_unit_test(indents_nested_lists),
        cmocka_unit_test(sets_labels_beside_anything),
        cmocka_unit_test(bears_deep_nesting),
        cmocka_unit_test(keeps_tables_within_the_measure),
        cmocka_unit_test(reports_columns_beyond_the_limit),
        cmocka_unit_test(scales_images),
        cmocka_unit_test(decodes_an_image_once),
        cmocka_unit_test(links_images),
        cmocka_unit_test(sets_images_among_words),
        cmocka_unit_test(makes_room_for_images_in_cells),
        cmocka_unit_test(shows_alternate_text_for_what_is_damaged),
        cmocka_unit_test(numbers_the_pages_of_links),
        cmocka_unit_test(numbers_web_addresses_by_document),
        cmocka_unit_test(numbers_many_web_addresses),
        cmocka_unit_test(names_destinations_once_and_in_order),
        cmocka_unit_test(lists_documents_and_sections_with_their_pages),
    };
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
