/* Documents are the same by their address; what is left, by the words they share, or by
 * title and a quarter of them. Which of the left may be a pair is asked of their rarer
 * words, so that many renamed documents take no more time than as many new ones. */
#include "diff/parts.h"

#include "base/value.h"

#include <stdlib.h>

#define VOTERS_MOST 8 /* documents that a word may stand in and still tell something */
#define TRIED_MOST 4  /* pairs of a document that are looked at closely */

struct unpaired {
    struct matching *matching;
    uint32_t *olds, *news; /* documents */
    size_t old_count, new_count;
    struct bag_of_words words;
    uint32_t *votes, *voted, *touched; /* of old ones, for a new one */
    uint32_t *old_weights;
    uint32_t *heads; /* of words: the first posting + 1 */
    struct posting {
        uint32_t old_index, next;
    } *postings;
    size_t posting_count, posting_capacity;
    uint8_t *posting_counts; /* of words */
};

/* A pair that may be one. */
struct likely {
    uint32_t old_index, new_index, shared, sum;
};

static const struct edition_word *words_of(const struct edition *edition, uint32_t document,
                                           size_t *count)
{
    const struct edition_document *of = &edition->documents[document];
    *count = of->word_count;
    return of->block_count ? edition->words + edition->blocks[of->first_block].first_word
                           : NULL;
}

static bool pair_by_address(struct matching *matching)
{
    const struct edition *olds = matching->old_edition, *news = matching->new_edition;
    struct value by_address = value_map_new(matching->arena);
    for (size_t i = 0; i < olds->document_count; i++) {
        if (!value_map_set(matching->arena, by_address, olds->documents[i].address,
                           value_integer((int64_t)i))) {
            return false;
        }
    }
    for (size_t i = 0; i < news->document_count; i++) {
        struct value found = value_get(by_address, news->documents[i].address);
        size_t at = found.kind == VALUE_INTEGER ? (size_t)found.as.integer : 0;
        if (found.kind == VALUE_INTEGER && matching->old_documents[at] == EDITION_NONE) {
            matching->old_documents[at] = (uint32_t)i;
            matching->new_documents[i] = (uint32_t)at;
        }
    }
    return true;
}

static bool list_unpaired(struct arena *arena, const struct edition *edition,
                          const uint32_t *paired, uint32_t **out, size_t *count)
{
    *out = ARENA_ARRAY(arena, uint32_t, edition->document_count + 1);
    for (size_t i = 0; i < edition->document_count && *out; i++) {
        if (paired[i] == EDITION_NONE) {
            (*out)[(*count)++] = (uint32_t)i;
        }
    }
    return *out != NULL;
}

static bool post_words(struct unpaired *left)
{
    const struct edition *edition = left->matching->old_edition;
    for (uint32_t i = 0; i < left->old_count; i++) {
        size_t count;
        const struct edition_word *words = words_of(edition, left->olds[i], &count);
        for (size_t k = 0; k < count; k++) {
            uint32_t id = words[k].id;
            bool seen =
                left->heads[id] && left->postings[left->heads[id] - 1].old_index == i;
            if (seen || left->posting_counts[id] > VOTERS_MOST ||
                ++left->posting_counts[id] > VOTERS_MOST) {
                continue;
            }
            if (!arena_grow(left->matching->arena, &left->postings, left->posting_count,
                            &left->posting_capacity, sizeof *left->postings)) {
                return false;
            }
            left->postings[left->posting_count++] = (struct posting){i, left->heads[id]};
            left->heads[id] = (uint32_t)left->posting_count;
        }
    }
    return true;
}

static uint32_t weight_of(const struct edition *edition, const uint32_t *block_weights,
                          uint32_t document)
{
    const struct edition_document *of = &edition->documents[document];
    uint32_t sum = 0;
    for (uint32_t i = 0; i < of->block_count; i++) {
        sum += block_weights[of->first_block + i];
    }
    return sum;
}

static bool unpaired_init(struct unpaired *left, struct matching *matching)
{
    struct arena *arena = matching->arena;
    uint32_t words = vocabulary_word_count(matching->old_edition->vocabulary);
    *left = (struct unpaired){.matching = matching};
    if (!list_unpaired(arena, matching->old_edition, matching->old_documents, &left->olds,
                       &left->old_count) ||
        !list_unpaired(arena, matching->new_edition, matching->new_documents, &left->news,
                       &left->new_count)) {
        return false;
    }
    if (left->old_count == 0 || left->new_count == 0) {
        return true;
    }
    left->votes = ARENA_ARRAY(arena, uint32_t, left->old_count);
    left->voted = ARENA_ARRAY(arena, uint32_t, left->old_count);
    left->touched = ARENA_ARRAY(arena, uint32_t, left->old_count);
    left->old_weights = ARENA_ARRAY(arena, uint32_t, left->old_count);
    for (size_t i = 0; i < left->old_count && left->old_weights; i++) {
        left->old_weights[i] =
            weight_of(matching->old_edition, matching->block_weights_old, left->olds[i]);
    }
    left->heads = ARENA_ARRAY(arena, uint32_t, (size_t)words + 1);
    left->posting_counts = ARENA_ARRAY(arena, uint8_t, (size_t)words + 1);
    return left->old_weights && left->votes && left->voted && left->touched &&
           left->heads && left->posting_counts &&
           bag_of_words_init(&left->words, arena, words) && post_words(left);
}

/* Old ones that have rare words of the new one, by how many. */
static size_t count_votes(struct unpaired *left, uint32_t new_index)
{
    size_t count, touched = 0;
    const struct edition_word *words =
        words_of(left->matching->new_edition, left->news[new_index], &count);
    for (size_t k = 0; k < count; k++) {
        uint32_t id = words[k].id;
        uint32_t at = left->posting_counts[id] > VOTERS_MOST ? 0 : left->heads[id];
        for (; at; at = left->postings[at - 1].next) {
            uint32_t old_index = left->postings[at - 1].old_index;
            if (left->voted[old_index] != new_index + 1) {
                left->voted[old_index] = new_index + 1;
                left->votes[old_index] = 0;
                left->touched[touched++] = old_index;
            }
            left->votes[old_index] += left->matching->weights[id];
        }
    }
    return touched;
}

/* Half of the words, or a quarter and the title. */
static bool is_likely(const struct unpaired *left, struct likely pair)
{
    const struct matching *matching = left->matching;
    struct str old_title =
        matching->old_edition->documents[left->olds[pair.old_index]].title;
    struct str new_title =
        matching->new_edition->documents[left->news[pair.new_index]].title;
    uint64_t shared = 2 * (uint64_t)pair.shared;
    return pair.sum && (shared * 2 >= pair.sum ||
                        (shared * 4 >= pair.sum && str_eq(old_title, new_title)));
}

static bool try_pairs(struct unpaired *left, uint32_t new_index, size_t touched,
                      struct likely **out, size_t *count, size_t *capacity)
{
    struct matching *matching = left->matching;
    size_t word_count;
    const struct edition_word *words =
        words_of(matching->new_edition, left->news[new_index], &word_count);
    uint32_t own = weight_of(matching->new_edition, matching->block_weights_new,
                             left->news[new_index]);
    bag_of_words_take(&left->words, words, word_count);
    for (size_t tried = 0; tried < TRIED_MOST && tried < touched; tried++) {
        size_t best = tried;
        for (size_t i = tried + 1; i < touched; i++) {
            uint32_t a = left->touched[i], b = left->touched[best];
            best = left->votes[a] > left->votes[b] ||
                           (left->votes[a] == left->votes[b] && a < b)
                       ? i
                       : best;
        }
        uint32_t old_index = left->touched[best];
        left->touched[best] = left->touched[tried];
        struct likely pair = {.old_index = old_index,
                              .new_index = new_index,
                              .sum = own + left->old_weights[old_index]};
        uint32_t other = left->old_weights[old_index];
        pair.shared = own < other ? own : other; /* at the most */
        if (!is_likely(left, pair)) {
            continue;
        }
        const struct edition_word *others =
            words_of(matching->old_edition, left->olds[old_index], &word_count);
        pair.shared =
            bag_of_words_shared(&left->words, matching->weights, others, word_count);
        if (!is_likely(left, pair)) {
            continue;
        }
        if (!arena_grow(matching->arena, out, *count, capacity, sizeof **out)) {
            return false;
        }
        (*out)[(*count)++] = pair;
    }
    return true;
}

/* The likest first; of those alike, as they stand. */
static int compare_likely(const void *a, const void *b)
{
    const struct likely *one = a, *other = b;
    uint64_t left = (uint64_t)one->shared * other->sum;
    uint64_t right = (uint64_t)other->shared * one->sum;
    if (left != right) {
        return left > right ? -1 : 1;
    }
    if (one->new_index != other->new_index) {
        return one->new_index < other->new_index ? -1 : 1;
    }
    return (one->old_index > other->old_index) - (one->old_index < other->old_index);
}

bool matching_pair_documents(struct matching *matching)
{
    struct unpaired left;
    struct likely *pairs = NULL;
    size_t count = 0, capacity = 0;
    if (!pair_by_address(matching) || !unpaired_init(&left, matching)) {
        return false;
    }
    for (uint32_t i = 0; i < left.new_count && left.old_count; i++) {
        size_t touched = count_votes(&left, i);
        if (!try_pairs(&left, i, touched, &pairs, &count, &capacity)) {
            return false;
        }
    }
    if (count) {
        qsort(pairs, count, sizeof *pairs, compare_likely);
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t old_document = left.olds[pairs[i].old_index];
        uint32_t new_document = left.news[pairs[i].new_index];
        if (matching->old_documents[old_document] == EDITION_NONE &&
            matching->new_documents[new_document] == EDITION_NONE) {
            matching->old_documents[old_document] = new_document;
            matching->new_documents[new_document] = old_document;
        }
    }
    return true;
}
