#include "archive/names.h"

#include "base/utf8.h"
#include "cmocka_offprint.h"

struct segment_case {
    const char *name, *text, *want;
};

static void make_segments(const struct segment_case *cases, size_t count,
                          enum segment_kind kind)
{
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < count; i++) {
        struct str got = segment_make(&arena, str_from(cases[i].text), kind, 30, "file");
        if (!str_is(got, cases[i].want)) {
            fail_msg("%s: got '%.*s', not '%s'", cases[i].name, STR_ARG(got),
                     cases[i].want);
        }
    }
    arena_clear(&arena);
}

static void makes_plain_segments(void **state)
{
    (void)state;
    static const struct segment_case cases[] = {
        {"plain", "report.pdf", "report.pdf"},
        {"letter case", "Report.PDF", "report.pdf"},
        {"spaces and signs", "Some  File (1)&.pdf", "some-file-1.pdf"},
        {"a leading dot", ".hidden", "hidden"},
        {"leading dots", "..hidden", "file.hidden"},
        {"trailing dots and spaces", "name. . .", "name"},
        {"dashes of its own", "a--b", "a--b"},
        {"a device", "CON.txt", "x-con.txt"},
        {"a device with two extensions", "nul.tar.gz", "x-nul.tar.gz"},
        {"a numbered device", "LPT9", "x-lpt9"},
        {"no device", "com10.txt", "com10.txt"},
        {"backslash and colon", "a\\b:c.txt", "a-b-c.txt"},
        {"nothing safe", "\xe2\x82\xac\xe2\x82\xac.md", "file.md"},
        {"nothing at all", "", "file"},
        {"line end", "a\nb.txt", "a-b.txt"},
        {"too long", "abcdefghijklmnopqrstuvwxyz0123456789.html",
         "abcdefghijklmnopqrstuvwxy.html"},
    };
    make_segments(cases, sizeof cases / sizeof cases[0], SEGMENT_PLAIN);
}

static void keeps_what_every_disk_holds(void **state)
{
    (void)state;
    static const struct segment_case cases[] = {
        {"plain", "report.pdf", "report.pdf"},
        {"letter case", "Report.PDF", "Report.PDF"},
        {"spaces and signs", "Some  File (1)&+#.pdf", "Some  File (1)&+#.pdf"},
        {"Chinese", "\u8d44\u6599.pdf", "\u8d44\u6599.pdf"},
        {"letters and marks apart", "U\u0308ber.md", "\u00dcber.md"},
        {"a sign that is a letter", "\u212Aelvin.pdf", "Kelvin.pdf"},
        {"joiners of Persian", "\u0645\u06cc\u200c\u062e\u0648.pdf",
         "\u0645\u06cc\u200c\u062e\u0648.pdf"},
        {"joiners of nothing", "a\u200db.pdf", "ab.pdf"},
        {"marks of direction", "a\u202efdp.exe", "afdp.exe"},
        {"what shows nothing", "a\u00ad\u200bb\ufeff.txt", "ab.txt"},
        {"wide spaces", "a\u00a0b\u3000c.txt", "a b\u3000c.txt"},
        {"reserved", "a<b>c:d\"e|f?g*h.txt", "a-b-c-d-e-f-g-h.txt"},
        {"runs of these", "a: <b>?.txt", "a- -b.txt"},
        {"percent", "100%.txt", "100.txt"},
        {"backslash", "a\\b.txt", "a-b.txt"},
        {"line end", "a\nb.txt", "a-b.txt"},
        {"no UTF-8",
         "a\xff\xfe"
         "b.txt",
         "a-b.txt"},
        {"of nobody",
         "a\ue000\uffff"
         "b.txt",
         "a-b.txt"},
        {"dashes of its own", "-a--.txt", "-a--.txt"},
        {"a leading dot", ".hidden", "hidden"},
        {"a leading space", " a.txt", "a.txt"},
        {"trailing dots and spaces", "name. . .", "name"},
        {"a space before the extension", "name .pdf", "name.pdf"},
        {"a device", "CON.txt", "x-CON.txt"},
        {"a device behind a space", "Aux .txt", "x-Aux.txt"},
        {"a device of the console", "conin$", "x-conin$"},
        {"a device of odd digits", "Com\u00b9.txt", "x-Com\u00b9.txt"},
        {"no device", "con\u8d44.txt", "con\u8d44.txt"},
        {"nothing left", "??.md", "file.md"},
        {"nothing at all", "", "file"},
        {"too long", "abcdefghijklmnopqrstuvwxyz0123456789.html",
         "abcdefghijklmnopqrstuvwxy.html"},
        {"too long for its bytes",
         "\u8d44\u6599\u8d44\u6599\u8d44\u6599\u8d44\u6599\u8d44.pdf",
         "\u8d44\u6599\u8d44\u6599\u8d44\u6599\u8d44\u6599.pdf"},
        {"too long with marks", "abcdefghijklmnopqrstuvwxyq\u0307.txt",
         "abcdefghijklmnopqrstuvwxy.txt"},
    };
    make_segments(cases, sizeof cases / sizeof cases[0], SEGMENT_OWN);
}

/* Of any bytes, in a repeatable order. */
static void makes_safe_segments_of_anything(void **state)
{
    (void)state;
    static const char *const parts[] = {"a",      "B",      ".",      " ",      "-",
                                        "con",    "%",      "?",      "\xff",   "\u202e",
                                        "\u0301", "\u00c5", "\u8d44", "\u200d", "\ufe0f",
                                        "\u3000", "\u0378", "\\",     "\n",     ".pdf"};
    uint32_t seed = 1;
    for (size_t round = 0; round < 20000; round++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct buf text = {.kept_in = &arena};
        size_t count = 1 + round % 12;
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            buf_add_text(&text, parts[(seed >> 16) % (sizeof parts / sizeof parts[0])]);
        }
        struct str got = segment_make(&arena, buf_str(&text), SEGMENT_OWN, 20, "file");
        assert_in_range(got.len, 1, 22);
        assert_int_equal(utf8_find_invalid(got), STR_NONE);
        for (size_t i = 0; i < got.len; i++) {
            assert_false((unsigned char)got.ptr[i] < ' ' ||
                         ascii_set_has("<>:\"/\\|?*%\x7f", got.ptr[i]));
        }
        char last = got.ptr[got.len - 1];
        assert_true(got.ptr[0] != '.' && got.ptr[0] != ' ' && last != '.' && last != ' ');
        buf_clear(&text);
        arena_clear(&arena);
    }
}

/* In this order, into one set. */
static void gives_every_name_once(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        bool flat;
        const char *want;
    } cases[] = {
        {"docs/a.pdf", true, "f/a.pdf"},
        {"other/A.pdf", true, "f/A-2.pdf"},
        {"third/a.PDF", true, "f/a-3.PDF"},
        {"x/a-2.pdf", true, "f/a-2-2.pdf"},
        {"_pages/01 Über.md", false, "f/_pages/01 Über.md"},
        {"x/Stra\u00dfe.txt", true, "f/Stra\u00dfe.txt"},
        {"x/STRASSE.txt", true, "f/STRASSE-2.txt"},
        {"x/\u00dcber.txt", true, "f/\u00dcber.txt"},
        {"x/u\u0308BER.txt", true, "f/\u00fcBER-2.txt"},
        {"x/\uff41.pdf", true, "f/\uff41-4.pdf"}, /* a wide 'a' */
        {"_Pages/b.md", false, "f/_Pages/b.md"},
        {"../../etc/passwd", false, "f/file/file/etc/passwd"},
        {"docs", false, "f/docs"},
        {"docs/b.md", false, "f/b.md"}, /* 'docs' is a file already */
        {"deep/c.md", false, "f/deep/c.md"},
        {"deep", false, "f/deep-2"}, /* 'deep' is a folder already */
        {"one/two/three/four/five/six/seven/eight/nine.md", false, "f/nine.md"},
    };
    struct arena arena;
    arena_init(&arena, 0);
    struct name_set set;
    assert_true(name_set_init(&set, &arena, SEGMENT_OWN, 48));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str got = name_take(&set, "f", str_from(cases[i].path), cases[i].flat);
        if (!str_is(got, cases[i].want)) {
            fail_msg("'%s': got '%.*s', not '%s'", cases[i].path, STR_ARG(got),
                     cases[i].want);
        }
    }
    arena_clear(&arena);
}

/* A quadratic search for free names would take minutes here. */
static void stays_fast_and_short_with_equal_names(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct name_set set;
    assert_true(name_set_init(&set, &arena, SEGMENT_OWN, 48));
    struct str got = {0};
    for (size_t i = 0; i < 60000; i++) {
        got =
            name_take(&set, "files", STR("A very long name that is cut to fit.html"), true);
    }
    assert_true(str_ends(got, "-60000.html"));
    assert_in_range(got.len, 1, 48);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_plain_segments),
        cmocka_unit_test(keeps_what_every_disk_holds),
        cmocka_unit_test(makes_safe_segments_of_anything),
        cmocka_unit_test(gives_every_name_once),
        cmocka_unit_test(stays_fast_and_short_with_equal_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
