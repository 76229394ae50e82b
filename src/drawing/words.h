/* The text of a drawing, gathered from its elements: stretches that are set in one go. For
 * words.c and letters.c. */
#ifndef OFFPRINT_DRAWING_WORDS_H
#define OFFPRINT_DRAWING_WORDS_H

#include "base/buf.h"
#include "drawing/build.h"

/* Letters in one look, with no place of their own between them. */
struct stretch {
    size_t from, to; /* in the text's bytes */
    const struct look *look;
    bool has_x, has_y; /* these begin at a place of their own */
    double x, y, dx, dy, degrees;
    /* Once it is set */
    double width, factor, spacing; /* factor: of its width; spacing: between letters */
    struct outline *outline;
    struct point at;
};

/* An element with a length of its own. */
struct stretched {
    const struct svg_node *node;
    size_t from, to; /* stretches */
};

struct letters {
    struct builder *builder;
    struct measure measure;
    struct buf text;
    struct stretch *items;
    size_t count, room;
    struct stretched *stretched;
    size_t stretched_count, stretched_room;
    bool after_space; /* what was gathered last is a space that may be the only one */
};

/* letters.c: false: memory is gone, or there are no letters. */
bool letters_gather(struct letters *letters, const struct look *look,
                    struct svg_node *node);

struct piece;

/* words.c: the outlines of a piece of a line, on its baseline; `scale`: of the line's
 * lengths to the drawing's. */
void words_add_piece(struct outline *outline, const struct piece *piece, double scale);

#endif
