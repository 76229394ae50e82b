/* offprint_packets_merge(): the records of all parts of a list become the one that a run of
 * the whole list writes. */
#include "record.h"

#include "base/limits.h"
#include "base/replace.h"
#include "base/unread.h"
#include "kept.h"
#include "status.h"

#include <errno.h>
#include <stdlib.h>

struct merging {
    const char *folder;
    size_t parts;  /* of the list, as the names of records say */
    size_t *there; /* those whose records are there */
    size_t there_count, there_capacity;
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

/* Gives false. */
static bool tell_unread(struct merging *merging, const char *name, enum file_status status)
{
    struct unread unread = {.code = "packet-record", .path = str_from(name), .asked = true};
    return unread_tell(&unread, status, merging->report);
}

/* Those of one part are of its rows alone. */
static bool add_part(struct merging *merging, size_t part)
{
    struct arena *arena = &merging->kept->arena;
    size_t parts = merging->parts;
    const char *name = record_name(arena, "packets", part, parts);
    struct record record;
    bool there;
    if (!name ||
        !record_read(arena, merging->folder, name, &record, &there, merging->report)) {
        return name ? false : report_out_of_memory(merging->report);
    }
    if (!there) {
        return tell(merging, name, "is no record: its part is not finished");
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
        size_t row = record.items[i].row;
        if (row == 0 || row > record.rows || (row - 1) % parts != part) {
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
    struct arena scratch;
    arena_init_within(&scratch, 0, &merging->kept->budget);
    enum file_status status = record_stands(&scratch, merging->folder, item);
    arena_clear(&scratch);
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

/* Of a name in the folder. False: told. */
static bool note_part(struct merging *merging, struct str name)
{
    size_t part, parts = record_parts(name, &part);
    if (!parts) {
        return true;
    }
    if (merging->parts && parts != merging->parts) {
        return tell(merging, merging->folder,
                    "has records of lists in different numbers of parts");
    }
    merging->parts = parts;
    if (!arena_grow(&merging->kept->arena, &merging->there, merging->there_count,
                    &merging->there_capacity, sizeof *merging->there)) {
        return report_out_of_memory(merging->report);
    }
    merging->there[merging->there_count++] = part;
    return true;
}

static int compare_parts(const void *a, const void *b)
{
    const size_t *one = a, *two = b;
    return *one < *two ? -1 : *one > *two;
}

/* False: told, also where there is none. */
static bool find_parts(struct merging *merging)
{
    struct root root;
    struct root_fault fault = {0};
    struct file_list list = {0};
    if (!root_open(&root, merging->folder)) {
        return tell_unread(merging, merging->folder, file_status_of_error(errno));
    }
    root.fault = &fault;
    bool listed = file_list_all(&merging->kept->arena, &root, (struct str){0},
                                ROSTER_ROW_LIMIT + SHARD_MOST, NULL, &list);
    root_close(&root);
    if (!unread_tell_fault("packet-record", str_from(merging->folder), &fault,
                           merging->report)) {
        return false;
    }
    if (!listed) {
        return report_out_of_memory(merging->report);
    }
    if (list.closed_count) {
        return tell_unread(merging, merging->folder, list.closed->status);
    }
    for (size_t i = 0; i < list.count; i++) {
        if (!note_part(merging, list.paths[i])) {
            return false;
        }
    }
    if (!merging->parts) {
        report_request_error(merging->report, (struct place){0}, "packet-record",
                             "no record of a part ('packets-0-of-2.jsonl') is in '%s'",
                             merging->folder);
        return false;
    }
    qsort(merging->there, merging->there_count, sizeof *merging->there, compare_parts);
    return true;
}

/* Whether none is missing from part `from` to before `to`. */
static bool check_gap(struct merging *merging, size_t from, size_t to)
{
    struct arena *arena = &merging->kept->arena;
    if (from == to) {
        return true;
    }
    const char *first = record_name(arena, "packets", from, merging->parts);
    const char *last = record_name(arena, "packets", to - 1, merging->parts);
    if (!first || !last) {
        return report_out_of_memory(merging->report);
    }
    if (to - from == 1) {
        return tell(merging, first, "is not there: its part is not finished");
    }
    report_error(merging->report, (struct place){0}, "packet-record",
                 "'%s' to '%s' are not there: %zu parts are not finished", first, last,
                 to - from);
    return false;
}

static bool merge(struct merging *merging)
{
    bool ok = find_parts(merging);
    size_t next = 0; /* the first part that is not looked at */
    for (size_t i = 0; i < merging->there_count; i++) {
        size_t part = merging->there[i];
        ok = check_gap(merging, next, part) && ok;
        ok = add_part(merging, part) && ok;
        next = part + 1;
    }
    return check_gap(merging, next, merging->parts) && ok && put_in_order(merging) &&
           write_record(merging);
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
        result->run.errors = report_count_told(merging.report, SEVERITY_ERROR);
        kept_reports(merging.kept, merging.report, &result->run.report_text,
                     &result->run.report_json);
    }
    report_free(merging.report);
    return result->status;
}
