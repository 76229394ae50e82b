/* References: links and images of a page. Links lead to files of the bundle or say where
 * they go. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_REFERENCE_H
#define OFFPRINT_ARCHIVE_REFERENCE_H

#include "archive/catalog.h"

/* The opening or the closing of a NODE_LINK. */
void reference_write_link(const struct view *view, const struct node *node, bool entering,
                          struct buf *out);
/* `tallest`: in pixels, of what is small beside its words; 0: as it is. */
void reference_write_image(const struct view *view, const struct node *node,
                           unsigned tallest, struct buf *out);

#endif
