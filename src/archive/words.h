/* Words of a text, as they are searched for: runs of letters, marks and digits. What is
 * written without spaces (Chinese, Japanese, Thai and their like) falls into its
 * characters, so that any part of it is found. search.js reads what is typed by the same
 * rule. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_WORDS_H
#define OFFPRINT_ARCHIVE_WORDS_H

#include "base/str.h"

#define SIGN_LIMIT 8 /* bytes, more or less; longer runs of signs are several pieces */

struct piece_of_text {
    struct str text; /* a slice */
    bool word;       /* else signs and spaces */
    bool unspaced;   /* a character of a script without spaces */
};

/* The piece at byte `*at`, which is below text.len and moves behind it. */
struct piece_of_text words_next(struct str text, size_t *at);

/* As it is compared: small letters without accents and points. Appended to `out`. */
struct buf;
void words_add_lower(struct buf *out, struct str word); /* small letters alone */
void words_add_bare(struct buf *out, struct str word);  /* and without accents */

/* Signs with white space as one space, without what nobody sees. */
void words_add_sign(struct buf *out, struct str sign);

#endif
