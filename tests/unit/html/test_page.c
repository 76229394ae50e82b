/* Whole HTML pages as trees: one row a rule, HTML in, dump out. */
#include "cmocka_offprint.h"

#include "doc/doc.h"
#include "html/html.h"

struct page {
    const char *name, *text, *want;
};

static void check_pages(const struct page *pages, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct node *root = NULL;
        struct buf got = {0};
        assert_true(html_read(&arena, str_from(pages[i].text), NULL, &root, report));
        node_dump(root, false, &got);
        if (!str_eq(buf_str(&got), str_from(pages[i].want))) {
            fail_msg("%s: got\n%.*s", pages[i].name, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        report_free(report);
        arena_clear(&arena);
    }
}

static const struct page elements[] = {
    {"a page without anything", "", "document\n"},
    {"head and scripts go",
     "<html><head><title>t</title></head><body><script>x</script><p>a</body></html>",
     "document title=\"t\"\n"
     "  paragraph\n"
     "    text text=\"a\"\n"},
    {"headings keep level, id and classes", "<h2 id=a class='b no_toc' onclick=x>c</h2>",
     "document\n"
     "  heading level=2 id=\"a\" .class=b no_toc\n"
     "    text text=\"c\"\n"},
    {"white space is one blank", "<p> a \n\t b <b> c </b> d </p>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a b \"\n"
     "    strong\n"
     "      text text=\"c \"\n"
     "    text text=\"d\"\n"},
    {"an image is a word, a break is none",
     "<p>a <img src=i alt='j' title=t width=9> b<br> c</p>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a \"\n"
     "    image info=\"i\" title=\"t\" .width=9 text=\"j\"\n"
     "    text text=\" b\"\n"
     "    line_break\n"
     "    text text=\"c\"\n"},
    {"lists with starts and items",
     "<ol start=7><li>a<li>b</ol><ul><li><p>c</p></ul><menu><li>d</menu>",
     "document\n"
     "  list ordered start=7 .start=7\n"
     "    item\n"
     "      text text=\"a\"\n"
     "    item\n"
     "      text text=\"b\"\n"
     "  list bullet\n"
     "    item\n"
     "      paragraph\n"
     "        text text=\"c\"\n"
     "  list bullet\n"
     "    item\n"
     "      text text=\"d\"\n"},
    {"definitions", "<dl><dt>a<dd>b<dd><p>c</p></dl>",
     "document\n"
     "  definition_list\n"
     "    term\n"
     "      text text=\"a\"\n"
     "    definition\n"
     "      text text=\"b\"\n"
     "    definition\n"
     "      paragraph\n"
     "        text text=\"c\"\n"},
    {"links and anchors",
     "<p><a href=u title=t class=c>a</a> <a name=n>b</a> <a id=i name=n>c</a>",
     "document\n"
     "  paragraph\n"
     "    link info=\"u\" title=\"t\" .class=c\n"
     "      text text=\"a\"\n"
     "    text text=\" \"\n"
     "    span id=\"n\" text=\"span\"\n"
     "      text text=\"b\"\n"
     "    text text=\" \"\n"
     "    span id=\"n\" text=\"span\"\n"
     "    span id=\"i\" text=\"span\"\n"
     "      text text=\"c\"\n"},
    {"what leaves no node hands its id on",
     "<form id=f><p>a</p></form><x-y id=x>b</x-y><canvas id=c></canvas><p>d</p>",
     "document\n"
     "  div id=\"f\" text=\"form\"\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "  paragraph\n"
     "    span id=\"x\" text=\"span\"\n"
     "    text text=\"b\"\n"
     "    span id=\"c\" text=\"span\"\n"
     "  paragraph\n"
     "    text text=\"d\"\n"},
    {"a section's id goes to its first row or cell",
     "<table><tbody id=b><tr><td>a<tbody id=d><tr id=r><td>b<tfoot id=e><tr id=q><td id=c>c"
     "</table>",
     "document\n"
     "  table\n"
     "    row body id=\"b\"\n"
     "      cell\n"
     "        text text=\"a\"\n"
     "    row body id=\"r\"\n"
     "      cell id=\"d\"\n"
     "        text text=\"b\"\n"
     "    row foot id=\"q\"\n"
     "      cell id=\"c\"\n"
     "        span id=\"e\" text=\"span\"\n"
     "        text text=\"c\"\n"},
    {"an empty anchor is the block's after it",
     "<a name=n></a><p>a</p><a id=o></a><hr id=h>",
     "document\n"
     "  paragraph id=\"n\"\n"
     "    text text=\"a\"\n"
     "  paragraph\n"
     "    span id=\"o\" text=\"span\"\n"
     "  rule id=\"h\"\n"},
    {"an inline around blocks begins with the first of them",
     "<span id=s><div>a</div><div>b</div></span><pre><code id=k>c</code></pre>",
     "document\n"
     "  div id=\"s\" text=\"div\"\n"
     "    paragraph\n"
     "      span text=\"span\"\n"
     "        text text=\"a\"\n"
     "  div text=\"div\"\n"
     "    paragraph\n"
     "      span text=\"span\"\n"
     "        text text=\"b\"\n"
     "  code_block id=\"k\" text=\"c\"\n"},
    {"phrases by their meaning",
     "<p><i>a</i><strong>b</strong><del>c</del><sup>d</sup><sub>e</sub><small>f</"
     "small><u>g</u>",
     "document\n"
     "  paragraph\n"
     "    emphasis\n"
     "      text text=\"a\"\n"
     "    strong\n"
     "      text text=\"b\"\n"
     "    strike\n"
     "      text text=\"c\"\n"
     "    superscript\n"
     "      text text=\"d\"\n"
     "    subscript\n"
     "      text text=\"e\"\n"
     "    small\n"
     "      text text=\"f\"\n"
     "    span text=\"u\"\n"
     "      text text=\"g\"\n"},
    {"code that holds a link keeps it", "<p><code>f(<a href=x>b</a> <i>c</i>)</code>",
     "document\n"
     "  paragraph\n"
     "    code text=\"f(\"\n"
     "    link info=\"x\"\n"
     "      code text=\"b\"\n"
     "    code text=\" \"\n"
     "    emphasis\n"
     "      code text=\"c\"\n"
     "    code text=\")\"\n"},
    {"code keeps its text only",
     "<p><code id=x> a <b>b</b> </code><kbd></kbd><samp>c</samp>",
     "document\n"
     "  paragraph\n"
     "    code id=\"x\" text=\"a b\"\n"
     "    text text=\" \"\n"
     "    code info=\"samp\" text=\"c\"\n"},
    {"code blocks keep white space and language",
     "<pre id=p><code class='x language-sh y'>a\n  b<br>c</code></pre><pre "
     "class=language-plaintext>d</pre><pre>e</pre>",
     "document\n"
     "  code_block id=\"p\" info=\"sh\" text=\"a\\n  b\\nc\"\n"
     "  code_block text=\"d\"\n"
     "  code_block text=\"e\"\n"},
    {"quotes, rules, figures",
     "<blockquote>a</blockquote><hr><figure><img src=i "
     "alt=j><figcaption>c</figcaption></figure>",
     "document\n"
     "  quote\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "  rule\n"
     "  figure\n"
     "    paragraph\n"
     "      image info=\"i\" text=\"j\"\n"
     "    caption\n"
     "      text text=\"c\"\n"},
    {"unknown elements give way to what they hold",
     "<x-y>a <blink>b</blink></x-y><form><p>c</form>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a \"\n"
     "    text text=\"b\"\n"
     "  div text=\"form\"\n"
     "    paragraph\n"
     "      text text=\"c\"\n"},
    {"sections stay divisions, with language and direction",
     "<section lang=he dir=rtl><p>a</section><article><p>b</article>",
     "document\n"
     "  div .lang=he .dir=rtl text=\"section\"\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "  div text=\"article\"\n"
     "    paragraph\n"
     "      text text=\"b\"\n"},
    {"a summary is a division", "<details open><summary>a</summary>b</details>",
     "document\n"
     "  div .open= text=\"details\"\n"
     "    div text=\"summary\"\n"
     "      paragraph\n"
     "        text text=\"a\"\n"
     "    paragraph\n"
     "      text text=\"b\"\n"},
    {"comments show nothing", "<p>a<!-- b -->c",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "    text text=\"c\"\n"},
};

static const struct page tables[] = {
    {"head, body and foot",
     "<table><thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c</table>",
     "document\n"
     "  table\n"
     "    row head\n"
     "      cell header\n"
     "        text text=\"a\"\n"
     "    row body\n"
     "      cell\n"
     "        text text=\"b\"\n"
     "    row foot\n"
     "      cell\n"
     "        text text=\"c\"\n"},
    {"a caption", "<table><caption>a <b>b</b></caption><tr><td>c</table>",
     "document\n"
     "  table\n"
     "    caption\n"
     "      text text=\"a \"\n"
     "      strong\n"
     "        text text=\"b\"\n"
     "    row body\n"
     "      cell\n"
     "        text text=\"c\"\n"},
    {"columns are no rows", "<table><colgroup><col><col></colgroup><tr><td>a<td>b</table>",
     "document\n"
     "  table\n"
     "    row body\n"
     "      cell\n"
     "        text text=\"a\"\n"
     "      cell\n"
     "        text text=\"b\"\n"},
    {"the head and the foot stand where they are shown; further ones are bodies",
     "<table><tfoot><tr><td>f<tbody><tr><td>b<thead><tr><th>h<thead><tr><th>x</table>",
     "document\n"
     "  table\n"
     "    row head\n"
     "      cell header\n"
     "        text text=\"h\"\n"
     "    row body\n"
     "      cell\n"
     "        text text=\"b\"\n"
     "    row body\n"
     "      cell header\n"
     "        text text=\"x\"\n"
     "    row foot\n"
     "      cell\n"
     "        text text=\"f\"\n"},
    {"spans of cells",
     "<table><tr><td colspan=2 rowspan=3>a<td colspan=x rowspan=70000>b</table>",
     "document\n"
     "  table\n"
     "    row body\n"
     "      cell columns=2 rows=3\n"
     "        text text=\"a\"\n"
     "      cell rows=65534\n"
     "        text text=\"b\"\n"},
    {"alignment, by style before attribute",
     "<table><tr><td align=left>a<td align=right style='color:x;text-align: center'>b<td "
     "style='text-align:right'>c<td style='text-align:justify'>d</table>",
     "document\n"
     "  table\n"
     "    row body\n"
     "      cell align=left\n"
     "        text text=\"a\"\n"
     "      cell align=center\n"
     "        text text=\"b\"\n"
     "      cell align=right\n"
     "        text text=\"c\"\n"
     "      cell\n"
     "        text text=\"d\"\n"},
    {"blocks in cells", "<table><tr><td>a<p>b</p>c<td><ul><li>d</ul></table>",
     "document\n"
     "  table\n"
     "    row body\n"
     "      cell\n"
     "        paragraph\n"
     "          text text=\"a\"\n"
     "        paragraph\n"
     "          text text=\"b\"\n"
     "        paragraph\n"
     "          text text=\"c\"\n"
     "      cell\n"
     "        list bullet\n"
     "          item\n"
     "            text text=\"d\"\n"},
    {"rows of a table within", "<table><thead><tr><td><table><tr><td>a</table></table>",
     "document\n"
     "  table\n"
     "    row head\n"
     "      cell\n"
     "        table\n"
     "          row body\n"
     "            cell\n"
     "              text text=\"a\"\n"},
    {"cells without rows and text beside", "<table>x<td>a</table>",
     "document\n"
     "  paragraph\n"
     "    text text=\"x\"\n"
     "  table\n"
     "    row body\n"
     "      cell\n"
     "        text text=\"a\"\n"},
};

static const struct page arranged[] = {
    {"text beside blocks stands in paragraphs", "a <b>b</b><p>c</p> d <div>e</div>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a \"\n"
     "    strong\n"
     "      text text=\"b\"\n"
     "  paragraph\n"
     "    text text=\"c\"\n"
     "  paragraph\n"
     "    text text=\"d\"\n"
     "  div text=\"div\"\n"
     "    paragraph\n"
     "      text text=\"e\"\n"},
    {"a division holds blocks", "<div>a<div> </div><p>b</p></div>",
     "document\n"
     "  div text=\"div\"\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "    div text=\"div\"\n"
     "    paragraph\n"
     "      text text=\"b\"\n"},
    {"blocks come out of inlines", "<div><em>a<p>b</p>c</em></div>",
     "document\n"
     "  div text=\"div\"\n"
     "    paragraph\n"
     "      emphasis\n"
     "        text text=\"a\"\n"
     "    paragraph\n"
     "      emphasis\n"
     "        text text=\"b\"\n"
     "    paragraph\n"
     "      emphasis\n"
     "        text text=\"c\"\n"},
    {"a link around blocks goes inside them", "<a href=u><h2>a</h2><p>b</p></a>",
     "document\n"
     "  heading level=2\n"
     "    link info=\"u\"\n"
     "      text text=\"a\"\n"
     "  paragraph\n"
     "    link info=\"u\"\n"
     "      text text=\"b\"\n"},
    {"the id of an inline around a block goes to it", "<b id=i><p>a</p></b>",
     "document\n"
     "  paragraph id=\"i\"\n"
     "    strong\n"
     "      text text=\"a\"\n"},
    {"an inline with an id around an empty one", "<p>a <b id=i><i></i></b>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a \"\n"
     "    strong id=\"i\"\n"
     "      emphasis\n"},
    {"an inline around a list reaches its items", "<b><ul><li>a<li>b <i>c</i></ul></b>",
     "document\n"
     "  list bullet\n"
     "    item\n"
     "      strong\n"
     "        text text=\"a\"\n"
     "    item\n"
     "      strong\n"
     "        text text=\"b \"\n"
     "        emphasis\n"
     "          text text=\"c\"\n"},
    {"an inline around a rule and an empty block", "<b><hr><div></div></b>",
     "document\n"
     "  rule\n"
     "  div text=\"div\"\n"},
    {"blocks in a heading give way to lines",
     "<h1><div>a</div> b<table><tr><td>c</table></h1>",
     "document\n"
     "  heading level=1\n"
     "    text text=\"a\"\n"
     "    line_break\n"
     "    text text=\"b\"\n"
     "    line_break\n"
     "    text text=\"c\"\n"},
    {"strays in a list stand in items", "<ul>a<li>b</li><p>c</p> <b>d</b></ul>",
     "document\n"
     "  list bullet\n"
     "    item unmarked\n"
     "      text text=\"a\"\n"
     "    item\n"
     "      paragraph\n"
     "        text text=\"b\"\n"
     "      paragraph\n"
     "        text text=\"c\"\n"
     "      paragraph\n"
     "        strong\n"
     "          text text=\"d\"\n"},
    {"strays in a definition list", "<dl>a<dt>b</dt><p>c</p></dl>",
     "document\n"
     "  definition_list\n"
     "    definition\n"
     "      text text=\"a\"\n"
     "    term\n"
     "      text text=\"b\"\n"
     "    definition\n"
     "      paragraph\n"
     "        text text=\"c\"\n"},
    {"empty paragraphs go, unless something points at them",
     "<p></p><p> <br> </p><p id=a></p>b",
     "document\n"
     "  paragraph id=\"a\"\n"
     "  paragraph\n"
     "    text text=\"b\"\n"},
    {"a line break is a place, at the end too",
     "<p>a<br id=b>c<br id=d></p><br id=e><p>f</p><ul><li>g<br id=h></ul>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "    line_break id=\"b\"\n"
     "    text text=\"c\"\n"
     "    span id=\"d\" text=\"span\"\n"
     "  paragraph id=\"e\"\n"
     "    text text=\"f\"\n"
     "  list bullet\n"
     "    item\n"
     "      text text=\"g\"\n"
     "      span id=\"h\" text=\"span\"\n"},
    {"a term with blocks", "<dl><dt><p>a</p><dd>b</dl>",
     "document\n"
     "  definition_list\n"
     "    term\n"
     "      text text=\"a\"\n"
     "    definition\n"
     "      text text=\"b\"\n"},
};

static const struct page browsers[] = {
    {"what is hidden goes",
     "<p hidden>a</p><p style='color:red; Display : NONE !important'>b</p><p "
     "style=visibility:hidden>c</p><dialog>d</dialog><template>e</template><noscript><p>f</"
     "p></noscript>",
     "document\n"},
    {"what is found or opened stays",
     "<p hidden=until-found>a</p><dialog "
     "open>b</dialog><details><summary>c</summary>d</details><p aria-hidden=true>e</p><p "
     "style='display:none;display:block'>f</p>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "  div .open= text=\"dialog\"\n"
     "    paragraph\n"
     "      text text=\"b\"\n"
     "  div text=\"details\"\n"
     "    div text=\"summary\"\n"
     "      paragraph\n"
     "        text text=\"c\"\n"
     "    paragraph\n"
     "      text text=\"d\"\n"
     "  paragraph\n"
     "    text text=\"e\"\n"
     "  paragraph\n"
     "    text text=\"f\"\n"},
    {"words of fields stay, fields go",
     "<form id=f><label for=x>a</label> <input id=x value=b "
     "type=hidden><fieldset><legend>c</legend>d</fieldset></form>e",
     "document\n"
     "  div id=\"f\" text=\"form\"\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "      text text=\" \"\n"
     "      span id=\"x\" text=\"span\"\n"
     "    div text=\"fieldset\"\n"
     "      div text=\"legend\"\n"
     "        paragraph\n"
     "          text text=\"c\"\n"
     "      paragraph\n"
     "        text text=\"d\"\n"
     "  paragraph\n"
     "    text text=\"e\"\n"},
    {"words of buttons stand apart",
     "<p>a<button>b</button><button id=c>d</button>e</p><button><ul><li>f</ul></button>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "    text text=\" \"\n"
     "    text text=\"b\"\n"
     "    span id=\"c\" text=\"span\"\n"
     "    text text=\" \"\n"
     "    text text=\"d\"\n"
     "    text text=\" \"\n"
     "    text text=\"e\"\n"
     "  list bullet\n"
     "    item\n"
     "      text text=\"f\"\n"},
    {"a heading within a summary", "<details><summary><h3>a</h3></summary>b</details>",
     "document\n"
     "  div text=\"details\"\n"
     "    div text=\"summary\"\n"
     "      heading level=3\n"
     "        text text=\"a\"\n"
     "    paragraph\n"
     "      text text=\"b\"\n"},
    {"links without words are named",
     "<p><a href=a aria-label=b></a> <a href=c title=d><i></i></a> <a "
     "href=e><svg><title>f</title></svg></a> <a href=g title=h><img src=i alt></a> <a "
     "href=j></a>",
     "document\n"
     "  paragraph\n"
     "    link info=\"a\" .aria-label=b\n"
     "      text text=\"b\"\n"
     "    text text=\" \"\n"
     "    link info=\"c\"\n"
     "      emphasis\n"
     "      text text=\"d\"\n"
     "    text text=\" \"\n"
     "    link info=\"e\"\n"
     "      text text=\"f\"\n"
     "    text text=\" \"\n"
     "    link info=\"g\"\n"
     "      image info=\"i\" text=\"h\"\n"
     "    text text=\" \"\n"
     "    link info=\"j\"\n"},
    {"links within links", "<p><a href=a>b <a href=c>d</a> e</a> f",
     "document\n"
     "  paragraph\n"
     "    link info=\"a\"\n"
     "      text text=\"b \"\n"
     "    link info=\"c\"\n"
     "      text text=\"d\"\n"
     "    text text=\" e f\"\n"},
    {"a table within a link, with another link",
     "<a href=a><table><tr><td>b<td>c <a href=d>e</a> f</table></a>",
     "document\n"
     "  table\n"
     "    row body\n"
     "      cell\n"
     "        link info=\"a\"\n"
     "          text text=\"b\"\n"
     "      cell\n"
     "        link info=\"a\"\n"
     "          text text=\"c \"\n"
     "        link info=\"d\"\n"
     "          text text=\"e\"\n"
     "        link info=\"a\"\n"
     "          text text=\" f\"\n"},
    {"code within a link", "<a href=a><pre>b\nc</pre></a>",
     "document\n"
     "  paragraph\n"
     "    link info=\"a\"\n"
     "      code text=\"b\"\n"
     "      line_break\n"
     "      code text=\"c\"\n"},
    {"links within code", "<p><code>a(<a href=b>c</a>, 10<sup>3</sup>)</code>",
     "document\n"
     "  paragraph\n"
     "    code text=\"a(\"\n"
     "    link info=\"b\"\n"
     "      code text=\"c\"\n"
     "    code text=\", 10\"\n"
     "    superscript\n"
     "      code text=\"3\"\n"
     "    code text=\")\"\n"},
    {"links within preformatted code", "<pre id=p>a  <a href=b>c</a>\n\td</pre>",
     "document\n"
     "  div id=\"p\" text=\"pre\"\n"
     "    paragraph\n"
     "      code text=\"a\xc2\xa0"
     "\xc2\xa0"
     "\"\n"
     "      link info=\"b\"\n"
     "        code text=\"c\"\n"
     "      line_break\n"
     "      code text=\"\xc2\xa0"
     "\xc2\xa0"
     "\xc2\xa0"
     "\xc2\xa0"
     "\xc2\xa0"
     "\xc2\xa0"
     "\xc2\xa0"
     "\xc2\xa0"
     "d\"\n"},
    {"blocks within code", "<pre><div>a</div><div>b</div></pre>",
     "document\n"
     "  code_block text=\"a\\nb\\n\"\n"},
    {"code keeps the spaces around it", "<p>a<code> b </code>c",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "    text text=\" \"\n"
     "    code text=\"b\"\n"
     "    text text=\" \"\n"
     "    text text=\"c\"\n"},
    {"svg's texts",
     "<p>a<svg id=s><title>b</title><text>c</text><g><text>d <a "
     "href=e>f</a></text></g><style>g</style></svg>h",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "    span id=\"s\" text=\"span\"\n"
     "      text text=\" \"\n"
     "      text text=\"c\"\n"
     "      text text=\" \"\n"
     "      text text=\"d \"\n"
     "      link info=\"e\"\n"
     "        text text=\"f\"\n"
     "    text text=\" \"\n"
     "    text text=\"h\"\n"},
    {"a formula in one line",
     "<p>a "
     "<math><mfrac><mi>b</mi><mrow><mi>c</mi><mo>+</mo><mn>1</mn></mrow></"
     "mfrac><msup><mi>x</mi><mn>2</mn></msup><msqrt><mi>y</mi></msqrt><semantics><mi>z</"
     "mi><annotation>TeX</annotation></semantics></math>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a \"\n"
     "    span text=\"span\"\n"
     "      text text=\"b\"\n"
     "      text text=\"/\"\n"
     "      text text=\"(\"\n"
     "      text text=\"c\"\n"
     "      text text=\"+\"\n"
     "      text text=\"1\"\n"
     "      text text=\")\"\n"
     "      text text=\"x\"\n"
     "      superscript\n"
     "        text text=\"2\"\n"
     "      text text=\"\xe2\x88\x9a"
     "(\"\n"
     "      text text=\"y\"\n"
     "      text text=\")\"\n"
     "      text text=\"z\"\n"},
    {"a formula by itself",
     "<p>a <math display=block><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math> b",
     "document\n"
     "  div\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "    div text=\"div\"\n"
     "      paragraph\n"
     "        text text=\"x\"\n"
     "        subscript\n"
     "          text text=\"1\"\n"
     "        superscript\n"
     "          text text=\"2\"\n"
     "    paragraph\n"
     "      text text=\"b\"\n"},
    {"groups of terms in divisions",
     "<dl><div id=g><dt>a<dd>b</div><div><dt>c<dd>d</div></dl>",
     "document\n"
     "  definition_list\n"
     "    term id=\"g\"\n"
     "      text text=\"a\"\n"
     "    definition\n"
     "      text text=\"b\"\n"
     "    term\n"
     "      text text=\"c\"\n"
     "    definition\n"
     "      text text=\"d\"\n"},
    {"items and terms outside of lists", "<li>a<li>b</li><p>c</p><dt>d<dd>e",
     "document\n"
     "  list bullet\n"
     "    item\n"
     "      text text=\"a\"\n"
     "    item\n"
     "      text text=\"b\"\n"
     "  paragraph\n"
     "    text text=\"c\"\n"
     "  definition_list\n"
     "    term\n"
     "      text text=\"d\"\n"
     "    definition\n"
     "      text text=\"e\"\n"},
    {"a caption outside of a figure",
     "<figcaption>a</figcaption><div><figcaption><p>b</p></figcaption></div>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "  div text=\"div\"\n"
     "    div\n"
     "      paragraph\n"
     "        text text=\"b\"\n"},
    {"readings over characters", "<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "    superscript\n"
     "      text text=\"b\"\n"},
    {"a section of a table has an id",
     "<table><tbody id=a><tr><td>b<tr><td>c<tbody id=d><tr id=e><td>f</table>",
     "document\n"
     "  table\n"
     "    row body id=\"a\"\n"
     "      cell\n"
     "        text text=\"b\"\n"
     "    row body\n"
     "      cell\n"
     "        text text=\"c\"\n"
     "    row body id=\"e\"\n"
     "      cell id=\"d\"\n"
     "        text text=\"f\"\n"},
    {"checked items",
     "<ul><li><input type=checkbox checked> a<li><input type=checkbox disabled>b</ul>",
     "document\n"
     "  list bullet\n"
     "    item task=done\n"
     "      text text=\"a\"\n"
     "    item task=open\n"
     "      text text=\"b\"\n"},
    {"spans set apart are blocks",
     "<p>a<span style=display:block>b</span><b style='display: block'>c</b>d",
     "document\n"
     "  div\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "    div text=\"span\"\n"
     "      paragraph\n"
     "        text text=\"b\"\n"
     "    paragraph\n"
     "      strong\n"
     "        text text=\"c\"\n"
     "      text text=\" \"\n"
     "      text text=\"d\"\n"},
    {"a frame that a script fills",
     "<iframe data-src=a aria-label=b></iframe><iframe "
     "src=about:blank></iframe><object>c</object>",
     "document\n"
     "  paragraph\n"
     "    link info=\"a\"\n"
     "      text text=\"b\"\n"
     "    text text=\" \"\n"
     "    text text=\"c\"\n"},
    {"what newer elements close", "<p>a<dialog open>b</dialog><p>c<search>d</search><p>e",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "  div .open= text=\"dialog\"\n"
     "    paragraph\n"
     "      text text=\"b\"\n"
     "  paragraph\n"
     "    text text=\"c\"\n"
     "  div text=\"search\"\n"
     "    paragraph\n"
     "      text text=\"d\"\n"
     "  paragraph\n"
     "    text text=\"e\"\n"},
    {"alignment in any spelling",
     "<table><tr><td align=CENTER>a<td style='text-align:Right'>b<td align=left "
     "style='text-align : right'>c</table>",
     "document\n"
     "  table\n"
     "    row body\n"
     "      cell align=center\n"
     "        text text=\"a\"\n"
     "      cell align=right\n"
     "        text text=\"b\"\n"
     "      cell align=right\n"
     "        text text=\"c\"\n"},
    {"an unknown element's id", "<p>a <x-y id=z>b</x-y>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a \"\n"
     "    span id=\"z\" text=\"span\"\n"
     "    text text=\"b\"\n"},
    {"words at a form's end", "1<form>a <p>b</p> c</form>2",
     "document\n"
     "  paragraph\n"
     "    text text=\"1\"\n"
     "  div text=\"form\"\n"
     "    paragraph\n"
     "      text text=\"a\"\n"
     "    paragraph\n"
     "      text text=\"b\"\n"
     "    paragraph\n"
     "      text text=\"c\"\n"
     "  paragraph\n"
     "    text text=\"2\"\n"},
    {"a film within a link", "<p><a href=a>b <video src=c title=d></video> e</a>",
     "document\n"
     "  paragraph\n"
     "    link info=\"a\"\n"
     "      text text=\"b \"\n"
     "    link info=\"c\"\n"
     "      text text=\"d\"\n"
     "    link info=\"a\"\n"
     "      text text=\" e\"\n"},
    {"a base before addresses",
     "<base target=t><base href='d/x?q#f'><base href=/no/><p><a href=a>b</a><a "
     "href=#c>d</a>"
     "<a href=/e>f</a><a href=../g?h>i</a><a href=?j>k</a><a href=x:l>m</a><img src=n>",
     "document\n"
     "  paragraph\n"
     "    link info=\"d/a\"\n"
     "      text text=\"b\"\n"
     "    link info=\"d/x?q#c\"\n"
     "      text text=\"d\"\n"
     "    link info=\"/e\"\n"
     "      text text=\"f\"\n"
     "    link info=\"d/../g?h\"\n"
     "      text text=\"i\"\n"
     "    link info=\"d/x?j\"\n"
     "      text text=\"k\"\n"
     "    link info=\"x:l\"\n"
     "      text text=\"m\"\n"
     "    image info=\"d/n\"\n"},
    {"a base on another host",
     "<base href='https://m.example/a/b'><p><a href='../../c\\d#e'>f</a><a href=..>g</a>"
     "<a href=//h.example/>i</a><img src=/j>",
     "document\n"
     "  paragraph\n"
     "    link info=\"https://m.example/c/d#e\"\n"
     "      text text=\"f\"\n"
     "    link info=\"https://m.example/\"\n"
     "      text text=\"g\"\n"
     "    link info=\"https://h.example/\"\n"
     "      text text=\"i\"\n"
     "    image info=\"https://m.example/j\"\n"},
    {"a base that browsers ignore, and one in a template",
     "<template><base href=/t/></template><base href=' javascript:x'><base href=/no/><p>"
     "<a href=a>b</a>",
     "document\n"
     "  paragraph\n"
     "    link info=\"a\"\n"
     "      text text=\"b\"\n"},
    {"parts of a picture",
     "<img src=m usemap=#m alt=a><map name=m><area href=b alt=c><area href=d title=e>"
     "<area alt=f><area href=g></map>h",
     "document\n"
     "  paragraph\n"
     "    image info=\"m\" text=\"a\"\n"
     "    text text=\" \"\n"
     "    link info=\"b\"\n"
     "      text text=\"c\"\n"
     "    text text=\" \"\n"
     "    link info=\"d\"\n"
     "      text text=\"e\"\n"
     "    text text=\" \"\n"
     "    link info=\"g\"\n"
     "    text text=\" \"\n"
     "    text text=\"h\"\n"},
    {"a heading within a heading",
     "<h1 id=a>b <div>c <h2>d</h2> e</div></h1><h3 id=f><div><h4>g</h4></div></h3>",
     "document\n"
     "  heading level=1 id=\"a\"\n"
     "    text text=\"b \"\n"
     "    line_break\n"
     "    text text=\"c\"\n"
     "  heading level=2\n"
     "    text text=\"d\"\n"
     "  heading level=1\n"
     "    text text=\"e\"\n"
     "  heading level=4 id=\"f\"\n"
     "    text text=\"g\"\n"},
    {"headings as terms",
     "<dl id=a><dt><h3>b</h3><dd>c<dt>d<dd>e<dt id=f><a href=g><h4>h</h4></a><dd>i</dl>"
     "<dl id=j><dt><h3>k</h3></dl>",
     "document\n"
     "  heading level=3 id=\"a\"\n"
     "    text text=\"b\"\n"
     "  definition_list\n"
     "    definition\n"
     "      text text=\"c\"\n"
     "    term\n"
     "      text text=\"d\"\n"
     "    definition\n"
     "      text text=\"e\"\n"
     "  heading level=4 id=\"f\"\n"
     "    link info=\"g\"\n"
     "      text text=\"h\"\n"
     "  definition_list\n"
     "    definition\n"
     "      text text=\"i\"\n"
     "  heading level=3 id=\"j\"\n"
     "    text text=\"k\"\n"},
    {"headings as captions",
     "<table id=a><caption><h2>b</h2></caption><tr><td>c</table><figure><img src=d alt=e>"
     "<figcaption><h3>f</h3> g</figcaption></figure>",
     "document\n"
     "  heading level=2\n"
     "    text text=\"b\"\n"
     "  table id=\"a\"\n"
     "    row body\n"
     "      cell\n"
     "        text text=\"c\"\n"
     "  figure\n"
     "    paragraph\n"
     "      image info=\"d\" text=\"e\"\n"
     "    heading level=3\n"
     "      text text=\"f\"\n"
     "    caption\n"
     "      text text=\"g\"\n"},
    {"blanks between what strays", "<ul><li>a</li><b>b</b> <i>c</i> </ul>",
     "document\n"
     "  list bullet\n"
     "    item\n"
     "      text text=\"a\"\n"
     "      line_break\n"
     "      strong\n"
     "        text text=\"b\"\n"
     "      text text=\" \"\n"
     "      emphasis\n"
     "        text text=\"c\"\n"},
    {"what strays behind an item", "<ul><li>a</li><i>b</i>c<li>d</ul>",
     "document\n"
     "  list bullet\n"
     "    item\n"
     "      text text=\"a\"\n"
     "      line_break\n"
     "      emphasis\n"
     "        text text=\"b\"\n"
     "      text text=\"c\"\n"
     "    item\n"
     "      text text=\"d\"\n"},
    {"permalinks are no links",
     "<h2 id=a>b<a class=hash-link href=#a aria-label='Link to b'></a></h2><p>c <a "
     "class=anchor href=#d aria-label=e><svg></svg></a>",
     "document\n"
     "  heading level=2 id=\"a\"\n"
     "    text text=\"b\"\n"
     "    span text=\"span\"\n"
     "  paragraph\n"
     "    text text=\"c \"\n"
     "    span text=\"span\"\n"},
    {"an unknown element set apart",
     "<p>a<x-y style='display: block'>b</x-y>c</p><pre>a<button>b</button>c</pre>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "    text text=\" \"\n"
     "    text text=\"b\"\n"
     "    text text=\" \"\n"
     "    text text=\"c\"\n"
     "  code_block text=\"a b c\"\n"},
    {"matrices, and what a formula hides",
     "<p><math><mtable><mtr><mtd>a</mtd><mtd>b</mtd></mtr></mtable></math> "
     "<math><mtable><mtr><mtd>a</mtd></mtr><mtr><mtd>b</mtd></mtr></mtable></math> "
     "<math><mtext><script>s</script>t<b "
     "hidden>u</b></mtext><mphantom><mi>v</mi></mphantom><script>w</script></math>",
     "document\n"
     "  paragraph\n"
     "    span text=\"span\"\n"
     "      text text=\"a\"\n"
     "      text text=\" \"\n"
     "      text text=\"b\"\n"
     "    text text=\" \"\n"
     "    span text=\"span\"\n"
     "      text text=\"a\"\n"
     "      text text=\"; \"\n"
     "      text text=\"b\"\n"
     "    text text=\" \"\n"
     "    span text=\"span\"\n"
     "      text text=\"t\"\n"},
    {"titles, language and direction of a page",
     "<html lang=de dir=rtl><head><title> a\n b </title></head><body>c",
     "document title=\"a\\n b\" .lang=de .dir=rtl\n"
     "  paragraph\n"
     "    text text=\"c\"\n"},
};

/* A style says what another element would. */
static const struct page looks[] = {
    {"bold, italic, underlined, struck out",
     "<p><span style='font-weight:bold'>a</span><span style='font-weight: "
     "700'>b</span><span "
     "style='font-style:italic !important'>c</span><span "
     "style='text-decoration:underline dotted'>d</span><span "
     "style='text-decoration-line:line-through'>e</span><span style='font-weight:500'>f",
     "document\n"
     "  paragraph\n"
     "    strong\n"
     "      text text=\"a\"\n"
     "    strong\n"
     "      text text=\"b\"\n"
     "    emphasis\n"
     "      text text=\"c\"\n"
     "    span text=\"u\"\n"
     "      text text=\"d\"\n"
     "    strike\n"
     "      text text=\"e\"\n"
     "    span text=\"span\"\n"
     "      text text=\"f\"\n"},
    {"marked, raised, lowered",
     "<p><span style='background-color:yellow'>a</span><span "
     "style='background:#fff'>b</span><span style='vertical-align: super'>c</span><span "
     "style='vertical-align:sub'>d</span><span style='background:url(x.png)'>e",
     "document\n"
     "  paragraph\n"
     "    span text=\"mark\"\n"
     "      text text=\"a\"\n"
     "    span text=\"span\"\n"
     "      text text=\"b\"\n"
     "    superscript\n"
     "      text text=\"c\"\n"
     "    subscript\n"
     "      text text=\"d\"\n"
     "    span text=\"span\"\n"
     "      text text=\"e\"\n"},
    {"several at once, in what has a meaning of its own, and on blocks",
     "<p style='font-weight:bold'><a href=x style='font-style:italic;text-decoration:"
     "underline line-through' id=i>a</a><b style='font-weight:bold'>b</b>",
     "document\n"
     "  paragraph\n"
     "    strong\n"
     "      link id=\"i\" info=\"x\"\n"
     "        emphasis\n"
     "          span text=\"u\"\n"
     "            strike\n"
     "              text text=\"a\"\n"
     "      strong\n"
     "        text text=\"b\"\n"},
    {"of divisions and of elements that are no node",
     "<div style='font-weight:bold'>a<p>b</p></div><p>c <label style='font-style:italic'>d "
     "</label>e <x-y style='color:red'>f",
     "document\n"
     "  div text=\"div\"\n"
     "    paragraph\n"
     "      strong\n"
     "        text text=\"a\"\n"
     "    paragraph\n"
     "      strong\n"
     "        text text=\"b\"\n"
     "  paragraph\n"
     "    text text=\"c \"\n"
     "    emphasis\n"
     "      text text=\"d \"\n"
     "    text text=\"e \"\n"
     "    text text=\"f\"\n"},
    {"a look that is taken back, or made another",
     "<p><b style='font-weight:normal'>a</b><em style='font-style:normal'>b</em><u "
     "style='text-decoration:none'>c</u><s style='text-decoration:underline'>d</s><mark "
     "style='background:#fff'>e",
     "document\n"
     "  paragraph\n"
     "    span text=\"span\"\n"
     "      text text=\"a\"\n"
     "    span text=\"span\"\n"
     "      text text=\"b\"\n"
     "    span text=\"span\"\n"
     "      text text=\"c\"\n"
     "    span text=\"u\"\n"
     "      text text=\"d\"\n"
     "    span text=\"span\"\n"
     "      text text=\"e\"\n"},
    {"the last that is declared, and the important before it",
     "<p><i style='font-style:normal!important;font-style:italic'>a</i><span "
     "style='text-decoration-line:underline;text-decoration:none'>b</span><span "
     "style='background-color:#fff;background:#ff0'>c",
     "document\n"
     "  paragraph\n"
     "    span text=\"span\"\n"
     "      text text=\"a\"\n"
     "    span text=\"span\"\n"
     "      text text=\"b\"\n"
     "    span text=\"mark\"\n"
     "      text text=\"c\"\n"},
};

static void reads_elements(void **state)
{
    (void)state;
    check_pages(elements, sizeof elements / sizeof elements[0]);
}

static void reads_tables(void **state)
{
    (void)state;
    check_pages(tables, sizeof tables / sizeof tables[0]);
}

static void arranges_blocks_and_inlines(void **state)
{
    (void)state;
    check_pages(arranged, sizeof arranged / sizeof arranged[0]);
}

static void shows_what_browsers_show(void **state)
{
    (void)state;
    check_pages(browsers, sizeof browsers / sizeof browsers[0]);
}

static void reads_looks(void **state)
{
    (void)state;
    check_pages(looks, sizeof looks / sizeof looks[0]);
}

/* What a document cannot hold is told once each, with its place, and what stays of it. */
static const struct {
    const char *text, *dump;
    const char *told; /* the report, or empty */
} losses[] = {
    {"<p>a\n<iframe src=u title=t></iframe>b",
     "document @1:1\n"
     "  paragraph @1:1\n"
     "    text text=\"a \" @1:1\n"
     "    link info=\"u\" @2:1\n"
     "      text text=\"t\" @2:1\n"
     "    text text=\" \" @2:1\n"
     "    text text=\"b\" @2:1\n",
     "a.html:2:1: warning: a document cannot hold 'iframe'; a link takes its place "
     "[html-dropped]\n"},
    {"<video><source src=v></video>",
     "document @1:1\n"
     "  paragraph @1:1\n"
     "    link info=\"v\" @1:1\n"
     "      text text=\"v\" @1:1\n",
     "a.html:1:1: warning: a document cannot hold 'video'; a link takes its place "
     "[html-dropped]\n"},
    {"<object data=d></object><embed><audio src=s></audio>",
     "document @1:1\n"
     "  paragraph @1:1\n"
     "    link info=\"d\" @1:1\n"
     "      text text=\"d\" @1:1\n"
     "    text text=\" \" @1:32\n"
     "    link info=\"s\" @1:32\n"
     "      text text=\"s\" @1:32\n",
     "a.html:1:1: warning: a document cannot hold 'object'; a link takes its place "
     "[html-dropped]\n"
     "a.html:1:25: warning: a document cannot hold 'embed'; it is left out [html-dropped]\n"
     "a.html:1:32: warning: a document cannot hold 'audio'; a link takes its place "
     "[html-dropped]\n"},
    {"<p>a <input><select><option>b</select> <textarea>c</textarea>",
     "document @1:1\n"
     "  paragraph @1:1\n"
     "    text text=\"a\" @1:1\n",
     "a.html:1:6: note: what is filled in ('input') is left out [html-dropped]\n"
     "a.html:1:13: warning: a document cannot hold 'select'; it is left out "
     "[html-dropped]\n"
     "a.html:1:40: warning: a document cannot hold 'textarea'; it is left out "
     "[html-dropped]\n"},
    {"<svg><title>a</title></svg>\n<math><mi>x</mi></math>",
     "document @1:1\n"
     "  paragraph @2:1\n"
     "    span text=\"span\" @2:1\n"
     "      text text=\"x\" @2:1\n",
     "a.html:1:1: warning: a document cannot hold 'svg'; it is left out [html-dropped]\n"},
    {"<a href=b><svg><path/></svg></a><svg aria-hidden=true></svg><input type=hidden>",
     "document @1:1\n"
     "  paragraph @1:1\n"
     "    link info=\"b\" @1:1\n",
     ""},
};

static void tells_what_is_lost(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof losses / sizeof losses[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct str text = str_from(losses[i].text), file = STR("a.html");
        struct line_map map = {.files = &file, .file_count = 1};
        assert_true(line_map_add_verbatim(&arena, &map, 0, text, 0, 1, 1));
        struct node *root = NULL;
        struct buf got = {0}, told = {0};
        assert_true(html_read(&arena, text, &map, &root, report));
        node_dump(root, true, &got);
        report_write_text(report, SEVERITY_NOTE, &told);
        if (!str_is(buf_str(&got), losses[i].dump)) {
            fail_msg("'%s': got\n%.*s", losses[i].text, STR_ARG(buf_str(&got)));
        }
        if (!str_is(buf_str(&told), losses[i].told)) {
            fail_msg("'%s': told\n%.*s", losses[i].text, STR_ARG(buf_str(&told)));
        }
        buf_clear(&got);
        buf_clear(&told);
        report_free(report);
        arena_clear(&arena);
    }
}

/* Elements that XML ends at once, of which HTML would begin to read the text. */
static void reads_xhtml(void **state)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"<script src='a'/><p>b</p>", "                 <p>b</p>"},
        {"<title\n/>c<i class=d/>e", "      \n  c            e"},
        {"<a id='f'/><span id='g'/><br/><td/>h", "<a id='f'/><span id='g'/><br/><td/>h"},
        {"i < j <script/", "i < j <script/"},
        {"a < <style/>b", "a <         b"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct str got = html_from_xhtml(&arena, str_from(rows[i].text));
        if (!str_is(got, rows[i].want)) {
            fail_msg("'%s': '%.*s'", rows[i].text, STR_ARG(got));
        }
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_elements),
        cmocka_unit_test(reads_tables),
        cmocka_unit_test(arranges_blocks_and_inlines),
        cmocka_unit_test(shows_what_browsers_show),
        cmocka_unit_test(reads_looks),
        cmocka_unit_test(tells_what_is_lost),
        cmocka_unit_test(reads_xhtml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
