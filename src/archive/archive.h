/* Archive: a packet and its PDF in, the zip bundle out.
 *
 * Runs after pdf/; knows nothing above doc/ and nothing of PDF but its bytes. The
 * layout is at once double-click friendly, a valid BagIt 1.0 bag (RFC 8493) and the
 * same bytes for the same input. */
#ifndef OFFPRINT_ARCHIVE_ARCHIVE_H
#define OFFPRINT_ARCHIVE_ARCHIVE_H

#include "base/buf.h"
#include "base/limits.h"
#include "base/progress.h"
#include "doc/doc.h"

struct archive_options {
    struct str pdf; /* bytes of the packet PDF */
    size_t pdf_page_count;
    struct str generator;            /* "offprint 0.1.0" */
    int deflate_level;               /* 0: DEFLATE_LEVEL */
    const struct progress *progress; /* entries packed; may be NULL */
};

struct archive_counts {
    size_t entries, site_files;
};

/* Appends the zip to `out`. False: an error is in the report. */
bool archive_write(struct arena *arena, const struct packet *packet,
                   const struct archive_options *options, struct buf *out,
                   struct archive_counts *counts, struct report *report);

#endif
