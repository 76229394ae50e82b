/* PNG through libpng, which turns palettes, 16 bits, interlacing, gamma and transparency
 * into 8-bit gray or RGB with alpha. Not by its simplified interface: that one mixes
 * up the rows of interlaced 16-bit pictures (libpng issue 853). */
#include "image/decode.h"
#include "image/raster.h"

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

/* The interlaced ones come in passes over the whole picture. */
static enum image_result read_interlaced(png_structp png, struct raster *raster)
{
    size_t row_bytes = raster->from.width * raster->channels, height = raster->from.height;
    char *buffer = arena_alloc(raster->arena, row_bytes, height);
    png_bytep *rows = ARENA_ARRAY(raster->arena, png_bytep, height);
    if (!buffer || !rows) {
        return IMAGE_NO_MEMORY;
    }
    for (size_t y = 0; y < height; y++) {
        rows[y] = (png_bytep)buffer + y * row_bytes;
    }
    png_read_image(png, rows);
    for (size_t y = 0; y < height; y++) {
        raster_add(raster, rows[y]);
    }
    return IMAGE_READ;
}

static enum image_result read_rows(png_structp png, struct raster *raster)
{
    png_bytep row = arena_alloc(raster->arena, raster->from.width, raster->channels);
    if (!row) {
        return IMAGE_NO_MEMORY;
    }
    for (uint32_t y = 0; y < raster->from.height; y++) {
        png_read_row(png, row, NULL);
        raster_add(raster, row);
    }
    return IMAGE_READ;
}

static enum image_result read_pixels(struct arena *arena, png_structp png, png_infop info,
                                     struct image_size most, struct raster *raster)
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
    size_t channels = png_get_channels(png, info);
    struct image_size from = {png_get_image_width(png, info),
                              png_get_image_height(png, info)};
    if (png_get_rowbytes(png, info) != from.width * channels) {
        return IMAGE_DAMAGED;
    }
    if (!raster_begin(raster, arena, from, image_size_within(from, most), channels)) {
        return IMAGE_NO_MEMORY;
    }
    return png_get_interlace_type(png, info) == PNG_INTERLACE_NONE
               ? read_rows(png, raster)
               : read_interlaced(png, raster);
}

enum image_result png_decode(struct arena *arena, struct str bytes, struct image_size most,
                             struct image_data *out)
{
    struct png_source source = {.bytes = bytes};
    struct raster raster;
    enum image_result result = IMAGE_NO_MEMORY;
    png_structp png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, stop_reading, be_quiet);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (info) {
        png_set_read_fn(png, &source, take_bytes);
        result = read_pixels(arena, png, info, most, &raster);
    }
    png_destroy_read_struct(&png, &info, NULL);
    return result == IMAGE_READ ? raster_finish(&raster, out) : result;
}
