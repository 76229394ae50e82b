/* A stream has no state of its own until it needs one: then `reserved`, which zlib leaves
 * alone, says how far it is. */
#include "source/git_unpack.h"

#include <string.h>

enum { BEGUN = 0x6f66, ENDED };

void git_unpacker_clear(struct git_unpacker *unpacker)
{
    if (unpacker->is_begun) {
        (void)inflateEnd(&unpacker->stream);
        unpacker->is_begun = false;
    }
}

/* False: nothing has changed that counts. Z_FINISH: no window is needed. */
static bool unpack_whole(struct git_unpacker *unpacker, z_streamp out)
{
    z_stream *stream = &unpacker->stream;
    bool small = out->avail_out <= GIT_UNPACK_SMALL_BYTES;
    if (!unpacker->is_begun && inflateInit(stream) != Z_OK) {
        return false;
    }
    unpacker->is_begun = true;
    (void)inflateReset(stream);
    stream->next_in = out->next_in;
    stream->avail_in = out->avail_in;
    stream->next_out = small ? unpacker->room : out->next_out;
    stream->avail_out = small ? out->avail_out + GIT_UNPACK_COPY_BYTES : out->avail_out;
    if (inflate(stream, Z_FINISH) != Z_STREAM_END || stream->total_out > out->avail_out) {
        return false;
    }
    if (small && stream->total_out) {
        memcpy(out->next_out, unpacker->room, stream->total_out);
    }
    out->next_in = stream->next_in;
    out->avail_in = stream->avail_in;
    out->total_in = stream->total_in;
    out->next_out += stream->total_out;
    out->avail_out -= (uInt)stream->total_out;
    out->total_out = stream->total_out;
    out->adler = stream->adler;
    out->reserved = ENDED;
    return true;
}

int git_unpack_begin(z_streamp stream)
{
    stream->state = NULL;
    return git_unpack_again(stream);
}

int git_unpack(struct git_unpacker *unpacker, z_streamp stream, int flush)
{
    if (!stream->state && stream->reserved == BEGUN) {
        if (unpacker && unpack_whole(unpacker, stream)) {
            return Z_STREAM_END;
        }
        int begun = inflateInit(stream);
        if (begun != Z_OK) {
            return begun;
        }
    }
    return stream->state ? inflate(stream, flush) : Z_STREAM_END;
}

int git_unpack_again(z_streamp stream)
{
    if (stream->state) {
        return inflateReset(stream);
    }
    stream->total_in = stream->total_out = 0;
    stream->reserved = BEGUN;
    return Z_OK;
}

int git_unpack_end(z_streamp stream)
{
    return stream->state ? inflateEnd(stream) : Z_OK;
}
