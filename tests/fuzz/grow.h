/* A packet grown from bytes: each pair of them is a step that opens, fills or closes a part
 * of a document, so that every input is a packet and a small change of one a small change
 * of the other. No reader stands between. */
#ifndef OFFPRINT_TESTS_FUZZ_GROW_H
#define OFFPRINT_TESTS_FUZZ_GROW_H

#include "doc/doc.h"

#define GROW_MARK_LIMIT 1024
#define GROW_DOCUMENT_LIMIT 4

/* Words of the form "q12z" are numbered through: each stands in the tree once. */
struct grown {
    struct packet packet;
    struct document documents[GROW_DOCUMENT_LIMIT];
    size_t node_count, text_bytes;
    size_t mark_count;
    uint16_t block_of[GROW_MARK_LIMIT]; /* which block of text holds it, from 1 */
};

/* False: memory is gone. */
bool grow(struct arena *arena, const uint8_t *data, size_t size, struct grown *out);

#endif
