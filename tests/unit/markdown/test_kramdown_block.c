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
    {"a formula with attributes right behind it", "$$a$$ {:.x}\n",
     "<div class=\"x\">\\[a\\]\n</div>\n"},
    {"a definition behind a line of blanks", "a\n \n: b\n", "<p>a</p>\n<p>: b</p>\n"},
    {"attributes above a list that goes on are nobody's", "a\n: b\n\n{:.x}\nc\n: d\n",
     "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dt>c</dt>\n<dd>d</dd>\n</dl>\n"},
    {"a comment keeps its blanks", "{::comment}\n\n  a\n\n b\n{:/}\n",
     "<!-- \n  a\n\n b -->\n"},
    {"options over several lines", "{::options\n auto_ids=\"false\"\n/}\n# a\n",
     "<h1>a</h1>\n"},
    {"options hold for the whole document", "# a\n\n{::options auto_ids=\"false\" /}\n",
     "<h1>a</h1>\n"},
    {"levels of the contents, a range",
     "{::options toc_levels=\"2..3\" /}\n* t\n{:toc}\n\n# a\n## b\n### c\n",
     "<ul id=\"markdown-toc\">\n<li><a href=\"#b\" "
     "id=\"markdown-toc-b\">b</a>\n<ul>\n<li><a href=\"#c\" "
     "id=\"markdown-toc-c\">c</a></li>\n</ul>\n</li>\n</ul>\n<h1 id=\"a\">a</h1>\n<h2 "
     "id=\"b\">b</h2>\n<h3 id=\"c\">c</h3>\n"},
    {"levels of the contents, a list",
     "{::options toc_levels=\"1,3\" /}\n* t\n{:toc}\n\n# a\n## b\n### c\n",
     "<ul id=\"markdown-toc\">\n<li><a href=\"#a\" "
     "id=\"markdown-toc-a\">a</a>\n<ul>\n<li><a href=\"#c\" "
     "id=\"markdown-toc-c\">c</a></li>\n</ul>\n</li>\n</ul>\n<h1 id=\"a\">a</h1>\n<h2 "
     "id=\"b\">b</h2>\n<h3 id=\"c\">c</h3>\n"},
    {"shifted headings", "{::options header_offset=\"1\" /}\n# a\n",
     "<h2 id=\"a\">a</h2>\n"},
    {"prefixed ids", "{::options auto_id_prefix=\"p-\" /}\n# a\n",
     "<h1 id=\"p-a\">a</h1>\n"},
    {"notes from another number, with a prefix",
     "{::options footnote_nr=\"5\" footnote_prefix=\"p\" /}\na[^1]\n\n[^1]: b\n",
     "<p>a<sup id=\"fnref:p1\" role=\"doc-noteref\"><a href=\"#fn:p1\" class=\"footnote\" "
     "rel=\"footnote\">5</a></sup></p>\n<div class=\"footnotes\" "
     "role=\"doc-endnotes\">\n<ol start=\"5\">\n<li id=\"fn:p1\" "
     "role=\"doc-endnote\">\n<p>b\xC2\xA0<a href=\"#fnref:p1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n</li>\n</ol>\n</div>\n"},
    {"quotes by name", "{::options smart_quotes=\"sbquo,lsquo,bdquo,ldquo\" /}\n\"a\"\n",
     "<p>\xE2\x80\x9E"
     "a\xE2\x80\x9C</p>\n"},
    {"an extension's name goes on to a blank", "{::comment:/}\n", "<p>{::comment:/}</p>\n"},
    {"raw content stays raw in parsed HTML",
     "{::options parse_block_html=\"true\" "
     "/}\n<table><tr><td>*a*</td></tr></table>\n<p>*b*</p>\n",
     "<table>\n<tr>\n<td>*a*</td>\n</tr>\n</table>\n<p><em>b</em></p>\n"},
    {"a blank line parts attributes from a definition of a link",
     "[a]: u\n\n{:.x}\nb [a]\n", "<p class=\"x\">b <a href=\"u\">a</a></p>\n"},
    {"a class written as a pair takes the place of those before",
     "{:.a class=\"b\" .c}\nx\n", "<p class=\"b c\">x</p>\n"},
    {"a value ends at a quote behind which a word ends", "{:a=\"b\"c=\"d\"}\nx\n",
     "<p a=\"b&quot;c=&quot;d\">x</p>\n"},
    {"names of attributes begin with a word character", "{:\xC3\xA9=\"b\" .x}\na\n",
     "<p class=\"x\">a</p>\n"},
    {"a rule behind a blank line ends its list", "* a\n\n  ---\n\n  b\n",
     "<ul>\n<li>a</li>\n</ul>\n<hr />\n<p>b</p>\n"},
    {"a figure needs a paragraph", "* ![](u){:standalone}\n",
     "<ul>\n<li><img src=\"u\" alt=\"\" /></li>\n</ul>\n"},
    {"a formula with attributes", "$$a$$\n{:.x}\n", "<div class=\"x\">\\[a\\]\n</div>\n"},
    {"a backslash breaks no line within HTML", "<p markdown=\"1\">a\\\nb</p>\n",
     "<p>a\\\nb</p>\n"},
    {"a backtick between blanks opens no code in a table", "| a ` b | c ` d |\n",
     "<table>\n<tbody>\n<tr>\n<td>a ` b</td>\n<td>c ` d</td>\n</tr>\n</tbody>\n</table>\n"},
    {"attributes below the terms are nobody's", "a\n\n{:.x}\n: b\n",
     "<dl>\n<dt>a</dt>\n<dd>\n<p>b</p>\n</dd>\n</dl>\n"},
    {"alignments need a dash", "|a|b|\n|:|-:-|\n|c|d|\n",
     "<table>\n<thead>\n<tr>\n<th style=\"text-align: "
     "right\">a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td style=\"text-align: "
     "right\">c</td>\n<td>d</td>\n</tr>\n</tbody>\n</table>\n"},
    {"a line of equals signs ends a body each time", "|a|\n|=|\n|b|\n|=|\n|c|\n",
     "<table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n<tbody>\n<tr>\n<td>b</td>\n</"
     "tr>\n</tbody>\n<tfoot>\n<tr>\n<td>c</td>\n</tr>\n</tfoot>\n</table>\n"},
    {"a table needs a body", "|a|\n|-|\n|=|\n|b|\n", "<p>|a|\n|-|\n|=|\n|b|</p>\n"},
    {"options are a block that shows nothing", "{::options/}\nb\n===\n", "<p>b\n===</p>\n"},
    {"a comment leaves attributes to the next block", "{:.a}\n{::comment}\nx\n{:/}\nb\n",
     "<!-- x -->\n<p class=\"a\">b</p>\n"},
    {"a tab keeps a taken line apart in code", "    a\n \tb\n",
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a\n \tb\n</code></pre></div></div>\n"},
    {"an element without content comes with a blank line", "<hr>\n|a|b|\n",
     "<hr />\n<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n"},
    {"no attributes below an element without content", "<hr>\n{:.a}\n", "<hr />\n"},
    {"one broken word of attributes goes whole", "{:.a.#b .c}\nx\n",
     "<p class=\"c\">x</p>\n"},
    {"attributes of an item stand in its first line", "* \n  {:.a} b\n",
     "<ul>\n<li>{:.a} b</li>\n</ul>\n"},
    {"a shorter fence ends code when no longer one does", "~~~~\na\n~~~\n",
     "<pre><code class=\"language-~\">a\n</code></pre>\n"},
    {"contents name their entries after their list", "* t\n{:toc #y}\n\n# a\n",
     "<ul id=\"y\">\n<li><a href=\"#a\" id=\"y-a\">a</a></li>\n</ul>\n<h1 "
     "id=\"a\">a</h1>\n"},
    {"one list of contents in a document", "- t\n{:toc}\n\n# a\n\n- t\n{:toc}\n",
     "<ul id=\"markdown-toc\">\n<li><a href=\"#a\" "
     "id=\"markdown-toc-a\">a</a></li>\n</ul>\n<h1 "
     "id=\"a\">a</h1>\n<ul>\n<li>t</li>\n</ul>\n"},
    {"contents list headings without words", "* t\n{:toc}\n\n# +\n",
     "<ul id=\"markdown-toc\">\n<li><a href=\"#\" "
     "id=\"markdown-toc-\">+</a></li>\n</ul>\n<h1>+</h1>\n"},
    {"separators of tables need a pipe", "|a\n:-:\n|b\n", "<p>|a\n:-:\n|b</p>\n"},
    {"a line of a table that begins with code needs no pipe besides", "|a\n`b|c`\n",
     "<table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n<tr>\n<td><code "
     "class=\"language-plaintext "
     "highlighter-rouge\">b|c</code></td>\n</tr>\n</tbody>\n</table>\n"},
    {"a tab behind blanks makes a line on its own", " \ta\nb\n", "a\n<p>b</p>\n"},
    {"definitions in notes hold everywhere",
     "[^1] [b]\n\n[^a]: x\n    [^1]: y\n\n    [b]: z\n",
     "<p>[^1] <a href=\"z\">b</a></p>\n"},
    {"the first place for footnotes counts",
     "* a\n{:footnotes}\n\nx[^1]\n\n* b\n{:footnotes}\n\n[^1]: y\n",
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\" "
     "role=\"doc-endnote\">\n<p>y\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n</li>\n</ol>\n</div>\n<p>x<sup id=\"fnref:1\" "
     "role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n<ul>\n<li>b</li>\n</ul>\n"},
    {"a task may stand alone above a block", "* [ ]\n  > b\n",
     "<ul class=\"task-list\">\n<li class=\"task-list-item\"><input type=\"checkbox\" "
     "class=\"task-list-item-checkbox\" disabled=\"disabled\" "
     "/>\n<blockquote>\n<p>b</p>\n</blockquote>\n</li>\n</ul>\n"},
    {"attribute lists of a block are one", "a\n{:.a}\n{:class=\"b\"}\n",
     "<p class=\"b\">a</p>\n"},
    {"contents keep anchors of HTML", "* t\n{:toc}\n\n# <a name=\"x\"></a>Foo\n",
     "<ul id=\"markdown-toc\">\n<li><a href=\"#foo\" id=\"markdown-toc-foo\"><a "
     "name=\"x\"></a>Foo</a></li>\n</ul>\n<h1 id=\"foo\"><a name=\"x\"></a>Foo</h1>\n"},
    {"a comment of HTML leaves attributes to the next block", "{:.a}\n<!-- c -->\nb\n",
     "<!-- c -->\n<p class=\"a\">b</p>\n"},
    {"a language with a comma in its name", "```rust,ignore\na\n```\n",
     "<div class=\"language-rust,ignore highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>a\n</code></pre></div></div>\n"},
    {"a part of such a name is none", "```ignore\na\n```\n",
     "<pre><code class=\"language-ignore\">a\n</code></pre>\n"},
    {"a tab behind an item's indentation stays", "* a\n  ```\n  \tb\n  ```\n",
     "<ul>\n<li>a\n<div class=\"language-plaintext highlighter-rouge\"><div "
     "class=\"highlight\"><pre "
     "class=\"highlight\"><code>\tb\n</code></pre></div></div>\n</li>\n</ul>\n"},
    {"a blank before the language keeps a fence whole", "~~~~ a\nx\n~~~\n",
     "<p>~~~~ a\nx\n~~~</p>\n"},
    {"fences count on from where they failed", "~~~~ a\nx\n~~~\n\n~~~~\ny\n~~~\n",
     "<pre><code class=\"language-a\">x\n~~~\n\n</code></pre>\n<p>y\n~~~</p>\n"},
    {"a figure takes class and id where it has none", "![](u){:#b .c standalone}\n{:#a}\n",
     "<figure id=\"a\" class=\"c\">\n<img src=\"u\" alt=\"\" id=\"b\" "
     "/>\n<figcaption></figcaption>\n</figure>\n"},
    {"a backslash above a nested block goes", "* a\\\n  * b\n",
     "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"},
    {"links back behind a definition stand apart", "[^1]\n\n[^1]: a\n\n    [b]: c\n",
     "<p><sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n<div class=\"footnotes\" "
     "role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\" role=\"doc-endnote\">\n<p>a</p>\n<p><a "
     "href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n</li>\n</ol>\n</div>\n"},
    {"an escaped formula that is no block stays text", "\\$$a$$ b\n", "<p>$$a$$ b</p>\n"},
    {"an escaped formula that could be a block is a span", "\\$$a$$\n", "<p>\\(a\\)</p>\n"},
    {"no slash closes a script", "<script src=\"x\"/>\nb</script>\n",
     "<script src=\"x\">\nb</script>\n"},
    {"inlines hold blocks without line breaks", "<pre><a><div>x</div></a></pre>\n",
     "<pre><a><div>x</div></a></pre>\n"},
    {"outputs of raw text are words", "{::nomarkdown type=\"latex html\"}\na\n{:/}\n",
     "a\n"},
    {"ids of headings are names of XML",
     "# a {#\xC3\xBC"
     "ber}\n\nb {#\xE6\x97\xA5\xE6\x9C\xAC.1}\n===\n",
     "<h1 id=\"\xC3\xBC"
     "ber\">a</h1>\n<h1 id=\"\xE6\x97\xA5\xE6\x9C\xAC.1\">b</h1>\n"},
    {"no name begins with a digit or holds a slash", "# a {#1b}\n# a {#b/c}\n",
     "<h1 id=\"a-1b\">a {#1b}</h1>\n<h1 id=\"a-bc\">a {#b/c}</h1>\n"},
    {"every run of dashes is a column", "|a|b|\n|- :-|\n|c|d|\n",
     "<table>\n<thead>\n<tr>\n<th>a</th>\n<th style=\"text-align: "
     "left\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>c</td>\n<td style=\"text-align: "
     "left\">d</td>\n</tr>\n</tbody>\n</table>\n"},
    {"an escaped formula on a line of its own is a span", "\\$$a$$\nb\n",
     "<p>\\(a\\)\nb</p>\n"},
    {"an escaped formula before attributes stays text", "\\$$a$$ {:.x}\n",
     "<p>$$a$$ {:.x}</p>\n"},
    {"headings without words count, too", "# \xF0\x9F\x8E\x89\n# \xF0\x9F\x8E\x89\n# +\n",
     "<h1>\xF0\x9F\x8E\x89</h1>\n<h1 id=\"-1\">\xF0\x9F\x8E\x89</h1>\n<h1 "
     "id=\"-2\">+</h1>\n"},
    {"a prefix alone is an id", "{::options auto_id_prefix=\"p-\" /}\n# +\n# +\n",
     "<h1 id=\"p-\">+</h1>\n<h1 id=\"p--1\">+</h1>\n"},
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
