#include "layout/theme.h"

#define HEADING_SIZES(l2, l3, l4, l5)                                                      \
    {                                                                                      \
        0, 0, SP_PT(l2), SP_PT(l3), SP_PT(l4), SP_PT(l5), SP_PT(l5)                        \
    }

/* In the order of enum paper. A4's measure of 142 mm holds about 75 characters. */
static const struct theme themes[] = {
    {.page_width = SP_PT(595.28),
     .page_height = SP_PT(841.89),
     .left = SP_MM(34),
     .right = SP_MM(34),
     .top = SP_MM(30),
     .bottom = SP_MM(30),
     .title_drop = SP_MM(9),
     .text_size = SP_PT(11),
     .leading = SP_PT(13.6),
     .small_size = SP_PT(9.4),
     .small_leading = SP_PT(11.8),
     .code_size = SP_PT(8.4),
     .code_leading = SP_PT(11.4),
     .note_size = SP_PT(8.6),
     .note_leading = SP_PT(10.6),
     .title_size = SP_PT(22),
     .title_leading = SP_PT(26),
     .heading_size = HEADING_SIZES(14, 12, 11, 10.4),
     .heading_leading = HEADING_SIZES(17.6, 15.2, 13.6, 13),
     .furniture_size = SP_PT(8),
     .indent = SP_PT(14)},
    {.page_width = SP_PT(612),
     .page_height = SP_PT(792),
     .left = SP_MM(37),
     .right = SP_MM(37),
     .top = SP_MM(27),
     .bottom = SP_MM(27),
     .title_drop = SP_MM(8),
     .text_size = SP_PT(11),
     .leading = SP_PT(13.6),
     .small_size = SP_PT(9.4),
     .small_leading = SP_PT(11.8),
     .code_size = SP_PT(8.4),
     .code_leading = SP_PT(11.4),
     .note_size = SP_PT(8.6),
     .note_leading = SP_PT(10.6),
     .title_size = SP_PT(22),
     .title_leading = SP_PT(26),
     .heading_size = HEADING_SIZES(14, 12, 11, 10.4),
     .heading_leading = HEADING_SIZES(17.6, 15.2, 13.6, 13),
     .furniture_size = SP_PT(8),
     .indent = SP_PT(14)},
    {.page_width = SP_PT(419.53),
     .page_height = SP_PT(595.28),
     .left = SP_MM(18),
     .right = SP_MM(18),
     .top = SP_MM(20),
     .bottom = SP_MM(20),
     .title_drop = SP_MM(4),
     .text_size = SP_PT(10),
     .leading = SP_PT(12.4),
     .small_size = SP_PT(8.6),
     .small_leading = SP_PT(10.8),
     .code_size = SP_PT(7.4),
     .code_leading = SP_PT(10),
     .note_size = SP_PT(8),
     .note_leading = SP_PT(9.8),
     .title_size = SP_PT(18),
     .title_leading = SP_PT(21.6),
     .heading_size = HEADING_SIZES(12.6, 11, 10, 9.6),
     .heading_leading = HEADING_SIZES(15.6, 13.6, 12.4, 12),
     .furniture_size = SP_PT(7.4),
     .indent = SP_PT(12)},
};

const struct theme *theme_of(uint8_t paper)
{
    return &themes[paper <= PAPER_A5 ? paper : PAPER_A4];
}
