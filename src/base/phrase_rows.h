/* The rows of the table of phrases. For phrases.c, which asks them, alone. */
#ifndef OFFPRINT_BASE_PHRASE_ROWS_H
#define OFFPRINT_BASE_PHRASE_ROWS_H

#include "base/phrases.h"

/* What a row lacks is said by that of a shorter tag. */
struct phrase_row {
    const char *language; /* a tag, or the beginning of one that ends at a hyphen */
    const char *phrases[PHRASE_COUNT];
};

/* Each ends with a row without a language. English is the first of all. */
extern const struct phrase_row phrases_germanic[], phrases_romance[], phrases_iberian[],
    phrases_slavic[], phrases_west_slavic[], phrases_right[], phrases_asia[],
    phrases_chinese[], phrases_east[];

#endif
