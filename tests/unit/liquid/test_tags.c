#include "rows.h"

static const char data[] = "{\"a\": 1, \"b\": \"two\", \"l\": [1, 2, 3, 4], \"s\": \"abc\","
                           " \"h\": {\"k\": \"v\", \"n\": {\"m\": 7}}, \"k\": \"n\","
                           " \"ls\": [\"k\", \"n\"], \"le\": [], \"x-y\": \"xy\"}";

static const struct row expressions[] = {
    {LAX, "{{ !a }}|{{ h@k }}|{{ 1a }}", "1|v|"},
    {LAX, "{{ 1. }}|{{ 1.2.3 }}|{{ -1. }}|{{ .5 }}|{{ 1e3 }}", "1.0|1.2|-1.0||"},
    {LAX, "{{ h . n . m }}|{{ h [k].m }}|{{ h[ k ].m }}", "7|7|7"},
    {LAX, "{{ h n }}{{ a; b }}{{ 'x' 'y' }}", "{\"k\"=>\"v\", \"n\"=>{\"m\"=>7}}1x"},
    {LAX, "{{ h[ls[0]] }}|{{ ['a'] }}|{{ [k] }}", "|1|"},
    {LAX, "{{ l['size'] }}|{{ l.size }}|{{ a.size }}|{{ l[1.0] }}", "|4|8|"},
    {LAX, "{{ (1..3) }}{{ (1...3) }}{{ (a..l.size) }}{{ ( 1 .. 2 ) }}", "1..31..31..41..2"},
    {LAX, "{% if (1..3) contains 2 %}y{% endif %}{% assign r = (1..3) %}{{ r.last }}",
     "y3"},
    {STRICT, "{{ h.0 }}", NULL},
    {STRICT, "{{ 1. }}", NULL},
    {STRICT, "{{ a b }}", NULL},
    {STRICT, "{{ h . n . m }}", "7"},
    {JEKYLL, "{{ 'a' ! | upcase }}", "A"},
};

static void reads_expressions(void **state)
{
    (void)state;
    CHECK_ROWS(expressions, data);
}

static const struct row outputs[] = {
    {LAX, "{{ s || upcase }}{{ s | upcase | }}", "ABCABC"},
    {LAX, "{{ s | append: 'x' 'y' }}{{ s | slice: 0 1 }}", "abcxa"},
    {LAX, "{{ s | append: x: 1 }}", "abc{\"x\"=>1}"},
    {LAX, "{{ s | upcase, downcase }}", NULL},
    {LAX, "{{ s | append }}", NULL},
    {LAX, "{{ s | append: \"}\" }}", NULL},
    {LAX, "{{{s}}}}{{{ s }}", "abc}}"},
    {LAX, "{{}}{{-}}{{--}}", ""},
    {LAX, "{{ s }", NULL},
    {STRICT, "{{ s || upcase }}", NULL},
    {STRICT, "{{ s | append: }}", NULL},
};

static void reads_outputs(void **state)
{
    (void)state;
    CHECK_ROWS(outputs, data);
}

static const struct row conditions[] = {
    {LAX, "{% if 'falsey' contains false %}x{% else %}no{% endif %}", "no"},
    {LAX, "{% if lb contains false %}x{% else %}no{% endif %}", "no"},
    {LAX, "{% if a==1 %}y{% endif %}", ""}, /* one fragment: a, then 1 */
    {JEKYLL, "{% if a==1 %}y{% endif %}", "y"},
    {STRICT, "{% if a==1 %}y{% endif %}", "y"},
    {LAX, "{% if a && nope %}y{% endif %}", "y"},
    {STRICT, "{% if a && nope %}y{% endif %}", NULL},
    {LAX, "{% if a = 1 %}y{% endif %}", NULL},
    {LAX, "{% if a == 1 and %}y{% endif %}", NULL},
    {LAX, "{% if 'a and b' == s or a %}y{% endif %}", "y"},
    {LAX, "{% if le == empty %}y{% endif %}{% if le == blank %}n{% endif %}", "y"},
    {LAX, "{% if empty == empty %}n{% endif %}{% case '' %}{% when empty %}y{% endcase %}",
     "y"},
    {LAX, "{% if a %}{% elsif %}{% endif %}", NULL},
    {LAX, "{% case h['k' %}{% when 'v' or 'w' %}y{% when 1 2 %}n{% endcase %}", "y"},
    {LAX, "{% case a %}{% when 1, 2 or 1 %}y{% else %}n{% endcase %}", "yy"},
    {LAX, "{% case a %}{% when %}{% endcase %}", NULL},
};

static void decides(void **state)
{
    (void)state;
    CHECK_ROWS(conditions, data);
}

static const struct row loops[] = {
    {LAX, "{% tablerow i in (1..3) cols: 2.6 %}{{ i }}{% endtablerow %}",
     "<tr class=\"row1\">\n<td class=\"col1\">1</td><td class=\"col2\">2</td></tr>\n<tr "
     "class=\"row2\"><td class=\"col1\">3</td></tr>\n"},
    {LAX, "{% tablerow i in (1..9) cols: '2x' limit: 1.9 %}{{ i }}{% endtablerow %}",
     "<tr class=\"row1\">\n<td class=\"col1\">1</td></tr>\n"},
    {LAX, "{% for i in (1..3) limit: 2.6 %}{{ i }}{% endfor %}", NULL},
    {LAX, "{% for x in l limit:2 reversed %}{{x}}{% endfor %}", "12"},
    {LAX, "{% for x in l reversed limit:2 %}{{x}}{% endfor %}", "21"},
    {JEKYLL, "{% for x in l, limit: 2, offset: 1 %}{{x}}{% endfor %}", "23"},
    {STRICT, "{% for x in l limit: 2, offset: 1 %}{{x}}{% endfor %}", NULL},
    {LAX, "{% for x in(1..2) %}{{x}}{% endfor %}", NULL},
    {JEKYLL, "{% for x in(1..2) %}{{x}}{% endfor %}", "12"},
    {LAX, "{% for x in s offset: 2 %}{{x}}{% endfor %}", "abc"},
    {LAX, "{% for a-b in ls %}{{a-b}}{{ forloop.name }}{% endfor %}", "ka-b-lsna-b-ls"},
    {LAX,
     "{% for i in (1..3) %}{% assign a = forloop %}{% endfor %}"
     "{% for i in (1..7) %}{% for k in (1..2) %}{% endfor %}{% endfor %}{{ a.length }}",
     "3"},
    {JEKYLL,
     "{% for i in (1..3) %}{% assign a = l | push: forloop %}{% endfor %}"
     "{% for i in (1..7) %}{% for k in (1..2) %}{{ forloop.parentloop.length }}{% endfor "
     "%}{% endfor %} {{ a.last.length }}",
     "77777777777777 3"},
    {JEKYLL,
     "{% capture c %}{% tablerow i in (1..2) %}{% assign a = tablerowloop %}"
     "{% endtablerow %}{% tablerow i in (1..3) %}{% endtablerow %}{% endcapture %}"
     "{{ a.length }}",
     "2"},
    {LAX, "{% tablerow x in nope %}{{x}}{% endtablerow %}|", "|"},
    {LAX, "{% tablerow x in nope cols: true limit: l %}{{x}}{% endtablerow %}|", "|"},
    {LAX, "{% tablerow x in false %}{{x}}{% endtablerow %}|", "|"},
    {LAX, "{% tablerow x in true %}{{x}}{% endtablerow %}|",
     "<tr class=\"row1\">\n</tr>\n|"},
    {LAX, "{% tablerow x in ls %}{% break %}{% endtablerow %}|",
     "<tr class=\"row1\">\n<td class=\"col1\"></td><td class=\"col2\"></td></tr>\n"},
    {LAX, "{% for i in (1..3) %}{% cycle a, b %}{% endfor %}", "1two1"},
    {LAX, "{% cycle a, b %}{% cycle a, b %}{% cycle 'a', 'b' %}{% cycle 'a','b' %}",
     "11ab"},
    {LAX, "{% cycle 'a,b', 'c' %}{% cycle g:'x','y' %}{% cycle 'z': %}", "1x"},
};

static void loops_on(void **state)
{
    (void)state;
    CHECK_ROWS(loops, data);
}

static const struct row tags[] = {
    {LAX, "{% assign v w = 1 %}{{ v }}{{ w }}", "1"},
    {LAX, "{% assign h.k = 9 %}{{ h.k }}{% assign = 1 %}", NULL},
    {LAX, "{% assign v = %}[{{ v }}]{% capture 'v w' %}x{% endcapture %}{{ v }}", "[]x"},
    {LAX, "{% increment a %}{% increment a %}{{ a }}{% decrement v.x %}", "123-1"},
    {LAX, "{% increment x-y %}", NULL},
    {LAX, "{% raw -%} {{ a }} {% endraw %} x", " {{ a }} x"},
    {LAX, "{% raw %}x{%- endraw %}", NULL},
    {LAX,
     "{% comment %}{% else %}{% bogus %}{% raw %}{% if %}{% endraw %}{% endcomment %}x",
     "x"},
    {LAX, "{% comment %}{% if %}{% endcomment %}", NULL},
    {LAX, "{% comment %}{{ x {% endcomment %}", NULL},
    {LAX, "{% # a\n   # b %}x", "x"},
    {LAX, "{% # a\n b %}x", NULL},
    {LAX, "{% liquid\n# x\necho a\ncomment\n bogus\nendcomment %}", "1"},
    {LAX, "{% liquid liquid echo a %}", NULL},
    {LAX, "{% liquid if a\n echo b %}{% endif %}", NULL},
    {JEKYLL, "a{% doc %}b{% enddoc %}c", "ac"},
    {LAX, "{% %}", NULL},
    {LAX, "{% render a %}", NULL},
};

static void knows_tags(void **state)
{
    (void)state;
    CHECK_ROWS(tags, data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_expressions), cmocka_unit_test(reads_outputs),
        cmocka_unit_test(decides),           cmocka_unit_test(loops_on),
        cmocka_unit_test(knows_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
