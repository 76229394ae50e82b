#include "diff/diff.h"

#include "cmocka_offprint.h"

#define TEXT(html)                                                                         \
    "<main><header><h1>T</h1></header><div class=\"text\">" html "</div></main>"

/* Pages as the archive writes them, and what --all tells of them. */
static const struct {
    const char *name, *old_text, *new_text, *want;
} cases[] = {
    {"nothing", TEXT("<p>One two.</p>"), TEXT("<p>One two.</p>"),
     "no difference: 1 document, 3 words\n"},
    {"a word", TEXT("<p>We keep logs for 90 days.</p>"),
     TEXT("<p>We keep logs for 30 days.</p>"),
     "  - We keep logs for 90 days.\n  + We keep logs for 30 days.\n"},
    {"words that are only added", TEXT("<p>We keep logs.</p>"),
     TEXT("<p>We keep all logs.</p>"), "  ~ We keep {+all+} logs.\n"},
    {"a link's address",
     TEXT("<p>See <a class=\"external\" href=\"https://a/\">it</a>.</p>"),
     TEXT("<p>See <a class=\"external\" href=\"https://b/\">it</a>.</p>"),
     "  @ it.: https://a/ \xe2\x86\x92 https://b/\n"},
    {"a link that is new", TEXT("<p>See it now.</p>"),
     TEXT("<p>See <a class=\"external\" href=\"https://b/\">it</a> now.</p>"),
     "  @ it: (none) \xe2\x86\x92 https://b/\n"},
    {"emphasis", TEXT("<p>One two three.</p>"), TEXT("<p>One <em>two</em> three.</p>"),
     "  * markup: One two three.\n"},
    {"a heading's level", TEXT("<h2>Fees</h2>\n<p>One.</p>"),
     TEXT("<h3>Fees</h3>\n<p>One.</p>"), "  * markup: Fees\n"},
    {"an item of a tight list and a loose one", TEXT("<ul>\n<li>One two</li>\n</ul>"),
     TEXT("<ul>\n<li><p>One two</p></li>\n</ul>"), "no difference: 1 document, 3 words\n"},
    {"a paragraph that has moved",
     TEXT("<h2>A</h2>\n<p>One two three four.</p>\n<h2>B</h2>\n<p>Five six.</p>"),
     TEXT("<h2>A</h2>\n<h2>B</h2>\n<p>Five six.</p>\n<p>One two three four.</p>"),
     "  B\n  > moved here from A: One two three four.\n"},
    {"a picture's text", TEXT("<p>See <img src=\"../a.png\" alt=\"A\"></p>"),
     TEXT("<p>See <img src=\"../a.png\" alt=\"B\"></p>"), "  # picture B: changed\n"},
    {"a line of code", TEXT("<pre class=\"code\"><code>a = 1\nb = 2\n</code></pre>"),
     TEXT("<pre class=\"code\"><code>a = 1\nb = 3\n</code></pre>"),
     "  - b = 2\n  + b = 3\n"},
    {"indentation of code", TEXT("<pre class=\"code\"><code>a = 1\n  b = 2\n</code></pre>"),
     TEXT("<pre class=\"code\"><code>a = 1\n    b = 2\n</code></pre>"),
     "  * markup: b = 2\n"},
    {"a row of a table",
     TEXT("<table><tbody><tr><td>Fee</td><td>2 euro</td></tr></tbody></table>"),
     TEXT("<table><tbody><tr><td>Fee</td><td>3 euro</td></tr></tbody></table>"),
     "  - Fee 2 euro\n  + Fee 3 euro\n"},
    {"a task that is done",
     TEXT("<ul><li class=\"task\"><span class=\"box\" role=\"img\"></span> Mend "
          "it</li></ul>"),
     TEXT("<ul><li class=\"task\"><span class=\"box done\" role=\"img\"></span> Mend "
          "it</li></ul>"),
     "  - \xe2\x98\x90 Mend it\n  + \xe2\x98\x91 Mend it\n"},
    {"numbers and links back of notes",
     TEXT("<p>One<sup class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup> two.</p>"
          "<section class=\"footnotes\"><ol><li><p>Note <a role=\"doc-backlink\" "
          "href=\"#r\">back</a></p></li></ol></section>"),
     TEXT("<p>One<sup class=\"footnote-ref\"><a href=\"#fn-1\">2</a></sup> two.</p>"
          "<section class=\"footnotes\"><ol><li><p>Note <a role=\"doc-backlink\" "
          "href=\"#r\">zurueck</a></p></li></ol></section>"),
     "no difference: 1 document, 4 words\n"},
    {"a button of the bundle's own", TEXT("<pre class=\"code\"><code>a = 1\n</code></pre>"),
     TEXT("<pre class=\"code\"><button>Copy</button><code>a = 1\n</code></pre>"),
     "no difference: 1 document, 4 words\n"},
    {"spaces and soft hyphens", TEXT("<p>One two\n  three</p>"),
     TEXT("<p>One\xc2\xa0t\xc2\xadwo <b></b>three</p>"), "  * markup: One two three\n"},
    {"Chinese",
     TEXT(
         "<p>\xe6\x88\x91\xe4\xbb\xac\xe4\xbf\x9d\xe7\x95\x99\xe6\x97\xa5\xe5\xbf\x97</p>"),
     TEXT(
         "<p>\xe6\x88\x91\xe4\xbb\xac\xe5\x88\xa0\xe9\x99\xa4\xe6\x97\xa5\xe5\xbf\x97</p>"),
     "  - \xe6\x88\x91\xe4\xbb\xac\xe4\xbf\x9d\xe7\x95\x99\xe6\x97\xa5\xe5\xbf\x97\n"
     "  + \xe6\x88\x91\xe4\xbb\xac\xe5\x88\xa0\xe9\x99\xa4\xe6\x97\xa5\xe5\xbf\x97\n"},
    {"Hebrew",
     TEXT("<p>\xd7\x90\xd7\x97\xd7\x93 \xd7\xa9\xd7\xa0\xd7\x99\xd7\x99\xd7\x9d "
          "\xd7\xa9\xd7\x9c\xd7\x95\xd7\xa9</p>"),
     TEXT("<p>\xd7\x90\xd7\x97\xd7\x93 \xd7\xa9\xd7\x9c\xd7\x95\xd7\xa9</p>"),
     "  ~ \xd7\x90\xd7\x97\xd7\x93 [-\xd7\xa9\xd7\xa0\xd7\x99\xd7\x99\xd7\x9d-] "
     "\xd7\xa9\xd7\x9c\xd7\x95\xd7\xa9\n"},
    {"control characters are shown as such", TEXT("<p>One.</p>"),
     TEXT("<p>One\x1b[2J.</p>"), NULL},
};

static bool read_text(struct arena *arena, struct vocabulary *vocabulary, const char *html,
                      struct edition *out, struct report *report)
{
    struct edition_page page = {.address = STR("/t/"),
                                .title = STR("T"),
                                .language = STR("en"),
                                .main = str_from(html)};
    return edition_from_pages(arena, vocabulary, &page, 1, out, report);
}

static void tells_changes_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        struct edition olds, news;
        struct diff diff;
        struct buf out = {0};
        const struct diff_view view = {.all = true};
        struct report *report = report_new();
        arena_init(&arena, 0);
        struct vocabulary *vocabulary = vocabulary_new(&arena);
        assert_true(read_text(&arena, vocabulary, cases[i].old_text, &olds, report));
        assert_true(read_text(&arena, vocabulary, cases[i].new_text, &news, report));
        assert_true(diff_editions(&arena, &olds, &news, &diff));
        diff_write_text(&diff, &view, &out);
        buf_add_byte(&out, '\0');
        if (!cases[i].want) {
            assert_null(strchr(out.ptr, '\x1b'));
        } else if (!strstr(out.ptr, cases[i].want)) {
            fail_msg("%s: got\n%snot\n%s", cases[i].name, out.ptr, cases[i].want);
        }
        buf_clear(&out);
        report_free(report);
        arena_clear(&arena);
    }
}

/* An address, a title, words: what makes two documents one. */
static void pairs_documents(void **state)
{
    (void)state;
    static const char first[] = TEXT("<p>Alpha beta gamma delta epsilon zeta eta.</p>");
    static const char other[] =
        TEXT("<p>Wholly other words stand here, one after one.</p>");
    const struct edition_page olds_of[] = {
        {STR("/a/"), STR("A"), STR("en"), str_from(first)},
        {STR("/b/"), STR("B"), STR("en"), str_from(other)},
    };
    const struct edition_page news_of[] = {
        {STR("/b/"), STR("B"), STR("en"), str_from(other)},
        {STR("/c/"), STR("C"), STR("en"), str_from(first)},
    };
    struct arena arena;
    struct edition olds, news;
    struct diff diff;
    struct report *report = report_new();
    arena_init(&arena, 0);
    struct vocabulary *vocabulary = vocabulary_new(&arena);
    assert_true(edition_from_pages(&arena, vocabulary, olds_of, 2, &olds, report));
    assert_true(edition_from_pages(&arena, vocabulary, news_of, 2, &news, report));
    assert_true(diff_editions(&arena, &olds, &news, &diff));
    assert_int_equal(diff.renamed, 1);
    assert_int_equal(diff.added + diff.removed, 0);
    assert_true(diff.documents[1].renamed && diff.documents[1].old_document == 0);
    assert_true(diff.documents[0].reordered || diff.documents[1].reordered);
    report_free(report);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_changes_apart),
        cmocka_unit_test(pairs_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
