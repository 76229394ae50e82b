/* The front door: a file's bytes to a tree, the tree to ops, and what is said of both. */
#include "drawing/drawing.h"

#include "base/budget.h"
#include "base/deflate.h"
#include "base/utf8.h"
#include "drawing/build.h"

#define DEFAULT_WIDTH 300 /* CSS 2.1, 10.3.2 */
#define DEFAULT_HEIGHT 150
#define SIDE_MOST 1e5 /* of the natural size; larger ones keep their ratio */

static bool is_packed(struct str bytes)
{
    return str_starts(bytes, "\x1f\x8b");
}

/* Behind white space, a byte order mark, comments, instructions and a document type. */
static struct str skip_prolog(struct str text)
{
    text = utf8_without_mark(text);
    for (;;) {
        text = str_trim_left(text);
        const char *end = str_starts(text, "<!--")        ? "-->"
                          : str_starts(text, "<?")        ? "?>"
                          : str_starts(text, "<!DOCTYPE") ? ">"
                                                          : NULL;
        size_t found = end ? str_find(text, str_from(end), 2) : STR_NONE;
        if (found == STR_NONE) {
            return text;
        }
        size_t bracket = str_find_byte(str_sub(text, 0, found), '[', 0);
        if (*end == '>' && bracket != STR_NONE) {
            found = str_find(text, STR("]"), bracket);
            found = found == STR_NONE ? STR_NONE : str_find(text, STR(">"), found);
        }
        text = found == STR_NONE ? (struct str){0} : str_skip(text, found + strlen(end));
    }
}

static bool begins_as_svg(struct str text)
{
    text = skip_prolog(text);
    if (!str_starts(text, "<")) {
        return false;
    }
    size_t end = 1;
    while (end < text.len && (ascii_is_alnum(text.ptr[end]) || text.ptr[end] == ':')) {
        end++;
    }
    struct str name = str_sub(text, 1, end);
    size_t colon = str_find_byte(name, ':', 0);
    return str_is(colon == STR_NONE ? name : str_skip(name, colon + 1), "svg");
}

bool drawing_is(struct str bytes)
{
    return is_packed(bytes) || str_starts(bytes, "\xFE\xFF\0<") ||
           str_starts(bytes, "\xFF\xFE<") || begins_as_svg(bytes);
}

/* Sizes */

/* A side that is given in itself, not as a part of something; or 0. */
static double given_side(const struct svg_node *root, enum svg_name name)
{
    static const struct measure measure = {16, 0, 0};
    struct str value = svg_value(root, name);
    double side = 0;
    if (!value_is_percent(value)) {
        (void)value_length(value, &measure, AXIS_BOTH, &side);
    }
    return side > 0 ? side : 0;
}

/* As browsers have it; where there is no size at all, that of the view box. */
void tree_size(const struct svg_tree *tree, double *width, double *height)
{
    const struct svg_node *root = tree->root;
    struct view_box box = view_box_of(root);
    double ratio = box.present ? box.width / box.height : 0;
    *width = given_side(root, NAME_WIDTH);
    *height = given_side(root, NAME_HEIGHT);
    if (*width <= 0 && *height <= 0) {
        *width = box.present ? box.width : DEFAULT_WIDTH;
        *height = box.present ? box.height : DEFAULT_HEIGHT;
    } else if (*width <= 0) {
        *width = box.present ? *height * ratio : DEFAULT_WIDTH;
    } else if (*height <= 0) {
        *height = box.present ? *width / ratio : DEFAULT_HEIGHT;
    }
    double most = fmax(*width, *height) / SIDE_MOST;
    if (most > 1) {
        *width /= most;
        *height /= most;
    }
}

/* Reading: all of a drawing is of a share of the run's memory, so that one that is too
 * large is left out alone. */

static bool tell_damage(const struct svg_fault *fault, struct place place,
                        struct report *report)
{
    if (fault->line) {
        report_warning(report, place, "image-damaged",
                       "the drawing is damaged in line %zu, column %zu of its file: %s",
                       fault->line, fault->column, fault->what);
    } else {
        report_warning(report, place, "image-damaged",
                       "the drawing is damaged: its packed data ends early or contradicts "
                       "itself");
    }
    return false;
}

static bool tell(enum svg_result result, const struct svg_tree *tree, struct place place,
                 struct report *report)
{
    switch (result) {
    case SVG_READ: return true;
    case SVG_DAMAGED: return tell_damage(&tree->fault, place, report);
    case SVG_TOO_LARGE:
        report_warning(report, place, "image-too-large",
                       "the drawing is too large: it is nested deeper than %d, or takes "
                       "more than %d steps or %zu MiB of memory",
                       DRAWING_DEPTH_LIMIT, DRAWING_STEP_LIMIT,
                       (size_t)DRAWING_MEMORY_LIMIT_BYTES >> 20);
        return false;
    case SVG_NO_MEMORY: return report_out_of_memory(report);
    }
    return false;
}

enum svg_result tree_read(struct arena *arena, struct str bytes, bool head_only,
                          size_t steps, struct svg_tree *out)
{
    struct buf plain = {.kept_in = arena};
    *out = (struct svg_tree){.arena = arena, .steps_left = steps};
    if (is_packed(bytes)) {
        if (!inflate_gzip(bytes, DRAWING_LIMIT_BYTES, &plain)) {
            buf_clear(&plain);
            return arena_failed(arena) ? SVG_NO_MEMORY : SVG_DAMAGED;
        }
        bytes = arena_take(arena, &plain);
    }
    enum svg_result result = arena_failed(arena) ? SVG_NO_MEMORY
                             : bytes.len > DRAWING_LIMIT_BYTES
                                 ? SVG_TOO_LARGE
                                 : svg_tree_read(arena, bytes, head_only, steps, out);
    if (result == SVG_READ && !svg_tree_style(out)) {
        result = arena_failed(arena) ? SVG_NO_MEMORY : SVG_TOO_LARGE;
    }
    return result;
}

static struct str tell_lacks(struct builder *builder)
{
    static const char *const names[LACK_COUNT] = {
        [LACK_FILTER] = "filters",
        [LACK_HTML] = "parts in HTML",
        [LACK_ANIMATION] = "animation",
        [LACK_PICTURE] = "pictures that it does not hold itself, or that are damaged",
        [LACK_FACE] = "embedded faces",
        [LACK_CLIP] = "clipping by shapes of CSS",
        [LACK_VERTICAL] = "writing from top to bottom",
        [LACK_RULES] = "newer kinds of style rules",
    };
    struct buf out = {.kept_in = builder->arena};
    size_t left = 0;
    for (size_t i = 0; i < LACK_COUNT; i++) {
        left += builder->lacks[i];
    }
    for (size_t i = 0; i < LACK_COUNT; i++) {
        if (builder->lacks[i]) {
            left--;
            buf_add_text(&out, names[i]);
            buf_add_text(&out, left > 1 ? ", " : left == 1 ? " and " : "");
        }
    }
    return arena_take(builder->arena, &out);
}

static void paint_ground(struct builder *builder, const struct frame *frame,
                         struct bounds bounds)
{
    const struct svg_node *root = builder->tree->root;
    struct color color;
    struct outline *outline = outline_take(builder);
    if (outline && (value_color(svg_value(root, NAME_BACKGROUND_COLOR), &color) ||
                    value_color(svg_value(root, NAME_BACKGROUND), &color))) {
        struct frame own = *frame;
        own.look.fill = (struct ink){.kind = INK_COLOR, .color = color};
        own.look.stroke.kind = INK_NONE;
        outline_rectangle(outline, bounds, 0, 0);
        build_outline(builder, &own, outline, bounds);
    }
    outline_give_back(builder, outline);
}

void build_tree(struct builder *builder, struct svg_tree *tree, struct matrix matrix,
                struct ops_list *ops)
{
    struct svg_tree *outer = builder->tree;
    struct svg_node *root = tree->root;
    struct view_box box = view_box_of(root);
    struct ops_list own = {0};
    double width, height;
    tree_size(tree, &width, &height);
    struct bounds bounds = {0, 0, width, height};
    struct frame frame = {.look = look_initial(),
                          .matrix = matrix,
                          .seen = bounds_map(bounds, matrix),
                          .ops = &own};
    frame.measure = (struct measure){16, box.present ? box.width : width,
                                     box.present ? box.height : height};
    builder->tree = tree;
    frame.look = look_of(tree, &frame.look, root, &frame.measure);
    frame.measure.font_size = frame.look.font_size;
    builder->lacks[LACK_FILTER] = builder->lacks[LACK_FILTER] || frame.look.filtered;
    if (frame.look.displayed && !root->busy) {
        root->busy = true;
        paint_ground(builder, &frame, bounds);
        frame.matrix = matrix_join(matrix, view_matrix(root, box, bounds));
        build_children(builder, &frame, root);
        build_effects(builder, &frame, &own, ops);
        root->busy = false;
    }
    for (size_t i = 0; i < LACK_COUNT; i++) {
        builder->lacks[i] = builder->lacks[i] || tree->lacks[i];
    }
    builder->tree = outer;
}

static enum svg_result build(struct builder *builder, struct drawing *out)
{
    struct ops_list ops = {0};
    tree_size(builder->tree, &out->width, &out->height);
    out->keeps_shape = view_keeps_shape(builder->tree->root, &out->align_x, &out->align_y);
    build_tree(builder, builder->tree, MATRIX_IDENTITY, &ops);
    out->ops = ops_of(&ops);
    out->lacks = tell_lacks(builder);
    return arena_failed(builder->arena) || arena_failed(builder->scratch) ? SVG_NO_MEMORY
           : builder->tree->steps_left == 0                               ? SVG_TOO_LARGE
                                                                          : SVG_READ;
}

bool drawing_read(struct arena *arena, struct text_engine *engine, struct str bytes,
                  struct place place, struct drawing *out, struct report *report)
{
    struct budget share = {.limit_bytes = DRAWING_MEMORY_LIMIT_BYTES,
                           .whole = arena->budget};
    struct arena scratch, kept;
    struct svg_tree tree;
    *out = (struct drawing){0};
    arena_init_within(&scratch, 0, &share);
    arena_init_within(&kept, 0, &share);
    struct builder builder = {.arena = &kept,
                              .scratch = &scratch,
                              .tree = &tree,
                              .engine = engine,
                              .report = report,
                              .place = place};
    enum svg_result result = tree_read(&scratch, bytes, false, DRAWING_STEP_LIMIT, &tree);
    if (result == SVG_READ) {
        result = build(&builder, out);
    }
    if (result == SVG_NO_MEMORY && share.crossed) {
        result = SVG_TOO_LARGE;
    }
    if (result == SVG_READ) {
        arena_adopt(arena, &kept);
    }
    arena_clear(&kept);
    arena_clear(&scratch);
    if (tell(result, &tree, place, report) && out->lacks.len) {
        report_warning(report, place, "image-svg-part",
                       "the drawing is shown without its %.*s", STR_ARG(out->lacks));
    }
    return result == SVG_READ;
}

bool drawing_measure(struct str bytes, struct place place, double *width, double *height,
                     struct report *report)
{
    struct arena scratch;
    struct svg_tree tree;
    arena_init(&scratch, 0);
    enum svg_result result = tree_read(&scratch, bytes, true, DRAWING_STEP_LIMIT, &tree);
    if (result == SVG_READ) {
        tree_size(&tree, width, height);
    }
    arena_clear(&scratch);
    return tell(result, &tree, place, report);
}

bool drawing_is_sound(struct str bytes, struct place place, struct report *report)
{
    struct arena scratch;
    struct svg_tree tree;
    arena_init(&scratch, 0);
    enum svg_result result = tree_read(&scratch, bytes, false, DRAWING_STEP_LIMIT, &tree);
    arena_clear(&scratch);
    return tell(result, &tree, place, report);
}
