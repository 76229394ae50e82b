/* Page marks: where pages of the PDF begin in the text of documents, as marks in a book's
 * pages. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_PAGE_MARKS_H
#define OFFPRINT_ARCHIVE_PAGE_MARKS_H

#include "doc/doc.h"

/* Before the byte `offset` of a text; `node` NULL: before all of the document. */
struct page_mark {
    const struct node *node;
    size_t offset;
    struct str label; /* of the page */
};

/* Of one document, in the order of its text. */
struct document_marks {
    const struct page_mark *items;
    size_t count;
};

/* One for each document of the packet, in the arena. NULL: it is full. */
const struct document_marks *page_marks_find(struct arena *arena,
                                             const struct packet *packet,
                                             const struct page_starts *starts);

/* What stands there in a page; its id, too, as a link has it. */
void page_mark_write(struct str label, struct buf *out);
void page_mark_add_fragment(struct str label, struct buf *out);

/* The marks before all of the document; gives their count. */
size_t page_marks_write_first(const struct document_marks *marks, struct buf *out);

/* The text of a node with the marks that stand in it; `*next`, the first of the marks that
 * are not written yet, moves on. False: none stands in it, and nothing is written. */
bool page_marks_write_text(const struct document_marks *marks, size_t *next,
                           const struct node *node, struct buf *out);
/* Those that no text had: behind it. */
void page_marks_write_rest(const struct document_marks *marks, size_t next,
                           struct buf *out);

#endif
