/* Drawings: an SVG file in, what is to be painted out, as vectors.
 *
 * Our own reader of what occurs of SVG 1.1 and 2 in sites (doc/drawings.md). Runs in
 * layout/, which gives it the engine for words; pdf/ writes its result and needs to know
 * nothing of SVG. Text is set in our own faces and comes out as outlines, so that the same
 * file is the same drawing on every machine. Nothing is loaded and nothing runs.
 *
 * Coordinates are CSS pixels of the drawing's natural size, y downward, with all
 * transforms applied. */
#ifndef OFFPRINT_DRAWING_DRAWING_H
#define OFFPRINT_DRAWING_DRAWING_H

#include "base/arena.h"
#include "base/limits.h"
#include "base/report.h"
#include "drawing/matrix.h"

enum drawing_verb {
    DRAWING_MOVE,  /* 2 coordinates */
    DRAWING_LINE,  /* 2 */
    DRAWING_CURVE, /* 6: two control points of a cubic, its end */
    DRAWING_CLOSE, /* none */
};

struct drawing_path {
    const uint8_t *verbs; /* enum drawing_verb */
    size_t verb_count;
    const float *coordinates; /* as many as the verbs take, in pairs */
    size_t coordinate_count;
};

struct drawing_stop {
    double offset;  /* never falls */
    uint32_t color; /* 0xRRGGBB */
    double alpha;
};

/* Along the line from `from` to `to`; radial: from one circle to the other. Beyond its ends
 * it goes on in the colours of these. */
struct drawing_gradient {
    bool radial;
    struct point from, to;
    double from_radius, to_radius;
    struct matrix matrix; /* of the points above to the drawing */
    const struct drawing_stop *stops;
    size_t stop_count; /* at least 2 */
    bool clear;        /* some alpha is below 1 */
};

struct drawing_op;
struct drawing_ops {
    const struct drawing_op *items;
    size_t count;
};

/* A cell that repeats itself in both directions. Its ops are in its own coordinates. */
struct drawing_tile {
    struct drawing_ops ops;
    struct bounds cell;   /* that is shown */
    struct matrix matrix; /* of its coordinates to the drawing's */
};

enum drawing_paint_kind { PAINT_NONE, PAINT_COLOR, PAINT_GRADIENT, PAINT_TILE };

struct drawing_paint {
    enum drawing_paint_kind kind;
    uint32_t color; /* 0xRRGGBB */
    double alpha;   /* of all that is painted, above that of stops */
    const struct drawing_gradient *gradient;
    const struct drawing_tile *tile;
};

enum drawing_cap { CAP_BUTT, CAP_ROUND, CAP_SQUARE };
enum drawing_join { JOIN_MITER, JOIN_ROUND, JOIN_BEVEL };

struct drawing_stroke {
    struct drawing_paint paint;
    double width;
    enum drawing_cap cap;
    enum drawing_join join;
    double miter_limit;
    const double *dashes; /* lengths of lines and gaps; all 0 or above, one above 0 */
    size_t dash_count;
    double dash_offset;
    /* The pen's linear map, where it is no circle: the stroke is made with `width` and
     * `dashes` before it, not after. Else the identity. */
    struct matrix pen;
    bool pen_is_round;
};

enum drawing_blend { /* as CSS and PDF have them */
                     BLEND_NORMAL,
                     BLEND_MULTIPLY,
                     BLEND_SCREEN,
                     BLEND_OVERLAY,
                     BLEND_DARKEN,
                     BLEND_LIGHTEN,
                     BLEND_COLOR_DODGE,
                     BLEND_COLOR_BURN,
                     BLEND_HARD_LIGHT,
                     BLEND_SOFT_LIGHT,
                     BLEND_DIFFERENCE,
                     BLEND_EXCLUSION,
                     BLEND_HUE,
                     BLEND_SATURATION,
                     BLEND_COLOR,
                     BLEND_LUMINOSITY,
};

/* What is painted as one. */
struct drawing_group {
    struct drawing_ops ops;
    double alpha;
    enum drawing_blend blend;
    bool isolated;
    bool masked, mask_is_alpha; /* by the mask's luminance, or by its alpha */
    struct drawing_ops mask;
};

enum drawing_op_kind {
    DRAWING_PATH,  /* filled, then stroked */
    DRAWING_CLIP,  /* ops that show only within a path */
    DRAWING_GROUP, /* ops that are painted as one */
    DRAWING_IMAGE, /* a picture of pixels */
};

struct image_data; /* image/image.h */

struct drawing_op {
    enum drawing_op_kind kind;
    bool even_odd;                       /* path, clip */
    struct drawing_path path;            /* path, clip */
    struct drawing_paint fill;           /* path */
    const struct drawing_stroke *stroke; /* path; NULL: none */
    struct drawing_ops ops;              /* clip */
    const struct drawing_group *group;
    const struct image_data *image;
    struct matrix matrix; /* image: of the unit square, (0, 0) its upper left */
};

struct drawing {
    double width, height; /* its natural size; above 0 */
    /* Its shape stays as it is in a place of another one, where it lies in the room that
     * is left by these shares, from 0 (left, top) to 1 (SVG 2, 8.7: preserveAspectRatio).
     */
    bool keeps_shape;
    double align_x, align_y;
    struct drawing_ops ops;
    /* What of it is not shown, for people: "filters and text along a path"; or empty. */
    struct str lacks;
};

/* Whether the bytes are to be read as SVG, packed by gzip or not. */
bool drawing_is(struct str bytes);

struct text_engine;

/* Reads all of it. `engine` sets its words; NULL: it has none. False (reported as
 * "image-damaged" or "image-too-large" at `place`, or memory is gone) when it cannot be
 * shown; what of it cannot is told as "image-svg-part". */
bool drawing_read(struct arena *arena, struct text_engine *engine, struct str bytes,
                  struct place place, struct drawing *out, struct report *report);

/* Whether the file can be read; false as above. */
bool drawing_is_sound(struct str bytes, struct place place, struct report *report);

/* The size alone. False as above. */
bool drawing_measure(struct str bytes, struct place place, double *width, double *height,
                     struct report *report);

/* The ops as text, one a line, indented by what they stand in, for people and tests. */
struct buf;
void drawing_dump(const struct drawing *drawing, struct buf *out);

#endif
