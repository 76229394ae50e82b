/* Between the two files that look into a PDF: what its names and strings say. For safe/
 * only. */
#ifndef OFFPRINT_SAFE_PDF_H
#define OFFPRINT_SAFE_PDF_H

#include "base/buf.h"
#include "base/window.h"

#define PDF_NAME_ROOM 24 /* bytes of a name that are kept; none that matters is longer */

struct pdf_name {
    struct str text; /* without its escapes, in `room` */
    char room[PDF_NAME_ROOM];
};

/* The next name from `*at` on, which moves past it, as if the file ended at `end`, which is
 * not behind its own. False: there is none. */
bool pdf_next_name(struct window *file, size_t *at, size_t end, struct pdf_name *out);

/* What makes a viewer act, a bit each, from `from` on and before `end`; any bytes will do.
 * The highest bit is free. */
uint32_t pdf_find_actions(struct window *file, size_t from, size_t end);

/* "JavaScript and rich media"; nothing for nothing. */
void pdf_tell_actions(struct buf *out, uint32_t found);

#endif
