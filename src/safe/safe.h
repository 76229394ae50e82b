/* Safe: what may lie in a bundle. A file of the site in; out comes what the bundle keeps of
 * it, so that nothing of the site runs or loads whatever is opened there, by a browser or
 * with a double click. Runs in collecting, once for each file that a link or an image
 * names; what care a type needs stands in the table of base/media_type.c.
 *
 * Every file's name ends, once safe, in an extension of that table, and its content is what
 * that extension promises: markup of any kind is a cleaned copy or a text. */
#ifndef OFFPRINT_SAFE_SAFE_H
#define OFFPRINT_SAFE_SAFE_H

#include "base/arena.h"
#include "base/report.h"
#include "base/window.h"

enum safe_kind {
    SAFE_KEPT,   /* byte for byte under its own name, or one that says what it is */
    SAFE_TEXT,   /* byte for byte, but a text to whoever opens it */
    SAFE_COPY,   /* a copy without what runs or loads */
    SAFE_ACTIVE, /* it runs when it is opened; byte for byte where that is allowed */
};

struct safe_file {
    enum safe_kind kind;
    struct str bytes;      /* to be kept: the file's own, or in the arena; of a file that
                              flows none: it is kept as it is */
    struct str media_type; /* of these; static */
    const char *name_end;  /* goes behind the file's name; "" when that is right already */
    struct str removed;    /* "2 scripts and 1 event handler"; or empty */
    struct str active;     /* what it may run: "a program", "JavaScript"; or empty */
};

/* The site's pictures, for what a copy shows: `find` gives the bytes of the one that
 * `address`, relative as the file writes it, leads to; empty: there is none. They are
 * borrowed for the time of the call. */
struct safe_pictures {
    void *data;
    struct str (*find)(void *data, struct str address);
};

/* Whether to look at the file it need not be whole, in memory: it is no markup, of which
 * the bundle would have a copy. */
bool safe_file_flows(struct str path, struct window *file);

/* Looks at the file `path`, which is whole or flows. `address` is its own on the live site,
 * for the links of a page that is copied; empty: these links go. What a copy shows of
 * `pictures` is written into it; NULL: there are none. False only when memory is gone
 * ("out-of-memory" reported). Where the file could not be read all along (its `status`),
 * what comes out is worth nothing. */
bool safe_file_make(struct arena *arena, struct str path, struct window *file,
                    struct str address, const struct safe_pictures *pictures,
                    struct safe_file *out, struct report *report);

#endif
