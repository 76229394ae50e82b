/* Names of SVG that mean something to us. For drawing/ only. Rows stand in the order of
 * their bytes; a property may also be set by CSS, a `down` one passes on to children. */
#ifndef OFFPRINT_DRAWING_NAMES_H
#define OFFPRINT_DRAWING_NAMES_H

#include "base/str.h"

/* clang-format off */
#define SVG_TAGS(X) \
    X(A, "a") X(ANIMATE, "animate") X(ANIMATE_MOTION, "animateMotion") \
    X(ANIMATE_TRANSFORM, "animateTransform") X(CIRCLE, "circle") X(CLIP_PATH, "clipPath") \
    X(DEFS, "defs") X(DESC, "desc") X(ELLIPSE, "ellipse") \
    X(FOREIGN_OBJECT, "foreignObject") X(G, "g") X(IMAGE, "image") X(LINE, "line") \
    X(LINEAR_GRADIENT, "linearGradient") X(MARKER, "marker") X(MASK, "mask") \
    X(METADATA, "metadata") X(PATH, "path") X(PATTERN, "pattern") X(POLYGON, "polygon") \
    X(POLYLINE, "polyline") X(RADIAL_GRADIENT, "radialGradient") X(RECT, "rect") \
    X(SET, "set") X(STOP, "stop") X(STYLE, "style") X(SVG, "svg") X(SWITCH, "switch") \
    X(SYMBOL, "symbol") X(TEXT, "text") X(TEXT_PATH, "textPath") X(TITLE, "title") \
    X(TSPAN, "tspan") X(USE, "use")

#define SVG_NAMES(P, A) /* properties, attributes */ \
    P(BACKGROUND, "background") P(BACKGROUND_COLOR, "background-color") \
    P(BASELINE_SHIFT, "baseline-shift") A(CLASS, "class") P(CLIP_PATH, "clip-path") \
    P(CLIP_RULE, "clip-rule") A(CLIP_PATH_UNITS, "clipPathUnits") P(COLOR, "color") \
    P(CX, "cx") P(CY, "cy") P(D, "d") P(DIRECTION, "direction") P(DISPLAY, "display") \
    P(DOMINANT_BASELINE, "dominant-baseline") A(DX, "dx") A(DY, "dy") P(FILL, "fill") \
    P(FILL_OPACITY, "fill-opacity") P(FILL_RULE, "fill-rule") P(FILTER, "filter") \
    P(FONT, "font") P(FONT_FAMILY, "font-family") P(FONT_SIZE, "font-size") \
    P(FONT_STYLE, "font-style") P(FONT_WEIGHT, "font-weight") A(FR, "fr") A(FX, "fx") \
    A(FY, "fy") A(GRADIENT_TRANSFORM, "gradientTransform") \
    A(GRADIENT_UNITS, "gradientUnits") P(HEIGHT, "height") A(HREF, "href") A(ID, "id") \
    P(ISOLATION, "isolation") A(LANG, "lang") A(LENGTH_ADJUST, "lengthAdjust") \
    P(LETTER_SPACING, "letter-spacing") P(MARKER, "marker") P(MARKER_END, "marker-end") \
    P(MARKER_MID, "marker-mid") P(MARKER_START, "marker-start") \
    A(MARKER_HEIGHT, "markerHeight") A(MARKER_UNITS, "markerUnits") \
    A(MARKER_WIDTH, "markerWidth") P(MASK, "mask") P(MASK_TYPE, "mask-type") \
    A(MASK_CONTENT_UNITS, "maskContentUnits") A(MASK_UNITS, "maskUnits") \
    A(MEDIA, "media") P(MIX_BLEND_MODE, "mix-blend-mode") A(OFFSET, "offset") \
    P(OPACITY, "opacity") A(ORIENT, "orient") P(OVERFLOW, "overflow") \
    P(PAINT_ORDER, "paint-order") A(PATH_LENGTH, "pathLength") \
    A(PATTERN_CONTENT_UNITS, "patternContentUnits") \
    A(PATTERN_TRANSFORM, "patternTransform") A(PATTERN_UNITS, "patternUnits") \
    A(POINTS, "points") A(PRESERVE_ASPECT_RATIO, "preserveAspectRatio") P(R, "r") \
    A(REF_X, "refX") A(REF_Y, "refY") A(REQUIRED_EXTENSIONS, "requiredExtensions") \
    A(REQUIRED_FEATURES, "requiredFeatures") A(ROTATE, "rotate") P(RX, "rx") P(RY, "ry") \
    A(SPACE, "space") A(SPREAD_METHOD, "spreadMethod") A(START_OFFSET, "startOffset") P(STOP_COLOR, "stop-color") \
    P(STOP_OPACITY, "stop-opacity") P(STROKE, "stroke") \
    P(STROKE_DASHARRAY, "stroke-dasharray") P(STROKE_DASHOFFSET, "stroke-dashoffset") \
    P(STROKE_LINECAP, "stroke-linecap") P(STROKE_LINEJOIN, "stroke-linejoin") \
    P(STROKE_MITERLIMIT, "stroke-miterlimit") P(STROKE_OPACITY, "stroke-opacity") \
    P(STROKE_WIDTH, "stroke-width") A(STYLE, "style") \
    A(SYSTEM_LANGUAGE, "systemLanguage") P(TEXT_ALIGN, "text-align") \
    P(TEXT_ANCHOR, "text-anchor") P(TEXT_DECORATION, "text-decoration") \
    P(TEXT_DECORATION_LINE, "text-decoration-line") A(TEXT_LENGTH, "textLength") \
    P(TRANSFORM, "transform") P(TRANSFORM_BOX, "transform-box") \
    P(TRANSFORM_ORIGIN, "transform-origin") A(TYPE, "type") \
    P(VECTOR_EFFECT, "vector-effect") A(VIEW_BOX, "viewBox") P(VISIBILITY, "visibility") \
    P(WHITE_SPACE, "white-space") P(WIDTH, "width") P(WRITING_MODE, "writing-mode") P(X, "x") A(X1, "x1") A(X2, "x2") \
    P(Y, "y") A(Y1, "y1") A(Y2, "y2")
/* clang-format on */

#define SVG_TAG_ENUM(name, text) SVG_##name,
#define SVG_NAME_ENUM(name, text) NAME_##name,
enum svg_tag {
    SVG_TAGS(SVG_TAG_ENUM) SVG_OTHER, /* not shown, nor what stands in it */
    SVG_CHARACTERS,                   /* text between tags */
    SVG_HTML,                         /* an element of HTML in a foreignObject */
};
enum svg_name { SVG_NAMES(SVG_NAME_ENUM, SVG_NAME_ENUM) NAME_COUNT };

enum svg_tag svg_tag_find(struct str name);   /* SVG_OTHER: none of these */
enum svg_name svg_name_find(struct str name); /* NAME_COUNT: none of these */
bool svg_name_is_property(enum svg_name name);
const char *svg_tag_text(enum svg_tag tag);
const char *svg_name_text(enum svg_name name);

#endif
