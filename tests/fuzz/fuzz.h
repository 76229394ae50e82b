/* A fuzz target: one function that eats any bytes. Linked with libFuzzer (clang,
 * -fsanitize=fuzzer), or with replay.c, which needs no special compiler.
 *
 * It returns 0, or -1 for what should not be kept; what is wrong ends in abort(). A target
 * may have a mutator of its own as well, which changes `data` of `size` bytes in room for
 * `max_size` and gives the new size. */
#ifndef OFFPRINT_TESTS_FUZZ_H
#define OFFPRINT_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2,
                                 size_t size2, uint8_t *out, size_t max_size,
                                 unsigned seed);

/* libFuzzer's own mutator, for those who only add to it. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

#endif
