/* The zip itself, as pieces: the frame that PKWARE's APPNOTE 6.3 describes, around entries
 * that were deflated when they were added. So no zip lies in memory beside its parts, and
 * its bytes depend on our compressor alone. Time, mode and order are constant: same
 * entries, same zip, in any time zone. What would want Zip64 is beyond our limits. */
#include "archive/parts.h"

#include "base/size.h"

#define STORED 0
#define DEFLATED 8
#define NEEDS_1_0 10 /* the version of PKWARE's that can read it: stored, deflated */
#define NEEDS_2_0 20
#define MADE_BY 0x033F                      /* on Unix, by APPNOTE 6.3 */
#define MODE_0644 ((uint32_t)0100644 << 16) /* of a plain file */
#define DATE_1980_01_01 ((1U << 5) | 1U)    /* the first that a zip can hold */

_Static_assert(BUNDLE_ENTRY_LIMIT < 0xFFFF, "the count has 16 bits");
_Static_assert(ARCHIVE_BYTES_LIMIT <= UINT32_MAX - ((size_t)1 << 30),
               "with its frame it has 32 bits");

/* A number of `bytes`, the lowest first. */
static void add_number(struct buf *out, uint32_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        buf_add_byte(out, (char)(number >> 8 * i & 0xFF));
    }
}

static struct str entry_name(const struct bundle *bundle, struct str top,
                             const struct entry *entry)
{
    return arena_format(bundle->arena, "%.*s/%.*s", STR_ARG(top), STR_ARG(entry->name));
}

static size_t packed_size(const struct entry *entry)
{
    return entry->deflated ? entry->packed.len : entry->size;
}

/* What an entry's header and its record in the directory have in common. */
static void add_facts(struct buf *out, const struct entry *entry, struct str name)
{
    add_number(out, entry->deflated ? NEEDS_2_0 : NEEDS_1_0, 2);
    add_number(out, 0, 2); /* flags: names are ASCII */
    add_number(out, entry->deflated ? DEFLATED : STORED, 2);
    add_number(out, 0, 2); /* midnight */
    add_number(out, DATE_1980_01_01, 2);
    add_number(out, entry->crc, 4);
    add_number(out, size_to_u32(packed_size(entry)), 4);
    add_number(out, size_to_u32(entry->size), 4);
    add_number(out, size_to_u32(name.len), 2);
    add_number(out, 0, 2); /* no extra field */
}

/* What was added to the frame since `from` comes next in the file. */
static bool place_frame(struct bundle *bundle, size_t from)
{
    struct aside_range range;
    bool ok = pieces_put_aside(&bundle->pieces, from, &range, bundle->report);
    if (ok) {
        pieces_add_aside(&bundle->pieces, range);
    }
    return ok;
}

static void place_bytes(struct bundle *bundle, const struct entry *entry)
{
    if (entry->file) {
        pieces_add_far(&bundle->pieces, entry->file, entry->size);
    } else if (entry->packed.len) {
        pieces_add_aside(&bundle->pieces, entry->packed);
    } else {
        pieces_add(&bundle->pieces, entry->bytes);
    }
}

static bool add_entry(struct bundle *bundle, const struct entry *entry, struct str name)
{
    struct buf *frame = &bundle->pieces.held;
    size_t from = frame->len;
    buf_add_text(frame, "PK\3\4");
    add_facts(frame, entry, name);
    buf_add(frame, name);
    if (!place_frame(bundle, from)) {
        return false;
    }
    place_bytes(bundle, entry);
    return true;
}

static bool add_record(struct bundle *bundle, const struct entry *entry, struct str name,
                       uint32_t offset)
{
    struct buf *frame = &bundle->pieces.held;
    size_t from = frame->len;
    buf_add_text(frame, "PK\1\2");
    add_number(frame, MADE_BY, 2);
    add_facts(frame, entry, name);
    add_number(frame, 0, 2); /* no comment */
    add_number(frame, 0, 2); /* on the first disk */
    add_number(frame, 0, 2); /* of bytes, not of text */
    add_number(frame, MODE_0644, 4);
    add_number(frame, offset, 4);
    buf_add(frame, name);
    return place_frame(bundle, from);
}

static bool add_end(struct bundle *bundle, uint32_t start)
{
    struct buf *frame = &bundle->pieces.held;
    size_t from = frame->len;
    uint32_t size = size_to_u32(bundle->pieces.byte_count) - start;
    buf_add_bytes(frame, "PK\5\6\0\0\0\0", 8); /* one disk, the first */
    add_number(frame, size_to_u32(bundle->count), 2);
    add_number(frame, size_to_u32(bundle->count), 2);
    add_number(frame, size, 4);
    add_number(frame, start, 4);
    add_number(frame, 0, 2); /* no comment */
    return place_frame(bundle, from);
}

static bool read_file(const void *data, const void *far, struct arena *arena,
                      struct str *out, struct report *report)
{
    return packet_read_file(data, far, arena, out, report);
}

bool pack_write(struct bundle *bundle, struct str top)
{
    struct pieces *pieces = &bundle->pieces;
    uint32_t *offsets = ARENA_ARRAY(bundle->arena, uint32_t, bundle->count);
    bool ok = offsets || bundle->count == 0 || report_out_of_memory(bundle->report);
    bundle_sort(bundle);
    bundle_move_to_front(bundle, STR("START-HERE.html")); /* a listing shows it first */
    pieces->read = read_file;
    pieces->read_data = bundle->packet;
    for (size_t i = 0; ok && i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        offsets[i] = size_to_u32(pieces->byte_count);
        ok = add_entry(bundle, entry, entry_name(bundle, top, entry));
    }
    uint32_t start = size_to_u32(pieces->byte_count);
    for (size_t i = 0; ok && i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        ok = add_record(bundle, entry, entry_name(bundle, top, entry), offsets[i]);
    }
    ok = ok && add_end(bundle, start);
    return ok && (pieces_ok(pieces) || report_out_of_memory(bundle->report));
}
