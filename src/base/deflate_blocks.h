/* The blocks of a DEFLATE stream (RFC 1951), walked through without unpacking them: for
 * whoever lets a stream go on where a compressor of whole streams ended it. */
#ifndef OFFPRINT_BASE_DEFLATE_BLOCKS_H
#define OFFPRINT_BASE_DEFLATE_BLOCKS_H

#include "base/str.h"

/* In bits from the stream's start; those of a byte count from its lowest. */
struct deflate_last_block {
    size_t at; /* of the bit that says it is the last */
    size_t end;
};

/* False: the stream has no end, or is damaged. */
bool deflate_find_last_block(struct str stream, struct deflate_last_block *out);

#endif
