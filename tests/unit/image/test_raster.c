/* Pictures made smaller: each pixel the mean of its area, color by its alpha. */
#include "cmocka_offprint.h"
#include "image/raster.h"

static const struct {
    const char *name;
    struct image_size from, to;
    size_t channels;
    uint8_t rows[24];
    uint8_t colors[12], alpha[6];
} cases[] = {
    {"as it is", {2, 1}, {2, 1}, 1, {7, 9}, {7, 9}, {0}},
    {"halves", {4, 2}, {2, 1}, 1, {0, 10, 20, 30, 40, 50, 60, 70}, {25, 45}, {0}},
    /* 3 to 2: the middle one counts half on each side */
    {"parts of a pixel", {3, 1}, {2, 1}, 1, {0, 90, 240}, {30, 190}, {0}},
    {"parts of a row", {1, 3}, {1, 2}, 1, {0, 90, 240}, {30, 190}, {0}},
    {"RGB", {2, 1}, {1, 1}, 3, {0, 100, 200, 50, 0, 255}, {25, 50, 228}, {0}},
    {"clear pixels lend no color", {2, 1}, {1, 1}, 2, {200, 255, 0, 0}, {200}, {128}},
    {"color by its alpha",
     {2, 1},
     {1, 1},
     4,
     {200, 0, 90, 192, 0, 100, 90, 64},
     {150, 25, 90},
     {128}},
    {"nothing seen", {2, 1}, {1, 1}, 2, {200, 0, 100, 0}, {0}, {0}},
    {"opaque alpha goes", {2, 1}, {1, 1}, 2, {200, 255, 100, 255}, {150}, {0}},
};

static void takes_means(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        struct raster raster;
        struct image_data data;
        arena_init(&arena, 0);
        assert_true(
            raster_begin(&raster, &arena, cases[i].from, cases[i].to, cases[i].channels));
        for (uint32_t y = 0; y < cases[i].from.height; y++) {
            raster_add(&raster,
                       cases[i].rows + y * cases[i].from.width * cases[i].channels);
        }
        assert_int_equal(raster_finish(&raster, &data), IMAGE_READ);
        bool opaque = data.alpha.len == 0;
        if (memcmp(data.bytes.ptr, cases[i].colors, data.bytes.len) != 0 ||
            (!opaque && memcmp(data.alpha.ptr, cases[i].alpha, data.alpha.len) != 0)) {
            fail_msg("%s: %u", cases[i].name, (unsigned char)data.bytes.ptr[0]);
        }
        assert_int_equal(data.scaled, cases[i].to.width < cases[i].from.width ||
                                          cases[i].to.height < cases[i].from.height);
        arena_clear(&arena);
    }
}

static void says_what_is_missing(void **state)
{
    (void)state;
    struct arena arena;
    struct raster raster;
    struct image_data data;
    arena_init(&arena, 0);
    assert_true(raster_begin(&raster, &arena, (struct image_size){2, 3},
                             (struct image_size){1, 2}, 1));
    raster_add(&raster, (const unsigned char[]){1, 2});
    assert_int_equal(raster_finish(&raster, &data), IMAGE_DAMAGED);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_means),
        cmocka_unit_test(says_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
