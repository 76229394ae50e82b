/* Collect: from entry pages to a packet of linked documents, in reading order.
 *
 * Runs site → liquid → markdown → html per page, follows links breadth-first in
 * order of first link up to a depth, and gives every link its class. The only
 * file that knows how the reading stages follow each other. */
#ifndef OFFPRINT_COLLECT_H
#define OFFPRINT_COLLECT_H

#include "base/progress.h"
#include "doc/doc.h"
#include "furniture/furniture.h"
#include "site/site.h"

struct collect_options {
    const struct str *entries; /* permalinks or source paths; at least one */
    size_t entry_count;
    bool entry_is_front; /* nobody named one: it is what the site opens with */
    struct place entries_place, order_place; /* of the recipe's; else empty */
    size_t depth;                            /* 0: the entry pages alone */
    const struct str *include,
        *exclude; /* shell-like patterns over URLs and source paths */
    size_t include_count, exclude_count;
    const struct str *order; /* documents named here come in this order after the entries */
    size_t order_count;
    struct furniture_rules furniture; /* what the recipe says of pages in their layouts */
    struct str live_url;              /* origin, or empty */
    bool own_text;      /* of pages, without what their layouts add where it is content */
    bool layouts_asked; /* those that are not there are worth a warning */
    bool allow_active;  /* files that run when they are opened go along */
    const struct cover_source *cover; /* becomes packet->cover.text; NULL: it has none */
    size_t document_limit;           /* 0: DOCUMENT_LIMIT */
    size_t file_limit_bytes;         /* 0: SITE_FILE_BYTES_LIMIT */
    const struct progress *progress; /* documents read; may be NULL */
};

/* The packet has no date yet. False when none came about (no such entry, an entry that
 * cannot be read): errors are in the report. Broken links and missing files are warnings.
 */
bool collect_packet(struct arena *arena, struct site *site,
                    const struct collect_options *options, struct packet *out,
                    struct report *report);

/* Whom the site names as its author; without a name: nobody. What is wrong with that text
 * is told. author.c */
struct author collect_author(struct arena *arena, const struct site *site,
                             struct report *report);

/* One page as a packet has it: with what its layouts add, or as it is built. `*whole`
 * false: it is its own text and no more, for which collect_page_tree() is to be asked. */
bool collect_page_shown(struct arena *arena, struct site *site,
                        const struct collect_options *options, struct page *page,
                        struct node **root, bool *whole, struct report *report);

/* One page's own text, before absorb, in `arena`: the tree and its files. */
bool collect_page_tree(struct arena *arena, struct site *site, struct page *page,
                       struct node **root, const struct line_map **map,
                       struct report *report);

#endif
