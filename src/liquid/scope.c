/* Scope: what a name, an expression and a condition stand for, by Liquid's rules of members
 * and comparison. Looks through the frames, innermost first, then counters and globals. */
#include "liquid/renderer.h"

#define RANGE_ITEMS_LIMIT 1000000 /* of a range that becomes a list */

bool scope_find(const struct renderer *renderer, struct str name, struct value *out)
{
    for (const struct frame *frame = renderer->frame; frame; frame = frame->outer) {
        for (size_t i = 0; i < 2; i++) {
            if (frame->names[i].len && str_eq(frame->names[i], name)) {
                *out = frame->values[i];
                return true;
            }
        }
        if (value_has(frame->map, name)) {
            *out = value_get(frame->map, name);
            return true;
        }
    }
    struct value outside =
        value_has(renderer->counters, name) ? renderer->counters : renderer->globals;
    *out = value_get(outside, name);
    return value_has(outside, name);
}

/* Every name that the frames and globals know, for a suggestion. */
static struct value known_names(struct renderer *renderer)
{
    return renderer->globals;
}

/* Members */

static struct value first_pair(struct renderer *renderer, struct value map)
{
    struct value pair = value_list_new(renderer->arena);
    const struct value_entry *entry = &map.as.map->entries[0];
    (void)value_list_add(renderer->arena, pair, value_string(entry->key));
    (void)value_list_add(renderer->arena, pair, entry->value);
    return pair;
}

static bool item_at(struct value list, int64_t index, struct value *out)
{
    int64_t count = (int64_t)value_count(list);
    index += index < 0 ? count : 0;
    *out = index >= 0 && index < count ? value_at(list, (size_t)index) : value_nil();
    return index >= 0 && index < count;
}

/* `.size`, `.first` and `.last`, of what has them. */
static bool command(struct renderer *renderer, struct value container, struct str name,
                    struct value *out)
{
    bool first = str_is(name, "first"), list = container.kind == VALUE_LIST;
    if (str_is(name, "size")) {
        *out = value_size(container);
        renderer_add_work(renderer, value_text_or(container, (struct str){0}).len);
        return out->kind != VALUE_NIL;
    }
    if (list && (first || str_is(name, "last"))) {
        (void)item_at(container, first ? 0 : -1, out);
        return true;
    }
    if (first && container.kind == VALUE_MAP && value_count(container)) {
        *out = first_pair(renderer, container);
        return true;
    }
    return false;
}

static bool made_member(struct renderer *renderer, struct value map, struct str name,
                        struct value *out)
{
    const struct liquid_host *host = renderer->options->host;
    return map.as.map->beyond && host && host->member &&
           host->member(host->data, map, name, out);
}

/* A member by key: an item of a list by its whole number, an entry of a map by its name;
 * a site's maps have keys that are whole numbers, as YAML allows. */
static bool member(struct renderer *renderer, struct value container, struct value key,
                   struct value *out)
{
    *out = value_nil();
    if (container.kind == VALUE_LIST && !container.as.list->is_range) {
        return key.kind == VALUE_INTEGER && item_at(container, key.as.integer, out);
    }
    if (container.kind == VALUE_MAP && key.kind == VALUE_INTEGER &&
        !renderer->options->no_jekyll) {
        key = value_string(value_to_str(renderer->arena, key));
    }
    if (container.kind == VALUE_MAP && key.kind == VALUE_STRING) {
        *out = value_get(container, key.as.string);
        return value_has(container, key.as.string) ||
               made_member(renderer, container, key.as.string, out);
    }
    return false;
}

/* A key that is a value of its own may have any length. */
static struct value segment_key(struct renderer *renderer, const struct segment *segment)
{
    if (!segment->index) {
        return value_string(segment->name);
    }
    struct value key = expression_result(renderer, segment->index);
    renderer_add_work(renderer, value_text_or(key, (struct str){0}).len);
    return key;
}

static enum lookup variable_value(struct renderer *renderer,
                                  const struct expression *variable, struct value *out,
                                  struct missing *missing)
{
    *out = value_nil();
    if (variable->segment_count == 0) {
        return LOOKUP_FOUND;
    }
    struct value container = value_nil(),
                 key = segment_key(renderer, &variable->segments[0]);
    struct str name = value_text_or(key, (struct str){0});
    bool found = name.len && (scope_find(renderer, name, out) ||
                              (renderer->globals.kind == VALUE_MAP &&
                               made_member(renderer, renderer->globals, name, out)));
    size_t depth = 0;
    if (!found) {
        *out = value_nil();
        container = known_names(renderer);
    }
    for (size_t i = 1; i < variable->segment_count && found; i++) {
        container = *out;
        depth = i;
        key = segment_key(renderer, &variable->segments[i]);
        found = member(renderer, container, key, out) ||
                (!variable->segments[i].index &&
                 command(renderer, container, variable->segments[i].name, out));
    }
    if (!found && missing) {
        missing->container = container;
        missing->name = value_text_or(key, (struct str){0});
        missing->depth = depth;
    }
    return found ? LOOKUP_FOUND : LOOKUP_MISSING;
}

/* Ranges */

static int64_t whole_number(struct value value)
{
    struct value number;
    (void)value_to_number(value, &number);
    if (number.kind != VALUE_FLOAT) {
        return number.as.integer;
    }
    bool fits = number.as.real > -9e15 && number.as.real < 9e15;
    return fits ? (int64_t)number.as.real : 0;
}

void range_ends(struct renderer *renderer, const struct expression *range, int64_t *first,
                int64_t *last)
{
    *first = whole_number(expression_result(renderer, range->first));
    *last = whole_number(expression_result(renderer, range->last));
}

static struct value range_list(struct renderer *renderer, const struct expression *range)
{
    int64_t first, last;
    range_ends(renderer, range, &first, &last);
    struct value list = value_list_new(renderer->arena);
    if (list.kind == VALUE_LIST) {
        list.as.list->is_range = true;
        list.as.list->range_first = first;
        list.as.list->range_last = last;
    }
    for (int64_t i = first; i <= last && i - first < RANGE_ITEMS_LIMIT; i++) {
        if (!value_list_add(renderer->arena, list, value_integer(i))) {
            break;
        }
    }
    renderer->steps += value_count(list) / 4; /* as a filter's items */
    return list;
}

enum lookup expression_value(struct renderer *renderer, const struct expression *expression,
                             struct value *out, struct missing *missing)
{
    *out = value_nil();
    if (!expression) {
        return LOOKUP_FOUND;
    }
    switch (expression->kind) {
    case EXPRESSION_LITERAL: *out = expression->literal; return LOOKUP_FOUND;
    case EXPRESSION_RANGE: *out = range_list(renderer, expression); return LOOKUP_FOUND;
    case EXPRESSION_VARIABLE: return variable_value(renderer, expression, out, missing);
    }
    return LOOKUP_FOUND;
}

struct value expression_result(struct renderer *renderer,
                               const struct expression *expression)
{
    struct value value;
    (void)expression_value(renderer, expression, &value, NULL);
    return value_plain(value);
}

/* Conditions */

static const char *kind_name(struct value value)
{
    switch (value.kind) {
    case VALUE_NIL: return "nothing";
    case VALUE_BOOL: return value.as.boolean ? "true" : "false";
    case VALUE_INTEGER:
    case VALUE_FLOAT: return "a number";
    case VALUE_STRING: return "a string";
    case VALUE_TIME: return "a date";
    case VALUE_LIST: return "a list";
    case VALUE_MAP: return "a mapping";
    }
    return "";
}

static bool can_order(struct value value)
{
    return (value.kind == VALUE_STRING && !value_is_mark(value)) ||
           value.kind == VALUE_INTEGER || value.kind == VALUE_FLOAT ||
           value.kind == VALUE_TIME;
}

/* <, >, <= and >=: numbers with numbers, strings with strings. A number against a
 * string is a fault; against anything else it is just not so. */
static bool ordered(struct renderer *renderer, const struct condition *condition,
                    struct value left, struct value right, size_t offset, size_t length,
                    bool *out)
{
    bool comparable;
    size_t work = 0;
    int order = value_compare(left, right, &comparable, &work);
    renderer_add_work(renderer, work);
    *out = false;
    if (!comparable || !can_order(left) || !can_order(right)) {
        bool fault = can_order(left) && can_order(right) && !comparable;
        return !fault || renderer_fail(renderer, offset, length, "liquid-compare",
                                       "cannot compare %s with %s", kind_name(left),
                                       kind_name(right));
    }
    *out = condition->comparison == COMPARE_LT   ? order < 0
           : condition->comparison == COMPARE_GT ? order > 0
           : condition->comparison == COMPARE_LE ? order <= 0
                                                 : order >= 0;
    return true;
}

bool renderer_equals(struct renderer *renderer, struct value a, struct value b)
{
    size_t work = 0;
    bool equal = value_equals(a, b, &work);
    renderer_add_work(renderer, work);
    return equal || (renderer->options->blanks && value_is_as_blank(a, b));
}

static bool contains(struct renderer *renderer, struct value container, struct value item)
{
    size_t work = 0;
    bool contained = value_contains(renderer->arena, container, item, &work);
    renderer_add_work(renderer, work);
    return contained;
}

static bool comparison_holds(struct renderer *renderer, const struct condition *condition,
                             size_t offset, size_t length, bool *out)
{
    struct value left, right; /* with `empty` and `blank`, which only here are special */
    (void)expression_value(renderer, condition->left, &left, NULL);
    (void)expression_value(renderer, condition->right, &right, NULL);
    switch (condition->comparison) {
    case COMPARE_NONE: *out = condition->left && value_is_true(left); return true;
    case COMPARE_EQ: *out = renderer_equals(renderer, left, right); return true;
    case COMPARE_NE: *out = !renderer_equals(renderer, left, right); return true;
    case COMPARE_CONTAINS: *out = contains(renderer, left, right); return true;
    case COMPARE_UNKNOWN:
        return renderer_fail(renderer, offset, length, "liquid-compare",
                             "unknown operator '%.*s'", STR_ARG(condition->operator));
    case COMPARE_LT:
    case COMPARE_GT:
    case COMPARE_LE:
    case COMPARE_GE: return ordered(renderer, condition, left, right, offset, length, out);
    }
    return true;
}

/* `a and b or c` groups to the right: a and (b or c). So the first side that settles
 * it ends the walk, and else the last one decides. */
bool condition_holds(struct renderer *renderer, const struct condition *condition,
                     size_t offset, size_t length, bool *out)
{
    *out = false;
    for (; condition; condition = condition->next) {
        if (!comparison_holds(renderer, condition, offset, length, out)) {
            return false;
        }
        if (!condition->next || *out == condition->is_or) {
            break;
        }
        renderer->steps++; /* the tag counts for its first term */
    }
    return true;
}
