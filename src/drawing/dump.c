/* Drawings as text. Numbers are rounded to hundredths, so that what people read does not
 * change with the last digits of a sine. */
#include "drawing/drawing.h"

#include "base/buf.h"

static void add_number(struct buf *out, double value)
{
    int64_t hundredths = (int64_t)floor(fmin(fabs(value), 1e12) * 100 + 0.5);
    buf_add_format(out, "%s%lld", value < 0 && hundredths ? "-" : "",
                   (long long)(hundredths / 100));
    if (hundredths % 100) {
        buf_add_format(out, hundredths % 10 ? ".%02d" : ".%d",
                       (int)(hundredths % 10 ? hundredths % 100 : hundredths % 100 / 10));
    }
}

static void add_numbers(struct buf *out, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_text(out, i ? " " : "");
        add_number(out, values[i]);
    }
}

static void add_path(struct buf *out, const struct drawing_path *path)
{
    static const char letters[] = "MLCZ";
    static const size_t counts[] = {2, 2, 6, 0};
    const float *from = path->coordinates;
    for (size_t i = 0; i < path->verb_count; i++) {
        buf_add_byte(out, letters[path->verbs[i]]);
        for (size_t k = 0; k < counts[path->verbs[i]]; k++) {
            buf_add_text(out, k ? " " : "");
            add_number(out, (double)*from++);
        }
    }
}

static void add_matrix(struct buf *out, struct matrix m)
{
    const double values[6] = {m.a, m.b, m.c, m.d, m.e, m.f};
    buf_add_text(out, "[");
    add_numbers(out, values, 6);
    buf_add_text(out, "]");
}

static void add_alpha(struct buf *out, double alpha)
{
    if (alpha < 1) {
        buf_add_text(out, "/");
        add_number(out, alpha);
    }
}

static void add_gradient(struct buf *out, const struct drawing_gradient *gradient)
{
    const double line[4] = {gradient->from.x, gradient->from.y, gradient->to.x,
                            gradient->to.y};
    const double circles[6] = {gradient->from.x, gradient->from.y, gradient->from_radius,
                               gradient->to.x,   gradient->to.y,   gradient->to_radius};
    buf_add_text(out, gradient->radial ? "radial(" : "linear(");
    add_numbers(out, gradient->radial ? circles : line, gradient->radial ? 6 : 4);
    for (size_t i = 0; i < gradient->stop_count; i++) {
        buf_add_text(out, ", ");
        add_number(out, gradient->stops[i].offset);
        buf_add_format(out, " #%06x", gradient->stops[i].color);
        add_alpha(out, gradient->stops[i].alpha);
    }
    buf_add_text(out, ")");
    add_matrix(out, gradient->matrix);
}

static void add_ops(struct buf *out, struct drawing_ops ops, int depth);

static void add_paint(struct buf *out, const char *name, const struct drawing_paint *paint)
{
    switch (paint->kind) {
    case PAINT_NONE: return;
    case PAINT_COLOR: buf_add_format(out, " %s #%06x", name, paint->color); break;
    case PAINT_GRADIENT:
        buf_add_format(out, " %s ", name);
        add_gradient(out, paint->gradient);
        break;
    case PAINT_TILE: buf_add_format(out, " %s tile", name); break;
    }
    add_alpha(out, paint->alpha);
}

static void add_stroke(struct buf *out, const struct drawing_stroke *stroke)
{
    static const char *const caps[] = {"", " round", " square"};
    static const char *const joins[] = {"", " round-join", " bevel"};
    add_paint(out, "stroke", &stroke->paint);
    buf_add_text(out, " width ");
    add_number(out, stroke->width);
    buf_add_format(out, "%s%s", caps[stroke->cap], joins[stroke->join]);
    if (stroke->miter_limit != 4) {
        buf_add_text(out, " miter ");
        add_number(out, stroke->miter_limit);
    }
    if (stroke->dash_count) {
        buf_add_text(out, " dash ");
        add_numbers(out, stroke->dashes, stroke->dash_count);
        buf_add_text(out, " from ");
        add_number(out, stroke->dash_offset);
    }
    if (!stroke->pen_is_round) {
        buf_add_text(out, " pen ");
        add_matrix(out, stroke->pen);
    }
}

static void add_tile(struct buf *out, const struct drawing_paint *paint, int depth)
{
    if (paint->kind == PAINT_TILE) {
        const struct bounds *cell = &paint->tile->cell;
        const double sides[4] = {cell->left, cell->top, cell->right, cell->bottom};
        buf_add_format(out, "%*scell ", 2 * depth, "");
        add_numbers(out, sides, 4);
        buf_add_text(out, " ");
        add_matrix(out, paint->tile->matrix);
        buf_add_text(out, "\n");
        add_ops(out, paint->tile->ops, depth + 1);
    }
}

static void add_group(struct buf *out, const struct drawing_group *group, int depth)
{
    buf_add_text(out, "group");
    add_alpha(out, group->alpha);
    buf_add_format(out, "%s", group->isolated ? " isolated" : "");
    if (group->blend != BLEND_NORMAL) {
        buf_add_format(out, " blend %d", (int)group->blend);
    }
    buf_add_text(out, "\n");
    if (group->masked) {
        buf_add_format(out, "%*s%s\n", 2 * depth + 2, "",
                       group->mask_is_alpha ? "mask by alpha" : "mask");
        add_ops(out, group->mask, depth + 2);
    }
    add_ops(out, group->ops, depth + 1);
}

static void add_op(struct buf *out, const struct drawing_op *op, int depth)
{
    buf_add_format(out, "%*s", 2 * depth, "");
    switch (op->kind) {
    case DRAWING_PATH:
        buf_add_text(out, "path ");
        add_path(out, &op->path);
        add_paint(out, "fill", &op->fill);
        buf_add_text(out, op->even_odd && op->fill.kind != PAINT_NONE ? " even-odd" : "");
        if (op->stroke) {
            add_stroke(out, op->stroke);
        }
        buf_add_text(out, "\n");
        add_tile(out, &op->fill, depth + 1);
        if (op->stroke) {
            add_tile(out, &op->stroke->paint, depth + 1);
        }
        break;
    case DRAWING_CLIP:
        buf_add_text(out, "clip ");
        add_path(out, &op->path);
        buf_add_text(out, op->even_odd ? " even-odd\n" : "\n");
        add_ops(out, op->ops, depth + 1);
        break;
    case DRAWING_GROUP: add_group(out, op->group, depth); break;
    case DRAWING_IMAGE:
        buf_add_text(out, "image ");
        add_matrix(out, op->matrix);
        buf_add_text(out, "\n");
        break;
    }
}

static void add_ops(struct buf *out, struct drawing_ops ops, int depth)
{
    for (size_t i = 0; i < ops.count; i++) {
        add_op(out, &ops.items[i], depth);
    }
}

void drawing_dump(const struct drawing *drawing, struct buf *out)
{
    const double size[2] = {drawing->width, drawing->height};
    buf_add_text(out, "drawing ");
    add_numbers(out, size, 2);
    if (drawing->lacks.len) {
        buf_add_format(out, " without %.*s", STR_ARG(drawing->lacks));
    }
    buf_add_text(out, "\n");
    add_ops(out, drawing->ops, 1);
}
