/* Extensions: {::comment}, {::nomarkdown}, {::options}, as blocks and in spans. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_EXTENSION_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_EXTENSION_H

#include "markdown/kramdown_ground.h"

struct extension {
    struct str name;
    struct str inside; /* options */
    size_t body, body_end, end;
    bool has_body;
};

/* The extension at text[at] = "{::", which must end before `limit`. */
bool extension_at(struct arena *arena, struct str text, size_t at, size_t limit, bool block,
                  struct extension *out);

/* What it shows: a comment's text, or the body of nomarkdown unless it is for another
 * output; NULL when that is nothing. Options are set. */
struct node *extension_node(struct kramdown *k, const struct source *source, size_t at,
                            const struct extension *extension, bool block);
bool extension_is_options(const struct extension *extension);

#endif
