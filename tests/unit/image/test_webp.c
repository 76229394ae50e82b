/* WebP: lossy and lossless, with alpha, the first frame of a moving one; damage. */
#include "image/image_offprint.h"

#include <webp/encode.h>

#define WIDTH 24
#define HEIGHT 16

static const uint8_t dark[4] = {30, 60, 90, 255}, light[4] = {220, 200, 180, 128};

/* The left half dark, the right half light and, where there is alpha, half seen. */
static struct buf make_webp(bool lossless, bool alpha)
{
    static uint8_t pixels[WIDTH * HEIGHT * 4];
    for (size_t i = 0; i < WIDTH * HEIGHT; i++) {
        memcpy(pixels + 4 * i, i % WIDTH < WIDTH / 2 ? dark : light, 4);
        pixels[4 * i + 3] = alpha ? pixels[4 * i + 3] : 255;
    }
    uint8_t *bytes = NULL;
    size_t len = lossless ? WebPEncodeLosslessRGBA(pixels, WIDTH, HEIGHT, 4 * WIDTH, &bytes)
                          : WebPEncodeRGBA(pixels, WIDTH, HEIGHT, 4 * WIDTH, 90, &bytes);
    struct buf out = {0};
    buf_add_bytes(&out, bytes, len);
    WebPFree(bytes);
    return out;
}

static void add_number(struct buf *out, size_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++, value >>= 8) {
        buf_add_byte(out, (char)(value & 0xFF));
    }
}

/* A canvas 6 wider and 4 higher, on which the frame stands at 4, 2. */
static struct buf make_film(struct str still)
{
    struct str picture = str_skip(still, 12);
    struct buf out = {0};
    buf_add_text(&out, "RIFF");
    add_number(&out, 4 + 18 + 14 + 2 * (24 + picture.len), 4);
    buf_add_text(&out, "WEBPVP8X");
    add_number(&out, 10, 4);
    add_number(&out, 0x02, 4); /* it moves */
    add_number(&out, WIDTH + 6 - 1, 3);
    add_number(&out, HEIGHT + 4 - 1, 3);
    buf_add_text(&out, "ANIM");
    add_number(&out, 6, 4);
    add_number(&out, 0, 6);
    for (size_t i = 0; i < 2; i++) {
        buf_add_text(&out, "ANMF");
        add_number(&out, 16 + picture.len, 4);
        add_number(&out, 2, 3);
        add_number(&out, 1, 3);
        add_number(&out, WIDTH - 1, 3);
        add_number(&out, HEIGHT - 1, 3);
        add_number(&out, 0, 4);
        buf_add(&out, picture);
    }
    return out;
}

static void check_pixel(const struct image_data *data, size_t x, size_t y,
                        const uint8_t *want, bool alpha)
{
    size_t at = y * data->width + x;
    for (size_t c = 0; c < 3; c++) {
        int got = (unsigned char)data->bytes.ptr[3 * at + c];
        if (got < want[c] - 12 || got > want[c] + 12) {
            fail_msg("%zu, %zu: %d is not near %d", x, y, got, want[c]);
        }
    }
    assert_int_equal(data->alpha.len ? (unsigned char)data->alpha.ptr[at] : 255,
                     alpha ? want[3] : 255);
}

static void decodes_every_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        bool lossless = i % 2, alpha = i / 2;
        struct buf file = make_webp(lossless, alpha);
        struct decoded decoded = decode(buf_str(&file));
        check_sound(&decoded, buf_str(&file));
        assert_true(decoded.whole);
        assert_int_equal(decoded.data.width, WIDTH);
        assert_int_equal(decoded.data.lossy, !lossless);
        check_pixel(&decoded.data, 1, 1, dark, alpha);
        check_pixel(&decoded.data, WIDTH - 2, HEIGHT - 2, light, alpha);
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

static void shows_the_first_frame(void **state)
{
    (void)state;
    struct buf still = make_webp(true, false), film = make_film(buf_str(&still));
    struct decoded decoded = decode(buf_str(&film));
    check_sound(&decoded, buf_str(&film));
    assert_true(decoded.whole);
    assert_int_equal(decoded.data.width, WIDTH + 6);
    assert_int_equal(decoded.data.height, HEIGHT + 4);
    check_pixel(&decoded.data, 4, 2, dark, true);
    check_pixel(&decoded.data, WIDTH + 3, HEIGHT + 1, (const uint8_t[]){220, 200, 180, 255},
                true);
    assert_int_equal((unsigned char)decoded.data.alpha.ptr[0], 0);
    assert_int_equal((unsigned char)decoded.data.alpha.ptr[decoded.data.alpha.len - 1], 0);
    decoded_clear(&decoded);
    damage_everywhere(buf_str(&film));
    buf_clear(&film);
    buf_clear(&still);
}

static void bears_damage_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct buf file = make_webp(i % 2, i / 2);
        damage_everywhere(buf_str(&file));
        refuses_for_memory(buf_str(&file));
        buf_clear(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_every_kind),
        cmocka_unit_test(shows_the_first_frame),
        cmocka_unit_test(bears_damage_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
