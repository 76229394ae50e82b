/* The catalog of names, by itself. */
#include "archive/catalog.h"

#include "cmocka_offprint.h"

static struct arena arena;
static struct report *report;

static int open_all(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    report = report_new();
    return report ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    report_free(report);
    arena_clear(&arena);
    return 0;
}

static void names_what_goes_along(void **state)
{
    (void)state;
    static const struct {
        bool linked, shown;
        const char *source, *want;
    } rows[] = {
        {true, false, "a/x.pdf", "files/x.pdf"},
        {false, true, "b/x.pdf", "assets/img/x.pdf"},
        {true, true, "c/X.pdf", "files/X-2.pdf"},
        {false, false, "d/y.pdf", ""},
    };
    struct packet packet = {.arena = &arena, .name = STR("A packet")};
    struct packet_file files[4], other = {0};
    struct document document = {.slug = STR("s"), .source = STR("s.md")}, stranger = {0};
    for (size_t i = 0; i < 4; i++) {
        files[i] = (struct packet_file){.source = str_from(rows[i].source),
                                        .linked = rows[i].linked,
                                        .shown = rows[i].shown};
        assert_true(packet_add_file(&packet, &files[i]));
    }
    assert_true(packet_add_document(&packet, &document));
    struct catalog catalog = {.packet = &packet};
    assert_true(catalog_make(&arena, &catalog, report));
    for (size_t i = 0; i < 4; i++) {
        struct held_file held = catalog_file(&catalog, &files[i]);
        assert_true(str_is(held.name, rows[i].want));
        assert_int_equal(held.width, 0); /* no image at all */
    }
    assert_true(str_is(catalog.top, "a-packet"));
    assert_true(str_is(catalog.pdf_name, "a-packet.pdf"));
    assert_int_equal(catalog.date.len, 0);
    assert_true(str_is(catalog_page(&catalog, &document), "pages/s.html"));
    assert_int_equal(catalog_source(&catalog, &document).len, 0); /* it has no text */
    assert_int_equal(catalog_page(&catalog, &stranger).len, 0);
    assert_int_equal(catalog_file(&catalog, &other).name.len, 0);
    stranger.number = other.number = 5; /* behind the last */
    assert_int_equal(catalog_page(&catalog, &stranger).len, 0);
    assert_int_equal(catalog_file(&catalog, &other).name.len, 0);
}

static void catalogues_an_empty_packet(void **state)
{
    (void)state;
    struct packet packet = {.arena = &arena};
    struct catalog catalog = {.packet = &packet};
    assert_true(catalog_make(&arena, &catalog, report));
    assert_true(str_is(catalog.top, "offprint"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_all, close_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_what_goes_along),
        TEST(catalogues_an_empty_packet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
