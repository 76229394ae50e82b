/* Entries keep no hash: what is found is compared by its length first, and a table that
 * grows hashes anew, about once for each entry in the end. */
#include "base/text_map.h"

#include "base/hash.h"

#define FEW 8

/* Of the text, or the free one where it belongs. */
static uint32_t *find_slot(const struct text_map *map, struct str text, uint64_t hash)
{
    size_t mask = map->slot_count - 1, at = hash & mask;
    while (map->slots[at] && !str_eq(text_map_at(map, map->slots[at] - 1), text)) {
        at = (at + 1) & mask;
    }
    return &map->slots[at];
}

static struct text_entry *find(const struct text_map *map, struct str text, uint64_t hash)
{
    if (map->slots) {
        uint32_t found = *find_slot(map, text, hash);
        return found ? &map->entries[found - 1] : NULL;
    }
    for (size_t i = 0; i < map->count; i++) {
        if (str_eq(text_map_at(map, i), text)) {
            return &map->entries[i];
        }
    }
    return NULL;
}

/* At most two of three slots are taken. */
static bool grow_slots(struct arena *arena, struct text_map *map)
{
    if (map->count < FEW || (map->count + 1) * 3 < map->slot_count * 2) {
        return true;
    }
    size_t count = map->slots ? map->slot_count * 2 : (size_t)FEW * 4;
    uint32_t *slots = ARENA_ARRAY(arena, uint32_t, count);
    if (!slots) {
        return false;
    }
    if (map->slots) {
        arena_let_go(arena, map->slots, map->slot_count * sizeof *slots);
    }
    map->slots = slots;
    map->slot_count = count;
    for (size_t i = 0; i < map->count; i++) {
        struct str text = text_map_at(map, i);
        *find_slot(map, text, hash_text(text)) = (uint32_t)(i + 1);
    }
    return true;
}

static bool append(struct arena *arena, struct text_map *map, struct str text,
                   uint64_t hash, size_t number)
{
    if (text.len >= UINT32_MAX || map->count >= UINT32_MAX - 1) {
        arena->failed = true;
        return false;
    }
    if (!grow_slots(arena, map) || !arena_grow(arena, &map->entries, map->count,
                                               &map->capacity, sizeof *map->entries)) {
        return false;
    }
    map->entries[map->count++] =
        (struct text_entry){text.ptr, (uint32_t)text.len, (uint32_t)number};
    if (map->slots) {
        *find_slot(map, text, hash) = (uint32_t)map->count;
    }
    return true;
}

bool text_map_set(struct arena *arena, struct text_map *map, struct str text, size_t number)
{
    uint64_t hash = hash_text(text);
    struct text_entry *entry = find(map, text, hash);
    if (entry) {
        entry->number = (uint32_t)number;
    }
    return entry || append(arena, map, text, hash, number);
}

bool text_map_add(struct arena *arena, struct text_map *map, struct str text, size_t number)
{
    uint64_t hash = hash_text(text);
    return find(map, text, hash) || append(arena, map, text, hash, number);
}

uint32_t text_map_get(const struct text_map *map, struct str text)
{
    const struct text_entry *entry = find(map, text, hash_text(text));
    return entry ? entry->number : TEXT_MAP_NONE;
}
