/* A lock file is removed by its holder alone, while it is locked: whoever opened it before
 * finds, once it has the lock, that the name is gone, and begins anew. A sweeper may meet a
 * file between its making and its locking; then the maker finds it busy or gone, and makes
 * another. Relies on flock and getrandom; where there are no locks, nothing is swept. */
#define _GNU_SOURCE /* getrandom, flock, O_TMPFILE */

#include "base/beside.h"

#include "base/system_error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BESIDE_END ".offprint-tmp"
#define LOCK_TOKEN "lock"
#define TOKEN_DIGITS (BESIDE_TOKEN_BYTES - 1)
#define ATTEMPT_LIMIT 100
#define SWEEPER_NANOSECONDS 1000000
#define SWEEPER_PAUSES 10000 /* one that the system holds up needs as long as that */
#define SPECIAL_FLAGS (O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)

struct beside_token beside_token_new(void)
{
    uint64_t number = 0;
    struct beside_token token;
    if (getrandom(&number, sizeof number, GRND_NONBLOCK) != (ssize_t)sizeof number) {
        number = (uint64_t)getpid(); /* as good as any: O_EXCL and the lock decide */
    }
    (void)snprintf(token.text, sizeof token.text, "%016llx", (unsigned long long)number);
    return token;
}

static bool name_make(struct beside_name *out, const char *name, const char *token)
{
    int len = snprintf(out->text, sizeof out->text, ".%s.%s" BESIDE_END, name, token);
    return len > 0 && (size_t)len < sizeof out->text;
}

bool beside_name_make(struct beside_name *out, const char *name, struct beside_token token)
{
    return name_make(out, name, token.text);
}

static bool is_token(struct str text)
{
    bool is = text.len == TOKEN_DIGITS;
    for (size_t i = 0; is && i < text.len; i++) {
        is = ascii_is_digit(text.ptr[i]) || (text.ptr[i] >= 'a' && text.ptr[i] <= 'f');
    }
    return is;
}

int beside_open(int folder, const char *name, int flags, mode_t mode)
{
    int fd;
    do {
        fd = openat(folder, name, flags, mode);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

int beside_write(int fd, struct str bytes)
{
    while (bytes.len) {
        ssize_t some = write(fd, bytes.ptr, bytes.len);
        if (some < 0 && errno == EINTR) {
            continue;
        }
        if (some <= 0) {
            return some < 0 ? errno : ENOSPC;
        }
        bytes = str_skip(bytes, (size_t)some);
    }
    return 0;
}

/* Where a file system knows no files without names: one loses its name at once. A run that
 * is killed in between leaves what the next one sweeps. */
static int open_and_unname(const char *path)
{
    struct beside_name name;
    int fd = -1;
    int folder = beside_open(AT_FDCWD, path, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
    if (folder >= 0 && beside_name_make(&name, "aside", beside_token_new())) {
        fd =
            beside_open(folder, name.text, O_RDWR | O_CREAT | O_EXCL | SPECIAL_FLAGS, 0600);
    }
    int error = errno;
    if (fd >= 0 && unlinkat(folder, name.text, 0) < 0 && errno != ENOENT) {
        error = errno;
        close(fd);
        fd = -1;
    }
    (void)(folder >= 0 && close(folder));
    errno = error;
    return fd;
}

int beside_open_unnamed(const char *folder)
{
    int fd = beside_open(AT_FDCWD, folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    bool unknown = fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL);
    return unknown ? open_and_unname(folder) : fd;
}

enum claim beside_claim(int folder, const char *name, int fd)
{
    while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        if (errno != EINTR) {
            return errno == EWOULDBLOCK ? CLAIM_BUSY : CLAIM_NONE;
        }
    }
    struct stat own, there;
    if (fstat(fd, &own) < 0 || fstatat(folder, name, &there, AT_SYMLINK_NOFOLLOW) < 0) {
        return errno == ENOENT ? CLAIM_GONE : CLAIM_FAILED;
    }
    bool same = own.st_dev == there.st_dev && own.st_ino == there.st_ino;
    return same ? CLAIM_HELD : CLAIM_GONE;
}

/* For writing where that is allowed, as some file systems lock only such files. Folders,
 * where one may be there, are opened to read alone. */
static int open_there(int folder, const char *name, bool folders)
{
    int fd = beside_open(folder, name, O_RDWR | SPECIAL_FLAGS, 0);
    return fd < 0 && (errno == EACCES || (folders && errno == EISDIR))
               ? beside_open(folder, name, O_RDONLY | SPECIAL_FLAGS, 0)
               : fd;
}

/* Opens and claims a file, or one of `folders`, that lies there. When it is CLAIM_HELD,
 * `*fd` is to be closed. */
static enum claim claim_there(int folder, const char *name, bool folders, int *fd)
{
    struct stat info;
    *fd = open_there(folder, name, folders);
    if (*fd < 0) {
        return errno == ENOENT ? CLAIM_GONE : errno == EACCES ? CLAIM_NONE : CLAIM_FAILED;
    }
    enum claim claim = CLAIM_FAILED;
    errno = EEXIST;
    if (fstat(*fd, &info) == 0 &&
        (S_ISREG(info.st_mode) || (folders && S_ISDIR(info.st_mode)))) {
        claim = beside_claim(folder, name, *fd);
    }
    if (claim != CLAIM_HELD) {
        int error = errno;
        close(*fd);
        errno = error;
    }
    return claim;
}

/* Locks */

#define MARK_FORMAT "%s%016llx"
#define FOLDER_DIGITS 16

/* Empty: what stands there is no mark. */
static struct beside_mark read_mark(int fd)
{
    struct beside_mark mark = {0};
    char text[TOKEN_DIGITS + FOLDER_DIGITS + 1];
    ssize_t len = pread(fd, text, sizeof text, 0);
    bool has_folder = len == TOKEN_DIGITS + FOLDER_DIGITS &&
                      is_token(str_make(text + TOKEN_DIGITS, FOLDER_DIGITS));
    if ((len == TOKEN_DIGITS || has_folder) && is_token(str_make(text, TOKEN_DIGITS))) {
        memcpy(mark.token.text, text, TOKEN_DIGITS);
    }
    if (mark.token.text[0] && has_folder) {
        text[len] = '\0';
        mark.folder = strtoull(text + TOKEN_DIGITS, NULL, 16);
    }
    return mark;
}

/* Whoever may put files into the folder may lock, whatever umask this run has: what a
 * killed run leaves must not keep others from it. */
static void share_lock(int folder, int fd)
{
    struct stat info;
    if (fstat(folder, &info) == 0) {
        mode_t group = info.st_mode & S_IWGRP ? S_IRGRP | S_IWGRP : 0;
        mode_t others = info.st_mode & S_IWOTH ? S_IROTH | S_IWOTH : 0;
        (void)fchmod(fd, S_IRUSR | S_IWUSR | group | others);
    }
}

enum claim set_lock_take(struct set_lock *lock, int folder, const char *set)
{
    *lock = (struct set_lock){.folder = folder, .fd = -1};
    if (!name_make(&lock->name, set, LOCK_TOKEN)) {
        errno = ENAMETOOLONG;
        return CLAIM_FAILED;
    }
    const char *name = lock->name.text;
    for (size_t attempt = 0; attempt < ATTEMPT_LIMIT; attempt++) {
        int fd = -1;
        enum claim claim = claim_there(folder, name, false, &fd);
        if (claim == CLAIM_HELD) {
            lock->fd = fd;
            lock->broken = read_mark(fd);
        }
        if (claim != CLAIM_GONE) {
            return claim;
        }
        fd = beside_open(folder, name, O_RDWR | O_CREAT | O_EXCL | SPECIAL_FLAGS, 0666);
        if (fd < 0 && errno != EEXIST) {
            return CLAIM_FAILED;
        }
        claim = fd < 0 ? CLAIM_GONE : beside_claim(folder, name, fd);
        if (claim == CLAIM_HELD) {
            share_lock(folder, fd);
            lock->fd = fd;
            return claim;
        }
        int error = errno;
        if (claim == CLAIM_NONE || claim == CLAIM_FAILED) {
            (void)unlinkat(folder, name, 0); /* where nothing locks, it is of no use */
        }
        if (fd >= 0) {
            close(fd);
        }
        errno = error;
        if (claim != CLAIM_GONE) {
            return claim;
        }
    }
    return CLAIM_BUSY;
}

void set_lock_mark(const struct set_lock *lock, struct beside_mark mark)
{
    char text[TOKEN_DIGITS + FOLDER_DIGITS + 1];
    (void)snprintf(text, sizeof text, MARK_FORMAT, mark.token.text,
                   (unsigned long long)mark.folder);
    size_t len = TOKEN_DIGITS + (mark.folder ? FOLDER_DIGITS : 0);
    /* A mark that cannot be written costs the mending after a kill, not the run. */
    (void)(lock->fd >= 0 && pwrite(lock->fd, text, len, 0) < 0);
}

/* What is in a folder, and then the folder, which may have been made read-only by its
 * owner; links in it are not followed. False: errno. */
static bool remove_folder(int folder, const char *name, unsigned depth)
{
    int fd = beside_open(folder, name, O_RDONLY | O_DIRECTORY | SPECIAL_FLAGS, 0);
    DIR *listing = fd >= 0 ? fdopendir(fd) : NULL;
    if (!listing) {
        (void)(fd >= 0 && close(fd));
        return false;
    }
    (void)fchmod(fd, S_IRWXU);
    const struct dirent *entry;
    bool gone = true;
    while (gone && (entry = readdir(listing))) {
        const char *inside = entry->d_name;
        if (strcmp(inside, ".") == 0 || strcmp(inside, "..") == 0) {
            continue;
        }
        gone = unlinkat(fd, inside, 0) == 0;
        if (!gone && (errno == EISDIR || errno == EPERM) && depth > 0) {
            gone = remove_folder(fd, inside, depth - 1);
        }
    }
    int error = errno;
    closedir(listing);
    errno = error;
    return gone && unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

#define FOLDER_DEPTH 8 /* those that runs leave are four deep */

void beside_remove(int folder, const char *name, struct report *report)
{
    bool gone = unlinkat(folder, name, 0) == 0 || errno == ENOENT;
    if (!gone && (errno == EISDIR || errno == EPERM)) {
        gone = remove_folder(folder, name, FOLDER_DEPTH);
    }
    if (!gone) {
        report_note(report, (struct place){0}, "output-left",
                    "the file '%s' of this or an earlier run cannot be removed and stays "
                    "beside the outputs: %s",
                    name, system_error_text(errno));
    }
}

void set_lock_release(struct set_lock *lock, struct report *report)
{
    if (lock->fd >= 0) {
        beside_remove(lock->folder, lock->name.text, report);
        close(lock->fd);
    }
    lock->fd = -1;
}

/* Leftovers */

struct leftover {
    char name[BESIDE_NAME_BYTES];
    struct str token;
};

/* False: an entry of another pattern. */
static bool leftover_read(const char *entry, struct leftover *out)
{
    struct str text = str_from(entry);
    if (text.len >= sizeof out->name || !str_starts(text, ".") ||
        !str_ends(text, BESIDE_END)) {
        return false;
    }
    text = str_sub(text, 1, text.len - strlen(BESIDE_END));
    size_t dot = text.len;
    while (dot > 0 && text.ptr[dot - 1] != '.') {
        dot--;
    }
    if (dot < 2) {
        return false;
    }
    memcpy(out->name, text.ptr, dot - 1);
    out->name[dot - 1] = '\0';
    out->token = str_skip(text, dot);
    return is_token(out->token) || str_is(out->token, LOCK_TOKEN);
}

static DIR *listing_open(int folder)
{
    int fd = beside_open(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    DIR *listing = fd >= 0 ? fdopendir(fd) : NULL;
    if (!listing && fd >= 0) {
        close(fd);
    }
    return listing;
}

/* Where a leftover belongs. */
struct goal {
    const char *name;
    uint64_t folder; /* the number of a folder that may change places with one there */
};

/* Whether the entry, which is open, stands there now. A whole folder changes places with
 * the old one, unless it is that which bears the entry's name by now. */
static bool put_there(int folder, const char *entry, int fd, const struct goal *goal,
                      struct report *report)
{
    struct stat info;
    if (renameat(folder, entry, folder, goal->name) == 0) {
        return true; /* where nothing is there, none has changed places */
    }
    bool changed = (errno == ENOTEMPTY || errno == EEXIST) && fstat(fd, &info) == 0 &&
                   (uint64_t)info.st_ino == goal->folder &&
                   renameat2(folder, entry, folder, goal->name, RENAME_EXCHANGE) == 0;
    if (changed) {
        beside_remove(folder, entry, report);
    }
    return changed;
}

/* A file of a dead run takes its place, or goes. Whether it took it. */
static bool leftover_settle(int folder, const char *entry, const struct goal *goal,
                            struct report *report)
{
    int fd;
    if (claim_there(folder, entry, true, &fd) != CLAIM_HELD) {
        return false;
    }
    bool placed = goal && put_there(folder, entry, fd, goal, report);
    if (placed) {
        report_note(report, (struct place){0}, "output-mended",
                    "an earlier run was broken off while it put its files in place: its "
                    "'%s' now stands with the rest",
                    goal->name);
    } else {
        beside_remove(folder, entry, report);
    }
    close(fd);
    return placed;
}

bool beside_outlast_sweeper(int folder, const char *name, struct report *report)
{
    const struct timespec pause = {.tv_nsec = SWEEPER_NANOSECONDS};
    for (size_t i = 0; i < SWEEPER_PAUSES; i++) {
        struct stat info;
        (void)leftover_settle(folder, name, NULL, report);
        if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) < 0 && errno == ENOENT) {
            return true;
        }
        (void)nanosleep(&pause, NULL);
    }
    errno = EEXIST;
    return false;
}

/* What a run died of between its renames is finished: its other files were whole, too. */
static bool finish_broken(int folder, struct beside_mark mark, struct report *report)
{
    DIR *listing = mark.token.text[0] ? listing_open(folder) : NULL;
    if (!listing) {
        return false;
    }
    bool placed = false;
    const struct dirent *entry;
    while ((entry = readdir(listing))) {
        struct leftover left;
        if (leftover_read(entry->d_name, &left) && str_is(left.token, mark.token.text)) {
            const struct goal goal = {left.name, mark.folder};
            placed = leftover_settle(folder, entry->d_name, &goal, report) || placed;
        }
    }
    closedir(listing);
    return placed;
}

static bool sweep_lock(int folder, const char *entry, struct report *report)
{
    struct set_lock lock = {.folder = folder, .fd = -1};
    if (claim_there(folder, entry, false, &lock.fd) != CLAIM_HELD) {
        return false;
    }
    (void)snprintf(lock.name.text, sizeof lock.name.text, "%s", entry);
    bool placed = finish_broken(folder, read_mark(lock.fd), report);
    set_lock_release(&lock, report);
    return placed;
}

/* Locks first: what they say of files decides whether those are of use. */
static bool sweep_those(const struct set_lock *own, bool locks, struct report *report)
{
    DIR *listing = listing_open(own->folder);
    bool placed = false;
    const struct dirent *entry;
    while (listing && (entry = readdir(listing))) {
        struct leftover left;
        if (!leftover_read(entry->d_name, &left) ||
            str_is(left.token, LOCK_TOKEN) != locks ||
            strcmp(entry->d_name, own->name.text) == 0) {
            continue;
        }
        if (locks) {
            placed = sweep_lock(own->folder, entry->d_name, report) || placed;
        } else {
            (void)leftover_settle(own->folder, entry->d_name, NULL, report);
        }
    }
    if (listing) {
        closedir(listing);
    }
    return placed;
}

bool beside_finish(const struct set_lock *own, struct report *report)
{
    return finish_broken(own->folder, own->broken, report);
}

bool beside_sweep(const struct set_lock *own, struct report *report)
{
    bool placed = beside_finish(own, report);
    placed = sweep_those(own, true, report) || placed;
    (void)sweep_those(own, false, report);
    return placed;
}
