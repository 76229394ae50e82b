/* Any bytes as a drawing, and as a form of a PDF. What is to be painted must be sound:
 * paths that begin with a move and have all their coordinates, gradients whose stops never
 * fall, alphas between 0 and 1. */
#include "typesetter.h"

#include "base/deflate.h"
#include "drawing/drawing.h"
#include "pdf/parts.h"

#define NESTING_MOST 2000

static void check_path(const struct drawing_path *path)
{
    static const size_t counts[] = {2, 2, 6, 0};
    size_t coordinates = 0;
    must(path->verb_count == 0 || path->verbs[0] == DRAWING_MOVE);
    for (size_t i = 0; i < path->verb_count; i++) {
        must(path->verbs[i] <= DRAWING_CLOSE);
        coordinates += counts[path->verbs[i]];
    }
    must(coordinates == path->coordinate_count);
    for (size_t i = 0; i < coordinates; i++) {
        must(fabsf(path->coordinates[i]) <= 1e6F);
    }
}

static void check_ops(struct drawing_ops ops, size_t depth);

static void check_paint(const struct drawing_paint *paint, size_t depth)
{
    must(paint->kind == PAINT_NONE || (paint->alpha > 0 && paint->alpha <= 1));
    if (paint->kind == PAINT_GRADIENT) {
        double last = 0;
        must(paint->gradient->stop_count >= 2);
        for (size_t i = 0; i < paint->gradient->stop_count; i++) {
            const struct drawing_stop *stop = &paint->gradient->stops[i];
            must(stop->offset >= last && stop->offset <= 1 + 1e-9);
            must(stop->alpha >= 0 && stop->alpha <= 1);
            last = stop->offset;
        }
    } else if (paint->kind == PAINT_TILE) {
        must(paint->tile->cell.right > paint->tile->cell.left);
        must(paint->tile->cell.bottom > paint->tile->cell.top);
        check_ops(paint->tile->ops, depth + 1);
    }
}

static void check_stroke(const struct drawing_stroke *stroke, size_t depth)
{
    double whole = 0;
    must(stroke->width > 0 && stroke->miter_limit >= 1);
    for (size_t i = 0; i < stroke->dash_count; i++) {
        must(stroke->dashes[i] >= 0);
        whole += stroke->dashes[i];
    }
    must(stroke->dash_count == 0 || whole > 0);
    check_paint(&stroke->paint, depth);
}

static void check_ops(struct drawing_ops ops, size_t depth)
{
    must(depth < NESTING_MOST);
    for (size_t i = 0; i < ops.count; i++) {
        const struct drawing_op *op = &ops.items[i];
        check_path(&op->path);
        check_paint(&op->fill, depth);
        if (op->stroke) {
            check_stroke(op->stroke, depth);
        }
        check_ops(op->ops, depth + 1);
        if (op->kind == DRAWING_GROUP) {
            must(op->group->alpha >= 0 && op->group->alpha <= 1);
            check_ops(op->group->ops, depth + 1);
            check_ops(op->group->mask, depth + 1);
        }
    }
}

static void write_form(struct room *room, const struct drawing *drawing)
{
    struct pieces out;
    pieces_init(&out, (struct aside){0});
    struct pdf_writer *writer = pdf_writer_new(&room->arena, NULL, 1, &out, room->report);
    if (writer) {
        must(drawing_write(writer, drawing) > 0 || pdf_failed(writer));
        pdf_writer_free(writer);
    }
    pieces_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    static struct typesetter setter;
    struct place place = {.file = STR("a.svg"), .line = 1};
    struct drawing drawing;
    double width, height;
    room_enter(&room);
    struct buf dump = {.kept_in = &room.arena};
    if (drawing_read(&room.arena, open_typesetter(&setter), input(data, size), place,
                     &drawing, room.report)) {
        must(drawing.width > 0 && drawing.height > 0);
        must(drawing_measure(input(data, size), place, &width, &height, room.report));
        must(width == drawing.width && height == drawing.height);
        check_ops(drawing.ops, 0);
        drawing_dump(&drawing, &dump);
        must(is_text(buf_str(&dump)));
        write_form(&room, &drawing);
    } else {
        must(report_count(room.report, SEVERITY_WARNING) > 0 ||
             report_count(room.report, SEVERITY_ERROR) > 0);
    }
    buf_clear(&dump);
    room_leave(&room);
    return 0;
}
