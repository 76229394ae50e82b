/* The frame around every page of the bundle: head, bar, lists of documents and
 * headings, and what follows the text. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_HTML_H
#define OFFPRINT_ARCHIVE_HTML_H

#include "archive/bundle.h"

struct frame {
    const struct bundle *bundle;
    const char *up;   /* from the page to data/: "" or "../" */
    struct str title; /* plain; of the page */
    struct str language;
    const struct document *document; /* that the page shows; NULL: none */
};

/* From the doctype to <main>, and from </main> to the end. */
void frame_open(const struct frame *frame, struct buf *out);
void frame_close(const struct frame *frame, struct buf *out);

/* Escaped and on one line. */
void page_add_text(struct buf *out, struct str text);

/* ` <span class="kind">PDF 96 kB</span>` */
void page_add_kind(struct buf *out, const struct packet_file *file);

#endif
