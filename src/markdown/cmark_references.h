/* What definitions of links come to where they are used: cmark-gfm 0.29 copies the address
 * and the title of a definition to each reference, so that a page of n bytes could ask for
 * n * n. Uses are counted before cmark reads spans, each with the bytes of its definition;
 * past the limit (base/limits.h) the end of a reference is exchanged, and it is text.
 *
 * Definitions are found by their look alone, wherever they stand: of what only looks like
 * one more is counted, never less. */
#ifndef OFFPRINT_MARKDOWN_CMARK_REFERENCES_H
#define OFFPRINT_MARKDOWN_CMARK_REFERENCES_H

#include "markdown/kramdown_names.h"

struct cmark_references {
    bool needed;             /* else the limit cannot be crossed */
    struct name_table names; /* normalized labels, with the bytes of their definitions */
    size_t left;             /* of the limit, in bytes */
    struct arena scratch;
};

/* Reads the definitions of `text`, if their uses may cross the limit. False: the arena is
 * full. */
bool cmark_references_begin(struct cmark_references *references, struct arena *arena,
                            struct str text);
void cmark_references_end(struct cmark_references *references);

/* Takes what the references in `text`, a paragraph or the like, come to; exchanges the last
 * byte of those for which too little is left for `end` in `to`, the same text (NULL: takes
 * nothing). Whether there are such. */
bool cmark_references_bound(struct cmark_references *references, struct str text, char end,
                            char *to);

#endif
