#include "base/file.h"

#include "cmocka_offprint.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/offprint-file-XXXXXX";

static void put(const char *name, const char *text)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    (void)state;
    char path[256];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/site", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    (void)snprintf(path, sizeof path, "%s/site/sub", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    put("secret", "s");
    put("site/a.md", "hello");
    put("site/sub/b.md", "b");
    put("site/.hidden", "h");
    static const char *const links[][2] = {{"sub/b.md", "inside"},
                                           {"../secret", "outside"},
                                           {"/etc/passwd", "absolute"},
                                           {"sub/../../secret", "winding"},
                                           {"loop", "loop"},
                                           {"nowhere", "dangling"},
                                           {"sub", "folder"}};
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/site/%s", folder, links[i][1]);
        assert_int_equal(symlink(links[i][0], path), 0);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[300];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command); /* NOLINT: the folder's name is ours */
}

static void stays_inside(bool by_steps)
{
    static const struct {
        const char *path;
        enum file_status want;
    } cases[] = {
        {"a.md", FILE_OK},
        {"sub/b.md", FILE_OK},
        {"inside", FILE_OK},
        {"folder/b.md", FILE_OK},
        {"absent.md", FILE_ABSENT},
        {"../secret", FILE_OUTSIDE},
        {"/etc/passwd", FILE_OUTSIDE},
        {"outside", FILE_OUTSIDE},
        {"absolute", FILE_OUTSIDE},
        {"winding", FILE_OUTSIDE},
        {"loop", FILE_LOOP},
        {"sub", FILE_UNREADABLE},
        {"a.md/x", FILE_ABSENT},
        {"sub/../../secret", FILE_OUTSIDE},
        {"dangling", FILE_ABSENT},
    };
    char path[256];
    (void)snprintf(path, sizeof path, "%s/site", folder);
    struct root root;
    assert_true(root_open(&root, path));
    root.by_steps = by_steps;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str text;
        enum file_status got =
            file_read(&arena, &root, str_from(cases[i].path), 1000, &text);
        if (got != cases[i].want) {
            fail_msg("%s: %s", cases[i].path, file_status_text(got));
        }
    }
    struct str text;
    assert_int_equal(file_read(&arena, &root, STR("a.md"), 4, &text), FILE_TOO_LARGE);
    assert_int_equal(file_read(&arena, &root, STR("a.md"), 5, &text), FILE_OK);
    assert_true(str_is(text, "hello"));
    struct file_list list;
    assert_true(file_list_all(&arena, &root, STR(""), 100, NULL, &list));
    assert_int_equal(list.count, 3); /* a.md, inside, sub/b.md: no linked folder */
    assert_true(str_is(list.paths[0], "a.md"));
    assert_true(str_is(list.paths[2], "sub/b.md"));
    static const struct {
        const char *path;
        enum file_kind want;
    } kinds[] = {{"", FILE_KIND_FOLDER},          {"sub/", FILE_KIND_FOLDER},
                 {"a.md", FILE_KIND_FILE},        {"inside", FILE_KIND_FILE},
                 {"folder/b.md", FILE_KIND_FILE}, {"folder", FILE_KIND_FOLDER},
                 {"outside", FILE_KIND_NONE},     {"dangling", FILE_KIND_NONE},
                 {"absent", FILE_KIND_NONE},      {"a.md/x", FILE_KIND_NONE}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (file_kind_of(&root, str_from(kinds[i].path)) != kinds[i].want) {
            fail_msg("the kind of '%s'", kinds[i].path);
        }
    }
    arena_clear(&arena);
    root_close(&root);
}

static void stays_inside_its_root(void **state)
{
    (void)state;
    stays_inside(false);
}

/* As on a system without openat2. */
static void stays_inside_its_root_by_steps(void **state)
{
    (void)state;
    stays_inside(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stays_inside_its_root),
        cmocka_unit_test(stays_inside_its_root_by_steps),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
