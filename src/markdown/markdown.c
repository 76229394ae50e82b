/* Markdown: which of the two readers reads. */
#include "markdown/markdown.h"

#include "markdown/reader.h"

struct markdown_options markdown_options_default(void)
{
    return (struct markdown_options){.auto_ids = true, .footnote_start = 1};
}

bool markdown_read(struct arena *arena, struct str text, const struct line_map *map,
                   const struct markdown_options *options, struct node **out,
                   struct report *report)
{
    struct markdown_options usual = markdown_options_default();
    options = options ? options : &usual;
    return (options->dialect == MARKDOWN_KRAMDOWN ? kramdown_read : commonmark_read)(
        arena, text, map, options, out, report);
}
