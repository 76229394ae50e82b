/* Revision: which state of its source a site is in, without running git. */
#ifndef OFFPRINT_SITE_REVISION_H
#define OFFPRINT_SITE_REVISION_H

#include "site/site.h"

/* The commit that .git in the site's root stands at, and its date (0: its object
 * cannot be read). True when there is a revision; both are empty otherwise. */
bool revision_read(struct arena *arena, const struct site *site, struct str *revision,
                   int64_t *date);

/* The newest date that a post or a page's front matter names; 0: none does. Not the
 * files' own dates: a copy or checkout of the same source would then make other bytes. */
int64_t site_newest_date(const struct site *site);

#endif
