/* Containers: a source being read into a node of blocks, and the marks between those
 * blocks. What the readers of blocks build goes through here. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_CONTAINER_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_CONTAINER_H

#include "markdown/kramdown_ground.h"

struct container {
    struct kramdown *k;
    struct source *source;
    size_t at; /* a line's start, but behind HTML */
    struct node *node;
    struct ial *pending;   /* {: } above the next block */
    struct ial **trailing; /* of a definition that a {: } right below belongs to */
    struct str end_tag;    /* HTML element that ends this container, or empty */
    bool ended;            /* its end tag was seen */
    bool in_list_item;
    size_t depth;
    size_t no_fence[2];      /* runs of '`' and '~' this long do not close further down; 0:
                                unknown */
    size_t no_extension_end; /* from here on, no {:/...}; 0: unknown */
};

/* What stands between blocks and shows nothing, but decides about looseness, boundaries
 * and whose a {: } below is. Marks are siblings of the blocks while a container is read;
 * marks_drop() ends them. */
enum block_mark {
    MARK_NONE,           /* a block */
    MARK_BLANK,          /* blank lines, mark_lines() of them */
    MARK_WHITE,          /* the same, but the first one holds white space */
    MARK_END,            /* '^': the block above ends */
    MARK_ATTRIBUTES,     /* {: } of the block above, which more of them may follow */
    MARK_DEFINITION,     /* of a link, an abbreviation or a note: takes no {: } below */
    MARK_ATTRIBUTE_LIST, /* {:name: } */
    MARK_OPTIONS,        /* {::options} */
};

enum block_mark mark_of(const struct node *node); /* MARK_NONE for NULL, too */
bool mark_is_blank(const struct node *node);
size_t mark_lines(const struct node *blank);
void marks_drop(struct node *node); /* from among its children */

/* Adds a mark below the last block. */
void container_add_mark(struct container *c, enum block_mark mark);
void container_add_blank(struct container *c, enum block_mark mark, size_t lines);
void container_settle(struct container *c); /* no {: } waits any more */

/* `node` (or nothing, when NULL) comes next and takes the {: } above it. */
void block_add(struct container *c, struct node *node);
void block_added(struct container *c, struct node *node); /* a block already in place */
/* As block_add(), but leaves the {: } above it to the next block. */
void block_add_bare(struct container *c, struct node *node);
struct node *block_last(const struct container *c);           /* not a mark */
bool block_at_boundary(const struct container *c);            /* above */
bool block_boundary_at(const struct container *c, size_t at); /* below, at a line start */

#endif
