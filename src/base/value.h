/* Values: what YAML yields and Liquid reads.
 *
 * Nil, bool, integer, float, string, time, list, map. Values live in an arena and are
 * not changed once shared, except that lists and maps may grow while they are
 * being built. Maps keep the order of insertion; setting a key again replaces. */
#ifndef OFFPRINT_BASE_VALUE_H
#define OFFPRINT_BASE_VALUE_H

#include "base/arena.h"

enum value_kind {
    VALUE_NIL,
    VALUE_BOOL,
    VALUE_INTEGER,
    VALUE_FLOAT,
    VALUE_STRING,
    VALUE_TIME, /* as.string is how it prints: "2024-05-01", or with a clock and a zone */
    VALUE_LIST,
    VALUE_MAP,
};

struct value_map;
struct value_list;

struct value {
    enum value_kind kind;
    uint32_t line; /* in the file it was read from; 0: unknown */
    union {
        struct {
            bool boolean;
            bool is_no; /* false, written as "no": also the tag of a language */
        };
        int64_t integer;
        double real;
        struct str string;
        struct value_list *list;
        struct value_map *map;
    } as;
};

struct value_list {
    struct value *items;
    size_t count, capacity;
    bool is_range;   /* of a template: whole numbers, printed as "first..last" */
    bool is_passing; /* of a template: it is there for one round of a loop */
    int64_t range_first, range_last;
};

struct value_entry {
    struct str key;
    uint64_t hash;
    struct value value;
};

struct value_map {
    struct value_entry *entries; /* in order of insertion */
    size_t count, capacity;
    uint32_t *slots; /* open addressing over entries, index + 1; NULL while small */
    size_t slot_count;
    struct value_map *beyond; /* entries found by name alone; they may lead back here */
};

static inline struct value value_nil(void)
{
    return (struct value){.kind = VALUE_NIL};
}

static inline struct value value_bool(bool boolean)
{
    return (struct value){.kind = VALUE_BOOL, .as.boolean = boolean};
}

static inline struct value value_integer(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .as.integer = integer};
}

static inline struct value value_float(double real)
{
    return (struct value){.kind = VALUE_FLOAT, .as.real = real};
}

static inline struct value
value_string(struct str string) /* borrowed as long as the value */
{
    return (struct value){.kind = VALUE_STRING, .as.string = string};
}

static inline struct value value_time(struct str text) /* borrowed as long as the value */
{
    return (struct value){.kind = VALUE_TIME, .as.string = text};
}

/* Empty containers; nil when the arena is full. */
struct value value_list_new(struct arena *arena);
struct value value_map_new(struct arena *arena);

/* False only when the arena is full. `list` and `map` must be of that kind. */
bool value_list_add(struct arena *arena, struct value list, struct value item);
bool value_map_set(struct arena *arena, struct value map, struct str key,
                   struct value item);

/* An entry that does not count among those of `map`, but is found by its name. */
bool value_map_set_beyond(struct arena *arena, struct value map, struct str key,
                          struct value item);

/* The entry under `key`, or nil. Of anything but a map: nil. */
struct value value_get(struct value map, struct str key);
bool value_has(struct value map, struct str key);

size_t value_count(struct value value); /* items or entries; 0 for other kinds */
struct value value_at(struct value list, size_t index); /* nil when out of range */

/* The string, or how a time prints, or `otherwise` when it is neither. */
struct str value_text_or(struct value value, struct str otherwise);
bool value_is_true(struct value value); /* Liquid's truth: all but nil and false */

/* JSON text (RFC 8259) to values; false when it is not valid JSON, or memory is gone: then
 * the arena has failed. */
bool value_from_json(struct arena *arena, struct str json, struct value *out);
/* Where JSON has half a character alone (`\ud83d`, RFC 8259, 8.2), for which U+FFFD is
 * read; STR_NONE: nowhere. */
size_t value_json_half(struct str json, size_t from);

/* Behind which byte it stops being that; 0 where it is valid. */
size_t value_json_fault(struct str json);

/* One line of JSON-like text, for tests. */
struct buf;
void value_dump(struct value value, struct buf *out);

#endif
