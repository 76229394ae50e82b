/* Pieces are cut from blocks that double up to half a megabyte; a piece that would waste
 * much of a block gets one of its own behind the newest. Relies on max_align_t being enough
 * for any type, and on callers who ask for a failure once. The only file but buf.c,
 * report.c and file.c that takes memory from the system. */
#include "base/arena.h"

#include "base/buf.h"
#include "base/size.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define FORMAT_SMALL_BYTES 256
#define FIRST_BLOCK_BYTES ((size_t)8 << 10)
#define LARGEST_BLOCK_BYTES ((size_t)512 << 10)
#define ALIGNMENT alignof(max_align_t)

struct arena_block {
    struct arena_block *older;
    size_t bytes;
    alignas(max_align_t) char data[];
};

void arena_init(struct arena *arena, size_t limit_bytes)
{
    *arena = (struct arena){.limit_bytes = limit_bytes};
}

void arena_clear(struct arena *arena)
{
    for (struct arena_block *block = arena->block; block;) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
    arena_init(arena, arena->limit_bytes);
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->block;
    if (!kept) {
        arena->failed = false;
        return;
    }
    for (struct arena_block *block = kept->older; block;) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
    kept->older = NULL;
    arena->next = kept->data;
    arena->end = kept->data + kept->bytes;
    arena->used_bytes = kept->bytes + sizeof *kept;
    arena->failed = false;
}

static bool add_block(struct arena *arena, size_t need)
{
    size_t room = arena->block ? arena->block->bytes * 2 : FIRST_BLOCK_BYTES;
    room = room > LARGEST_BLOCK_BYTES ? LARGEST_BLOCK_BYTES : room;
    room = room < need ? need : room;
    size_t bytes, used;
    if (!size_add(room, sizeof(struct arena_block), &bytes) ||
        !size_add(arena->used_bytes, bytes, &used) ||
        (arena->limit_bytes && used > arena->limit_bytes)) {
        return false;
    }
    struct arena_block *block = malloc(bytes);
    if (!block) {
        return false;
    }
    arena->used_bytes = used;
    block->bytes = room;
    if (need > LARGEST_BLOCK_BYTES / 2 && arena->block) {
        /* A large piece gets a block of its own; the newest keeps its free room. */
        block->older = arena->block->older;
        arena->block->older = block;
        return true;
    }
    block->older = arena->block;
    arena->block = block;
    arena->next = block->data;
    arena->end = block->data + room;
    return true;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (!size_mul(count, size, &bytes) || !size_add(bytes, ALIGNMENT - 1, &bytes)) {
        arena->failed = true;
        return NULL;
    }
    bytes &= ~(ALIGNMENT - 1);
    char *piece;
    if (bytes <= (size_t)(arena->end - arena->next)) {
        piece = arena->next;
        arena->next += bytes;
    } else {
        struct arena_block *before = arena->block;
        if (!add_block(arena, bytes)) {
            arena->failed = true;
            return NULL;
        }
        if (arena->block == before) {
            piece = before->older->data;
        } else {
            piece = arena->next;
            arena->next += bytes;
        }
    }
    return bytes ? memset(piece, 0, bytes) : piece;
}

struct str arena_str(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.len + 1, 1);
    if (!copy) {
        return (struct str){0};
    }
    if (s.len) {
        memcpy(copy, s.ptr, s.len);
    }
    return str_make(copy, s.len);
}

struct str arena_take(struct arena *arena, struct buf *take_buf)
{
    struct str kept = {0};
    if (buf_ok(take_buf)) {
        kept = arena_str(arena, buf_str(take_buf));
    } else {
        arena->failed = true;
    }
    buf_clear(take_buf);
    return kept;
}

struct str arena_line(struct arena *arena, struct str s)
{
    struct buf line = {.kept_in = arena};
    buf_add_line(&line, s);
    bool same = buf_ok(&line) && str_eq(buf_str(&line), s);
    struct str kept = same ? s : arena_str(arena, buf_str(&line));
    buf_clear(&line);
    return kept;
}

const char *arena_cstr(struct arena *arena, struct str s)
{
    return arena_str(arena, s).ptr;
}

struct str arena_format(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    char small[FORMAT_SMALL_BYTES];
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    char *text = len >= 0 ? arena_alloc(arena, (size_t)len + 1, 1) : NULL;
    if (text && (size_t)len < sizeof small) {
        memcpy(text, small, (size_t)len + 1);
    } else if (text) {
        (void)vsnprintf(text, (size_t)len + 1, format, again);
    }
    va_end(again);
    return str_make(text, text ? (size_t)len : 0);
}

bool arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                size_t size)
{
    if (count < *capacity) {
        return true;
    }
    size_t wanted;
    if (!size_mul(*capacity ? *capacity : 4, 2, &wanted)) {
        arena->failed = true;
        return false;
    }
    void *larger = arena_alloc(arena, wanted, size);
    if (!larger) {
        return false;
    }
    void *old;
    memcpy(&old, items, sizeof old);
    if (count) {
        memcpy(larger, old, count * size);
    }
    memcpy(items, &larger, sizeof larger);
    *capacity = wanted;
    return true;
}

bool arena_failed(const struct arena *arena)
{
    return arena->failed;
}
