/* Between the files that write drawings. For pdf/ only. */
#ifndef OFFPRINT_PDF_DRAWING_PARTS_H
#define OFFPRINT_PDF_DRAWING_PARTS_H

#include "drawing/drawing.h"
#include "pdf/parts.h"

/* Images within drawings: each is one object, however often it is shown. */
struct shown_image {
    const struct image_data *data;
    pdf_ref ref;
};

struct drawing_writer {
    struct pdf_writer *writer;
    struct shown_image *images;
    size_t image_count, image_room;
};

/* One content stream, and the resources that it names as it goes. */
struct canvas {
    struct drawing_writer *drawings;
    struct buf content, states, patterns, shadings, objects; /* resources by their kind */
    size_t state_count, pattern_count, shading_count, object_count;
    const struct drawing_gradient *gradient; /* the last, and the number of its pattern */
    size_t gradient_pattern;
    uint8_t alphas[2][126]; /* a bit for each state of fills, of strokes, that has a name */
    struct inks inks;
    uint32_t color;         /* that is set for fills */
    bool color_set;
    struct matrix units;   /* of the drawing's coordinates to those that are written */
    struct bounds bounds;  /* of all that it may paint, in those that are written */
    struct bounds painted; /* of what is painted next */
};

struct canvas canvas_begin(struct drawing_writer *drawings, struct matrix units,
                           struct bounds bounds);
/* Writes it as a form that is a transparency group; the canvas is cleared. */
pdf_ref canvas_end(struct canvas *canvas, struct str more);
/* The resources as an entry, "/Resources<<…>>". */
void canvas_add_resources(const struct canvas *canvas, struct buf *out);
void canvas_clear(struct canvas *canvas);

void canvas_draw(struct canvas *canvas, struct drawing_ops ops);
/* A graphics state of these entries, from here on. */
void canvas_set_state(struct canvas *canvas, struct str entries);
void canvas_set_alpha(struct canvas *canvas, double alpha, bool stroke);

/* paints.c: sets the paint for what is filled or stroked next. False: there is nothing to
 * paint with. A paint with clear stops sets a mask, which the caller's q and Q end. */
bool canvas_set_paint(struct canvas *canvas, const struct drawing_paint *paint,
                      bool stroke);
bool paint_is_clear(const struct drawing_paint *paint);

/* Numbers as drawings need them: at most `decimals` digits behind the point. */
void canvas_add_number(struct buf *out, double value, int decimals);
void canvas_add_matrix(struct buf *out, struct matrix matrix);
void canvas_add_bounds(struct buf *out, struct bounds bounds);

#endif
