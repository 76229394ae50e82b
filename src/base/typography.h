/* Typographic quotes, dashes, ellipses and guillemets for what is typed on a keyboard.
 *
 * The rules are those of SmartyPants (daringfireball.net/projects/smartypants) as
 * kramdown applies them, in Markdown and for Jekyll's `smartify`. */
#ifndef OFFPRINT_BASE_TYPOGRAPHY_H
#define OFFPRINT_BASE_TYPOGRAPHY_H

#include "base/str.h"

enum quote_reading {
    QUOTE_LEFT,
    QUOTE_RIGHT,
    QUOTE_TWO_LEFT,    /* this quote and the next open together */
    QUOTE_PLAIN_RIGHT, /* this one is an ordinary character, the next closes */
};

/* What the quote at `at` is. `neighbour`: the character before it is plain text that
 * counts. */
enum quote_reading quote_read(struct str text, size_t at, bool neighbour);

/* What stands for the characters that `rest` begins with, and their count of bytes; an
 * empty text: they are no symbol. */
struct str symbol_read(struct str rest, size_t *len);

#endif
