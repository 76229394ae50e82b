/* The words of what stands around the text (contents, cover, notes, chrome of the bundle's
 * pages), in the languages of the table in phrases.c; in any other they are English. */
#ifndef OFFPRINT_BASE_PHRASES_H
#define OFFPRINT_BASE_PHRASES_H

#include "base/buf.h"

enum phrase {
    PHRASE_CONTENTS,
    PHRASE_DOCUMENTS,
    PHRASE_WORDS,
    PHRASE_COPY_OF, /* a label: of what */
    PHRASE_AS_OF,   /* a label: of which day */
    PHRASE_REVISION,
    PHRASE_REVISION_IN_LINE, /* the same among others */
    PHRASE_PREPARED_FOR,
    PHRASE_CONTACT,
    PHRASE_COLOPHON,
    PHRASE_WEB_ADDRESSES,
    PHRASE_PAGES_LEFT_OUT,
    PHRASE_ABOUT_COPY,
    PHRASE_COPY_DATED, /* '%' is the date */
    PHRASE_SOURCE,
    PHRASE_CALLOUT_NOTE, /* in the order of enum callout */
    PHRASE_CALLOUT_TIP,
    PHRASE_CALLOUT_IMPORTANT,
    PHRASE_CALLOUT_WARNING,
    PHRASE_CALLOUT_CAUTION,
    PHRASE_PAGE_SHORT, /* '%' is its number, as are the next two */
    PHRASE_PAGE,
    PHRASE_NOTE,
    PHRASE_IMAGE,
    PHRASE_FILE,
    PHRASE_FILES,
    PHRASE_LINKS,
    PHRASE_ON_THIS_PAGE,
    PHRASE_PREVIOUS,
    PHRASE_NEXT,
    PHRASE_SKIP,
    PHRASE_PACKET,
    PHRASE_COMMA,      /* between the parts of a line */
    PHRASE_LINKS_WORK, /* from here on sentences */
    PHRASE_LINKED_ONLY,
    PHRASE_SITE_COUNTS,
    PHRASE_DATE,   /* d, m and y are its parts */
    PHRASE_MONTHS, /* their names, as dates have them */
    PHRASE_COUNT
};

/* In the language (BCP 47), or in English, which `*english` then tells of; `english` may be
 * NULL. */
const char *phrase_in(struct str language, enum phrase phrase, bool *english);

/* Whether the table has the language, so that no phrase but sentences is in another. */
bool phrases_have(struct str language);

/* The phrase with `value` where its '%' is. */
void phrase_add(struct buf *out, struct str language, enum phrase phrase, struct str value);

/* The day as the language writes it: "15. Juli 2021". */
void phrase_add_date(struct buf *out, struct str language, int64_t seconds);

#endif
