/* Anchors: which ids of a document its page keeps. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_ANCHOR_H
#define OFFPRINT_ARCHIVE_ANCHOR_H

#include "doc/doc.h"

/* Ids of the frame begin so; documents' own that do are left out. */
#define FRAME_ID "offprint-"

/* Whether `id` is an anchor of the document's page. */
bool anchor_is_kept(const struct document *document, struct str id);

/* Whether `node` is the one that carries its id there: ids are unique in a page. */
bool anchor_is_at(const struct document *document, const struct node *node);

/* ` id="…"` where it is. */
void anchor_add_id(const struct document *document, const struct node *node,
                   struct buf *out);

#endif
