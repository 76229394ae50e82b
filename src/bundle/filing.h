/* Filing: the bytes of an entry on their way into it, in one pass and in parts of any size:
 * hashed, and packed where that saves, so that of a large one only a part is in memory. For
 * this folder only. */
#ifndef OFFPRINT_BUNDLE_FILING_H
#define OFFPRINT_BUNDLE_FILING_H

#include "bundle/bundle.h"

struct filing {
    struct bundle *bundle;
    struct entry *entry; /* its size is known; of the rest, what is added makes it */
    bool begun, packs;
    struct digester *digester; /* NULL: it is hashed otherwise */
    struct buf whole;          /* of a small one that comes in parts */
    struct parcel *parcels;    /* of a large one; NULL: it is small, or none came yet */
    size_t parcel_count;       /* that are there */
    size_t first, waiting;     /* which of them are packed, or will be, in turn */
    size_t given;              /* bytes of the entry that are on their way */
    struct aside_range packed; /* what came of them, put aside */
    bool failed;               /* reported */
};

/* `sha256`: known already, or NULL. False: "out-of-memory" is reported. In any case it ends
 * by filing_end(). */
bool filing_begin(struct filing *filing, struct bundle *bundle, struct entry *entry,
                  const uint8_t *sha256);
/* A pieces_sink. False: an error is in the report. */
bool filing_add(void *filing, struct str bytes);
/* `whole`: all was added, and the entry is deflated, or to be stored, which the caller sees
 * to. False: it is not, or something failed. */
bool filing_end(struct filing *filing, bool whole);

/* The same for bytes that are all there. */
bool filing_take(struct bundle *bundle, struct entry *entry, struct str bytes,
                 const uint8_t *sha256);

#endif
