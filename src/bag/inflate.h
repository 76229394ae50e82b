/* Inflate: DEFLATE (RFC 1951) unpacked as it comes, through zlib, in bounded memory. */
#ifndef OFFPRINT_BAG_INFLATE_H
#define OFFPRINT_BAG_INFLATE_H

#include "base/arena.h"

struct inflater;

/* Lives in the arena with all that it takes. NULL when full. */
struct inflater *inflater_new(struct arena *arena);
void inflater_begin(struct inflater *inflater); /* a stream of its own */

enum inflate_end {
    INFLATE_MORE_ROOM,  /* `room` is full, or as good */
    INFLATE_MORE_INPUT, /* all of `packed` is taken */
    INFLATE_ENDED,      /* the stream's end; what is left in `packed` lies behind it */
    INFLATE_DAMAGED,
};

/* Unpacks into `room`, `*len` bytes of it; `*packed` is what was not taken. */
enum inflate_end inflater_run(struct inflater *inflater, struct str *packed, char *room,
                              size_t room_bytes, size_t *len);

#endif
