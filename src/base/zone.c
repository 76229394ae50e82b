/* Zones out of a table of their changes from 1900 to 2099, which locale/pack_zones.c makes
 * of ICU's data at build time: the library of ICU that tells them is a large one. */
#include "base/zone.h"

#include "base/zone_change.h"

struct state {
    int32_t offset;
    char abbreviation[8];
};

/* Its changes are a range of all; the first holds before itself, too. */
struct zone {
    char name[36];
    uint32_t first, count;
};

#include "zone_table.h"

const struct zone *zone_find(struct str name)
{
    size_t low = 0, high = sizeof zones / sizeof zones[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(str_from(zones[middle].name), name);
        if (order == 0) {
            return &zones[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

static const struct state *state_at(const struct zone *zone, int64_t seconds)
{
    const uint64_t *of_zone = changes + zone->first;
    size_t low = 0, high = zone->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone_change_seconds(of_zone[middle]) <= seconds) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &states[zone_change_state(of_zone[low])];
}

int32_t zone_offset(const struct zone *zone, int64_t seconds)
{
    return zone ? state_at(zone, seconds)->offset : 0;
}

struct str zone_abbreviation(const struct zone *zone, int64_t seconds)
{
    return zone ? str_from(state_at(zone, seconds)->abbreviation) : STR("UTC");
}

#define HALF_DAY 43200

int64_t zone_from_local(const struct zone *zone, int64_t local)
{
    int64_t before = local - zone_offset(zone, local - 2 * HALF_DAY);
    int64_t behind = local - zone_offset(zone, local + 2 * HALF_DAY);
    bool fits = zone_offset(zone, behind) == local - behind;
    return fits ? behind : before;
}

void zone_settle(const struct zone *zone, struct moment *moment)
{
    if (!moment->zoned) {
        moment->seconds = zone_from_local(zone, moment->seconds);
        zone_localize(zone, moment);
    }
}

void zone_localize(const struct zone *zone, struct moment *moment)
{
    moment->offset = zone_offset(zone, moment->seconds);
    moment->zoned = true;
}
