/* Spans of kramdown, by the files that read them: one table row a rule. */
#include "kramdown_rows.h"

static const struct kramdown_row cases[] = {
    {"struck text reaches to the next tildes, whatever opens in it", "~~a *b~~ c*\n",
     "<p><del>a *b</del> c*</p>\n"},
    {"tildes behind a blank do not end what is struck", "~~a ~~ b~~\n",
     "<p><del>a ~~ b</del></p>\n"},
    {"an empty attribute list is text", "*a*{:}\n", "<p><em>a</em>{:}</p>\n"},
    {"no abbreviation in raw HTML", "*[AB]: C\n\n<kbd>AB</kbd> <b>AB</b>\n",
     "<p><kbd>AB</kbd> <b><abbr title=\"C\">AB</abbr></b></p>\n"},
    {"an empty formula", "a $$$$ b\n", "<p>a \\(\\) b</p>\n"},
    {"no image text begins with '^'", "![^1](u)\n\n[^1]: x\n",
     "<p>!<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup>(u)</p>\n<div class=\"footnotes\" "
     "role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\" role=\"doc-endnote\">\n<p>x\xC2\xA0<a "
     "href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n</li>\n</ol>\n</div>\n"},
    {"a note in link text takes the link's end", "[[^1]](u)\n\n[^1]: x\n",
     "<p>[<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup>](u)</p>\n<div class=\"footnotes\" "
     "role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\" role=\"doc-endnote\">\n<p>x\xC2\xA0<a "
     "href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n</li>\n</ol>\n</div>\n"},
    {"no note has other letters than ASCII in its name", "[^\xC3\xA9]\n\n[^\xC3\xA9]: x\n",
     "<p>[^\xC3\xA9]</p>\n"},
    {"a quote behind a line break opens", "a\\\\\\\n\"b\"\n",
     "<p>a\\<br />\n\xE2\x80\x9C"
     "b\xE2\x80\x9D</p>\n"},
    {"a word of a name alone tells a line of HTML", "x\n<a-b>c</a-b>\n",
     "<p>x\n<a-b>c</a-b></p>\n"},
    {"a formula with attributes", "a $$b$${:.x}\n",
     "<p>a <span class=\"x\">$b$</span></p>\n"},
    {"entities of HTML in raw HTML", "<kbd>&check; &copy; & b</kbd> c\n",
     "<p><kbd>&check; \xC2\xA9 &amp; b</kbd> c</p>\n"},
    {"a backslash breaks no line within HTML", "a\\\nb <b>a\\\nb</b>\n",
     "<p>a<br />\nb <b>a\\\nb</b></p>\n"},
    {"an address needs no dot", "<a@b>\n", "<p><a href=\"mailto:a@b\">a@b</a></p>\n"},
    {"a name with a colon needs a letter behind it", "<tel:123>\n",
     "<p>&lt;tel:123&gt;</p>\n"},
    {"a value without quotes is a word", "<img src=x.png>\n",
     "<p>&lt;img src=x.png&gt;</p>\n"},
    {"a title without an address", "[a]( \"t\")\n",
     "<p><a href=\"\" title=\"t\">a</a></p>\n"},
    {"names of links ignore case in every script", "[\xC3\x89]\n\n[\xC3\xA9]: u\n",
     "<p><a href=\"u\">\xC3\x89</a></p>\n"},
    {"spans are read in any element that asks for them",
     "<kbd markdown=\"span\">*b*</kbd> c\n", "<p><kbd><em>b</em></kbd> c</p>\n"},
    {"tildes and dollars that stay text are neighbours", "~~'a $$'b\n",
     "<p>~~\xE2\x80\x99"
     "a $$\xE2\x80\x99"
     "b</p>\n"},
    {"emphasis in struck text is not within the one around", "*~~*a*~~*\n",
     "<p><em><del><em>a</em></del></em></p>\n"},
    {"an unknown entity is no neighbour of a quote", "&a;'b\n",
     "<p>&amp;a;\xE2\x80\x98"
     "b</p>\n"},
    {"emphasis behind an unknown entity", "_&a;_\n", "<p><em>&amp;a;</em></p>\n"},
    {"no note has a colon in its name", "[^x:y]\n\n[^x:y]: z\n", "<p>[^x:y]</p>\n"},
    {"words around an abbreviation are of ASCII",
     "*[A]: x\n\n\xC3\x84"
     "A A_\n",
     "<p>\xC3\x84<abbr title=\"x\">A</abbr> A_</p>\n"},
    {"hexadecimal needs a small x", "&#X2019; &#x2019;\n",
     "<p>&amp;#X2019; \xE2\x80\x99</p>\n"},
    {"an escaped guillemet takes attributes", "\\\\<<a\\\\>>{:.b}\n",
     "<p>\\\xC2\xAB"
     "a\\\xC2\xBB</p>\n"},
    {"an end tag needs its end", "<b>a</b\n", "<p><b>a&lt;/b</b></p>\n"},
    {"line breaks in values are spaces", "<a a=\"x \ny\">z</a>\n",
     "<p><a a=\"x  y\">z</a></p>\n"},
};

static void prints_as_jekyll_does(void **state)
{
    (void)state;
    check_rows(cases, sizeof cases / sizeof cases[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_as_jekyll_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
