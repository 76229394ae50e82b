/* PDF: pages and their structure in, one file out. PDF 1.7, PDF/UA-1 and PDF/A-3a.
 *
 * Runs last, after layout/. Same input, same bytes: the file's /ID is a digest of
 * its content, dates come from the caller. */
#ifndef OFFPRINT_PDF_PDF_H
#define OFFPRINT_PDF_PDF_H

#include "base/crew.h"
#include "base/limits.h"
#include "base/pieces.h"
#include "base/progress.h"
#include "layout/layout.h"
#include "pdf/write.h"

/* For who cuts what is printed to its size (ISO 32000-1, 14.11.2). */
struct pdf_boxes {
    bool trimmed; /* pages have a TrimBox and a BleedBox; else nothing here counts */
    sp bleed;     /* beyond the cut, that what touches it is drawn out into */
    bool crop_marks;
};

struct pdf_options {
    struct str title, author, subject, language; /* title must not be empty */
    struct str producer;                         /* "offprint 0.1.0" */
    int64_t date; /* creation and modification; seconds since 1970; 0: none is written */
    int deflate_level;               /* 0: DEFLATE_LEVEL */
    const struct progress *progress; /* pages drawn; may be NULL */
    struct crew *crew;               /* that may deflate streams meanwhile; NULL: none */
    bool stamped;                    /* of a body: what stands behind it may have a stamp */
    struct inks inks;                /* of all that is drawn */
    struct pdf_boxes boxes;
    bool last; /* nobody draws on the pages after this: what stands on them may go */
    size_t limit_bytes; /* of the file, for tests; 0: PDF_OUTPUT_LIMIT_BYTES */
};

/* Makes the file in `out`, which is new: it is put aside there as it comes about. `engine`
 * is the one that set the pages: its faces are embedded as far as the pages use them. What
 * is needed on the way lives in `arena`. False: an error is in the report (damaged image,
 * too large, memory, a full disk). */
bool pdf_write(struct arena *arena, const struct pages *pages,
               const struct text_engine *engine, const struct pdf_options *options,
               struct pieces *out, struct report *report);

/* Many files that differ in their first page, the packet's cover: each is the body's bytes
 * and some of its own behind them, and from none can another one's be read. They say the
 * same of themselves, title, dates and all: what `options` of the body have.
 *
 * Writes what they share of `pages`, whose first page and first child of the root are those
 * of a cover, to be had from pdf_write_behind() each time; `out` as above. What is given
 * lives in `arena`, and borrows from pages and engine. NULL: reported. */
struct pdf_body;
const struct pdf_body *pdf_write_body(struct arena *arena, const struct pages *pages,
                                      const struct text_engine *engine,
                                      const struct pdf_options *options, struct pieces *out,
                                      struct report *report);

/* What stands behind the body in one file, to `out`, which is new: `pages` is a cover alone
 * (layout_cover). Nothing of it stays in the body. */
bool pdf_write_behind(struct arena *arena, const struct pdf_body *body,
                      const struct pages *pages, const struct text_engine *engine,
                      const struct pdf_options *options, struct pieces *out,
                      struct report *report);

#endif
