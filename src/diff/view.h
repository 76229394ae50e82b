/* What all writers of a diff ask. For diff/ only. */
#ifndef OFFPRINT_DIFF_VIEW_H
#define OFFPRINT_DIFF_VIEW_H

#include "diff/diff.h"

#define HEADINGS_MOST 6

/* A row's block and its edition: the new one's, else the old one's. */
struct row_side {
    const struct edition *edition;
    const struct edition_block *block;
    uint32_t index; /* of the block */
};
struct row_side row_side(const struct diff *diff, const struct diff_row *row,
                         bool old_side);
struct row_side row_shown(const struct diff *diff, const struct diff_row *row);
/* A moved one's block in the other edition. */
struct row_side row_elsewhere(const struct diff *diff, const struct diff_row *row);

/* The headings that a block stands under, the outermost first. Gives how many. */
size_t block_headings(const struct edition *edition, const struct edition_block *block,
                      const struct edition_block *out[HEADINGS_MOST]);
/* The same of a writer who tells row after row: none where those of the last one, `*told`,
 * have the same words. */
size_t headings_to_tell(struct row_side *told, struct row_side side,
                        const struct edition_block *out[HEADINGS_MOST]);
/* The words of a run; `with_space`: up to the next word of the block. */
struct str run_text(const struct edition *edition, const struct edition_block *block,
                    uint32_t first, uint32_t count, bool with_space);
const struct edition_document *document_shown(const struct diff *diff,
                                              const struct diff_document *document);
bool document_changed(const struct diff_document *document); /* in any way */

/* Links that differ in two blocks of equal words, one after the other. */
struct link_change {
    const struct edition_link *old_link, *new_link; /* or NULL */
};
struct link_changes {
    const struct diff *diff;
    const struct edition_block *then, *now;
    uint32_t old_at, new_at;
};
bool link_changes_next(struct link_changes *changes, struct link_change *out);

#endif
