/* Images: header sizes, and what a PDF shows, behind one front door.
 *
 * PNG through libpng, JPEG through libjpeg-turbo; a further format is a row in image.c
 * and a file with its decoder. Bytes come from an untrusted site: every size is checked
 * against the limits before anything is decoded. */
#ifndef OFFPRINT_IMAGE_IMAGE_H
#define OFFPRINT_IMAGE_IMAGE_H

#include "base/arena.h"
#include "base/limits.h"
#include "base/report.h"

struct image_size {
    uint32_t width, height; /* pixels, upright (EXIF orientation applied) */
};

/* Reads the header only. False (reported as "image-damaged", "image-too-large" or
 * "image-type" at `place`, or memory is gone) when it cannot be shown. */
bool image_probe(struct str bytes, struct place place, struct image_size *out,
                 struct report *report);

/* What the bytes of a decoded image are; pdf/ writes each kind in its own way. */
enum image_kind {
    IMAGE_PIXELS, /* 8 bits a component, rows without padding */
    IMAGE_PACKED, /* the same, bytes and alpha deflated (zlib) */
    IMAGE_DCT,    /* the JPEG file as it was */
};

struct image_data {
    enum image_kind kind;
    uint32_t width, height; /* upright; above 0 */
    uint8_t components;     /* 1 gray, 3 RGB */
    struct str bytes;       /* in the arena, or the file's own */
    struct str alpha;       /* 8 bits a pixel, or empty when opaque */
};

struct deflater;

/* Decodes fully, so that damage is found here ("image-damaged" at `place`, false).
 * CMYK JPEGs are converted to RGB, turned ones are set upright; any other gray or RGB
 * JPEG keeps its bytes, which are borrowed. */
bool image_decode(struct arena *arena, struct str bytes, struct place place,
                  struct image_data *out, struct report *report);

/* The same with the pixels packed: they stand in memory whole only until then, so that no
 * two pictures do. `deflater` of the level that the file is to have. */
bool image_decode_packed(struct arena *arena, struct str bytes, struct place place,
                         struct deflater *deflater, struct image_data *out,
                         struct report *report);

#endif
