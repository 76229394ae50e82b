/* What was changed: between two places that are equal, old and new blocks that share a
 * quarter of the weight of their words are one block, as long as no two pairs cross. Which
 * of many may share so much is asked of their rarer words. */
#include "diff/parts.h"

#include <stdlib.h>

#define ALL_PAIRS_MOST 64
#define VOTERS_MOST 4
#define TRIED_MOST 4

struct posting_list {
    uint32_t stamp, count;
    uint32_t olds[VOTERS_MOST]; /* places in the gap */
};

/* A pair that may be one; places in the gap. */
struct likely {
    uint32_t old_at, new_at, shared;
    uint32_t before; /* the pair that it is best behind, + 1 */
    uint64_t sum;    /* shared with all before */
};

struct rest {
    struct matching *matching;
    struct bag_of_words words;
    struct posting_list *lists; /* of words */
    uint32_t *olds, *news;      /* blocks of the gap */
    size_t old_count, new_count;
    uint32_t *votes, *voted, *touched;
    uint32_t stamp;
    struct likely *likely;
    size_t likely_count, likely_capacity;
    uint32_t *best; /* a tree of best pairs by their old places (Fenwick), + 1 */
};

static const struct edition_block *old_block(const struct rest *rest, uint32_t at)
{
    return &rest->matching->old_edition->blocks[rest->olds[at]];
}

static const struct edition_block *new_block(const struct rest *rest, uint32_t at)
{
    return &rest->matching->new_edition->blocks[rest->news[at]];
}

/* A quarter of both: 2 × shared / (old + new) >= 1/4. */
static bool is_enough(uint64_t shared, uint64_t old_weight, uint64_t new_weight)
{
    return shared && 8 * shared >= old_weight + new_weight;
}

/* The only two between equal places are one where a quarter of their words is the same,
 * whatever these weigh: "Effective 1 May" and "Effective 2 June". */
static bool shares_words(struct rest *rest, const struct edition_block *block,
                         uint32_t new_at)
{
    const struct edition_word *words =
        rest->matching->old_edition->words + block->first_word;
    uint32_t shared = bag_of_words_shared(&rest->words, NULL, words, block->word_count);
    return is_enough(shared, block->word_count, new_block(rest, new_at)->word_count);
}

static bool try_pair(struct rest *rest, uint32_t old_at, uint32_t new_at)
{
    const struct matching *matching = rest->matching;
    const struct edition_block *block = old_block(rest, old_at);
    uint64_t old_weight = matching->block_weights_old[rest->olds[old_at]];
    uint64_t new_weight = matching->block_weights_new[rest->news[new_at]];
    uint64_t less = old_weight < new_weight ? old_weight : new_weight;
    bool alone = rest->old_count == 1 && rest->new_count == 1;
    if (!alone && !is_enough(less, old_weight, new_weight)) {
        return true;
    }
    uint32_t shared = bag_of_words_shared(&rest->words, matching->weights,
                                          matching->old_edition->words + block->first_word,
                                          block->word_count);
    if (!is_enough(shared, old_weight, new_weight) &&
        !(alone && shares_words(rest, block, new_at))) {
        return true;
    }
    if (!arena_grow(matching->arena, &rest->likely, rest->likely_count,
                    &rest->likely_capacity, sizeof *rest->likely)) {
        return false;
    }
    rest->likely[rest->likely_count++] =
        (struct likely){.old_at = old_at, .new_at = new_at, .shared = shared};
    return true;
}

static void post_words(struct rest *rest)
{
    const struct edition *edition = rest->matching->old_edition;
    rest->stamp++;
    for (uint32_t i = 0; i < rest->old_count; i++) {
        const struct edition_block *block = old_block(rest, i);
        for (uint32_t k = 0; k < block->word_count; k++) {
            struct posting_list *list =
                &rest->lists[edition->words[block->first_word + k].id];
            if (list->stamp != rest->stamp) {
                *list = (struct posting_list){.stamp = rest->stamp};
            }
            bool again = list->count && list->count <= VOTERS_MOST &&
                         list->olds[list->count - 1] == i;
            if (!again && list->count < VOTERS_MOST) {
                list->olds[list->count++] = i;
            } else if (!again) {
                list->count = VOTERS_MOST + 1; /* it tells nothing */
            }
        }
    }
}

/* Old blocks that share rare words with the new one, the likest first. */
static bool try_voted(struct rest *rest, uint32_t new_at)
{
    const struct matching *matching = rest->matching;
    const struct edition_block *block = new_block(rest, new_at);
    size_t touched = 0;
    for (uint32_t k = 0; k < block->word_count; k++) {
        uint32_t id = matching->new_edition->words[block->first_word + k].id;
        const struct posting_list *list = &rest->lists[id];
        bool tells = list->stamp == rest->stamp && list->count <= VOTERS_MOST;
        for (uint32_t n = 0; tells && n < list->count; n++) {
            uint32_t at = list->olds[n];
            if (rest->voted[at] != new_at + 1) {
                rest->voted[at] = new_at + 1;
                rest->votes[at] = 0;
                rest->touched[touched++] = at;
            }
            rest->votes[at] += matching->weights[id];
        }
    }
    for (size_t tried = 0; tried < TRIED_MOST && tried < touched; tried++) {
        size_t best = tried;
        for (size_t i = tried + 1; i < touched; i++) {
            uint32_t a = rest->touched[i], b = rest->touched[best];
            bool better = rest->votes[a] > rest->votes[b] ||
                          (rest->votes[a] == rest->votes[b] && a < b);
            best = better ? i : best;
        }
        uint32_t at = rest->touched[best];
        rest->touched[best] = rest->touched[tried];
        if (!try_pair(rest, at, new_at)) {
            return false;
        }
    }
    return true;
}

static int compare_likely(const void *a, const void *b)
{
    const struct likely *one = a, *other = b;
    if (one->new_at != other->new_at) {
        return one->new_at < other->new_at ? -1 : 1;
    }
    return (one->old_at < other->old_at) - (one->old_at > other->old_at);
}

/* The best chain so far that ends before the old place. */
static uint32_t best_before(const struct rest *rest, uint32_t old_at)
{
    uint32_t best = 0;
    for (uint32_t i = old_at; i > 0; i &= i - 1) {
        uint32_t other = rest->best[i];
        if (other && (!best || rest->likely[other - 1].sum > rest->likely[best - 1].sum)) {
            best = other;
        }
    }
    return best;
}

static void note_best(struct rest *rest, uint32_t old_at, uint32_t pair)
{
    for (uint32_t i = old_at + 1; i <= rest->old_count; i += i & (0U - i)) {
        uint32_t other = rest->best[i];
        if (!other || rest->likely[pair - 1].sum > rest->likely[other - 1].sum) {
            rest->best[i] = pair;
        }
    }
}

/* Of the pairs those that share most together, without any that cross. */
static void keep_best(struct rest *rest)
{
    struct matching *matching = rest->matching;
    memset(rest->best, 0, (rest->old_count + 1) * sizeof *rest->best);
    qsort(rest->likely, rest->likely_count, sizeof *rest->likely, compare_likely);
    uint32_t best = 0;
    for (uint32_t i = 0; i < rest->likely_count; i++) {
        struct likely *pair = &rest->likely[i];
        pair->before = best_before(rest, pair->old_at);
        pair->sum = pair->shared + (pair->before ? rest->likely[pair->before - 1].sum : 0);
        note_best(rest, pair->old_at, i + 1);
        if (!best || pair->sum > rest->likely[best - 1].sum) {
            best = i + 1;
        }
    }
    for (; best; best = rest->likely[best - 1].before) {
        const struct likely *pair = &rest->likely[best - 1];
        matching->old_blocks[rest->olds[pair->old_at]] = rest->news[pair->new_at];
        matching->new_blocks[rest->news[pair->new_at]] = rest->olds[pair->old_at];
    }
}

static bool pair_gap(struct rest *rest)
{
    const struct edition *news = rest->matching->new_edition;
    bool all = rest->old_count * rest->new_count <= ALL_PAIRS_MOST;
    if (rest->old_count == 0 || rest->new_count == 0) {
        return true;
    }
    rest->likely_count = 0;
    memset(rest->voted, 0, rest->old_count * sizeof *rest->voted);
    if (!all) {
        post_words(rest);
    }
    for (uint32_t i = 0; i < rest->new_count; i++) {
        const struct edition_block *block = new_block(rest, i);
        bag_of_words_take(&rest->words, news->words + block->first_word, block->word_count);
        if (!all && !try_voted(rest, i)) {
            return false;
        }
        for (uint32_t k = 0; all && k < rest->old_count; k++) {
            if (!try_pair(rest, k, i)) {
                return false;
            }
        }
    }
    if (rest->likely_count) {
        keep_best(rest);
    }
    return true;
}

/* From equal place to equal place. Blocks that have moved are in no gap. */
static bool pair_document(struct rest *rest, const struct edition_document *then,
                          const struct edition_document *now)
{
    struct matching *matching = rest->matching;
    uint32_t old_at = then->first_block, old_end = old_at + then->block_count;
    uint32_t new_at = now->first_block, new_end = new_at + now->block_count;
    for (;;) {
        rest->old_count = rest->new_count = 0;
        for (; new_at < new_end && matching->new_blocks[new_at] == EDITION_NONE; new_at++) {
            if (matching->new_moved[new_at] == EDITION_NONE) {
                rest->news[rest->new_count++] = new_at;
            }
        }
        uint32_t fence = new_at < new_end ? matching->new_blocks[new_at] : old_end;
        for (; old_at < fence; old_at++) {
            if (matching->old_moved[old_at] == EDITION_NONE) {
                rest->olds[rest->old_count++] = old_at;
            }
        }
        if (!pair_gap(rest)) {
            return false;
        }
        if (new_at >= new_end) {
            return true;
        }
        new_at++;
        old_at = fence + 1;
    }
}

bool matching_pair_rest(struct matching *matching)
{
    const struct edition *olds = matching->old_edition, *news = matching->new_edition;
    struct arena *arena = matching->arena;
    uint32_t words = vocabulary_word_count(olds->vocabulary);
    struct rest rest = {
        .matching = matching,
        .lists = ARENA_ARRAY(arena, struct posting_list, (size_t)words + 1),
        .olds = ARENA_ARRAY(arena, uint32_t, olds->block_count + 1),
        .news = ARENA_ARRAY(arena, uint32_t, news->block_count + 1),
        .votes = ARENA_ARRAY(arena, uint32_t, olds->block_count + 1),
        .voted = ARENA_ARRAY(arena, uint32_t, olds->block_count + 1),
        .touched = ARENA_ARRAY(arena, uint32_t, olds->block_count + 1),
        .best = ARENA_ARRAY(arena, uint32_t, olds->block_count + 1),
    };
    if (!rest.lists || !rest.olds || !rest.news || !rest.votes || !rest.voted ||
        !rest.touched || !rest.best || !bag_of_words_init(&rest.words, arena, words)) {
        return false;
    }
    for (size_t i = 0; i < news->document_count; i++) {
        uint32_t old_document = matching->new_documents[i];
        if (old_document != EDITION_NONE &&
            !pair_document(&rest, &olds->documents[old_document], &news->documents[i])) {
            return false;
        }
    }
    return true;
}
