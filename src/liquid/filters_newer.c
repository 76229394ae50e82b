/* Filters that came to Liquid after the version that Jekyll runs on; in plain Liquid
 * only. They choose by property, as `where` does, and add up. */
#include "liquid/filters.h"

#define NOWHERE SIZE_MAX

/* Does `property` answer to the second argument, or, without one, is it true? */
static bool answers(struct filter_run *run, struct value property)
{
    struct value wanted = filter_argument(run, 1);
    return wanted.kind == VALUE_NIL
               ? value_is_true(property)
               : value_equals(property, value_plain(wanted), &run->work);
}

/* The items and their properties; false: an item has none, so the filter gives nothing. */
static bool read_properties(struct filter_run *run, struct value *items,
                            struct value *properties)
{
    *items = filter_items(run);
    return filter_properties(run, *items, filter_argument(run, 0), properties) ==
           PROPERTY_READ;
}

static struct value reject(struct filter_run *run)
{
    struct value items, properties, list = value_list_new(run->arena);
    if (!read_properties(run, &items, &properties)) {
        return value_nil();
    }
    for (size_t i = 0; i < value_count(properties); i++) {
        if (!answers(run, value_at(properties, i))) {
            (void)value_list_add(run->arena, list, value_at(items, i));
        }
    }
    return list;
}

/* The place of the first item that answers, or NOWHERE. Items after it do not count, so
 * that one of them may be without properties. */
static size_t find_place(struct filter_run *run, struct value *items)
{
    *items = filter_items(run);
    for (size_t i = 0; i < value_count(*items); i++) {
        struct value property;
        switch (
            filter_property(run, value_at(*items, i), filter_argument(run, 0), &property)) {
        case PROPERTY_READ: break;
        case PROPERTY_WRONG_KEY:
            (void)filter_fail(run, "an item does not have such properties");
            return NOWHERE;
        case PROPERTY_NONE: return NOWHERE;
        }
        if (answers(run, property)) {
            return i;
        }
    }
    return NOWHERE;
}

static struct value find(struct filter_run *run)
{
    struct value items;
    size_t place = find_place(run, &items);
    return place == NOWHERE ? value_nil() : value_at(items, place);
}

static struct value find_index(struct filter_run *run)
{
    struct value items;
    size_t place = find_place(run, &items);
    return place == NOWHERE ? value_nil() : value_integer((int64_t)place);
}

static struct value has(struct filter_run *run)
{
    struct value items;
    return value_bool(find_place(run, &items) != NOWHERE);
}

static struct value sum(struct filter_run *run)
{
    struct value items = filter_items(run), total = value_integer(0);
    struct value key = filter_argument(run, 0);
    for (size_t i = 0; i < value_count(items); i++) {
        struct value item = value_at(items, i), number = item;
        enum property_status status = key.kind == VALUE_NIL
                                          ? PROPERTY_READ
                                          : filter_property(run, item, key, &number);
        if (status == PROPERTY_WRONG_KEY) {
            return filter_fail(run, "an item does not have such properties");
        }
        struct filter_run adding = *run;
        struct value argument = status == PROPERTY_READ ? number : value_integer(0);
        adding.input = total;
        adding.arguments = &argument;
        adding.count = 1;
        total = filter_plus(&adding);
    }
    return total;
}

static const struct filter_row rows[] = {
    {"reject", reject, 1, 2, FILTER_PLAIN}, {"find", find, 1, 2, FILTER_PLAIN},
    {"has", has, 1, 2, FILTER_PLAIN},       {"find_index", find_index, 1, 2, FILTER_PLAIN},
    {"sum", sum, 0, 1, FILTER_PLAIN},
};

struct filter_table filters_newer(void)
{
    return (struct filter_table){rows, sizeof rows / sizeof rows[0]};
}
