/* The nearest text: the one that comparing each by itself finds, and within its budget. */
#include "base/nearest.h"
#include "cmocka_offprint.h"

#define TEXT_COUNT 400

static struct arena arena;

static int open_arena(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int clear_arena(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 16) % below;
}

/* Addresses much like each other, some too long. */
static struct str draw_text(uint32_t *seed)
{
    static const char letters[] = "ab1/-\xc3\xa9Z";
    size_t len = draw(seed, 30) == 0 ? 60 + draw(seed, 10) : 1 + draw(seed, 14);
    char text[80];
    for (size_t i = 0; i < len; i++) {
        text[i] = letters[draw(seed, sizeof letters - 1)];
    }
    return arena_str(&arena, str_make(text, len));
}

static size_t find_by_comparing(const struct str *texts, struct str wanted, size_t most)
{
    size_t best = SIZE_MAX, least = most + 1;
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        size_t distance = str_distance(wanted, texts[i]);
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

static void finds_what_comparing_finds(void **state)
{
    (void)state;
    struct str texts[TEXT_COUNT];
    struct nearest nearest = {0};
    uint32_t seed = 3;
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        texts[i] = draw_text(&seed);
        assert_true(nearest_add(&arena, &nearest, texts[i], i));
    }
    assert_true(nearest_sort(&arena, &nearest));
    for (size_t round = 0; round < 2000; round++) {
        struct str wanted = draw_text(&seed);
        size_t most = draw(&seed, 7);
        struct nearest_hit hit = {most, SIZE_MAX};
        uint64_t budget = UINT64_MAX;
        bool found = nearest_find(&nearest, wanted, &hit, &budget);
        size_t want = find_by_comparing(texts, wanted, most);
        assert_int_equal(found, want != SIZE_MAX);
        assert_true(hit.place == want);
    }
}

/* What stands in another index before what is as near here stays the hit. */
static void keeps_an_earlier_hit(void **state)
{
    (void)state;
    struct nearest nearest = {0};
    assert_true(nearest_add(&arena, &nearest, STR("terms"), 5) &&
                nearest_sort(&arena, &nearest));
    struct nearest_hit hit = {1, 4};
    uint64_t budget = 1000;
    assert_false(nearest_find(&nearest, STR("term"), &hit, &budget));
    assert_int_equal(hit.place, 4);
    hit.place = 6;
    assert_true(nearest_find(&nearest, STR("term"), &hit, &budget));
    assert_int_equal(hit.place, 5);
}

static void finds_nothing_when_its_budget_is_spent(void **state)
{
    (void)state;
    struct nearest nearest = {0};
    assert_true(nearest_add(&arena, &nearest, STR("terms"), 0) &&
                nearest_sort(&arena, &nearest));
    uint64_t budget = 30;
    struct nearest_hit hit = {2, SIZE_MAX};
    assert_true(nearest_find(&nearest, STR("termz"), &hit, &budget));
    assert_true(budget < 30);
    for (size_t i = 0; i < 3; i++) {
        hit = (struct nearest_hit){2, SIZE_MAX};
        (void)nearest_find(&nearest, STR("termz"), &hit, &budget);
    }
    assert_int_equal(budget, 0);
    hit = (struct nearest_hit){2, SIZE_MAX};
    assert_false(nearest_find(&nearest, STR("termz"), &hit, &budget));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_what_comparing_finds, open_arena,
                                        clear_arena),
        cmocka_unit_test_setup_teardown(keeps_an_earlier_hit, open_arena, clear_arena),
        cmocka_unit_test_setup_teardown(finds_nothing_when_its_budget_is_spent, open_arena,
                                        clear_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
