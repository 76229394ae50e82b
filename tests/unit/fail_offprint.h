/* One call for memory that fails: for programs linked with --wrap for each of the arena's
 * functions below. Calls from within base/arena.c itself are not seen. */
#ifndef OFFPRINT_TESTS_FAIL_H
#define OFFPRINT_TESTS_FAIL_H

#include "base/arena.h"

static size_t calls_left; /* the call that brings it to 0 fails */
static bool call_failed;

static inline bool fail_now(struct arena *arena)
{
    bool now = calls_left > 0 && --calls_left == 0;
    call_failed = call_failed || now;
    arena->failed = arena->failed || now;
    return now;
}

void *__real_arena_alloc(struct arena *arena, size_t count, size_t size);
void *__wrap_arena_alloc(struct arena *arena, size_t count, size_t size);
bool __real_arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                       size_t size);
bool __wrap_arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                       size_t size);
struct str __real_arena_str(struct arena *arena, struct str s);
struct str __wrap_arena_str(struct arena *arena, struct str s);

void *__wrap_arena_alloc(struct arena *arena, size_t count, size_t size)
{
    return fail_now(arena) ? NULL : __real_arena_alloc(arena, count, size);
}

bool __wrap_arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                       size_t size)
{
    return !fail_now(arena) && __real_arena_grow(arena, items, count, capacity, size);
}

struct str __wrap_arena_str(struct arena *arena, struct str s)
{
    return fail_now(arena) ? (struct str){0} : __real_arena_str(arena, s);
}

#endif
