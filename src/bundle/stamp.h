/* What libzip does not know of an entry: one time for all of a zip, in UTC whatever the
 * local time zone is, and the CRC of bytes that it does not see. For this folder only. */
#ifndef OFFPRINT_BUNDLE_STAMP_H
#define OFFPRINT_BUNDLE_STAMP_H

#include "base/buf.h"

/* Midnight of 1 January 1980, the first that a zip can hold: date above, time below. */
#define STAMP_FIRST (((UINT32_C(1) << 5) | 1) << 16)

/* Of a time in seconds since 1970, to the even second; the first or the last that a zip can
 * hold where it is beyond them, the first where it is DATE_NONE. */
uint32_t stamp_of(int64_t date);

/* Write the stamp and the CRC over those of an entry: in the header at `at`, or in the
 * directory's record at `*at`, which is then behind it. False: none stands there. */
bool stamp_header(struct buf *zip, size_t at, uint32_t time, uint32_t crc);
bool stamp_record(struct buf *zip, size_t *at, uint32_t time, uint32_t crc);

#endif
