/* Rules below and through words: lines, and dots below links that no colour tells. */
#include "pdf/pen.h"

enum rule { RULE_BELOW, RULE_THROUGH, RULE_DOTS };

/* Squares as far from each other as they are wide, from where all lines' dots are, so that
 * those of words side by side go on. */
static void draw_dots(struct pen *pen, sp x, sp width, sp y, sp side)
{
    int64_t dot = hundredths(side), from = hundredths(x), phase = from % (2 * dot);
    pen_set_stroke(pen, dot);
    buf_add_byte(pen->out, '[');
    pdf_add_number(pen->out, dot);
    buf_add_byte(pen->out, ']');
    pdf_add_number(pen->out, phase < 0 ? phase + 2 * dot : phase);
    buf_add_text(pen->out, " d ");
    pen_add_coordinate(pen, x, y);
    buf_add_text(pen->out, " m ");
    pen_add_coordinate(pen, sp_add(x, width), y);
    buf_add_text(pen->out, " l S Q\n");
}

static void draw_rule(struct pen *pen, const struct piece *piece, sp x, sp width, sp y,
                      enum rule rule)
{
    const struct face_metrics *m = face_metrics(piece->word->face);
    sp size = piece->style->size;
    sp up = rule == RULE_THROUGH ? sp_scale(size, m->x_height, 2 * (int64_t)m->units_per_em)
                                 : sp_scale(size, m->underline_position, m->units_per_em);
    sp thickness = sp_max(sp_scale(size, m->underline_thickness, m->units_per_em), 300);
    pen_end_text(pen);
    if (rule == RULE_DOTS) {
        draw_dots(pen, x, width, sp_sub(sp_sub(y, up), thickness / 2), thickness);
        return;
    }
    pen_add_coordinate(pen, x, sp_sub(y, up));
    buf_add_byte(pen->out, ' ');
    pdf_add_number(pen->out, hundredths(width));
    buf_add_byte(pen->out, ' ');
    pdf_add_number(pen->out, hundredths(thickness));
    buf_add_text(pen->out, " re f\n");
}

/* Below or through a piece, and through the blank before the next if that has the same. */
void rules_draw(struct pen *pen, const struct run_context *context,
                const struct piece *piece, sp x, sp y, bool last)
{
    const struct run_context *next =
        last ? NULL : &pen->state->pages->contexts[piece[1].context];
    sp reach = last ? piece->width : sp_sub(piece[1].x, piece->x);
    const struct {
        bool here, behind;
    } rules[] = {[RULE_BELOW] = {context->underline, next && next->underline},
                 [RULE_THROUGH] = {context->strike, next && next->strike},
                 [RULE_DOTS] = {context->dotted, next && next->dotted}};
    for (enum rule rule = RULE_BELOW; rule <= RULE_DOTS; rule++) {
        if (rules[rule].here) {
            draw_rule(pen, piece, x, rules[rule].behind ? reach : piece->width, y, rule);
        }
    }
}
