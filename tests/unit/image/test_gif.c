/* GIF: codes of every length, interlacing, transparency, pictures smaller and larger than
 * their screen, films; damage. */
#include "image/image_offprint.h"

#define COLORS 16 /* of the table: (10 i, 255 - 10 i, i) */

struct recipe {
    unsigned width, height; /* of the picture */
    unsigned screen_width, screen_height, left, top;
    bool interlaced, transparent, own_colors, film;
};

static unsigned index_at(unsigned x, unsigned y)
{
    return (x * 7 + y * 13 + x * y % 5 + (x ^ y) / 3) % COLORS;
}

static void add_u16(struct buf *out, unsigned value)
{
    buf_add_byte(out, (char)(value & 0xFF));
    buf_add_byte(out, (char)(value >> 8));
}

static void add_colors(struct buf *out)
{
    for (unsigned i = 0; i < COLORS; i++) {
        char color[3] = {(char)(10 * i), (char)(255 - 10 * i), (char)i};
        buf_add_bytes(out, color, 3);
    }
}

/* Codes of so many bits, gathered to bytes. */
struct bits {
    struct buf bytes;
    uint32_t waiting;
    unsigned count;
};

static void add_code(struct bits *bits, unsigned code, unsigned width)
{
    bits->waiting |= code << bits->count;
    for (bits->count += width; bits->count >= 8; bits->count -= 8) {
        buf_add_byte(&bits->bytes, (char)(bits->waiting & 0xFF));
        bits->waiting >>= 8;
    }
}

/* The plainest coder: a table of what stands before and behind, looked through. */
static void add_codes(struct bits *bits, const unsigned char *pixels, size_t count)
{
    static unsigned before[4096], last[4096];
    unsigned known = COLORS + 2, width = 5, code = pixels[0];
    add_code(bits, COLORS, width);
    for (size_t i = 1; i < count; i++) {
        unsigned at = COLORS + 2;
        while (at < known && (before[at] != code || last[at] != pixels[i])) {
            at++;
        }
        if (at < known) {
            code = at;
            continue;
        }
        add_code(bits, code, width);
        if (known < 4096) {
            before[known] = code;
            last[known] = pixels[i];
            width += known++ == 1U << width && width < 12 ? 1 : 0;
        } else if (i % 3 == 0) { /* sometimes at once, sometimes with a full table */
            add_code(bits, COLORS, width);
            known = COLORS + 2;
            width = 5;
        }
        code = pixels[i];
    }
    add_code(bits, code, width);
    add_code(bits, COLORS + 1, width);
    add_code(bits, 0, 7);
}

static unsigned stored_at(const struct recipe *recipe, unsigned row)
{
    static const unsigned from[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
    for (size_t pass = 0; pass < 4 && recipe->interlaced; pass++) {
        for (unsigned y = from[pass]; y < recipe->height; y += step[pass]) {
            if (row-- == 0) {
                return y;
            }
        }
    }
    return row;
}

static void add_picture(struct buf *out, const struct recipe *recipe)
{
    size_t count = (size_t)recipe->width * recipe->height, at = 0;
    unsigned char *pixels = malloc(count);
    assert_non_null(pixels);
    for (unsigned row = 0; row < recipe->height; row++) {
        for (unsigned x = 0; x < recipe->width; x++) {
            pixels[at++] = (unsigned char)index_at(x, stored_at(recipe, row));
        }
    }
    buf_add_byte(out, 0x2C);
    add_u16(out, recipe->left);
    add_u16(out, recipe->top);
    add_u16(out, recipe->width);
    add_u16(out, recipe->height);
    buf_add_byte(out,
                 (char)((recipe->interlaced ? 0x40 : 0) | (recipe->own_colors ? 0x83 : 0)));
    if (recipe->own_colors) {
        add_colors(out);
    }
    struct bits bits = {0};
    add_codes(&bits, pixels, count);
    buf_add_byte(out, 4);
    for (size_t i = 0; i < bits.bytes.len; i += 255) {
        struct str part = str_sub(buf_str(&bits.bytes), i, i + 255);
        buf_add_byte(out, (char)part.len);
        buf_add(out, part);
    }
    buf_add_byte(out, 0);
    buf_clear(&bits.bytes);
    free(pixels);
}

static struct buf make_gif(struct recipe recipe)
{
    struct buf out = {0};
    buf_add_text(&out, recipe.transparent ? "GIF89a" : "GIF87a");
    add_u16(&out, recipe.screen_width ? recipe.screen_width : recipe.width);
    add_u16(&out, recipe.screen_height ? recipe.screen_height : recipe.height);
    buf_add_byte(&out, (char)(recipe.own_colors ? 0 : 0x83));
    buf_add_bytes(&out, "\0\0", 2);
    if (!recipe.own_colors) {
        add_colors(&out);
    }
    if (recipe.transparent) {
        buf_add_bytes(&out, "\x21\xFE\x02hi\0\x21\xF9\x04\x01\0\0\x03\0", 15);
    }
    add_picture(&out, &recipe);
    if (recipe.film) {
        recipe.left++;
        add_picture(&out, &recipe);
    }
    buf_add_byte(&out, 0x3B);
    return out;
}

static const struct {
    const char *name;
    struct recipe recipe;
    unsigned width, height; /* that is shown; 0: the picture's */
} kinds[] = {
    {"plain", {.width = 13, .height = 9}, 0, 0},
    {"one pixel", {.width = 1, .height = 1}, 0, 0},
    {"codes of all lengths", {.width = 150, .height = 140}, 0, 0},
    {"interlaced", {.width = 13, .height = 17, .interlaced = true}, 0, 0},
    {"interlaced, few rows", {.width = 13, .height = 3, .interlaced = true}, 0, 0},
    {"transparent", {.width = 13, .height = 9, .transparent = true}, 0, 0},
    {"own colors", {.width = 13, .height = 9, .own_colors = true}, 0, 0},
    {"a film", {.width = 13, .height = 9, .film = true}, 0, 0},
    {"smaller than its screen",
     {.width = 5, .height = 4, .screen_width = 9, .screen_height = 8, .left = 2, .top = 3},
     9,
     8},
    {"partly beside its screen",
     {.width = 5, .height = 4, .screen_width = 9, .screen_height = 8, .left = 6, .top = 7},
     11,
     11},
    {"wholly beside its screen",
     {.width = 5, .height = 4, .screen_width = 4, .screen_height = 30, .left = 9, .top = 9},
     14,
     30},
    {"larger than its screen",
     {.width = 13, .height = 9, .screen_width = 5, .screen_height = 5},
     13,
     9},
};

static void check_pixel(const char *name, const struct recipe *recipe,
                        const struct image_data *data, unsigned x, unsigned y)
{
    size_t at = (size_t)y * data->width + x;
    const unsigned char *color = (const unsigned char *)data->bytes.ptr + 3 * at;
    bool inside = x >= recipe->left && x - recipe->left < recipe->width &&
                  y >= recipe->top && y - recipe->top < recipe->height;
    unsigned index = inside ? index_at(x - recipe->left, y - recipe->top) : 0;
    bool seen = inside && !(recipe->transparent && index == 3);
    bool same =
        seen ? color[0] == 10 * index && color[1] == 255 - 10 * index && color[2] == index
             : true;
    bool opaque = data->alpha.len == 0 || (unsigned char)data->alpha.ptr[at] == 255;
    if (!same || opaque != seen) {
        fail_msg("%s: %u, %u is %u %u %u", name, x, y, color[0], color[1], color[2]);
    }
}

static void decodes_every_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const struct recipe *recipe = &kinds[i].recipe;
        struct buf file = make_gif(*recipe);
        struct decoded decoded = decode(buf_str(&file));
        check_sound(&decoded, buf_str(&file));
        if (!decoded.whole) {
            fail_msg("%s: refused", kinds[i].name);
        }
        const struct image_data *data = &decoded.data;
        assert_int_equal(data->width, kinds[i].width ? kinds[i].width : recipe->width);
        assert_int_equal(data->height, kinds[i].height ? kinds[i].height : recipe->height);
        for (unsigned y = 0; y < data->height; y++) {
            for (unsigned x = 0; x < data->width; x++) {
                check_pixel(kinds[i].name, recipe, data, x, y);
            }
        }
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

static void bears_damage_anywhere(void **state)
{
    (void)state;
    struct buf file = make_gif((struct recipe){
        .width = 19, .height = 17, .interlaced = true, .transparent = true});
    damage_everywhere(buf_str(&file));
    refuses_for_memory(buf_str(&file));
    buf_clear(&file);
}

static void refuses_codes_of_widths_that_none_have(void **state)
{
    (void)state;
    static const char head[] = "GIF89a\1\0\1\0\0\0\0\x2C\0\0\0\0\1\0\1\0\0";
    static const unsigned char widths[] = {0, 9, 31, 32, 73, 255};
    for (size_t i = 0; i < sizeof widths; i++) {
        struct buf file = {0};
        buf_add_bytes(&file, head, sizeof head - 1);
        buf_add_byte(&file, (char)widths[i]);
        buf_add_bytes(&file, "\2\x44\1\0\x3B", 5);
        struct decoded decoded = decode(buf_str(&file));
        assert_false(decoded.whole);
        decoded_clear(&decoded);
        buf_clear(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_every_kind),
        cmocka_unit_test(bears_damage_anywhere),
        cmocka_unit_test(refuses_codes_of_widths_that_none_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
