/* Anchors: under which name a node of a document is reached on its page. For archive/ only.
 */
#ifndef OFFPRINT_ARCHIVE_ANCHOR_H
#define OFFPRINT_ARCHIVE_ANCHOR_H

#include "archive/catalog.h"

/* Ids of the frame begin so, and those that are made for a document's nodes. */
#define FRAME_ID "offprint-"

/* Appends the node's id in its page, percent-encoded for a link; nothing (false) where none
 * leads to it. */
bool anchor_add_fragment(const struct catalog *catalog, const struct document *document,
                         const struct node *node, struct buf *out);

/* ` id="…"`, if it has one. */
void anchor_add_id(const struct catalog *catalog, const struct document *document,
                   const struct node *node, struct buf *out);

#endif
