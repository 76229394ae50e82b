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

/* The path of what has the name. False: it is too long, which is told. */
static bool path_make(const struct folder_job *job, char path[PATH_MAX])
{
    int len = snprintf(path, PATH_MAX, "%s/%s", job->along->folder, job->along->name);
    return (len > 0 && len < PATH_MAX) || job_failed(job, system_error_text(ENAMETOOLONG));
}

static void close_old(struct folder_job *job)
{
    (void)(job->old_fd >= 0 && close(job->old_fd));
    job->old_fd = -1;
}

/* Why what has the name must stay; NULL: it may go, or nothing has it. False: told. */
static bool look_once(struct folder_job *job, const char **why, bool *again)
{
    char path[PATH_MAX];
    const struct folder_maker *maker = &job->along->maker;
    *why = NULL;
    *again = false;
    close_old(job);
    if (fstatat(job->folder, job->along->name, &job->old, AT_SYMLINK_NOFOLLOW) < 0) {
        return errno == ENOENT || job_failed(job, system_error_text(errno));
    }
    if (!S_ISDIR(job->old.st_mode)) {
        *why = "something that is no folder is there";
        return true;
    }
    if (!path_make(job, path)) {
        return false;
    }
    job->old_fd = beside_open(job->folder, job->along->name,
                              O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
    *why = job->old_fd < 0 ? system_error_text(errno)
                           : maker->why_stay(maker->data, job->old_fd, path);
    *again = *why && is_another(job, &job->old);
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

static void keep_mode(const struct folder_job *job, mode_t more)
{
    if (job->old_fd >= 0) {
        replacing_keep_mode(job->fd, &job->old, more);
    }
}

/* A sweeper may come between the making and the locking: then it is made once more. It is
 * its owner's alone until it has the mode of the old one. */
static bool part_make(struct folder_job *job)
{
    const char *name = job->part.text;
    mode_t mode = job->old_fd < 0 ? 0777 : S_IRWXU;
    for (size_t attempt = 0; attempt < ATTEMPT_LIMIT; attempt++) {
        bool made = mkdirat(job->folder, name, mode) == 0;
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
            keep_mode(job, S_IRWXU);
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
    if (job->old_fd < 0) {
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

/* Whether the files lie in the folder, too. */
static bool is_folder_of(const struct folder_job *job, int beside)
{
    struct stat own, other;
    return fstat(job->folder, &own) == 0 && fstat(beside, &other) == 0 &&
           own.st_dev == other.st_dev && own.st_ino == other.st_ino;
}

/* Where the files lie in the folder, too, it was swept before they were made, and must not
 * be again: where nothing can be locked they look like those of a dead run. */
static void clear_up(const struct folder_job *job, int beside)
{
    if (job->lock.fd >= 0) {
        (void)(is_folder_of(job, beside) ? beside_finish(&job->lock, job->report)
                                         : beside_sweep(&job->lock, job->report));
    }
}

static bool compare(struct folder_job *job, const char *from)
{
    char path[PATH_MAX];
    const struct folder_maker *maker = &job->along->maker;
    return job->old_fd < 0 ||
           (path_make(job, path) &&
            maker->compare(maker->data, job->old_fd, path, from, &job->same, job->report));
}

static bool make_beside(struct folder_job *job, const char *from)
{
    const struct folder_maker *maker = &job->along->maker;
    bool made =
        part_make(job) && maker->fill(maker->data, job->fd, job->old_fd, from, job->report);
    if (made) {
        keep_mode(job, 0);
    }
    return made && replacing_sync(&job->what, job->fd, job->along->name, job->report);
}

static bool make_names(struct folder_job *job)
{
    struct beside_token kept_token = beside_token_new();
    return (beside_name_make(&job->part, job->along->name, job->token) &&
            beside_name_make(&job->kept, job->along->name, kept_token)) ||
           job_failed(job, system_error_text(ENAMETOOLONG));
}

/* Under the lock. */
static bool begin(struct folder_job *job, int beside, const char *from)
{
    if (!make_names(job)) {
        return false;
    }
    clear_up(job, beside);
    return look_at_goal(job) && replacing_goes_on(&job->what, job->report) &&
           compare(job, from) && (job->same || make_beside(job, from));
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
                               .old_fd = -1,
                               .lock = {.fd = -1},
                               .token = beside_token_new()};
    job->what = (struct replacement){
        .folder = along->folder, .set = job->set, .files = &job->goal, .count = 1};
}

bool folder_job_begin(struct folder_job *job, const struct replacement *files, int beside,
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
           begin(job, beside, from);
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
    close_old(job);
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
    folder_job_end(&job);
    return ok;
}
