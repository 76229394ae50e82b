/* Waiting for a lock asks again and again: flock can wait, but not be told to stop. */
#define _GNU_SOURCE /* O_PATH, flock */

#include "base/replacing.h"

#include "base/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define CHUNK_BYTES ((size_t)1 << 20)
#define WAIT_NANOSECONDS 5000000
#define COMPARE_BYTES ((size_t)1 << 14)
#define FILE_BITS 0777
#define FOLDER_BITS 03777 /* the group that is inherited, and who may remove */

bool replacing_failed(const struct replacement *what, const char *name, const char *why,
                      struct report *report)
{
    struct str folder = str_without_end(str_from(what->folder), '/');
    report_system_error(report, "output-write", "cannot write '%.*s/%s': %s",
                        STR_ARG(folder), name, why);
    return false;
}

bool replacing_goes_on(const struct replacement *what, struct report *report)
{
    bool stop = what->stop && what->stop(what->stop_data);
    if (stop) {
        report_system_error(report, "output-stopped",
                            "stopped before the outputs were written");
    }
    return !stop;
}

/* One that may be written into but not listed is good enough, unswept. */
int replacing_open_folder(const char *path)
{
    int fd = beside_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    return fd < 0 && errno == EACCES
               ? beside_open(AT_FDCWD, path, O_PATH | O_DIRECTORY | O_CLOEXEC, 0)
               : fd;
}

/* For another run, a moment; `*told` says that this was told. False: it is to stop, which
 * is told. */
static bool wait_for_other(const struct replacement *what, bool *told,
                           struct report *report)
{
    const struct timespec pause = {.tv_nsec = WAIT_NANOSECONDS};
    if (!*told && what->progress) {
        struct progress waiting = *what->progress;
        waiting.stage = "waiting for another run";
        progress_tell(&waiting, 0, 0);
    }
    *told = true;
    bool goes_on = replacing_goes_on(what, report);
    (void)(goes_on && nanosleep(&pause, NULL));
    return goes_on;
}

bool replace_hold_folder(const struct replacement *what, const struct replace_hold *hold,
                         bool alone, struct report *report)
{
    bool told = false;
    while (flock(hold->folder, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) < 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return true;
        }
        if (errno == EWOULDBLOCK && !wait_for_other(what, &told, report)) {
            return false;
        }
    }
    return true;
}

bool replacing_lock(const struct replacement *what, int folder, struct set_lock *lock,
                    bool minds, struct report *report)
{
    enum claim claim;
    bool told = false;
    while ((claim = set_lock_take(lock, folder, what->set)) == CLAIM_BUSY) {
        if (!wait_for_other(what, &told, report)) {
            return false;
        }
    }
    bool denied = claim == CLAIM_NONE && errno == EACCES;
    if (claim == CLAIM_NONE && !minds) {
        report_note(
            report, (struct place){0}, "output-unlocked",
            "%s%s in '%s'%s: when two runs write there at once, each file is whole, "
            "but they may be of both",
            denied ? "permissions keep this run from the lock " : "nothing can be locked",
            denied ? lock->name.text : "", what->folder,
            denied ? ", which another's left" : "");
    }
    bool odd = errno == EEXIST || errno == ELOOP ||
               errno == EISDIR; /* what is there is no lock of ours */
    return claim != CLAIM_FAILED ||
           replacing_failed(what, odd ? lock->name.text : what->files[0].name,
                            errno == ELOOP
                                ? "a symbolic link is there, and none is followed"
                                : system_error_text(errno),
                            report);
}

bool replacing_write(const struct replacement *what, int fd, const char *name,
                     struct str bytes, struct report *report)
{
    while (bytes.len > 0) {
        if (!replacing_goes_on(what, report)) {
            return false;
        }
        size_t len = bytes.len < CHUNK_BYTES ? bytes.len : CHUNK_BYTES;
        ssize_t put = write(fd, bytes.ptr, len);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return replacing_failed(what, name, system_error_text(put < 0 ? errno : ENOSPC),
                                    report);
        }
        bytes = str_skip(bytes, (size_t)put);
    }
    return true;
}

bool replacing_sync(const struct replacement *what, int fd, const char *name,
                    struct report *report)
{
    while (fsync(fd) < 0) {
        if (errno == EINVAL || errno == ENOTSUP) {
            break; /* a file system that has no syncing */
        }
        if (errno != EINTR) {
            return replacing_failed(what, name, system_error_text(errno), report);
        }
    }
    return true;
}

bool replacing_reads_same(void *data, struct str bytes)
{
    struct old_reading *old = data;
    char part[COMPARE_BYTES];
    while (bytes.len > 0) {
        size_t most = bytes.len < sizeof part ? bytes.len : sizeof part;
        ssize_t got = read(old->fd, part, most);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            old->error = errno;
            return false;
        }
        if (got == 0 || memcmp(part, bytes.ptr, (size_t)got) != 0) {
            old->differs = true;
            return false;
        }
        bytes = str_skip(bytes, (size_t)got);
    }
    return true;
}

void replacing_keep_mode(int fd, const struct stat *old, mode_t more)
{
    struct stat now;
    mode_t mode = old->st_mode & (S_ISDIR(old->st_mode) ? FOLDER_BITS : FILE_BITS);
    if (fstat(fd, &now) < 0) {
        return;
    }
    bool same = now.st_uid == old->st_uid && now.st_gid == old->st_gid;
    bool kept = same || fchown(fd, old->st_uid, old->st_gid) == 0 ||
                now.st_gid == old->st_gid || fchown(fd, (uid_t)-1, old->st_gid) == 0;
    if (!kept) {
        mode_t everybody = mode & 07;
        mode = (mode & 01707) | (mode & everybody << 3);
    }
    (void)fchmod(fd, mode | more);
}
