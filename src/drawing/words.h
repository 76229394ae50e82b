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
    const struct svg_node *along; /* the textPath that it runs along; or NULL */
    /* Once it is set */
    double indent, width;   /* indent: of white space before its letters */
    double factor, spacing; /* of its width; between letters */
    struct outline *outline;
    struct point at;
    bool shown;
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

/* A path, as a row of lines: how far along it each end lies. */
struct track_point {
    struct point at;
    double length;
};
struct track {
    struct track_point *points;
    size_t count, room;
};

/* along.c: the path that the element names. False: there is none. */
bool track_make(struct builder *builder, const struct svg_node *text_path,
                const struct measure *measure, struct track *out);
double track_length(const struct track *track);
/* Bends what runs along y = 0 onto the path; beyond its ends it goes straight on. */
void track_bend(const struct track *track, struct outline *outline);

struct piece;

/* What is seen of a line. */
struct sight {
    struct matrix matrix; /* of the line's coordinates to those of the bounds */
    struct bounds bounds;
};

/* words.c: the outlines of a piece of a line, on its baseline; `scale`: of the line's
 * lengths to the drawing's. Of letters that are nowhere in sight (NULL: all are) no more
 * than where they begin and end. */
void words_add_piece(struct outline *outline, const struct piece *piece, double scale,
                     const struct sight *sight);

#endif
