/* What decides over an entry is its start, which says whether it is packed inside already,
 * and what packing has saved in the end.
 *
 * A large one is packed in parcels, beside the reading of the next ones where there are
 * threads for it, and put aside in the order in which they came: so the entry is the same
 * for any number of threads. */
#include "bundle/filing.h"

#include "base/crew.h"
#include "base/deflate.h"

#define PARCELS_MOST 4 /* at once */

struct parcel {
    struct job job; /* the crew's; the first member */
    struct deflater *deflater;
    struct buf plain, packed;
    bool last, done;
};

/* Files that are packed inside already give a twentieth or so, sound and film a hundredth,
 * for half of the time that packing takes: they are stored, unless nothing is to be spared.
 */
static bool is_packed_inside(struct str bytes)
{
    static const struct {
        size_t at;
        const char *start;
    } rows[] = {
        {0, "%PDF-"},
        {0, "\x89PNG"},
        {0, "\xff\xd8\xff"}, /* JPEG */
        {0, "GIF8"},
        {8, "WEBP"},
        {0, "PK\x03\x04"},
        {0, "\x1f\x8b"}, /* gzip */
        {0, "BZh"},
        {0, "\xfd"
            "7zXZ"},
        {0, "7z\xbc\xaf"},
        {0, "\x28\xb5\x2f\xfd"}, /* Zstandard */
        {4, "ftyp"},             /* MP4, QuickTime, HEIC, AVIF */
        {0, "\x1a\x45\xdf\xa3"}, /* Matroska, WebM */
        {0, "OggS"},
        {0, "fLaC"},
        {0, "ID3"}, /* MP3 */
        {0, "wOF"}, /* WOFF */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (str_starts(str_skip(bytes, rows[i].at), rows[i].start)) {
            return true;
        }
    }
    return false;
}

static void begin(struct filing *filing, struct bundle *bundle, struct entry *entry)
{
    *filing = (struct filing){
        .bundle = bundle, .entry = entry, .whole = {.kept_in = bundle->arena}};
}

bool filing_begin(struct filing *filing, struct bundle *bundle, struct entry *entry,
                  const uint8_t *sha256)
{
    begin(filing, bundle, entry);
    struct digests out = {.sha256 = sha256 ? NULL : entry->digests->sha256,
                          .sha512 = entry->digests->sha512,
                          .crc32 = &entry->crc};
    if (sha256) {
        memcpy(entry->digests->sha256, sha256, sizeof entry->digests->sha256);
    }
    if (bundle->digester) {
        digester_begin(bundle->digester, out);
    } else {
        bundle->digester = digester_new(bundle->arena, out);
    }
    filing->digester = bundle->digester;
    return filing->digester || report_out_of_memory(bundle->report);
}

/* What was added to what is put aside from `from` on. */
static bool put_aside(struct filing *filing, size_t from)
{
    struct aside_range range;
    if (!pieces_put_aside(&filing->bundle->pieces, from, &range, filing->bundle->report)) {
        return false;
    }
    filing->packed.at = filing->packed.len ? filing->packed.at : range.at;
    filing->packed.len += range.len;
    return true;
}

static bool pack_whole(struct filing *filing, struct str bytes)
{
    struct buf *held = &filing->bundle->pieces.held;
    size_t from = held->len;
    return deflate_raw(filing->bundle->deflater, bytes, held)
               ? put_aside(filing, from)
               : report_out_of_memory(filing->bundle->report);
}

static bool add_small(struct filing *filing, struct str bytes)
{
    size_t size = filing->entry->size;
    struct buf *whole = &filing->whole;
    if (bytes.len == size) {
        return pack_whole(filing, bytes);
    }
    if (!buf_reserve(whole, size - whole->len)) {
        return report_out_of_memory(filing->bundle->report);
    }
    buf_add(whole, bytes);
    return whole->len < size || pack_whole(filing, buf_str(whole));
}

/* Runs in any thread: has all the room it needs, so that no memory is asked for. */
static void pack_parcel(struct job *job)
{
    struct parcel *parcel = (struct parcel *)(void *)job;
    parcel->done = deflate_raw_part(parcel->deflater, buf_str(&parcel->plain), parcel->last,
                                    &parcel->packed);
}

static bool open_parcels(struct filing *filing)
{
    struct bundle *bundle = filing->bundle;
    size_t count = bundle->crew ? PARCELS_MOST : 1;
    bool opened = true;
    filing->parcels = ARENA_ARRAY(bundle->arena, struct parcel, count);
    for (size_t i = 0; opened && filing->parcels && i < count; i++) {
        struct parcel *parcel = &filing->parcels[filing->parcel_count++];
        parcel->job.run = pack_parcel;
        parcel->plain.kept_in = parcel->packed.kept_in = bundle->arena;
        parcel->deflater = deflater_new(bundle->level);
        opened = parcel->deflater && buf_reserve(&parcel->plain, DEFLATE_PART_BYTES) &&
                 buf_reserve(&parcel->packed,
                             deflate_raw_part_bound(parcel->deflater, DEFLATE_PART_BYTES));
    }
    return (opened && filing->parcels) || report_out_of_memory(bundle->report);
}

static void close_parcels(struct filing *filing)
{
    for (size_t i = 0; i < filing->parcel_count; i++) {
        struct parcel *parcel = &filing->parcels[i];
        crew_await(filing->bundle->crew, &parcel->job);
        buf_clear(&parcel->plain);
        buf_clear(&parcel->packed);
        if (parcel->deflater) {
            deflater_free(parcel->deflater);
        }
    }
}

static bool finish_oldest(struct filing *filing)
{
    struct parcel *parcel = &filing->parcels[filing->first];
    struct buf *held = &filing->bundle->pieces.held;
    size_t from = held->len;
    crew_await(filing->bundle->crew, &parcel->job);
    parcel->job = (struct job){.run = pack_parcel};
    filing->first = (filing->first + 1) % filing->parcel_count;
    filing->waiting--;
    bool done = parcel->done && buf_ok(&parcel->plain) && buf_ok(&parcel->packed);
    buf_add(held, buf_str(&parcel->packed));
    buf_reset(&parcel->plain);
    buf_reset(&parcel->packed);
    return done ? put_aside(filing, from) : report_out_of_memory(filing->bundle->report);
}

/* Into the next parcel, which is sent when it is full. */
static bool add_large(struct filing *filing, struct str bytes)
{
    bool ok = filing->parcels || open_parcels(filing);
    while (ok && bytes.len) {
        struct parcel *parcel =
            &filing->parcels[(filing->first + filing->waiting) % filing->parcel_count];
        struct str more = str_sub(bytes, 0, DEFLATE_PART_BYTES - parcel->plain.len);
        buf_add(&parcel->plain, more);
        bytes = str_skip(bytes, more.len);
        filing->given += more.len;
        parcel->last = filing->given == filing->entry->size;
        if (parcel->last || parcel->plain.len == DEFLATE_PART_BYTES) {
            crew_give(filing->bundle->crew, &parcel->job);
            filing->waiting++;
        }
        while (ok && filing->waiting &&
               (parcel->last || filing->waiting == filing->parcel_count)) {
            ok = finish_oldest(filing);
        }
    }
    return ok;
}

bool filing_add(void *data, struct str bytes)
{
    struct filing *filing = data;
    size_t size = filing->entry->size;
    if (!filing->begun) {
        filing->packs = size && (filing->bundle->tries_all || !is_packed_inside(bytes));
        filing->begun = true;
    }
    if (filing->digester) {
        digester_add(filing->digester, bytes);
    }
    if (filing->packs) {
        filing->failed = !(size > DEFLATE_WHOLE_BYTES ? add_large(filing, bytes)
                                                      : add_small(filing, bytes));
    }
    return !filing->failed;
}

/* Deflated when that saves a hundredth or more. */
bool filing_end(struct filing *filing, bool whole)
{
    struct entry *entry = filing->entry;
    bool ok = whole && !filing->failed;
    if (ok && filing->digester) {
        digester_finish(filing->digester);
    }
    entry->deflated =
        ok && filing->packs && filing->packed.len < entry->size - entry->size / 100;
    if (entry->deflated) {
        entry->packed = filing->packed;
    } else if (filing->packed.len) {
        pieces_take_back(&filing->bundle->pieces, filing->packed);
    }
    close_parcels(filing);
    buf_clear(&filing->whole);
    return ok;
}

bool filing_take(struct bundle *bundle, struct entry *entry, struct str bytes,
                 const uint8_t *sha256)
{
    struct filing filing;
    begin(&filing, bundle, entry);
    if (sha256) {
        memcpy(entry->digests->sha256, sha256, sizeof entry->digests->sha256);
    }
    digest_all(bytes, (struct digests){.sha256 = sha256 ? NULL : entry->digests->sha256,
                                       .sha512 = entry->digests->sha512,
                                       .crc32 = &entry->crc});
    return filing_end(&filing, filing_add(&filing, bytes));
}
