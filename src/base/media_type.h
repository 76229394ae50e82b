/* Media types of files that go along: by content first, then by extension. */
#ifndef OFFPRINT_BASE_MEDIA_TYPE_H
#define OFFPRINT_BASE_MEDIA_TYPE_H

#include "base/str.h"

struct str media_type_of(struct str path, struct str bytes); /* a static text */

#endif
