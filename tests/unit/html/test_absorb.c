/* Markdown with HTML in it, absorbed, as the bundle prints it: one row a rule. */
#include "cmocka_offprint.h"

#include "html/html.h"
#include "markdown/markdown.h"

struct row {
    const char *name, *text, *want;
};

static const struct row cases[] = {
    {"elements become nodes", "a <b>c</b>\n", "<p>a <strong>c</strong></p>\n"},
    {"entities that only HTML knows", "<kbd>&check;</kbd>\n",
     "<p><kbd>\xE2\x9C\x93</kbd></p>\n"},
    {"what is not read out, unless it can be stepped to",
     "<p><span aria-hidden=\"true\">*</span><span class=\"sr-only\">one</span> <i "
     "aria-hidden=\"true\"><a href=\"b\">c</a></i> <b aria-hidden=\"false\">d</b> <a "
     "href=\"e\" aria-hidden=\"true\">f</a></p>\n\n<div aria-hidden=\"true\">g</div>\n",
     "<p><span aria-hidden=\"true\">*</span><span>one</span> <em><a href=\"b\">c</a></em> "
     "<strong>d</strong> <a href=\"e\">f</a></p>\n<div>\n<p>g</p>\n</div>\n"},
    {"anchors stay in their heading, contents repeat none",
     "* t\n{:toc}\n\n# <a id=\"x\"></a>b\n",
     "<ul id=\"markdown-toc\">\n<li><a href=\"#b\" "
     "id=\"markdown-toc-b\">b</a></li>\n</ul>\n"
     "<h1 id=\"b\"><span id=\"x\"></span>b</h1>\n"},
    {"nor do they repeat ids of elements", "* t\n{:toc}\n\n# <b id=\"x\">c</b>\n",
     "<ul id=\"markdown-toc\">\n<li><a href=\"#c\" "
     "id=\"markdown-toc-c\"><strong>c</strong></a></li>\n</ul>\n"
     "<h1 id=\"c\"><strong id=\"x\">c</strong></h1>\n"},
    {"Markdown comes back as itself, whatever it is",
     "<i>a</i> **b** `c` ~~d~~ ![e](f) [g](h \"i\") $$j$$\n\n1. k\n2. l\n\n> "
     "m\n\n```sh\nn\n```\n\n***\n\n$$o$$\n\np\\\\\nq\n",
     "<p><em>a</em> <strong>b</strong> <code>c</code> <del>d</del> <img src=\"f\" "
     "alt=\"e\" /> <a href=\"h\" title=\"i\">g</a> \\(j\\)</p>\n"
     "<ol>\n"
     "<li>k</li>\n"
     "<li>l</li>\n"
     "</ol>\n"
     "<blockquote>\n"
     "<p>m</p>\n"
     "</blockquote>\n"
     "<pre><code class=\"language-sh\">n\n"
     "</code></pre>\n"
     "<hr />\n"
     "\\[o\\]\n"
     "<p>p<br />\n"
     "q</p>\n"},
    {"tables, definitions and notes, too",
     "<i>a</i>[^1]\n\n|b|c|\n|-|:-:|\n|d|e|\n\nf\n: g\n\n[^1]: h\n\n- [ ] i\n",
     "<p><em>a</em><sup class=\"footnote-ref\" id=\"fnref-1\"><a href=\"#fn-1\" "
     "role=\"doc-noteref\">1</a></sup></p>\n"
     "<table>\n"
     "<thead>\n"
     "<tr>\n"
     "<th scope=\"col\">b</th>\n"
     "<th scope=\"col\" class=\"align-center\">c</th>\n"
     "</tr>\n"
     "</thead>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>d</td>\n"
     "<td class=\"align-center\">e</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"
     "<dl>\n"
     "<dt>f</dt>\n"
     "<dd>g</dd>\n"
     "</dl>\n"
     "<ul>\n"
     "<li><input type=\"checkbox\" disabled=\"\" /> i</li>\n"
     "</ul>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn-1\">\n"
     "<p>h <a href=\"#fnref-1\" class=\"footnote-backref\" role=\"doc-backlink\" "
     "aria-label=\"Back to the text\">\xE2\x86\xA9\xEF\xB8\x8E</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"figures", "<i>a</i>\n\n![b](c){:standalone}\n",
     "<p><em>a</em></p>\n"
     "<figure>\n"
     "<p><img src=\"c\" alt=\"b\" /></p>\n"
     "<figcaption>b</figcaption>\n"
     "</figure>\n"},
    {"attributes of HTML blocks",
     "<section id=\"a\" class=\"b\" title=\"c &amp; d\" style=\"e\">f</section>\n",
     "<section id=\"a\" title=\"c &amp; d\">\n"
     "<p>f</p>\n"
     "</section>\n"},
    {"comments and scripts go", "a <!-- b --> c\n\n<script>d</script>\n\n<!-- e -->\n",
     "<p>a c</p>\n"},
    {"a mark's name that the text knows",
     "<i title=\"data-node0\">a</i> <i data-node0=\"7\">b</i>\n",
     "<p><em title=\"data-node0\">a</em> <em>b</em></p>\n"},
    {"no mark out of the text counts",
     "<i>a</i> <b data-node=\"0\">c</b><!--data-node 1-->\n",
     "<p><em>a</em> <strong>c</strong></p>\n"},
    {"what Markdown makes in preformatted text",
     "<pre markdown=\"span\">a `b` $$c$$[^1]</pre>\n\n<pre markdown=\"block\">\n\n    d\n\n"
     "</pre>\n\n[^1]: e\n",
     "<pre>\n"
     "<p><code>a\xC2\xA0</code><code>b</code><code>\xC2\xA0</code>\\(c\\)<sup "
     "class=\"footnote-ref\" id=\"fnref-1\"><a href=\"#fn-1\" "
     "role=\"doc-noteref\">1</a></sup></p>\n"
     "</pre>\n"
     "<pre><code>d\n"
     "</code></pre>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn-1\">\n"
     "<p>e <a href=\"#fnref-1\" class=\"footnote-backref\" role=\"doc-backlink\" "
     "aria-label=\"Back to the text\">\xE2\x86\xA9\xEF\xB8\x8E</a></p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"an element without end that takes what follows for text", "a <plaintext>*b*\n\nc\n",
     "<p>a</p>\n"
     "<pre><code>*b*</code></pre>\n"
     "<p>c</p>\n"},
    {"elements in one that holds text are its text",
     "<xmp id=\"a\"><b class=\"c\">d</b> &amp; <br /></xmp>\n",
     "<pre id=\"a\"><code>&lt;b class=&quot;c&quot;&gt;d&lt;/b&gt; &amp; "
     "&lt;br&gt;</code></pre>\n"},
    {"notes whose references are hidden, notes in contents' place",
     "* t[^a]\n{:toc}\n\n# b\n\n<p hidden markdown=\"1\">c[^d]</p>\n\n[^a]: e\n\n[^d]: f\n",
     "<ul id=\"markdown-toc\">\n"
     "<li><a href=\"#b\" id=\"markdown-toc-b\">b</a></li>\n"
     "</ul>\n"
     "<h1 id=\"b\">b</h1>\n"
     "<div class=\"footnotes\" role=\"doc-endnotes\">\n"
     "<ol>\n"
     "<li id=\"fn-1\">\n"
     "<p>f </p>\n"
     "</li>\n"
     "</ol>\n"
     "</div>\n"},
    {"numbers beside lines go, words do not",
     "<pre class=\"gutter\">a b</pre>\n\n<pre class=\"lineno\">1\n2</pre>\n\n<pre><code>"
     "<span class=\"lineno\">12 </span>c\n<span class=\"lineno\">13 x "
     "</span>d</code></pre>\n",
     "<pre><code>a b</code></pre>\n<pre><code></code></pre>\n<pre><code>c\n13 x "
     "d</code></pre>\n"},
    {"preformatted text within code is a block of it",
     "<div><code><table><tr><td class=\"gutter\"><pre class=\"lineno\">7\n8\n</pre></td>"
     "<td><pre>a\n  b\n</pre></td></tr></table></code></div>\n\n<div>c <code><pre>d\n\n"
     "e</pre></code></div>\n",
     "<div>\n<pre><code>a\n  b\n</code></pre>\n</div>\n"
     "<div>\n<p>c</p>\n<pre><code>d\n\ne</code></pre>\n</div>\n"},
    {"what is heard of pictures",
     "<img src=a alt=b aria-label=' c '><img src=d alt=' '><img src=e><img src=f alt=g "
     "aria-hidden=true><img src=h alt=i role=presentation>\n",
     "<p><img src=\"a\" alt=\"c\" /><img src=\"d\" alt=\"\" /><img src=\"e\" alt=\"\" />"
     "<img src=\"f\" alt=\"\" /><img src=\"h\" alt=\"\" /></p>\n"},
    {"void elements and line ends", "a<br>\nb<hr>\n\n<img src=\"c\" alt=\"d\">\n",
     "<p>a<br />\n"
     "b&lt;hr&gt;</p>\n"
     "<p><img src=\"c\" alt=\"d\" /></p>\n"},
};

/* CommonMark leaves HTML in pieces, which make elements only here. */
static const struct row pieces[] = {
    {"an element opened in one place closes in another",
     "<div class=\"x\">\n\n*a*\n\n</div>\n\nb\n",
     "<div>\n"
     "<p><em>a</em></p>\n"
     "</div>\n"
     "<p>b</p>\n"},
    {"formatting that goes on over blocks", "<b>a\n\nb</b> *c*\n",
     "<p><strong>a</strong></p>\n"
     "<p><strong>b</strong> <em>c</em></p>\n"},
    {"our own inlines go on over blocks, too", "*a <p>b</p> c* [d <div>e</div> f](g)\n",
     "<p><em>a </em></p>\n"
     "<p><em>b</em></p>\n"
     "<p><em>c</em> <a href=\"g\">d </a></p>\n"
     "<div>\n"
     "<p><a href=\"g\">e</a></p>\n"
     "</div>\n"
     "<p><a href=\"g\">f</a></p>\n"},
    {"what HTML cannot nest comes apart", "<p>a **b <p>c** d\n",
     "<p>a **b</p>\n"
     "<p>c** d</p>\n"},
    {"end tags without a beginning, tags without an end", "</div>a</b> <i\n", "<p>a</p>\n"},
    {"an element of ours in a table of theirs",
     "<table><tr><td>\n\n*a*\n\n- b\n\n</td></tr></table>\n",
     "<table>\n"
     "<tbody>\n"
     "<tr>\n"
     "<td>\n"
     "<p><em>a</em></p>\n"
     "<ul>\n"
     "<li>b</li>\n"
     "</ul>\n"
     "</td>\n"
     "</tr>\n"
     "</tbody>\n"
     "</table>\n"},
    {"a heading in pieces", "# a <small>b</small> <a id=\"c\"></a>\n",
     "<h1>a <small>b</small> <span id=\"c\"></span></h1>\n"},
    {"code spans in code, typed and answered",
     "<kbd>`a`</kbd> <samp>b `c`</samp> <tt>`d`</tt>\n",
     "<p><kbd>a</kbd> <samp>b c</samp> <code>d</code></p>\n"},
    {"links and images of Markdown in code", "<code>a [b](c) ![d](e) **f**</code>\n",
     "<p><code>a </code><a href=\"c\"><code>b</code></a><code> </code>"
     "<img src=\"e\" alt=\"d\" /><code> </code><strong><code>f</code></strong></p>\n"},
    {"blocks of Markdown in code", "<code>\n\na `b`\n\n- c\n\n</code>\n",
     "<p><code>a </code><code>b</code></p>\n<ul>\n<li><code>c</code></li>\n</ul>\n"},
    {"code spans where only words stand",
     "<q>`a`</q> <button>`b`</button> <var>`c`</var>\n",
     "<p><q><code>a</code></q> <code>b</code> <em><code>c</code></em></p>\n"},
    {"names of elements that would take all for their text",
     "The <script> and <title> of `a`, <xmp>*b*</xmp>, <plaintext>.\n\n- c\n",
     "<p>The &lt;script&gt; and &lt;title&gt; of <code>a</code>, "
     "&lt;xmp&gt;<em>b</em>&lt;/xmp&gt;, "
     "&lt;plaintext&gt;.</p>\n<ul>\n<li>c</li>\n</ul>\n"},
    {"their text as a whole goes as ever",
     "<style>\na\n</style>\n\nb <svg><title>c</title></svg>\n", "<p>b</p>\n"},
    {"a frame without an end", "a <iframe src=\"b\"> *c*\n",
     "<p>a <a href=\"b\">b</a> <em>c</em></p>\n"},
    {"code blocks and images between tags", "<div>\n\n    a\n\n![b](c)\n\n</div>\n",
     "<div>\n"
     "<pre><code>a\n"
     "</code></pre>\n"
     "<p><img src=\"c\" alt=\"b\" /></p>\n"
     "</div>\n"},
    {"a mark's name that raw text knows", "<i data-node0=7>a</i> *b*\n",
     "<p><em>a</em> <em>b</em></p>\n"},
    {"comments", "a <!-- b --> c\n\n<!-- d\n\ne -->\n\nf\n",
     "<p>a c</p>\n"
     "<p>f</p>\n"},
    {"a language is no element",
     "a <math><mtext><b>x\n\n```script\nalert(1)\n```\n\n<p><samp>b</samp> <code "
     "class=\"language-script\">c</code>\n",
     "<p>a <span><strong>x</strong></span><br />\n<br />\n"
     "<code>alert(1)\n</code><br />\n"
     "<span><strong><samp>b</samp> <code>c</code></strong></span></p>\n"},
};

static const struct {
    const char *text, *told;
} losses[] = {
    {"a\n\nb <input>\n",
     "a.md:3:3: note: what is filled in ('input') is left out [html-dropped]\n"},
    {"<div>\n<iframe src=\"u\"></iframe>\n</div>\n",
     "a.md:2:1: warning: a document cannot hold 'iframe'; a link takes its place "
     "[html-dropped]\n"},
};

static bool absorb(struct arena *arena, struct str text, enum markdown_dialect dialect,
                   struct node **root, struct report *report)
{
    static const struct str file = {"a.md", 4};
    struct markdown_options options = markdown_options_default();
    options.dialect = dialect;
    return markdown_read(arena, text, NULL, &options, root, report) &&
           html_absorb(arena, root, &file, report);
}

static void check_rows(const struct row *rows, size_t count, enum markdown_dialect dialect)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct node *root = NULL;
        struct buf got = {0};
        assert_true(absorb(&arena, str_from(rows[i].text), dialect, &root, report));
        html_write(root, HTML_BUNDLE, NULL, &got);
        if (!str_eq(buf_str(&got), str_from(rows[i].want))) {
            fail_msg("%s: got '%.*s'", rows[i].name, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        report_free(report);
        arena_clear(&arena);
    }
}

static void reads_html_as_a_browser_does(void **state)
{
    (void)state;
    check_rows(cases, sizeof cases / sizeof cases[0], MARKDOWN_KRAMDOWN);
    check_rows(pieces, sizeof pieces / sizeof pieces[0], MARKDOWN_COMMONMARK);
}

static void tells_where_something_is_lost(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof losses / sizeof losses[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct node *root = NULL;
        struct buf told = {0};
        assert_true(
            absorb(&arena, str_from(losses[i].text), MARKDOWN_KRAMDOWN, &root, report));
        report_write_text(report, SEVERITY_NOTE, &told);
        assert_string_equal(arena_cstr(&arena, buf_str(&told)), losses[i].told);
        buf_clear(&told);
        report_free(report);
        arena_clear(&arena);
    }
}

/* `count` elements inside each other around "end". */
static struct str nested(struct arena *arena, const char *open, size_t count)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++) {
        buf_add_text(&text, open);
    }
    buf_add_text(&text, "end\n");
    return arena_take(arena, &text);
}

static void assert_bounded(const struct node *root, const struct report *report)
{
    struct buf got = {0};
    html_write(root, HTML_BUNDLE, NULL, &got);
    assert_true(str_find(buf_str(&got), STR("end"), 0) != STR_NONE);
    assert_true(str_find(buf_str(&got), STR("left-out"), 0) == STR_NONE);
    assert_int_equal(report_count(report, SEVERITY_WARNING), 1);
    buf_clear(&got);
}

static void leaves_out_tags_that_nest_too_deep(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct node *root = NULL;
    struct str text = nested(&arena, "<span>", 3000);
    assert_true(html_read(&arena, text, NULL, &root, report));
    assert_bounded(root, report);
    report_free(report);

    report = report_new();
    struct buf page = {0};
    buf_add_text(&page, "x\n\n<!-- -->\n<script></script>\n");
    buf_add(&page, str_make(text.ptr, text.len - 4));
    buf_add_text(&page, "<i title=\"left-out>\">end</i></span> <i>end\n");
    struct str file = STR("a.html");
    struct line_map map = {.files = &file, .file_count = 1};
    assert_true(line_map_add_verbatim(&arena, &map, 0, buf_str(&page), 0, 1, 1));
    assert_true(html_read(&arena, buf_str(&page), &map, &root, report));
    assert_bounded(root, report);
    buf_clear(&page);
    report_free(report);
    arena_clear(&arena);
}

/* Raw HTML in Markdown nests across its pieces. */
static void bounds_raw_html_as_a_whole(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct node *root = NULL;
    struct markdown_options options = {.dialect = MARKDOWN_COMMONMARK};
    struct str text = nested(&arena, "<div>\n\n", 250);
    assert_true(markdown_read(&arena, text, NULL, &options, &root, report));
    struct str files[] = {STR("a.md")};
    assert_true(html_absorb(&arena, &root, files, report));
    assert_bounded(root, report);
    struct buf told = {0};
    report_write_text(report, SEVERITY_NOTE, &told);
    assert_true(str_starts(buf_str(&told), "a.md:401:1: warning: HTML nested more than"));
    buf_clear(&told);
    report_free(report);
    arena_clear(&arena);
}

static void keeps_a_tree_without_html(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct node *root = NULL;
    struct markdown_options options = markdown_options_default();
    assert_true(markdown_read(&arena, STR("*a*\n"), NULL, &options, &root, report));
    const struct node *before = root;
    assert_true(html_absorb(&arena, &root, NULL, report));
    assert_ptr_equal(root, before);
    report_free(report);
    arena_clear(&arena);
}

/* With room for `limit` bytes: everything, or false and the reason. */
static bool reads_within(size_t limit, struct str text, bool page)
{
    struct arena arena;
    arena_init(&arena, limit);
    struct report *report = report_new();
    struct node *root = NULL;
    bool ok = page ? html_read(&arena, text, NULL, &root, report)
                   : absorb(&arena, text, MARKDOWN_COMMONMARK, &root, report);
    assert_int_equal(report_has_system_error(report), !ok);
    assert_int_equal(arena_failed(&arena), !ok);
    report_free(report);
    arena_clear(&arena);
    return ok;
}

static void tells_when_memory_is_gone(void **state)
{
    (void)state;
    struct str text =
        STR("<div>*a*<ul>b</ul><b>c<p>d</p></b><iframe src=e></iframe></div>\n"
            "<table><tr><td align=left title=f>g</table><pre>h</pre>\n");
    for (int page = 0; page < 2; page++) {
        size_t limit = 1;
        while (!reads_within(limit, text, page)) {
            limit += 64;
        }
        assert_true(limit > 1024);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_html_as_a_browser_does),
        cmocka_unit_test(tells_where_something_is_lost),
        cmocka_unit_test(leaves_out_tags_that_nest_too_deep),
        cmocka_unit_test(bounds_raw_html_as_a_whole),
        cmocka_unit_test(keeps_a_tree_without_html),
        cmocka_unit_test(tells_when_memory_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
