/* Shaping: a stretch of text in one face, script, direction and language to a word.
 * Words are cached and live as long as the shaper's arena. */
#ifndef OFFPRINT_TEXT_SHAPE_H
#define OFFPRINT_TEXT_SHAPE_H

#include "text/face.h"
#include "text/hyphenate.h"
#include "text/text.h"

struct shaper;

struct shaper *shaper_new(struct arena *arena);
void shaper_free(struct shaper *shaper);

/* Shapes each word anew when it comes again; those that were shaped stay as they are. */
void shaper_forget(struct shaper *shaper);

/* `script` is an ISO 15924 tag as HarfBuzz has it. NULL when memory is gone. */
const struct word *shape_word(struct shaper *shaper, const struct face *face,
                              struct str text, uint32_t script, bool right_to_left,
                              struct str language);

/* The space of a face, as shape_word() has it in Latin, without a language. */
const struct word *shape_space(struct shaper *shaper, const struct face *face);

/* A word for characters that no face has: one box each. */
const struct word *shape_missing(struct shaper *shaper, struct str text);

/* The word of a number. */
const struct word *shaper_word(const struct shaper *shaper, uint32_t number);

/* Where its language parts a word that it made, as hyphenator_points() has it: found once.
 */
const uint16_t *shaper_points(struct shaper *shaper, struct hyphenator *hyphenator,
                              const struct word *word, size_t *count);

#define MISSING_ADVANCE 700 /* of 1000 per em, a box */

/* Whether it belongs to the character before it: a mark, a joiner. */
bool character_sticks(uint32_t c);

sp word_width(const struct word *word, sp size);

/* With the style's tracking. */
sp word_width_in(const struct word *word, const struct text_style *style);

#endif
