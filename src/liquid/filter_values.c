/* Filter values: what the kinds of filters share. How an input becomes text or a flat list,
 * an argument a whole number, and what an item's property is, by Ruby's rules and by
 * Jekyll's. Knows no filter by name. */
#include "liquid/filters.h"

#include "base/date.h"
#include "base/utf8.h"

#define FLATTEN_DEPTH_LIMIT 64

struct value filter_fail(struct filter_run *run, const char *why)
{
    run->failure = why;
    return value_nil();
}

struct value filter_lacks_present(struct filter_run *run)
{
    run->lacks_present = true;
    return value_string(STR(""));
}

struct value filter_argument(const struct filter_run *run, size_t index)
{
    return index < run->count ? run->arguments[index] : value_nil();
}

struct str filter_text(const struct filter_run *run)
{
    return value_to_str(run->arena, value_shown(run->options, run->input));
}

struct str filter_argument_text(const struct filter_run *run, size_t index)
{
    return value_to_str(run->arena, filter_argument(run, index));
}

bool filter_whole(struct filter_run *run, struct value value, int64_t *out)
{
    struct value number = value_nil();
    bool whole = value_to_number(value, &number) && number.kind == VALUE_INTEGER;
    *out = whole ? number.as.integer : 0;
    if (!whole) {
        run->failure = "an argument is not a whole number";
    }
    return whole;
}

struct value filter_keep(struct filter_run *run, struct buf *text)
{
    if (text->full) {
        buf_clear(text);
        return filter_fail(run, "the text grows past its limit");
    }
    return value_string(arena_take(run->arena, text));
}

static void add_flat(struct arena *arena, struct value list, struct value item, int depth)
{
    if (item.kind != VALUE_LIST || depth > FLATTEN_DEPTH_LIMIT) {
        (void)value_list_add(arena, list, item);
        return;
    }
    for (size_t i = 0; i < value_count(item); i++) {
        add_flat(arena, list, value_at(item, i), depth + 1);
    }
}

static bool is_flat(struct value list)
{
    for (size_t i = 0; i < value_count(list); i++) {
        if (value_at(list, i).kind == VALUE_LIST) {
            return false;
        }
    }
    return true;
}

/* A time is the list of its parts, as Ruby has it; a day is one item. */
struct value filter_items(const struct filter_run *run)
{
    struct moment when;
    if (run->input.kind == VALUE_LIST && is_flat(run->input)) {
        return run->input;
    }
    if (run->input.kind == VALUE_TIME &&
        liquid_date_parse(run->input, run->options, &when) &&
        run->input.as.string.len > sizeof "2024-05-01" - 1) {
        return liquid_date_items(run->arena, &when, run->options->zone);
    }
    struct value list = value_list_new(run->arena);
    if (run->input.kind != VALUE_NIL) {
        add_flat(run->arena, list, run->input, 0);
    }
    return list;
}

static struct value text_property(struct str text, int64_t index)
{
    int64_t count = (int64_t)utf8_count(text);
    index += index < 0 ? count : 0;
    if (index < 0 || index >= count) {
        return value_nil();
    }
    size_t at = 0, len = 0;
    for (; index >= 0; index--) {
        at += len;
        (void)utf8_decode(text, at, &len);
    }
    return value_string(str_sub(text, at, at + len));
}

static struct value indexed_property(struct value item, int64_t index)
{
    switch (item.kind) {
    case VALUE_STRING: return text_property(item.as.string, index);
    case VALUE_LIST:
        index += index < 0 ? (int64_t)value_count(item) : 0;
        return index < 0 ? value_nil() : value_at(item, (size_t)index);
    case VALUE_INTEGER:
        if (index < 0 || index > 63) {
            return value_integer(index > 63 && item.as.integer < 0);
        }
        return value_integer((int64_t)((uint64_t)item.as.integer >> index & 1));
    case VALUE_NIL:
    case VALUE_BOOL:
    case VALUE_FLOAT:
    case VALUE_TIME:
    case VALUE_MAP: break;
    }
    return value_nil();
}

static bool has_properties(struct value item)
{
    return item.kind == VALUE_MAP || item.kind == VALUE_STRING || item.kind == VALUE_LIST ||
           item.kind == VALUE_INTEGER;
}

/* An entry of a map, which the site may have to make first. */
static struct value entry_of(struct filter_run *run, struct value map, struct str key)
{
    const struct liquid_host *host = run->options->host;
    run->work += key.len;
    struct value made = value_get(map, key);
    if (map.kind == VALUE_MAP && map.as.map->beyond && !value_has(map, key) && host &&
        host->member && !host->member(host->data, map, key, &made)) {
        made = value_nil();
    }
    return made;
}

enum property_status filter_property(struct filter_run *run, struct value item,
                                     struct value key, struct value *out)
{
    *out = value_nil();
    if (!has_properties(item)) {
        return PROPERTY_NONE;
    }
    if (item.kind == VALUE_MAP) {
        *out = key.kind == VALUE_STRING ? entry_of(run, item, key.as.string) : value_nil();
        return PROPERTY_READ;
    }
    if (item.kind == VALUE_STRING && key.kind == VALUE_STRING) {
        bool has = str_find(item.as.string, key.as.string, 0) != STR_NONE;
        run->work += item.as.string.len;
        *out = has ? key : value_nil();
        return PROPERTY_READ;
    }
    if (key.kind == VALUE_FLOAT && key.as.real > -1e15 && key.as.real < 1e15) {
        key = value_integer((int64_t)key.as.real);
    }
    if (key.kind == VALUE_INTEGER) {
        *out = indexed_property(item, key.as.integer);
        return PROPERTY_READ;
    }
    return PROPERTY_WRONG_KEY;
}

bool filter_have_properties(struct value items)
{
    for (size_t i = 0; i < value_count(items); i++) {
        if (!has_properties(value_at(items, i))) {
            return false;
        }
    }
    return true;
}

enum property_status filter_properties(struct filter_run *run, struct value items,
                                       struct value key, struct value *out)
{
    enum property_status status = PROPERTY_READ;
    *out = value_list_new(run->arena);
    for (size_t i = 0; out->kind == VALUE_LIST && i < value_count(items); i++) {
        struct value property;
        enum property_status one = filter_property(run, value_at(items, i), key, &property);
        status = status == PROPERTY_READ ? one : status;
        if (one == PROPERTY_WRONG_KEY) {
            break;
        }
        (void)value_list_add(run->arena, *out, property);
    }
    if (status == PROPERTY_WRONG_KEY) {
        (void)filter_fail(run, "an item does not have such properties");
    }
    return status;
}

/* A member of an item of a list; nil: it has none. "a.b" reaches into mappings, as Jekyll's
 * filters do, when no key is "a.b" itself. */
static struct value member_of(struct filter_run *run, struct value item, struct str name)
{
    run->work += item.kind == VALUE_STRING ? item.as.string.len : name.len;
    if (item.kind == VALUE_STRING) {
        return str_find(item.as.string, name, 0) == STR_NONE ? value_nil()
                                                             : value_string(name);
    }
    size_t dot = str_find_byte(name, '.', 0);
    if (item.kind != VALUE_MAP || dot == STR_NONE || value_has(item, name)) {
        return entry_of(run, item, name);
    }
    struct value inner = entry_of(run, item, str_sub(name, 0, dot));
    return has_properties(inner) ? member_of(run, inner, str_skip(name, dot + 1))
                                 : value_bool(false);
}

bool filter_members(struct filter_run *run, struct value items, struct value *out)
{
    struct str name = filter_argument_text(run, 0);
    *out = value_list_new(run->arena);
    for (size_t i = 0; i < value_count(items); i++) {
        struct value item = value_at(items, i);
        if (item.kind != VALUE_MAP && item.kind != VALUE_STRING) {
            (void)filter_fail(run, "an item has no members");
            return false;
        }
        (void)value_list_add(run->arena, *out, member_of(run, item, name));
    }
    return true;
}
