/* The catalog: where the bundle keeps each document, source and file of a packet. Made
 * once before anything is written, then only read. For archive/ only.
 *
 * Names stand below data/ and live in the arena of catalog_make. */
#ifndef OFFPRINT_ARCHIVE_CATALOG_H
#define OFFPRINT_ARCHIVE_CATALOG_H

#include "doc/doc.h"

struct archive_series;
struct document_marks;

/* A file of the packet as the bundle holds it. */
struct held_file {
    struct str name;        /* empty: it does not go along */
    uint32_t width, height; /* pixels of one that is shown; 0: not known */
};

struct catalog {
    const struct packet *packet;
    struct str generator;     /* "offprint 0.1.0" */
    int deflate_level;        /* of entries; 0: DEFLATE_LEVEL */
    bool in_book;             /* pages stand in an EPUB (epub/), by its rules */
    const struct document_marks *marks;  /* in a book: by document; NULL: none */
    const struct archive_series *series; /* NULL: no snapshot */
    bool with_pdf;            /* the packet's PDF goes along */
    bool of_many;             /* each has a folder of another name */
    const struct pieces *pdf; /* once it is made */
    size_t pdf_page_count;
    struct str top;  /* the one folder at the zip's top */
    struct str date; /* "2021-07-15", or empty */
    struct str pdf_name;
    struct str *pages, *sources; /* of documents, in packet order; source may be empty */
    struct held_file *files;     /* in packet order */
};

/* The zip's folder for files of that name: with the packet's day, and short enough for all
 * names below it. */
struct str catalog_top(struct arena *arena, const struct catalog *catalog, struct str name);

/* Names what `out->packet` holds, and the PDF. False: a system error is in the report. */
bool catalog_make(struct arena *arena, struct catalog *out, struct report *report);

struct str catalog_page(const struct catalog *catalog, const struct document *document);
struct str catalog_source(const struct catalog *catalog, const struct document *document);
struct held_file catalog_file(const struct catalog *catalog,
                              const struct packet_file *file);

/* The catalog as one page of the bundle sees it. */
struct view {
    const struct catalog *catalog;
    const struct document *document; /* that the page shows; NULL: none */
    const char *up;                  /* from the page to data/: "" or "../" */
};

#endif
