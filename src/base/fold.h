/* Text with letter case ignored, in all scripts (Unicode's simple case folding). */
#ifndef OFFPRINT_BASE_FOLD_H
#define OFFPRINT_BASE_FOLD_H

#include "base/arena.h"

/* Folded; what has nothing to fold is the text itself. */
struct str fold_text(struct arena *arena, struct str text);

bool fold_eq(struct str a, struct str b);
bool fold_is_plain(struct str text); /* in ASCII without capitals: folded it is itself */
uint64_t fold_hash(struct str text); /* equal for texts that are equal so */

/* With letters and marks apart, in one order (NFD); names that macOS takes for the same are
 * the same then. The text itself where it is no text of a length to be a name. */
struct str fold_decomposed(struct arena *arena, struct str text);
/* The same with letters and their marks together where one character is both (NFC). */
struct str fold_composed(struct arena *arena, struct str text);
/* Without letter case, what shows nothing, and how wide or bold a letter is
 * (NFKC_Casefold): names that look alike on some disk are the same then. */
struct str fold_loosely(struct arena *arena, struct str text);

#endif
