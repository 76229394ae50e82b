/* What browsers show of a page: hidden parts, nameless links, media, odd nesting. */
#include "html/page_rows.h"

static const struct page browsers[] = {
    {"hidden is weaker than display, which browsers read in strings and comments, too",
     "<p hidden style=display:block>a</p><p style='display:n\\6fne'>b</p>"
     "<p style='display:/**/none'>c</p><p "
     "style='display:none!important;display:block'>d</p>"
     "<p style=\"background:url('x;display:none')\">e</p>"
     "<p style='display:none;display:blok'>f</p><p style='display:none!x'>g</p>"
     "<p style='--x:{;display:none}'>h</p><dialog style='display:block'>i</dialog>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "  paragraph\n"
     "    text text=\"e\"\n"
     "  paragraph\n"
     "    text text=\"g\"\n"
     "  paragraph\n"
     "    text text=\"h\"\n"
     "  div text=\"dialog\"\n"
     "    paragraph\n"
     "      text text=\"i\"\n"},
    {"what is visible in what is not",
     "<div style=visibility:hidden>a<img src=b alt=c><code>d</code><pre>e</pre><ul><li>f"
     "<li style=visibility:visible>g</ul></div><pre>h<b "
     "style=visibility:hidden>i</b></pre>",
     "document\n"
     "  div text=\"div\"\n"
     "    list bullet\n"
     "      item .style=visibility:visible\n"
     "        text text=\"g\"\n"
     "  code_block text=\"h\"\n"},
    {"options without a select", "<option>a</option><p>b<option>c</option></p>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "  paragraph\n"
     "    text text=\"b\"\n"
     "    text text=\" \"\n"
     "    text text=\"c\"\n"},
    {"popovers go as dialogs do, hidden is HTML's alone",
     "<p popover>a</p><p popover style=display:block>b</p><math hidden><mi>c</mi></math>",
     "document\n"
     "  paragraph\n"
     "    text text=\"b\"\n"
     "  paragraph\n"
     "    span text=\"span\"\n"
     "      text text=\"c\"\n"},
    {"what is hidden goes",
     "<p hidden>a</p><p style='color:red; Display : NONE !important'>b</p><p "
     "style=visibility:hidden>c</p><dialog>d</dialog><template>e</template>",
     "document\n"},
    {"what stands there for those without scripts is shown",
     "<noscript><p>a <img src=b.png alt=b></p></noscript>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a \"\n"
     "    image info=\"b.png\" text=\"b\"\n"},
    {"a picture that scripts load is not shown twice",
     "<p><img data-src=b.png alt=b><noscript><img src=b.png alt=b></noscript> "
     "<noscript><img src=c.png alt=c></noscript><img src=data:, data-src=c.png alt=c>",
     "document\n"
     "  paragraph\n"
     "    image info=\"b.png\" text=\"b\"\n"
     "    text text=\" \"\n"
     "    image info=\"c.png\" text=\"c\"\n"},
    {"a picture without an address shows its background",
     "<p><img alt=b style=\"background-image: url('b.png')\"><img alt=c "
     "style='background:url( "
     "c.png ) #fff center'><img src=d.png alt=d style='background:url(x.png)'><img alt=e "
     "style='background:red'>",
     "document\n"
     "  paragraph\n"
     "    image info=\"b.png\" .style=background-image: url('b.png') text=\"b\"\n"
     "    image info=\"c.png\" .style=background:url( c.png ) #fff center text=\"c\"\n"
     "    image info=\"d.png\" .style=background:url(x.png) text=\"d\"\n"
     "    image .style=background:red text=\"e\"\n"},
    {"a button that is a picture is one",
     "<p><input type=image src=b.png alt=b> <input type=image alt=c>",
     "document\n"
     "  paragraph\n"
     "    image info=\"b.png\" text=\"b\"\n"
     "    text text=\" \"\n"
     "    text text=\"c\"\n"},
    {"an end tag within a drawing ends it, however it is written",
     "<p>a <svg><text>b</text ></svg > c",
     "document\n"
     "  paragraph\n"
     "    text text=\"a \"\n"
     "    span text=\"span\"\n"
     "      text text=\"b\"\n"
     "    text text=\" c\"\n"},
    {"what is hidden leaves a gap where its place stays",
     "<p>a<span style=display:block;visibility:hidden>b</span>c<b "
     "style=display:block>d</b>e<code style=display:block>f</code>g<span hidden>h</span>i",
     "document\n"
     "  paragraph\n"
     "    text text=\"a\"\n"
     "    text text=\" \"\n"
     "    text text=\"c\"\n"
     "    text text=\" \"\n"
     "    strong\n"
     "      text text=\"d\"\n"
     "    text text=\" \"\n"
     "    text text=\"e\"\n"
     "    text text=\" \"\n"
     "    code text=\"f\"\n"
     "    text text=\" \"\n"
     "    text text=\"g\"\n"
     "    text text=\"i\"\n"},
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
    {"words that are only heard, beside a picture that is a link",
     "<p><a href=a><img src=b alt><span class='x usa-sr-only'>c <i>d</i></span></a> <a "
     "href=e><img src=f alt=g><b class=sr-only>h</b></a> <a href=i><img src=j alt=k><span "
     "class=visually-hidden>to k</span> l</a> <a href=m>n <span class=sr-only>o</span></a> "
     "<a href=p><i><img src=q alt></i><b><i class=sr-only>r</i></b></a>",
     "document\n"
     "  paragraph\n"
     "    link info=\"a\"\n"
     "      image info=\"b\" text=\"c d\"\n"
     "    text text=\" \"\n"
     "    link info=\"e\"\n"
     "      image info=\"f\" text=\"g, h\"\n"
     "    text text=\" \"\n"
     "    link info=\"i\"\n"
     "      image info=\"j\" text=\"to k\"\n"
     "      text text=\" l\"\n"
     "    text text=\" \"\n"
     "    link info=\"m\"\n"
     "      text text=\"n \"\n"
     "      span .class=sr-only text=\"span\"\n"
     "        text text=\"o\"\n"
     "    text text=\" \"\n"
     "    link info=\"p\"\n"
     "      emphasis\n"
     "        image info=\"q\" text=\"r\"\n"
     "      strong\n"},
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
    {"a part of another drawing, an icon beside words, a drawing that is a link",
     "<p><svg hidden><symbol id=l viewBox='0 0 9 9'><path d=M0,0 /></symbol></svg><svg "
     "width=9 height=9><use href=#l /></svg><a href=e><svg><path d=M0,0 /></svg>f</a> <a "
     "href=g><svg width=9><path d=M0,0 /></svg></a>",
     "document\n"
     "  paragraph\n"
     "    image info=\"data:image/svg+xml;base64,"
     "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHhtbG5zOnhsaW5rPSJodHRwOi8vd3d3"
     "LnczLm9yZy8xOTk5L3hsaW5rIiB3aWR0aD0iOSIgaGVpZ2h0PSI5Ij48dXNlIGhyZWY9IiNsIj48L3VzZT48"
     "ZGVmcz48c3ltYm9sIGlkPSJsIiB2aWV3Qm94PSIwIDAgOSA5Ij48cGF0aCBkPSJNMCwwIj48L3BhdGg+PC9z"
     "eW1ib2w+PC9kZWZzPjwvc3ZnPg==\" .width=9 .height=9 text=\"Drawing\"\n"
     "    link info=\"e\"\n"
     "      text text=\"f\"\n"
     "    text text=\" \"\n"
     "    link info=\"g\"\n"
     "      image info=\"data:image/svg+xml;base64,"
     "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHhtbG5zOnhsaW5rPSJodHRwOi8vd3d3"
     "LnczLm9yZy8xOTk5L3hsaW5rIiB3aWR0aD0iOSI+PHBhdGggZD0iTTAsMCI+PC9wYXRoPjwvc3ZnPg==\" "
     ".width=9\n"},
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
    {"a drawing becomes a picture, with its words for its alternate text",
     "<p>a <svg width=9 viewBox='0 0 1 1'><path d=M0,0 /><TEXT>b</TEXT></svg>",
     "document\n"
     "  paragraph\n"
     "    text text=\"a \"\n"
     "    image info=\"data:image/svg+xml;base64,"
     "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHhtbG5zOnhsaW5rPS"
     "JodHRwOi8vd3d3LnczLm9yZy8xOTk5L3hsaW5rIiB3aWR0aD0iOSIgdmlld0JveD0iMCAw"
     "IDEgMSI+PHBhdGggZD0iTTAsMCI+PC9wYXRoPjx0ZXh0PmI8L3RleHQ+PC9zdmc+"
     "\" .width=9 text=\"b\"\n"},
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
    {"words that stray into a list of terms, with a place that has an id",
     "<dl><b>a</b><u-b id=c>d</u-b><dt>e</dl>",
     "document\n"
     "  definition_list\n"
     "    definition\n"
     "      strong\n"
     "        text text=\"a\"\n"
     "      span id=\"c\" text=\"span\"\n"
     "      text text=\"d\"\n"
     "    term\n"
     "      text text=\"e\"\n"},
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
    {"blocks that are headings to those whom a page is read to",
     "<div role=heading aria-level=1>a <b>b</b></div><p role=HEADING aria-level=7>c</p>"
     "<div role=heading>d</div><div role=heading aria-level=x>e</div>"
     "<div role=headings>f</div><ul role=heading><li>g</ul>",
     "document\n"
     "  heading level=1\n"
     "    text text=\"a \"\n"
     "    strong\n"
     "      text text=\"b\"\n"
     "  heading level=6\n"
     "    text text=\"c\"\n"
     "  heading level=2\n"
     "    text text=\"d\"\n"
     "  heading level=2\n"
     "    text text=\"e\"\n"
     "  div text=\"div\"\n"
     "    paragraph\n"
     "      text text=\"f\"\n"
     "  list bullet\n"
     "    item\n"
     "      text text=\"g\"\n"},
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
};

static void shows_what_browsers_show(void **state)
{
    (void)state;
    check_pages(browsers, sizeof browsers / sizeof browsers[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_what_browsers_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
