/* Outlines of glyphs, through HarfBuzz, for words that are drawn as paths: those within
 * drawings. Quadratics come out as the cubics that they are. */
#include "base/memory_watch.h"
#include "text/face.h"

static void on_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x,
                    float y, void *user)
{
    const struct glyph_pen *pen = data;
    (void)funcs, (void)state, (void)user;
    pen->move(pen->data, (double)x, (double)y);
}

static void on_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x,
                    float y, void *user)
{
    const struct glyph_pen *pen = data;
    (void)funcs, (void)state, (void)user;
    pen->line(pen->data, (double)x, (double)y);
}

static void on_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float ax,
                     float ay, float bx, float by, float x, float y, void *user)
{
    const struct glyph_pen *pen = data;
    const double xy[6] = {(double)ax, (double)ay, (double)bx,
                          (double)by, (double)x,  (double)y};
    (void)funcs, (void)state, (void)user;
    pen->curve(pen->data, xy);
}

static void on_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
    const struct glyph_pen *pen = data;
    (void)funcs, (void)state, (void)user;
    pen->close(pen->data);
}

bool face_draw_glyph(const struct face *face, uint16_t glyph, const struct glyph_pen *pen)
{
    struct glyph_pen copy = *pen;
    memory_watch_begin();
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, on_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, on_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, on_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, on_close, NULL, NULL);
    hb_font_get_glyph_shape(face->font, glyph, funcs, &copy);
    hb_draw_funcs_destroy(funcs);
    return !memory_watch_failed();
}
