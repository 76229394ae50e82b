/* The readers of blocks. Each looks at the line at c->at and answers whether it took
 * something; the order in which they are asked stands in kramdown_block.c. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_BLOCK_READERS_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_BLOCK_READERS_H

#include "markdown/kramdown_container.h"

bool block_read_indented_code(struct container *c);
bool block_read_fenced_code(struct container *c);
bool block_read_atx(struct container *c);
bool block_read_setext(struct container *c);
bool block_read_list(struct container *c);
bool block_read_definition_list(struct container *c);
bool block_read_html(struct container *c);
bool block_read_table(struct container *c);

/* Definitions, which show nothing where they stand */
bool block_read_footnote(struct container *c);
bool block_read_link_definition(struct container *c);
bool block_read_abbreviation(struct container *c);

#endif
