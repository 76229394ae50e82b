/* Elements and their looks in whole pages, what is lost of a page, XHTML. */
#include "html/page_rows.h"

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
    {"references beyond Unicode are U+FFFD",
     "<p title='&#x110000;'>&#xFFFFFFFC; &#x100000041; &#4294967361; &#1114112; &#x10FFFD; "
     "&#65;",
     "document\n"
     "  paragraph .title=\xEF\xBF\xBD\n"
     "    text text=\"\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD \xF4\x8F\xBF\xBD "
     "A\"\n"},
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
    {"<video poster=p.png src=v title=t></video>",
     "document @1:1\n"
     "  paragraph @1:1\n"
     "    image info=\"p.png\" @1:1\n"
     "    text text=\" \" @1:1\n"
     "    link info=\"v\" @1:1\n"
     "      text text=\"t\" @1:1\n",
     "a.html:1:1: warning: a document cannot hold 'video'; a link takes its place "
     "[html-dropped]\n"},
    {"<object data=s.svg?v=1 width=80>Words</object><embed src=e.png title=t>"
     "<iframe src=f type=image/gif></iframe><amp-img src=a.png alt=b></amp-img>",
     "document @1:1\n"
     "  paragraph @1:1\n"
     "    image info=\"s.svg?v=1\" .width=80 text=\"Words\" @1:1\n"
     "    image info=\"e.png\" title=\"t\" text=\"t\" @1:47\n"
     "    image info=\"f\" @1:72\n"
     "    image info=\"a.png\" text=\"b\" @1:110\n",
     ""},
    {"<picture><source srcset=a.avif type=image/avif><source srcset=d.png "
     "media='(prefers-color-scheme: dark)'><source data-srcset='b.png 1x, c.png 2x'>"
     "<img alt=d></picture><picture><source srcset=a><img src=e></picture><img>",
     "document @1:1\n"
     "  paragraph @1:147\n"
     "    image info=\"c.png\" text=\"d\" @1:147\n"
     "    image info=\"e\" .srcset=a @1:194\n"
     "    image @1:215\n",
     ""},
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
    {"<svg><title>a</title><use href='#b'/></svg>\n<math><mi>x</mi></math>",
     "document @1:1\n"
     "  paragraph @2:1\n"
     "    span text=\"span\" @2:1\n"
     "      text text=\"x\" @2:1\n",
     "a.html:1:1: warning: a document cannot hold 'svg'; it is left out [html-dropped]\n"},
    {"<div>a <https://b.example/c>.</div>",
     "document @1:1\n"
     "  div text=\"div\" @1:1\n"
     "    paragraph @1:1\n"
     "      text text=\"a \" @1:1\n"
     "      text text=\".\" @1:8\n",
     "a.html:1:8: warning: an address in angle brackets is no link within HTML: browsers "
     "take it for a tag, and show nothing of it [html-dropped]\n"
     "      = write <a href=\"\xe2\x80\xa6\">\xe2\x80\xa6</a>, or leave an empty line "
     "before "
     "and behind it in Markdown\n"},
    {"<a href=b><svg><path/></svg></a><svg aria-hidden=true></svg><input type=hidden>",
     "document @1:1\n"
     "  paragraph @1:1\n"
     "    link info=\"b\" @1:1\n"
     "      image info=\"data:image/svg+xml;base64,"
     "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHhtbG5zOnhsaW5rPSJodHRwOi8vd3d3"
     "LnczLm9yZy8xOTk5L3hsaW5rIj48cGF0aD48L3BhdGg+PC9zdmc+\" .style=height:1em @1:11\n",
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
        cmocka_unit_test(reads_looks),
        cmocka_unit_test(tells_what_is_lost),
        cmocka_unit_test(reads_xhtml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
