/* Outlines of glyphs, through HarfBuzz, for words that are drawn as paths: those within
 * drawings. Quadratics come out as the cubics that they are. */
#include "base/memory_watch.h"
#include "text/face.h"

/* What one drawing of a glyph has told. */
struct drawn {
    const struct glyph_pen *pen; /* NULL: nobody */
    size_t count;
};

static void on_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x,
                    float y, void *user)
{
    struct drawn *drawn = data;
    (void)funcs, (void)state, (void)user;
    drawn->count++;
    if (drawn->pen) {
        drawn->pen->move(drawn->pen->data, (double)x, (double)y);
    }
}

static void on_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x,
                    float y, void *user)
{
    struct drawn *drawn = data;
    (void)funcs, (void)state, (void)user;
    drawn->count++;
    if (drawn->pen) {
        drawn->pen->line(drawn->pen->data, (double)x, (double)y);
    }
}

static void on_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float ax,
                     float ay, float bx, float by, float x, float y, void *user)
{
    struct drawn *drawn = data;
    const double xy[6] = {(double)ax, (double)ay, (double)bx,
                          (double)by, (double)x,  (double)y};
    (void)funcs, (void)state, (void)user;
    drawn->count++;
    if (drawn->pen) {
        drawn->pen->curve(drawn->pen->data, xy);
    }
}

static void on_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
    struct drawn *drawn = data;
    (void)funcs, (void)state, (void)user;
    drawn->count++;
    if (drawn->pen) {
        drawn->pen->close(drawn->pen->data);
    }
}

/* How much it has told. */
static size_t draw(const struct face *face, uint16_t glyph, const struct glyph_pen *pen)
{
    struct drawn drawn = {.pen = pen};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, on_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, on_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, on_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, on_close, NULL, NULL);
    hb_font_get_glyph_shape(face->font, glyph, funcs, &drawn);
    hb_draw_funcs_destroy(funcs);
    return drawn.count;
}

/* A pen cannot take back what it was told: where it is not sure that this was all, the
 * glyph is drawn again for nobody, and both must have told as much. */
bool face_draw_glyph(const struct face *face, uint16_t glyph, const struct glyph_pen *pen)
{
    unsigned runs = 0;
    memory_watch_begin();
    size_t count = draw(face, glyph, pen), all = count;
    while (memory_watch_again(&runs)) {
        all = draw(face, glyph, NULL);
    }
    return !memory_watch_failed() && count == all;
}
