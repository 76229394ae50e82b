/* Markers: arrow heads and the like at the corners of an outline, turned as it runs (SVG 2,
 * 13.7). */
#include "drawing/build.h"

#define PI 3.141592653589793

/* One corner: how the outline comes in and goes out; (0, 0) where it does neither. */
struct corner {
    struct point at, in, out;
};

struct corners {
    struct corner *items;
    size_t count, room;
};

static struct point minus(struct point a, struct point b)
{
    return (struct point){a.x - b.x, a.y - b.y};
}

static bool is_zero(struct point p)
{
    return p.x == 0 && p.y == 0;
}

/* The direction from the first of the points to the next that lies elsewhere. */
static struct point direction(const struct point *points, size_t count, int step)
{
    struct point found = {0, 0};
    for (size_t i = 1; i < count && is_zero(found); i++) {
        found = step > 0 ? minus(points[i], points[0])
                         : minus(points[count - 1], points[count - 1 - i]);
    }
    return found;
}

static bool add_corner(struct builder *builder, struct corners *corners,
                       struct corner corner)
{
    if (!svg_spend(builder->tree, 1) ||
        !arena_grow(builder->scratch, &corners->items, corners->count, &corners->room,
                    sizeof *corners->items)) {
        return false;
    }
    corners->items[corners->count++] = corner;
    return true;
}

static void find_corners(struct builder *builder, const struct outline *outline,
                         struct corners *out)
{
    const struct point *from = outline->points;
    struct point pen = {0, 0};
    size_t first = 0;
    for (size_t i = 0; i < outline->verb_count; i++) {
        size_t count = verb_points(outline->verbs[i]);
        struct point run[4] = {pen};
        for (size_t k = 0; k < count; k++) {
            run[1 + k] = from[k];
        }
        from += count;
        struct corner corner = {count ? run[count] : pen, {0, 0}, {0, 0}};
        if (outline->verbs[i] == DRAWING_MOVE) {
            first = out->count;
        } else if (out->count > first) {
            if (outline->verbs[i] == DRAWING_CLOSE) {
                run[1] = corner.at = out->items[first].at;
                count = 1;
            }
            out->items[out->count - 1].out = direction(run, count + 1, 1);
            corner.in = direction(run, count + 1, -1);
            corner.out =
                outline->verbs[i] == DRAWING_CLOSE ? out->items[first].out : corner.out;
        }
        if (!add_corner(builder, out, corner)) {
            return;
        }
        if (outline->verbs[i] == DRAWING_CLOSE) {
            out->items[first].in = corner.in;
        }
        pen = corner.at;
    }
}

/* Radians: the middle between the ways in and out. */
static double angle_of(struct corner corner)
{
    double in = atan2(corner.in.y, corner.in.x), out = atan2(corner.out.y, corner.out.x);
    if (is_zero(corner.in) || is_zero(corner.out)) {
        return is_zero(corner.in) ? is_zero(corner.out) ? 0 : out : in;
    }
    double turn = out - in;
    turn += turn > PI ? -2 * PI : turn < -PI ? 2 * PI : 0;
    return in + turn / 2;
}

static double turn_of(const struct svg_node *marker, struct corner corner, bool start)
{
    struct str orient = svg_value(marker, NAME_ORIENT);
    double degrees = 0;
    if (str_is(orient, "auto-start-reverse") && start) {
        return angle_of(corner) + PI;
    }
    if (str_starts(orient, "auto")) {
        return angle_of(corner);
    }
    (void)value_number(orient, &degrees);
    return degrees * PI / 180;
}

static double reference(const struct svg_node *marker, enum svg_name name, double start,
                        double size)
{
    struct str value = svg_value(marker, name);
    const struct measure measure = {0, size, size};
    return str_is(value, "center") ? start + size / 2
           : str_is(value, "right") || str_is(value, "bottom")
               ? start + size
               : node_length(marker, name, &measure, AXIS_X, 0);
}

static void build_marker(struct builder *builder, const struct frame *frame,
                         struct svg_node *marker, struct corner corner, bool start)
{
    const struct measure *measure = &frame->measure;
    double width = node_length(marker, NAME_MARKER_WIDTH, measure, AXIS_X, 3);
    double height = node_length(marker, NAME_MARKER_HEIGHT, measure, AXIS_Y, 3);
    struct view_box box = view_box_of(marker);
    if (marker->busy || !(width > 0) || !(height > 0) ||
        builder->depth >= DRAWING_DEPTH_LIMIT || !building_goes_on(builder)) {
        return;
    }
    bool by_width = !str_is(svg_value(marker, NAME_MARKER_UNITS), "userSpaceOnUse");
    double factor = by_width ? frame->look.stroke_width : 1;
    double turn = turn_of(marker, corner, start), c = cos(turn), s = sin(turn);
    struct matrix own = matrix_join(matrix_move(corner.at.x, corner.at.y),
                                    (struct matrix){c, s, -s, c, 0, 0});
    own = matrix_join(own, matrix_scale(factor, factor));
    struct bounds bounds = {0, 0, width, height};
    struct matrix view = view_matrix(marker, box, bounds);
    struct point at = {
        reference(marker, NAME_REF_X, box.x, box.present ? box.width : width),
        reference(marker, NAME_REF_Y, box.y, box.present ? box.height : height)};
    at = matrix_apply(view, at);
    own = matrix_join(own, matrix_move(-at.x, -at.y));

    struct ops_list ops = {0};
    struct frame inside = *frame;
    inside.look = look_in_place(builder, marker, measure);
    inside.matrix = matrix_join(frame->matrix, own);
    struct matrix clip = inside.matrix;
    inside.matrix = matrix_join(inside.matrix, view);
    inside.ops = &ops;
    marker->busy = true;
    builder->depth++;
    build_children(builder, &inside, marker);
    builder->depth--;
    marker->busy = false;
    if (inside.look.overflows) {
        bounds = (struct bounds){-1e4 * width, -1e4 * height, 1e4 * width, 1e4 * height};
    }
    build_clipped(builder, bounds, clip, &ops, frame->ops);
}

void build_markers(struct builder *builder, const struct frame *frame,
                   const struct outline *outline, struct bounds bounds)
{
    const struct look *look = &frame->look;
    struct corners corners = {0};
    if (builder->clipping || !look->visible ||
        (!look->marker_start && !look->marker_mid && !look->marker_end)) {
        return;
    }
    find_corners(builder, outline, &corners);
    const struct drawing_paint *fill = builder->context_fill;
    const struct drawing_paint *stroke = builder->context_stroke;
    struct drawing_paint own_fill =
        paint_of(builder, frame, &look->fill, look->fill_opacity, bounds);
    struct drawing_paint own_stroke =
        paint_of(builder, frame, &look->stroke, look->stroke_opacity, bounds);
    builder->context_fill = &own_fill;
    builder->context_stroke = &own_stroke;
    for (size_t i = 0; i < corners.count; i++) {
        struct svg_node *marker = i == 0                   ? look->marker_start
                                  : i + 1 == corners.count ? look->marker_end
                                                           : look->marker_mid;
        if (marker) {
            build_marker(builder, frame, marker, corners.items[i], i == 0);
        }
        if (corners.count == 1 && look->marker_end) {
            build_marker(builder, frame, look->marker_end, corners.items[i], false);
        }
    }
    builder->context_fill = fill;
    builder->context_stroke = stroke;
}
