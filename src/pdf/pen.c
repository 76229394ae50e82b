/* The operators of a page's content stream. Between two glyphs of a TJ array stands a
 * correction only where shaping or justification moves the pen off the widths that the font
 * declares. Positions are exact multiples of font units until they are rounded to
 * thousandths, so rounding never adds up along a line. */
#include "pdf/pen.h"

#include <math.h>
#include <stdlib.h>

#define SLANT "0.21" /* of its height: about twelve degrees, as italics have */

#define UNSEEN 3

void pen_add_coordinate(struct pen *pen, sp x, sp y)
{
    pdf_add_number(pen->out, hundredths(x));
    buf_add_byte(pen->out, ' ');
    pdf_add_number(pen->out, hundredths(sp_sub(pen->page_height, y)));
}

static void end_string(struct pen *pen)
{
    if (pen->in_string) {
        buf_add_byte(pen->out, ')');
        pen->in_string = false;
    }
}

void pen_end_array(struct pen *pen)
{
    end_string(pen);
    if (pen->in_array) {
        buf_add_text(pen->out, "]TJ\n");
        pen->in_array = false;
    }
}

static void end_marks(struct pen *pen)
{
    if (pen->open) {
        buf_add_text(pen->out, "EMC\n");
        pen->open = false;
        pen->element = NULL;
    }
}

/* What is drawn by paths finds the state as it is at first. */
static void end_heavy(struct pen *pen)
{
    if (pen->heavy) {
        pen_end_array(pen);
        buf_add_text(pen->out, "0 Tr 1 w 0 j 0 G\n");
        pen->heavy = 0;
    }
}

/* A sequence that was begun within the text object ends within it (ISO 32000-1, 14.6). */
void pen_end_text(struct pen *pen)
{
    pen_end_array(pen);
    if (!pen->in_text) {
        return;
    }
    if (pen->inside) {
        end_marks(pen);
    }
    if (pen->rise) {
        buf_add_text(pen->out, "0 Ts ");
        pen->rise = 0;
    }
    end_heavy(pen);
    buf_add_text(pen->out, "ET\n");
    pen->in_text = pen->placed = pen->inside = pen->matrix_slanted = false;
}

void pen_end_sequence(struct pen *pen)
{
    pen_end_array(pen);
    if (pen->open && !pen->inside) {
        pen_end_text(pen);
    }
    end_marks(pen);
    pen->placed = pen->inside = false;
}

static void begin_text_object(struct pen *pen)
{
    if (!pen->in_text) {
        buf_add_text(pen->out, "BT\n");
        pen->in_text = true;
        pen->line_x = pen->line_y = 0;
        pen->on_line = false;
    }
}

/* Behind the operator that begins it. */
static void open_sequence(struct pen *pen, bool artifact)
{
    pen->open = true;
    pen->artifact = artifact;
    pen->inside = pen->in_text;
}

/* The sequence before another one. */
static void end_before(struct pen *pen, bool text)
{
    pen_end_sequence(pen);
    if (text) {
        begin_text_object(pen);
    } else {
        pen_end_text(pen);
    }
}

void pen_begin_artifact(struct pen *pen, enum artifact_kind kind, bool text)
{
    if (pen->open && pen->artifact && pen->artifact_kind == kind) {
        return;
    }
    end_before(pen, text);
    static const char *const openings[] = {
        [ARTIFACT_NONE] = "/Artifact BMC\n",
        [ARTIFACT_LAYOUT] = "/Artifact/L BDC\n",
        [ARTIFACT_HEADER] = "/Artifact/H BDC\n",
        [ARTIFACT_FOOTER] = "/Artifact/F BDC\n",
    };
    buf_add_text(pen->out, openings[kind]);
    open_sequence(pen, true);
    pen->artifact_kind = kind;
}

void pen_add_actual_text(struct pen *pen, struct str text)
{
    buf_add_text(pen->out, "/ActualText<FEFF");
    pdf_add_utf16_hex(pen->out, text);
    buf_add_byte(pen->out, '>');
}

void pen_begin_sequence(struct pen *pen, const struct element *element, struct str actual,
                        bool text)
{
    end_before(pen, text);
    int number = tags_begin_content(pen->state->tags, element, pen->state->page);
    buf_add_byte(pen->out, '/');
    buf_add_text(pen->out, element_role_name(element->role));
    buf_add_text(pen->out, "<</MCID ");
    buf_add_unsigned(pen->out, (uint64_t)number);
    if (actual.len) {
        pen_add_actual_text(pen, actual);
    }
    buf_add_text(pen->out, ">>BDC\n");
    open_sequence(pen, false);
}

void pen_begin_content(struct pen *pen, const struct element *element, bool text)
{
    if (!pen->open || pen->artifact || pen->element != element) {
        pen_begin_sequence(pen, element, (struct str){0}, text);
        pen->element = element;
    }
}

static void add_color(struct pen *pen, uint32_t color, bool stroke)
{
    ink_set(pen->out, pen->state->inks, color, (struct ink_use){stroke, true});
}

void pen_set_color(struct pen *pen, uint32_t color)
{
    if (pen->color_set && pen->color == color) {
        return;
    }
    end_heavy(pen); /* its outlines have the color before */
    pen_end_array(pen);
    add_color(pen, color, false);
    pen->color = color;
    pen->color_set = true;
}

void pen_set_stroke(struct pen *pen, int64_t width)
{
    buf_add_text(pen->out, "q ");
    add_color(pen, pen->color, true);
    pdf_add_number(pen->out, width);
    buf_add_text(pen->out, " w ");
}

/* Round joins: others have spikes where two strokes meet at a sharp angle. */
void pen_set_heavy(struct pen *pen, int64_t width)
{
    if (pen->heavy == width) {
        return;
    }
    if (width == 0) {
        end_heavy(pen);
        return;
    }
    pen_end_array(pen);
    add_color(pen, pen->color, true);
    pdf_add_number(pen->out, width);
    buf_add_text(pen->out, " w 1 j 2 Tr\n");
    pen->heavy = width;
}

/* A text matrix is told from the page's origin, and not from the line before. */
static void set_matrix(struct pen *pen, int64_t x, int64_t y)
{
    pen_end_array(pen);
    pen->matrix_slanted = pen->slanted;
    buf_add_text(pen->out, pen->slanted ? "1 0 " SLANT " 1 " : "1 0 0 1 ");
    pdf_add_number(pen->out, x);
    buf_add_byte(pen->out, ' ');
    pdf_add_number(pen->out, y);
    buf_add_text(pen->out, " Tm\n");
    pen->line_x = x;
    pen->line_y = y;
    pen->x = (double)x / 100;
    pen->on_line = true;
}

void pen_begin_text(struct pen *pen, sp x, sp baseline)
{
    pen_end_array(pen);
    begin_text_object(pen);
    if (pen->slanted || pen->matrix_slanted) {
        set_matrix(pen, hundredths(x), hundredths(sp_sub(pen->page_height, baseline)));
        pen->placed = true;
        return;
    }
    int64_t right = hundredths(x) - pen->line_x;
    int64_t up = hundredths(sp_sub(pen->page_height, baseline)) - pen->line_y;
    int64_t apart = up - pen->step;
    up = pen->placed && apart >= -2 && apart <= 2 ? pen->step : up;
    pen->step = up;
    pdf_add_number(pen->out, right);
    buf_add_byte(pen->out, ' ');
    pdf_add_number(pen->out, up);
    buf_add_text(pen->out, " Td\n");
    pen->line_x += right;
    pen->line_y += up;
    pen->x = (double)pen->line_x / 100;
    pen->placed = pen->on_line = true;
}

bool pen_goes_on(struct pen *pen, sp x, sp size)
{
    bool there = pen->on_line && !pen->slanted && !pen->matrix_slanted &&
                 fabs(pen->x - points(x)) * 1000 < UNSEEN * points(size);
    pen->placed = pen->placed || there;
    return there;
}

static void set_font(struct pen *pen, const struct face *face, sp size, bool wide)
{
    int64_t hundredth = hundredths(size);
    if (pen->face == face && pen->size == hundredth && pen->wide == wide) {
        return;
    }
    pen_end_array(pen);
    buf_add_text(pen->out, wide ? "/G" : "/F");
    buf_add_unsigned(pen->out, face_index(face));
    buf_add_byte(pen->out, ' ');
    pdf_add_number(pen->out, hundredth);
    buf_add_text(pen->out, " Tf\n");
    pen->face = face;
    pen->size = hundredth;
    pen->wide = wide;
}

void pen_set_word_space(struct pen *pen, int64_t space)
{
    if (pen->word_space != space) {
        pen_end_array(pen);
        pdf_add_number(pen->out, space);
        buf_add_text(pen->out, " Tw\n");
        pen->word_space = space;
    }
}

void pen_set_rise(struct pen *pen, int64_t rise)
{
    if (pen->rise != rise) {
        pen_end_array(pen);
        pdf_add_number(pen->out, rise);
        buf_add_text(pen->out, " Ts\n");
        pen->rise = rise;
    }
}

static void add_byte(struct pen *pen, unsigned char byte)
{
    if (byte == '(' || byte == ')' || byte == '\\') {
        buf_add_byte(pen->out, '\\');
    }
    if (byte == '\r') {
        buf_add_text(pen->out, "\\r");
    } else {
        buf_add_byte(pen->out, (char)byte);
    }
}

static void begin_string(struct pen *pen)
{
    if (!pen->in_array) {
        buf_add_byte(pen->out, '[');
        pen->in_array = true;
    }
    if (!pen->in_string) {
        buf_add_byte(pen->out, '(');
        pen->in_string = true;
    }
}

/* Moves the pen to `x` by a correction in thousandths of the size. One that nobody sees
 * is left out; one that nobody can tell from what the two glyphs usually have between them,
 * or else from the one before, repeats that: such text packs better. The pen keeps its true
 * place, so what is let go does not add up. */
static void move_to(struct pen *pen, double x, int64_t usual)
{
    bool kerned = usual < -UNSEEN || usual > UNSEEN;
    double off = (pen->x - x) * 1e5; /* hundredths of thousandths: as the size is */
    if (!kerned && fabs(off) < (UNSEEN + 0.5) * (double)pen->size) {
        return;
    }
    double exact = off / (double)pen->size;
    int64_t thousandths = (int64_t)(exact + (exact < 0 ? -0.5 : 0.5));
    int64_t like = kerned && llabs(thousandths - usual) <= UNSEEN ? usual : pen->correction;
    if (llabs(thousandths - like) <= UNSEEN) {
        thousandths = like;
    } else if (llabs(thousandths) <= UNSEEN) {
        return;
    }
    pen->correction = thousandths;
    if (!pen->in_array) {
        buf_add_byte(pen->out, '[');
        pen->in_array = true;
    }
    end_string(pen);
    pdf_add_integer(pen->out, thousandths);
    pen->x -= (double)(thousandths * pen->size) / 1e5;
}

int32_t pen_draw_glyph(struct pen *pen, const struct face *face, uint16_t glyph, sp size,
                       double x, int64_t usual, struct str text)
{
    struct code code = glyph_code(pen->state->codes, face, glyph, text);
    set_font(pen, face, size, code.wide);
    if (pen->slanted != pen->matrix_slanted) {
        set_matrix(pen, (int64_t)floor(pen->x * 100 + 0.5), pen->line_y);
    }
    move_to(pen, x, usual);
    begin_string(pen);
    if (code.wide) {
        add_byte(pen, (unsigned char)(code.number >> 8));
    }
    add_byte(pen, (unsigned char)(code.number & 0xFF));
    pen->x += code.width * (double)pen->size / 100 / 1000;
    if (code.number == CODE_SPACE && !code.wide) {
        pen->x += (double)pen->word_space / 100;
    }
    return code.advance;
}

void pen_set_box(struct pen *pen, const struct placed *placed)
{
    if (!placed->as.element || placed->artifact) {
        return;
    }
    sp foot = sp_sub(pen->page_height, sp_add(placed->y, placed->height));
    int64_t bottom = hundredths(sp_add(foot, pen->state->y));
    int64_t left = hundredths(sp_add(placed->x, pen->state->x));
    const int64_t box[4] = {left, bottom, left + hundredths(placed->width),
                            bottom + hundredths(placed->height)};
    tags_set_box(pen->state->tags, placed->as.element, box, pen->state->page);
}
