/* The block pass: a source's lines become blocks of a node; text for the span pass is
 * put by (texts_add). */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_BLOCK_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_BLOCK_H

#include "markdown/kramdown_container.h"

/* The page's blocks below k->root. */
void blocks_read_page(struct kramdown *k, struct source *source);

/* What `c` says is to be read; marks stay among its blocks. */
void blocks_read(struct container *c);

/* The blocks of `source` below `node`, one level deeper than `outer`; marks stay. Does
 * nothing when either is NULL. */
void blocks_read_source(const struct container *outer, struct source *source,
                        struct node *node);

#endif
