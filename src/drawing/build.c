/* The walk over the elements: what each is, a row in a table. What is only referred to
 * (gradients, symbols, markers) is not drawn where it stands. */
#include "drawing/build.h"

#define STEPS_OF_ELEMENT 20 /* as much as so many segments of a path */

bool building_goes_on(struct builder *builder)
{
    return builder->tree->steps_left > 0 && !arena_failed(builder->arena) &&
           !arena_failed(builder->scratch);
}

void ops_add(struct builder *builder, struct ops_list *list, const struct drawing_op *op)
{
    if (svg_spend(builder->tree, 1) && arena_grow(builder->arena, &list->items, list->count,
                                                  &list->room, sizeof *list->items)) {
        list->items[list->count++] = *op;
    }
}

struct drawing_ops ops_of(const struct ops_list *list)
{
    return (struct drawing_ops){list->items, list->count};
}

struct outline *outline_take(struct builder *builder)
{
    struct outline *outline = builder->spare;
    if (outline) {
        builder->spare = outline->next;
    } else {
        outline = ARENA_NEW(builder->scratch, struct outline);
    }
    if (outline) {
        outline->arena = builder->scratch;
        outline_reset(outline);
    }
    return outline;
}

void outline_give_back(struct builder *builder, struct outline *outline)
{
    if (outline) {
        outline->next = builder->spare;
        builder->spare = outline;
    }
}

double node_length(const struct svg_node *node, enum svg_name name,
                   const struct measure *measure, enum axis axis, double otherwise)
{
    (void)value_length(svg_value(node, name), measure, axis, &otherwise);
    return otherwise;
}

/* Bounds of what is painted */

static void add_points(struct bounds *bounds, const struct drawing_path *path,
                       struct matrix matrix)
{
    for (size_t i = 0; i + 1 < path->coordinate_count; i += 2) {
        struct point p = {(double)path->coordinates[i], (double)path->coordinates[i + 1]};
        bounds_add(bounds, matrix_apply(matrix, p));
    }
}

struct bounds ops_bounds(struct builder *builder, struct drawing_ops ops,
                         struct matrix matrix)
{
    static const struct bounds unit = {0, 0, 1, 1};
    struct bounds bounds = BOUNDS_EMPTY;
    for (size_t i = 0; i < ops.count; i++) {
        const struct drawing_op *op = &ops.items[i];
        if (!svg_spend(builder->tree, 1 + op->path.verb_count / 8)) {
            break;
        }
        switch (op->kind) {
        case DRAWING_PATH: add_points(&bounds, &op->path, matrix); break;
        case DRAWING_CLIP:
            bounds_add_bounds(&bounds, ops_bounds(builder, op->ops, matrix));
            break;
        case DRAWING_GROUP:
            bounds_add_bounds(&bounds, ops_bounds(builder, op->group->ops, matrix));
            break;
        case DRAWING_IMAGE:
            bounds_add_bounds(&bounds, bounds_map(unit, matrix_join(matrix, op->matrix)));
            break;
        }
    }
    return bounds;
}

/* Frames */

/* "transform-origin": lengths or words, from the viewport's corner. */
static struct point origin_of(const struct svg_node *node, const struct measure *measure)
{
    struct str value = svg_value(node, NAME_TRANSFORM_ORIGIN);
    struct scan scan = {value, 0};
    double xy[2] = {0, 0};
    for (size_t i = 0; i < 2 && !scan_ended(&scan); i++) {
        enum axis axis = i ? AXIS_Y : AXIS_X;
        if (!scan_length(&scan, measure, axis, &xy[i])) {
            struct str word = scan_word(&scan);
            double whole = axis == AXIS_X ? measure->width : measure->height;
            bool end = str_is(word, "right") || str_is(word, "bottom");
            xy[i] = end ? whole : str_is(word, "center") ? whole / 2 : 0;
        }
    }
    return (struct point){xy[0], xy[1]};
}

static struct matrix transform_of(const struct svg_node *node,
                                  const struct measure *measure)
{
    struct matrix matrix;
    struct str value = svg_value(node, NAME_TRANSFORM);
    if (!value.len || !value_matrix(value, measure, &matrix)) {
        return MATRIX_IDENTITY;
    }
    struct point origin = origin_of(node, measure);
    return matrix_join(matrix_move(origin.x, origin.y),
                       matrix_join(matrix, matrix_move(-origin.x, -origin.y)));
}

bool frame_enter(struct builder *builder, const struct frame *parent,
                 const struct svg_node *node, struct frame *out)
{
    *out = *parent;
    out->look = look_of(builder->tree, &parent->look, node, &parent->measure);
    out->measure.font_size = out->look.font_size;
    out->matrix = matrix_join(parent->matrix, transform_of(node, &out->measure));
    builder->lacks[LACK_FILTER] = builder->lacks[LACK_FILTER] || out->look.filtered;
    return out->look.displayed;
}

struct look look_in_place(struct builder *builder, const struct svg_node *node,
                          const struct measure *measure)
{
    const struct svg_node *chain[DRAWING_DEPTH_LIMIT + 1];
    size_t count = 0;
    for (; node && count <= DRAWING_DEPTH_LIMIT; node = node->parent) {
        chain[count++] = node;
    }
    struct look look = look_initial();
    while (count > 0) {
        look = look_of(builder->tree, &look, chain[--count], measure);
    }
    return look;
}

/* Elements */

static bool list_has_language(struct str list)
{
    struct scan scan = {list, 0};
    while (!scan_ended(&scan)) {
        struct str word = scan_word(&scan);
        if (!word.len) {
            return false;
        }
        if (str_eq_ignore_case(str_sub(word, 0, 2), STR("en"))) {
            return true;
        }
    }
    return false;
}

/* The first child whose conditions hold, and that is of a kind that can be drawn. */
static void build_switch(struct builder *builder, const struct frame *frame,
                         struct svg_node *node)
{
    for (struct svg_node *child = node->first;
         child && svg_spend(builder->tree, svg_cost(child)); child = child->next) {
        bool language = !svg_has(child, NAME_SYSTEM_LANGUAGE) ||
                        list_has_language(svg_value(child, NAME_SYSTEM_LANGUAGE));
        bool needs_more = svg_value(child, NAME_REQUIRED_EXTENSIONS).len > 0;
        bool drawn = child->tag != SVG_FOREIGN_OBJECT || !child->next;
        if (language && !needs_more && drawn) {
            build_node(builder, frame, child);
            return;
        }
    }
}

static void build_group(struct builder *builder, const struct frame *frame,
                        struct svg_node *node)
{
    build_children(builder, frame, node);
}

static void build_inner_svg(struct builder *builder, const struct frame *frame,
                            struct svg_node *node)
{
    build_svg(builder, frame, node, NULL);
}

typedef void build_element(struct builder *builder, const struct frame *frame,
                           struct svg_node *node);

static build_element *const elements[SVG_OTHER] = {
    [SVG_A] = build_group,       [SVG_CIRCLE] = build_shape,
    [SVG_ELLIPSE] = build_shape, [SVG_FOREIGN_OBJECT] = build_html,
    [SVG_G] = build_group,       [SVG_IMAGE] = build_picture,
    [SVG_LINE] = build_shape,    [SVG_PATH] = build_shape,
    [SVG_POLYGON] = build_shape, [SVG_POLYLINE] = build_shape,
    [SVG_RECT] = build_shape,    [SVG_SVG] = build_inner_svg,
    [SVG_SWITCH] = build_switch, [SVG_TEXT] = build_text,
    [SVG_USE] = build_use,
};

void build_node(struct builder *builder, const struct frame *parent, struct svg_node *node)
{
    build_element *build = node->tag < SVG_OTHER ? elements[node->tag] : NULL;
    if (!build || node->busy || !svg_spend(builder->tree, STEPS_OF_ELEMENT)) {
        return;
    }
    if (builder->depth >= 2 * DRAWING_DEPTH_LIMIT) {
        builder->tree->steps_left = 0;
        return;
    }
    struct ops_list own = {0};
    struct frame frame;
    if (frame_enter(builder, parent, node, &frame)) {
        bool changed = look_has_effects(&frame.look);
        frame.ops = changed ? &own : parent->ops;
        node->busy = true;
        builder->depth++;
        build(builder, &frame, node);
        builder->depth--;
        node->busy = false;
        if (changed) {
            build_effects(builder, &frame, &own, parent->ops);
        }
    }
}

void build_children(struct builder *builder, const struct frame *frame,
                    struct svg_node *node)
{
    for (struct svg_node *child = node->first;
         child && svg_spend(builder->tree, 1) && building_goes_on(builder);
         child = child->next) {
        build_node(builder, frame, child);
    }
}
