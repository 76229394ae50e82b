/* One line, one object, as it was written: what differs from that is no record of ours. */
#define _GNU_SOURCE /* fstatat */

#include "record.h"

#include "base/beside.h"
#include "base/digest.h"
#include "base/gate.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_FLAGS (O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
#define READ_BYTES ((size_t)1 << 16)

static struct record_time time_of(const struct stat *info)
{
    return (struct record_time){info->st_mtim.tv_sec, info->st_mtim.tv_nsec};
}

static const char *const states[] = {[OFFPRINT_PACKET_MADE] = "made",
                                     [OFFPRINT_PACKET_SAME] = "same",
                                     [OFFPRINT_PACKET_FAILED] = "failed"};

#define STATE_COUNT (sizeof states / sizeof states[0])

const char *record_name(struct arena *arena, const char *what, size_t shard, size_t shards)
{
    return shards ? arena_format(arena, "%s-%zu-of-%zu.jsonl", what, shard % shards, shards)
                        .ptr
                  : arena_format(arena, "%s.jsonl", what).ptr;
}

bool record_is_part(size_t number, size_t shard, size_t shards)
{
    return shards == 0 || (number - 1) % shards == shard % shards;
}

/* Digits at `*at`, which moves behind them, as record_name() writes a number: false, they
 * are not. */
static bool read_digits(struct str text, size_t *at, size_t *out)
{
    size_t value = 0, begin = *at;
    for (; *at < text.len && ascii_is_digit(text.ptr[*at]) && value <= SHARD_MOST; ++*at) {
        value = value * 10 + (size_t)(text.ptr[*at] - '0');
    }
    *out = value;
    return *at == begin + 1 || (*at > begin && text.ptr[begin] != '0');
}

size_t record_parts(struct str name, size_t *part)
{
    size_t at = strlen("packets-"), parts = 0;
    if (!str_starts(name, "packets-") || !read_digits(name, &at, part) ||
        !str_starts(str_skip(name, at), "-of-")) {
        return 0;
    }
    at += strlen("-of-");
    bool whole = read_digits(name, &at, &parts) && str_is(str_skip(name, at), ".jsonl");
    return whole && *part < parts && parts <= SHARD_MOST ? parts : 0;
}

void record_add(struct buf *out, const struct offprint_packet *item, size_t rows,
                const char *batch)
{
    buf_add_format(out, "{\"row\": %zu, \"rows\": %zu, \"batch\": \"%s\"", item->row, rows,
                   batch);
    if (item->state != OFFPRINT_PACKET_FAILED) {
        gate_add_member(out, "file", str_from(item->file_name));
        buf_add_format(out, ", \"bytes\": %zu, \"sha256\": \"%s\", \"input\": \"%s\"",
                       item->byte_count, item->sha256, item->input);
        if (item->zip_name) {
            gate_add_member(out, "zip", str_from(item->zip_name));
            buf_add_format(out, ", \"zip_bytes\": %zu, \"zip_sha256\": \"%s\"",
                           item->zip_byte_count, item->zip_sha256);
        }
    }
    buf_add_format(out, ", \"state\": \"%s\"}\n", states[item->state]);
}

static bool read_count(struct value object, const char *key, size_t *out)
{
    struct value value = value_get(object, str_from(key));
    bool good = value.kind == VALUE_INTEGER && value.as.integer >= 0;
    *out = good ? (size_t)value.as.integer : 0;
    return good;
}

/* NULL: there is none. */
static const char *read_text(struct arena *arena, struct value object, const char *key)
{
    struct value value = value_get(object, str_from(key));
    return value.kind == VALUE_STRING ? arena_cstr(arena, value.as.string) : NULL;
}

static bool is_digest(const char *text)
{
    return text && strlen(text) == 2 * (size_t)SHA256_BYTES &&
           strspn(text, "0123456789abcdef") == 2 * (size_t)SHA256_BYTES;
}

static bool is_named(const char *name, const char *extension)
{
    struct str text = str_from(name ? name : "");
    return str_ends(text, extension) &&
           path_is_plain(str_without_end(str_sub(text, 0, text.len - 3), '.'));
}

/* What is told of a zip, if anything. */
static bool read_zip(struct arena *arena, struct value object, struct offprint_packet *out)
{
    out->zip_name = read_text(arena, object, "zip");
    out->zip_sha256 = read_text(arena, object, "zip_sha256");
    bool sized = read_count(object, "zip_bytes", &out->zip_byte_count);
    return !out->zip_name ||
           (sized && is_digest(out->zip_sha256) && is_named(out->zip_name, ".zip"));
}

/* A record while it is read. */
struct reading {
    struct arena *arena;   /* of what stays */
    struct arena text;     /* of the file */
    struct arena line;     /* of the line, emptied for the next */
    struct record *record; /* so far */
};

/* All lines are of one list. */
static bool note_batch(struct reading *reading, struct value object)
{
    struct record *record = reading->record;
    size_t rows;
    struct str batch = value_text_or(value_get(object, STR("batch")), STR(""));
    if (batch.len == 0 || !read_count(object, "rows", &rows)) {
        return false;
    }
    if (!record->batch) {
        record->rows = rows;
        record->batch = arena_cstr(reading->arena, batch);
    }
    return rows == record->rows && record->batch && str_is(batch, record->batch);
}

static bool read_item(struct arena *arena, struct value object, struct offprint_packet *out)
{
    *out = (struct offprint_packet){0};
    struct str state = value_text_or(value_get(object, STR("state")), STR(""));
    size_t at = 0;
    while (at < STATE_COUNT && !str_is(state, states[at])) {
        at++;
    }
    out->state = (enum offprint_packet_state)at;
    out->file_name = read_text(arena, object, "file");
    out->sha256 = read_text(arena, object, "sha256");
    out->input = read_text(arena, object, "input");
    bool whole = read_count(object, "bytes", &out->byte_count) && is_digest(out->sha256) &&
                 is_digest(out->input) && is_named(out->file_name, ".pdf") &&
                 read_zip(arena, object, out);
    return at < STATE_COUNT && read_count(object, "row", &out->row) &&
           (whole || out->state == OFFPRINT_PACKET_FAILED);
}

/* One of a file counts for what was told of the file before, too. */
static bool add_item(struct reading *reading, const struct offprint_packet *item)
{
    struct record *record = reading->record;
    if (!arena_grow(reading->arena, &record->items, record->count, &record->capacity,
                    sizeof *record->items)) {
        return false;
    }
    record->items[record->count++] = *item;
    return !item->file_name ||
           value_map_set(reading->arena, record->by_file, str_from(item->file_name),
                         value_integer((int64_t)record->count - 1));
}

/* Of a finished run: each line is right. */
static bool read_line(struct reading *reading, struct value object)
{
    struct offprint_packet item;
    return object.kind == VALUE_MAP && read_item(reading->arena, object, &item) &&
           note_batch(reading, object) && add_item(reading, &item);
}

static bool read_time(struct value object, struct record_time *out)
{
    struct value seconds = value_get(object, STR("seconds"));
    struct value nanoseconds = value_get(object, STR("nanoseconds"));
    bool good = seconds.kind == VALUE_INTEGER && nanoseconds.kind == VALUE_INTEGER;
    *out = good ? (struct record_time){seconds.as.integer, nanoseconds.as.integer}
                : (struct record_time){0};
    return good;
}

/* Of the items up to the newest that have no time so far. */
static bool set_times(struct reading *reading, struct record_time time)
{
    struct record *record = reading->record;
    while (record->time_count < record->count) {
        if (!arena_grow(reading->arena, &record->times, record->time_count,
                        &record->time_capacity, sizeof *record->times)) {
            return false;
        }
        record->times[record->time_count++] = time;
    }
    return true;
}

/* Of one that was broken off, perhaps more than once, in the middle of a line; a line that
 * names a file and nothing else takes back what was told of it. Those that a finished run
 * left have no time, and all stand before the first that has. */
static bool read_part_line(struct reading *reading, struct value object)
{
    struct offprint_packet item;
    struct record_time time;
    bool told = object.kind == VALUE_MAP && read_item(reading->arena, object, &item);
    bool timed = read_time(object, &time);
    if (told) {
        return add_item(reading, &item) && (!timed || set_times(reading, time));
    }
    struct str file = value_text_or(value_get(object, STR("file")), STR(""));
    if (timed && file.len == 0) {
        return set_times(reading, time);
    }
    return !value_has(reading->record->by_file, file) ||
           value_map_set(reading->arena, reading->record->by_file, file, (struct value){0});
}

typedef bool line_reader(struct reading *reading, struct value object);

/* False: a line is none of a record's, or memory is gone, which the arena says. */
static bool read_lines(struct reading *reading, struct str text, line_reader *read)
{
    reading->record->by_file = value_map_new(reading->arena);
    for (size_t at = 0, end; at < text.len; at = end) {
        struct value object;
        end = line_end(text, at);
        struct str line = str_trim(str_sub(text, at, end));
        if (!value_from_json(&reading->line, line, &object)) {
            object = (struct value){0};
        }
        if (arena_failed(&reading->line)) {
            arena_adopt(reading->arena, &reading->line);
            return false;
        }
        if (!read(reading, object)) {
            return false;
        }
        arena_reset(&reading->line);
    }
    return true;
}

/* Gives false. */
static bool tell_unread(const char *folder, const char *name, enum file_status status,
                        struct report *report)
{
    report_system_error(report, "packet-record", "cannot read '%s' in '%s': %s", name,
                        folder, file_status_text(status));
    return false;
}

static bool read_record(struct reading *reading, const char *folder, const char *name,
                        line_reader *read, bool *there, struct report *report)
{
    struct arena *arena = reading->arena;
    struct record *out = reading->record;
    struct root root;
    struct str text;
    *out = (struct record){0};
    *there = false;
    if (!root_open(&root, folder)) {
        enum file_status fault = file_status_of_error(errno);
        if (fault != FILE_UNREADABLE && fault != FILE_NO_MEMORY) {
            return true; /* what there is to say is told when files are put there */
        }
        return tell_unread(folder, name, fault, report);
    }
    struct stat info = {0};
    enum file_status status =
        file_read(&reading->text, &root, str_from(name), ROSTER_BYTES_LIMIT, &text);
    bool dated = fstatat(root.fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0;
    if (status == FILE_OK && !dated) {
        status = file_status_of_error(errno);
    }
    root_close(&root);
    if (status != FILE_OK && status != FILE_ABSENT) {
        return tell_unread(folder, name, status, report);
    }
    *there = status == FILE_OK && dated && read_lines(reading, text, read);
    out->written = time_of(&info);
    if (*there && out->times) {
        *there = set_times(reading, out->written);
    }
    if (!*there) {
        *out = (struct record){0};
    }
    return !arena_failed(arena) || report_out_of_memory(report);
}

static bool read_with(struct arena *arena, const char *folder, const char *name,
                      line_reader *read, struct record *out, bool *there,
                      struct report *report)
{
    struct reading reading = {.arena = arena, .record = out};
    arena_init_within(&reading.text, 0, arena->budget);
    arena_init_within(&reading.line, 0, arena->budget);
    bool ok = read_record(&reading, folder, name, read, there, report);
    arena_clear(&reading.line);
    arena_clear(&reading.text);
    return ok;
}

bool record_read(struct arena *arena, const char *folder, const char *name,
                 struct record *out, bool *there, struct report *report)
{
    return read_with(arena, folder, name, read_line, out, there, report);
}

bool record_read_part(struct arena *arena, const char *folder, const char *name,
                      struct record *out, bool *there, struct report *report)
{
    return read_with(arena, folder, name, read_part_line, out, there, report);
}

/* Whether the item's file is no later one than it tells of. */
static bool is_before(const struct stat *info, const struct record *record,
                      const struct offprint_packet *item)
{
    struct record_time file = time_of(info);
    struct record_time told =
        record->times ? record->times[item - record->items] : record->written;
    return file.seconds != told.seconds ? file.seconds < told.seconds
                                        : file.nanoseconds <= told.nanoseconds;
}

/* A file that a record tells of. */
struct told {
    const char *name, *sha256;
    size_t byte_count;
};

static enum file_status look(const struct root *root, const struct told *told,
                             struct stat *info)
{
    if (fstatat(root->fd, told->name, info, AT_SYMLINK_NOFOLLOW) != 0) {
        return file_status_of_error(errno);
    }
    bool same = S_ISREG(info->st_mode) && info->st_size == (off_t)told->byte_count;
    return same ? FILE_OK : FILE_ABSENT;
}

/* FILE_OK: it is of that size and digest; FILE_ABSENT: it is not. */
static enum file_status check_digest(struct arena *scratch, const struct root *root,
                                     const struct told *told)
{
    uint8_t sha256[SHA256_BYTES], part[READ_BYTES];
    struct digester *digester = digester_new(scratch, (struct digests){.sha256 = sha256});
    if (!digester) {
        return FILE_NO_MEMORY;
    }
    int fd = beside_open(root->fd, told->name, READ_FLAGS, 0);
    ssize_t some = fd < 0 ? -1 : 1;
    while (some > 0) {
        some = read(fd, part, sizeof part);
        if (some < 0 && errno == EINTR) {
            some = 1;
        } else if (some > 0) {
            digester_add(digester, str_make((const char *)part, (size_t)some));
        }
    }
    enum file_status status = some < 0 ? file_status_of_error(errno) : FILE_OK;
    (void)(fd >= 0 && close(fd));
    digester_finish(digester);
    bool same = digest_is_hex(str_from(told->sha256), sha256, sizeof sha256);
    return status == FILE_OK && !same ? FILE_ABSENT : status;
}

/* Those of an item: one or two. */
static size_t list_files(const struct offprint_packet *item, struct told out[2])
{
    out[0] = (struct told){item->file_name, item->sha256, item->byte_count};
    out[1] = (struct told){item->zip_name, item->zip_sha256, item->zip_byte_count};
    return item->zip_name ? 2 : 1;
}

enum file_status record_stands(struct arena *scratch, const char *folder,
                               const struct offprint_packet *item)
{
    struct root root;
    struct stat info;
    struct told files[2];
    size_t count = list_files(item, files);
    if (!root_open(&root, folder)) {
        return file_status_of_error(errno);
    }
    enum file_status status = FILE_OK;
    for (size_t i = 0; i < count && status == FILE_OK; i++) {
        status = look(&root, &files[i], &info);
        status = status == FILE_OK ? check_digest(scratch, &root, &files[i]) : status;
    }
    root_close(&root);
    return status;
}

void record_add_time(struct buf *out, struct record_time time)
{
    buf_add_format(out, ", \"seconds\": %lld, \"nanoseconds\": %lld",
                   (long long)time.seconds, (long long)time.nanoseconds);
}

bool record_file_time(int folder, const struct offprint_packet *item,
                      struct record_time *out)
{
    struct told files[2];
    size_t count = list_files(item, files);
    *out = (struct record_time){INT64_MIN, 0};
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        if (fstatat(folder, files[i].name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
            return false;
        }
        struct record_time time = time_of(&info);
        bool later = time.seconds != out->seconds ? time.seconds > out->seconds
                                                  : time.nanoseconds > out->nanoseconds;
        *out = later ? time : *out;
    }
    return true;
}

/* What it tells of the item's file; NULL: nothing. */
static const struct offprint_packet *entry_of(const struct record *record,
                                              const struct offprint_packet *item)
{
    struct value at = value_get(record->by_file, str_from(item->file_name));
    return at.kind == VALUE_INTEGER ? &record->items[at.as.integer] : NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool record_tells(const struct record *record, const struct offprint_packet *item)
{
    const struct offprint_packet *entry = entry_of(record, item);
    return entry && same_text(entry->sha256, item->sha256) &&
           same_text(entry->zip_sha256, item->zip_sha256);
}

const struct offprint_packet *record_find(const struct record *record,
                                          struct arena *scratch, const char *folder,
                                          const struct offprint_packet *item, bool verify)
{
    const struct offprint_packet *entry = entry_of(record, item);
    struct root root;
    struct stat info;
    struct told files[2];
    if (!entry || !entry->input || strcmp(entry->input, item->input) != 0 ||
        !root_open(&root, folder)) {
        return NULL;
    }
    bool stands = true;
    size_t count = list_files(entry, files);
    for (size_t i = 0; i < count && stands; i++) {
        stands = look(&root, &files[i], &info) == FILE_OK &&
                 (verify ? check_digest(scratch, &root, &files[i]) == FILE_OK
                         : is_before(&info, record, entry));
    }
    root_close(&root);
    return stands ? entry : NULL;
}
