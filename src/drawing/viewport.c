/* Viewports: nested drawings, symbols, and what `use` shows of them. */
#include "drawing/build.h"

struct view_box view_box_of(const struct svg_node *node)
{
    struct scan scan = {svg_value(node, NAME_VIEW_BOX), 0};
    struct view_box box;
    box.present = scan_number(&scan, &box.x) && scan_number(&scan, &box.y) &&
                  scan_number(&scan, &box.width) && scan_number(&scan, &box.height) &&
                  box.width > 0 && box.height > 0;
    return box.present ? box : (struct view_box){0};
}

/* "xMidYMax slice": where it lies in the room that is left, from 0 to 1. */
static double part_of_room(struct str align, size_t at)
{
    struct str word = str_sub(align, at, at + 4);
    bool end = str_ends(word, "Max"), start = str_ends(word, "Min");
    return end ? 1 : start ? 0 : 0.5;
}

bool view_keeps_shape(const struct svg_node *node, double *x, double *y)
{
    struct str fit = svg_value(node, NAME_PRESERVE_ASPECT_RATIO);
    *x = part_of_room(fit, 0);
    *y = part_of_room(fit, 4);
    return view_box_of(node).present && !str_starts(fit, "none");
}

struct matrix view_matrix(const struct svg_node *node, struct view_box box,
                          struct bounds bounds)
{
    double width = bounds.right - bounds.left, height = bounds.bottom - bounds.top;
    struct str fit = svg_value(node, NAME_PRESERVE_ASPECT_RATIO);
    if (!box.present) {
        return matrix_move(bounds.left, bounds.top);
    }
    double x = width / box.width, y = height / box.height;
    double left = bounds.left, top = bounds.top;
    if (!str_starts(fit, "none")) {
        x = y = str_ends(fit, "slice") ? fmax(x, y) : fmin(x, y);
        left += (width - x * box.width) * part_of_room(fit, 0);
        top += (height - y * box.height) * part_of_room(fit, 4);
    }
    return matrix_join((struct matrix){x, 0, 0, y, left, top}, matrix_move(-box.x, -box.y));
}

/* A side that `use` gives wins over the element's own. */
static double side_of(const struct svg_node *node, const struct svg_node *use,
                      enum svg_name name, const struct measure *measure, enum axis axis)
{
    double whole = axis == AXIS_X ? measure->width : measure->height;
    double own = node_length(node, name, measure, axis, whole);
    own = node->tag == SVG_SYMBOL && !svg_has(node, name) ? whole : own;
    return use ? node_length(use, name, measure, axis, own) : own;
}

void build_svg(struct builder *builder, const struct frame *frame, struct svg_node *node,
               const struct svg_node *use)
{
    const struct measure *measure = &frame->measure;
    double x = node_length(node, NAME_X, measure, AXIS_X, 0);
    double y = node_length(node, NAME_Y, measure, AXIS_Y, 0);
    double width = side_of(node, use, NAME_WIDTH, measure, AXIS_X);
    double height = side_of(node, use, NAME_HEIGHT, measure, AXIS_Y);
    if (!(width > 0) || !(height > 0)) {
        return;
    }
    struct bounds bounds = {x, y, x + width, y + height};
    struct view_box box = view_box_of(node);
    struct ops_list own = {0};
    struct frame inside = *frame;
    inside.matrix = matrix_join(frame->matrix, view_matrix(node, box, bounds));
    inside.measure.width = box.present ? box.width : width;
    inside.measure.height = box.present ? box.height : height;
    if (frame->look.overflows) {
        build_children(builder, &inside, node);
    } else {
        inside.ops = &own;
        build_children(builder, &inside, node);
        build_clipped(builder, bounds, frame->matrix, &own, frame->ops);
    }
}

/* A symbol or svg that is used has the look of where it is used. */
static void build_used_viewport(struct builder *builder, const struct frame *frame,
                                struct svg_node *node, const struct svg_node *use)
{
    struct ops_list own = {0};
    struct frame inside;
    if (frame_enter(builder, frame, node, &inside)) {
        inside.ops = &own;
        node->busy = true;
        build_svg(builder, &inside, node, use);
        node->busy = false;
        build_effects(builder, &inside, &own, frame->ops);
    }
}

void build_use(struct builder *builder, const struct frame *frame, struct svg_node *node)
{
    struct svg_node *used = node_referred(builder, node);
    if (!used || used->busy) {
        return;
    }
    struct frame inside = *frame;
    double x = node_length(node, NAME_X, &frame->measure, AXIS_X, 0);
    double y = node_length(node, NAME_Y, &frame->measure, AXIS_Y, 0);
    inside.matrix = matrix_join(frame->matrix, matrix_move(x, y));
    if (used->tag == SVG_SYMBOL || used->tag == SVG_SVG) {
        build_used_viewport(builder, &inside, used, node);
    } else {
        build_node(builder, &inside, used);
    }
}
