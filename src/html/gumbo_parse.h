/* Gumbo within memory that may run out (base/parser_memory.h). */
#ifndef OFFPRINT_HTML_GUMBO_PARSE_H
#define OFFPRINT_HTML_GUMBO_PARSE_H

#include "base/parser_memory.h"

#include <gumbo.h>

/* The tree of a whole document; it lies in `memory` and goes with it, as one. NULL:
 * memory is gone. */
const GumboNode *gumbo_parse_within(struct parser_memory *memory, struct str text);

#endif
