/* HTML tags within kramdown's text as nodes: attributes, the text between tags. Blocks and
 * spans of HTML both stand on this. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_HTML_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_HTML_H

#include "base/html_tag.h"
#include "markdown/kramdown_ground.h"

/* Whether a tag is left out since its element nests deeper than the limit; `*beyond` counts
 * those that are open. */
bool html_is_beyond(const struct kramdown *k, const struct html_tag *tag, size_t depth,
                    size_t *beyond);

/* Gives `node` the tag's attributes, but for markdown="...", whose value it gives back. */
struct str html_attributes(struct arena *arena, struct node *node, struct str text,
                           const struct html_tag *tag);

/* Text between tags, as children of `parent`: entities are characters. */
void html_add_text(struct kramdown *k, struct node *parent, const struct source *source,
                   size_t from, size_t to);

#endif
