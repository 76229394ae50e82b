/* Colours: the one place where it is decided in which space the file has them. */
#include "base/digest.h"
#include "base/grey.h"
#include "image/image.h"
#include "pdf/drawing_parts.h"
#include "press/press.h"

#define PART_DECIMALS 3

/* A colour's parts in its space, and the operators that set it there. */
struct ink_parts {
    uint8_t of[PRESS_INKS];
    size_t count;
    const char *fill, *stroke;
};

/* What a luminosity mask makes of a colour in DeviceRGB (ISO 32000-1, 11.5.3). */
static double mask_grey(uint32_t color)
{
    return (0.3 * (color >> 16 & 0xFF) + 0.59 * (color >> 8 & 0xFF) +
            0.11 * (color & 0xFF)) /
           255;
}

static bool is_neutral(uint32_t color)
{
    uint32_t blue = color & 0xFF;
    return (color >> 16 & 0xFF) == blue && (color >> 8 & 0xFF) == blue;
}

static uint8_t grey_byte(uint32_t color)
{
    return grey_of((uint8_t)(color >> 16), (uint8_t)(color >> 8), (uint8_t)color);
}

const char *inks_space(struct inks inks)
{
    switch (inks.kind) {
    case INKS_SCREEN:
    case INKS_PRINT: return "DeviceRGB";
    case INKS_PRESS: return "DeviceCMYK";
    case INKS_GREY:
    case INKS_MASK: break;
    }
    return "DeviceGray";
}

size_t inks_count(struct inks inks)
{
    return inks.kind == INKS_PRESS                            ? PRESS_INKS
           : inks.kind == INKS_GREY || inks.kind == INKS_MASK ? 1
                                                              : 3;
}

static void add_grey(struct buf *out, struct inks inks, uint32_t color)
{
    double part = inks.kind == INKS_MASK ? mask_grey(color) : grey_byte(color) / 255.0;
    canvas_add_number(out, part, PART_DECIMALS);
}

/* In its space with a hue. */
static struct ink_parts parts_of(struct inks inks, uint32_t color)
{
    const uint8_t rgb[3] = {(uint8_t)(color >> 16), (uint8_t)(color >> 8), (uint8_t)color};
    struct ink_parts parts = {{rgb[0], rgb[1], rgb[2]}, 3, " rg\n", " RG "};
    if (inks.kind == INKS_PRESS) {
        parts = (struct ink_parts){{0}, PRESS_INKS, " k\n", " K "};
        press_inks(inks.press, rgb, 1, parts.of);
    }
    return parts;
}

static void add_fine(struct buf *out, const struct ink_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        buf_add_text(out, i ? " " : "");
        canvas_add_number(out, parts->of[i] / 255.0, PART_DECIMALS);
    }
}

/* Hundredths, as nobody sees more of them on a page. */
static void add_rough(struct buf *out, const struct ink_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        buf_add_text(out, i ? " " : "");
        pdf_add_number(out, (parts->of[i] * 100 + 127) / 255);
    }
}

void ink_add(struct buf *out, struct inks inks, uint32_t color)
{
    if (inks_count(inks) == 1) {
        add_grey(out, inks, color);
        return;
    }
    struct ink_parts parts = parts_of(inks, color);
    add_fine(out, &parts);
}

void ink_set(struct buf *out, struct inks inks, uint32_t color, struct ink_use use)
{
    bool grey = inks_count(inks) == 1 || (inks.kind != INKS_SCREEN && is_neutral(color));
    if (grey) {
        add_grey(out, inks, color);
        buf_add_text(out, use.stroke ? " G " : " g\n");
        return;
    }
    struct ink_parts parts = parts_of(inks, color);
    use.rough ? add_rough(out, &parts) : add_fine(out, &parts);
    buf_add_text(out, use.stroke ? parts.stroke : parts.fill);
}

void ink_add_palette(struct buf *out, struct inks inks, struct str palette)
{
    const uint8_t *at = (const uint8_t *)palette.ptr;
    buf_add_format(out, " %zu<", palette.len / 3 - 1);
    for (size_t i = 0; i + 2 < palette.len; i += 3) {
        uint8_t step[PRESS_INKS] = {grey_of(at[i], at[i + 1], at[i + 2])};
        if (inks.kind == INKS_PRESS) {
            image_ink(inks.press, at + i, 1, step);
        }
        digest_add_hex(out, inks_count(inks) == 3 ? at + i : step, inks_count(inks));
    }
    buf_add_byte(out, '>');
}
