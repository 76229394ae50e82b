/* The zip itself: the only file that includes libzip.
 *
 * Entries were deflated when they were added and are handed over as they are (a source that
 * answers ZIP_CM_DEFLATE for its data is copied), so that the bytes depend on our
 * compressor alone. Time, mode and order are constant: same entries, same zip, in any time
 * zone. */
#include "archive/parts.h"

#include "archive/stamp.h"

#include <zip.h>

#define HEADERS_BYTES 120 /* an entry's, in front of it and in the directory, and more */
#define END_BYTES 512
#define MODE_0644 ((zip_uint32_t)0100644 << 16)

/* What libzip draws an entry from. */
struct feed {
    const struct bundle *bundle;
    const struct entry *entry;
    struct arena held; /* while it is open: the bytes of a file that is apart */
    struct str bytes;
    size_t at;
    zip_error_t error;
};

/* As it stands in the zip. */
static size_t packed_size(const struct entry *entry)
{
    return entry->file ? entry->size : entry->packed.len;
}

static zip_uint16_t method_of(const struct entry *entry)
{
    return entry->deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
}

static zip_int64_t answer_stat(const struct entry *entry, void *data, zip_uint64_t len)
{
    zip_stat_t *stat = data;
    if (len < sizeof *stat) {
        return -1;
    }
    zip_stat_init(stat);
    stat->size = entry->size;
    stat->comp_size = packed_size(entry);
    stat->crc = entry->crc;
    stat->comp_method = method_of(entry);
    stat->encryption_method = ZIP_EM_NONE;
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD |
                  ZIP_STAT_ENCRYPTION_METHOD;
    return sizeof *stat;
}

static zip_int64_t answer_open(struct feed *feed)
{
    const struct bundle *bundle = feed->bundle;
    const struct packet_file *file = feed->entry->file;
    feed->at = 0;
    feed->bytes = feed->entry->packed;
    arena_init_within(&feed->held, 0, bundle->arena->budget);
    if (file && !packet_read_file(bundle->packet, file, &feed->held, &feed->bytes,
                                  bundle->report)) {
        arena_clear(&feed->held);
        zip_error_set(&feed->error, ZIP_ER_READ, 0);
        return -1;
    }
    return 0;
}

static zip_int64_t answer_read(struct feed *feed, void *data, zip_uint64_t len)
{
    struct str rest = str_sub(feed->bytes, feed->at, feed->bytes.len);
    size_t count = rest.len < len ? rest.len : (size_t)len;
    if (count) {
        memcpy(data, rest.ptr, count);
    }
    feed->at += count;
    return (zip_int64_t)count;
}

static zip_int64_t answer(void *user, void *data, zip_uint64_t len,
                          zip_source_cmd_t command)
{
    struct feed *feed = user;
    if (command == ZIP_SOURCE_OPEN) {
        return answer_open(feed);
    }
    if (command == ZIP_SOURCE_READ) {
        return answer_read(feed, data, len);
    }
    if (command == ZIP_SOURCE_CLOSE) {
        arena_clear(&feed->held);
        return 0;
    }
    if (command == ZIP_SOURCE_STAT) {
        return answer_stat(feed->entry, data, len);
    }
    if (command == ZIP_SOURCE_ERROR) {
        return zip_error_to_data(&feed->error, data, len);
    }
    if (command == ZIP_SOURCE_SUPPORTS) {
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
                                              ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    }
    return command == ZIP_SOURCE_FREE ? 0 : -1;
}

static bool add_entry(zip_t *zip, const char *name, struct feed *feed)
{
    zip_source_t *source = zip_source_function(zip, answer, feed);
    if (!source) {
        return false;
    }
    zip_int64_t added = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (added < 0) {
        zip_source_free(source); /* only a successful add hands it over */
        return false;
    }
    /* Any time, or libzip asks the clock; stamp_entries() then writes over it. */
    zip_uint64_t index = (zip_uint64_t)added;
    return zip_file_set_dostime(zip, index, 0, STAMP_1980_01_01 >> 16, 0) == 0 &&
           zip_set_file_compression(zip, index, method_of(feed->entry), 0) == 0 &&
           zip_file_set_external_attributes(zip, index, 0, ZIP_OPSYS_UNIX, MODE_0644) == 0;
}

static bool add_entries(struct bundle *bundle, struct str top, zip_t *zip,
                        struct feed *feeds)
{
    for (size_t i = 0; i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        struct str name =
            arena_format(bundle->arena, "%.*s/%.*s", STR_ARG(top), STR_ARG(entry->name));
        if (name.len == 0) {
            return report_out_of_memory(bundle->report);
        }
        feeds[i] = (struct feed){.bundle = bundle, .entry = entry};
        zip_error_init(&feeds[i].error);
        if (!add_entry(zip, name.ptr, &feeds[i])) {
            report_system_error(bundle->report, "archive-write", "cannot add '%.*s': %s",
                                STR_ARG(entry->name), zip_strerror(zip));
            return false;
        }
    }
    return true;
}

/* The zip while it is written, behind what `out` had before: libzip's own source of memory
 * would need as much again. */
struct sink {
    struct buf *out;
    size_t before, at; /* `at` counts from there */
    zip_error_t error;
};

static zip_int64_t answer_write(struct sink *sink, const void *data, zip_uint64_t len)
{
    size_t from = sink->before + sink->at, end = from + (size_t)len;
    if (end > sink->out->len && !buf_reserve(sink->out, end - sink->out->len)) {
        zip_error_set(&sink->error, ZIP_ER_MEMORY, 0);
        return -1;
    }
    memcpy(sink->out->ptr + from, data, (size_t)len);
    sink->out->len = end > sink->out->len ? end : sink->out->len;
    sink->at += (size_t)len;
    return (zip_int64_t)len;
}

static zip_int64_t answer_seek(struct sink *sink, void *data, zip_uint64_t len)
{
    size_t size = sink->out->len - sink->before;
    zip_int64_t at =
        zip_source_seek_compute_offset(sink->at, size, data, len, &sink->error);
    sink->at = at < 0 ? sink->at : (size_t)at;
    return at < 0 ? -1 : 0;
}

static zip_int64_t answer_size(const struct sink *sink, void *data, zip_uint64_t len)
{
    zip_stat_t *stat = data;
    if (len < sizeof *stat) {
        return -1;
    }
    zip_stat_init(stat);
    stat->size = sink->out->len - sink->before;
    stat->valid = ZIP_STAT_SIZE;
    return sizeof *stat;
}

/* Only written, never read: what it held before does not count. */
static zip_int64_t answer_sink(void *user, void *data, zip_uint64_t len,
                               zip_source_cmd_t command)
{
    struct sink *sink = user;
    if (command == ZIP_SOURCE_WRITE) {
        return answer_write(sink, data, len);
    }
    if (command == ZIP_SOURCE_SEEK_WRITE) {
        return answer_seek(sink, data, len);
    }
    if (command == ZIP_SOURCE_TELL_WRITE) {
        return (zip_int64_t)sink->at;
    }
    if (command == ZIP_SOURCE_STAT) {
        return answer_size(sink, data, len);
    }
    if (command == ZIP_SOURCE_ERROR) {
        return zip_error_to_data(&sink->error, data, len);
    }
    if (command == ZIP_SOURCE_SUPPORTS) {
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
            ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
            ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
            ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE,
            ZIP_SOURCE_REMOVE, -1);
    }
    return command == ZIP_SOURCE_READ || command == ZIP_SOURCE_SEEK ? -1 : 0;
}

static bool fail(struct bundle *bundle, zip_error_t *error)
{
    report_system_error(bundle->report, "archive-write", "cannot make the zip: %s",
                        zip_error_strerror(error));
    return false;
}

/* Room at once for all that comes, and for the headers as libzip writes them. */
static bool make_room(const struct bundle *bundle, struct str top, struct buf *out)
{
    size_t bytes = END_BYTES;
    for (size_t i = 0; i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        bytes += packed_size(entry) + HEADERS_BYTES + 2 * (top.len + 1 + entry->name.len);
    }
    return buf_reserve(out, bytes);
}

static bool fill(struct bundle *bundle, struct str top, zip_t *zip, struct buf *out)
{
    struct feed *feeds = ARENA_ARRAY(bundle->arena, struct feed, bundle->count);
    if (!feeds || !make_room(bundle, top, out)) {
        return report_out_of_memory(bundle->report);
    }
    return add_entries(bundle, top, zip, feeds);
}

/* Why closing failed: a want of memory, what a source reported, or libzip's own. */
static bool close_failed(struct bundle *bundle, zip_t *zip, const struct sink *sink)
{
    if (!buf_ok(sink->out)) {
        return report_out_of_memory(bundle->report);
    }
    return !report_has_system_error(bundle->report) && fail(bundle, zip_get_error(zip));
}

/* libzip writes into the sink. */
static bool make_zip(struct bundle *bundle, struct str top, struct sink *sink)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_function_create(answer_sink, sink, &error);
    zip_t *zip =
        source ? zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;
    if (!zip) {
        zip_source_free(source);
        return fail(bundle, &error);
    }
    if (!fill(bundle, top, zip, sink->out)) {
        zip_discard(zip);
        return false;
    }
    if (zip_close(zip) < 0) {
        (void)close_failed(bundle, zip, sink);
        zip_discard(zip);
        return false;
    }
    return true;
}

bool pack_write(struct bundle *bundle, struct str top, struct buf *out)
{
    struct sink sink = {.out = out, .before = out->len};
    zip_error_init(&sink.error);
    bundle_sort(bundle);
    bundle_move_to_front(bundle, STR("START-HERE.html")); /* a listing shows it first */
    if (!make_zip(bundle, top, &sink)) {
        return false;
    }
    if (!stamp_entries(out->ptr + sink.before, out->len - sink.before, STAMP_1980_01_01)) {
        report_system_error(bundle->report, "archive-write",
                            "cannot date the zip's entries");
        return false;
    }
    return true;
}
