/* Image XObjects (ISO 32000-1, 8.9): one for each picture that layout/ decoded, however
 * often it is placed, and a soft mask beside it where it has alpha. */
#include "image/image.h"

#include "pdf/parts.h"

static void add_head(struct buf *out, const struct image_data *image, uint8_t components)
{
    bool turned = image->orientation >= 5; /* content.c turns it */
    buf_add_format(out,
                   "/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/%s"
                   "/BitsPerComponent 8",
                   turned ? image->height : image->width,
                   turned ? image->width : image->height,
                   components == 1 ? "DeviceGray" : "DeviceRGB");
}

/* Packed when the colors are, which a JPEG's are, too. */
static pdf_ref write_alpha(struct pdf_writer *writer, const struct image_data *image)
{
    struct buf entries = {.kept_in = pdf_arena(writer)};
    pdf_ref mask = pdf_reserve(writer);
    add_head(&entries, image, 1);
    if (image->kind == IMAGE_PIXELS) {
        pdf_set_stream(writer, mask, buf_str(&entries), image->alpha, false);
    } else {
        buf_add_text(&entries, "/Filter/FlateDecode");
        pdf_keep_stream(writer, mask, buf_str(&entries), image->alpha);
    }
    buf_clear(&entries);
    return mask;
}

static void add_packed(struct buf *out, const struct image_data *image)
{
    buf_add_text(out, "/Filter/FlateDecode");
    if (image->predicted) {
        buf_add_format(out, "/DecodeParms<</Predictor 15/Colors %u/Columns %u>>",
                       image->components, image->width);
    }
}

pdf_ref image_write(struct pdf_writer *writer, const struct image_data *image)
{
    if (image->kind == IMAGE_DRAWING) {
        return drawing_write(writer, image->drawing);
    }
    struct buf entries = {.kept_in = pdf_arena(writer)};
    pdf_ref ref = pdf_reserve(writer);
    add_head(&entries, image, image->components);
    if (image->alpha.len) {
        buf_add_text(&entries, "/SMask ");
        pdf_add_ref(&entries, write_alpha(writer, image));
    }
    switch (image->kind) {
    case IMAGE_PIXELS:
        pdf_set_stream(writer, ref, buf_str(&entries), image->bytes, false);
        break;
    case IMAGE_PACKED:
        add_packed(&entries, image);
        pdf_keep_stream(writer, ref, buf_str(&entries), image->bytes);
        break;
    case IMAGE_DCT:
        buf_add_text(&entries, "/Filter/DCTDecode");
        pdf_keep_stream(writer, ref, buf_str(&entries), image->bytes);
        break;
    case IMAGE_DRAWING: break;
    }
    buf_clear(&entries);
    return ref;
}

void images_write(struct pdf_writer *writer, const struct pages *pages, pdf_ref *refs)
{
    for (size_t i = 0; i < pages->image_count; i++) {
        refs[i] = image_write(writer, pages->images[i].data);
    }
}
