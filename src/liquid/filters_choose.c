/* Filters that choose items of a list: by a property, by an expression, in groups. Liquid
 * and Jekyll have the same names and other rules, hence two rows for some. Expressions are
 * tried by whoever applies the filter. */
#include "liquid/filters.h"

/* By property: `list | where: "name", value`; without a value any true one counts. */

static bool same_text(struct arena *arena, struct value a, struct value b)
{
    struct buf x = {.kept_in = arena}, y = x;
    value_print(a, &x);
    value_print(b, &y);
    bool same = str_eq(buf_str(&x), buf_str(&y));
    buf_clear(&x);
    buf_clear(&y);
    return same;
}

/* Jekyll compares as text, and a property that is a list counts when it has the value;
 * nothing is only like nothing, and like what is empty. */
static bool matches_jekyll(struct arena *arena, struct value member, struct value wanted)
{
    if (wanted.kind == VALUE_NIL) {
        return member.kind == VALUE_NIL;
    }
    if (value_is_mark(wanted) && (member.kind == VALUE_NIL || value_count(member) == 0)) {
        return member.kind == VALUE_NIL || member.kind == VALUE_LIST ||
               same_text(arena, member, wanted);
    }
    for (size_t i = 0; member.kind == VALUE_LIST && i < value_count(member); i++) {
        if (same_text(arena, value_at(member, i), wanted)) {
            return true;
        }
    }
    return member.kind != VALUE_LIST && member.kind != VALUE_NIL &&
           same_text(arena, member, wanted);
}

static struct value where(struct filter_run *run)
{
    struct value items = filter_items(run), list = value_list_new(run->arena), properties;
    struct value wanted = filter_argument(run, 1);
    if (filter_properties(run, items, filter_argument(run, 0), &properties) !=
        PROPERTY_READ) {
        return value_nil();
    }
    for (size_t i = 0; i < value_count(properties); i++) {
        struct value property = value_at(properties, i);
        if (wanted.kind == VALUE_NIL
                ? value_is_true(property)
                : value_equals(property, value_plain(wanted), &run->work)) {
            (void)value_list_add(run->arena, list, value_at(items, i));
        }
    }
    return list;
}

static struct value values_of(struct filter_run *run)
{
    if (run->input.kind != VALUE_MAP) {
        return run->input;
    }
    struct value list = value_list_new(run->arena);
    for (size_t i = 0; i < value_count(run->input); i++) {
        (void)value_list_add(run->arena, list, run->input.as.map->entries[i].value);
    }
    return list;
}

static struct value where_jekyll(struct filter_run *run)
{
    struct value items = values_of(run), list = value_list_new(run->arena), members;
    struct value wanted = filter_argument(run, 1);
    bool asks = filter_argument(run, 0).kind != VALUE_NIL && wanted.kind != VALUE_LIST &&
                wanted.kind != VALUE_MAP;
    if (items.kind != VALUE_LIST || !asks) {
        return run->input;
    }
    if (!filter_members(run, items, &members)) {
        return value_nil();
    }
    for (size_t i = 0; i < value_count(members); i++) {
        if (matches_jekyll(run->arena, value_at(members, i), wanted)) {
            (void)value_list_add(run->arena, list, value_at(items, i));
        }
    }
    return list;
}

static struct value find_jekyll(struct filter_run *run)
{
    struct value list = where_jekyll(run);
    return list.kind == VALUE_LIST ? value_at(list, 0) : list;
}

/* By expression: `list | where_exp: "item", "item.size > 3"`. */

static struct markup markup_of(struct filter_run *run, size_t index)
{
    return (struct markup){.arena = run->arena, .text = filter_argument_text(run, index)};
}

static struct value where_exp(struct filter_run *run)
{
    struct value items = values_of(run), list = value_list_new(run->arena);
    struct markup markup = markup_of(run, 1);
    struct condition *condition = NULL;
    struct str variable = filter_argument_text(run, 0);
    if (items.kind != VALUE_LIST) {
        return run->input;
    }
    if (!condition_read(&markup, GRAMMAR_STRICT, &condition)) {
        return filter_fail(run, "the expression cannot be understood");
    }
    for (size_t i = 0; i < value_count(items); i++) {
        if (run->trial->holds(run->renderer, variable, value_at(items, i), condition)) {
            (void)value_list_add(run->arena, list, value_at(items, i));
        }
    }
    return list;
}

static struct value find_exp(struct filter_run *run)
{
    struct value list = where_exp(run);
    return list.kind == VALUE_LIST ? value_at(list, 0) : list;
}

/* Groups: a list of mappings with name, items and size, in order of first sight. Names of
 * different kinds are different, though they look alike. */

static bool add_to_group(struct filter_run *run, struct value groups, struct value places,
                         struct value name, struct value item)
{
    struct str key = arena_format(run->arena, "%d %.*s", (int)name.kind,
                                  STR_ARG(value_to_str(run->arena, name)));
    struct value place = value_get(places, key);
    struct value group = place.kind == VALUE_INTEGER
                             ? value_at(groups, (size_t)place.as.integer)
                             : value_map_new(run->arena);
    if (place.kind != VALUE_INTEGER) {
        (void)value_map_set(run->arena, group, STR("name"), name);
        (void)value_map_set(run->arena, group, STR("items"), value_list_new(run->arena));
        (void)value_map_set(run->arena, places, key,
                            value_integer((int64_t)value_count(groups)));
        (void)value_list_add(run->arena, groups, group);
    }
    struct value items = value_get(group, STR("items"));
    return value_list_add(run->arena, items, item) &&
           value_map_set(run->arena, group, STR("size"),
                         value_integer((int64_t)value_count(items)));
}

static struct value group_by(struct filter_run *run)
{
    struct value items = values_of(run), groups = value_list_new(run->arena), members;
    struct value places = value_map_new(run->arena);
    if (items.kind != VALUE_LIST) {
        return run->input;
    }
    if (!filter_members(run, items, &members)) {
        return value_nil();
    }
    for (size_t i = 0; i < value_count(items); i++) {
        struct str name = value_to_str(run->arena, value_at(members, i));
        (void)add_to_group(run, groups, places, value_string(name), value_at(items, i));
    }
    return groups;
}

static struct value group_by_exp(struct filter_run *run)
{
    struct value items = values_of(run), groups = value_list_new(run->arena);
    struct value places = value_map_new(run->arena);
    struct markup markup = markup_of(run, 1);
    struct str variable = filter_argument_text(run, 0);
    struct output output;
    if (!output_read(&markup, GRAMMAR_EITHER, &output) || items.kind != VALUE_LIST) {
        return run->input;
    }
    for (size_t i = 0; i < value_count(items); i++) {
        struct value item = value_at(items, i);
        (void)add_to_group(run, groups, places,
                           run->trial->value(run->renderer, variable, item, &output), item);
    }
    return groups;
}

static struct value default_value(struct filter_run *run)
{
    struct value allow = value_get(filter_argument(run, 1), STR("allow_false"));
    bool falsy = run->input.kind == VALUE_NIL ||
                 (run->input.kind == VALUE_BOOL && !run->input.as.boolean &&
                  !value_is_true(allow)) ||
                 value_equals(run->input, value_empty(), &run->work);
    return falsy ? filter_argument(run, 0) : run->input;
}

static const struct filter_row rows[] = {
    {"default", default_value, 0, 2, FILTER_BOTH},
    {"where", where, 1, 2, FILTER_PLAIN},
    {"where", where_jekyll, 2, 2, FILTER_JEKYLL},
    {"find", find_jekyll, 2, 2, FILTER_JEKYLL},
    {"where_exp", where_exp, 2, 2, FILTER_JEKYLL},
    {"find_exp", find_exp, 2, 2, FILTER_JEKYLL},
    {"group_by", group_by, 1, 1, FILTER_JEKYLL},
    {"group_by_exp", group_by_exp, 2, 2, FILTER_JEKYLL},
};

struct filter_table filters_choose(void)
{
    return (struct filter_table){rows, sizeof rows / sizeof rows[0]};
}
