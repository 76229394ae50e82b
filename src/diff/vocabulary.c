/* Numbers for words and for rows of them: two tables of open addressing. */
#include "diff/edition.h"

#include "base/hash.h"

#define FIRST_SLOTS 1024

struct table {
    uint32_t *slots; /* entry + 1; 0: free */
    uint64_t *hashes;
    struct str *keys;
    size_t slot_count, count, capacity, hash_capacity;
};

struct vocabulary {
    struct arena *arena;
    struct table words, rows;
};

static bool table_grow(struct arena *arena, struct table *table)
{
    size_t slot_count = table->slot_count ? table->slot_count * 2 : FIRST_SLOTS;
    uint32_t *slots = ARENA_ARRAY(arena, uint32_t, slot_count);
    if (!slots) {
        return false;
    }
    for (size_t i = 0; i < table->count; i++) {
        size_t at = table->hashes[i] & (slot_count - 1);
        while (slots[at]) {
            at = (at + 1) & (slot_count - 1);
        }
        slots[at] = (uint32_t)i + 1;
    }
    table->slots = slots;
    table->slot_count = slot_count;
    return true;
}

/* EDITION_NONE when the arena is full. */
static uint32_t table_number(struct arena *arena, struct table *table, struct str key)
{
    uint64_t hash = hash_text(key);
    if (table->count * 2 >= table->slot_count && !table_grow(arena, table)) {
        return EDITION_NONE;
    }
    size_t at = hash & (table->slot_count - 1);
    for (; table->slots[at]; at = (at + 1) & (table->slot_count - 1)) {
        uint32_t entry = table->slots[at] - 1;
        if (table->hashes[entry] == hash && str_eq(table->keys[entry], key)) {
            return entry;
        }
    }
    if (table->count >= EDITION_NONE - 1 ||
        !arena_grow(arena, &table->keys, table->count, &table->capacity,
                    sizeof *table->keys) ||
        !arena_grow(arena, &table->hashes, table->count, &table->hash_capacity,
                    sizeof *table->hashes)) {
        return EDITION_NONE;
    }
    table->keys[table->count] = arena_str(arena, key);
    table->hashes[table->count] = hash;
    table->slots[at] = (uint32_t)++table->count;
    return (uint32_t)table->count - 1;
}

struct vocabulary *vocabulary_new(struct arena *arena)
{
    struct vocabulary *vocabulary = ARENA_NEW(arena, struct vocabulary);
    if (vocabulary) {
        vocabulary->arena = arena;
    }
    return vocabulary;
}

uint32_t vocabulary_word(struct vocabulary *vocabulary, struct str word)
{
    return table_number(vocabulary->arena, &vocabulary->words, word);
}

uint32_t vocabulary_row(struct vocabulary *vocabulary, const uint32_t *words, size_t count)
{
    return table_number(vocabulary->arena, &vocabulary->rows,
                        str_make((const char *)words, count * sizeof *words));
}

uint32_t vocabulary_word_count(const struct vocabulary *vocabulary)
{
    return (uint32_t)vocabulary->words.count;
}

uint32_t vocabulary_row_count(const struct vocabulary *vocabulary)
{
    return (uint32_t)vocabulary->rows.count;
}
