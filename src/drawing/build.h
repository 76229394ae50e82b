/* Building: the tree of an SVG file to the ops of a drawing, element by element. For
 * drawing/ only.
 *
 *   node ─ build.c ─▶ shape.c, words.c, picture.c ─▶ ops
 *              ╰─▶ effect.c (clip, mask, opacity) ╯  with paints by paint.c
 *
 * Nothing here gives a failure upward: when memory is gone or the work is too much, what is
 * built is of no use and building_goes_on() is false. */
#ifndef OFFPRINT_DRAWING_BUILD_H
#define OFFPRINT_DRAWING_BUILD_H

#include "drawing/drawing.h"
#include "drawing/look.h"
#include "drawing/outline.h"
#include "drawing/svg.h"

struct ops_list {
    struct drawing_op *items;
    size_t count, room;
};

struct builder {
    struct arena *arena;   /* of the result */
    struct arena *scratch; /* of the tree, and of all that is on its way */
    struct svg_tree *tree;
    struct text_engine *engine;
    struct report *report; /* for want of memory */
    struct place place;
    struct outline *spare; /* outlines that are not in use */
    const struct drawing_paint *context_fill, *context_stroke; /* of a marker; or NULL */
    size_t depth, documents; /* elements within each other; drawings within drawings */
    bool clipping;           /* only where things are matters, not how they are painted */
    bool lacks[LACK_COUNT];
};

/* Where an element stands. */
struct frame {
    struct matrix matrix; /* of its coordinates to the drawing's */
    struct look look;
    struct measure measure;
    struct bounds seen;   /* of the drawing: what lies outside is not shown */
    struct ops_list *ops; /* that it adds to */
};

bool building_goes_on(struct builder *builder);
void ops_add(struct builder *builder, struct ops_list *list, const struct drawing_op *op);
struct drawing_ops ops_of(const struct ops_list *list);
/* Of all that is painted, without the width of strokes, mapped. */
struct bounds ops_bounds(struct builder *builder, struct drawing_ops ops,
                         struct matrix matrix);

/* Empty ones; to be given back. NULL when memory is gone. */
struct outline *outline_take(struct builder *builder);
void outline_give_back(struct builder *builder, struct outline *outline);

/* build.c */
void build_node(struct builder *builder, const struct frame *parent, struct svg_node *node);
void build_children(struct builder *builder, const struct frame *frame,
                    struct svg_node *node);
/* The frame of `node`, with its look and transform; false: it is not displayed. */
bool frame_enter(struct builder *builder, const struct frame *parent,
                 const struct svg_node *node, struct frame *out);
/* The look that `node` has where it stands, wherever it is used. */
struct look look_in_place(struct builder *builder, const struct svg_node *node,
                          const struct measure *measure);

/* shape.c */
void build_shape(struct builder *builder, const struct frame *frame, struct svg_node *node);
/* Its outline in its own coordinates. False: it is no shape, or has none. */
bool shape_outline(const struct svg_node *node, const struct measure *measure,
                   struct outline *out);
/* Adds a path in the frame's inks; `bounds` are those that its servers fit into. */
void build_outline(struct builder *builder, const struct frame *frame,
                   const struct outline *outline, struct bounds bounds);

/* marker.c */
void build_markers(struct builder *builder, const struct frame *frame,
                   const struct outline *outline, struct bounds bounds);

/* paint.c */
struct drawing_paint paint_of(struct builder *builder, const struct frame *frame,
                              const struct ink *ink, double opacity, struct bounds bounds);
/* gradient.c, pattern.c: paints of a server; PAINT_NONE when it paints nothing. */
struct drawing_paint gradient_paint(struct builder *builder, const struct frame *frame,
                                    struct svg_node *node, struct bounds bounds);
struct drawing_paint pattern_paint(struct builder *builder, const struct frame *frame,
                                   struct svg_node *node, struct bounds bounds);
/* The first node along its chain of references that has the attribute, or has children of
 * use; NULL: none. */
const struct svg_node *server_with(struct builder *builder, const struct svg_node *node,
                                   enum svg_name name);
struct svg_node *server_with_children(struct builder *builder, struct svg_node *node,
                                      enum svg_tag tag);
struct svg_node *node_referred(struct builder *builder, const struct svg_node *node);
/* The unit square to the bounds. */
struct matrix matrix_of_bounds(struct bounds bounds);
/* x, y, width and height of a region, in the frame's coordinates; `start` holds what they
 * are where they are not given, as parts of the bounds. */
struct bounds region_of(const struct svg_node *node, bool by_bounds, struct bounds bounds,
                        const struct measure *measure, const double start[4]);
bool is_by_bounds(const struct svg_node *node, enum svg_name units, bool otherwise);

/* effect.c: adds `own`, the content of an element, as its clip, mask and opacity have it.
 */
bool look_has_effects(const struct look *look);
void build_effects(struct builder *builder, const struct frame *frame, struct ops_list *own,
                   struct ops_list *out);
/* Adds `own` within a rectangle that was mapped. */
void build_clipped(struct builder *builder, struct bounds bounds, struct matrix matrix,
                   struct ops_list *own, struct ops_list *out);

/* Whether what it shows keeps its shape in any viewport, and where it lies there. */
bool view_keeps_shape(const struct svg_node *node, double *x, double *y);

/* viewport.c */
struct view_box {
    bool present;
    double x, y, width, height;
};
struct view_box view_box_of(const struct svg_node *node);
/* Of the coordinates within `box` to those around `bounds`. */
struct matrix view_matrix(const struct svg_node *node, struct view_box box,
                          struct bounds bounds);
void build_svg(struct builder *builder, const struct frame *frame, struct svg_node *node,
               const struct svg_node *use);
void build_use(struct builder *builder, const struct frame *frame, struct svg_node *node);

/* picture.c */
void build_picture(struct builder *builder, const struct frame *frame,
                   struct svg_node *node);

/* words.c */
void build_text(struct builder *builder, const struct frame *frame, struct svg_node *node);

/* html.c */
void build_html(struct builder *builder, const struct frame *frame, struct svg_node *node);

/* drawing.c: a whole tree, its natural size in a box from (0, 0). Gives the builder its
 * tree back. */
void build_tree(struct builder *builder, struct svg_tree *tree, struct matrix matrix,
                struct ops_list *ops);
void tree_size(const struct svg_tree *tree, double *width, double *height);
enum svg_result tree_read(struct arena *arena, struct str bytes, bool head_only,
                          size_t steps, struct svg_tree *out);

/* Number and length attributes, `otherwise` where there is none. */
double node_length(const struct svg_node *node, enum svg_name name,
                   const struct measure *measure, enum axis axis, double otherwise);

#endif
