/* Zones: the time zone that a site names, as a table of its changes.
 *
 * Made of ICU's data when offprint is built; the process's own zone is never asked. A zone
 * that is NULL is UTC. */
#ifndef OFFPRINT_BASE_ZONE_H
#define OFFPRINT_BASE_ZONE_H

#include "base/date.h"

struct zone;

/* The zone of an IANA name ("America/Chicago"). NULL: there is none of that name. */
const struct zone *zone_find(struct str name);

/* Seconds east of UTC at `seconds` since 1970. */
int32_t zone_offset(const struct zone *zone, int64_t seconds);

/* What clocks show then: "CST", "+09"; of UTC "UTC". */
struct str zone_abbreviation(const struct zone *zone, int64_t seconds);

/* When clocks show `local`, seconds since 1970 by the clock. An hour that comes twice is
 * its second; one that is left out lies as far behind the change as it says. */
int64_t zone_from_local(const struct zone *zone, int64_t local);

/* A moment as the zone's clocks show it; one without a zone of its own is theirs. */
void zone_settle(const struct zone *zone, struct moment *moment); /* keeps its own zone */
void zone_localize(const struct zone *zone, struct moment *moment);

#endif
