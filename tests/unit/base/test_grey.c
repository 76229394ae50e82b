/* Greys are as bright as their colours: WCAG's relative luminance, within half a step. */
#include "base/grey.h"

#include "cmocka_offprint.h"

#include <math.h>

static double light_of(int step)
{
    double part = step / 255.0;
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static void keeps_greys(void **state)
{
    (void)state;
    for (int step = 0; step < 256; step++) {
        assert_int_equal(grey_of((uint8_t)step, (uint8_t)step, (uint8_t)step), step);
    }
}

static void is_the_nearest(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 40000; i++) {
        uint32_t color = (i * 2654435761U) >> 8;
        uint8_t red = (uint8_t)(color >> 16), green = (uint8_t)(color >> 8),
                blue = (uint8_t)color;
        double light =
            0.2126 * light_of(red) + 0.7152 * light_of(green) + 0.0722 * light_of(blue);
        int grey = grey_of(red, green, blue);
        double off = fabs(light_of(grey) - light);
        for (int other = grey > 0 ? grey - 1 : 0; other <= grey + 1 && other < 256;
             other++) {
            if (fabs(light_of(other) - light) < off - 4e-5) {
                fail_msg("%02X%02X%02X is %d, nearer to %d", red, green, blue, grey, other);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_greys),
        cmocka_unit_test(is_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
