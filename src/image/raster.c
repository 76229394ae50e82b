/* Each pixel of the smaller picture is the mean of the area that it covers, in whole
 * numbers, so that the same comes out everywhere; every pixel is looked at once. The mean
 * is of the values as they are stored, as browsers take it. Color counts by its alpha:
 * what is not seen lends nothing. */
#include "image/raster.h"

static uint32_t at_most(uint32_t size, uint32_t most)
{
    return most && most < size ? most : size;
}

struct image_size image_size_within(struct image_size from, struct image_size most)
{
    return (struct image_size){at_most(from.width, most.width),
                               at_most(from.height, most.height)};
}

static bool is_same(const struct raster *raster)
{
    return raster->from.width == raster->to.width &&
           raster->from.height == raster->to.height;
}

static bool has_alpha(const struct raster *raster)
{
    return raster->channels % 2 == 0;
}

bool raster_begin(struct raster *raster, struct arena *arena, struct image_size from,
                  struct image_size to, size_t channels)
{
    *raster = (struct raster){.arena = arena,
                              .from = from,
                              .to = to,
                              .channels = channels,
                              .missing = from.height};
    size_t width = to.width * channels;
    raster->pixels = arena_alloc(arena, to.height, width);
    if (!is_same(raster)) {
        raster->line = ARENA_ARRAY(arena, uint64_t, width);
        raster->sums = ARENA_ARRAY(arena, uint64_t, width);
    }
    return raster->pixels && (is_same(raster) || (raster->line && raster->sums));
}

/* `weight` of one pixel goes to what stands at `to`. */
static void add_pixel(const struct raster *raster, const unsigned char *pixel,
                      uint64_t weight, uint64_t *to)
{
    size_t colors = raster->channels - (has_alpha(raster) ? 1 : 0);
    if (has_alpha(raster)) {
        to[colors] += pixel[colors] * weight;
        weight *= pixel[colors];
    }
    for (size_t c = 0; c < colors; c++) {
        to[c] += pixel[c] * weight;
    }
}

/* A pixel is to.width wide here, one of the result from.width: so each share is whole. */
static void gather_line(struct raster *raster, const unsigned char *row)
{
    uint64_t *to = raster->line;
    uint32_t missing = raster->from.width;
    memset(to, 0, raster->to.width * raster->channels * sizeof *to);
    for (uint32_t x = 0; x < raster->from.width; x++, row += raster->channels) {
        uint32_t width = raster->to.width;
        if (width >= missing) {
            add_pixel(raster, row, missing, to);
            to += raster->channels;
            width -= missing;
            missing = raster->from.width;
        }
        if (width) {
            add_pixel(raster, row, width, to);
            missing -= width;
        }
    }
}

static void add_line(struct raster *raster, uint64_t weight)
{
    size_t count = raster->to.width * raster->channels;
    for (size_t i = 0; i < count; i++) {
        raster->sums[i] += raster->line[i] * weight;
    }
}

/* The sums of a whole row become its pixels. */
static void finish_line(struct raster *raster)
{
    size_t channels = raster->channels, colors = channels - (has_alpha(raster) ? 1 : 0);
    uint64_t area = (uint64_t)raster->from.width * raster->from.height;
    size_t width = raster->to.width * channels;
    unsigned char *to = raster->pixels + raster->done * width;
    for (size_t i = 0; i < width; i += channels) {
        const uint64_t *sum = raster->sums + i;
        uint64_t whole = colors < channels ? sum[colors] : area;
        for (size_t c = 0; c < channels; c++) {
            uint64_t by = c < colors ? whole : area;
            to[i + c] = (unsigned char)(by ? (sum[c] + by / 2) / by : 0);
        }
    }
    memset(raster->sums, 0, width * sizeof *raster->sums);
    raster->done++;
}

void raster_add(struct raster *raster, const unsigned char *row)
{
    size_t width = raster->to.width * raster->channels;
    if (raster->done >= raster->to.height) {
        return;
    }
    if (is_same(raster)) {
        memcpy(raster->pixels + raster->done * width, row, width);
        raster->done++;
        return;
    }
    uint32_t height = raster->to.height;
    gather_line(raster, row);
    if (height >= raster->missing) {
        add_line(raster, raster->missing);
        finish_line(raster);
        height -= raster->missing;
        raster->missing = raster->from.height;
    }
    if (height) {
        add_line(raster, height);
        raster->missing -= height;
    }
}

static enum image_result split_alpha(struct raster *raster, struct image_data *out)
{
    size_t count = (size_t)out->width * out->height, step = raster->channels;
    char *alpha = arena_alloc(raster->arena, count, 1), *color = (char *)raster->pixels;
    if (!alpha) {
        return IMAGE_NO_MEMORY;
    }
    bool opaque = true;
    for (size_t i = 0; i < count; i++) {
        const char *pixel = (const char *)raster->pixels + i * step;
        alpha[i] = pixel[step - 1];
        memmove(color + i * out->components, pixel, out->components);
        opaque = opaque && alpha[i] == (char)0xFF;
    }
    out->bytes = str_make(color, count * out->components);
    out->alpha = str_make(alpha, opaque ? 0 : count);
    return IMAGE_READ;
}

enum image_result raster_finish(struct raster *raster, struct image_data *out)
{
    size_t count = (size_t)raster->to.width * raster->to.height;
    *out = (struct image_data){.kind = IMAGE_PIXELS,
                               .width = raster->to.width,
                               .height = raster->to.height,
                               .components = raster->channels > 2 ? 3 : 1,
                               .scaled = !is_same(raster)};
    if (raster->done < raster->to.height) {
        return IMAGE_DAMAGED;
    }
    out->bytes = str_make((const char *)raster->pixels, count * raster->channels);
    return has_alpha(raster) ? split_alpha(raster, out) : IMAGE_READ;
}
