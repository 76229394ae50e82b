/* Decoders behind image.h: two functions a format, named in the table of image.c. */
#ifndef OFFPRINT_IMAGE_DECODE_H
#define OFFPRINT_IMAGE_DECODE_H

#include "image/image.h"

enum image_result { IMAGE_READ, IMAGE_DAMAGED, IMAGE_NO_MEMORY };

/* The size, both sides above 0, from the header alone. */
typedef enum image_result image_size_reader(struct str bytes, struct image_size *out);

/* All of it. Called only when the header has been read and is within the limits. */
typedef enum image_result image_decoder(struct arena *arena, struct str bytes,
                                        struct image_data *out);

image_size_reader png_read_size, jpeg_read_size;
image_decoder png_decode, jpeg_decode;

#endif
