/* The rows of the table of phrases. For phrases.c, which asks them, alone. */
#ifndef OFFPRINT_BASE_PHRASE_ROWS_H
#define OFFPRINT_BASE_PHRASE_ROWS_H

#include "base/phrases.h"

struct phrase_row {
    const char *language; /* a tag, or the beginning of one that ends at a hyphen */
    const char *phrases[PHRASE_COUNT];
};

/* Each ends with a row without a language. English is the first of all. */
extern const struct phrase_row phrases_of_europe[], phrases_of_asia[];

#endif
