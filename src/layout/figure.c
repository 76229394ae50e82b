/* Images: scaled down to the measure and to most of a page, never up past 144 dpi.
 * What cannot be shown leaves its alternate text in a frame: nothing is lost. */
#include "layout/maker.h"

#include "base/path.h"

static struct str alternate_of(struct maker *maker, const struct node *image)
{
    if (image->text.len) {
        return image->text;
    }
    if (image->title.len) {
        return image->title;
    }
    struct str stem = path_stem(image->info);
    return stem.len ? arena_format(maker->arena, "Image %.*s", STR_ARG(stem))
                    : STR("Image");
}

static bool decode_image(struct maker *maker, const struct node *image,
                         const struct packet_file *file, size_t *index)
{
    struct image_data *data = ARENA_NEW(maker->arena, struct image_data);
    struct place place = document_place(maker->document, image->spot);
    if (!data || !image_decode(maker->arena, file->bytes, place, data, maker->report)) {
        report_hint(maker->report,
                    "the image is '%.*s'; its alternate text takes its place",
                    STR_ARG(file->source));
        return false;
    }
    if (!arena_grow(maker->arena, &maker->images, maker->image_count,
                    &maker->image_capacity, sizeof *maker->images)) {
        return false;
    }
    *index = maker->image_count;
    maker->images[maker->image_count++].data = data;
    return true;
}

/* Decoded once however often it is shown. STR_NONE: it cannot be. */
static size_t find_image(struct maker *maker, const struct node *image)
{
    const struct packet_file *file = image->to.file;
    for (size_t i = 0; i < maker->tried_count && file; i++) {
        if (maker->tried[i].file == file) {
            return maker->tried[i].index;
        }
    }
    if (!file || !arena_grow(maker->arena, &maker->tried, maker->tried_count,
                             &maker->tried_capacity, sizeof *maker->tried)) {
        return STR_NONE;
    }
    size_t index = STR_NONE;
    (void)decode_image(maker, image, file, &index);
    maker->tried[maker->tried_count++] = (struct tried_image){file, index};
    return index;
}

static bool flow_alternate(struct maker *maker, const struct node *image,
                           struct element *parent)
{
    struct element *element = element_new(maker->arena, parent, ROLE_P);
    if (!element) {
        return false;
    }
    struct inline_state state = inline_state_text(maker, element);
    state.style.italic = true;
    state.color = COLOR_QUIET;
    struct paragraph_look look = {.state = state,
                                  .leading = maker->leading,
                                  .align = TEXT_LEFT,
                                  .break_anywhere = true};
    struct span_list spans = {0};
    struct str text =
        arena_format(maker->arena, "[Image: %.*s]", STR_ARG(alternate_of(maker, image)));
    return span_add(maker, &spans, text, &state) && flow_spans(maker, &spans, &look);
}

static uint32_t asked_width(const struct node *image)
{
    const struct attribute *width = node_attribute(image, "width");
    uint32_t pixels = 0;
    for (size_t i = 0; width && i < width->value.len && ascii_is_digit(width->value.ptr[i]);
         i++) {
        pixels = pixels * 10 + (uint32_t)(width->value.ptr[i] - '0');
        if (pixels > 100000) {
            return 0;
        }
    }
    return pixels;
}

struct size {
    sp width, height;
};

static struct size natural_size(const struct node *image, const struct image_data *data)
{
    uint32_t asked = asked_width(image);
    const sp pixel = SP_PT(0.75); /* CSS: 96 pixels an inch */
    sp width = sp_clamp((int64_t)(asked ? asked : data->width) * pixel);
    return (struct size){width, sp_scale(width, data->height, data->width)};
}

/* Scaled down to the measure and to most of a page's height. */
static struct size fitted_size(const struct maker *maker, const struct node *image,
                               const struct image_data *data)
{
    sp width = sp_min(natural_size(image, data).width, maker->measure);
    sp height = sp_scale(width, data->height, data->width);
    sp tallest = sp_scale(
        sp_sub(maker->theme->page_height, sp_add(maker->theme->top, maker->theme->bottom)),
        70, 100);
    if (height > tallest) {
        width = sp_max(sp_scale(width, tallest, height), 1);
        height = tallest;
    }
    return (struct size){width, height};
}

bool line_image_add(struct maker *maker, const struct node *image, struct element *parent,
                    uint32_t *reference)
{
    size_t index = find_image(maker, image);
    if (index == STR_NONE ||
        !arena_grow(maker->arena, &maker->line_images, maker->line_image_count,
                    &maker->line_image_capacity, sizeof *maker->line_images)) {
        return false;
    }
    struct size size = fitted_size(maker, image, maker->images[index].data);
    struct element *figure = element_new(maker->arena, parent, ROLE_FIGURE);
    if (!figure) {
        return false;
    }
    figure->alternate = alternate_of(maker, image);
    maker->line_images[maker->line_image_count++] =
        (struct line_image){index, size.width, size.height, figure};
    *reference = (uint32_t)maker->line_image_count;
    return true;
}

sp images_natural_width(struct maker *maker, const struct node *node)
{
    sp width = 0;
    struct walk walk;
    walk_init(&walk, node);
    while (walk_next(&walk)) {
        bool image = walk.entering && walk.node->kind == NODE_IMAGE;
        size_t index = image ? find_image(maker, walk.node) : STR_NONE;
        if (index != STR_NONE) {
            width = sp_max(width, natural_size(walk.node, maker->images[index].data).width);
        }
    }
    return width;
}

static bool place_image(struct maker *maker, const struct node *image,
                        struct element *parent, size_t index)
{
    struct size size = fitted_size(maker, image, maker->images[index].data);
    sp width = size.width, height = size.height;
    struct element *figure = element_new(maker->arena, parent, ROLE_FIGURE);
    struct placed *label = maker->pending_label; /* of an item that begins with it */
    struct placed *placed = placed_new(maker, 2);
    if (!figure || !placed) {
        return false;
    }
    if (label) {
        placed[1] = *label;
        placed[1].y = sp_scale(maker->leading, 75, 100);
        maker->pending_label = NULL;
    }
    figure->alternate = alternate_of(maker, image);
    *placed = (struct placed){.kind = PLACED_IMAGE,
                              .x = sp_add(maker->left, sp_sub(maker->measure, width) / 2),
                              .y = SP_PT(3),
                              .width = width,
                              .height = height,
                              .element = figure,
                              .as.image = index};
    return boxes_add(maker, (struct box){.kind = BOX_BOX,
                                         .height = sp_add(height, SP_PT(6)),
                                         .penalty = image->title.len ? PENALTY_NEVER : 0,
                                         .placed = placed,
                                         .placed_count = label ? 2 : 1}) != NULL;
}

static bool flow_title(struct maker *maker, const struct node *image,
                       struct element *parent)
{
    struct element *caption = element_new(maker->arena, parent, ROLE_CAPTION);
    if (!caption) {
        return false;
    }
    struct inline_state state = inline_state_text(maker, caption);
    state.style.size = maker->theme->small_size;
    state.color = COLOR_QUIET;
    struct paragraph_look look = {
        .state = state, .leading = maker->theme->small_leading, .align = TEXT_CENTER};
    struct span_list spans = {0};
    return span_add(maker, &spans, image->title, &state) &&
           flow_spans(maker, &spans, &look);
}

bool flow_image(struct maker *maker, const struct node *image, struct element *parent)
{
    size_t index = find_image(maker, image);
    if (index == STR_NONE) {
        return flow_alternate(maker, image, parent);
    }
    return place_image(maker, image, parent, index) &&
           (image->title.len == 0 || flow_title(maker, image, parent));
}
