/* Files are written and taken away by their own names, which are remembered; a folder is
 * left to the process's end. A child waits for that end, and for crashes, too. */
#define _XOPEN_SOURCE 700
#include "site_folder.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_LIMIT 8
#define FILE_LIMIT 256
#define PATH_LIMIT 200
#define PATH_ROOM 320

static struct {
    char path[PATH_ROOM];
    char made[FILE_LIMIT][PATH_ROOM]; /* files and folders, in the order of making */
    size_t count;
} folders[FOLDER_LIMIT];
static size_t folder_count;
static char root[64]; /* that holds them all */

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info, (void)type, (void)walk;
    return remove(path);
}

static void remove_all(const char *path)
{
    (void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Ends when the process that made it does, however that comes about: the pipe breaks. */
static void leave_keeper(void)
{
    int ends[2];
    if (pipe(ends) != 0) {
        abort();
    }
    if (fork() == 0) {
        char byte;
        (void)setsid();
        (void)close(ends[1]);
        while (read(ends[0], &byte, 1) > 0) {
        }
        remove_all(root);
        _exit(0);
    }
    (void)close(ends[0]);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

static void make_root(void)
{
    const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    (void)snprintf(root, sizeof root, "%s/offprint-fuzz-XXXXXX", base);
    if (!mkdtemp(root)) {
        abort();
    }
    leave_keeper();
}

const char *site_folder_new(void)
{
    if (!root[0]) {
        make_root();
    }
    char *path = folders[folder_count].path;
    (void)snprintf(path, PATH_ROOM, "%s/%zu", root, folder_count);
    if (folder_count == FOLDER_LIMIT || mkdir(path, 0700) != 0) {
        abort();
    }
    folder_count++;
    return path;
}

static size_t find(const char *folder)
{
    size_t i = 0;
    while (folders[i].path != folder) {
        i++;
    }
    return i;
}

static bool is_inside(struct str path)
{
    size_t start = 0;
    for (size_t i = 0; i <= path.len; i++) {
        if (i < path.len && path.ptr[i] != '/') {
            continue;
        }
        struct str part = str_sub(path, start, i);
        if (part.len == 0 || part.len > 100 || str_is(part, ".") || str_is(part, "..")) {
            return false;
        }
        start = i + 1;
    }
    return path.len < PATH_LIMIT && !memchr(path.ptr, '\0', path.len);
}

/* False: it is there already, or cannot be. */
static bool remember(size_t folder, const char *path, bool made)
{
    if (made) {
        (void)snprintf(folders[folder].made[folders[folder].count++], PATH_ROOM, "%s",
                       path);
    }
    return made;
}

void site_folder_put(const char *folder, struct str path, struct str bytes)
{
    char full[PATH_ROOM];
    size_t index = find(folder);
    if (!is_inside(path) || folders[index].count + 16 > FILE_LIMIT) {
        return;
    }
    (void)snprintf(full, sizeof full, "%s/%.*s", folder, STR_ARG(path));
    for (char *slash = strchr(full + strlen(folder) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)remember(index, full, mkdir(full, 0700) == 0);
        *slash = '/';
    }
    int file = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (!remember(index, full, file >= 0)) {
        return; /* a folder has the name, or a file that of a folder */
    }
    for (size_t at = 0; at < bytes.len;) {
        ssize_t wrote = write(file, bytes.ptr + at, bytes.len - at);
        if (wrote <= 0) {
            abort();
        }
        at += (size_t)wrote;
    }
    (void)close(file);
}

void site_folder_empty(const char *folder)
{
    size_t index = find(folder);
    while (folders[index].count > 0) {
        (void)remove(folders[index].made[--folders[index].count]);
    }
}
