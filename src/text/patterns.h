/* Patterns: where the letters of a word may part, by a language's pattern table. The
 * algorithm is Liang's ("Word Hy-phen-a-tion by Com-put-er", 1983) as libhyphen 2.8.8 has
 * it, its two levels included: compounds are taken apart first, then each part. */
#ifndef OFFPRINT_TEXT_PATTERNS_H
#define OFFPRINT_TEXT_PATTERNS_H

#include "base/str.h"
#include "text/pattern_table.h"

#define PATTERN_WORD_LIMIT 100 /* letters */

/* Letters that stay together at the ends of words and of compounds' parts, whatever the
 * patterns allow. */
#define PATTERN_LEAST_BEFORE 3
#define PATTERN_LEAST_AFTER 3

struct patterns {
    const struct pattern_header *header; /* NULL: none */
    const uint32_t *letters;
    const struct pattern_edge *edges;
    const uint8_t *digits;
};

/* Lays `patterns` over the bytes of a table, which must outlive it and be aligned to four
 * bytes. False: they are not a whole table of this machine's kind. */
bool patterns_open(struct patterns *patterns, struct str table);

/* Sets breaks[i] where a word in lower case may part after its letter i, i < count <=
 * PATTERN_WORD_LIMIT. False: it has a letter that the language's patterns do not know. */
bool patterns_apply(const struct patterns *patterns, const uint32_t *word, size_t count,
                    bool *breaks);

#endif
