/* Page content: lines of text, rectangles and images, in the elements that they belong to
 * or as artifacts, with all that makes their text whole for those who copy or listen. */
#include "drawing/drawing.h"
#include "image/image.h"
#include "pdf/pen.h"

#include <math.h>

/* A hyphen that only a line's end made is no part of the text (ISO 32000-1, 14.8.2.2.3). */
#define SOFT_HYPHEN "\xc2\xad"
#define NO_BREAK_SPACE "\xc2\xa0"
#define WORD_JOINER "\xe2\x81\xa0" /* U+2060 */

/* A space for those who copy or listen. Word spacing makes it as wide as the line wants
 * it; what is amiss is corrected before the next word. */
static void draw_space(struct pen *pen, const struct face *face, sp size)
{
    uint16_t glyph = face_space_glyph(face);
    if (glyph) {
        pen_draw_glyph(pen, face, glyph, size, pen->x, 0, STR(" "));
    }
}

/* How many spaces fill the room: in code each is told. */
static int64_t count_spaces(const struct piece *piece, sp room)
{
    const struct face *face = piece->word->face;
    uint16_t glyph = piece->style->preserve ? face_space_glyph(face) : 0;
    sp width = glyph ? sp_scale(piece->style->size, face_glyph_advance(face, glyph),
                                face_metrics(face)->units_per_em)
                     : 0;
    return width > 0 && room > width ? ((int64_t)room + width / 2) / width : 1;
}

static const struct run_context *context_of(const struct pen *pen,
                                            const struct piece *piece)
{
    return &pen->state->pages->contexts[piece->context];
}

static bool is_ruled(const struct run_context *context)
{
    return context->underline || context->strike || context->dotted;
}

/* Whether what is seen behind a piece from right to left is turned around with it: in the
 * same direction, face and element, and without a rule between them. */
static bool turns_with(const struct pen *pen, const struct piece *piece,
                       const struct piece *next)
{
    const struct run_context *own = context_of(pen, piece);
    return next->word->right_to_left && next->word->face == piece->word->face &&
           next->style->size == piece->style->size &&
           context_of(pen, next)->element == own->element && !is_ruled(own);
}

/* The space behind a piece. Programs that turn words around, as many as are drawn in one go
 * (pypdf), put the one behind the last from right to left at its wrong end; a no-break
 * space before it they take for the beginning of what follows. */
static void draw_space_behind(struct pen *pen, const struct piece *piece, bool last)
{
    const struct face *face = piece->word->face;
    const struct word *next = last ? NULL : piece[1].word;
    uint16_t blank = face_blank_glyph(face);
    if (blank && next && piece->word->right_to_left && !turns_with(pen, piece, &piece[1])) {
        pen_draw_glyph(pen, face, blank, piece->style->size, pen->x, 0,
                       STR(NO_BREAK_SPACE));
    }
    sp room = last ? 0 : sp_sub(piece[1].x, sp_add(piece->x, piece->width));
    for (int64_t more = count_spaces(piece, room); more > 0; more--) {
        draw_space(pen, face, piece->style->size);
    }
}

static bool has_letters(const struct word *word)
{
    for (size_t i = 0; word->glyph_count > 0 && i < word->text.len; i++) {
        char c = word->text.ptr[i];
        if (ascii_is_alnum(c) || (unsigned char)c >= 0x80) {
            return true;
        }
    }
    return false;
}

/* Between a word and one that runs the other way right behind it, without a space, as it
 * is seen. The same programs put the beginning of one to the beginning of the other, or the
 * ends together, and would make one word of them. */
static void draw_joint_behind(struct pen *pen, const struct piece *piece, bool last)
{
    const struct word *word = piece->word, *next = last ? NULL : piece[1].word;
    uint16_t blank = face_blank_glyph(word->face);
    bool turns = next && next->right_to_left != word->right_to_left;
    if (blank && turns && has_letters(word) && has_letters(next)) {
        pen_draw_glyph(pen, word->face, blank, piece->style->size, pen->x, 0,
                       STR(WORD_JOINER));
    }
}

/* What a glyph stands for on the page. One that takes room but stands for nothing has to
 * tell something: what nobody sees, and where words may not be parted. */
static struct str text_of(const struct piece *piece, const struct glyph *glyph)
{
    return piece->hyphen     ? STR(SOFT_HYPHEN)
           : glyph->apart    ? STR(" ")
           : glyph->text_len ? glyph_text(piece->word, glyph)
                             : STR(WORD_JOINER);
}

/* What shaping put between glyph `i` of a word and the one before, whose own advance is
 * `own`, in thousandths. */
static int64_t usual_before(const struct word *word, uint32_t i, int32_t own, int32_t em)
{
    if (i == 0) {
        return 0;
    }
    const struct glyph *last = &word->glyphs[i - 1], *glyph = last + 1;
    int64_t closer = (int64_t)own - last->advance + last->x_offset - glyph->x_offset;
    return closer == 0 ? 0 : (closer * 2000 + (closer < 0 ? -em : em)) / (2 * (int64_t)em);
}

/* Its glyphs that are drawn apart, or all others. */
static void draw_word(struct pen *pen, const struct piece *piece, double x, sp size,
                      bool apart)
{
    const struct word *word = piece->word;
    const struct face *face = word->face;
    const int32_t em = face_metrics(face)->units_per_em;
    double unit = points(size) / em;
    double tracking = points(piece->style->tracking);
    int32_t own = 0; /* the advance of a glyph by itself */
    for (uint32_t i = 0; i < word->glyph_count; i++) {
        const struct glyph *glyph = &word->glyphs[i];
        int64_t usual = usual_before(word, i, own, em);
        if (glyph->apart != apart) {
            own = face_glyph_advance(face, glyph->id);
        } else {
            sp up = glyph->y_offset ? sp_scale(size, glyph->y_offset, em) : 0;
            pen_set_rise(pen, hundredths(sp_add(piece->style->rise, up)));
            own = pen_draw_glyph(pen, face, glyph->id, size, x + glyph->x_offset * unit,
                                 usual, text_of(piece, glyph));
        }
        x += glyph->advance * unit + (glyph->blank ? 0 : tracking);
    }
}

/* A glyph that shows nothing, of a face beside it, tells what a box stands for: programs
 * heed ActualText of nothing but text. It stands at its end, as room before what follows,
 * often a comma, would be taken for a space; or at its beginning, behind letters. */
static void tell_missing(struct pen *pen, const struct line *line, uint32_t index, sp x,
                         sp baseline)
{
    const struct piece *piece = &line->pieces[index];
    const struct piece *before = index ? piece - 1 : NULL,
                       *behind = index + 1 < line->count ? piece + 1 : NULL;
    const struct face *next = behind && behind->word ? behind->word->face : NULL;
    const struct face *face = next ? next : pen->face;
    bool glued = before && before->word && sp_add(before->x, before->width) >= piece->x;
    x = glued ? x : sp_add(x, piece->width);
    uint16_t blank = face ? face_blank_glyph(face) : 0;
    if (blank) {
        pen_begin_text(pen, x, baseline);
        pen_draw_glyph(pen, face, blank, piece->style->size, pen->x, 0, piece->word->text);
        pen_end_text(pen);
    }
}

/* A box for what no face has; `element`: NULL in an artifact. */
static void draw_missing(struct pen *pen, const struct line *line, uint32_t index,
                         const struct element *element, sp x, sp baseline)
{
    const struct piece *piece = &line->pieces[index];
    pen_end_text(pen);
    if (element) {
        pen_begin_sequence(pen, element, piece->word->text, false);
    }
    missing_add_box(pen->out, piece->word->text, hundredths(x),
                    hundredths(sp_sub(pen->page_height, baseline)),
                    hundredths(piece->style->size));
    if (element) {
        tell_missing(pen, line, index, x, baseline);
        pen_end_sequence(pen);
    }
}

/* At the piece, or at the space before it: that of a right-to-left line's end, which stands
 * in the margin. */
static void begin_piece(struct pen *pen, const struct piece *piece, sp x, sp y)
{
    const struct face *face = piece->word->face;
    uint16_t space = piece->space_left ? face_space_glyph(face) : 0;
    if (!space) {
        pen_begin_text(pen, x, y);
        return;
    }
    sp width = sp_scale(piece->style->size, face_glyph_advance(face, space),
                        face_metrics(face)->units_per_em);
    sp more = sp_clamp(pen->word_space * SP_PER_PT / 100);
    pen_begin_text(pen, sp_sub(x, sp_add(width, more)), y);
    draw_space(pen, face, piece->style->size);
}

/* The spaces that a line of code begins with are one piece. */
static int64_t count_indent(const struct piece *piece)
{
    return str_is(piece->word->text, " ") ? count_spaces(piece, piece->width) : 1;
}

/* A word that its glyphs tell, or one in an artifact, where nobody reads on. */
static void draw_plain(struct pen *pen, const struct piece *piece, sp x)
{
    bool told = !piece->word->spelled;
    if (told) {
        pen_end_array(pen);
        buf_add_text(pen->out, "/Span<<");
        pen_add_actual_text(pen, piece->word->spelling);
        buf_add_text(pen->out, ">>BDC\n");
    }
    draw_word(pen, piece, points(x), piece->style->size, false);
    for (int64_t more = count_indent(piece); more > 1; more--) {
        draw_space(pen, piece->word->face, piece->style->size);
    }
    if (told) {
        pen_end_array(pen);
        buf_add_text(pen->out, "EMC\n");
    }
}

/* A word that its glyphs do not tell, and the space behind it. */
static void draw_told(struct pen *pen, const struct piece *piece,
                      const struct element *element, sp x, sp y, bool last)
{
    pen_begin_sequence(pen, element, piece->word->spelling, true);
    begin_piece(pen, piece, x, y);
    draw_word(pen, piece, points(x), piece->style->size, false);
    pen_end_sequence(pen);
    if (piece->space_right) {
        pen_begin_content(pen, element, true);
        pen_begin_text(pen, sp_add(x, piece->width), y);
        draw_space_behind(pen, piece, last);
    }
}

#define HEAVY_PERMILLE 36 /* of the size: what a bold letter's stems are wider */

/* Bold and italics that the face of the piece has not itself. */
static void set_style(struct pen *pen, const struct piece *piece)
{
    const struct face_metrics *face = face_metrics(piece->word->face);
    bool heavy = piece->style->bold && !face->bold && !face->signs;
    sp width = heavy ? sp_scale(piece->style->size, HEAVY_PERMILLE, 1000) : 0;
    pen_set_heavy(pen, hundredths(width));
    pen->slanted = piece->style->italic && !face->italic && !face->signs;
}

/* A piece goes into the marked content of its element, or is an artifact; what is drawn by
 * paths (leaders, boxes, rules) ends the text object, so the next piece begins one anew. */
static void draw_piece(struct pen *pen, const struct placed *placed,
                       const struct line *line, uint32_t index, bool *text_begun)
{
    const struct piece *piece = &line->pieces[index];
    bool last = index + 1 == line->count;
    const struct run_context *context = context_of(pen, piece);
    const struct element *element = placed->artifact ? NULL : context->element;
    sp x = sp_add(placed->x, piece->x);
    if (!piece->word && !piece->leader) {
        return; /* an object that is not drawn */
    }
    if (piece->leader) {
        pen_set_color(pen, context->color);
        leader_draw(pen, x, piece->width, placed->y, piece->style->size); /* furniture */
        *text_begun = false;
        return;
    }
    bool ruled = is_ruled(context), missing = !piece->word->face;
    if (ruled || missing) {
        pen_end_text(pen); /* its sequence has paths, too */
    }
    if (!element) {
        pen_begin_artifact(pen, placed->artifact ? placed->artifact : ARTIFACT_LAYOUT,
                           !ruled && !missing);
    } else if (!missing) {
        pen_begin_content(pen, element, !ruled);
    }
    pen_set_color(pen, context->color);
    if (missing) {
        draw_missing(pen, line, index, element, x, placed->y);
        *text_begun = false;
        return;
    }
    set_style(pen, piece);
    if (element && !piece->word->spelled) {
        draw_told(pen, piece, element, x, placed->y, last);
        *text_begun = pen->placed;
    } else {
        bool goes_on = *text_begun &&
                       (pen->placed ||
                        (!piece->space_left && pen_goes_on(pen, x, piece->style->size)));
        if (!goes_on) {
            begin_piece(pen, piece, x, placed->y);
        }
        *text_begun = true;
        draw_plain(pen, piece, x);
        if (piece->space_right) {
            draw_space_behind(pen, piece, last);
        } else {
            draw_joint_behind(pen, piece, last);
        }
    }
    if (ruled) {
        pen_end_text(pen);
        if (element) {
            pen_begin_content(pen, element, false);
        }
        rules_draw(pen, context, piece, x, placed->y, last);
        *text_begun = false;
    }
}

/* What the line's spaces are wider than their face's: of the first one, as all are alike
 * but for those in another face or size; those of code are as wide as they are. */
static int64_t word_space_of(const struct line *line)
{
    for (uint32_t i = 0; i + 1 < line->count; i++) {
        const struct piece *piece = &line->pieces[i], *next = piece + 1;
        const struct face *face = piece->word ? piece->word->face : NULL;
        uint16_t glyph = piece->space_right && face ? face_space_glyph(face) : 0;
        if (glyph && !piece->style->preserve) {
            sp gap = sp_sub(next->x, sp_add(piece->x, piece->width));
            double own = glyph_width(face, glyph) * points(piece->style->size) / 1000;
            double more = (points(gap) - own) * 100;
            return (int64_t)(more + (more < 0 ? -0.5 : 0.5));
        }
    }
    return 0;
}

/* Marks of the line that its text tells already: to whoever takes the text off the page,
 * room behind the line. */
static void draw_apart(struct pen *pen, const struct placed *placed,
                       const struct line *line)
{
    bool begun = false;
    for (uint32_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];
        if (!piece->word || !piece->word->has_apart) {
            continue;
        }
        if (!begun) {
            pen_begin_artifact(pen, placed->artifact ? placed->artifact : ARTIFACT_LAYOUT,
                               true);
            pen_begin_text(pen, sp_add(placed->x, piece->x), placed->y);
            begun = true;
        }
        pen_set_color(pen, context_of(pen, piece)->color);
        set_style(pen, piece);
        draw_word(pen, piece, points(sp_add(placed->x, piece->x)), piece->style->size,
                  true);
    }
}

static void begin_placed(struct pen *pen, const struct placed *placed)
{
    pen_end_text(pen);
    if (placed->as.element && !placed->artifact) {
        pen_begin_content(pen, placed->as.element, false);
    } else {
        pen_begin_artifact(pen, placed->artifact ? placed->artifact : ARTIFACT_LAYOUT,
                           false);
    }
}

static void draw_rect(struct pen *pen, const struct placed *place)
{
    const struct placed whole = trim_draw_out(pen->state->boxes, pen->state->pages, *place);
    const struct placed *placed = &whole;
    begin_placed(pen, placed);
    pen_set_color(pen, placed->look.color);
    pen_add_coordinate(pen, placed->x, sp_add(placed->y, placed->height));
    buf_add_byte(pen->out, ' ');
    pdf_add_number(pen->out, hundredths(placed->width));
    buf_add_byte(pen->out, ' ');
    pdf_add_number(pen->out, hundredths(placed->height));
    buf_add_text(pen->out, " re f\n");
}

/* From an image's unit square to its place. `orientation` is Exif's: how the file's pixels
 * lie, which the matrix sets upright (0: they are). */
static void add_image_matrix(struct pen *pen, const struct placed *placed,
                             uint8_t orientation)
{
    static const struct {
        bool across, leftward, downward; /* its rows run down; its x, its y run so */
    } turns[] = {
        {0},
        {false, false, false},
        {false, true, false},
        {false, true, true},
        {false, false, true},
        {true, true, true},
        {true, false, true},
        {true, false, false},
        {true, true, false},
    };
    bool across = turns[orientation].across, leftward = turns[orientation].leftward,
         downward = turns[orientation].downward;
    int64_t width = hundredths(placed->width), height = hundredths(placed->height);
    width = leftward ? -width : width;
    height = downward ? -height : height;
    const int64_t parts[4] = {across ? 0 : width, across ? height : 0, across ? width : 0,
                              across ? 0 : height};
    for (size_t i = 0; i < 4; i++) {
        pdf_add_number(pen->out, parts[i]);
        buf_add_byte(pen->out, ' ');
    }
    sp bottom = sp_add(placed->y, downward ? 0 : placed->height);
    pen_add_coordinate(pen, leftward ? sp_add(placed->x, placed->width) : placed->x,
                       bottom);
}

/* A drawing may leave room of its place free. */
static struct placed fitted(const struct placed *placed, const struct image_data *image)
{
    const struct drawing *drawing =
        image->kind == IMAGE_DRAWING && image->drawing->keeps_shape ? image->drawing : NULL;
    struct placed inside = *placed;
    if (!drawing) {
        return inside;
    }
    double scale = fmin(placed->width / drawing->width, placed->height / drawing->height);
    inside.width = sp_clamp((int64_t)(drawing->width * scale + 0.5));
    inside.height = sp_clamp((int64_t)(drawing->height * scale + 0.5));
    /* A picture's whole size is its place's for all but rounding. */
    bool wide = placed->width - inside.width > SP_PER_PT / 2;
    bool high = placed->height - inside.height > SP_PER_PT / 2;
    inside.width = wide ? inside.width : placed->width;
    inside.height = high ? inside.height : placed->height;
    inside.x = sp_add(placed->x, (sp)(drawing->align_x * (placed->width - inside.width)));
    inside.y = sp_add(placed->y, (sp)(drawing->align_y * (placed->height - inside.height)));
    return inside;
}

static void draw_image(struct pen *pen, const struct placed *place)
{
    const struct image_data *image = pen->state->pages->images[place->look.image].data;
    const struct placed inside = fitted(place, image), *placed = &inside;
    begin_placed(pen, placed);
    pen_set_box(pen, placed);
    buf_add_text(pen->out, "q ");
    add_image_matrix(pen, placed, image->orientation);
    buf_add_format(pen->out, " cm/I%u Do Q\n", placed->look.image);
}

/* Stretches of a line that are read without a change of element: each gives its pieces a
 * number, by their index. False: there is but one, or they stand as they are read. */
static bool find_stretches(struct pen *pen, const struct line *line)
{
    struct content_state *state = pen->state;
    uint32_t stretch = 0;
    if (!line->reading) {
        return false;
    }
    while (state->stretch_capacity < line->count) {
        if (!arena_grow(state->codes->arena, &state->stretches, state->stretch_capacity,
                        &state->stretch_capacity, sizeof *state->stretches)) {
            return false;
        }
    }
    const struct element *last = NULL;
    for (uint32_t i = 0; i < line->count; i++) {
        const struct element *element = context_of(pen, line_read(line, i))->element;
        stretch += i > 0 && element != last;
        state->stretches[line->reading[i]] =
            (struct read_stretch){.number = stretch, .rank = i};
        last = element;
    }
    return stretch > 0;
}

/* Before piece `i` of a line whose stretches are not drawn as they are read. */
static void turn_to_piece(struct pen *pen, const struct line *line, uint32_t i)
{
    const struct read_stretch *now = &pen->state->stretches[i];
    const struct word *word = line->pieces[i].word;
    if (i > 0 && now[-1].number != now->number) {
        pen_end_sequence(pen);
    }
    bool plain = word && word->face && word->spelled;
    tags_rank(pen->state->tags, now->rank, plain && pen->open && !pen->artifact);
}

/* The images that stand on a line are placed right behind it, in the order of its pieces;
 * they are drawn among its words, so that they are read in their place. Gives their count.
 */
static size_t draw_line(struct pen *pen, const struct placed *placed, size_t left)
{
    bool text_begun = false;
    size_t images = 0;
    const struct line *line = line_open(placed->as.line, pen->state->room);
    if (!line) {
        return 0;
    }
    bool turned = !placed->artifact && find_stretches(pen, line);
    if (turned) {
        pen_end_sequence(pen);
        tags_hold(pen->state->tags);
    }
    pen_set_word_space(pen, word_space_of(line));
    for (uint32_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];
        if (turned) {
            turn_to_piece(pen, line, i);
        }
        bool object = !piece->word && !piece->leader && images < left &&
                      placed[images + 1].kind == PLACED_IMAGE;
        if (object) {
            draw_image(pen, &placed[++images]);
            text_begun = false;
        } else {
            draw_piece(pen, placed, line, i, &text_begun);
        }
    }
    if (turned) {
        pen_end_sequence(pen);
        tags_release(pen->state->tags);
    }
    draw_apart(pen, placed, line);
    pen_end_array(pen);
    return images;
}

void content_add(struct content_state *state, const struct page_content *page,
                 struct buf *out)
{
    struct pen pen = {.state = state, .out = out, .page_height = state->pages->height};
    for (size_t i = 0; i < page->count; i++) {
        const struct placed *placed = &page->items[i];
        switch (placed->kind) {
        case PLACED_LINE: i += draw_line(&pen, placed, page->count - 1 - i); break;
        case PLACED_RECT: draw_rect(&pen, placed); break;
        case PLACED_IMAGE: draw_image(&pen, placed); break;
        case PLACED_CODE: qr_draw(&pen, placed); break;
        }
    }
    pen_end_sequence(&pen);
    pen_end_text(&pen);
}

/* Names come in the faces of these words. */
static void expect_word(struct content_state *state, const struct piece *piece)
{
    const struct word *word = piece->word;
    codes_expect_names(state->codes, word->face);
    for (uint32_t i = 0; i < word->glyph_count; i++) {
        (void)glyph_code(state->codes, word->face, word->glyphs[i].id,
                         text_of(piece, &word->glyphs[i]));
    }
}

void content_expect(struct content_state *state, const struct page_content *page)
{
    for (size_t i = 0; i < page->count; i++) {
        const struct line *line = page->items[i].kind == PLACED_LINE
                                      ? line_open(page->items[i].as.line, state->room)
                                      : NULL;
        for (uint32_t k = 0; line && k < line->count; k++) {
            if (line->pieces[k].word && line->pieces[k].word->face) {
                expect_word(state, &line->pieces[k]);
            }
        }
    }
}
