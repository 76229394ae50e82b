/* Names of entries: safe on every file system, and told apart on those that ignore letter
 * case, how letters are composed, and how wide they are. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_NAMES_H
#define OFFPRINT_ARCHIVE_NAMES_H

#include "archive/segment.h"
#include "base/text_map.h"

/* Bytes of a whole entry name, with the top folder. Unpacked by Windows' Explorer, into a
 * folder named as the zip in some folder of a user's, it stays below the 260 of MAX_PATH.
 */
#define NAME_LIMIT 160
#define NAME_SEGMENT_LIMIT 100 /* bytes of one segment */

struct name_set {
    struct arena *arena; /* of the names */
    struct arena *held;  /* of what is known of them, which may go when all have theirs */
    enum segment_kind kind;
    struct text_map taken;   /* the keys of all names given out → counter */
    struct text_map folders; /* and of every folder of these */
    size_t room;             /* bytes that a name below data/ may have */
};

bool name_set_init(struct name_set *set, struct arena *arena, enum segment_kind kind,
                   size_t room);

/* "folder/…" made of the site path `path`: all its segments, or the last alone when they
 * are too long together or `flat`. Unique in the set. Empty when the arena is full. */
struct str name_take(struct name_set *set, const char *folder, struct str path, bool flat);

#endif
