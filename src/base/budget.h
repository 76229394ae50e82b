/* Budget: the memory that a run may take, whatever it is for.
 *
 * Arenas and buffers that are told of one take their memory from it and give it back. What
 * is asked for is counted, not what the system hands out, so that the same input comes to
 * the same end on every machine. What libraries take for themselves is not counted. */
#ifndef OFFPRINT_BASE_BUDGET_H
#define OFFPRINT_BASE_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

struct budget {
    size_t limit_bytes; /* 0: none */
    size_t used_bytes;
    bool crossed;         /* stays: something was asked for that it did not hold */
    struct budget *whole; /* that it is a share of, and lives as long; NULL: of none */
};

/* False: it does not hold so much more, or what it is a share of does not. `budget` may be
 * NULL, which holds all. */
static inline bool budget_take(struct budget *budget, size_t bytes)
{
    for (struct budget *at = budget; at; at = at->whole) {
        if (at->limit_bytes && (at->used_bytes > at->limit_bytes ||
                                bytes > at->limit_bytes - at->used_bytes)) {
            at->crossed = true;
            return false;
        }
    }
    for (struct budget *at = budget; at; at = at->whole) {
        at->used_bytes += bytes;
    }
    return true;
}

static inline void budget_give(struct budget *budget, size_t bytes)
{
    for (struct budget *at = budget; at; at = at->whole) {
        at->used_bytes -= bytes;
    }
}

#endif
