/* A mutator for text with lines and marks, as Markdown and Liquid are. */
#ifndef OFFPRINT_TESTS_FUZZ_MUTATE_TEXT_H
#define OFFPRINT_TESTS_FUZZ_MUTATE_TEXT_H

#include "fuzz.h"

/* What a kind of text is made of. */
struct text_kind {
    const char *const *tokens; /* put in as they are; NULL behind the last */
    const char *const *pairs;  /* put around a stretch: opener, closer, …; NULL behind */
    const char *swapped;       /* marks that stand for each other: one is put for another */
    size_t tail;               /* bytes at the end that are no text, but choices */
};

/* Changes whole lines, blocks and marks; now and then as libFuzzer itself would. */
size_t mutate_text(const struct text_kind *kind, uint8_t *data, size_t size,
                   size_t max_size, unsigned seed);

/* Lines of two texts, in turn from each. */
size_t mix_text(const struct text_kind *kind, const uint8_t *a, size_t a_size,
                const uint8_t *b, size_t b_size, uint8_t *out, size_t max_size,
                unsigned seed);

#endif
