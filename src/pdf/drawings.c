/* Drawings as form XObjects (ISO 32000-1, 8.10): the longer side of a drawing has 2,000
 * units, and paths are exact to a tenth of one. With more units Poppler would take small
 * drawings for flat: it paints no shading where one is below a thousandth of a dot. What is
 * painted as one is a transparency group; masks are soft masks. A form's space is the unit
 * square, as an image's is, so that pages place both alike. */
#include "pdf/drawing_parts.h"

#include "image/image.h"

#define LONGER_SIDE 2000.0
#define DECIMALS 1

/* Numbers */

void canvas_add_number(struct buf *out, double value, int decimals)
{
    static const int64_t powers[] = {1,      10,      100,      1000,      10000,
                                     100000, 1000000, 10000000, 100000000, 1000000000};
    double scaled = fmin(fmax(value, -2e9), 2e9) * (double)powers[decimals];
    int64_t whole = (int64_t)floor(fabs(scaled) + 0.5);
    if (value < 0 && whole) {
        buf_add_byte(out, '-');
    }
    int64_t before = whole / powers[decimals], behind = whole % powers[decimals];
    if (before || !behind) {
        buf_add_unsigned(out, (uint64_t)before);
    }
    if (behind) {
        buf_add_byte(out, '.');
        for (int64_t power = powers[decimals] / 10; behind; power /= 10) {
            buf_add_byte(out, (char)('0' + behind / power));
            behind %= power;
        }
    }
}

/* Six digits that count, for what others are multiplied with. */
static void add_factor(struct buf *out, double value)
{
    double size = fabs(value);
    canvas_add_number(out, value, size >= 1000 ? 2 : size >= 10 ? 4 : 6);
}

void canvas_add_matrix(struct buf *out, struct matrix m)
{
    const double values[6] = {m.a, m.b, m.c, m.d, m.e, m.f};
    for (size_t i = 0; i < 6; i++) {
        buf_add_text(out, i ? " " : "");
        i < 4 ? add_factor(out, values[i]) : canvas_add_number(out, values[i], 3);
    }
}

/* Canvases */

struct canvas canvas_begin(struct drawing_writer *drawings, struct matrix units,
                           struct bounds bounds)
{
    struct arena *arena = pdf_arena(drawings->writer);
    return (struct canvas){.drawings = drawings,
                           .inks = pdf_inks(drawings->writer),
                           .content = {.kept_in = arena},
                           .states = {.kept_in = arena},
                           .patterns = {.kept_in = arena},
                           .shadings = {.kept_in = arena},
                           .objects = {.kept_in = arena},
                           .units = units,
                           .bounds = bounds};
}

void canvas_clear(struct canvas *canvas)
{
    buf_clear(&canvas->content);
    buf_clear(&canvas->states);
    buf_clear(&canvas->patterns);
    buf_clear(&canvas->shadings);
    buf_clear(&canvas->objects);
}

static void add_resource(struct buf *out, const char *kind, const struct buf *named)
{
    if (named->len) {
        buf_add_format(out, "/%s<<%.*s>>", kind, STR_ARG(buf_str(named)));
    }
}

void canvas_add_resources(const struct canvas *canvas, struct buf *out)
{
    buf_add_text(out, "/Resources<<");
    add_resource(out, "ExtGState", &canvas->states);
    add_resource(out, "Pattern", &canvas->patterns);
    add_resource(out, "Shading", &canvas->shadings);
    add_resource(out, "XObject", &canvas->objects);
    buf_add_text(out, ">>");
}

void canvas_add_bounds(struct buf *out, struct bounds bounds)
{
    const double sides[4] = {bounds.left, bounds.top, bounds.right, bounds.bottom};
    for (size_t i = 0; i < 4; i++) {
        buf_add_text(out, i ? " " : "");
        canvas_add_number(out, sides[i], 2);
    }
}

pdf_ref canvas_end(struct canvas *canvas, struct str more)
{
    struct pdf_writer *writer = canvas->drawings->writer;
    struct buf out = {.kept_in = pdf_arena(writer)};
    pdf_ref ref = pdf_reserve(writer);
    buf_add_text(&out, "/Type/XObject/Subtype/Form/BBox[");
    canvas_add_bounds(&out, canvas->bounds);
    buf_add_format(&out, "]/Group<</S/Transparency/CS/%s/I true>>",
                   inks_space(canvas->inks));
    buf_add(&out, more);
    canvas_add_resources(canvas, &out);
    pdf_set_stream(writer, ref, buf_str(&out), buf_str(&canvas->content), false);
    buf_clear(&out);
    canvas_clear(canvas);
    return ref;
}

void canvas_set_state(struct canvas *canvas, struct str entries)
{
    buf_add_format(&canvas->states, "/G%zu<<%.*s>>", canvas->state_count, STR_ARG(entries));
    buf_add_format(&canvas->content, "/G%zu gs\n", canvas->state_count++);
}

/* By thousandths, each a state that bears its number. */
void canvas_set_alpha(struct canvas *canvas, double alpha, bool stroke)
{
    unsigned thousandths = (unsigned)(fmin(fmax(alpha, 0), 1) * 1000 + 0.5);
    const char *key = stroke ? "CA" : "ca";
    uint8_t *bits = &canvas->alphas[stroke][thousandths / 8];
    uint8_t bit = (uint8_t)(1U << thousandths % 8);
    if (thousandths == 1000) {
        return;
    }
    if (!(*bits & bit)) {
        *bits |= bit;
        buf_add_format(&canvas->states, "/%s%u<</%s ", key, thousandths, key);
        canvas_add_number(&canvas->states, alpha, 3);
        buf_add_text(&canvas->states, ">>");
    }
    buf_add_format(&canvas->content, "/%s%u gs\n", key, thousandths);
}

static void paint_object(struct canvas *canvas, pdf_ref object)
{
    buf_add_format(&canvas->objects, "/X%zu ", canvas->object_count);
    pdf_add_ref(&canvas->objects, object);
    buf_add_format(&canvas->content, "/X%zu Do\n", canvas->object_count++);
}

/* Paths */

static struct point written(const struct canvas *canvas, const float *xy,
                            const struct matrix *inverse)
{
    struct point p =
        matrix_apply(canvas->units, (struct point){(double)xy[0], (double)xy[1]});
    return inverse ? matrix_apply(*inverse, p) : p;
}

static void add_points(struct canvas *canvas, const float *from, size_t count, int decimals,
                       const struct matrix *inverse)
{
    for (size_t i = 0; i < count; i++) {
        struct point p = written(canvas, from + 2 * i, inverse);
        canvas_add_number(&canvas->content, p.x, decimals);
        buf_add_byte(&canvas->content, ' ');
        canvas_add_number(&canvas->content, p.y, decimals);
        buf_add_byte(&canvas->content, ' ');
    }
}

static void add_path(struct canvas *canvas, const struct drawing_path *path,
                     const struct matrix *inverse)
{
    static const char operators[] = "mlch";
    static const size_t points[] = {1, 1, 3, 0};
    const float *from = path->coordinates;
    for (size_t i = 0; i < path->verb_count; i++) {
        size_t count = points[path->verbs[i]];
        add_points(canvas, from, count, inverse ? 3 : DECIMALS, inverse);
        from += 2 * count;
        buf_add_byte(&canvas->content, operators[path->verbs[i]]);
        buf_add_byte(&canvas->content, '\n');
    }
}

static void add_dashes(struct canvas *canvas, const struct drawing_stroke *stroke,
                       double factor)
{
    buf_add_byte(&canvas->content, '[');
    for (size_t i = 0; i < stroke->dash_count; i++) {
        canvas_add_number(&canvas->content, stroke->dashes[i] * factor, 2);
        buf_add_byte(&canvas->content, ' ');
    }
    buf_add_byte(&canvas->content, ']');
    /* PDF's phase is not below 0 */
    double whole = 0, from = stroke->dash_offset;
    for (size_t i = 0; i < stroke->dash_count; i++) {
        whole += stroke->dashes[i] * (stroke->dash_count % 2 ? 2 : 1);
    }
    from = from < 0 ? from + ceil(-from / whole) * whole : from;
    canvas_add_number(&canvas->content, from * factor, 2);
    buf_add_text(&canvas->content, " d ");
}

static void set_pen(struct canvas *canvas, const struct drawing_stroke *stroke,
                    double factor)
{
    struct buf *out = &canvas->content;
    canvas_add_number(out, stroke->width * factor, factor < 10 ? 3 : 2);
    buf_add_text(out, " w ");
    if (stroke->cap != CAP_BUTT) {
        buf_add_format(out, "%d J ", stroke->cap == CAP_ROUND ? 1 : 2);
    }
    if (stroke->join != JOIN_MITER) {
        buf_add_format(out, "%d j ", stroke->join == JOIN_ROUND ? 1 : 2);
    }
    if (stroke->join == JOIN_MITER && stroke->miter_limit != 10) {
        canvas_add_number(out, stroke->miter_limit, 2);
        buf_add_text(out, " M ");
    }
    if (stroke->dash_count) {
        add_dashes(canvas, stroke, factor);
    }
}

/* With a pen that is no circle: the path before its map, under it. */
static void stroke_mapped(struct canvas *canvas, const struct drawing_op *op)
{
    struct matrix linear = canvas->units, inverse;
    linear.e = linear.f = 0;
    struct matrix pen = matrix_join(linear, op->stroke->pen);
    if (!matrix_invert(pen, &inverse)) {
        return;
    }
    set_pen(canvas, op->stroke, 1);
    canvas_add_matrix(&canvas->content, pen);
    buf_add_text(&canvas->content, " cm\n");
    add_path(canvas, &op->path, &inverse);
    buf_add_text(&canvas->content, "S\n");
}

/* Of a path and its stroke, whose joins reach the farthest. */
static void note_painted(struct canvas *canvas, const struct drawing_op *op, bool stroke)
{
    struct bounds bounds = BOUNDS_EMPTY;
    for (size_t i = 0; i + 1 < op->path.coordinate_count; i += 2) {
        bounds_add(&bounds, written(canvas, op->path.coordinates + i, NULL));
    }
    if (stroke) {
        double pen = op->stroke->pen_is_round
                         ? 1
                         : fabs(op->stroke->pen.a) + fabs(op->stroke->pen.b) +
                               fabs(op->stroke->pen.c) + fabs(op->stroke->pen.d);
        double reach = op->stroke->width * pen * fmax(op->stroke->miter_limit, 2) *
                       matrix_factor(canvas->units);
        bounds = (struct bounds){bounds.left - reach, bounds.top - reach,
                                 bounds.right + reach, bounds.bottom + reach};
    }
    canvas->painted = bounds;
}

static void draw_stroke(struct canvas *canvas, const struct drawing_op *op)
{
    if (paint_is_clear(&op->stroke->paint)) {
        note_painted(canvas, op, true);
    }
    buf_add_text(&canvas->content, "q ");
    if (canvas_set_paint(canvas, &op->stroke->paint, true)) {
        if (op->stroke->pen_is_round) {
            set_pen(canvas, op->stroke, matrix_factor(canvas->units));
            add_path(canvas, &op->path, NULL);
            buf_add_text(&canvas->content, "S\n");
        } else {
            stroke_mapped(canvas, op);
        }
    }
    buf_add_text(&canvas->content, "Q\n");
}

static void draw_fill(struct canvas *canvas, const struct drawing_op *op)
{
    bool clear = paint_is_clear(&op->fill) || op->fill.alpha < 1;
    uint32_t color = canvas->color;
    bool color_set = canvas->color_set;
    buf_add_text(&canvas->content, clear ? "q " : "");
    if (paint_is_clear(&op->fill)) {
        note_painted(canvas, op, false);
    }
    if (canvas_set_paint(canvas, &op->fill, false)) {
        add_path(canvas, &op->path, NULL);
        buf_add_text(&canvas->content, op->even_odd ? "f*\n" : "f\n");
    }
    if (clear) {
        buf_add_text(&canvas->content, "Q\n");
        canvas->color = color;
        canvas->color_set = color_set;
    }
}

/* Ops */

static void draw_clip(struct canvas *canvas, const struct drawing_op *op)
{
    uint32_t color = canvas->color;
    bool color_set = canvas->color_set;
    buf_add_text(&canvas->content, "q ");
    add_path(canvas, &op->path, NULL);
    buf_add_text(&canvas->content, op->even_odd ? "W* n\n" : "W n\n");
    canvas_draw(canvas, op->ops);
    buf_add_text(&canvas->content, "Q\n");
    canvas->color = color;
    canvas->color_set = color_set;
}

static pdf_ref find_image(struct drawing_writer *drawings, const struct image_data *data)
{
    for (size_t i = 0; i < drawings->image_count; i++) {
        if (drawings->images[i].data == data) {
            return drawings->images[i].ref;
        }
    }
    pdf_ref ref = image_write(drawings->writer, data);
    if (arena_grow(pdf_arena(drawings->writer), &drawings->images, drawings->image_count,
                   &drawings->image_room, sizeof *drawings->images)) {
        drawings->images[drawings->image_count++] = (struct shown_image){data, ref};
    }
    return ref;
}

/* An image's own square has its first row at the top, which is at y = 1; how its pixels lie
 * is Exif's number. */
static void draw_image(struct canvas *canvas, const struct drawing_op *op)
{
    static const struct matrix upright = {1, 0, 0, -1, 0, 1};
    static const struct matrix turns[9] = {
        MATRIX_UNIT,          MATRIX_UNIT,         {-1, 0, 0, 1, 1, 0},
        {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1}, {0, -1, -1, 0, 1, 1},
        {0, -1, 1, 0, 0, 1},  {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0}};
    uint8_t turn = op->image->orientation;
    struct matrix matrix = matrix_join(canvas->units, matrix_join(op->matrix, upright));
    matrix = matrix_join(matrix, turns[turn < 9 ? turn : 0]);
    buf_add_text(&canvas->content, "q ");
    canvas_add_matrix(&canvas->content, matrix);
    buf_add_text(&canvas->content, " cm ");
    paint_object(canvas, find_image(canvas->drawings, op->image));
    buf_add_text(&canvas->content, "Q\n");
}

static pdf_ref write_group(struct canvas *canvas, struct drawing_ops ops, struct inks inks)
{
    struct canvas inside = canvas_begin(canvas->drawings, canvas->units, canvas->bounds);
    inside.inks = inks;
    canvas_draw(&inside, ops);
    return canvas_end(&inside, (struct str){0});
}

static const char *blend_name(enum drawing_blend blend)
{
    static const char *const names[] = {
        "Normal",     "Multiply",   "Screen",    "Overlay",   "Darken",     "Lighten",
        "ColorDodge", "ColorBurn",  "HardLight", "SoftLight", "Difference", "Exclusion",
        "Hue",        "Saturation", "Color",     "Luminosity"};
    return names[blend];
}

static void draw_group(struct canvas *canvas, const struct drawing_group *group)
{
    struct buf state = {.kept_in = pdf_arena(canvas->drawings->writer)};
    if (group->alpha < 1) {
        buf_add_text(&state, "/ca ");
        canvas_add_number(&state, group->alpha, 3);
    }
    if (group->blend != BLEND_NORMAL) {
        buf_add_format(&state, "/BM/%s", blend_name(group->blend));
    }
    if (group->masked) {
        struct inks inks = canvas->inks;
        if (!group->mask_is_alpha && inks_count(inks) != 3) {
            inks = (struct inks){.kind = INKS_MASK};
        }
        pdf_ref mask = write_group(canvas, group->mask, inks);
        buf_add_format(&state, "/SMask<</Type/Mask/S/%s/G ",
                       group->mask_is_alpha ? "Alpha" : "Luminosity");
        pdf_add_ref(&state, mask);
        buf_add_text(&state, ">>");
    }
    pdf_ref form = write_group(canvas, group->ops, canvas->inks);
    buf_add_text(&canvas->content, "q ");
    if (state.len) {
        canvas_set_state(canvas, buf_str(&state));
    }
    paint_object(canvas, form);
    buf_add_text(&canvas->content, "Q\n");
    buf_clear(&state);
}

void canvas_draw(struct canvas *canvas, struct drawing_ops ops)
{
    for (size_t i = 0; i < ops.count && !pdf_failed(canvas->drawings->writer); i++) {
        const struct drawing_op *op = &ops.items[i];
        switch (op->kind) {
        case DRAWING_PATH:
            if (op->fill.kind != PAINT_NONE) {
                draw_fill(canvas, op);
            }
            if (op->stroke) {
                draw_stroke(canvas, op);
            }
            break;
        case DRAWING_CLIP: draw_clip(canvas, op); break;
        case DRAWING_GROUP: draw_group(canvas, op->group); break;
        case DRAWING_IMAGE: draw_image(canvas, op); break;
        }
    }
}

pdf_ref drawing_write(struct pdf_writer *writer, const struct drawing *drawing)
{
    struct drawing_writer drawings = {.writer = writer};
    double factor = LONGER_SIDE / fmax(drawing->width, drawing->height);
    double width = drawing->width * factor, height = drawing->height * factor;
    struct matrix units = {factor, 0, 0, -factor, 0, height};
    struct canvas canvas =
        canvas_begin(&drawings, units, (struct bounds){0, 0, width, height});
    struct buf matrix = {.kept_in = pdf_arena(writer)};
    canvas_draw(&canvas, drawing->ops);
    buf_add_text(&matrix, "/Matrix[");
    canvas_add_number(&matrix, 1 / width, 9);
    buf_add_text(&matrix, " 0 0 ");
    canvas_add_number(&matrix, 1 / height, 9);
    buf_add_text(&matrix, " 0 0]");
    pdf_ref ref = canvas_end(&canvas, buf_str(&matrix));
    buf_clear(&matrix);
    return ref;
}
