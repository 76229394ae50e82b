#include "image/image.h"
#include "pdf/parts.h"

static pdf_ref write_alpha(struct pdf_writer *writer, const struct image_data *image)
{
    struct buf entries = {0};
    pdf_ref mask = pdf_reserve(writer);
    buf_add_format(&entries,
                   "/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/DeviceGray"
                   "/BitsPerComponent 8",
                   image->width, image->height);
    pdf_set_stream(writer, mask, buf_str(&entries), image->alpha, false);
    buf_clear(&entries);
    return mask;
}

void images_write(struct pdf_writer *writer, const struct pages *pages, pdf_ref *refs)
{
    for (size_t i = 0; i < pages->image_count; i++) {
        const struct image_data *image = pages->images[i].data;
        struct buf entries = {0};
        refs[i] = pdf_reserve(writer);
        buf_add_format(&entries,
                       "/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/%s"
                       "/BitsPerComponent 8",
                       image->width, image->height,
                       image->components == 1 ? "DeviceGray" : "DeviceRGB");
        if (image->alpha.len) {
            buf_add_text(&entries, "/SMask ");
            pdf_add_ref(&entries, write_alpha(writer, image));
        }
        bool finished = image->encoding == IMAGE_DCT;
        buf_add_text(&entries, finished ? "/Filter/DCTDecode" : "");
        pdf_set_stream(writer, refs[i], buf_str(&entries), image->bytes, finished);
        buf_clear(&entries);
    }
}
