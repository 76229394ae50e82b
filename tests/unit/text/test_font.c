/* Faces whose files are missing or damaged, and the texts of glyphs for those who copy. */
#include "text/text_offprint.h"

#include <dirent.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FONTS OFFPRINT_SHARE "/fonts/"

/* A folder with the faces of the build, but for bold ones, which are missing, and italic
 * ones, which are no fonts. */
static void make_folder(char *folder)
{
    assert_non_null(mkdtemp(folder));
    DIR *fonts = opendir(FONTS);
    assert_non_null(fonts);
    for (struct dirent *entry; (entry = readdir(fonts)) != NULL;) {
        char from[600], to[600];
        (void)snprintf(from, sizeof from, FONTS "%s", entry->d_name);
        (void)snprintf(to, sizeof to, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] == '.' || strstr(entry->d_name, "Bold")) {
            continue;
        }
        if (strstr(entry->d_name, "Italic")) {
            FILE *file = fopen(to, "w");
            assert_non_null(file);
            (void)fputs("no font", file);
            (void)fclose(file);
        } else {
            assert_int_equal(symlink(from, to), 0);
        }
    }
    (void)closedir(fonts);
}

static void remove_folder(const char *folder)
{
    DIR *fonts = opendir(folder);
    assert_non_null(fonts);
    for (struct dirent *entry; (entry = readdir(fonts)) != NULL;) {
        char path[600];
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.') {
            assert_int_equal(unlink(path), 0);
        }
    }
    (void)closedir(fonts);
    assert_int_equal(rmdir(folder), 0);
}

static void tells_of_a_face_that_cannot_be_read(void **state)
{
    (void)state;
    char folder[] = "/tmp/offprint-fonts-XXXXXX";
    make_folder(folder);
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    const struct font_set *fonts = font_set_open(&arena, folder, report);
    struct text_engine *engine =
        text_engine_new(&arena, fonts, OFFPRINT_SHARE "/hyphenation", report);
    assert_non_null(engine);
    const struct face *regular = faces_main(engine->faces, FONT_SERIF, false, false);
    for (int round = 0; round < 2; round++) { /* the second knows that it failed */
        assert_ptr_equal(faces_main(engine->faces, FONT_SERIF, true, false), regular);
        assert_ptr_equal(faces_main(engine->faces, FONT_SERIF, false, true), regular);
    }
    struct text_style style = {.role = FONT_SERIF, .size = SP_PT(10), .bold = true};
    struct text_span span = {.text = STR("bold"), .style = &style};
    struct paragraph_format format = {.measure = SP_PT(100)};
    struct lines lines;
    assert_false(text_break(engine, &arena, &span, 1, &format, &lines, report));
    assert_true(report_has_system_error(report));
    text_engine_free(engine);
    arena_clear(&arena);
    report_free(report);
    remove_folder(folder);
}

static const struct {
    const char *name, *characters, *face;
    bool bold;
} faces_of[] = {
    {"a letter", "a", "GentiumPlus", false},
    {"and its mark, which its face has", "a\xCC\x84", "GentiumPlus", false},
    {"as a letter of both", "e\xCC\x81", "GentiumPlus", false},
    {"a mark that another face has", "a\xE2\x83\x97", "NotoSansMath-Regular", false},
    {"what is not seen", "a\xE2\x80\x8D", "GentiumPlus", false},
    {"Arabic", "\xD8\xA8", "NotoNaskhArabic-Regular", false},
    {"in bold", "\xD8\xA8", "NotoNaskhArabic-Bold", true},
    {"Hebrew in bold, with a point", "\xD7\x91\xD6\xBC", "NotoSerifHebrew-Bold", true},
    {"no bold face has it", "\xE5\xAD\x97", "DroidSansFallback", true},
    {"no face has both", "a\xE0\xB8\xB1", NULL, false},
};

static void finds_a_face_for_a_letter_and_its_marks(void **state)
{
    struct text_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof faces_of / sizeof faces_of[0]; i++) {
        const struct face *face =
            faces_find_all(fixture->engine->faces, FONT_SERIF, faces_of[i].bold, false,
                           str_from(faces_of[i].characters));
        struct str got = face ? face_name(face) : (struct str){0};
        if (!str_eq(got, faces_of[i].face ? str_from(faces_of[i].face) : (struct str){0})) {
            fail_msg("%s: %.*s", faces_of[i].name, STR_ARG(got));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_of_a_face_that_cannot_be_read),
        cmocka_unit_test(finds_a_face_for_a_letter_and_its_marks),
    };
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
