/* Under the lock of the set: sweep, compare, write what differs beside its goal, sync, then
 * rename one after the other.
 *
 *   lock ── sweep ── stage a.pdf ── stage a.zip ── mark ─┬─ rename ─ rename ─┬─ unlock
 *                                                        └ killed: next run ─┘
 *
 * Each old file but the last keeps a second name until all are renamed, so that a rename
 * that fails takes those before it back. Relies on beside.c for names, locks and sweeping.
 */
#define _GNU_SOURCE /* O_PATH, flock, syncfs */

#include "base/folder.h"
#include "base/pieces.h"
#include "base/replace_folder.h"
#include "base/replacing.h"
#include "base/shared_start.h"
#include "base/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ATTEMPT_LIMIT 100
#define MODE_BITS 0777

struct item {
    const struct new_file *file;
    struct beside_name part, kept; /* the new file; a second name of the old one */
    int fd, old_fd;                /* both locked while they are open; -1: none */
    struct stat old;
    bool is_new; /* nothing that could be kept is there */
    bool changes, staged, has_kept;
};

struct job {
    const struct replacement *what;
    struct report *report;
    struct item *items;
    struct folder_job *along; /* NULL: no folder goes along, or it would not change */
    int folder;
    struct set_lock lock;
    struct beside_token token, kept_token;
    bool renamed;
    bool must_lock; /* that nothing can be locked is an error */
};

static bool job_failed(const struct job *job, const char *name, const char *why)
{
    return replacing_failed(job->what, name, why, job->report);
}

static bool goes_on(const struct job *job)
{
    return replacing_goes_on(job->what, job->report);
}

/* What is there */

/* Why no file can take the place of what is there; NULL: one can. */
static const char *obstacle(mode_t mode)
{
    return S_ISREG(mode) || S_ISLNK(mode)   ? NULL
           : S_ISDIR(mode)                  ? "a folder is there"
           : S_ISFIFO(mode)                 ? "a pipe is there"
           : S_ISSOCK(mode)                 ? "a socket is there"
           : S_ISBLK(mode) || S_ISCHR(mode) ? "a device is there"
                                            : "something that is no file is there";
}

/* `*info` with a mode of 0: nothing is there. */
static bool look_at_goal(const struct job *job, int folder, const char *name,
                         struct stat *info)
{
    if (fstatat(folder, name, info, AT_SYMLINK_NOFOLLOW) < 0) {
        *info = (struct stat){0};
        return errno == ENOENT || job_failed(job, name, system_error_text(errno));
    }
    const char *why = obstacle(info->st_mode);
    if (why) {
        (void)job_failed(job, name, why);
        report_hint(job->report, "move it away, or choose another name or folder");
    }
    return !why;
}

bool replace_check(const struct replacement *what, struct report *report)
{
    struct job job = {.what = what, .report = report};
    int folder = replacing_open_folder(what->folder);
    if (folder < 0) {
        return true; /* not there yet; what else there is to say is folder_check's */
    }
    bool ok = true;
    for (size_t i = 0; i < what->count; i++) {
        struct stat info;
        ok = look_at_goal(&job, folder, what->files[i].name, &info) && ok;
    }
    close(folder);
    return ok;
}

static size_t size_of(const struct new_file *file)
{
    return file->pieces ? file->pieces->byte_count : file->bytes.len;
}

/* PIECES_STOPPED: by the sink, which then has told why. */
static enum pieces_end send_file(const struct job *job, const struct new_file *file,
                                 pieces_sink *sink, void *data)
{
    if (file->pieces) {
        return pieces_send(file->pieces, sink, data, job->report);
    }
    return sink(data, file->bytes) ? PIECES_SENT : PIECES_STOPPED;
}

/* False: the new file's bytes cannot be had, which is reported. */
static bool compare(const struct job *job, struct item *item)
{
    enum pieces_end end = PIECES_STOPPED;
    if (item->old.st_size == (off_t)size_of(item->file)) {
        struct old_reading old = {.fd = item->old_fd};
        end = send_file(job, item->file, replacing_reads_same, &old);
    }
    item->changes = end != PIECES_SENT;
    return end != PIECES_FAILED;
}

/* Looks at the old file and keeps it open: its lock says that its second name is in use. */
static bool inspect(const struct job *job, struct item *item)
{
    const char *name = item->file->name;
    if (!look_at_goal(job, job->folder, name, &item->old)) {
        return false;
    }
    if (job->what->add_only && item->old.st_mode) {
        return job_failed(job, name, "a file is there");
    }
    item->changes = true;
    item->is_new = !S_ISREG(item->old.st_mode);
    if (item->is_new) {
        return true;
    }
    item->old_fd = beside_open(
        job->folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0);
    if (item->old_fd >= 0 && fstat(item->old_fd, &item->old) == 0) {
        (void)flock(item->old_fd, LOCK_EX | LOCK_NB);
        return compare(job, item);
    }
    return true;
}

/* Writing */

/* Never seen by more people than the old file is. */
static int part_open(const struct job *job, struct item *item)
{
    mode_t mode = item->is_new ? 0666 : item->old.st_mode & MODE_BITS;
    const char *name = item->part.text;
    for (size_t attempt = 0; attempt < ATTEMPT_LIMIT; attempt++) {
        int fd = beside_open(job->folder, name,
                             O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (fd < 0 && errno == EEXIST && attempt > 0 &&
            beside_outlast_sweeper(job->folder, name, job->report)) {
            continue;
        }
        if (fd < 0) {
            return fd;
        }
        enum claim claim = beside_claim(job->folder, name, fd);
        if (claim == CLAIM_HELD || claim == CLAIM_NONE) {
            return fd;
        }
        int error = errno;
        close(fd); /* a sweeper came between: the file is no more, or soon */
        if (claim == CLAIM_FAILED) {
            (void)unlinkat(job->folder, name, 0);
            errno = error;
            return -1;
        }
    }
    errno = EBUSY;
    return -1;
}

struct writing {
    const struct job *job;
    const struct item *item;
    size_t there; /* bytes to come that the file has */
};

/* A sink. */
static bool part_write_some(void *data, struct str rest)
{
    struct writing *writing = data;
    const struct item *item = writing->item;
    size_t there = rest.len < writing->there ? rest.len : writing->there;
    writing->there -= there;
    rest = str_skip(rest, there);
    return rest.len == 0 || replacing_write(writing->job->what, item->fd, item->file->name,
                                            rest, writing->job->report);
}

static bool part_write(const struct job *job, const struct item *item)
{
    const struct shared_start *start = item->file->start;
    struct writing writing = {job, item, start ? shared_start_copy(start, item->fd) : 0};
    return send_file(job, item->file, part_write_some, &writing) == PIECES_SENT;
}

static bool stage(const struct job *job, struct item *item)
{
    if (!beside_name_make(&item->part, item->file->name, job->token) ||
        !beside_name_make(&item->kept, item->file->name, job->kept_token)) {
        return job_failed(job, item->file->name, system_error_text(ENAMETOOLONG));
    }
    if (!goes_on(job)) {
        return false;
    }
    item->fd = part_open(job, item);
    item->staged = item->fd >= 0;
    if (!item->staged) {
        return job_failed(job, item->file->name, system_error_text(errno));
    }
    if (!part_write(job, item)) {
        return false;
    }
    if (!item->is_new) {
        replacing_keep_mode(item->fd, &item->old, 0);
    }
    return job->what->unsynced ||
           replacing_sync(job->what, item->fd, item->file->name, job->report);
}

/* Renaming */

/* Whether the file stands as it did before its rename. */
static bool put_back(const struct job *job, struct item *item)
{
    const char *name = item->file->name;
    if (!item->has_kept) {
        return item->old.st_mode == 0 && unlinkat(job->folder, name, 0) == 0;
    }
    item->has_kept = renameat(job->folder, item->kept.text, job->folder, name) < 0;
    return !item->has_kept;
}

/* The first `count`, after what failed was told. */
static void take_back(const struct job *job, size_t count)
{
    bool back = true;
    for (size_t i = 0; i < count; i++) {
        back = (!job->items[i].changes || put_back(job, &job->items[i])) && back;
    }
    if (!back) {
        report_hint(job->report, "files before it are new already: export again, so that "
                                 "all are of one run");
    }
}

/* What comes between the look and this, without asking for the lock, is not replaced where
 * the file system can tell. */
static int rename_new(const struct job *job, const struct item *item)
{
    int done = renameat2(job->folder, item->part.text, job->folder, item->file->name,
                         RENAME_NOREPLACE);
    bool unknown = done < 0 && (errno == EINVAL || errno == ENOSYS);
    return unknown ? renameat(job->folder, item->part.text, job->folder, item->file->name)
                   : done;
}

static int rename_one(const struct job *job, const struct item *item)
{
    return job->what->add_only
               ? rename_new(job, item)
               : renameat(job->folder, item->part.text, job->folder, item->file->name);
}

static bool rename_all(struct job *job)
{
    for (size_t i = 0; i < job->what->count; i++) {
        struct item *item = &job->items[i];
        if (!item->changes) {
            continue;
        }
        if (rename_one(job, item) < 0) {
            (void)job_failed(job, item->file->name, system_error_text(errno));
            take_back(job, i);
            return false;
        }
        item->staged = false;
        job->renamed = true;
    }
    if (job->along && !folder_job_put(job->along)) {
        take_back(job, job->what->count);
        return false;
    }
    return true;
}

/* All are whole: from here on the run is not stopped any more. */
static bool put_in_place(struct job *job)
{
    size_t changed = job->along != NULL, count = job->what->count;
    size_t last = job->along ? count : 0; /* of what is replaced: the folder, if one is */
    for (size_t i = 0; i < count; i++) {
        last = job->items[i].changes && !job->along ? i : last;
        changed += job->items[i].changes;
    }
    for (size_t i = 0; i < last; i++) {
        struct item *item = &job->items[i];
        item->has_kept =
            item->changes && item->old.st_mode != 0 &&
            linkat(job->folder, item->file->name, job->folder, item->kept.text, 0) == 0;
    }
    if (changed > 1) {
        set_lock_mark(&job->lock, (struct beside_mark){job->token, 0});
    }
    if (job->along) {
        folder_job_mark(job->along);
    }
    return rename_all(job);
}

/* The folder, of the file as it stands by now: beside its goal, or there, unchanged. One
 * that would not change goes along no more. */
static bool begin_along(struct job *job)
{
    const struct replacement *what = job->what;
    const struct item *item = job->items;
    while (strcmp(item->file->name, what->along->of) != 0) {
        item++;
    }
    char from[PATH_MAX];
    int len = snprintf(from, sizeof from, "%s/%s", what->folder,
                       item->staged ? item->part.text : item->file->name);
    bool begun = len > 0 && (size_t)len < sizeof from
                     ? folder_job_begin(job->along, what, job->folder, from, job->report)
                     : job_failed(job, item->file->name, system_error_text(ENAMETOOLONG));
    if (begun && job->along->same) {
        job->along = NULL;
    }
    return begun;
}

/* Whom it matters to that something will change. */
static bool tell_before(const struct job *job)
{
    bool changes = job->along != NULL;
    for (size_t i = 0; i < job->what->count; i++) {
        changes |= job->items[i].changes;
    }
    return !changes || !job->what->before ||
           job->what->before(job->what->before_data, job->report);
}

/* The order */

static bool replace_all(struct job *job)
{
    bool ok = true;
    if (job->lock.fd >= 0 && !job->what->hold) {
        job->renamed = beside_sweep(&job->lock, job->report);
    }
    for (size_t i = 0; ok && i < job->what->count; i++) {
        ok = inspect(job, &job->items[i]);
    }
    for (size_t i = 0; ok && i < job->what->count; i++) {
        ok = !job->items[i].changes || stage(job, &job->items[i]);
    }
    ok = ok && (!job->along || begin_along(job)) && goes_on(job) && tell_before(job) &&
         put_in_place(job);
    if (job->what->changed) {
        *job->what->changed = job->renamed;
    }
    if (job->renamed && !job->what->unsynced) {
        (void)fsync(job->folder); /* all is renamed: nothing is lost if this cannot be */
    }
    return ok;
}

static void leave(struct job *job)
{
    for (size_t i = job->what->count; i > 0; i--) {
        struct item *item = &job->items[i - 1];
        if (item->staged) {
            beside_remove(job->folder, item->part.text, job->report);
        }
        if (item->has_kept) {
            beside_remove(job->folder, item->kept.text, job->report);
        }
        for (size_t k = 0; k < 2; k++) {
            int fd = k ? item->old_fd : item->fd;
            (void)(fd >= 0 && close(fd));
        }
    }
    if (!job->what->hold) {
        set_lock_release(&job->lock, job->report);
    }
}

/* For all the call, or for as long as the caller's hold is. */
static bool enter(struct job *job)
{
    const struct replacement *what = job->what;
    if (what->hold) {
        job->folder = what->hold->folder;
        job->lock = what->hold->lock;
        return true;
    }
    job->folder = replacing_open_folder(what->folder);
    return (job->folder >= 0 ||
            job_failed(job, what->files[0].name, system_error_text(errno))) &&
           replacing_lock(what, job->folder, &job->lock, job->must_lock, job->report);
}

bool replace_files(const struct replacement *what, struct report *report)
{
    struct job job = {.what = what,
                      .report = report,
                      .lock = {.fd = -1},
                      .token = beside_token_new(),
                      .kept_token = beside_token_new()};
    struct folder_job along = {.folder = -1, .fd = -1, .old_fd = -1, .lock = {.fd = -1}};
    job.along = what->along ? &along : NULL;
    if (what->count == 0 || !goes_on(&job) ||
        (!what->hold && !folder_make(what->folder, report))) {
        return what->count == 0;
    }
    job.items = calloc(what->count, sizeof *job.items);
    if (!job.items) {
        return report_out_of_memory(report);
    }
    for (size_t i = 0; i < what->count; i++) {
        job.items[i] = (struct item){.file = &what->files[i], .fd = -1, .old_fd = -1};
    }
    bool ok = enter(&job) && replace_all(&job);
    folder_job_end(&along);
    leave(&job);
    (void)(job.folder >= 0 && !what->hold && close(job.folder));
    free(job.items);
    return ok;
}

/* Holding */

static bool is_locked(const struct job *job)
{
    if (job->lock.fd < 0) {
        report_system_error(job->report, "output-unlocked",
                            "nothing can be locked in '%s': two runs at once would add to "
                            "it without knowing of each other",
                            job->what->folder);
    }
    return job->lock.fd >= 0;
}

bool replace_hold_take(const struct replacement *what, struct replace_hold *out,
                       struct report *report)
{
    struct job job = {.what = what,
                      .report = report,
                      .lock = {.fd = -1},
                      .folder = -1,
                      .must_lock = !what->loose};
    *out = (struct replace_hold){0};
    bool ok = goes_on(&job) && folder_make(what->folder, report) && enter(&job) &&
              (what->loose || is_locked(&job));
    *out = (struct replace_hold){job.folder >= 0, job.folder, job.lock};
    if (!ok) {
        replace_hold_end(out, report);
    } else if (out->lock.fd >= 0 && beside_sweep(&out->lock, report)) {
        (void)fsync(out->folder);
    }
    return ok;
}

bool replace_hold_sync(const struct replacement *what, const struct replace_hold *hold,
                       struct report *report)
{
    int fd = hold->lock.fd >= 0 ? hold->lock.fd : hold->folder; /* it may be a path alone */
    return syncfs(fd) == 0 ||
           replacing_failed(what, what->files[0].name, system_error_text(errno), report);
}

void replace_hold_end(struct replace_hold *hold, struct report *report)
{
    if (hold->held) {
        set_lock_release(&hold->lock, report);
        close(hold->folder);
    }
    *hold = (struct replace_hold){0};
}
