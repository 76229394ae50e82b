/* Pixels as PDF's filters hold them. For image/ only. */
#ifndef OFFPRINT_IMAGE_PACK_H
#define OFFPRINT_IMAGE_PACK_H

#include "image/decode.h"

struct packing {
    struct arena *arena;   /* what is packed lives here */
    struct arena *scratch; /* what is needed meanwhile */
    struct deflater *deflater;
    size_t file_bytes; /* of the file that the pixels are of */
    bool exact;        /* what the file keeps exactly stays so, if no pixels were lost */
};

/* Packs in place: a JPEG of what was lossy or is a photograph, else deflated. False: no
 * memory. */
bool image_pack(const struct packing *packing, struct image_data *image);

/* Rows of `width` bytes with PNG's filters, each row with the one that suits it. Empty: no
 * memory. */
struct str image_filter(struct arena *arena, struct str bytes, size_t width, size_t step);

/* Undoes them (PNG 3, 9.2): rows of `width` bytes, each with its filter's number
 * in front, to rows without. `step`: bytes of a pixel. False: there is no such filter. */
bool image_unfilter(const unsigned char *from, size_t height, size_t width, size_t step,
                    unsigned char *to);

/* Of a packed picture, its alpha included. */
size_t image_packed_bytes(const struct image_data *image);

#endif
