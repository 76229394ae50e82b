/* The only file that includes libdeflate, which compresses whole buffers: input and output
 * stand in memory at once. The same version and level give the same bytes. */
#include "base/deflate.h"

#include "base/deflate_blocks.h"

#include <libdeflate.h>

const char deflate_built_with[] = "libdeflate " LIBDEFLATE_VERSION_STRING;

/* The compressor is the foreign type itself; it only changes its name here. */
static struct libdeflate_compressor *foreign(struct deflater *deflater)
{
    return (struct libdeflate_compressor *)deflater;
}

struct deflater *deflater_new(int level)
{
    return (struct deflater *)libdeflate_alloc_compressor(level ? level : DEFLATE_LEVEL);
}

void deflater_free(struct deflater *deflater)
{
    libdeflate_free_compressor(foreign(deflater));
}

bool deflate_raw(struct deflater *deflater, struct str bytes, struct buf *out)
{
    size_t bound = libdeflate_deflate_compress_bound(foreign(deflater), bytes.len);
    if (!buf_reserve(out, bound)) {
        return false;
    }
    size_t len = libdeflate_deflate_compress(foreign(deflater), bytes.ptr, bytes.len,
                                             out->ptr + out->len, bound);
    out->len += len;
    return len > 0;
}

#define JOINT_BYTES ((size_t)5)

size_t deflate_raw_part_bound(struct deflater *deflater, size_t byte_count)
{
    return libdeflate_deflate_compress_bound(foreign(deflater), byte_count) + JOINT_BYTES;
}

/* Its last block becomes one of several, and an empty one that is stored, whose length
 * begins at a whole byte, is put behind it. */
bool deflate_raw_part(struct deflater *deflater, struct str bytes, bool last,
                      struct buf *out)
{
    size_t from = out->len;
    bool packed = deflate_raw(deflater, bytes, out);
    if (!packed || last) {
        return packed;
    }
    struct deflate_last_block block;
    if (!deflate_find_last_block(str_make(out->ptr + from, out->len - from), &block)) {
        return buf_fail(out);
    }
    char *mark = out->ptr + from + block.at / 8;
    *mark = (char)(*mark & ~(1 << block.at % 8));
    size_t end = from + (block.end + 3 + 7) / 8; /* three bits of zeros begin one */
    if (end > out->len) {
        buf_add_byte(out, 0);
    }
    buf_add_bytes(out, "\0\0\xff\xff", 4);
    return buf_ok(out);
}

size_t deflate_zlib_bound(struct deflater *deflater, size_t byte_count)
{
    return libdeflate_zlib_compress_bound(foreign(deflater), byte_count);
}

bool deflate_zlib(struct deflater *deflater, struct str bytes, struct buf *out)
{
    size_t bound = deflate_zlib_bound(deflater, bytes.len);
    if (!buf_reserve(out, bound)) {
        return false;
    }
    size_t len = libdeflate_zlib_compress(foreign(deflater), bytes.ptr, bytes.len,
                                          out->ptr + out->len, bound);
    out->len += len;
    return len > 0;
}

typedef enum libdeflate_result unpack_fn(struct libdeflate_decompressor *, const void *,
                                         size_t, void *, size_t, size_t *);

/* Room is doubled until what comes out fits. */
static bool inflate(unpack_fn *unpack, struct str bytes, size_t limit_bytes,
                    struct buf *out)
{
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    if (!inflater) {
        return buf_fail(out);
    }
    size_t room = bytes.len < limit_bytes / 4 ? bytes.len * 4 + 64 : limit_bytes, len = 0;
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    while (result == LIBDEFLATE_INSUFFICIENT_SPACE && buf_reserve(out, room)) {
        result = unpack(inflater, bytes.ptr, bytes.len, out->ptr + out->len, room, &len);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE && room >= limit_bytes) {
            break;
        }
        room = room < limit_bytes / 2 ? room * 2 : limit_bytes;
    }
    libdeflate_free_decompressor(inflater);
    bool ok = result == LIBDEFLATE_SUCCESS;
    out->len += ok ? len : 0;
    return ok;
}

bool inflate_zlib(struct str bytes, size_t limit_bytes, struct buf *out)
{
    return inflate(libdeflate_zlib_decompress, bytes, limit_bytes, out);
}

bool inflate_raw(struct str bytes, size_t limit_bytes, struct buf *out)
{
    return inflate(libdeflate_deflate_decompress, bytes, limit_bytes, out);
}

bool inflate_gzip(struct str bytes, size_t limit_bytes, struct buf *out)
{
    return inflate(libdeflate_gzip_decompress, bytes, limit_bytes, out);
}

uint32_t crc32_add(uint32_t crc, struct str bytes)
{
    return libdeflate_crc32(crc, bytes.ptr, bytes.len);
}
