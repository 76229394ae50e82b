/* Files that are replaced together: what is kept, what is refused, what is swept. What a
 * kill leaves is made by hand here; real kills are tests/program/test_outputs.py's. */
#include "base/replace.h"

#include "base/beside.h"
#include "base/folder.h"
#include "cmocka_offprint.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TOKEN "0123456789abcdef"

static char root[] = "/tmp/offprint-replace-XXXXXX";
static char out[100];

static const char *at(const char *name)
{
    static char paths[4][400];
    static size_t next;
    char *path = paths[next++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s", out, name);
    return path;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(at(name), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static bool holds(const char *name, const char *text)
{
    char got[100] = "";
    FILE *file = fopen(at(name), "r");
    if (!file) {
        return false;
    }
    size_t len = fread(got, 1, sizeof got - 1, file);
    (void)fclose(file);
    return len == strlen(text) && memcmp(got, text, len) == 0;
}

static size_t entry_count(void)
{
    size_t count = 0;
    DIR *listing = opendir(out);
    assert_non_null(listing);
    while (readdir(listing)) {
        count++;
    }
    closedir(listing);
    return count - 2; /* "." and ".." */
}

static struct stat look(const char *name)
{
    struct stat info;
    assert_int_equal(lstat(at(name), &info), 0);
    return info;
}

/* A folder of its own for each test. */
static int set_up(void **state)
{
    (void)state;
    static size_t number;
    if (number == 0 && !mkdtemp(root)) {
        return 1;
    }
    (void)snprintf(out, sizeof out, "%s/%zu", root, number++);
    return mkdir(out, 0777);
}

static int tear_down(void **state)
{
    (void)state;
    char command[300];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", root);
    return system(command); /* NOLINT: the folder's name is ours */
}

struct outcome {
    bool ok;
    char told[2000];
};

static size_t told_of_waiting;

static void tell(void *data, const char *stage, size_t done, size_t total)
{
    (void)data;
    told_of_waiting += strcmp(stage, "waiting for another run") == 0 && !done && !total;
}

static struct outcome replace(const char *pdf, const char *zip, bool (*stop)(void *data),
                              void *data)
{
    const struct new_file files[] = {{.name = "p.pdf", .bytes = str_from(pdf)},
                                     {.name = "p.zip", .bytes = str_from(zip)}};
    const struct progress progress = {.tell = tell};
    struct replacement what = {.folder = out,
                               .set = "p",
                               .files = files,
                               .count = 2,
                               .stop = stop,
                               .stop_data = data,
                               .progress = &progress};
    struct outcome outcome;
    struct report *report = report_new();
    struct buf text = {0};
    outcome.ok = replace_files(&what, report);
    assert_int_equal(outcome.ok, !report_has_system_error(report));
    report_write_text(report, SEVERITY_WARNING, &text);
    (void)snprintf(outcome.told, sizeof outcome.told, "%.*s", STR_ARG(buf_str(&text)));
    buf_clear(&text);
    report_free(report);
    return outcome;
}

static void expect(struct outcome outcome, bool ok, const char *told)
{
    if (outcome.ok != ok || !strstr(outcome.told, told) ||
        (!*told && strcmp(outcome.told, "") != 0)) {
        fail_msg("%d: '%s' instead of '%s'", outcome.ok, outcome.told, told);
    }
}

static void replaces_both(void **state)
{
    (void)state;
    expect(replace("old", "old zip", NULL, NULL), true, "");
    expect(replace("new", "new zip", NULL, NULL), true, "");
    assert_true(holds("p.pdf", "new") && holds("p.zip", "new zip"));
    assert_int_equal(entry_count(), 2);
}

static void leaves_alone_what_would_not_change(void **state)
{
    (void)state;
    static const struct timespec times[] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    expect(replace("same", "old", NULL, NULL), true, "");
    assert_int_equal(utimensat(AT_FDCWD, at("p.pdf"), times, 0), 0);
    struct stat before = look("p.pdf");
    expect(replace("same", "new", NULL, NULL), true, "");
    struct stat after = look("p.pdf");
    assert_int_equal(after.st_mtime, 1000);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(before.st_ctime, after.st_ctime);
    assert_true(holds("p.zip", "new"));
    expect(replace("sane", "new", NULL, NULL), true, "");
    assert_true(holds("p.pdf", "sane"));
}

/* A step at which a file beside one that is private can be seen. */
static bool sees_private_file(void *data)
{
    (void)data;
    DIR *listing = opendir(out);
    assert_non_null(listing);
    for (const struct dirent *entry; (entry = readdir(listing));) {
        if (strncmp(entry->d_name, ".p.pdf.", 7) == 0) {
            assert_int_equal(look(entry->d_name).st_mode & 07777, 0600);
        }
    }
    closedir(listing);
    return false;
}

static void keeps_modes(void **state)
{
    (void)state;
    mode_t mask = umask(027);
    put("p.pdf", "old");
    assert_int_equal(chmod(at("p.pdf"), 0604), 0);
    expect(replace("new", "new", NULL, NULL), true, "");
    (void)umask(mask);
    assert_int_equal(look("p.pdf").st_mode & 07777, 0604);
    assert_int_equal(look("p.zip").st_mode & 07777, 0640);
    assert_int_equal(chmod(at("p.pdf"), 0600), 0);
    expect(replace("private", "new", sees_private_file, NULL), true, "");
    assert_int_equal(chmod(at("p.pdf"), 0604), 0);
    if (geteuid() == 0) {
        assert_int_equal(chown(at("p.pdf"), 12345, 54321), 0);
        expect(replace("newer", "new", NULL, NULL), true, "");
        assert_int_equal(look("p.pdf").st_uid, 12345);
        assert_int_equal(look("p.pdf").st_gid, 54321);
        assert_int_equal(look("p.pdf").st_mode & 07777, 0604);
    }
}

static void replaces_a_link_and_not_what_it_names(void **state)
{
    (void)state;
    put("other", "other");
    assert_int_equal(symlink("other", at("p.pdf")), 0);
    assert_int_equal(symlink("nowhere", at("p.zip")), 0);
    expect(replace("other", "new", NULL, NULL), true, "");
    assert_true(S_ISREG(look("p.pdf").st_mode) && holds("p.pdf", "other"));
    assert_true(S_ISREG(look("p.zip").st_mode) && holds("p.zip", "new"));
    assert_true(holds("other", "other"));
    assert_int_equal(entry_count(), 3);
}

static bool check_says(const char *told)
{
    const struct new_file files[] = {{.name = "p.pdf"}, {.name = "p.zip"}};
    struct replacement what = {.folder = out, .files = files, .count = 2};
    struct report *report = report_new();
    struct buf text = {0};
    bool ok = replace_check(&what, report);
    report_write_text(report, SEVERITY_WARNING, &text);
    buf_add_byte(&text, '\0');
    bool said = strstr(text.ptr, told) != NULL;
    if (!said) {
        fail_msg("'%s' instead of '%s'", text.ptr, told);
    }
    buf_clear(&text);
    report_free(report);
    return ok;
}

static void refuses_what_is_no_file(void **state)
{
    (void)state;
    put("p.pdf", "old");
    assert_true(check_says(""));
    assert_int_equal(mkdir(at("p.zip"), 0777), 0);
    assert_false(check_says("p.zip': a folder is there"));
    expect(replace("new", "new", NULL, NULL), false, "p.zip': a folder is there");
    assert_int_equal(rmdir(at("p.zip")), 0);
    assert_int_equal(mkfifo(at("p.zip"), 0666), 0);
    assert_false(check_says("p.zip': a pipe is there"));
    expect(replace("new", "new", NULL, NULL), false, "a pipe is there");
    assert_int_equal(unlink(at("p.zip")), 0);
    assert_int_equal(symlink("/dev/null", at("p.zip")), 0);
    assert_true(check_says("")); /* the link is replaced, not the device */
    assert_true(holds("p.pdf", "old"));
    assert_int_equal(entry_count(), 2);
}

/* In a folder's place, or on the way to it. */
static void refuses_what_is_no_folder(void **state)
{
    (void)state;
    static const struct {
        const char *name, *told;
    } cases[] = {
        {"", NULL},
        {"none/deep", NULL},
        {"none//deep/", NULL},
        {"file", "it is a file, not a folder"},
        {"file/x", "a part of its path is a file, not a folder"},
        {"dangling", "a symbolic link to nothing is there"},
        {"loop", "its symbolic links lead round in a circle"},
        {"loop/x", "its symbolic links lead round in a circle"},
        {"link/x", NULL},
    };
    put("file", "x");
    assert_int_equal(symlink("nowhere", at("dangling")), 0);
    assert_int_equal(symlink("loop", at("loop")), 0);
    assert_int_equal(symlink(".", at("link")), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report *report = report_new();
        struct buf text = {0};
        bool ok = folder_check(at(cases[i].name), report);
        report_write_text(report, SEVERITY_WARNING, &text);
        buf_add_byte(&text, '\0');
        if (ok != !cases[i].told || (cases[i].told && !strstr(text.ptr, cases[i].told))) {
            fail_msg("'%s': %s", cases[i].name, text.ptr);
        }
        assert_int_equal(folder_make(at(cases[i].name), report), ok);
        buf_clear(&text);
        report_free(report);
    }
    char path[BESIDE_NAME_BYTES * 2];
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    struct report *report = report_new();
    assert_false(folder_check(path, report));
    assert_false(folder_make(path, report));
    report_free(report);
}

static int locked_file(const char *name)
{
    put(name, "in use");
    int fd = open(at(name), O_RDONLY);
    int folder = open(out, O_RDONLY);
    assert_int_equal(beside_claim(folder, name, fd), CLAIM_HELD);
    close(folder);
    return fd;
}

static void sweeps_what_is_dead_and_nothing_else(void **state)
{
    (void)state;
    static const char *const dead[] = {".p.pdf." TOKEN ".offprint-tmp",
                                       ".other.zip." TOKEN ".offprint-tmp",
                                       ".p.lock.offprint-tmp", ".other.lock.offprint-tmp"};
    static const char *const kept[] = {
        ".p.pdf.offprint-tmp",          ".p.pdf.0123456789ABCDEF.offprint-tmp",
        "p.pdf." TOKEN ".offprint-tmp", ".p.pdf." TOKEN ".offprint-tmp.bak",
        "." TOKEN ".offprint-tmp",      ".p.pdf.0123456789abcde.offprint-tmp",
        "..lock.offprint-tmp",          "x.offprint-tmp"};
    for (size_t i = 0; i < sizeof dead / sizeof dead[0]; i++) {
        put(dead[i], "x");
    }
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        put(kept[i], "x");
    }
    assert_int_equal(mkdir(at(".a." TOKEN ".offprint-tmp"), 0777), 0); /* of a dead run */
    assert_int_equal(mkdir(at(".a." TOKEN ".offprint-tmp/b"), 0777), 0);
    put(".a." TOKEN ".offprint-tmp/b/c", "x");
    assert_int_equal(symlink("p.pdf", at(".a." TOKEN ".offprint-tmp/b/d")), 0);
    assert_int_equal(symlink("p.pdf", at(".b." TOKEN ".offprint-tmp")), 0);
    assert_int_equal(mkfifo(at(".c." TOKEN ".offprint-tmp"), 0666), 0);
    int used = locked_file(".used.pdf." TOKEN ".offprint-tmp");
    int lock = locked_file(".used.lock.offprint-tmp");
    expect(replace("new", "new", NULL, NULL), true, "");
    for (size_t i = 0; i < sizeof dead / sizeof dead[0]; i++) {
        assert_int_equal(access(at(dead[i]), F_OK), -1);
    }
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        assert_int_equal(access(at(kept[i]), F_OK), 0);
    }
    assert_int_equal(entry_count(), 2 + sizeof kept / sizeof kept[0] + 2 + 2);
    assert_int_equal(access(at("p.pdf"), F_OK), 0); /* no link is followed */
    close(used);
    close(lock);
    expect(replace("new", "new", NULL, NULL), true, "");
    assert_int_equal(entry_count(), 2 + sizeof kept / sizeof kept[0] + 2);
}

/* Killed after the first rename: the zip that is left is the one that belongs there. */
static void mends_what_was_broken_off(void **state)
{
    (void)state;
    static const char *const locks[] = {".p.lock.offprint-tmp", ".other.lock.offprint-tmp"};
    static const char *const files[][2] = {
        {".p.zip." TOKEN ".offprint-tmp", "p.zip"},
        {".other.zip." TOKEN ".offprint-tmp", "other.zip"}};
    for (size_t i = 0; i < 2; i++) {
        put("p.pdf", "new");
        put("p.zip", "old");
        put(locks[i], TOKEN);
        put(files[i][0], "rest");
        put(".other.pdf.0000000000000000.offprint-tmp", "no part of it");
        char told[100];
        (void)snprintf(told, sizeof told, "its '%s' now stands with the rest", files[i][1]);
        expect(replace("new", i ? "old" : "rest", NULL, NULL), true, told);
        assert_true(holds(files[i][1], "rest"));
        assert_int_equal(entry_count(), i ? 3 : 2);
    }
    put(locks[0], TOKEN "0"); /* what this run writes is a mark of another length */
    put(".p.zip." TOKEN ".offprint-tmp", "rest");
    expect(replace("new", "old", NULL, NULL), true, "");
    put(locks[0], "no mark of any");
    put(".p.zip." TOKEN ".offprint-tmp", "rest");
    expect(replace("new", "old", NULL, NULL), true, "");
    assert_true(holds("p.zip", "old"));
}

static bool stops_at(void *data)
{
    int *steps = data;
    return (*steps)-- <= 0;
}

/* Whenever it is stopped, nothing was done; not stopped at the last step, all was. */
static void stops_at_every_step(void **state)
{
    (void)state;
    expect(replace("old", "old", NULL, NULL), true, "");
    bool stopped = true;
    int step = 0;
    for (; stopped; step++) {
        int left = step;
        struct outcome outcome = replace("new", "new", stops_at, &left);
        stopped = !outcome.ok;
        expect(outcome, outcome.ok, stopped ? "[output-stopped]" : "");
        const char *want = stopped ? "old" : "new";
        assert_true(holds("p.pdf", want) && holds("p.zip", want));
        assert_int_equal(entry_count(), 2);
    }
    assert_true(step > 5);
}

/* Another process holds the lock, then lets it go, or dies with it. */
static void waits_for_the_lock(void **state)
{
    (void)state;
    for (int dies = 0; dies < 2; dies++) {
        int ready[2], go[2];
        char byte;
        assert_int_equal(pipe(ready), 0);
        assert_int_equal(pipe(go), 0);
        pid_t child = fork();
        if (child == 0) {
            struct set_lock lock;
            int folder = open(out, O_RDONLY);
            bool held = set_lock_take(&lock, folder, "p") == CLAIM_HELD;
            (void)(write(ready[1], "x", 1) < 0);
            const struct timespec pause = {.tv_nsec = 50000000};
            (void)(read(go[0], &byte, 1) < 0);
            (void)nanosleep(&pause, NULL);
            put("p.zip", "of the other");
            if (!dies) {
                set_lock_release(&lock, NULL);
            }
            _exit(held ? 0 : 1);
        }
        assert_int_equal(read(ready[0], &byte, 1), 1);
        struct set_lock lock;
        int folder = open(out, O_RDONLY);
        assert_int_equal(set_lock_take(&lock, folder, "p"), CLAIM_BUSY);
        assert_int_equal(set_lock_take(&lock, folder, "q"), CLAIM_HELD);
        set_lock_release(&lock, NULL);
        close(folder);
        int left = 3, status;
        told_of_waiting = 0;
        expect(replace("new", "new", stops_at, &left), false, "[output-stopped]");
        assert_int_equal(told_of_waiting, 1);
        assert_int_equal(write(go[1], "x", 1), 1);
        expect(replace("new", "new", NULL, NULL), true, "");
        assert_true(holds("p.zip", "new"));
        assert_int_equal(entry_count(), 2);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        close(ready[0]);
        close(ready[1]);
        close(go[0]);
        close(go[1]);
    }
}

/* A lock file that was removed while others had it open is nobody's lock. */
static void takes_no_lock_that_has_no_name(void **state)
{
    (void)state;
    int folder = open(out, O_RDONLY);
    put(".p.lock.offprint-tmp", "");
    int fd = open(at(".p.lock.offprint-tmp"), O_RDWR);
    assert_int_equal(unlink(at(".p.lock.offprint-tmp")), 0);
    assert_int_equal(beside_claim(folder, ".p.lock.offprint-tmp", fd), CLAIM_GONE);
    put(".p.lock.offprint-tmp", "");
    assert_int_equal(beside_claim(folder, ".p.lock.offprint-tmp", fd), CLAIM_GONE);
    close(fd);
    assert_int_equal(unlink(at(".p.lock.offprint-tmp")), 0);
    assert_int_equal(symlink("x", at(".p.lock.offprint-tmp")), 0);
    expect(replace("new", "new", NULL, NULL), false, ".p.lock.offprint-tmp'");
    assert_int_equal(entry_count(), 1);
    close(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(replaces_both, set_up),
        cmocka_unit_test_setup(leaves_alone_what_would_not_change, set_up),
        cmocka_unit_test_setup(keeps_modes, set_up),
        cmocka_unit_test_setup(replaces_a_link_and_not_what_it_names, set_up),
        cmocka_unit_test_setup(refuses_what_is_no_file, set_up),
        cmocka_unit_test_setup(refuses_what_is_no_folder, set_up),
        cmocka_unit_test_setup(sweeps_what_is_dead_and_nothing_else, set_up),
        cmocka_unit_test_setup(mends_what_was_broken_off, set_up),
        cmocka_unit_test_setup(stops_at_every_step, set_up),
        cmocka_unit_test_setup(waits_for_the_lock, set_up),
        cmocka_unit_test_setup(takes_no_lock_that_has_no_name, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
