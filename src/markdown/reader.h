/* Reader: the two programs behind markdown.h. Both have markdown_read's contract;
 * `options` is never NULL here. */
#ifndef OFFPRINT_MARKDOWN_READER_H
#define OFFPRINT_MARKDOWN_READER_H

#include "markdown/markdown.h"

bool kramdown_read(struct arena *arena, struct str text, const struct line_map *map,
                   const struct markdown_options *options, struct node **out,
                   struct report *report);

bool commonmark_read(struct arena *arena, struct str text, const struct line_map *map,
                     const struct markdown_options *options, struct node **out,
                     struct report *report);

#endif
