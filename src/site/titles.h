/* Titles as heads of pages have them: the page's own with the site's, before or behind it.
 * For site/ only. */
#ifndef OFFPRINT_SITE_TITLES_H
#define OFFPRINT_SITE_TITLES_H

#include "base/arena.h"

/* The part that most of the titles end with, or begin with, with what separates it; empty:
 * there is none such. Empty titles do not count. */
struct str titles_find_shared(struct arena *arena, const struct str *titles, size_t count,
                              bool ends);

/* The title without the one or the other. */
struct str title_without(struct str title, struct str start, struct str end);

/* The title without that of the site at its end or its beginning; empty: it says no more.
 */
struct str title_without_site(struct str title, struct str site);

#endif
