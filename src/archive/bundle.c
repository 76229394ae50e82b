/* The store of entries. Digests are made on adding, while the bytes are at hand: the
 * manifests and the lists of provenance both want them. */
#include "archive/bundle.h"

#include <stdlib.h>

bool bundle_init(struct bundle *bundle, struct arena *arena, struct report *report)
{
    *bundle =
        (struct bundle){.arena = arena, .report = report, .by_name = value_map_new(arena)};
    return bundle->by_name.kind == VALUE_MAP || report_out_of_memory(report);
}

bool bundle_add_bytes(struct bundle *bundle, const char *folder, struct str name,
                      struct str bytes)
{
    struct str full = arena_format(bundle->arena, "%s%.*s", folder, STR_ARG(name));
    if (name.len == 0 || full.len == 0 ||
        !arena_grow(bundle->arena, &bundle->entries, bundle->count, &bundle->capacity,
                    sizeof *bundle->entries)) {
        return report_out_of_memory(bundle->report);
    }
    if (bundle->count >= BUNDLE_ENTRY_LIMIT ||
        bytes.len > ARCHIVE_BYTES_LIMIT - bundle->total_bytes) {
        report_error(bundle->report, (struct place){0}, "archive-limit",
                     "the bundle would hold more than %d entries or %zu bytes",
                     BUNDLE_ENTRY_LIMIT, ARCHIVE_BYTES_LIMIT);
        return false;
    }
    struct entry *entry = &bundle->entries[bundle->count];
    *entry = (struct entry){.name = full, .bytes = bytes};
    digest_sha256(bytes, entry->sha256);
    bundle->total_bytes += bytes.len;
    return value_map_set(bundle->arena, bundle->by_name, full,
                         value_integer((int64_t)bundle->count++)) ||
           report_out_of_memory(bundle->report);
}

bool bundle_add(struct bundle *bundle, const char *folder, struct str name,
                struct buf *take_bytes)
{
    size_t len = take_bytes->len;
    struct str kept = arena_str(bundle->arena, buf_str(take_bytes));
    bool ok = buf_ok(take_bytes) && kept.len == len;
    buf_clear(take_bytes);
    return ok ? bundle_add_bytes(bundle, folder, name, kept)
              : report_out_of_memory(bundle->report);
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
