/* DEFLATE (RFC 1951) and zlib (RFC 1950) compression and CRC-32, through libdeflate. */
#ifndef OFFPRINT_BASE_DEFLATE_H
#define OFFPRINT_BASE_DEFLATE_H

#include "base/buf.h"

#define DEFLATE_LEVEL_PDF 7 /* 9 saves a hundredth for a sixteenth of the whole run */

struct deflater; /* holds the compressor; make one per run, not per stream */

struct deflater *deflater_new(int level); /* 1 to 12; NULL when memory is gone */
void deflater_free(struct deflater *deflater);

/* Append the compressed bytes to `out`; false when memory is gone. */
bool deflate_raw(struct deflater *deflater, struct str bytes, struct buf *out);
bool deflate_zlib(struct deflater *deflater, struct str bytes, struct buf *out);

/* Appends what the zlib stream `bytes` unpacks to. False: it is damaged, memory is gone,
 * or it would grow past `limit_bytes`; `out` is then as before. */
bool inflate_zlib(struct str bytes, size_t limit_bytes, struct buf *out);

/* The same without a frame, as in a zip; bytes behind its end do not count. */
bool inflate_raw(struct str bytes, size_t limit_bytes, struct buf *out);

/* The same for the first member of a gzip file (RFC 1952). */
bool inflate_gzip(struct str bytes, size_t limit_bytes, struct buf *out);

uint32_t crc32_of(struct str bytes);

#endif
