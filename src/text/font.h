/* Fonts: the faces of fonts/faces.tsv, their metrics, and their subsets. A part of
 * text/text.h, which includes it.
 *
 * The table is compiled in; the files lie in one folder, as the build put them there.
 * A face is opened by the engine that first needs it and lives as long as that engine.
 * Which face draws a character depends only on the table's order, never on what a
 * machine has installed. Neither a set nor a face ever changes once it is made. */
#ifndef OFFPRINT_TEXT_FONT_H
#define OFFPRINT_TEXT_FONT_H

#include "base/arena.h"
#include "base/font_role.h"
#include "base/length.h"
#include "base/report.h"

struct font_set;
struct face;

/* The faces whose files lie in `folder`; no file is opened yet. Lives in `arena`, and
 * borrows `folder`. Any number of engines, in any threads, may use it at once. NULL:
 * reported. */
const struct font_set *font_set_open(struct arena *arena, const char *folder,
                                     struct report *report);
size_t font_set_face_count(const struct font_set *set);

/* Metrics in font units (units_per_em of them make the size). */
struct face_metrics {
    int32_t units_per_em;
    int32_t ascender, descender; /* descender below zero */
    int32_t cap_height, x_height;
    int32_t underline_position, underline_thickness;
    int32_t italic_angle_tenths; /* degrees * 10, counter-clockwise, as PDF's ItalicAngle */
    int32_t bounding_box[4];     /* left, bottom, right, top */
    int32_t stem_v;              /* an estimate, for font descriptors */
    bool monospaced, serif, italic, bold;
    bool signs; /* symbols, not letters: they mean the same in any style */
};

const struct face_metrics *face_metrics(const struct face *face);
struct str face_name(const struct face *face); /* PostScript name */
size_t face_index(const struct face *face);    /* below font_set_face_count */
size_t face_glyph_count(const struct face *face);
uint16_t face_glyph(const struct face *face, uint32_t code_point); /* 0: it has none */
uint16_t face_space_glyph(const struct face *face); /* 0: the face has none */
uint16_t face_blank_glyph(const struct face *face); /* shows nothing, takes no room; or 0 */
int32_t face_glyph_advance(const struct face *face, uint16_t glyph); /* font units */

/* What a glyph's outline is told to, in font units, y upward: lines and cubics. */
struct glyph_pen {
    void *data;
    void (*move)(void *data, double x, double y);
    void (*line)(void *data, double x, double y);
    void (*curve)(void *data, const double xy[6]); /* two control points, the end */
    void (*close)(void *data);
};
/* False: memory was gone, in it or in what it told. */
bool face_draw_glyph(const struct face *face, uint16_t glyph, const struct glyph_pen *pen);

#endif
