/* The bundle while it is being made: its names, its entries, and what the files of
 * archive/ share. For archive/ only. Entry names stand below the top folder; everything
 * lives in the arena that archive_write was given. */
#ifndef OFFPRINT_ARCHIVE_BUNDLE_H
#define OFFPRINT_ARCHIVE_BUNDLE_H

#include "archive/archive.h"
#include "archive/names.h"
#include "base/digest.h"

struct entry {
    struct str name; /* "data/pages/contribute.html" */
    struct str bytes;
    uint8_t sha256[SHA256_BYTES];
};

struct bundle {
    struct arena *arena;
    const struct packet *packet;
    const struct archive_options *options;
    struct report *report;
    struct report *quiet; /* for questions whose answer was reported before */
    struct name_set names;
    struct str top;           /* the one folder at the zip's top */
    struct str date;          /* "2021-07-15", or empty */
    struct str pdf_name;      /* below data/, as the following */
    struct str *page_names;   /* of the documents, in packet order */
    struct str *source_names; /* the same; empty: no source text */
    struct entry *entries;
    size_t count, capacity;
    struct value by_name; /* index of an entry, until they are sorted for the bag */
    size_t total_bytes;
};

/* The page or source of a document, below data/. */
struct str bundle_page(const struct bundle *bundle, const struct document *document);
struct str bundle_source(const struct bundle *bundle, const struct document *document);

/* Adds an entry; `take_bytes` is emptied. False: "out-of-memory" or "archive-limit" is
 * reported. */
bool bundle_add(struct bundle *bundle, const char *folder, struct str name,
                struct buf *take_bytes);
/* The same with bytes that live as long as the bundle. */
bool bundle_add_bytes(struct bundle *bundle, const char *folder, struct str name,
                      struct str bytes);
/* Until bag_write. NULL: no such entry. */
const struct entry *bundle_find(const struct bundle *bundle, const char *folder,
                                struct str name);

/* Each adds its entries. */
bool pages_write(struct bundle *bundle);        /* pages.c */
bool start_write(struct bundle *bundle);        /* start.c */
bool style_write(struct bundle *bundle);        /* style.c */
bool report_pages_write(struct bundle *bundle); /* report_page.c */
bool provenance_write(struct bundle *bundle);   /* provenance.c; after all other payload */
bool bag_write(struct bundle *bundle);          /* bag.c; after all but the tag files */

/* The zip of all entries, appended to `out`. pack.c */
bool pack_write(struct bundle *bundle, struct buf *out);

#endif
