/* Nearest: of many texts the one that differs least from what somebody typed, for "did you
 * mean".
 *
 * Texts are added in an order, and sorted once; the first of those that are equally near
 * is found. Distances are Levenshtein's, in bytes; texts over 64 bytes are near to nothing.
 * A budget counts the work of all searches, so that a million wrong addresses stay cheap:
 * once it is spent nothing is found any more. */
#ifndef OFFPRINT_BASE_NEAREST_H
#define OFFPRINT_BASE_NEAREST_H

#include "base/arena.h"

#define NEAREST_LENGTHS ((size_t)STR_DISTANCE_BYTES + 1)

struct nearest_text;

struct nearest {
    struct nearest_text *texts; /* once sorted, by length and then in their order */
    size_t count, capacity;
    size_t starts[NEAREST_LENGTHS + 1]; /* where the texts of each length begin */
};

/* What has been found so far. */
struct nearest_hit {
    size_t distance; /* nothing that is farther counts */
    size_t place;    /* of the text; nothing as far behind it counts */
};

/* `text` is borrowed; `place` rises from call to call. False when the arena is full. */
bool nearest_add(struct arena *arena, struct nearest *nearest, struct str text,
                 size_t place);
bool nearest_sort(struct arena *arena, struct nearest *nearest);

/* Whether one of the texts, which are sorted, is nearer to `text` than `*hit`, or as near
 * and before it; that is the hit then. */
bool nearest_find(const struct nearest *nearest, struct str text, struct nearest_hit *hit,
                  uint64_t *budget);

#endif
