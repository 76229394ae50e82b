/* PNG of every colour type and bit depth, sound and damaged. */
#include "base/deflate.h"
#include "image/image_offprint.h"

#include <png.h>

#define WIDTH 9
#define HEIGHT 7

static const struct {
    const char *name;
    int type, depth, interlace;
    uint8_t components;
    bool alpha;
} kinds[] = {
    {"gray 1", PNG_COLOR_TYPE_GRAY, 1, PNG_INTERLACE_NONE, 1, false},
    {"gray 2", PNG_COLOR_TYPE_GRAY, 2, PNG_INTERLACE_NONE, 1, false},
    {"gray 4", PNG_COLOR_TYPE_GRAY, 4, PNG_INTERLACE_ADAM7, 1, false},
    {"gray 8", PNG_COLOR_TYPE_GRAY, 8, PNG_INTERLACE_NONE, 1, false},
    {"gray 8 interlaced", PNG_COLOR_TYPE_GRAY, 8, PNG_INTERLACE_ADAM7, 1, false},
    {"gray 16", PNG_COLOR_TYPE_GRAY, 16, PNG_INTERLACE_NONE, 1, false},
    {"gray alpha 8", PNG_COLOR_TYPE_GRAY_ALPHA, 8, PNG_INTERLACE_NONE, 1, true},
    {"gray alpha 16", PNG_COLOR_TYPE_GRAY_ALPHA, 16, PNG_INTERLACE_ADAM7, 1, true},
    {"RGB 8", PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_NONE, 3, false},
    {"RGB 8 interlaced", PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_ADAM7, 3, false},
    {"RGB 16", PNG_COLOR_TYPE_RGB, 16, PNG_INTERLACE_NONE, 3, false},
    {"RGB alpha 8", PNG_COLOR_TYPE_RGB_ALPHA, 8, PNG_INTERLACE_ADAM7, 3, true},
    {"RGB alpha 16", PNG_COLOR_TYPE_RGB_ALPHA, 16, PNG_INTERLACE_NONE, 3, true},
    {"palette 1", PNG_COLOR_TYPE_PALETTE, 1, PNG_INTERLACE_NONE, 3, false},
    {"palette 2", PNG_COLOR_TYPE_PALETTE, 2, PNG_INTERLACE_ADAM7, 3, false},
    {"palette 4", PNG_COLOR_TYPE_PALETTE, 4, PNG_INTERLACE_NONE, 3, false},
    {"palette 8", PNG_COLOR_TYPE_PALETTE, 8, PNG_INTERLACE_NONE, 3, false},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

/* Channel `c` of the pixel at (x, y): any pattern that uses all of the range. */
static unsigned sample(int depth, size_t x, size_t y, size_t c)
{
    unsigned most = depth == 16 ? 65535U : (1U << depth) - 1;
    unsigned value = (unsigned)(x * 31 + y * 57 + c * 85);
    if (depth < 8) {
        return value % (most + 1);
    }
    value %= 256;
    return depth == 16 ? value * 257 : value;
}

static png_color palette_color(unsigned index)
{
    return (png_color){(png_byte)(index * 3), (png_byte)(255 - index), (png_byte)index};
}

static void write_bytes(png_structp png, png_bytep bytes, size_t len)
{
    buf_add_bytes(png_get_io_ptr(png), bytes, len);
}

static void flush(png_structp png)
{
    (void)png;
}

static size_t channels_of(int type)
{
    return type == PNG_COLOR_TYPE_RGB          ? 3
           : type == PNG_COLOR_TYPE_RGB_ALPHA  ? 4
           : type == PNG_COLOR_TYPE_GRAY_ALPHA ? 2
                                               : 1;
}

static void fill_row(size_t kind, size_t y, png_bytep row)
{
    int depth = kinds[kind].depth;
    size_t channels = channels_of(kinds[kind].type);
    memset(row, 0, WIDTH * 8);
    for (size_t x = 0; x < WIDTH; x++) {
        for (size_t c = 0; c < channels; c++) {
            unsigned value = sample(depth, x, y, c);
            size_t at = x * channels + c;
            if (depth == 16) {
                row[2 * at] = (png_byte)(value >> 8);
                row[2 * at + 1] = (png_byte)value;
            } else {
                size_t bit = at * (size_t)depth;
                row[bit / 8] =
                    (png_byte)(row[bit / 8] | value << (8U - (unsigned)depth - bit % 8));
            }
        }
    }
}

enum extra { EXTRA_NONE, EXTRA_TRANSPARENCY, EXTRA_DENSITY };

static struct buf make_png(size_t kind, enum extra extra)
{
    struct buf out = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_byte rows[HEIGHT][WIDTH * 8];
    png_bytep pointers[HEIGHT];
    png_set_write_fn(png, &out, write_bytes, flush);
    png_set_IHDR(png, info, WIDTH, HEIGHT, kinds[kind].depth, kinds[kind].type,
                 kinds[kind].interlace, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (kinds[kind].type == PNG_COLOR_TYPE_PALETTE) {
        png_color palette[256];
        for (unsigned i = 0; i < 256; i++) {
            palette[i] = palette_color(i);
        }
        png_set_PLTE(png, info, palette, 1 << kinds[kind].depth);
    }
    png_byte transparent[2] = {0, 128};
    png_color_16 key = {.gray = 0};
    if (extra == EXTRA_TRANSPARENCY) {
        png_set_tRNS(png, info, transparent, 2, &key);
    }
    if (extra == EXTRA_DENSITY) {
        png_set_pHYs(png, info, 11811, 11811, PNG_RESOLUTION_METER);
    }
    png_write_info(png, info);
    for (size_t y = 0; y < HEIGHT; y++) {
        fill_row(kind, y, rows[y]);
        pointers[y] = rows[y];
    }
    png_write_image(png, pointers);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return out;
}

static unsigned wanted(size_t kind, size_t x, size_t y, size_t c)
{
    int depth = kinds[kind].depth;
    unsigned value = sample(depth, x, y, c);
    if (kinds[kind].type == PNG_COLOR_TYPE_PALETTE) {
        png_color color = palette_color(sample(depth, x, y, 0));
        return c == 0 ? color.red : c == 1 ? color.green : color.blue;
    }
    return depth == 16 ? value / 257 : value * 255 / ((1U << depth) - 1);
}

static void check_pixels(size_t kind, const struct image_data *data)
{
    for (size_t at = 0; at < WIDTH * HEIGHT; at++) {
        size_t x = at % WIDTH, y = at / WIDTH;
        for (size_t c = 0; c < data->components; c++) {
            unsigned got = (unsigned char)data->bytes.ptr[at * data->components + c];
            if (got != wanted(kind, x, y, c)) {
                fail_msg("%s: channel %zu of (%zu, %zu) is %u, not %u", kinds[kind].name, c,
                         x, y, got, wanted(kind, x, y, c));
            }
        }
        if (kinds[kind].alpha) {
            assert_int_equal((unsigned char)data->alpha.ptr[at],
                             wanted(kind, x, y, data->components));
        }
    }
}

static void decodes_every_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        struct buf file = make_png(i, EXTRA_NONE);
        struct decoded decoded = decode(buf_str(&file));
        if (!decoded.whole) {
            fail_msg("%s: refused", kinds[i].name);
        }
        check_sound(&decoded, buf_str(&file));
        assert_int_equal(decoded.data.kind, IMAGE_PIXELS);
        assert_int_equal(decoded.data.width, WIDTH);
        assert_int_equal(decoded.data.height, HEIGHT);
        assert_int_equal(decoded.data.components, kinds[i].components);
        assert_int_equal(decoded.data.alpha.len > 0, kinds[i].alpha);
        check_pixels(i, &decoded.data);
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

static void makes_alpha_of_transparent_colors(void **state)
{
    (void)state;
    struct buf file = make_png(16, EXTRA_TRANSPARENCY); /* palette 8 */
    struct decoded decoded = decode(buf_str(&file));
    assert_true(decoded.whole);
    assert_int_equal(decoded.data.components, 3);
    assert_int_equal(decoded.data.alpha.len, WIDTH * HEIGHT);
    assert_int_equal((unsigned char)decoded.data.alpha.ptr[0], 0);   /* index 0 */
    assert_int_equal((unsigned char)decoded.data.alpha.ptr[1], 255); /* index 31 */
    decoded_clear(&decoded);
    buf_clear(&file);
    file = make_png(3, EXTRA_TRANSPARENCY); /* gray 8, key 0 */
    decoded = decode(buf_str(&file));
    assert_int_equal((unsigned char)decoded.data.alpha.ptr[0], 0);
    assert_int_equal((unsigned char)decoded.data.alpha.ptr[1], 255);
    decoded_clear(&decoded);
    buf_clear(&file);
}

/* The rows that a PDF can show as they are, with what they mean. */
static void keeps_rows_without_alpha(void **state)
{
    (void)state;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        for (int extra = EXTRA_NONE; extra <= EXTRA_TRANSPARENCY; extra++) {
            struct buf file = make_png(i, (enum extra)extra), rows = {0};
            struct decoded decoded = decode(buf_str(&file));
            const struct deflated *kept = &decoded.data.kept;
            size_t samples = (size_t)WIDTH * channels_of(kinds[i].type);
            size_t row = 1 + (samples * (size_t)kinds[i].depth + 7) / 8;
            bool suits = !(kinds[i].type & PNG_COLOR_MASK_ALPHA) && kinds[i].depth <= 8 &&
                         kinds[i].interlace == PNG_INTERLACE_NONE;
            if ((kept->bytes.len > 0) != suits) {
                fail_msg("%s: %zu bytes", kinds[i].name, kept->bytes.len);
            }
            if (suits) {
                bool indexed = kinds[i].type == PNG_COLOR_TYPE_PALETTE;
                assert_int_equal(kept->bits, kinds[i].depth);
                assert_int_equal(kept->components, channels_of(kinds[i].type));
                assert_int_equal(kept->palette.len, indexed ? 3U << kinds[i].depth : 0);
                assert_true(inflate_zlib(kept->bytes, row * HEIGHT, &rows));
                assert_int_equal(rows.len, row * HEIGHT);
            }
            decoded_clear(&decoded);
            buf_clear(&rows);
            buf_clear(&file);
        }
    }
}

static void tells_full_memory_from_damage(void **state)
{
    (void)state;
    struct buf file = make_png(16, EXTRA_TRANSPARENCY);
    refuses_for_memory(buf_str(&file));
    buf_clear(&file);
}

static void bears_damage_anywhere(void **state)
{
    (void)state;
    static const size_t some[] = {0, 7, 9, 11, 14, 16};
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
        struct buf file = make_png(some[i], EXTRA_DENSITY);
        damage_everywhere(buf_str(&file));
        buf_clear(&file);
    }
    struct buf file = make_png(16, EXTRA_TRANSPARENCY);
    damage_everywhere(buf_str(&file));
    buf_clear(&file);
}

static void put_u32(char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        at[i] = (char)(uint8_t)(value >> (24 - 8 * i));
    }
}

static const struct {
    uint32_t width, height;
    const char *code;
} sizes[] = {
    {0, 7, "image-damaged"},           {9, 0, "image-damaged"},
    {30001, 1, "image-too-large"},     {1, 30001, "image-too-large"},
    {30000, 30000, "image-too-large"}, {0xFFFFFFFF, 0xFFFFFFFF, "image-too-large"},
    {30000, 2000, "image-damaged"}, /* allowed, but its data is not there */
};

static void keeps_to_the_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct buf file = make_png(3, EXTRA_NONE);
        put_u32(file.ptr + 16, sizes[i].width);
        put_u32(file.ptr + 20, sizes[i].height);
        struct decoded decoded = decode(buf_str(&file));
        assert_false(decoded.whole);
        if (str_find(buf_str(&decoded.report), str_from(sizes[i].code), 0) == STR_NONE) {
            fail_msg("%u x %u: %.*s", sizes[i].width, sizes[i].height,
                     STR_ARG(buf_str(&decoded.report)));
        }
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_every_kind),
        cmocka_unit_test(makes_alpha_of_transparent_colors),
        cmocka_unit_test(keeps_rows_without_alpha),
        cmocka_unit_test(tells_full_memory_from_damage),
        cmocka_unit_test(bears_damage_anywhere),
        cmocka_unit_test(keeps_to_the_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
