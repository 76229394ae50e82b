/* Values of attributes and properties: numbers, lengths, colours, transforms. For drawing/
 * only. A function that gives false leaves `*out` as it was. */
#ifndef OFFPRINT_DRAWING_VALUE_H
#define OFFPRINT_DRAWING_VALUE_H

#include "base/str.h"
#include "drawing/matrix.h"

struct scan {
    struct str text;
    size_t at;
};

void scan_skip(struct scan *scan); /* white space and commas */
bool scan_number(struct scan *scan, double *out);
bool scan_flag(struct scan *scan, bool *out); /* '0' or '1', as in arcs */
struct str scan_unit(struct scan *scan);      /* letters; or empty */
struct str scan_word(struct scan *scan);      /* letters and '-'; or empty */
bool scan_ended(struct scan *scan);           /* nothing but separators is left */

/* What lengths are relative to, in the coordinates where they stand. */
struct measure {
    double font_size, width, height; /* of the nearest viewport */
};

enum axis { AXIS_X, AXIS_Y, AXIS_BOTH };

bool value_number(struct str text, double *out);
bool value_fraction(struct str text, double *out); /* "0.5" or "50%", to 0 … 1 */
bool value_length(struct str text, const struct measure *measure, enum axis axis,
                  double *out);
bool value_is_percent(struct str text);
bool scan_length(struct scan *scan, const struct measure *measure, enum axis axis,
                 double *out);

struct color {
    uint32_t rgb;
    double alpha;
    bool current; /* the colour of `color` stands in its place */
};

bool value_color(struct str text, struct color *out);
bool color_find_name(struct str name, struct color *out); /* colors.c */

/* A list of transforms, as attributes and CSS write them. */
bool value_matrix(struct str text, const struct measure *measure, struct matrix *out);

/* "url(#id) rest": the id, and what stands behind. */
bool value_reference(struct str text, struct str *id, struct str *rest);

#endif
