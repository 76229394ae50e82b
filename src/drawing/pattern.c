/* Patterns: a cell of ops that repeats itself. The cell's own coordinates are as fine as
 * the drawing's, so that what is written of it is as exact. */
#include "drawing/build.h"

struct cell {
    struct svg_node *holder; /* of its children */
    struct view_box view_box;
    const struct svg_node *view_node;
    bool content_by_bounds;
    struct bounds region; /* in the coordinates of what is filled */
    struct matrix matrix; /* of these to the drawing's */
};

static struct str word_of(struct builder *builder, const struct svg_node *node,
                          enum svg_name name)
{
    const struct svg_node *with = server_with(builder, node, name);
    return with ? svg_value(with, name) : (struct str){0};
}

static double side_of(struct builder *builder, const struct frame *frame,
                      const struct svg_node *node, bool by_bounds, enum svg_name name,
                      enum axis axis)
{
    const struct svg_node *with = server_with(builder, node, name);
    struct measure unit = {frame->measure.font_size, 1, 1};
    return with ? node_length(with, name, by_bounds ? &unit : &frame->measure, axis, 0) : 0;
}

/* False: it paints nothing. */
static bool read_cell(struct builder *builder, const struct frame *frame,
                      struct svg_node *node, struct bounds bounds, struct cell *out)
{
    bool by_bounds = is_by_bounds(server_with(builder, node, NAME_PATTERN_UNITS),
                                  NAME_PATTERN_UNITS, true);
    double x = side_of(builder, frame, node, by_bounds, NAME_X, AXIS_X);
    double y = side_of(builder, frame, node, by_bounds, NAME_Y, AXIS_Y);
    double width = side_of(builder, frame, node, by_bounds, NAME_WIDTH, AXIS_X);
    double height = side_of(builder, frame, node, by_bounds, NAME_HEIGHT, AXIS_Y);
    struct matrix own = MATRIX_IDENTITY, inverse;
    (void)value_matrix(word_of(builder, node, NAME_PATTERN_TRANSFORM), &frame->measure,
                       &own);
    out->matrix = matrix_join(frame->matrix, own);
    out->region = (struct bounds){x, y, x + width, y + height};
    if (by_bounds) {
        out->region = bounds_map(out->region, matrix_of_bounds(bounds));
    }
    out->holder = server_with_children(builder, node, SVG_OTHER);
    out->view_node = server_with(builder, node, NAME_VIEW_BOX);
    out->view_box = out->view_node ? view_box_of(out->view_node) : (struct view_box){0};
    out->content_by_bounds =
        is_by_bounds(server_with(builder, node, NAME_PATTERN_CONTENT_UNITS),
                     NAME_PATTERN_CONTENT_UNITS, false);
    return out->holder && !out->holder->busy && out->region.right > out->region.left &&
           out->region.bottom > out->region.top && matrix_invert(out->matrix, &inverse);
}

static struct matrix content_matrix(const struct cell *cell, struct bounds bounds)
{
    if (cell->view_box.present) {
        return view_matrix(cell->view_node, cell->view_box, cell->region);
    }
    if (cell->content_by_bounds) {
        struct matrix matrix = matrix_of_bounds(bounds);
        matrix.e = cell->region.left;
        matrix.f = cell->region.top;
        return matrix;
    }
    return MATRIX_IDENTITY;
}

struct drawing_paint pattern_paint(struct builder *builder, const struct frame *frame,
                                   struct svg_node *node, struct bounds bounds)
{
    struct drawing_paint paint = {.kind = PAINT_NONE, .alpha = 1};
    struct cell cell;
    struct drawing_tile *tile = ARENA_NEW(builder->arena, struct drawing_tile);
    if (!tile || !read_cell(builder, frame, node, bounds, &cell) ||
        builder->depth >= DRAWING_DEPTH_LIMIT) {
        return paint;
    }
    double x = hypot(cell.matrix.a, cell.matrix.b), y = hypot(cell.matrix.c, cell.matrix.d);
    struct ops_list ops = {0};
    struct frame inside = {
        .matrix = matrix_join(matrix_scale(x, y), content_matrix(&cell, bounds)),
        .look = look_in_place(builder, cell.holder, &frame->measure),
        .measure = frame->measure,
        .seen = bounds_map(cell.region, matrix_scale(x, y)),
        .ops = &ops,
    };
    cell.holder->busy = true;
    builder->depth++;
    build_children(builder, &inside, cell.holder);
    builder->depth--;
    cell.holder->busy = false;
    tile->ops = ops_of(&ops);
    tile->cell = bounds_map(cell.region, matrix_scale(x, y));
    tile->matrix = matrix_join(cell.matrix, matrix_scale(1 / x, 1 / y));
    paint.kind = ops.count ? PAINT_TILE : PAINT_NONE;
    paint.tile = tile;
    return paint;
}
