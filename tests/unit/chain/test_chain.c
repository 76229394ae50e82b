/* What names of snapshots say, and which name comes behind them. */
#include "chain/chain.h"

#include "cmocka_offprint.h"

static void reads_names(void **state)
{
    (void)state;
    static const struct {
        const char *path, *series, *date, *mark; /* `series` NULL: no snapshot */
    } rows[] = {
        {"p-2021-07-15.zip", "p", "2021-07-15", ""},
        {"a/b/my-site-2021-07-15b.zip", "my-site", "2021-07-15", "b"},
        {"p-2021-07-15zb.zip", "p", "2021-07-15", "zb"},
        {"p-2021-07-15-2.zip", "p", "2021-07-15", "-2"},
        {"p-2021-07-15T100000Z.zip", "p", "2021-07-15", "T100000Z"},
        {"p-2020-01-01-2021-07-15.zip", "p-2020-01-01", "2021-07-15", ""},
        {"p-2021-07-15-copy.zip", NULL, "", ""},
        {"p-2021-07-15 (1).zip", NULL, "", ""},
        {"p-2021-07-15B.zip", NULL, "", ""},
        {"p2021-07-15.zip", NULL, "", ""},
        {"-2021-07-15.zip", NULL, "", ""},
        {"2021-07-15.zip", NULL, "", ""},
        {"p-2021-07-1.zip", NULL, "", ""},
        {"p.zip", NULL, "", ""},
        {"p-2021-07-15", NULL, "", ""},
        {".zip", NULL, "", ""},
        {"", NULL, "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct chain_name name;
        bool is = chain_name_read(str_from(rows[i].path), &name);
        if (is != (rows[i].series != NULL)) {
            fail_msg("%s: %s", rows[i].path, is ? "taken" : "refused");
        }
        if (is && !(str_is(name.series, rows[i].series) &&
                    str_is(name.date, rows[i].date) && str_is(name.mark, rows[i].mark))) {
            fail_msg("%s: '%.*s' of '%.*s' and '%.*s'", rows[i].path, STR_ARG(name.series),
                     STR_ARG(name.date), STR_ARG(name.mark));
        }
    }
}

/* In front of the ".zip" as well as in the order of chains. */
static void names_sort_as_they_come(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct str newest = {0}, mark;
    for (int i = 0; i < 200; i++) {
        struct str next =
            chain_new_name(&arena, STR("p"), STR("2021-07-15"), newest, &mark);
        struct chain_name read;
        assert_true(chain_name_read(next, &read) && str_eq(read.mark, mark));
        assert_true(i == 0 || str_compare(newest, next) < 0);
        newest = next;
    }
    arena_clear(&arena);
}

static void goes_on_from_what_is_there(void **state)
{
    (void)state;
    static const struct {
        const char *newest, *want;
    } rows[] = {
        {"", "p-2021-07-15.zip"},
        {"p-2021-07-14z.zip", "p-2021-07-15.zip"},
        {"p-2021-07-15.zip", "p-2021-07-15b.zip"},
        {"p-2021-07-15y.zip", "p-2021-07-15z.zip"},
        {"p-2021-07-15z.zip", "p-2021-07-15zb.zip"},
        {"p-2021-07-15zz.zip", "p-2021-07-15zzb.zip"},
        {"p-2021-07-15-2.zip", "p-2021-07-15zb.zip"},
        {"p-2021-07-15T10Z.zip", "p-2021-07-15zzzb.zip"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        struct str mark;
        arena_init(&arena, 0);
        struct str name = chain_new_name(&arena, STR("p"), STR("2021-07-15"),
                                         str_from(rows[i].newest), &mark);
        if (!str_is(name, rows[i].want)) {
            fail_msg("behind %s: %.*s", rows[i].newest, STR_ARG(name));
        }
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_names),
        cmocka_unit_test(names_sort_as_they_come),
        cmocka_unit_test(goes_on_from_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
