/* JPEG: gray, RGB, CMYK; baseline, progressive, arithmetic; Exif orientation; damage. */
#include "image/image_offprint.h"

#include <stdio.h>

#include <jpeglib.h>

#define WIDTH 24
#define HEIGHT 16

struct recipe {
    J_COLOR_SPACE in, stored;
    bool progressive, arithmetic, no_marker, many_scans, coarse_first;
    uint8_t orientation; /* 0: no Exif */
    bool big_endian;
    const char *profile; /* its color space, "RGB "; NULL: none */
};

#define PROFILE_BYTES 300

static void make_profile(const char *space, uint8_t profile[PROFILE_BYTES])
{
    memset(profile, 'x', PROFILE_BYTES);
    memcpy(profile, (const uint8_t[]){0, 0, PROFILE_BYTES >> 8, PROFILE_BYTES & 0xFF}, 4);
    memcpy(profile + 8, (const uint8_t[]){4, 0, 0, 0, 'm', 'n', 't', 'r'}, 8);
    memcpy(profile + 16, space, 4);
    memcpy(profile + 36, "acsp", 4);
}

/* In two parts, the second first. */
static void add_profile(struct jpeg_compress_struct *info, const char *space)
{
    uint8_t profile[PROFILE_BYTES], part[14 + PROFILE_BYTES] = "ICC_PROFILE";
    make_profile(space, profile);
    for (uint8_t number = 2; number > 0; number--) {
        size_t from = number == 1 ? 0 : 100, len = number == 1 ? 100 : PROFILE_BYTES - 100;
        part[12] = number;
        part[13] = 2;
        memcpy(part + 14, profile + from, len);
        jpeg_write_marker(info, JPEG_APP0 + 2, part, (unsigned)(14 + len));
    }
}

static void add_exif(struct jpeg_compress_struct *info, uint8_t orientation, bool big)
{
    static const uint8_t little_data[] = {'E', 'x', 'i', 'f', 0, 0,    'I', 'I', 42, 0, 8,
                                          0,   0,   0,   1,   0, 0x12, 1,   3,   0,  1, 0,
                                          0,   0,   1,   0,   0, 0,    0,   0,   0,  0};
    static const uint8_t big_data[] = {'E', 'x', 'i', 'f', 0, 0,    'M',  'M', 0, 42, 0,
                                       0,   0,   8,   0,   1, 0x01, 0x12, 0,   3, 0,  0,
                                       0,   1,   0,   1,   0, 0,    0,    0,   0, 0};
    uint8_t data[sizeof little_data];
    memcpy(data, big ? big_data : little_data, sizeof data);
    data[big ? 25 : 24] = orientation;
    jpeg_write_marker(info, JPEG_APP0 + 1, data, sizeof data);
}

/* The left half light, the right half dark; a red top left corner when it has colour. */
static void fill_row(const struct recipe *recipe, JDIMENSION y, uint8_t *row)
{
    size_t n = recipe->in == JCS_GRAYSCALE ? 1 : recipe->in == JCS_CMYK ? 4 : 3;
    for (size_t x = 0; x < WIDTH; x++) {
        uint8_t light = x < WIDTH / 2 ? 220 : 30;
        memset(row + n * x, light, n);
        if (n == 3 && x < 8 && y < 8) {
            row[n * x] = 250;
            row[n * x + 1] = row[n * x + 2] = 10;
        }
        if (n == 4) { /* inverted, as Adobe stores it: 255 is no ink */
            row[n * x + 3] = 255;
        }
    }
}

/* One scan for each coefficient: allowed, and a trap. */
static size_t make_scans(jpeg_scan_info *scans)
{
    size_t count = 0;
    scans[count++] = (jpeg_scan_info){.comps_in_scan = 3, .component_index = {0, 1, 2}};
    for (int component = 0; component < 3; component++) {
        for (int k = 1; k < 64; k++) {
            scans[count++] = (jpeg_scan_info){
                .comps_in_scan = 1, .component_index = {component}, .Ss = k, .Se = k};
        }
    }
    return count;
}

static struct buf make_jpeg(struct recipe recipe)
{
    struct jpeg_compress_struct info = {0};
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long len = 0;
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &bytes, &len);
    info.image_width = WIDTH;
    info.image_height = HEIGHT;
    info.in_color_space = recipe.in;
    info.input_components = recipe.in == JCS_GRAYSCALE ? 1 : recipe.in == JCS_CMYK ? 4 : 3;
    jpeg_set_defaults(&info);
    jpeg_set_colorspace(&info, recipe.stored);
    jpeg_set_quality(&info, 95, TRUE);
    info.arith_code = recipe.arithmetic;
    if (recipe.no_marker) {
        info.write_Adobe_marker = info.write_JFIF_header = FALSE;
    }
    if (recipe.progressive) {
        jpeg_simple_progression(&info);
    }
    if (recipe.coarse_first) {
        info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
        info.comp_info[1].h_samp_factor = info.comp_info[2].h_samp_factor = 2;
    }
    jpeg_scan_info scans[3 * 63 + 1];
    if (recipe.many_scans) {
        info.num_scans = (int)make_scans(scans);
        info.scan_info = scans;
    }
    jpeg_start_compress(&info, TRUE);
    if (recipe.orientation) {
        add_exif(&info, recipe.orientation, recipe.big_endian);
    }
    if (recipe.profile) {
        add_profile(&info, recipe.profile);
    }
    while (info.next_scanline < HEIGHT) {
        uint8_t row[WIDTH * 4];
        fill_row(&recipe, info.next_scanline, row);
        JSAMPROW rows[] = {row};
        (void)jpeg_write_scanlines(&info, rows, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    struct buf out = {0};
    buf_add_bytes(&out, bytes, len);
    free(bytes);
    return out;
}

static const struct {
    const char *name;
    struct recipe recipe;
    enum image_kind kind;
    uint8_t components;
} kinds[] = {
    {"gray", {.in = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE}, IMAGE_DCT, 1},
    {"YCbCr", {.in = JCS_RGB, .stored = JCS_YCbCr}, IMAGE_DCT, 3},
    {"progressive",
     {.in = JCS_RGB, .stored = JCS_YCbCr, .progressive = true},
     IMAGE_DCT,
     3},
    {"YCbCr without any marker",
     {.in = JCS_RGB, .stored = JCS_YCbCr, .no_marker = true},
     IMAGE_DCT,
     3},
    {"YCbCr whose brightness is coarser than its colours",
     {.in = JCS_RGB, .stored = JCS_YCbCr, .coarse_first = true},
     IMAGE_DCT,
     3},
    {"RGB that Adobe's marker names", {.in = JCS_RGB, .stored = JCS_RGB}, IMAGE_DCT, 3},
    /* PDF's filter would take it for YCbCr. */
    {"RGB that only its component names tell",
     {.in = JCS_RGB, .stored = JCS_RGB, .no_marker = true},
     IMAGE_PIXELS,
     3},
    /* PDF's filter knows no arithmetic coding. */
    {"arithmetic",
     {.in = JCS_RGB, .stored = JCS_YCbCr, .arithmetic = true},
     IMAGE_PIXELS,
     3},
    {"CMYK", {.in = JCS_CMYK, .stored = JCS_CMYK}, IMAGE_PIXELS, 3},
    {"YCCK", {.in = JCS_CMYK, .stored = JCS_YCCK}, IMAGE_PIXELS, 3},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

static void assert_near(const char *name, int got, int want)
{
    if (got < want - 24 || got > want + 24) {
        fail_msg("%s: %d is not near %d", name, got, want);
    }
}

struct raw {
    uint8_t pixels[WIDTH * HEIGHT];
};

/* Of one component. */
static struct raw unpack_jpeg(struct str bytes)
{
    struct jpeg_decompress_struct info = {0};
    struct jpeg_error_mgr errors;
    struct raw out;
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, (const unsigned char *)bytes.ptr, bytes.len);
    jpeg_read_header(&info, TRUE);
    assert_int_equal(info.num_components, 1);
    jpeg_start_decompress(&info);
    while (info.output_scanline < HEIGHT) {
        JSAMPROW rows[] = {out.pixels + (size_t)WIDTH * info.output_scanline};
        (void)jpeg_read_scanlines(&info, rows, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return out;
}

static void decodes_every_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        struct buf file = make_jpeg(kinds[i].recipe);
        struct decoded decoded = decode(buf_str(&file));
        check_sound(&decoded, buf_str(&file));
        const struct image_data *data = &decoded.data;
        if (!decoded.whole || data->kind != kinds[i].kind ||
            data->components != kinds[i].components || data->width != WIDTH ||
            data->height != HEIGHT) {
            fail_msg("%s: kind %d, %u components, %u x %u", kinds[i].name, (int)data->kind,
                     data->components, data->width, data->height);
        }
        if (data->kind == IMAGE_PIXELS) {
            const uint8_t *pixels = (const uint8_t *)data->bytes.ptr;
            bool red = kinds[i].recipe.in == JCS_RGB;
            assert_near(kinds[i].name, pixels[0], red ? 250 : 220);
            assert_near(kinds[i].name, pixels[1], red ? 10 : 220);
            assert_near(kinds[i].name, pixels[3 * (WIDTH - 1)], 30);
        }
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

/* Where the light half lies once upright: left, right, top or bottom. */
static const struct {
    uint8_t orientation;
    bool turned;
    const char *light;
} turns[] = {
    {1, false, "left"},  {2, false, "right"}, {3, false, "right"},
    {4, false, "left"},  {5, true, "top"},    {6, true, "top"},
    {7, true, "bottom"}, {8, true, "bottom"}, {9, false, "left"},
};

/* What PDF shows as it is, without its colours: the brightness that it had. */
static void drops_colours(void **state)
{
    (void)state;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        struct buf jpeg = make_jpeg(kinds[i].recipe);
        struct decoded decoded = decode(buf_str(&jpeg));
        struct image_data grey;
        if (kinds[i].kind == IMAGE_DCT) {
            assert_true(image_recolor(&decoded.arena, &decoded.data, NULL, &grey));
            assert_int_equal(grey.kind, IMAGE_DCT);
            assert_int_equal(grey.components, 1);
            struct raw raw = unpack_jpeg(grey.bytes);
            bool red = kinds[i].components == 3;
            assert_near(kinds[i].name, raw.pixels[12 * WIDTH + 4], 220);
            assert_near(kinds[i].name, raw.pixels[12 * WIDTH + 20], 30);
            assert_near(kinds[i].name, raw.pixels[4 * WIDTH + 3], red ? 82 : 220);
        }
        decoded_clear(&decoded);
        buf_clear(&jpeg);
    }
}

static void turns_upright(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * (sizeof turns / sizeof turns[0]); i++) {
        uint8_t orientation = turns[i / 2].orientation;
        struct buf file = make_jpeg((struct recipe){.in = JCS_GRAYSCALE,
                                                    .stored = JCS_GRAYSCALE,
                                                    .arithmetic = true, /* to pixels */
                                                    .orientation = orientation,
                                                    .big_endian = i % 2});
        struct decoded decoded = decode(buf_str(&file));
        check_sound(&decoded, buf_str(&file));
        assert_true(decoded.whole);
        const struct image_data *data = &decoded.data;
        assert_int_equal(data->width, turns[i / 2].turned ? HEIGHT : WIDTH);
        assert_int_equal(data->height, turns[i / 2].turned ? WIDTH : HEIGHT);
        assert_int_equal(data->kind, IMAGE_PIXELS);
        const uint8_t *pixels = (const uint8_t *)data->bytes.ptr;
        size_t last = (size_t)data->width * data->height - 1;
        bool right = pixels[data->width - 1] >= 128;
        const char *light =
            pixels[0] < 128 ? (right ? "right" : "bottom") : (right ? "top" : "left");
        assert_string_equal(light, turns[i / 2].light);
        assert_near("far corner", pixels[last], pixels[0] < 128 ? 220 : 30);
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

/* PDF shows those turned, so they keep their bytes. */
static void says_how_what_it_keeps_lies(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
        struct buf file = make_jpeg((struct recipe){
            .in = JCS_RGB, .stored = JCS_YCbCr, .orientation = turns[i].orientation});
        struct decoded decoded = decode(buf_str(&file));
        check_sound(&decoded, buf_str(&file));
        assert_int_equal(decoded.data.kind, IMAGE_DCT);
        assert_int_equal(decoded.data.orientation,
                         turns[i].orientation > 8 ? 1 : turns[i].orientation);
        assert_int_equal(decoded.data.width, turns[i].turned ? HEIGHT : WIDTH);
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

static void keeps_profiles_that_suit(void **state)
{
    (void)state;
    static const struct {
        struct recipe recipe;
        bool kept;
    } files[] = {
        {{.in = JCS_RGB, .stored = JCS_YCbCr, .profile = "RGB "}, true},
        {{.in = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE, .profile = "GRAY"}, true},
        {{.in = JCS_RGB, .stored = JCS_YCbCr, .profile = "RGB ", .arithmetic = true}, true},
        {{.in = JCS_RGB, .stored = JCS_YCbCr, .profile = "GRAY"}, false},
        {{.in = JCS_CMYK, .stored = JCS_CMYK, .profile = "RGB "}, false}, /* not its own */
        {{.in = JCS_RGB, .stored = JCS_YCbCr}, false},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        uint8_t profile[PROFILE_BYTES];
        struct buf file = make_jpeg(files[i].recipe);
        struct decoded decoded = decode(buf_str(&file));
        struct str kept = decoded.data.profile;
        assert_true(decoded.whole);
        assert_int_equal(kept.len, files[i].kept ? PROFILE_BYTES : 0);
        if (files[i].kept) {
            make_profile(files[i].recipe.profile, profile);
            assert_memory_equal(kept.ptr, profile, PROFILE_BYTES);
        }
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

/* Cameras write a film behind the picture. */
static void leaves_what_stands_behind(void **state)
{
    (void)state;
    struct buf file = make_jpeg((struct recipe){.in = JCS_RGB, .stored = JCS_YCbCr});
    size_t len = file.len;
    buf_add(&file, STR("\0\0\0 ftypmp42 and much more"));
    struct decoded decoded = decode(buf_str(&file));
    assert_true(decoded.whole);
    assert_int_equal(decoded.data.kind, IMAGE_DCT);
    assert_int_equal(decoded.data.bytes.len, len);
    decoded_clear(&decoded);
    buf_clear(&file);
}

/* The picture's sides lie as it is seen, and so does what they are to be at most. */
static void makes_them_smaller(void **state)
{
    (void)state;
    static const uint8_t orientations[] = {0, 3, 6, 8};
    for (size_t i = 0; i < sizeof orientations; i++) {
        bool turned = orientations[i] >= 5;
        struct buf file = make_jpeg((struct recipe){
            .in = JCS_RGB, .stored = JCS_YCbCr, .orientation = orientations[i]});
        struct image_size most =
            turned ? (struct image_size){6, 11} : (struct image_size){11, 6};
        struct decoded decoded = decode_within(buf_str(&file), most);
        assert_true(decoded.whole && decoded.data.scaled && decoded.data.lossy);
        assert_int_equal(decoded.data.kind, IMAGE_PIXELS);
        assert_int_equal(decoded.data.width, most.width);
        assert_int_equal(decoded.data.height, most.height);
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

/* The small picture has some 40 bytes a pixel, mostly tables: dense at any size. */
static void reads_what_is_dense(void **state)
{
    (void)state;
    static const struct {
        struct image_size most;
        bool dense;
    } prints[] = {
        {{0, 0}, false}, {{WIDTH, HEIGHT}, true}, {{WIDTH * 2, HEIGHT * 2}, false}};
    struct buf file = make_jpeg((struct recipe){.in = JCS_RGB, .stored = JCS_YCbCr});
    for (size_t i = 0; i < sizeof prints / sizeof prints[0]; i++) {
        struct decoded decoded = decode_within(buf_str(&file), prints[i].most);
        assert_true(decoded.whole);
        assert_int_equal(decoded.data.dense, prints[i].dense);
        assert_int_equal(decoded.data.kind, prints[i].dense ? IMAGE_PIXELS : IMAGE_DCT);
        decoded_clear(&decoded);
    }
    buf_clear(&file);
}

static void tells_full_memory_from_damage(void **state)
{
    (void)state;
    struct buf file =
        make_jpeg((struct recipe){.in = JCS_CMYK, .stored = JCS_CMYK}); /* to pixels */
    refuses_for_memory(buf_str(&file));
    buf_clear(&file);
}

static void bears_damage_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        struct recipe recipe = kinds[i].recipe;
        recipe.orientation = i % 2 ? 6 : 0;
        struct buf file = make_jpeg(recipe);
        damage_everywhere(buf_str(&file));
        buf_clear(&file);
    }
}

/* The size in the frame header, which comes after the byte FF C0. */
static void keeps_to_the_limits(void **state)
{
    (void)state;
    struct buf file =
        make_jpeg((struct recipe){.in = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE});
    size_t frame = str_find(buf_str(&file), STR("\xFF\xC0"), 0);
    assert_true(frame != STR_NONE);
    file.ptr[frame + 5] = (char)0xEA; /* 60,000 lines */
    struct decoded decoded = decode(buf_str(&file));
    assert_false(decoded.whole);
    assert_true(str_find(buf_str(&decoded.report), STR("image-too-large"), 0) != STR_NONE);
    decoded_clear(&decoded);
    buf_clear(&file);
}

/* Libjpeg goes over all that it has kept for each that it keeps. */
static void stops_after_many_markers(void **state)
{
    (void)state;
    struct buf file = make_jpeg((struct recipe){.in = JCS_RGB, .stored = JCS_YCbCr}),
               many = {0};
    for (int most = 4000; most <= 6000; most += 2000) {
        buf_reset(&many);
        buf_add(&many, str_sub(buf_str(&file), 0, 2));
        for (int i = 0; i < most; i++) {
            buf_add_bytes(&many, "\xFF\xE1\0\2", 4);
        }
        buf_add(&many, str_skip(buf_str(&file), 2));
        struct decoded decoded = decode(buf_str(&many));
        assert_true(decoded.whole == (most == 4000));
        decoded_clear(&decoded);
    }
    buf_clear(&many);
    buf_clear(&file);
}

static void stops_after_many_scans(void **state)
{
    (void)state;
    struct buf file =
        make_jpeg((struct recipe){.in = JCS_RGB, .stored = JCS_YCbCr, .many_scans = true});
    struct decoded decoded = decode(buf_str(&file));
    assert_true(decoded.probed);
    assert_false(decoded.whole);
    check_sound(&decoded, buf_str(&file));
    decoded_clear(&decoded);
    buf_clear(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_every_kind),
        cmocka_unit_test(drops_colours),
        cmocka_unit_test(turns_upright),
        cmocka_unit_test(says_how_what_it_keeps_lies),
        cmocka_unit_test(keeps_profiles_that_suit),
        cmocka_unit_test(leaves_what_stands_behind),
        cmocka_unit_test(makes_them_smaller),
        cmocka_unit_test(reads_what_is_dense),
        cmocka_unit_test(tells_full_memory_from_damage),
        cmocka_unit_test(bears_damage_anywhere),
        cmocka_unit_test(keeps_to_the_limits),
        cmocka_unit_test(stops_after_many_markers),
        cmocka_unit_test(stops_after_many_scans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
