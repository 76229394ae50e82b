/* The frame around every page of the bundle: head, bar, lists of documents and
 * headings, and what follows the text. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_FRAME_H
#define OFFPRINT_ARCHIVE_FRAME_H

#include "archive/catalog.h"

struct frame {
    struct view view;
    struct str title; /* plain; of the page */
    struct str language;
    bool lists_all; /* the page itself lists documents and files */
};

/* From the doctype to <main>, and from </main> to the end. */
void frame_open(const struct frame *frame, struct buf *out);
void frame_close(const struct frame *frame, struct buf *out);

bool frame_has_headings(const struct frame *frame);
/* The list of the page's headings, which stands behind its title; nothing if it has none.
 */
void frame_add_headings(const struct frame *frame, struct buf *out);

/* The element that holds what is the page's own. */
void frame_open_main(struct buf *out);
void frame_close_main(struct buf *out);

#endif
