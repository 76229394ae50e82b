#include "diff/align.h"

#include "cmocka_offprint.h"

#include <stdio.h>

#define MOST 200000

/* The pairs of what is aligned, as "0-0 2-1". */
static void aligns_rows(void **state)
{
    (void)state;
    static const struct {
        const char *name, *old_row, *new_row, *want;
    } cases[] = {
        {"nothing", "", "", ""},
        {"equal", "abc", "abc", "0-0 1-1 2-2 "},
        {"one is empty", "abc", "", ""},
        {"all different", "abc", "xyz", ""},
        {"one gone", "abc", "ac", "0-0 2-1 "},
        {"one new", "ac", "abc", "0-0 1-2 "},
        {"one other", "abc", "axc", "0-0 2-2 "},
        {"two that changed places", "abc", "acb", "0-0 2-1 "},
        {"what is there twice", "xaxbx", "xbx", "0-0 3-1 4-2 "},
        {"from end to end", "abcd", "dabc", "0-1 1-2 2-3 "},
    };
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t olds[16], news[16];
        size_t old_count = strlen(cases[i].old_row), new_count = strlen(cases[i].new_row);
        struct aligner *aligner = aligner_new(&arena, 256, 16);
        struct align_runs runs = {0};
        char got[64] = "";
        size_t len = 0;
        for (size_t k = 0; k < old_count; k++) {
            olds[k] = (unsigned char)cases[i].old_row[k];
        }
        for (size_t k = 0; k < new_count; k++) {
            news[k] = (unsigned char)cases[i].new_row[k];
        }
        assert_true(align(aligner, olds, old_count, news, new_count, &runs));
        for (size_t k = 0; k < runs.count; k++) {
            for (uint32_t n = 0; n < runs.items[k].count; n++) {
                len += (size_t)snprintf(got + len, sizeof got - len, "%u-%u ",
                                        runs.items[k].old_from + n,
                                        runs.items[k].new_from + n);
            }
        }
        if (strcmp(got, cases[i].want) != 0) {
            fail_msg("%s: got '%s', not '%s'", cases[i].name, got, cases[i].want);
        }
    }
    arena_clear(&arena);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

/* What holds of any: runs are equal, in order on both sides, and as long as they can be. */
static void check_runs(const uint32_t *olds, size_t old_count, const uint32_t *news,
                       size_t new_count, const struct align_runs *runs)
{
    size_t old_at = 0, new_at = 0;
    for (size_t i = 0; i < runs->count; i++) {
        const struct align_run *run = &runs->items[i];
        assert_true(run->count > 0 && run->old_from >= old_at && run->new_from >= new_at);
        assert_true(i == 0 || run->old_from > old_at || run->new_from > new_at);
        old_at = run->old_from + run->count;
        new_at = run->new_from + run->count;
        assert_true(old_at <= old_count && new_at <= new_count);
        assert_memory_equal(olds + run->old_from, news + run->new_from,
                            run->count * sizeof *olds);
    }
}

static void keeps_order_whatever_it_gets(void **state)
{
    (void)state;
    struct arena arena;
    uint32_t seed = 1, olds[400], news[400];
    arena_init(&arena, 0);
    for (unsigned round = 0; round < 4000; round++) {
        size_t old_count = next_random(&seed) % 400, new_count = next_random(&seed) % 400;
        uint32_t different = 1 + next_random(&seed) % (round % 2 ? 4 : 300);
        struct aligner *aligner = aligner_new(&arena, 400, 400);
        struct align_runs runs = {0};
        for (size_t i = 0; i < old_count; i++) {
            olds[i] = next_random(&seed) % different;
        }
        for (size_t i = 0; i < new_count; i++) {
            bool kept = i < old_count && next_random(&seed) % 8;
            news[i] = kept ? olds[i] : next_random(&seed) % different;
        }
        assert_non_null(aligner);
        assert_true(align(aligner, olds, old_count, news, new_count, &runs));
        check_runs(olds, old_count, news, new_count, &runs);
        arena_reset(&arena);
    }
    arena_clear(&arena);
}

/* Rows made to be slow end soon: the test has its time. */
static void ends_soon_with_rows_made_to_be_slow(void **state)
{
    (void)state;
    static uint32_t olds[MOST], news[MOST];
    struct arena arena;
    arena_init(&arena, 0);
    for (unsigned kind = 0; kind < 6; kind++) {
        uint32_t seed = kind + 1;
        struct align_runs runs = {0};
        struct aligner *aligner = aligner_new(&arena, 2 * MOST, MOST);
        for (uint32_t i = 0; i < MOST; i++) {
            uint32_t random = next_random(&seed);
            const uint32_t olds_of[] = {0, i, random % 2, i % 1000, random % 100000, i};
            const uint32_t news_of[] = {kind == 0 ? i % 2 : 0, MOST + i,
                                        random / 2 % 2,        (MOST - i) % 1000,
                                        random / 3 % 100000,   MOST - 1 - i};
            olds[i] = olds_of[kind];
            news[i] = news_of[kind];
        }
        assert_non_null(aligner);
        assert_true(align(aligner, olds, MOST, news, MOST, &runs));
        check_runs(olds, MOST, news, MOST, &runs);
        arena_reset(&arena);
    }
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aligns_rows),
        cmocka_unit_test(keeps_order_whatever_it_gets),
        cmocka_unit_test(ends_soon_with_rows_made_to_be_slow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
