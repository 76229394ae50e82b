/* Segments of entry names: what stands between two slashes, such that every file system
 * holds it. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_SEGMENT_H
#define OFFPRINT_ARCHIVE_SEGMENT_H

#include "base/arena.h"
#include "base/buf.h"

enum segment_kind {
    SEGMENT_OWN,   /* as the site has it, but for what some system cannot hold or show */
    SEGMENT_PLAIN, /* [a-z0-9._-] alone */
};

/* Made of `text`, at most `limit` bytes, or two more where it would be a device of Windows,
 * its extension kept; what nothing is left of becomes `otherwise`. Never begins with a dot
 * or a space, nor ends with one; holds no control, no mark of direction, nothing that
 * Windows reserves and no '%'; is UTF-8 in NFC. Empty when the arena is full. */
struct str segment_make(struct arena *arena, struct str text, enum segment_kind kind,
                        size_t limit, const char *otherwise);

#endif
