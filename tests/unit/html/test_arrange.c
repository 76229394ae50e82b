/* Blocks and inlines where a tree can hold them, tables among them. */
#include "html/page_rows.h"

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
    {"an icon beside the words of a link is no link",
     "<a href=u><i class=x></i><h2>a</h2></a>",
     "document\n"
     "  paragraph\n"
     "    emphasis .class=x\n"
     "  heading level=2\n"
     "    link info=\"u\"\n"
     "      text text=\"a\"\n"},
    {"where there are no words it is all of it", "<a href=u><i></i><p></p></a>",
     "document\n"
     "  paragraph\n"
     "    link info=\"u\"\n"
     "      emphasis\n"},
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
    {"blocks in a heading give way to lines", "<h1><div>a</div> b<p>c</h1>",
     "document\n"
     "  heading level=1\n"
     "    text text=\"a\"\n"
     "    line_break\n"
     "    text text=\"b\"\n"
     "    line_break\n"
     "    text text=\"c\"\n"},
    {"a heading that is not closed ends at a table, a list or a rule",
     "<h1>a<table><tr><td>b</table>c <b>d</b><h2>e<hr></h2>f",
     "document\n"
     "  heading level=1\n"
     "    text text=\"a\"\n"
     "  table\n"
     "    row body\n"
     "      cell\n"
     "        text text=\"b\"\n"
     "  paragraph\n"
     "    text text=\"c \"\n"
     "    strong\n"
     "      text text=\"d\"\n"
     "  heading level=2\n"
     "    text text=\"e\"\n"
     "  rule\n"
     "  paragraph\n"
     "    text text=\"f\"\n"},
    {"code in a caption is no element of its language's name",
     "<figure><figcaption>a<pre><code class=language-script>b</code></pre></figure>",
     "document\n"
     "  figure\n"
     "    caption\n"
     "      text text=\"a\"\n"
     "      line_break\n"
     "      code text=\"b\"\n"},
    {"a list alone in a heading is its words", "<h1><ul><li>a</ul></h1>",
     "document\n"
     "  heading level=1\n"
     "    text text=\"a\"\n"},
    {"a link around a list goes into words beside blocks",
     "<a href=x><ul><li>a<div>b</div></ul></a>",
     "document\n"
     "  list bullet\n"
     "    item\n"
     "      paragraph\n"
     "        link info=\"x\"\n"
     "          text text=\"a\"\n"
     "      div text=\"div\"\n"
     "        paragraph\n"
     "          link info=\"x\"\n"
     "            text text=\"b\"\n"},
    {"a link that nobody closed before another leaves nothing but its place",
     "<a href=x><div>a <a href=y>b</a></div></a><a id=z href=z><a href=z>c</a>",
     "document\n"
     "  div text=\"div\"\n"
     "    paragraph\n"
     "      link info=\"x\"\n"
     "        text text=\"a \"\n"
     "      link info=\"y\"\n"
     "        text text=\"b\"\n"
     "  paragraph\n"
     "    span id=\"z\" text=\"span\"\n"
     "    link info=\"z\"\n"
     "      text text=\"c\"\n"},
    {"and into words that stray there", "<dl><a href=x><dd>a <div></div></a></dl>",
     "document\n"
     "  definition_list\n"
     "    definition\n"
     "      paragraph\n"
     "        link info=\"x\"\n"
     "          text text=\"a \"\n"
     "      div text=\"div\"\n"},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_tables),
        cmocka_unit_test(arranges_blocks_and_inlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
