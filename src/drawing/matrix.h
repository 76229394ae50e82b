/* Plane geometry of drawings: points, affine maps and bounds. y grows downward. A part of
 * drawing/drawing.h, which includes it. */
#ifndef OFFPRINT_DRAWING_MATRIX_H
#define OFFPRINT_DRAWING_MATRIX_H

#include <math.h>
#include <stdbool.h>

struct point {
    double x, y;
};

/* x' = a x + c y + e, y' = b x + d y + f. */
struct matrix {
    double a, b, c, d, e, f;
};

#define MATRIX_UNIT                                                                        \
    {                                                                                      \
        1, 0, 0, 1, 0, 0                                                                   \
    }
#define MATRIX_IDENTITY ((struct matrix)MATRIX_UNIT)

static inline struct point matrix_apply(struct matrix m, struct point p)
{
    return (struct point){m.a * p.x + m.c * p.y + m.e, m.b * p.x + m.d * p.y + m.f};
}

/* What applies `inner` first. */
static inline struct matrix matrix_join(struct matrix outer, struct matrix inner)
{
    return (struct matrix){
        outer.a * inner.a + outer.c * inner.b,
        outer.b * inner.a + outer.d * inner.b,
        outer.a * inner.c + outer.c * inner.d,
        outer.b * inner.c + outer.d * inner.d,
        outer.a * inner.e + outer.c * inner.f + outer.e,
        outer.b * inner.e + outer.d * inner.f + outer.f,
    };
}

static inline struct matrix matrix_move(double x, double y)
{
    return (struct matrix){1, 0, 0, 1, x, y};
}

static inline struct matrix matrix_scale(double x, double y)
{
    return (struct matrix){x, 0, 0, y, 0, 0};
}

static inline double matrix_area(struct matrix m)
{
    return m.a * m.d - m.b * m.c;
}

/* How much longer lines get, on the mean. */
static inline double matrix_factor(struct matrix m)
{
    return sqrt(fabs(matrix_area(m)));
}

/* Whether it maps circles to circles, as far as anyone can see. */
static inline bool matrix_keeps_circles(struct matrix m)
{
    double most = fabs(m.a) + fabs(m.b) + fabs(m.c) + fabs(m.d);
    double turned = fmax(fabs(m.a - m.d), fabs(m.b + m.c));
    double flipped = fmax(fabs(m.a + m.d), fabs(m.b - m.c));
    return fmin(turned, flipped) <= most * 1e-4;
}

/* False: it maps the plane to a line, or holds what is no number. */
static inline bool matrix_invert(struct matrix m, struct matrix *out)
{
    double area = matrix_area(m);
    if (!isfinite(area) || fabs(area) < 1e-30 || !isfinite(m.e) || !isfinite(m.f)) {
        return false;
    }
    out->a = m.d / area;
    out->b = -m.b / area;
    out->c = -m.c / area;
    out->d = m.a / area;
    out->e = -(out->a * m.e + out->c * m.f);
    out->f = -(out->b * m.e + out->d * m.f);
    return true;
}

/* Edges; empty while left > right. */
struct bounds {
    double left, top, right, bottom;
};

#define BOUNDS_EMPTY ((struct bounds){1e300, 1e300, -1e300, -1e300})

static inline bool bounds_is_empty(struct bounds bounds)
{
    return !(bounds.left <= bounds.right && bounds.top <= bounds.bottom);
}

static inline void bounds_add(struct bounds *bounds, struct point p)
{
    bounds->left = fmin(bounds->left, p.x);
    bounds->top = fmin(bounds->top, p.y);
    bounds->right = fmax(bounds->right, p.x);
    bounds->bottom = fmax(bounds->bottom, p.y);
}

static inline void bounds_add_bounds(struct bounds *bounds, struct bounds other)
{
    if (!bounds_is_empty(other)) {
        bounds_add(bounds, (struct point){other.left, other.top});
        bounds_add(bounds, (struct point){other.right, other.bottom});
    }
}

/* The bounds of bounds that were mapped. */
static inline struct bounds bounds_map(struct bounds bounds, struct matrix m)
{
    struct bounds out = BOUNDS_EMPTY;
    if (!bounds_is_empty(bounds)) {
        bounds_add(&out, matrix_apply(m, (struct point){bounds.left, bounds.top}));
        bounds_add(&out, matrix_apply(m, (struct point){bounds.right, bounds.top}));
        bounds_add(&out, matrix_apply(m, (struct point){bounds.left, bounds.bottom}));
        bounds_add(&out, matrix_apply(m, (struct point){bounds.right, bounds.bottom}));
    }
    return out;
}

#endif
