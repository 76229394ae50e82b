/* One time for all entries of a zip, whatever the local time zone is. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_STAMP_H
#define OFFPRINT_ARCHIVE_STAMP_H

#include "base/str.h"

/* Midnight of 1 January 1980, the first that a zip can hold: date above, time below. */
#define STAMP_1980_01_01 (((UINT32_C(1) << 5) | 1) << 16)

/* Writes `stamp` over the time of every entry, in its header and in the central directory.
 * False when `zip` is not one that ends with its directory, without comment or Zip64; it
 * may then be changed in part. */
bool stamp_entries(char *zip, size_t len, uint32_t stamp);

#endif
