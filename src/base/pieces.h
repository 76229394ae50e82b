/* Pieces: the bytes of a file that is made, as they lie where they came about, so that the
 * file need not lie in memory once more to be whole.
 *
 * What is only needed for it is put aside here: in memory, and past a limit in a file of
 * the output folder that has no name there and ends with its process. */
#ifndef OFFPRINT_BASE_PIECES_H
#define OFFPRINT_BASE_PIECES_H

#include "base/buf.h"
#include "base/report.h"

#define PIECES_HELD_BYTES ((size_t)8 << 20) /* past which memory holds no more of it */

/* Where to put what memory is not to hold. */
struct aside {
    const char *folder; /* made when it is absent; NULL: in memory all the same */
    bool unread;        /* nobody asks for the bytes: they may go */
};

/* Takes the next bytes of the file; false: no more of them. */
typedef bool pieces_sink(void *data, struct str bytes);

enum pieces_end {
    PIECES_SENT,
    PIECES_STOPPED, /* by the sink */
    PIECES_FAILED,  /* reported */
};

struct pieces {
    struct aside aside;
    struct buf held; /* put aside, and not in the file yet; `kept_in` is its user's */
    uint64_t filed;  /* bytes in the file */
    int fd;          /* -1: none yet */
    bool made_folder;
    size_t held_limit_bytes; /* 0: PIECES_HELD_BYTES */
    struct buf list;         /* of struct piece */
    size_t byte_count;       /* of the file that they make */
    /* Sends the bytes of a `far` piece. */
    enum pieces_end (*send)(const void *data, const void *far, pieces_sink *sink,
                            void *sink_data, struct report *report);
    const void *send_data;
};

/* Bytes that are put aside. */
struct aside_range {
    uint64_t at;
    size_t len;
};

void pieces_init(struct pieces *pieces, struct aside aside);
void pieces_clear(struct pieces *pieces); /* harmless on zeros with an `fd` of -1 */

/* From here on it outlives the arena that `held` was kept in. */
void pieces_outlive(struct pieces *pieces);

/* Puts aside what was added to `held` from `from` on, which was its length. False: a system
 * error is in the report. */
bool pieces_put_aside(struct pieces *pieces, size_t from, struct aside_range *out,
                      struct report *report);

/* Where there is a file already, what is held goes there, too, and its memory is free.
 * False: a system error is in the report. */
bool pieces_let_go(struct pieces *pieces, struct report *report);

/* What was put aside last is not needed: its room is the next one's. */
void pieces_take_back(struct pieces *pieces, struct aside_range range);

/* Appends to `out` what was put aside. False: reported. */
bool pieces_read_aside(const struct pieces *pieces, struct aside_range range,
                       struct buf *out, struct report *report);

/* The next bytes of the file: in memory, borrowed as long as it lives; put aside; those
 * that `send` gives, so many; or another file, which lives as long and is whole. */
void pieces_add(struct pieces *pieces, struct str bytes);
void pieces_add_aside(struct pieces *pieces, struct aside_range range);
void pieces_add_far(struct pieces *pieces, const void *far, size_t len);
void pieces_add_pieces(struct pieces *pieces, const struct pieces *other);
/* The same of what is put aside in another one. */
void pieces_add_part(struct pieces *pieces, const struct pieces *other,
                     struct aside_range range);
bool pieces_ok(const struct pieces *pieces); /* memory sufficed for them */

/* The whole file, some 100 kB at a time. */
enum pieces_end pieces_send(const struct pieces *pieces, pieces_sink *sink, void *data,
                            struct report *report);

/* The same into one buffer. False: reported. */
bool pieces_join(const struct pieces *pieces, struct buf *out, struct report *report);

/* The same, and the pieces are cleared; `out` is new. */
bool pieces_become(struct pieces *pieces, struct buf *out, struct report *report);

#endif
