/* Images: header sizes, and pixels behind one front door.
 *
 * PNG through libpng, JPEG through libjpeg-turbo. Bytes come from an untrusted
 * site: every size is checked against the limits before anything is decoded. */
#ifndef OFFPRINT_IMAGE_IMAGE_H
#define OFFPRINT_IMAGE_IMAGE_H

#include "base/arena.h"
#include "base/report.h"

#define IMAGE_PIXELS_LIMIT ((size_t)64 << 20) /* width * height */
#define IMAGE_SIDE_LIMIT 30000

enum image_type { IMAGE_UNKNOWN, IMAGE_PNG, IMAGE_JPEG, IMAGE_GIF, IMAGE_WEBP, IMAGE_SVG };

struct image_info {
    enum image_type type;
    uint32_t width, height; /* pixels, upright (EXIF orientation applied) */
    uint32_t dpi;           /* 0: not said */
};

enum image_type image_type_of(struct str bytes);
const char *
image_media_type(enum image_type type); /* "image/png"; "application/octet-stream" */

/* Reads the header only. False (reported as "image-damaged", "image-too-large" or
 * "image-type" at `place`) when it cannot be shown. */
bool image_probe(struct str bytes, struct place place, struct image_info *out,
                 struct report *report);

/* Ready for a PDF image XObject. */
enum image_encoding { IMAGE_RAW, IMAGE_DCT }; /* pixels, or the JPEG's own bytes */
struct image_data {
    enum image_encoding encoding;
    uint32_t width, height; /* upright */
    uint8_t components;     /* 1 gray, 3 RGB */
    struct str bytes;       /* 8 bits a component, rows without padding; or JPEG */
    struct str alpha;       /* 8 bits a pixel, or empty when opaque */
};

/* Decodes fully, so that damage is found here ("image-damaged" at `place`, false).
 * CMYK JPEGs are converted to RGB, turned ones are set upright; any other gray or RGB
 * JPEG keeps its bytes. */
bool image_decode(struct arena *arena, struct str bytes, struct place place,
                  struct image_data *out, struct report *report);

#endif
