/* Stems: which forms of a word are searched for together, by libstemmer's Snowball rules.
 * For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_STEM_H
#define OFFPRINT_ARCHIVE_STEM_H

#include "base/arena.h"

/* Those of a run, each made when its language first comes. Ends by stemmers_free(). */
struct stemmers;
struct stemmers *stemmers_new(struct arena *arena); /* NULL when full */
void stemmers_free(struct stemmers *stemmers);      /* NULL: nothing to free */

#define STEMMER_NONE 0 /* of a language without stems */

/* Which one a language (BCP 47) has: a small number, for the next. */
uint8_t stemmer_of(struct str language);

/* The stem of a word in small letters, until the next is asked for; the word itself where
 * there is none. False: memory is gone. */
bool stem_find(struct stemmers *stemmers, uint8_t stemmer, struct str word,
               struct str *out);

#endif
