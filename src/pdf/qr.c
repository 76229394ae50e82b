/* QR codes: one path of rectangles, in modules. What is filled as one has no seams, and
 * stays sharp at any size; black is what every reader expects. */
#include "pdf/drawing_parts.h"
#include "pdf/pen.h"

#define BLACK 0x000000
#define DECIMALS 5 /* of a module's side in points: all of a code's are a hundredth off */

/* From modules, downward from the upper left corner, to the page. */
static void add_matrix(struct pen *pen, const struct placed *placed, uint32_t side)
{
    double module = points(placed->width) / side;
    canvas_add_number(pen->out, module, DECIMALS);
    buf_add_text(pen->out, " 0 0 ");
    canvas_add_number(pen->out, -module, DECIMALS);
    buf_add_byte(pen->out, ' ');
    pen_add_coordinate(pen, placed->x, placed->y);
    buf_add_text(pen->out, " cm\n");
}

void qr_draw(struct pen *pen, const struct placed *placed)
{
    const struct qr *qr = &pen->state->pages->codes[placed->look.code].qr;
    size_t count;
    const struct qr_rect *rects = qr_rects(pen->state->codes->arena, qr, &count);
    pen_end_text(pen);
    pen_begin_content(pen, placed->as.element, false);
    pen_set_box(pen, placed);
    pen_set_color(pen, BLACK);
    buf_add_text(pen->out, "q ");
    add_matrix(pen, placed, qr->side);
    for (size_t i = 0; rects && i < count; i++) {
        buf_add_format(pen->out, "%u %u %u %u re\n", rects[i].x, rects[i].y, rects[i].width,
                       rects[i].height);
    }
    buf_add_text(pen->out, "f Q\n");
}
