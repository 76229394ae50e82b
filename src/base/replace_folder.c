/* Under the lock of the name: sweep, look at what is there, fill a new folder beside it,
 * and change their places. Relies on beside.c for names, locks and sweeping, of folders,
 * too. */
#define _GNU_SOURCE /* renameat2, flock */

#include "base/replace_folder.h"

#include "base/folder.h"
#include "base/replacing.h"
#include "base/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ATTEMPT_LIMIT 100

struct job {
    const struct replacement *what;
    const struct folder_maker *maker;
    struct report *report;
    const char *name;
    int folder, fd; /* around it; the new one, locked while it is open; -1: none */
    struct set_lock lock;
    struct beside_token token;
    struct beside_name part, kept; /* the new folder; the old one once it made room */
    bool there;                    /* something has the name */
    bool made, has_kept;
};

static bool job_failed(const struct job *job, const char *why)
{
    return replacing_failed(job->what, job->name, why, job->report);
}

/* Whether another run has put its own there since: what was read of it was torn. Only where
 * nothing is locked yet. */
static bool is_another(const struct job *job, const struct stat *before)
{
    struct stat info;
    return fstatat(job->folder, job->name, &info, AT_SYMLINK_NOFOLLOW) < 0 ||
           info.st_ino != before->st_ino || info.st_dev != before->st_dev;
}

/* Why what has the name must stay; NULL: it may go, or nothing has it. False: told. */
static bool look_once(struct job *job, const char **why, bool *again)
{
    struct stat info;
    char path[PATH_MAX];
    *why = NULL;
    *again = false;
    job->there = fstatat(job->folder, job->name, &info, AT_SYMLINK_NOFOLLOW) == 0;
    if (!job->there) {
        return errno == ENOENT || job_failed(job, system_error_text(errno));
    }
    int len = snprintf(path, sizeof path, "%s/%s", job->what->folder, job->name);
    if (!S_ISDIR(info.st_mode)) {
        *why = "something that is no folder is there";
    } else if (len < 0 || (size_t)len >= sizeof path) {
        return job_failed(job, system_error_text(ENAMETOOLONG));
    } else {
        *why = job->maker->why_stay(job->maker->data, path);
        *again = *why && is_another(job, &info);
    }
    return true;
}

static bool look_at_goal(struct job *job)
{
    const char *why = NULL;
    bool again = true;
    for (size_t attempt = 0; again && attempt < ATTEMPT_LIMIT; attempt++) {
        if (!look_once(job, &why, &again)) {
            return false;
        }
    }
    if (why) {
        (void)job_failed(job, why);
        report_hint(job->report, "move it away, or choose another name or folder");
    }
    return !why;
}

/* A sweeper may come between the making and the locking: then it is made once more. */
static bool part_make(struct job *job)
{
    const char *name = job->part.text;
    for (size_t attempt = 0; attempt < ATTEMPT_LIMIT; attempt++) {
        bool made = mkdirat(job->folder, name, 0777) == 0;
        if (!made && errno == EEXIST && attempt > 0 &&
            beside_outlast_sweeper(job->folder, name, job->report)) {
            continue;
        }
        if (!made) {
            return job_failed(job, system_error_text(errno));
        }
        job->fd = beside_open(job->folder, name,
                              O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
        enum claim claim = job->fd < 0 ? errno == ENOENT ? CLAIM_GONE : CLAIM_FAILED
                                       : beside_claim(job->folder, name, job->fd);
        if (claim == CLAIM_HELD || claim == CLAIM_NONE) {
            job->made = true;
            return true;
        }
        int error = errno;
        (void)(job->fd >= 0 && close(job->fd));
        job->fd = -1;
        if (claim == CLAIM_FAILED) {
            (void)unlinkat(job->folder, name, AT_REMOVEDIR);
            return job_failed(job, system_error_text(error));
        }
    }
    return job_failed(job, system_error_text(EBUSY));
}

static bool is_without_exchange(int error)
{
    return error == EINVAL || error == ENOSYS || error == ENOTSUP || error == EPERM;
}

/* The old folder makes room under a second name, from which it comes back if the new one
 * cannot take its place. */
static bool change_in_steps(struct job *job)
{
    const char *name = job->name;
    set_lock_mark(&job->lock, job->token); /* killed here, the next run goes on */
    if (renameat(job->folder, name, job->folder, job->kept.text) < 0) {
        return job_failed(job, system_error_text(errno));
    }
    job->has_kept = true;
    if (renameat(job->folder, job->part.text, job->folder, name) < 0) {
        int error = errno;
        job->has_kept = renameat(job->folder, job->kept.text, job->folder, name) < 0;
        return job_failed(job, system_error_text(error));
    }
    job->made = false;
    return true;
}

static bool put_in_place(struct job *job)
{
    const char *part = job->part.text, *name = job->name;
    if (!job->there) {
        job->made = renameat(job->folder, part, job->folder, name) < 0;
        return !job->made || job_failed(job, system_error_text(errno));
    }
    if (renameat2(job->folder, part, job->folder, name, RENAME_EXCHANGE) == 0) {
        return true; /* the old one has the new one's name by now, and goes with it */
    }
    return is_without_exchange(errno) ? change_in_steps(job)
                                      : job_failed(job, system_error_text(errno));
}

static bool replace_one(struct job *job)
{
    struct beside_token kept_token = beside_token_new();
    if (!beside_name_make(&job->part, job->name, job->token) ||
        !beside_name_make(&job->kept, job->name, kept_token)) {
        return job_failed(job, system_error_text(ENAMETOOLONG));
    }
    if (job->lock.fd >= 0) {
        (void)beside_sweep(&job->lock, job->report);
    }
    bool ok = look_at_goal(job) && replacing_goes_on(job->what, job->report) &&
              part_make(job) && job->maker->fill(job->maker->data, job->fd, job->report) &&
              replacing_sync(job->what, job->fd, job->name, job->report) &&
              replacing_goes_on(job->what, job->report) && put_in_place(job);
    if (ok) {
        (void)fsync(job->folder); /* it is renamed: nothing is lost if this cannot be */
    }
    return ok;
}

bool replace_folder(const struct replacement *what, const struct folder_maker *maker,
                    struct report *report)
{
    struct job job = {.what = what,
                      .maker = maker,
                      .report = report,
                      .name = what->files[0].name,
                      .fd = -1,
                      .lock = {.fd = -1},
                      .token = beside_token_new()};
    if (!replacing_goes_on(what, report) || !folder_make(what->folder, report)) {
        return false;
    }
    job.folder = replacing_open_folder(what->folder);
    if (job.folder < 0) {
        return job_failed(&job, system_error_text(errno));
    }
    bool ok =
        replacing_lock(what, job.folder, &job.lock, false, report) && replace_one(&job);
    if (job.made) {
        beside_remove(job.folder, job.part.text, report);
    }
    if (job.has_kept) {
        beside_remove(job.folder, job.kept.text, report);
    }
    (void)(job.fd >= 0 && close(job.fd));
    set_lock_release(&job.lock, report);
    close(job.folder);
    return ok;
}

bool replace_folder_check(const struct replacement *what, const struct folder_maker *maker,
                          struct report *report)
{
    struct job job = {.what = what,
                      .maker = maker,
                      .report = report,
                      .name = what->files[0].name,
                      .folder = replacing_open_folder(what->folder)};
    if (job.folder < 0) {
        return true; /* not there yet; what else there is to say is folder_check's */
    }
    bool ok = look_at_goal(&job);
    close(job.folder);
    return ok;
}
