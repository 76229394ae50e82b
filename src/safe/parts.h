/* What safe.c asks of its neighbours about one file. For safe/ only. */
#ifndef OFFPRINT_SAFE_PARTS_H
#define OFFPRINT_SAFE_PARTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/window.h"

struct sieve;

/* All of the page `text`, UTF-8, through the sieve. False: too deep, or memory is gone. */
bool page_sieve(struct str text, struct sieve *sieve);

/* The text of a page as UTF-8: by its byte order mark, by what its head says, else as
 * UTF-8 when it is that, else as browsers read pages that do not say. Its own bytes or in
 * the arena; empty: it cannot be read. */
struct str charset_decode(struct arena *arena, struct str bytes);

/* "JavaScript", "JavaScript and a launch of programs", …; empty: nothing in the PDF runs.
 * In the arena. */
struct str pdf_find_active(struct arena *arena, struct window *file);

/* Whether an office file, zip or OLE, holds macros. */
bool office_has_macros(struct arena *arena, struct window *file);

/* Whether it is text for people: no byte that only machines write, in its first part. */
bool content_is_text(struct window *file);
/* Whether a browser that guesses would take it for a page or for XML. */
bool content_is_markup(struct window *file);

#endif
