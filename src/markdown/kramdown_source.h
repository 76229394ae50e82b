/* Sources: the texts that kramdown's containers read, and where they come from.
 *
 * A container (quote, item, ...) reads its own source: the lines of the outer one
 * without markers and indentation, with pieces that say where in the input each came
 * from. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_SOURCE_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_SOURCE_H

#include "base/arena.h"
#include "base/buf.h"

/* From byte `from` of a source on, its text stands at `origin` in the input. */
struct piece {
    size_t from, origin;
};

struct source {
    struct str text;      /* every line ends in '\n' */
    struct piece *pieces; /* NULL: the input itself */
    size_t count;
    size_t no_comment, no_instruction; /* html_comment_once() */
};

/* The input with '\n' for every kind of line end, and one at its end. NULL when full. */
struct source *source_of_input(struct arena *arena, struct str input);

/* The offset in the input of byte `at` of the source. */
size_t source_origin(const struct source *source, size_t at);

/* A new source, piece by piece. */
struct source_builder {
    struct buf text;
    struct piece *pieces;
    size_t count, capacity;
};
void builder_add(struct arena *arena, struct source_builder *builder, struct str text,
                 size_t origin);
void builder_add_spaces(struct source_builder *builder, size_t count);

/* What was built; the builder is empty afterwards. NULL when full. */
struct source *builder_take(struct arena *arena, struct source_builder *builder);

#endif
