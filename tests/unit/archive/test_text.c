#include "archive/text.h"

#include "cmocka_offprint.h"

static void check(const char *what, const struct buf *got, const char *want)
{
    if (!str_is(buf_str(got), want)) {
        fail_msg("%s: got '%.*s', not '%s'", what, STR_ARG(buf_str(got)), want);
    }
}

static void writes_days(void **state)
{
    (void)state;
    struct buf got = {0};
    text_add_day(&got, STR("en"), 1626371566);
    check("day", &got, "15 July 2021");
    buf_clear(&got);
}

static void escapes(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*write)(struct buf *out, struct str text);
        const char *text, *want;
    } cases[] = {
        {"address", text_add_address, "https://x.org/a?b=1&c=%20#d",
         "https://x.org/a?b=1&amp;c=%20#d"},
        {"address with a quote", text_add_address, "https://x.org/\"><b>",
         "https://x.org/%22%3E%3Cb%3E"},
        {"anchor", text_add_anchor, "a%b#\xc3\xa9", "a%25b%23%C3%A9"},
        {"address with brackets", text_add_address, "https://[::1]/a[1]#[2]",
         "https://[::1]/a%5B1%5D#%5B2%5D"},
        {"HTML", text_add_html, " a\n<b> & \"c\" ", "a &lt;b&gt; &amp; &quot;c&quot;"},
        {"HTML of odd bytes", text_add_html, "a\x01\xff", "a\xef\xbf\xbd"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf got = {0};
        cases[i].write(&got, str_from(cases[i].text));
        check(cases[i].name, &got, cases[i].want);
        buf_clear(&got);
    }
}

static void isolates_names(void **state)
{
    (void)state;
    static const struct {
        void (*write)(struct buf *out, struct str language, struct str text);
        const char *language, *text, *want;
    } rows[] = {
        {text_add_name, "en", "a 1", "a 1"},
        {text_add_name, "en", "\xd7\x90 1", "<bdi>\xd7\x90 1</bdi>"},
        {text_add_name, "he", "C++", "<bdi>C++</bdi>"},
        {text_add_name, "ur", "C++", "C++"}, /* what stands there is English */
        {text_add_path, "en", "a/b.md", "a/b.md"},
        {text_add_path, "ar", "_a/b.md", "<bdi dir=\"ltr\">_a/b.md</bdi>"},
        {text_add_path, "en", "\xd7\x90.md", "<bdi>\xd7\x90.md</bdi>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf got = {0};
        rows[i].write(&got, str_from(rows[i].language), str_from(rows[i].text));
        check(rows[i].text, &got, rows[i].want);
        buf_clear(&got);
    }
}

static void links_outside(void **state)
{
    (void)state;
    struct buf got = {0};
    text_add_link(&got, "live", STR("en"), STR("https://x.org/?a&b"));
    check("link", &got,
          "<a class=\"live\" href=\"https://x.org/?a&amp;b\" "
          "rel=\"noopener noreferrer\">x.org/?a&amp;b</a>");
    buf_clear(&got);
}

static void tells_kinds_of_files(void **state)
{
    (void)state;
    static const struct {
        const char *source, *language, *removed, *want;
    } rows[] = {
        {"a/Paper.pdf", "en", "", "PDF 3 B"},
        {"a.b/none", "en", "", "FILE 3 B"},
        {"x.c+", "en", "", "C- 3 B"},
        {"long.abcde", "en", "", "ABCDE 3 B"},
        {"long.abcdef", "en", "", "FILE 3 B"},
        {"a", "de", "", "DATEI 3 Byte"},
        {"a.svg", "fr", "", "SVG 3\xc2\xa0o"},
        {"a.svg", "en", "1 script", "SVG 3 B, a copy without 1 script"},
        {"a.svg", "de", "1 script", "SVG 3 Byte, Kopie ohne aktive Inhalte"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct packet_file file = {.source = str_from(rows[i].source),
                                   .bytes = STR("abc"),
                                   .byte_count = 3,
                                   .removed = str_from(rows[i].removed)};
        struct buf got = {0};
        text_add_kind(&got, str_from(rows[i].language), &file);
        check(rows[i].source, &got, rows[i].want);
        buf_clear(&got);
    }
}

static void bares_addresses(void **state)
{
    (void)state;
    assert_true(str_is(text_bare_address(STR("https://x.org/a/")), "x.org/a"));
    assert_true(str_is(text_bare_address(STR("mailto:a@x.org")), "mailto:a@x.org"));
    assert_true(str_is(text_bare_address(STR("https://")), ""));
}

static void knows_english(void **state)
{
    (void)state;
    assert_true(text_is_english(STR("en")) && text_is_english(STR("en-GB")));
    assert_false(text_is_english(STR("enm")) || text_is_english(STR("e")) ||
                 text_is_english(STR("und")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_days),     cmocka_unit_test(escapes),
        cmocka_unit_test(links_outside),   cmocka_unit_test(tells_kinds_of_files),
        cmocka_unit_test(bares_addresses), cmocka_unit_test(knows_english),
        cmocka_unit_test(isolates_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
