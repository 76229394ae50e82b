/* The store of entries. Each is hashed and deflated when it is added, while its bytes are
 * at hand: only packed bytes stay, put aside as a part of the zip, and of a large file that
 * is stored nothing at all. */
#include "bundle/bundle.h"

#include "base/deflate.h"
#include "bundle/filing.h"

#include <stdlib.h>

bool bundle_open(struct bundle *bundle, int level)
{
    pieces_init(&bundle->pieces, bundle->aside);
    bundle->pieces.held.kept_in = bundle->arena;
    bundle->known = arena_new_below(bundle->arena);
    bundle->deflater = deflater_new(level);
    bundle->level = level;
    bundle->tries_all = level == DEFLATE_LEVEL_BEST;
    return (bundle->deflater && bundle->known) || report_out_of_memory(bundle->report);
}

bool bundle_open_on(struct bundle *bundle, const struct bundle *base)
{
    pieces_init(&bundle->pieces, bundle->aside);
    bundle->pieces.held.kept_in = bundle->arena;
    bundle->base = base;
    bundle->deflater = base->deflater;
    bundle->level = base->level;
    bundle->tries_all = base->tries_all;
    bundle->total_bytes = base->total_bytes;
    bundle->limit_bytes = base->limit_bytes;
    bundle->known = arena_new_below(bundle->arena);
    bundle->count = bundle->capacity = base->count;
    bundle->entries = ARENA_ARRAY(bundle->arena, struct entry, base->count);
    bool ok = bundle->entries && bundle->known;
    for (size_t i = 0; ok && i < base->count; i++) {
        struct entry *entry = &bundle->entries[i];
        *entry = base->entries[i];
        entry->in = entry->in || !entry->packed.len ? entry->in : &base->pieces;
        ok = text_map_set(bundle->known, &bundle->by_name, entry->name, i);
    }
    return ok || report_out_of_memory(bundle->report);
}

void bundle_digest(const struct bundle *bundle, struct digester *digester)
{
    for (size_t i = 0; i < bundle->count; i++) {
        const struct entry *entry = &bundle->entries[i];
        digester_add(digester, entry->name);
        digester_add(digester,
                     str_make((const char *)entry->digests->sha256, SHA256_BYTES));
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
    *entry = (struct entry){.name = full,
                            .size = size,
                            .digests = ARENA_NEW(bundle->known, struct entry_digests)};
    if (!entry->digests) {
        (void)report_out_of_memory(bundle->report);
        return NULL;
    }
    return entry;
}

static bool entry_keep(struct bundle *bundle, const struct entry *entry)
{
    bundle->total_bytes += entry->size;
    size_t index = bundle->count++;
    progress_tell(bundle->progress, bundle->count, 0);
    return text_map_set(bundle->known, &bundle->by_name, entry->name, index) ||
           report_out_of_memory(bundle->report);
}

static struct entry *add(struct bundle *bundle, const char *folder, struct str name,
                         struct str bytes, const uint8_t *sha256)
{
    struct entry *entry = entry_new(bundle, folder, name, bytes.len);
    bool ok =
        entry && filing_take(bundle, entry, bytes, sha256) && entry_keep(bundle, entry);
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

/* What it is now is known when all was sent. */
static bool entry_fill_file(struct bundle *bundle, struct entry *entry,
                            const struct packet_file *file)
{
    struct filing filing;
    bool sent = filing_begin(&filing, bundle, entry, file->sha256) &&
                packet_send_file(bundle->packet, file, bundle->arena->budget, filing_add,
                                 &filing, bundle->report) == PIECES_SENT;
    return filing_end(&filing, sent);
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

static bool entry_fill_aside(struct bundle *bundle, struct entry *entry,
                             const struct pieces *in)
{
    struct filing filing;
    bool sent = filing_begin(&filing, bundle, entry, NULL) &&
                pieces_send(in, filing_add, &filing, bundle->report) == PIECES_SENT;
    return filing_end(&filing, sent);
}

bool bundle_add_aside(struct bundle *bundle, const char *folder, struct str name,
                      const struct pieces *in)
{
    struct entry *entry = entry_new(bundle, folder, name, in->byte_count);
    bool ok = entry && entry_fill_aside(bundle, entry, in) && entry_keep(bundle, entry);
    if (ok && !entry->deflated) {
        entry->in = in;
        entry->packed = (struct aside_range){0, in->byte_count};
    }
    return ok;
}

const struct entry *bundle_find(const struct bundle *bundle, const char *folder,
                                struct str name)
{
    struct buf full = {.kept_in = bundle->arena};
    buf_add_text(&full, folder);
    buf_add(&full, name);
    uint32_t index = text_map_get(&bundle->by_name, buf_str(&full));
    buf_clear(&full);
    return index == TEXT_MAP_NONE ? NULL : &bundle->entries[index];
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
