/* Linear and radial gradients. What is reflected or repeated is written out, as often as
 * the bounds that it fills need. */
#include "drawing/build.h"

#define PERIODS_MOST 100 /* that a gradient repeats itself, each way */
#define REPEATED_STOPS_MOST                                                                \
    2000 /* each way: finer ones go on in the colours of their ends */
#define STOPS_MOST 20000
#define STEPS_OF_STOP 10 /* each is a function in the PDF */
#define STEPS_OF_USE 4   /* of a stop of a gradient that is shared */

struct reading {
    struct builder *builder;
    const struct frame *frame;
    const struct svg_node *node;
    struct measure measure;
    bool by_bounds;
};

static double length_of(struct reading *reading, enum svg_name name, enum axis axis,
                        double otherwise)
{
    const struct svg_node *node = server_with(reading->builder, reading->node, name);
    return node ? node_length(node, name, &reading->measure, axis, otherwise) : otherwise;
}

static struct str word_of(struct reading *reading, enum svg_name name)
{
    const struct svg_node *node = server_with(reading->builder, reading->node, name);
    return node ? svg_value(node, name) : (struct str){0};
}

/* Stops */

struct stops {
    struct drawing_stop *items;
    size_t count, room;
};

static bool add_stop(struct builder *builder, struct stops *stops, struct drawing_stop stop)
{
    if (stops->count >= STOPS_MOST || !svg_spend(builder->tree, STEPS_OF_STOP) ||
        !arena_grow(builder->arena, &stops->items, stops->count, &stops->room,
                    sizeof *stops->items)) {
        return false;
    }
    stops->items[stops->count++] = stop;
    return true;
}

static struct color current_color(struct reading *reading, const struct svg_node *stop)
{
    struct color color = {.alpha = 1};
    if (!value_color(svg_value(stop, NAME_COLOR), &color) || color.current) {
        color = look_in_place(reading->builder, stop, &reading->measure).color;
    }
    return color;
}

static struct drawing_stop read_stop(struct reading *reading, const struct svg_node *node)
{
    struct drawing_stop stop = {.alpha = 1};
    struct color color = {.alpha = 1};
    (void)value_fraction(svg_value(node, NAME_OFFSET), &stop.offset);
    (void)value_fraction(svg_value(node, NAME_STOP_OPACITY), &stop.alpha);
    (void)value_color(svg_value(node, NAME_STOP_COLOR), &color);
    color = color.current ? current_color(reading, node) : color;
    stop.color = color.rgb;
    stop.alpha *= color.alpha;
    return stop;
}

static void read_stops(struct reading *reading, struct svg_node *node, struct stops *out)
{
    struct svg_node *holder = server_with_children(reading->builder, node, SVG_STOP);
    double last = 0;
    for (const struct svg_node *child = holder ? holder->first : NULL; child;
         child = child->next) {
        if (!svg_spend(reading->builder->tree, svg_cost(child)) || child->tag != SVG_STOP) {
            continue;
        }
        struct drawing_stop stop = read_stop(reading, child);
        stop.offset = fmax(stop.offset, last);
        last = stop.offset;
        if (!add_stop(reading->builder, out, stop)) {
            return;
        }
    }
}

/* Repeating */

/* How far along the gradient the bounds reach, in its lengths. */
static void find_range(const struct drawing_gradient *gradient, size_t stop_count,
                       struct bounds bounds, double *from, double *to)
{
    double most = fmax(fmin(PERIODS_MOST, REPEATED_STOPS_MOST / (double)stop_count), 1);
    most = floor(most);
    struct matrix inverse;
    *from = 0;
    *to = 1;
    if (!matrix_invert(gradient->matrix, &inverse)) {
        return;
    }
    struct bounds reach = bounds_map(bounds, inverse);
    const struct point corners[4] = {{reach.left, reach.top},
                                     {reach.right, reach.top},
                                     {reach.left, reach.bottom},
                                     {reach.right, reach.bottom}};
    double dx = gradient->to.x - gradient->from.x, dy = gradient->to.y - gradient->from.y;
    double span = gradient->to_radius - gradient->from_radius;
    for (size_t i = 0; i < 4; i++) {
        double x = corners[i].x - gradient->from.x, y = corners[i].y - gradient->from.y;
        double along = gradient->radial ? (hypot(x, y) + hypot(dx, dy)) / span
                                        : (x * dx + y * dy) / (dx * dx + dy * dy);
        *from = gradient->radial ? 0 : fmin(*from, along);
        *to = fmax(*to, along);
    }
    *from = fmax(floor(*from), -most);
    *to = fmin(ceil(*to), most);
}

static bool add_period(struct builder *builder, struct stops *out,
                       const struct stops *period, double start, double whole,
                       bool mirrored)
{
    for (size_t i = 0; i < period->count; i++) {
        struct drawing_stop stop = period->items[mirrored ? period->count - 1 - i : i];
        double offset = mirrored ? 1 - stop.offset : stop.offset;
        stop.offset = (start + offset) / whole;
        if (!add_stop(builder, out, stop)) {
            return false;
        }
    }
    return true;
}

/* Makes the gradient as long as the bounds need, with its stops written out. */
static void repeat(struct builder *builder, struct drawing_gradient *gradient,
                   struct stops *stops, struct bounds bounds, bool reflect)
{
    double from, to;
    struct stops all = {0};
    find_range(gradient, stops->count, bounds, &from, &to);
    for (double at = from; at < to; at++) {
        bool odd = fmod(fabs(at), 2) >= 1;
        if (!add_period(builder, &all, stops, at - from, to - from, reflect && odd)) {
            return;
        }
    }
    struct point start = gradient->from, end = gradient->to;
    double dx = end.x - start.x, dy = end.y - start.y;
    double radius = gradient->from_radius, span = gradient->to_radius - radius;
    gradient->from = (struct point){start.x + dx * from, start.y + dy * from};
    gradient->to = (struct point){start.x + dx * to, start.y + dy * to};
    gradient->from_radius = radius + span * from;
    gradient->to_radius = radius + span * to;
    *stops = all;
}

/* Geometry */

static void read_line(struct reading *reading, struct drawing_gradient *out)
{
    out->from.x = length_of(reading, NAME_X1, AXIS_X, 0);
    out->from.y = length_of(reading, NAME_Y1, AXIS_Y, 0);
    out->to.x = length_of(reading, NAME_X2, AXIS_X, reading->measure.width);
    out->to.y = length_of(reading, NAME_Y2, AXIS_Y, 0);
}

/* A focus outside the circle is drawn in to its edge (SVG 1.1, 13.2.3). */
static void read_circles(struct reading *reading, struct drawing_gradient *out)
{
    double half_x = reading->measure.width / 2, half_y = reading->measure.height / 2;
    double half = reading->by_bounds ? 0.5 : hypot(half_x, half_y) / sqrt(2);
    out->radial = true;
    out->to.x = length_of(reading, NAME_CX, AXIS_X, half_x);
    out->to.y = length_of(reading, NAME_CY, AXIS_Y, half_y);
    out->to_radius = length_of(reading, NAME_R, AXIS_BOTH, half);
    out->from.x = length_of(reading, NAME_FX, AXIS_X, out->to.x);
    out->from.y = length_of(reading, NAME_FY, AXIS_Y, out->to.y);
    out->from_radius = length_of(reading, NAME_FR, AXIS_BOTH, 0);
    double dx = out->from.x - out->to.x, dy = out->from.y - out->to.y;
    double away = hypot(dx, dy), most = out->to_radius * 0.999;
    if (away > most && away > 0) {
        out->from.x = out->to.x + dx / away * most;
        out->from.y = out->to.y + dy / away * most;
    }
}

static struct matrix matrix_of(struct reading *reading, struct bounds bounds)
{
    struct matrix own = MATRIX_IDENTITY;
    (void)value_matrix(word_of(reading, NAME_GRADIENT_TRANSFORM), &reading->measure, &own);
    if (reading->by_bounds) {
        own = matrix_join(matrix_of_bounds(bounds), own);
    }
    return matrix_join(reading->frame->matrix, own);
}

static struct drawing_paint last_color(const struct stops *stops)
{
    const struct drawing_stop *last = &stops->items[stops->count - 1];
    return (struct drawing_paint){
        .kind = PAINT_COLOR, .color = last->color, .alpha = last->alpha};
}

static bool is_a_point(const struct drawing_gradient *gradient)
{
    return gradient->radial
               ? !(gradient->to_radius > 0)
               : gradient->from.x == gradient->to.x && gradient->from.y == gradient->to.y;
}

static struct drawing_paint make_paint(struct reading *reading, struct stops *stops,
                                       struct bounds bounds)
{
    struct builder *builder = reading->builder;
    struct drawing_gradient *gradient = ARENA_NEW(builder->arena, struct drawing_gradient);
    struct drawing_paint paint = {.kind = PAINT_NONE, .alpha = 1};
    struct matrix inverse;
    if (!gradient) {
        return paint;
    }
    bool radial = reading->node->tag == SVG_RADIAL_GRADIENT;
    radial ? read_circles(reading, gradient) : read_line(reading, gradient);
    gradient->matrix = matrix_of(reading, bounds);
    if (is_a_point(gradient) || !matrix_invert(gradient->matrix, &inverse)) {
        return last_color(stops);
    }
    struct str spread = word_of(reading, NAME_SPREAD_METHOD);
    if (str_is(spread, "reflect") || str_is(spread, "repeat")) {
        repeat(builder, gradient, stops, bounds_map(bounds, reading->frame->matrix),
               str_is(spread, "reflect"));
    }
    for (size_t i = 0; i < stops->count; i++) {
        gradient->clear = gradient->clear || stops->items[i].alpha < 1;
    }
    gradient->stops = stops->items;
    gradient->stop_count = stops->count;
    paint.kind = PAINT_GRADIENT;
    paint.gradient = gradient;
    return paint;
}

static struct drawing_paint make(struct builder *builder, const struct frame *frame,
                                 struct svg_node *node, struct bounds bounds)
{
    struct reading reading = {.builder = builder, .frame = frame, .node = node};
    struct stops stops = {0};
    reading.by_bounds = is_by_bounds(server_with(builder, node, NAME_GRADIENT_UNITS),
                                     NAME_GRADIENT_UNITS, true);
    reading.measure = frame->measure;
    if (reading.by_bounds) {
        reading.measure.width = reading.measure.height = 1;
    }
    read_stops(&reading, node, &stops);
    bool flat = reading.by_bounds &&
                (!(bounds.right > bounds.left) || !(bounds.bottom > bounds.top));
    if (stops.count == 0 || flat || !building_goes_on(builder)) {
        return (struct drawing_paint){.kind = PAINT_NONE, .alpha = 1};
    }
    return stops.count == 1 ? last_color(&stops) : make_paint(&reading, &stops, bounds);
}

/* Sharing */

#define KEY_COUNT 13

/* A paint, and all that it depends on beside its node. */
struct made_gradient {
    double key[KEY_COUNT];
    struct drawing_paint paint;
};

static void key_of(const struct frame *frame, struct bounds bounds, double key[KEY_COUNT])
{
    const struct matrix *m = &frame->matrix;
    const struct measure *measure = &frame->measure;
    const double all[KEY_COUNT] = {m->a,
                                   m->b,
                                   m->c,
                                   m->d,
                                   m->e,
                                   m->f,
                                   bounds.left,
                                   bounds.top,
                                   bounds.right,
                                   bounds.bottom,
                                   measure->font_size,
                                   measure->width,
                                   measure->height};
    memcpy(key, all, sizeof all);
}

static bool is_of(const struct made_gradient *made, const double key[KEY_COUNT])
{
    size_t same = 0;
    while (made && same < KEY_COUNT && made->key[same] == key[same]) {
        same++;
    }
    return same == KEY_COUNT;
}

/* What is filled with it in the same place shares it. */
struct drawing_paint gradient_paint(struct builder *builder, const struct frame *frame,
                                    struct svg_node *node, struct bounds bounds)
{
    double key[KEY_COUNT];
    key_of(frame, bounds, key);
    if (is_of(node->made, key)) {
        const struct drawing_gradient *shared = node->made->paint.gradient;
        (void)svg_spend(builder->tree,
                        1 + (shared ? STEPS_OF_USE * shared->stop_count : 0));
        return node->made->paint;
    }
    struct made_gradient *made = ARENA_NEW(builder->scratch, struct made_gradient);
    if (!made) {
        return (struct drawing_paint){.kind = PAINT_NONE, .alpha = 1};
    }
    made->paint = make(builder, frame, node, bounds);
    memcpy(made->key, key, sizeof key);
    node->made = made;
    return made->paint;
}
