/* Names of what a page defines (links, notes, ...), each with the index of what it
 * names, and how names are brought to one spelling. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_NAMES_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_NAMES_H

#include "base/text_map.h"

struct buf;

/* Empty when all zero. */
struct name_table {
    struct text_map map;
};

bool name_find(const struct name_table *table, struct str name, size_t *out);
/* False when the arena is full. */
bool name_set(struct arena *arena, struct name_table *table, struct str name, size_t index);

/* A link's label as it is compared: lower case, white space as one blank. */
struct str name_normalize(struct arena *arena, struct str label);

/* A code point in lower case, by Unicode's rules. */
void buf_add_lower(struct buf *out, uint32_t c);

#endif
