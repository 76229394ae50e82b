/* What a book is made of, in the order in which epub.c calls for it. Each part adds its
 * entries to the bundle, below BOOK_FOLDER; false means that an error is in the report. For
 * epub/ only. */
#ifndef OFFPRINT_EPUB_PARTS_H
#define OFFPRINT_EPUB_PARTS_H

#include "archive/archive.h"
#include "bundle/bundle.h"
#include "theme/theme.h"

#define BOOK_FOLDER "EPUB/"
#define BOOK_COVER "cover.svg"
#define BOOK_COVER_PAGE "cover.xhtml"
#define BOOK_TITLE_PAGE "title.xhtml"
#define BOOK_NAVIGATION "nav.xhtml"
#define BOOK_STYLE "style.css"

/* What is true of all pages, for those who choose a book by what they can read of it. */
struct claims {
    size_t pictures;  /* places where one is shown */
    size_t described; /* of these, that have an alternate text */
    bool may_move;    /* some are of a type that can move */
};

struct book {
    const struct packet *packet;
    struct archive_pages *pages;
    const struct page_starts *starts; /* of the PDF; of none nothing is told */
    struct str generator;
    struct claims claims;
};

/* The first page of the PDF's cover, or of its contents; NULL: it has none. navigation.c */
const struct front_start *front_start_of(const struct page_starts *starts, bool contents);
/* Its mark, in a block of its own; or nothing. */
void front_mark_write(const struct page_starts *starts, bool contents, struct buf *out);

void claims_find(const struct book *book, struct claims *out);

/* A picture in SVG, with ids as a book must have them. */
bool drawing_add(struct bundle *bundle, const struct book *book, struct str name,
                 const struct packet_file *file);
bool book_style_write(struct bundle *bundle, const struct theme *theme);
bool cover_write(struct bundle *bundle, const struct book *book);  /* picture and page */
bool leaves_write(struct bundle *bundle, const struct book *book); /* title, documents */
bool navigation_write(struct bundle *bundle, const struct book *book);
bool package_write(struct bundle *bundle, const struct book *book);

/* From the XML declaration to <body>, which stands open for attributes; its end. `up`: from
 * the page to BOOK_FOLDER. leaf.c */
struct leaf {
    struct str title, language;
    bool right_to_left;
    const char *up;
};
void leaf_open(const struct leaf *leaf, struct buf *out);
bool leaf_close(struct bundle *bundle, struct str name, struct buf *out); /* adds it */
/* Of the packet's own pages. */
struct leaf leaf_of_packet(const struct packet *packet);

#endif
