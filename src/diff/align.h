/* Align: two rows of numbers in, the runs that they have in common out. For diff/ only.
 *
 * Patience diff (Bram Cohen): what each side has once holds the rest together. Where there
 * is none such, small stretches get a longest common subsequence, large ones the n-th of a
 * number on one side with the n-th on the other. n log n, whatever the rows are: libgit2's
 * xdiff takes lines of bytes, which these are not, and its time is squared where all lines
 * differ a little. */
#ifndef OFFPRINT_DIFF_ALIGN_H
#define OFFPRINT_DIFF_ALIGN_H

#include "base/arena.h"

struct align_run {
    uint32_t old_from, new_from, count;
};

struct align_runs { /* in order on both sides; none touches the next on both */
    struct align_run *items;
    size_t count, capacity;
};

/* What one aligner needs for numbers below `id_count`, and rows of up to `most`. */
struct aligner;
struct aligner *aligner_new(struct arena *arena, uint32_t id_count, size_t most);

/* Appends the runs to `out`, whose items lie in the arena. False when that is full. */
bool align(struct aligner *aligner, const uint32_t *old_ids, size_t old_count,
           const uint32_t *new_ids, size_t new_count, struct align_runs *out);

#endif
