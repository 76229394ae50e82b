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
    {LAX, "{{ 'gA==' | base64_decode }}", NULL},
    {LAX, "{{ 'a%80b' | url_decode }}", NULL},
    {LAX, "{{ 'a%C3%A9b' | url_decode }}", "aéb"},
    /* a space behind the last word counts as more of the text */
    {LAX, "[{{ ' a  b ' | truncatewords: 2 }}][{{ 'a b' | truncatewords: 2 }}]",
     "[a b...][a b]"},
    {LAX, "[{{ '  ' | truncatewords: 1 }}][{{ 'a\n' | truncatewords: 1, '' }}]", "[  ][a]"},
};

static const struct row typography[] = {
    {JEKYLL, "{{ '\"x\" -- <b>\"y\"</b> << z >>...' | smartify }}",
     "“x” – <b>“y”</b> «\xC2\xA0z\xC2\xA0»…"},
    {JEKYLL, "{{ \"it's 'q', '90s and 1990's\" | smartify }}", "it’s ‘q’, ’90s and 1990’s"},
    {JEKYLL, "{{ 'a < b & c' | smartify }}{{ nil | smartify }}", "a &lt; b &amp; c"},
    {JEKYLL, "{{ \"'*= &amp;'1 \\<<\" | smartify }}", "‘*= &amp;‘1 &lt;&lt;"},
    {JEKYLL, "{{ '\"\"s \"_;' | smartify }}", "\"”s “_;"},
    /* what is code, unknown or a comment to kramdown stays; the rest of a line does not */
    {JEKYLL, "{{ 'x <code>a -- \"b\"</code> and \"c\" -- d' | smartify }}",
     "x <code>a -- \"b\"</code> and “c” – d"},
    {JEKYLL, "{{ 'x <!-- <i>\n\na -- \"b\" --> -- y' | smartify }}",
     "x <!-- <i>\n\na -- \"b\" --> – y"},
    {JEKYLL, "{{ '<!-- a -- b -->\n\"c\"' | smartify }}", "<!-- a -- b -->\n“c”"},
    {JEKYLL, "{{ '<div>a -- b</div>\n<p markdown=\"1\">c -- d</p> \n-- e' | smartify }}",
     "<div>a -- b</div>\n<p>c – d</p>\n– e"},
    {JEKYLL, "{{ '<div markdown=\"1\">\n<hr>\n\"a\"\n</div>' | smartify }}",
     "<div>\n  <hr />\n\n“a”\n</div>"},
    {JEKYLL, "{{ 'x <kbd>--</kbd><em>--</em><foo>--</foo><u>--</u>' | smartify }}",
     "x <kbd>--</kbd><em>–</em><foo>--</foo><u>--</u>"},
    {JEKYLL, "{{ 'x <math>a -- b</math> <pre>c -- d</pre>' | smartify }}",
     "x <math>a -- b</math> &lt;pre&gt;c – d&lt;/pre&gt;"},
    {JEKYLL, "{{ '<script>if (a < b && \"c\") d--</script>\ne' | smartify }}",
     "<script>if (a < b && \"c\") d--</script>\n\ne"},
    {JEKYLL, "{{ 'a <b title=\"x -- y\" id=q ID=\"r\">--' | smartify }}",
     "a <b title=\"x -- y\" id=\"r\">–\n</b>"},
    {JEKYLL, "{{ 'a </b> -- <!-- x' | smartify }}", "a &lt;/b&gt; – &lt;!– x"},
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
    {LAX,
     "{{ 9223372036854775808 }}|{{ -99999999999999999999 }}|{{ 9223372036854775807 | "
     "minus: 1 }}",
     "9223372036854775808|-99999999999999999999|9223372036854775806"},
    {LAX, "{{ 99999999999999999999 | plus: 1 }}", NULL},
    {LAX, "{{ '99999999999999999999' | times: 1 }}", NULL},
    {LAX, "{{ 9223372036854775807 | plus: 1 }}", NULL},
    {LAX, "{{ -9223372036854775807 | minus: 2 }}", NULL},
    {LAX, "{{ 5000000000 | times: 5000000000 }}", NULL},
    {LAX, "{{ -9223372036854775808 | abs }}", NULL},
    {LAX, "{{ -9223372036854775808 | divided_by: -1 }}", NULL},
    {LAX, "{{ 12345678901234567890.0 | round }}", NULL},
    {LAX, "{% if 9223372036854775808 > 1 %}x{% endif %}", NULL},
    {JEKYLL, "{{ '99999999999999999999' | to_integer }}", "99999999999999999999"},
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

static const struct row addresses[] = {
    {JEKYLL,
     "{{ 'a/b' | relative_url }}|{{ '/a?x#y' | relative_url }}|{{ '' | relative_url }}",
     "/base/a/b|/base/a?x#y|/base"},
    {JEKYLL, "{{ 'http://x/y' | relative_url }}|{{ nil | relative_url }}", "http://x/y|"},
    {JEKYLL, "{{ 'a b/../c' | absolute_url }}|{{ 'mailto:a@b' | absolute_url }}",
     "https://example.org/base/c|mailto:a@b"},
    {JEKYLL, "{{ nil | absolute_url }}|{{ 'é' | absolute_url }}",
     "|https://example.org/base/%C3%A9"},
    {JEKYLL,
     "{{ '/a/index.html' | strip_index }}|{{ '/a/index.htm' | strip_index }}|"
     "{{ '/a/index' | strip_index }}",
     "/a/|/a/|/a/index"},
    {JEKYLL,
     "{{ 'a b?c' | cgi_escape }}|{{ 'a b?c=é' | uri_escape }}|{{ '<a>' | xml_escape }}",
     "a+b%3Fc|a%20b?c=%C3%A9|&lt;a&gt;"},
};

static const struct row slugs[] = {
    {JEKYLL, "{{ 'The _Config.yml file' | slugify }}", "the-config-yml-file"},
    {JEKYLL, "{{ 'The _Config.yml file' | slugify: 'pretty' }}", "the-_config.yml-file"},
    {JEKYLL, "{{ 'Çedille & x' | slugify: 'ascii' }}|{{ 'Çedille' | slugify: 'latin' }}",
     "edille-x|cedille"},
    {JEKYLL,
     "{{ 'A  b' | slugify: 'raw' }}|{{ 'A  b' | slugify: 'none' }}|"
     "{{ 'A b' | slugify: 'other' }}",
     "a-b|a  b|a b"},
    {JEKYLL, "{{ nil | slugify }}", ""},
    {JEKYLL, "{{ 5 | slugify }}", NULL},
};

static const struct row days[] = {
    {JEKYLL, "{{ '2008-11-07 13:07:54 -0800' | date_to_xmlschema }}",
     "2008-11-07T21:07:54+00:00"},
    {JEKYLL, "{{ '2008-11-07 13:07:54 -0800' | date_to_rfc822 }}",
     "Fri, 07 Nov 2008 21:07:54 +0000"},
    {JEKYLL, "{{ '2008-11-07' | date_to_string }}|{{ '2008-11-07' | date_to_long_string }}",
     "07 Nov 2008|07 November 2008"},
    {JEKYLL,
     "{{ '2008-11-01' | date_to_string: 'ordinal' }}|"
     "{{ '2008-11-02' | date_to_long_string: 'ordinal' }}|"
     "{{ '2008-11-23' | date_to_string: 'ordinal', 'US' }}|"
     "{{ '2008-11-12' | date_to_long_string: 'ordinal', 'US' }}",
     "1st Nov 2008|2nd November 2008|Nov 23rd, 2008|November 12th, 2008"},
    {JEKYLL, "{{ nil | date_to_string }}|{{ '' | date_to_xmlschema }}", "|"},
    {JEKYLL, "{{ 'never' | date_to_rfc822 }}", NULL},
};

static const struct row counted[] = {
    {JEKYLL, "{{ ' two  words ' | number_of_words }}|{{ '' | number_of_words }}", "2|0"},
    {JEKYLL,
     "{{ '你好hello世界안녕hi' | number_of_words }}|"
     "{{ '你好hello世界안녕hi' | number_of_words: 'cjk' }}|"
     "{{ 'hello 世界' | number_of_words: 'auto' }}",
     "1|8|3"},
    {JEKYLL, "{{ 5 | number_of_words }}", NULL},
    {JEKYLL, "{{ '  a \n\t b ' | normalize_whitespace }}", "a b"},
    {JEKYLL,
     "{{ ls | array_to_sentence_string }}|{{ lf | array_to_sentence_string: 'or' }}|"
     "{{ 'x' | array_to_sentence_string }}",
     "b, A, and a|1.5 or 2|x"},
    {JEKYLL, "{{ 5 | array_to_sentence_string }}", NULL},
    {JEKYLL,
     "{{ '12' | to_integer }}|{{ 3.9 | to_integer }}|{{ true | to_integer }}|"
     "{{ false | to_integer }}|{{ 'x' | to_integer }}",
     "12|3|1|0|0"},
    {JEKYLL, "{{ l | to_integer }}", NULL},
    {JEKYLL, "{{ ls | inspect }}|{{ h | inspect }}",
     "[&quot;b&quot;, &quot;A&quot;, &quot;a&quot;]|{&quot;a&quot;=&gt;5}"},
    {JEKYLL,
     "{{ lh | jsonify }}|{{ '\"\\' | jsonify }}|{{ lb | jsonify }}|{{ lf | jsonify }}",
     "[{\"k\":\"b\"},{\"k\":\"a\"},{\"v\":1}]|\"\\\"\\\\\"|[true,null]|[1.5,2]"},
    {JEKYLL, "{{ '**a**' | markdownify }}", NULL}, /* there is no host to read Markdown */
};

static const struct row chosen[] = {
    {JEKYLL,
     "{{ lh | where: 'k', 'a' | size }}|{{ lh | where: 'k', nil | size }}|"
     "{{ lh | find: 'k', 'b' | inspect }}",
     "1|1|{&quot;k&quot;=&gt;&quot;b&quot;}"},
    {JEKYLL,
     "{{ l | where_exp: 'x', 'x > 1' }}|{{ l | find_exp: 'x', 'x < 3' }}|"
     "{{ ls | where_exp: 'x', 'x contains \"a\" or x == \"b\"' }}",
     "32|1|ba"},
    {JEKYLL, "{{ l | where_exp: 'x', 'x >' }}", NULL},
    {JEKYLL,
     "{% assign g = lh | group_by: 'k' %}{% for x in g %}{{ x.name }}:{{ x.size }};"
     "{% endfor %}",
     "b:1;a:1;:1;"},
    {JEKYLL,
     "{% assign g = ls | group_by_exp: 'x', 'x | downcase' %}{% for x in g %}"
     "{{ x.name }}:{{ x.items | join: '' }};{% endfor %}",
     "b:b;a:Aa;"},
    {JEKYLL,
     "{% assign g = ls | group_by_exp: 'x', 'x.none' %}"
     "{% if g[0].name == nil %}{{ g[0].size }}{% endif %}",
     "3"},
    {JEKYLL,
     "{{ (1..4) | pop }}|{{ (1..4) | shift: 2 }}|{{ (1..4) | push: 5 }}|"
     "{{ (1..4) | unshift: 0 }}|{{ 'ab' | pop }}",
     "1..4|1..4|1..4|1..4|ab"},
    {JEKYLL, "{{ ' ' | relative_url }}|{{ 'a ' | relative_url }}|{{ ' a' | relative_url }}",
     "/base/|/base/a|/base/%20a"},
    {JEKYLL, "{% assign v = nil | smartify %}{{ v.size }}", "0"},
    {JEKYLL, "{% assign v = '' | strip_index %}{{ v.size }}", ""},
    {JEKYLL,
     "{{ l | push: 4 }}|{{ l | pop }}|{{ l | pop: 2 }}|{{ l | shift }}|{{ l | unshift: 0 "
     "}}",
     "3124|31|3|12|0312"},
    {JEKYLL,
     "{{ ls | sort }}|{{ lh | sort: 'k' | map: 'k' | join: ',' }}|"
     "{{ lh | sort: 'k', 'last' | map: 'k' | join: ',' }}",
     "Aab|,a,b|a,b,"},
};

static void makes_addresses(void **state)
{
    (void)state;
    CHECK_ROWS(addresses, data);
}

static void makes_slugs(void **state)
{
    (void)state;
    CHECK_ROWS(slugs, data);
}

static void writes_days(void **state)
{
    (void)state;
    CHECK_ROWS(days, data);
}

static void counts_and_spells_out(void **state)
{
    (void)state;
    CHECK_ROWS(counted, data);
}

static void chooses_as_jekyll_does(void **state)
{
    (void)state;
    CHECK_ROWS(chosen, data);
}

int main(int argc, char **argv)
{
    int status = locale_take(argc, argv);
    if (status) {
        return status;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(works_on_text),         cmocka_unit_test(writes_typography),
        cmocka_unit_test(works_on_numbers),      cmocka_unit_test(reads_properties),
        cmocka_unit_test(makes_addresses),       cmocka_unit_test(makes_slugs),
        cmocka_unit_test(writes_days),           cmocka_unit_test(counts_and_spells_out),
        cmocka_unit_test(chooses_as_jekyll_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
