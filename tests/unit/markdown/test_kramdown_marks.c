/* What parts blocks in kramdown, attributes of blocks, contents, headings, code, formulas
 * and extensions: one table row a rule. */
#include "kramdown_rows.h"

static const struct kramdown_row blocks[] = {
    {"'^' parts blocks", "a\n^\nb\n\n    c\n^\n    d\n",
     "<p>a</p>\n"
     "<p>b</p>\n"
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>c\n"
     "</code></pre></div></div>\n"
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>d\n"
     "</code></pre></div></div>\n"},
    {"'^' ends attributes", "{: .a}\n^\nb\n", "<p>b</p>\n"},
    {"an attribute list at the end", "a\n\n{: .b}\n", "<p>a</p>\n"},
    {"attribute lists below each other", "a\n{: .b}\n{: #c}\n{: d=\"e\"}\n",
     "<p id=\"c\" d=\"e\" class=\"b\">a</p>\n"},
    {"lists above and below", "{: .a}\nb\n{: .c}\n", "<p class=\"a c\">b</p>\n"},
    {"values with escapes", "a\n{: b=\"c\\\"d\" e='f\\}g' h=\"i j\"}\n",
     "<p b=\"c&quot;d\" e=\"f}g\" h=\"i j\">a</p>\n"},
    {"an open value", "a\n{: b=\"c .d}\n", "<p class=\"d\">a</p>\n"},
    {"a list that escapes its end", "a\n{: b=\"\\}\" .c}\n",
     "<p b=\"}\" class=\"c\">a</p>\n"},
    {"empty ids and classes", "# a\n{: id=\"\"}\n\nb\n{: class=\"\" .c}\n",
     "<h1>a</h1>\n"
     "<p class=\"c\">b</p>\n"},
    {"a heading left out of the contents", "* t\n{:toc}\n\n# a\n{:.no_toc}\n\n# b\n",
     "<ul id=\"markdown-toc\">\n"
     "<li><a href=\"#b\" id=\"markdown-toc-b\">b</a></li>\n"
     "</ul>\n"
     "<h1 id=\"a\" class=\"no_toc\">a</h1>\n"
     "<h1 id=\"b\">b</h1>\n"},
    {"contents of levels that skip",
     "* t\n{:toc}\n\n### a\n# b\n### c\n## d\n#### e\n## f\n",
     "<ul id=\"markdown-toc\">\n"
     "<li><a href=\"#a\" id=\"markdown-toc-a\">a</a></li>\n"
     "<li><a href=\"#b\" id=\"markdown-toc-b\">b</a>\n"
     "<ul>\n"
     "<li><a href=\"#c\" id=\"markdown-toc-c\">c</a></li>\n"
     "<li><a href=\"#d\" id=\"markdown-toc-d\">d</a>\n"
     "<ul>\n"
     "<li><a href=\"#e\" id=\"markdown-toc-e\">e</a></li>\n"
     "</ul>\n"
     "</li>\n"
     "<li><a href=\"#f\" id=\"markdown-toc-f\">f</a></li>\n"
     "</ul>\n"
     "</li>\n"
     "</ul>\n"
     "<h3 id=\"a\">a</h3>\n"
     "<h1 id=\"b\">b</h1>\n"
     "<h3 id=\"c\">c</h3>\n"
     "<h2 id=\"d\">d</h2>\n"
     "<h4 id=\"e\">e</h4>\n"
     "<h2 id=\"f\">f</h2>\n"},
    {"contents without headings", "* t\n{:toc}\n", ""},
    {"numbered contents with a name", "1. t\n{:toc #x}\n\n# a\n",
     "<ol id=\"x\">\n"
     "<li><a href=\"#a\" id=\"x-a\">a</a></li>\n"
     "</ol>\n"
     "<h1 id=\"a\">a</h1>\n"},
    {"a {:toc} that is no list's", "a\n{:toc}\n\n# b\n",
     "<p>a</p>\n"
     "<h1 id=\"b\">b</h1>\n"},
    {"setext headings of two lines and with ids", "a\n===\n\nb {#c}\n---\n\nd\ne\n---\n",
     "<h1 id=\"a\">a</h1>\n"
     "<h2 id=\"c\">b</h2>\n"
     "<p>d\n"
     "e\n"
     "\xE2\x80\x94</p>\n"},
    {"closing hashes", "# a #\n## b ##  \n# c \\#\n# d# \n# ##\n",
     "<h1 id=\"a\">a</h1>\n"
     "<h2 id=\"b\">b</h2>\n"
     "<h1 id=\"c-\">c #</h1>\n"
     "<h1 id=\"d\">d#</h1>\n"
     "<h1>##</h1>\n"},
    {"ids of headings", "# a {#b}\n# {#c}\n# d{#e}\n# f {g}\n# h {#i} \n",
     "<h1 id=\"b\">a</h1>\n"
     "<h1 id=\"c\">{#c}</h1>\n"
     "<h1 id=\"de\">d{#e}</h1>\n"
     "<h1 id=\"f-g\">f {g}</h1>\n"
     "<h1 id=\"i\">h</h1>\n"},
    {"seven hashes", "####### a\n", "<p>####### a</p>\n"},
    {"a line taken along by code", "    a\nb\n\n    c\n",
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a b\n"
     "\n"
     "c\n"
     "</code></pre></div></div>\n"},
    {"code below a paragraph is its line", "a\n    b\n",
     "<p>a\n"
     "    b</p>\n"},
    {"fences", "~~~ ruby\na\n~~~\n\n```js?x=1\nb\n````\n\n``` a b\nc\n```\n",
     "<div class=\"language-ruby highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a\n"
     "</code></pre></div></div>\n"
     "<div class=\"language-js highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>b\n"
     "</code></pre></div></div>\n"
     "<p><code class=\"language-plaintext highlighter-rouge\">a b\n"
     "c\n"
     "</code></p>\n"},
    {"a quote takes lines along", "> a\nb\n\n> c\n> > d\n",
     "<blockquote>\n"
     "<p>a\n"
     "b</p>\n"
     "</blockquote>\n"
     "<blockquote>\n"
     "<p>c</p>\n"
     "<blockquote>\n"
     "<p>d</p>\n"
     "</blockquote>\n"
     "</blockquote>\n"},
    {"quotes with code and lists", "> * a\n>\n>     b\n\n>     c\n",
     "<blockquote>\n"
     "<ul>\n"
     "<li>\n"
     "<p>a</p>\n"
     "<p>b</p>\n"
     "</li>\n"
     "</ul>\n"
     "</blockquote>\n"
     "<blockquote>\n"
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>c\n"
     "</code></pre></div></div>\n"
     "</blockquote>\n"},
    {"formulas", "$$a$$\n\nb $$c$$ d\n\n$$\ne\n$$\n\n$$f\n\n$$g$$ h\n",
     "\\[a\\]\n"
     "<p>b \\(c\\) d</p>\n"
     "\\[e\\]\n"
     "<p>$$f</p>\n"
     "<p>\\(g\\) h</p>\n"},
    {"rules", "***\n- - -\n___\n* * *\n** *a\n",
     "<hr />\n"
     "<hr />\n"
     "<hr />\n"
     "<hr />\n"
     "<p>** *a</p>\n"},
    {"a comment", "{::comment}\na\n{:/comment}\nb\n",
     "<!-- a -->\n"
     "<p>b</p>\n"},
    {"a comment whose end does not stand alone", "{::comment}\na {:/} b\n  {:/}\nc\n",
     "<!-- a {:/} b -->\n"
     "<p>c</p>\n"},
    {"an open comment is text", "{::comment}\na\n",
     "<p>{::comment}\n"
     "a</p>\n"},
    {"a closed extension", "{::comment /}\n\n{::nomarkdown/}\na\n", "<p>a</p>\n"},
    {"raw text", "{::nomarkdown}\n*a*\n{:/}\n\n{::nomarkdown type=\"latex\"}\nb\n{:/}\nc\n",
     "*a*\n"
     "<p>c</p>\n"},
    {"unknown extensions are text", "{::x}\na\n{:/}\n\n{::comment x\n",
     "<p>{::x}\n"
     "a\n"
     "{:/}</p>\n"
     "<p>{::comment x</p>\n"},
    {"extensions in a line",
     "a {::comment}b{:/} {::nomarkdown}*c*{:/nomarkdown} {::x}d{:/} {::options "
     "auto_ids=\"false\" /}\n\n# e\n",
     "<p>a <!-- b --> *c* {::x}d{:/} </p>\n"
     "<h1>e</h1>\n"},
    {"all options",
     "{::options auto_ids=\"x\" footnote_nr=\"3\" footnote_prefix=\"p\" "
     "smart_quotes=\"39,39,quot,quot\" header_offset=\"-1\" parse_block_html=\"true\" "
     "parse_span_html=\"false\" toc_levels=\"[1,2]\" /}\n## 'a' \"b\"[^1]\n\n[^1]: "
     "c\n\n<div>*d*</div> <b>*e*</b>\n",
     "<h1 id=\"a-b\">'a' \"b\"<sup id=\"fnref:p1\" role=\"doc-noteref\"><a "
     "href=\"#fn:p1\" class=\"footnote\" rel=\"footnote\">3</a></sup></h1>\n"
     "<div>\n"
     "<p><em>d</em>&lt;/div&gt; <b>*e*</b></p>\n"
     "</div>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol start=\"3\">\n"
     "<li id=\"fn:p1\" role=\"doc-endnote\">\n"
     "<p>c\xC2\xA0<a href=\"#fnref:p1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"options that say nothing",
     "{::options toc_levels=\"7\" smart_quotes=\"a\" footnote_nr=\"0\" x=\"y\" auto_ids "
     "/}\n# 'a'\n",
     "<h1 id=\"a\">\xE2\x80\x98"
     "a\xE2\x80\x99</h1>\n"},
    {"capitals of all scripts in ids", "# \xF0\x90\x90\x80 \xC3\x89\n",
     "<h1 id=\"\xF0\x90\x90\xA8-\xC3\xA9\">\xF0\x90\x90\x80 \xC3\x89</h1>\n"},
    {"names of headings beyond ASCII", "# a {#b\xC2\xB7\xCC\x80}\n",
     "<h1 id=\"b\xC2\xB7\xCC\x80\">a</h1>\n"},
    {"an abbreviation without its colon", "*[b] c\n", "<p>*[b] c</p>\n"},
    {"a formula that something follows", "$$a$$ b\n", "<p>\\(a\\) b</p>\n"},
    {"a marker of another kind in a nested list", "1.  a\n    * b\n   * c\n",
     "<ol>\n"
     "<li>a\n"
     "<ul>\n"
     "<li>b\n"
     "         * c</li>\n"
     "</ul>\n"
     "</li>\n"
     "</ol>\n"},
    {"code whose fence is longer or shorter", "````\na\n```\nb\n````\n",
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a\n"
     "```\n"
     "b\n"
     "</code></pre></div></div>\n"},
    {"code with blank lines at its end", "    a\n\n    b\n\n\n\nc\n",
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a\n"
     "\n"
     "b\n"
     "</code></pre></div></div>\n"
     "<p>c</p>\n"},
    {"tabs in code", "\ta\n\t\tb\n",
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a\n"
     "\x09"
     "b\n"
     "</code></pre></div></div>\n"},
    {"headings with blanks before", " # a\n", "<p># a</p>\n"},
    {"hashes alone", "#\n\n# #\n",
     "<p>#</p>\n"
     "<h1>#</h1>\n"},
    {"setext below an indented line", "    a\n===\n\nb\n=-=\n",
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a ===\n"
     "</code></pre></div></div>\n"
     "<h1 id=\"b\">b</h1>\n"},
    {"setext of a line with a list's marker", "* a\n===\n",
     "<ul>\n"
     "<li>\n"
     "<h1 id=\"a\">a</h1>\n"
     "</li>\n"
     "</ul>\n"},
    {"a block extension that something follows", "{::comment} a\nb\n{:/}\n",
     "<p><!--  a\n"
     "b\n"
     " --></p>\n"},
    {"an end of an extension that names another",
     "{::comment}\na\n{:/nomarkdown}\nb\n{:/}\n",
     "<!-- a\n"
     "{:/nomarkdown}\n"
     "b -->\n"},
    {"attributes of code, quotes and rules",
     "    a\n{: .b}\n\n> c\n{: .d}\n\n***\n{: .e}\n\n$$f$$\n{: .g}\n",
     "<div class=\"language-plaintext b highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a\n"
     "</code></pre></div></div>\n"
     "<blockquote class=\"d\">\n"
     "<p>c</p>\n"
     "</blockquote>\n"
     "<hr class=\"e\" />\n"
     "<div class=\"g\">\\[f\\]\n"
     "</div>\n"},
    {"classes before and behind ids", "a\n{:.b#c.d}\n\ne\n{:#f.g}\n",
     "<p id=\"c\" class=\"b d\">a</p>\n"
     "<p id=\"f\" class=\"g\">e</p>\n"},
    {"names of lists", "a\n{:b c}\n\n{:b: .d}\n{:c: .e}\n", "<p class=\"d e\">a</p>\n"},
    {"attributes within braces that are none", "a\n{:}\n\nb\n{: }\n\nc\n{:x=y}\n",
     "<p>a\n"
     "{:}</p>\n"
     "<p>b</p>\n"
     "<p>c</p>\n"},
    {"attributes above a definition are not the next block's",
     "[a]\n\n{: .b}\n[a]: c\n# d\n",
     "<p><a href=\"c\" class=\"b\">a</a></p>\n"
     "<h1 id=\"d\">d</h1>\n"},
    {"contents repeat what headings hold", "* t\n{:toc}\n\n# *a **b*** [`c`](d)\n",
     "<ul id=\"markdown-toc\">\n"
     "<li><a href=\"#a-b-c\" id=\"markdown-toc-a-b-c\"><em>a <strong>b</strong></em> <code "
     "class=\"language-plaintext highlighter-rouge\">c</code></a></li>\n"
     "</ul>\n"
     "<h1 id=\"a-b-c\"><em>a <strong>b</strong></em> <a href=\"d\"><code "
     "class=\"language-plaintext highlighter-rouge\">c</code></a></h1>\n"},
    {"ties in names of headings", "# a {#b\xE2\x80\xBF\xE2\x81\x80}\n",
     "<h1 id=\"b\xE2\x80\xBF\xE2\x81\x80\">a</h1>\n"},
};

static void prints_as_jekyll_does(void **state)
{
    (void)state;
    check_rows(blocks, sizeof blocks / sizeof blocks[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(prints_as_jekyll_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
