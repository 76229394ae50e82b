/* Files below a root, read whole. beneath.c keeps paths beneath it; here is what they may
 * be and how their folders are listed. */
#define _GNU_SOURCE /* O_PATH */

#include "base/file.h"

#include "base/beneath.h"
#include "base/buf.h"
#include "base/limits.h"
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
#define DIGITS_OF(number) #number
#define DIGITS(number) DIGITS_OF(number)

bool root_open(struct root *root, const char *path)
{
    root->path = path;
    root->by_steps = false;
    root->fault = NULL;
    do {
        root->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    } while (root->fd < 0 && errno == EINTR);
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
    case FILE_OUTSIDE:
        return "it lies outside the site, or behind an absolute symbolic link: none is "
               "followed";
    case FILE_LOOP: return "its symbolic links lead round in a circle";
    case FILE_DANGLING: return "its symbolic link leads nowhere";
    case FILE_LINKS:
        return "it is a symbolic link to a folder, and only " DIGITS(
            SITE_FOLDER_LINK_LIMIT) " such links are followed";
    case FILE_LINK: return "it is a symbolic link to a folder";
    case FILE_DENIED: return "permission denied";
    case FILE_LOST: return "the git repository does not hold it, or holds it damaged";
    case FILE_FOLDER: return "it is a folder";
    case FILE_SPECIAL: return "it is a pipe or a device, not a file";
    case FILE_NAME_TOO_LONG: return "its name is too long";
    case FILE_UNREADABLE: return "the disk fails, or the system is out of means";
    case FILE_TOO_LARGE: return "it is too large";
    case FILE_NO_MEMORY: return "out of memory";
    }
    return "unknown fault";
}

void file_hint_limit(enum file_status status, size_t limit, struct report *report)
{
    struct buf size = {0};
    if (status == FILE_TOO_LARGE) {
        limit_add_bytes(limit, &size);
        report_hint(report, "the limit is %.*s", STR_ARG(buf_str(&size)));
    }
    buf_clear(&size);
}

enum file_status file_status_of_error(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR: return FILE_ABSENT;
    case EXDEV: return FILE_OUTSIDE;
    case ELOOP: return FILE_LOOP;
    case EACCES:
    case EPERM: return FILE_DENIED;
    case EISDIR: return FILE_FOLDER;
    case ENXIO:
    case ESPIPE: return FILE_SPECIAL;
    case ENAMETOOLONG: return FILE_NAME_TOO_LONG;
    case ENOMEM: return FILE_NO_MEMORY;
    default: return FILE_UNREADABLE;
    }
}

/* Remembers what has nothing to do with the file: else it would count as absent. */
static void note_fault(const struct root *root, struct str path, int error)
{
    enum file_status status = file_status_of_error(error);
    struct root_fault *fault = root->fault;
    if (fault && fault->error == 0 &&
        (status == FILE_UNREADABLE || status == FILE_NO_MEMORY)) {
        fault->error = error;
        (void)snprintf(fault->path, sizeof fault->path, "%.*s", STR_ARG(path));
    }
}

/* beneath_stands, which the system may fail as well. */
static bool stands_noted(const struct root *root, struct str path, int *fault)
{
    bool stands = beneath_stands(root->fd, path, root->by_steps, fault);
    if (*fault) {
        note_fault(root, path, *fault);
    }
    return stands;
}

/* Zero, or errno. */
static int stat_beneath(const struct root *root, struct str path, struct stat *info)
{
    int fd = beneath_open(root->fd, path, O_PATH, root->by_steps);
    int error = fd < 0 || fstat(fd, info) < 0 ? errno : 0;
    if (fd >= 0) {
        close(fd);
    }
    if (error) {
        note_fault(root, path, error);
    }
    return error;
}

/* Whether a pipe, a socket or a device has the place of a folder of the path: what is asked
 * for below is then not just absent. */
static bool is_below_special(const struct root *root, struct str path)
{
    for (size_t at = str_find_byte(path, '/', 0); at != STR_NONE;
         at = str_find_byte(path, '/', at + 1)) {
        struct stat info;
        if (at == 0) {
            continue;
        }
        if (stat_beneath(root, str_sub(path, 0, at), &info) || S_ISREG(info.st_mode)) {
            return false;
        }
        if (!S_ISDIR(info.st_mode)) {
            return true;
        }
    }
    return false;
}

/* What cannot be opened though it stands there is no absent file. */
static enum file_status status_beneath(const struct root *root, struct str path, int error)
{
    int fault = 0;
    enum file_status status = file_status_of_error(error);
    if (error == ENOTDIR && is_below_special(root, path)) {
        return FILE_SPECIAL;
    }
    bool stands = status == FILE_ABSENT && stands_noted(root, path, &fault);
    return fault ? file_status_of_error(fault) : stands ? FILE_DANGLING : status;
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
            return file_status_of_error(errno);
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
        int error = errno;
        note_fault(root, path, error);
        return status_beneath(root, path, error);
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
    *out = (struct str){0};
    if (fd < 0) {
        int error = errno;
        note_fault(root, path, error);
        return status_beneath(root, path, error);
    }
    char *bytes = arena_alloc(arena, size_bytes + 1, 1);
    ssize_t got = -1;
    do {
        got =
            bytes && offset <= INT64_MAX ? pread(fd, bytes, size_bytes, (off_t)offset) : -1;
    } while (bytes && got < 0 && errno == EINTR);
    enum file_status status = !bytes     ? FILE_NO_MEMORY
                              : got >= 0 ? FILE_OK
                                         : file_status_of_error(errno);
    if (bytes && got < 0) {
        note_fault(root, path, errno);
    }
    close(fd);
    *out = status == FILE_OK ? str_make(bytes, (size_t)got) : *out;
    return status;
}

enum file_status file_read_path(struct arena *arena, const char *path, size_t limit_bytes,
                                struct str *out)
{
    bool input = strcmp(path, "-") == 0;
    int fd;
    do {
        fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    } while (fd < 0 && errno == EINTR);
    return fd < 0 ? file_status_of_error(errno)
                  : read_open_file(arena, fd, limit_bytes, out);
}

enum file_status file_size(const struct root *root, struct str path, uint64_t *out)
{
    struct stat info;
    int error = stat_beneath(root, path, &info);
    *out = !error && info.st_size > 0 ? (uint64_t)info.st_size : 0;
    return error                   ? file_status_of_error(error)
           : S_ISREG(info.st_mode) ? FILE_OK
           : S_ISDIR(info.st_mode) ? FILE_FOLDER
                                   : FILE_SPECIAL;
}

enum file_kind file_kind_of(const struct root *root, struct str path)
{
    struct stat info;
    int error = stat_beneath(root, path, &info);
    if (error) {
        int fault;
        bool stands = stands_noted(root, path, &fault) ||
                      (error == ENOTDIR && is_below_special(root, path));
        return file_status_of_error(error) == FILE_DENIED ? FILE_KIND_DENIED
               : stands                                   ? FILE_KIND_BARRED
                                                          : FILE_KIND_NONE;
    }
    return S_ISREG(info.st_mode)   ? FILE_KIND_FILE
           : S_ISDIR(info.st_mode) ? FILE_KIND_FOLDER
                                   : FILE_KIND_BARRED;
}

static int compare_paths(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static int compare_closed(const void *a, const void *b)
{
    const struct closed_path *first = a, *second = b;
    return str_compare(first->path, second->path);
}

bool file_list_add(struct arena *arena, struct file_list *list, size_t limit_count,
                   struct str path)
{
    bool ok = list->count < limit_count && arena_grow(arena, &list->paths, list->count,
                                                      &list->capacity, sizeof *list->paths);
    if (ok) {
        list->paths[list->count++] = path;
    }
    return ok;
}

bool file_list_add_closed(struct arena *arena, struct file_list *list,
                          struct closed_path closed)
{
    if (list->closed_count &&
        str_eq(list->closed[list->closed_count - 1].path, closed.path)) {
        return true;
    }
    bool ok = arena_grow(arena, &list->closed, list->closed_count, &list->closed_capacity,
                         sizeof *list->closed);
    if (ok) {
        list->closed[list->closed_count++] = closed;
    }
    return ok;
}

void file_list_sort(struct file_list *list)
{
    if (list->count > 1) {
        qsort(list->paths, list->count, sizeof *list->paths, compare_paths);
    }
    if (list->closed_count > 1) {
        qsort(list->closed, list->closed_count, sizeof *list->closed, compare_closed);
    }
}

const struct closed_path *file_list_closed(const struct file_list *list, struct str path)
{
    const struct closed_path wanted = {.path = path};
    return list->closed_count ? bsearch(&wanted, list->closed, list->closed_count,
                                        sizeof *list->closed, compare_closed)
                              : NULL;
}

/* A walk through all folders below a path, and what it has found. */
struct listing {
    struct arena *arena;
    const struct root *root;
    size_t limit_count;
    const struct list_filter *filter;
    struct file_list *out;
    size_t link_count;
};

/* A folder that is being listed, and those that it lies in. */
struct opened_folder {
    dev_t device;
    ino_t number;
    int depth;
    const struct opened_folder *above; /* NULL: none */
};

static bool add_path(struct listing *list, struct str path)
{
    return file_list_add(list->arena, list->out, list->limit_count, path);
}

static bool add_closed(struct listing *list, struct str path, enum file_status status,
                       bool barred)
{
    struct closed_path closed = {.path = path, .status = status, .barred = barred};
    return file_list_add_closed(list->arena, list->out, closed);
}

/* Reading it tells why it is barred; what can be read by now is a file like others. */
static bool add_barred(struct listing *list, struct str path)
{
    struct str unused;
    enum file_status status = file_read_part(list->arena, list->root, path, 0, 1, &unused);
    return add_path(list, path) && (status == FILE_OK || status == FILE_ABSENT ||
                                    add_closed(list, path, status, true));
}

static bool is_wanted(const struct listing *list, struct str name)
{
    const struct list_filter *filter = list->filter;
    return !str_is(name, ".") && !str_is(name, "..") &&
           (name.ptr[0] != '.' ||
            (filter && filter->wants && filter->wants(filter->data, name)));
}

static bool list_folder(struct listing *list, struct str path,
                        const struct opened_folder *above);

static bool list_link(struct listing *list, struct str path,
                      const struct opened_folder *above)
{
    const struct list_filter *filter = list->filter;
    if (!filter || !filter->follows || !filter->follows(filter->data, path)) {
        return !filter || !filter->tells_links ||
               (add_path(list, path) && add_closed(list, path, FILE_LINK, true));
    }
    return list->link_count++ < SITE_FOLDER_LINK_LIMIT
               ? list_folder(list, path, above)
               : add_path(list, path) && add_closed(list, path, FILE_LINKS, true);
}

/* What a folder holds, until all of it is known: systems name it in an order of their own.
 */
struct entry {
    struct str path;
    unsigned char type; /* as readdir tells it */
};

struct entries {
    struct arena arena;
    struct entry *items;
    size_t count, capacity;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *first = a, *second = b;
    return str_compare(first->path, second->path);
}

static bool list_entry(struct listing *list, struct str folder, const struct entry *entry,
                       const struct opened_folder *above)
{
    struct str name = entry->path;
    enum file_kind kind = entry->type == DT_REG   ? FILE_KIND_FILE
                          : entry->type == DT_DIR ? FILE_KIND_FOLDER
                                                  : file_kind_of(list->root, name);
    bool link = entry->type == DT_LNK;
    switch (kind) {
    case FILE_KIND_NONE: return true;
    case FILE_KIND_FILE: return add_path(list, name);
    case FILE_KIND_FOLDER:
        return link ? list_link(list, name, above) : list_folder(list, name, above);
    case FILE_KIND_DENIED: /* whoever reads what the link leads to is told why not */
        return link ? add_path(list, name) : add_closed(list, folder, FILE_DENIED, false);
    case FILE_KIND_BARRED: return add_barred(list, name);
    }
    return true;
}

/* NULL: there is no more, or `*error` says why not. */
static const struct dirent *next_entry(DIR *folder, int *error)
{
    const struct dirent *entry;
    do {
        errno = 0;
        entry = readdir(folder);
    } while (!entry && errno == EINTR);
    *error = entry ? 0 : errno;
    return entry;
}

/* Whether it lies too deep or is one of those that it lies in, behind symbolic links: then
 * it is as if it were empty. */
static bool is_passed_over(const struct listing *list, struct str path, int fd,
                           struct opened_folder *folder)
{
    struct stat info;
    if (fstat(fd, &info) < 0) {
        note_fault(list->root, path, errno);
        return true;
    }
    folder->device = info.st_dev;
    folder->number = info.st_ino;
    bool passed = folder->depth > FOLDER_DEPTH_LIMIT;
    for (const struct opened_folder *at = folder->above; at && !passed; at = at->above) {
        passed = at->device == info.st_dev && at->number == info.st_ino;
    }
    return passed;
}

/* All that is wanted of a folder, in byte order; zero, or errno. False in `*room`: it is
 * more than fits. */
static int read_entries(struct listing *list, struct str path, DIR *folder,
                        struct entries *out, bool *room)
{
    int error = 0;
    const struct dirent *entry = next_entry(folder, &error);
    for (; entry && *room; entry = *room ? next_entry(folder, &error) : NULL) {
        struct str name = str_from(entry->d_name);
        if (is_wanted(list, name)) {
            *room = out->count < list->limit_count &&
                    arena_grow(&out->arena, &out->items, out->count, &out->capacity,
                               sizeof *out->items);
        }
        if (*room && is_wanted(list, name)) {
            name = arena_str(list->arena, path_join(list->arena, path, name));
            out->items[out->count++] = (struct entry){name, entry->d_type};
        }
    }
    if (out->count > 1) {
        qsort(out->items, out->count, sizeof *out->items, compare_entries);
    }
    return error;
}

static bool cannot_open(struct listing *list, struct str path, int error)
{
    note_fault(list->root, path, error);
    enum file_status status = path.len == 0 ? file_status_of_error(error)
                                            : status_beneath(list->root, path, error);
    bool gone = status == FILE_ABSENT && path.len;
    return gone || add_closed(list, path, status, false);
}

/* That the disk fails, or memory is gone, is told by the root. */
static bool list_folder(struct listing *list, struct str path,
                        const struct opened_folder *above)
{
    const struct root *root = list->root;
    struct opened_folder opened = {.depth = above ? above->depth + 1 : 0, .above = above};
    int fd = beneath_open(root->fd, path, O_RDONLY | O_DIRECTORY, root->by_steps);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    if (!folder) {
        int error = errno;
        if (fd >= 0) {
            close(fd);
        }
        return cannot_open(list, path, error);
    }
    struct entries entries = {0};
    arena_init_within(&entries.arena, 0, list->arena->budget);
    bool ok = true, passed = is_passed_over(list, path, fd, &opened);
    int error = passed ? 0 : read_entries(list, path, folder, &entries, &ok);
    closedir(folder);
    if (error) {
        note_fault(root, path, file_status_of_error(error) == FILE_NO_MEMORY ? error : EIO);
    }
    list->arena->failed |= arena_failed(&entries.arena);
    for (size_t i = 0; i < entries.count && ok; i++) {
        ok = list_entry(list, path, &entries.items[i], &opened);
    }
    arena_clear(&entries.arena);
    return ok && !arena_failed(list->arena);
}

bool file_list_all(struct arena *arena, const struct root *root, struct str path,
                   size_t limit_count, const struct list_filter *filter,
                   struct file_list *out)
{
    *out = (struct file_list){0};
    struct listing list = {arena, root, limit_count, filter, out, 0};
    bool ok = list_folder(&list, path, NULL);
    file_list_sort(out);
    return ok;
}
