/* WebP through libwebp's decoder, into memory of ours; of a moving picture its first frame,
 * which stands in the file as an ANMF chunk (RFC 9649, 2.7.1.2). */
#include "base/memory_watch.h"
#include "image/decode.h"
#include "image/raster.h"

#include <webp/decode.h>

#define CHUNK_HEAD 8
#define FRAME_HEAD 16

static const uint8_t *bytes_of(struct str bytes)
{
    return (const uint8_t *)bytes.ptr;
}

static uint32_t read_u24(const uint8_t *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
}

enum image_result webp_read_size(struct str bytes, struct image_size *out)
{
    WebPBitstreamFeatures facts;
    if (WebPGetFeatures(bytes_of(bytes), bytes.len, &facts) != VP8_STATUS_OK ||
        facts.width <= 0 || facts.height <= 0) {
        return IMAGE_DAMAGED;
    }
    *out = (struct image_size){(uint32_t)facts.width, (uint32_t)facts.height};
    return IMAGE_READ;
}

/* Where a picture stands on the canvas of its file. */
struct frame {
    struct image_size canvas;
    uint32_t left, top, width, height;
    struct str bytes;
    size_t channels;
    bool lossy;
    uint8_t *pixels;
};

/* What the first chunk of that name holds, as far as the file goes; empty: there is none.
 */
static struct str find_chunk(struct str file, const char *name)
{
    size_t at = 12; /* behind "RIFF", the size and "WEBP" */
    while (at + CHUNK_HEAD <= file.len) {
        const uint8_t *head = bytes_of(file) + at;
        size_t len = read_u24(head + 4) | (size_t)head[7] << 24;
        at += CHUNK_HEAD;
        struct str chunk = str_sub(file, at, len < file.len - at ? at + len : file.len);
        if (memcmp(head, name, 4) == 0) {
            return chunk;
        }
        at += chunk.len + len % 2;
    }
    return (struct str){0};
}

/* Of the first frame's chunk; false: there is none. */
static bool find_frame(struct str file, struct frame *frame)
{
    struct str chunk = find_chunk(file, "ANMF");
    if (chunk.len <= FRAME_HEAD) {
        return false;
    }
    frame->left = 2 * read_u24(bytes_of(chunk));
    frame->top = 2 * read_u24(bytes_of(chunk) + 3);
    frame->bytes = str_skip(chunk, FRAME_HEAD);
    return true;
}

static bool read_facts(struct str file, struct frame *frame)
{
    WebPBitstreamFeatures facts;
    if (WebPGetFeatures(bytes_of(file), file.len, &facts) != VP8_STATUS_OK) {
        return false;
    }
    *frame = (struct frame){.canvas = {(uint32_t)facts.width, (uint32_t)facts.height},
                            .bytes = file};
    bool moving = facts.has_animation;
    if (moving && (!find_frame(file, frame) ||
                   WebPGetFeatures(bytes_of(frame->bytes), frame->bytes.len, &facts) !=
                       VP8_STATUS_OK)) {
        return false;
    }
    frame->width = (uint32_t)facts.width;
    frame->height = (uint32_t)facts.height;
    frame->lossy = facts.format == 1;
    bool whole =
        frame->width == frame->canvas.width && frame->height == frame->canvas.height;
    frame->channels = facts.has_alpha || !whole ? 4 : 3;
    return frame->width <= frame->canvas.width && frame->height <= frame->canvas.height;
}

static enum image_result read_frame(struct arena *arena, struct frame *frame)
{
    size_t stride = frame->width * frame->channels;
    WebPDecoderConfig config;
    frame->pixels = arena_alloc(arena, frame->height, stride);
    if (!frame->pixels) {
        return IMAGE_NO_MEMORY;
    }
    if (!WebPInitDecoderConfig(&config)) {
        return IMAGE_DAMAGED; /* a library of another version */
    }
    config.output.colorspace = frame->channels == 4 ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = frame->pixels;
    config.output.u.RGBA.stride = (int)stride;
    config.output.u.RGBA.size = stride * frame->height;
    VP8StatusCode status;
    unsigned runs = 0;
    do {
        memory_watch_begin();
        status = WebPDecode(bytes_of(frame->bytes), frame->bytes.len, &config);
        WebPFreeDecBuffer(&config.output);
    } while (status != VP8_STATUS_OK && memory_watch_again(&runs));
    /* What a lossless picture could not have it calls an error of the picture. */
    bool short_of_memory = status == VP8_STATUS_OUT_OF_MEMORY || memory_watch_failed();
    return status == VP8_STATUS_OK ? IMAGE_READ
           : short_of_memory       ? IMAGE_NO_MEMORY
                                   : IMAGE_DAMAGED;
}

/* A row of the canvas; clear where the frame is not. */
static void paint_row(const struct frame *frame, uint32_t y, uint8_t *row)
{
    uint32_t room =
        frame->left < frame->canvas.width ? frame->canvas.width - frame->left : 0;
    uint32_t width = frame->width < room ? frame->width : room;
    memset(row, 0, frame->canvas.width * frame->channels);
    if (width && y >= frame->top && y - frame->top < frame->height) {
        memcpy(row + frame->left * frame->channels,
               frame->pixels + (size_t)(y - frame->top) * frame->width * frame->channels,
               width * frame->channels);
    }
}

enum image_result webp_decode(struct arena *arena, struct str bytes, struct image_size most,
                              struct image_data *out)
{
    struct frame frame;
    struct raster raster;
    if (!read_facts(bytes, &frame)) {
        return IMAGE_DAMAGED;
    }
    uint8_t *row = arena_alloc(arena, frame.canvas.width, frame.channels);
    if (!row || !raster_begin(&raster, arena, frame.canvas,
                              image_size_within(frame.canvas, most), frame.channels)) {
        return IMAGE_NO_MEMORY;
    }
    enum image_result result = read_frame(arena, &frame);
    for (uint32_t y = 0; y < frame.canvas.height && result == IMAGE_READ; y++) {
        paint_row(&frame, y, row);
        raster_add(&raster, row);
    }
    result = result == IMAGE_READ ? raster_finish(&raster, out) : result;
    out->lossy = frame.lossy;
    out->fine = frame.lossy && image_is_fine(frame.canvas, most);
    out->profile = arena_str(arena, profile_check(find_chunk(bytes, "ICCP"), 3));
    return result;
}
