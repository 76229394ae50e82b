/* The ground that both passes of the kramdown reader stand on: a page's settings, what
 * it defines by name, what waits to be done, and the making of nodes.
 *
 * Reading takes two passes. The block pass (kramdown_block.h) walks a source line by
 * line and builds the block nodes; text for the span pass is only kept here, because
 * links, attribute lists and footnotes may be defined after their use. The span pass
 * (kramdown_span.h) then fills those nodes. At last come ids, abbreviations and contents
 * (kramdown_finish.h). kramdown.c runs them in this order.
 *
 * Everything lives in the arena. Nothing here fails by itself: what found no room is
 * left out, and kramdown.c asks the arena at the end. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_GROUND_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_GROUND_H

#include "base/buf.h"
#include "doc/doc.h"
#include "markdown/abbreviations.h"
#include "markdown/kramdown_ial.h"
#include "markdown/kramdown_names.h"
#include "markdown/kramdown_settings.h"
#include "markdown/kramdown_source.h"

/* What [label]: address "title" says. */
struct link_definition {
    struct str address, title;
    struct ial *ial; /* or NULL */
};

struct link_table {
    struct link_definition *items;
    size_t count, capacity;
    struct name_table names; /* normalized */
    size_t longest_name;
};

struct abbreviation_table {
    struct abbreviation *items;
    size_t count, capacity;
    struct name_table names;
};

/* What {:name: ...} says. */
struct ial_table {
    struct ial **items;
    size_t count, capacity;
    struct name_table names;
};

/* Bytes [from, to) of a source, whose spans will be children of `node`. */
struct waiting_text {
    struct node *node;
    struct source *source;
    size_t from, to;
};

struct text_queue {
    struct waiting_text *items;
    size_t count, capacity;
    size_t done; /* so many are read */
};

struct waiting_ial {
    struct node *node;
    struct ial *ial;
};

struct ial_queue {
    struct waiting_ial *items;
    size_t count, capacity;
    size_t done; /* so many are applied */
};

struct footnote {
    struct str label;
    struct node *node;       /* its blocks; in the tree from the first reference on */
    struct text_queue texts; /* of its blocks, which wait until then, too */
    uint32_t references;
};

struct footnote_table {
    struct footnote *items;
    size_t count, capacity;
    struct name_table names;
    size_t *order; /* indices, by first reference */
    size_t used, order_capacity;
    size_t placed;      /* so many of `order` are in the tree */
    struct node *place; /* where {:footnotes} stood, or NULL */
};

/* What attributes are not given beyond, told once each. */
enum attribute_limit {
    BEYOND_ATTRIBUTES,
    BEYOND_CLASSES,
    BEYOND_LISTS,
    BEYOND_DEPTH,
    ATTRIBUTE_LIMIT_COUNT
};

struct attribute_allowance {
    struct buf classes; /* of the node at hand */
    size_t used_bytes;  /* of MARKDOWN_LISTS_LIMIT_BYTES */
    bool told[ATTRIBUTE_LIMIT_COUNT];
};

/* A page while it is read. */
struct kramdown {
    struct arena *arena;
    struct report *report;
    const struct line_map *map;
    struct str input; /* as given */
    struct kramdown_settings settings;
    size_t nesting_limit;
    bool nesting_told;

    struct node *root;
    struct node *toc; /* the first list marked {:toc}; further ones stay lists */
    struct link_table links;
    struct abbreviation_table abbreviations;
    struct ial_table attribute_lists;
    struct footnote_table footnotes;
    struct text_queue texts;
    struct ial_queue ials;
    struct attribute_allowance allowance;

    struct node *free_nodes; /* of spans that came to nothing */
};

/* Nodes and places */
struct spot kramdown_spot(struct kramdown *k, const struct source *source, size_t at);
struct node *kramdown_node(struct kramdown *k, enum node_kind kind,
                           const struct source *source, size_t at);
void kramdown_recycle(struct kramdown *k, struct node *node); /* with its children */
/* Some of Jekyll's additions do not reach into HTML elements and footnotes. */
bool kramdown_is_plain(const struct node *node);
/* Reports, once, that what stands at `at` is nested too deep. */
void kramdown_too_deep(struct kramdown *k, const struct source *source, size_t at);
/* Where the node stands, for a report. */
struct place kramdown_place(const struct kramdown *k, const struct node *node);

/* Text for the span pass */
void texts_add(struct kramdown *k, struct node *node, struct source *source, size_t from,
               size_t to);
struct waiting_text *texts_last(struct kramdown *k); /* or NULL */

/* Definitions. Each gives the table's own item until the next one is defined, or NULL
 * when the arena is full. Of two of one name the later holds, but lists are merged. */
struct link_definition *link_define(struct kramdown *k, struct str label,
                                    struct link_definition one);
const struct link_definition *link_find(struct kramdown *k, struct str label);
struct abbreviation *abbreviation_define(struct kramdown *k, struct abbreviation one);
struct footnote *footnote_define(struct kramdown *k, struct footnote one);
void attribute_list_define(struct kramdown *k, struct str name, struct ial *ial);

#endif
