/* Short addresses: what paper shows, and codes say, of addresses that nobody likes to type.
 * Links lead to the whole address all the same. */
#ifndef OFFPRINT_DOC_SHORT_LINK_H
#define OFFPRINT_DOC_SHORT_LINK_H

#include "base/report.h"
#include "base/value.h"

struct short_link {
    struct str whole, brief; /* of the web, both */
    struct place place;      /* in the list that says so */
    bool used;               /* the packet shows it */
};

/* In the order of the list. */
struct short_links {
    struct short_link *items;
    size_t count;
    struct value numbers; /* by the address as short_link_key() has it: index */
};

/* Under which an address is found, however its letters are escaped, or its host's are
 * written in ASCII. In the arena; empty when that is full. */
struct str short_link_key(struct arena *arena, struct str address);

/* What stands for the address: its short one, which is used then, or `address` itself.
 * `links` NULL: there are none. `scratch`: for the search. */
struct str short_link_find(struct arena *scratch, struct short_links *links,
                           struct str address);

/* A note for each that is not used. `links` may be NULL. */
void short_links_tell_unused(const struct short_links *links, struct report *report);

#endif
