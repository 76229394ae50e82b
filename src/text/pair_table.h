/* Pair tables: how wide a face sets plain ASCII, two characters by two. The build step
 * fonts/pack_pairs.c asks HarfBuzz for them, for each face of a role; src/text/pairs.c
 * reads them. */
#ifndef OFFPRINT_TEXT_PAIR_TABLE_H
#define OFFPRINT_TEXT_PAIR_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#define PAIR_FIRST 0x21 /* characters: all that show */
#define PAIR_COUNT (0x7F - PAIR_FIRST)
#define PAIR_SHAPED INT16_MIN /* HarfBuzz must see the whole word */

/* Font units. A word's glyphs are those of its characters, without offsets. */
struct pair_table {
    uint32_t check; /* the file's checkSumAdjustment: a table is for one file alone */
    uint16_t glyphs[PAIR_COUNT];
    int16_t last[PAIR_COUNT]; /* advance of a word's last character; or PAIR_SHAPED */
    int16_t advances[PAIR_COUNT][PAIR_COUNT]; /* of the first of two; or PAIR_SHAPED */
};

/* Whether the pen has to leave its way for a glyph that takes hardly any room: it is set to
 * `advance` where its own is `own`, or off its place. */
static inline bool pen_is_moved(int32_t em, int32_t own, int32_t advance, bool off_place)
{
    int32_t off = own - advance;
    return advance < em / 8 && (off_place || off > em / 100 || off < -em / 100);
}

#endif
