/* Clips, masks and opacity. One path, or paths that do not touch, clip as a path; others
 * become a mask, for where paths of opposite directions meet they would cancel out. */
#include "drawing/build.h"

bool look_has_effects(const struct look *look)
{
    return look->clip || look->mask || look->opacity < 1 || look->isolated ||
           look->blend != BLEND_NORMAL;
}

/* Groups */

/* An alpha that one op can have by itself, without overlapping itself. */
static bool fold_alpha(struct builder *builder, struct ops_list *own, double alpha)
{
    struct drawing_op *op = own->items;
    if (own->count != 1 || op->kind != DRAWING_PATH ||
        (op->stroke && op->fill.kind != PAINT_NONE)) {
        return false;
    }
    op->fill.alpha *= alpha;
    if (op->stroke) {
        struct drawing_stroke *stroke = ARENA_NEW(builder->arena, struct drawing_stroke);
        if (stroke) {
            *stroke = *op->stroke;
            stroke->paint.alpha *= alpha;
            op->stroke = stroke;
        }
    }
    return true;
}

static void wrap_group(struct builder *builder, struct ops_list *own,
                       struct drawing_group group)
{
    struct drawing_group *kept = ARENA_NEW(builder->arena, struct drawing_group);
    struct ops_list wrapped = {0};
    if (kept) {
        *kept = group;
        kept->ops = ops_of(own);
        struct drawing_op op = {.kind = DRAWING_GROUP, .group = kept};
        ops_add(builder, &wrapped, &op);
    }
    *own = wrapped;
}

static void wrap_clip(struct builder *builder, struct ops_list *own,
                      const struct outline *outline, struct matrix matrix, bool even_odd)
{
    struct drawing_op op = {.kind = DRAWING_CLIP, .even_odd = even_odd, .ops = ops_of(own)};
    struct ops_list wrapped = {0};
    if (svg_spend(builder->tree, outline->verb_count) &&
        outline_bake(outline, matrix, builder->arena, &op.path)) {
        ops_add(builder, &wrapped, &op);
    }
    *own = wrapped;
}

static void add_all(struct builder *builder, const struct ops_list *own,
                    struct ops_list *out)
{
    for (size_t i = 0; i < own->count; i++) {
        ops_add(builder, out, &own->items[i]);
    }
}

void build_clipped(struct builder *builder, struct bounds bounds, struct matrix matrix,
                   struct ops_list *own, struct ops_list *out)
{
    struct matrix inverse;
    struct bounds reach = BOUNDS_EMPTY;
    bool flat = !matrix_invert(matrix, &inverse);
    bool stroked = false;
    for (size_t i = 0; i < own->count; i++) {
        stroked = stroked || own->items[i].kind != DRAWING_PATH || own->items[i].stroke;
    }
    if (!flat && !stroked) {
        reach = ops_bounds(builder, ops_of(own), inverse);
    }
    double slack = (bounds.right - bounds.left + bounds.bottom - bounds.top) * 1e-5;
    bool inside = !flat && !stroked && reach.left >= bounds.left - slack &&
                  reach.top >= bounds.top - slack && reach.right <= bounds.right + slack &&
                  reach.bottom <= bounds.bottom + slack;
    struct outline *outline = inside || flat ? NULL : outline_take(builder);
    if (outline && own->count) {
        outline_rectangle(outline, bounds, 0, 0);
        wrap_clip(builder, own, outline, matrix, false);
    }
    outline_give_back(builder, outline);
    add_all(builder, own, out);
}

/* Clips */

/* What a clip path shows: all its paths, each in the clips of its own. */
static void build_clip_content(struct builder *builder, const struct frame *frame,
                               struct svg_node *clip, struct bounds bounds,
                               struct ops_list *out)
{
    struct frame inside = *frame, own;
    inside.look = look_in_place(builder, clip, &frame->measure);
    (void)frame_enter(builder, &inside, clip, &own);
    inside.matrix = own.matrix;
    if (is_by_bounds(clip, NAME_CLIP_PATH_UNITS, false)) {
        inside.matrix = matrix_join(inside.matrix, matrix_of_bounds(bounds));
        inside.measure.width = inside.measure.height = 1;
    }
    inside.ops = out;
    bool outside = builder->clipping;
    builder->clipping = true;
    build_children(builder, &inside, clip);
    builder->clipping = outside;
}

static bool are_apart(struct bounds a, struct bounds b)
{
    return a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;
}

#define APART_MOST 64 /* paths that are compared with each other */

static bool is_one_path(struct builder *builder, const struct ops_list *list)
{
    struct bounds seen[APART_MOST];
    bool one = list->count <= APART_MOST;
    for (size_t i = 0; i < list->count && one; i++) {
        struct drawing_ops ops = {&list->items[i], 1};
        seen[i] = ops_bounds(builder, ops, MATRIX_IDENTITY);
        one = list->items[i].kind == DRAWING_PATH &&
              list->items[i].even_odd == list->items[0].even_odd;
        for (size_t k = 0; k < i && one; k++) {
            one = are_apart(seen[i], seen[k]);
        }
    }
    return one;
}

static bool join_paths(struct builder *builder, const struct ops_list *list,
                       struct drawing_path *out)
{
    size_t verbs = 0, coordinates = 0;
    for (size_t i = 0; i < list->count; i++) {
        verbs += list->items[i].path.verb_count;
        coordinates += list->items[i].path.coordinate_count;
    }
    if (!svg_spend(builder->tree, verbs)) {
        return false;
    }
    uint8_t *all_verbs = ARENA_ARRAY(builder->arena, uint8_t, verbs);
    float *all = ARENA_ARRAY(builder->arena, float, coordinates);
    *out = (struct drawing_path){all_verbs, 0, all, 0};
    for (size_t i = 0; i < list->count && all_verbs && all; i++) {
        const struct drawing_path *path = &list->items[i].path;
        memcpy(all_verbs + out->verb_count, path->verbs, path->verb_count);
        memcpy(all + out->coordinate_count, path->coordinates,
               path->coordinate_count * sizeof *all);
        out->verb_count += path->verb_count;
        out->coordinate_count += path->coordinate_count;
    }
    return all_verbs && all;
}

static void apply_clip(struct builder *builder, const struct frame *frame,
                       struct svg_node *clip, struct bounds bounds, struct ops_list *own)
{
    struct ops_list content = {0}, wrapped = {0};
    if (clip->busy || builder->depth >= DRAWING_DEPTH_LIMIT) {
        return;
    }
    clip->busy = true;
    builder->depth++;
    build_clip_content(builder, frame, clip, bounds, &content);
    struct look look = look_in_place(builder, clip, &frame->measure);
    if (look.clip && look.clip != clip) {
        apply_clip(builder, frame, look.clip, bounds, own);
    }
    builder->depth--;
    clip->busy = false;
    struct drawing_op op = {.kind = DRAWING_CLIP, .ops = ops_of(own)};
    if (is_one_path(builder, &content)) {
        op.even_odd = content.count && content.items[0].even_odd;
        if (content.count && join_paths(builder, &content, &op.path)) {
            ops_add(builder, &wrapped, &op); /* without any path nothing is shown */
        }
        *own = wrapped;
    } else {
        wrap_group(builder, own,
                   (struct drawing_group){.alpha = 1,
                                          .masked = true,
                                          .mask_is_alpha = true,
                                          .mask = ops_of(&content)});
    }
}

/* Masks */

static const double mask_region[4] = {-0.1, -0.1, 1.2, 1.2};

static void apply_mask(struct builder *builder, const struct frame *frame,
                       struct bounds bounds, struct drawing_group *group,
                       struct ops_list *own)
{
    struct svg_node *mask = frame->look.mask;
    struct ops_list content = {0}, clipped = {0};
    struct frame inside = *frame;
    bool by_bounds = is_by_bounds(mask, NAME_MASK_UNITS, true);
    struct bounds region = region_of(mask, by_bounds, bounds, &frame->measure, mask_region);
    inside.look = look_in_place(builder, mask, &frame->measure);
    if (is_by_bounds(mask, NAME_MASK_CONTENT_UNITS, false)) {
        inside.matrix = matrix_join(frame->matrix, matrix_of_bounds(bounds));
        inside.measure.width = inside.measure.height = 1;
    }
    inside.ops = &content;
    mask->busy = true;
    builder->depth++;
    build_children(builder, &inside, mask);
    builder->depth--;
    mask->busy = false;
    group->masked = true;
    group->mask_is_alpha = str_is(svg_value(mask, NAME_MASK_TYPE), "alpha");
    group->mask = ops_of(&content);
    build_clipped(builder, region, frame->matrix, own, &clipped);
    *own = clipped;
}

/* All of it */

void build_effects(struct builder *builder, const struct frame *frame, struct ops_list *own,
                   struct ops_list *out)
{
    const struct look *look = &frame->look;
    struct drawing_group group = {
        .alpha = look->opacity, .blend = look->blend, .isolated = look->isolated};
    struct bounds bounds = {0, 0, 0, 0};
    struct matrix inverse;
    if (look->opacity <= 0 || own->count == 0 || !building_goes_on(builder)) {
        return;
    }
    if ((look->mask || look->clip) && matrix_invert(frame->matrix, &inverse)) {
        bounds = ops_bounds(builder, ops_of(own), inverse);
    }
    if (look->clip) {
        apply_clip(builder, frame, look->clip, bounds, own);
    }
    if (builder->clipping) {
        add_all(builder, own, out);
        return;
    }
    if (look->mask && !look->mask->busy && builder->depth < DRAWING_DEPTH_LIMIT) {
        apply_mask(builder, frame, bounds, &group, own);
    }
    bool whole = group.masked || group.isolated || group.blend != BLEND_NORMAL;
    if (whole || (group.alpha < 1 && !fold_alpha(builder, own, group.alpha))) {
        wrap_group(builder, own, group);
    }
    add_all(builder, own, out);
}
