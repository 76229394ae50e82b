/* Sets the text of a drawing: each stretch by text/, in our faces, at a size of its own
 * that is scaled to the drawing's; lines of stretches are moved as their anchor asks; what
 * comes out are outlines. */
#include "drawing/words.h"

#include "base/budget.h"
#include "text/text.h"

#define SIZE SP_PT(100) /* that stretches are set in: lengths are rounded to 1/1024 pt */
#define SEEN_AROUND                                                                        \
    3 /* times the letters' size: no glyph and no usual pen reaches farther */
#define PI 3.141592653589793

/* Outlines of glyphs */

struct glyph_run {
    struct outline *outline;
    struct matrix matrix; /* of font units */
};

static struct point at(const struct glyph_run *run, double x, double y)
{
    return matrix_apply(run->matrix, (struct point){x, y});
}

static void on_move(void *data, double x, double y)
{
    struct glyph_run *run = data;
    outline_move(run->outline, at(run, x, y));
}

static void on_line(void *data, double x, double y)
{
    struct glyph_run *run = data;
    outline_line(run->outline, at(run, x, y));
}

static void on_curve(void *data, const double xy[6])
{
    struct glyph_run *run = data;
    outline_curve(run->outline, at(run, xy[0], xy[1]), at(run, xy[2], xy[3]),
                  at(run, xy[4], xy[5]));
}

static void on_close(void *data)
{
    struct glyph_run *run = data;
    outline_close(run->outline);
}

/* A box stands for letters that no face has. */
static void add_missing(struct outline *outline, double x, double width, double size)
{
    struct bounds box = {x + width * 0.1, -size * 0.7, x + width * 0.9, 0};
    outline_rectangle(outline, box, 0, 0);
    double rim = size / 20;
    box = (struct bounds){box.right - rim, box.top + rim, box.left + rim, box.bottom - rim};
    outline_rectangle(outline, box, 0, 0); /* the other way around: a hole */
}

static void add_glyph(struct outline *outline, const struct face *face,
                      const struct glyph *glyph, double x, double unit)
{
    struct glyph_run run = {
        outline, {unit, 0, 0, -unit, x + glyph->x_offset * unit, -glyph->y_offset * unit}};
    struct glyph_pen pen = {&run, on_move, on_line, on_curve, on_close};
    if (!face_draw_glyph(face, glyph->id, &pen)) {
        outline->arena->failed = true;
    }
}

/* Whether something of what stands at `x` can be seen, with room for what swings out and
 * for a wide pen. */
static bool is_seen(const struct sight *sight, double x, double width, double size)
{
    if (!sight) {
        return true;
    }
    double room = SEEN_AROUND * size;
    struct bounds box = {fmin(x, x + width) - room, -room, fmax(x, x + width) + room, room};
    struct bounds there = bounds_map(box, sight->matrix);
    /* So that what is no number counts as seen. */
    return !(there.right < sight->bounds.left || there.left > sight->bounds.right ||
             there.bottom < sight->bounds.top || there.top > sight->bounds.bottom);
}

/* The outline's bounds are as if all was there. */
static void pass_over(struct outline *outline, double from, double to)
{
    outline_move(outline, (struct point){from, 0});
    outline_move(outline, (struct point){to, 0});
    outline_move(outline, (struct point){to, 0}); /* a last one would not count */
}

void words_add_piece(struct outline *outline, const struct piece *piece, double scale,
                     const struct sight *sight)
{
    const struct word *word = piece->word;
    double x = piece->x * scale, size = piece->style->size * scale;
    if (!word) {
        return;
    }
    if (!word->face) {
        add_missing(outline, x, piece->width * scale, size);
        return;
    }
    double unit = size / face_metrics(word->face)->units_per_em, hidden_from = x;
    bool hidden = false;
    for (uint32_t i = 0; i < word->glyph_count && !arena_failed(outline->arena); i++) {
        const struct glyph *glyph = &word->glyphs[i];
        bool seen = is_seen(sight, x, glyph->advance * unit, size);
        if (hidden && seen) {
            pass_over(outline, hidden_from, x);
        }
        hidden_from = hidden ? hidden_from : x;
        hidden = !seen;
        if (seen) {
            add_glyph(outline, word->face, glyph, x, unit);
        }
        x += glyph->advance * unit + (glyph->blank ? 0 : piece->style->tracking * scale);
    }
    if (hidden) {
        pass_over(outline, hidden_from, x);
    }
}

static void add_rule(struct outline *outline, double left, double right, double y,
                     double thickness)
{
    if (right > left) {
        outline_rectangle(
            outline, (struct bounds){left, y - thickness / 2, right, y + thickness / 2}, 0,
            0);
    }
}

/* Stretches */

static struct text_style style_of(const struct letters *letters,
                                  const struct stretch *stretch)
{
    const struct look *look = stretch->look;
    double tracking = look->font_size > 0
                          ? (look->letter_spacing + stretch->spacing) / look->font_size
                          : 0;
    (void)letters;
    return (struct text_style){
        .role = look->role,
        .bold = look->bold,
        .italic = look->italic,
        .preserve = true,
        .size = SIZE,
        .tracking = (sp)(fmin(fmax(tracking, -10), 100) * SIZE),
        .language = look->language,
    };
}

static double width_of(struct letters *letters, const struct stretch *stretch,
                       struct str text)
{
    struct text_style style = style_of(letters, stretch);
    struct text_span span = {
        .style = &style, .text = text, .of.place = letters->builder->place};
    struct text_extent extent = {0};
    (void)svg_spend(letters->builder->tree, 1 + text.len / 4);
    if (text.len && building_goes_on(letters->builder) &&
        !text_measure(letters->builder->engine, &span, 1, TEXT_BY_LETTER, &extent,
                      letters->builder->report)) {
        letters->builder->scratch->failed = true;
    }
    return extent.natural * stretch->look->font_size / SIZE;
}

static struct str text_of(const struct letters *letters, const struct stretch *stretch)
{
    return str_sub(buf_str(&letters->text), stretch->from, stretch->to);
}

/* Adds the outlines of a text on one line, from `left` on. The line itself is gone then,
 * and is not of the drawing's share of memory: it is never much more than its text. */
static void set_line(struct builder *builder, const struct text_span *span, double scale,
                     double left, const struct sight *sight, struct outline *out)
{
    struct outline *part = outline_take(builder);
    struct paragraph_format format = {
        .measure = SP_MAX, .align = TEXT_LEFT, .unbroken = true};
    struct lines lines = {0};
    struct arena room;
    arena_init_within(&room, 0, builder->scratch->budget->whole);
    if (!part ||
        !text_break(builder->engine, &room, span, 1, &format, &lines, builder->report)) {
        builder->scratch->failed = true;
    }
    for (size_t i = 0; i < lines.count; i++) {
        for (uint32_t k = 0; k < lines.items[i].count && building_goes_on(builder); k++) {
            outline_reset(part);
            words_add_piece(part, &lines.items[i].pieces[k], scale, sight);
            (void)svg_spend(builder->tree, 1 + part->verb_count);
            outline_add(out, part, matrix_move(left, 0));
        }
    }
    outline_give_back(builder, part);
    arena_clear(&room);
}

static struct str solid_text_of(const struct letters *letters,
                                const struct stretch *stretch)
{
    return str_trim_left(text_of(letters, stretch));
}

static void measure_stretch(struct letters *letters, struct stretch *stretch)
{
    struct str text = text_of(letters, stretch), rest = solid_text_of(letters, stretch);
    stretch->indent = width_of(letters, stretch, str_sub(text, 0, text.len - rest.len));
    stretch->width = stretch->indent + width_of(letters, stretch, rest);
}

/* Lengths that the elements ask for: by room between letters, or by wider ones. */
static void fit_length(struct letters *letters, const struct stretched *stretched)
{
    const struct svg_node *node = stretched->node;
    double wanted = node_length(node, NAME_TEXT_LENGTH, &letters->measure, AXIS_X, 0);
    double width = 0, count = 0;
    for (size_t i = stretched->from; i < stretched->to; i++) {
        const struct stretch *stretch = &letters->items[i];
        struct str text = text_of(letters, stretch);
        width += width_of(letters, stretch, text) + stretch->dx;
        for (size_t k = 0; k < text.len; k++) {
            count += ((unsigned char)text.ptr[k] & 0xC0) != 0x80;
        }
    }
    if (!(wanted > 0) || !(width > 0)) {
        return;
    }
    bool glyphs = str_is(svg_value(node, NAME_LENGTH_ADJUST), "spacingAndGlyphs");
    for (size_t i = stretched->from; i < stretched->to; i++) {
        if (glyphs) {
            letters->items[i].factor = wanted / width;
        } else if (count > 1) {
            letters->items[i].spacing = (wanted - width) / (count - 1);
        }
    }
}

static double anchor_part(const struct look *look)
{
    double part = look->anchor == ANCHOR_MIDDLE ? 0.5 : look->anchor == ANCHOR_END ? 1 : 0;
    return look->right_to_left ? 1 - part : part;
}

/* Whether `next` goes on on the line of the one before it. */
static bool is_on_line(const struct stretch *before, const struct stretch *next)
{
    return !next->has_x && !next->has_y && before->along == next->along;
}

static double line_width(const struct letters *letters, size_t from, size_t to)
{
    double width = 0;
    for (size_t i = from; i < to; i++) {
        const struct stretch *stretch = &letters->items[i];
        width += (i > from ? stretch->dx : 0) + stretch->width * stretch->factor;
    }
    /* Behind the last letter there is no room. */
    return to == letters->count ? width - letters->items[to - 1].spacing : width;
}

/* Along a path lines begin at an offset of it, and have no height of their own. */
static struct point line_start(const struct letters *letters, const struct stretch *first,
                               struct point pen)
{
    struct track track;
    if (!first->along) {
        return (struct point){first->has_x ? first->x : pen.x,
                              first->has_y ? first->y : pen.y};
    }
    struct measure measure = letters->measure;
    if (track_make(letters->builder, first->along, &letters->measure, &track)) {
        measure.width = track_length(&track);
    }
    return (struct point){node_length(first->along, NAME_START_OFFSET, &measure, AXIS_X, 0),
                          0};
}

/* Places for all: what begins with a place of its own begins a line that its anchor moves.
 */
static void place_stretches(struct letters *letters)
{
    struct point pen = {0, 0};
    for (size_t i = 0, next; i < letters->count; i = next) {
        const struct stretch *first = &letters->items[i];
        next = i + 1;
        while (next < letters->count &&
               is_on_line(&letters->items[next - 1], &letters->items[next])) {
            next++;
        }
        pen = line_start(letters, first, pen);
        pen.x -= line_width(letters, i, next) * anchor_part(first->look);
        for (size_t k = i; k < next; k++) {
            struct stretch *stretch = &letters->items[k];
            pen.x += stretch->dx;
            pen.y += stretch->dy;
            stretch->at = pen;
            pen.x += stretch->width * stretch->factor;
        }
    }
}

/* How far below the wanted line the letters' own baseline lies. */
static double baseline_offset(const struct look *look)
{
    double size = look->font_size;
    switch (look->baseline) {
    case BASELINE_ALPHABETIC: break;
    case BASELINE_MIDDLE: return size * 0.26;
    case BASELINE_CENTRAL: return size * 0.34;
    case BASELINE_HANGING: return size * 0.74;
    case BASELINE_TOP: return size * 0.9;
    case BASELINE_BOTTOM: return -size * 0.22;
    }
    return 0;
}

static struct matrix matrix_of_stretch(const struct stretch *stretch)
{
    double turn = stretch->degrees * PI / 180, c = cos(turn), s = sin(turn);
    double y = stretch->at.y + baseline_offset(stretch->look) - stretch->look->shift;
    struct matrix own = {c, s, -s, c, stretch->at.x, y};
    return matrix_join(own, matrix_scale(stretch->factor, 1));
}

/* What is seen of it where it will stand; NULL: along a path, which may lead anywhere. */
static const struct sight *sight_of(const struct stretch *stretch,
                                    const struct frame *frame, struct sight *out)
{
    struct matrix own = matrix_join(frame->matrix, matrix_of_stretch(stretch));
    double pen = stretch->look->stroke_width * matrix_factor(own);
    *out = (struct sight){matrix_join(own, matrix_move(stretch->indent, 0)), frame->seen};
    out->bounds.left -= pen;
    out->bounds.top -= pen;
    out->bounds.right += pen;
    out->bounds.bottom += pen;
    return stretch->along ? NULL : out;
}

/* Its outline, from (0, 0) on. */
static void set_stretch(struct letters *letters, struct stretch *stretch,
                        const struct frame *frame)
{
    struct builder *builder = letters->builder;
    struct str rest = solid_text_of(letters, stretch);
    struct text_style style = style_of(letters, stretch);
    struct text_span span = {.style = &style, .text = rest, .of.place = builder->place};
    double size = stretch->look->font_size;
    struct sight sight;
    stretch->outline = outline_take(builder);
    if (!stretch->outline || !svg_spend(builder->tree, rest.len)) {
        return;
    }
    if (rest.len) {
        set_line(builder, &span, size / SIZE, stretch->indent,
                 sight_of(stretch, frame, &sight), stretch->outline);
    }
    if (stretch->look->underline) {
        add_rule(stretch->outline, stretch->indent, stretch->width, size * 0.11, size / 20);
    }
    if (stretch->look->strike) {
        add_rule(stretch->outline, stretch->indent, stretch->width, -size * 0.28,
                 size / 20);
    }
}

/* Puts the outline where it is to stand. False: along a path that is not there. */
static bool move_outline(struct letters *letters, struct stretch *stretch)
{
    struct builder *builder = letters->builder;
    struct outline *placed = outline_take(builder);
    struct track track;
    bool there = placed && stretch->outline;
    if (there) {
        outline_add(placed, stretch->outline, matrix_of_stretch(stretch));
    }
    if (there && stretch->along) {
        there = track_make(builder, stretch->along, &letters->measure, &track);
        if (there) {
            track_bend(&track, placed);
        }
    }
    outline_give_back(builder, stretch->outline);
    stretch->outline = placed;
    return there && placed->verb_count > 0;
}

static void paint_stretches(struct letters *letters, const struct frame *frame)
{
    struct bounds bounds = BOUNDS_EMPTY;
    for (size_t i = 0; i < letters->count; i++) {
        struct stretch *stretch = &letters->items[i];
        stretch->shown = move_outline(letters, stretch);
        if (stretch->shown) {
            bounds_add_bounds(&bounds, outline_bounds(stretch->outline, MATRIX_IDENTITY));
        }
    }
    for (size_t i = 0; i < letters->count; i++) {
        struct stretch *stretch = &letters->items[i];
        if (stretch->shown) {
            struct frame own = *frame;
            own.look = *stretch->look;
            build_outline(letters->builder, &own, stretch->outline, bounds);
        }
        outline_give_back(letters->builder, stretch->outline);
    }
}

void build_text(struct builder *builder, const struct frame *frame, struct svg_node *node)
{
    struct letters letters = {.builder = builder,
                              .measure = frame->measure,
                              .text = {.kept_in = builder->scratch}};
    if (builder->engine && letters_gather(&letters, &frame->look, node)) {
        for (size_t i = 0; i < letters.stretched_count; i++) {
            fit_length(&letters, &letters.stretched[i]);
        }
        for (size_t i = 0; i < letters.count && building_goes_on(builder); i++) {
            measure_stretch(&letters, &letters.items[i]);
        }
        place_stretches(&letters);
        for (size_t i = 0; i < letters.count && building_goes_on(builder); i++) {
            set_stretch(&letters, &letters.items[i], frame);
        }
        paint_stretches(&letters, frame);
    }
    buf_clear(&letters.text);
}
