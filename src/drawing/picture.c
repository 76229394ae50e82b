/* Pictures within a drawing: data: addresses of what image/ can decode, or of a drawing.
 * What is not in the file is not loaded, as no browser does for a drawing that is shown as
 * a picture. */
#include "drawing/build.h"

#include "base/data_address.h"
#include "base/deflate.h"
#include "image/image.h"

#define DOCUMENTS_MOST 4 /* drawings within each other */

/* What is wrong with it is told of the drawing as a whole. */
static const struct image_data *decode(struct builder *builder, struct str bytes)
{
    struct image_data *image = ARENA_NEW(builder->arena, struct image_data);
    struct deflater *deflater = deflater_new(DEFLATE_LEVEL);
    struct report *quiet = report_new();
    struct image_size all = {0};
    bool ok = image && deflater && quiet &&
              image_decode_packed(builder->arena, bytes, all, builder->place, deflater,
                                  image, quiet);
    if (!deflater || !quiet || report_has_system_error(quiet)) {
        builder->arena->failed = true;
    }
    report_free(quiet);
    if (deflater) {
        deflater_free(deflater);
    }
    return ok ? image : NULL;
}

/* A drawing within the drawing; the work of both is counted as one. */
static void read_drawing(struct builder *builder, struct svg_node *node, struct str bytes)
{
    struct svg_tree *tree = ARENA_NEW(builder->scratch, struct svg_tree);
    if (!tree || builder->documents >= DOCUMENTS_MOST) {
        return;
    }
    size_t given = builder->tree->steps_left;
    if (tree_read(builder->scratch, bytes, false, given, tree) == SVG_READ) {
        node->drawing = tree;
    }
    builder->tree->steps_left = tree->steps_left < given ? tree->steps_left : given;
}

/* The picture of the node, a drawing or an image, once; false: it has none. */
static bool find_picture(struct builder *builder, struct svg_node *node)
{
    struct str bytes;
    if (!node->image_tried) {
        node->image_tried = true;
        if (!data_address_read(builder->arena, svg_value(node, NAME_HREF), &bytes)) {
            return false;
        }
        if (drawing_is(bytes)) {
            read_drawing(builder, node, bytes);
        } else {
            node->image = decode(builder, bytes);
        }
    }
    return node->image || node->drawing;
}

static void add_drawing(struct builder *builder, struct svg_tree *tree,
                        struct matrix matrix, struct ops_list *out)
{
    size_t given = builder->tree->steps_left;
    struct ops_list own = {0};
    struct bounds bounds = {0, 0, 0, 0};
    tree_size(tree, &bounds.right, &bounds.bottom);
    tree->steps_left = given;
    builder->documents++;
    build_tree(builder, tree, matrix, &own);
    builder->documents--;
    builder->tree->steps_left = tree->steps_left;
    build_clipped(builder, bounds, matrix, &own, out);
}

static void add_image(struct builder *builder, const struct image_data *image,
                      struct matrix matrix, struct ops_list *out)
{
    struct drawing_op op = {
        .kind = DRAWING_IMAGE,
        .image = image,
        .matrix = matrix_join(matrix, matrix_scale(image->width, image->height)),
    };
    ops_add(builder, out, &op);
}

/* The sides that are given; one that is not follows from the picture's own. */
static struct bounds place_of(const struct svg_node *node, const struct measure *measure,
                              double own_width, double own_height)
{
    double x = node_length(node, NAME_X, measure, AXIS_X, 0);
    double y = node_length(node, NAME_Y, measure, AXIS_Y, 0);
    double width = node_length(node, NAME_WIDTH, measure, AXIS_X, -1);
    double height = node_length(node, NAME_HEIGHT, measure, AXIS_Y, -1);
    double ratio = own_width / own_height;
    width = width < 0 ? height < 0 ? own_width : height * ratio : width;
    height = height < 0 ? width / ratio : height;
    return (struct bounds){x, y, x + width, y + height};
}

void build_picture(struct builder *builder, const struct frame *frame,
                   struct svg_node *node)
{
    if (!frame->look.visible || builder->clipping) {
        return;
    }
    if (!find_picture(builder, node)) {
        builder->lacks[LACK_PICTURE] = true;
        return;
    }
    struct view_box box = {.present = true};
    if (node->drawing) {
        tree_size(node->drawing, &box.width, &box.height);
    } else {
        box.width = node->image->width;
        box.height = node->image->height;
    }
    struct bounds bounds = place_of(node, &frame->measure, box.width, box.height);
    if (!(bounds.right > bounds.left) || !(bounds.bottom > bounds.top)) {
        return;
    }
    struct matrix matrix = matrix_join(frame->matrix, view_matrix(node, box, bounds));
    bool slice = str_ends(svg_value(node, NAME_PRESERVE_ASPECT_RATIO), "slice");
    struct ops_list own = {0}, *out = slice ? &own : frame->ops;
    if (node->drawing) {
        add_drawing(builder, node->drawing, matrix, out);
    } else {
        add_image(builder, node->image, matrix, out);
    }
    if (slice) {
        build_clipped(builder, bounds, frame->matrix, &own, frame->ops);
    }
}
