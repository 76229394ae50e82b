/* Paints of drawings: colours, gradients as shadings (ISO 32000-1, 8.7.4.5) with a stitched
 * function, tiles as tiling patterns. A gradient that lets the ground through has its
 * alphas in a soft mask, painted by a shading of its own. */
#include "pdf/drawing_parts.h"

bool paint_is_clear(const struct drawing_paint *paint)
{
    return paint->kind == PAINT_GRADIENT && paint->gradient->clear;
}

static void set_color(struct canvas *canvas, uint32_t color, bool stroke)
{
    if (!stroke && canvas->color_set && canvas->color == color) {
        return;
    }
    ink_set(&canvas->content, canvas->inks, color, (struct ink_use){.stroke = stroke});
    if (!stroke) {
        canvas->color = color;
        canvas->color_set = true;
    }
}

/* Functions */

/* What a gradient's stops are taken for. */
struct stop_form {
    struct inks inks;
    bool alphas; /* and no colours */
};

static void add_value(struct buf *out, const struct drawing_stop *stop,
                      struct stop_form form)
{
    if (form.alphas) {
        canvas_add_number(out, stop->alpha, 3);
    } else {
        ink_add(out, form.inks, stop->color);
    }
}

static void add_step(struct buf *out, const struct drawing_stop *from,
                     const struct drawing_stop *to, struct stop_form form)
{
    buf_add_text(out, "<</FunctionType 2/N 1/Domain[0 1]/C0[");
    add_value(out, from, form);
    buf_add_text(out, "]/C1[");
    add_value(out, to, form);
    buf_add_text(out, "]>>");
}

/* Steps of some length only, from 0 to 1, so that the bounds between them rise. */
static void add_function(struct buf *out, const struct drawing_gradient *gradient,
                         struct stop_form form)
{
    struct buf steps = {.part_of = out}, bounds = {.part_of = out};
    size_t count = 0;
    double at = 0;
    for (size_t i = 0; i <= gradient->stop_count; i++) {
        const struct drawing_stop *from = &gradient->stops[i ? i - 1 : 0];
        const struct drawing_stop *to =
            &gradient->stops[i < gradient->stop_count ? i : gradient->stop_count - 1];
        double end = i < gradient->stop_count ? to->offset : 1;
        if (end > at + 1e-5) {
            if (count++) {
                canvas_add_number(&bounds, at, 6);
                buf_add_byte(&bounds, ' ');
            }
            add_step(&steps, from, to, form);
            at = end;
        }
    }
    if (count == 1) {
        buf_add(out, buf_str(&steps));
    } else {
        buf_add_format(out,
                       "<</FunctionType 3/Domain[0 1]/Functions[%.*s]/Bounds[%.*s]/Encode[",
                       STR_ARG(buf_str(&steps)), STR_ARG(buf_str(&bounds)));
        for (size_t i = 0; i < count; i++) {
            buf_add_text(out, i ? " 0 1" : "0 1");
        }
        buf_add_text(out, "]>>");
    }
    buf_clear(&steps);
    buf_clear(&bounds);
}

static void add_coordinates(struct buf *out, const struct drawing_gradient *gradient)
{
    const double circles[6] = {gradient->from.x, gradient->from.y, gradient->from_radius,
                               gradient->to.x,   gradient->to.y,   gradient->to_radius};
    for (size_t i = 0; i < 6; i++) {
        if (gradient->radial || i % 3 != 2) {
            buf_add_text(out, i ? " " : "");
            canvas_add_number(out, circles[i], 6);
        }
    }
}

static void add_shading(struct buf *out, const struct drawing_gradient *gradient,
                        struct stop_form form)
{
    buf_add_format(out, "<</ShadingType %d/ColorSpace/%s/Extend[true true]/Coords[",
                   gradient->radial ? 3 : 2,
                   form.alphas ? "DeviceGray" : inks_space(form.inks));
    add_coordinates(out, gradient);
    buf_add_text(out, "]/Function");
    add_function(out, gradient, form);
    buf_add_text(out, ">>");
}

/* Gradients */

static void set_alphas(struct canvas *canvas, const struct drawing_gradient *gradient)
{
    struct canvas mask = canvas_begin(canvas->drawings, canvas->units, canvas->painted);
    struct buf state = {.kept_in = pdf_arena(canvas->drawings->writer)};
    buf_add_text(&mask.shadings, "/S0");
    add_shading(&mask.shadings, gradient, (struct stop_form){.alphas = true});
    canvas_add_matrix(&mask.content, matrix_join(canvas->units, gradient->matrix));
    buf_add_text(&mask.content, " cm/S0 sh\n");
    pdf_ref ref = canvas_end(&mask, (struct str){0});
    buf_add_text(&state, "/SMask<</Type/Mask/S/Luminosity/G ");
    pdf_add_ref(&state, ref);
    buf_add_text(&state, ">>");
    canvas_set_state(canvas, buf_str(&state));
    buf_clear(&state);
}

static void set_pattern(struct canvas *canvas, size_t number, bool stroke)
{
    buf_add_format(&canvas->content, "/Pattern %s/P%zu %s\n", stroke ? "CS" : "cs", number,
                   stroke ? "SCN" : "scn");
    canvas->color_set = canvas->color_set && stroke;
}

static void add_gradient(struct canvas *canvas, const struct drawing_gradient *gradient)
{
    canvas->gradient = gradient;
    canvas->gradient_pattern = canvas->pattern_count++;
    buf_add_format(&canvas->patterns, "/P%zu<</PatternType 2/Matrix[",
                   canvas->gradient_pattern);
    canvas_add_matrix(&canvas->patterns, matrix_join(canvas->units, gradient->matrix));
    buf_add_text(&canvas->patterns, "]/Shading");
    add_shading(&canvas->patterns, gradient, (struct stop_form){.inks = canvas->inks});
    buf_add_text(&canvas->patterns, ">>");
}

static void set_gradient(struct canvas *canvas, const struct drawing_gradient *gradient,
                         bool stroke)
{
    if (gradient->clear) {
        set_alphas(canvas, gradient);
    }
    if (canvas->gradient != gradient) {
        add_gradient(canvas, gradient);
    }
    set_pattern(canvas, canvas->gradient_pattern, stroke);
}

/* Tiles */

static pdf_ref write_tile(struct canvas *canvas, const struct drawing_tile *tile)
{
    struct pdf_writer *writer = canvas->drawings->writer;
    struct buf out = {.kept_in = pdf_arena(writer)};
    double factor = matrix_factor(canvas->units);
    struct matrix units = matrix_scale(factor, factor);
    struct bounds cell = bounds_map(tile->cell, units);
    struct canvas inside = canvas_begin(canvas->drawings, units, cell);
    inside.inks = canvas->inks;
    pdf_ref ref = pdf_reserve(writer);
    canvas_draw(&inside, tile->ops);
    buf_add_text(&out, "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[");
    canvas_add_bounds(&out, cell);
    buf_add_text(&out, "]/XStep ");
    canvas_add_number(&out, cell.right - cell.left, 3);
    buf_add_text(&out, "/YStep ");
    canvas_add_number(&out, cell.bottom - cell.top, 3);
    buf_add_text(&out, "/Matrix[");
    canvas_add_matrix(&out, matrix_join(matrix_join(canvas->units, tile->matrix),
                                        matrix_scale(1 / factor, 1 / factor)));
    buf_add_text(&out, "]");
    canvas_add_resources(&inside, &out);
    pdf_set_stream(writer, ref, buf_str(&out), buf_str(&inside.content), false);
    canvas_clear(&inside);
    buf_clear(&out);
    return ref;
}

static void set_tile(struct canvas *canvas, const struct drawing_tile *tile, bool stroke)
{
    pdf_ref ref = write_tile(canvas, tile);
    buf_add_format(&canvas->patterns, "/P%zu ", canvas->pattern_count);
    pdf_add_ref(&canvas->patterns, ref);
    set_pattern(canvas, canvas->pattern_count++, stroke);
}

bool canvas_set_paint(struct canvas *canvas, const struct drawing_paint *paint, bool stroke)
{
    canvas_set_alpha(canvas, paint->alpha, stroke);
    switch (paint->kind) {
    case PAINT_NONE: return false;
    case PAINT_COLOR: set_color(canvas, paint->color, stroke); break;
    case PAINT_GRADIENT: set_gradient(canvas, paint->gradient, stroke); break;
    case PAINT_TILE: set_tile(canvas, paint->tile, stroke); break;
    }
    return true;
}
