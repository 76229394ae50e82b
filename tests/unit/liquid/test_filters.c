#include "locale_offprint.h"
#include "rows.h"

static const char data[] =
    "{\"i\": 4, \"l\": [3, 1, 2], \"ls\": [\"b\", \"A\", \"a\"], \"lb\": [true, null],"
    " \"lf\": [1.5, 2], \"lh\": [{\"k\": \"b\"}, {\"k\": \"a\"}, {\"v\": 1}],"
    " \"nest\": [[1], [2, \"x\"]], \"h\": {\"a\": 5}, \"s\": \"abc\"}";

static const struct row texts[] = {
    {LAX, "{{ l }}{{ l | append: '' }}{{ nest | upcase }}",
     "312[3, 1, 2][[1], [2, \"X\"]]"},
    {LAX, "{{ (1..3) | append: '!' }}{{ (1..3) | join: '-' }}", "1..3!1-2-3"},
    {LAX, "{{ i | size }}{{ l | size }}{{ 1.5 | size }}{{ nil | size }}", "8300"},
    {LAX, "{{ l | contains }}{{ l | no_such: 1 }}", "312312"},
    {LAX, "{{ l | sum }} {{ lh | find_index: 'k', 'a' }} {{ lh | has: 'v' }}", "6 1 true"},
    {LAX, "{% assign r = lh | reject: 'k' %}{{ r | size }}{{ r[0].v }}", "11"},
    {LAX, "{% doc %}{{ x {% enddoc %}y", "y"},
    {LAX, "{{ l | reject: 'x' }}", NULL},
    {JEKYLL, "{{ l | sum }}", "312"},
    {LAX, "{{ 'aGk=' | base64_decode }}{{ 'aGk' | base64_url_safe_decode }}", "hihi"},
    {LAX, "{{ 'aGk' | base64_decode }}", NULL},
    {LAX, "{{ '12' | base64_url_safe_decode }}", NULL},
};

static const struct row typography[] = {
    {JEKYLL, "{{ '\"x\" -- <b>\"y\"</b> << z >>...' | smartify }}",
     "“x” – <b>“y”</b> «\xC2\xA0z\xC2\xA0»…"},
    {JEKYLL, "{{ \"it's 'q', '90s and 1990's\" | smartify }}", "it’s ‘q’, ’90s and 1990’s"},
    {JEKYLL, "{{ 'a < b & c' | smartify }}{{ nil | smartify }}", "a &lt; b &amp; c"},
    {JEKYLL, "{{ \"'*= &amp;'1 \\<<\" | smartify }}", "‘*= &amp;‘1 &lt;&lt;"},
    {JEKYLL, "{{ '\"\"s \"_;' | smartify }}", "\"”s “_;"},
    {LAX, "{{ 'a--b' | smartify }}", "a--b"},
};

static void writes_typography(void **state)
{
    (void)state;
    CHECK_ROWS(typography, data);
}

static void works_on_text(void **state)
{
    (void)state;
    CHECK_ROWS(texts, data);
}

static const struct row numbers[] = {
    {LAX, "{{ 3.5 | divided_by: 0 }}|{{ 1.0 | divided_by: 3 }}",
     "Infinity|0.3333333333333333"},
    {LAX, "{{ 3 | divided_by: 0 }}", NULL},
    {LAX, "{{ 3.5 | modulo: 0 }}", NULL},
    {LAX, "{{ 0.1 | plus: 0.2 }}|{{ 1.1 | times: 3 }}|{{ 0.1 | times: 0.1 }}",
     "0.3|3.3|0.01"},
    {LAX, "{{ '3.14x' | plus: 1 }}|{{ '.5' | plus: 1 }}|{{ '1_000' | plus: 1 }}",
     "4|1|1001"},
    {LAX, "{{ 2.675 | round: 2 }}|{{ 1.005 | round: 2 }}|{{ 9.99 | round: 1 }}",
     "2.68|1.01|10.0"},
    {LAX, "{{ 55.5 | round: -1 }}|{{ 15 | round: -1 }}|{{ 0.4 | round: -1 }}", "60|20|0"},
    {LAX, "{{ 2.5 | times: 1.5 }}|{{ 2.345 | round: 1 }}|{{ '2.5' | plus: 1 }}|{{ lf }}",
     "3.75|2.3|3.5|1.52"},
    {LAX, "{{ 12345678901234567890.5 | plus: 0 }}|{{ 0.00001 | times: 1 }}",
     "1.2345678901234567e+19|1.0e-05"},
    {LAX, "{{ -2.5 | round }}|{{ 0.0 | round: 2 }}", "-3|0.0"},
};

static void works_on_numbers(void **state)
{
    (void)state;
    CHECK_ROWS(numbers, data);
}

static const struct row properties[] = {
    {LAX, "{{ lb | map: 'a' | size }}{{ ls | map: 'b' }}{{ h | map: 'a' }}", "2b5"},
    {LAX, "{{ l | map: 'a' }}", NULL},
    {LAX, "{{ nest | map: 0 }}|{{ lf | where: 'a' }}|{{ lb | uniq: 'a' }}",
     "10x|"
     "|"},
    {LAX, "{{ l | where: 'a' }}", NULL},
    {LAX, "{{ lh | where: 'k' | map: 'k' }}{{ ls | where: 'b' }}", "bab"},
    {LAX, "{{ lh | sort: 'k' | map: 'k' | join: ',' }}{{ ls | sort }}", "a,b,Aab"},
    {LAX, "{{ l | sort: 'k' }}", NULL},
    {LAX, "{{ i | sort: 'k' }}{{ i | uniq: 'k' }}{{ 1.5 | sort: 'k' }}", "44"},
    {LAX, "{{ lh | sort_natural: 'z' | map: 'k' | join: ',' }}", ",a,b"},
    {LAX, "{{ lh | compact: 'k' | size }}{{ l | concat: (1..2) }}", NULL},
    {LAX, "{{ false | default: 1, allow_false: true }}{{ '' | default: 2 }}", "false2"},
};

static void reads_properties(void **state)
{
    (void)state;
    CHECK_ROWS(properties, data);
}

int main(int argc, char **argv)
{
    int status = locale_take(argc, argv);
    if (status) {
        return status;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(works_on_text), cmocka_unit_test(writes_typography),
        cmocka_unit_test(works_on_numbers), cmocka_unit_test(reads_properties)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
