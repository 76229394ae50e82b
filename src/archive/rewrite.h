/* Rewrite: the body of a document as the bundle shows it. Links lead to files of the
 * bundle or say where they go; headings stand below the page's one h1. For archive/
 * only. */
#ifndef OFFPRINT_ARCHIVE_REWRITE_H
#define OFFPRINT_ARCHIVE_REWRITE_H

#include "archive/bundle.h"

/* Ids of the frame begin so; documents' own that do are left out. */
#define FRAME_ID "offprint-"

/* What the author put before the title: a table of contents, or nothing. */
void rewrite_lead(const struct bundle *bundle, const struct document *document,
                  const char *up, struct buf *out);

/* All but the heading that repeats the title, and its lead. `up` leads from the page to
 * data/. */
void rewrite_body(const struct bundle *bundle, const struct document *document,
                  const char *up, struct buf *out);

/* The words of the title, with their links and marks; the document's title when no
 * heading repeats it. */
void rewrite_title(const struct bundle *bundle, const struct document *document,
                   const char *up, struct buf *out);

/* Whether `id` is an anchor of the document's page. */
bool rewrite_keeps_anchor(const struct document *document, struct str id);

#endif
