/* Inks to paints: colours as they are, servers by gradient.c and pattern.c, and what the
 * servers share: their chains of references, and regions given by bounds. */
#include "drawing/build.h"

#include "drawing/outline.h"

#define CHAIN_LIMIT 32

static struct drawing_paint color_paint(const struct look *look, struct color color,
                                        double opacity)
{
    color = color.current ? look->color : color;
    double alpha = color.alpha * opacity;
    return (struct drawing_paint){
        .kind = alpha > 0 ? PAINT_COLOR : PAINT_NONE, .color = color.rgb, .alpha = alpha};
}

static struct drawing_paint server_paint(struct builder *builder, const struct frame *frame,
                                         struct svg_node *server, struct bounds bounds)
{
    if (server->tag == SVG_PATTERN) {
        return pattern_paint(builder, frame, server, bounds);
    }
    return gradient_paint(builder, frame, server, bounds);
}

static bool is_server(const struct svg_node *node)
{
    return node && (node->tag == SVG_PATTERN || node->tag == SVG_LINEAR_GRADIENT ||
                    node->tag == SVG_RADIAL_GRADIENT);
}

static struct drawing_paint context_paint(const struct drawing_paint *context,
                                          double opacity)
{
    struct drawing_paint paint = {.kind = PAINT_NONE};
    if (context) {
        paint = *context;
        paint.alpha *= opacity;
    }
    return paint;
}

struct drawing_paint paint_of(struct builder *builder, const struct frame *frame,
                              const struct ink *ink, double opacity, struct bounds bounds)
{
    struct drawing_paint paint = {.kind = PAINT_NONE};
    switch (ink->kind) {
    case INK_NONE: break;
    case INK_COLOR: return color_paint(&frame->look, ink->color, opacity);
    case INK_CONTEXT_FILL: return context_paint(builder->context_fill, opacity);
    case INK_CONTEXT_STROKE: return context_paint(builder->context_stroke, opacity);
    case INK_SERVER:
        if (is_server(ink->server)) {
            paint = server_paint(builder, frame, ink->server, bounds);
            paint.alpha *= opacity;
        } else if (ink->falls_back) {
            return color_paint(&frame->look, ink->color, opacity);
        }
        break;
    }
    paint.kind = paint.alpha > 0 ? paint.kind : PAINT_NONE;
    return paint;
}

/* Chains */

struct svg_node *node_referred(struct builder *builder, const struct svg_node *node)
{
    struct str address = svg_value(node, NAME_HREF);
    return str_starts(address, "#") ? svg_find(builder->tree, str_skip(address, 1)) : NULL;
}

const struct svg_node *server_with(struct builder *builder, const struct svg_node *node,
                                   enum svg_name name)
{
    for (size_t i = 0; i < CHAIN_LIMIT && node; i++) {
        if (!svg_spend(builder->tree, 1 + node->attribute_count / 4)) {
            return NULL;
        }
        if (svg_has(node, name)) {
            return node;
        }
        node = node_referred(builder, node);
    }
    return NULL;
}

struct svg_node *server_with_children(struct builder *builder, struct svg_node *node,
                                      enum svg_tag tag)
{
    for (size_t i = 0; i < CHAIN_LIMIT && node; i++) {
        for (const struct svg_node *child = node->first;
             child && svg_spend(builder->tree, 1); child = child->next) {
            if (tag == SVG_OTHER || child->tag == tag) {
                return node;
            }
        }
        node = node_referred(builder, node);
    }
    return NULL;
}

/* Regions */

struct matrix matrix_of_bounds(struct bounds bounds)
{
    return (struct matrix){bounds.right - bounds.left, 0,           0,
                           bounds.bottom - bounds.top, bounds.left, bounds.top};
}

bool is_by_bounds(const struct svg_node *node, enum svg_name units, bool otherwise)
{
    struct str value = node ? svg_value(node, units) : (struct str){0};
    return str_is(value, "objectBoundingBox") ||
           (otherwise && !str_is(value, "userSpaceOnUse"));
}

struct bounds region_of(const struct svg_node *node, bool by_bounds, struct bounds bounds,
                        const struct measure *measure, const double start[4])
{
    static const enum svg_name names[4] = {NAME_X, NAME_Y, NAME_WIDTH, NAME_HEIGHT};
    struct measure unit = {measure->font_size, 1, 1};
    double v[4];
    for (size_t i = 0; i < 4; i++) {
        enum axis axis = i % 2 ? AXIS_Y : AXIS_X;
        double whole = by_bounds ? 1 : axis == AXIS_X ? measure->width : measure->height;
        v[i] = node_length(node, names[i], by_bounds ? &unit : measure, axis,
                           start[i] * whole);
    }
    struct bounds region = {v[0], v[1], v[0] + v[2], v[1] + v[3]};
    return by_bounds ? bounds_map(region, matrix_of_bounds(bounds)) : region;
}
