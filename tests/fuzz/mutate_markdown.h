/* mutate_text.h for Markdown of any dialect; `tail` bytes at the end are choices. */
#ifndef OFFPRINT_TESTS_FUZZ_MUTATE_MARKDOWN_H
#define OFFPRINT_TESTS_FUZZ_MUTATE_MARKDOWN_H

#include "mutate_text.h"

size_t mutate_markdown(size_t tail, uint8_t *data, size_t size, size_t max_size,
                       unsigned seed);
size_t mix_markdown(size_t tail, const uint8_t *a, size_t a_size, const uint8_t *b,
                    size_t b_size, uint8_t *out, size_t max_size, unsigned seed);

#endif
