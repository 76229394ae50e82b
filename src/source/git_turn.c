/* The library's settings, which stand for the whole process where it is shared: so whoever
 * changes them must be alone, and a program that uses the library itself gets its own back.
 * Also where repositories begin: nothing of the library runs before a .git is found. */
#define _XOPEN_SOURCE 700 /* readlink */

#include "source/git_turn.h"

#include "base/str.h"
#include "base/system_error.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_LEVEL = GIT_CONFIG_LEVEL_PROGRAMDATA };

static pthread_mutex_t turn_lock = PTHREAD_MUTEX_INITIALIZER;

/* These extensions of a repository change nothing for a reader of its commits. */
static const char *harmless_extensions[] = {"partialclone", "preciousobjects",
                                            "worktreeconfig"};

/* Up to how large a tree stays parsed. For each file's attributes the library asks for the
 * whole tree of the commit a few times over, which is more than it keeps by itself where a
 * repository begins with some hundred names. What was set before cannot be asked. */
enum { TREE_KEPT_BYTES = 1 << 20, TREE_KEPT_BYTES_USUAL = 4096 };

static void keep_trees(size_t largest_bytes)
{
    (void)git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, largest_bytes);
}

static void keep_to_repository(struct git_turn *turn)
{
    keep_trees(TREE_KEPT_BYTES);
    for (int level = FIRST_LEVEL; level < GIT_TURN_LEVELS; level++) {
        (void)git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, level, &turn->paths[level]);
        (void)git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
    }
    (void)git_libgit2_opts(GIT_OPT_GET_OWNER_VALIDATION, &turn->owner_check);
    (void)git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    (void)git_libgit2_opts(GIT_OPT_GET_EXTENSIONS, &turn->extensions);
    (void)git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, harmless_extensions,
                           sizeof harmless_extensions / sizeof harmless_extensions[0]);
}

static void set_reading_once(bool once)
{
    (void)git_libgit2_opts(GIT_OPT_ENABLE_CACHING, once ? 0 : 1);
    (void)git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, once ? 0 : 1);
}

/* The library tells its own extensions with those that were set, but takes all that it is
 * given as set: they would be one set more with each turn. */
static size_t put_repeated_last(git_strarray *texts)
{
    size_t count = 0;
    for (size_t i = 0; i < texts->count; i++) {
        char *text = texts->strings[i];
        size_t k = 0;
        while (k < count && strcmp(texts->strings[k], text) != 0) {
            k++;
        }
        if (k == count) {
            texts->strings[i] = texts->strings[count];
            texts->strings[count++] = text;
        }
    }
    return count;
}

static void give_back(struct git_turn *turn)
{
    size_t extension_count = put_repeated_last(&turn->extensions);
    keep_trees(TREE_KEPT_BYTES_USUAL);
    if (turn->reads_once) {
        set_reading_once(false);
    }
    for (int level = FIRST_LEVEL; level < GIT_TURN_LEVELS; level++) {
        const char *path = turn->paths[level].ptr;
        (void)git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path ? path : "");
        git_buf_dispose(&turn->paths[level]);
    }
    (void)git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, turn->owner_check);
    (void)git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, turn->extensions.strings,
                           extension_count);
    git_strarray_dispose(&turn->extensions);
}

bool git_turn_begin(struct git_turn *turn)
{
    *turn = (struct git_turn){0};
    (void)pthread_mutex_lock(&turn_lock);
    git_watch_begin(&turn->watch);
    turn->begun = git_libgit2_init() > 0;
    if (turn->begun) {
        keep_to_repository(turn);
    }
    return turn->begun;
}

void git_turn_end(struct git_turn *turn)
{
    if (turn->begun) {
        give_back(turn);
        (void)git_libgit2_shutdown();
    }
    git_watch_end();
    (void)pthread_mutex_unlock(&turn_lock);
}

void git_turn_read_once(struct git_turn *turn)
{
    turn->reads_once = true;
    set_reading_once(true);
}

bool git_turn_keep(void)
{
    return git_libgit2_init() > 0;
}

void git_turn_let_go(void)
{
    (void)git_libgit2_shutdown();
}

const char *git_turn_reason(const struct git_turn *turn, char room[512])
{
    const git_error *error = git_error_last();
    const struct root_fault *denied = &turn->watch.denied;
    if (denied->error) {
        (void)snprintf(room, 512, "'%s': %s", denied->path,
                       denied->error == EXDEV
                           ? "its symbolic link leads out of the repository"
                           : system_error_text(denied->error));
    } else {
        (void)snprintf(room, 512, "%s",
                       error && error->message ? error->message : "no reason is given");
    }
    return room;
}

bool git_watch_holds(const struct git_watch *watch, struct report *report)
{
    const struct root_fault *fault = &watch->fault;
    if (fault->error == ENOMEM) {
        return report_out_of_memory(report);
    }
    if (fault->error) {
        report_read_error(report, "site-read", "cannot read '%s': %s", fault->path,
                          system_error_text(fault->error));
    }
    return fault->error == 0;
}

static bool stat_noted(struct git_watch *watch, const char *path, struct stat *info)
{
    bool there = stat(path, info) == 0;
    if (!there) {
        git_watch_note(watch, path, errno);
    }
    return there;
}

/* A .git that is a symbolic link to nothing is no absent one. */
static bool link_noted(struct git_watch *watch, const char *path)
{
    char target[100];
    int error = errno;
    ssize_t len = readlink(path, target, sizeof target - 1);
    if (len > 0 && watch->denied.error == 0) {
        target[len] = '\0';
        watch->denied.error = error;
        (void)snprintf(watch->denied.path, sizeof watch->denied.path, "%.150s -> %s", path,
                       target);
    }
    return len > 0;
}

/* Of the folder whose path has `len` bytes, with room behind it. */
static bool has(char *path, size_t len, const char *name, struct git_watch *watch)
{
    struct stat info;
    (void)snprintf(path + len, sizeof "/objects", "%s", name);
    bool there = stat_noted(watch, path, &info) ||
                 (strcmp(name, "/.git") == 0 && link_noted(watch, path));
    path[len] = '\0';
    return there;
}

/* As git looks for it: here and above, on the same file system. */
size_t git_find_above(const char *folder, enum git_find what, struct git_watch *watch)
{
    char path[PATH_MAX + sizeof "/objects"];
    struct stat info, start;
    size_t len = strlen(folder);
    memcpy(path, folder, len + 1);
    for (bool same = stat_noted(watch, folder, &start); same;
         same = info.st_dev == start.st_dev) {
        len = len == 1 ? 0 : len;
        if (has(path, len, "/.git", watch) ||
            (what == GIT_ANY && has(path, len, "/HEAD", watch) &&
             has(path, len, "/objects", watch))) {
            return len ? len : 1;
        }
        while (len > 0 && path[len - 1] != '/') {
            len--;
        }
        if (len == 0) {
            return 0;
        }
        len -= len > 1 ? 1 : 0;
        path[len] = '\0';
        if (!stat_noted(watch, path, &info)) {
            return 0;
        }
    }
    return 0;
}
