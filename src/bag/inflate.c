/* The only file that unpacks with zlib: libdeflate, which the rest of offprint packs and
 * unpacks with, wants the whole of a stream at once. */
#define ZLIB_CONST

#include "bag/inflate.h"

#include <limits.h>
#include <zlib.h>

struct inflater {
    z_stream stream;
};

static voidpf take(voidpf arena, uInt count, uInt size)
{
    return arena_alloc(arena, count, size);
}

static void give_back(voidpf arena, voidpf memory)
{
    (void)arena; /* it frees all at once */
    (void)memory;
}

struct inflater *inflater_new(struct arena *arena)
{
    struct inflater *inflater = ARENA_NEW(arena, struct inflater);
    if (inflater) {
        inflater->stream.zalloc = take;
        inflater->stream.zfree = give_back;
        inflater->stream.opaque = arena;
    }
    return inflater && inflateInit2(&inflater->stream, -MAX_WBITS) == Z_OK ? inflater
                                                                           : NULL;
}

void inflater_begin(struct inflater *inflater)
{
    (void)inflateReset(&inflater->stream);
}

static uInt narrowed(size_t size)
{
    return size > INT_MAX ? INT_MAX : (uInt)size;
}

enum inflate_end inflater_run(struct inflater *inflater, struct str *packed, char *room,
                              size_t room_bytes, size_t *len)
{
    z_stream *stream = &inflater->stream;
    uInt given = narrowed(packed->len), space = narrowed(room_bytes);
    stream->next_in = (const Bytef *)packed->ptr;
    stream->avail_in = given;
    stream->next_out = (Bytef *)room;
    stream->avail_out = space;
    int result = inflate(stream, Z_NO_FLUSH);
    *len = space - stream->avail_out;
    *packed = str_skip(*packed, given - stream->avail_in);
    if (result == Z_STREAM_END) {
        return INFLATE_ENDED;
    }
    if (result != Z_OK && result != Z_BUF_ERROR) {
        return INFLATE_DAMAGED;
    }
    return stream->avail_out == 0 ? INFLATE_MORE_ROOM : INFLATE_MORE_INPUT;
}
