/* Variables: where the values live that `assign` and `capture` keep.
 *
 * What an output or an assignment makes on its way stands in an arena of its own, emptied
 * behind it. A variable that is set for the first time keeps its value as long as the run;
 * one that is set again, as in a loop, has a region, which goes with the value: what is
 * kept is copied there out of all that may go. A loop that runs over a value in a region
 * holds it. */
#include "liquid/renderer.h"

#define REGION_LIMIT 64 /* variables beyond them keep what they had */
#define SETTLE_DEPTH_LIMIT 200
#define LISTED_COUNT 16 /* as which a list or mapping counts that is copied */

struct region {
    struct arena arena;
    struct str variable; /* empty: it was set anew, and something holds the region */
    bool used;
    size_t holds;
};

struct arena *passing_begin(struct renderer *renderer)
{
    struct arena *kept = renderer->arena;
    arena_reset(&renderer->passing);
    renderer->arena = &renderer->passing;
    return kept;
}

void passing_end(struct renderer *renderer, struct arena *kept)
{
    renderer->arena = kept;
    kept->failed = kept->failed || arena_failed(&renderer->passing);
}

/* Regions */

static struct region *find_region(struct renderer *renderer, struct str variable)
{
    for (size_t i = 0; i < renderer->region_count; i++) {
        struct region *region = &renderer->regions[i];
        if (region->used && region->variable.len && str_eq(region->variable, variable)) {
            return region;
        }
    }
    return NULL;
}

/* NULL: there are as many as there may be, or no memory. */
static struct region *take_region(struct renderer *renderer, struct str variable)
{
    size_t at = 0;
    while (at < renderer->region_count && renderer->regions[at].used) {
        at++;
    }
    if (!renderer->regions) {
        renderer->regions = ARENA_ARRAY(renderer->arena, struct region, REGION_LIMIT);
    }
    if (!renderer->regions || at == REGION_LIMIT) {
        return NULL;
    }
    struct region *region = &renderer->regions[at];
    if (at == renderer->region_count) {
        renderer->region_count++;
        arena_init_within(&region->arena, 0, renderer->arena->budget);
    }
    region->variable = variable;
    region->used = true;
    return region;
}

/* Lets it go, if nothing needs it any more. */
static void let_go(struct renderer *renderer, struct region *region)
{
    if (region->variable.len == 0 && region->holds == 0 && renderer->region_holds == 0) {
        arena_reset(&region->arena);
        region->used = false;
    }
}

static const void *memory_of(struct value value)
{
    switch (value.kind) {
    case VALUE_STRING:
    case VALUE_TIME: return value.as.string.len ? value.as.string.ptr : NULL;
    case VALUE_LIST: return value.as.list;
    case VALUE_MAP: return value.as.map;
    case VALUE_NIL:
    case VALUE_BOOL:
    case VALUE_INTEGER:
    case VALUE_FLOAT: break;
    }
    return NULL;
}

static struct region *region_of(struct renderer *renderer, struct value value)
{
    const void *memory = memory_of(value);
    for (size_t i = 0; i < renderer->region_count && memory; i++) {
        struct region *region = &renderer->regions[i];
        if (region->used && arena_holds(&region->arena, memory)) {
            return region;
        }
    }
    return NULL;
}

struct region *region_hold(struct renderer *renderer, struct value value)
{
    struct region *region = region_of(renderer, value);
    if (region) {
        region->holds++;
    }
    return region;
}

void region_release(struct renderer *renderer, struct region *region)
{
    if (region) {
        region->holds--;
        let_go(renderer, region);
    }
}

void regions_hold_all(struct renderer *renderer)
{
    renderer->region_holds++;
}

void regions_release_all(struct renderer *renderer)
{
    renderer->region_holds--;
    for (size_t i = 0; i < renderer->region_count && renderer->region_holds == 0; i++) {
        let_go(renderer, &renderer->regions[i]);
    }
}

/* Settling */

struct settling {
    struct renderer *renderer;
    struct arena *into;
    size_t depth, count; /* of values that were copied */
};

static struct value settle(struct settling *settling, struct value value);

static struct value settle_list(struct settling *settling, const struct value_list *list)
{
    struct value copy = value_list_new(settling->into);
    struct value *items = ARENA_ARRAY(settling->into, struct value, list->count);
    if (copy.kind != VALUE_LIST || !items) {
        return value_nil();
    }
    *copy.as.list = *list;
    copy.as.list->items = items;
    copy.as.list->capacity = list->count;
    copy.as.list->is_passing = false;
    for (size_t i = 0; i < list->count; i++) {
        items[i] = settle(settling, list->items[i]);
    }
    return copy;
}

static struct value settle_map(struct settling *settling, const struct value_map *map)
{
    struct value copy = value_map_new(settling->into);
    if (copy.kind == VALUE_MAP) {
        copy.as.map->beyond = map->beyond;
    }
    for (size_t i = 0; i < map->count; i++) {
        struct value key = settle(settling, value_string(map->entries[i].key));
        (void)value_map_set(settling->into, copy, key.as.string,
                            settle(settling, map->entries[i].value));
    }
    return copy;
}

/* The value, with all that may go copied; what stays as long as the run is shared. */
static struct value settle(struct settling *settling, struct value value)
{
    const void *memory = memory_of(value);
    bool goes = (value.kind == VALUE_LIST && value.as.list->is_passing) ||
                (memory && (arena_holds(&settling->renderer->passing, memory) ||
                            region_of(settling->renderer, value)));
    struct value copy = value;
    if (!goes) {
        settling->renderer->loop_kept = settling->renderer->loop_kept || forloop_is(value);
        return value;
    }
    settling->count += value_count(value) ? LISTED_COUNT : 1;
    if (settling->depth == SETTLE_DEPTH_LIMIT || settling->count > LIQUID_STEP_LIMIT) {
        return value_nil(); /* printing and comparing end long before, and steps do */
    }
    settling->depth++;
    if (value.kind == VALUE_LIST) {
        copy = settle_list(settling, value.as.list);
    } else if (value.kind == VALUE_MAP) {
        copy = settle_map(settling, value.as.map);
    } else {
        copy.as.string = arena_str(settling->into, value.as.string);
    }
    settling->depth--;
    copy.line = value.line;
    return copy;
}

bool variable_set(struct renderer *renderer, struct str name, struct value value)
{
    struct region *before = find_region(renderer, name), *region = NULL;
    bool again = value_has(renderer->root->map, name) && memory_of(value);
    if (again && !renderer->options->no_jekyll) {
        region = take_region(renderer, name);
    }
    struct settling settling = {.renderer = renderer,
                                .into = region ? &region->arena : renderer->arena};
    value = settle(&settling, value);
    renderer->steps += settling.count / 2;
    if (arena_failed(settling.into)) {
        renderer->arena->failed = true;
    }
    if (before) {
        before->variable = (struct str){0};
        let_go(renderer, before);
    }
    return value_map_set(renderer->arena, renderer->root->map, name, value);
}

void variables_clear(struct renderer *renderer)
{
    for (size_t i = 0; i < renderer->region_count; i++) {
        arena_clear(&renderer->regions[i].arena);
    }
    renderer->region_count = 0;
    arena_clear(&renderer->passing);
    arena_clear(&renderer->named);
}
