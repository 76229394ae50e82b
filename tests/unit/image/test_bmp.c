/* BMP of every depth and coding, and ICO around one or around PNGs, sound and damaged. */
#include "image/image_offprint.h"

#define BYTE(value, bits) (uint8_t)((uint32_t)(value) >> (bits))
#define TWO(value) BYTE(value, 0), BYTE(value, 8)
#define FOUR(value) TWO(value), BYTE(value, 16), BYTE(value, 24)
#define HEAD(pixels_at) 'B', 'M', FOUR(0), FOUR(0), FOUR(pixels_at)
#define INFO(width, height, bits, coding, colors)                                          \
    FOUR(40), FOUR(width), FOUR(height), TWO(1), TWO(bits), FOUR(coding), FOUR(0),         \
        FOUR(0), FOUR(0), FOUR(colors), FOUR(0)
#define PALETTE FOUR(0xFF0000), FOUR(0x0000FF), FOUR(0x008000) /* red, blue, green */

static const uint8_t bits_1[] = {
    HEAD(62), INFO(3, 2, 1, 0, 2), FOUR(0xFF0000), FOUR(0xFF), 0x40, 0, 0, 0, 0xA0, 0, 0,
    0};
static const uint8_t bits_4[] = {
    HEAD(66), INFO(3, 2, 4, 0, 3), PALETTE, 0x01, 0x00, 0, 0, 0x10, 0x10, 0, 0};
static const uint8_t bits_8[] = {
    HEAD(66), INFO(3, 2, 8, 0, 3), PALETTE, 0, 1, 0, 0, 1, 0, 1, 0};
static const uint8_t from_top[] = {
    HEAD(66), INFO(3, -2, 8, 0, 3), PALETTE, 1, 0, 1, 0, 0, 1, 0, 0};
static const uint8_t runs_8[] = {
    HEAD(66), INFO(3, 2, 8, 1, 3), PALETTE, 1, 0, 1, 1, 1, 0, 0, 0, 0, 3, 1, 0, 1, 0, 0, 1};
static const uint8_t runs_4[] = {
    HEAD(66), INFO(3, 2, 4, 2, 3), PALETTE, 3, 0x01, 0, 0, 0, 3, 0x10, 0x10, 0, 1};
static const uint8_t jumps[] = {
    HEAD(66), INFO(3, 2, 8, 1, 3), PALETTE, 0, 2, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0, 1};
static const uint8_t bits_16[] = {
    HEAD(54),  INFO(3, 2, 16, 0, 0), TWO(0x7C00), TWO(0x1F), TWO(0x7C00), TWO(0),
    TWO(0x1F), TWO(0x7C00),          TWO(0x1F),   TWO(0)};
static const uint8_t masks[] = {
    HEAD(66),  INFO(3, 2, 16, 3, 0), FOUR(0xF800), FOUR(0x7E0), FOUR(0x1F),  TWO(0xF800),
    TWO(0x1F), TWO(0xF800),          TWO(0),       TWO(0x1F),   TWO(0xF800), TWO(0x1F),
    TWO(0)};
static const uint8_t bits_24[] = {HEAD(54), INFO(3, 2, 24, 0, 0),
                                  0,        0,
                                  255,      255,
                                  0,        0,
                                  0,        0,
                                  255,      0,
                                  0,        0,
                                  255,      0,
                                  0,        0,
                                  0,        255,
                                  255,      0,
                                  0,        0,
                                  0,        0};
static const uint8_t bits_32[] = {
    HEAD(54),       INFO(3, 2, 32, 0, 0), FOUR(0xFF0000), FOUR(0xFF),
    FOUR(0xFF0000), FOUR(0xFF),           FOUR(0xFF0000), FOUR(0xFF)};
static const uint8_t oldest[] = {HEAD(32), FOUR(12), TWO(3), TWO(2), TWO(1), TWO(1), 0,
                                 0,        255,      255,    0,      0,      0x40,   0,
                                 0,        0,        0xA0,   0,      0,      0};
static const uint8_t icon[] = {0,
                               0,
                               1,
                               0,
                               1,
                               0,
                               3,
                               2,
                               2,
                               0,
                               TWO(1),
                               TWO(1),
                               FOUR(64),
                               FOUR(22),
                               INFO(3, 4, 1, 0, 2),
                               FOUR(0xFF0000),
                               FOUR(0xFF),
                               0x40,
                               0,
                               0,
                               0,
                               0xA0,
                               0,
                               0,
                               0,
                               0x20,
                               0,
                               0,
                               0,
                               0,
                               0,
                               0,
                               0};
/* Its alpha is that of its pixels, half in the first row. */
static const uint8_t icon_32[] = {0,
                                  0,
                                  1,
                                  0,
                                  1,
                                  0,
                                  3,
                                  2,
                                  0,
                                  0,
                                  TWO(1),
                                  TWO(32),
                                  FOUR(72),
                                  FOUR(22),
                                  INFO(3, 4, 32, 0, 0),
                                  FOUR(0xFFFF0000),
                                  FOUR(0xFF0000FF),
                                  FOUR(0xFFFF0000),
                                  FOUR(0x800000FF),
                                  FOUR(0x80FF0000),
                                  FOUR(0x800000FF),
                                  0xE0,
                                  0,
                                  0,
                                  0,
                                  0xE0,
                                  0,
                                  0,
                                  0};

/* A chessboard of red and blue, blue in its first corner. */
static const struct {
    const char *name;
    const uint8_t *bytes;
    size_t len;
    const char *alpha; /* of six pixels; NULL: opaque */
} files[] = {
#define FILE_ROW(name, bytes, alpha) {name, bytes, sizeof bytes, alpha}
    FILE_ROW("1 bit", bits_1, NULL),
    FILE_ROW("4 bits", bits_4, NULL),
    FILE_ROW("8 bits", bits_8, NULL),
    FILE_ROW("from its top", from_top, NULL),
    FILE_ROW("runs of 8 bits", runs_8, NULL),
    FILE_ROW("runs of 4 bits", runs_4, NULL),
    FILE_ROW("runs that jump", jumps, NULL),
    FILE_ROW("16 bits", bits_16, NULL),
    FILE_ROW("16 bits by masks", masks, NULL),
    FILE_ROW("24 bits", bits_24, NULL),
    FILE_ROW("32 bits", bits_32, NULL),
    FILE_ROW("the oldest header", oldest, NULL),
    FILE_ROW("an icon with a mask", icon, "\xff\xff\xff\xff\xff\0"),
    FILE_ROW("an icon with alpha", icon_32, "\x80\x80\x80\xff\xff\xff"),
};
#define FILE_COUNT (sizeof files / sizeof files[0])

static struct str bytes_of(size_t index)
{
    return str_make((const char *)files[index].bytes, files[index].len);
}

/* The color of a pixel; an index that the palette does not have is its last one's. */
static const char *color_at(const struct image_data *data, size_t k)
{
    if (data->kind == IMAGE_PIXELS) {
        return data->bytes.ptr + 3 * k;
    }
    size_t row = ((size_t)data->width * data->bits + 7) / 8, bit = k % data->width;
    bit *= data->bits;
    unsigned byte = (unsigned char)data->bytes.ptr[k / data->width * row + bit / 8];
    size_t index = byte >> (8 - data->bits - bit % 8) & ((1U << data->bits) - 1);
    size_t last = data->palette.len / 3 - 1;
    return data->palette.ptr + 3 * (index < last ? index : last);
}

/* With `most` of their own size they come as colors, without as the file has them. */
static void decodes_every_kind(void **state)
{
    (void)state;
    for (size_t n = 0; n < 2 * FILE_COUNT; n++) {
        size_t i = n / 2;
        struct image_size most = {3, 2}, all = {0};
        struct decoded decoded = decode_within(bytes_of(i), n % 2 ? most : all);
        const struct image_data *data = &decoded.data;
        check_sound(&decoded, bytes_of(i));
        if (!decoded.whole || data->width != 3 || data->height != 2) {
            fail_msg("%s: %.*s", files[i].name, STR_ARG(buf_str(&decoded.report)));
        }
        for (size_t k = 0; k < 6; k++) {
            const char *want = k % 2 ? "\xff\0\0" : "\0\0\xff";
            if (memcmp(color_at(data, k), want, 3) != 0) {
                fail_msg("%s: pixel %zu", files[i].name, k);
            }
        }
        assert_int_equal(data->alpha.len, files[i].alpha ? 6 : 0);
        if (files[i].alpha) {
            assert_memory_equal(data->alpha.ptr, files[i].alpha, 6);
        }
        decoded_clear(&decoded);
    }
}

static void bears_damage_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        damage_everywhere(bytes_of(i));
    }
}

static void tells_full_memory_from_damage(void **state)
{
    (void)state;
    static uint8_t large[54 + 16384 * 4] = {HEAD(54), INFO(128, 128, 32, 0, 0)};
    refuses_for_memory(str_make((const char *)large, sizeof large));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_every_kind),
        cmocka_unit_test(bears_damage_anywhere),
        cmocka_unit_test(tells_full_memory_from_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
