/* Device-independent bitmaps: rows of 1 to 32 bits a pixel, from the bottom unless their
 * height is negative, by a palette or by masks of bits, run-length coded or not. A reader
 * of our own: no library of Debian's has one apart from a whole tool kit. */
#include "image/dib.h"

#include "image/raster.h"

#define CORE_BYTES 12 /* of the oldest header, whose sides have 16 bits */
#define INFO_BYTES 40
#define MASKS_BYTES 52 /* of those that hold masks themselves, or more */
#define COLOR_MOST 256
#define PIXELS_PER_CODE 128 /* 255 in two bytes, at the most */

enum compression { AS_IT_IS, RUNS_OF_8, RUNS_OF_4, BY_MASKS, BY_MASKS_AND_ALPHA = 6 };

static bool take_size(struct dib *dib, int64_t width, int64_t height, bool icon)
{
    dib->from_top = height < 0;
    height = height < 0 ? -height : height;
    height /= icon ? 2 : 1;
    bool ok = width > 0 && height > 0 && width <= INT32_MAX && height <= INT32_MAX;
    dib->size = ok ? (struct image_size){(uint32_t)width, (uint32_t)height}
                   : (struct image_size){0};
    return ok;
}

static int32_t read_i32(const char *at)
{
    uint32_t value = dib_u32(at);
    return value <= INT32_MAX ? (int32_t)value : -(int32_t)(UINT32_MAX - value) - 1;
}

/* Where a header says none, 16 bits have five of each color, and 32 have eight. */
static void read_masks(struct dib *dib, size_t header)
{
    static const uint32_t usual[2][4] = {{0x7C00, 0x3E0, 0x1F, 0},
                                         {0xFF0000, 0xFF00, 0xFF, 0xFF000000}};
    bool said = dib->compression == BY_MASKS || dib->compression == BY_MASKS_AND_ALPHA;
    bool four = header >= INFO_BYTES + 16 ||
                (header == INFO_BYTES && dib->compression == BY_MASKS_AND_ALPHA);
    size_t count = four ? 4 : 3;
    memcpy(dib->masks, usual[dib->bits == 32], sizeof dib->masks);
    dib->masks[3] = said ? 0 : dib->masks[3];
    for (size_t i = 0; i < count && said; i++) {
        dib->masks[i] = dib_u32(dib->bytes.ptr + INFO_BYTES + 4 * i);
    }
}

static bool suits(unsigned bits, unsigned compression)
{
    switch (compression) {
    case AS_IT_IS:
        return bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 ||
               bits == 32;
    case RUNS_OF_8: return bits == 8;
    case RUNS_OF_4: return bits == 4;
    case BY_MASKS:
    case BY_MASKS_AND_ALPHA: return bits == 16 || bits == 32;
    default: return false;
    }
}

static bool read_info(struct dib *dib, size_t header, bool icon, size_t *behind)
{
    const char *at = dib->bytes.ptr;
    if (!take_size(dib, read_i32(at + 4), read_i32(at + 8), icon)) {
        return false;
    }
    dib->bits = dib_u16(at + 14);
    dib->compression = dib_u32(at + 16);
    dib->color_count = dib_u32(at + 32);
    dib->color_bytes = 4;
    bool masks = header == INFO_BYTES && dib->compression >= BY_MASKS;
    size_t mask_bytes = dib->compression == BY_MASKS ? 12 : 16;
    *behind = header + (masks ? mask_bytes : 0);
    if (!suits(dib->bits, dib->compression) || *behind > dib->bytes.len) {
        return false;
    }
    read_masks(dib, header);
    return true;
}

static bool read_core(struct dib *dib, bool icon)
{
    const char *at = dib->bytes.ptr;
    dib->bits = dib_u16(at + 10);
    dib->color_bytes = 3;
    return take_size(dib, dib_u16(at + 4), dib_u16(at + 6), icon) &&
           suits(dib->bits, AS_IT_IS) && dib->bits <= 24 && dib->bits != 16;
}

/* Of bits a row, in bytes: four at a time. */
static size_t row_bytes(uint32_t width, unsigned bits)
{
    return ((size_t)width * bits + 31) / 32 * 4;
}

bool dib_read_head(struct str bytes, size_t pixels_at, bool icon, struct dib *out)
{
    size_t header = bytes.len >= CORE_BYTES ? dib_u32(bytes.ptr) : 0, behind = header;
    *out = (struct dib){.bytes = bytes};
    bool known = header == CORE_BYTES || header == INFO_BYTES || header >= MASKS_BYTES;
    if (!known || header > bytes.len ||
        !(header == CORE_BYTES ? read_core(out, icon)
                               : read_info(out, header, icon, &behind))) {
        return false;
    }
    size_t most = out->bits <= 8 ? (size_t)1 << out->bits : 0;
    bool usual = out->color_count == 0 || out->color_count > COLOR_MOST;
    size_t colors = usual ? most : out->color_count; /* that stand there */
    out->stride = row_bytes(out->size.width, out->bits);
    out->colors_at = behind;
    out->color_count = colors < most ? colors : most;
    out->pixels_at = pixels_at ? pixels_at : behind + colors * out->color_bytes;
    if (icon) {
        out->mask_at = out->pixels_at + out->stride * out->size.height;
    }
    return behind + out->color_count * out->color_bytes <= bytes.len &&
           out->pixels_at <= bytes.len;
}

/* Runs */

struct runs {
    struct str codes;
    size_t at;
    unsigned char *indexes; /* a byte a pixel, in rows from the top */
    bool from_top;          /* of the file's rows */
    struct image_size size;
    uint32_t x, y;
    bool halves; /* two pixels a byte */
};

static void put_index(struct runs *runs, unsigned index)
{
    if (runs->x < runs->size.width && runs->y < runs->size.height) {
        size_t row = runs->from_top ? runs->y : runs->size.height - 1 - runs->y;
        runs->indexes[row * runs->size.width + runs->x] = (unsigned char)index;
        runs->x++;
    }
}

/* The `i`th of the pixels that bytes hold. */
static unsigned index_at(const struct runs *runs, size_t from, size_t i)
{
    size_t at = from + (runs->halves ? i / 2 : i);
    unsigned byte = at < runs->codes.len ? (unsigned char)runs->codes.ptr[at] : 0;
    return !runs->halves ? byte : i % 2 ? byte & 15 : byte >> 4;
}

/* Pixels one by one, in an even number of bytes. */
static void put_plain(struct runs *runs, size_t count)
{
    size_t bytes = runs->halves ? (count + 1) / 2 : count;
    for (size_t i = 0; i < count; i++) {
        put_index(runs, index_at(runs, runs->at, i));
    }
    runs->at += bytes + bytes % 2;
}

/* False: the picture ends. */
static bool take_escape(struct runs *runs, unsigned code)
{
    if (code == 0) {
        runs->x = 0;
        runs->y++;
    } else if (code == 2 && runs->at + 2 <= runs->codes.len) {
        uint32_t right = (unsigned char)runs->codes.ptr[runs->at];
        uint32_t down = (unsigned char)runs->codes.ptr[runs->at + 1];
        runs->x = right < runs->size.width - runs->x ? runs->x + right : runs->size.width;
        runs->y += down;
        runs->at += 2;
    } else if (code > 2) {
        put_plain(runs, code);
    }
    return code != 1;
}

/* False: the codes end before the picture does. */
static bool read_runs(struct runs *runs)
{
    while (runs->at + 2 <= runs->codes.len && runs->y < runs->size.height) {
        unsigned count = (unsigned char)runs->codes.ptr[runs->at];
        unsigned code = (unsigned char)runs->codes.ptr[runs->at + 1];
        runs->at += 2;
        for (size_t i = 0; i < count; i++) {
            put_index(runs, index_at(runs, runs->at - 1, runs->halves ? i % 2 : 0));
        }
        if (count == 0 && !take_escape(runs, code)) {
            return true;
        }
    }
    return runs->y >= runs->size.height;
}

/* Pixels */

/* The bits of a mask as 0 to 255; `otherwise` where it has none. */
static unsigned char masked(uint32_t value, uint32_t mask, unsigned char otherwise)
{
    if (mask == 0) {
        return otherwise;
    }
    unsigned shift = 0;
    while (!(mask >> shift & 1)) {
        shift++;
    }
    uint64_t most = mask >> shift, part = (value & mask) >> shift;
    return (unsigned char)((part * 255 + most / 2) / most);
}

/* Red, green, blue and alpha. */
static void paint_pixel(const struct dib *dib, const char *row, size_t x, unsigned char *to)
{
    if (dib->bits == 24) {
        for (size_t c = 0; c < 3; c++) {
            to[c] = (unsigned char)row[3 * x + 2 - c];
        }
        to[3] = 255;
    } else if (dib->bits > 8) {
        uint32_t value = dib->bits == 16 ? dib_u16(row + 2 * x) : dib_u32(row + 4 * x);
        for (size_t c = 0; c < 4; c++) {
            to[c] = masked(value, dib->masks[c], c == 3 ? 255 : 0);
        }
    } else {
        size_t bit = x * dib->bits, low = 8 - dib->bits - bit % 8;
        size_t index = (size_t)(unsigned char)row[bit / 8] >> low & ((1U << dib->bits) - 1);
        const char *color = dib->bytes.ptr + dib->colors_at + index * dib->color_bytes;
        for (size_t c = 0; c < 3; c++) {
            to[c] = index < dib->color_count ? (unsigned char)color[2 - c] : 0;
        }
        to[3] = 255;
    }
}

/* Of 32 bits an icon's eight that no color has are alpha, unless none has any; a picture's
 * count only where its header names them. */
static bool alpha_counts(const struct dib *dib, const char *pixels, size_t stride)
{
    bool counts = dib->bits != 32 || dib->compression != AS_IT_IS;
    for (uint32_t y = 0; y < dib->size.height && !counts && dib->mask_at; y++) {
        for (uint32_t x = 0; x < dib->size.width && !counts; x++) {
            counts = pixels[y * stride + 4 * (size_t)x + 3] != 0;
        }
    }
    return counts;
}

static bool is_masked(const struct dib *dib, size_t stored_row, size_t x)
{
    size_t at = dib->mask_at + stored_row * row_bytes(dib->size.width, 1) + x / 8;
    return dib->mask_at && at < dib->bytes.len &&
           (unsigned char)dib->bytes.ptr[at] >> (7 - x % 8) & 1;
}

/* Whether any pixel could be clear: else there is no room for alpha. */
static bool has_alpha(const struct dib *dib)
{
    return dib->mask_at || (dib->bits > 8 && dib->bits != 24 && dib->masks[3]);
}

/* Each of four bytes is painted; of rows without alpha the next pixel takes the fourth. */
static enum image_result read_pixels(struct arena *arena, const struct dib *dib,
                                     struct str pixels, struct raster *raster)
{
    size_t stride = dib->stride, height = dib->size.height;
    size_t channels = raster->channels;
    unsigned char *row = arena_alloc(arena, (size_t)dib->size.width + 1, channels);
    if (!row) {
        return IMAGE_NO_MEMORY;
    }
    if (pixels.len / stride < height) {
        return IMAGE_DAMAGED;
    }
    bool alpha = alpha_counts(dib, pixels.ptr, stride);
    bool by_alpha = alpha && dib->bits == 32;
    for (size_t y = 0; y < height; y++) {
        size_t stored = dib->from_top ? y : height - 1 - y;
        for (size_t x = 0; x < dib->size.width; x++) {
            unsigned char *to = row + channels * x;
            paint_pixel(dib, pixels.ptr + stored * stride, x, to);
            to[3] = alpha ? to[3] : 255;
            to[3] = !by_alpha && is_masked(dib, stored, x) ? 0 : to[3];
        }
        raster_add(raster, row);
    }
    return IMAGE_READ;
}

/* The indexes that runs stand for, as rows of eight bits, from the top. */
static enum image_result unpack(struct arena *arena, struct dib *dib, struct str *pixels)
{
    struct runs runs = {.codes = *pixels,
                        .from_top = dib->from_top,
                        .size = dib->size,
                        .halves = dib->compression == RUNS_OF_4};
    if (runs.codes.len < (size_t)dib->size.width * dib->size.height / PIXELS_PER_CODE) {
        return IMAGE_DAMAGED; /* before work that so few bytes are not worth */
    }
    runs.indexes = arena_alloc(arena, dib->size.height, dib->size.width);
    if (!runs.indexes) {
        return IMAGE_NO_MEMORY;
    }
    size_t len = (size_t)dib->size.width * dib->size.height;
    memset(runs.indexes, 0, len);
    if (!read_runs(&runs)) {
        return IMAGE_DAMAGED;
    }
    dib->bits = 8;
    dib->stride = dib->size.width;
    dib->from_top = true;
    *pixels = str_make((const char *)runs.indexes, len);
    return IMAGE_READ;
}

/* The colors of all indexes; those behind the last one are black. */
static struct str read_palette(struct arena *arena, const struct dib *dib)
{
    size_t count = dib->color_count + (dib->color_count >> dib->bits ? 0 : 1);
    char *colors = arena_alloc(arena, count, 3);
    for (size_t i = 0; i < count && colors; i++) {
        const char *color = dib->bytes.ptr + dib->colors_at + i * dib->color_bytes;
        for (size_t c = 0; c < 3; c++) {
            colors[3 * i + c] = i < dib->color_count ? color[2 - c] : 0;
        }
    }
    return str_make(colors, colors ? 3 * count : 0);
}

/* Copies rows of `width` bytes; from the top they may stand there already. */
static struct str order_rows(struct arena *arena, const struct dib *dib, struct str pixels,
                             size_t width)
{
    size_t height = dib->size.height;
    if (dib->from_top && dib->stride == width) {
        return str_sub(pixels, 0, height * width);
    }
    char *rows = arena_alloc(arena, height, width);
    for (size_t y = 0; y < height && rows; y++) {
        size_t stored = dib->from_top ? y : height - 1 - y;
        memcpy(rows + y * width, pixels.ptr + stored * dib->stride, width);
    }
    return str_make(rows, rows ? height * width : 0);
}

/* Where all pixels stay: as colors they would take three to 24 times the room. */
static enum image_result keep_indexes(struct arena *arena, const struct dib *dib,
                                      struct str pixels, struct image_data *out)
{
    if (pixels.len / dib->stride < dib->size.height) {
        return IMAGE_DAMAGED;
    }
    *out = (struct image_data){
        .kind = IMAGE_INDEXES,
        .width = dib->size.width,
        .height = dib->size.height,
        .components = 1,
        .bits = (uint8_t)dib->bits,
        .bytes =
            order_rows(arena, dib, pixels, ((size_t)dib->size.width * dib->bits + 7) / 8),
        .palette = read_palette(arena, dib)};
    return out->bytes.ptr && out->palette.ptr ? IMAGE_READ : IMAGE_NO_MEMORY;
}

enum image_result dib_decode(struct arena *arena, const struct dib *dib,
                             struct image_size most, struct image_data *out)
{
    struct dib plain = *dib;
    struct raster raster;
    struct str pixels = str_skip(dib->bytes, dib->pixels_at);
    bool runs = dib->compression == RUNS_OF_8 || dib->compression == RUNS_OF_4;
    enum image_result result = runs ? unpack(arena, &plain, &pixels) : IMAGE_READ;
    if (result != IMAGE_READ) {
        return result;
    }
    if (most.width == 0 && most.height == 0 && plain.bits <= 8 && !dib->mask_at) {
        return keep_indexes(arena, &plain, pixels, out);
    }
    if (!raster_begin(&raster, arena, dib->size, image_size_within(dib->size, most),
                      has_alpha(dib) ? 4 : 3)) {
        return IMAGE_NO_MEMORY;
    }
    result = read_pixels(arena, &plain, pixels, &raster);
    return result == IMAGE_READ ? raster_finish(&raster, out) : result;
}
