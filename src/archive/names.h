/* Names of entries: safe on every file system, unique where letter case is ignored.
 *
 * Segments hold [a-z0-9._-] alone, begin with no dot, end with no dot and are no device
 * name of Windows. */
#ifndef OFFPRINT_ARCHIVE_NAMES_H
#define OFFPRINT_ARCHIVE_NAMES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/value.h"

#define NAME_LIMIT 120        /* bytes of a whole entry name, with the top folder */
#define NAME_SEGMENT_LIMIT 48 /* bytes of one segment */

struct name_set {
    struct arena *arena;
    struct value taken;   /* every name given out */
    struct value folders; /* every folder of these */
    size_t room;          /* bytes that a name below data/ may have */
};

bool name_set_init(struct name_set *set, struct arena *arena, size_t room);

/* One safe segment made of `text`, at most `limit` bytes, its extension kept; what has
 * no safe character at all becomes `otherwise`. */
struct str name_segment(struct arena *arena, struct str text, size_t limit,
                        const char *otherwise);

/* "folder/…" made of the site path `path`: all its segments, or the last alone when they
 * are too long together or `flat`. Unique in the set. Empty when the arena is full. */
struct str name_take(struct name_set *set, const char *folder, struct str path, bool flat);

#endif
