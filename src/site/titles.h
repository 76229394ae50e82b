/* Titles as heads of pages have them: the page's own with the site's, before or behind it.
 * For site/ only. */
#ifndef OFFPRINT_SITE_TITLES_H
#define OFFPRINT_SITE_TITLES_H

#include "base/arena.h"

enum title_part { TITLE_START, TITLE_END, TITLE_WHOLE };

/* The part that most of the titles begin or end with, with what separates it, or what most
 * of them are; empty: there is none such. Empty titles do not count. */
struct str titles_find_shared(struct arena *arena, const struct str *titles, size_t count,
                              enum title_part which);

/* What most titles begin or end with, and what most of those end with that are left then: a
 * blog has a name, and its author's site one more. */
struct title_parts {
    struct str start, end, before; /* `before`: the end of what `end` ends */
};

struct title_parts titles_find_parts(struct arena *arena, const struct str *titles,
                                     size_t count);

/* Notes which titles three or more have alike. False when the arena is full. */
bool titles_mark_repeated(struct arena *arena, const struct str *titles, size_t count,
                          bool *repeated);

/* The title without these. */
struct str title_without(struct str title, const struct title_parts *parts);

/* Whether the part is the title with what separates it from others. */
bool title_is_part(struct str title, struct str part);

/* The title without that of the site at its end or its beginning; empty: it says no more.
 */
struct str title_without_site(struct str title, struct str site);

#endif
