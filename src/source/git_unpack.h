/* zlib's calls as libgit2 makes them for the objects of packs, at less cost. For source/
 * only: git_watch.c gives them to the library.
 *
 * A pack's objects are many and small, and nearly all stand before zlib whole, with room
 * for all that comes of them. Those are unpacked by one state that is kept: libgit2 would
 * begin one for each, and asks for it in a way that takes a window of 32 KiB besides. What
 * is not whole, does not fit or is damaged gets a state of its own, as if there were none
 * kept: so each call gives what zlib's own would. */
#ifndef OFFPRINT_SOURCE_GIT_UNPACK_H
#define OFFPRINT_SOURCE_GIT_UNPACK_H

#include <stdbool.h>
#include <zlib.h>

/* zlib is fast as long as there is room for the longest copy that a stream may ask for. So
 * there always is, but what comes of large objects goes to its place directly. */
enum { GIT_UNPACK_SMALL_BYTES = 4096, GIT_UNPACK_COPY_BYTES = 258 };

/* What is kept; begins as zeros. */
struct git_unpacker {
    bool is_begun;
    z_stream stream;
    unsigned char room[GIT_UNPACK_SMALL_BYTES + GIT_UNPACK_COPY_BYTES];
};

void git_unpacker_clear(struct git_unpacker *unpacker);

/* As inflateInit(), inflate(), inflateReset() and inflateEnd(). NULL: nothing is kept. */
int git_unpack_begin(z_streamp stream);
int git_unpack(struct git_unpacker *unpacker, z_streamp stream, int flush);
int git_unpack_again(z_streamp stream);
int git_unpack_end(z_streamp stream);

#endif
