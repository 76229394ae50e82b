/* The bundle is read back from the zip that was made: what lies in both is the same. Names
 * in it are safe on every file system already (archive/names.h); no link is made, and none
 * followed. What is there before is stick_there.c's. */
#define _GNU_SOURCE /* O_DIRECTORY */

#include "stick.h"

#include "bag/bag.h"
#include "base/beside.h"
#include "base/path.h"
#include "base/replace_folder.h"
#include "base/replacing.h"
#include "base/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct writing {
    const struct stick *stick;
    const char *name; /* of the file, below the output's folder */
    int fd;
    struct report *report;
};

static bool write_block(void *data, struct str block)
{
    const struct writing *writing = data;
    return replacing_write(&writing->stick->what, writing->fd, writing->name, block,
                           writing->report);
}

/* The new folder, and the old one whose modes are kept; -1: there is none. */
struct folders {
    int top, there;
};

/* One that is cut at a folder for a moment. NULL: memory is gone. */
static char *path_copy(struct arena *arena, struct str path)
{
    char *copy = arena_alloc(arena, path.len + 1, 1);
    if (copy) {
        memcpy(copy, path.ptr, path.len);
        copy[path.len] = '\0';
    }
    return copy;
}

/* What the old folder has by that path, of that type. */
static bool find_old(const struct folders *folders, const char *path, mode_t type,
                     struct stat *old)
{
    return folders->there >= 0 &&
           fstatat(folders->there, path, old, AT_SYMLINK_NOFOLLOW) == 0 &&
           (old->st_mode & S_IFMT) == type;
}

/* Makes the folder `name` of that path and opens it; -1: errno says why. Its owner may
 * write into it until settle_folders(). */
static int open_folder(const struct folders *folders, int above, const char *name,
                       const char *path)
{
    struct stat old;
    bool had = find_old(folders, path, S_IFDIR, &old);
    bool made = mkdirat(above, name, had ? S_IRWXU : 0777) == 0;
    int fd =
        made || errno == EEXIST
            ? beside_open(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
            : -1;
    if (made && had && fd >= 0) {
        replacing_keep_mode(fd, &old, S_IRWXU);
    }
    return fd;
}

/* Makes the folders of the path, and gives the last; -1: errno says why. Each is synced
 * later, by the file system's own order, no sooner than its files. */
static int open_parent(const struct folders *folders, char *path, const char **name)
{
    int folder = beside_open(folders->top, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    char *rest = path;
    for (char *slash; folder >= 0 && (slash = strchr(rest, '/')); rest = slash + 1) {
        *slash = '\0';
        int next = open_folder(folders, folder, rest, path);
        int error = errno;
        close(folder);
        errno = error;
        folder = next;
        *slash = '/';
    }
    *name = rest;
    return folder;
}

static int open_file(const struct folders *folders, int folder, const char *name,
                     const char *path)
{
    struct stat old;
    bool had = find_old(folders, path, S_IFREG, &old);
    int fd = beside_open(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                         had ? S_IRUSR | S_IWUSR : 0666);
    if (had && fd >= 0) {
        replacing_keep_mode(fd, &old, 0);
    }
    return fd;
}

static bool write_file(const struct stick *stick, struct bag *bag,
                       const struct bag_file *file, const struct folders *folders,
                       struct report *report)
{
    struct str shown =
        arena_format(stick->arena, "%s/%.*s", stick->along.name, STR_ARG(file->path));
    char *path = path_copy(stick->arena, file->path);
    const char *name;
    if (!shown.len || !path) {
        return report_out_of_memory(report);
    }
    int folder = open_parent(folders, path, &name);
    int fd = folder < 0 ? -1 : open_file(folders, folder, name, path);
    struct writing writing = {stick, shown.ptr, fd, report};
    bool ok = fd >= 0 ||
              replacing_failed(&stick->what, shown.ptr, system_error_text(errno), report);
    ok = ok && bag_stream(bag, file, write_block, &writing, report) &&
         replacing_sync(&stick->what, fd, shown.ptr, report);
    (void)(fd >= 0 && close(fd));
    (void)(folder >= 0 && close(folder));
    return ok;
}

/* Of the folders on the path that not even their owner may write into. */
static void settle_folders(const struct folders *folders, char *path)
{
    for (char *slash = path; (slash = strchr(slash, '/')); *slash++ = '/') {
        struct stat old;
        *slash = '\0';
        bool closed =
            find_old(folders, path, S_IFDIR, &old) && (old.st_mode & S_IRWXU) != S_IRWXU;
        int fd = closed ? beside_open(folders->top, path,
                                      O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
                        : -1;
        if (fd >= 0) {
            replacing_keep_mode(fd, &old, 0);
            close(fd);
        }
    }
}

static bool settle_all(const struct stick *stick, const struct folders *folders,
                       const struct bag_file *files, size_t count, struct report *report)
{
    struct str before = {0};
    for (size_t i = 0; i < count && folders->there >= 0; i++) {
        struct str folder = path_folder(files[i].path);
        if (!str_eq(folder, before)) {
            char *path = path_copy(stick->arena, files[i].path);
            if (!path) {
                return report_out_of_memory(report);
            }
            settle_folders(folders, path);
        }
        before = folder;
    }
    return true;
}

static bool fill(void *data, int folder, int there, const char *from, struct report *report)
{
    const struct stick *stick = data;
    const struct folders folders = {folder, there};
    struct bag *bag = bag_open(stick->arena, from, report);
    size_t count = 0;
    const struct bag_file *files = bag ? bag_files(bag, &count) : NULL;
    bool ok = bag != NULL;
    struct progress unpacking =
        stick->what.progress ? *stick->what.progress : (struct progress){0};
    unpacking.stage = "unpacking";
    for (size_t i = 0; ok && i < count; i++) {
        progress_tell(&unpacking, i, count);
        ok = write_file(stick, bag, &files[i], &folders, report);
    }
    ok = ok && settle_all(stick, &folders, files, count, report);
    bag_close(bag);
    return ok;
}

bool stick_init(struct stick *stick, struct arena *arena, const char *folder,
                const struct output_place *place, struct report *report)
{
    const char *name = arena_cstr(arena, place->set);
    struct str zip = arena_format(arena, "%.*s.zip", STR_ARG(place->set));
    *stick = (struct stick){.along = {.folder = folder,
                                      .name = name,
                                      .of = zip.ptr,
                                      .maker = {stick, fill, stick_why_stay, stick_compare}},
                            .arena = arena,
                            .what = {.folder = folder,
                                     .set = name,
                                     .files = &stick->goal,
                                     .count = 1,
                                     .stop = place->stop,
                                     .stop_data = place->stop_data,
                                     .progress = place->progress},
                            .goal = {.name = name}};
    return (name && zip.len) || report_out_of_memory(report);
}
