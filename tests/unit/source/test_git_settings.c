/* A repository's configuration as git's own parser has it, and nothing of it that names
 * files. */
#include "base/buf.h"
#include "cmocka_offprint.h"
#include "source/git_settings.h"
#include "source/git_turn.h"

static void reads_as_git_does(void **state)
{
    static const struct {
        const char *text, *want; /* in the order of names */
        size_t bad_line;
    } cases[] = {
        {"", "", 0},
        {"[core]\n\teol = lf\n", "core.eol=lf;", 0},
        {"\xEF\xBB\xBF[CORE] Eol=lf", "core.eol=lf;", 0},
        {"[core]\n\tbare\n", "core.bare;", 0},
        {"[core]\n\teol=\n", "core.eol=;", 0},
        {"[core]\neol = lf\neol = crlf\n", "core.eol=lf;core.eol=crlf;", 0},
        {"[core]\r\n\teol = lf\r\n", "core.eol=lf;", 0},
        {"[core] ; c\n# d\n\teol = lf # c\n", "core.eol=lf;", 0},
        {"[core]\n\teol = \"l # f\" ; c\n", "core.eol=l # f;", 0},
        {"[core]\n\teol = a \" b \" c  \n", "core.eol=a  b  c;", 0},
        {"[core]\n\teol = a\\\n  b\n", "core.eol=a  b;", 0},
        {"[core]\n\teol = \\t\\\"\\\\\\n\n", "core.eol=\t\"\\\n;", 0},
        {"[branch \"Main]\"]\n\tmerge = x\n", "branch.Main].merge=x;", 0},
        {"[branch \"a\\\"b\"]\n\tmerge = x\n", "branch.a\"b.merge=x;", 0},
        {"[branch.Main]\n\tmerge = x\n", "branch.main.merge=x;", 0},
        {"[extensions]\n\tWorktreeConfig = true\n", "extensions.worktreeconfig=true;", 0},
        /* What names files, or runs programs. */
        {"[include]\n\tpath = a\n[core]\n\texcludesFile = a\n\tattributesFile = a\n", "",
         0},
        {"[core]\n\tfsmonitor = a\n\thooksPath = a\n[core \"x\"]\n\teol = a\n", "", 0},
        {"[filter \"x\"]\n\tsmudge = a\n[remote \"x\"]\n\tuploadpack = a\n", "", 0},
        /* What git does not read. */
        {"[core\n", "", 1},
        {"[core]\n\teol = lf\n[co re]\n", "core.eol=lf;", 3},
        {"[core]\n\teol lf\n", "", 2},
        {"[core]\n\teol = \"lf\n", "", 2},
        {"[core]\n\teol = \\q\n", "", 2},
        {"[core]\n\t_x = y\n", "", 2},
        {"[branch \"a\nb\"]\n", "", 1},
        {"eol = lf\n", "", 1},
        {"[]\n", "", 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct git_settings settings = {.arena = &arena};
        struct buf got = {0};
        size_t bad_line = git_settings_read(&settings, str_from(cases[i].text));
        for (size_t k = 0; k < settings.count; k++) {
            const struct git_setting *setting = &settings.items[k];
            buf_add_format(&got, "%s%s%s;", setting->name, setting->value ? "=" : "",
                           setting->value ? setting->value : "");
        }
        if (bad_line != cases[i].bad_line ||
            !str_eq(buf_str(&got), str_from(cases[i].want))) {
            fail_msg("'%s': '%.*s', line %zu", cases[i].text, STR_ARG(buf_str(&got)),
                     bad_line);
        }
        buf_clear(&got);
        arena_clear(&arena);
    }
}

static void the_last_of_a_name_counts(void **state)
{
    struct arena arena;
    (void)state;
    assert_true(git_turn_keep()); /* it keeps why a value is none */
    arena_init(&arena, 0);
    struct git_settings settings = {.arena = &arena};
    assert_int_equal(
        git_settings_read(&settings,
                          STR("[core]\nbare=no\neol=a\nbare\nsymlinks=0\neol=b\n")),
        0);
    assert_true(git_settings_is_true(&settings, "core.bare"));
    assert_false(git_settings_is_true(&settings, "core.symlinks"));
    assert_false(git_settings_is_true(&settings, "core.eol"));
    assert_string_equal(git_settings_find(&settings, "core.eol")->value, "b");
    assert_null(git_settings_find(&settings, "core.autocrlf"));
    git_turn_let_go();
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_as_git_does),
        cmocka_unit_test(the_last_of_a_name_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
