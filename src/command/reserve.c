/* Pieces are cut off the reserve one after the other, by any thread, and never come back:
 * the run ends soon. */
#include "command/reserve.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uclean.h>

/* Far more than a run takes before it notices; pages that nobody touches cost nothing. */
#define RESERVE_BYTES ((size_t)1 << 20)
#define HEAD_BYTES 16 /* keeps a piece's length, and its alignment */

static _Alignas(HEAD_BYTES) char reserve[RESERVE_BYTES];
static atomic_size_t used;

static bool is_reserve(const char *piece)
{
    return piece && piece >= reserve && piece < reserve + RESERVE_BYTES;
}

static void *take_reserve(size_t bytes)
{
    if (bytes > RESERVE_BYTES - 2 * HEAD_BYTES) {
        return NULL;
    }
    size_t whole = HEAD_BYTES + (bytes + HEAD_BYTES - 1) / HEAD_BYTES * HEAD_BYTES;
    size_t at = atomic_load(&used);
    do {
        if (whole > RESERVE_BYTES - at) {
            return NULL;
        }
    } while (!atomic_compare_exchange_weak(&used, &at, at + whole));
    memcpy(reserve + at, &bytes, sizeof bytes);
    return reserve + at + HEAD_BYTES;
}

static void *U_CALLCONV take(const void *context, size_t bytes)
{
    (void)context;
    void *piece = malloc(bytes);
    return piece || bytes == 0 ? piece : take_reserve(bytes);
}

static void U_CALLCONV give_back(const void *context, void *piece)
{
    (void)context;
    if (!is_reserve(piece)) {
        free(piece);
    }
}

/* Of a piece of malloc's that cannot grow the reserve takes a copy: no more is read of it
 * than malloc says it has. */
static void *U_CALLCONV resize(const void *context, void *piece, size_t bytes)
{
    (void)context;
    size_t had = 0;
    if (is_reserve(piece)) {
        memcpy(&had, (char *)piece - HEAD_BYTES, sizeof had);
    } else {
        void *grown = realloc(piece, bytes);
        if (grown || bytes == 0) {
            return grown;
        }
        had = malloc_usable_size(piece);
    }
    void *copy = take_reserve(bytes);
    if (copy && had) {
        memcpy(copy, piece, had < bytes ? had : bytes);
        give_back(context, piece);
    }
    return copy;
}

void reserve_open(void)
{
    UErrorCode status = U_ZERO_ERROR;
    u_setMemoryFunctions(NULL, take, resize, give_back, &status);
}
