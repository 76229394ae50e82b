/* What commits and trees say: dates as git reads them, names in the order of trees. */
#include "cmocka_offprint.h"
#include "source/git_raw.h"

#define TREE "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
#define PARENT "parent 1111111111111111111111111111111111111111\n"
#define OTHER "parent 2222222222222222222222222222222222222222\n"

static void reads_dates_as_git_does(void **state)
{
    static const struct {
        const char *line;
        bool dated;
        int64_t seconds, offset;
    } cases[] = {
        {"A <a@example.org> 1700000000 +0000", true, 1700000000, 0},
        {"A <a@example.org> 1700000000 +0545", true, 1700000000, 20700},
        {"A <a@example.org> 1700000000 -1200", true, 1700000000, -43200},
        {"A <a@example.org> 0 +0100", true, 0, 3600},
        {"A > B <a@example.org>> 5 +0000", true, 5, 0},
        {"<> 5 +0000", true, 5, 0},
        {"A <a@example.org>5 +0000", true, 5, 0},
        {"A <a@example.org>  5   -0030", true, 5, -1800},
        {"A <a@example.org> 5 +00", true, 5, 0},
        {"A <a@example.org> 5 +99999999999999999999", true, 5, 0},
        {"A <a@example.org> -5 +0000", false, 0, 0},
        {"A <a@example.org> 5", false, 0, 0},
        {"A <a@example.org> 5 0000", false, 0, 0},
        {"A <a@example.org> 5 +", false, 0, 0},
        {"A <a@example.org> ", false, 0, 0},
        {"A a@example.org 5 +0000", false, 0, 0},
        {"", false, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t seconds = 0, offset = 0;
        bool dated = git_raw_date(str_from(cases[i].line), &seconds, &offset);
        if (dated != cases[i].dated ||
            (dated && (seconds != cases[i].seconds || offset != cases[i].offset))) {
            fail_msg("'%s': %d, %lld, %lld", cases[i].line, dated, (long long)seconds,
                     (long long)offset);
        }
    }
}

static void reads_headers(void **state)
{
    static const struct {
        const char *text;
        int parents; /* -1: it is no commit */
        const char *committer;
    } cases[] = {
        {TREE "author A\ncommitter B\n\ncommitter C\n", 0, "B"},
        {TREE PARENT OTHER "committer B\nencoding x\n\n", 2, "B"},
        {TREE PARENT "gpgsig x\n committer C\n", 1, ""},
        {TREE "committer B", 0, "B"},
        {TREE "parent 11\ncommitter B\n", 0, "B"},
        {"tree 4b825dc642cb6eb9a060e54bf8d69288fbee490\n", -1, ""},
        {"tree", -1, ""},
        {"", -1, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct git_raw_commit commit;
        bool read = git_raw_commit_read(str_from(cases[i].text), &commit);
        git_oid parent;
        int count = 0;
        assert_int_equal(read, cases[i].parents >= 0);
        while (read && git_raw_parent(&commit.parents, &parent)) {
            count++;
        }
        if (read &&
            (count != cases[i].parents || !str_is(commit.committer, cases[i].committer))) {
            fail_msg("case %zu: %d parents, '%.*s'", i, count, STR_ARG(commit.committer));
        }
    }
}

static void reads_entries(void **state)
{
    static const char tree[] = "100664 a\0AAAAAAAAAAAAAAAAAAAA"
                               "40000 a\0BBBBBBBBBBBBBBBBBBBB"
                               "100755 b\0CCCCCCCCCCCCCCCCCCCC"
                               "160000 c\0DDDDDDDDDDDDDDDDDDDD"
                               "100644 d\0EEEE";
    struct str rest = str_make(tree, sizeof tree - 1);
    struct git_raw_entry entry, other;
    (void)state;
    assert_true(git_raw_entry(&rest, &entry) && !entry.is_folder && entry.id[0] == 'A');
    assert_true(git_raw_entry(&rest, &other) && other.is_folder && other.id[19] == 'B');
    assert_true(git_raw_entry(&rest, &other) && other.mode != entry.mode);
    assert_true(str_is(other.name, "b"));
    assert_true(git_raw_entry(&rest, &other) && !other.is_folder);
    assert_false(git_raw_entry(&rest, &other)); /* its end is missing */
    assert_true(rest.len > 0);
}

static void knows_the_order_of_trees(void **state)
{
    static const struct {
        const char *name;
        bool folder;
    } in_order[] = {{"a", false},  {"a-", false}, {"a.md", false}, {"a", true},
                    {"a0", false}, {"aa", true},  {"b", true},     {"b\xc3", false}};
    size_t count = sizeof in_order / sizeof in_order[0];
    (void)state;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            int order = git_raw_compare(str_from(in_order[i].name), in_order[i].folder,
                                        str_from(in_order[k].name), in_order[k].folder);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates_as_git_does),
        cmocka_unit_test(reads_headers),
        cmocka_unit_test(reads_entries),
        cmocka_unit_test(knows_the_order_of_trees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
