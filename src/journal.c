/* Each line is written by one call behind all others: what a kill leaves is whole lines,
 * or, where the disk was full, a last one without its end, which the next run ends. */
#define _GNU_SOURCE /* O_NOFOLLOW, renameat */

#include "journal.h"

#include "base/beside.h"
#include "base/folder.h"
#include "base/gate.h"
#include "base/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN_RECORDS 64 /* of others are open at the most */
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

static struct buf *new_line(struct journal *journal)
{
    buf_reset(&journal->line);
    return &journal->line;
}

static bool put_line(struct journal *journal, struct report *report)
{
    if (!buf_ok(&journal->line)) {
        return report_out_of_memory(report);
    }
    int error = beside_write(journal->fd, buf_str(&journal->line));
    return !error || failed(journal, error, report);
}

/* What is no record and no journal of ours, as a link, goes from the place. False: errno
 * says why it stays. */
static bool clear_place(const struct journal *journal, const char *name)
{
    struct stat info;
    return fstatat(journal->folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) < 0 ||
           S_ISREG(info.st_mode) || unlinkat(journal->folder_fd, name, 0) == 0;
}

/* A record becomes the part of what its next run goes on from; `*had`: there was one.
 * False: errno says why it stands. */
static bool give_way(const struct journal *journal, const char *record, const char *part,
                     bool *had)
{
    if (!clear_place(journal, record) || !clear_place(journal, part)) {
        return false;
    }
    *had = renameat(journal->folder_fd, record, journal->folder_fd, part) == 0;
    return *had || errno == ENOENT;
}

/* Where the last line may want its end, and what has no time is as old as the file. */
static bool put_head(struct journal *journal, struct report *report)
{
    struct stat info;
    if (fstat(journal->fd, &info) != 0) {
        return failed(journal, errno, report);
    }
    struct buf *line = new_line(journal);
    buf_add_text(line, "\n{\"rows\": 0");
    record_add_time(line, (struct record_time){info.st_mtim.tv_sec, info.st_mtim.tv_nsec});
    buf_add_text(line, "}\n");
    return put_line(journal, report);
}

static bool begin(struct journal *journal, struct report *report)
{
    bool had;
    if (!give_way(journal, journal->record, journal->name, &had)) {
        return failed(journal, errno, report);
    }
    int flags = FLAGS | (had || journal->goes_on ? 0 : O_TRUNC);
    journal->fd = beside_open(journal->folder_fd, journal->name, flags, 0666);
    return (journal->fd >= 0 || failed(journal, errno, report)) &&
           put_head(journal, report);
}

/* Once for a run: what others put there meanwhile is of parts with other rows. Where
 * permissions hide them none is known. */
static bool list_others(struct journal *journal, struct report *report)
{
    struct str *names = NULL;
    size_t count = 0;
    if (!folder_is_closed(journal->folder) &&
        !folder_files(journal->arena, journal->folder, ".jsonl", &names, &count, report)) {
        return false;
    }
    journal->others = ARENA_ARRAY(journal->arena, struct other_record, count);
    for (size_t i = 0; journal->others && i < count; i++) {
        struct other_record other = {.name = names[i].ptr};
        other.shards = record_parts(names[i], &other.shard);
        bool is_record = other.shards || str_is(names[i], "packets.jsonl");
        if (is_record && !str_is(names[i], journal->record)) {
            journal->others[journal->other_count++] = other;
        }
    }
    journal->listed = journal->others || count == 0;
    return journal->listed || report_out_of_memory(report);
}

/* Whether what it tells of the item still holds; `*holds`. False: reported. */
static bool ask_other(struct journal *journal, struct arena *scratch,
                      struct other_record *other, const struct offprint_packet *item,
                      bool *holds, struct report *report)
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
    *holds = record_tells(&other->record, scratch, item);
    if (journal->other_count > OPEN_RECORDS) {
        record_rest(&other->record); /* the system has so many descriptors */
    }
    return true;
}

static bool forget_elsewhere(struct journal *journal, struct arena *scratch,
                             const struct offprint_packet *item, struct report *report)
{
    if (!journal->listed && !list_others(journal, report)) {
        return false;
    }
    for (size_t i = 0; i < journal->other_count; i++) {
        struct other_record *other = &journal->others[i];
        bool holds = true;
        if (other->name && !ask_other(journal, scratch, other, item, &holds, report)) {
            return false;
        }
        if (holds) {
            continue;
        }
        struct str part = arena_format(journal->arena, "%s.part", other->name);
        if (!part.len) {
            return report_out_of_memory(report);
        }
        bool had;
        if (!give_way(journal, other->name, part.ptr, &had)) {
            return failed(journal, errno, report);
        }
        record_close(&other->record);
        other->name = NULL;
    }
    return true;
}

bool journal_forget(struct journal *journal, struct arena *scratch,
                    const struct offprint_packet *item, bool begins, struct report *report)
{
    if (!forget_elsewhere(journal, scratch, item, report)) {
        return false;
    }
    if (!begins) {
        return true;
    }
    if (journal->fd < 0 && !begin(journal, report)) {
        return false;
    }
    struct buf *line = new_line(journal);
    buf_add_text(line, "{");
    gate_add_member(line, "file", str_from(item->file_name));
    buf_add_text(line, "}\n");
    return put_line(journal, report);
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
    struct buf *line = new_line(journal);
    record_add(line, item, rows, batch);
    if (buf_ok(line)) {
        buf_truncate(line, line->len - strlen("}\n"));
    }
    record_add_time(line, time);
    buf_add_text(line, "}\n");
    return put_line(journal, report);
}

void journal_end(struct journal *journal, bool finished)
{
    if (journal->fd >= 0) {
        close(journal->fd);
    }
    journal->fd = -1;
    buf_clear(&journal->line);
    for (size_t i = 0; i < journal->other_count; i++) {
        record_close(&journal->others[i].record);
    }
    journal->other_count = 0;
    if (finished && journal->name) {
        (void)unlinkat(journal->folder_fd, journal->name, 0);
    }
}
