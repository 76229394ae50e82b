/* Paths that stay beneath a folder. Relies on the system for that where it has openat2;
 * else each part of the path is opened by itself and each symbolic link read. Both are
 * Linux's or POSIX's. */
#define _GNU_SOURCE /* O_PATH, syscall */

#include "base/beneath.h"

#include "base/buf.h"
#include "base/path.h"
#include "base/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#endif

#define PATH_LIMIT_BYTES 4096
#define LINK_LIMIT 40 /* Linux's */

/* A walk as the kernel does it, but that no part leads out: symbolic links are read here,
 * never followed by the system, so that ".." always leads to a folder passed before. */
struct walk {
    int root, folder;            /* borrowed; where the walk stands, owned, or -1 */
    char real[PATH_LIMIT_BYTES]; /* its path below the root, free of links: "a/b/" */
    size_t real_len;
    char rest[PATH_LIMIT_BYTES]; /* what is still to walk */
    char name[NAME_MAX + 1];     /* the part that is being walked */
    bool last, as_folder;        /* none comes after it; a slash does */
    bool opened;                 /* what is open is what was asked for, with its flags */
    int link_count;
};

/* Moves to `fd`, which may be -1. */
static bool walk_to(struct walk *walk, int fd)
{
    int error = errno;
    if (walk->folder >= 0) {
        close(walk->folder);
    }
    errno = error;
    walk->folder = fd;
    return fd >= 0;
}

/* Takes the next part off the rest. */
static bool walk_next(struct walk *walk)
{
    size_t len = strcspn(walk->rest, "/");
    const char *after = walk->rest + len + strspn(walk->rest + len, "/");
    if (len > NAME_MAX) {
        errno = ENAMETOOLONG;
        return walk_to(walk, -1);
    }
    memcpy(walk->name, walk->rest, len);
    walk->name[len] = '\0';
    walk->as_folder = after > walk->rest + len;
    walk->last = !*after;
    walk->opened = false;
    memmove(walk->rest, after, strlen(after) + 1);
    return true;
}

/* Opens the folder of the path so far anew: it may have been moved. */
static int real_open(const struct walk *walk)
{
    int at = dup(walk->root);
    for (size_t i = 0; at >= 0 && i < walk->real_len;) {
        char name[NAME_MAX + 1];
        size_t len = strcspn(walk->real + i, "/");
        memcpy(name, walk->real + i, len);
        name[len] = '\0';
        int next = openat(at, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        close(at);
        at = next;
        i += len + 1;
    }
    return at;
}

static bool walk_up(struct walk *walk)
{
    size_t len = walk->real_len;
    if (len == 0) {
        errno = EXDEV;
        return walk_to(walk, -1);
    }
    do {
        len--;
    } while (len > 0 && walk->real[len - 1] != '/');
    walk->real[len] = '\0';
    walk->real_len = len;
    return walk_to(walk, real_open(walk));
}

/* Puts what the link says before the rest. */
static bool walk_link(struct walk *walk)
{
    char target[PATH_LIMIT_BYTES];
    ssize_t len = readlinkat(walk->folder, walk->name, target, sizeof target);
    size_t rest = strlen(walk->rest);
    size_t between = walk->as_folder ? 1 : 0;
    int fault = len < 0                                             ? errno
                : ++walk->link_count > LINK_LIMIT                   ? ELOOP
                : (size_t)len + between + rest >= sizeof walk->rest ? ENAMETOOLONG
                : len == 0                                          ? ENOENT
                : target[0] == '/'                                  ? EXDEV
                                                                    : 0;
    if (fault) {
        errno = fault;
        return walk_to(walk, -1);
    }
    memmove(walk->rest + (size_t)len + between, walk->rest, rest + 1);
    memcpy(walk->rest, target, (size_t)len);
    memcpy(walk->rest + len, "/", between);
    return true;
}

static bool is_link(int folder, const char *name)
{
    struct stat info;
    int error = errno;
    bool is =
        fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode);
    errno = error;
    return is;
}

/* Into the part, or to where it leads when it is a link. */
static bool walk_into(struct walk *walk, int flags)
{
    size_t len = strlen(walk->name);
    if (len + 2 > sizeof walk->real - walk->real_len) {
        errno = ENAMETOOLONG;
        return walk_to(walk, -1);
    }
    /* With O_PATH a link would be opened itself. */
    if (walk->last && (flags & O_PATH) && is_link(walk->folder, walk->name)) {
        return walk_link(walk);
    }
    int step = !walk->last       ? O_PATH | O_DIRECTORY
               : walk->as_folder ? flags | O_DIRECTORY
                                 : flags;
    int fd = openat(walk->folder, walk->name, step | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && (errno == ELOOP || errno == ENOTDIR) &&
        is_link(walk->folder, walk->name)) {
        return walk_link(walk);
    }
    memcpy(walk->real + walk->real_len, walk->name, len);
    walk->real_len += len + 1;
    walk->real[walk->real_len - 1] = '/';
    walk->real[walk->real_len] = '\0';
    walk->opened = walk->last;
    return walk_to(walk, fd);
}

static int open_by_steps(int root, const char *path, int flags)
{
    struct walk walk = {.root = root, .folder = dup(root)};
    bool ok = walk.folder >= 0;
    memcpy(walk.rest, path, strlen(path) + 1);
    while (ok && *walk.rest) {
        ok = walk_next(&walk) && (strcmp(walk.name, ".") == 0    ? true
                                  : strcmp(walk.name, "..") == 0 ? walk_up(&walk)
                                                                 : walk_into(&walk, flags));
    }
    if (ok && !walk.opened) { /* the path ends where the walk was already */
        (void)walk_to(&walk, openat(walk.folder, ".", flags | O_CLOEXEC));
    }
    return walk.folder;
}

static int open_at_once(int root_fd, const char *path, int flags)
{
#ifdef RESOLVE_BENEATH
    struct open_how how = {
        .flags = (unsigned)(flags | O_CLOEXEC),
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    return (int)syscall(SYS_openat2, root_fd, path, &how, sizeof how);
#else
    (void)root_fd, (void)path, (void)flags;
    errno = ENOSYS;
    return -1;
#endif
}

int beneath_open(int root, struct str path, int flags, bool by_steps)
{
    char name[PATH_LIMIT_BYTES]; /* many: not zeroed first */
    path = str_without_end(path, '/');
    if (path.len >= sizeof name || str_find_byte(path, '\0', 0) != STR_NONE) {
        errno = path.len >= sizeof name ? ENAMETOOLONG : ENOENT;
        return -1;
    }
    struct buf inside = {0};
    bool stays = !str_starts(path, "/") && path_resolve((struct str){0}, path, &inside);
    buf_clear(&inside);
    if (!stays) {
        errno = EXDEV;
        return -1;
    }
    struct str place = path.len ? path : STR(".");
    memcpy(name, place.ptr, place.len);
    name[place.len] = '\0';
    int fd;
    do {
        fd = by_steps ? -1 : open_at_once(root, name, flags);
        /* Not known here, not allowed here, or not sure as a folder is being moved. */
        bool cannot =
            errno == ENOSYS || errno == EPERM || errno == EINVAL || errno == EAGAIN;
        if (by_steps || (fd < 0 && cannot)) {
            fd = open_by_steps(root, name, flags);
        }
    } while (fd < 0 && errno == EINTR);
    return fd;
}

static void keep_fault(int *fault)
{
    *fault = *fault == 0 && system_error_is_fault(errno) ? errno : *fault;
}

bool beneath_stands(int root, struct str path, bool by_steps, int *fault)
{
    struct str name = str_without_end(path, '/');
    int folder = -1;
    *fault = 0;
    do {
        path = path_folder(name);
        folder = beneath_open(root, path, O_PATH, by_steps);
        if (folder < 0) {
            keep_fault(fault);
            name = path;
        }
    } while (folder < 0 && path.len);
    char own[NAME_MAX + 1];
    name = path_name(name);
    struct stat info;
    bool stands = false;
    if (folder >= 0 && name.len && name.len < sizeof own) {
        memcpy(own, name.ptr, name.len);
        own[name.len] = '\0';
        stands = fstatat(folder, own, &info, AT_SYMLINK_NOFOLLOW) == 0;
        if (!stands) {
            keep_fault(fault);
        }
    }
    if (folder >= 0) {
        close(folder);
    }
    return stands;
}
