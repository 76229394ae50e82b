/* Outlines: what a path or a shape runs along, in its own coordinates. For drawing/ only.
 * They live in an arena, may be used again after outline_reset(), and note nothing when it
 * is full: ask arena_failed(). */
#ifndef OFFPRINT_DRAWING_OUTLINE_H
#define OFFPRINT_DRAWING_OUTLINE_H

#include "base/arena.h"
#include "drawing/drawing.h"

struct outline {
    struct arena *arena;
    uint8_t *verbs; /* enum drawing_verb */
    size_t verb_count, verb_room;
    struct point *points; /* 1, 1, 3 or 0 a verb */
    size_t point_count, point_room;
    struct point start, at; /* of the part that is drawn; the pen */
    struct outline *next;   /* in a list of those that are not in use */
};

void outline_reset(struct outline *outline);
void outline_move(struct outline *outline, struct point to);
void outline_line(struct outline *outline, struct point to);
void outline_curve(struct outline *outline, struct point a, struct point b,
                   struct point to);
void outline_quadratic(struct outline *outline, struct point control, struct point to);
/* As in "A rx ry rotation large sweep x y". */
void outline_arc(struct outline *outline, double rx, double ry, double degrees, bool large,
                 bool sweep, struct point to);
void outline_close(struct outline *outline);

void outline_rectangle(struct outline *outline, struct bounds bounds, double rx, double ry);
void outline_ellipse(struct outline *outline, struct point center, double rx, double ry);

/* All of `other`, mapped. */
void outline_add(struct outline *outline, const struct outline *other,
                 struct matrix matrix);

/* path.c: as `d` has it, up to the first fault. */
void outline_read(struct outline *outline, struct str data);

/* Of what is drawn, mapped; curves by their own extremes. */
struct bounds outline_bounds(const struct outline *outline, struct matrix matrix);

/* A copy for the result, mapped. False: the arena is full. */
bool outline_bake(const struct outline *outline, struct matrix matrix, struct arena *arena,
                  struct drawing_path *out);

/* How many points a verb has. */
size_t verb_points(uint8_t verb);

#endif
