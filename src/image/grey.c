/* Pictures in greys, of what was packed for a PDF: a JPEG keeps what it has of brightness,
 * other pixels are unpacked and weighed one by one. */
#include "base/grey.h"

#include "base/deflate.h"
#include "image/decode.h"
#include "image/pack.h"

/* Rows of colours; with `predicted` each has its filter's number in front. */
static bool unpack(struct arena *scratch, const struct image_data *image, size_t width,
                   struct str *out)
{
    struct buf inflated = {.kept_in = scratch};
    size_t front = image->predicted ? 1 : 0, bytes = (width + front) * image->height;
    unsigned char *plain = front ? arena_alloc(scratch, width, image->height) : NULL;
    bool ok = inflate_zlib(image->bytes, bytes, &inflated) && inflated.len == bytes;
    *out = arena_take(scratch, &inflated);
    if (ok && front) {
        ok = plain && image_unfilter((const unsigned char *)out->ptr, image->height, width,
                                     (size_t)3 * image->bits / 8, plain);
        *out = str_make((const char *)plain, width * image->height);
    }
    return ok && !arena_failed(scratch);
}

/* Of 16 bits the upper eight count. */
static bool weigh(struct arena *arena, const struct image_data *image, struct str colours,
                  struct image_data *out)
{
    size_t count = (size_t)image->width * image->height, step = image->bits / 8;
    const uint8_t *at = (const uint8_t *)colours.ptr;
    uint8_t *greys = arena_alloc(arena, count, 1);
    for (size_t i = 0; greys && i < count; i++, at += 3 * step) {
        greys[i] = grey_of(at[0], at[step], at[2 * step]);
    }
    out->kind = IMAGE_PIXELS;
    out->components = 1;
    out->bits = 8;
    out->bytes = str_make((const char *)greys, greys ? count : 0);
    if (greys && image->predicted) {
        out->bytes = image_filter(arena, out->bytes, image->width, 1);
    }
    return greys && out->bytes.len > 0;
}

static bool weigh_packed(struct arena *arena, const struct image_data *image,
                         struct image_data *out)
{
    struct arena scratch;
    struct str colours;
    arena_init_within(&scratch, 0, arena->budget);
    size_t width = (size_t)image->width * 3 * image->bits / 8;
    bool ok = unpack(&scratch, image, width, &colours) && weigh(arena, image, colours, out);
    arena_clear(&scratch);
    return ok;
}

static bool drop_colours(struct arena *arena, const struct image_data *image,
                         struct image_data *out)
{
    struct buf jpeg = {.kept_in = arena};
    bool ok = jpeg_write_grey(arena, image, &jpeg);
    out->components = 1;
    out->bytes = arena_take(arena, &jpeg);
    return ok;
}

bool image_make_grey(struct arena *arena, const struct image_data *image,
                     struct image_data *out)
{
    *out = *image;
    out->profile = (struct str){0};
    if (image->kind == IMAGE_DRAWING || image->components == 1) {
        return true;
    }
    return image->kind == IMAGE_DCT ? drop_colours(arena, image, out)
                                    : weigh_packed(arena, image, out);
}
