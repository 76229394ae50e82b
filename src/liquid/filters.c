/* Filters: the look-up by name over the tables of all kinds, the count of arguments, and
 * the name that an unknown one may mean. What the kinds share is in filter_values.c. */
#include "liquid/filters.h"

/* Goes through the rows of all tables that Jekyll has, or plain Liquid. */
struct row_walk {
    struct filter_table tables[7];
    size_t table, row;
    uint8_t where;
};

static struct row_walk walk_rows(bool jekyll)
{
    return (struct row_walk){
        .tables = {filters_text(), filters_markup(), filters_number(), filters_list(),
                   filters_choose(), filters_jekyll(), filters_newer()},
        .where = jekyll ? FILTER_JEKYLL : FILTER_PLAIN,
    };
}

static const struct filter_row *next_row(struct row_walk *walk)
{
    const size_t count = sizeof walk->tables / sizeof walk->tables[0];
    for (; walk->table < count; walk->table++, walk->row = 0) {
        const struct filter_table *table = &walk->tables[walk->table];
        while (walk->row < table->count) {
            const struct filter_row *row = &table->rows[walk->row++];
            if (row->where & walk->where) {
                return row;
            }
        }
    }
    return NULL;
}

static const struct filter_row *find_row(struct str name, bool jekyll)
{
    struct row_walk walk = walk_rows(jekyll);
    const struct filter_row *row = next_row(&walk);
    while (row && !str_is(name, row->name)) {
        row = next_row(&walk);
    }
    return row;
}

struct str filter_suggest(struct str name, bool jekyll)
{
    struct row_walk walk = walk_rows(jekyll);
    struct str best = {0};
    size_t least = name.len / 3 + 1;
    for (const struct filter_row *row = next_row(&walk); row; row = next_row(&walk)) {
        size_t distance = str_distance(str_from(row->name), name);
        if (distance < least) {
            least = distance;
            best = str_from(row->name);
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
