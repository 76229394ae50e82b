/* A bundle while it is being made: entries by name, each hashed and packed once, under a
 * ceiling, and the zip that they become. It knows neither what is in them nor who adds
 * them.
 *
 * Entry names stand below the zip's top folder and live in the bundle's arena. What is
 * packed is put aside in its pieces, which become the zip. */
#ifndef OFFPRINT_BUNDLE_BUNDLE_H
#define OFFPRINT_BUNDLE_BUNDLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/pieces.h"
#include "base/progress.h"
#include "base/report.h"
#include "base/text_map.h"
#include "doc/doc.h"

struct entry_digests {
    uint8_t sha256[SHA256_BYTES], sha512[SHA512_BYTES];
};

struct entry {
    struct str name; /* "data/pages/contribute.html" */
    /* As it stands in the zip: put aside; or stored, and then borrowed or, where the file
     * is apart (doc/doc.h), to be read again. */
    struct aside_range packed;
    struct str bytes;
    const struct packet_file *file;
    const struct pieces *in; /* where it is put aside; NULL: in the bundle's own */
    size_t size;             /* unpacked */
    uint32_t crc;
    bool deflated;                 /* else stored */
    struct entry_digests *digests; /* they go before the zip is made */
};

struct bundle {
    struct arena *arena;
    const struct packet *packet; /* whose files are read again; NULL: it has none */
    int64_t date; /* that of all entries, in seconds since 1970; DATE_NONE: none is known */
    struct aside aside;
    struct pieces pieces;
    const struct bundle *base; /* whose entries it begins with; NULL: it begins empty */
    struct deflater *deflater; /* that one's, where there is one */
    int level;                 /* of it */
    struct digester *digester; /* of the entry that comes in parts; NULL: none did */
    struct crew *crew;         /* packs large entries; NULL: nobody does beside */
    bool tries_all;                  /* deflates also what is packed inside */
    const struct progress *progress; /* told of each entry; may be NULL */
    struct report *report;
    struct entry *entries;
    size_t count, capacity;
    struct text_map by_name; /* index of an entry, until they are sorted for the bag */
    struct arena *known;     /* of that and the digests, which go before the zip is made */
    size_t total_bytes, limit_bytes; /* the latter 0: BUNDLE_BYTES_LIMIT */
};

/* The arena, packet, progress and report are set and live as long, `aside` is set. `level`:
 * see deflater_new(). False: "out-of-memory" is reported. */
bool bundle_open(struct bundle *bundle, int level);
/* The same of one that begins with all entries of another one, which is neither sorted nor
 * added to meanwhile, and lives as long as what comes of this one. */
bool bundle_open_on(struct bundle *bundle, const struct bundle *base);
/* Over names and digests of all entries so far. */
void bundle_digest(const struct bundle *bundle, struct digester *digester);
void bundle_close(struct bundle *bundle); /* nothing is added any more */

/* Adds an entry: hashed and deflated now, so that what it is made of can go. `take_bytes`
 * is emptied. False: "out-of-memory" or "archive-limit" is reported. */
bool bundle_add(struct bundle *bundle, const char *folder, struct str name,
                struct buf *take_bytes);
/* The same with bytes that live as long as the zip. */
bool bundle_add_bytes(struct bundle *bundle, const char *folder, struct str name,
                      struct str bytes);
/* The same with their SHA-256. */
bool bundle_add_known(struct bundle *bundle, const char *folder, struct str name,
                      struct str bytes, const uint8_t sha256[SHA256_BYTES]);
/* The same with what goes along of a file. */
bool bundle_add_file(struct bundle *bundle, const char *folder, struct str name,
                     const struct packet_file *file);
/* The same with one that is all of what was put aside in `in`, which lives as long as the
 * zip, and is packed inside. */
bool bundle_add_aside(struct bundle *bundle, const char *folder, struct str name,
                      const struct pieces *in);
/* In the order of adding, so not once bundle_sort was called. NULL: no such entry. */
const struct entry *bundle_find(const struct bundle *bundle, const char *folder,
                                struct str name);
void bundle_sort(struct bundle *bundle); /* by the bytes of the names */
void bundle_move_to_front(struct bundle *bundle, struct str name);

/* The zip of all entries, in their order, in the bundle's pieces. They stand below the
 * folder `top`, or, where that is empty, at the top themselves. False: a system error is in
 * the report. */
bool bundle_pack(struct bundle *bundle, struct str top);

#endif
