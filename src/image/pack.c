/* What is lossless stays so, by indexes of a palette where there are few colors, else with
 * or without PNG's filters in front, whichever is smaller; filters are tried where deflate
 * alone makes more of it than the file was, and the file's own are kept where they do
 * better. Only a photograph, told by what it takes deflated and as a JPEG, becomes one. */
#include "image/pack.h"

#include "base/deflate.h"

#include <stdlib.h>

#define ALPHA_PART 4 /* of a file, that is a lot */
#define COLOR_COUNT 256
#define PIXELS_PER_COLOR 16 /* at least, or the palette costs what it saves */
#define PHOTOGRAPH_TIMES 4  /* deflated it is so many times as large as a JPEG */
#define PHOTOGRAPH_BITS 4   /* of a pixel, deflated, at the least */

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

bool image_unfilter(const unsigned char *from, size_t height, size_t width, size_t step,
                    unsigned char *to)
{
    const unsigned char *above = NULL;
    for (size_t y = 0; y < height; y++) {
        unsigned char filter = *from++;
        for (size_t i = 0; i < width; i++) {
            int left = i < step ? 0 : to[i - step], up = above ? above[i] : 0;
            int corner = i < step || !above ? 0 : above[i - step];
            int guesses[FILTERS] = {0, left, up, (left + up) / 2, paeth(left, up, corner)};
            if (filter >= FILTERS) {
                return false;
            }
            to[i] = (unsigned char)(from[i] + guesses[filter]);
        }
        above = to;
        from += width;
        to += width;
    }
    return true;
}

/* Rows of bytes as they stand in memory. */
struct rows {
    struct str bytes;
    size_t width; /* bytes of one */
    size_t step;  /* of a pixel */
};

/* Each row with the filter that suits it, its number in front. Empty: no memory. */
struct str image_filter(struct arena *arena, struct str bytes, size_t width, size_t step)
{
    size_t height = bytes.len / width;
    const unsigned char *row = (const unsigned char *)bytes.ptr, *above = NULL;
    unsigned char *out = arena_alloc(arena, height, width + 1);
    unsigned char *tried = arena_alloc(arena, width, 1), *to = out;
    for (size_t y = 0; y < height && out && tried; y++) {
        uint64_t least = UINT64_MAX;
        for (int filter = 0; filter < FILTERS; filter++) {
            uint64_t sum = filter_row((enum filter)filter, row, above, width, step, tried);
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
    return out && tried ? str_make((const char *)out, (width + 1) * height)
                        : (struct str){0};
}

/* Deflated, and where that has more than `enough` bytes with filters, too, if they help.
 * False: no memory. */
static bool deflate_rows(const struct packing *packing, struct rows rows, size_t enough,
                         struct str *out, bool *predicted)
{
    struct str filtered;
    *predicted = false;
    if (!deflate_bytes(packing, rows.bytes, out)) {
        return false;
    }
    if (out->len <= enough) {
        return true;
    }
    struct str behind_filters =
        image_filter(packing->scratch, rows.bytes, rows.width, rows.step);
    if (behind_filters.len == 0 || !deflate_bytes(packing, behind_filters, &filtered)) {
        return false;
    }
    *predicted = filtered.len < out->len;
    *out = *predicted ? filtered : *out;
    return true;
}

/* Colors as they are met first, looked up by a table of twice the room. */
struct palette {
    unsigned char colors[3 * COLOR_COUNT];
    size_t count;
    uint16_t slots[2 * COLOR_COUNT]; /* index + 1; 0: free */
};

/* COLOR_COUNT: there are more colors than that. */
static size_t palette_index(struct palette *palette, const unsigned char *color)
{
    size_t slot =
        ((size_t)color[0] * 31 + (size_t)color[1] * 17 + color[2] * 7U) % (2 * COLOR_COUNT);
    for (; palette->slots[slot]; slot = (slot + 1) % (2 * COLOR_COUNT)) {
        size_t index = palette->slots[slot] - 1U;
        if (memcmp(palette->colors + 3 * index, color, 3) == 0) {
            return index;
        }
    }
    if (palette->count < COLOR_COUNT) {
        memcpy(palette->colors + 3 * palette->count, color, 3);
        palette->slots[slot] = (uint16_t)++palette->count;
        return palette->count - 1;
    }
    return COLOR_COUNT;
}

/* The picture by indexes, where it has few enough colors for its size; else `*indexes` is
 * empty. False: no memory. */
static bool find_palette(const struct packing *packing, const struct image_data *image,
                         struct palette *palette, struct str *indexes)
{
    size_t count = (size_t)image->width * image->height;
    unsigned char *bytes =
        image->components == 3 ? arena_alloc(packing->scratch, count, 1) : NULL;
    *palette = (struct palette){.count = 0};
    *indexes = (struct str){0};
    for (size_t i = 0; i < count && bytes; i++) {
        const unsigned char *color = (const unsigned char *)image->bytes.ptr + 3 * i;
        bool same = i > 0 && memcmp(color - 3, color, 3) == 0;
        size_t index = same ? bytes[i - 1] : palette_index(palette, color);
        if (index == COLOR_COUNT) {
            return true;
        }
        bytes[i] = (unsigned char)index;
    }
    if (bytes && palette->count * PIXELS_PER_COLOR <= count) {
        *indexes = str_make((const char *)bytes, count);
    }
    return bytes || image->components != 3;
}

static bool deflate_indexes(const struct packing *packing, struct image_data *image,
                            bool *taken)
{
    struct palette palette;
    struct str indexes, packed;
    *taken = false;
    if (!find_palette(packing, image, &palette, &indexes) ||
        !deflate_bytes(packing, indexes, &packed)) {
        return false;
    }
    if (indexes.len) {
        *taken = true;
        image->kind = IMAGE_PACKED;
        image->components = 1;
        image->bits = 8;
        image->bytes = packed;
        image->palette = arena_str(
            packing->arena, str_make((const char *)palette.colors, 3 * palette.count));
    }
    return true;
}

static bool deflate_colors(const struct packing *packing, struct image_data *image)
{
    bool taken;
    struct image_data indexed = *image;
    size_t rest =
        packing->file_bytes > image->alpha.len ? packing->file_bytes - image->alpha.len : 0;
    if (!deflate_indexes(packing, &indexed, &taken)) {
        return false;
    }
    if (taken && indexed.bytes.len <= rest) {
        *image = indexed;
        return true;
    }
    struct rows rows = {image->bytes, (size_t)image->width * image->components,
                        image->components};
    image->kind = IMAGE_PACKED;
    image->bits = 8;
    if (!deflate_rows(packing, rows, image->scaled ? 0 : rest, &image->bytes,
                      &image->predicted)) {
        return false;
    }
    *image = taken && indexed.bytes.len < image->bytes.len ? indexed : *image;
    return true;
}

/* `jpeg` takes the colors' place. */
static void take_jpeg(struct image_data *image, struct str jpeg)
{
    image->bytes = jpeg;
    image->kind = IMAGE_DCT;
    image->orientation = 1;
}

/* What the file itself has of the pixels, where that is less. */
static void keep_deflated(const struct packing *packing, struct image_data *image)
{
    const struct deflated *kept = &image->kept;
    if (kept->bytes.len > 0 &&
        kept->bytes.len + kept->palette.len <= image->bytes.len + image->palette.len) {
        image->bytes = kept->bytes;
        image->palette = arena_str(packing->arena, kept->palette);
        image->components = kept->components;
        image->bits = kept->bits;
        image->predicted = true;
    }
}

/* A drawing takes few bits of a pixel, deflated. */
static bool may_be_photograph(const struct packing *packing, const struct image_data *image)
{
    size_t pixels = (size_t)image->width * image->height;
    return image->lossy || image->scaled ||
           (!packing->exact && image->bytes.len > pixels / 8 * PHOTOGRAPH_BITS);
}

/* What was lossy is kept as coarsely as makes it no larger than its file, within what is
 * not seen. False: no memory. */
static bool write_jpeg(const struct packing *packing, const struct image_data *image,
                       struct str *out)
{
    size_t rest =
        packing->file_bytes > image->alpha.len ? packing->file_bytes - image->alpha.len : 0;
    unsigned steps =
        image->lossy && !image->scaled && !image->dense && !image->fine ? JPEG_STEPS : 1;
    *out = (struct str){0};
    for (unsigned step = 0; step < steps && (step == 0 || out->len > rest); step++) {
        struct buf jpeg = {.kept_in = packing->scratch};
        if (!jpeg_write(packing->scratch, image, step, &jpeg)) {
            buf_clear(&jpeg);
            return false;
        }
        *out = arena_take(packing->scratch, &jpeg);
    }
    return true;
}

static bool pack_colors(const struct packing *packing, struct image_data *image)
{
    struct image_data colors = *image;
    struct str written;
    if (!image->lossy) {
        if (!deflate_colors(packing, image)) {
            return false;
        }
        keep_deflated(packing, image);
    }
    if (!may_be_photograph(packing, image)) {
        return true;
    }
    if (!write_jpeg(packing, &colors, &written)) {
        return false;
    }
    if (image->lossy || written.len < image->bytes.len / PHOTOGRAPH_TIMES) {
        *image = colors;
        take_jpeg(image, written);
    }
    return true;
}

/* Alpha is mostly a small part of a file; where it is not, filters may help. */
static bool deflate_alpha(const struct packing *packing, struct image_data *image)
{
    struct rows rows = {image->alpha, image->width, 1};
    return image->alpha.len == 0 ||
           deflate_rows(packing, rows, packing->file_bytes / ALPHA_PART, &image->alpha,
                        &image->alpha_predicted);
}

static bool pack_indexes(const struct packing *packing, struct image_data *image)
{
    struct rows rows = {image->bytes, image->bytes.len / image->height, 1};
    image->kind = IMAGE_PACKED;
    image->palette = arena_str(packing->arena, image->palette);
    return deflate_rows(packing, rows, packing->file_bytes, &image->bytes,
                        &image->predicted);
}

bool image_pack(const struct packing *packing, struct image_data *image)
{
    if (image->kind == IMAGE_INDEXES
            ? !pack_indexes(packing, image)
            : !deflate_alpha(packing, image) || !pack_colors(packing, image)) {
        return false;
    }
    image->bytes = arena_str(packing->arena, image->bytes);
    image->alpha = arena_str(packing->arena, image->alpha);
    return !arena_failed(packing->arena) && !arena_failed(packing->scratch);
}
