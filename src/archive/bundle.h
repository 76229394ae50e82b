/* The bundle while it is being made: entries by name, and a ceiling. It knows neither what
 * is in them nor who adds them. For archive/ only.
 *
 * Entry names stand below the top folder; everything lives in the bundle's arena. */
#ifndef OFFPRINT_ARCHIVE_BUNDLE_H
#define OFFPRINT_ARCHIVE_BUNDLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/report.h"
#include "base/value.h"

struct entry {
    struct str name; /* "data/pages/contribute.html" */
    struct str bytes;
    uint8_t sha256[SHA256_BYTES];
};

struct bundle {
    struct arena *arena;
    struct report *report;
    struct entry *entries;
    size_t count, capacity;
    struct value by_name; /* index of an entry, until they are sorted for the bag */
    size_t total_bytes;
};

/* False: "out-of-memory" is reported. */
bool bundle_init(struct bundle *bundle, struct arena *arena, struct report *report);

/* Adds an entry; `take_bytes` is emptied. False: "out-of-memory" or "archive-limit" is
 * reported. */
bool bundle_add(struct bundle *bundle, const char *folder, struct str name,
                struct buf *take_bytes);
/* The same with bytes that live as long as the bundle. */
bool bundle_add_bytes(struct bundle *bundle, const char *folder, struct str name,
                      struct str bytes);
/* In the order of adding, so not once bundle_sort was called. NULL: no such entry. */
const struct entry *bundle_find(const struct bundle *bundle, const char *folder,
                                struct str name);
void bundle_sort(struct bundle *bundle); /* by the bytes of the names */
void bundle_move_to_front(struct bundle *bundle, struct str name);

#endif
