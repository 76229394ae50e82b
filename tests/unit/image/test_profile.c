/* Which profiles of pictures a PDF may carry. */
#include "cmocka_offprint.h"
#include "image/decode.h"

#define BYTES 200

static const struct {
    const char *name;
    size_t at;
    const char *patch; /* over a profile that suits */
    uint8_t components;
    bool kept;
} cases[] = {
    {"RGB", 0, "", 3, true},
    {"scanner", 12, "scnr", 3, true},
    {"of version 2", 8, "\2", 3, true},
    {"of version 5", 8, "\5", 3, false},
    {"a link", 12, "link", 3, false},
    {"gray", 16, "GRAY", 1, true},
    {"gray, but RGB", 0, "", 1, false},
    {"CMYK", 16, "CMYK", 3, false},
    {"of another size", 2, "\1", 3, false},
    {"no profile", 36, "none", 3, false},
    {"sRGB by its name", 150, "sRGB", 3, false},
};

static void keeps_what_suits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char bytes[BYTES] = {0};
        bytes[3] = (char)BYTES;
        memcpy(bytes + 8, "\4\0\0\0mntrRGB ", 12);
        memcpy(bytes + 36, "acsp", 4);
        memcpy(bytes + cases[i].at, cases[i].patch, strlen(cases[i].patch));
        struct str kept = profile_check(str_make(bytes, BYTES), cases[i].components);
        if (kept.len != (cases[i].kept ? BYTES : 0)) {
            fail_msg("%s: %zu", cases[i].name, kept.len);
        }
        for (size_t len = 0; len < BYTES; len++) {
            assert_int_equal(profile_check(str_make(bytes, len), 3).len, 0);
        }
    }
}

/* In the texts of version 4. */
static void knows_srgb_in_wide_letters(void **state)
{
    (void)state;
    char bytes[BYTES] = {0};
    bytes[3] = (char)BYTES;
    memcpy(bytes + 8, "\4\0\0\0mntrRGB ", 12);
    memcpy(bytes + 36, "acsp", 4);
    memcpy(bytes + 150, "\0s\0R\0G\0B", 8);
    assert_int_equal(profile_check(str_make(bytes, BYTES), 3).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_what_suits),
                                       cmocka_unit_test(knows_srgb_in_wide_letters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
