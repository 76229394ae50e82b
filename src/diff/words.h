/* Words: text as editions keep it, and where a word of it ends. For diff/ only. */
#ifndef OFFPRINT_DIFF_WORDS_H
#define OFFPRINT_DIFF_WORDS_H

#include "diff/edition.h"

/* Appends `text` with each white space as one space, which is owed (`*space`) until
 * something follows it; none behind byte `from` of `out`, where the block begins. What has
 * no width is left out. */
void words_collapse(struct buf *out, size_t from, bool *space, struct str text);

/* Takes the bytes [from, to) of a text that is so. A word ends at a space; each sign of
 * Chinese and Japanese is one; Thai and its like, which have no spaces, are cut as ICU's
 * dictionaries say. */
struct word_cutter;
struct word_cutter *word_cutter_new(struct arena *arena);
void word_cutter_free(struct word_cutter *cutter); /* what is ICU's; NULL: nothing */
bool words_cut(struct word_cutter *cutter, struct edition *edition, struct str text,
               size_t from, size_t to);

/* How many columns a terminal takes for it. */
unsigned words_columns(struct str text);

#endif
