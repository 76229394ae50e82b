#include "cmocka_offprint.h"
#include "source/git_turn.h"

#include <string.h>

/* What the library tells of its extensions, of which "mine" was set. */
static size_t count_extensions(void)
{
    git_strarray told = {0};
    bool mine = false;
    assert_int_equal(git_libgit2_opts(GIT_OPT_GET_EXTENSIONS, &told), 0);
    size_t count = told.count;
    for (size_t i = 0; i < count; i++) {
        mine = mine || strcmp(told.strings[i], "mine") == 0;
    }
    git_strarray_dispose(&told);
    assert_true(mine);
    return count;
}

static void take_turn(void)
{
    struct git_turn turn;
    assert_true(git_turn_begin(&turn));
    git_turn_end(&turn);
}

static void many_turns_leave_what_one_leaves(void **state)
{
    (void)state;
    const char *own[] = {"mine"};
    assert_true(git_turn_keep());
    assert_int_equal(git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, own, (size_t)1), 0);
    take_turn();
    size_t first = count_extensions();
    for (int i = 0; i < 10; i++) {
        take_turn();
    }
    assert_int_equal(count_extensions(), first);
    git_turn_let_go();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_turns_leave_what_one_leaves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
