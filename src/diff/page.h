/* Page: the <main> of a bundle's page in, blocks of an edition out. For diff/ only. */
#ifndef OFFPRINT_DIFF_PAGE_H
#define OFFPRINT_DIFF_PAGE_H

#include "base/value.h"
#include "diff/edition.h"
#include "diff/words.h"

/* What a bundle's names, below data/, stand for. */
struct known_file {
    struct str name; /* its site path */
    uint8_t sha256[SHA256_BYTES];
};
struct known_names {
    struct value addresses; /* of pages: "pages/aup.html" → "/aup/" */
    struct value files;     /* → index */
    struct known_file *known;
    size_t count, capacity;
};

/* The part of a whole page from its <main> on up to the end of that; empty: it has none. */
struct str page_main(struct str page);

struct page_reading {
    struct edition *edition;
    struct buf *text; /* the edition's, as it grows */
    struct word_cutter *cutter;
    const struct known_names *names;
    struct str address; /* of the document */
    uint32_t document;
};

/* Appends the page's blocks. False when memory is gone. */
bool page_read(const struct page_reading *reading, struct str main);

#endif
