/* Under a lock: sweep, look at what is there, fill a new folder beside it, and change their
 * places. Relies on beside.c for names, locks and sweeping, of folders, too. */
#define _GNU_SOURCE /* renameat2, flock */

#include "base/replace_folder.h"

#include "base/folder.h"
#include "base/replacing.h"
#include "base/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ATTEMPT_LIMIT 100

/* Behind a name in the name of its lock, which no file's is then. */
#define SET_END ".folder"

static bool job_failed(const struct folder_job *job, const char *why)
{
    return replacing_failed(&job->what, job->along->name, why, job->report);
}

/* Whether another run has put its own there since: what was read of it was torn. Only where
 * nothing is locked yet. */
static bool is_another(const struct folder_job *job, const struct stat *before)
{
    struct stat info;
    return fstatat(job->folder, job->along->name, &info, AT_SYMLINK_NOFOLLOW) < 0 ||
           info.st_ino != before->st_ino || info.st_dev != before->st_dev;
}

/* Why what has the name must stay; NULL: it may go, or nothing has it. False: told. */
static bool look_once(struct folder_job *job, const char **why, bool *again)
{
    struct stat info;
    char path[PATH_MAX];
    *why = NULL;
    *again = false;
    job->there = fstatat(job->folder, job->along->name, &info, AT_SYMLINK_NOFOLLOW) == 0;
    if (!job->there) {
        return errno == ENOENT || job_failed(job, system_error_text(errno));
    }
    int len = snprintf(path, sizeof path, "%s/%s", job->along->folder, job->along->name);
    if (!S_ISDIR(info.st_mode)) {
        *why = "something that is no folder is there";
    } else if (len < 0 || (size_t)len >= sizeof path) {
        return job_failed(job, system_error_text(ENAMETOOLONG));
    } else {
        *why = job->along->maker.why_stay(job->along->maker.data, path);
        *again = *why && is_another(job, &info);
    }
    return true;
}

static bool look_at_goal(struct folder_job *job)
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
static bool part_make(struct folder_job *job)
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
static bool change_in_steps(struct folder_job *job)
{
    const char *name = job->along->name;
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

bool folder_job_put(struct folder_job *job)
{
    const char *part = job->part.text, *name = job->along->name;
    bool put;
    if (!job->there) {
        job->made = renameat(job->folder, part, job->folder, name) < 0;
        put = !job->made || job_failed(job, system_error_text(errno));
    } else if (renameat2(job->folder, part, job->folder, name, RENAME_EXCHANGE) == 0) {
        put = true; /* the old one has the new one's name by now, and goes with it */
    } else {
        put = is_without_exchange(errno) ? change_in_steps(job)
                                         : job_failed(job, system_error_text(errno));
    }
    if (put) {
        (void)fsync(job->folder); /* it is renamed: nothing is lost if this cannot be */
    }
    return put;
}

void folder_job_mark(const struct folder_job *job)
{
    struct stat info;
    if (fstat(job->fd, &info) == 0) {
        set_lock_mark(&job->lock, (struct beside_mark){job->token, info.st_ino});
    }
}

static bool make_beside(struct folder_job *job, const char *from)
{
    const struct folder_maker *maker = &job->along->maker;
    struct beside_token kept_token = beside_token_new();
    if (!beside_name_make(&job->part, job->along->name, job->token) ||
        !beside_name_make(&job->kept, job->along->name, kept_token)) {
        return job_failed(job, system_error_text(ENAMETOOLONG));
    }
    if (job->lock.fd >= 0) {
        (void)beside_sweep(&job->lock, job->report);
    }
    return look_at_goal(job) && replacing_goes_on(&job->what, job->report) &&
           part_make(job) && maker->fill(maker->data, job->fd, from, job->report) &&
           replacing_sync(&job->what, job->fd, job->along->name, job->report);
}

/* What steps of a job before the lock need. */
static void job_init(struct folder_job *job, const struct folder_along *along,
                     struct report *report)
{
    *job = (struct folder_job){.along = along,
                               .report = report,
                               .goal = {.name = along->name},
                               .folder = -1,
                               .fd = -1,
                               .lock = {.fd = -1},
                               .token = beside_token_new()};
    job->what = (struct replacement){
        .folder = along->folder, .set = job->set, .files = &job->goal, .count = 1};
}

bool folder_job_begin(struct folder_job *job, const struct replacement *files,
                      const char *from, struct report *report)
{
    job_init(job, files->along, report);
    job->what.stop = files->stop;
    job->what.stop_data = files->stop_data;
    job->what.progress = files->progress;
    int len = snprintf(job->set, sizeof job->set, "%s" SET_END, job->along->name);
    if (len < 0 || (size_t)len >= sizeof job->set) {
        return job_failed(job, system_error_text(ENAMETOOLONG));
    }
    if (!replacing_goes_on(&job->what, report) ||
        !folder_make(job->along->folder, report)) {
        return false;
    }
    job->folder = replacing_open_folder(job->along->folder);
    if (job->folder < 0) {
        return job_failed(job, system_error_text(errno));
    }
    return replacing_lock(&job->what, job->folder, &job->lock, false, report) &&
           make_beside(job, from);
}

void folder_job_end(struct folder_job *job)
{
    if (job->made) {
        beside_remove(job->folder, job->part.text, job->report);
    }
    if (job->has_kept) {
        beside_remove(job->folder, job->kept.text, job->report);
    }
    set_lock_release(&job->lock, job->report);
    (void)(job->fd >= 0 && close(job->fd));
    (void)(job->folder >= 0 && close(job->folder));
}

bool replace_folder_check(const struct folder_along *along, struct report *report)
{
    struct folder_job job;
    job_init(&job, along, report);
    job.folder = replacing_open_folder(along->folder);
    if (job.folder < 0) {
        return true; /* not there yet; what else there is to say is folder_check's */
    }
    bool ok = look_at_goal(&job);
    close(job.folder);
    return ok;
}
