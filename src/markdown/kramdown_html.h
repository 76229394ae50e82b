/* HTML tags as kramdown reads them: which elements stay in a paragraph, where a tag
 * ends, its attributes, the text between tags. Blocks and spans of HTML both stand on
 * this. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_HTML_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_HTML_H

#include "markdown/kramdown_ground.h"

enum html_content { HTML_RAW, HTML_SPAN, HTML_BLOCK };

struct html_tag {
    struct str name;     /* lower case when it is an HTML element */
    size_t end;          /* behind '>' */
    bool closing, empty; /* </x>, <x/> */
    size_t attributes, attributes_end;
};

/* The tag at text[at] = '<', or false. */
bool html_tag_at(struct arena *arena, struct str text, size_t at, struct html_tag *out);

bool html_is_span(struct str name);                 /* stays in its paragraph */
bool html_is_block(struct str name);                /* never within a paragraph */
bool html_is_void(struct str name);                 /* has no end tag */
bool html_is_verbatim(struct str name);             /* script, style */
bool html_is_parsed(struct str name);               /* spans are read within it */
enum html_content html_content_of(struct str name); /* with markdown="1" */

/* Whether a tag is left out since its element nests deeper than the limit; `*beyond` counts
 * those that are open. */
bool html_is_beyond(const struct kramdown *k, const struct html_tag *tag, size_t depth,
                    size_t *beyond);

/* The end of a name of an element or attribute at `at`, or `at`. */
size_t html_name_end(struct str text, size_t at);

/* Gives `node` the tag's attributes, but for markdown="...", whose value it gives back. */
struct str html_attributes(struct arena *arena, struct node *node, struct str text,
                           const struct html_tag *tag);

/* Text between tags, as children of `parent`: entities are characters. */
void html_add_text(struct kramdown *k, struct node *parent, const struct source *source,
                   size_t from, size_t to);

size_t html_comment_end(struct str text, size_t at, size_t end);     /* or STR_NONE */
size_t html_end_tag_at(struct str text, size_t at, struct str name); /* its end, or 0 */
size_t html_find_end_tag(struct str text, struct str name, size_t from, size_t to);

#endif
