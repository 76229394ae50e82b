/* Letter case ignored, in all scripts. */
#include "cmocka_offprint.h"

#include "base/fold.h"

static const struct {
    const char *a, *b;
    bool equal;
} pairs[] = {
    {"", "", true},
    {"Fees", "fEES", true},
    {"\xc3\x9c"
     "ber",
     "\xc3\xbc"
     "BER",
     true},                             /* Über */
    {"\xce\xa3", "\xcf\x83", true},     /* sigma */
    {"\xd0\x96-1", "\xd0\xb6-1", true}, /* Cyrillic */
    {"fees", "fee", false},
    {"fee", "fees", false},
    {"u", "\xc3\xbc", false},
    {"a\xff", "A\xff", true}, /* no UTF-8 */
};

static void folds_alike(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct str a = str_from(pairs[i].a), b = str_from(pairs[i].b);
        bool texts = str_eq(fold_text(&arena, a), fold_text(&arena, b));
        bool hashes = fold_hash(a) == fold_hash(b);
        if (fold_eq(a, b) != pairs[i].equal || texts != pairs[i].equal ||
            hashes != pairs[i].equal) {
            fail_msg("'%s' and '%s'", pairs[i].a, pairs[i].b);
        }
    }
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(folds_alike)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
