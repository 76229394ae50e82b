/* Bundles of packets for names: what all have in common is packed once, and each takes its
 * own PDF along. */
#ifndef OFFPRINT_BUNDLES_H
#define OFFPRINT_BUNDLES_H

#include "archive/archive.h"
#include "base/digest.h"
#include "make.h"

struct bundles {
    struct archive *base;    /* NULL: none are made */
    struct arena arena, one; /* of that; of the one that was made last */
    struct pieces pdf;       /* of the latter */
    struct report *report;
};

/* False: reported. */
bool bundles_open(struct bundles *bundles, const struct making *making);
void bundles_close(struct bundles *bundles); /* harmless on one that is not open */

/* The zip of `packet`, which is the making's for a name: its folder has `name`, its PDF
 * is `pdf`. `out`, which is new, lasts until the next one is made. False: reported. */
bool bundles_make(struct bundles *bundles, const struct packet *packet, struct str name,
                  const struct pieces *pdf, size_t page_count, struct pieces *out);

/* Adds what all have in common. */
void bundles_digest(const struct bundles *bundles, struct digester *digester);

#endif
