/* The pen: what a page's content stream has set, and the operators that change it. Text is
 * written as TJ arrays; what differs little from what is set is not set again. */
#ifndef OFFPRINT_PDF_PEN_H
#define OFFPRINT_PDF_PEN_H

#include "pdf/parts.h"

struct pen {
    struct content_state *state;
    struct buf *out;
    sp page_height;
    /* what the content stream has set */
    const struct face *face;
    bool wide;          /* by two-byte codes */
    int64_t size;       /* hundredths of a point */
    int64_t word_space; /* the same */
    uint32_t color;
    bool color_set;
    const struct element *element; /* of the open sequence */
    bool open, artifact, in_text, in_array, in_string;
    enum artifact_kind artifact_kind;
    bool inside;                  /* the open sequence was begun within the text object */
    bool placed;                  /* text of this sequence has its place */
    bool on_line;                 /* that of the text object does */
    double x;                     /* of the pen, points */
    int64_t line_x, line_y, step; /* where the line began, and how far above the last */
    int64_t correction;           /* the last one, thousandths of the size */
    int64_t rise;
    int64_t
        heavy; /* width of the outlines that letters have besides, hundredths; 0: none */
    bool slanted, matrix_slanted; /* what is drawn next; what is set */
};

static inline double points(sp length)
{
    return (double)length / SP_PER_PT;
}

/* "x y" in hundredths of a point, as PDF has it: y upward. */
void pen_add_coordinate(struct pen *pen, sp x, sp y);

/* Ends the array; the text object, before paths and images, and the sequence with it that
 * was begun in it; the sequence. A text object goes on over many sequences, so that lines
 * have their place from each other. */
void pen_end_array(struct pen *pen);
void pen_end_text(struct pen *pen);
void pen_end_sequence(struct pen *pen);

/* What artifacts are, as a page's resources list it: pen_begin_artifact() calls it by name.
 */
#define PEN_PROPERTIES                                                                     \
    "/Properties<</F<</Type/Pagination/Subtype/Footer>>"                                   \
    "/H<</Type/Pagination/Subtype/Header>>/L<</Type/Layout>>>>"

/* Marked content, unless what is open is the same. `text`: there will be nothing else in
 * it, so that it may be a part of a text object. */
void pen_begin_artifact(struct pen *pen, enum artifact_kind kind, bool text);
void pen_begin_content(struct pen *pen, const struct element *element, bool text);

/* A sequence of its own in the element. `actual`: what the glyphs do not tell (ISO 32000-1,
 * 14.9.4); may be empty. Of one within another, programs lose what follows. */
void pen_begin_sequence(struct pen *pen, const struct element *element, struct str actual,
                        bool text);
void pen_add_actual_text(struct pen *pen, struct str text);

void pen_set_color(struct pen *pen, uint32_t color);

/* Begins a path (q) that is stroked so wide, in hundredths of a point, in the color set
 * last; the caller's Q ends it. */
void pen_set_stroke(struct pen *pen, int64_t width);

/* Lines begin where the one before began, and a leading below: the same numbers over and
 * over. A step down that differs by a hundredth or two repeats the one before. */
void pen_begin_text(struct pen *pen, sp x, sp baseline);

/* Whether text of the line that was begun last stands, to the eye, where it goes on at `x`:
 * then that needs no place of its own, in another sequence either. */
bool pen_goes_on(struct pen *pen, sp x, sp size);

/* What every space that is drawn gets besides its width. */
void pen_set_word_space(struct pen *pen, int64_t space);
void pen_set_rise(struct pen *pen, int64_t rise);

/* Letters of a face that has no bold are drawn with their outlines, `width` hundredths of a
 * point wide, of the color set last; 0: without. */
void pen_set_heavy(struct pen *pen, int64_t width);

/* `x`: where the glyph belongs; `usual`: by how much this glyph behind the last one is
 * moved to the left wherever the two meet, thousandths of the size; `text`: what it stands
 * for. Gives the glyph's own advance in units of the face. */
int32_t pen_draw_glyph(struct pen *pen, const struct face *face, uint16_t glyph, sp size,
                       double x, int64_t usual, struct str text);

/* rules.c: those of the piece, below or through it, and through the blank before the next
 * one if that has the same. The line's `last` piece has none behind it. */
void rules_draw(struct pen *pen, const struct run_context *context,
                const struct piece *piece, sp x, sp y, bool last);

/* Where the Figure of what is placed stands on the page. */
void pen_set_box(struct pen *pen, const struct placed *placed);

/* qr.c: a code's modules, as paths. */
void qr_draw(struct pen *pen, const struct placed *placed);

/* leaders.c: dots between `x` and `width` further on, of text of `size`. Nobody wants to
 * hear them: an artifact. */
void leader_draw(struct pen *pen, sp x, sp width, sp baseline, sp size);

#endif
