/* What errno says of memory is kept, and doubted only where malloc itself lies. */
#include "base/memory_watch.h"

#include "cmocka_offprint.h"

static void keeps_what_errno_says(void **state)
{
    unsigned runs = 0;
    (void)state;
    memory_watch_begin();
    assert_false(memory_watch_failed());
    assert_false(memory_watch_again(&runs));
    errno = EINTR;
    assert_false(memory_watch_failed());
    assert_false(memory_watch_is_doubtful());
    assert_int_equal(errno, EINTR);
}

/* Here malloc finds all it looks for, and says nothing. */
static void believes_errno_where_malloc_is_true(void **state)
{
    unsigned runs = 0;
    (void)state;
    errno = ENOMEM;
    assert_false(memory_watch_is_doubtful());
    assert_false(memory_watch_again(&runs));
    assert_int_equal(runs, 0);
    assert_true(memory_watch_failed());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_errno_says),
        cmocka_unit_test(believes_errno_where_malloc_is_true),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
