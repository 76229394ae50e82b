/* Links, images, and what is defined by name in kramdown: one table row a rule. */
#include "kramdown_rows.h"

#include "base/limits.h"

static const struct kramdown_row links[] = {
    {"a title in either quotes", "[a](b \"c\") [d](e 'f')\n",
     "<p><a href=\"b\" title=\"c\">a</a> <a href=\"e\" title=\"f\">d</a></p>\n"},
    {"a title with its quote inside", "[a](b \"c\"d\") e\n",
     "<p><a href=\"b\" title=\"c&quot;d\">a</a> e</p>\n"},
    {"a title without an end", "[a](b \"c) d\n",
     "<p>[a](b \xE2\x80\x9C"
     "c) d</p>\n"},
    {"an address in angle brackets", "[a](<b c>) [d](<e> \"f\")\n",
     "<p><a href=\"b c\">a</a> <a href=\"e\" title=\"f\">d</a></p>\n"},
    {"an address in angle brackets that goes on", "[a](<b>c)\n", "<p>[a](<b>c)</b></p>\n"},
    {"brackets in an address", "[a](b(c)d) [e](f(g)\n",
     "<p><a href=\"b(c)d\">a</a> [e](f(g)</p>\n"},
    {"blanks around an address", "[a]( b ) [c](\nd\n)\n",
     "<p><a href=\"b\">a</a> <a href=\"d\">c</a></p>\n"},
    {"no address", "[a]() [](b) []\n", "<p><a href=\"\">a</a> <a href=\"b\"></a> []</p>\n"},
    {"a link in a link", "[a [b](c) d](e)\n", "<p><a href=\"e\">a [b](c) d</a></p>\n"},
    {"brackets in text", "[a [b] c](d) [e\\]](f) [`]`](g)\n",
     "<p><a href=\"d\">a [b] c</a> <a href=\"f\">e]</a> <a href=\"g\"><code "
     "class=\"language-plaintext highlighter-rouge\">]</code></a></p>\n"},
    {"brackets without partners", "[a [b](c) ] d] [e\n",
     "<p>[a <a href=\"c\">b</a> ] d] [e</p>\n"},
    {"emphasis in text, and over its end", "[*a*](b) [*c](d)*\n",
     "<p><a href=\"b\"><em>a</em></a> [<em>c](d)</em></p>\n"},
    {"a name", "[a][b] [a] [b][] [a] [b]\n\n[b]: c\n",
     "<p><a href=\"c\">a</a> <a href=\"c\">a</a>[] <a href=\"c\">a</a></p>\n"},
    {"a name over a line end", "[a\nb]\n\n[A  B]: c\n",
     "<p><a href=\"c\">a\n"
     "b</a></p>\n"},
    {"a name that nothing defines", "[a][b] [c]\n", "<p>[a][b] [c]</p>\n"},
    {"a long text with a name behind it",
     "[a] "
     "[bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bb]\n\n[a]: c\n",
     "<p>[a] "
     "[bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bb]</p>\n"},
    {"an image", "![a](b \"c\") ![d][e] ![f]\n\n[e]: g\n",
     "<p><img src=\"b\" alt=\"a\" title=\"c\" /> <img src=\"g\" alt=\"d\" /> ![f]</p>\n"},
    {"an image's text as written", "![a \\* *b* `c`](d)\n",
     "<p><img src=\"d\" alt=\"a * *b* `c`\" /></p>\n"},
    {"an image in a link", "[![a](b)](c)\n",
     "<p><a href=\"c\"><img src=\"b\" alt=\"a\" /></a></p>\n"},
    {"an image that is none", "!a ![b ![c]\n", "<p>!a ![b ![c]</p>\n"},
    {"an image in link text that is none", "[a ![b] c](d)\n",
     "<p><a href=\"d\">a ![b] c</a></p>\n"},
    {"addresses of all schemes",
     "<http://a.b> <https://c> <ftp://d> <mailto:e@f> <g@h.i>\n",
     "<p><a href=\"http://a.b\">http://a.b</a> <a href=\"https://c\">https://c</a> <a "
     "href=\"ftp://d\">ftp://d</a> <a href=\"mailto:e@f\">e@f</a> <a "
     "href=\"mailto:g@h.i\">g@h.i</a></p>\n"},
    {"addresses that are none", "<@a> <a@> <a@b c> <a:b>\n",
     "<p>&lt;@a&gt; &lt;a@&gt; &lt;a@b c&gt; <a:b></a:b></p>\n"},
    {"an address over a line end", "<http://a\nb>\n",
     "<p>&lt;http://a\n"
     "b&gt;</p>\n"},
    {"entities in addresses and titles", "[a](b?c&amp;d \"&copy;\") <http://a?b&c>\n",
     "<p><a href=\"b?c&amp;d\" title=\"\xC2\xA9\">a</a> <a "
     "href=\"http://a?b&amp;c\">http://a?b&amp;c</a></p>\n"},
    {"attributes of a link and an image", "[a](b){: .c} ![d](e){: width=\"9\" #f}\n",
     "<p><a href=\"b\" class=\"c\">a</a> <img src=\"e\" alt=\"d\" id=\"f\" width=\"9\" "
     "/></p>\n"},
    {"quotes in link text", "[\"a\"](b) \"[c](d)\"\n",
     "<p><a href=\"b\">\xE2\x80\x9C"
     "a\xE2\x80\x9D</a> \xE2\x80\x9C<a href=\"d\">c</a>\xE2\x80\x9D</p>\n"},
    {"a name that ends in a blank", "[a ] [b][a ]\n\n[a ]: c\n",
     "<p>[a ] <a href=\"c\">b</a></p>\n"},
    {"a name and empty brackets", "[b][]\n\n[b]: c\n", "<p><a href=\"c\">b</a></p>\n"},
    {"brackets behind a text that are too long for a name",
     "[a] "
     "[bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb]\n\n[a]: c\n",
     "<p>[a] "
     "[bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb]</p>\n"},
};

static const struct kramdown_row definitions[] = {
    {"a comment", "a\n\n[TODO]: <> (comment)\n\nb\n", "<p>a</p>\n<p>b</p>\n"},
    {"a comment of another kind", "[//]: # (comment)\n\na\n", "<p>a</p>\n"},
    {"an address in angle brackets with more behind it", "[x]: <a> b\n\n[x]\n",
     "<p><a href=\"&lt;a&gt; b\">x</a></p>\n"},
    {"an escaped bracket in a name", "[a\\]b]: /u\n\n[t][a\\]b]\n",
     "<p>[a]b]: /u</p>\n<p>[t][a]b]</p>\n"},
    {"an address in angle brackets",
     "[a] [b] [c]\n\n[a]: <d>\n\n[b]: <f g> \"h\"\n\n[c]: <i>\n\"j\"\n",
     "<p><a href=\"f g\" title=\"h\">a</a> <a href=\"i\" title=\"j\">c</a></p>\n"},
    {"a title behind the address", "[a] [b]\n\n[a]: c 'd'\n[b]: e \"f\" g\n",
     "<p>[a] [b]</p>\n"
     "<p>[b]: e \xE2\x80\x9C"
     "f\xE2\x80\x9D g</p>\n"},
    {"an address with blanks", "[a]\n\n[a]: b c  \n", "<p><a href=\"b c\">a</a></p>\n"},
    {"nothing behind the colon", "[a]\n\n[a]:\nb\n",
     "<p>[a]</p>\n"
     "<p>[a]:\n"
     "b</p>\n"},
    {"no definition below a paragraph", "a\n[a]: b\n",
     "<p>a\n"
     "[a]: b</p>\n"},
    {"the last definition of a name holds", "[a]\n\n[a]: b\n[A]: c\n",
     "<p><a href=\"c\">a</a></p>\n"},
    {"attributes above and below a definition",
     "[a]\n\n{: .b}\n[a]: c\n{: #d}\n{: e=\"f\"}\n",
     "<p><a href=\"c\" id=\"d\" e=\"f\" class=\"b\">a</a></p>\n"},
    {"attributes below a definition's blank line", "[a]\n\n[a]: b\n\n{: .c}\nd\n",
     "<p><a href=\"b\">a</a></p>\n"
     "<p class=\"c\">d</p>\n"},
    {"attributes below a note are nobody's", "a[^1]\n\n[^1]: b\n{: .c}\nd\n",
     "<p>a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n"
     "<p>d</p>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn:1\" role=\"doc-endnote\">\n"
     "<p>b\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"an abbreviation with attributes", "AB\n\n{: .c}\n*[AB]: d\n{: #e}\n",
     "<p><abbr id=\"e\" title=\"d\" class=\"c\">AB</abbr></p>\n"},
    {"an abbreviation without a title", "AB\n\n*[AB]:\n", "<p><abbr>AB</abbr></p>\n"},
    {"the last abbreviation holds", "AB\n\n*[AB]: c\n*[AB]: d\n",
     "<p><abbr title=\"d\">AB</abbr></p>\n"},
    {"the longest abbreviation holds", "ABC AB A\n\n*[A]: x\n*[AB]: y\n*[ABC]: z\n",
     "<p><abbr title=\"z\">ABC</abbr> <abbr title=\"y\">AB</abbr> <abbr "
     "title=\"x\">A</abbr></p>\n"},
    {"no name of an abbreviation", "*[]: a\n*[b] c\n",
     "<p>*[]: a\n"
     "*[b] c</p>\n"},
    {"an abbreviation in link text and headings", "# AB\n\n[AB](c) `AB`\n\n*[AB]: d\n",
     "<h1 id=\"ab\"><abbr title=\"d\">AB</abbr></h1>\n"
     "<p><a href=\"c\"><abbr title=\"d\">AB</abbr></a> <code class=\"language-plaintext "
     "highlighter-rouge\">AB</code></p>\n"},
    {"lists of attributes under one name", "a\n{: b}\n\n{:b: .c}\n{:b: #d e=\"f\"}\n",
     "<p id=\"d\" e=\"f\" class=\"c\">a</p>\n"},
    {"classes of lists in their order, as often as they are said",
     "{:a: .x .y}\n{:b: .y #i k=\"1\"}\n\nx\n{: .z a b a}\n",
     "<p id=\"i\" class=\"x y y x y z\" k=\"1\">x</p>\n"},
    {"a list doubled", "{:a: .x}\n{:b: a a}\n{:c: b b}\n\nx\n{: c}\n\n*y*{: c}{: .z a}\n",
     "<p class=\"x x x x\">x</p>\n"
     "<p><em class=\"x x x x x z\">y</em></p>\n"},
    {"a class's value holds for its list alone",
     "{:a: .x class=\"q\"}\n{:b: class=\"\"}\n\nx\n{: .z a .w}\n\ny\n{: .l a b a}\n",
     "<p class=\"q z w\">x</p>\n"
     "<p class=\"q  q l\">y</p>\n"},
    {"what refers to a list wins over it",
     "x\n{: a}\n\n{:a: .x}\n{:a: .y b k=\"2\"}\n{:b: k=\"1\" #q}\n",
     "<p id=\"q\" k=\"2\" class=\"x y\">x</p>\n"},
    {"a list that refers to itself", "a\n{: b}\n\n{:b: .c d}\n{:d: .e b}\n",
     "<p class=\"e c\">a</p>\n"},
    {"a footnote of two blocks", "a[^1]\n\n[^1]: b\n\n    c\n\n\td\n",
     "<p>a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn:1\" role=\"doc-endnote\">\n"
     "<p>b</p>\n"
     "<p>c</p>\n"
     "<p>d\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"a footnote's lines taken along", "a[^1]\n\n[^1]: b\nc\n",
     "<p>a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n"
     "<p>c</p>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn:1\" role=\"doc-endnote\">\n"
     "<p>b\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"the last footnote of a name holds", "a[^1]\n\n[^1]: b\n[^1]: c\n",
     "<p>a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn:1\" role=\"doc-endnote\">\n"
     "<p>c\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"notes that nothing refers to", "a\n\n[^1]: b\n", "<p>a</p>\n"},
    {"two references to a note", "a[^1] b[^1]\n\n[^1]: c\n",
     "<p>a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup> b<sup id=\"fnref:1:1\" role=\"doc-noteref\"><a "
     "href=\"#fn:1\" class=\"footnote\" rel=\"footnote\">1</a></sup></p>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn:1\" role=\"doc-endnote\">\n"
     "<p>c\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a>\xC2\xA0<a href=\"#fnref:1:1\" "
     "class=\"reversefootnote\" role=\"doc-backlink\">&#8617;<sup>2</sup></a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"notes in the order of reference", "a[^b] c[^a]\n\n[^a]: d\n\n[^b]: e\n",
     "<p>a<sup id=\"fnref:b\" role=\"doc-noteref\"><a href=\"#fn:b\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup> c<sup id=\"fnref:a\" role=\"doc-noteref\"><a "
     "href=\"#fn:a\" class=\"footnote\" rel=\"footnote\">2</a></sup></p>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn:b\" role=\"doc-endnote\">\n"
     "<p>e\xC2\xA0<a href=\"#fnref:b\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "<li id=\"fn:a\" role=\"doc-endnote\">\n"
     "<p>d\xC2\xA0<a href=\"#fnref:a\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"footnotes where they are wanted", "a[^1]\n\n* x\n{:footnotes}\n\nb\n\n[^1]: c\n",
     "<p>a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" "
     "rel=\"footnote\">1</a></sup></p>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn:1\" role=\"doc-endnote\">\n"
     "<p>c\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"
     "<p>b</p>\n"},
    {"a reference in a heading, contents without it",
     "* t\n{:toc}\n\n# a[^1] [b](c)\n\n[^1]: d\n",
     "<ul id=\"markdown-toc\">\n"
     "<li><a href=\"#a-b\" id=\"markdown-toc-a-b\">a b</a></li>\n"
     "</ul>\n"
     "<h1 id=\"a-b\">a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" "
     "class=\"footnote\" rel=\"footnote\">1</a></sup> <a href=\"c\">b</a></h1>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn:1\" role=\"doc-endnote\">\n"
     "<p>d\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\" "
     "role=\"doc-backlink\">&#8617;</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
};

static void reads_links(void **state)
{
    (void)state;
    check_rows(links, sizeof links / sizeof links[0]);
}

static void reads_definitions(void **state)
{
    (void)state;
    check_rows(definitions, sizeof definitions / sizeof definitions[0]);
}

struct repeated {
    const char *before, *unit; /* % is which time it is, ^ the next */
    size_t count;
    const char *after, *told;
};

/* `repeated` as a page that keeps its words: told once, where the first stands beyond. */
static void check_beyond(const struct repeated *repeated)
{
    struct arena arena;
    arena_init(&arena, LIMIT_MIB(128));
    struct report *report = report_new();
    struct node *root = NULL;
    struct buf text = {0}, got = {0}, told = {0};
    buf_add_text(&text, repeated->before);
    for (size_t i = 0; i < repeated->count; i++) {
        for (const char *at = repeated->unit; *at; at++) {
            if (*at == '%') {
                buf_add_unsigned(&text, i);
            } else if (*at == '^') {
                buf_add_unsigned(&text, i + 1);
            } else {
                buf_add_byte(&text, *at);
            }
        }
    }
    buf_add_text(&text, repeated->after);
    assert_true(read_text(&arena, buf_str(&text), report, &root));
    html_write(root, HTML_KRAMDOWN, NULL, &got);
    assert_int_equal(report_count(report, SEVERITY_WARNING), 1);
    report_write_text(report, SEVERITY_NOTE, &told);
    if (str_find(buf_str(&told), str_from(repeated->told), 0) == STR_NONE ||
        str_find(buf_str(&told), STR("[attribute-limit]"), 0) == STR_NONE) {
        fail_msg("'%.*s'", STR_ARG(buf_str(&told)));
    }
    assert_true(str_find(buf_str(&got), STR(">word<"), 0) != STR_NONE);
    assert_true(str_find(buf_str(&got), STR("<p class=\"own\">last</p>"), 0) != STR_NONE);
    buf_clear(&text);
    buf_clear(&got);
    buf_clear(&told);
    report_free(report);
    arena_clear(&arena);
}

static void bounds_attributes(void **state)
{
    (void)state;
#define TEN "cccccccccc"
#define LONG "b=\"" TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "\""
#define LAST "\n\nlast\n{: .own}\n"
    static const struct repeated rows[] = {
        {"{:a0: b=\"c\"}\n", "{:a^: a% a%}\n", 40, "\nword\n{: a40}" LAST,
         "16777216 bytes of"},
        {"{:a0: toc}\n", "{:a^: a% a%}\n", 40, "\nword\n{: a40}" LAST, "16777216 bytes of"},
        {"{:a: " LONG "}\n\nword\n\n", "*x*{: a}\n", 150000, LAST, "16777216 bytes of"},
        {"{: " LONG "}\n[r]: u\n\nword\n\n", "[x][r]\n", 150000, LAST, "16777216 bytes of"},
        {"word\n", "{: .class%}\n", 1000, LAST, "4096 bytes of"},
        {"word\n{:", " .class%", 1000, "}\n" LAST, "4096 bytes of"},
        {"word\n{: class=\"", "class% ", 1000, "\"}\n" LAST, "4096 bytes of"},
        {"*word*{:", " .class%", 1000, "}\n" LAST, "4096 bytes of"},
        {"*word*{: class=\"", "class% ", 1000, "\"}\n" LAST, "4096 bytes of"},
        {"*word*{: class=\"", "class%", 1000, "\"}\n" LAST, "4096 bytes of"},
        {"word\n", "{: a%=\"b\"}\n", 201, LAST, "200 attributes of"},
        {"{:a0: .x}\n", "{:a^: a%}\n", 100000, "\nword\n{: a100000}" LAST, "100 lists of"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check_beyond(&rows[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_links),
        cmocka_unit_test(reads_definitions),
        cmocka_unit_test(bounds_attributes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
