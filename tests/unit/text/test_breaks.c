/* Where a line may end: '|' in the wanted text. */
#include "text/text_offprint.h"

static const struct {
    const char *name, *text, *want;
} cases[] = {
    {"spaces", "to be or", "to |be |or"},
    {"several spaces are one place", "a  b", "a  |b"},
    {"before punctuation never", "yes, (no) \"so\".", "yes, |(no) |\"so\"."},
    {"short hyphenated names", "M-Lab e-mail U-NII x-axis", "M-Lab |e-mail |U-NII |x-axis"},
    {"a short second half", "sign-up add-on", "sign-up |add-on"},
    {"long compounds break behind the hyphen", "measurement-based open-source",
     "measurement-|based |open-|source"},
    {"a date", "07/15/2021 \xdb\xb1\xdb\xb4\xdb\xb0\xdb\xb0/\xdb\xb0\xdb\xb4 1/25/2021",
     "07/15/2021 |\xdb\xb1\xdb\xb4\xdb\xb0\xdb\xb0/\xdb\xb0\xdb\xb4 |1/25/2021"},
    {"a number and its range", "10-20 2019-2021", "10-20 |2019-2021"},
    {"prefix length and family", "a /26 IPv4 subnet", "a |/26 IPv4 |subnet"},
    {"prefix length and a longer word", "a /26 allocation", "a |/26 |allocation"},
    {"article and number", "see Art. 4.7 of", "see |Art. 4.7 |of"},
    {"number and page", "No. 3 and p. 21 here", "No. 3 |and |p. 21 |here"},
    {"an abbreviation and a word", "etc. and", "etc. |and"},
    {"number and unit", "at 10 Gbit/s, 5 ms and 3 apples",
     "at |10 Gbit/s, |5 ms |and |3 |apples"},
    {"percent", "about 30 % of", "about |30 % |of"},
    {"address", "https://a.example/path/file?b=c", "https://a.example/|path/|file?b=c"},
    {"address after its scheme", "https://www.example.org/path",
     "https://www.example|.org/|path"},
    {"mail", "write to someone@university.example now",
     "write |to |someone@university|.example |now"},
    {"path", "/usr/local/share/some_directory/a.json",
     "/usr/|local/|share/|some|_directory/a.json"},
    {"class", "org.example.network.diagnostic", "org.example|.network|.diagnostic"},
    {"option", "use --no-install-recommends here", "use |--no-install|-recommends |here"},
    {"slash of a short pair", "and/or I/O", "and/or |I/O"},
    {"slash of long words", "upload/download", "upload/|download"},
    {"non-breaking space", "4\xC2\xA0km far", "4\xC2\xA0km |far"},
    {"non-breaking hyphen",
     "a\xE2\x80\x91"
     "long word",
     "a\xE2\x80\x91"
     "long |word"},
    {"soft hyphen", "ex\xC2\xADtra", "ex\xC2\xAD|tra"},
    {"zero width space",
     "ab\xE2\x80\x8B"
     "cd",
     "ab\xE2\x80\x8B|cd"},
    {"em dash between words", "one\xE2\x80\x94two", "one|\xE2\x80\x94|two"},
    {"path after a space", "the file /etc/hosts\xE2\x80\x99 and .htaccess",
     "the |file |/etc/|hosts\xE2\x80\x99 |and |.htaccess"},
    {"a lone slash closes", "this / that", "this / |that"},
    {"a long first part, a short second", "counterrevolutionary-up",
     "counterrevolutionary-up"},
    {"ten parts", "a-bc-def-ghij-klmno-pqrstu-vwxyzab-cdefghij",
     "a-bc-|def-|ghij-|klmno-|pqrstu-|vwxyzab-|cdefghij"},
    {"ideographs, but not before a full stop",
     "\xE6\xBC\xA2\xE5\xAD\x97\xE3\x80\x82\xE4\xBB\xAE",
     "\xE6\xBC\xA2|\xE5\xAD\x97\xE3\x80\x82|\xE4\xBB\xAE"},
    {"no break after an opening bracket",
     "\xE5\xAD\x97\xEF\xBC\x88\xE4\xBB\xAE\xEF\xBC\x89",
     "\xE5\xAD\x97|\xEF\xBC\x88\xE4\xBB\xAE\xEF\xBC\x89"},
    {"empty", "", ""},
    {"invalid bytes stay where they are", "a\xFF b\xC3", "a\xFF |b\xC3"},
};

static struct str show(struct arena *arena, struct str text, const uint8_t *marks)
{
    struct buf out = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (marks[i] & TEXT_MARK_BREAK) {
            buf_add_byte(&out, '|');
        }
        buf_add_byte(&out, text.ptr[i]);
    }
    struct str kept = arena_str(arena, buf_str(&out));
    buf_clear(&out);
    return kept;
}

static struct str find(struct text_fixture *fixture, struct str text, bool together)
{
    struct text_style style = {.keep_together = together};
    struct text_span span = {.kind = SPAN_TEXT, .style = &style, .text = text};
    size_t starts[] = {0, text.len};
    uint8_t *marks = ARENA_ARRAY(&fixture->arena, uint8_t, text.len + 1);
    assert_true(breaks_find(fixture->engine, text, &span, starts, 1, marks));
    return show(&fixture->arena, text, marks);
}

static void finds_breaks(void **state)
{
    size_t failed = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str got = find(*state, str_from(cases[i].text), false);
        if (!str_is(got, cases[i].want)) {
            print_error("%s: got '%.*s'\n", cases[i].name, STR_ARG(got));
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void keeps_spans_together(void **state)
{
    struct str got = find(*state, STR("see (p. 21) there"), true);
    assert_true(str_is(got, "see (p. 21) there"));
}

/* A line without a single space must not cost the square of its length. */
static void takes_long_text_in_its_stride(void **state)
{
    struct buf text = {0};
    for (size_t i = 0; i < 40000; i++) {
        buf_add_text(&text, "ab-cd/efgh");
    }
    struct str got = find(*state, buf_str(&text), false);
    assert_true(got.len > text.len);
    buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_breaks),
        cmocka_unit_test(keeps_spans_together),
        cmocka_unit_test(takes_long_text_in_its_stride),
    };
    return cmocka_run_group_tests(tests, text_fixture_open, text_fixture_close);
}
