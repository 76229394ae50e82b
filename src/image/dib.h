/* Device-independent bitmaps, the pictures within BMP and ICO files. For image/ only. */
#ifndef OFFPRINT_IMAGE_DIB_H
#define OFFPRINT_IMAGE_DIB_H

#include "image/decode.h"

struct dib {
    struct str bytes; /* from its header on; all offsets are from there */
    struct image_size size;
    bool from_top;
    unsigned bits, compression;
    size_t colors_at, color_count, color_bytes; /* of the palette */
    size_t pixels_at;
    size_t stride;     /* from one row to the next */
    size_t mask_at;    /* of an icon: a bit a pixel, set where it is clear; else 0 */
    uint32_t masks[4]; /* of 16 and 32 bits: red, green, blue, alpha */
};

/* `pixels_at` is 0 where the pixels follow the header. An icon's header counts the rows of
 * its mask, too. False: damaged, or of a kind that nobody shows. */
bool dib_read_head(struct str bytes, size_t pixels_at, bool icon, struct dib *out);

enum image_result dib_decode(struct arena *arena, const struct dib *dib,
                             struct image_size most, struct image_data *out);

static inline uint32_t dib_u16(const char *at)
{
    return (unsigned char)at[0] | (uint32_t)(unsigned char)at[1] << 8;
}

static inline uint32_t dib_u32(const char *at)
{
    return dib_u16(at) | dib_u16(at + 2) << 16;
}

#endif
