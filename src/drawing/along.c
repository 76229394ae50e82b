/* Text along a path: the path as a row of short lines, and outlines bent onto it: what
 * stands at x above the baseline comes to stand above the point that is x along the path.
 * On curves as wide as letters are small nobody sees that letters bend, too. */
#include "drawing/words.h"

#define PARTS_OF_CURVE 16
#define POINTS_MOST 100000

static void add_point(struct builder *builder, struct track *track, struct point to,
                      bool pen_up)
{
    struct track_point *last = track->count ? &track->points[track->count - 1] : NULL;
    double way = last && !pen_up ? hypot(to.x - last->at.x, to.y - last->at.y) : 0;
    double length = last ? last->length + way : 0;
    if (track->count < POINTS_MOST && svg_spend(builder->tree, 1) &&
        arena_grow(builder->scratch, &track->points, track->count, &track->room,
                   sizeof *track->points)) {
        track->points[track->count++] = (struct track_point){to, length};
    }
}

static struct point on_curve(const struct point p[4], double t)
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (struct point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                          a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

static void add_outline(struct builder *builder, struct track *track,
                        const struct outline *outline, struct matrix matrix)
{
    const struct point *from = outline->points;
    struct point run[4] = {{0, 0}}, start = {0, 0};
    for (size_t i = 0; i < outline->verb_count; i++) {
        size_t count = verb_points(outline->verbs[i]);
        bool pen_up = outline->verbs[i] == DRAWING_MOVE;
        for (size_t k = 0; k < count; k++) {
            run[1 + k] = matrix_apply(matrix, from[k]);
        }
        from += count;
        for (int part = 1; count == 3 && part <= PARTS_OF_CURVE; part++) {
            add_point(builder, track, on_curve(run, (double)part / PARTS_OF_CURVE), false);
        }
        if (count != 3) {
            add_point(builder, track, count ? run[1] : start, pen_up);
        }
        run[0] = count ? run[count] : start;
        start = pen_up ? run[0] : start;
    }
}

bool track_make(struct builder *builder, const struct svg_node *text_path,
                const struct measure *measure, struct track *out)
{
    const struct svg_node *node = node_referred(builder, text_path);
    struct outline *outline = outline_take(builder);
    struct matrix matrix = MATRIX_IDENTITY;
    *out = (struct track){0};
    if (node && outline && svg_spend(builder->tree, svg_cost(node)) &&
        shape_outline(node, measure, outline)) {
        (void)value_matrix(svg_value(node, NAME_TRANSFORM), measure, &matrix);
        add_outline(builder, out, outline, matrix);
    }
    outline_give_back(builder, outline);
    return out->count > 1 && track_length(out) > 0;
}

double track_length(const struct track *track)
{
    return track->count ? track->points[track->count - 1].length : 0;
}

/* The line of the row on which `x` lies: the first whose end is not before it. */
static size_t find_line(const struct track *track, double x)
{
    size_t from = 1, to = track->count - 1;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (track->points[middle].length < x) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

static struct point bend(const struct track *track, struct point p)
{
    size_t line = find_line(track, p.x);
    const struct track_point *a = &track->points[line - 1], *b = &track->points[line];
    double way = b->length - a->length;
    if (!(way > 0)) {
        return b->at;
    }
    double dx = (b->at.x - a->at.x) / way, dy = (b->at.y - a->at.y) / way;
    double along = p.x - a->length;
    return (struct point){a->at.x + dx * along - dy * p.y, a->at.y + dy * along + dx * p.y};
}

void track_bend(const struct track *track, struct outline *outline)
{
    for (size_t i = 0; i < outline->point_count; i++) {
        outline->points[i] = bend(track, outline->points[i]);
    }
}
