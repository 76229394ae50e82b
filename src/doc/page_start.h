/* Where pages of a PDF begin, for outputs that tell its page numbers in the text: layout/
 * finds them, as long as it has its pages, and whoever writes the text looks the words up
 * in it. */
#ifndef OFFPRINT_DOC_PAGE_START_H
#define OFFPRINT_DOC_PAGE_START_H

#include "base/str.h"

struct page_start {
    struct str label; /* "12", from "1" behind cover and contents, as it stands there */
    size_t document;  /* index in the packet */
    bool opens;       /* the document begins on it */
    struct str words; /* its first, without white space; empty: it begins with a picture */
    size_t length;    /* bytes of all its text, likewise */
};

/* One in front of them that is not blank. */
struct front_start {
    struct str label; /* "ii", as it stands there */
    bool contents;    /* else of the cover */
};

/* In the order of pages; items: of documents alone. */
struct page_starts {
    const struct page_start *items;
    size_t count;
    const struct front_start *front;
    size_t front_count;
};

#endif
