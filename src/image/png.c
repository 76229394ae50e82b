/* PNG through libpng, which turns palettes, 16 bits, interlacing, gamma and transparency
 * into 8-bit gray or RGB with alpha. Not by its simplified interface: that one mixes
 * up the rows of interlaced 16-bit pictures (libpng issue 853). */
#include "image/decode.h"

#include <setjmp.h>
#include <string.h>

#include <png.h>

static uint32_t read_u32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

enum image_result png_read_size(struct str bytes, struct image_size *out)
{
    if (bytes.len < 33 || memcmp(bytes.ptr + 12, "IHDR", 4) != 0) {
        return IMAGE_DAMAGED;
    }
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    out->width = read_u32(p + 16);
    out->height = read_u32(p + 20);
    return out->width > 0 && out->height > 0 ? IMAGE_READ : IMAGE_DAMAGED;
}

struct png_source {
    struct str bytes;
    size_t at;
    enum image_result result;
};

static void take_bytes(png_structp png, png_bytep to, size_t len)
{
    struct png_source *source = png_get_io_ptr(png);
    if (len > source->bytes.len - source->at) {
        png_error(png, "the file ends early");
    }
    memcpy(to, source->bytes.ptr + source->at, len);
    source->at += len;
}

/* libpng's own way out; only its frames are skipped. */
static void stop_reading(png_structp png, png_const_charp message)
{
    struct png_source *source = png_get_error_ptr(png);
    source->result = strstr(message, "memory") ? IMAGE_NO_MEMORY : IMAGE_DAMAGED;
    png_longjmp(png, 1);
}

static void be_quiet(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void ask_for_plain_pixels(png_structp png)
{
    png_set_expand(png);
    png_set_scale_16(png);
    (void)png_set_interlace_handling(png);
}

/* Pixels with alpha, if any, in each. */
static enum image_result read_pixels(struct arena *arena, png_structp png, png_infop info,
                                     struct image_data *out, char **pixels, size_t *len)
{
    if (setjmp(png_jmpbuf(png))) {
        const struct png_source *source = png_get_error_ptr(png);
        return source->result;
    }
    png_set_benign_errors(png, 1);
    png_set_user_limits(png, IMAGE_SIDE_LIMIT, IMAGE_SIDE_LIMIT);
    png_set_alpha_mode(png, PNG_ALPHA_PNG, PNG_DEFAULT_sRGB);
    png_read_info(png, info);
    ask_for_plain_pixels(png);
    png_read_update_info(png, info);
    size_t row_bytes = png_get_rowbytes(png, info), channels = png_get_channels(png, info);
    *out = (struct image_data){.kind = IMAGE_PIXELS,
                               .width = png_get_image_width(png, info),
                               .height = png_get_image_height(png, info),
                               .components = channels > 2 ? 3 : 1};
    char *buffer = arena_alloc(arena, row_bytes, out->height);
    png_bytep *rows = ARENA_ARRAY(arena, png_bytep, out->height);
    if (!buffer || !rows) {
        return IMAGE_NO_MEMORY;
    }
    if (row_bytes != out->width * channels) {
        return IMAGE_DAMAGED;
    }
    for (size_t y = 0; y < out->height; y++) {
        rows[y] = (png_bytep)buffer + y * row_bytes;
    }
    png_read_image(png, rows);
    *pixels = buffer;
    *len = row_bytes * out->height;
    return IMAGE_READ;
}

/* Color and alpha apart, color where both were; alpha that says "opaque" everywhere is
 * dropped. */
static enum image_result split_alpha(struct arena *arena, char *pixels,
                                     struct image_data *out)
{
    size_t count = (size_t)out->width * out->height, step = (size_t)out->components + 1;
    char *alpha = arena_alloc(arena, count, 1), *color = pixels;
    if (!alpha) {
        return IMAGE_NO_MEMORY;
    }
    bool opaque = true;
    for (size_t i = 0; i < count; i++) {
        const char *pixel = pixels + i * step;
        alpha[i] = pixel[out->components];
        memmove(color + i * out->components, pixel, out->components);
        opaque = opaque && alpha[i] == (char)0xFF;
    }
    out->bytes = str_make(color, count * out->components);
    out->alpha = str_make(alpha, opaque ? 0 : count);
    return IMAGE_READ;
}

enum image_result png_decode(struct arena *arena, struct str bytes, struct image_data *out)
{
    struct png_source source = {.bytes = bytes};
    char *pixels = NULL;
    size_t len = 0;
    enum image_result result = IMAGE_NO_MEMORY;
    png_structp png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, stop_reading, be_quiet);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (info) {
        png_set_read_fn(png, &source, take_bytes);
        result = read_pixels(arena, png, info, out, &pixels, &len);
    }
    png_destroy_read_struct(&png, &info, NULL);
    size_t count = (size_t)out->width * out->height;
    if (result == IMAGE_READ && len > count * out->components) {
        return split_alpha(arena, pixels, out);
    }
    out->bytes = str_make(pixels, len);
    return result;
}
