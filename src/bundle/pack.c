/* The zip, as pieces: the only file that calls libzip.
 *
 * Entries were deflated when they were added, and lie where they came about. libzip makes
 * the frame around them: headers, directory and end, which alone are kept of what it
 * writes; it is fed zeros, as many as an entry has bytes, and what it then takes for the
 * CRC of what is stored is written over. So no entry is read for it, no zip lies in memory
 * beside its parts, and its bytes depend on our compressor alone. Time, mode and order are
 * constant: same entries, same zip, in any time zone. */
#include "bundle/bundle.h"

#include "bundle/stamp.h"
#include "bundle/zip_library.h"

#define COMMAND_BIT(command) ZIP_SOURCE_MAKE_COMMAND_BITMASK(command)
#define MODE_0644 ((zip_uint32_t)0100644 << 16)

/* What libzip draws an entry from, and where its bytes belong in the frame, which does not
 * hold them. */
struct gap {
    struct sink *sink;
    const struct entry *entry;
    size_t frame_at; /* the length of the frame before them */
    size_t before;   /* bytes of all gaps in front */
};

/* What libzip writes into. */
struct sink {
    const struct zip_library *library;
    struct buf *held; /* the frame comes about behind what is put aside already */
    size_t held_from;
    struct gap *gaps; /* one an entry */
    size_t gap_count; /* of those that it has come to */
    size_t at, size; /* in the zip as libzip knows it */
    bool passing;    /* an entry's bytes: into the last gap */
    size_t passed;   /* of them */
    zip_error_t error;
};

static size_t packed_size(const struct entry *entry)
{
    return entry->deflated ? entry->packed.len : entry->size;
}

static size_t frame_len(const struct sink *sink)
{
    return sink->held->len - sink->held_from;
}

static zip_uint16_t method_of(const struct entry *entry)
{
    return entry->deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
}

/* Feeding */

static zip_int64_t answer_stat(const struct gap *feed, void *data, zip_uint64_t len)
{
    const struct entry *entry = feed->entry;
    zip_stat_t *stat = data;
    if (len < sizeof *stat) {
        return -1;
    }
    feed->sink->library->stat_init(stat);
    stat->size = entry->size;
    stat->comp_size = packed_size(entry);
    stat->crc = entry->crc;
    stat->comp_method = method_of(entry);
    stat->encryption_method = ZIP_EM_NONE;
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD |
                  ZIP_STAT_ENCRYPTION_METHOD;
    return sizeof *stat;
}

/* They are opened in their order. */
static zip_int64_t answer_open(struct gap *feed)
{
    struct sink *sink = feed->sink;
    if (feed != &sink->gaps[sink->gap_count]) {
        sink->library->error_set(&sink->error, ZIP_ER_INTERNAL, 0);
        return -1;
    }
    sink->passed = 0;
    feed->frame_at = frame_len(sink);
    feed->before = sink->size - feed->frame_at;
    sink->gap_count++;
    sink->passing = true;
    return 0;
}

static zip_int64_t answer_read(struct gap *feed, void *data, zip_uint64_t len)
{
    size_t rest = packed_size(feed->entry) - feed->sink->passed;
    size_t count = rest < len ? rest : (size_t)len;
    memset(data, 0, count);
    feed->sink->passed += count;
    return (zip_int64_t)count;
}

static zip_int64_t answer_close(struct gap *feed)
{
    feed->sink->passing = false;
    return 0;
}

static zip_int64_t answer_feed(void *user, void *data, zip_uint64_t len,
                               zip_source_cmd_t command)
{
    struct gap *feed = user;
    if (command == ZIP_SOURCE_OPEN) {
        return answer_open(feed);
    }
    if (command == ZIP_SOURCE_READ) {
        return answer_read(feed, data, len);
    }
    if (command == ZIP_SOURCE_CLOSE) {
        return answer_close(feed);
    }
    if (command == ZIP_SOURCE_STAT) {
        return answer_stat(feed, data, len);
    }
    if (command == ZIP_SOURCE_ERROR) {
        return feed->sink->library->error_to_data(&feed->sink->error, data, len);
    }
    if (command == ZIP_SOURCE_SUPPORTS) {
        return COMMAND_BIT(ZIP_SOURCE_OPEN) | COMMAND_BIT(ZIP_SOURCE_READ) |
               COMMAND_BIT(ZIP_SOURCE_CLOSE) | COMMAND_BIT(ZIP_SOURCE_STAT) |
               COMMAND_BIT(ZIP_SOURCE_ERROR) | COMMAND_BIT(ZIP_SOURCE_FREE);
    }
    return command == ZIP_SOURCE_FREE ? 0 : -1;
}

/* Taking */

/* libzip goes back to the last header at most, so hardly a gap is passed on the way. */
static size_t place_in_frame(const struct sink *sink)
{
    size_t count = sink->gap_count;
    while (count &&
           sink->at < sink->gaps[count - 1].frame_at + sink->gaps[count - 1].before) {
        count--;
    }
    const struct gap *gap = count ? &sink->gaps[count - 1] : NULL;
    return gap ? sink->at - gap->before - packed_size(gap->entry) : sink->at;
}

static zip_int64_t answer_write(struct sink *sink, const void *data, zip_uint64_t len)
{
    struct buf *held = sink->held;
    size_t from = sink->held_from + (sink->passing ? 0 : place_in_frame(sink));
    size_t end = from + (size_t)len;
    if (!sink->passing && from > held->len) {
        sink->library->error_set(&sink->error, ZIP_ER_INTERNAL, 0);
        return -1;
    }
    if (!sink->passing && end > held->len && !buf_reserve(held, end - held->len)) {
        sink->library->error_set(&sink->error, ZIP_ER_MEMORY, 0);
        return -1;
    }
    if (!sink->passing) {
        memcpy(held->ptr + from, data, (size_t)len);
        held->len = end > held->len ? end : held->len;
    }
    sink->at += (size_t)len;
    sink->size = sink->at > sink->size ? sink->at : sink->size;
    return (zip_int64_t)len;
}

static zip_int64_t answer_seek(struct sink *sink, void *data, zip_uint64_t len)
{
    zip_int64_t at = sink->library->source_seek_compute_offset(sink->at, sink->size, data,
                                                               len, &sink->error);
    sink->at = at < 0 ? sink->at : (size_t)at;
    return at < 0 ? -1 : 0;
}

static zip_int64_t answer_size(const struct sink *sink, void *data, zip_uint64_t len)
{
    zip_stat_t *stat = data;
    if (len < sizeof *stat) {
        return -1;
    }
    sink->library->stat_init(stat);
    stat->size = sink->size;
    stat->valid = ZIP_STAT_SIZE;
    return sizeof *stat;
}

/* Only written, never read. */
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
        return sink->library->error_to_data(&sink->error, data, len);
    }
    if (command == ZIP_SOURCE_SUPPORTS) {
        return COMMAND_BIT(ZIP_SOURCE_OPEN) | COMMAND_BIT(ZIP_SOURCE_READ) |
               COMMAND_BIT(ZIP_SOURCE_CLOSE) | COMMAND_BIT(ZIP_SOURCE_STAT) |
               COMMAND_BIT(ZIP_SOURCE_ERROR) | COMMAND_BIT(ZIP_SOURCE_FREE) |
               COMMAND_BIT(ZIP_SOURCE_SEEK) | COMMAND_BIT(ZIP_SOURCE_TELL) |
               COMMAND_BIT(ZIP_SOURCE_BEGIN_WRITE) | COMMAND_BIT(ZIP_SOURCE_COMMIT_WRITE) |
               COMMAND_BIT(ZIP_SOURCE_ROLLBACK_WRITE) | COMMAND_BIT(ZIP_SOURCE_WRITE) |
               COMMAND_BIT(ZIP_SOURCE_SEEK_WRITE) | COMMAND_BIT(ZIP_SOURCE_TELL_WRITE) |
               COMMAND_BIT(ZIP_SOURCE_REMOVE);
    }
    return command == ZIP_SOURCE_READ || command == ZIP_SOURCE_SEEK ? -1 : 0;
}

/* Making */

static bool add_entry(zip_t *zip, const char *name, struct gap *feed)
{
    const struct zip_library *library = feed->sink->library;
    zip_source_t *source = library->source_function(zip, answer_feed, feed);
    if (!source) {
        return false;
    }
    zip_int64_t added = library->file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (added < 0) {
        library->source_free(source); /* only a successful add hands it over */
        return false;
    }
    /* Any time, or libzip asks the clock; stamp_frame() then writes over it. */
    zip_uint64_t index = (zip_uint64_t)added;
    return library->file_set_dostime(zip, index, 0, STAMP_FIRST >> 16, 0) == 0 &&
           library->set_file_compression(zip, index, method_of(feed->entry), 0) == 0 &&
           library->file_set_external_attributes(zip, index, 0, ZIP_OPSYS_UNIX,
                                                 MODE_0644) == 0;
}

static bool add_entries(struct bundle *bundle, struct str top, zip_t *zip,
                        struct sink *sink)
{
    struct buf name = {.kept_in = bundle->arena}; /* libzip copies it */
    bool added = true;
    buf_add(&name, top);
    buf_add_text(&name, top.len ? "/" : "");
    for (size_t i = 0, below = name.len; added && i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        buf_truncate(&name, below);
        buf_add(&name, entry->name);
        buf_add_byte(&name, '\0');
        sink->gaps[i] = (struct gap){.sink = sink, .entry = entry};
        added = buf_ok(&name) && add_entry(zip, name.ptr, &sink->gaps[i]);
        if (!added && buf_ok(&name)) {
            report_system_error(bundle->report, "archive-write", "cannot add '%.*s': %s",
                                STR_ARG(entry->name), sink->library->strerror(zip));
        }
    }
    added = added || (!buf_ok(&name) && report_out_of_memory(bundle->report));
    buf_clear(&name);
    return added;
}

static bool fail(struct bundle *bundle, const struct zip_library *library,
                 zip_error_t *error)
{
    report_system_error(bundle->report, "archive-write", "cannot make the zip: %s",
                        library->error_strerror(error));
    return false;
}

/* Why closing failed: a want of memory, or libzip's own. */
static bool close_failed(struct bundle *bundle, zip_t *zip, const struct sink *sink)
{
    if (!buf_ok(sink->held)) {
        return report_out_of_memory(bundle->report);
    }
    return fail(bundle, sink->library, sink->library->get_error(zip));
}

static bool make_frame(struct bundle *bundle, struct str top, struct sink *sink)
{
    const struct zip_library *library = sink->library;
    zip_error_t error;
    library->error_init(&error);
    library->error_init(&sink->error);
    zip_source_t *source = library->source_function_create(answer_sink, sink, &error);
    zip_t *zip = source
                     ? library->open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error)
                     : NULL;
    if (!zip) {
        library->source_free(source);
        return fail(bundle, library, &error);
    }
    if (!add_entries(bundle, top, zip, sink)) {
        library->discard(zip);
        return false;
    }
    if (library->close(zip) < 0) {
        (void)close_failed(bundle, zip, sink);
        library->discard(zip);
        return false;
    }
    return true;
}

/* Each header stands behind the gap of the entry before it, the directory behind the last.
 */
static bool stamp_frame(struct sink *sink, int64_t date)
{
    size_t at = sink->held_from;
    uint32_t time = stamp_of(date);
    for (size_t i = 0; i < sink->gap_count; i++) {
        if (!stamp_header(sink->held, at, time, sink->gaps[i].entry->crc)) {
            return false;
        }
        at = sink->held_from + sink->gaps[i].frame_at;
    }
    for (size_t i = 0; i < sink->gap_count; i++) {
        if (!stamp_record(sink->held, &at, time, sink->gaps[i].entry->crc)) {
            return false;
        }
    }
    return true;
}

static enum pieces_end send_file(const void *data, const void *far, pieces_sink *sink,
                                 void *sink_data, struct report *report)
{
    return packet_send_file(data, far, NULL, sink, sink_data, report);
}

static void place_bytes(struct pieces *pieces, const struct entry *entry)
{
    if (entry->file) {
        pieces_add_far(pieces, entry->file, entry->size);
    } else if (entry->in) {
        pieces_add_part(pieces, entry->in, entry->packed);
    } else if (entry->packed.len) {
        pieces_add_aside(pieces, entry->packed);
    } else {
        pieces_add(pieces, entry->bytes);
    }
}

/* The frame with the entries' bytes in its gaps. */
static bool place_all(struct bundle *bundle, const struct sink *sink)
{
    struct pieces *pieces = &bundle->pieces;
    struct aside_range frame, part;
    size_t at = 0;
    if (!pieces_put_aside(pieces, sink->held_from, &frame, bundle->report) ||
        !pieces_let_go(pieces, bundle->report)) {
        return false;
    }
    pieces->send = send_file;
    pieces->send_data = bundle->packet;
    for (size_t i = 0; i < sink->gap_count; i++) {
        const struct gap *gap = &sink->gaps[i];
        part = (struct aside_range){frame.at + at, gap->frame_at - at};
        pieces_add_aside(pieces, part);
        place_bytes(pieces, gap->entry);
        at = gap->frame_at;
    }
    part = (struct aside_range){frame.at + at, frame.len - at};
    pieces_add_aside(pieces, part);
    return pieces_ok(pieces) || report_out_of_memory(bundle->report);
}

#define MANY 4096 /* entries, of which libzip takes some 2 MB */

bool bundle_pack(struct bundle *bundle, struct str top)
{
    struct zip_library library = {0};
    struct pieces *pieces = &bundle->pieces;
    arena_clear(bundle->known);
    bundle->by_name = (struct text_map){0};
    struct sink sink = {.library = &library,
                        .held = &pieces->held,
                        .gaps = ARENA_ARRAY(bundle->arena, struct gap, bundle->count)};
    if (!sink.gaps) {
        return report_out_of_memory(bundle->report);
    }
    bool ok =
        pieces_let_go(pieces, bundle->report) && zip_library_open(&library, bundle->report);
    sink.held_from = pieces->held.len;
    ok = ok && make_frame(bundle, top, &sink);
    zip_library_close(&library);
    if (bundle->count > MANY) {
        arena_trim();
    }
    if (ok && (sink.gap_count != bundle->count || !stamp_frame(&sink, bundle->date))) {
        report_system_error(bundle->report, "archive-write",
                            "cannot date the zip's entries");
        ok = false;
    }
    return ok && place_all(bundle, &sink);
}
