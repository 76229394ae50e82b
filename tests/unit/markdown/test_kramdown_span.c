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
    {"an element asks for spans within one that has none",
     "*a* <span markdown=\"0\">*b* <em markdown=\"1\">*c*</em> *d* <b "
     "markdown=\"span\">*e* "
     "<i>*f*</i></b> <u markdown=\"block\">*g*</u> <a><b markdown=\"1\">*h* <b "
     "markdown=\"0\">*i*</b></b> *j*</a></span> *k*\n",
     "<p><em>a</em> <span>*b* <em><em>c</em></em> *d* <b><em>e</em> <i><em>f</em></i></b> "
     "<u>*g*</u> <a><b><em>h</em> <b>*i*</b></b> *j*</a></span> <em>k</em></p>\n"},
    {"numbers of no character show as browsers show them",
     "&#x110000; &#xD800; &#57343; &#x1FFFFFFFFF; &#99999999999; &#x; &#xG;\n",
     "<p>\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD "
     "&amp;#x; &amp;#xG;</p>\n"},
    {"an escaped guillemet takes attributes", "\\\\<<a\\\\>>{:.b}\n",
     "<p>\\\xC2\xAB"
     "a\\\xC2\xBB</p>\n"},
    {"an end tag needs its end", "<b>a</b\n", "<p><b>a&lt;/b</b></p>\n"},
    {"line breaks in values are spaces", "<a a=\"x \ny\">z</a>\n",
     "<p><a a=\"x  y\">z</a></p>\n"},
};

static const struct kramdown_row emphasis[] = {
    {"one mark, two, three", "*a* **b** ***c*** _d_ __e__ ___f___\n",
     "<p><em>a</em> <strong>b</strong> <strong><em>c</em></strong> <em>d</em> "
     "<strong>e</strong> <strong><em>f</em></strong></p>\n"},
    {"emphasis in strong and the reverse", "**a *b* c** *d **e** f*\n",
     "<p><strong>a <em>b</em> c</strong> <em>d <strong>e</strong> f</em></p>\n"},
    {"marks without ends", "*a **b __c _d\n", "<p>*a **b __c _d</p>\n"},
    {"strong that ends as emphasis", "**a* b\n", "<p><em>*a</em> b</p>\n"},
    {"marks beside blanks", "* a* ** b** a * b\n",
     "<ul>\n"
     "<li>a* ** b** a * b</li>\n"
     "</ul>\n"},
    {"empty emphasis", "**** __ ____ a\n", "<p><em>**</em> __ <em>__</em> a</p>\n"},
    {"underscores in words", "a_b_ _c_d _e_-f g-_h_ \xC3\xA9_i_\n",
     "<p>a_b_ <em>c_d _e</em>-f g-_h_ \xC3\xA9_i_</p>\n"},
    {"stars in words", "a*b*c\n", "<p>a<em>b</em>c</p>\n"},
    {"emphasis over line ends, not over paragraphs", "*a\nb* *c\n\nd*\n",
     "<p><em>a\n"
     "b</em> *c</p>\n"
     "<p>d*</p>\n"},
    {"code in emphasis", "*a `b*` c*\n",
     "<p><em>a <code class=\"language-plaintext highlighter-rouge\">b*</code> "
     "c</em></p>\n"},
    {"struck", "~~a~~ ~~b~ ~~ c~~ ~~~d~~~ a~~b~~c\n",
     "<p><del>a</del> <del>b~ ~~ c</del> ~<del>d</del>~ a<del>b</del>c</p>\n"},
    {"emphasis that holds itself", "*a *b* c*\n", "<p><em>a *b</em> c*</p>\n"},
    {"escaped marks", "\\*a\\* \\_b\\_ \\\\ \\` \\~ \\a \\<<b\\>>\n",
     "<p>*a* _b_ \\ ` ~ \\a &lt;&lt;b&gt;&gt;</p>\n"},
};

static const struct kramdown_row others[] = {
    {"numbers of Windows-1252", "A &#151; B &#146;x&#x92; &#x80; &#129; &#159;\n",
     "<p>A \xE2\x80\x94 B \xE2\x80\x99x\xE2\x80\x99 \xE2\x82\xAC \xC2\x81 \xC5\xB8</p>\n"},
    {"numbers of Windows-1252 in HTML", "<li>A &#151; &#128;</li>\n",
     "<li>A \xE2\x80\x94 \xE2\x82\xAC</li>\n"},
    {"no character at all", "a &#0; b\n", "<p>a \xEF\xBF\xBD b</p>\n"},
    {"code of one and of two marks", "`a` `` b`c `` `` `d` `` ```e``\n",
     "<p><code class=\"language-plaintext highlighter-rouge\">a</code> <code "
     "class=\"language-plaintext highlighter-rouge\">b`c</code> <code "
     "class=\"language-plaintext highlighter-rouge\">`d`</code> ```e``</p>\n"},
    {"a backslash in code", "`a\\` b`\n",
     "<p><code class=\"language-plaintext highlighter-rouge\">a\\</code> b`</p>\n"},
    {"line breaks", "a  \nb\\\\\nc \nd\n",
     "<p>a<br />\n"
     "b<br />\n"
     "c \n"
     "d</p>\n"},
    {"a line break at the end is none", "a  \n\nb\\\\\n",
     "<p>a</p>\n"
     "<p>b\\</p>\n"},
    {"quotes of all kinds", "\"a\" 'b' \"'c'\" '90s \"d\" (\"e\") it's \"f,\" 'g'.\n",
     "<p>\xE2\x80\x9C"
     "a\xE2\x80\x9D \xE2\x80\x98"
     "b\xE2\x80\x99 \xE2\x80\x9C\xE2\x80\x98"
     "c\xE2\x80\x99\xE2\x80\x9D \xE2\x80\x99"
     "90s \xE2\x80\x9C"
     "d\xE2\x80\x9D (\xE2\x80\x9C"
     "e\xE2\x80\x9D) it\xE2\x80\x99s \xE2\x80\x9C"
     "f,\xE2\x80\x9D \xE2\x80\x98g\xE2\x80\x99.</p>\n"},
    {"quotes beside spans", "\"*a*\" *\"b\"* \"`c`\"'d'\n",
     "<p>\xE2\x80\x9C<em>a</em>\xE2\x80\x9D <em>\xE2\x80\x9C"
     "b\xE2\x80\x9D</em> \xE2\x80\x9C<code class=\"language-plaintext "
     "highlighter-rouge\">c</code>\xE2\x80\x9C\xE2\x80\x98"
     "d\xE2\x80\x99</p>\n"},
    {"quotes without neighbours", "\" a \" ' b '\n",
     "<p>\xE2\x80\x9D a \xE2\x80\x9C \xE2\x80\x98 b \xE2\x80\x98</p>\n"},
    {"a quote behind an escape", "\\\"a\" \\'b'\n",
     "<p>\"a\xE2\x80\x9D 'b\xE2\x80\x99</p>\n"},
    {"symbols", "a -- b --- c ... << d >> e->f <<g>>\n",
     "<p>a \xE2\x80\x93 b \xE2\x80\x94 c \xE2\x80\xA6 \xC2\xAB\xC2\xA0"
     "d\xC2\xA0\xC2\xBB e-&gt;f \xC2\xABg\xC2\xBB</p>\n"},
    {"entities", "&amp; &lt; &copy; &#65; &#x42; &nosuch; & &;\n",
     "<p>&amp; &lt; \xC2\xA9 A B &amp;nosuch; &amp; &amp;;</p>\n"},
    {"attributes that nothing takes", "a {: .b} {: .c} *d*{: .e}{: #f} g{:.h}\n",
     "<p>a {: .b} {: .c} <em id=\"f\" class=\"e\">d</em> g{:.h}</p>\n"},
    {"open attributes", "*a*{: .b\n", "<p><em>a</em>{: .b</p>\n"},
    {"attributes with an escaped end", "*a*{: b=\"\\}\"}\n", "<p><em b=\"}\">a</em></p>\n"},
    {"attributes that look like an extension's end", "*a*{:/x}\n",
     "<p><em>a</em>{:/x}</p>\n"},
    {"formulas", "a $$b$$ $c$ $$d\n", "<p>a \\(b\\) $c$ $$d</p>\n"},
    {"a figure", "![a](b){: standalone}\n\n![c](d){: standalone .e #f}\n",
     "<figure>\n"
     "<img src=\"b\" alt=\"a\" />\n"
     "<figcaption>a</figcaption>\n"
     "</figure>\n"
     "<figure id=\"f\" class=\"e\">\n"
     "<img src=\"d\" alt=\"c\" />\n"
     "<figcaption>c</figcaption>\n"
     "</figure>\n"},
    {"a backslash at the very end", "a\\", "<p>a\\</p>\n"},
    {"two quotes that open", "\"'a' b\" c\n\n'\"d\" e'\n",
     "<p>\xE2\x80\x9C\xE2\x80\x98"
     "a\xE2\x80\x99 b\xE2\x80\x9D c</p>\n"
     "<p>\xE2\x80\x98\xE2\x80\x9C"
     "d\xE2\x80\x9D e\xE2\x80\x99</p>\n"},
    {"two quotes at the beginning", "\"\" a\n\n''b\n",
     "<p>\xE2\x80\x9D\xE2\x80\x9D a</p>\n"
     "<p>'\xE2\x80\x99"
     "b</p>\n"},
    {"a decade", "'90s and the '80s\n",
     "<p>\xE2\x80\x99"
     "90s and the \xE2\x80\x99"
     "80s</p>\n"},
    {"brackets before a quote", "(\"a\") [\"b\"] {'c'} -'d'\n",
     "<p>(\xE2\x80\x9C"
     "a\xE2\x80\x9D) [\xE2\x80\x9C"
     "b\xE2\x80\x9D] {\xE2\x80\x98"
     "c\xE2\x80\x99} -\xE2\x80\x98"
     "d\xE2\x80\x99</p>\n"},
    {"an abbreviation at both ends of a text", "AB, AB\n\n*[AB]: c\n",
     "<p><abbr title=\"c\">AB</abbr>, <abbr title=\"c\">AB</abbr></p>\n"},
    {"figures that are none", "![a](b){: standalone} c\n\nd\n{: standalone}\n",
     "<p><img src=\"b\" alt=\"a\" /> c</p>\n"
     "<p>d</p>\n"},
    {"emphasis around an address", "*<http://a.b>* **[c](d)**\n",
     "<p><em><a href=\"http://a.b\">http://a.b</a></em> <strong><a "
     "href=\"d\">c</a></strong></p>\n"},
    {"emphasis in quotes", "\"*a*\" \"**b**\" '_c_'\n",
     "<p>\xE2\x80\x9C<em>a</em>\xE2\x80\x9D \xE2\x80\x9C<strong>b</strong>\xE2\x80\x9D "
     "\xE2\x80\x98<em>c</em>\xE2\x80\x99</p>\n"},
    {"underscores between letters and beyond", "a __b__ c__d__ (__e__) _\xC3\xA9_f_ g_\n",
     "<p>a <strong>b</strong> c__d__ (<strong>e</strong>) <em>\xC3\xA9_f</em> g_</p>\n"},
    {"three marks that close in turn", "***a* b** ***c** d*\n",
     "<p><strong><em>a</em> b</strong> <em><strong>c</strong> d</em></p>\n"},
    {"code beside backticks", "a`` b ``c` d\n",
     "<p>a<code class=\"language-plaintext highlighter-rouge\">b</code>c` d</p>\n"},
    {"an address in code, code in an address", "`<http://a.b>` [a](`b`)\n",
     "<p><code class=\"language-plaintext highlighter-rouge\">&lt;http://a.b&gt;</code> <a "
     "href=\"`b`\">a</a></p>\n"},
    {"ends of extensions", "a {:/} b {:/comment} c\n", "<p>a {:/} b {:/comment} c</p>\n"},
    {"a comment of many lines in a span", "a {::comment}b\nc{:/} d\n",
     "<p>a <!-- b\n"
     "c --> d</p>\n"},
    {"raw text for other outputs in a span", "a {::nomarkdown type=\"latex\"}b{:/} c\n",
     "<p>a  c</p>\n"},
    {"a blank more is another name", "[a bc]\n\n[a b c]: d\n", "<p>[a bc]</p>\n"},
    {"contents with a class", "* t\n{:toc .x}\n\n# a\n",
     "<ul id=\"markdown-toc\" class=\"x\">\n"
     "<li><a href=\"#a\" id=\"markdown-toc-a\">a</a></li>\n"
     "</ul>\n"
     "<h1 id=\"a\">a</h1>\n"},
    {"backticks that begin nothing right before emphasis", "``*b*\n",
     "<p>``<em>b</em></p>\n"},
    {"guillemets right before emphasis", "\\<<*a*\\>>*b*\n",
     "<p>&lt;&lt;<em>a</em>&gt;&gt;<em>b</em></p>\n"},
    {"an abbreviation within a word", "*[AB]: c\n\nxAB ABx AB\n",
     "<p>xAB ABx <abbr title=\"c\">AB</abbr></p>\n"},
    {"links right after each other", "[a](b)[c](d)![e](f)*g*\n",
     "<p><a href=\"b\">a</a><a href=\"d\">c</a><img src=\"f\" alt=\"e\" "
     "/><em>g</em></p>\n"},
    {"spans right after code and formulas", "`a`*b*`c`[d](e)$$f$$*g*\n",
     "<p><code class=\"language-plaintext highlighter-rouge\">a</code><em>b</em><code "
     "class=\"language-plaintext highlighter-rouge\">c</code><a "
     "href=\"e\">d</a>\\(f\\)<em>g</em></p>\n"},
    {"spans right after entities and escapes", "&amp;*a*\\**b*\\\\*c*\n",
     "<p>&amp;<em>a</em>*<em>b</em>\\<em>c</em></p>\n"},
    {"spans right after tags", "<b>*a*</b>*b*<br>*c*<!-- d -->*e*\n",
     "<p><b><em>a</em></b><em>b</em><br /><em>c</em><!-- d --><em>e</em></p>\n"},
    {"spans right after symbols and quotes", "--*a*...*b*\"*c*\"'*d*'\n",
     "<p>\xE2\x80\x93<em>a</em>\xE2\x80\xA6<em>b</em>\xE2\x80\x9C<em>c</"
     "em>\xE2\x80\x9D\xE2\x80\x98<em>d</em>\xE2\x80\x99</p>\n"},
    {"spans right after notes and addresses", "[^1]*a*<http://b.c>*d*\n\n[^1]: e\n",
     "<p><sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup><em>a</em><a "
     "href=\"http://b.c\">http://b.c</a><em>d</em></p>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn:1\" role=\"doc-endnote\">\n"
     "<p>e\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"spans right after line breaks", "a  \n*b*\\\\\n*c*\n*d*\n",
     "<p>a<br />\n"
     "<em>b</em><br />\n"
     "<em>c</em>\n"
     "<em>d</em></p>\n"},
    {"an entity as long as names may be",
     "<kbd>&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; &aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;</kbd>\n",
     "<p><kbd>&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; "
     "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;</kbd></p>\n"},
    {"two columns of blocks", "> a\n\n* b\n\n1. c\n\nd\n: e\n\n|f|\n\n***\n\n# g\n",
     "<blockquote>\n"
     "<p>a</p>\n"
     "</blockquote>\n"
     "<ul>\n"
     "<li>b</li>\n"
     "</ul>\n"
     "<ol>\n"
     "<li>c</li>\n"
     "</ol>\n"
     "<dl>\n"
     "<dt>d</dt>\n"
     "<dd>e</dd>\n"
     "</dl>\n"
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>f</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"
     "<hr />\n"
     "<h1 id=\"g\">g</h1>\n"},
    {"blocks right below each other", "# a\n> b\n# c\n```\nd\n```\n* e\n# f\n",
     "<h1 id=\"a\">a</h1>\n"
     "<blockquote>\n"
     "<p>b</p>\n"
     "<h1 id=\"c\">c</h1>\n"
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>d\n"
     "</code></pre></div></div>\n"
     "<ul>\n"
     "<li>e\n"
     "<h1 id=\"f\">f</h1>\n"
     "</li>\n"
     "</ul>\n"
     "</blockquote>\n"},
};

static void prints_as_jekyll_does(void **state)
{
    (void)state;
    check_rows(cases, sizeof cases / sizeof cases[0]);
    check_rows(emphasis, sizeof emphasis / sizeof emphasis[0]);
    check_rows(others, sizeof others / sizeof others[0]);
}

/* Marks that come to nothing cost no more than their number: this ends. */
static void reads_failing_marks_in_linear_time(void **state)
{
    (void)state;
    static const char *const marks[] = {
        "[",     "![", "[a](",   "[a](<",       "[a](b \"", "*a ", "**a",  "_a",
        "~~a ",  "`",  "``a```", "$$",          "<",        "<b ", "<!--", "<a@",
        "&",     "{:", "{::",    "{::comment}", "\"",       "|",   "[^a]", "a*b_",
        "<kbd>", "\\", "(",      "[a][",        "![a][",
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct node *root = NULL;
        struct buf text = {0}, words = {0};
        for (size_t j = 0; j < 20000; j++) {
            buf_add_text(&text, marks[i]);
        }
        buf_add_text(&text, " end\n");
        assert_true(read_text(&arena, buf_str(&text), report, &root));
        html_write(root, HTML_KRAMDOWN, NULL, &words);
        if (str_find(buf_str(&words), STR("end"), 0) == STR_NONE) {
            fail_msg("'%s': the text behind it is lost", marks[i]);
        }
        buf_clear(&text);
        buf_clear(&words);
        report_free(report);
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_as_jekyll_does),
        cmocka_unit_test(reads_failing_marks_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
