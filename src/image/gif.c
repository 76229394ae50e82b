/* GIF 87a and 89a: the first picture of a file, which is what paper can show of a moving
 * one. A reader of our own: it is this long, giflib would take memory past our ceiling, and
 * of a long film it would keep every picture. */
#include "image/decode.h"
#include "image/raster.h"

#define CODE_BITS 12 /* of the longest code */
#define CODE_COUNT (1U << CODE_BITS)
#define COLOR_COUNT 256

struct gif {
    const unsigned char *next, *end; /* what is read next */
    bool cut;                        /* read past the end */
    struct image_size screen;
    uint32_t left, top, width, height; /* the picture on it */
    bool interlaced;
    const unsigned char *colors; /* its table of three bytes each, or NULL */
    unsigned color_count;
    int transparent; /* index, or -1 */
};

static unsigned read_byte(struct gif *gif)
{
    gif->cut = gif->cut || gif->next == gif->end;
    return gif->cut ? 0 : *gif->next++;
}

static uint32_t read_u16(struct gif *gif)
{
    uint32_t low = read_byte(gif);
    return low | (uint32_t)read_byte(gif) << 8;
}

static void skip(struct gif *gif, size_t count)
{
    gif->cut = gif->cut || count > (size_t)(gif->end - gif->next);
    gif->next = gif->cut ? gif->end : gif->next + count;
}

static void skip_blocks(struct gif *gif)
{
    for (unsigned len = read_byte(gif); len; len = read_byte(gif)) {
        skip(gif, len);
    }
}

static void read_colors(struct gif *gif, unsigned flags)
{
    if (flags & 0x80) {
        gif->colors = gif->next;
        gif->color_count = 2U << (flags & 7);
        skip(gif, 3 * (size_t)gif->color_count);
    }
}

static void read_extension(struct gif *gif)
{
    struct gif control = *gif;
    if (read_byte(&control) == 0xF9 && read_byte(&control) == 4) {
        unsigned flags = read_byte(&control);
        skip(&control, 2); /* how long it is shown */
        unsigned index = read_byte(&control);
        gif->transparent = flags & 1 ? (int)index : -1;
    }
    skip(gif, 1);
    skip_blocks(gif);
}

/* As browsers do it, the screen is so large that the first picture stands on it. */
static void read_picture_head(struct gif *gif)
{
    gif->left = read_u16(gif);
    gif->top = read_u16(gif);
    gif->width = read_u16(gif);
    gif->height = read_u16(gif);
    unsigned flags = read_byte(gif);
    gif->interlaced = flags & 0x40;
    read_colors(gif, flags);
    uint32_t right = gif->left + gif->width, bottom = gif->top + gif->height;
    gif->screen.width = right > gif->screen.width ? right : gif->screen.width;
    gif->screen.height = bottom > gif->screen.height ? bottom : gif->screen.height;
}

/* Up to the codes of the first picture. */
static bool find_picture(struct gif *gif, struct str bytes)
{
    const unsigned char *start = (const unsigned char *)bytes.ptr;
    *gif = (struct gif){.next = start, .end = start + bytes.len, .transparent = -1};
    skip(gif, 6);
    gif->screen.width = read_u16(gif);
    gif->screen.height = read_u16(gif);
    unsigned flags = read_byte(gif);
    skip(gif, 2); /* background, aspect */
    read_colors(gif, flags);
    while (!gif->cut) {
        unsigned kind = read_byte(gif);
        if (kind == 0x2C) {
            read_picture_head(gif);
            return !gif->cut && gif->width > 0 && gif->height > 0;
        }
        if (kind == 0x21) {
            read_extension(gif);
        } else if (kind != 0) { /* the end; browsers pass stray zeros */
            return false;
        }
    }
    return false;
}

enum image_result gif_read_size(struct str bytes, struct image_size *out)
{
    struct gif gif;
    bool found = find_picture(&gif, bytes);
    *out = gif.screen;
    return found ? IMAGE_READ : IMAGE_DAMAGED;
}

/* LZW: a code stands for the bytes of another one and one more. */
struct codes {
    uint16_t before[CODE_COUNT];
    unsigned char last[CODE_COUNT], first[CODE_COUNT];
    uint16_t length[CODE_COUNT];
    unsigned count, bits, clear; /* clear + 1 ends the picture */
    uint32_t waiting;            /* bits that were read but not used */
    unsigned waiting_count, block_left;
};

static void clear_codes(struct codes *codes)
{
    codes->count = codes->clear + 2;
    codes->bits = 1;
    while (1U << codes->bits <= codes->clear) {
        codes->bits++;
    }
}

static bool begin_codes(struct codes *codes, unsigned bits)
{
    if (bits < 1 || bits > 8) {
        return false;
    }
    *codes = (struct codes){.clear = 1U << bits};
    for (unsigned i = 0; i < codes->clear; i++) {
        codes->first[i] = codes->last[i] = (unsigned char)i;
        codes->length[i] = 1;
    }
    clear_codes(codes);
    return true;
}

/* The end of the picture where there are no more. */
static unsigned read_code(struct gif *gif, struct codes *codes)
{
    while (codes->waiting_count < codes->bits) {
        codes->block_left = codes->block_left ? codes->block_left : read_byte(gif);
        if (codes->block_left == 0) {
            return codes->clear + 1;
        }
        codes->block_left--;
        codes->waiting |= read_byte(gif) << codes->waiting_count;
        codes->waiting_count += 8;
    }
    unsigned code = codes->waiting & ((1U << codes->bits) - 1);
    codes->waiting >>= codes->bits;
    codes->waiting_count -= codes->bits;
    return code;
}

static void add_code(struct codes *codes, unsigned before, unsigned char last)
{
    if (codes->count < CODE_COUNT) {
        unsigned code = codes->count++;
        codes->before[code] = (uint16_t)before;
        codes->last[code] = last;
        codes->first[code] = codes->first[before];
        codes->length[code] = (uint16_t)(codes->length[before] + 1);
    }
    if (codes->count == 1U << codes->bits && codes->bits < CODE_BITS) {
        codes->bits++;
    }
}

/* What does not fit any more goes. */
static size_t write_code(const struct codes *codes, unsigned code, unsigned char *to,
                         size_t room)
{
    size_t length = codes->length[code], written = length < room ? length : room;
    for (size_t i = length; i > 0; i--) {
        if (i <= room) {
            to[i - 1] = codes->last[code];
        }
        code = codes->before[code];
    }
    return written;
}

/* False: the data ends early, or contradicts itself. */
static bool read_indexes(struct gif *gif, struct codes *codes, unsigned char *to,
                         size_t room)
{
    if (!begin_codes(codes, read_byte(gif))) {
        return false;
    }
    unsigned before = codes->clear;
    while (room > 0) {
        unsigned code = read_code(gif, codes);
        if (code == codes->clear) {
            clear_codes(codes);
            before = code;
            continue;
        }
        bool fresh = code == codes->count; /* it ends with what it begins with */
        if (gif->cut || code == codes->clear + 1 || code > codes->count ||
            (before == codes->clear && code > codes->clear)) {
            return false;
        }
        if (before != codes->clear) {
            add_code(codes, before, codes->first[fresh ? before : code]);
        }
        size_t written = write_code(codes, code, to, room);
        to += written;
        room -= written;
        before = code;
    }
    return true;
}

/* Where row `y` of the picture stands among the rows of an interlaced file. */
static uint32_t stored_row(uint32_t y, uint32_t height)
{
    uint32_t eighths = (height + 7) / 8, fourths = (height + 3) / 8;
    if (y % 8 == 0) {
        return y / 8;
    }
    if (y % 8 == 4) {
        return eighths + y / 8;
    }
    if (y % 4 == 2) {
        return eighths + fourths + y / 4;
    }
    return eighths + fourths + (height + 1) / 4 + y / 2;
}

/* A row of the screen: four bytes a pixel, clear where the picture is not. */
static void paint_row(const struct gif *gif, const unsigned char *indexes, uint32_t y,
                      unsigned char *row)
{
    memset(row, 0, (size_t)gif->screen.width * 4);
    if (y < gif->top || y - gif->top >= gif->height) {
        return;
    }
    y -= gif->top;
    indexes += (size_t)gif->width * (gif->interlaced ? stored_row(y, gif->height) : y);
    for (uint32_t x = 0; x < gif->width && gif->left + x < gif->screen.width; x++) {
        unsigned char *pixel = row + 4 * (size_t)(gif->left + x);
        unsigned index = indexes[x];
        if (index < gif->color_count && (int)index != gif->transparent) {
            memcpy(pixel, gif->colors + 3 * (size_t)index, 3);
            pixel[3] = 0xFF;
        }
    }
}

enum image_result gif_decode(struct arena *arena, struct str bytes, struct image_size most,
                             struct image_data *out)
{
    struct gif gif;
    struct raster raster;
    if (!find_picture(&gif, bytes)) {
        return IMAGE_DAMAGED;
    }
    struct codes *codes = ARENA_NEW(arena, struct codes);
    unsigned char *indexes = arena_alloc(arena, gif.width, gif.height);
    unsigned char *row = arena_alloc(arena, gif.screen.width, 4);
    if (!codes || !indexes || !row ||
        !raster_begin(&raster, arena, gif.screen, image_size_within(gif.screen, most), 4)) {
        return IMAGE_NO_MEMORY;
    }
    if (!read_indexes(&gif, codes, indexes, (size_t)gif.width * gif.height)) {
        return IMAGE_DAMAGED;
    }
    for (uint32_t y = 0; y < gif.screen.height; y++) {
        paint_row(&gif, indexes, y, row);
        raster_add(&raster, row);
    }
    return raster_finish(&raster, out);
}
