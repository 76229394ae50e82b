/* A character that no face has is drawn as a box with its code in hexadecimal. The
 * digits are paths on a grid of 2 by 4, so that no font is needed for them. */
#include "base/utf8.h"
#include "pdf/parts.h"

/* Strokes of each digit: seven segments, bits a (top) to g (middle), clockwise. */
static const uint8_t segments[16] = {0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07,
                                     0x7F, 0x6F, 0x77, 0x7C, 0x39, 0x5E, 0x79, 0x71};
/* From and to of each segment, in halves of the digit's width and height. */
static const int8_t lines[7][4] = {{0, 2, 1, 2}, {1, 2, 1, 1}, {1, 1, 1, 0}, {0, 0, 1, 0},
                                   {0, 0, 0, 1}, {0, 1, 0, 2}, {0, 1, 1, 1}};

static void add_point(struct buf *out, int64_t x, int64_t y, const char *operator)
{
    pdf_add_number(out, x);
    buf_add_byte(out, ' ');
    pdf_add_number(out, y);
    buf_add_text(out, operator);
}

static void add_digit(struct buf *out, unsigned digit, int64_t x, int64_t y, int64_t width,
                      int64_t height)
{
    for (int i = 0; i < 7; i++) {
        if (segments[digit] & (1U << i)) {
            const int8_t *l = lines[i];
            add_point(out, x + l[0] * width, y + l[1] * height / 2, " m ");
            add_point(out, x + l[2] * width, y + l[3] * height / 2, " l ");
        }
    }
}

void missing_add_box(struct buf *out, struct str text, int64_t x, int64_t y, int64_t size)
{
    size_t len;
    uint32_t code = text.len ? utf8_decode(text, 0, &len) : 0;
    int64_t width = size * 6 / 10, height = size * 75 / 100;
    x += size / 20;
    pdf_add_number(out, size / 30);
    buf_add_text(out, " w ");
    add_point(out, x, y, " ");
    add_point(out, width, height, " re ");
    int digits = code > 0xFFFF ? 6 : 4, columns = digits / 2;
    int64_t cell = width / (columns + 1), digit_width = cell * 6 / 10,
            digit_height = height / 4;
    for (int i = 0; i < digits; i++) {
        unsigned digit = (code >> (4 * (digits - 1 - i))) & 15;
        int64_t left = x + cell / 2 + (i % columns) * cell + cell * 2 / 10;
        int64_t bottom = y + (i < columns ? height * 58 / 100 : height * 15 / 100);
        add_digit(out, digit, left, bottom, digit_width, digit_height);
    }
    buf_add_text(out, "S\n");
}
