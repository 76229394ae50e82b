/* Hashes: numbers that stand for texts in tables, and tell apart what is too long to keep.
 *
 * hash_text() and hash_mix() differ from process to process, where a system lays out
 * memory at random: no input can be made whose keys meet in one slot. So nothing that
 * anyone sees, no order either, may depend on them; what does takes hash_fixed().
 *
 * A step multiplies two words to twice their width and folds the halves, so that each bit
 * of both reaches all of the product. The key is an address. */
#ifndef OFFPRINT_BASE_HASH_H
#define OFFPRINT_BASE_HASH_H

#include "base/str.h"

extern const char hash_place; /* whose address is the key */

#define HASH_ODD UINT64_C(0x9e3779b97f4a7c15)
#define HASH_OTHER_ODD UINT64_C(0xff51afd7ed558ccd)

static inline uint64_t hash_key(void)
{
    return (uint64_t)(uintptr_t)&hash_place * HASH_ODD;
}

/* A hash that goes on: of rows of things, in their order. */
static inline uint64_t hash_mix(uint64_t hash, uint64_t value)
{
    __extension__ typedef unsigned __int128 wide_word;
    wide_word product =
        (wide_word)(hash ^ HASH_OTHER_ODD) * (wide_word)(value ^ hash_key());
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* All bits depend on all of the text: any of them are good indexes. */
uint64_t hash_text(struct str text);

/* The same number everywhere: FNV-1a of 64 bits, with its halves mixed. */
uint64_t hash_fixed(struct str text);

#endif
