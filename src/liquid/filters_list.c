/* Filters on lists: join, order, combine. None changes its input: values are shared.
 * Sorting is stable and compares as Ruby does, so that mixed kinds are a failure. */
#include "liquid/filters.h"

#include "base/number.h"
#include "base/utf8.h"

static struct value join(struct filter_run *run)
{
    struct value items = filter_items(run);
    struct str glue = run->count ? filter_argument_text(run, 0) : STR(" ");
    struct buf out = {.kept_in = run->arena, .limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES};
    for (size_t i = 0; i < value_count(items) && buf_ok(&out); i++) {
        if (i) {
            buf_add(&out, glue);
        }
        value_print(value_at(items, i), &out);
    }
    return filter_keep(run, &out);
}

static struct value first(struct filter_run *run)
{
    if (run->input.kind == VALUE_MAP && value_count(run->input)) {
        const struct value_entry *entry = &run->input.as.map->entries[0];
        struct value pair = value_list_new(run->arena);
        (void)value_list_add(run->arena, pair, value_string(entry->key));
        (void)value_list_add(run->arena, pair, entry->value);
        return pair;
    }
    return value_at(run->input, 0);
}

static struct value last(struct filter_run *run)
{
    size_t count = run->input.kind == VALUE_LIST ? value_count(run->input) : 0;
    return count ? value_at(run->input, count - 1) : value_nil();
}

static struct value copy(struct filter_run *run, struct value items)
{
    struct value list = value_list_new(run->arena);
    for (size_t i = 0; i < value_count(items); i++) {
        (void)value_list_add(run->arena, list, value_at(items, i));
    }
    return list;
}

static struct value reverse(struct filter_run *run)
{
    struct value items = filter_items(run), list = value_list_new(run->arena);
    for (size_t i = value_count(items); i > 0; i--) {
        (void)value_list_add(run->arena, list, value_at(items, i - 1));
    }
    return list;
}

static struct value concat(struct filter_run *run)
{
    struct value more = filter_argument(run, 0);
    if (more.kind != VALUE_LIST || value_is_range(more)) {
        return filter_fail(run, "the argument is not a list");
    }
    struct value items = filter_items(run);
    if (value_count(items) + value_count(more) > LIQUID_LIST_LIMIT) {
        return filter_fail(run, "the list grows past its limit");
    }
    struct value list = copy(run, items);
    for (size_t i = 0; i < value_count(more); i++) {
        (void)value_list_add(run->arena, list, value_at(more, i));
    }
    return list;
}

static struct value map(struct filter_run *run)
{
    struct value items = filter_items(run), list = value_list_new(run->arena);
    for (size_t i = 0; i < value_count(items); i++) {
        struct value property;
        if (filter_property(run, value_at(items, i), filter_argument(run, 0), &property) ==
            PROPERTY_WRONG_KEY) {
            return filter_fail(run, "an item does not have such properties");
        }
        (void)value_list_add(run->arena, list, property);
    }
    return list;
}

/* What items are told apart by: a property, if one is named, else themselves. */
static bool item_keys(struct filter_run *run, struct value items, struct value *out)
{
    struct value key = filter_argument(run, 0);
    *out = items;
    return key.kind == VALUE_NIL ||
           filter_properties(run, items, key, out) == PROPERTY_READ;
}

static bool names_property(const struct filter_run *run)
{
    return filter_argument(run, 0).kind != VALUE_NIL;
}

static struct value compact(struct filter_run *run)
{
    struct value items = filter_items(run), list = value_list_new(run->arena), keys;
    if (!item_keys(run, items, &keys)) {
        return value_nil();
    }
    for (size_t i = 0; i < value_count(items); i++) {
        if (value_at(keys, i).kind != VALUE_NIL) {
            (void)value_list_add(run->arena, list, value_at(items, i));
        }
    }
    return list;
}

#define KEY_BYTE_WORK 3 /* of what a key prints, as bytes that are compared */

/* Two items are the same when their keys print the same way; a map finds them. */
static struct value uniq(struct filter_run *run)
{
    struct value items = filter_items(run), list = value_list_new(run->arena), keys;
    struct value seen = value_map_new(run->arena);
    if (value_count(items) < 2) {
        return items; /* nothing to tell apart: no key is asked for */
    }
    if (!item_keys(run, items, &keys)) {
        return value_nil();
    }
    for (size_t i = 0; i < value_count(items); i++) {
        struct buf text = {.kept_in = run->arena};
        value_inspect(value_at(keys, i), &text);
        struct str key = filter_keep(run, &text).as.string;
        run->work += KEY_BYTE_WORK * key.len;
        if (!value_has(seen, key)) {
            (void)value_map_set(run->arena, seen, key, value_nil());
            (void)value_list_add(run->arena, list, value_at(items, i));
        }
    }
    return list;
}

/* Sorting: by merging halves, the first half not the larger one, as the C library under
 * Ruby does; that shows where a comparison is no order (below). */

struct sort_item {
    struct value key, item;
};

/* Those with nothing first or last are Jekyll's, by a property. */
enum order { ORDER_PLAIN, ORDER_NATURAL, ORDER_NIL_FIRST, ORDER_NIL_LAST };

struct sorting {
    enum order order;
    bool by_text; /* what has no order of its own goes by its text */
    bool incompatible;
    struct arena *arena;
    struct sort_item *items, *room;
    size_t work;
};

static int compare_natural(struct value a, struct value b)
{
    size_t i = 0;
    struct str x = a.as.string, y = b.as.string;
    while (i < x.len && i < y.len && ascii_lower(x.ptr[i]) == ascii_lower(y.ptr[i])) {
        i++;
    }
    if (i < x.len && i < y.len) {
        unsigned char p = (unsigned char)ascii_lower(x.ptr[i]);
        unsigned char q = (unsigned char)ascii_lower(y.ptr[i]);
        return (p > q) - (p < q);
    }
    return (x.len > y.len) - (x.len < y.len);
}

/* Nothing comes last, or first. Natural order calls nothing larger than anything, itself
 * included. */
static int compare_keys(struct sorting *sorting, struct value a, struct value b)
{
    bool no_a = a.kind == VALUE_NIL, no_b = b.kind == VALUE_NIL;
    if (sorting->work > LIQUID_WORK_LIMIT) {
        return 0;
    }
    if (sorting->order == ORDER_NATURAL) {
        sorting->work += value_text_or(a, (struct str){0}).len;
        return no_a ? 1 : no_b ? -1 : compare_natural(a, b);
    }
    if (no_a || no_b) {
        int order = (int)no_a - (int)no_b;
        return sorting->order == ORDER_NIL_FIRST ? -order : order;
    }
    bool comparable;
    int order = value_compare(a, b, &comparable, &sorting->work);
    if (!comparable && sorting->by_text) {
        return str_compare(value_to_str(sorting->arena, a),
                           value_to_str(sorting->arena, b));
    }
    if (!comparable && !value_equals(a, b, &sorting->work)) {
        sorting->incompatible = true;
    }
    return order;
}

/* Halves: no deeper than the bits of a count. */
static void merge_sort(struct sorting *sorting, size_t start, size_t end)
{
    struct sort_item *items = sorting->items, *room = sorting->room;
    size_t middle = start + (end - start) / 2, left = start, right = middle;
    if (end - start < 2) {
        return;
    }
    merge_sort(sorting, start, middle);
    merge_sort(sorting, middle, end);
    for (size_t i = start; i < end; i++) {
        bool take_left =
            left < middle &&
            (right >= end || compare_keys(sorting, items[left].key, items[right].key) <= 0);
        room[i] = items[take_left ? left++ : right++];
    }
    memcpy(items + start, room + start, (end - start) * sizeof *items);
}

static struct value sort_by(struct filter_run *run, struct value items, struct value keys,
                            enum order order)
{
    size_t count = value_count(items);
    struct value list = value_list_new(run->arena);
    struct sorting sorting = {
        .order = order,
        .by_text = order == ORDER_NIL_FIRST || order == ORDER_NIL_LAST,
        .arena = run->arena,
        .items = ARENA_ARRAY(run->arena, struct sort_item, count + 1),
        .room = ARENA_ARRAY(run->arena, struct sort_item, count + 1),
    };
    if (!sorting.items || !sorting.room) {
        return value_nil(); /* the arena has failed, which ends the rendering */
    }
    for (size_t i = 0; i < count; i++) {
        struct value key = value_at(keys, i);
        bool as_text = order == ORDER_NATURAL && key.kind != VALUE_NIL;
        sorting.items[i].item = value_at(items, i);
        sorting.items[i].key = as_text ? value_string(value_to_str(run->arena, key)) : key;
    }
    merge_sort(&sorting, 0, count);
    run->work += sorting.work;
    for (size_t i = 0; i < count; i++) {
        (void)value_list_add(run->arena, list, sorting.items[i].item);
    }
    return sorting.incompatible ? filter_fail(run, "the items cannot be compared") : list;
}

static struct value sort_items(struct filter_run *run, enum order order)
{
    struct value items = filter_items(run), keys;
    if (names_property(run) && !filter_have_properties(items)) {
        return value_nil();
    }
    if (value_count(items) < 2) {
        return items; /* nothing to compare: no key is asked for */
    }
    return item_keys(run, items, &keys) ? sort_by(run, items, keys, order) : value_nil();
}

static struct value sort(struct filter_run *run)
{
    return sort_items(run, ORDER_PLAIN);
}

static struct value pairs_of(struct filter_run *run, struct value map)
{
    struct value list = value_list_new(run->arena);
    for (size_t i = 0; i < value_count(map); i++) {
        struct value pair = value_list_new(run->arena);
        (void)value_list_add(run->arena, pair, value_string(map.as.map->entries[i].key));
        (void)value_list_add(run->arena, pair, map.as.map->entries[i].value);
        (void)value_list_add(run->arena, list, pair);
    }
    return list;
}

static bool is_number(struct str text)
{
    size_t at = str_starts(text, "-") ? 1 : 0, digits = 0, points = 0;
    for (; at < text.len; at++) {
        digits += ascii_is_digit(text.ptr[at]) ? 1 : 0;
        points += text.ptr[at] == '.' ? 1 : 0;
    }
    return digits > 0 && points < 2 &&
           digits + points == text.len - (str_starts(text, "-") ? 1 : 0);
}

/* Keys, those that are the text of a number as that. */
static struct value with_numbers(struct filter_run *run, struct value keys)
{
    struct value list = value_list_new(run->arena);
    for (size_t i = 0; i < value_count(keys); i++) {
        struct value key = value_at(keys, i);
        struct str text = str_trim(value_text_or(key, (struct str){0}));
        double real = 0;
        bool numeric = is_number(text) && number_read(text, &real);
        (void)value_list_add(run->arena, list, numeric ? value_float(real) : key);
    }
    return list;
}

/* Jekyll's takes where to put items without the property: first, or last. */
static struct value sort_jekyll(struct filter_run *run)
{
    struct str nils = run->count > 1 ? filter_argument_text(run, 1) : STR("first");
    struct value items =
        run->input.kind == VALUE_MAP ? pairs_of(run, run->input) : run->input;
    struct value keys = value_nil();
    if (items.kind != VALUE_LIST) {
        return filter_fail(run, "there is nothing to sort");
    }
    if (!str_is(nils, "first") && !str_is(nils, "last")) {
        return filter_fail(run, "nothing can come 'first' or 'last' only");
    }
    if (!names_property(run)) {
        return sort_by(run, items, items, ORDER_PLAIN);
    }
    if (!filter_members(run, items, &keys)) {
        return value_nil();
    }
    return sort_by(run, items, with_numbers(run, keys),
                   str_is(nils, "last") ? ORDER_NIL_LAST : ORDER_NIL_FIRST);
}

static struct value sort_natural(struct filter_run *run)
{
    return sort_items(run, ORDER_NATURAL);
}

/* Jekyll: lists with one item more or less; the list itself stays. */

/* A range is none to Jekyll: it is left as it is. */
static bool is_array(struct value value)
{
    return value.kind == VALUE_LIST && !value_is_range(value);
}

static struct value push(struct filter_run *run)
{
    if (!is_array(run->input)) {
        return run->input;
    }
    struct value list = copy(run, run->input);
    (void)value_list_add(run->arena, list, filter_argument(run, 0));
    return list;
}

static struct value unshift(struct filter_run *run)
{
    if (!is_array(run->input)) {
        return run->input;
    }
    struct value items = filter_items(run), list = value_list_new(run->arena);
    (void)value_list_add(run->arena, list, filter_argument(run, 0));
    for (size_t i = 0; i < value_count(items); i++) {
        (void)value_list_add(run->arena, list, value_at(items, i));
    }
    return list;
}

static struct value without(struct filter_run *run, bool from_start)
{
    struct value items = filter_items(run), list = value_list_new(run->arena);
    int64_t wanted = 1;
    if (!is_array(run->input)) {
        return run->input;
    }
    if (run->count && !filter_whole(run, run->arguments[0], &wanted)) {
        return value_nil();
    }
    if (wanted < 0) {
        return filter_fail(run, "the count is below 0");
    }
    size_t count = value_count(items);
    size_t cut = (size_t)wanted < count ? (size_t)wanted : count;
    for (size_t i = from_start ? cut : 0; i < count - (from_start ? 0 : cut); i++) {
        (void)value_list_add(run->arena, list, value_at(items, i));
    }
    return list;
}

static struct value pop(struct filter_run *run)
{
    return without(run, false);
}

static struct value shift(struct filter_run *run)
{
    return without(run, true);
}

static const struct filter_row rows[] = {
    {"join", join, 0, 1, FILTER_BOTH},
    {"first", first, 0, 0, FILTER_BOTH},
    {"last", last, 0, 0, FILTER_BOTH},
    {"reverse", reverse, 0, 0, FILTER_BOTH},
    {"concat", concat, 1, 1, FILTER_BOTH},
    {"map", map, 1, 1, FILTER_BOTH},
    {"compact", compact, 0, 1, FILTER_BOTH},
    {"uniq", uniq, 0, 1, FILTER_BOTH},
    {"sort", sort, 0, 1, FILTER_PLAIN},
    {"sort", sort_jekyll, 0, 2, FILTER_JEKYLL},
    {"sort_natural", sort_natural, 0, 1, FILTER_BOTH},
    {"push", push, 1, 1, FILTER_JEKYLL},
    {"pop", pop, 0, 1, FILTER_JEKYLL},
    {"shift", shift, 0, 1, FILTER_JEKYLL},
    {"unshift", unshift, 1, 1, FILTER_JEKYLL},
};

struct filter_table filters_list(void)
{
    return (struct filter_table){rows, sizeof rows / sizeof rows[0]};
}
