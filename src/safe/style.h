/* Style sheets without what they would fetch. For safe/ only. */
#ifndef OFFPRINT_SAFE_STYLE_H
#define OFFPRINT_SAFE_STYLE_H

#include "base/buf.h"

/* Appends the sheet, declarations or value `css` without imports and without addresses
 * other than "#part" and embedded pictures and faces; a '<' stands only before white space
 * or '=', so that all can stand as it is within <style>. `out` is to be empty. Gives the
 * number of those that went. */
size_t style_sieve(struct str css, struct buf *out);

#endif
