/* offprint_packets_merge(): the records of all parts of a list become the one that a run of
 * the whole list writes. */
#include "record.h"

#include "base/limits.h"
#include "base/pieces.h"
#include "base/replace.h"
#include "base/size.h"
#include "base/unread.h"
#include "kept.h"
#include "status.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define OPEN_PARTS 16                 /* whose records are open at a time */
#define NAME_BYTES 64                 /* of a record: "packets-1-of-1000000.jsonl" */
#define LINES_BYTES ((size_t)1 << 16) /* of the record are in memory */

/* A line of a part's record, which is read again when its turn comes. */
struct merged_line {
    uint32_t row, part, at;
};

/* The record of a part while its lines are asked for. */
struct open_part {
    struct record record;
    size_t part;
    char name[NAME_BYTES];
};

struct merging {
    const char *folder;
    size_t parts;  /* of the list, as the names of records say */
    size_t *there; /* those whose records are there */
    size_t there_count, there_capacity;
    struct kept *kept;
    struct report *report;
    struct merged_line *lines;
    size_t count, capacity;
    size_t part;       /* being read */
    size_t rows;       /* as the records say; 0: none has a line */
    const char *batch; /* the same; NULL */
    struct open_part open[OPEN_PARTS];
    struct arena scratch;  /* of a line */
    struct pieces written; /* of the new record */
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

static bool add_line(void *data, const struct offprint_packet *item, uint32_t at)
{
    struct merging *merging = data;
    bool room = arena_grow(&merging->kept->arena, &merging->lines, merging->count,
                           &merging->capacity, sizeof *merging->lines);
    if (room) {
        merging->lines[merging->count++] =
            (struct merged_line){size_to_u32(item->row), (uint32_t)merging->part, at};
    }
    return room;
}

/* Those of one part, from line `from` on, are of its rows alone. */
static bool check_part(struct merging *merging, const struct record *record, size_t from,
                       const char *name)
{
    if (record->count && merging->batch &&
        (record->rows != merging->rows || strcmp(record->batch, merging->batch) != 0)) {
        return tell(
            merging, name,
            "is of another list, or another state of the site, than those before it");
    }
    merging->rows = record->count ? record->rows : merging->rows;
    merging->batch = record->count ? record->batch : merging->batch;
    for (size_t i = from; i < merging->count; i++) {
        size_t row = merging->lines[i].row;
        if (row == 0 || row > record->rows || (row - 1) % merging->parts != merging->part) {
            return tell(merging, name, "has a row that is none of its part");
        }
    }
    return true;
}

static bool add_part(struct merging *merging, size_t part)
{
    struct arena *arena = &merging->kept->arena;
    const char *name = record_name(arena, "packets", part, merging->parts);
    const struct record_visitor visitor = {add_line, merging};
    struct record record;
    size_t from = merging->count;
    bool there;
    merging->part = part;
    if (!name) {
        return report_out_of_memory(merging->report);
    }
    if (!record_visit(arena, merging->folder, name, &visitor, &record, &there,
                      merging->report)) {
        return false;
    }
    bool ok = there ? check_part(merging, &record, from, name)
                    : tell(merging, name, "is no record: its part is not finished");
    record_close(&record);
    return ok;
}

static int compare_rows(const void *a, const void *b)
{
    const struct merged_line *one = a, *two = b;
    return one->row < two->row ? -1 : one->row > two->row;
}

static bool check_stands(struct merging *merging, const struct offprint_packet *item)
{
    enum file_status status = record_stands(&merging->scratch, merging->folder, item);
    if (status == FILE_ABSENT) {
        return tell(merging, item->file_name, "is not there as its record says");
    }
    return status == FILE_OK || tell_unread(merging, item->file_name, status);
}

static bool open_part(struct merging *merging, struct open_part *open, size_t part)
{
    const char *name = record_name(&merging->scratch, "packets", part, merging->parts);
    record_close(&open->record);
    if (!name) {
        return report_out_of_memory(merging->report);
    }
    (void)snprintf(open->name, sizeof open->name, "%s", name);
    open->part = part;
    open->record.folder = merging->folder;
    open->record.name = open->name;
    return true;
}

/* What the line says. False: told. */
static bool read_item(struct merging *merging, const struct merged_line *line,
                      struct offprint_packet *out)
{
    struct open_part *open = &merging->open[line->part % OPEN_PARTS];
    bool is_open = open->record.name && open->part == line->part;
    arena_reset(&merging->scratch);
    if (!is_open && !open_part(merging, open, line->part)) {
        return false;
    }
    if (record_item_at(&open->record, &merging->scratch, line->at, out) &&
        out->row == line->row) {
        return true;
    }
    if (arena_failed(&merging->scratch)) {
        return report_out_of_memory(merging->report);
    }
    enum file_status status = open->record.status;
    return status == FILE_OK || status == FILE_ABSENT
               ? tell(merging, open->record.name, "became another one while it was read")
               : tell_unread(merging, open->name, status);
}

static bool write_item(struct merging *merging, const struct offprint_packet *item)
{
    struct pieces *written = &merging->written;
    struct aside_range range;
    size_t from = written->held.len;
    record_add(&written->held, item, merging->rows, merging->batch);
    return pieces_put_aside(written, from, &range, merging->report);
}

/* A run that makes all at once makes each for the first time. */
static bool put_in_order(struct merging *merging)
{
    struct offprint_packets_result *result = merging->result;
    if (merging->count) {
        qsort(merging->lines, merging->count, sizeof *merging->lines, compare_rows);
    }
    for (size_t i = 0; i < merging->rows; i++) {
        struct offprint_packet item;
        if (i >= merging->count || merging->lines[i].row != i + 1) {
            report_error(merging->report, (struct place){0}, "packet-record",
                         "row %zu is in no record, or in two", i + 1);
            return false;
        }
        if (!read_item(merging, &merging->lines[i], &item)) {
            return false;
        }
        bool failed = item.state == OFFPRINT_PACKET_FAILED;
        item.state = failed ? OFFPRINT_PACKET_FAILED : OFFPRINT_PACKET_MADE;
        result->failed += failed;
        result->made += !failed;
        if (failed) {
            report_error(merging->report, (struct place){0}, "packet-failed",
                         "row %zu failed", item.row);
        } else if (!check_stands(merging, &item)) {
            return false;
        }
        if (!write_item(merging, &item)) {
            return false;
        }
    }
    return true;
}

static bool write_record(struct merging *merging)
{
    struct pieces *written = &merging->written;
    struct new_file file = {.name = merging->result->record_name, .pieces = written};
    struct replacement what = {
        .folder = merging->folder, .set = "packets", .files = &file, .count = 1};
    pieces_add_aside(written, (struct aside_range){0, written->filed + written->held.len});
    return (pieces_ok(written) || report_out_of_memory(merging->report)) &&
           replace_files(&what, merging->report);
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

static void merge_end(struct merging *merging)
{
    for (size_t i = 0; i < OPEN_PARTS; i++) {
        record_close(&merging->open[i].record);
    }
    pieces_clear(&merging->written);
    arena_clear(&merging->scratch);
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
    pieces_init(&merging.written, (struct aside){.folder = folder});
    merging.written.held_limit_bytes = LINES_BYTES;
    if (merging.report && merging.kept) {
        report_set_budget(merging.report, &merging.kept->budget);
        arena_init_within(&merging.scratch, 0, &merging.kept->budget);
        bool made = merge(&merging);
        merge_end(&merging);
        result->record_name = made ? result->record_name : NULL;
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
