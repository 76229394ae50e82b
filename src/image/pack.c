/* What is lossless stays so, with or without PNG's filters in front, whichever is smaller;
 * filters are tried where deflate alone makes more of it than the file was. Only what was
 * made smaller, and is a photograph, becomes a JPEG: its pixels are new anyway. */
#include "image/pack.h"

#include "base/deflate.h"

#include <stdlib.h>

#define PHOTOGRAPH_TIMES 4 /* deflated it is so many times as large as a JPEG */

size_t image_packed_bytes(const struct image_data *image)
{
    return image->bytes.len + image->alpha.len;
}

/* False: no memory. */
static bool deflate_bytes(const struct packing *packing, struct str bytes, struct str *out)
{
    struct buf packed = {.kept_in = packing->scratch};
    bool ok = bytes.len == 0 || deflate_zlib(packing->deflater, bytes, &packed);
    *out = arena_take(packing->scratch, &packed);
    return ok;
}

/* PNG's filters (PNG 3, 9.2): what a byte is above what its neighbors foretell: `left`, the
 * one `above`, and the one above the left. */
enum filter { FILTER_NONE, FILTER_LEFT, FILTER_ABOVE, FILTER_MEAN, FILTER_PAETH, FILTERS };

static int paeth(int left, int above, int corner)
{
    int guess = left + above - corner;
    int by_left = abs(guess - left), by_above = abs(guess - above),
        by_corner = abs(guess - corner);
    return by_left <= by_above && by_left <= by_corner ? left
           : by_above <= by_corner                     ? above
                                                       : corner;
}

/* One row; `above` is NULL for the first. Gives the sum of the bytes as distances from 0:
 * the row with the least is taken to pack best. */
static uint64_t filter_row(enum filter filter, const unsigned char *row,
                           const unsigned char *above, size_t len, size_t step,
                           unsigned char *to)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < len; i++) {
        int left = i < step ? 0 : row[i - step], up = above ? above[i] : 0;
        int corner = i < step || !above ? 0 : above[i - step], guess = 0;
        switch (filter) {
        case FILTER_NONE:
        case FILTERS: break;
        case FILTER_LEFT: guess = left; break;
        case FILTER_ABOVE: guess = up; break;
        case FILTER_MEAN: guess = (left + up) / 2; break;
        case FILTER_PAETH: guess = paeth(left, up, corner); break;
        }
        to[i] = (unsigned char)(row[i] - guess);
        sum += to[i] < 128 ? to[i] : 256U - to[i];
    }
    return sum;
}

/* Each row with the filter that suits it, its number in front. NULL: no memory. */
static unsigned char *filter_rows(const struct packing *packing,
                                  const struct image_data *image, size_t *len)
{
    size_t width = (size_t)image->width * image->components;
    const unsigned char *row = (const unsigned char *)image->bytes.ptr, *above = NULL;
    unsigned char *out = arena_alloc(packing->scratch, image->height, width + 1);
    unsigned char *tried = arena_alloc(packing->scratch, width, 1), *to = out;
    for (uint32_t y = 0; y < image->height && out && tried; y++) {
        uint64_t least = UINT64_MAX;
        for (int filter = 0; filter < FILTERS; filter++) {
            uint64_t sum = filter_row((enum filter)filter, row, above, width,
                                      image->components, tried);
            if (sum < least) {
                least = sum;
                *to = (unsigned char)filter;
                memcpy(to + 1, tried, width);
            }
        }
        above = row;
        row += width;
        to += width + 1;
    }
    *len = (width + 1) * image->height;
    return tried ? out : NULL;
}

static bool deflate_colors(const struct packing *packing, struct image_data *image)
{
    struct str plain, filtered;
    if (!deflate_bytes(packing, image->bytes, &plain)) {
        return false;
    }
    image->predicted = false;
    if (image->scaled || plain.len + image->alpha.len > packing->file_bytes) {
        size_t len;
        unsigned char *rows = filter_rows(packing, image, &len);
        if (!rows ||
            !deflate_bytes(packing, str_make((const char *)rows, len), &filtered)) {
            return false;
        }
        image->predicted = filtered.len < plain.len;
    }
    image->bytes = image->predicted ? filtered : plain;
    image->kind = IMAGE_PACKED;
    return true;
}

/* `jpeg` takes the colors' place. */
static void take_jpeg(struct image_data *image, struct str jpeg)
{
    image->bytes = jpeg;
    image->kind = IMAGE_DCT;
    image->orientation = 1;
    image->predicted = false;
}

static bool pack_colors(const struct packing *packing, struct image_data *image)
{
    struct buf jpeg = {.kept_in = packing->scratch};
    if ((image->lossy || image->scaled) && !jpeg_write(packing->scratch, image, &jpeg)) {
        buf_clear(&jpeg);
        return false;
    }
    struct str written = arena_take(packing->scratch, &jpeg);
    if (image->lossy) {
        take_jpeg(image, written);
    } else if (!deflate_colors(packing, image)) {
        return false;
    } else if (image->scaled && written.len < image->bytes.len / PHOTOGRAPH_TIMES) {
        take_jpeg(image, written);
    }
    return true;
}

bool image_pack(const struct packing *packing, struct image_data *image)
{
    if (!deflate_bytes(packing, image->alpha, &image->alpha) ||
        !pack_colors(packing, image)) {
        return false;
    }
    image->bytes = arena_str(packing->arena, image->bytes);
    image->alpha = arena_str(packing->arena, image->alpha);
    return !arena_failed(packing->arena) && !arena_failed(packing->scratch);
}
