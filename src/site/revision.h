/* Revision: which state of its source a site is in, without running git. */
#ifndef OFFPRINT_SITE_REVISION_H
#define OFFPRINT_SITE_REVISION_H

#include "site/site.h"

/* The commit that .git in the site's root stands at, and its date where the object lies
 * loose (else 0). True when there is a revision; both are empty otherwise. */
bool revision_read(struct arena *arena, const struct site *site, struct str *revision,
                   int64_t *date);

/* The newest date that posts or front matter of the packet's pages name; without any, the
 * newest modification of their files; 0: unknown. */
int64_t packet_newest_date(struct site *site, const struct packet *packet);

#endif
