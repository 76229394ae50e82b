/* PNG through libpng, which turns palettes, 16 bits, interlacing, gamma and transparency
 * into 8-bit gray or RGB with alpha. Not by its simplified interface: that one mixes
 * up the rows of interlaced 16-bit pictures (libpng issue 853). The rows as the file has
 * them deflated are handed on, too, where a PDF can show them. */
#include "base/deflate.h"
#include "image/decode.h"
#include "image/raster.h"

#include <setjmp.h>
#include <string.h>

#include <png.h>

#define SIGNATURE_BYTES 8
#define CHUNK_FRAME 12    /* bytes around a chunk's data: length, name, sum */
#define GAMMA_LEAST 43182 /* what libpng takes for sRGB's 45455, in 100,000ths */
#define GAMMA_MOST 47727

static uint32_t read_u32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

enum image_result png_read_size(struct str bytes, struct image_size *out)
{
    if (bytes.len < 33 || memcmp(bytes.ptr + 12, "IHDR", 4) != 0) {
        return IMAGE_DAMAGED;
    }
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    out->width = read_u32(p + 16);
    out->height = read_u32(p + 20);
    return out->width > 0 && out->height > 0 ? IMAGE_READ : IMAGE_DAMAGED;
}

struct png_source {
    struct str bytes;
    size_t at;
};

/* What libpng has no memory for it may leave out with a warning, as a profile of colors:
 * the arena remembers that. All of it goes at once. */
static png_voidp take_memory(png_structp png, png_alloc_size_t bytes)
{
    return arena_alloc(png_get_mem_ptr(png), bytes, 1);
}

static void give_back(png_structp png, png_voidp piece)
{
    (void)png;
    (void)piece;
}

static void take_bytes(png_structp png, png_bytep to, size_t len)
{
    struct png_source *source = png_get_io_ptr(png);
    if (len > source->bytes.len - source->at) {
        png_error(png, "the file ends early");
    }
    memcpy(to, source->bytes.ptr + source->at, len);
    source->at += len;
}

/* libpng's own way out; only its frames are skipped. */
static void stop_reading(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void be_quiet(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

/* Colors by a profile stay as they are stored, whatever gamma is said beside it. */
static void ask_for_plain_pixels(png_structp png, bool has_profile)
{
    if (!has_profile) {
        png_set_alpha_mode(png, PNG_ALPHA_PNG, PNG_DEFAULT_sRGB);
    }
    png_set_expand(png);
    png_set_scale_16(png);
    (void)png_set_interlace_handling(png);
}

static struct str read_profile(struct arena *arena, png_structp png, png_infop info)
{
    png_charp name;
    png_bytep icc;
    png_uint_32 len;
    int method, kind = png_get_color_type(png, info);
    struct str profile = {0};
    if (png_get_iCCP(png, info, &name, &method, &icc, &len)) {
        profile = profile_check(str_make((const char *)icc, len),
                                kind & PNG_COLOR_MASK_COLOR ? 3 : 1);
    }
    return arena_str(arena, profile);
}

/* Whether the stored numbers are those that are shown: exact rows of up to 8 bits, with no
 * alpha between them and no gamma but sRGB's. */
static bool keeps_rows(png_structp png, png_infop info, bool has_profile)
{
    int kind = png_get_color_type(png, info);
    png_fixed_point gamma;
    bool as_srgb = has_profile || !png_get_gAMA_fixed(png, info, &gamma) ||
                   (gamma > GAMMA_LEAST && gamma < GAMMA_MOST);
    return !(kind & PNG_COLOR_MASK_ALPHA) && png_get_bit_depth(png, info) <= 8 && as_srgb &&
           png_get_interlace_type(png, info) == PNG_INTERLACE_NONE;
}

/* The data of the file's IDAT chunks, one after the other. */
static struct str join_data(struct arena *arena, struct str file)
{
    struct buf joined = {.kept_in = arena};
    size_t at = SIGNATURE_BYTES;
    while (at + CHUNK_FRAME <= file.len) {
        size_t len = read_u32((const unsigned char *)file.ptr + at);
        if (len > file.len - at - CHUNK_FRAME) {
            break;
        }
        if (memcmp(file.ptr + at + 4, "IDAT", 4) == 0) {
            buf_add(&joined, str_sub(file, at + 8, at + 8 + len));
        }
        at += len + CHUNK_FRAME;
    }
    return arena_take(arena, &joined);
}

/* As many bytes as its rows have, and its sum right: a PDF's reader has no second try. */
static bool is_whole(struct arena *arena, struct str data, size_t len)
{
    struct buf rows = {.kept_in = arena};
    bool whole = inflate_zlib(data, len, &rows) && rows.len == len;
    buf_clear(&rows);
    return whole;
}

static struct deflated keep_rows(struct arena *arena, struct str file, png_structp png,
                                 png_infop info)
{
    png_colorp colors = NULL;
    int count = 0;
    bool indexed = png_get_color_type(png, info) == PNG_COLOR_TYPE_PALETTE;
    struct deflated kept = {.components = png_get_channels(png, info),
                            .bits = png_get_bit_depth(png, info),
                            .bytes = join_data(arena, file)};
    size_t width = png_get_rowbytes(png, info) + 1;
    if (!is_whole(arena, kept.bytes, width * png_get_image_height(png, info)) ||
        (indexed && !png_get_PLTE(png, info, &colors, &count))) {
        return (struct deflated){0};
    }
    if (indexed) {
        count = count < 1 << kept.bits ? count : 1 << kept.bits;
        kept.palette = arena_str(
            arena, str_make((const char *)colors, (size_t)count * sizeof *colors));
    }
    return kept;
}

/* The interlaced ones come in passes over the whole picture. */
static enum image_result read_interlaced(png_structp png, struct raster *raster)
{
    size_t row_bytes = raster->from.width * raster->channels, height = raster->from.height;
    char *buffer = arena_alloc(raster->arena, row_bytes, height);
    png_bytep *rows = ARENA_ARRAY(raster->arena, png_bytep, height);
    if (!buffer || !rows) {
        return IMAGE_NO_MEMORY;
    }
    for (size_t y = 0; y < height; y++) {
        rows[y] = (png_bytep)buffer + y * row_bytes;
    }
    png_read_image(png, rows);
    for (size_t y = 0; y < height; y++) {
        raster_add(raster, rows[y]);
    }
    return IMAGE_READ;
}

static enum image_result read_rows(png_structp png, struct raster *raster)
{
    png_bytep row = arena_alloc(raster->arena, raster->from.width, raster->channels);
    if (!row) {
        return IMAGE_NO_MEMORY;
    }
    for (uint32_t y = 0; y < raster->from.height; y++) {
        png_read_row(png, row, NULL);
        raster_add(raster, row);
    }
    return IMAGE_READ;
}

/* What is said of the picture beside its pixels. */
struct facts {
    struct str profile;
    struct deflated kept;
};

static enum image_result read_pixels(png_structp png, png_infop info, struct str file,
                                     struct image_size most, struct raster *raster,
                                     struct facts *facts)
{
    struct arena *arena = raster->arena;
    if (setjmp(png_jmpbuf(png))) {
        return IMAGE_DAMAGED;
    }
    png_set_benign_errors(png, 1);
    png_set_user_limits(png, IMAGE_SIDE_LIMIT, IMAGE_SIDE_LIMIT);
    png_read_info(png, info);
    struct image_size from = {png_get_image_width(png, info),
                              png_get_image_height(png, info)};
    struct image_size to = image_size_within(from, most);
    facts->profile = read_profile(arena, png, info);
    if (to.width == from.width && to.height == from.height &&
        keeps_rows(png, info, facts->profile.len > 0)) {
        facts->kept = keep_rows(arena, file, png, info);
    }
    ask_for_plain_pixels(png, facts->profile.len > 0);
    png_read_update_info(png, info);
    size_t channels = png_get_channels(png, info);
    if (png_get_rowbytes(png, info) != from.width * channels) {
        return IMAGE_DAMAGED;
    }
    if (!raster_begin(raster, arena, from, to, channels)) {
        return IMAGE_NO_MEMORY;
    }
    return png_get_interlace_type(png, info) == PNG_INTERLACE_NONE
               ? read_rows(png, raster)
               : read_interlaced(png, raster);
}

enum image_result png_decode(struct arena *arena, struct str bytes, struct image_size most,
                             struct image_data *out)
{
    struct png_source source = {.bytes = bytes};
    struct raster raster = {.arena = arena};
    struct facts facts = {.profile = {0}};
    struct arena memory;
    enum image_result result = IMAGE_NO_MEMORY;
    arena_init_within(&memory, 0, arena->budget);
    png_structp png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, NULL, stop_reading,
                                               be_quiet, &memory, take_memory, give_back);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (info) {
        png_set_read_fn(png, &source, take_bytes);
        result = read_pixels(png, info, bytes, most, &raster, &facts);
    }
    png_destroy_read_struct(&png, &info, NULL);
    result = arena_failed(&memory)  ? IMAGE_NO_MEMORY
             : result == IMAGE_READ ? raster_finish(&raster, out)
                                    : result;
    arena_clear(&memory);
    out->profile = facts.profile;
    out->kept = facts.kept;
    return result;
}
