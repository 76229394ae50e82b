/* One time for all entries of a zip, whatever the local time zone is. For archive/ only. */
#ifndef OFFPRINT_BUNDLE_STAMP_H
#define OFFPRINT_BUNDLE_STAMP_H

#include "base/buf.h"

/* Midnight of 1 January 1980, the first that a zip can hold: date above, time below. */
#define STAMP_1980_01_01 (((UINT32_C(1) << 5) | 1) << 16)

/* Write the stamp over the time of an entry: in the header at `at`, or in the directory's
 * record at `*at`, which is then behind it. False: none stands there. */
bool stamp_header(struct buf *zip, size_t at);
bool stamp_record(struct buf *zip, size_t *at);

#endif
