/* How records are read: line by line, of each of which a number for its file and its place
 * stay. Where those two are asked for again the file may be another: then the line is none
 * of that name, and nothing is known of it. */
#define _GNU_SOURCE /* fstatat */

#include "record.h"

#include "base/hash.h"
#include "base/limits.h"
#include "record_line.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#define ROOM_BYTES ((size_t)1 << 14) /* of the file in memory */

/* A record while it is read. */
struct reading {
    struct arena *arena;                  /* of what stays */
    struct arena line;                    /* of the line, emptied for the next */
    uint32_t at;                          /* where it begins */
    bool untimed;                         /* lines before have no time so far */
    const struct record_visitor *visitor; /* or NULL */
    struct record *record;                /* so far */
};

/* All lines are of one list. */
static bool note_batch(struct reading *reading, const struct record_told *told)
{
    struct record *record = reading->record;
    if (told->batch.len == 0 || !told->has_rows) {
        return false;
    }
    if (!record->batch) {
        record->rows = told->rows;
        record->batch = arena_cstr(reading->arena, told->batch);
    }
    return told->rows == record->rows && record->batch &&
           str_is(told->batch, record->batch);
}

static bool add_file(struct reading *reading, struct str file)
{
    struct record *record = reading->record;
    if (!arena_grow(reading->arena, &record->lines, record->line_count,
                    &record->line_capacity, sizeof *record->lines)) {
        return false;
    }
    record->lines[record->line_count++] =
        (struct record_line){(uint32_t)hash_text(file), reading->at};
    return true;
}

static bool add_item(struct reading *reading, const struct offprint_packet *item)
{
    const struct record_visitor *visitor = reading->visitor;
    reading->record->count++;
    return (!visitor || visitor->visit(visitor->data, item, reading->at)) &&
           (!item->file_name || add_file(reading, str_from(item->file_name)));
}

/* Of a finished run: each line is right. */
static bool read_line(struct reading *reading, const struct record_told *told)
{
    return told->is_item && note_batch(reading, told) && add_item(reading, &told->item);
}

/* Of the lines before this one that have no time so far. */
static bool set_times(struct reading *reading, struct record_time time)
{
    struct record *record = reading->record;
    if (!reading->untimed) {
        return true;
    }
    if (!arena_grow(reading->arena, &record->marks, record->mark_count,
                    &record->mark_capacity, sizeof *record->marks)) {
        return false;
    }
    record->marks[record->mark_count++] = (struct record_mark){reading->at, time};
    reading->untimed = false;
    return true;
}

/* Of one that was broken off, perhaps more than once, in the middle of a line; a line that
 * names a file and nothing else takes back what was told of it. Those that a finished run
 * left have no time, and all stand before the first that has. */
static bool read_part_line(struct reading *reading, const struct record_told *told)
{
    if (told->is_item) {
        bool added = (!told->timed || set_times(reading, told->time)) &&
                     add_item(reading, &told->item);
        reading->untimed |= !told->timed;
        return added;
    }
    if (told->timed && told->file.len == 0) {
        return set_times(reading, told->time);
    }
    return told->file.len == 0 || add_file(reading, told->file);
}

typedef bool line_reader(struct reading *reading, const struct record_told *told);

/* The line there, in the arena, and where it ends. */
static struct str take_line(struct record *record, size_t at, struct arena *arena,
                            size_t *end)
{
    size_t feed = window_find(&record->file, STR("\n"), at, record->file.size);
    *end = feed == STR_NONE ? record->file.size : feed + 1;
    return str_trim(window_take(&record->file, at, *end, arena));
}

/* False: a line is none of a record's, or memory is gone, which the arena says. */
static bool read_lines(struct reading *reading, line_reader *read)
{
    struct record *record = reading->record;
    for (size_t at = 0, end; at < record->file.size; at = end) {
        reading->at = (uint32_t)at;
        struct str line = take_line(record, at, &reading->line, &end);
        struct record_told told;
        record_line_read(&reading->line, line, &told);
        bool good = !arena_failed(&reading->line) && read(reading, &told);
        if (arena_failed(&reading->line)) {
            arena_adopt(reading->arena, &reading->line);
            return false;
        }
        if (!good) {
            return false;
        }
        arena_reset(&reading->line);
    }
    return true;
}

static int compare_lines(const void *a, const void *b)
{
    const struct record_line *one = a, *two = b;
    return one->hash != two->hash ? (one->hash < two->hash ? -1 : 1)
                                  : (one->at > two->at) - (one->at < two->at);
}

/* Gives false. */
static bool tell_unread(const char *folder, const char *name, enum file_status status,
                        struct report *report)
{
    report_system_error(report, "packet-record", "cannot read '%s' in '%s': %s", name,
                        folder, file_status_text(status));
    return false;
}

static enum file_status open_below(const struct root *root, struct record *record)
{
    struct file_reading reading;
    struct str name = str_from(record->name);
    enum file_status status = reading_open(&reading, root, name);
    if (status == FILE_ABSENT && file_kind_of(root, name) == FILE_KIND_BARRED) {
        return FILE_DANGLING;
    }
    if (status == FILE_OK && reading.bytes > RECORD_BYTES_LIMIT) {
        reading_close(&reading);
        return FILE_TOO_LARGE;
    }
    if (status == FILE_OK) {
        record->open = window_open_on(&record->file, reading, ROOM_BYTES);
        status = record->open ? FILE_OK : FILE_NO_MEMORY;
    }
    return status;
}

/* A record of nothing. */
static void empty(struct record *record)
{
    record_rest(record);
    *record = (struct record){.arena = record->arena};
}

static bool read_record(struct reading *reading, line_reader *read, bool *there,
                        struct report *report)
{
    struct record *out = reading->record;
    struct root root;
    *there = false;
    if (!root_open(&root, out->folder)) {
        enum file_status fault = file_status_of_error(errno);
        if (fault != FILE_UNREADABLE && fault != FILE_NO_MEMORY) {
            return true; /* what there is to say is told when files are put there */
        }
        return tell_unread(out->folder, out->name, fault, report);
    }
    struct stat info = {0};
    enum file_status status = open_below(&root, out);
    bool dated = fstatat(root.fd, out->name, &info, AT_SYMLINK_NOFOLLOW) == 0;
    if (status == FILE_OK && !dated) {
        status = file_status_of_error(errno);
    }
    root_close(&root);
    *there = status == FILE_OK && read_lines(reading, read);
    status = status == FILE_OK ? out->file.status : status;
    if (status != FILE_OK && status != FILE_ABSENT) {
        return tell_unread(out->folder, out->name, status, report);
    }
    out->written = (struct record_time){info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
    if (*there && out->line_count) {
        qsort(out->lines, out->line_count, sizeof *out->lines, compare_lines);
    }
    return !arena_failed(reading->arena) || report_out_of_memory(report);
}

static bool read_with(struct arena *arena, const char *folder, const char *name,
                      line_reader *read, const struct record_visitor *visitor,
                      struct record *out, bool *there, struct report *report)
{
    struct reading reading = {.arena = arena, .visitor = visitor, .record = out};
    *out = (struct record){
        .arena = arena, .folder = folder, .name = name, .part = read == read_part_line};
    arena_init_within(&reading.line, 0, arena->budget);
    bool ok = read_record(&reading, read, there, report);
    arena_clear(&reading.line);
    if (!ok || !*there) {
        empty(out);
    }
    return ok;
}

bool record_read(struct arena *arena, const char *folder, const char *name,
                 struct record *out, bool *there, struct report *report)
{
    return read_with(arena, folder, name, read_line, NULL, out, there, report);
}

bool record_visit(struct arena *arena, const char *folder, const char *name,
                  const struct record_visitor *visitor, struct record *out, bool *there,
                  struct report *report)
{
    return read_with(arena, folder, name, read_line, visitor, out, there, report);
}

bool record_read_part(struct arena *arena, const char *folder, const char *name,
                      struct record *out, bool *there, struct report *report)
{
    return read_with(arena, folder, name, read_part_line, NULL, out, there, report);
}

void record_rest(struct record *record)
{
    if (record->open) {
        window_close(&record->file);
    }
    record->open = false;
}

void record_close(struct record *record)
{
    record_rest(record);
    *record = (struct record){0};
}

/* Asking */

/* Whether lines can be read: of one that rests the file may be there no more. */
static bool is_open(struct record *record)
{
    struct root root;
    if (record->open || !record->name) {
        return record->open;
    }
    if (!root_open(&root, record->folder)) {
        record->status = file_status_of_error(errno);
        return false;
    }
    record->status = open_below(&root, record);
    root_close(&root);
    return record->open;
}

static bool told_at(struct record *record, struct arena *arena, uint32_t at,
                    struct record_told *out)
{
    size_t end;
    bool there = is_open(record) && at < record->file.size;
    if (there) {
        record_line_read(arena, take_line(record, at, arena, &end), out);
        record->status = record->file.status;
    }
    return there && record->status == FILE_OK;
}

bool record_item_at(struct record *record, struct arena *arena, uint32_t at,
                    struct offprint_packet *out)
{
    struct record_told told;
    bool is = told_at(record, arena, at, &told) && told.is_item;
    *out = is ? told.item : (struct offprint_packet){0};
    return is;
}

/* Of a line without a time of its own. */
static struct record_time time_at(const struct record *record, uint32_t at)
{
    for (size_t i = 0; i < record->mark_count; i++) {
        if (record->marks[i].at > at) {
            return record->marks[i].time;
        }
    }
    return record->written;
}

/* Behind the last line of that hash. */
static size_t end_of(const struct record *record, uint32_t hash)
{
    size_t low = 0, high = record->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool before = record->lines[middle].hash <= hash;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    return low;
}

bool record_entry(struct record *record, struct arena *arena, const char *file_name,
                  struct offprint_packet *out, struct record_time *time)
{
    struct str name = str_from(file_name);
    uint32_t hash = (uint32_t)hash_text(name);
    for (size_t i = end_of(record, hash); i > 0 && record->lines[i - 1].hash == hash; i--) {
        uint32_t at = record->lines[i - 1].at;
        struct record_told told;
        if (!told_at(record, arena, at, &told) || !str_eq(told.file, name)) {
            continue; /* another name of the same hash */
        }
        *time = record->part && told.timed ? told.time : time_at(record, at);
        *out = told.item;
        return told.is_item;
    }
    return false;
}
