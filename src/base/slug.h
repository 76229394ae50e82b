/* Slugs as Jekyll makes them: for permalinks and the slugify filter. */
#ifndef OFFPRINT_BASE_SLUG_H
#define OFFPRINT_BASE_SLUG_H

#include "base/arena.h"

enum slug_mode {
    SLUG_DEFAULT, /* letters, marks and digits stay */
    SLUG_PRETTY,  /* and ._~!$&'()+,;=@ */
    SLUG_ASCII,   /* ASCII letters and digits only */
    SLUG_RAW,     /* all but white space */
    SLUG_LATIN,   /* as default, Latin letters in ASCII */
    SLUG_NONE,    /* everything */
};

/* What does not stay becomes '-', one for a run of it, none at the ends. `lower` folds
 * case. */
struct str slug_make(struct arena *arena, struct str text, enum slug_mode mode, bool lower);

/* "my-first_post" as "My First_post": Jekyll's title of a document that names none. */
struct str slug_title(struct arena *arena, struct str slug);

/* In XML an id is a name without colons (XML Schema 2, 3.3.8): here those in ASCII, as the
 * rest of what names may hold is no short list. */
bool slug_is_xml_name(struct str id);

#endif
