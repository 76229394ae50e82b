/* Lengths as people write them. */
#include "base/measure.h"

#include "cmocka_offprint.h"

static void reads_units(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool read;
        uint32_t micrometres;
    } cases[] = {
        {"3mm", true, 3000},     {"3 mm", true, 3000},   {" .3cm ", true, 3000},
        {"0.125in", true, 3175}, {"72pt", true, 25400},  {"3", true, 3000},
        {"0", true, 0},          {"1e3", true, 1000000}, {"1001", false, 0},
        {"-1mm", false, 0},      {"mm", false, 0},       {"", false, 0},
        {"3 ells", false, 0},    {"3m", false, 0},       {"nan", false, 0},
        {"1e999", false, 0},     {"3,5mm", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t got = 1;
        bool read = measure_read(str_from(cases[i].text), &got);
        if (read != cases[i].read || got != cases[i].micrometres) {
            fail_msg("'%s': %d %u", cases[i].text, read, got);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_units)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
