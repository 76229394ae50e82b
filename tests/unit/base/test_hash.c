/* Hashes: as many slots as random numbers would take, for texts that look alike and for
 * ones that were made to meet. */
#include "cmocka_offprint.h"

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 4096, MOST = 20 }; /* of random numbers 20 in a slot: once in 10^15 */

static void spreads(uint64_t (*hash)(size_t i), unsigned shift)
{
    static unsigned slots[COUNT];
    memset(slots, 0, sizeof slots);
    for (size_t i = 0; i < COUNT; i++) {
        slots[(hash(i) >> shift) % COUNT]++;
    }
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(slots[i] <= MOST);
    }
}

static uint64_t of_number(size_t i)
{
    char text[32];
    return hash_text(str_make(text, (size_t)snprintf(text, sizeof text, "%zu", i)));
}

static uint64_t of_long_text(size_t i)
{
    char text[64];
    return hash_text(str_make(
        text, (size_t)snprintf(text, sizeof text, "/2021/07/15/a-post-%zu/index.html", i)));
}

static uint64_t of_pair(size_t i)
{
    return hash_mix(hash_mix(0, i % 64), i / 64);
}

static char meeting[COUNT][8];

/* All in one slot of a table that is indexed by hash_fixed(). */
static void make_meeting(void)
{
    for (size_t n = 0, count = 0; count < COUNT; n++) {
        char text[8];
        int len = snprintf(text, sizeof text, "%zx", n);
        if (hash_fixed(str_make(text, (size_t)len)) % 1024 == 0) {
            memcpy(meeting[count++], text, sizeof text);
        }
    }
}

static uint64_t of_meeting(size_t i)
{
    return hash_text(str_from(meeting[i]));
}

static void all_bits_are_good_indexes(void **state)
{
    (void)state;
    make_meeting();
    uint64_t (*const hashes[])(size_t) = {of_number, of_long_text, of_pair, of_meeting};
    for (size_t i = 0; i < sizeof hashes / sizeof hashes[0]; i++) {
        spreads(hashes[i], 0);
        spreads(hashes[i], 20);
        spreads(hashes[i], 52);
    }
}

static void every_byte_counts(void **state)
{
    (void)state;
    char text[40] = {0};
    for (size_t len = 0; len <= sizeof text; len++) {
        uint64_t hash = hash_text(str_make(text, len));
        assert_true(len == 0 || hash != hash_text(str_make(text, len - 1)));
        for (size_t i = 0; i < len; i++) {
            text[i] = 1;
            assert_true(hash != hash_text(str_make(text, len)));
            text[i] = 0;
        }
    }
}

static void is_the_same_everywhere(void **state)
{
    (void)state;
    assert_true(hash_fixed(STR("")) == (UINT64_C(0xcbf29ce484222325) ^ 0xcbf29ce4U));
    uint64_t foobar = UINT64_C(0x85944171f73967e8); /* as FNV's authors give it */
    assert_true(hash_fixed(STR("foobar")) == (foobar ^ foobar >> 32));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_bits_are_good_indexes),
        cmocka_unit_test(every_byte_counts),
        cmocka_unit_test(is_the_same_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
