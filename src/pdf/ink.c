/* Colours: the one place where it is decided in which space the file has them. */
#include "base/digest.h"
#include "base/grey.h"
#include "pdf/drawing_parts.h"

#define PART_DECIMALS 3

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

const char *inks_space(enum inks inks)
{
    return inks == INKS_SCREEN || inks == INKS_PRINT ? "DeviceRGB" : "DeviceGray";
}

static void add_grey(struct buf *out, enum inks inks, uint32_t color)
{
    double part = inks == INKS_MASK ? mask_grey(color) : grey_byte(color) / 255.0;
    canvas_add_number(out, part, PART_DECIMALS);
}

void ink_add(struct buf *out, enum inks inks, uint32_t color)
{
    if (inks == INKS_GREY || inks == INKS_MASK) {
        add_grey(out, inks, color);
        return;
    }
    for (int shift = 16; shift >= 0; shift -= 8) {
        canvas_add_number(out, (double)((color >> shift) & 0xFF) / 255, PART_DECIMALS);
        buf_add_text(out, shift ? " " : "");
    }
}

/* Hundredths, as nobody sees more of them on a page. */
static void add_parts(struct buf *out, uint32_t color)
{
    for (int shift = 16; shift >= 0; shift -= 8) {
        pdf_add_number(out, (int64_t)(((color >> shift) & 0xFF) * 100 + 127) / 255);
        buf_add_text(out, shift ? " " : "");
    }
}

void ink_set(struct buf *out, enum inks inks, uint32_t color, struct ink_use use)
{
    bool grey =
        inks == INKS_GREY || inks == INKS_MASK || (inks == INKS_PRINT && is_neutral(color));
    if (grey) {
        add_grey(out, inks, color);
    } else if (use.rough) {
        add_parts(out, color);
    } else {
        ink_add(out, inks, color);
    }
    buf_add_text(out,
                 grey ? (use.stroke ? " G " : " g\n") : (use.stroke ? " RG " : " rg\n"));
}

void ink_add_palette(struct buf *out, enum inks inks, struct str palette)
{
    bool grey = inks == INKS_GREY;
    const uint8_t *at = (const uint8_t *)palette.ptr;
    buf_add_format(out, " %zu<", palette.len / 3 - 1);
    for (size_t i = 0; i + 2 < palette.len; i += 3) {
        uint8_t step = grey_of(at[i], at[i + 1], at[i + 2]);
        digest_add_hex(out, grey ? &step : at + i, grey ? 1 : 3);
    }
    buf_add_byte(out, '>');
}
