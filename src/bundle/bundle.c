/* The store of entries. Each is hashed and deflated when it is added, while its bytes are
 * at hand: only packed bytes stay, put aside as a part of the zip, and of a large file that
 * is stored nothing at all. */
#include "bundle/bundle.h"

#include "base/deflate.h"

#include <stdlib.h>

bool bundle_open(struct bundle *bundle, int level)
{
    pieces_init(&bundle->pieces, bundle->aside);
    bundle->pieces.held.kept_in = bundle->arena;
    bundle->by_name = value_map_new(bundle->arena);
    bundle->deflater = deflater_new(level);
    bundle->tries_all = level == DEFLATE_LEVEL_BEST;
    return (bundle->deflater && bundle->by_name.kind == VALUE_MAP) ||
           report_out_of_memory(bundle->report);
}

bool bundle_open_on(struct bundle *bundle, const struct bundle *base)
{
    pieces_init(&bundle->pieces, bundle->aside);
    bundle->pieces.held.kept_in = bundle->arena;
    bundle->base = base;
    bundle->deflater = base->deflater;
    bundle->tries_all = base->tries_all;
    bundle->total_bytes = base->total_bytes;
    bundle->limit_bytes = base->limit_bytes;
    bundle->by_name = value_map_new(bundle->arena);
    bundle->count = bundle->capacity = base->count;
    bundle->entries = ARENA_ARRAY(bundle->arena, struct entry, base->count);
    bool ok = bundle->entries && bundle->by_name.kind == VALUE_MAP;
    for (size_t i = 0; ok && i < base->count; i++) {
        struct entry *entry = &bundle->entries[i];
        *entry = base->entries[i];
        entry->in = entry->in || !entry->packed.len ? entry->in : &base->pieces;
        ok = value_map_set(bundle->arena, bundle->by_name, entry->name,
                           value_integer((int64_t)i));
    }
    return ok || report_out_of_memory(bundle->report);
}

void bundle_digest(const struct bundle *bundle, struct digester *digester)
{
    for (size_t i = 0; i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        digester_add(digester, entry->name);
        digester_add(digester, str_make((const char *)entry->sha256, SHA256_BYTES));
    }
}

void bundle_close(struct bundle *bundle)
{
    if (bundle->deflater && !bundle->base) {
        deflater_free(bundle->deflater);
    }
    bundle->deflater = NULL;
    pieces_clear(&bundle->pieces);
}

/* Files that are packed inside already give a twentieth or so, sound and film a hundredth,
 * for half of the time that packing takes, and as much memory again as a large one has
 * bytes: they are stored, unless nothing is to be spared. */
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

/* Deflated when that saves a hundredth or more; else stored, which its caller sees to. */
static bool squeeze(struct bundle *bundle, struct str bytes, struct entry *entry)
{
    struct buf *held = &bundle->pieces.held;
    size_t from = held->len;
    if (!bundle->tries_all && is_packed_inside(bytes)) {
        return true;
    }
    if (!deflate_raw(bundle->deflater, bytes, held)) {
        return report_out_of_memory(bundle->report);
    }
    entry->deflated = held->len - from < bytes.len - bytes.len / 100;
    if (!entry->deflated) {
        buf_truncate(held, from);
        return true;
    }
    return pieces_put_aside(&bundle->pieces, from, &entry->packed, bundle->report);
}

static struct entry *entry_new(struct bundle *bundle, const char *folder, struct str name,
                               size_t size)
{
    struct str full = arena_format(bundle->arena, "%s%.*s", folder, STR_ARG(name));
    if (name.len == 0 || full.len == 0 ||
        !arena_grow(bundle->arena, &bundle->entries, bundle->count, &bundle->capacity,
                    sizeof *bundle->entries)) {
        (void)report_out_of_memory(bundle->report);
        return NULL;
    }
    size_t limit = bundle->limit_bytes ? bundle->limit_bytes : BUNDLE_BYTES_LIMIT;
    if (bundle->count >= BUNDLE_ENTRY_LIMIT || size > limit - bundle->total_bytes) {
        report_error(bundle->report, (struct place){0}, "archive-limit",
                     "the bundle would hold more than %d entries or %zu bytes",
                     BUNDLE_ENTRY_LIMIT, limit);
        report_hint(bundle->report, "--bundle-limit sets how many bytes it may hold");
        return NULL;
    }
    struct entry *entry = &bundle->entries[bundle->count];
    *entry = (struct entry){.name = full, .size = size};
    return entry;
}

/* Its SHA-256 may be known; how a stored entry keeps its bytes is its caller's. */
static bool entry_fill(struct bundle *bundle, struct entry *entry, struct str bytes,
                       const uint8_t *sha256)
{
    if (sha256) {
        memcpy(entry->sha256, sha256, sizeof entry->sha256);
    }
    digest_all(bytes, (struct digests){.sha256 = sha256 ? NULL : entry->sha256,
                                       .sha512 = entry->sha512,
                                       .crc32 = &entry->crc});
    return squeeze(bundle, bytes, entry);
}

static bool entry_keep(struct bundle *bundle, const struct entry *entry)
{
    bundle->total_bytes += entry->size;
    struct value index = value_integer((int64_t)bundle->count++);
    progress_tell(bundle->progress, bundle->count, 0);
    return value_map_set(bundle->arena, bundle->by_name, entry->name, index) ||
           report_out_of_memory(bundle->report);
}

static struct entry *add(struct bundle *bundle, const char *folder, struct str name,
                         struct str bytes, const uint8_t *sha256)
{
    struct entry *entry = entry_new(bundle, folder, name, bytes.len);
    bool ok =
        entry && entry_fill(bundle, entry, bytes, sha256) && entry_keep(bundle, entry);
    return ok ? entry : NULL;
}

bool bundle_add_bytes(struct bundle *bundle, const char *folder, struct str name,
                      struct str bytes)
{
    return bundle_add_known(bundle, folder, name, bytes, NULL);
}

bool bundle_add_known(struct bundle *bundle, const char *folder, struct str name,
                      struct str bytes, const uint8_t sha256[SHA256_BYTES])
{
    struct entry *entry = add(bundle, folder, name, bytes, sha256);
    if (entry && !entry->deflated) {
        entry->bytes = bytes;
    }
    return entry;
}

bool bundle_add(struct bundle *bundle, const char *folder, struct str name,
                struct buf *take_bytes)
{
    bool whole = buf_ok(take_bytes) || report_out_of_memory(bundle->report);
    struct entry *entry =
        whole ? add(bundle, folder, name, buf_str(take_bytes), NULL) : NULL;
    bool kept = true;
    if (entry && !entry->deflated) {
        struct buf *held = &bundle->pieces.held;
        size_t from = held->len;
        buf_add(held, buf_str(take_bytes));
        kept = pieces_put_aside(&bundle->pieces, from, &entry->packed, bundle->report);
    }
    buf_clear(take_bytes);
    return entry && kept;
}

/* A file on its way into an entry. */
struct filing {
    struct bundle *bundle;
    struct entry *entry;
    const struct packet_file *file;
    struct digester *digester; /* of one that comes in parts and is stored */
    bool failed;               /* reported */
};

/* One that is to be deflated is stopped: the compressor wants it whole. */
static bool take_part(void *data, struct str bytes)
{
    struct filing *filing = data;
    struct bundle *bundle = filing->bundle;
    struct entry *entry = filing->entry;
    if (bytes.len == entry->size) {
        filing->failed = !entry_fill(bundle, entry, bytes, filing->file->sha256);
        return !filing->failed;
    }
    if (!filing->digester && (bundle->tries_all || !is_packed_inside(bytes))) {
        return false;
    }
    if (!filing->digester) {
        struct digests out = {.sha512 = entry->sha512, .crc32 = &entry->crc};
        filing->digester = digester_new(bundle->arena, out);
        filing->failed = !filing->digester && !report_out_of_memory(bundle->report);
    }
    if (filing->digester) {
        digester_add(filing->digester, bytes);
    }
    return filing->digester;
}

static bool entry_fill_whole_file(struct bundle *bundle, struct entry *entry,
                                  const struct packet_file *file)
{
    struct arena held;
    struct str bytes;
    arena_init_within(&held, 0, bundle->arena->budget);
    bool ok = packet_read_file(bundle->packet, file, &held, &bytes, bundle->report) &&
              entry_fill(bundle, entry, bytes, file->sha256);
    arena_clear(&held);
    return ok;
}

static bool entry_fill_file(struct bundle *bundle, struct entry *entry,
                            const struct packet_file *file)
{
    struct filing filing = {.bundle = bundle, .entry = entry, .file = file};
    enum pieces_end end = packet_send_file(bundle->packet, file, bundle->arena->budget,
                                           take_part, &filing, bundle->report);
    if (end == PIECES_STOPPED && !filing.failed) {
        return entry_fill_whole_file(bundle, entry, file);
    }
    if (end == PIECES_SENT && filing.digester) {
        digester_finish(filing.digester);
        memcpy(entry->sha256, file->sha256, sizeof entry->sha256);
    }
    return end == PIECES_SENT;
}

bool bundle_add_file(struct bundle *bundle, const char *folder, struct str name,
                     const struct packet_file *file)
{
    if (!file->apart) {
        return bundle_add_bytes(bundle, folder, name, file->bytes);
    }
    struct entry *entry = entry_new(bundle, folder, name, file->byte_count);
    bool ok = entry && entry_fill_file(bundle, entry, file) && entry_keep(bundle, entry);
    if (ok) {
        entry->file = entry->deflated ? NULL : file;
    }
    return ok;
}

static bool add_digest(void *data, struct str bytes)
{
    digester_add(data, bytes);
    return true;
}

/* Read once, and not held for it. */
static bool entry_digest(struct bundle *bundle, struct entry *entry,
                         const struct pieces *pieces)
{
    struct digester *digester =
        digester_new(bundle->arena, (struct digests){.sha256 = entry->sha256,
                                                     .sha512 = entry->sha512,
                                                     .crc32 = &entry->crc});
    if (!digester) {
        return report_out_of_memory(bundle->report);
    }
    enum pieces_end end = pieces_send(pieces, add_digest, digester, bundle->report);
    digester_finish(digester);
    return end == PIECES_SENT;
}

/* The compressor wants it whole. */
static bool entry_fill_whole(struct bundle *bundle, struct entry *entry,
                             const struct pieces *pieces)
{
    struct buf whole = {.kept_in = bundle->arena};
    bool ok = pieces_join(pieces, &whole, bundle->report) &&
              entry_fill(bundle, entry, buf_str(&whole), NULL);
    buf_clear(&whole);
    return ok;
}

bool bundle_add_aside(struct bundle *bundle, const char *folder, struct str name,
                      const struct pieces *in)
{
    struct entry *entry = entry_new(bundle, folder, name, in->byte_count);
    bool ok = entry &&
              (bundle->tries_all ? entry_fill_whole(bundle, entry, in)
                                 : entry_digest(bundle, entry, in)) &&
              entry_keep(bundle, entry);
    if (ok && !entry->deflated) {
        entry->in = in;
        entry->packed = (struct aside_range){0, in->byte_count};
    }
    return ok;
}

const struct entry *bundle_find(const struct bundle *bundle, const char *folder,
                                struct str name)
{
    struct str full = arena_format(bundle->arena, "%s%.*s", folder, STR_ARG(name));
    struct value index = value_get(bundle->by_name, full);
    return index.kind == VALUE_INTEGER ? &bundle->entries[index.as.integer] : NULL;
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

void bundle_sort(struct bundle *bundle)
{
    if (bundle->count) {
        qsort(bundle->entries, bundle->count, sizeof *bundle->entries, compare_names);
    }
}

void bundle_move_to_front(struct bundle *bundle, struct str name)
{
    size_t at = 0;
    while (at < bundle->count && !str_eq(bundle->entries[at].name, name)) {
        at++;
    }
    for (; at > 0 && at < bundle->count; at--) {
        struct entry entry = bundle->entries[at];
        bundle->entries[at] = bundle->entries[at - 1];
        bundle->entries[at - 1] = entry;
    }
}
