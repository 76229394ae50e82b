/* What libzip does not know of an entry: one time for all of a zip, whatever the local time
 * zone is, and the CRC of bytes that it does not see. For this folder only. */
#ifndef OFFPRINT_BUNDLE_STAMP_H
#define OFFPRINT_BUNDLE_STAMP_H

#include "base/buf.h"

/* Midnight of 1 January 1980, the first that a zip can hold: date above, time below. */
#define STAMP_1980_01_01 (((UINT32_C(1) << 5) | 1) << 16)

/* Write the stamp and the CRC over those of an entry: in the header at `at`, or in the
 * directory's record at `*at`, which is then behind it. False: none stands there. */
bool stamp_header(struct buf *zip, size_t at, uint32_t crc);
bool stamp_record(struct buf *zip, size_t *at, uint32_t crc);

#endif
