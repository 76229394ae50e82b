/* A fuzz target: one function that eats any bytes. Linked either with libFuzzer
 * (clang, -fsanitize=fuzzer) or with mutate.c, which needs no special compiler. */
#ifndef OFFPRINT_TESTS_FUZZ_H
#define OFFPRINT_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
