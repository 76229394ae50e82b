/* Blocks of kramdown, by the files that read them: one table row a rule. */
#include "kramdown_rows.h"

static const struct kramdown_row cases[] = {
    {"a title on the line below a definition", "[a]\n\n[a]: u\n\"t\"\n",
     "<p><a href=\"u\" title=\"t\">a</a></p>\n"},
    {"task classes begin at the first task", "* a\n* [ ] b\n* c\n",
     "<ul class=\"task-list\">\n<li>a</li>\n<li class=\"task-list-item\"><input "
     "type=\"checkbox\" class=\"task-list-item-checkbox\" disabled=\"disabled\" "
     "/>b</li>\n<li class=\"task-list-item\">c</li>\n</ul>\n"},
    {"no task class on an empty item", "* [ ] a\n* \n",
     "<ul class=\"task-list\">\n<li class=\"task-list-item\"><input type=\"checkbox\" "
     "class=\"task-list-item-checkbox\" disabled=\"disabled\" "
     "/>a</li>\n<li></li>\n</ul>\n"},
    {"an empty attribute list is text", "* {:}\n", "<ul>\n<li>{:}</li>\n</ul>\n"},
    {"no abbreviation in an HTML block", "*[AB]: C\n\n<div>AB</div>\n", "<div>AB</div>\n"},
    {"blank lines in a code block keep their blanks", "    a\n  \n    b\n",
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a\n  \nb\n</code></pre></div></div>\n"},
    {"blank lines in an item's code keep their blanks", "* a\n\n      b\n   \n      c\n",
     "<ul>\n<li>\n<p>a</p>\n<div class=\"language-plaintext highlighter-rouge\"><div "
     "class=\"highlight\"><pre class=\"highlight\"><code>b\n   "
     "\nc\n</code></pre></div></div>\n</li>\n</ul>\n"},
    {"a tab behind blanks is no indentation", "-   a\n\n  \tb\n",
     "<ul>\n<li>a</li>\n</ul>\nb"},
    {"an empty formula", "$$$$\n", "\\[\\]\n"},
    {"ids within HTML count on their own",
     "<div markdown=\"1\">\n# a\n# 1\n# 2\n</div>\n\n# a\n",
     "<div>\n<h1 id=\"a\">a</h1>\n<h1 id=\"section\">1</h1>\n<h1 "
     "id=\"section-1\">2</h1>\n</div>\n<h1 id=\"a\">a</h1>\n"},
    {"contents list headings wherever they stand", "* t\n{:toc}\n\n> # a\n\n* # b\n",
     "<ul id=\"markdown-toc\">\n<li><a href=\"#a\" "
     "id=\"markdown-toc-a\">a</a></li>\n<li><a href=\"#b\" "
     "id=\"markdown-toc-b\">b</a></li>\n</ul>\n<blockquote>\n<h1 "
     "id=\"a\">a</h1>\n</blockquote>\n<ul>\n<li>\n<h1 id=\"b\">b</h1>\n</li>\n</ul>\n"},
    {"a note's first line keeps its blank", "[^1]\n\n[^1]: # a\n",
     "<p><sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n<div class=\"footnotes\" "
     "role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\" role=\"doc-endnote\">\n<p># "
     "a\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n</li>\n</ol>\n</div>\n"},
    {"no back link to what refers from within notes",
     "[^1]\n\n[^1]: a [^2]\n[^2]: b [^1]\n",
     "<p><sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n<div class=\"footnotes\" "
     "role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\" role=\"doc-endnote\">\n<p>a <sup "
     "id=\"fnref:2\" role=\"doc-noteref\"><a href=\"#fn:2\" class=\"footnote\" "
     "rel=\"footnote\">2</a></sup>\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n</li>\n<li id=\"fn:2\" "
     "role=\"doc-endnote\">\n<p>b <sup id=\"fnref:1:1\" role=\"doc-noteref\"><a "
     "href=\"#fn:1\" class=\"footnote\" rel=\"footnote\">1</a></sup>\xC2\xA0<a "
     "href=\"#fnref:2\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n</li>\n</ol>\n</div>\n"},
    {"a broken id is dropped", "{:#a/ .b}\na\n", "<p class=\"b\">a</p>\n"},
    {"ids within HTML follow kramdown's own rule",
     "<div markdown=\"1\">\n# \xC3\x89 1. a_b\n</div>\n\n# a_b\n# a_b\n",
     "<div>\n<h1 id=\"ab\">\xC3\x89 1. a_b</h1>\n</div>\n<h1 id=\"a_b\">a_b</h1>\n<h1 "
     "id=\"a_b-1\">a_b</h1>\n"},
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
