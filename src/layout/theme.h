/* Theme: every measure and colour of a packet, one table row a paper size. */
#ifndef OFFPRINT_LAYOUT_THEME_H
#define OFFPRINT_LAYOUT_THEME_H

#include "base/length.h"
#include "layout/layout.h"

struct theme {
    sp page_width, page_height;
    sp left, right, top, bottom; /* margins */
    sp title_drop;               /* from the top margin to a document's number */
    sp text_size, leading;
    sp small_size, small_leading; /* notes, table cells, captions */
    sp code_size, code_leading;
    sp note_size, note_leading;
    sp title_size, title_leading;
    sp heading_size[7], heading_leading[7]; /* by level, from 2 */
    sp furniture_size;
    sp indent; /* of a list or quote level */
};

const struct theme *theme_of(uint8_t paper);

#define COLOR_INK UINT32_C(0x14233C)
#define COLOR_TEXT UINT32_C(0x1D1F24)
#define COLOR_INSIDE UINT32_C(0x8A1C2C)
#define COLOR_OUTSIDE UINT32_C(0x1F4E8C)
#define COLOR_QUIET UINT32_C(0x5A6272)
#define COLOR_BROKEN UINT32_C(0x8A5A00)
#define COLOR_HAIRLINE UINT32_C(0xC9CED6)
#define COLOR_HEAD UINT32_C(0xEEF1F5)
#define COLOR_CODE UINT32_C(0xF4F5F8)
#define COLOR_WHITE UINT32_C(0xFFFFFF)

#define HAIRLINE SP_PT(0.5)

#endif
