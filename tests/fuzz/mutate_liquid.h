/* mutate_text.h for templates of Liquid. */
#ifndef OFFPRINT_TESTS_FUZZ_MUTATE_LIQUID_H
#define OFFPRINT_TESTS_FUZZ_MUTATE_LIQUID_H

#include "mutate_text.h"

size_t mutate_liquid(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t mix_liquid(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size,
                  uint8_t *out, size_t max_size, unsigned seed);

#endif
