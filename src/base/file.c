/* Files below a root, read whole. beneath.c keeps paths beneath it; here is what they may
 * be and how their folders are listed. */
#define _GNU_SOURCE /* O_PATH */

#include "base/file.h"

#include "base/beneath.h"
#include "base/path.h"
#include "base/size.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_DEPTH_LIMIT 64

bool root_open(struct root *root, const char *path)
{
    root->path = path;
    root->by_steps = false;
    root->fault = NULL;
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
    case FILE_DENIED: return "permission denied";
    case FILE_FOLDER: return "it is a folder";
    case FILE_SPECIAL: return "it is a pipe or a device, not a file";
    case FILE_NAME_TOO_LONG: return "its name is too long";
    case FILE_UNREADABLE: return "the disk fails, or the system is out of means";
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
    case EACCES:
    case EPERM: return FILE_DENIED;
    case EISDIR: return FILE_FOLDER;
    case ENXIO: return FILE_SPECIAL;
    case ENAMETOOLONG: return FILE_NAME_TOO_LONG;
    case ENOMEM: return FILE_NO_MEMORY;
    default: return FILE_UNREADABLE;
    }
}

/* Remembers what has nothing to do with the file: else it would count as absent. */
static void note_fault(const struct root *root, struct str path, int error)
{
    enum file_status status = status_of_errno(error);
    struct root_fault *fault = root->fault;
    if (fault && fault->error == 0 &&
        (status == FILE_UNREADABLE || status == FILE_NO_MEMORY)) {
        fault->error = error;
        (void)snprintf(fault->path, sizeof fault->path, "%.*s", STR_ARG(path));
    }
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
            return status_of_errno(errno);
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
    if (fstat(fd, &info) < 0) {
        /* the disk fails */
    } else if (!S_ISREG(info.st_mode) && fd != STDIN_FILENO) {
        status = S_ISDIR(info.st_mode) ? FILE_FOLDER : FILE_SPECIAL;
    } else {
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
    int fd = beneath_open(root->fd, path, O_RDONLY | O_NONBLOCK, root->by_steps);
    if (fd < 0) {
        note_fault(root, path, errno);
        return status_of_errno(errno);
    }
    enum file_status status = read_open_file(arena, fd, limit_bytes, out);
    if (status == FILE_UNREADABLE || (status == FILE_NO_MEMORY && !arena_failed(arena))) {
        note_fault(root, path, status == FILE_UNREADABLE ? EIO : ENOMEM);
    }
    return status;
}

enum file_status file_read_part(struct arena *arena, const struct root *root,
                                struct str path, uint64_t offset, size_t size_bytes,
                                struct str *out)
{
    int fd = beneath_open(root->fd, path, O_RDONLY | O_NONBLOCK, root->by_steps);
    char *bytes = arena_alloc(arena, size_bytes + 1, 1);
    ssize_t got = fd >= 0 && bytes && offset <= INT64_MAX
                      ? pread(fd, bytes, size_bytes, (off_t)offset)
                      : -1;
    enum file_status status = fd < 0     ? status_of_errno(errno)
                              : !bytes   ? FILE_NO_MEMORY
                              : got >= 0 ? FILE_OK
                                         : FILE_UNREADABLE;
    if (status == FILE_UNREADABLE) {
        note_fault(root, path, errno);
    }
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
    int fd = beneath_open(root->fd, path, O_PATH, root->by_steps);
    if (fd < 0) {
        note_fault(root, path, errno);
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
                        size_t limit_count, const struct hidden_filter *hidden, int depth,
                        struct file_list *out)
{
    if (depth > FOLDER_DEPTH_LIMIT) {
        return true;
    }
    int fd = beneath_open(root->fd, path, O_RDONLY | O_DIRECTORY, root->by_steps);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    if (!folder) {
        note_fault(root, path, errno);
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
            (own.ptr[0] == '.' && !(hidden && hidden->wants(hidden->data, own)))) {
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
            ok = list_folder(arena, root, name, limit_count, hidden, depth + 1, out);
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
                   size_t limit_count, const struct hidden_filter *hidden,
                   struct file_list *out)
{
    *out = (struct file_list){0};
    bool ok = list_folder(arena, root, path, limit_count, hidden, 0, out);
    if (out->count > 1) {
        qsort(out->paths, out->count, sizeof *out->paths, compare_paths);
    }
    return ok;
}
