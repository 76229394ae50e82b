/* Window: the bytes of a file by their place, of which few need to be in memory at once.
 *
 * Whoever looks through a file of any size asks for the bytes at a place and is given those
 * that lie there side by side. Of a text in memory that is all the rest; of a file some
 * 256 kB, which the next question may replace. Going on is cheap, and so is going back by a
 * little; any place may be asked for. Files are read and not mapped: who shortens a file
 * that is mapped ends the program. */
#ifndef OFFPRINT_BASE_WINDOW_H
#define OFFPRINT_BASE_WINDOW_H

#include "base/digest.h"
#include "base/reading.h"

#define WINDOW_ROOM_BYTES ((size_t)256 << 10)
#define WINDOW_BACK_BYTES ((size_t)64) /* what stays before the place asked for */

struct window {
    struct str here; /* what is there now */
    size_t at;       /* its place in the file */
    size_t size;     /* of the file */
    struct file_reading reading;
    char *room; /* NULL: all is there */
    size_t room_bytes;
    /* Else why the file could not be read all along: zeros stand for what is missing, and
     * what was found is worth nothing. */
    enum file_status status;
};

struct window window_of(struct str bytes); /* borrowed; nothing is to be closed */

/* A regular file below the root. False: it cannot be opened, or memory is gone. */
bool window_open(struct window *out, const struct root *root, struct str path);
/* One that is open, which the window closes in any case, with room for so many bytes of it,
 * at least four times WINDOW_BACK_BYTES. */
bool window_open_on(struct window *out, struct file_reading reading, size_t room_bytes);
void window_close(struct window *window);

/* Whether it is of a text, which is there and stays. */
static inline bool window_is_whole(const struct window *window)
{
    return !window->room;
}

/* Brings the bytes from `at` on, which is below `size`; for those below. */
void window_move(struct window *window, size_t at);

/* The byte at `at`, which is below `size`. */
static inline char window_byte(struct window *window, size_t at)
{
    if (at - window->at >= window->here.len) {
        window_move(window, at);
    }
    return window->here.ptr[at - window->at];
}

/* The bytes from `at` on and before `end`, as many as are there, but `least` where there
 * are so many before `end`; `least` is at most half of the room. Until the next question.
 */
struct str window_part(struct window *window, size_t at, size_t end, size_t least);

/* The place of the first `needle` from `at` on that ends at `end` or before; STR_NONE. */
size_t window_find(struct window *window, struct str needle, size_t at, size_t end);
/* The same of the last one that begins at `at` or behind. */
size_t window_find_last(struct window *window, struct str needle, size_t at, size_t end);

/* All bytes from `at` on and before `end`: the text's own, or in the arena, and then none
 * where that is full. */
struct str window_take(struct window *window, size_t at, size_t end, struct arena *arena);

/* False: the arena is full. */
bool window_digest(struct window *window, struct arena *arena, struct digests out);

#endif
