/* Rewrite: a document as its page in the bundle shows it, in two passages. Headings stand
 * below the page's one h1; what is wide scrolls in a region of its own. For archive/ only.
 */
#ifndef OFFPRINT_ARCHIVE_REWRITE_H
#define OFFPRINT_ARCHIVE_REWRITE_H

#include "archive/catalog.h"

/* The words of the title, with their links and marks; the document's title when no
 * heading repeats it. */
void rewrite_title(const struct view *view, struct buf *out);

/* All but the heading that repeats the title. */
void rewrite_body(const struct view *view, struct buf *out);

#endif
