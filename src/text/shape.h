/* Shaping: a stretch of text in one face, script, direction and language to a word.
 * Words are cached and live as long as the shaper's arena. */
#ifndef OFFPRINT_TEXT_SHAPE_H
#define OFFPRINT_TEXT_SHAPE_H

#include "text/face.h"
#include "text/text.h"

struct shaper;

/* `face_count`: face_index is below it. */
struct shaper *shaper_new(struct arena *arena, size_t face_count);
void shaper_free(struct shaper *shaper);

/* `script` is an ISO 15924 tag as HarfBuzz has it. NULL when memory is gone. */
const struct word *shape_word(struct shaper *shaper, const struct face *face,
                              struct str text, uint32_t script, bool right_to_left,
                              struct str language);

/* A word for characters that no face has: one box each. */
const struct word *shape_missing(struct shaper *shaper, struct str text);

/* What the words so far use of a face, by glyph; NULL: nothing. */
const struct glyph_use *shaper_uses(const struct shaper *shaper, const struct face *face);

#define MISSING_ADVANCE 700 /* of 1000 per em, a box */

/* Advance, in font units, of the clusters that begin before byte `at`; STR_NONE when
 * `at` is inside a cluster. Left-to-right words only. */
size_t word_advance_to(const struct word *word, size_t at);

sp word_width(const struct word *word, sp size);

#endif
