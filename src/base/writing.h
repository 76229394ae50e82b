/* The script that a text is written in, and the language that its letters tell of where
 * nothing names one. Letters of Latin tell of none. */
#ifndef OFFPRINT_BASE_WRITING_H
#define OFFPRINT_BASE_WRITING_H

#include "base/str.h"

#define WRITING_SCRIPTS 28
#define WRITING_SIGNS 20

/* Letters counted so far; all 0: none. */
struct writing {
    size_t scripts[WRITING_SCRIPTS]; /* by the table in writing.c */
    size_t signs[WRITING_SIGNS];     /* letters that tell languages of a script apart */
};

void writing_add(struct writing *writing, struct str text);

/* A tag, as "ja", of what most of the text is written in; empty: that is Latin, or nothing
 * that the table has. */
struct str writing_language(const struct writing *writing);

/* Whether a text of the language would be written in what most of the letters are of; true
 * where there are none. */
bool writing_fits(const struct writing *writing, struct str language);

#endif
