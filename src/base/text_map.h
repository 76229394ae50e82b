/* Numbers by text: what an index is that knows things by their names. An entry is a third
 * of what a map of values takes, and borrows its text. */
#ifndef OFFPRINT_BASE_TEXT_MAP_H
#define OFFPRINT_BASE_TEXT_MAP_H

#include "base/arena.h"

#define TEXT_MAP_NONE UINT32_MAX /* no number that an entry may have */

struct text_entry {
    const char *ptr;
    uint32_t len, number;
};

/* All zeros: empty. */
struct text_map {
    struct text_entry *entries; /* in the order in which they came */
    uint32_t *slots; /* open addressing over entries, index + 1; NULL while they are few */
    size_t count, capacity, slot_count;
};

/* Another number for a text that is there already; text_map_add() leaves it its own. The
 * text lives as long as the map. False only when the arena is full, or 4 billion are there.
 */
bool text_map_set(struct arena *arena, struct text_map *map, struct str text,
                  size_t number);
bool text_map_add(struct arena *arena, struct text_map *map, struct str text,
                  size_t number);

/* TEXT_MAP_NONE: it is not there. */
uint32_t text_map_get(const struct text_map *map, struct str text);

static inline bool text_map_has(const struct text_map *map, struct str text)
{
    return text_map_get(map, text) != TEXT_MAP_NONE;
}

static inline struct str text_map_at(const struct text_map *map, size_t index)
{
    return str_make(map->entries[index].ptr, map->entries[index].len);
}

#endif
