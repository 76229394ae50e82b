/* Pieces are cut from blocks that double up to half a megabyte; a piece that would waste
 * much of a block gets one of its own behind the newest. Relies on callers who ask for a
 * failure once. The only file but buf.c, report.c and file.c that takes memory from the
 * system. */
#define _GNU_SOURCE /* MAP_ANONYMOUS */

#include "base/arena.h"

#include "base/budget.h"
#include "base/buf.h"
#include "base/size.h"

#include <errno.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#define FORMAT_SMALL_BYTES 256
#define FIRST_BLOCK_BYTES ((size_t)8 << 10)
#define LARGEST_BLOCK_BYTES ((size_t)512 << 10)
#define MAPPED_BYTES ((size_t)128 << 10)
#define LARGE_ITEM_BYTES 32 /* of which few are likely: an array begins small */
#define ALIGNMENT ((size_t)8)

/* max_align_t asks for twice as much, for the sake of long double alone, and each second
 * text or small thing would have as much of it for nothing. */
_Static_assert(ALIGNMENT >= alignof(void *) && ALIGNMENT >= alignof(double) &&
                   ALIGNMENT >= alignof(long long),
               "aligned for what is kept");

struct arena_block {
    struct arena_block *older;
    size_t bytes;
    alignas(ALIGNMENT) char data[];
};

/* Under a sanitizer hidden bytes stand behind each piece, and an array that has moved is
 * hidden: it then tells who reads past an end, or where nothing is any more. */
#ifdef __has_feature
#define SANITIZED __has_feature(address_sanitizer)
#define THREADS_WATCHED __has_feature(thread_sanitizer)
#else
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#else
#define SANITIZED 0
#endif
#ifdef __SANITIZE_THREAD__
#define THREADS_WATCHED 1
#else
#define THREADS_WATCHED 0
#endif
#endif
#if SANITIZED
#define GAP_BYTES 16
#include <sanitizer/asan_interface.h>
#define HIDE(bytes, count) __asan_poison_memory_region(bytes, count)
#define SHOW(bytes, count) __asan_unpoison_memory_region(bytes, count)
#else
#define GAP_BYTES 0
#define HIDE(bytes, count) ((void)(bytes), (void)(count))
#define SHOW(bytes, count) ((void)(bytes), (void)(count))
#endif

void arena_init(struct arena *arena, size_t limit_bytes)
{
    arena_init_within(arena, limit_bytes, NULL);
}

void arena_init_within(struct arena *arena, size_t limit_bytes, struct budget *budget)
{
    *arena = (struct arena){.limit_bytes = limit_bytes, .budget = budget};
}

/* Large blocks are mapped: the system has each back as soon as it is free, whatever stands
 * behind it, and what is never written in it costs nothing. Sanitizers know leaks from
 * malloc's memory alone; and of an address that the system gives another thread, for a file
 * that is mapped, they do not know that it was given back before. */
static bool is_mapped(size_t bytes)
{
    return !SANITIZED && !THREADS_WATCHED && bytes > MAPPED_BYTES;
}

static void *take_system(size_t bytes, bool zeroed)
{
    if (!is_mapped(bytes)) {
        return zeroed ? calloc(1, bytes) : malloc(bytes);
    }
    void *block =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block == MAP_FAILED ? NULL : block;
}

static void give_system(void *block, size_t bytes)
{
    if (is_mapped(bytes)) {
        (void)munmap(block, bytes);
    } else {
        free(block);
    }
}

/* Gives the block that comes behind it. */
static struct arena_block *free_block(struct arena *arena, struct arena_block *block)
{
    struct arena_block *older = block->older;
    size_t bytes = block->bytes + sizeof *block;
    arena->used_bytes -= bytes;
    budget_give(arena->budget, bytes);
    SHOW(block->data, block->bytes);
    give_system(block, bytes);
    return older;
}

/* They lie in the arena's own blocks. */
static void clear_below(struct arena *arena)
{
    for (struct arena *below = arena->below; below; below = below->beside) {
        arena_clear(below);
    }
    arena->below = NULL;
}

struct arena *arena_new_below(struct arena *arena)
{
    struct arena *below = ARENA_NEW(arena, struct arena);
    if (below) {
        arena_init_within(below, 0, arena->budget);
        below->beside = arena->below;
        arena->below = below;
    }
    return below;
}

void arena_clear(struct arena *arena)
{
    struct arena *beside = arena->beside;
    clear_below(arena);
    for (struct arena_block *block = arena->block; block;) {
        block = free_block(arena, block);
    }
    arena_init_within(arena, arena->limit_bytes, arena->budget);
    arena->beside = beside;
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->block;
    clear_below(arena);
    if (!kept) {
        arena->failed = false;
        return;
    }
    for (struct arena_block *block = kept->older; block;) {
        block = free_block(arena, block);
    }
    kept->older = NULL;
    SHOW(kept->data, kept->bytes);
    arena->next = kept->data;
    arena->end = kept->data + kept->bytes;
    arena->failed = false;
}

/* What it took is taken from the same budget, but no longer from shares of it. */
static void leave_shares(struct arena *arena, struct budget *budget)
{
    for (struct budget *at = arena->budget; at && at != budget; at = at->whole) {
        at->used_bytes -= arena->used_bytes;
    }
    arena->budget = budget;
}

void arena_adopt(struct arena *arena, struct arena *other)
{
    struct arena_block *oldest = other->block;
    while (oldest && oldest->older) {
        oldest = oldest->older;
    }
    if (oldest && arena->block) {
        oldest->older = arena->block->older;
        arena->block->older = other->block;
    } else if (oldest) {
        arena->block = other->block;
        arena->next = other->next;
        arena->end = other->end;
    }
    arena->used_bytes += other->used_bytes;
    arena->failed = arena->failed || other->failed;
    for (struct arena *below = other->below, *next; below; below = next) {
        next = below->beside;
        leave_shares(below, arena->budget);
        below->beside = arena->below;
        arena->below = below;
    }
    struct budget *share = other->budget;
    leave_shares(other, arena->budget);
    arena_init_within(other, other->limit_bytes, share);
}

static struct arena_block *take_block(struct arena *arena, size_t bytes, bool zeroed)
{
    if (!budget_take(arena->budget, bytes)) {
        return NULL;
    }
    int before = errno;
    struct arena_block *block = take_system(bytes, zeroed);
    if (!block) {
        budget_give(arena->budget, bytes);
    } else {
        errno = before; /* base/memory_watch.h */
    }
    return block;
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
    bool own = need > LARGEST_BLOCK_BYTES / 2 && arena->block;
    struct arena_block *block = take_block(arena, bytes, own);
    if (!block) {
        return false;
    }
    arena->used_bytes = used;
    block->bytes = room;
    if (own) {
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

/* With the gap, to the next multiple of the alignment. */
static bool round_up(size_t bytes, size_t *out)
{
    if (!size_add(bytes, GAP_BYTES + ALIGNMENT - 1, &bytes)) {
        return false;
    }
    *out = bytes & ~(ALIGNMENT - 1);
    return true;
}

bool arena_resize(struct arena *arena, void *piece, size_t bytes, size_t wanted)
{
    char *start = piece;
    size_t taken, needed;
    if (!round_up(bytes, &taken) || !round_up(wanted, &needed) ||
        start + taken != arena->next || needed > (size_t)(arena->end - start)) {
        return false;
    }
    arena->next = start + needed;
    SHOW(start, wanted);
    HIDE(start + wanted, needed - wanted);
    return true;
}

bool arena_reserve(struct arena *arena, size_t bytes)
{
    bool ok = bytes <= (size_t)(arena->end - arena->next) || add_block(arena, bytes);
    arena->failed = arena->failed || !ok;
    return ok;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes, taken;
    if (!size_mul(count, size, &bytes) || !round_up(bytes, &taken)) {
        arena->failed = true;
        return NULL;
    }
    if (taken > (size_t)(arena->end - arena->next)) {
        struct arena_block *before = arena->block;
        if (!add_block(arena, taken)) {
            arena->failed = true;
            return NULL;
        }
        if (arena->block == before) {
            HIDE(before->older->data + bytes, before->older->bytes - bytes);
            return before->older->data;
        }
    }
    char *piece = arena->next;
    arena->next += taken;
    SHOW(piece, bytes);
    HIDE(piece + bytes, taken - bytes);
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

/* Where the array is the newest piece, and its block has the room. */
static bool grow_in_place(struct arena *arena, char *items, size_t bytes, size_t wanted)
{
    if (!items || wanted < bytes || !arena_resize(arena, items, bytes, wanted)) {
        return false;
    }
    memset(items + bytes, 0, wanted - bytes);
    return true;
}

void arena_let_go(struct arena *arena, const void *piece, size_t bytes)
{
    const char *items = piece;
    size_t room;
    HIDE(items, bytes);
    if (!round_up(bytes, &room) || room <= LARGEST_BLOCK_BYTES / 2 || !arena->block) {
        return;
    }
    for (struct arena_block **at = &arena->block->older; *at; at = &(*at)->older) {
        if ((*at)->data == items && (*at)->bytes == room) {
            *at = free_block(arena, *at);
            return;
        }
    }
}

bool arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                size_t size)
{
    if (count < *capacity) {
        return true;
    }
    size_t wanted, bytes, half = *capacity;
    if (half == 0) {
        half = size < LARGE_ITEM_BYTES ? 4 : 1;
    }
    if (!size_mul(half, 2, &wanted) || !size_mul(wanted, size, &bytes)) {
        arena->failed = true;
        return false;
    }
    void *old;
    memcpy(&old, items, sizeof old);
    if (!grow_in_place(arena, old, *capacity * size, bytes)) {
        void *larger = arena_alloc(arena, wanted, size);
        if (!larger) {
            return false;
        }
        if (count) {
            memcpy(larger, old, count * size);
        }
        if (old) {
            arena_let_go(arena, old, *capacity * size);
        }
        memcpy(items, &larger, sizeof larger);
    }
    *capacity = wanted;
    return true;
}

void arena_trim(void)
{
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}

bool arena_holds(const struct arena *arena, const void *memory)
{
    const char *at = memory;
    for (const struct arena_block *block = arena->block; block; block = block->older) {
        if (at >= block->data && at < block->data + block->bytes) {
            return true;
        }
    }
    return false;
}

bool arena_failed(const struct arena *arena)
{
    return arena->failed;
}
