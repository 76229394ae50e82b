/* Rewrite: a document as its page in the bundle shows it, in two passages. Headings stand
 * below the page's one h1; what is wide scrolls in a region of its own. For archive/ only.
 */
#ifndef OFFPRINT_ARCHIVE_REWRITE_H
#define OFFPRINT_ARCHIVE_REWRITE_H

#include "archive/catalog.h"

/* In a book, the marks of pages of the PDF that begin with the document. */
void rewrite_first_marks(const struct view *view, struct buf *out);

/* The words of the title, with their links and marks; the document's title when no
 * heading repeats it. */
void rewrite_title(const struct view *view, struct buf *out);

/* Whether the title is shown where it stands, with more of the text behind it. */
bool rewrite_has_title_before_text(const struct document *document);

/* All but the heading that repeats the title. `behind_title`: markup that goes behind the
 * block that holds the title, where that is so; or empty. */
void rewrite_body(const struct view *view, struct str behind_title, struct buf *out);

#endif
