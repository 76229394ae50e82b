/* Arenas: pieces that grow where they stand or elsewhere, and what a budget allows. */
#include "base/arena.h"
#include "base/budget.h"
#include "base/buf.h"
#include "cmocka_offprint.h"

#define NUMBERS 300000

static void grows_arrays(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    size_t *numbers = NULL, count = 0, capacity = 0;
    char *beside = NULL; /* from time to time, so that the array must move */
    for (size_t i = 0; i < NUMBERS; i++) {
        assert_true(arena_grow(&arena, &numbers, count, &capacity, sizeof *numbers));
        numbers[count++] = i;
        beside = i % 1000 == 0 ? arena_alloc(&arena, 24, 1) : beside;
        beside[i % 24] = 'x';
    }
    for (size_t i = 0; i < NUMBERS; i++) {
        assert_int_equal(numbers[i], i);
    }
    /* The old places of a large array are given back. */
    assert_in_range(arena.used_bytes, NUMBERS * sizeof *numbers,
                    capacity * sizeof *numbers + (2 << 20));
    arena_clear(&arena);
    assert_int_equal(arena.used_bytes, 0);
}

static void grows_in_place(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    char *text = NULL, *first;
    size_t capacity = 0;
    assert_true(arena_grow(&arena, &text, 0, &capacity, 1));
    first = text;
    for (size_t count = capacity; count < 4096; count = capacity) {
        assert_true(arena_grow(&arena, &text, count, &capacity, 1));
        assert_ptr_equal(text, first);
        assert_int_equal(text[capacity - 1], 0);
    }
    arena_clear(&arena);
}

static void frees_what_is_below(void **state)
{
    (void)state;
    struct budget budget = {0};
    struct arena arena, other;
    arena_init_within(&arena, 0, &budget);
    arena_init_within(&other, 0, &budget);
    struct arena *early = arena_new_below(&other), *late = arena_new_below(&other);
    assert_true(arena_reserve(early, 100000));
    assert_in_range(arena_alloc(early, 99000, 1) ? early->used_bytes : 0, 100000, 101000);
    assert_non_null(arena_alloc(late, 5000, 1));
    size_t used = budget.used_bytes;
    arena_clear(early); /* before the others */
    assert_int_equal(early->used_bytes, 0);
    assert_in_range(used - budget.used_bytes, 100000, 101000);
    assert_non_null(arena_alloc(early, 300, 1));
    arena_adopt(&arena, &other);
    assert_null(other.below);
    arena_clear(&other);
    assert_non_null(arena_alloc(late, 700000, 1));
    arena_reset(&arena); /* the rest goes with it */
    assert_null(arena.below);
    assert_int_equal(budget.used_bytes, arena.used_bytes);
    arena_clear(&arena);
    assert_int_equal(budget.used_bytes, 0);
}

static void keeps_to_a_budget(void **state)
{
    (void)state;
    struct budget budget = {.limit_bytes = (size_t)1 << 20};
    struct arena one, other;
    arena_init_within(&one, 0, &budget);
    arena_init_within(&other, 0, &budget);
    struct buf text = {.kept_in = &other};
    assert_non_null(arena_alloc(&one, 600000, 1));
    assert_true(buf_reserve(&text, 200000));
    assert_false(budget.crossed);
    size_t used = budget.used_bytes;
    assert_null(arena_alloc(&other, 600000, 1));
    assert_true(budget.crossed && arena_failed(&other) && !arena_failed(&one));
    assert_int_equal(budget.used_bytes, used);
    assert_false(buf_reserve(&text, 900000));
    buf_clear(&text);
    arena_clear(&one);
    assert_non_null(arena_alloc(&other, 600000, 1));
    arena_clear(&other);
    assert_int_equal(budget.used_bytes, 0);
}

/* What a share may not have, the whole may; what it made can be the whole's. */
static void keeps_to_a_share(void **state)
{
    (void)state;
    struct budget whole = {.limit_bytes = (size_t)1 << 20};
    struct budget share = {.limit_bytes = (size_t)1 << 19, .whole = &whole};
    struct arena all, part, empty;
    arena_init_within(&all, 0, &whole);
    arena_init_within(&part, 0, &share);
    arena_init_within(&empty, 0, &share);
    struct str made = arena_str(&part, STR("made"));
    assert_non_null(arena_alloc(&part, 300000, 1));
    assert_true(whole.used_bytes == share.used_bytes && share.used_bytes > 300000);
    assert_null(arena_alloc(&part, 300000, 1));
    assert_true(share.crossed && !whole.crossed);
    arena_adopt(&all, &part);
    arena_adopt(&all, &empty);
    assert_true(share.used_bytes == 0 && whole.used_bytes > 300000);
    assert_true(arena_holds(&all, made.ptr) && !arena_holds(&part, made.ptr));
    struct str more = arena_str(&part, STR("more"));
    (void)arena_str(&all, STR("own"));
    arena_adopt(&all, &part);
    assert_true(str_is(made, "made") && str_is(more, "more") &&
                arena_holds(&all, more.ptr));
    arena_clear(&part);
    arena_clear(&all);
    assert_int_equal(whole.used_bytes, 0);
}

/* A large piece goes back at once, and what stands beside it stays. */
static void lets_large_pieces_go(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct str kept = arena_str(&arena, STR("kept"));
    size_t used = arena.used_bytes;
    char *large = arena_alloc(&arena, 1 << 20, 1), *small = arena_alloc(&arena, 100, 1);
    assert_non_null(large);
    assert_non_null(small);
    assert_in_range(arena.used_bytes, used + (1 << 20), used + (1 << 20) + 8192);

    arena_let_go(&arena, large, 1 << 20);
    arena_let_go(&arena, small, 100);

    assert_int_equal(arena.used_bytes, used);
    assert_true(str_is(kept, "kept"));
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_arrays),        cmocka_unit_test(grows_in_place),
        cmocka_unit_test(frees_what_is_below), cmocka_unit_test(keeps_to_a_budget),
        cmocka_unit_test(keeps_to_a_share),      cmocka_unit_test(lets_large_pieces_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
