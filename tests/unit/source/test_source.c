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
    {"b.md", "bee"},     {"a.md", "ay"}, {".hidden", "x"},   {"sub", NULL},
    {"sub/c.md", "sea"}, {".far", NULL}, {".far/sub", NULL}, {".far/sub/c.md", "see"},
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

/* The source at `folder` of the root with what lies at `mounted` in it: the place of that,
 * and a file there. */
static const struct {
    const char *name, *folder, *entered, *mounted;
    const char *place; /* NULL: it cannot be */
    const char *file, *text;
    const char *listed; /* of the source itself, in its order */
} mounts[] = {
    {"inside", "", "", "/sub", "sub", "c.md", "sea", "a.md b.md"},
    {"outside", "/sub", "", "/.far", ".far", "sub/c.md", "see", "c.md"},
    {"outside, of a name that is taken", "/.far", "", "/sub", "sub-built", "c.md", "sea",
     "sub/c.md"},
    {"inside what was entered", "", ".far", "/.far/sub", "sub", "c.md", "see", ""},
    {"outside of what was entered", "", "sub", "/.far/sub", "sub", "c.md", "see", "c.md"},
    {"itself", "", "", "/sub/..", NULL, NULL, NULL, NULL},
    {"what was entered", "", "sub", "/sub", NULL, NULL, NULL, NULL},
};

static struct source *open_below(const char *folder)
{
    struct str path = arena_format(&arena, "%s%s", root, folder);
    return source_open(&arena, (struct source_at){arena_cstr(&arena, path), NULL}, report);
}

static struct str join_paths(const struct file_list *list)
{
    struct buf out = {.kept_in = &arena};
    for (size_t i = 0; i < list->count; i++) {
        buf_add_format(&out, "%s%.*s", i ? " " : "", STR_ARG(list->paths[i]));
    }
    return arena_take(&arena, &out);
}

static bool is_mounted_right(size_t row, struct source *source, struct str place)
{
    struct str file = arena_format(&arena, "%s/%s", mounts[row].place, mounts[row].file);
    struct str text = {0};
    struct file_list own, mounted;
    return str_is(place, mounts[row].place) &&
           source_peek(&arena, source, file, 9, &text) == FILE_OK &&
           str_is(text, mounts[row].text) &&
           source_kind_of(source, file) == FILE_KIND_FILE &&
           source_list(&arena, source, 10, NULL, &own) &&
           str_is(join_paths(&own), mounts[row].listed) &&
           source_list_mounted(&arena, source, 10, &mounted) && mounted.count == 1 &&
           str_eq(mounted.paths[0], file);
}

static void mounts_a_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mounts / sizeof mounts[0]; i++) {
        struct source *source = open_below(mounts[i].folder);
        struct source *mounted = open_below(mounts[i].mounted);
        struct str place = {0};
        size_t errors = report_count(report, SEVERITY_ERROR);

        assert_true(source && mounted);
        assert_true(!*mounts[i].entered ||
                    source_enter(source, str_from(mounts[i].entered)));
        bool ok = source_mount(source, mounted, &place, report);
        errors = report_count(report, SEVERITY_ERROR) - errors;
        if (ok != (mounts[i].place != NULL) || errors != (ok ? 0 : 1) ||
            (ok && !is_mounted_right(i, source, place))) {
            fail_msg("%s: at '%.*s', %zu errors", mounts[i].name, STR_ARG(place), errors);
        }
        source_close(source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_and_reads_a_folder),
        cmocka_unit_test(enters_a_folder_of_it),
        cmocka_unit_test(mounts_a_folder),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
