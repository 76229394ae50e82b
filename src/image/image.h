/* Images: header sizes, and what a PDF shows, behind one front door.
 *
 * PNG through libpng, JPEG through libjpeg-turbo, WebP through libwebp, GIF, BMP and ICO by
 * decoders of our own; a further format is a row in image.c and a file with its decoder. Of
 * a moving picture the first one is shown. Bytes come from an untrusted site: every size is
 * checked against the limits before anything is decoded. */
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
    IMAGE_PIXELS,  /* 8 bits a component, rows without padding */
    IMAGE_INDEXES, /* of a palette, rows of whole bytes; not what is packed */
    IMAGE_PACKED,  /* the same, deflated (zlib) */
    IMAGE_DCT,     /* a JPEG file */
    IMAGE_DRAWING, /* no pixels: a drawing of drawing/ */
};

struct drawing; /* drawing/drawing.h, which knows this header, not the other way */

/* Rows of colors or indexes, deflated behind PNG's filters. */
struct deflated {
    struct str bytes, palette; /* as below */
    uint8_t components, bits;
};

struct image_data {
    enum image_kind kind;
    uint32_t width, height; /* upright; above 0 */
    uint8_t components;     /* 1 gray, or one of a palette, 3 RGB, 4 inks */
    uint8_t orientation;    /* DCT: Exif's, 1 to 8, how the file's pixels lie; else 0 */
    uint8_t bits;           /* packed, indexes: of a component; else 8 */
    bool scaled;            /* it has fewer pixels than the file */
    bool lossy;             /* pixels: of a format that keeps them about as they were */
    bool dense;             /* pixels: the file takes far more room than its print needs */
    bool fine;              /* pixels: nearly as many as its print has use for */
    bool predicted;         /* each row begins with its filter, as in PNG: packed, greys */
    bool alpha_predicted;   /* the same of alpha */
    struct str bytes;       /* in the arena, or all or part of the file's own */
    struct str palette;     /* packed, indexes: RGB of each, three bytes; or empty */
    struct deflated kept;   /* pixels: as the file itself has them; or no bytes */
    struct str profile;     /* ICC's, of what its colors are; empty: sRGB */
    struct str alpha; /* 8 bits a pixel, or empty when opaque; packed with the bytes */
    const struct drawing *drawing; /* IMAGE_DRAWING; width and height are its, rounded */
};

struct deflater;

/* Decodes fully, so that damage is found here ("image-damaged" at `place`, false). What has
 * more pixels to a side than `most` (0: all may stay) is made smaller. A gray or RGB JPEG
 * that need not be keeps its bytes up to its end, which are borrowed, unless it has nearly
 * as many pixels as `most` and far more bytes than these need; CMYK is converted to RGB. Of
 * profiles only those of other RGB and gray than sRGB's are kept. */
bool image_decode(struct arena *arena, struct str bytes, struct image_size most,
                  struct place place, struct image_data *out, struct report *report);

/* The same for a PDF: no pixels come out. They stand in memory only until they are packed,
 * so that no two pictures do. Photographs become JPEGs, exact ones only where `most` says
 * something; a lossy WebP becomes one that is no larger, as far as that is not seen; what
 * takes more room than the file it was made of stays as it was. `deflater` of the level
 * that the file is to have. */
bool image_decode_packed(struct arena *arena, struct str bytes, struct image_size most,
                         struct place place, struct deflater *deflater,
                         struct image_data *out, struct report *report);

/* What was decoded for a PDF, in the inks of a press (NULL: in greys), without a profile: a
 * JPEG, pixels of four components (of one), or, where it has few colours, its indexes as
 * they are, whose palette waits to be turned. Greys and alpha stay as they are. False: no
 * memory. */
struct press;
bool image_recolor(struct arena *arena, const struct image_data *image,
                   const struct press *press, struct image_data *out);

/* Exact pixels or a palette, three bytes each, in inks: black is black ink alone, so that
 * lines and letters have one edge. */
void image_ink(const struct press *press, const uint8_t *rgb, size_t count, uint8_t *inks);

#endif
