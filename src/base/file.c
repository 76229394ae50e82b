/* Files below a root. Relies on the system to keep a path beneath its root: openat2 where
 * there is one, else each part of the path is opened by itself and each symbolic link read.
 * Both are Linux's or POSIX's; everything else here is POSIX. */
#define _GNU_SOURCE

#include "base/file.h"

#include "base/path.h"
#include "base/size.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#endif

#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

#define PATH_LIMIT_BYTES 4096
#define LINK_DEPTH_LIMIT 16
#define FOLDER_DEPTH_LIMIT 64

bool root_open(struct root *root, const char *path)
{
    root->path = path;
    root->by_steps = false;
    root->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return root->fd >= 0;
}

void root_close(struct root *root)
{
    if (root->fd >= 0) {
        close(root->fd);
    }
    root->fd = -1;
}

const char *file_status_text(enum file_status status)
{
    switch (status) {
    case FILE_OK: return "no fault";
    case FILE_ABSENT: return "no such file";
    case FILE_OUTSIDE: return "it lies outside the site";
    case FILE_LOOP: return "its symbolic links lead round in a circle";
    case FILE_UNREADABLE: return "its permissions forbid it, or the disk fails";
    case FILE_TOO_LARGE: return "it is too large";
    case FILE_NO_MEMORY: return "out of memory";
    }
    return "unknown fault";
}

static enum file_status status_of_errno(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR: return FILE_ABSENT;
    case EXDEV: return FILE_OUTSIDE;
    case ELOOP: return FILE_LOOP;
    case ENOMEM: return FILE_NO_MEMORY;
    default: return FILE_UNREADABLE;
    }
}

static int open_beneath_by_steps(int root_fd, const char *path, int flags, int depth);

/* Follows one symbolic link, itself only beneath the root; absolute ones lead out. */
static int open_link(int root_fd, int folder_fd, const char *folder, const char *name,
                     const char *rest, int flags, int depth)
{
    char target[PATH_LIMIT_BYTES];
    ssize_t len = readlinkat(folder_fd, name, target, sizeof target);
    if (len <= 0 || (size_t)len >= sizeof target || target[0] == '/' ||
        depth >= LINK_DEPTH_LIMIT) {
        errno = depth >= LINK_DEPTH_LIMIT ? ELOOP : EXDEV;
        return -1;
    }
    struct buf joined = {.limit_bytes = PATH_LIMIT_BYTES};
    struct buf resolved = {.limit_bytes = PATH_LIMIT_BYTES};
    buf_add_format(&joined, "%s%.*s/%s", folder, (int)len, target, rest);
    bool inside =
        buf_ok(&joined) &&
        path_resolve((struct str){0}, str_trim_right(buf_str(&joined)), &resolved);
    buf_truncate(&resolved, str_without_end(buf_str(&resolved), '/').len);
    buf_add_text(&resolved, resolved.len ? "" : ".");
    buf_add_byte(&resolved, '\0');
    int fd = -1;
    errno = EXDEV;
    if (inside && buf_ok(&resolved)) {
        fd = open_beneath_by_steps(root_fd, resolved.ptr, flags, depth + 1);
    }
    int error = errno;
    buf_clear(&joined);
    buf_clear(&resolved);
    errno = error;
    return fd;
}

/* With O_PATH a symbolic link would be opened itself. */
static int open_step(int folder, const char *name, int flags)
{
    int fd = openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC);
    struct stat info;
    if (fd >= 0 && (flags & O_PATH) && fstat(fd, &info) == 0 && S_ISLNK(info.st_mode)) {
        close(fd);
        errno = ELOOP;
        return -1;
    }
    return fd;
}

static int open_beneath_by_steps(int root_fd, const char *path, int flags, int depth)
{
    char walked[PATH_LIMIT_BYTES] = "";
    int folder = dup(root_fd);
    const char *at = path;
    while (folder >= 0) {
        const char *slash = strchr(at, '/');
        char name[NAME_MAX + 1];
        size_t len = slash ? (size_t)(slash - at) : strlen(at);
        if (len > NAME_MAX || strlen(walked) + len + 2 > sizeof walked) {
            errno = ENAMETOOLONG;
            break;
        }
        memcpy(name, at, len);
        name[len] = '\0';
        int step = slash ? O_RDONLY | O_DIRECTORY : flags;
        int next = open_step(folder, name, step);
        if (next < 0 && (errno == ELOOP || errno == ENOTDIR)) {
            struct stat info;
            if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
                S_ISLNK(info.st_mode)) {
                next = open_link(root_fd, folder, walked, name, slash ? slash + 1 : "",
                                 flags, depth);
                slash = NULL; /* the link took the rest along */
            }
        }
        int error = errno;
        close(folder);
        errno = error;
        if (!slash || next < 0) {
            return next;
        }
        folder = next;
        at = slash + 1;
        strcat(walked, name);
        strcat(walked, "/");
    }
    int error = errno;
    if (folder >= 0) {
        close(folder);
    }
    errno = error;
    return -1;
}

static int open_beneath_at_once(int root_fd, const char *path, int flags)
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

static int open_beneath(const struct root *root, struct str path, int flags)
{
    char name[PATH_LIMIT_BYTES];
    path = str_without_end(path, '/');
    if (path.len >= sizeof name || str_find_byte(path, '\0', 0) != STR_NONE) {
        errno = ENOENT;
        return -1;
    }
    if (path.len) {
        memcpy(name, path.ptr, path.len);
    }
    name[path.len] = '\0';
    struct buf inside = {0};
    bool stays = !str_starts(path, "/") && path_resolve((struct str){0}, path, &inside);
    buf_clear(&inside);
    if (!stays) {
        errno = EXDEV;
        return -1;
    }
    const char *start = path.len ? name : ".";
    int fd = root->by_steps ? -1 : open_beneath_at_once(root->fd, start, flags);
    bool cannot = errno == ENOSYS || errno == EPERM || errno == EINVAL;
    return root->by_steps || (fd < 0 && cannot)
               ? open_beneath_by_steps(root->fd, start, flags, 0)
               : fd;
}

static enum file_status read_all(struct arena *arena, int fd, size_t size_hint,
                                 size_t limit_bytes, struct str *out)
{
    size_t capacity = size_hint + 2; /* a byte past the end tells that it is the end */
    capacity = capacity > 4096 ? capacity : 4096;
    char *bytes = arena_alloc(arena, capacity, 1);
    size_t len = 0;
    while (bytes) {
        if (len + 1 == capacity && !arena_grow(arena, &bytes, capacity, &capacity, 1)) {
            break;
        }
        ssize_t got = read(fd, bytes + len, capacity - len - 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return FILE_UNREADABLE;
        }
        if (got == 0) {
            bytes[len] = '\0';
            *out = str_make(bytes, len);
            return FILE_OK;
        }
        len += (size_t)got;
        if (len > limit_bytes) {
            return FILE_TOO_LARGE;
        }
    }
    return FILE_NO_MEMORY;
}

static enum file_status read_open_file(struct arena *arena, int fd, size_t limit_bytes,
                                       struct str *out)
{
    struct stat info;
    enum file_status status = FILE_UNREADABLE;
    if (fstat(fd, &info) == 0 && (S_ISREG(info.st_mode) || fd == STDIN_FILENO)) {
        size_t size = S_ISREG(info.st_mode) && info.st_size > 0 ? (size_t)info.st_size : 0;
        status = size > limit_bytes ? FILE_TOO_LARGE
                                    : read_all(arena, fd, size, limit_bytes, out);
    }
    if (fd != STDIN_FILENO) {
        close(fd);
    }
    return status;
}

enum file_status file_read(struct arena *arena, const struct root *root, struct str path,
                           size_t limit_bytes, struct str *out)
{
    /* O_NONBLOCK: a FIFO in the site must not hang the run. */
    int fd = open_beneath(root, path, O_RDONLY | O_NONBLOCK);
    return fd < 0 ? status_of_errno(errno) : read_open_file(arena, fd, limit_bytes, out);
}

enum file_status file_read_part(struct arena *arena, const struct root *root,
                                struct str path, uint64_t offset, size_t size_bytes,
                                struct str *out)
{
    int fd = open_beneath(root, path, O_RDONLY | O_NONBLOCK);
    char *bytes = arena_alloc(arena, size_bytes + 1, 1);
    ssize_t got = fd >= 0 && bytes && offset <= INT64_MAX
                      ? pread(fd, bytes, size_bytes, (off_t)offset)
                      : -1;
    enum file_status status = fd < 0     ? status_of_errno(errno)
                              : !bytes   ? FILE_NO_MEMORY
                              : got >= 0 ? FILE_OK
                                         : FILE_UNREADABLE;
    if (fd >= 0) {
        close(fd);
    }
    *out = status == FILE_OK ? str_make(bytes, (size_t)got) : (struct str){0};
    return status;
}

enum file_status file_read_path(struct arena *arena, const char *path, size_t limit_bytes,
                                struct str *out)
{
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    return fd < 0 ? status_of_errno(errno) : read_open_file(arena, fd, limit_bytes, out);
}

static bool stat_beneath(const struct root *root, struct str path, struct stat *info)
{
    int fd = open_beneath(root, path, O_PATH);
    if (fd < 0) {
        return false;
    }
    bool ok = fstat(fd, info) == 0;
    close(fd);
    return ok;
}

enum file_kind file_kind_of(const struct root *root, struct str path)
{
    struct stat info;
    if (!stat_beneath(root, path, &info)) {
        return FILE_KIND_NONE;
    }
    return S_ISREG(info.st_mode)   ? FILE_KIND_FILE
           : S_ISDIR(info.st_mode) ? FILE_KIND_FOLDER
                                   : FILE_KIND_NONE;
}

static int compare_paths(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* A folder that cannot be read, or lies too deep, is as if it were empty; no link to a
 * folder is followed, for links may form a ring. */
static bool list_folder(struct arena *arena, const struct root *root, struct str path,
                        size_t limit_count, hidden_filter wants_hidden, int depth,
                        struct file_list *out)
{
    int fd =
        depth > FOLDER_DEPTH_LIMIT ? -1 : open_beneath(root, path, O_RDONLY | O_DIRECTORY);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    if (!folder) {
        if (fd >= 0) {
            close(fd);
        }
        return true; /* an unreadable folder is as if it were empty */
    }
    bool ok = true;
    for (const struct dirent *entry = readdir(folder); ok && entry;
         entry = readdir(folder)) {
        struct str own = str_from(entry->d_name);
        if (str_is(own, ".") || str_is(own, "..") ||
            (own.ptr[0] == '.' && !(wants_hidden && wants_hidden(own)))) {
            continue;
        }
        struct str name = arena_str(arena, path_join(arena, path, own));
        enum file_kind kind = entry->d_type == DT_REG   ? FILE_KIND_FILE
                              : entry->d_type == DT_DIR ? FILE_KIND_FOLDER
                                                        : file_kind_of(root, name);
        if (kind == FILE_KIND_FOLDER && entry->d_type == DT_LNK) {
            continue; /* linked folders may form a ring; their files are read when named */
        }
        if (kind == FILE_KIND_FOLDER) {
            ok = list_folder(arena, root, name, limit_count, wants_hidden, depth + 1, out);
        } else if (kind == FILE_KIND_FILE) {
            ok = out->count < limit_count && arena_grow(arena, &out->paths, out->count,
                                                        &out->capacity, sizeof *out->paths);
            if (ok) {
                out->paths[out->count++] = name;
            }
        }
    }
    closedir(folder);
    return ok && !arena_failed(arena);
}

bool file_list_all(struct arena *arena, const struct root *root, struct str path,
                   size_t limit_count, hidden_filter wants_hidden, struct file_list *out)
{
    *out = (struct file_list){0};
    bool ok = list_folder(arena, root, path, limit_count, wants_hidden, 0, out);
    if (out->count > 1) {
        qsort(out->paths, out->count, sizeof *out->paths, compare_paths);
    }
    return ok;
}
