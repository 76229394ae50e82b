/* Character entities: &name; and &#number; as kramdown knows them. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_ENTITY_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_ENTITY_H

#include "base/arena.h"

#define ENTITY_BYTES 32 /* every name is shorter */

/* The end of what has an entity's form at text[at] = '&', or `at`. */
size_t entity_end(struct str text, size_t at);

/* The bytes of the entity at text[at] = '&', or 0 when kramdown does not know it; its
 * text in `out`. */
size_t entity_at(struct arena *arena, struct str text, size_t at, struct str *out);

/* `text` with every known entity replaced; itself when there is none. */
struct str entities_decode(struct arena *arena, struct str text);

#endif
