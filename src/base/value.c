/* Values are small and copied; lists and maps stand in the arena and are shared by all who
 * hold them. A map keeps the order of its keys and grows a hash table when it has many.
 * JSON comes through jansson, which reads a decimal point whatever the locale says. */
#include "base/value.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/number.h"

#include <inttypes.h>
#include <jansson.h>
#include <pthread.h>

#define SMALL_MAP_COUNT 8

struct value value_list_new(struct arena *arena)
{
    struct value_list *list = ARENA_NEW(arena, struct value_list);
    return list ? (struct value){.kind = VALUE_LIST, .as.list = list} : value_nil();
}

struct value value_map_new(struct arena *arena)
{
    struct value_map *map = ARENA_NEW(arena, struct value_map);
    return map ? (struct value){.kind = VALUE_MAP, .as.map = map} : value_nil();
}

bool value_list_add(struct arena *arena, struct value value, struct value item)
{
    if (value.kind != VALUE_LIST) {
        return false;
    }
    struct value_list *list = value.as.list;
    if (!arena_grow(arena, &list->items, list->count, &list->capacity,
                    sizeof *list->items)) {
        return false;
    }
    list->items[list->count++] = item;
    return true;
}

static struct value_entry *find_entry(const struct value_map *map, struct str key,
                                      uint64_t hash)
{
    if (!map->slots) {
        for (size_t i = 0; i < map->count; i++) {
            if (map->entries[i].hash == hash && str_eq(map->entries[i].key, key)) {
                return &map->entries[i];
            }
        }
        return NULL;
    }
    for (size_t slot = hash & (map->slot_count - 1);;
         slot = (slot + 1) & (map->slot_count - 1)) {
        uint32_t index = map->slots[slot];
        if (index == 0) {
            return NULL;
        }
        struct value_entry *entry = &map->entries[index - 1];
        if (entry->hash == hash && str_eq(entry->key, key)) {
            return entry;
        }
    }
}

static void slot_insert(struct value_map *map, size_t index)
{
    size_t slot = map->entries[index].hash & (map->slot_count - 1);
    while (map->slots[slot]) {
        slot = (slot + 1) & (map->slot_count - 1);
    }
    map->slots[slot] = (uint32_t)(index + 1);
}

static bool grow_slots(struct arena *arena, struct value_map *map)
{
    if (map->count < SMALL_MAP_COUNT || map->count * 2 < map->slot_count) {
        return true;
    }
    size_t slot_count = map->slot_count ? map->slot_count * 2 : SMALL_MAP_COUNT * 4;
    uint32_t *slots = ARENA_ARRAY(arena, uint32_t, slot_count);
    if (!slots || map->count >= UINT32_MAX) {
        return false;
    }
    map->slots = slots;
    map->slot_count = slot_count;
    for (size_t i = 0; i < map->count; i++) {
        slot_insert(map, i);
    }
    return true;
}

bool value_map_set(struct arena *arena, struct value value, struct str key,
                   struct value item)
{
    if (value.kind != VALUE_MAP) {
        return false;
    }
    struct value_map *map = value.as.map;
    uint64_t hash = hash_text(key);
    struct value_entry *entry = find_entry(map, key, hash);
    if (entry) {
        entry->value = item;
        return true;
    }
    if (!grow_slots(arena, map) || !arena_grow(arena, &map->entries, map->count,
                                               &map->capacity, sizeof *map->entries)) {
        return false;
    }
    map->entries[map->count] = (struct value_entry){key, hash, item};
    if (map->slots) {
        slot_insert(map, map->count);
    }
    map->count++;
    return true;
}

bool value_map_set_beyond(struct arena *arena, struct value map, struct str key,
                          struct value item)
{
    if (map.kind != VALUE_MAP) {
        return false;
    }
    if (!map.as.map->beyond) {
        map.as.map->beyond = ARENA_NEW(arena, struct value_map);
    }
    struct value beyond = {.kind = VALUE_MAP, .as.map = map.as.map->beyond};
    return beyond.as.map && value_map_set(arena, beyond, key, item);
}

static const struct value_entry *find(struct value map, struct str key)
{
    if (map.kind != VALUE_MAP) {
        return NULL;
    }
    uint64_t hash = hash_text(key);
    const struct value_entry *entry = find_entry(map.as.map, key, hash);
    return entry || !map.as.map->beyond ? entry : find_entry(map.as.map->beyond, key, hash);
}

struct value value_get(struct value map, struct str key)
{
    const struct value_entry *entry = find(map, key);
    return entry ? entry->value : value_nil();
}

bool value_has(struct value map, struct str key)
{
    return find(map, key) != NULL;
}

size_t value_count(struct value value)
{
    return value.kind == VALUE_LIST  ? value.as.list->count
           : value.kind == VALUE_MAP ? value.as.map->count
                                     : 0;
}

struct value value_at(struct value list, size_t index)
{
    return list.kind == VALUE_LIST && index < list.as.list->count
               ? list.as.list->items[index]
               : value_nil();
}

struct str value_text_or(struct value value, struct str otherwise)
{
    bool is_text = value.kind == VALUE_STRING || value.kind == VALUE_TIME;
    return is_text ? value.as.string : otherwise;
}

bool value_is_true(struct value value)
{
    return value.kind != VALUE_NIL && !(value.kind == VALUE_BOOL && !value.as.boolean);
}

/* Of text with an integer that is too large, which was read with all of them as reals:
 * those that are whole are integers again. */
static struct value whole_again(double real)
{
    bool whole = real > -9e15 && real < 9e15 && (double)(int64_t)real == real;
    return whole ? value_integer((int64_t)real) : value_float(real);
}

/* Relies on jansson for the limit of depth. `all_reals`: a number was too large for an
 * integer, and all were read as reals. */
static struct value from_json(struct arena *arena, json_t *json, bool all_reals)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT: {
        struct value map = value_map_new(arena);
        void *cursor = json_object_iter(json);
        for (; cursor; cursor = json_object_iter_next(json, cursor)) {
            struct str key = arena_str(arena, str_from(json_object_iter_key(cursor)));
            if (!value_map_set(
                    arena, map, key,
                    from_json(arena, json_object_iter_value(cursor), all_reals))) {
                break;
            }
        }
        return map;
    }
    case JSON_ARRAY: {
        struct value list = value_list_new(arena);
        for (size_t i = 0; i < json_array_size(json); i++) {
            if (!value_list_add(arena, list,
                                from_json(arena, json_array_get(json, i), all_reals))) {
                break;
            }
        }
        return list;
    }
    case JSON_STRING:
        return value_string(
            arena_str(arena, str_make(json_string_value(json), json_string_length(json))));
    case JSON_INTEGER: return value_integer(json_integer_value(json));
    case JSON_REAL:
        return all_reals ? whole_again(json_real_value(json))
                         : value_float(json_real_value(json));
    case JSON_TRUE: return value_bool(true);
    case JSON_FALSE: return value_bool(false);
    case JSON_NULL: return value_nil();
    }
    return value_nil();
}

/* jansson leaves out of a text what had no room, and clears errno while it reads numbers:
 * so its memory comes through here, from the functions that it had before. */
static _Thread_local bool json_lost;
static json_malloc_t json_take;

static void *take_for_json(size_t bytes)
{
    void *piece = json_take(bytes);
    json_lost = json_lost || !piece;
    return piece;
}

static void watch_json(void)
{
    json_free_t give;
    json_get_alloc_funcs(&json_take, &give);
    json_set_alloc_funcs(take_for_json, give);
}

/* What `\uXXXX` at `at` stands for; UINT32_MAX: there is no such escape. */
static uint32_t escape_at(struct str text, size_t at)
{
    uint32_t code = 0;
    if (at + 6 > text.len || text.ptr[at] != '\\' || text.ptr[at + 1] != 'u') {
        return UINT32_MAX;
    }
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = ascii_hex_digit(text.ptr[i]);
        if (digit < 0) {
            return UINT32_MAX;
        }
        code = code * 16 + (uint32_t)digit;
    }
    return code;
}

size_t value_json_half(struct str text, size_t from)
{
    for (size_t at = from; (at = str_find_byte(text, '\\', at)) != STR_NONE;) {
        uint32_t code = escape_at(text, at);
        bool first = code >= 0xD800 && code < 0xDC00;
        uint32_t next = first ? escape_at(text, at + 6) : UINT32_MAX;
        bool pair = next >= 0xDC00 && next < 0xE000;
        if (code >= 0xD800 && code < 0xE000 && !pair) {
            return at;
        }
        at += pair ? 12 : code == UINT32_MAX ? 2 : 6;
    }
    return STR_NONE;
}

/* With U+FFFD for halves of characters, each in its place; the text itself where it has
 * none. */
static struct str without_halves(struct arena *arena, struct str text)
{
    size_t at = value_json_half(text, 0);
    char *copy = at == STR_NONE ? NULL : ARENA_ARRAY(arena, char, text.len);
    if (!copy) {
        return text;
    }
    memcpy(copy, text.ptr, text.len);
    for (; at != STR_NONE; at = value_json_half(text, at + 6)) {
        memcpy(copy + at + 2, "fffd", 4);
    }
    return str_make(copy, text.len);
}

bool value_from_json(struct arena *arena, struct str text, struct value *out)
{
    static pthread_once_t watched = PTHREAD_ONCE_INIT;
    json_error_t error;
    size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
    text = without_halves(arena, text);
    const char *bytes = text.ptr ? text.ptr : "";
    (void)pthread_once(&watched, watch_json);
    json_lost = false;
    json_t *json = json_loadb(bytes, text.len, flags, &error);
    bool all_reals = !json && json_error_code(&error) == json_error_numeric_overflow;
    if (all_reals) {
        json = json_loadb(bytes, text.len, flags | JSON_DECODE_INT_AS_REAL, &error);
    }
    if (json && !json_lost) {
        *out = from_json(arena, json, all_reals);
    }
    arena->failed |= json_lost; /* else the text would be at fault */
    bool read = json && !arena_failed(arena);
    json_decref(json);
    return read;
}

size_t value_json_fault(struct str text)
{
    json_error_t error = {.position = 0};
    json_t *json =
        json_loadb(text.ptr ? text.ptr : "", text.len,
                   JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &error);
    bool whole = json != NULL;
    json_decref(json);
    size_t at = !whole && error.position > 0 ? (size_t)error.position : 0;
    return at < text.len ? at : text.len;
}

void value_dump(struct value value, struct buf *out)
{
    switch (value.kind) {
    case VALUE_NIL: buf_add_text(out, "nil"); break;
    case VALUE_BOOL: buf_add_text(out, value.as.boolean ? "true" : "false"); break;
    case VALUE_INTEGER: buf_add_format(out, "%" PRId64, value.as.integer); break;
    case VALUE_FLOAT: number_add_real(out, value.as.real); break;
    case VALUE_TIME: buf_add(out, value.as.string); break;
    case VALUE_STRING:
        buf_add_byte(out, '"');
        buf_add(out, value.as.string);
        buf_add_byte(out, '"');
        break;
    case VALUE_LIST:
        buf_add_byte(out, '[');
        for (size_t i = 0; i < value.as.list->count; i++) {
            buf_add_text(out, i ? ", " : "");
            value_dump(value.as.list->items[i], out);
        }
        buf_add_byte(out, ']');
        break;
    case VALUE_MAP:
        buf_add_byte(out, '{');
        for (size_t i = 0; i < value.as.map->count; i++) {
            buf_add_text(out, i ? ", " : "");
            buf_add(out, value.as.map->entries[i].key);
            buf_add_text(out, ": ");
            value_dump(value.as.map->entries[i].value, out);
        }
        buf_add_byte(out, '}');
        break;
    }
}
