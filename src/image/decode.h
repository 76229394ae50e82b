/* Decoders behind image.h. Each checks the header's size against the limits first. */
#ifndef OFFPRINT_IMAGE_DECODE_H
#define OFFPRINT_IMAGE_DECODE_H

#include "image/image.h"

/* False: damaged. */
bool png_probe(struct str bytes, struct image_info *out);
bool png_decode(struct arena *arena, struct str bytes, struct image_data *out);
bool jpeg_probe(struct str bytes, struct image_info *out);
bool jpeg_decode(struct arena *arena, struct str bytes, struct image_data *out);

#endif
