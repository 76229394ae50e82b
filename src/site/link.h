/* Link: percent-encoding for addresses that go into outputs. */
#ifndef OFFPRINT_SITE_LINK_H
#define OFFPRINT_SITE_LINK_H

#include "base/arena.h"

/* What may not stand in an address as %XX; an escape that is there stays. */
struct str link_encode(struct arena *arena, struct str address);

#endif
