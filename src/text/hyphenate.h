/* Hyphenation: where a word may be broken, by its language's patterns. */
#ifndef OFFPRINT_TEXT_HYPHENATE_H
#define OFFPRINT_TEXT_HYPHENATE_H

#include "base/arena.h"
#include "base/report.h"

struct hyphenator;

/* `folder` holds the pattern tables; it must live as long as the hyphenator. */
struct hyphenator *hyphenator_new(struct arena *arena, const char *folder);
void hyphenator_free(struct hyphenator *hyphenator);

#define HYPHEN_POINTS_LIMIT 32

/* Byte offsets in `word` where it may be broken, rising; their count. Punctuation around
 * the word stays with it. None for words with digits or in capitals, for short ones, and
 * for languages without patterns. */
size_t hyphenator_points(struct hyphenator *hyphenator, struct str word,
                         struct str language, uint16_t points[HYPHEN_POINTS_LIMIT]);

/* The name of a table that could not be read, so that words went whole; NULL: none. */
const char *hyphenator_unreadable(const struct hyphenator *hyphenator);

/* Tries unreadable tables anew, for memory may have been gone meanwhile. */
void hyphenator_renew(struct hyphenator *hyphenator);

#endif
