/* Rows of a picture in, its pixels out, made smaller on the way: a decoder that gives row
 * after row never has the whole of a large picture in memory. For image/ only. */
#ifndef OFFPRINT_IMAGE_RASTER_H
#define OFFPRINT_IMAGE_RASTER_H

#include "image/decode.h"

struct raster {
    struct arena *arena;
    struct image_size from, to; /* `to` is nowhere above `from` */
    size_t channels;            /* 1 to 4; an even one ends with alpha */
    unsigned char *pixels;      /* of all rows that are done */
    uint64_t *line, *sums;      /* of one row: as wide as `to`; as high, too, so far */
    uint32_t done;              /* rows of `to` */
    uint32_t missing;           /* of the next one, in shares of 1 / to.height */
};

/* Pixels of `from` in a picture of at most `most`, where that says something (0: all). */
struct image_size image_size_within(struct image_size from, struct image_size most);

/* False: no memory. */
bool raster_begin(struct raster *raster, struct arena *arena, struct image_size from,
                  struct image_size to, size_t channels);

/* From the top; from.width pixels of `channels` bytes. */
void raster_add(struct raster *raster, const unsigned char *row);

/* When all rows were added: color and alpha apart; alpha that is opaque everywhere goes. */
enum image_result raster_finish(struct raster *raster, struct image_data *out);

#endif
