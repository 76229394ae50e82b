/* Pairs: words of plain ASCII from the tables that the build asks of HarfBuzz. */
#ifndef OFFPRINT_TEXT_PAIRS_H
#define OFFPRINT_TEXT_PAIRS_H

#include "text/text.h"

#include <hb.h>

struct pair_table;

/* The table of the face whose file has this checkSumAdjustment; NULL: there is none. */
const struct pair_table *pairs_find(uint32_t check);

/* Whether a table holds in a language: the face has no rules for it in Latin. */
bool pairs_speak(hb_face_t *face, hb_language_t language);

/* The glyphs of a word, one a character, each of which it stands for, and how wide they
 * are. False: HarfBuzz must shape it. */
bool pairs_shape(const struct pair_table *table, struct str text, struct glyph *glyphs,
                 int32_t *advance);

#endif
