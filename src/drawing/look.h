/* Looks: what an element's properties come to, with what it has from its parents. For
 * drawing/ only. */
#ifndef OFFPRINT_DRAWING_LOOK_H
#define OFFPRINT_DRAWING_LOOK_H

#include "base/font_role.h"
#include "drawing/drawing.h"
#include "drawing/svg.h"
#include "drawing/value.h"

enum ink_kind { INK_NONE, INK_COLOR, INK_SERVER, INK_CONTEXT_FILL, INK_CONTEXT_STROKE };

struct ink { /* a value of `fill` or `stroke` */
    enum ink_kind kind;
    struct color color; /* or what stands in for a server that is not there */
    bool falls_back;    /* there is such a color */
    struct svg_node *server;
};

enum text_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };
enum baseline {
    BASELINE_ALPHABETIC,
    BASELINE_MIDDLE,
    BASELINE_CENTRAL,
    BASELINE_HANGING,
    BASELINE_TOP,
    BASELINE_BOTTOM,
};

struct look {
    /* Passed on to children */
    struct color color;
    struct ink fill, stroke;
    double fill_opacity, stroke_opacity;
    bool fill_even_odd, clip_even_odd, visible, stroke_first;
    double stroke_width, miter_limit, dash_offset;
    enum drawing_cap cap;
    enum drawing_join join;
    const double *dashes;
    size_t dash_count;
    struct svg_node *marker_start, *marker_mid, *marker_end;
    double font_size, letter_spacing;
    enum font_role role;
    bool bold, italic, preserve, right_to_left, underline, strike;
    enum text_anchor anchor;
    enum baseline baseline;
    struct str language;
    /* The element's own */
    bool displayed, filtered, isolated, overflows, fixed_stroke;
    double opacity;
    enum drawing_blend blend;
    struct svg_node *clip, *mask;
    double shift; /* of the baseline, upward */
};

struct look look_initial(void);

/* That of `node` within `parent`. Lists live in the tree's arena. */
struct look look_of(struct svg_tree *tree, const struct look *parent,
                    const struct svg_node *node, const struct measure *measure);

#endif
