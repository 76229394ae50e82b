/* The calls of the C library that libgit2 makes to read, under the names that its archive's
 * copy asks for (CMakeLists.txt): each notes why it fails, and is made again where a signal
 * came between. Where libgit2 is linked as a shared library they stand unused. */
#define _GNU_SOURCE

#include "source/git_watch.h"

#include "base/beneath.h"
#include "base/limits.h"
#include "base/size.h"
#include "base/system_error.h"
#include "source/git_loose.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* They stand in for functions that the C library declares. */
#pragma GCC diagnostic ignored "-Wmissing-prototypes"

/* The library knows no other way to say whose call it is. */
static _Thread_local struct git_watch *watched;

void git_watch_begin(struct git_watch *watch)
{
    *watch = (struct git_watch){0};
    watched = watch;
}

void git_watch_end(void)
{
    if (watched) {
        git_unpacker_clear(&watched->unpacker);
    }
    watched = NULL;
}

bool git_watch_denies(void)
{
    return watched && watched->denied.error == EACCES;
}

static void keep_first(struct root_fault *fault, const char *path, int error)
{
    if (fault->error == 0) {
        fault->error = error;
        (void)snprintf(fault->path, sizeof fault->path, "%s", path);
    }
}

/* Not of its working tree, whose files are compared as far as they can be read. */
static bool is_of_repository(const struct git_watch *watch, const char *path)
{
    bool own = strstr(path, "/.git/") || strstr(path, "/objects");
    for (size_t i = 0; i < GIT_ROOTS - 1 && !own; i++) {
        own = watch->roots[i] && str_starts(str_from(path), watch->roots[i]);
    }
    return own;
}

void git_watch_note(struct git_watch *watch, const char *path, int error)
{
    if (system_error_is_fault(error)) {
        keep_first(&watch->fault, path, error);
    } else if ((error == EACCES && is_of_repository(watch, path)) || error == ENXIO ||
               error == EXDEV) {
        keep_first(&watch->denied, path, error);
    }
}

/* Whether a call that gave `bad` is to be made again. */
static bool again(bool bad, const char *path)
{
    if (bad && errno == EINTR) {
        return true;
    }
    if (bad && watched) {
        int error = errno;
        git_watch_note(watched, path ? path : "", error);
        errno = error;
    }
    return false;
}

#define OPENED "the git repository" /* of what has a descriptor alone */

#define WATCH(type, name, parameters, bad, call, path)                                     \
    type offline_##name parameters                                                         \
    {                                                                                      \
        type got;                                                                          \
        do {                                                                               \
            got = call;                                                                    \
        } while (again(got == (bad), path));                                               \
        return got;                                                                        \
    }

WATCH(int, stat, (const char *path, struct stat *out), -1, stat(path, out), path)
WATCH(int, lstat, (const char *path, struct stat *out), -1, lstat(path, out), path)
WATCH(int, fstat, (int fd, struct stat *out), -1, fstat(fd, out), OPENED)
WATCH(int, access, (const char *path, int mode), -1, access(path, mode), path)
WATCH(ssize_t, read, (int fd, void *out, size_t bytes), -1, read(fd, out, bytes), OPENED)
WATCH(ssize_t, pread, (int fd, void *out, size_t bytes, off_t at), -1,
      pread(fd, out, bytes, at), OPENED)
WATCH(off_t, lseek, (int fd, off_t at, int whence), -1, lseek(fd, at, whence), OPENED)
WATCH(ssize_t, readlink, (const char *path, char *out, size_t bytes), -1,
      readlink(path, out, bytes), path)
WATCH(char *, realpath, (const char *path, char *out), NULL, realpath(path, out), path)
WATCH(char *, getcwd, (char *out, size_t bytes), NULL, getcwd(out, bytes), ".")
WATCH(DIR *, opendir, (const char *path), NULL, opendir(path), path)
WATCH(void *, mmap, (void *at, size_t bytes, int how, int flags, int fd, off_t from),
      MAP_FAILED, mmap(at, bytes, how, flags, fd, from), OPENED)

/* Memory. libgit2 does not ask everywhere whether there is some, and crashes where it
 * copies a configuration. So when none is left it is given of this, and the run fails once
 * it has come to its end. One thread at a time runs it. */

#define RESERVE_BYTES ((size_t)1 << 18)
#define PIECE_BYTES                                                                        \
    ((size_t)16) /* pieces are aligned to it; before each stands its size                  \
                  */

static _Alignas(16) char reserve[RESERVE_BYTES];
static size_t reserve_used;

static bool is_reserve(const char *piece)
{
    return piece && piece >= reserve && piece < reserve + RESERVE_BYTES;
}

static void *take_reserve(size_t bytes)
{
    if (watched) {
        git_watch_note(watched, OPENED, ENOMEM);
    }
    size_t left = RESERVE_BYTES - reserve_used;
    if (left < 2 * PIECE_BYTES || bytes > left - 2 * PIECE_BYTES) {
        return NULL;
    }
    char *piece = reserve + reserve_used + PIECE_BYTES;
    memcpy(piece - PIECE_BYTES, &bytes, sizeof bytes);
    memset(piece, 0, bytes);
    reserve_used += PIECE_BYTES + (bytes + PIECE_BYTES - 1) / PIECE_BYTES * PIECE_BYTES;
    return piece;
}

/* A pack can say of a few bytes that they are terabytes when they are unpacked. */
static bool is_too_large(size_t bytes)
{
    if (bytes > GIT_OBJECT_LIMIT_BYTES && watched) {
        watched->too_large = true;
    }
    return bytes > GIT_OBJECT_LIMIT_BYTES;
}

void *offline_malloc(size_t bytes)
{
    if (is_too_large(bytes)) {
        return NULL;
    }
    void *piece = malloc(bytes ? bytes : 1);
    return piece ? piece : take_reserve(bytes);
}

void *offline_calloc(size_t count, size_t bytes)
{
    size_t whole;
    if (!size_mul(count, bytes, &whole) || is_too_large(whole)) {
        return NULL;
    }
    void *piece = calloc(1, whole ? whole : 1);
    return piece ? piece : take_reserve(whole);
}

void offline_free(void *piece)
{
    if (!is_reserve(piece)) {
        free(piece);
    }
}

static size_t piece_bytes(char *piece)
{
    size_t bytes = 0;
    if (is_reserve(piece)) {
        memcpy(&bytes, piece - PIECE_BYTES, sizeof bytes);
    } else if (piece) {
        bytes = malloc_usable_size(piece);
    }
    return bytes;
}

void *offline_realloc(void *piece, size_t bytes)
{
    if (is_too_large(bytes)) {
        return NULL;
    }
    void *other = is_reserve(piece) ? NULL : realloc(piece, bytes ? bytes : 1);
    if (other) {
        return other;
    }
    size_t had = piece_bytes(piece);
    other = take_reserve(bytes);
    if (other && piece) {
        memcpy(other, piece, had < bytes ? had : bytes);
        offline_free(piece);
    }
    return other;
}

char *offline_strdup(const char *text)
{
    size_t bytes = strlen(text) + 1;
    char *copy = offline_malloc(bytes);
    return copy ? memcpy(copy, text, bytes) : NULL;
}

/* The library reads whatever stands where a file should: a pipe for ever. A device that
 * is empty, as /dev/null, is a usual way to have no rules. */
static bool is_file_or_folder(int fd)
{
    struct stat info, empty;
    return fstat(fd, &info) < 0 || S_ISREG(info.st_mode) || S_ISDIR(info.st_mode) ||
           (S_ISCHR(info.st_mode) && stat("/dev/null", &empty) == 0 &&
            info.st_rdev == empty.st_rdev);
}

static int refuse(int fd, const char *path, int error)
{
    (void)close(fd);
    if (watched) {
        git_watch_note(watched, path, error);
    }
    errno = error;
    return -1;
}

/* The folder that no link at `path` may lead out of: where in the path it ends. */
static size_t root_length(const char *path)
{
    size_t len = (size_t)(strrchr(path, '/') - path);
    for (size_t i = 0; watched && i < GIT_ROOTS; i++) {
        const char *root = watched->roots[i];
        size_t root_len = root ? strlen(root) : 0;
        root_len -= root_len > 0 && root[root_len - 1] == '/' ? 1 : 0;
        if (root_len && root_len < len && strncmp(path, root, root_len) == 0 &&
            path[root_len] == '/') {
            len = root_len;
        }
    }
    return len;
}

/* Git follows none in place of these in a working tree; and nothing that is not tracked
 * is asked for, so it does not matter what is excluded. */
static bool is_never_followed(struct str name)
{
    return str_is(name, ".gitattributes") || str_is(name, ".gitignore") ||
           str_is(name, "exclude");
}

/* A symbolic link in place of a file is followed within the repository or the working
 * tree: else the site would say which files of others are read. */
static int open_link(const char *path, int flags)
{
    const char *slash = strrchr(path, '/');
    if (!slash || is_never_followed(str_from(slash + 1))) {
        errno = ENOENT;
        return -1;
    }
    char folder[PATH_MAX];
    size_t len = root_length(path);
    (void)snprintf(folder, sizeof folder, "%.*s", len ? (int)len : 1, path);
    int root = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int fd = root < 0
                 ? -1
                 : beneath_open(root, str_from(path + len + 1), flags & ~O_NOFOLLOW, false);
    int error = errno;
    if (root >= 0) {
        (void)close(root);
    }
    errno = error;
    return fd;
}

/* O_NONBLOCK: else a pipe is waited for where it is opened. */
static int open_watched(const char *path, int flags, mode_t mode)
{
    int fd;
    flags |= O_NONBLOCK | O_NOCTTY | O_NOFOLLOW;
    do {
        fd = open(path, flags, mode);
        fd = fd < 0 && errno == ELOOP ? open_link(path, flags) : fd;
    } while (again(fd < 0, path));
    return fd;
}

int offline_open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    int fd = open_watched(path, flags, mode);
    int error = 0;
    if (fd >= 0 && !is_file_or_folder(fd)) {
        return refuse(fd, path, ENXIO);
    }
    if (fd < 0 || !git_is_loose_path(path) || git_loose_is_sound(fd, &error)) {
        return fd;
    }
    /* ENOENT: then the library looks elsewhere, or has no such. */
    return refuse(fd, path, error ? error : ENOENT);
}

/* NULL is the end as well. */
struct dirent *offline_readdir(DIR *folder)
{
    struct dirent *entry;
    do {
        errno = 0;
        entry = readdir(folder);
    } while (again(!entry && errno, OPENED));
    return entry;
}

/* What is packed takes memory to be unpacked. */
static int watch_unpacking(int result)
{
    if (result == Z_MEM_ERROR && watched) {
        git_watch_note(watched, OPENED, ENOMEM);
    }
    return result;
}

int offline_inflateInit_(z_streamp stream, const char *version, int bytes)
{
    (void)version;
    (void)bytes;
    return git_unpack_begin(stream);
}

int offline_inflate(z_streamp stream, int flush)
{
    struct git_unpacker *unpacker = watched ? &watched->unpacker : NULL;
    return watch_unpacking(git_unpack(unpacker, stream, flush));
}

int offline_inflateReset(z_streamp stream)
{
    return git_unpack_again(stream);
}

int offline_inflateEnd(z_streamp stream)
{
    return git_unpack_end(stream);
}
