/* The steps of a diff, in the order in which diff.c takes them. Each fills in what the next
 * ones rely on. For diff/ only. */
#ifndef OFFPRINT_DIFF_PARTS_H
#define OFFPRINT_DIFF_PARTS_H

#include "diff/align.h"
#include "diff/diff.h"

/* What stands for what; EDITION_NONE: nothing does. */
struct matching {
    struct arena *arena; /* until the diff is made */
    const struct edition *old_edition, *new_edition;
    uint32_t *old_documents, *new_documents; /* of each the other side's document */
    uint32_t *old_blocks, *new_blocks;       /* of each the other side's block */
    uint32_t *old_moved, *new_moved;         /* the same words at another place */
    uint8_t *weights;                        /* of words: what is everywhere weighs least */
    uint32_t *block_weights_old, *block_weights_new;
};

/* weigh.c: weights of words and blocks. False when the arena is full, as all. */
bool matching_weigh(struct matching *matching);

/* pair_documents.c */
bool matching_pair_documents(struct matching *matching);

/* pair_blocks.c: equal blocks of paired documents; moved ones anywhere; of the rest those
 * that have enough words in common. */
bool matching_align_blocks(struct matching *matching);
bool matching_find_moved(struct matching *matching);
bool matching_pair_rest(struct matching *matching);

/* A multiset of words, to compare others with: stamps instead of a table to clear. */
struct bag_of_words {
    uint32_t *stamps, *counts, *used;
    uint32_t stamp, use;
};
bool bag_of_words_init(struct bag_of_words *bag, struct arena *arena, uint32_t word_count);
void bag_of_words_take(struct bag_of_words *bag, const struct edition_word *words,
                       size_t count);
/* The weight of what both have; their number where `weights` is NULL. */
uint32_t bag_of_words_shared(struct bag_of_words *bag, const uint8_t *weights,
                             const struct edition_word *words, size_t count);

#endif
