/* A change of a zone in one number, as locale/pack_zones.c makes it and zone.c reads it:
 * when, and which state of clocks holds from then on. Packed changes have the order of
 * time. For these two files only. */
#ifndef OFFPRINT_BASE_ZONE_CHANGE_H
#define OFFPRINT_BASE_ZONE_CHANGE_H

#include <stddef.h>
#include <stdint.h>

#define ZONE_FIRST_SECONDS INT64_C(-2208988800) /* 1900, when all zones begin */
#define ZONE_STATE_BITS 16

static inline uint64_t zone_change_pack(int64_t seconds, size_t state)
{
    return (uint64_t)(seconds - ZONE_FIRST_SECONDS) << ZONE_STATE_BITS | state;
}

static inline int64_t zone_change_seconds(uint64_t change)
{
    return (int64_t)(change >> ZONE_STATE_BITS) + ZONE_FIRST_SECONDS;
}

static inline size_t zone_change_state(uint64_t change)
{
    return change & ((1u << ZONE_STATE_BITS) - 1);
}

#endif
