/* Filters, by kind: each file gives a table of rows. Inside liquid/ only. */
#ifndef OFFPRINT_LIQUID_FILTERS_H
#define OFFPRINT_LIQUID_FILTERS_H

#include "liquid/template.h"

enum { FILTER_PLAIN = 1, FILTER_JEKYLL = 2, FILTER_BOTH = 3 };

struct filter_row {
    const char *name;
    struct value (*apply)(struct filter_run *run);
    uint8_t least, most; /* positional arguments */
    uint8_t where;       /* in plain Liquid, in Jekyll, or both */
};

struct filter_table {
    const struct filter_row *rows;
    size_t count;
};
struct filter_table filters_text(void);
struct filter_table filters_markup(void);
struct filter_table filters_number(void);
struct filter_table filters_list(void);
struct filter_table filters_choose(void);
struct filter_table filters_jekyll(void);
struct filter_table filters_newer(void);

struct value filter_smartify(struct filter_run *run); /* filters_smart.c */
struct value filter_plus(struct filter_run *run);     /* filters_number.c */

/* Reading a date and writing it, as bytes read. */
#define FILTER_DATE_WORK 512

/* filter_values.c: what rows share. */
struct value filter_fail(struct filter_run *run, const char *why); /* gives nil */
/* Empty text, with a warning: the present is wanted, and nobody knows it. */
struct value filter_lacks_present(struct filter_run *run);
struct value filter_argument(const struct filter_run *run, size_t index); /* or nil */
struct str filter_text(const struct filter_run *run); /* the input as text */
struct str filter_argument_text(const struct filter_run *run, size_t index);
/* A whole number, as Integer(x) accepts it; false and a failure: it is none. */
bool filter_whole(struct filter_run *run, struct value value, int64_t *out);
/* Takes the bytes of `text` into the arena and clears it. */
struct value filter_keep(struct filter_run *run, struct buf *text);
/* The input as a flat list: a list without nesting, a mapping or scalar alone, nil as
 * nothing. */
struct value filter_items(const struct filter_run *run);
/* What `item[key]` gives, by Ruby's rules: of a map an entry, of a list an item, of text a
 * part that it has, of a whole number a bit. Looking for a long key is work. */
enum property_status { PROPERTY_READ, PROPERTY_WRONG_KEY, PROPERTY_NONE };
enum property_status filter_property(struct filter_run *run, struct value item,
                                     struct value key, struct value *out);
/* Whether all items have properties; if not, filters by property give nothing. */
bool filter_have_properties(struct value items);
/* The property of each item into `*out`; what the first item without one lacks. A wrong
 * key is a failure. */
enum property_status filter_properties(struct filter_run *run, struct value items,
                                       struct value key, struct value *out);

/* Jekyll's: the members of all items that the first argument names; false and a failure:
 * an item has none. */
bool filter_members(struct filter_run *run, struct value items, struct value *out);

#endif
