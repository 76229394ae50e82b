#include "base/arena.h"
#include "base/language.h"
#include "cmocka_offprint.h"

static const struct {
    const char *text, *want, *hint; /* `want` NULL: "und" after a warning */
} tags[] = {
    {"en", "en", NULL},
    {"EN", "en", NULL},
    {" en ", "en", NULL},
    {"en_US", "en-US", NULL},
    {"en-us", "en-US", NULL},
    {"pt_BR", "pt-BR", NULL},
    {"pt-br", "pt-BR", NULL},
    {"zh_Hans", "zh-Hans", NULL},
    {"zh-hans-cn", "zh-Hans-CN", NULL},
    {"ZH_tw", "zh-TW", NULL},
    {"de_DE.UTF-8", "de-DE", NULL},
    {"de_DE@euro", "de-DE", NULL},
    {"de_DE.ISO-8859-15@euro", "de-DE", NULL},
    {"sr@latin", "sr-Latn", NULL},
    {"sr_RS@latin", "sr-Latn-RS", NULL},
    {"sr_RS.UTF-8@latin", "sr-Latn-RS", NULL},
    {"sr@Cyrillic", "sr-Cyrl", NULL},
    {"uz_UZ@cyrillic", "uz-Cyrl-UZ", NULL},
    {"ca_ES@valencia", "ca-ES-valencia", NULL},
    {"ca_ES.UTF-8@valencia", "ca-ES-valencia", NULL},
    {"be@tarask", "be-tarask", NULL},
    {"sr_Latn@latin", NULL, "a tag is written as"}, /* twice the script */
    {"sr@", "sr", NULL},
    {"@latin", NULL, "a tag is written as"},
    {"de-DE-1996", "de-DE-1996", NULL},
    {"sr-Latn", "sr-Latn", NULL},
    {"es-419", "es-419", NULL},
    {"fil", "fil", NULL},
    {"tlh", "tlh", NULL},
    {"iw", "he", NULL},
    {"in", "id", NULL},
    {"i-klingon", "tlh", NULL},
    {"de-u-co-phonebk", "de-u-co-phonebk", NULL},
    {"x-klingon", "und-x-klingon", NULL},
    {"en-x-mine", "en-x-mine", NULL},
    {"und", "und", NULL},
    {"english", NULL, "did you mean 'en'?"},
    {"German", NULL, "did you mean 'de'?"},
    {"jp", NULL, "did you mean 'ja'?"},
    {"CZ", NULL, "did you mean 'cs'?"},
    {"xx", NULL, "a tag is written as"},
    {"e", NULL, "a tag is written as"},
    {"5", NULL, "a tag is written as"},
    {"12", NULL, "a tag is written as"},
    {"C", NULL, "a tag is written as"},
    {"en-", NULL, "a tag is written as"},
    {"-en", NULL, "a tag is written as"},
    {"en--US", NULL, "a tag is written as"},
    {"en, de", NULL, "a tag is written as"},
    {"en/de", NULL, "a tag is written as"},
    {"en\" x=\"", NULL, "a tag is written as"},
    {"\xd1\x80\xd1\x83", NULL, "a tag is written as"},
    {"en\xff", NULL, "a tag is written as"},
    {".UTF-8", NULL, "a tag is written as"},
    {"en-abcdefghi", NULL, "a tag is written as"},
};

static void spells_tags_as_icu_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        struct arena arena;
        arena_init(&arena, 1 << 16);
        struct report *report = report_new();
        struct buf said = {0};
        struct str got =
            language_read(&arena, str_from(tags[i].text), (struct place){0}, report);
        report_write_text(report, SEVERITY_NOTE, &said);
        buf_add_byte(&said, '\0');
        if (!str_is(got, tags[i].want ? tags[i].want : "und")) {
            fail_msg("'%s' is '%.*s'", tags[i].text, STR_ARG(got));
        }
        if (tags[i].hint ? !strstr(said.ptr, tags[i].hint) : said.len > 1) {
            fail_msg("of '%s': %s", tags[i].text, said.ptr);
        }
        buf_clear(&said);
        report_free(report);
        arena_clear(&arena);
    }
}

/* What is too long is shown in part, and not cut within a letter. */
static void shows_the_start_of_long_ones(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct report *report = report_new();
    struct buf text = {0}, said = {0};
    buf_add_byte(&text, 'x');
    for (int i = 0; i < 5000; i++) {
        buf_add_text(&text, "\xc3\xa4");
    }
    assert_true(
        str_is(language_read(&arena, buf_str(&text), (struct place){0}, report), "und"));
    report_write_text(report, SEVERITY_NOTE, &said);
    assert_true(said.len < 300);
    assert_int_equal(str_find(buf_str(&said), STR("\xef\xbf\xbd"), 0), STR_NONE);
    assert_true(str_find(buf_str(&said), STR("\xc3\xa4\xe2\x80\xa6' is no"), 0) !=
                STR_NONE);
    buf_clear(&text);
    buf_clear(&said);
    report_free(report);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spells_tags_as_icu_does),
        cmocka_unit_test(shows_the_start_of_long_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
