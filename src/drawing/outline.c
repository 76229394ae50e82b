/* Outlines are built of lines and cubics: circles and arcs become four cubics a turn (wrong
 * by 1/3,700 of the radius), quadratics the cubics that they are. */
#include "drawing/outline.h"

#include "base/size.h"

#define ROUND 0.5522847498307936 /* of the radius: control points of a quarter circle */
#define PI 3.141592653589793
#define FARTHEST 1e6 /* a coordinate of the result, either way */

size_t verb_points(uint8_t verb)
{
    switch ((enum drawing_verb)verb) {
    case DRAWING_MOVE:
    case DRAWING_LINE: return 1;
    case DRAWING_CURVE: return 3;
    case DRAWING_CLOSE: break;
    }
    return 0;
}

void outline_reset(struct outline *outline)
{
    outline->verb_count = outline->point_count = 0;
    outline->start = outline->at = (struct point){0, 0};
}

static void add(struct outline *outline, enum drawing_verb verb, const struct point *points)
{
    size_t count = verb_points((uint8_t)verb);
    for (size_t i = 0; i <= count; i++) {
        if (i < count &&
            !arena_grow(outline->arena, &outline->points, outline->point_count + i,
                        &outline->point_room, sizeof *outline->points)) {
            return;
        }
        if (i < count) {
            outline->points[outline->point_count + i] = points[i];
        }
    }
    if (arena_grow(outline->arena, &outline->verbs, outline->verb_count,
                   &outline->verb_room, 1)) {
        outline->verbs[outline->verb_count++] = (uint8_t)verb;
        outline->point_count += count;
    }
}

void outline_move(struct outline *outline, struct point to)
{
    if (outline->verb_count && outline->verbs[outline->verb_count - 1] == DRAWING_MOVE) {
        outline->points[outline->point_count - 1] = to;
    } else {
        add(outline, DRAWING_MOVE, &to);
    }
    outline->start = outline->at = to;
}

/* What follows a close without a move begins where that part began. */
static void begin(struct outline *outline)
{
    if (!outline->verb_count || outline->verbs[outline->verb_count - 1] == DRAWING_CLOSE) {
        outline_move(outline, outline->at);
    }
}

void outline_line(struct outline *outline, struct point to)
{
    begin(outline);
    add(outline, DRAWING_LINE, &to);
    outline->at = to;
}

void outline_curve(struct outline *outline, struct point a, struct point b, struct point to)
{
    const struct point points[3] = {a, b, to};
    begin(outline);
    add(outline, DRAWING_CURVE, points);
    outline->at = to;
}

static struct point between(struct point a, struct point b, double part)
{
    return (struct point){a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

void outline_quadratic(struct outline *outline, struct point control, struct point to)
{
    outline_curve(outline, between(outline->at, control, 2 / 3.0),
                  between(to, control, 2 / 3.0), to);
}

void outline_close(struct outline *outline)
{
    if (outline->verb_count && outline->verbs[outline->verb_count - 1] != DRAWING_CLOSE) {
        add(outline, DRAWING_CLOSE, NULL);
        outline->at = outline->start;
    }
}

/* Arcs: SVG 1.1, F.6.5: from ends to the center, then by quarters at most. */

static double angle_between(struct point u, struct point v)
{
    return atan2(u.x * v.y - u.y * v.x, u.x * v.x + u.y * v.y);
}

struct arc {
    struct matrix matrix; /* of the unit circle */
    double from, turn;
};

static struct arc arc_of_ends(struct point from, double rx, double ry, double degrees,
                              bool large, bool sweep, struct point to)
{
    double c = cos(degrees * PI / 180), s = sin(degrees * PI / 180);
    double dx = (from.x - to.x) / 2, dy = (from.y - to.y) / 2;
    double x = (c * dx + s * dy) / rx, y = (c * dy - s * dx) / ry;
    double square = x * x + y * y;
    if (square > 1) { /* too small to reach: as large as they must be */
        double grow = sqrt(square);
        rx *= grow;
        ry *= grow;
        x /= grow;
        y /= grow;
        square = 1;
    }
    double off = square > 0 ? sqrt((1 - square) / square) : 0;
    off = large == sweep ? -off : off;
    struct point center = {off * y, -off * x};
    struct point start = {x - center.x, y - center.y}, end = {-x - center.x, -y - center.y};
    double turn = angle_between(start, end);
    turn += sweep && turn < 0 ? 2 * PI : !sweep && turn > 0 ? -2 * PI : 0;
    struct matrix matrix = {c * rx, s * rx, -s * ry, c * ry, 0, 0};
    struct point middle = matrix_apply(matrix, center);
    matrix.e = middle.x + (from.x + to.x) / 2;
    matrix.f = middle.y + (from.y + to.y) / 2;
    return (struct arc){matrix, atan2(start.y, start.x), turn};
}

void outline_arc(struct outline *outline, double rx, double ry, double degrees, bool large,
                 bool sweep, struct point to)
{
    struct point from = outline->at;
    rx = fabs(rx);
    ry = fabs(ry);
    if (from.x == to.x && from.y == to.y) {
        return;
    }
    if (!(rx > 0) || !(ry > 0)) {
        outline_line(outline, to);
        return;
    }
    struct arc arc = arc_of_ends(from, rx, ry, degrees, large, sweep, to);
    int parts = (int)ceil(fabs(arc.turn) / (PI / 2) - 1e-9);
    parts = parts < 1 ? 1 : parts > 4 ? 4 : parts;
    double step = arc.turn / parts, handle = 4 / 3.0 * tan(step / 4);
    for (int i = 0; i < parts; i++) {
        double a = arc.from + i * step, b = a + step;
        struct point first = {cos(a) - handle * sin(a), sin(a) + handle * cos(a)};
        struct point second = {cos(b) + handle * sin(b), sin(b) - handle * cos(b)};
        struct point end = matrix_apply(arc.matrix, (struct point){cos(b), sin(b)});
        outline_curve(outline, matrix_apply(arc.matrix, first),
                      matrix_apply(arc.matrix, second), i + 1 == parts ? to : end);
    }
}

/* Shapes */

void outline_rectangle(struct outline *outline, struct bounds r, double rx, double ry)
{
    double kx = rx * (1 - ROUND), ky = ry * (1 - ROUND);
    outline_move(outline, (struct point){r.left + rx, r.top});
    outline_line(outline, (struct point){r.right - rx, r.top});
    if (rx > 0 && ry > 0) {
        outline_curve(outline, (struct point){r.right - kx, r.top},
                      (struct point){r.right, r.top + ky},
                      (struct point){r.right, r.top + ry});
    }
    outline_line(outline, (struct point){r.right, r.bottom - ry});
    if (rx > 0 && ry > 0) {
        outline_curve(outline, (struct point){r.right, r.bottom - ky},
                      (struct point){r.right - kx, r.bottom},
                      (struct point){r.right - rx, r.bottom});
    }
    outline_line(outline, (struct point){r.left + rx, r.bottom});
    if (rx > 0 && ry > 0) {
        outline_curve(outline, (struct point){r.left + kx, r.bottom},
                      (struct point){r.left, r.bottom - ky},
                      (struct point){r.left, r.bottom - ry});
        outline_line(outline, (struct point){r.left, r.top + ry});
        outline_curve(outline, (struct point){r.left, r.top + ky},
                      (struct point){r.left + kx, r.top},
                      (struct point){r.left + rx, r.top});
    }
    outline_close(outline);
}

void outline_ellipse(struct outline *outline, struct point center, double rx, double ry)
{
    static const struct point quarters[4][3] = {
        {{1, ROUND}, {ROUND, 1}, {0, 1}},
        {{-ROUND, 1}, {-1, ROUND}, {-1, 0}},
        {{-1, -ROUND}, {-ROUND, -1}, {0, -1}},
        {{ROUND, -1}, {1, -ROUND}, {1, 0}},
    };
    struct matrix matrix = {rx, 0, 0, ry, center.x, center.y};
    outline_move(outline, (struct point){center.x + rx, center.y});
    for (size_t i = 0; i < 4; i++) {
        outline_curve(outline, matrix_apply(matrix, quarters[i][0]),
                      matrix_apply(matrix, quarters[i][1]),
                      matrix_apply(matrix, quarters[i][2]));
    }
    outline_close(outline);
}

void outline_add(struct outline *outline, const struct outline *other, struct matrix matrix)
{
    const struct point *from = other->points;
    for (size_t i = 0; i < other->verb_count; i++) {
        struct point points[3] = {{0, 0}};
        size_t count = verb_points(other->verbs[i]);
        for (size_t k = 0; k < count; k++) {
            points[k] = matrix_apply(matrix, from[k]);
        }
        from += count;
        add(outline, (enum drawing_verb)other->verbs[i], points);
    }
}

/* Bounds */

static double cubic_at(double a, double b, double c, double d, double t)
{
    double u = 1 - t;
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

/* Adds the values at the extremes between the ends. */
static void add_extremes(double a, double b, double c, double d, double *least,
                         double *most)
{
    double p = d - 3 * c + 3 * b - a, q = 2 * (a - 2 * b + c), r = b - a;
    double roots[2] = {-1, -1};
    if (fabs(p) < 1e-12) {
        roots[0] = fabs(q) > 1e-12 ? -r / q : -1;
    } else {
        double square = q * q - 4 * p * r, root = square > 0 ? sqrt(square) : 0;
        roots[0] = square < 0 ? -1 : (-q + root) / (2 * p);
        roots[1] = square < 0 ? -1 : (-q - root) / (2 * p);
    }
    for (size_t i = 0; i < 2; i++) {
        if (roots[i] > 0 && roots[i] < 1) {
            double value = cubic_at(a, b, c, d, roots[i]);
            *least = fmin(*least, value);
            *most = fmax(*most, value);
        }
    }
}

static void add_curve(struct bounds *bounds, const struct point p[4])
{
    add_extremes(p[0].x, p[1].x, p[2].x, p[3].x, &bounds->left, &bounds->right);
    add_extremes(p[0].y, p[1].y, p[2].y, p[3].y, &bounds->top, &bounds->bottom);
    bounds_add(bounds, p[3]);
}

struct bounds outline_bounds(const struct outline *outline, struct matrix matrix)
{
    struct bounds bounds = BOUNDS_EMPTY;
    const struct point *from = outline->points;
    struct point points[4] = {{0, 0}};
    for (size_t i = 0; i < outline->verb_count; i++) {
        size_t count = verb_points(outline->verbs[i]);
        for (size_t k = 0; k < count; k++) {
            points[1 + k] = matrix_apply(matrix, from[k]);
        }
        from += count;
        if (count == 3) {
            add_curve(&bounds, points);
        } else if (count == 1 &&
                   (outline->verbs[i] == DRAWING_LINE || outline->verb_count == 1 ||
                    i + 1 < outline->verb_count)) {
            bounds_add(&bounds, points[1]); /* a last move draws nothing */
        }
        points[0] = count ? points[count] : points[0];
    }
    return bounds;
}

static float coordinate(double value)
{
    return value > FARTHEST    ? (float)FARTHEST
           : value > -FARTHEST ? (float)value
                               : (float)-FARTHEST;
}

bool outline_bake(const struct outline *outline, struct matrix matrix, struct arena *arena,
                  struct drawing_path *out)
{
    size_t count;
    if (!size_mul(outline->point_count, 2, &count)) {
        return false;
    }
    uint8_t *verbs = ARENA_ARRAY(arena, uint8_t, outline->verb_count);
    float *coordinates = ARENA_ARRAY(arena, float, count);
    if (!verbs || !coordinates) {
        return false;
    }
    if (outline->verb_count) {
        memcpy(verbs, outline->verbs, outline->verb_count);
    }
    for (size_t i = 0; i < outline->point_count; i++) {
        struct point p = matrix_apply(matrix, outline->points[i]);
        coordinates[2 * i] = coordinate(p.x);
        coordinates[2 * i + 1] = coordinate(p.y);
    }
    *out = (struct drawing_path){verbs, outline->verb_count, coordinates, count};
    return true;
}
