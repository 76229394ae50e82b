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

/* Behind the comment, or the processing instruction, that begins at `at`; STR_NONE: none
 * does, or it has no end. `*none`, of the text: from there on there is no end, and it is
 * not looked for again; 0: unknown. */
size_t html_comment_once(struct str text, size_t at, size_t *none);
size_t html_instruction_once(struct str text, size_t at, size_t *none);

/* Gives `node` the tag's attributes, but for markdown="...", whose value it gives back. */
struct str html_attributes(struct arena *arena, struct node *node, struct str text,
                           const struct html_tag *tag);

/* Text between tags, as children of `parent`: entities are characters. */
void html_add_text(struct kramdown *k, struct node *parent, const struct source *source,
                   size_t from, size_t to);

#endif
