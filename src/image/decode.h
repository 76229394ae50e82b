/* Decoders behind image.h: two functions a format, named in the table of image.c. */
#ifndef OFFPRINT_IMAGE_DECODE_H
#define OFFPRINT_IMAGE_DECODE_H

#include "base/buf.h"
#include "image/image.h"

enum image_result { IMAGE_READ, IMAGE_DAMAGED, IMAGE_NO_MEMORY };

/* The size, both sides above 0, from the header alone. */
typedef enum image_result image_size_reader(struct str bytes, struct image_size *out);

/* All of it, made smaller where a side has more pixels than `most` says (0: all stay).
 * Called only when the header has been read and is within the limits. */
typedef enum image_result image_decoder(struct arena *arena, struct str bytes,
                                        struct image_size most, struct image_data *out);

image_size_reader png_read_size, jpeg_read_size, gif_read_size, webp_read_size,
    bmp_read_size, ico_read_size;
image_decoder png_decode, jpeg_decode, gif_decode, webp_decode, bmp_decode, ico_decode;

/* The profile, where a PDF may carry it for so many components and it says more than
 * "sRGB"; else empty. profile.c */
struct str profile_check(struct str icc, uint8_t components);

/* Whether a side of so many pixels is near `most`, or above it; of 0 none is. */
bool image_is_fine(struct image_size size, struct image_size most);

/* The colors of pixels as a JPEG; `arena` for what is needed meanwhile. What was lossy and
 * is as large as it was is kept the more coarsely the larger `step` is, up to JPEG_STEPS.
 * False: no memory. */
#define JPEG_STEPS 4
bool jpeg_write(struct arena *arena, const struct image_data *image, unsigned step,
                struct buf *out);

/* A JPEG file, upright or not, as one of greys, and as one of inks. */
bool jpeg_write_grey(struct arena *arena, const struct image_data *image, struct buf *out);
bool jpeg_write_inks(struct arena *arena, const struct image_data *image,
                     const struct press *press, struct buf *out);

#endif
