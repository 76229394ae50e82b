/* Liang's patterns over a packed table. libhyphen runs an automaton that knows, at each
 * letter, only the longest piece of the word that still begins a pattern; walking the
 * patterns from each start on, and heeding only ends that no earlier start has reached,
 * is the same and needs no links back, so that equal tails of patterns are stored once. */
#include "text/patterns.h"

#include <string.h>

static bool is_break(uint8_t digit)
{
    return digit & 1;
}

bool patterns_open(struct patterns *patterns, struct str table)
{
    const struct pattern_header *header = (const void *)table.ptr;
    *patterns = (struct patterns){0};
    if (table.len < sizeof *header || header->magic != PATTERN_MAGIC ||
        header->letter_count > PATTERN_LETTER_LIMIT ||
        header->level_count > PATTERN_LEVEL_LIMIT) {
        return false;
    }
    uint64_t size = sizeof *header + (uint64_t)header->letter_count * sizeof(uint32_t) +
                    (uint64_t)header->edge_count * sizeof(struct pattern_edge) +
                    header->digit_bytes;
    if (size != table.len) {
        return false;
    }
    patterns->header = header;
    patterns->letters = (const void *)(header + 1);
    patterns->edges = (const void *)(patterns->letters + header->letter_count);
    patterns->digits = (const void *)(patterns->edges + header->edge_count);
    return true;
}

/* The letter's number, or PATTERN_LETTER_OTHER. */
static uint8_t find_letter(const struct patterns *patterns, uint32_t letter)
{
    uint32_t low = 0, high = patterns->header->letter_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (patterns->letters[middle] < letter) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < patterns->header->letter_count && patterns->letters[low] == letter;
    return found ? (uint8_t)(low + 1) : PATTERN_LETTER_OTHER;
}

/* The edge that leaves `node` by a letter's number; NULL: there is none. */
static const struct pattern_edge *find_edge(const struct patterns *patterns, uint32_t node,
                                            uint8_t letter)
{
    for (uint32_t i = node; i < patterns->header->edge_count; i++) {
        const struct pattern_edge *edge = &patterns->edges[i];
        uint8_t own = (uint8_t)edge->letter_and_value;
        if (own >= letter || (edge->next_and_last & PATTERN_LAST)) {
            return own == letter ? edge : NULL;
        }
    }
    return NULL;
}

/* Raises the digits of places that end at place `end` to those of a value. */
static void raise_digits(const struct patterns *patterns, uint32_t value, size_t end,
                         uint8_t *places)
{
    size_t limit = patterns->header->digit_bytes;
    if (value == 0 || value + 2 > limit) {
        return;
    }
    size_t back = patterns->digits[value], count = patterns->digits[value + 1];
    const uint8_t *digits = patterns->digits + value + 2;
    if (count > limit - value - 2 || back > end) {
        return;
    }
    for (size_t k = 0, at = end - back; k < count && k <= at; k++) {
        uint8_t digit = digits[count - 1 - k];
        uint8_t *place = &places[at - k];
        if ((digit & ~PATTERN_RESPELLED) > (*place & ~PATTERN_RESPELLED)) {
            *place = digit;
        }
    }
}

/* The highest digit of each place of letters[0..count): places[i + 1] lies behind letter
 * i, places[0] before the first. */
static void weigh_places(const struct patterns *patterns, uint32_t root,
                         const uint8_t *letters, size_t count, uint8_t *places)
{
    size_t reached = 0, ends = count + 2;
    memset(places, 0, ends);
    for (size_t start = 0; start < ends; start++) {
        uint32_t node = root;
        for (size_t at = start; at < ends; at++) {
            bool inside = at > 0 && at <= count;
            const struct pattern_edge *edge = find_edge(
                patterns, node, inside ? letters[at - 1] : (uint8_t)PATTERN_WORD_END);
            if (!edge) {
                break;
            }
            if (at >= reached) {
                reached = at + 1;
                raise_digits(patterns, edge->letter_and_value >> PATTERN_LETTER_BITS, at,
                             places);
            }
            node = edge->next_and_last & ~PATTERN_LAST;
            if (node == 0) {
                break;
            }
        }
    }
}

/* Keeps the first `before` and the last `after` letters together. */
static void join_ends(uint8_t *digits, size_t count, size_t before, size_t after)
{
    for (size_t i = 0; i < count; i++) {
        if (i + 1 < before || count - i <= after) {
            digits[i] = 0;
        }
    }
}

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* The digit behind each letter of a word or of a compound's part; whether an end of it is
 * the word's own. Parts are found by the first level until it finds none, then taken apart
 * by the next. No part is as long as what it is a part of. */
static void weigh_part(const struct patterns *patterns, uint32_t level,
                       const uint8_t *letters, size_t count, bool is_first, bool is_last,
                       uint8_t *digits)
{
    const struct pattern_header *header = patterns->header;
    uint8_t places[PATTERN_WORD_LIMIT + 2], own[PATTERN_WORD_LIMIT];
    if (count == 0 || count > PATTERN_WORD_LIMIT) {
        return;
    }
    weigh_places(patterns, header->roots[level], letters, count, places);
    memcpy(digits, places + 1, count);
    digits[count - 1] = 0;
    if (level + 1 == header->level_count) {
        return;
    }
    size_t begin = 0;
    for (size_t i = 0; i < count; i++) {
        bool breaks = is_break(digits[i]);
        if (!breaks && (begin == 0 || i + 1 < count)) {
            continue;
        }
        size_t len = i - begin + 1;
        if (len > 2) { /* no letter is left alone at a part's end */
            weigh_part(patterns, level, letters + begin, len, is_first && begin == 0,
                       is_last && !breaks, own);
            memcpy(digits + begin, own, len - 2);
        }
        begin = i + 1;
    }
    if (begin == 0) {
        weigh_part(patterns, level + 1, letters, count, is_first, is_last, digits);
        join_ends(digits, count,
                  is_first ? 0 : most(PATTERN_LEAST_BEFORE, header->part_before),
                  is_last ? 0 : most(PATTERN_LEAST_AFTER, header->part_after));
    }
}

bool patterns_apply(const struct patterns *patterns, const uint32_t *word, size_t count,
                    bool *breaks)
{
    const struct pattern_header *header = patterns->header;
    uint8_t letters[PATTERN_WORD_LIMIT], digits[PATTERN_WORD_LIMIT] = {0};
    for (size_t i = 0; i < count; i++) {
        letters[i] = find_letter(patterns, word[i]);
        if (letters[i] == PATTERN_LETTER_OTHER && header->closed) {
            return false;
        }
    }
    if (count && header->level_count) {
        weigh_part(patterns, 0, letters, count, true, true, digits);
        join_ends(digits, count, most(PATTERN_LEAST_BEFORE, header->before),
                  most(PATTERN_LEAST_AFTER, header->after));
    }
    for (size_t i = 0; i < count; i++) {
        breaks[i] = is_break(digits[i]) && !(digits[i] & PATTERN_RESPELLED);
    }
    return true;
}
