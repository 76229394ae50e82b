/* What touches the cut is drawn out into the bleed, the rest stays as it is; and colours,
 * in each of the ways that a file may have them. */
#include "cmocka_offprint.h"
#include "pdf/parts.h"

#define WIDTH SP_PT(100)
#define HEIGHT SP_PT(200)
#define BLEED SP_PT(9)

static const struct pages pages = {.width = WIDTH, .height = HEIGHT};

static void draws_out_what_touches(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct rect rect, wanted;
    } cases[] = {
        {"inside",
         {SP_PT(1), SP_PT(1), SP_PT(98), SP_PT(198)},
         {SP_PT(1), SP_PT(1), SP_PT(98), SP_PT(198)}},
        {"left",
         {0, SP_PT(5), SP_PT(10), SP_PT(10)},
         {-BLEED, SP_PT(5), SP_PT(19), SP_PT(10)}},
        {"right",
         {SP_PT(90), SP_PT(5), SP_PT(10), SP_PT(10)},
         {SP_PT(90), SP_PT(5), SP_PT(19), SP_PT(10)}},
        {"top and sides",
         {0, 0, WIDTH, SP_PT(50)},
         {-BLEED, -BLEED, SP_PT(118), SP_PT(59)}},
        {"bottom, by rounding",
         {SP_PT(5), SP_PT(150), SP_PT(5), SP_PT(50) - 3},
         {SP_PT(5), SP_PT(150), SP_PT(5), SP_PT(59)}},
        {"beyond",
         {-SP_PT(3), SP_PT(5), SP_PT(110), SP_PT(5)},
         {-BLEED, SP_PT(5), SP_PT(118), SP_PT(5)}},
    };
    const struct pdf_boxes press = {.trimmed = true, .bleed = BLEED}, print = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct rect *r = &cases[i].rect, *w = &cases[i].wanted;
        struct placed given = {
            .x = r->x, .y = r->y, .width = r->width, .height = r->height};
        struct placed out = trim_draw_out(&press, &pages, given);
        if (out.x != w->x || out.y != w->y || out.width != w->width ||
            out.height != w->height) {
            fail_msg("%s: %d %d %d %d", cases[i].name, out.x, out.y, out.width, out.height);
        }
        out = trim_draw_out(&print, &pages, given);
        assert_int_equal(out.x, given.x);
        assert_int_equal(out.width, given.width);
    }
}

static void writes_colours(void **state)
{
    (void)state;
    static const struct {
        enum inks_kind kind;
        uint32_t color;
        struct ink_use use;
        const char *wanted;
    } cases[] = {
        {INKS_SCREEN, 0x000000, {.rough = true}, "0 0 0 rg\n"},
        {INKS_SCREEN, 0x1D1F24, {.rough = true}, ".11 .12 .14 rg\n"},
        {INKS_PRINT, 0x000000, {.rough = true}, "0 g\n"},
        {INKS_PRINT, 0x000000, {.stroke = true}, "0 G "},
        {INKS_PRINT, 0xFF0000, {.stroke = true}, "1 0 0 RG "},
        {INKS_GREY, 0xFFFFFF, {.rough = true}, "1 g\n"},
        {INKS_GREY, 0xFF0000, {.rough = true}, ".498 g\n"},
        {INKS_MASK, 0xFF0000, {.rough = false}, ".3 g\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf out = {0};
        ink_set(&out, (struct inks){.kind = cases[i].kind}, cases[i].color, cases[i].use);
        if (!str_is(buf_str(&out), cases[i].wanted)) {
            fail_msg("%zu: '%.*s'", i, STR_ARG(buf_str(&out)));
        }
        buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_out_what_touches),
        cmocka_unit_test(writes_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
