/* The zip itself: the only file that includes libzip.
 *
 * Entries are deflated here and handed over as they are (a source that answers
 * ZIP_CM_DEFLATE for its data is copied), so that the bytes depend on our compressor
 * alone. Time, mode and order are constant: same entries, same zip, in any time zone. */
#include "archive/parts.h"

#include "archive/stamp.h"

#include "base/deflate.h"

#include <zip.h>

#define MODE_0644 ((zip_uint32_t)0100644 << 16)

struct packed {
    struct str bytes; /* as they stand in the zip */
    size_t size, at;
    uint32_t crc;
    zip_uint16_t method;
    zip_error_t error;
};

static zip_int64_t answer_stat(const struct packed *packed, void *data, zip_uint64_t len)
{
    zip_stat_t *stat = data;
    if (len < sizeof *stat) {
        return -1;
    }
    zip_stat_init(stat);
    stat->size = packed->size;
    stat->comp_size = packed->bytes.len;
    stat->crc = packed->crc;
    stat->comp_method = packed->method;
    stat->encryption_method = ZIP_EM_NONE;
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD |
                  ZIP_STAT_ENCRYPTION_METHOD;
    return sizeof *stat;
}

static zip_int64_t answer_read(struct packed *packed, void *data, zip_uint64_t len)
{
    struct str rest = str_sub(packed->bytes, packed->at, packed->bytes.len);
    size_t count = rest.len < len ? rest.len : (size_t)len;
    if (count) {
        memcpy(data, rest.ptr, count);
    }
    packed->at += count;
    return (zip_int64_t)count;
}

static zip_int64_t answer(void *user, void *data, zip_uint64_t len,
                          zip_source_cmd_t command)
{
    struct packed *packed = user;
    if (command == ZIP_SOURCE_OPEN) {
        packed->at = 0;
        return 0;
    }
    if (command == ZIP_SOURCE_READ) {
        return answer_read(packed, data, len);
    }
    if (command == ZIP_SOURCE_STAT) {
        return answer_stat(packed, data, len);
    }
    if (command == ZIP_SOURCE_ERROR) {
        return zip_error_to_data(&packed->error, data, len);
    }
    if (command == ZIP_SOURCE_SUPPORTS) {
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
                                              ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    }
    return command == ZIP_SOURCE_CLOSE || command == ZIP_SOURCE_FREE ? 0 : -1;
}

/* Files that are packed inside already give a twentieth at the most, for half of the
 * time that packing takes: they are stored. */
static bool is_packed_inside(struct str bytes)
{
    static const char *const starts[] = {"%PDF-",      "\x89PNG",  "\xff\xd8\xff",
                                         "PK\x03\x04", "\x1f\x8b", "GIF8"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (str_starts(bytes, starts[i])) {
            return true;
        }
    }
    return false;
}

/* Deflated when that saves a hundredth or more; else stored. */
static bool squeeze(struct bundle *bundle, struct deflater *deflater, struct str bytes,
                    struct packed *packed)
{
    struct buf deflated = {.kept_in = bundle->arena};
    bool store = is_packed_inside(bytes);
    if (!store && !deflate_raw(deflater, bytes, &deflated)) {
        buf_clear(&deflated);
        return false;
    }
    bool smaller = !store && deflated.len < bytes.len - bytes.len / 100;
    *packed = (struct packed){
        .bytes = smaller ? arena_str(bundle->arena, buf_str(&deflated)) : bytes,
        .size = bytes.len,
        .crc = crc32_of(bytes),
        .method = smaller ? ZIP_CM_DEFLATE : ZIP_CM_STORE,
    };
    bool ok = !smaller || packed->bytes.len == deflated.len;
    zip_error_init(&packed->error);
    buf_clear(&deflated);
    return ok;
}

static bool add_entry(zip_t *zip, const char *name, struct packed *packed)
{
    zip_source_t *source = zip_source_function(zip, answer, packed);
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
           zip_set_file_compression(zip, index, packed->method, 0) == 0 &&
           zip_file_set_external_attributes(zip, index, 0, ZIP_OPSYS_UNIX, MODE_0644) == 0;
}

static bool add_entries(struct bundle *bundle, struct str top, int level,
                        const struct progress *progress, zip_t *zip, struct packed *packed)
{
    struct deflater *deflater = deflater_new(level);
    bool ok = deflater || report_out_of_memory(bundle->report);
    for (size_t i = 0; i < bundle->count && ok; i++) {
        const struct entry *entry = &bundle->entries[i];
        struct str name =
            arena_format(bundle->arena, "%.*s/%.*s", STR_ARG(top), STR_ARG(entry->name));
        ok = name.len && squeeze(bundle, deflater, entry->bytes, &packed[i]);
        if (!ok) {
            report_out_of_memory(bundle->report);
        } else if (!add_entry(zip, name.ptr, &packed[i])) {
            report_system_error(bundle->report, "archive-write", "cannot add '%.*s': %s",
                                STR_ARG(entry->name), zip_strerror(zip));
            ok = false;
        }
        progress_tell(progress, i + 1, bundle->count);
    }
    if (deflater) {
        deflater_free(deflater);
    }
    return ok;
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

static bool fill(struct bundle *bundle, struct str top, int level,
                 const struct progress *progress, zip_t *zip)
{
    struct packed *packed = ARENA_ARRAY(bundle->arena, struct packed, bundle->count);
    if (!packed) {
        return report_out_of_memory(bundle->report);
    }
    return add_entries(bundle, top, level, progress, zip, packed);
}

/* libzip writes into the sink. */
static bool make_zip(struct bundle *bundle, struct str top, int level,
                     const struct progress *progress, struct sink *sink)
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
    if (!fill(bundle, top, level, progress, zip)) {
        zip_discard(zip);
        return false;
    }
    if (zip_close(zip) < 0) {
        (void)(buf_ok(sink->out) ? fail(bundle, zip_get_error(zip))
                                 : report_out_of_memory(bundle->report));
        zip_discard(zip);
        return false;
    }
    return true;
}

bool pack_write(struct bundle *bundle, struct str top, int level,
                const struct progress *progress, struct buf *out)
{
    struct sink sink = {.out = out, .before = out->len};
    zip_error_init(&sink.error);
    bundle_sort(bundle);
    bundle_move_to_front(bundle, STR("START-HERE.html")); /* a listing shows it first */
    if (!make_zip(bundle, top, level, progress, &sink)) {
        return false;
    }
    if (!stamp_entries(out->ptr + sink.before, out->len - sink.before, STAMP_1980_01_01)) {
        report_system_error(bundle->report, "archive-write",
                            "cannot date the zip's entries");
        return false;
    }
    return true;
}
