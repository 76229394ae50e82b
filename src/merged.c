/* offprint_packets_merge(): the records of all parts of a list become the one that a run of
 * the whole list writes. */
#include "record.h"

#include "base/limits.h"
#include "base/replace.h"
#include "kept.h"
#include "status.h"

#include <errno.h>
#include <stdlib.h>

struct merging {
    const char *folder;
    struct kept *kept;
    struct report *report;
    struct record all;
    struct offprint_packets_result *result;
};

static bool tell(struct merging *merging, const char *name, const char *what)
{
    report_error(merging->report, (struct place){0}, "packet-record", "'%s' %s", name,
                 what);
    return false;
}

/* Permissions are the caller's to give; all else that stands in the way is the system's.
 * Gives false. */
static bool tell_unread(struct merging *merging, const char *name, enum file_status status)
{
    if (status == FILE_NO_MEMORY) {
        return report_out_of_memory(merging->report);
    }
    if (status == FILE_UNREADABLE) {
        report_system_error(merging->report, "packet-record", "cannot read '%s': %s", name,
                            file_status_text(status));
    } else {
        report_request_error(merging->report, (struct place){0}, "packet-record",
                             "cannot read '%s': %s", name, file_status_text(status));
    }
    return false;
}

/* Those of one part are of its rows alone. */
static bool add_part(struct merging *merging, size_t part, size_t parts)
{
    struct arena *arena = &merging->kept->arena;
    const char *name = record_name(arena, "packets", part, parts);
    struct record record;
    bool there;
    if (!name ||
        !record_read(arena, merging->folder, name, &record, &there, merging->report)) {
        return name ? false : report_out_of_memory(merging->report);
    }
    if (!there) {
        return tell(merging, name, "is not there, or no record: its part is not finished");
    }
    if (record.count && merging->all.batch &&
        (record.rows != merging->all.rows ||
         strcmp(record.batch, merging->all.batch) != 0)) {
        return tell(
            merging, name,
            "is of another list, or another state of the site, than those before it");
    }
    merging->all.rows = record.count ? record.rows : merging->all.rows;
    merging->all.batch = record.count ? record.batch : merging->all.batch;
    for (size_t i = 0; i < record.count; i++) {
        if (record.items[i].row == 0 || (record.items[i].row - 1) % parts != part) {
            return tell(merging, name, "has a row that is none of its part");
        }
        if (!arena_grow(arena, &merging->all.items, merging->all.count,
                        &merging->all.capacity, sizeof *merging->all.items)) {
            return report_out_of_memory(merging->report);
        }
        merging->all.items[merging->all.count++] = record.items[i];
    }
    return true;
}

static int compare_rows(const void *a, const void *b)
{
    const struct offprint_packet *one = a, *two = b;
    return one->row < two->row ? -1 : one->row > two->row;
}

static bool check_stands(struct merging *merging, const struct offprint_packet *item)
{
    enum file_status status = record_stands(merging->folder, item);
    if (status == FILE_ABSENT) {
        return tell(merging, item->file_name, "is not there as its record says");
    }
    return status == FILE_OK || tell_unread(merging, item->file_name, status);
}

/* A run that makes all at once makes each for the first time. */
static bool put_in_order(struct merging *merging)
{
    struct offprint_packet *items = merging->all.items;
    struct offprint_packets_result *result = merging->result;
    if (merging->all.count) {
        qsort(items, merging->all.count, sizeof *items, compare_rows);
    }
    for (size_t i = 0; i < merging->all.rows; i++) {
        if (i >= merging->all.count || items[i].row != i + 1) {
            report_error(merging->report, (struct place){0}, "packet-record",
                         "row %zu is in no record, or in two", i + 1);
            return false;
        }
        bool failed = items[i].state == OFFPRINT_PACKET_FAILED;
        items[i].state = failed ? OFFPRINT_PACKET_FAILED : OFFPRINT_PACKET_MADE;
        result->failed += failed;
        result->made += !failed;
        if (failed) {
            report_error(merging->report, (struct place){0}, "packet-failed",
                         "row %zu failed", items[i].row);
        } else if (!check_stands(merging, &items[i])) {
            return false;
        }
    }
    result->items = items;
    result->item_count = merging->all.count;
    return true;
}

static bool write_record(struct merging *merging)
{
    struct buf text = {.kept_in = &merging->kept->arena};
    for (size_t i = 0; i < merging->all.count; i++) {
        record_add(&text, &merging->all.items[i], merging->all.rows, merging->all.batch);
    }
    struct new_file file = {.name = merging->result->record_name, .bytes = buf_str(&text)};
    struct replacement what = {
        .folder = merging->folder, .set = "packets", .files = &file, .count = 1};
    bool ok = (buf_ok(&text) || report_out_of_memory(merging->report)) &&
              replace_files(&what, merging->report);
    buf_clear(&text);
    return ok;
}

/* How many parts there are is what the names of records say; 0: told. */
static size_t count_parts(struct merging *merging)
{
    struct root root;
    struct file_list list = {0};
    size_t parts = 0;
    if (!root_open(&root, merging->folder)) {
        (void)tell_unread(merging, merging->folder, file_status_of_error(errno));
        return 0;
    }
    bool listed = file_list_all(&merging->kept->arena, &root, (struct str){0},
                                ROSTER_ROW_LIMIT + SHARD_MOST, NULL, &list);
    root_close(&root);
    for (size_t i = 0; listed && i < list.count; i++) {
        size_t found = record_parts(list.paths[i]);
        if (found && parts && found != parts) {
            tell(merging, merging->folder,
                 "has records of lists in different numbers of parts");
            return 0;
        }
        parts = found ? found : parts;
    }
    if (!listed) {
        (void)report_out_of_memory(merging->report);
    } else if (list.closed_count) {
        (void)tell_unread(merging, merging->folder, list.closed->status);
        parts = 0;
    } else if (!parts) {
        report_request_error(merging->report, (struct place){0}, "packet-record",
                             "no record of a part ('packets-0-of-2.jsonl') is in '%s'",
                             merging->folder);
    }
    return listed ? parts : 0;
}

static bool merge(struct merging *merging)
{
    size_t parts = count_parts(merging);
    bool ok = parts > 0;
    for (size_t i = 0; i < parts; i++) {
        ok = add_part(merging, i, parts) && ok;
    }
    return ok && put_in_order(merging) && write_record(merging);
}

enum offprint_status offprint_packets_merge(const char *folder,
                                            struct offprint_packets_result *result)
{
    if (!result) {
        return OFFPRINT_WRONG_USAGE;
    }
    *result = (struct offprint_packets_result){.status = OFFPRINT_WRONG_USAGE,
                                               .record_name = "packets.jsonl"};
    if (!folder || !*folder) {
        return result->status;
    }
    struct merging merging = {.folder = folder,
                              .report = report_new(),
                              .kept = kept_new(sizeof(struct kept), 0),
                              .result = result};
    result->memory = merging.kept;
    result->status = OFFPRINT_SYSTEM_FAILED;
    if (merging.report && merging.kept) {
        report_set_budget(merging.report, &merging.kept->budget);
        bool made = merge(&merging);
        status_explain(merging.report, made, false);
        result->status = status_of(merging.report, made, false);
        result->run.status = result->status;
        result->run.errors = report_count(merging.report, SEVERITY_ERROR);
        kept_reports(merging.kept, merging.report, &result->run.report_text,
                     &result->run.report_json);
    }
    report_free(merging.report);
    return result->status;
}
