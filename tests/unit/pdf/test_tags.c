/* The structure tree as objects, one a line:
 *   number entries
 * Objects 101 and 102 stand for pages, 111 for an annotation. */
#include "pdf/writer_offprint.h"

#define ELEMENT_LIMIT 400

struct tags_fixture {
    struct writer_fixture own;
    struct tags *tags;
    struct sheets sheets;
    pdf_ref first_page; /* of two, and behind them of two forms */
    pdf_ref base;       /* the structure tree's root */
    uint32_t element_count;
};

static int open_fixture(void **state)
{
    static struct tags_fixture fixture;
    fixture = (struct tags_fixture){0};
    if (!writer_begin(&fixture.own)) {
        return -1;
    }
    fixture.first_page = pdf_reserve_row(fixture.own.writer, 4);
    fixture.sheets.first_page = fixture.first_page;
    fixture.tags = tags_new(fixture.own.writer, &fixture.sheets, 2, ELEMENT_LIMIT, NULL);
    fixture.base = fixture.first_page + 4;
    *state = &fixture;
    return fixture.tags ? 0 : -1;
}

static int close_fixture(void **state)
{
    struct tags_fixture *fixture = *state;
    tags_free(fixture->tags);
    writer_end(&fixture->own);
    return 0;
}

static struct element *add(struct tags_fixture *fixture, struct element *parent,
                           enum element_role role)
{
    struct element *element = element_new(&fixture->own.arena, parent, role);
    assert_non_null(element);
    element->index = fixture->element_count++;
    assert_true(element->index < ELEMENT_LIMIT);
    return element;
}

static struct element_more *more(struct tags_fixture *fixture, struct element *element)
{
    struct element_more *more = element_add_more(&fixture->own.arena, element);
    assert_non_null(more);
    return more;
}

/* Each object from the root on, with numbers relative to it: "r0" the tree's root. */
static struct str dump(struct tags_fixture *fixture)
{
    struct buf out = {0};
    size_t count = pdf_object_count(fixture->own.writer); /* before looking adds some */
    for (pdf_ref ref = fixture->base; ref < count; ref++) {
        struct str text = object_text(&fixture->own, ref);
        if (text.len == 0) {
            continue; /* of an element that the test has not */
        }
        buf_add_format(&out, "%u ", ref - fixture->base);
        for (size_t at = 0; at < text.len;) {
            size_t end = at;
            while (end < text.len && ascii_is_digit(text.ptr[end])) {
                end++;
            }
            uint32_t number = 0;
            for (size_t i = at; i < end; i++) {
                number = number * 10 + (uint32_t)(text.ptr[i] - '0');
            }
            bool reference = end > at && str_starts(str_skip(text, end), " 0 R");
            if (reference && number >= fixture->base) {
                buf_add_format(&out, "r%u", number - fixture->base);
                at = end + 4;
            } else if (reference) {
                buf_add_format(&out, "page%u", number - fixture->first_page + 1);
                at = end + 4;
            } else if (end > at) {
                buf_add(&out, str_sub(text, at, end));
                at = end;
            } else {
                buf_add_byte(&out, text.ptr[at] == '\n' ? ' ' : text.ptr[at]);
                at++;
            }
        }
        buf_add_byte(&out, '\n');
    }
    struct str kept = arena_str(&fixture->own.arena, buf_str(&out));
    buf_clear(&out);
    return kept;
}

static void writes_a_tree(void **state)
{
    struct tags_fixture *fixture = *state;
    struct element *document = add(fixture, NULL, ROLE_DOCUMENT);
    struct element *heading = add(fixture, document, ROLE_H1);
    struct element *paragraph = add(fixture, document, ROLE_P);
    struct element *link = add(fixture, paragraph, ROLE_LINK);
    assert_int_equal(tags_begin_content(fixture->tags, heading, 0), 0);
    assert_int_equal(tags_begin_content(fixture->tags, paragraph, 0), 1);
    assert_int_equal(tags_begin_content(fixture->tags, link, 0), 2);
    assert_int_equal(tags_begin_content(fixture->tags, paragraph, 1), 0);
    pdf_ref annotation = fixture->base + 50;
    assert_int_equal(tags_add_annotation(fixture->tags, link, annotation, 0), 2);
    tags_finish(fixture->tags, document);
    assert_string_equal(
        dump(fixture).ptr,
        "0 <</Type/StructTreeRoot/K r1/ParentTree r402/ParentTreeNextKey 3>>\n"
        "1 <</S/Document/P r0/K[r2 r3]>>\n"
        "2 <</S/H1/P r1/Pg page1/K 0>>\n"
        "3 <</S/P/P r1/Pg page1/K[1 r4 <</Type/MCR/Pg page2/MCID 0>>]>>\n"
        "4 <</S/Link/P r3/Pg page1/K[2 <</Type/OBJR/Obj r50>>]>>\n"
        "401 <</Limits[0 2]/Nums[0[r2 r3 r4]1[r3]2 r4 ]>>\n"
        "402 <</Kids[r401 ]>>\n");
}

/* On sheets a page's content is a form's: page3 and page4 are forms. */
static void names_content_by_its_form(void **state)
{
    struct tags_fixture *fixture = *state;
    static const struct imposed_place places[] = {{.side = 0}, {.side = 1}};
    static const struct imposition imposition = {.places = places};
    fixture->sheets.imposition = &imposition;
    fixture->sheets.first_content = fixture->first_page + 2;
    struct element *document = add(fixture, NULL, ROLE_DOCUMENT);
    struct element *paragraph = add(fixture, document, ROLE_P);
    struct element *link = add(fixture, paragraph, ROLE_LINK);
    (void)tags_begin_content(fixture->tags, paragraph, 0);
    (void)tags_begin_content(fixture->tags, link, 0);
    (void)tags_begin_content(fixture->tags, paragraph, 1);
    (void)tags_add_annotation(fixture->tags, link, fixture->base + 50, 1);
    tags_finish(fixture->tags, document);
    assert_string_equal(
        dump(fixture).ptr,
        "0 <</Type/StructTreeRoot/K r1/ParentTree r402/ParentTreeNextKey 3>>\n"
        "1 <</S/Document/P r0/K r2>>\n"
        "2 <</S/P/P r1/Pg page1/K[<</Type/MCR/Stm page3/MCID 0>> r3 "
        "<</Type/MCR/Pg page2/Stm page4/MCID 0>>]>>\n"
        "3 <</S/Link/P r2/Pg page1/K[<</Type/MCR/Stm page3/MCID 1>> "
        "<</Type/OBJR/Obj r50/Pg page2>>]>>\n"
        "401 <</Limits[0 2]/Nums[0[r2 r3]1[r2]2 r3 ]>>\n"
        "402 <</Kids[r401 ]>>\n");
}

/* A footnote drawn at the foot of the page, after what follows it in the tree. */
static void keeps_the_order_of_the_tree(void **state)
{
    struct tags_fixture *fixture = *state;
    struct element *document = add(fixture, NULL, ROLE_DOCUMENT);
    struct element *first = add(fixture, document, ROLE_P);
    struct element *note = add(fixture, document, ROLE_NOTE);
    struct element *second = add(fixture, document, ROLE_P);
    (void)tags_begin_content(fixture->tags, first, 0);
    (void)tags_begin_content(fixture->tags, second, 0);
    (void)tags_begin_content(fixture->tags, note, 0);
    more(fixture, note)->id = STR("note-1");
    tags_finish(fixture->tags, document);
    struct str got = dump(fixture);
    assert_true(str_find(got, STR("/K[r2 r3 r4]"), 0) != STR_NONE);
    assert_true(str_find(got, STR("3 <</S/Note/P r1/ID(note-1)/Pg page1/K 2>>"), 0) !=
                STR_NONE);
    assert_true(str_find(got, STR("<</Names[(note-1)r3 ]>>"), 0) != STR_NONE);
}

static void keeps_what_is_never_drawn(void **state)
{
    struct tags_fixture *fixture = *state;
    struct element *document = add(fixture, NULL, ROLE_DOCUMENT);
    struct element *table = add(fixture, document, ROLE_TABLE);
    struct element *row = add(fixture, table, ROLE_TR);
    struct element *head = add(fixture, row, ROLE_TH);
    struct element *cell = add(fixture, row, ROLE_TD);
    head->scope = SCOPE_ROW;
    more(fixture, cell)->column_span = 2;
    more(fixture, cell)->row_span = 3;
    (void)tags_begin_content(fixture->tags, head, 0);
    tags_finish(fixture->tags, document);
    struct str got = dump(fixture);
    static const char *const wanted[] = {
        "/S/TR/P r2/K[r4 r5]",
        "/S/TH/P r3/A<</O/Table/Scope/Row>>/Pg page1/K 0",
        "/S/TD/P r3/A<</O/Table/ColSpan 2/RowSpan 3>>",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        if (str_find(got, str_from(wanted[i]), 0) == STR_NONE) {
            fail_msg("no '%s' in\n%.*s", wanted[i], STR_ARG(got));
        }
    }
}

static void writes_attributes(void **state)
{
    struct tags_fixture *fixture = *state;
    struct element *document = add(fixture, NULL, ROLE_DOCUMENT);
    struct element *part = add(fixture, document, ROLE_PART);
    more(fixture, part)->title = STR("Title (1)");
    more(fixture, part)->language = STR("de");
    struct element *figure = add(fixture, part, ROLE_FIGURE);
    more(fixture, figure)->alternate = STR("\xC3\xA9");
    static const int64_t box[] = {100, 250, 30000, 40050};
    tags_set_box(fixture->tags, figure, box, 0);
    struct element *around = add(fixture, part, ROLE_FIGURE);
    struct element *link = add(fixture, around, ROLE_LINK);
    static const int64_t below[] = {50, 100, 400, 200};
    tags_set_box(fixture->tags, add(fixture, link, ROLE_FIGURE), box, 0);
    tags_set_box(fixture->tags, add(fixture, around, ROLE_FIGURE), below, 0);
    struct element *parted = add(fixture, part, ROLE_FIGURE);
    more(fixture, parted)->alternate = STR("x");
    tags_set_box(fixture->tags, add(fixture, parted, ROLE_FIGURE), box, 0);
    tags_set_box(fixture->tags, add(fixture, parted, ROLE_FIGURE), below, 1);
    struct element *list = add(fixture, part, ROLE_L);
    list->numbering = NUMBERING_DECIMAL;
    more(fixture, add(fixture, list, ROLE_LI))->actual_text = STR("x");
    tags_finish(fixture->tags, document);
    struct str got = dump(fixture);
    static const char *const wanted[] = {
        "/S/Part/P r1/Lang(de)/T(Title \\(1\\))",
        "/Alt<FEFF00E9>/A<</O/Layout/BBox[1 2.5 300 400.5]/Placement/Block>>",
        "/A<</O/Layout/BBox[.5 1 300 400.5]/Placement/Block>>", /* both together */
        "/S/Figure/P r2/Alt(x)/K[",                             /* on two pages: none */
        "/A<</O/List/ListNumbering/Decimal>>",
        "/S/LI/P r11/ActualText(x)",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        if (str_find(got, str_from(wanted[i]), 0) == STR_NONE) {
            fail_msg("no '%s' in\n%.*s", wanted[i], STR_ARG(got));
        }
    }
}

/* Leaves of the parent tree hold 128 keys each. */
static void splits_the_parent_tree(void **state)
{
    struct tags_fixture *fixture = *state;
    struct element *document = add(fixture, NULL, ROLE_DOCUMENT);
    for (size_t i = 0; i < 300; i++) {
        struct element *link = add(fixture, document, ROLE_LINK);
        assert_int_equal(
            tags_add_annotation(fixture->tags, link, fixture->base + 900, i % 2), 2 + i);
    }
    tags_finish(fixture->tags, document);
    struct str got = dump(fixture);
    assert_true(str_find(got, STR("/Limits[0 127]"), 0) != STR_NONE);
    assert_true(str_find(got, STR("/Limits[128 255]"), 0) != STR_NONE);
    assert_true(str_find(got, STR("/Limits[256 301]"), 0) != STR_NONE);
    assert_true(str_find(got, STR("/ParentTreeNextKey 302"), 0) != STR_NONE);
}

static void sorts_the_names_of_notes(void **state)
{
    struct tags_fixture *fixture = *state;
    struct element *document = add(fixture, NULL, ROLE_DOCUMENT);
    more(fixture, add(fixture, document, ROLE_NOTE))->id = STR("note-2");
    more(fixture, add(fixture, document, ROLE_NOTE))->id = STR("note-10");
    more(fixture, add(fixture, document, ROLE_NOTE))->id = STR("note-1");
    tags_finish(fixture->tags, document);
    struct str text = dump(fixture);
    size_t names = str_find(text, STR("<</Names["), 0);
    assert_true(names != STR_NONE);
    size_t one = str_find(text, STR("(note-1)"), names),
           ten = str_find(text, STR("(note-10)"), names),
           two = str_find(text, STR("(note-2)"), names);
    assert_true(one < ten && ten < two && two != STR_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_a_tree, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(names_content_by_its_form, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(keeps_the_order_of_the_tree, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(keeps_what_is_never_drawn, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(writes_attributes, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(sorts_the_names_of_notes, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(splits_the_parent_tree, open_fixture,
                                        close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
