/* Memory for parsers that cannot be told no: what is left when it runs out, and what of it
 * is used again. */
#include "base/parser_memory.h"

#include <cmocka_offprint.h>
#include <string.h>

struct work {
    struct parser_memory memory;
    size_t taken;
    bool finished;
};

static void take_without_end(void *data)
{
    struct work *work = data;
    for (;; work->taken++) {
        char *piece = parser_memory_take(&work->memory, 10, 100);
        memset(piece, 'x', 1000);
    }
}

static void leaves_when_there_is_no_more(void **state)
{
    (void)state;
    struct work work = {.taken = 0};
    arena_init(&work.memory.arena, 1 << 20);
    assert_false(parser_memory_run(&work.memory, take_without_end, &work));
    assert_in_range(work.taken, 500, 1100);
    assert_true(arena_failed(&work.memory.arena));
    arena_clear(&work.memory.arena);
}

static void take_too_much(void *data)
{
    struct work *work = data;
    work->taken++;
    (void)parser_memory_take(&work->memory, SIZE_MAX / 2, 3);
}

static void leaves_where_a_size_does_not_fit(void **state)
{
    (void)state;
    struct work work = {.taken = 0};
    assert_false(parser_memory_run(&work.memory, take_too_much, &work));
    assert_int_equal(work.taken, 1);
    arena_clear(&work.memory.arena);
}

static bool is_all(const char *bytes, char byte, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != byte) {
            return false;
        }
    }
    return true;
}

static void take_and_resize(void *data)
{
    struct work *work = data;
    struct parser_memory *memory = &work->memory;
    char *newest = parser_memory_resize(memory, NULL, 20);
    assert_true(is_all(newest, 0, 20));
    memset(newest, 'a', 20);
    assert_ptr_equal(parser_memory_resize(memory, newest, 3000), newest); /* in place */
    assert_true(is_all(newest, 'a', 20));
    char *other = parser_memory_take(memory, 1, 40);
    char *moved = parser_memory_resize(memory, newest, 5000);
    assert_ptr_not_equal(moved, newest);
    assert_true(is_all(moved, 'a', 20));
    (void)parser_memory_take(memory, 1, 1);
    memset(other, 'b', 40);
    parser_memory_give_back(memory, other);
    parser_memory_give_back(memory, NULL);
    char *again = parser_memory_take(memory, 3, 15);
    assert_ptr_equal(again, other);
    assert_true(is_all(again, 0, 45));
    work->finished = true;
}

static void uses_room_again(void **state)
{
    (void)state;
    struct work work = {.taken = 0};
    assert_true(parser_memory_run(&work.memory, take_and_resize, &work));
    assert_true(work.finished);
    assert_false(arena_failed(&work.memory.arena));
    arena_clear(&work.memory.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_when_there_is_no_more),
        cmocka_unit_test(leaves_where_a_size_does_not_fit),
        cmocka_unit_test(uses_room_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
