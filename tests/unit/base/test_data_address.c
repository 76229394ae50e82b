/* Files written out in addresses. */
#include "cmocka_offprint.h"

#include "base/data_address.h"

static const struct {
    const char *name, *address, *want; /* NULL: it is none */
} cases[] = {
    {"base64", "data:image/png;base64,aGVsbG8=", "hello"},
    {"without its end", "data:;base64,aGVsbG8", "hello"},
    {"of the other alphabet", "data:;base64,_-8=", "\xFF\xEF"},
    {"in lines", "data:;base64,aGVs\n bG8=", "hello"},
    {"percent codes in it", "data:;base64,aGVsbG8%3D", "hello"},
    {"plain", "data:,a%20b", "a b"},
    {"plain, with a type", " DATA:image/svg+xml;utf8,<svg/>", "<svg/>"},
    {"half a code stays", "data:,100%2", "100%2"},
    {"no digit of base64", "data:;base64,a*b", NULL},
    {"no comma", "data:image/png;base64", NULL},
    {"another scheme", "http://a.example/,", NULL},
    {"nothing", "", NULL},
};

static void reads_what_addresses_hold(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str bytes = {0};
        bool read = data_address_read(&arena, str_from(cases[i].address), &bytes);
        if (read != (cases[i].want != NULL) || (read && !str_is(bytes, cases[i].want))) {
            fail_msg("%s: %.*s", cases[i].name, STR_ARG(bytes));
        }
    }
    arena_clear(&arena);
}

static void tells_types(void **state)
{
    (void)state;
    static const char *const types[][2] = {
        {"data:image/png;base64,AA", "image/png"},
        {" DATA: text/x ,", "text/x"},
        {"data:,x", ""},
        {"data:", ""},
        {"http://a.example/;,", ""},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct str address = str_from(types[i][0]);
        assert_true(str_is(data_address_type(address), types[i][1]));
        assert_int_equal(is_data_address(address), i < 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_what_addresses_hold),
                                       cmocka_unit_test(tells_types)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
