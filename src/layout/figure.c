/* Images: scaled down to the measure and to most of a page, never up past 144 dpi.
 * What cannot be shown leaves its alternate text in a frame: nothing is lost. */
#include "layout/maker.h"

#include "base/deflate.h"
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
    return stem.len ? arena_format(maker->run->arena, "Image %.*s", STR_ARG(stem))
                    : STR("Image");
}

struct size {
    sp width, height;
};

/* What it takes at the most: as many pixels as the print shows. */
static struct image_size pixels_within(const struct maker *maker, struct size size)
{
    int64_t dpi = maker->run->image_dpi, inch = SP_PT(72);
    int64_t width = size.width * dpi / inch, height = size.height * dpi / inch;
    if (dpi == 0) {
        return (struct image_size){0};
    }
    return (struct image_size){width > 0 ? (uint32_t)width : 1,
                               height > 0 ? (uint32_t)height : 1};
}

static bool decode_image(struct maker *maker, const struct node *image,
                         struct picture *picture)
{
    struct image_data *data = ARENA_NEW(maker->run->arena, struct image_data);
    struct place place = document_place(maker->chapter->document, image->spot);
    struct deflater *deflater = deflater_new(DEFLATE_LEVEL_PDF);
    bool shown =
        data && deflater
            ? image_decode_packed(maker->run->arena, picture->file->bytes, picture->most,
                                  place, deflater, data, maker->run->report)
            : report_out_of_memory(maker->run->report);
    if (deflater) {
        deflater_free(deflater);
    }
    picture->data = shown ? data : NULL;
    return shown;
}

static void tell_alternate(struct maker *maker, const struct packet_file *file)
{
    report_hint(maker->run->report,
                "the image is '%.*s'; its alternate text takes its place",
                STR_ARG(file->source));
}

/* Its header is read once, however often it is shown. NULL: it cannot be. */
static struct picture *find_picture(struct maker *maker, const struct node *image)
{
    struct marks *marks = maker->marks;
    const struct packet_file *file = image->to.file;
    for (size_t i = 0; i < marks->picture_count && file; i++) {
        if (marks->pictures[i]->file == file) {
            return marks->pictures[i]->lost ? NULL : marks->pictures[i];
        }
    }
    struct picture *picture = file ? ARENA_NEW(maker->run->arena, struct picture) : NULL;
    if (!picture || !arena_grow(maker->run->arena, &marks->pictures, marks->picture_count,
                                &marks->picture_capacity, sizeof *marks->pictures)) {
        return NULL;
    }
    marks->pictures[marks->picture_count++] = picture;
    picture->file = file;
    picture->lost =
        !image_probe(file->bytes, document_place(maker->chapter->document, image->spot),
                     &picture->natural, maker->run->report);
    if (picture->lost) {
        tell_alternate(maker, file);
    }
    return picture->lost ? NULL : picture;
}

/* Decoded for the largest of its places so far. False: it cannot be. */
static bool show_picture(struct maker *maker, const struct node *image,
                         struct picture *picture, struct size size)
{
    struct marks *marks = maker->marks;
    struct image_size wanted = pixels_within(maker, size);
    bool fits = picture->data &&
                (!picture->data->scaled || (wanted.width <= picture->most.width &&
                                            wanted.height <= picture->most.height));
    if (picture->lost || fits) {
        return fits;
    }
    bool first = !picture->data;
    picture->most.width =
        first || wanted.width > picture->most.width ? wanted.width : picture->most.width;
    picture->most.height = first || wanted.height > picture->most.height
                               ? wanted.height
                               : picture->most.height;
    if (!decode_image(maker, image, picture)) {
        picture->lost = true;
        tell_alternate(maker, picture->file);
        return false;
    }
    if (first && !arena_grow(maker->run->arena, &marks->images, marks->image_count,
                             &marks->image_capacity, sizeof *marks->images)) {
        return false;
    }
    picture->index = first ? marks->image_count++ : picture->index;
    marks->images[picture->index].data = picture->data;
    return true;
}

static bool flow_alternate(struct maker *maker, struct setting setting,
                           const struct node *image, struct element *parent)
{
    struct element *element = maker_element(maker, parent, ROLE_P);
    if (!element) {
        return false;
    }
    struct paragraph_look look =
        look_plain(setting, inline_state_text(maker, setting, element));
    look.state.style.italic = true;
    look.state.color = maker->run->theme->color.quiet;
    struct str text = arena_format(maker->run->arena, "[Image: %.*s]",
                                   STR_ARG(alternate_of(maker, image)));
    return flow_text(maker, setting, text, &look);
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

static struct size natural_size(const struct node *image, struct image_size pixels)
{
    uint32_t asked = asked_width(image);
    const sp pixel = SP_PT(0.75); /* CSS: 96 pixels an inch */
    sp width = sp_clamp((int64_t)(asked ? asked : pixels.width) * pixel);
    return (struct size){width, sp_scale(width, pixels.height, pixels.width)};
}

/* Scaled down to the measure and to most of a page's height. */
static struct size fitted_size(const struct maker *maker, struct setting setting,
                               const struct node *image, struct image_size pixels)
{
    sp width = sp_min(natural_size(image, pixels).width, setting.measure);
    sp height = sp_scale(width, pixels.height, pixels.width);
    sp tallest = sp_percent(sheet_body_height(maker->run->sheet),
                            maker->run->theme->figure.height_percent);
    if (height > tallest) {
        width = sp_max(sp_scale(width, tallest, height), 1);
        height = tallest;
    }
    return (struct size){width, height};
}

bool line_image_add(struct maker *maker, struct setting setting, const struct node *image,
                    struct element *parent, uint32_t *reference)
{
    struct marks *marks = maker->marks;
    struct picture *picture = find_picture(maker, image);
    struct size size =
        picture ? fitted_size(maker, setting, image, picture->natural) : (struct size){0};
    if (!picture || !show_picture(maker, image, picture, size) ||
        !arena_grow(maker->run->arena, &marks->line_images, marks->line_image_count,
                    &marks->line_image_capacity, sizeof *marks->line_images)) {
        return false;
    }
    struct element *figure = maker_element(maker, parent, ROLE_FIGURE);
    if (!figure) {
        return false;
    }
    figure->alternate = alternate_of(maker, image);
    marks->line_images[marks->line_image_count++] =
        (struct line_image){picture->index, size.width, size.height, figure};
    *reference = (uint32_t)marks->line_image_count;
    return true;
}

sp images_natural_width(struct maker *maker, const struct node *node)
{
    sp width = 0;
    struct walk walk;
    walk_init(&walk, node);
    while (walk_next(&walk)) {
        bool image = walk.entering && walk.node->kind == NODE_IMAGE;
        const struct picture *picture = image ? find_picture(maker, walk.node) : NULL;
        if (picture) {
            width = sp_max(width, natural_size(walk.node, picture->natural).width);
        }
    }
    return width;
}

static bool place_image(struct maker *maker, struct setting setting,
                        const struct node *image, struct element *parent, size_t index,
                        struct size size)
{
    const struct theme *theme = maker->run->theme;
    struct element *figure = maker_element(maker, parent, ROLE_FIGURE);
    struct placed *label = setting.flow->label; /* of an item that begins with it */
    struct placed *placed = placed_new(maker, 2);
    if (!figure || !placed) {
        return false;
    }
    if (label) {
        placed[1] = *label;
        placed[1].y = sp_percent(setting.type.leading, theme->line.baseline_percent);
        setting.flow->label = NULL;
    }
    figure->alternate = alternate_of(maker, image);
    *placed =
        (struct placed){.kind = PLACED_IMAGE,
                        .x = sp_add(setting.left, sp_sub(setting.measure, size.width) / 2),
                        .y = theme->figure.margin,
                        .width = size.width,
                        .height = size.height,
                        .element = figure,
                        .as.image = index};
    return boxes_add(maker, setting,
                     (struct box){.height = sp_add(size.height, 2 * theme->figure.margin),
                                  .penalty = image->title.len ? PENALTY_NEVER : 0,
                                  .placed = placed,
                                  .placed_count = label ? 2 : 1}) != NULL;
}

static bool flow_title(struct maker *maker, struct setting setting,
                       const struct node *image, struct element *parent)
{
    struct element *caption = maker_element(maker, parent, ROLE_CAPTION);
    setting.type = maker->run->sheet->small;
    struct paragraph_look look =
        look_plain(setting, inline_state_text(maker, setting, caption));
    look.state.color = maker->run->theme->color.quiet;
    look.align = TEXT_CENTER;
    return caption && flow_text(maker, setting, image->title, &look);
}

bool flow_image(struct maker *maker, struct setting setting, const struct node *image,
                struct element *parent)
{
    struct picture *picture = find_picture(maker, image);
    struct size size =
        picture ? fitted_size(maker, setting, image, picture->natural) : (struct size){0};
    if (!picture || !show_picture(maker, image, picture, size)) {
        return flow_alternate(maker, setting, image, parent);
    }
    return place_image(maker, setting, image, parent, picture->index, size) &&
           (image->title.len == 0 || flow_title(maker, setting, image, parent));
}
