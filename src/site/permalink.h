/* Permalinks: from a source path and front matter to the address that is published. */
#ifndef OFFPRINT_SITE_PERMALINK_H
#define OFFPRINT_SITE_PERMALINK_H

#include "base/arena.h"

/* Of what: pages know path, basename and output_ext alone, files of a collection its label,
 * path, name, output_ext and a title, which they have none of. */
enum permalink_kind { PERMALINK_DOCUMENT, PERMALINK_PAGE, PERMALINK_FILE };

/* What the placeholders stand for. Texts that are empty vanish with their slash. */
struct permalink_parts {
    struct str path; /* folder of a page; path without extension of a document */
    enum permalink_kind kind;
    struct str name;       /* whole file name without extension */
    struct str basename;   /* file name without extension (and date) */
    struct str slug;       /* from front matter, or empty */
    struct str extension;  /* of the output: ".html" */
    struct str collection; /* label */
    const struct str *categories;
    size_t category_count;
    int64_t date; /* seconds since 1970, UTC */
};

/* A style's name ("pretty") to its template; any other text is a template already. */
struct str permalink_template(struct str style);

/* The template for pages under the site's style. */
struct str permalink_page_template(struct str style, bool is_index);

/* The template for a collection without its own, under the site's style. */
struct str permalink_collection_template(struct str style);

/* The address, with a leading '/', percent-encoded where parts need it. */
struct str permalink_expand(struct arena *arena, struct str template,
                            const struct permalink_parts *parts);

#endif
