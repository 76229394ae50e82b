/* Limits: what one run takes at most of each thing that an author can make big.
 *
 * The code asks these names; the table below says the same to people, as
 * `offprint --help limits` and doc/limits.md. Crossing one is a diagnostic, never a crash,
 * and the same on every machine. */
#ifndef OFFPRINT_BASE_LIMITS_H
#define OFFPRINT_BASE_LIMITS_H

#include "base/size.h"

#define LIMIT_KIB(count) ((size_t)(count) << 10)
#define LIMIT_MIB(count) ((size_t)(count) << 20)

/* The run */
#define RUN_MEMORY_LIMIT_BYTES SIZE_GIB(2) /* what --memory leaves as it is */
#define REPORT_LIMIT_COUNT 10000           /* further ones are counted, of each kind */
#define REPORT_MESSAGE_LIMIT_BYTES 2000

/* The site */
#define SITE_FOLDER_LINK_LIMIT 1000 /* followed in one listing: they may multiply */
#define SITE_FILE_COUNT_LIMIT 200000
#define SITE_PAGE_BYTES_LIMIT LIMIT_MIB(32)  /* one page's source */
#define SITE_FILE_BYTES_LIMIT LIMIT_MIB(256) /* what --file-limit leaves as it is */
#define GIT_OBJECT_LIMIT_BYTES SIZE_GIB(1)   /* unpacked, that another is a difference to */
#define CONFIG_BYTES_LIMIT LIMIT_MIB(4)
#define RECIPE_BYTES_LIMIT LIMIT_MIB(1)
#define LAYOUT_DEPTH_LIMIT 16 /* layouts within layouts */
#define YAML_DEPTH_LIMIT 64
#define YAML_NODE_LIMIT 1000000 /* with every alias counted as what it stands for */
#define DATA_CELL_LIMIT 4000000 /* of a CSV or TSV file: columns by rows */

#define ROSTER_BYTES_LIMIT LIMIT_MIB(256) /* the list of --for */
#define COVER_BYTES_LIMIT LIMIT_KIB(256)  /* the text of a cover, its table */
/* Of a row's, with its fields: no page holds as much, in any script. */
#define COVER_TEXT_LIMIT_BYTES LIMIT_KIB(64)
#define ROSTER_ROW_LIMIT 1000000
#define ROSTER_COLUMN_LIMIT 1000
#define SHORT_LINKS_BYTES_LIMIT LIMIT_MIB(16) /* the list of --short-links */
#define SHORT_LINK_LIMIT 100000
#define PRESS_BYTES_LIMIT LIMIT_MIB(16) /* the profile of --cmyk */
#define SHARD_MOST 1000000 /* of --shard */
#define RECORD_BYTES_LIMIT SIZE_GIB(4) /* places in it have 32 bits */

/* The packet */
#define DOCUMENT_LIMIT 100000
#define LINK_DEPTH_MOST 1000 /* of `depth` */
#define URL_LIMIT_BYTES 8000 /* three times as many, encoded, fit a string of PDF/A */
#define REDIRECT_LIMIT 16

/* Liquid */
/* Tags, outputs and terms rendered, and the work of filters and of comparing; a runaway
 * `for` ends here. */
#define LIQUID_STEP_LIMIT 20000000
#define LIQUID_OUTPUT_LIMIT_BYTES LIMIT_MIB(64)
#define LIQUID_LIST_LIMIT 1000000
#define LIQUID_BLOCK_DEPTH_LIMIT 100
#define LIQUID_INCLUDE_DEPTH_LIMIT 100

/* Markdown and HTML */
#define MARKDOWN_NESTING_LIMIT 100
#define MARKDOWN_CLASSES_LIMIT_BYTES LIMIT_KIB(4) /* of an element */
/* What lists of attributes, and titles, that are used again and again come to in a page. */
#define MARKDOWN_LISTS_LIMIT_BYTES LIMIT_MIB(16)
/* GitHub's: addresses and titles, which the library copies to each use of a definition. */
#define MARKDOWN_REFERENCES_LIMIT_BYTES LIMIT_MIB(64)
/* GitHub's: of a page, marks of emphasis or pictures by links in their paragraphs, which is
 * how often the library looks at them: some 0.1 s. */
#define MARKDOWN_SPAN_LIMIT 30000000
/* GitHub's: each is looked for among all before it. */
#define MARKDOWN_LINE_COLUMN_LIMIT 1000
#define HTML_DEPTH_LIMIT 200
#define HTML_FORMATTING_LIMIT 8
#define HTML_ATTRIBUTE_LIMIT 200

/* Comparing */
#define EDITION_TEXT_LIMIT_BYTES SIZE_GIB(1) /* places in it are 32 bits */

/* Pictures, pages, outputs */
#define IMAGE_PIXELS_LIMIT ((size_t)64 << 20) /* width * height */
#define IMAGE_SIDE_LIMIT 30000
#define DRAWING_LIMIT_BYTES LIMIT_MIB(64) /* an SVG file, unpacked */
#define DRAWING_DEPTH_LIMIT 200
#define DRAWING_MEMORY_LIMIT_BYTES LIMIT_MIB(256)
#define DRAWING_BORROWED_LIMIT 64 /* parts of other drawings of the page in one */
#define DRAWING_BORROWING_LIMIT_BYTES LIMIT_MIB(4) /* drawings with them, of a page */
#define DRAWING_SEARCH_LIMIT 20000000 /* nodes looked at for such parts, of a page */
#define DRAWING_STEP_LIMIT 10000000   /* segments and elements drawn, rules tried */
#define IMAGE_DPI_DEFAULT 300         /* of pictures in the PDF at the most */
#define IMAGE_DPI_MOST 4800
#define BLEED_MOST_MICROMETRES 20000 /* of --bleed */
#define BLEED_USUAL_MICROMETRES 3000
#define TABLE_COLUMN_LIMIT 256
#define PAGE_COUNT_LIMIT 250000
#define SIGNATURE_SHEETS_MOST 64                       /* of a booklet, in each other */
#define CREEP_MOST_MICROMETRES 1000                    /* of each sheet */
#define PDF_OUTPUT_LIMIT_BYTES (((size_t)1 << 31) - 1) /* libharu's offsets are 31 bits */
#define PDF_OBJECT_LIMIT 8000000                       /* libharu's numbers are 23 bits */
#define PDF_STRING_LIMIT_BYTES 32767                   /* ISO 19005-3, 6.1.13 */
#define BUNDLE_ENTRY_LIMIT 400000
#define BUNDLE_BYTES_LIMIT SIZE_GIB(2) /* what --bundle-limit leaves as it is */
#define SEARCH_WORD_LIMIT 20000000 /* and signs, of the packet */
#define BAG_FILE_LIMIT 1000000 /* of a bundle that is read */
#define BAG_FAULT_LIMIT 1000   /* of a zip; further ones are counted */
#define FINDING_LIMIT 10000    /* of a bundle that is verified; further ones are counted */
#define ARCHIVE_BYTES_LIMIT SIZE_GIB(2) /* a text of the bundle */

struct limit_row {
    const char *what; /* "a page's source" */
    enum { LIMIT_OF_BYTES, LIMIT_OF_COUNT } unit;
    uint64_t most;
    const char *code; /* of the diagnostic that tells of it; NULL: it is told otherwise */
    const char *then; /* what comes of the rest */
};

/* NULL behind the last. */
const struct limit_row *limit_row_at(size_t index);

struct buf;
/* "32 MiB", "20,000,000". */
void limit_add_number(const struct limit_row *row, struct buf *out);
void limit_add_bytes(uint64_t bytes, struct buf *out);

#endif
