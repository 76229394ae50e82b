/* What keeps cmark's work in bounds that grow as the text does.
 *
 * cmark-gfm 0.29 goes through all marks of emphasis of a paragraph at each link without
 * one, through all open "![" at each link, to the paragraph's end at each "<?" that is
 * never closed, and through all cells of a row at each of them; and it copies a definition
 * to each reference (cmark_references.h). Where these products cross
 * a limit (base/limits.h), further marks are exchanged for bytes that no page shows, as
 * many as they were, between cmark's reading of blocks and that of spans. What comes out of
 * cmark is exchanged back, so that all text stays as it was written.
 *
 * A page in which no product can be so large is looked at once, and never changed. */
#ifndef OFFPRINT_MARKDOWN_CMARK_BOUNDS_H
#define OFFPRINT_MARKDOWN_CMARK_BOUNDS_H

#include "base/arena.h"
#include "base/str.h"
#include "markdown/cmark_references.h"

#include <cmark-gfm-extension_api.h>

struct buf;

struct cmark_bounds {
    bool needed;      /* else the rest does nothing */
    bool unended;     /* the text's last line is */
    bool smart;       /* cmark reads quotation marks, too */
    cmark_node *root; /* as the blocks are read */
    size_t left;      /* of the limit, for the paragraphs that come */
    struct cmark_references references;
};

/* Looks whether `text` may cross a limit; where it does, columns of its lines past the
 * limit are exchanged in a copy. False: the arena is full. */
bool cmark_bounds_begin(struct cmark_bounds *bounds, struct arena *arena, struct str *text,
                        bool smart);
void cmark_bounds_end(struct cmark_bounds *bounds);

/* Within a step of cmark_memory_run(): before the text is fed, and before the parser is
 * finished. An empty line comes before the first, which cmark counts, and where
 * the last has no end, that. */
void cmark_bounds_attach(struct cmark_bounds *bounds, cmark_parser *parser);
void cmark_bounds_keep(struct cmark_bounds *bounds, cmark_parser *parser,
                       struct buf *scratch);

/* What cmark made of a text, with all marks again as they were written; a copy in the arena
 * where any was exchanged, and the first such in `*mark`. */
struct str cmark_bounds_restore(const struct cmark_bounds *bounds, struct arena *arena,
                                struct str text, char *mark);

#endif
