/* What is packed how: drawings deflated, photographs as JPEG where their pixels are new;
 * filters undone give the pixels again. */
#include "base/deflate.h"
#include "base/grey.h"
#include "cmocka_offprint.h"
#include "image/pack.h"

#include <stdlib.h>

#define WIDTH 120
#define HEIGHT 90

enum look { LOOK_FLAT, LOOK_SMOOTH, LOOK_PHOTOGRAPH };

/* Soft noise over a gradient stands for a photograph. */
static void paint(enum look look, uint8_t components, uint8_t *pixels)
{
    uint32_t seed = 1;
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT * components; i++) {
        size_t x = i / components % WIDTH, y = i / components / WIDTH;
        seed = seed * 1664525 + 1013904223;
        uint8_t noise = (uint8_t)(look == LOOK_PHOTOGRAPH ? seed >> 29 : 0);
        size_t value =
            look == LOOK_FLAT ? x / 30 * 60 : x + y + 10 * (i % components) + noise;
        pixels[i] = (uint8_t)value;
    }
}

static const struct {
    const char *name;
    enum look look;
    uint8_t components;
    bool scaled, lossy, exact;
    size_t file_bytes;
    enum image_kind kind;
    bool predicted;
} cases[] = {
    {"a drawing", LOOK_FLAT, 3, false, false, false, 9999, IMAGE_PACKED, false},
    {"a drawing made smaller", LOOK_FLAT, 3, true, false, false, 9999, IMAGE_PACKED, false},
    {"a gradient that its file packs better", LOOK_SMOOTH, 3, false, false, false, 100,
     IMAGE_PACKED, true},
    {"gray", LOOK_SMOOTH, 1, false, false, false, 100, IMAGE_PACKED, true},
    {"a photograph that was lossless", LOOK_PHOTOGRAPH, 3, false, false, false, 99999,
     IMAGE_DCT, false},
    {"one that stays so", LOOK_PHOTOGRAPH, 3, false, false, true, 99999, IMAGE_PACKED,
     false},
    {"gray that was lossless", LOOK_PHOTOGRAPH, 1, false, false, false, 99999, IMAGE_DCT,
     false},
    {"one made smaller", LOOK_PHOTOGRAPH, 3, true, false, false, 99999, IMAGE_DCT, false},
    {"one that was lossy", LOOK_PHOTOGRAPH, 3, false, true, false, 99999, IMAGE_DCT, false},
    {"gray that was lossy", LOOK_PHOTOGRAPH, 1, false, true, false, 99999, IMAGE_DCT,
     false},
};

static uint8_t paeth(int left, int above, int corner)
{
    int guess = left + above - corner, best = left;
    best = abs(guess - above) < abs(guess - best) ? above : best;
    return (uint8_t)(abs(guess - corner) < abs(guess - best) ? corner : best);
}

/* As a PDF reader does it. */
static void unfilter(const uint8_t *from, uint8_t components, uint8_t *pixels)
{
    size_t width = (size_t)WIDTH * components;
    for (size_t y = 0; y < HEIGHT; y++) {
        uint8_t filter = *from++;
        for (size_t x = 0; x < width; x++) {
            uint8_t *at = pixels + y * width + x;
            int left = x < components ? 0 : at[-components],
                above = y ? at[-(int)width] : 0;
            int corner = x < components || !y ? 0 : at[-(int)width - components];
            int guess = filter == 1   ? left
                        : filter == 2 ? above
                        : filter == 3 ? (left + above) / 2
                        : filter == 4 ? paeth(left, above, corner)
                                      : 0;
            *at = (uint8_t)(*from++ + guess);
        }
    }
}

/* The pixels have so many components. */
static void check_packed(const char *name, const struct image_data *image,
                         const uint8_t *pixels, uint8_t components)
{
    static uint8_t shown[WIDTH * HEIGHT * 3];
    size_t len = (size_t)WIDTH * HEIGHT * image->components;
    bool indexed = image->palette.len > 0;
    assert_int_equal(image->components, indexed ? 1 : components);
    struct buf bytes = {0};
    assert_true(inflate_zlib(image->bytes, 1 << 20, &bytes));
    if (image->predicted) {
        assert_int_equal(bytes.len, len + HEIGHT);
        unfilter((const uint8_t *)bytes.ptr, image->components, shown);
    } else {
        assert_int_equal(bytes.len, len);
        memcpy(shown, bytes.ptr, len);
    }
    for (size_t i = len; i > 0 && indexed; i--) {
        assert_true(3 * shown[i - 1] < image->palette.len);
        memcpy(shown + 3 * (i - 1), image->palette.ptr + 3 * shown[i - 1], 3);
    }
    if (memcmp(shown, pixels, (size_t)WIDTH * HEIGHT * components) != 0) {
        fail_msg("%s: other pixels", name);
    }
    buf_clear(&bytes);
}

static void packs_each_as_it_needs(void **state)
{
    (void)state;
    static uint8_t pixels[WIDTH * HEIGHT * 3];
    struct deflater *deflater = deflater_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena, scratch;
        arena_init(&arena, 0);
        arena_init(&scratch, 0);
        paint(cases[i].look, cases[i].components, pixels);
        size_t len = (size_t)WIDTH * HEIGHT * cases[i].components;
        struct image_data image = {.width = WIDTH,
                                   .height = HEIGHT,
                                   .components = cases[i].components,
                                   .scaled = cases[i].scaled,
                                   .lossy = cases[i].lossy,
                                   .bytes = str_make((const char *)pixels, len)};
        struct packing packing = {&arena, &scratch, deflater, cases[i].file_bytes,
                                  cases[i].exact};
        assert_true(image_pack(&packing, &image));
        if (image.kind != cases[i].kind || image.predicted != cases[i].predicted) {
            fail_msg("%s: kind %d, predicted %d, %zu bytes", cases[i].name, (int)image.kind,
                     image.predicted, image.bytes.len);
        }
        if (image.kind == IMAGE_PACKED) {
            check_packed(cases[i].name, &image, pixels, cases[i].components);
            assert_int_equal(image.palette.len, cases[i].look == LOOK_FLAT ? 12 : 0);
        } else {
            assert_true(str_starts(image.bytes, "\xff\xd8\xff"));
            assert_int_equal(image.orientation, 1);
        }
        arena_clear(&arena);
        arena_clear(&scratch);
    }
    deflater_free(deflater);
}

static size_t pack_lossy(size_t file_bytes, bool fine)
{
    static uint8_t pixels[WIDTH * HEIGHT * 3];
    struct deflater *deflater = deflater_new(0);
    struct arena arena, scratch;
    arena_init(&arena, 0);
    arena_init(&scratch, 0);
    paint(LOOK_PHOTOGRAPH, 3, pixels);
    struct image_data image = {.width = WIDTH,
                               .height = HEIGHT,
                               .components = 3,
                               .lossy = true,
                               .fine = fine,
                               .bytes = str_make((const char *)pixels, sizeof pixels)};
    struct packing packing = {&arena, &scratch, deflater, file_bytes, false};
    assert_true(image_pack(&packing, &image));
    assert_int_equal(image.kind, IMAGE_DCT);
    size_t len = image.bytes.len;
    arena_clear(&arena);
    arena_clear(&scratch);
    deflater_free(deflater);
    return len;
}

/* What was lossy is as fine as fits its file, down to what would be seen, and coarser where
 * print has more dots than the eye. */
static void grows_no_more_than_it_must(void **state)
{
    (void)state;
    size_t best = pack_lossy(99999, false), least = pack_lossy(1, false);
    assert_true(least < best * 3 / 4);
    assert_true(least > best / 4);
    size_t between = pack_lossy(best - 1, false);
    assert_true(between < best && between > least);
    assert_int_equal(pack_lossy(best, false), best);
    assert_int_equal(pack_lossy(between, false), between);
    assert_true(pack_lossy(99999, true) < between);
}

/* Of the picture as its file has it, and as it is packed here, the smaller one goes along.
 */
static void keeps_rows_that_take_less(void **state)
{
    (void)state;
    static uint8_t pixels[WIDTH * HEIGHT * 3];
    struct deflater *deflater = deflater_new(0);
    static char rows[100000];
    paint(LOOK_FLAT, 3, pixels);
    for (size_t len = 1; len <= sizeof rows; len *= 100) {
        struct arena arena, scratch;
        arena_init(&arena, 0);
        arena_init(&scratch, 0);
        struct deflated kept = {.bytes = str_make(rows, len),
                                .palette = STR("\1\2\3\4\5\6"),
                                .components = 1,
                                .bits = 1};
        struct image_data image = {.width = WIDTH,
                                   .height = HEIGHT,
                                   .components = 3,
                                   .kept = kept,
                                   .bytes = str_make((const char *)pixels, sizeof pixels)};
        struct packing packing = {&arena, &scratch, deflater, sizeof rows, false};
        assert_true(image_pack(&packing, &image));
        bool taken = str_eq(image.palette, kept.palette);
        assert_int_equal(taken, len == 1);
        assert_int_equal(image.bits, taken ? 1 : 8);
        assert_int_equal(image.predicted, taken);
        arena_clear(&arena);
        arena_clear(&scratch);
    }
    deflater_free(deflater);
}

static void check_grey(const struct image_data *image, const struct image_data *grey,
                       const uint8_t *pixels)
{
    static uint8_t shown[WIDTH * HEIGHT];
    size_t len = sizeof shown + (grey->predicted ? HEIGHT : 0);
    assert_int_equal(grey->components, 1);
    assert_int_equal(grey->profile.len, 0);
    if (image->palette.len) {
        assert_true(grey->bytes.ptr == image->bytes.ptr);
        return;
    }
    assert_int_equal(grey->kind, IMAGE_PIXELS);
    assert_int_equal(grey->predicted, image->predicted);
    assert_int_equal(grey->bytes.len, len);
    if (grey->predicted) {
        unfilter((const uint8_t *)grey->bytes.ptr, 1, shown);
    } else {
        memcpy(shown, grey->bytes.ptr, sizeof shown);
    }
    for (size_t k = 0; k < sizeof shown; k++) {
        const uint8_t *at = pixels + 3 * k;
        assert_int_equal(shown[k], grey_of(at[0], at[1], at[2]));
    }
}

/* Of what was packed, as a PDF has it: by indexes, with filters and without. */
static void makes_greys(void **state)
{
    (void)state;
    static uint8_t pixels[WIDTH * HEIGHT * 3];
    static const struct {
        enum look look;
        size_t file_bytes;
    } kinds[] = {{LOOK_FLAT, 9999}, {LOOK_SMOOTH, 100}, {LOOK_PHOTOGRAPH, 999999}};
    for (size_t i = 0; i < 3; i++) {
        struct arena arena, scratch;
        struct deflater *deflater = deflater_new(0);
        arena_init(&arena, 0);
        arena_init(&scratch, 0);
        paint(kinds[i].look, 3, pixels);
        struct image_data image = {.kind = IMAGE_PIXELS,
                                   .width = WIDTH,
                                   .height = HEIGHT,
                                   .components = 3,
                                   .bytes = str_make((char *)pixels, sizeof pixels),
                                   .profile = STR("some")};
        struct packing packing = {&arena, &scratch, deflater, kinds[i].file_bytes, true};
        struct image_data grey;
        assert_true(image_pack(&packing, &image));
        assert_int_equal(image.kind, IMAGE_PACKED);
        assert_true(image_recolor(&arena, &image, NULL, &grey));
        check_grey(&image, &grey, pixels);
        deflater_free(deflater);
        arena_clear(&arena);
        arena_clear(&scratch);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(packs_each_as_it_needs),
                                       cmocka_unit_test(makes_greys),
                                       cmocka_unit_test(grows_no_more_than_it_must),
                                       cmocka_unit_test(keeps_rows_that_take_less)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
