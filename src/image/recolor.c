/* Pictures in greys or in inks, of what was packed for a PDF: a JPEG keeps what it has of
 * brightness, or is written again in inks; other pixels are unpacked and turned one by one.
 */
#include "base/grey.h"

#include "base/deflate.h"
#include "image/decode.h"
#include "image/pack.h"
#include "press/press.h"

#define PART_PIXELS 4096 /* that are turned at a time */

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
static void weigh(const uint8_t *from, size_t step, size_t count, uint8_t *to)
{
    for (size_t i = 0; i < count; i++, from += 3 * step) {
        to[i] = grey_of(from[0], from[step], from[2 * step]);
    }
}

void image_ink(const struct press *press, const uint8_t *rgb, size_t count, uint8_t *inks)
{
    static const uint8_t black[PRESS_INKS] = {0, 0, 0, 255};
    press_inks(press, rgb, count, inks);
    for (size_t i = 0; i < count; i++) {
        if (rgb[3 * i] + rgb[3 * i + 1] + rgb[3 * i + 2] == 0) {
            memcpy(inks + i * PRESS_INKS, black, sizeof black);
        }
    }
}

static void ink(const struct press *press, const uint8_t *from, size_t step, size_t count,
                uint8_t *to)
{
    uint8_t part[3 * PART_PIXELS];
    for (size_t done = 0, most; done < count; done += most) {
        most = count - done < PART_PIXELS ? count - done : PART_PIXELS;
        for (size_t i = 0; i < 3 * most; i++) {
            part[i] = from[(3 * done + i) * step];
        }
        image_ink(press, part, most, to + done * PRESS_INKS);
    }
}

/* `press`: NULL for greys. */
static bool turn(struct arena *arena, const struct image_data *image, struct str colours,
                 const struct press *press, struct image_data *out)
{
    size_t count = (size_t)image->width * image->height, step = image->bits / 8;
    const uint8_t *from = (const uint8_t *)colours.ptr;
    out->kind = IMAGE_PIXELS;
    out->components = press ? PRESS_INKS : 1;
    out->bits = 8;
    uint8_t *to = arena_alloc(arena, count, out->components);
    if (!to) {
        return false;
    }
    press ? ink(press, from, step, count, to) : weigh(from, step, count, to);
    out->bytes = str_make((const char *)to, count * out->components);
    if (image->predicted) {
        out->bytes = image_filter(arena, out->bytes, (size_t)image->width * out->components,
                                  out->components);
    }
    return out->bytes.len > 0;
}

static bool turn_packed(struct arena *arena, const struct image_data *image,
                        const struct press *press, struct image_data *out)
{
    struct arena scratch;
    struct str colours;
    arena_init_within(&scratch, 0, arena->budget);
    size_t width = (size_t)image->width * 3 * image->bits / 8;
    bool ok =
        unpack(&scratch, image, width, &colours) && turn(arena, image, colours, press, out);
    arena_clear(&scratch);
    return ok;
}

static bool turn_jpeg(struct arena *arena, const struct image_data *image,
                      const struct press *press, struct image_data *out)
{
    struct buf jpeg = {.kept_in = arena};
    bool ok = press ? jpeg_write_inks(arena, image, press, &jpeg)
                    : jpeg_write_grey(arena, image, &jpeg);
    out->components = press ? PRESS_INKS : 1;
    out->bytes = arena_take(arena, &jpeg);
    return ok;
}

bool image_recolor(struct arena *arena, const struct image_data *image,
                   const struct press *press, struct image_data *out)
{
    *out = *image;
    out->profile = (struct str){0};
    if (image->kind == IMAGE_DRAWING || image->components == 1) {
        return true;
    }
    return image->kind == IMAGE_DCT ? turn_jpeg(arena, image, press, out)
                                    : turn_packed(arena, image, press, out);
}
