/* Filters on lists: join, order, combine. */
#include "liquid/filters.h"

#include "base/utf8.h"

static struct value join(struct filter_run *run)
{
    struct value items = filter_items(run);
    struct str glue = run->count ? filter_argument_text(run, 0) : STR(" ");
    struct buf out = {0};
    for (size_t i = 0; i < value_count(items); i++) {
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
    if (more.kind != VALUE_LIST) {
        return filter_fail(run, "the argument is not a list");
    }
    struct value list = copy(run, filter_items(run));
    for (size_t i = 0; i < value_count(more); i++) {
        (void)value_list_add(run->arena, list, value_at(more, i));
    }
    return list;
}

static struct value map(struct filter_run *run)
{
    struct value items = filter_items(run), list = value_list_new(run->arena);
    struct str name = filter_argument_text(run, 0);
    for (size_t i = 0; i < value_count(items); i++) {
        struct value item = value_at(items, i);
        if (item.kind != VALUE_MAP && item.kind != VALUE_NIL) {
            return filter_fail(run, "an item has no members");
        }
        (void)value_list_add(run->arena, list, filter_member(item, name));
    }
    return list;
}

static struct value compact(struct filter_run *run)
{
    struct value items = filter_items(run), list = value_list_new(run->arena);
    struct str name = filter_argument_text(run, 0);
    for (size_t i = 0; i < value_count(items); i++) {
        struct value item = value_at(items, i);
        struct value key = run->count ? filter_member(item, name) : item;
        if (key.kind != VALUE_NIL) {
            (void)value_list_add(run->arena, list, item);
        }
    }
    return list;
}

/* Two items are the same when their keys print the same way; a map finds them. */
static struct value uniq(struct filter_run *run)
{
    struct value items = filter_items(run), list = value_list_new(run->arena);
    struct value seen = value_map_new(run->arena);
    struct str name = filter_argument_text(run, 0);
    for (size_t i = 0; i < value_count(items); i++) {
        struct value item = value_at(items, i);
        struct buf text = {0};
        value_inspect(run->count ? filter_member(item, name) : item, &text);
        struct str key = filter_keep(run, &text).as.string;
        if (!value_has(seen, key)) {
            (void)value_map_set(run->arena, seen, key, value_nil());
            (void)value_list_add(run->arena, list, item);
        }
    }
    return list;
}

static struct value sum(struct filter_run *run)
{
    struct value items = filter_items(run), total = value_integer(0);
    struct str name = filter_argument_text(run, 0);
    for (size_t i = 0; i < value_count(items); i++) {
        struct value item = value_at(items, i), number;
        (void)value_to_number(run->count ? filter_member(item, name) : item, &number);
        struct value argument[1] = {number};
        struct filter_run adding = *run;
        adding.input = total;
        adding.arguments = argument;
        adding.count = 1;
        (void)filter_apply(&adding, STR("plus"), &total);
    }
    return total;
}

/* Sorting: stable, by merging. Nothing stands first or last as asked. */

struct sort_item {
    struct value key, item;
};

struct sorting {
    bool nil_first, natural, incompatible;
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

static int compare_keys(struct sorting *sorting, struct value a, struct value b)
{
    if (a.kind == VALUE_NIL || b.kind == VALUE_NIL) {
        int order = (a.kind == VALUE_NIL) - (b.kind == VALUE_NIL);
        return sorting->nil_first ? -order : order;
    }
    if (sorting->natural) {
        return compare_natural(a, b);
    }
    bool comparable;
    int order = value_compare(a, b, &comparable);
    sorting->incompatible = sorting->incompatible || !comparable;
    return order;
}

static void merge(struct sorting *sorting, const struct sort_item *from,
                  struct sort_item *into, size_t start, size_t middle, size_t end)
{
    size_t left = start, right = middle;
    for (size_t i = start; i < end; i++) {
        bool take_left = left < middle && (right >= end || compare_keys(sorting, from[left].key,
                                                                        from[right].key) <= 0);
        into[i] = from[take_left ? left++ : right++];
    }
}

static bool merge_sort(struct arena *arena, struct sorting *sorting, struct sort_item *items,
                       size_t count)
{
    struct sort_item *other = ARENA_ARRAY(arena, struct sort_item, count + 1);
    struct sort_item *from = items, *into = other;
    if (!other) {
        return false;
    }
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += width * 2) {
            size_t middle = start + width < count ? start + width : count;
            size_t end = start + width * 2 < count ? start + width * 2 : count;
            merge(sorting, from, into, start, middle, end);
        }
        struct sort_item *swap = from;
        from = into;
        into = swap;
    }
    if (from != items) {
        memcpy(items, from, count * sizeof *items);
    }
    return true;
}

static struct value sort_key(struct filter_run *run, struct value item, struct str name,
                             bool natural)
{
    struct value key = name.len ? filter_member(item, name) : item;
    return natural && key.kind != VALUE_NIL ? value_string(value_to_str(run->arena, key))
                                            : key;
}

static struct value sort_items(struct filter_run *run, struct sorting sorting)
{
    struct value items = filter_items(run), list = value_list_new(run->arena);
    size_t count = value_count(items);
    struct str name = filter_argument_text(run, 0);
    struct sort_item *sorted = ARENA_ARRAY(run->arena, struct sort_item, count + 1);
    for (size_t i = 0; sorted && i < count; i++) {
        sorted[i].item = value_at(items, i);
        sorted[i].key = sort_key(run, sorted[i].item, name, sorting.natural);
    }
    if (!sorted || !merge_sort(run->arena, &sorting, sorted, count)) {
        return filter_fail(run, "out of memory");
    }
    for (size_t i = 0; i < count; i++) {
        (void)value_list_add(run->arena, list, sorted[i].item);
    }
    return sorting.incompatible ? filter_fail(run, "the items cannot be compared") : list;
}

static struct value sort(struct filter_run *run)
{
    return sort_items(run, (struct sorting){0});
}

/* Jekyll's takes where to put items without the property: first, or last. */
static struct value sort_jekyll(struct filter_run *run)
{
    bool last_wanted = str_is(filter_argument_text(run, 1), "last");
    if (run->input.kind == VALUE_NIL) {
        return filter_fail(run, "there is nothing to sort");
    }
    return sort_items(run, (struct sorting){.nil_first = !last_wanted});
}

static struct value sort_natural(struct filter_run *run)
{
    return sort_items(run, (struct sorting){.natural = true});
}

/* Jekyll: lists with one item more or less; the list itself stays. */

static struct value push(struct filter_run *run)
{
    struct value list = copy(run, filter_items(run));
    (void)value_list_add(run->arena, list, filter_argument(run, 0));
    return list;
}

static struct value unshift(struct filter_run *run)
{
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
    if (run->count && !filter_whole(run, run->arguments[0], &wanted)) {
        return value_nil();
    }
    size_t count = value_count(items);
    size_t cut = wanted < 0 ? 0 : (size_t)wanted < count ? (size_t)wanted : count;
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
    {"sum", sum, 0, 1, FILTER_BOTH},
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
