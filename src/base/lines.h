/* Lines: from a byte offset of a text to line and column, and back.
 *
 * Lines end in LF. Lines and columns count from 1, columns in code points. The index is
 * made once per text, in an arena; a look-up is a binary search and a scan of at most
 * LINES_BLOCK_BYTES, however long the line. Columns in text that is not UTF-8 are a guess.
 */
#ifndef OFFPRINT_BASE_LINES_H
#define OFFPRINT_BASE_LINES_H

#include "base/arena.h"

#define LINES_BLOCK_BYTES ((size_t)512)

struct line_column {
    uint32_t line, column;
};

struct line_index {
    struct str text;      /* borrowed */
    const size_t *starts; /* offset of each line; an empty text has one line */
    size_t count;
    const size_t *points; /* code points before each block of the text */
};

/* False when the arena is full. */
bool line_index_make(struct arena *arena, struct str text, struct line_index *out);

/* Where the byte at `offset` stands; an offset past the end stands at the end. */
struct line_column line_index_at(const struct line_index *lines, size_t offset);

/* The byte at line and column, or the line's end when the line is shorter; STR_NONE: there
 * is no such line. */
size_t line_index_offset(const struct line_index *lines, uint32_t line, size_t column);

/* The line without its LF; empty: there is no such line. */
struct str line_index_line(const struct line_index *lines, uint32_t line);

/* As line_index_at(), for a single question: reads the text up to `offset`. */
struct line_column line_column_at(struct str text, size_t offset);

/* The offset behind the LF that ends the line of `at`, or the text's end. */
size_t line_end(struct str text, size_t at);

#endif
