#include "base/file.h"

#include "base/limits.h"
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
    (void)snprintf(path, sizeof path, "%s/site/pipe", folder);
    assert_int_equal(mkfifo(path, 0666), 0);
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
        {"sub", FILE_FOLDER},
        {"pipe", FILE_SPECIAL},
        {"folder", FILE_FOLDER},
        {"a.md/x", FILE_ABSENT},
        {"sub/../../secret", FILE_OUTSIDE},
        {"dangling", FILE_DANGLING},
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
    static const char *const listed[] = {/* no linked folder */
                                         "a.md",   "absolute", "dangling",
                                         "inside", "loop",     "outside",
                                         "pipe",   "sub/b.md", "winding"};
    static const enum file_status closed[] = {FILE_OK,      FILE_OUTSIDE, FILE_DANGLING,
                                              FILE_OK,      FILE_LOOP,    FILE_OUTSIDE,
                                              FILE_SPECIAL, FILE_OK,      FILE_OUTSIDE};
    assert_int_equal(list.count, sizeof listed / sizeof listed[0]);
    for (size_t i = 0; i < list.count; i++) {
        const struct closed_path *found = file_list_closed(&list, list.paths[i]);
        assert_true(str_is(list.paths[i], listed[i]));
        assert_int_equal(found ? found->status : FILE_OK, closed[i]);
    }
    static const struct {
        const char *path;
        enum file_kind want;
    } kinds[] = {{"", FILE_KIND_FOLDER},          {"sub/", FILE_KIND_FOLDER},
                 {"a.md", FILE_KIND_FILE},        {"inside", FILE_KIND_FILE},
                 {"folder/b.md", FILE_KIND_FILE}, {"folder", FILE_KIND_FOLDER},
                 {"outside", FILE_KIND_BARRED},   {"dangling", FILE_KIND_BARRED},
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

/* Trees of folders, files and links by chance: by steps the answers are the system's. */

static uint32_t chance(uint32_t limit)
{
    static uint32_t seed = 1;
    seed = seed * 1103515245 + 12345;
    return (seed >> 16) % limit;
}

static const char *any_path(char room[60], uint32_t most)
{
    static const char *const parts[] = {"a", "b", "c", "..", ".", "d", ""};
    room[0] = '\0';
    for (uint32_t n = chance(most) + 1; n > 0; n--) {
        (void)strcat(room, parts[chance(sizeof parts / sizeof parts[0])]);
        (void)strcat(room, n > 1 ? "/" : "");
    }
    return room;
}

/* What cannot be made is not there. Nothing is made above the tree. */
static void make_any(const char *tree)
{
    char path[400], words[60];
    (void)snprintf(path, sizeof path, "%s/%s", tree, any_path(words, 4));
    if (strstr(words, "..")) {
        return;
    }
    switch (chance(5)) {
    case 0:
    case 1: (void)mkdir(path, 0777); break;
    case 2:
    case 3: (void)!symlink(any_path(words, 4), path); break;
    default: {
        FILE *file = fopen(path, "wx");
        (void)(file && fputs(path, file) >= 0 && fclose(file) == 0);
    }
    }
}

static enum file_status same_by_steps(struct arena *arena, struct root *root,
                                      const char *words)
{
    struct str path = str_from(words), once = {0}, stepped = {0};
    root->by_steps = false;
    enum file_status want = file_read(arena, root, path, 1000, &once);
    enum file_kind kind = file_kind_of(root, path);
    root->by_steps = true;
    enum file_status got = file_read(arena, root, path, 1000, &stepped);
    if (want != got || !str_eq(once, stepped) || kind != file_kind_of(root, path)) {
        fail_msg("%s/%s: %s, not %s", root->path, words, file_status_text(got),
                 file_status_text(want));
    }
    return want;
}

static void walks_as_the_system_does(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    size_t answers[FILE_NO_MEMORY + 1] = {0};
    for (size_t round = 0; round < 60; round++) {
        struct root root;
        char tree[256], words[60];
        (void)snprintf(tree, sizeof tree, "%s/tree%zu", folder, round);
        assert_int_equal(mkdir(tree, 0777), 0);
        assert_true(root_open(&root, tree));
        for (size_t i = 0; i < 60; i++) {
            make_any(tree);
        }
        for (size_t i = 0; i < 400; i++) {
            answers[same_by_steps(&arena, &root, any_path(words, 5))]++;
        }
        root_close(&root);
    }
    assert_true(answers[FILE_OK] > 500 && answers[FILE_OUTSIDE] > 500);
    assert_true(answers[FILE_LOOP] > 100 && answers[FILE_FOLDER] > 500);
    arena_clear(&arena);
}

/* One link leads to the next. */
static void follows_as_many_links_as_the_system(void **state)
{
    (void)state;
    struct root root;
    struct arena arena;
    char path[256], name[20], next[20];
    arena_init(&arena, 0);
    (void)snprintf(path, sizeof path, "%s/chain", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_true(root_open(&root, path));
    put("chain/0", "end");
    for (int i = 1; i < 50; i++) {
        (void)snprintf(name, sizeof name, "%d", i);
        (void)snprintf(next, sizeof next, "%d", i - 1);
        (void)snprintf(path, sizeof path, "%s/chain/%s", folder, name);
        assert_int_equal(symlink(next, path), 0);
        enum file_status got = same_by_steps(&arena, &root, name);
        assert_true(got == (i <= 40 ? FILE_OK : FILE_LOOP));
    }
    (void)memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    (void)same_by_steps(&arena, &root, path);
    path[sizeof path - 2] = '/';
    assert_int_equal(same_by_steps(&arena, &root, path), FILE_ABSENT);
    root_close(&root);
    arena_clear(&arena);
}

static bool follows(const void *data, struct str path)
{
    const char *unwanted = data;
    return str_find(path, str_from(unwanted), 0) == STR_NONE;
}

static struct file_list list_following(struct arena *arena, const char *below)
{
    struct root root;
    struct file_list list;
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, below);
    assert_true(root_open(&root, path));
    const struct list_filter filter = {.follows = follows, .data = "left"};
    assert_true(file_list_all(arena, &root, STR(""), 100000, &filter, &list));
    root_close(&root);
    return list;
}

/* Links to folders are followed where the filter says so, and none leads back. */
static void lists_behind_links(void **state)
{
    (void)state;
    struct arena arena;
    char path[256];
    arena_init(&arena, 0);
    static const char *const links[][2] = {
        {"behind/link", "real"}, {"behind/left", "real"}, {"behind/real/up", ".."},
        {"behind/ring", "."},    {"behind/out", ".."},    {"behind/real/again", "../real"}};
    for (size_t i = 0; i < 2; i++) {
        (void)snprintf(path, sizeof path, "%s/behind%s", folder, i ? "/real" : "");
        assert_int_equal(mkdir(path, 0777), 0);
    }
    put("behind/real/a.md", "a");
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, links[i][0]);
        assert_int_equal(symlink(links[i][1], path), 0);
    }
    struct file_list list = list_following(&arena, "behind");
    assert_int_equal(list.count, 3);
    assert_true(str_is(list.paths[0], "link/a.md"));
    assert_true(str_is(list.paths[1], "out"));
    assert_true(str_is(list.paths[2], "real/a.md"));
    assert_int_equal(list.closed_count, 1);
    assert_int_equal(list.closed[0].status, FILE_OUTSIDE);
    arena_clear(&arena);
}

/* Each of twelve folders has links to the others: there are more ways than anybody walks.
 */
static void ends_in_a_thicket_of_links(void **state)
{
    (void)state;
    struct arena arena;
    char path[256], target[20];
    arena_init(&arena, 0);
    (void)snprintf(path, sizeof path, "%s/thicket", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    for (int i = 0; i < 12; i++) {
        (void)snprintf(path, sizeof path, "%s/thicket/%d", folder, i);
        assert_int_equal(mkdir(path, 0777), 0);
        for (int k = 0; k < 12; k++) {
            (void)snprintf(path, sizeof path, "%s/thicket/%d/to%d", folder, i, k);
            (void)snprintf(target, sizeof target, "../%d", k);
            assert_int_equal(symlink(target, path), 0);
        }
    }
    struct file_list list = list_following(&arena, "thicket");
    assert_true(list.closed_count > 0 && list.closed[0].status == FILE_LINKS);
    assert_true(list.count < 20000);
    arena_clear(&arena);
}

/* More links than are followed, made in one order and in the other: systems list a folder
 * by when its entries came, or by a number of their own. */
static void follows_the_same_links_in_every_copy(void **state)
{
    (void)state;
    struct arena arena;
    struct file_list lists[2];
    char path[256];
    const int links = SITE_FOLDER_LINK_LIMIT + 20;
    arena_init(&arena, 0);
    for (int copy = 0; copy < 2; copy++) {
        const char *const folders[] = {copy ? "copy1" : "copy0",
                                       copy ? "copy1/to" : "copy0/to"};
        for (size_t i = 0; i < 2; i++) {
            (void)snprintf(path, sizeof path, "%s/%s", folder, folders[i]);
            assert_int_equal(mkdir(path, 0777), 0);
        }
        (void)snprintf(path, sizeof path, "%s/a.md", folders[1]);
        put(path, "a");
        for (int i = 0; i < links; i++) {
            (void)snprintf(path, sizeof path, "%s/%s/%d", folder, folders[0],
                           copy ? links - i : i + 1);
            assert_int_equal(symlink("to", path), 0);
        }
        lists[copy] = list_following(&arena, folders[0]);
    }
    assert_int_equal(lists[0].closed_count, 20);
    assert_int_equal(lists[1].closed_count, 20);
    for (size_t i = 0; i < 20; i++) {
        assert_true(str_eq(lists[0].closed[i].path, lists[1].closed[i].path));
        assert_int_equal(lists[0].closed[i].status, FILE_LINKS);
    }
    assert_true(str_is(lists[0].closed[0].path, "981")); /* the last ones by name */
    assert_true(str_is(lists[0].closed[19].path, "999"));
    assert_int_equal(lists[0].count, lists[1].count);
    for (size_t i = 0; i < lists[0].count; i++) {
        assert_true(str_eq(lists[0].paths[i], lists[1].paths[i]));
    }
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stays_inside_its_root),
        cmocka_unit_test(stays_inside_its_root_by_steps),
        cmocka_unit_test(walks_as_the_system_does),
        cmocka_unit_test(follows_as_many_links_as_the_system),
        cmocka_unit_test(lists_behind_links),
        cmocka_unit_test(ends_in_a_thicket_of_links),
        cmocka_unit_test(follows_the_same_links_in_every_copy),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
