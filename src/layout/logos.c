/* Logos: pictures of the cover, side by side in a row as high as the highest. */
#include "layout/maker.h"

#include "base/size.h"
#include "drawing/drawing.h"

/* As large as the picture may be in its shape, and never larger than it is. */
static struct picture_size size_within(const struct picture *picture,
                                       struct picture_size most)
{
    sp width = sp_clamp((int64_t)picture->natural.width * SP_PT(0.75));
    sp height = sp_clamp((int64_t)picture->natural.height * SP_PT(0.75));
    if (width > most.width) {
        height = sp_max(sp_scale(height, most.width, width), 1);
        width = most.width;
    }
    if (height > most.height) {
        width = sp_max(sp_scale(width, most.height, height), 1);
        height = most.height;
    }
    return (struct picture_size){sp_max(width, 1), sp_max(height, 1)};
}

static struct element *figure_of(struct maker *maker, struct str alternate)
{
    struct element *figure = maker_element(maker, maker->chapter->part, ROLE_FIGURE);
    struct element_more *more = figure ? element_add_more(maker->run->arena, figure) : NULL;
    if (more) {
        more->alternate =
            alternate.len ? alternate : maker_phrase(maker, PHRASE_IMAGE, NULL);
    }
    return more ? figure : NULL;
}

/* A page may have a picture of nothing, to hold a place; a cover has no use for one. */
static void tell_blank(struct maker *maker, const struct node *image,
                       const struct picture *picture)
{
    const struct drawing *drawing = picture->data->drawing;
    if (drawing && drawing->ops.count == 0) {
        report_warning(maker->run->report, (struct place){.file = node_file(image)->source},
                       "image-svg-part", "the drawing shows nothing");
    }
}

bool flow_logos(struct maker *maker, struct setting setting,
                const struct node *const *images, const struct str *alternates,
                size_t count, struct picture_size most, sp gap)
{
    struct placed *placed = placed_new(maker, count);
    size_t shown = 0;
    sp at = 0, height = 0;
    for (size_t i = 0; placed && i < count; i++) {
        struct picture *picture = images[i] ? picture_find(maker, images[i]) : NULL;
        struct picture_size size =
            picture ? size_within(picture, most) : (struct picture_size){0};
        if (!picture || !picture_show(maker, images[i], picture, size)) {
            continue;
        }
        tell_blank(maker, images[i], picture);
        struct element *figure = figure_of(maker, alternates[i]);
        if (!figure) {
            return false;
        }
        placed[shown++] = (struct placed){.kind = PLACED_IMAGE,
                                          .x = setting_x(setting, at, size.width),
                                          .width = size.width,
                                          .height = size.height,
                                          .as.element = figure,
                                          .look.image = size_to_u32(picture->index)};
        at = sp_add(at, sp_add(size.width, gap));
        height = sp_max(height, size.height);
    }
    for (size_t i = 0; i < shown; i++) {
        placed[i].y = sp_sub(height, placed[i].height) / 2;
    }
    return placed && (shown == 0 ||
                      boxes_add(maker, setting,
                                (struct box){.height = height,
                                             .placed = placed,
                                             .placed_count = size_to_u32(shown)}) != NULL);
}
