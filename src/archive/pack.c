/* The zip, as pieces: entries were deflated when they were added, and lie where they came
 * about; here the frame is put around them, as APPNOTE 6.3 has it. So no zip lies in memory
 * beside its parts, and its bytes depend on our compressor alone. Time, mode and order are
 * constant: same entries, same zip, in any time zone. Relies on the limits of a bundle,
 * which keep each number of the frame within its 16 or 32 bits: no ZIP64. */
#include "archive/parts.h"

#define HEADER_BYTES 30 /* before each entry, without its name */
#define NEEDS_NOTHING 10
#define NEEDS_DEFLATE 20
#define MADE_BY_UNIX ((3u << 8) | 63) /* by version 6.3 */
#define NAMES_ARE_UTF8 (1u << 11)
#define METHOD_DEFLATE 8
#define MODE_0644 ((uint32_t)0100644 << 16)
/* Midnight of 1 January 1980, the first that a zip can hold: date above, time below. */
#define STAMP_1980_01_01 (((UINT32_C(1) << 5) | 1) << 16)

static size_t packed_size(const struct entry *entry)
{
    return entry->deflated ? entry->packed.len : entry->size;
}

static size_t name_len(struct str top, const struct entry *entry)
{
    return top.len + 1 + entry->name.len;
}

static void add_number(struct buf *out, size_t number, size_t byte_count)
{
    for (size_t i = 0; i < byte_count; i++) {
        buf_add_byte(out, (char)(number >> 8 * i & 0xFF));
    }
}

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] > 0x7F) {
            return false;
        }
    }
    return true;
}

/* What the header and the directory's record of an entry have in common. */
static void add_facts(struct buf *out, struct str top, const struct entry *entry)
{
    bool ascii = is_ascii(top) && is_ascii(entry->name);
    add_number(out, entry->deflated ? NEEDS_DEFLATE : NEEDS_NOTHING, 2);
    add_number(out, ascii ? 0 : NAMES_ARE_UTF8, 2);
    add_number(out, entry->deflated ? METHOD_DEFLATE : 0, 2);
    add_number(out, STAMP_1980_01_01, 4);
    add_number(out, entry->crc, 4);
    add_number(out, packed_size(entry), 4);
    add_number(out, entry->size, 4);
    add_number(out, name_len(top, entry), 2);
    add_number(out, 0, 2); /* no extra field */
}

static void add_name(struct buf *out, struct str top, const struct entry *entry)
{
    buf_add(out, top);
    buf_add_byte(out, '/');
    buf_add(out, entry->name);
}

static void add_header(struct buf *out, struct str top, const struct entry *entry)
{
    buf_add_text(out, "PK\3\4");
    add_facts(out, top, entry);
    add_name(out, top, entry);
}

static void add_record(struct buf *out, struct str top, const struct entry *entry,
                       size_t header_at)
{
    buf_add_text(out, "PK\1\2");
    add_number(out, MADE_BY_UNIX, 2);
    add_facts(out, top, entry);
    add_number(out, 0, 2 + 2 + 2); /* no comment, first disk, bytes */
    add_number(out, MODE_0644, 4);
    add_number(out, header_at, 4);
    add_name(out, top, entry);
}

/* All headers, one behind the other, then the directory and the end of the zip. */
static void add_frame(struct buf *out, const struct bundle *bundle, struct str top)
{
    size_t from = out->len, at = 0;
    for (size_t i = 0; i < bundle->count; i++) {
        add_header(out, top, &bundle->entries[i]);
        at += packed_size(&bundle->entries[i]);
    }
    size_t directory = out->len, directory_at = at + directory - from;
    at = 0;
    for (size_t i = 0; i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        add_record(out, top, entry, at);
        at += HEADER_BYTES + name_len(top, entry) + packed_size(entry);
    }
    size_t directory_len = out->len - directory;
    buf_add_text(out, "PK\5\6");
    add_number(out, 0, 2 + 2); /* one disk */
    add_number(out, bundle->count, 2);
    add_number(out, bundle->count, 2);
    add_number(out, directory_len, 4);
    add_number(out, directory_at, 4);
    add_number(out, 0, 2); /* no comment */
}

static bool read_file(const void *data, const void *far, struct arena *arena,
                      struct str *out, struct report *report)
{
    return packet_read_file(data, far, arena, out, report);
}

static void place_bytes(struct pieces *pieces, const struct entry *entry)
{
    if (entry->file) {
        pieces_add_far(pieces, entry->file, entry->size);
    } else if (entry->packed.len) {
        pieces_add_aside(pieces, entry->packed);
    } else {
        pieces_add(pieces, entry->bytes);
    }
}

bool pack_write(struct bundle *bundle, struct str top)
{
    struct pieces *pieces = &bundle->pieces;
    struct aside_range frame;
    size_t from = pieces->held.len, at = 0;
    bundle_sort(bundle);
    bundle_move_to_front(bundle, STR("START-HERE.html")); /* a listing shows it first */
    add_frame(&pieces->held, bundle, top);
    if (!pieces_put_aside(pieces, from, &frame, bundle->report)) {
        return false;
    }
    pieces->read = read_file;
    pieces->read_data = bundle->packet;
    for (size_t i = 0; i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        size_t len = HEADER_BYTES + name_len(top, entry);
        pieces_add_aside(pieces, (struct aside_range){frame.at + at, len});
        place_bytes(pieces, entry);
        at += len;
    }
    pieces_add_aside(pieces, (struct aside_range){frame.at + at, frame.len - at});
    return pieces_ok(pieces) || report_out_of_memory(bundle->report);
}
