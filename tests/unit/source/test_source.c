#include "cmocka_offprint.h"
#include "source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/offprint-source-XXXXXX";
static struct arena arena;
static struct report *report;

static const struct {
    const char *path, *text; /* text NULL: a folder */
} files[] = {
    {"b.md", "bee"}, {"a.md", "ay"}, {".hidden", "x"}, {"sub", NULL}, {"sub/c.md", "sea"},
};

#define FILE_COUNT (sizeof files / sizeof files[0])

static int make_folder(void **state)
{
    (void)state;
    bool ok = mkdtemp(root) != NULL;
    for (size_t i = 0; ok && i < FILE_COUNT; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", root, files[i].path);
        if (files[i].text) {
            FILE *stream = fopen(path, "w");
            ok = stream && fputs(files[i].text, stream) >= 0 && fclose(stream) == 0;
        } else {
            ok = mkdir(path, 0700) == 0;
        }
    }
    arena_init(&arena, 0);
    report = report_new();
    return ok && report ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    for (size_t i = FILE_COUNT; i > 0; i--) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", root, files[i - 1].path);
        (void)remove(path);
    }
    arena_clear(&arena);
    report_free(report);
    return rmdir(root);
}

static void lists_and_reads_a_folder(void **state)
{
    (void)state;
    struct source *source = source_open(&arena, (struct source_at){root, NULL}, report);
    struct file_list list;
    struct str text;

    assert_non_null(source);
    assert_string_equal(source_kind(source), "folder");
    assert_true(source_list(&arena, source, 10, NULL, &list));
    assert_int_equal(list.count, 3);
    assert_true(str_is(list.paths[0], "a.md") && str_is(list.paths[2], "sub/c.md"));
    assert_false(source_list(&arena, source, 2, NULL, &list));
    assert_int_equal(source_read(&arena, source, STR("b.md"), 10, &text), FILE_OK);
    assert_true(str_is(text, "bee"));
    assert_int_equal(source_read(&arena, source, STR("b.md"), 2, &text), FILE_TOO_LARGE);
    assert_int_equal(source_peek(&arena, source, STR("no.md"), 9, &text), FILE_ABSENT);
    assert_int_equal(source_read(&arena, source, STR("../x"), 9, &text), FILE_OUTSIDE);
    assert_int_equal(source_peek_start(&arena, source, STR("b.md"), 2, &text), FILE_OK);
    assert_true(str_is(text, "be"));
    assert_int_equal(source_kind_of(source, STR("sub")), FILE_KIND_FOLDER);
    assert_int_equal(source_kind_of(source, STR("a.md")), FILE_KIND_FILE);
    source_close(source);
}

static void enters_a_folder_of_it(void **state)
{
    (void)state;
    struct source *source = source_open(&arena, (struct source_at){root, NULL}, report);
    struct str text;

    assert_false(source_enter(source, STR("none")));
    assert_int_equal(source_peek(&arena, source, STR("a.md"), 9, &text), FILE_OK);
    assert_true(source_enter(source, STR("sub")));
    assert_int_equal(source_peek(&arena, source, STR("c.md"), 9, &text), FILE_OK);
    assert_int_equal(source_peek(&arena, source, STR("a.md"), 9, &text), FILE_ABSENT);
    source_close(source);
    assert_null(
        source_open(&arena, (struct source_at){"/tmp/offprint-source-none", NULL}, report));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_and_reads_a_folder),
        cmocka_unit_test(enters_a_folder_of_it),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
