/* Pictures that were changed at random, made such that their decoders read on: sums and
 * lengths fit what they are of, and the picture is small. */
#ifndef OFFPRINT_TESTS_FUZZ_PICTURE_H
#define OFFPRINT_TESTS_FUZZ_PICTURE_H

#include "fuzz.h"

/* In place. Of what is no picture nothing changes. */
void picture_mend(uint8_t *data, size_t size);

#endif
