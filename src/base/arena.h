/* Memory that is freed all at once.
 *
 * An arena hands out aligned pieces of growing blocks and frees them together.
 * It has a ceiling in bytes; past it, or when the system has no more, a call
 * gives NULL and `arena_failed` stays true until the arena is reset. Callers
 * that build many small things may check once at the end of a step. */
#ifndef OFFPRINT_BASE_ARENA_H
#define OFFPRINT_BASE_ARENA_H

#include "base/str.h"

struct arena_block;
struct budget;
struct buf;

struct arena {
    struct arena_block *block; /* newest first */
    char *next, *end;          /* free room in the newest block */
    size_t used_bytes;         /* taken from the system so far */
    size_t limit_bytes;        /* 0: no ceiling */
    struct budget *budget;     /* that it takes from with others; NULL: none */
    struct arena *below;       /* those within it, the newest first */
    struct arena *beside;      /* the next of them */
    bool failed;
};

void arena_init(struct arena *arena, size_t limit_bytes);
/* Takes from `budget`, which lives as long; NULL: none. */
void arena_init_within(struct arena *arena, size_t limit_bytes, struct budget *budget);
void arena_clear(struct arena *arena); /* frees everything; ready for use again */

/* One within the arena, of its budget, which goes with it, and may be cleared before. NULL
 * when full. */
struct arena *arena_new_below(struct arena *arena);

/* Empties the arena but keeps its newest block: for scratch memory used in a loop. */
void arena_reset(struct arena *arena);

/* Takes over all that `other` holds, which is empty then, and its failure; `other` takes
 * from the same budget or from a share of it, which it leaves. */
void arena_adopt(struct arena *arena, struct arena *other);

/* Zeroed memory for `count` things of `size` bytes, aligned for any type but long double.
 * NULL when full.
 */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                                    \
    ((type *)arena_alloc((arena), (count), sizeof(type)))

/* Takes a block of so many bytes for what comes next. False when full. */
bool arena_reserve(struct arena *arena, size_t bytes);

/* Lets the newest piece, of `bytes`, have `wanted` bytes where it lies; what is gained is
 * not zeroed. False: it is not the newest, or there is no room behind it. */
bool arena_resize(struct arena *arena, void *piece, size_t bytes, size_t wanted);

/* A copy of `s`, with a NUL after it that is not counted. Empty when full. */
struct str arena_str(struct arena *arena, struct str s);

/* The buffer's text, as arena_str(); the buffer is cleared. Of one that failed the arena
 * fails, too. */
struct str arena_take(struct arena *arena, struct buf *take_buf);

/* A copy as a C string, for the edge of a foreign library. NULL when full. */
const char *arena_cstr(struct arena *arena, struct str s);

/* Formatted text. Empty when full. */
__attribute__((format(printf, 2, 3))) struct str arena_format(struct arena *arena,
                                                              const char *format, ...);

/* Room for one more in a growing array: `*items` holds `count` things of `size`
 * bytes in room for `*capacity`, in this arena; when full it is doubled, where it stands or
 * elsewhere. The old place is gone then: nothing may point there. False when the arena is
 * full. */
bool arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                size_t size);

/* The piece of `bytes` is needed no longer. A large one has a block of its own, which the
 * system has back at once; others stay until all goes. */
void arena_let_go(struct arena *arena, const void *piece, size_t bytes);

/* What libraries gave back, and malloc keeps for the next one who asks, goes to the system,
 * which takes about a millisecond. */
void arena_trim(void);

/* Whether the arena handed out what stands at `memory`. Takes a step a block. */
bool arena_holds(const struct arena *arena, const void *memory);

bool arena_failed(const struct arena *arena);

#endif
