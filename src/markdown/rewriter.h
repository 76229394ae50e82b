/* Rewriter: a text that is made from another, with a line map that still leads to the file
 * the author edits. For the readers of dialects. */
#ifndef OFFPRINT_MARKDOWN_REWRITER_H
#define OFFPRINT_MARKDOWN_REWRITER_H

#include "base/buf.h"
#include "base/line_map.h"

struct rewriter {
    struct arena *arena;
    struct str text;
    const struct line_map *map; /* of `text` */
    struct buf out;
    struct line_map made; /* of `out`; its files are those of `map` */
};

/* False when the arena is full. `map` may be NULL: lines are then those of `text`. */
bool rewriter_begin(struct rewriter *rewriter, struct arena *arena, struct str text,
                    const struct line_map *map);

/* The part [from, to) as it is. */
void rewriter_copy(struct rewriter *rewriter, size_t from, size_t to);

/* `text`, which stands for what the source has at `at`. */
void rewriter_add(struct rewriter *rewriter, size_t at, struct str text);

/* What was written, in the arena; the rewriter is done with. */
struct str rewriter_take(struct rewriter *rewriter);

/* What stands on the line that is being written, so far. */
struct str rewriter_line(const struct rewriter *rewriter);

#endif
