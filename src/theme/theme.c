/* The table of themes, one row each: a further theme is a further row, with a column for
 * each medium. Recipes and options name themes and papers as they are named here. */
#include "theme/theme.h"

#define TYPE(points, leading_points)                                                       \
    {                                                                                      \
        SP_PT(points), SP_PT(leading_points)                                               \
    }

/* A4's measure of 142 mm holds about 75 characters. */
/* clang-format off */
#define PLAIN_SHEETS                                                                       \
    {                                                                                      \
        [PAPER_A4] =                                                                       \
            {.page_width = SP_PT(595.28), .page_height = SP_PT(841.89),                    \
             .left = SP_MM(34), .right = SP_MM(34), .top = SP_MM(30), .bottom = SP_MM(30), \
             .binding = SP_MM(5), .title_drop = SP_MM(9), .text = TYPE(11, 13.6),          \
             .small = TYPE(9.4, 11.8),                                                     \
             .code = TYPE(8.4, 11.4), .note = TYPE(8.6, 10.6), .title = TYPE(22, 26),      \
             .heading = {[2] = TYPE(14, 17.6), TYPE(12, 15.2), TYPE(11, 13.6),             \
                         TYPE(10.4, 13), TYPE(10.4, 13)},                                  \
             .furniture_size = SP_PT(8), .indent = SP_PT(14),                              \
             .cover_code = SP_MM(25.1), .document_code = SP_MM(22.6)},                     \
        [PAPER_LETTER] =                                                                   \
            {.page_width = SP_PT(612), .page_height = SP_PT(792),                          \
             .left = SP_MM(37), .right = SP_MM(37), .top = SP_MM(27), .bottom = SP_MM(27), \
             .binding = SP_MM(5), .title_drop = SP_MM(8), .text = TYPE(11, 13.6),          \
             .small = TYPE(9.4, 11.8),                                                     \
             .code = TYPE(8.4, 11.4), .note = TYPE(8.6, 10.6), .title = TYPE(22, 26),      \
             .heading = {[2] = TYPE(14, 17.6), TYPE(12, 15.2), TYPE(11, 13.6),             \
                         TYPE(10.4, 13), TYPE(10.4, 13)},                                  \
             .furniture_size = SP_PT(8), .indent = SP_PT(14),                              \
             .cover_code = SP_MM(25.1), .document_code = SP_MM(22.6)},                     \
        [PAPER_A5] =                                                                       \
            {.page_width = SP_PT(419.53), .page_height = SP_PT(595.28),                    \
             .left = SP_MM(18), .right = SP_MM(18), .top = SP_MM(20), .bottom = SP_MM(20), \
             .binding = SP_MM(3), .title_drop = SP_MM(4), .text = TYPE(10, 12.4),          \
             .small = TYPE(8.6, 10.8),                                                     \
             .code = TYPE(7.4, 10), .note = TYPE(8, 9.8), .title = TYPE(18, 21.6),         \
             .heading = {[2] = TYPE(12.6, 15.6), TYPE(11, 13.6), TYPE(10, 12.4),           \
                         TYPE(9.6, 12), TYPE(9.6, 12)},                                    \
             .furniture_size = SP_PT(7.4), .indent = SP_PT(12),                            \
             .cover_code = SP_MM(22.6), .document_code = SP_MM(20.6)},                     \
        [PAPER_HALF_LETTER] =                                                              \
            {.page_width = SP_PT(396), .page_height = SP_PT(612),                          \
             .left = SP_MM(16), .right = SP_MM(16), .top = SP_MM(20), .bottom = SP_MM(20), \
             .binding = SP_MM(3), .title_drop = SP_MM(4), .text = TYPE(10, 12.4),          \
             .small = TYPE(8.6, 10.8),                                                     \
             .code = TYPE(7.4, 10), .note = TYPE(8, 9.8), .title = TYPE(18, 21.6),         \
             .heading = {[2] = TYPE(12.6, 15.6), TYPE(11, 13.6), TYPE(10, 12.4),           \
                         TYPE(9.6, 12), TYPE(9.6, 12)},                                    \
             .furniture_size = SP_PT(7.4), .indent = SP_PT(12),                            \
             .cover_code = SP_MM(22.6), .document_code = SP_MM(20.6)},                     \
    }

#define PLAIN                                                                              \
    .name = "plain",                                                                       \
     .light = {.ink = 0x14233c, .text = 0x1b2638, .soft = 0x55607a, .ground = 0xffffff,    \
               .tint = 0xf3f5f8, .line = 0xc9ced6, .inside = 0x8a1c2c, .outside = 0x1f4e8c, \
               .broken = 0x8a5200, .mark = 0x8a1c2c, .marked = 0xfff3b0,                   \
               .callout = {0x55607a, 0x1f4e8c, 0x1b6b3a, 0x6a3d9a, 0x8a5200, 0xa3202d}},   \
     .dark = {.ink = 0xe4e8ef, .text = 0xd6dce6, .soft = 0x9aa6b8, .ground = 0x12171f,     \
              .tint = 0x1b222d, .line = 0x39424f, .inside = 0xf2a0a8, .outside = 0x8fbcf5, \
              .broken = 0xe9b35c, .mark = 0xf2a0a8, .marked = 0x3d3608,                    \
              .callout = {0x9aa6b8, 0x8fbcf5, 0x7fd29a, 0xc9a6f0, 0xe9b35c, 0xf59aa2}},    \
     .printed = {.ink = 0x14233c, .text = 0x000000, .soft = 0x444444, .ground = 0xffffff,  \
                 .tint = 0xf3f5f8, .line = 0x999999, .inside = 0x8a1c2c,                   \
                 .outside = 0x1f4e8c, .broken = 0x8a5200, .mark = 0x8a1c2c, .marked = 0xfff3b0, \
                 .callout = {0x55607a, 0x1f4e8c, 0x1b6b3a, 0x6a3d9a, 0x8a5200, 0xa3202d}}, \
     .face = {.text = FONT_SERIF, .heading = FONT_SANS, .code = FONT_MONO},                \
     .family = {.text = "'Gentium Plus',Gentium,'Charis SIL',Charter,'Noto Serif',"        \
                        "'DejaVu Serif',Georgia,serif",                                    \
                .heading = "'Open Sans','Noto Sans','Segoe UI',Roboto,'Helvetica Neue',"   \
                           "Arial,sans-serif",                                             \
                .code = "'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,monospace"},   \
     .line = {.baseline_percent = 75, .link_percent = 76, .least_measure = SP_PT(20),      \
              .image_gap = SP_PT(2), .hairline = SP_PT(0.5)},                              \
     .mark = {.inside = LINK_DOTS, .outside = LINK_LINE},                                  \
     .span = {.superscript = {66, 34}, .subscript = {66, -16}, .note_mark = {58, 34},      \
              .url_number = {56, 34}, .url_joint_percent = 107, .reference_percent = 76,   \
              .code_percent = 84, .small_percent = 85, .least_size = SP_PT(4),             \
              .ground_above_percent = 84, .ground_below_percent = 26},                     \
     .space = {.heading_before = {[2] = 165, 125, 90, 90, 90},                             \
               .heading_after = {[2] = 30, 30, 16, 16, 16}, .large_percent = 70,           \
               .quote_percent = 60, .block_percent = 46, .block_in_list_percent = 30},     \
     .quote = {.bar = SP_PT(2), .callout_bar = SP_PT(3), .callout_title_percent = 94,      \
               .fraction = 6, .depth = 16, .rule_part = 3},                                \
     .list = {.number_gap = SP_PT(4.5), .bullet_gap = SP_PT(5.5), .least_label = SP_PT(2), \
              .number_room = SP_PT(8), .digit_percent = 52, .fraction = 4,                 \
              .tight_percent = 12, .loose_percent = 34, .term_percent = 40,                \
              .definition_indents = 2, .square = {46, 15}},                                \
     .code = {.inset = SP_PT(8), .padding = SP_PT(5), .baseline_percent = 74,              \
              .small_percent = 84, .later_indent = 2, .inset_part = 8, .tab = 8},          \
     .figure = {.margin = SP_PT(3), .height_percent = 70, .line_percent = 60,              \
                .small_percent = 33, .alone_percent = 60, .mark_percent = 160, .page_percent = 340, .letter_percent = 140, .middle_percent = 24}, \
     .card = {.gap = SP_PT(18), .least_width = SP_PT(84), .logo_percent = 60, .picture_percent = 30}, \
     .table = {.padding_y = SP_PT(3.4), .least_column = SP_PT(18),                         \
               .least_image = SP_PT(60), .caption_gap = SP_PT(3),                          \
               .word_ems = 9, .least_word_ems = 11, .word_share_percent = 25,              \
               .inner_percent = 60, .whole_percent = 85, .labels_percent = 40,             \
               .header_percent = 92,                                                       \
               .step = {{100, 100, SP_PT(6)}, {91, 92, SP_PT(5)}, {82, 84, SP_PT(4)}},     \
               .least_padded = SP_PT(24), .strips_from_percent = 60, .head_to_percent = 25}, \
     .note = {.gap = SP_PT(9), .rule_width = SP_PT(90), .rule_gap = SP_PT(5),              \
              .label_percent = 85, .label_gap = SP_PT(3)},                                 \
     .urls = {.before_percent = 150, .rule_height = SP_PT(6), .after = SP_PT(3),           \
              .indent = SP_PT(24), .label_gap = SP_PT(5), .size_percent = 88,              \
              .leading_percent = 94},                                                      \
     .contents = {.indent = SP_PT(24), .section_size_percent = 94,                         \
                  .document_leading_percent = 112, .section_leading_percent = 104,         \
                  .before_percent = 62, .column_gap = SP_PT(24), .turned_percent = 12},    \
     .title = {.rule_drop = SP_PT(4), .rule = SP_PT(0.8), .rule_height = SP_PT(20),        \
               .source_percent = 96},                                                      \
     .cover = {.title_percent = 136, .title_leading_percent = 116, .band_percent = 36,     \
               .band_margin = SP_MM(14), .least_above = SP_PT(10), .after_band = SP_MM(24), \
               .after_subtitle = SP_MM(16), .after_facts = SP_MM(14),                      \
               .subtitle_percent = 128, .subtitle_leading_percent = 132,                   \
               .fact_indent = SP_PT(88), .fact_fraction = 3, .fact_percent = 98,           \
               .fact_leading_percent = 126, .remark_percent = 92,                          \
               .logo_width_percent = 42, .logo_height_percent = 9, .logo_gap = SP_MM(12),  \
               .after_logos = SP_MM(14), .gap_percent = 40, .rule = SP_PT(1.6), .rule_drop = SP_PT(7),        \
               .after_rule = SP_MM(9)},                                                    \
     .colophon = {.column_gap = SP_PT(14), .before_paragraph = SP_PT(3)},                  \
     .furniture = {.head_gap = SP_MM(9), .foot_gap = SP_MM(12), .foot_line = SP_PT(11),    \
                   .head_bytes = 600},                                                     \
     .qr = {.module = SP_MM(0.5), .gap = SP_PT(16)},                                       \
     .destination_above = SP_PT(6),                                                        \
     .sheets = PLAIN_SHEETS

/* Screens have colours; paper has ink, black and as little of it as tells things apart. */
#define SCREEN_COLORS                                                                      \
    {.ink = 0x14233C, .text = 0x1D1F24, .inside = 0x8A1C2C, .outside = 0x1F4E8C,           \
     .quiet = 0x5A6272, .broken = 0x8A5A00, .hairline = 0xC9CED6, .head = 0xEEF1F5,        \
     .code = 0xF4F5F8, .marked = 0xFFF3B0, .paper = 0xFFFFFF,                              \
     .callout = {0x5A6272, 0x1F4E8C, 0x1B6B3A, 0x6A3D9A, 0x8A5A00, 0xA3202D}}
#define PAPER_COLORS                                                                       \
    {.hairline = 0x8C8C8C, .head = 0xEFEFEF, .code = 0xF4F4F4, .marked = 0xE4E4E4,         \
     .paper = 0xFFFFFF}
#define ON_PAPER .facing = true, .marks_links = true, .tells_mail = true

static const struct theme themes[][MEDIA_COUNT] = {
    {[MEDIA_SCREEN] = {PLAIN, .color = SCREEN_COLORS, .medium = {.band = true}},
     [MEDIA_PRINT] = {PLAIN, .color = PAPER_COLORS, .medium = {ON_PAPER}},
     [MEDIA_PRESS] = {PLAIN, .color = PAPER_COLORS, .medium = {ON_PAPER, .bleeds = true}}},
};
/* clang-format on */

const struct theme *theme_find(struct str name)
{
    for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++) {
        if (name.len == 0 || str_is(name, themes[i][MEDIA_SCREEN].name)) {
            return &themes[i][MEDIA_SCREEN];
        }
    }
    return NULL;
}

const struct theme *theme_for(const struct theme *theme, enum medium media)
{
    for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++) {
        if (strcmp(theme->name, themes[i][media].name) == 0) {
            return &themes[i][media];
        }
    }
    return theme;
}

void theme_add_names(struct buf *out)
{
    for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++) {
        buf_add_format(out, "%s%s", i ? ", " : "", themes[i][MEDIA_SCREEN].name);
    }
}

bool paper_find(struct str name, enum paper *out)
{
    static const char *const names[PAPER_COUNT] = {
        [PAPER_A4] = "A4", [PAPER_LETTER] = "Letter", [PAPER_A5] = "A5"};
    for (int i = 0; i < PAPER_COUNT; i++) {
        if (names[i] && str_eq_ignore_case(name, str_from(names[i]))) {
            *out = (enum paper)i;
            return true;
        }
    }
    return false;
}

struct fold paper_fold(enum paper paper)
{
    bool letter = paper == PAPER_LETTER || paper == PAPER_HALF_LETTER;
    return letter ? (struct fold){PAPER_HALF_LETTER, PAPER_LETTER}
                  : (struct fold){PAPER_A5, PAPER_A4};
}
