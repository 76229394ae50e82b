/* Each piece stands behind its size. What is small stays until all goes. */
#include "press/press_memory.h"

#define HEAD_BYTES 16 /* a size, and the alignment of what is behind it */
#define SMALL_BYTES 1024
#define LARGE_BYTES_MOST ((size_t)64 << 20) /* together; what wants more is no profile */
#define SMALL_RESERVE_BYTES                                                                \
    ((size_t)512 << 10) /* four times what any profile tried has taken                          \
                         */

bool press_memory_open(struct press_memory *memory, const struct arena *arena)
{
    arena_init_within(&memory->small, 0, arena->budget);
    arena_init_within(&memory->large, 0, arena->budget);
    return arena_reserve(&memory->small, SMALL_RESERVE_BYTES);
}

void press_memory_clear(struct press_memory *memory)
{
    arena_clear(&memory->small);
    arena_clear(&memory->large);
}

static size_t size_of(const void *piece)
{
    size_t bytes;
    memcpy(&bytes, (const char *)piece - HEAD_BYTES, sizeof bytes);
    return bytes;
}

void *press_memory_take(struct press_memory *memory, size_t bytes)
{
    bool is_small = bytes <= SMALL_BYTES;
    size_t used = memory->large.used_bytes;
    if (!is_small && (used > LARGE_BYTES_MOST || bytes > LARGE_BYTES_MOST - used)) {
        return NULL;
    }
    char *piece =
        arena_alloc(is_small ? &memory->small : &memory->large, HEAD_BYTES + bytes, 1);
    if (!piece) {
        return NULL;
    }
    memcpy(piece, &bytes, sizeof bytes);
    return piece + HEAD_BYTES;
}

void *press_memory_resize(struct press_memory *memory, void *piece, size_t bytes)
{
    if (piece && bytes <= size_of(piece)) {
        return piece;
    }
    void *wider = press_memory_take(memory, bytes);
    if (piece && wider) {
        memcpy(wider, piece, size_of(piece));
        press_memory_give_back(memory, piece);
    }
    return wider;
}

void press_memory_give_back(struct press_memory *memory, void *piece)
{
    if (piece && size_of(piece) > SMALL_BYTES) {
        arena_let_go(&memory->large, (char *)piece - HEAD_BYTES,
                     HEAD_BYTES + size_of(piece));
    }
}
