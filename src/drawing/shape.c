/* Basic shapes and paths: to outlines, filled, stroked and marked. A stroke's width is
 * scaled with its outline where that stays a circle's; else the pen keeps its map. */
#include "drawing/build.h"

static bool rectangle(const struct svg_node *node, const struct measure *measure,
                      struct outline *out)
{
    double x = node_length(node, NAME_X, measure, AXIS_X, 0);
    double y = node_length(node, NAME_Y, measure, AXIS_Y, 0);
    double width = node_length(node, NAME_WIDTH, measure, AXIS_X, 0);
    double height = node_length(node, NAME_HEIGHT, measure, AXIS_Y, 0);
    double rx = node_length(node, NAME_RX, measure, AXIS_X, -1);
    double ry = node_length(node, NAME_RY, measure, AXIS_Y, -1);
    if (!(width > 0) || !(height > 0)) {
        return false;
    }
    rx = rx < 0 ? ry : rx;
    ry = ry < 0 ? rx : ry;
    rx = fmin(fmax(rx, 0), width / 2);
    ry = fmin(fmax(ry, 0), height / 2);
    outline_rectangle(out, (struct bounds){x, y, x + width, y + height}, rx, ry);
    return true;
}

static bool ellipse(const struct svg_node *node, const struct measure *measure,
                    struct outline *out)
{
    struct point center = {node_length(node, NAME_CX, measure, AXIS_X, 0),
                           node_length(node, NAME_CY, measure, AXIS_Y, 0)};
    double rx, ry;
    if (node->tag == SVG_CIRCLE) {
        rx = ry = node_length(node, NAME_R, measure, AXIS_BOTH, 0);
    } else {
        rx = node_length(node, NAME_RX, measure, AXIS_X, -1);
        ry = node_length(node, NAME_RY, measure, AXIS_Y, -1);
        rx = rx < 0 ? ry : rx;
        ry = ry < 0 ? rx : ry;
    }
    if (!(rx > 0) || !(ry > 0)) {
        return false;
    }
    outline_ellipse(out, center, rx, ry);
    return true;
}

static bool line(const struct svg_node *node, const struct measure *measure,
                 struct outline *out)
{
    outline_move(out, (struct point){node_length(node, NAME_X1, measure, AXIS_X, 0),
                                     node_length(node, NAME_Y1, measure, AXIS_Y, 0)});
    outline_line(out, (struct point){node_length(node, NAME_X2, measure, AXIS_X, 0),
                                     node_length(node, NAME_Y2, measure, AXIS_Y, 0)});
    return true;
}

static bool polyline(const struct svg_node *node, struct outline *out)
{
    struct scan scan = {svg_value(node, NAME_POINTS), 0};
    struct point p;
    while (scan_number(&scan, &p.x) && scan_number(&scan, &p.y)) {
        out->verb_count ? outline_line(out, p) : outline_move(out, p);
    }
    if (node->tag == SVG_POLYGON) {
        outline_close(out);
    }
    return out->verb_count > 0;
}

/* "M 1 2", or in CSS path("M 1 2"). */
static bool path(const struct svg_node *node, struct outline *out)
{
    struct str data = svg_value(node, NAME_D);
    if (str_starts(data, "path(")) {
        data = str_trim(str_sub(data, 5, data.len - 1));
        data = str_sub(data, 1, data.len - (data.len > 0));
    }
    outline_read(out, data);
    return out->verb_count > 1;
}

bool shape_outline(const struct svg_node *node, const struct measure *measure,
                   struct outline *out)
{
    switch ((int)node->tag) {
    case SVG_RECT: return rectangle(node, measure, out);
    case SVG_CIRCLE:
    case SVG_ELLIPSE: return ellipse(node, measure, out);
    case SVG_LINE: return line(node, measure, out);
    case SVG_POLYGON:
    case SVG_POLYLINE: return polyline(node, out);
    case SVG_PATH: return path(node, out);
    default: return false;
    }
}

/* Strokes */

static bool scale_dashes(struct builder *builder, const struct look *look, double factor,
                         struct drawing_stroke *stroke)
{
    double *dashes = svg_spend(builder->tree, look->dash_count)
                         ? ARENA_ARRAY(builder->arena, double, look->dash_count)
                         : NULL;
    for (size_t i = 0; i < look->dash_count && dashes; i++) {
        dashes[i] = look->dashes[i] * factor;
    }
    stroke->dashes = dashes;
    stroke->dash_count = dashes ? look->dash_count : 0;
    stroke->dash_offset = look->dash_offset * factor;
    return dashes != NULL;
}

static const struct drawing_stroke *
make_stroke(struct builder *builder, const struct frame *frame, struct drawing_paint paint)
{
    const struct look *look = &frame->look;
    struct drawing_stroke *stroke = ARENA_NEW(builder->arena, struct drawing_stroke);
    bool round = look->fixed_stroke || matrix_keeps_circles(frame->matrix);
    double factor = look->fixed_stroke || !round ? 1 : matrix_factor(frame->matrix);
    struct matrix pen = frame->matrix;
    pen.e = pen.f = 0;
    if (!stroke) {
        return NULL;
    }
    *stroke = (struct drawing_stroke){
        .paint = paint,
        .width = look->stroke_width * factor,
        .cap = look->cap,
        .join = look->join,
        .miter_limit = look->miter_limit,
        .pen = round ? MATRIX_IDENTITY : pen,
        .pen_is_round = round,
    };
    return look->dash_count == 0 || scale_dashes(builder, look, factor, stroke) ? stroke
                                                                                : NULL;
}

static void add_path(struct builder *builder, const struct frame *frame,
                     const struct outline *outline, struct drawing_paint fill,
                     struct drawing_paint stroke)
{
    struct drawing_op op = {.kind = DRAWING_PATH,
                            .even_odd = builder->clipping ? frame->look.clip_even_odd
                                                          : frame->look.fill_even_odd,
                            .fill = fill};
    struct matrix inverse;
    bool flat = !matrix_invert(frame->matrix, &inverse);
    if (stroke.kind != PAINT_NONE && frame->look.stroke_width > 0 && !flat) {
        op.stroke = make_stroke(builder, frame, stroke);
    }
    if ((fill.kind != PAINT_NONE || op.stroke) &&
        svg_spend(builder->tree, outline->verb_count) &&
        outline_bake(outline, frame->matrix, builder->arena, &op.path)) {
        ops_add(builder, frame->ops, &op);
    }
}

static const struct drawing_paint none = {.kind = PAINT_NONE};
static const struct drawing_paint anything = {.kind = PAINT_COLOR, .alpha = 1};

void build_outline(struct builder *builder, const struct frame *frame,
                   const struct outline *outline, struct bounds bounds)
{
    const struct look *look = &frame->look;
    if (!look->visible || !building_goes_on(builder)) {
        return;
    }
    if (builder->clipping) {
        add_path(builder, frame, outline, anything, none);
        return;
    }
    bool flat = outline->point_count < 3 || bounds.left == bounds.right ||
                bounds.top == bounds.bottom; /* there is nothing inside it */
    struct drawing_paint fill =
        flat ? none : paint_of(builder, frame, &look->fill, look->fill_opacity, bounds);
    struct drawing_paint stroke =
        paint_of(builder, frame, &look->stroke, look->stroke_opacity, bounds);
    if (look->stroke_first && fill.kind != PAINT_NONE && stroke.kind != PAINT_NONE) {
        add_path(builder, frame, outline, none, stroke);
        stroke = none;
    }
    add_path(builder, frame, outline, fill, stroke);
}

void build_shape(struct builder *builder, const struct frame *frame, struct svg_node *node)
{
    struct outline *outline = outline_take(builder);
    if (outline && shape_outline(node, &frame->measure, outline)) {
        struct bounds bounds = outline_bounds(outline, MATRIX_IDENTITY);
        build_outline(builder, frame, outline, bounds);
        if (node->tag == SVG_PATH || node->tag == SVG_LINE || node->tag == SVG_POLYLINE ||
            node->tag == SVG_POLYGON) {
            build_markers(builder, frame, outline, bounds);
        }
    }
    outline_give_back(builder, outline);
}
