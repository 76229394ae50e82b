/* Image XObjects (ISO 32000-1, 8.9): one for each picture that layout/ decoded, however
 * often it is placed, and a soft mask beside it where it has alpha. */
#include "image/image.h"

#include "base/digest.h"
#include "pdf/parts.h"
#include "press/press.h"

#define PROFILE_COUNT 16 /* that are looked through */

/* What the parts of its pixels say. */
struct image_colors {
    struct inks inks;
    pdf_ref profile; /* 0: the inks' own space */
};

/* An array of the color space's parts, where its name says not all. */
static void add_color_space(struct buf *out, const struct image_data *image,
                            struct image_colors colors)
{
    struct str palette = image->palette;
    bool grey = image->components == 1 && !palette.len;
    buf_add_text(out, palette.len ? "[/Indexed" : "");
    if (colors.profile) {
        buf_add_text(out, "[/ICCBased ");
        pdf_add_ref(out, colors.profile);
        buf_add_byte(out, ']');
    } else {
        buf_add_format(out, "/%s", grey ? "DeviceGray" : inks_space(colors.inks));
    }
    if (palette.len) {
        ink_add_palette(out, colors.inks, palette);
        buf_add_byte(out, ']');
    }
}

static void add_head(struct buf *out, const struct image_data *image)
{
    bool turned = image->orientation >= 5; /* content.c turns it */
    buf_add_format(out, "/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace",
                   turned ? image->height : image->width,
                   turned ? image->width : image->height);
}

/* Bits of a component. */
static void add_bits(struct buf *out, uint8_t bits)
{
    buf_add_format(out, "/BitsPerComponent %u", bits);
}

static void add_predictor(struct buf *out, bool predicted, uint8_t components, uint8_t bits,
                          uint32_t width)
{
    if (predicted) {
        buf_add_format(out, "/DecodeParms<</Predictor 15/Colors %u/Columns %u", components,
                       width);
        if (bits != 8) {
            add_bits(out, bits);
        }
        buf_add_text(out, ">>");
    }
}

static void add_filter(struct buf *out, bool predicted, uint8_t components, uint8_t bits,
                       uint32_t width)
{
    buf_add_text(out, "/Filter/FlateDecode");
    add_predictor(out, predicted, components, bits, width);
}

/* Packed when the colors are, which a JPEG's are, too. */
static pdf_ref write_alpha(struct pdf_writer *writer, const struct image_data *image)
{
    struct buf entries = {.kept_in = pdf_arena(writer)};
    pdf_ref mask = pdf_reserve(writer);
    add_head(&entries, image);
    buf_add_text(&entries, "/DeviceGray");
    add_bits(&entries, 8);
    if (image->kind == IMAGE_PIXELS) {
        pdf_set_stream(writer, mask, buf_str(&entries), image->alpha, false);
    } else {
        add_filter(&entries, image->alpha_predicted, 1, 8, image->width);
        pdf_set_stream(writer, mask, buf_str(&entries), image->alpha, true);
    }
    buf_clear(&entries);
    return mask;
}

/* `mask`: the image of its alpha, or 0. */
static void write_colors(struct pdf_writer *writer, pdf_ref ref,
                         const struct image_data *image, struct image_colors colors,
                         pdf_ref mask)
{
    struct buf entries = {.kept_in = pdf_arena(writer)};
    uint8_t bits =
        image->kind == IMAGE_PACKED || image->kind == IMAGE_INDEXES ? image->bits : 8;
    add_head(&entries, image);
    add_color_space(&entries, image, colors);
    add_bits(&entries, bits);
    if (mask) {
        buf_add_text(&entries, "/SMask ");
        pdf_add_ref(&entries, mask);
    }
    switch (image->kind) {
    case IMAGE_PIXELS:
    case IMAGE_INDEXES:
        add_predictor(&entries, image->predicted, image->components, bits, image->width);
        pdf_set_stream(writer, ref, buf_str(&entries), image->bytes, false);
        break;
    case IMAGE_PACKED:
        add_filter(&entries, image->predicted, image->components, bits, image->width);
        pdf_set_stream(writer, ref, buf_str(&entries), image->bytes, true);
        break;
    case IMAGE_DCT:
        buf_add_text(&entries, "/Filter/DCTDecode");
        pdf_set_stream(writer, ref, buf_str(&entries), image->bytes, true);
        break;
    case IMAGE_DRAWING: break;
    }
    buf_clear(&entries);
}

/* In greys or inks. */
static void write_recolored(struct pdf_writer *writer, pdf_ref ref,
                            const struct image_data *image, struct inks inks, pdf_ref mask)
{
    struct image_data made;
    struct arena arena; /* until they are written */
    arena_init_within(&arena, 0, pdf_arena(writer)->budget);
    if (image_recolor(&arena, image, inks.press, &made)) {
        write_colors(writer, ref, &made, (struct image_colors){inks, 0}, mask);
    } else {
        pdf_fail_memory(writer);
    }
    arena_clear(&arena);
}

static pdf_ref write_image(struct pdf_writer *writer, const struct image_data *image,
                           struct image_colors colors)
{
    if (image->kind == IMAGE_DRAWING) {
        return drawing_write(writer, image->drawing);
    }
    pdf_ref ref = pdf_reserve(writer);
    pdf_ref mask = image->alpha.len ? write_alpha(writer, image) : 0;
    if (inks_count(colors.inks) != 3) {
        write_recolored(writer, ref, image, colors.inks, mask);
    } else {
        write_colors(writer, ref, image, colors, mask);
    }
    return ref;
}

pdf_ref image_write(struct pdf_writer *writer, const struct image_data *image)
{
    return write_image(writer, image, (struct image_colors){pdf_inks(writer), 0});
}

/* The photographs of one camera share theirs. */
struct profiles {
    const struct image_data *of[PROFILE_COUNT];
    pdf_ref refs[PROFILE_COUNT];
    size_t count;
    struct str inked;          /* the last that was turned to inks, and by what */
    const struct press *press; /* NULL: by the packet's own */
};

static bool is_gray(const struct image_data *image)
{
    return image->components == 1 && image->palette.len == 0;
}

static pdf_ref find_profile(struct pdf_writer *writer, struct profiles *known,
                            const struct image_data *image)
{
    for (size_t i = 0; i < known->count && image->profile.len; i++) {
        if (str_eq(known->of[i]->profile, image->profile)) {
            return known->refs[i];
        }
    }
    if (image->profile.len == 0) {
        return 0;
    }
    pdf_ref ref = pdf_reserve(writer);
    pdf_set_stream(writer, ref, is_gray(image) ? STR("/N 1") : STR("/N 3"), image->profile,
                   false);
    if (known->count < PROFILE_COUNT) {
        known->of[known->count] = image;
        known->refs[known->count++] = ref;
    }
    return ref;
}

static bool is_same(const struct image_data *a, const struct image_data *b)
{
    return a->kind == b->kind && a->kind != IMAGE_DRAWING && a->width == b->width &&
           a->height == b->height && a->components == b->components &&
           a->orientation == b->orientation && a->bits == b->bits &&
           a->predicted == b->predicted && a->alpha_predicted == b->alpha_predicted &&
           str_eq(a->bytes, b->bytes) && str_eq(a->palette, b->palette) &&
           str_eq(a->profile, b->profile) && str_eq(a->alpha, b->alpha);
}

static pdf_ref find_written(const struct image_set *written, const struct image_data *image)
{
    for (size_t i = 0; written && i < written->pages->image_count; i++) {
        if (is_same(written->pages->images[i].data, image)) {
            return written->refs[i];
        }
    }
    return 0;
}

/* Colours of other profiles than sRGB's are turned to inks from what they are. */
static struct inks inks_of(struct pdf_writer *writer, struct profiles *known,
                           const struct image_data *image)
{
    struct inks inks = pdf_inks(writer);
    if (inks.kind != INKS_PRESS || image->profile.len == 0 || is_gray(image)) {
        return inks;
    }
    if (!str_eq(known->inked, image->profile)) {
        press_close(known->press);
        known->press = press_from(pdf_arena(writer), inks.press, image->profile);
        known->inked = image->profile;
    }
    inks.press = known->press ? known->press : inks.press;
    return inks;
}

void images_write(struct pdf_writer *writer, const struct pages *pages,
                  const struct image_set *written, pdf_ref *refs)
{
    struct profiles known = {.count = 0};
    bool keeps = inks_count(pdf_inks(writer)) == 3;
    for (size_t i = 0; i < pages->image_count; i++) {
        const struct image_data *image = pages->images[i].data;
        refs[i] = find_written(written, image);
        if (!refs[i]) {
            struct image_colors colors = {
                .inks = inks_of(writer, &known, image),
                .profile = keeps ? find_profile(writer, &known, image) : 0};
            refs[i] = write_image(writer, image, colors);
        }
    }
    press_close(known.press);
}
