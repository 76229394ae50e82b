/* Filters: the look-up, the count of arguments, and what the kinds share. */
#include "liquid/filters.h"

#define FLATTEN_DEPTH_LIMIT 64

static const struct filter_row *find_row(struct str name, bool jekyll)
{
    const struct filter_table tables[] = {filters_text(),  filters_markup(), filters_number(),
                                          filters_list(),  filters_choose(),
                                          filters_jekyll()};
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        for (size_t i = 0; i < tables[t].count; i++) {
            const struct filter_row *row = &tables[t].rows[i];
            if ((row->where & (jekyll ? FILTER_JEKYLL : FILTER_PLAIN)) &&
                str_is(name, row->name)) {
                return row;
            }
        }
    }
    return NULL;
}

struct str filter_suggest(struct str name, bool jekyll)
{
    const struct filter_table tables[] = {filters_text(),  filters_markup(), filters_number(),
                                          filters_list(),  filters_choose(),
                                          filters_jekyll()};
    struct str best = {0};
    size_t least = name.len / 3 + 1;
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        for (size_t i = 0; i < tables[t].count; i++) {
            const struct filter_row *row = &tables[t].rows[i];
            size_t distance = str_distance(str_from(row->name), name);
            if ((row->where & (jekyll ? FILTER_JEKYLL : FILTER_PLAIN)) && distance < least) {
                least = distance;
                best = str_from(row->name);
            }
        }
    }
    return best;
}

enum filter_status filter_apply(struct filter_run *run, struct str name, struct value *out)
{
    const struct filter_row *row = find_row(name, !run->options->no_jekyll);
    run->failure = NULL;
    if (!row) {
        *out = run->input;
        return FILTER_UNKNOWN;
    }
    if (run->count < row->least || run->count > row->most) {
        run->failure = run->count < row->least ? "too few arguments" : "too many arguments";
    } else {
        *out = row->apply(run);
    }
    return run->failure ? FILTER_FAILED : FILTER_DONE;
}

struct value filter_fail(struct filter_run *run, const char *why)
{
    run->failure = why;
    return value_nil();
}

struct value filter_argument(const struct filter_run *run, size_t index)
{
    return index < run->count ? run->arguments[index] : value_nil();
}

struct str filter_text(const struct filter_run *run)
{
    return value_to_str(run->arena, run->input);
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

struct value filter_keep(const struct filter_run *run, struct buf *text)
{
    struct value value = value_string(arena_str(run->arena, buf_str(text)));
    buf_clear(text);
    return value;
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

struct value filter_items(const struct filter_run *run)
{
    if (run->input.kind == VALUE_LIST && is_flat(run->input)) {
        return run->input;
    }
    struct value list = value_list_new(run->arena);
    if (run->input.kind != VALUE_NIL) {
        add_flat(run->arena, list, run->input, 0);
    }
    return list;
}

/* "a.b" reaches into mappings, as Jekyll's filters do, when no key is "a.b" itself. */
struct value filter_member(struct value item, struct str name)
{
    if (item.kind != VALUE_MAP || value_has(item, name)) {
        return value_get(item, name);
    }
    size_t dot = str_find_byte(name, '.', 0);
    return dot == STR_NONE ? value_nil()
                           : filter_member(value_get(item, str_sub(name, 0, dot)),
                                           str_skip(name, dot + 1));
}
