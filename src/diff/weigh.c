/* How much words say: those that stand everywhere ("the", "of") make no two texts alike. */
#include "diff/parts.h"

#define WEIGHT_MOST 16

static uint8_t weight_of(uint32_t count)
{
    unsigned halvings = 0;
    for (; count > 1; count /= 2) {
        halvings++;
    }
    unsigned weight = WEIGHT_MOST / (1 + halvings);
    return (uint8_t)(weight ? weight : 1);
}

static void count_words(const struct edition *edition, uint32_t *counts)
{
    for (size_t i = 0; i < edition->word_count; i++) {
        counts[edition->words[i].id]++;
    }
}

static uint32_t *weigh_blocks(struct arena *arena, const struct edition *edition,
                              const uint8_t *weights)
{
    uint32_t *sums = ARENA_ARRAY(arena, uint32_t, edition->block_count + 1);
    for (size_t i = 0; i < edition->block_count && sums; i++) {
        const struct edition_block *block = &edition->blocks[i];
        for (uint32_t k = 0; k < block->word_count; k++) {
            sums[i] += weights[edition->words[block->first_word + k].id];
        }
    }
    return sums;
}

bool matching_weigh(struct matching *matching)
{
    struct arena *arena = matching->arena;
    uint32_t count = vocabulary_word_count(matching->old_edition->vocabulary);
    uint32_t *counts = ARENA_ARRAY(arena, uint32_t, (size_t)count + 1);
    matching->weights = ARENA_ARRAY(arena, uint8_t, (size_t)count + 1);
    if (!counts || !matching->weights) {
        return false;
    }
    count_words(matching->old_edition, counts);
    count_words(matching->new_edition, counts);
    for (uint32_t i = 0; i < count; i++) {
        matching->weights[i] = weight_of(counts[i]);
    }
    matching->block_weights_old =
        weigh_blocks(arena, matching->old_edition, matching->weights);
    matching->block_weights_new =
        weigh_blocks(arena, matching->new_edition, matching->weights);
    return matching->block_weights_old && matching->block_weights_new;
}

bool bag_of_words_init(struct bag_of_words *bag, struct arena *arena, uint32_t word_count)
{
    *bag = (struct bag_of_words){
        .stamps = ARENA_ARRAY(arena, uint32_t, (size_t)word_count + 1),
        .counts = ARENA_ARRAY(arena, uint32_t, (size_t)word_count + 1),
        .used = ARENA_ARRAY(arena, uint32_t, 2 * ((size_t)word_count + 1)),
    };
    return bag->stamps && bag->counts && bag->used;
}

void bag_of_words_take(struct bag_of_words *bag, const struct edition_word *words,
                       size_t count)
{
    bag->stamp++;
    for (size_t i = 0; i < count; i++) {
        uint32_t id = words[i].id;
        bag->counts[id] = bag->stamps[id] == bag->stamp ? bag->counts[id] + 1 : 1;
        bag->stamps[id] = bag->stamp;
    }
}

uint32_t bag_of_words_shared(struct bag_of_words *bag, const uint8_t *weights,
                             const struct edition_word *words, size_t count)
{
    uint32_t shared = 0;
    bag->use++;
    for (size_t i = 0; i < count; i++) {
        uint32_t id = words[i].id;
        uint32_t *used = &bag->used[2 * (size_t)id]; /* of which use, and how often */
        if (bag->stamps[id] != bag->stamp) {
            continue;
        }
        used[1] = used[0] == bag->use ? used[1] : 0;
        used[0] = bag->use;
        if (used[1] < bag->counts[id]) {
            used[1]++;
            shared += weights ? weights[id] : 1;
        }
    }
    return shared;
}
