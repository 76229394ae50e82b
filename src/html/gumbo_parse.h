/* Gumbo within memory that may run out (base/parser_memory.h). */
#ifndef OFFPRINT_HTML_GUMBO_PARSE_H
#define OFFPRINT_HTML_GUMBO_PARSE_H

#include "base/buf.h"
#include "base/parser_memory.h"

#include <gumbo.h>

/* The tree of a whole document; it lies in `memory` and goes with it, as one. NULL:
 * memory is gone. */
const GumboNode *gumbo_parse_within(struct parser_memory *memory, struct str text);

/* Of what it is given: character references beyond Unicode become those of U+FFFD, as HTML
 * has it (13.2.5.80), in as many bytes. Gumbo 0.10 lets their number overflow, and shows
 * what is left of it, which need not be UTF-8. */
void gumbo_bound_references(struct buf *html);

#endif
