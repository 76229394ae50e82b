/* Addresses in markup that is copied: which may stay. For safe/ only. */
#ifndef OFFPRINT_SAFE_ADDRESS_H
#define OFFPRINT_SAFE_ADDRESS_H

#include "base/arena.h"

enum address_kind {
    ADDRESS_PART,     /* "#part" of the same file */
    ADDRESS_WEB,      /* http:, https:, mailto:, tel: */
    ADDRESS_RELATIVE, /* without a scheme */
    ADDRESS_EMBEDDED, /* data: of a picture or a face that no browser takes for a page */
    ADDRESS_OTHER,    /* javascript: and all the rest */
};

/* `*clean` is the address as browsers read it: without white space at its ends, without
 * line ends, tabs and control characters anywhere. In the arena, or the text itself. */
enum address_kind address_judge(struct arena *arena, struct str text, struct str *clean);

bool address_is_embedded(struct str address);

/* `relative` as seen from the page at `base`; empty when it cannot be. */
struct str address_join(struct arena *arena, struct str base, struct str relative);

#endif
