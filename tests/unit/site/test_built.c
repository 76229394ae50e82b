/* Built sites: what the heads of whole pages say, and what folders are no such sites. */
#include "written_offprint.h"

#define PAGE(head) "<!doctype html><html><head>" head "</head><body><p>text</body></html>"

static const struct site_file files[] = {
    {"index.html", PAGE("<title>Home | Ours</title>"
                        "<link rel=canonical href='https://ours.example/docs/'>")},
    {"a", NULL},
    {"a/index.html", PAGE("<title>First &amp; best | Ours</title>"
                          "<meta property='article:published_time' content='2020-05-06'>")},
    {"b.html",
     PAGE("<title>Wrong</title><meta property='og:title' content='Second | Ours'>")},
    {"c.html", PAGE("<title>Third | Ours</title><script type='application/ld+json'>"
                    "{\"dateModified\": \"2021-01-02\"}</script>")},
    {"old.html", PAGE("<meta http-equiv=refresh content='0; url=/docs/a/'>")},
    {"small.html", PAGE("<meta name=viewport content=width=device-width,initial-scale=1>"
                        "<meta property=og:title content=Small><title>S | Ours</title>")},
    {"open.html", PAGE("<title>Open</title><!-- <meta property='og:title' content='No'>")},
};

static const struct {
    const char *source, *url, *title, *redirect;
    int64_t date;
} rows[] = {
    {"index.html", "/", "Home", "", DATE_NONE},
    {"a/index.html", "/a/", "First &amp; best", "", 1588723200},
    {"b.html", "/b.html", "Second", "", DATE_NONE},
    {"c.html", "/c.html", "Third", "", 1609545600},
    {"old.html", "/old.html", "", "/docs/a/", DATE_NONE},
    {"small.html", "/small.html", "Small", "", DATE_NONE},
    {"open.html", "/open.html", "Open", "", DATE_NONE},
};

static void reads_heads(void **state)
{
    (void)state;
    struct written written;
    struct str near;
    begin(&written, files, sizeof files / sizeof files[0]);
    struct site *site = open_written(&written);
    assert_non_null(site);
    assert_true(site_is_built(site));
    assert_true(str_is(site_url(site), "https://ours.example"));
    assert_true(str_is(site_base_url(site), "/docs"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct page *page = site_find_page(site, str_from(rows[i].source), &near);
        assert_non_null(page);
        if (!str_is(page->url, rows[i].url) || !str_is(page->title, rows[i].title) ||
            !str_is(page->redirect_to, rows[i].redirect) ||
            page_newest_date(page) != rows[i].date) {
            fail_msg("%s: '%.*s' '%.*s' '%.*s' %lld", rows[i].source, STR_ARG(page->url),
                     STR_ARG(page->title), STR_ARG(page->redirect_to),
                     (long long)page_newest_date(page));
        }
    }
    site_close(site);
    end(&written);
}

/* With sources beside them pages are documents. */
static void knows_what_is_not_built(void **state)
{
    (void)state;
    static const struct site_file extra[] = {{"d.md", "# D"}, {"_config.yml", "title: T"}};
    for (size_t i = 0; i < 2; i++) {
        struct site_file all[6];
        size_t count = 0;
        for (size_t k = 0; k < 5; k++) {
            all[count++] = files[k];
        }
        all[count++] = extra[i];
        struct written written;
        begin(&written, all, count);
        struct site *site = open_written(&written);
        assert_non_null(site);
        assert_false(site_is_built(site));
        site_close(site);
        end(&written);
    }
}

/* What generators copy among their pages is no source of them. */
static void knows_built_folders(void **state)
{
    (void)state;
    static const struct {
        struct site_file more[3];
        bool built;
    } cases[] = {
        {{{"README.md", "# Ours"},
          {"CODE_OF_CONDUCT.md", "# C"},
          {"History.markdown", "x"}},
         true},
        {{{"b.md", "# The text of b"}}, true},
        {{{"part.htm", "<p>a part"}, {"google12.html", "google-site-verification"}}, true},
        {{{"b.md", "---\ntitle: B\n---\n# A source"}}, false},
        {{{"other.md", "# Of no page"}}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct site_file all[8];
        size_t count = 0;
        for (size_t k = 0; k < 5; k++) {
            all[count++] = files[k];
        }
        for (size_t k = 0; k < 3 && cases[i].more[k].path; k++) {
            all[count++] = cases[i].more[k];
        }
        struct written written;
        begin(&written, all, count);
        struct site *site = open_written(&written);
        assert_non_null(site);
        if (site_is_built(site) != cases[i].built) {
            fail_msg("case %zu", i);
        }
        site_close(site);
        end(&written);
    }
}

/* A card that is called like the site on all pages names none; one that is on a page alone
 * says that the page has no name. */
static void knows_titles_of_sites(void **state)
{
    (void)state;
    static const struct {
        const char *heads[4], *titles[4];
    } cases[] = {
        {{"<title>A | Ours</title><meta property=og:title content=Ours>",
          "<title>B | Ours</title><meta property=og:title content=Ours>",
          "<title>C | Ours</title><meta property=og:title content=Ours>",
          "<title>Ours</title><meta property=og:title content=Ours>"},
         {"A", "B", "C", ""}},
        {{"<title>A | Ours</title><meta property=og:title content=A>",
          "<title>B | Ours</title><meta property=og:title content=B>",
          "<title>C | Ours</title><meta property=og:title content=C>",
          "<title>Ours | For all</title><meta property=og:title content=Ours>"
          "<meta property=og:site_name content=Ours>"},
         {"A", "B", "C", ""}},
        {{"<title>A &mdash; Ours</title>", "<title>B &mdash; Ours</title>",
          "<title>C &mdash; Ours</title>", "<title>Ours</title>"},
         {"A", "B", "C", ""}},
        {{"<title>A - Hers | Ours</title>", "<title>B - Hers | Ours</title>",
          "<title>C: D - Hers | Ours</title>", "<title>Hers | Ours</title>"},
         {"A", "B", "C: D", ""}},
        {{"<title>A - his | Ours</title>", "<title>B - mine | Ours</title>",
          "<title>C | Ours</title>", "<title>D | Ours</title>"},
         {"A - his", "B - mine", "C", "D"}},
        {{"<title>Ours</title>", "<title>Ours</title>", "<title>Ours</title>",
          "<title>D</title>"},
         {"", "", "", "D"}},
    };
    static const char *const names[] = {"a.html", "b.html", "c.html", "d.html"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct written written;
        struct site_file all[4];
        char pages[4][300];
        struct str near;
        for (size_t k = 0; k < 4; k++) {
            (void)snprintf(pages[k], sizeof pages[k],
                           "<!doctype html><html><head>%s</head><body><p>x</body></html>",
                           cases[i].heads[k]);
            all[k] = (struct site_file){names[k], pages[k]};
        }
        begin(&written, all, 4);
        struct site *site = open_written(&written);
        assert_non_null(site);
        for (size_t k = 0; k < 4; k++) {
            const struct page *page = site_find_page(site, str_from(names[k]), &near);
            assert_non_null(page);
            if (!str_is(page->title, cases[i].titles[k])) {
                fail_msg("case %zu, %s: '%.*s'", i, names[k], STR_ARG(page->title));
            }
        }
        site_close(site);
        end(&written);
    }
}

/* The day of the build is no document's. */
static void knows_stamps(void **state)
{
    (void)state;
    static const struct {
        const char *dates[4];
        int64_t found[4];
    } cases[] = {
        {{"2020-05-06T10:00:00Z", "2020-05-06T10:00:01Z", "2020-05-06T10:00:02Z",
          "2020-05-06T10:00:03Z"},
         {DATE_NONE, DATE_NONE, DATE_NONE, DATE_NONE}},
        {{"2020-05-06", "2020-05-07", "2020-05-06", "2020-05-06"},
         {1588723200, 1588809600, 1588723200, 1588723200}},
        {{"2020-05-06T10:00:00Z", "2020-05-07", "2020-05-06T10:00:00Z",
          "2020-05-06T10:00:00Z"},
         {DATE_NONE, 1588809600, DATE_NONE, DATE_NONE}},
    };
    static const char *const names[] = {"a.html", "b.html", "c.html", "d.html"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct written written;
        struct site_file all[4];
        char pages[4][200];
        struct str near;
        for (size_t k = 0; k < 4; k++) {
            (void)snprintf(pages[k], sizeof pages[k],
                           PAGE("<meta property=article:modified_time content='%s'>"),
                           cases[i].dates[k]);
            all[k] = (struct site_file){names[k], pages[k]};
        }
        begin(&written, all, 4);
        struct site *site = open_written(&written);
        assert_non_null(site);
        for (size_t k = 0; k < 4; k++) {
            const struct page *page = site_find_page(site, str_from(names[k]), &near);
            assert_non_null(page);
            if (page_newest_date(page) != cases[i].found[k]) {
                fail_msg("case %zu, %s: %lld", i, names[k],
                         (long long)page_newest_date(page));
            }
        }
        site_close(site);
        end(&written);
    }
}

/* What opens the folder nearest to the root. */
static void finds_front_pages(void **state)
{
    (void)state;
    static const struct {
        const char *paths[5], *front; /* NULL: none */
    } cases[] = {
        {{"README.html", "index.html", "a.html"}, "index.html"},
        {{"README.html", "a.html", "b.html"}, "README.html"},
        {{"de/index.html", "en-us/index.html", "a.html"}, "de/index.html"},
        {{"b/README.html", "bb/index.html", "a.html"}, "bb/index.html"},
        {{"a/index.html", "README.html", "b.html"}, "README.html"},
        {{"a.html", "b.html", "c.html"}, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct site_file all[12];
        size_t count = 0;
        for (size_t k = 0; k < 5 && cases[i].paths[k]; k++) {
            const char *slash = strrchr(cases[i].paths[k], '/');
            static char folders[12][16];
            if (slash) {
                size_t len = (size_t)(slash - cases[i].paths[k]);
                memcpy(folders[k], cases[i].paths[k], len);
                folders[k][len] = '\0';
                all[count++] = (struct site_file){folders[k], NULL};
            }
            all[count++] = (struct site_file){cases[i].paths[k], PAGE("<title>T</title>")};
        }
        struct written written;
        begin(&written, all, count);
        struct site *site = open_written(&written);
        assert_non_null(site);
        assert_true(site_is_built(site));
        const struct page *front = site_front_page(site);
        struct str got = front ? front->source : (struct str){0};
        if (!str_is(got, cases[i].front ? cases[i].front : "")) {
            fail_msg("case %zu: '%.*s'", i, STR_ARG(got));
        }
        site_close(site);
        end(&written);
    }
}

/* Pages that say by their canonical address alone where they lie, and have no words. */
static void knows_pages_that_lead_on(void **state)
{
    (void)state;
    static const struct site_file some[] = {
        {"index.html", PAGE("<link rel=canonical href='https://ours.example/docs/'>")},
        {"self.html", "<html><head><link rel=canonical href='https://ours.example/docs/"
                      "self'></head><body><script>go()</script></body></html>"},
        {"gone.html", "<html><head><link rel=canonical href='https://ours.example/docs/"
                      "new.html'></head><body> <!-- x --><noscript>no</noscript></body>"},
        {"words.html",
         "<html><head><link rel=canonical href='https://x.example/new'></head>"
         "<body><p>words</p></body></html>"},
        {"picture.html", "<html><head><link rel=canonical href='https://x.example/new'>"
                         "</head><body><img src=a.png></body></html>"},
        {"away.html", "<html><head><link rel=canonical href='https://x.example/new'></head>"
                      "<body><div id=app></div></body></html>"},
    };
    static const struct {
        const char *source, *to;
    } wanted[] = {{"index.html", ""},
                  {"self.html", ""},
                  {"gone.html", "https://ours.example/docs/new.html"},
                  {"words.html", ""},
                  {"picture.html", ""},
                  {"away.html", "https://x.example/new"}};
    struct written written;
    struct str near;
    begin(&written, some, sizeof some / sizeof some[0]);
    struct site *site = open_written(&written);
    assert_non_null(site);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        const struct page *page = site_find_page(site, str_from(wanted[i].source), &near);
        assert_non_null(page);
        if (!str_is(page->redirect_to, wanted[i].to)) {
            fail_msg("%s: '%.*s'", wanted[i].source, STR_ARG(page->redirect_to));
        }
    }
    site_close(site);
    end(&written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_heads),
        cmocka_unit_test(knows_what_is_not_built),
        cmocka_unit_test(knows_built_folders),
        cmocka_unit_test(knows_titles_of_sites),
        cmocka_unit_test(knows_stamps),
        cmocka_unit_test(finds_front_pages),
        cmocka_unit_test(knows_pages_that_lead_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
