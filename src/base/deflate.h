/* DEFLATE (RFC 1951) and zlib (RFC 1950) compression and CRC-32, through libdeflate. */
#ifndef OFFPRINT_BASE_DEFLATE_H
#define OFFPRINT_BASE_DEFLATE_H

#include "base/buf.h"

/* Levels, as libdeflate counts them from 1 to 12: what a run takes unless it is told
 * otherwise, where 7 saves a 200th of the bytes for a twentieth of the whole run; and the
 * smallest, which saves a twentieth for two to three runs more. */
#define DEFLATE_LEVEL 6
#define DEFLATE_LEVEL_BEST 12

/* Other versions give other bytes: "libdeflate 1.14", which offprint was built with. The
 * library that it runs with may be another, and does not say its version. */
extern const char deflate_built_with[];

struct deflater; /* holds the compressor; make one per run, not per stream */

struct deflater *deflater_new(int level); /* 0: DEFLATE_LEVEL; NULL: memory is gone */
void deflater_free(struct deflater *deflater);

/* Append the compressed bytes to `out`; false when memory is gone. */
bool deflate_raw(struct deflater *deflater, struct str bytes, struct buf *out);
bool deflate_zlib(struct deflater *deflater, struct str bytes, struct buf *out);

/* What is longer than the first is packed in parts of the second, so that no more of it
 * need be in memory: some 0.1 % more bytes come of that. */
#define DEFLATE_WHOLE_BYTES ((size_t)8 << 20)
#define DEFLATE_PART_BYTES ((size_t)1 << 20)

/* The next part of one stream, each packed by itself; `last` ends it. Parts may be packed
 * at once, with a deflater each. A buffer that has the room for so many bytes does not
 * grow. */
size_t deflate_raw_part_bound(struct deflater *deflater, size_t byte_count);
bool deflate_raw_part(struct deflater *deflater, struct str bytes, bool last,
                      struct buf *out);

/* The room that deflate_zlib() takes for so many bytes: a buffer that has it does not grow.
 */
size_t deflate_zlib_bound(struct deflater *deflater, size_t byte_count);

/* Appends what the zlib stream `bytes` unpacks to. False: it is damaged, memory is gone,
 * or it would grow past `limit_bytes`; `out` is then as before. */
bool inflate_zlib(struct str bytes, size_t limit_bytes, struct buf *out);

/* The same without a frame, as in a zip; bytes behind its end do not count. */
bool inflate_raw(struct str bytes, size_t limit_bytes, struct buf *out);

/* The same for the first member of a gzip file (RFC 1952). */
bool inflate_gzip(struct str bytes, size_t limit_bytes, struct buf *out);

/* Of what `crc` is of, and these behind it; 0 is of nothing. */
uint32_t crc32_add(uint32_t crc, struct str bytes);

#endif
