/* Each line is written by one call behind all others: what a kill leaves is whole lines,
 * or, where the disk was full, a last one without its end, which the next run ends. */
#define _GNU_SOURCE /* O_NOFOLLOW, renameat */

#include "journal.h"

#include "base/beside.h"
#include "base/gate.h"
#include "base/system_error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define FLAGS (O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)

static bool failed(const struct journal *journal, int error, struct report *report)
{
    report_system_error(report, "output-write", "cannot write '%s/%s': %s", journal->folder,
                        journal->name, system_error_text(error));
    return false;
}

bool journal_init(struct journal *journal, struct arena *arena, const char *folder,
                  int folder_fd, const char *record, struct report *report)
{
    *journal = (struct journal){.arena = arena,
                                .folder = folder,
                                .record = record,
                                .name = arena_format(arena, "%s.part", record).ptr,
                                .folder_fd = folder_fd,
                                .fd = -1};
    return journal->name || report_out_of_memory(report);
}

bool journal_read(struct journal *journal, struct arena *arena, struct record *out,
                  struct report *report)
{
    return record_read_part(arena, journal->folder, journal->name, out, &journal->goes_on,
                            report);
}

static bool put(struct journal *journal, struct str text, struct report *report)
{
    while (text.len) {
        ssize_t some = write(journal->fd, text.ptr, text.len);
        if (some < 0 && errno == EINTR) {
            continue;
        }
        if (some <= 0) {
            return failed(journal, some < 0 ? errno : ENOSPC, report);
        }
        text = str_skip(text, (size_t)some);
    }
    return true;
}

/* A record becomes the part of what its next run goes on from; a link in its place, which
 * none is, goes. Whether there is such a part now. */
static bool give_way(const struct journal *journal, const char *record, const char *part)
{
    struct stat info;
    if (fstatat(journal->folder_fd, record, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
        !S_ISREG(info.st_mode)) {
        (void)unlinkat(journal->folder_fd, record, 0);
        return false;
    }
    return renameat(journal->folder_fd, record, journal->folder_fd, part) == 0;
}

/* Where the last line may want its end, and what has no time is as old as the file. */
static bool put_head(struct journal *journal, struct report *report)
{
    struct stat info;
    if (fstat(journal->fd, &info) != 0) {
        return failed(journal, errno, report);
    }
    struct buf line = {0};
    buf_add_text(&line, "\n{\"rows\": 0");
    record_add_time(&line, (struct record_time){info.st_mtim.tv_sec, info.st_mtim.tv_nsec});
    buf_add_text(&line, "}\n");
    bool ok = (buf_ok(&line) || report_out_of_memory(report)) &&
              put(journal, buf_str(&line), report);
    buf_clear(&line);
    return ok;
}

static bool begin(struct journal *journal, struct report *report)
{
    struct stat info;
    bool linked =
        fstatat(journal->folder_fd, journal->name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISLNK(info.st_mode);
    if (linked) {
        (void)unlinkat(journal->folder_fd, journal->name, 0);
    }
    bool had = give_way(journal, journal->record, journal->name);
    if (!had && errno != ENOENT) {
        return failed(journal, errno, report);
    }
    int flags = FLAGS | (had || journal->goes_on ? 0 : O_TRUNC);
    journal->fd = beside_open(journal->folder_fd, journal->name, flags, 0666);
    return (journal->fd >= 0 || failed(journal, errno, report)) &&
           put_head(journal, report);
}

/* Of a name in the folder. False: memory is gone. */
static bool note_other(struct journal *journal, struct str name)
{
    struct other_record other = {0};
    other.shards = record_parts(name, &other.shard);
    if (str_is(name, journal->record) ||
        (!other.shards && !str_is(name, "packets.jsonl"))) {
        return true;
    }
    other.name = arena_cstr(journal->arena, name);
    if (!other.name || !arena_grow(journal->arena, &journal->others, journal->other_count,
                                   &journal->other_capacity, sizeof *journal->others)) {
        return false;
    }
    journal->others[journal->other_count++] = other;
    return true;
}

/* Once for a run: what others put there meanwhile is of parts with other rows. */
static bool list_others(struct journal *journal, struct report *report)
{
    int fd = beside_open(journal->folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    DIR *listing = fd >= 0 ? fdopendir(fd) : NULL;
    if (!listing) {
        (void)(fd >= 0 && close(fd));
        return failed(journal, errno, report);
    }
    const struct dirent *entry;
    bool held = true;
    errno = 0;
    while (held && (entry = readdir(listing))) {
        held = note_other(journal, str_from(entry->d_name));
        errno = 0;
    }
    int error = held ? errno : 0;
    closedir(listing);
    journal->listed = held && !error;
    return error  ? failed(journal, error, report)
           : held ? true
                  : report_out_of_memory(report);
}

/* Whether what it tells of the item still holds; `*holds`. False: reported. */
static bool ask_other(struct journal *journal, struct other_record *other,
                      const struct offprint_packet *item, bool *holds,
                      struct report *report)
{
    bool there;
    *holds = !record_is_part(item->row, other->shard, other->shards);
    if (*holds) {
        return true;
    }
    if (!other->read && !record_read(journal->arena, journal->folder, other->name,
                                     &other->record, &there, report)) {
        return false;
    }
    other->read = true;
    *holds = record_tells(&other->record, item);
    return true;
}

static bool forget_elsewhere(struct journal *journal, const struct offprint_packet *item,
                             struct report *report)
{
    if (!journal->listed && !list_others(journal, report)) {
        return false;
    }
    for (size_t i = 0; i < journal->other_count; i++) {
        struct other_record *other = &journal->others[i];
        bool holds = true;
        if (other->name && !ask_other(journal, other, item, &holds, report)) {
            return false;
        }
        if (holds) {
            continue;
        }
        struct str part = arena_format(journal->arena, "%s.part", other->name);
        if (!part.len) {
            return report_out_of_memory(report);
        }
        if (!give_way(journal, other->name, part.ptr) && errno != ENOENT) {
            return failed(journal, errno, report);
        }
        other->name = NULL;
    }
    return true;
}

bool journal_forget(struct journal *journal, const struct offprint_packet *item,
                    bool begins, struct report *report)
{
    if (!forget_elsewhere(journal, item, report)) {
        return false;
    }
    if (!begins) {
        return true;
    }
    struct buf line = {0};
    buf_add_text(&line, "{");
    gate_add_member(&line, "file", str_from(item->file_name));
    buf_add_text(&line, "}\n");
    bool ok = (journal->fd >= 0 || begin(journal, report)) &&
              (buf_ok(&line) || report_out_of_memory(report)) &&
              put(journal, buf_str(&line), report);
    buf_clear(&line);
    return ok;
}

bool journal_add(struct journal *journal, const struct offprint_packet *item, size_t rows,
                 const char *batch, struct report *report)
{
    if (journal->fd < 0) {
        return true;
    }
    struct record_time time;
    if (!record_file_time(journal->folder_fd, item, &time)) {
        return failed(journal, errno, report);
    }
    struct buf line = {0};
    record_add(&line, item, rows, batch);
    line.len -= strlen("}\n");
    record_add_time(&line, time);
    buf_add_text(&line, "}\n");
    bool ok = (buf_ok(&line) || report_out_of_memory(report)) &&
              put(journal, buf_str(&line), report);
    buf_clear(&line);
    return ok;
}

void journal_end(struct journal *journal, bool finished)
{
    if (journal->fd >= 0) {
        close(journal->fd);
    }
    journal->fd = -1;
    if (finished && journal->name) {
        (void)unlinkat(journal->folder_fd, journal->name, 0);
    }
}
