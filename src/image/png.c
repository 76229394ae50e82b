/* PNG through libpng's simplified interface: it never aborts, and turns palettes, 16
 * bits, interlacing and transparency into 8-bit gray or RGB with alpha. */
#include "image/decode.h"

#include <png.h>

static uint32_t read_u32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

bool png_probe(struct str bytes, struct image_info *out)
{
    if (bytes.len < 33 || memcmp(bytes.ptr + 12, "IHDR", 4) != 0) {
        return false;
    }
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    out->width = read_u32(p + 16);
    out->height = read_u32(p + 20);
    for (size_t at = 33; at + 21 <= bytes.len;) { /* pHYs stands before IDAT */
        uint32_t len = read_u32(p + at);
        if (memcmp(p + at + 4, "pHYs", 4) == 0 && len == 9 && p[at + 16] == 1) {
            out->dpi = (uint32_t)(((uint64_t)read_u32(p + at + 8) * 254 + 5000) / 10000);
        }
        if (memcmp(p + at + 4, "IDAT", 4) == 0 || len > bytes.len - at - 12) {
            break;
        }
        at += (size_t)len + 12;
    }
    return out->width > 0 && out->height > 0;
}

static bool read_pixels(struct arena *arena, png_image *image, struct str *pixels)
{
    size_t bytes = (size_t)PNG_IMAGE_SIZE(*image);
    char *buffer = arena_alloc(arena, bytes, 1);
    if (!buffer || !png_image_finish_read(image, NULL, buffer, 0, NULL)) {
        return false;
    }
    *pixels = str_make(buffer, bytes);
    return true;
}

/* Color and alpha apart; alpha that says "opaque" everywhere is dropped. */
static bool split_alpha(struct arena *arena, struct str pixels, struct image_data *out)
{
    size_t count = (size_t)out->width * out->height, step = (size_t)out->components + 1;
    char *alpha = arena_alloc(arena, count, 1);
    char *color = arena_alloc(arena, count, out->components);
    if (!alpha || !color) {
        return false;
    }
    bool opaque = true;
    for (size_t i = 0; i < count; i++) {
        const char *pixel = pixels.ptr + i * step;
        memcpy(color + i * out->components, pixel, out->components);
        alpha[i] = pixel[out->components];
        opaque = opaque && alpha[i] == (char)0xFF;
    }
    out->bytes = str_make(color, count * out->components);
    out->alpha = str_make(alpha, opaque ? 0 : count);
    return true;
}

bool png_decode(struct arena *arena, struct str bytes, struct image_data *out)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes.ptr, bytes.len)) {
        return false;
    }
    bool color = (image.format & PNG_FORMAT_FLAG_COLOR) != 0;
    bool alpha = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    image.format = color ? (alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB)
                         : (alpha ? PNG_FORMAT_GA : PNG_FORMAT_GRAY);
    *out = (struct image_data){.encoding = IMAGE_RAW,
                               .width = image.width,
                               .height = image.height,
                               .components = color ? 3 : 1};
    struct str pixels;
    bool ok = read_pixels(arena, &image, &pixels);
    png_image_free(&image);
    if (ok && alpha) {
        return split_alpha(arena, pixels, out);
    }
    out->bytes = pixels;
    return ok;
}
