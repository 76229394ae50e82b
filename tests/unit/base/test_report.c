#include "base/report.h"

#include "base/lines.h"
#include "cmocka_offprint.h"

static void sorts_and_shows_places(void **state)
{
    (void)state;
    struct report *report = report_new();
    report_add_source(report, STR("b.md"), STR("one\nsee [the fees](terms#fees)\n"));
    struct place fees = {STR("b.md"), 2, 5, 10};
    report_warning(report, (struct place){STR("c.md"), 1, 0, 0}, "x-code", "late");
    report_error(report, fees, "link-target", "link to '%s' has no such heading",
                 "terms#fees");
    report_hint(report, "did you mean '%s'?", "terms#charges");
    report_error(report, fees, "link-target", "link to '%s' has no such heading",
                 "terms#fees");
    report_note(report, (struct place){STR("a.md"), 1, 1, 1}, "n", "only a note");
    struct buf text = {0};
    report_write_text(report, SEVERITY_WARNING, &text);
    buf_add_byte(&text, '\0');
    assert_string_equal(
        text.ptr,
        "b.md:2:5: error: link to 'terms#fees' has no such heading [link-target]\n"
        "    2 | see [the fees](terms#fees)\n"
        "      |     ^~~~~~~~~~\n"
        "      = did you mean 'terms#charges'?\n"
        "c.md:1: warning: late [x-code]\n");
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
    assert_false(report_has_system_error(report));
    buf_clear(&text);
    report_free(report);
}

/* The caret stands under the column, which counts code points; the underline ends with the
 * line. */
static void points_at_the_column(void **state)
{
    (void)state;
    static const struct {
        uint32_t line, column, width;
        const char *want; /* what follows the message */
    } cases[] = {
        {1, 1, 0, "    1 | caf\xc3\xa9 au lait\n      | ^\n"},
        {1, 1, 4, "    1 | caf\xc3\xa9 au lait\n      | ^~~~\n"},
        {1, 6, 2, "    1 | caf\xc3\xa9 au lait\n      |      ^~\n"},
        {1, 12, 9, "    1 | caf\xc3\xa9 au lait\n      |            ^\n"},
        {3, 2, 1, "    3 | xyz\n      |  ^\n"},
        {3, 0, 0, "    3 | xyz\n"},
        {2, 1, 0, ""}, /* an empty line */
        {9, 1, 0, ""}, /* no such line */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report *report = report_new();
        struct buf text = {0};
        report_add_source(report, STR("other.md"), STR("a\nb\nc\n"));
        report_add_source(report, STR("p.md"), STR("caf\xc3\xa9 au lait\r\n\r\nxyz"));
        struct place place = {STR("p.md"), cases[i].line, cases[i].column, cases[i].width};
        report_error(report, place, "c", "m");
        report_write_text(report, SEVERITY_NOTE, &text);
        struct str rest = buf_str(&text);
        rest = str_skip(rest, line_end(rest, 0));
        if (!str_is(rest, cases[i].want)) {
            fail_msg("case %zu: '%.*s'", i, STR_ARG(rest));
        }
        buf_clear(&text);
        report_free(report);
    }
}

/* Line numbers of any length keep the caret below. */
static void points_past_line_99999(void **state)
{
    (void)state;
    struct report *report = report_new();
    struct buf text = {0}, source = {0};
    for (size_t i = 1; i < 123456; i++) {
        buf_add_byte(&source, '\n');
    }
    buf_add_text(&source, "word");
    report_add_source(report, STR("p.md"), buf_str(&source));
    report_error(report, (struct place){STR("p.md"), 123456, 2, 2}, "c", "m");
    report_write_text(report, SEVERITY_NOTE, &text);
    assert_true(str_ends(buf_str(&text), "\n123456 | word\n       |  ^~\n"));
    buf_clear(&source);
    buf_clear(&text);
    report_free(report);
}

static void shows_no_control_characters(void **state)
{
    (void)state;
    struct report *report = report_new();
    report_error(report, (struct place){STR("a\x1b[31m.md"), 1, 1, 0}, "c",
                 "bad \x07 name %s", "\xe2\x80\xae");
    struct buf text = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    assert_string_equal(text.ptr, "a\\x1b[31m.md:1:1: error: bad \\x07 name \\u202e [c]\n");
    buf_clear(&text);
    report_free(report);
}

static void file_many(struct report *report, const char *code, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        report_warning(report, (struct place){STR("a.md"), i + 1, 1, 0}, code, "w%u", i);
    }
}

/* Crossing the limit hides no other kind, and none of it from the count. */
static void counts_past_its_cap(void **state)
{
    (void)state;
    struct report *report = report_new();
    file_many(report, "many", 70000);
    file_many(report, "few", 50);
    report_error(report, (struct place){STR("z.md"), 1, 1, 0}, "late", "an error");
    assert_int_equal(report_count(report, SEVERITY_WARNING), 70050);
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
    assert_false(report_has_system_error(report));
    struct buf text = {0}, json = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    static const char *const said[] = {
        "and 69997 more of this kind [many]\n      = at a.md:4:1, a.md:5:1, a.md:6:1, "
        "a.md:7:1, a.md:8:1, \xe2\x80\xa6; --json lists 10000 of them\n",
        "and 47 more of this kind [few]\n      = at a.md:4:1, a.md:5:1, a.md:6:1, "
        "a.md:7:1, a.md:8:1, \xe2\x80\xa6; --json lists 20 of them\n",
        "z.md:1:1: error: an error [late]\n",
    };
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        assert_non_null(strstr(text.ptr, said[i]));
    }
    report_write_json(report, SEVERITY_NOTE, &json);
    buf_add_byte(&json, '\0');
    assert_non_null(strstr(json.ptr, "\"count\": 60000"));
    assert_non_null(strstr(json.ptr, "\"count\": 30"));
    assert_non_null(strstr(json.ptr, "\"an error\""));
    buf_clear(&text);
    buf_clear(&json);
    report_system_error(report, "s", "disk");
    assert_true(report_has_system_error(report));
    report_free(report);
}

static void merges_equal_ones_as_they_come(void **state)
{
    (void)state;
    struct report *report = report_new();
    struct place place = {STR("a.md"), 1, 2, 3};
    for (uint32_t i = 0; i < 300000; i++) {
        report_warning(report, place, "same", "again and again");
        report_hint(report, "say it once");
    }
    report_warning(report, (struct place){STR("b.md"), 1, 2, 3}, "same", "again and again");
    report_note(report, place, "other", "again and again");
    struct buf text = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    assert_string_equal(text.ptr,
                        "a.md:1:2: note: again and again [other]\n"
                        "a.md:1:2: warning: again and again [same]\n      = say it once\n"
                        "b.md:1:2: warning: again and again [same]\n");
    assert_int_equal(report_count(report, SEVERITY_WARNING), 2);
    buf_clear(&text);
    report_free(report);
}

static void tells_one_of_what_pages_share(void **state)
{
    (void)state;
    struct report *report = report_new();
    struct place place = {STR("a.html"), 1, 2, PLACE_SHARED};
    report_warning(report, place, "c", "no image 'a'");
    report_warning(report, place, "c", "no image 'b'");
    report_warning(report, place, "d", "no link 'b'");
    place.line = 2;
    report_warning(report, place, "c", "no image 'c'");
    struct buf text = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    assert_true(str_is(buf_str(&text), "a.html:1:2: warning: no image 'a' [c]\n"
                                       "a.html:1:2: warning: no link 'b' [d]\n"
                                       "a.html:2:2: warning: no image 'c' [c]\n"));
    buf_clear(&text);
    report_free(report);
}

/* Of equal ones the gravest counts, in whatever order they come, kept or only counted. */
static void errors_are_softened_and_raised(void **state)
{
    (void)state;
    static const uint32_t before[] = {0, 70000};
    for (size_t i = 0; i < 2; i++) {
        struct report *report = report_new();
        struct place place = {STR("a.md"), 1, 2, 3};
        file_many(report, "c", before[i]);
        report_soften(report);
        report_error(report, place, "c", "e");
        report_soften(report);
        report_harden(report);
        report_error(report, place, "c", "f");
        report_harden(report);
        assert_int_equal(report_count(report, SEVERITY_ERROR), 0);
        assert_int_equal(report_count(report, SEVERITY_WARNING), before[i] + 2);
        report_error(report, place, "c", "e");
        report_soften(report);
        report_error(report, place, "c", "e");
        report_harden(report);
        report_error(report, place, "c", "e");
        assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
        assert_int_equal(report_count(report, SEVERITY_WARNING), before[i] + 1);
        struct buf text = {0};
        report_write_text(report, SEVERITY_ERROR, &text);
        assert_true(str_is(buf_str(&text), "a.md:1:2: error: e [c]\n"));
        report_soften(report);
        report_system_error(report, "s", "disk");
        report_harden(report);
        assert_int_equal(report_count(report, SEVERITY_ERROR), 2);
        buf_clear(&text);
        report_free(report);
    }
}

/* A message as long as a file is cut where a code point ends. */
static void cuts_long_messages(void **state)
{
    (void)state;
    struct report *report = report_new();
    struct buf name = {0}, text = {0};
    for (size_t i = 0; i < 100000; i++) {
        buf_add_text(&name, "\xe2\x82\xac");
    }
    report_error(report, (struct place){0}, "c", "no '%.*s'", STR_ARG(buf_str(&name)));
    report_write_text(report, SEVERITY_NOTE, &text);
    assert_true(buf_str(&text).len > 1900 && buf_str(&text).len < 2100);
    assert_true(str_ends(buf_str(&text), "\xe2\x82\xac\xe2\x80\xa6 [c]\n"));
    buf_clear(&name);
    buf_clear(&text);
    report_free(report);
}

/* JSON keeps all of a kind; a kind is a code with a severity. */
static void shows_three_of_a_kind(void **state)
{
    (void)state;
    struct report *report = report_new();
    for (uint32_t i = 1; i <= 12; i++) {
        report_warning(report, (struct place){STR("a.md"), i, 2, 0}, "c", "w%u", i);
    }
    report_note(report, (struct place){STR("a.md"), 9, 0, 0}, "c", "n");
    for (uint32_t i = 1; i <= 4; i++) {
        report_error(report, (struct place){STR("b.md"), 0, 0, 0}, "d", "e%u", i);
    }
    for (uint32_t i = 1; i <= 3; i++) {
        report_error(report, (struct place){STR("c.md"), 7, 0, 0}, "e", "e%u", i);
    }
    struct buf text = {0}, json = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    assert_string_equal(
        text.ptr,
        "a.md:1:2: warning: w1 [c]\na.md:2:2: warning: w2 [c]\na.md:3:2: warning: w3 [c]\n"
        "offprint: warning: \xe2\x80\xa6 and 9 more of this kind [c]\n"
        "      = at a.md:4:2, a.md:5:2, a.md:6:2, a.md:7:2, a.md:8:2, \xe2\x80\xa6; "
        "--json lists all\n"
        "a.md:9: note: n [c]\n"
        "b.md: error: e1 [d]\nb.md: error: e2 [d]\nb.md: error: e3 [d]\n"
        "offprint: error: \xe2\x80\xa6 and 1 more of this kind [d]\n"
        "      = at b.md\n"
        "c.md:7: error: e1 [e]\nc.md:7: error: e2 [e]\nc.md:7: error: e3 [e]\n");
    report_write_json(report, SEVERITY_NOTE, &json);
    buf_add_byte(&json, '\0');
    assert_non_null(strstr(json.ptr, "\"w12\""));
    assert_non_null(strstr(json.ptr, "\"e4\""));
    buf_clear(&text);
    buf_clear(&json);
    report_free(report);
}

static void doubts_all_else_where_reading_failed(void **state)
{
    (void)state;
    struct report *report = report_new();
    struct buf text = {0};
    report_warning(report, (struct place){STR("a.md"), 1, 1, 0}, "b", "no such file");
    report_error(report, (struct place){STR("a.md"), 2, 1, 0}, "c", "cannot read the page");
    report_read_error(report, "d", "cannot read 'a.md': input/output error");
    report_error(report, (struct place){STR("a.md"), 3, 1, 0}, "c", "no entry");
    report_write_text(report, SEVERITY_NOTE, &text);
    assert_true(str_is(buf_str(&text),
                       "offprint: error: cannot read 'a.md': input/output error [d]\n"));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 3);
    assert_int_equal(report_count_told(report, SEVERITY_ERROR), 1);
    assert_int_equal(report_count_told(report, SEVERITY_WARNING), 0);
    assert_false(
        report_out_of_memory(report)); /* which a file that is told may stand for */
    assert_int_equal(report_count_told(report, SEVERITY_ERROR), 1);
    buf_clear(&text);
    struct report *all = report_new();
    report_error(all, (struct place){STR("b.md"), 1, 1, 0}, "c", "a page is left out");
    report_adopt(all, report);
    assert_int_equal(report_count_told(all, SEVERITY_ERROR), 1);
    assert_true(report_has_system_error(all));
    report_free(all);
}

static void tells_once_that_memory_is_gone(void **state)
{
    (void)state;
    struct report *report = report_new();
    report_warning(report, (struct place){STR("a.md"), 1, 0, 0}, "c", "late");
    assert_false(report_out_of_memory(report));
    report_hint(report, "a hint for no diagnostic");
    assert_false(report_out_of_memory(report));
    assert_true(report_has_system_error(report));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);

    struct buf text = {0}, json = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    assert_string_equal(text.ptr, "a.md:1: warning: late [c]\n"
                                  "offprint: error: out of memory [out-of-memory]\n");
    report_write_json(report, SEVERITY_ERROR, &json);
    buf_add_byte(&json, '\0');
    assert_non_null(strstr(json.ptr, "\"code\": \"out-of-memory\""));
    buf_clear(&text);
    buf_clear(&json);
    report_free(report);
}

/* As they can be opened from where the site's root was given. */
static void names_files_from_the_root(void **state)
{
    (void)state;
    static const char *const beside[] = {"_config.yml", NULL};
    struct report *report = report_new();
    struct buf text = {0}, json = {0};
    report_warning(report, (struct place){.file = STR("before.md")}, "c", "x");
    report_set_folder(report, STR("docs"), beside);
    report_add_source(report, STR("a.md"), STR("words\n"));
    report_warning(report, (struct place){STR("a.md"), 1, 1, 5}, "c", "y");
    report_warning(report, (struct place){.file = STR("_config.yml")}, "d", "z");
    report_warning(report, (struct place){0}, "e", "w");
    report_write_text(report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    assert_string_equal(text.ptr, "offprint: warning: w [e]\n"
                                  "_config.yml: warning: z [d]\n"
                                  "docs/a.md:1:1: warning: y [c]\n"
                                  "    1 | words\n"
                                  "      | ^~~~~\n"
                                  "before.md: warning: x [c]\n");
    report_write_json(report, SEVERITY_NOTE, &json);
    buf_add_byte(&json, '\0');
    assert_non_null(strstr(json.ptr, "\"file\": \"docs/a.md\""));
    assert_non_null(strstr(json.ptr, "\"file\": \"_config.yml\""));
    buf_clear(&text);
    buf_clear(&json);
    report_free(report);
}

/* What a side files: some of it another one does, too, perhaps as less grave. */
static void file_side(struct report *report, uint32_t from, uint32_t count, bool graver)
{
    for (uint32_t i = from; i < from + count; i++) {
        struct place place = {STR("p.md"), i, 1, 1};
        if (graver && i % 3 == 0) {
            report_error(report, place, i % 2 ? "odd" : "even", "number %u", i);
        } else {
            report_warning(report, place, i % 2 ? "odd" : "even", "number %u", i);
        }
        if (i % 5 == 0) {
            report_hint(report, "hint %u", i);
        }
    }
}

/* As if all had been filed in one. */
static void adopts_what_was_filed_beside(void **state)
{
    (void)state;
    static const struct {
        uint32_t first, second_from, second;
    } cases[] = {{0, 1, 3},          {5, 6, 5},     {30, 11, 40},      {100, 1, 100},
                 {9000, 8001, 9000}, {3, 2, 12000}, {12000, 11001, 50}};
    static const char *const beside[] = {"p.md", NULL};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report *whole = report_new(), *first = report_new();
        report_set_folder(whole, STR("docs"), beside + (i % 2));
        report_set_folder(first, STR("docs"), beside + (i % 2));
        struct report *second = report_new_beside(first);
        file_side(whole, 1, cases[i].first, false);
        file_side(whole, cases[i].second_from, cases[i].second, true);
        file_side(first, 1, cases[i].first, false);
        file_side(second, cases[i].second_from, cases[i].second, true);
        report_adopt(first, second);
        struct buf want = {0}, got = {0};
        report_write_json(whole, SEVERITY_NOTE, &want);
        report_write_json(first, SEVERITY_NOTE, &got);
        assert_true(str_eq(buf_str(&want), buf_str(&got)));
        for (int severity = SEVERITY_NOTE; severity <= SEVERITY_ERROR; severity++) {
            assert_int_equal(report_count(whole, (enum severity)severity),
                             report_count(first, (enum severity)severity));
        }
        buf_clear(&want);
        buf_clear(&got);
        report_free(whole);
        report_free(first);
    }
}

static void adopts_failures(void **state)
{
    (void)state;
    for (int memory = 0; memory < 2; memory++) {
        struct report *report = report_new(), *other = report_new_beside(report);
        if (memory) {
            (void)report_out_of_memory(other);
        } else {
            report_system_error(other, "x", "failed");
        }
        report_adopt(report, other);
        assert_true(report_has_system_error(report));
        assert_true(report_is_out_of_memory(report) == (memory == 1));
        assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
        report_free(report);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_and_shows_places),
        cmocka_unit_test(points_at_the_column),
        cmocka_unit_test(points_past_line_99999),
        cmocka_unit_test(shows_no_control_characters),
        cmocka_unit_test(counts_past_its_cap),
        cmocka_unit_test(merges_equal_ones_as_they_come),
        cmocka_unit_test(tells_one_of_what_pages_share),
        cmocka_unit_test(errors_are_softened_and_raised),
        cmocka_unit_test(cuts_long_messages),
        cmocka_unit_test(shows_three_of_a_kind),
        cmocka_unit_test(names_files_from_the_root),
        cmocka_unit_test(adopts_what_was_filed_beside),
        cmocka_unit_test(adopts_failures),
        cmocka_unit_test(doubts_all_else_where_reading_failed),
        cmocka_unit_test(tells_once_that_memory_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
