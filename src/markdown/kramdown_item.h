/* Items: which lines belong to an item of a list or a definition, and how they read
 * without its indentation. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_ITEM_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_ITEM_H

#include "markdown/kramdown_ground.h"

struct item_shape {
    size_t indent; /* columns that further lines need */
    bool begun;    /* its first line holds text */
};

/* The first line of an item from behind its marker, which ends at `column`. The text
 * goes to `out`; the indentation of further lines to `shape`. */
void item_first_line(struct arena *arena, struct source_builder *out,
                     const struct source *source, size_t content, size_t end, size_t column,
                     struct item_shape *shape);

bool item_has_line(struct str text, size_t at, size_t indent); /* by its indentation */

/* A further line without the item's indentation, if it has it; tabs in front become
 * spaces. */
void item_add_line(struct arena *arena, struct source_builder *out,
                   const struct source *source, size_t at, size_t end, size_t indent,
                   bool *indented);

/* An item that begins with {: ...} takes it as its own. */
void item_take_ial(struct kramdown *k, struct node *item, struct source *source);

#endif
