/* Each line is written by one call behind all others: what a kill leaves is whole lines,
 * or, where the disk was full, a last one without its end, which the next run ends. */
#define _GNU_SOURCE /* O_NOFOLLOW */

#include "journal.h"

#include "base/beside.h"
#include "base/gate.h"
#include "base/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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
    *journal = (struct journal){.folder = folder,
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

static bool begin(struct journal *journal, struct report *report)
{
    bool had = renameat(journal->folder_fd, journal->record, journal->folder_fd,
                        journal->name) == 0;
    if (!had && errno != ENOENT) {
        return failed(journal, errno, report);
    }
    int flags = FLAGS | (had || journal->goes_on ? 0 : O_TRUNC);
    journal->fd = beside_open(journal->folder_fd, journal->name, flags, 0666);
    return (journal->fd >= 0 || failed(journal, errno, report)) &&
           put(journal, STR("\n"), report); /* the last line may want its end */
}

bool journal_forget(struct journal *journal, const char *file_name, struct report *report)
{
    struct buf line = {0};
    buf_add_text(&line, "{");
    gate_add_member(&line, "file", str_from(file_name));
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
    struct buf line = {0};
    record_add(&line, item, rows, batch);
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
