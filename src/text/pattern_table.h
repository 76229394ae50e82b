/* Pattern table: one language's hyphenation patterns as bytes of a file, written by the
 * build (fonts/pack_patterns.c) and read where they lie (patterns.c). Numbers are in the
 * byte order of the machine that builds.
 *
 *   header | letters | edges | digits
 *
 * `letters`: `letter_count` code points, rising; a letter's number is its index + 1, and 0
 * stands for the ends of a word. `edges`: nodes one after the other, each the edges that
 * leave it by rising letter, the last one marked; node 0 does not occur, as an edge leads
 * there when nothing follows. `digits`: what patterns say where they end. */
#ifndef OFFPRINT_TEXT_PATTERN_TABLE_H
#define OFFPRINT_TEXT_PATTERN_TABLE_H

#include <stdint.h>

#define PATTERN_MAGIC UINT32_C(0x31594850) /* "PHY1" */
#define PATTERN_LEVEL_LIMIT 2
#define PATTERN_LETTER_LIMIT 254
#define PATTERN_WORD_END 0
#define PATTERN_LETTER_OTHER 255

struct pattern_header {
    uint32_t magic;
    uint32_t letter_count, edge_count, digit_bytes;
    uint32_t level_count;
    uint32_t roots[PATTERN_LEVEL_LIMIT]; /* each level's first node, compounds' first */
    uint32_t closed; /* 1: words with a letter that is not listed are left whole */
    /* Letters that stay together at the ends of a word and of a compound's parts. */
    uint32_t before, after, part_before, part_after;
};

struct pattern_edge {
    uint32_t next_and_last;    /* PATTERN_LAST, and the node that follows or 0 */
    uint32_t letter_and_value; /* the letter's number in the low byte; then where in
                                * `digits` the value of a pattern that ends here begins */
};
#define PATTERN_LAST UINT32_C(0x80000000)
#define PATTERN_LETTER_BITS 8

/* A value in `digits`: how many places lie between its last digit and the pattern's end,
 * the count of digits, then a byte for each. Value 0: no pattern ends here. */
#define PATTERN_RESPELLED 0x80 /* in a digit: a break here would change the spelling */

#endif
