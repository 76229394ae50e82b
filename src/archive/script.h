/* The script of all pages of the bundle (page.js), and its element in them. For archive/
 * only.
 */
#ifndef OFFPRINT_ARCHIVE_SCRIPT_H
#define OFFPRINT_ARCHIVE_SCRIPT_H

#include "base/buf.h"

/* Its element, for the head of a page in that language, which is `up` below data/. */
void script_add(struct str language, const char *up, struct buf *out);

#endif
