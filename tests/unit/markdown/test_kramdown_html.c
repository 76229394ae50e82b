/* HTML in kramdown, as blocks and in spans: one table row a rule. */
#include "kramdown_rows.h"

static const struct kramdown_row blocks[] = {
    {"an element without an end goes on to the end", "<div>\na\n\nb\n",
     "<div>\n"
     "a\n"
     "\n"
     "b\n"
     "</div>\n"},
    {"a comment within raw content", "<div>a<!-- <b> -->b</div>\n",
     "<div>a<!-- <b> -->b</div>\n"},
    {"a processing instruction within raw content",
     "<div><?php echo \"</div>\" ?>a</div>\n", "<div><?php echo \"</div>\" ?>a</div>\n"},
    {"an open processing instruction is text", "<div><?php a</div>\n",
     "<div>&lt;?php a</div>\n"},
    {"what is no tag is text", "<div>1 < 2 <3></div>\n", "<div>1 &lt; 2 &lt;3&gt;</div>\n"},
    {"another element's end tag goes", "<div>a</span>b</div>\n",
     "<div>a&lt;/span&gt;b</div>\n"},
    {"elements within raw content", "<div id=\"a\" class='b'>c <em>d</em><br>e</div>\n",
     "<div id=\"a\" class=\"b\">c <em>d</em><br />e</div>\n"},
    {"a script without an end", "<script>\na < b\n",
     "<script>\n"
     "a < b\n"
     "</script>\n"},
    {"a style is left alone", "<style>a > b { c: \"d\" }</style>\ne\n",
     "<style>a > b { c: \"d\" }</style>\n"
     "<p>e</p>\n"},
    {"blocks within an element", "<div markdown=\"1\">\n* a\n\n# b\n</div>\nc\n",
     "<div>\n"
     "<ul>\n"
     "<li>a</li>\n"
     "</ul>\n"
     "<h1 id=\"b\">b</h1>\n"
     "</div>\n"
     "<p>c</p>\n"},
    {"spans within an element", "<div markdown=\"span\">*a*\n</div>\n",
     "<div><em>a</em>\n"
     "</div>\n"},
    {"blocks where spans are usual", "<p markdown=\"block\">\na\n\nb\n</p>\n",
     "<p>\n"
     "<p>a</p>\n"
     "<p>b</p>\n"
     "</p>\n"},
    {"raw in spite of the option", "<div markdown=\"0\">\n*a*\n</div>\n",
     "<div>\n"
     "*a*\n"
     "</div>\n"},
    {"a raw element within parsed ones",
     "<div markdown=\"1\">\n<div>\n*a*\n</div>\n</div>\n",
     "<div>\n"
     "<div>\n"
     "*a*\n"
     "</div>\n"
     "</div>\n"},
    {"a parsed element within raw ones", "<div><p markdown=\"1\">*a*</p></div>\n",
     "<div>\n"
     "<p><em>a</em></p>\n"
     "</div>\n"},
    {"an end tag with blanks", "<div markdown=\"1\">\na\n</div >\nb\n",
     "<div>\n"
     "<p>a</p>\n"
     "</div>\n"
     "<p>b</p>\n"},
    {"a heading of HTML", "<h2 markdown=\"1\">*a*</h2>\n", "<h2><em>a</em></h2>\n"},
    {"an element right below a paragraph", "a\n<div>b</div>\nc\n",
     "<p>a</p>\n"
     "<div>b</div>\n"
     "<p>c</p>\n"},
    {"a comment in a paragraph", "a\n<!-- b -->\nc\n",
     "<p>a\n"
     "<!-- b -->\n"
     "c</p>\n"},
    {"a script below a paragraph", "a\n<script>b</script>\n",
     "<p>a\n"
     "<script>b</script></p>\n"},
    {"a capital name", "<DIV>a</DIV>\n", "<div>a</div>\n"},
    {"names and prefixes", "<x:y a:b=\"c\">d</x:y>\n", "<x:y a:b=\"c\">d</x:y>\n"},
    {"attributes in all their forms", "<div a=\"b\" c='d' e=f g h = \"i\">j</div>\n",
     "<div a=\"b\" c=\"d\" e=\"f\" g=\"\" h=\"i\">j</div>\n"},
    {"broken attributes make text", "<div a=\"b>c\n\nd\n",
     "<p>&lt;div a=\xE2\x80\x9D"
     "b&gt;c</p>\n"
     "<p>d</p>\n"},
    {"a value that is nothing", "<div a= >b</div>\n",
     "<p>&lt;div a= &gt;b&lt;/div&gt;</p>\n"},
    {"attributes of kramdown on HTML", "{: .a #b}\n<div class=\"c\">d</div>\n",
     "<div id=\"b\" class=\"c a\">d</div>\n"},
    {"entities in values and text",
     "<div a=\"&amp;&lt;&copy;&nosuch;\">&amp;&lt;&nosuch;&</div>\n",
     "<div a=\"&amp;&lt;\xC2\xA9&amp;nosuch;\">&amp;&lt;&nosuch;&amp;</div>\n"},
    {"a table of HTML", "<table><tr><td markdown=\"1\">*a*</td></tr></table>\n",
     "<table>\n"
     "<tr>\n"
     "<td>\n"
     "<p><em>a</em>&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</p>\n"
     "</td>\n"
     "</tr>\n"
     "</table>\n"},
    {"a list in HTML", "<ul>\n<li>a</li>\n</ul>\n",
     "<ul>\n"
     "<li>a</li>\n"
     "</ul>\n"},
    {"indented HTML is code", "    <div>\n",
     "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre "
     "class=\"highlight\"><code>&lt;div&gt;\n"
     "</code></pre></div></div>\n"},
    {"elements without an end tag of their own", "<hr>\n<br>\n<img src=\"a\">\nb\n",
     "<hr />\n"
     "<p><br />\n"
     "<img src=\"a\" />\n"
     "b</p>\n"},
    {"a closed element without content", "<div/>\na\n",
     "<div></div>\n"
     "<p>a</p>\n"},
};

static const struct kramdown_row spans[] = {
    {"raw content within a paragraph", "a <kbd>*b* <i>c</i><br><!-- d --> e</kbd> f\n",
     "<p>a <kbd>*b* <i>c</i><br /><!-- d --> e</kbd> f</p>\n"},
    {"what is no tag in raw content", "<kbd>1 < 2</b> 3</kbd>\n",
     "<p><kbd>1 &lt; 2&lt;/b&gt; 3</kbd></p>\n"},
    {"raw content without an end", "<kbd>a\nb\n",
     "<p><kbd>a\n"
     "b</kbd></p>\n"},
    {"a block's tag in raw content", "<kbd>a <div> b</kbd>\n",
     "<p><kbd>a &lt;div&gt; b</kbd></p>\n"},
    {"a script in a paragraph", "a <script>b < c && \"d\" > e</script> f\n",
     "<p>a <script>b &lt; c &amp;&amp; \"d\" &gt; e</script> f</p>\n"},
    {"a script without an end in a paragraph", "a <script>b\n",
     "<p>a <script>b</script></p>\n"},
    {"a comment in a paragraph", "a <!-- *b* --> c\n", "<p>a <!-- *b* --> c</p>\n"},
    {"an open comment is text", "a <!-- b\n", "<p>a &lt;!\xE2\x80\x93 b</p>\n"},
    {"an element that asks for nothing within", "<b markdown=\"0\">*a*</b>\n",
     "<p><b>*a*</b></p>\n"},
    {"spans within an element", "<b>*a* [b](c)</b>\n",
     "<p><b><em>a</em> <a href=\"c\">b</a></b></p>\n"},
    {"an element without an end", "<b>*a*\n", "<p><b><em>a</em></b></p>\n"},
    {"an element over line ends", "<a\nhref=\"b\"\n>c</a>\n",
     "<p>&lt;a\n"
     "href=\xE2\x80\x9D"
     "b\xE2\x80\x9D</p>\n"
     "<blockquote>\n"
     "<p>c&lt;/a&gt;</p>\n"
     "</blockquote>\n"},
    {"an image and a break", "a<img src=\"b\" alt=\"c\"/>d<br>e\n",
     "<p>a<img src=\"b\" alt=\"c\" />d<br />e</p>\n"},
    {"attributes of kramdown on an element", "<b>a</b>{: .c}\n",
     "<p><b class=\"c\">a</b></p>\n"},
    {"elements inside each other", "<b><i>a</i></b></i>\n",
     "<p><b><i>a</i></b>&lt;/i&gt;</p>\n"},
    {"an element in emphasis, emphasis over an element", "*a <b>c* d</b>\n",
     "<p>*a <b>c* d</b></p>\n"},
    {"quotes beside tags", "\"<b>a</b>\" '<i>b</i>'\n",
     "<p>\xE2\x80\x9C<b>a</b>\xE2\x80\x9D \xE2\x80\x98<i>b</i>\xE2\x80\x99</p>\n"},
    {"capital names", "<B>a</B> <X>b</X>\n", "<p><b>a</b> <X>b</X></p>\n"},
};

static const struct {
    struct markdown_options options;
    struct kramdown_row row;
} settings[] = {
    {{.parse_block_html = true},
     {"blocks in every element", "<div>\n*a*\n\n<p>*b*</p>\n<pre>*c*</pre>\n</div>\n",
      "<div>\n<p><em>a</em></p>\n<p><em>b</em></p>\n<pre>*c*</pre>\n</div>\n"}},
    {{.parse_span_html_off = true},
     {"no spans in elements unless they ask", "<b>*a*</b> <b markdown=\"1\">*c*</b>\n",
      "<p><b>*a*</b> <b><em>c</em></b></p>\n"}},
};

static void reads_blocks(void **state)
{
    (void)state;
    check_rows(blocks, sizeof blocks / sizeof blocks[0]);
}

static void reads_spans(void **state)
{
    (void)state;
    check_rows(spans, sizeof spans / sizeof spans[0]);
}

static void heeds_its_options(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        check_row(&settings[i].row, &settings[i].options);
    }
}

/* Of HTML that nests too deep the words stay and no tag does, told once. */
static void leaves_out_deep_tags(void **state)
{
    (void)state;
    static const struct deep {
        const char *before, *open, *close;
    } rows[] = {
        {"", "<div>", "</div>"},
        {"", "<div>\n", "\n</div>"},
        {"", "<div markdown=\"1\">\n", "\n</div>\n"},
        {"", "<div><span>", "</span></div>"},
        {"> ", "<div>", "</div>"},
        {"- ", "<section>", "</section>"},
        {"a ", "<b>", "</b>"},
        {"a ", "<kbd>", "</kbd>"},
        {"a ", "<span><kbd>", "</kbd></span>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check_deep_tags(rows[i].before, rows[i].open, rows[i].close, 3000);
    }
}

/* Deep raw HTML is told once, closed or not. */
static void stops_at_the_nesting_limit(void **state)
{
    (void)state;
    static const char *const marks[] = {"<div>", "<kbd>", "a <kbd>",
                                        "<b>",   "a <b>", "<div markdown=\"1\">\n\n"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        check_nesting(marks[i], 500);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_blocks),
        cmocka_unit_test(reads_spans),
        cmocka_unit_test(heeds_its_options),
        cmocka_unit_test(stops_at_the_nesting_limit),
        cmocka_unit_test(leaves_out_deep_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
