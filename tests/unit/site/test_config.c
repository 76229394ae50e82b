/* Sites of one odd configuration or recipe each, and the folders that one names. */
#include "written_offprint.h"

#include "site/config.h"

/* Configuration */

static const struct {
    const char *config, *message; /* NULL: fine */
    bool opens;
} configs[] = {
    {"", NULL, true},
    {"~", NULL, true},
    {"- a", "_config.yml:1:1: error: the configuration is not a mapping", false},
    {"word", "is not a mapping of names to values", false},
    {"a: [", "_config.yml:2:1: error: the configuration is not valid YAML", false},
    {"a: 1\nexclude: x y", "_config.yml:2:1: error: 'exclude' is not a list", false},
    {"exclude: x y", "exclude: [x y]", false},
    {"include: {a: b}", "include: [...]", false},
    {"include: 5", "'include' is not a list", false},
    {"include: [5, {a: b}, x]\nexclude:", NULL, true},
    {"markdown: 5", NULL, true},
    {"markdown: blue", "unknown Markdown processor 'blue'", true},
    {"source: none", "_config.yml:1: error: no folder 'none' in the site", false},
    {"source: ../..", "no folder '../..' in the site", false},
    {"source: .", NULL, true},
    {"source: [a]", NULL, true},
    {"defaults: word", NULL, true},
    {"defaults: [word, 5, {scope: x}, {values: {a: b}}, {scope: {path: 5}, values: 1}]",
     NULL, true},
    {"collections: word", NULL, true},
    {"collections: [docs, 5, {a: b}]", NULL, true},
    {"permalink: [pretty]\nbaseurl: {a: b}\nkramdown: x", NULL, true},
    {"a: b\ntimezone: 5", "_config.yml:2:1: warning: unknown time zone '5'", true},
    {"timezone: Nope/Zone", "unknown time zone 'Nope/Zone', times are in UTC", true},
    {"timezone: GMT+5", "unknown time zone 'GMT+5'", true},
    {"timezone: Europe/Berlin", NULL, true},
};

static void stops_where_jekyll_would(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof configs / sizeof configs[0]; i++) {
        struct written written;
        begin(&written, &(struct site_file){"_config.yml", configs[i].config}, 1);
        struct site *site = open_written(&written);
        if ((site != NULL) != configs[i].opens || !told(&written, configs[i].message)) {
            fail_msg("'%s': %s\n%s", configs[i].config, site ? "opens" : "stops",
                     written.told.ptr);
        }
        if (site) {
            site_close(site);
        }
        end(&written);
    }
}

/* Of several files the first counts alone; what is said names the one that was read. */
static void reads_the_file_that_jekyll_reads(void **state)
{
    (void)state;
    static const struct {
        struct site_file files[2];
        size_t count;
        const char *title, *message;
    } cases[] = {
        {{{"_config.yaml", "title: Y\ntimezone: No/Where\n"}},
         1,
         "Y",
         "_config.yaml:2:1: warning: unknown time zone"},
        {{{"_config.toml", "title = 'T'\nmarkdown = 'blue'\n"}},
         1,
         "T",
         "_config.toml:2: warning: unknown Markdown processor"},
        {{{"_config.toml", "title = 'T'\n"}, {"_config.yml", "title: M\n"}}, 2, "M", NULL},
        {{{"_config.toml", "title = 'T'\n"}, {"_config.yaml", "title: Y\n"}}, 2, "Y", NULL},
        {{{"_config.yaml", "title: Y\n"}, {"_config.yml", "a: b\n"}}, 2, "", NULL},
        {{{"_config.toml", "title = T\n"}},
         1,
         NULL,
         "_config.toml:1:9: error: the configuration is not valid TOML"},
        {{{"_config.yaml", "a: ["}}, 1, NULL, "_config.yaml:2:1: error: the configuration"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct written written;
        begin(&written, cases[i].files, cases[i].count);
        struct site *site = open_written(&written);
        assert_int_equal(site != NULL, cases[i].title != NULL);
        if (!told(&written, cases[i].message)) {
            fail_msg("case %zu: %s", i, written.told.ptr);
        }
        if (site) {
            assert_true(str_is(site_title(site), cases[i].title));
            site_close(site);
        }
        end(&written);
    }
}

static void add_settings(const struct config *config, struct buf *out)
{
    buf_add_format(out, "%.*s %.*s %.*s %.*s", STR_ARG(config->base_url),
                   STR_ARG(config->url), STR_ARG(config->language),
                   STR_ARG(config->permalink));
    for (size_t i = 0; i < config->collection_count; i++) {
        buf_add_format(out, " %.*s=%.*s%s", STR_ARG(config->collections[i].label),
                       STR_ARG(config->collections[i].permalink),
                       config->collections[i].output ? "+" : "");
    }
    for (size_t i = 0; i < value_count(config->include); i++) {
        buf_add_format(out, " /%.*s", STR_ARG(value_at(config->include, i).as.string));
    }
}

static const char *flag(bool on, const char *name)
{
    return on ? name : "";
}

static void add_options(const struct markdown_options *options, struct buf *out)
{
    static const char *const dialects[] = {[MARKDOWN_KRAMDOWN] = "kramdown",
                                           [MARKDOWN_COMMONMARK] = "commonmark",
                                           [MARKDOWN_GFM] = "gfm"};
    buf_add_format(out, "%s %u-%u %u", dialects[options->dialect],
                   (unsigned)options->toc_first, (unsigned)options->toc_last,
                   (unsigned)options->footnote_start);
    buf_add_format(
        out, "%s%s%s%s%s%s%s%s", flag(options->auto_ids, " ids"),
        flag(options->auto_id_stripping, " strip"),
        flag(options->kramdown_input, " kramdown"), flag(options->hard_wrap, " wrap"),
        flag(options->no_smart_quotes, " straight"),
        flag(options->parse_block_html, " block"),
        flag(options->parse_span_html_off, " nospan"), flag(options->smart, " smart"));
}

static const struct {
    const char *config, *settings, *options; /* NULL: not asked */
} settings[] = {
    {"baseurl: docs/\nurl: https://x.org/\nlanguage: de", "/docs https://x.org de date",
     NULL},
    {"baseurl: /\nlang: fr\nlanguage: de\npermalink: pretty", "  fr pretty", NULL},
    {"lang: no", "  no date", NULL},
    {"lang: No # Norwegian", "  no date", NULL},
    {"lang: off", "  und date", NULL},
    {"lang: false", "  und date", NULL},
    {"lang: yes", "  und date", NULL},
    {"baseurl: [a]\nurl: 5\npermalink: {a: b}", "   date", NULL},
    {"collections: [docs, 5, {a: b}, posts]", "   date docs= posts=+", NULL},
    {"collections:\n  a: {output: true, permalink: /x/:path}\n  b:\n  c: word\n  posts: {}",
     "   date a=/x/:path+ b= c= posts=+", NULL},
    {"include: [_a, 2020, {x: y}, ~, .b]", "   date /_a /2020 /.b", NULL},
    {"", NULL, "kramdown 0-0 1 ids"},
    {"kramdown:\n  auto_ids: false\n  hard_wrap: true\n  parse_block_html: true\n"
     "  parse_span_html: false\n  auto_id_stripping: true\n  input: Kramdown",
     NULL, "kramdown 0-0 1 strip kramdown wrap block nospan"},
    {"kramdown: {auto_ids: 'no', hard_wrap: 1, parse_span_html: x, input: [a]}", NULL,
     "kramdown 0-0 1 ids"},
    {"kramdown: {footnote_nr: 7, toc_levels: 2..4, smart_quotes: 'apos,apos,quot,quot'}",
     NULL, "kramdown 2-4 7 ids straight"},
    {"kramdown: {footnote_nr: 0, toc_levels: [2, x, 3, 9], smart_quotes: [quot, quot]}",
     NULL, "kramdown 2-3 1 ids straight"},
    {"kramdown: {footnote_nr: x, toc_levels: '4..2', smart_quotes: '39,39,34,34'}", NULL,
     "kramdown 0-0 1 ids straight"},
    {"kramdown: {footnote_nr: -1, toc_levels: 7..9, smart_quotes: 'lsquo,rsquo'}", NULL,
     "kramdown 0-0 1 ids"},
    {"kramdown: {footnote_nr: 3000000000, toc_levels: [], smart_quotes: []}", NULL,
     "kramdown 0-0 1 ids"},
    {"markdown: GFM", NULL, "gfm 0-0 1 ids"},
    {"markdown: CommonMark\ncommonmark: {options: [UNSAFE, smart], extensions: []}", NULL,
     "commonmark 0-0 1 ids smart"},
    {"markdown: CommonMark\ncommonmark: {options: SMART, extensions: [table]}", NULL,
     "gfm 0-0 1 ids"},
    {"markdown: CommonMarkGhPages\ncommonmark: {options: [5]}", NULL, "gfm 0-0 1 ids"},
};

static void read_config(struct written *written, const char *text, struct config *config)
{
    begin(written, &(struct site_file){"_config.yml", text}, 1);
    struct source *source = source_open(
        &written->arena, (struct source_at){written->root, NULL}, written->report);
    assert_non_null(source);
    assert_true(config_read(&written->arena, source, config, written->report));
    source_close(source);
}

static void falls_back_where_a_setting_is_odd(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        struct written written;
        struct config config;
        struct buf got = {0}, options = {0};
        read_config(&written, settings[i].config, &config);
        add_settings(&config, &got);
        add_options(&config.markdown, &options);
        if (settings[i].settings && !str_is(buf_str(&got), settings[i].settings)) {
            fail_msg("'%s': '%.*s'", settings[i].config, STR_ARG(buf_str(&got)));
        }
        if (settings[i].options && !str_is(buf_str(&options), settings[i].options)) {
            fail_msg("'%s': '%.*s'", settings[i].config, STR_ARG(buf_str(&options)));
        }
        buf_clear(&got);
        buf_clear(&options);
        end(&written);
    }
}

static const char scopes[] = "defaults:\n"
                             "  - {scope: {path: a/b}, values: {v: deep}}\n"
                             "  - {scope: {path: a}, values: {v: top, m: {x: 1}}}\n"
                             "  - {scope: {path: '', type: page}, values: {p: 1}}\n"
                             "  - {scope: {path: '', type: post}, values: {p: 2}}\n"
                             "  - {scope: {type: docs}, values: {p: 3, m: {y: 2}}}\n"
                             "  - {scope: {path: a, type: docs}, values: {m: {z: 3}}}\n"
                             "  - {scope: {path: /a}, values: {rooted: true}}\n"
                             "  - {scope: {path: 'c/*.md'}, values: {v: star}}\n";

static const struct {
    const char *path, *type, *v;
    int64_t p; /* 0: none */
    size_t m;  /* entries */
} defaults[] = {
    {"x.md", "pages", NULL, 1, 0},      {"x.md", "posts", NULL, 2, 0},
    {"x.md", "docs", NULL, 3, 1},       {"x.md", "others", NULL, 0, 0},
    {"a/x.md", "pages", "top", 1, 1},   {"a/b/x.md", "pages", "deep", 1, 1},
    {"a/b/x.md", "docs", "deep", 3, 3}, {"ab/x.md", "pages", NULL, 1, 0},
    {"c/x.md", "pages", "star", 1, 0},  {"c/x.html", "pages", NULL, 1, 0},
};

static void lets_deeper_scopes_win(void **state)
{
    (void)state;
    struct written written;
    struct config config;
    read_config(&written, scopes, &config);
    for (size_t i = 0; i < sizeof defaults / sizeof defaults[0]; i++) {
        struct value got =
            config_defaults(&written.arena, &config, str_from(defaults[i].path),
                            str_from(defaults[i].type));
        struct str v = value_text_or(value_get(got, STR("v")), (struct str){0});
        struct value p = value_get(got, STR("p"));
        if (!str_eq(v, str_from(defaults[i].v)) ||
            (p.kind == VALUE_INTEGER ? p.as.integer : 0) != defaults[i].p ||
            value_count(value_get(got, STR("m"))) != defaults[i].m ||
            value_has(got, STR("rooted"))) {
            fail_msg("%s of %s: v '%.*s'", defaults[i].path, defaults[i].type, STR_ARG(v));
        }
    }
    end(&written);
}

/* The recipe */

static const struct {
    const char *recipe, *message; /* NULL: fine */
    bool fits;
} recipes[] = {
    {"", NULL, true},
    {"title: 2020\nsubtitle:\nentry: /a/\norder: [2020, b]\ndepth: 0\npaper: LETTER", NULL,
     true},
    {"title: [a]", "offprint.yml:1:1: error: 'title' must be a text", false},
    {"theme: plain\ncontact: true", "offprint.yml:2:1: error: 'contact' must be a text",
     false},
    {"name: 1.5", "'name' must be a text", false},
    {"entry: {a: b}", "'entry' must be a text or a list of texts", false},
    {"exclude: [a, [b]]", "'exclude' must be a text or a list of texts", false},
    {"include: 5", "'include' must be a text or a list of texts", false},
    {"depth: deep", "'depth' must be a number from 0 to 1000", false},
    {"depth: -1", "'depth' must be a number from 0 to 1000", false},
    {"depth: 1001", "'depth' must be a number from 0 to 1000", false},
    {"paper: A3", "'paper' must be A4, Letter or A5", false},
    {"paper: 4", "'paper' must be A4, Letter or A5", false},
    {"depth: x\npaper: y", "offprint.yml:2:1: error: 'paper'", false}, /* all are told */
    {"tags: {x: '{{ content }}', y: }", NULL, true},
    {"tags: {x: '[{% y %}]', y: z}", NULL, true},
    {"tags: [x]", "offprint.yml:1:1: error: 'tags' must be a mapping", false},
    {"tags:\n  if: x", "offprint.yml:2:3: error: the tag 'if' is Liquid's own", false},
    {"tags:\n  raw: x", "offprint.yml:2:3: error: the tag 'raw' is Liquid's own", false},
    {"tags:\n  x: [a]", "offprint.yml:2:3: error: the tag 'x' must be a text", false},
    {"tags:\n  x: '{% if %}'", "offprint.yml:2:7: error: no condition in the tag", false},
    {"tags:\n  '': ''", "offprint.yml:2:1: warning: no template can write a tag ''", true},
    {"tags: {a b: x, '{%': y}",
     "offprint.yml:1:1: warning: no template can write a tag '{%'", true},
    {"title: a\nsubtitle: b\ntitle: c",
     "offprint.yml:3:1: warning: the key 'title' stands in its mapping once more", true},
    {"handout:\n  media: print\n  media: print",
     "offprint.yml:3:3: warning: the key 'media' stands in its mapping once more", true},
    {"cover: {<<: {lines: a}, lines: b}\npackets: {name: a}\n---\n", NULL, true},
    {"---\ntitle: a\n...\n# remark\n", NULL, true},
    {"title: a\n---\n---\ntitle: b",
     "offprint.yml:4:1: warning: what stands behind the recipe's end counts for nothing",
     true},
    {"title: a\n...\ngarbage: [\n",
     "offprint.yml:3:1: warning: what stands behind the recipe's end", true},
    {"title: a\n...\n]\n", "offprint.yml:3:1: warning: what stands behind the recipe's end",
     true},
    {"exclude: '['",
     "offprint.yml:1:1: warning: the pattern '[' of 'exclude' matches nothing", true},
    {"include:\n- a\n- ''", "offprint.yml:3:1: warning: the pattern '' of 'include'", true},
    {"exclude: /", "warning: the pattern '/' of 'exclude' matches nothing", true},
    {"exclude: ['a[z-b]']", "warning: the pattern 'a[z-b]' of 'exclude'", true},
    {"exclude: ['a[', b]", "warning: the pattern 'a[' of 'exclude'", true},
    {"exclude: ['[]]', '[!]a]', '[a-]', '\\[', '*', '?', a/, '[^z-b]']", NULL, true},
    {"zzzzzzzz: 1", "offprint.yml:1:1: warning: unknown key 'zzzzzzzz'", true},
    {"titel: x", "did you mean 'title'?", true},
    {"content: main, [role=main] > .text:not(.x)", NULL, true},
    {"drop: [.share, '#toc']", NULL, true},
    {"drop: 1", "offprint.yml:1:1: error: 'drop' must be a selector or a list of selectors",
     false},
    {"content: 'a:has(b)'",
     "offprint.yml:1:1: error: 'a:has(b)' of 'content' is no selector that can be read",
     false},
    {"drop: ''", "error: '' of 'drop' is no selector that can be read", false},
    {"drop: '> p'", "error: '> p' of 'drop' is no selector that can be read", false},
    {"drop: 'a >'", "error: 'a >' of 'drop' is no selector that can be read", false},
    {"drop: '.a ['", "error: '.a [' of 'drop' is no selector that can be read", false},
    {"drop: 'footer:hover'", "error: 'footer:hover' of 'drop' is no selector", false},
    {"drop: 'p::before'", "error: 'p::before' of 'drop' is no selector", false},
    {"- a", "offprint.yml:1:1: error: the recipe is not a mapping", false},
    {"title: A: B", "offprint.yml:1:9: error: the recipe is not valid YAML", false},
};

static void tells_every_wrong_value_of_a_recipe(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof recipes / sizeof recipes[0]; i++) {
        struct written written;
        struct recipe recipe;
        begin(&written, &(struct site_file){"offprint.yml", recipes[i].recipe}, 1);
        struct site *site = open_written(&written);
        assert_non_null(site);
        bool fits = recipe_read(&written.arena, site, &recipe, written.report);
        if (fits != recipes[i].fits || !told(&written, recipes[i].message)) {
            fail_msg("'%s': %s\n%s", recipes[i].recipe, fits ? "fits" : "refused",
                     written.told.ptr);
        }
        site_close(site);
        end(&written);
    }
}

/* Folders that the configuration names */

static const struct {
    const char *config, *page, *recipe; /* NULL: there is none */
} sources[] = {
    {"source: in", "p.md", "above"},          {"source: ./in/", "in/p.md", "above"},
    {"source: x/../in", "/in/p.md", "above"}, {"source: in", "/p.html", "above"},
    {"source: in", "in/in/p.md", NULL},       {"source: in", "top.md", NULL},
    {"destination: in", "top.md", "above"},   {"destination: in", "in/p.md", NULL},
    {"destination: .", "in/p.md", "above"},
};

static void finds_pages_in_the_folder_of_the_source(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        const struct site_file files[] = {
            {"_config.yml", sources[i].config},  {"top.md", "---\n---\n"},
            {"offprint.yml", "title: above"},    {"in", NULL},
            {"in/offprint.yml", "title: below"}, {"in/p.md", "---\n---\n"}};
        struct written written;
        struct str near;
        struct recipe recipe;
        begin(&written, files, sizeof files / sizeof files[0]);
        struct site *site = open_written(&written);
        assert_non_null(site);
        assert_true(recipe_read(&written.arena, site, &recipe, written.report));
        bool found = site_find_page(site, str_from(sources[i].page), &near) != NULL;
        if (found != (sources[i].recipe != NULL) || !str_is(recipe.title, "above")) {
            fail_msg("%s, %s: %s, '%.*s'", sources[i].config, sources[i].page,
                     found ? "found" : "not found", STR_ARG(recipe.title));
        }
        site_close(site);
        end(&written);
    }
}

static void reads_the_recipe_among_the_pages(void **state)
{
    (void)state;
    const struct site_file files[] = {
        {"_config.yml", "source: in"}, {"in", NULL}, {"in/offprint.yml", "title: below"}};
    struct written written;
    struct recipe recipe;
    begin(&written, files, 3);
    struct site *site = open_written(&written);
    assert_non_null(site);
    assert_true(recipe_read(&written.arena, site, &recipe, written.report));
    assert_true(str_is(recipe.title, "below"));
    site_close(site);
    end(&written);
}

static const struct {
    const char *before, *behind;
} folder_spellings[] = {{"", ""}, {"./", ""}, {"/", "/"}, {"", "//"}, {"x/../", ""}};

/* As the row of folder_spellings has them. */
static void add_folders(struct buf *config, size_t row)
{
    const char *const folders[][2] = {
        {"includes_dir", "inc"}, {"data_dir", "dat"}, {"collections_dir", "docs"}};
    for (size_t i = 0; i < 3; i++) {
        buf_add_format(config, "%s: %s%s%s\n", folders[i][0], folder_spellings[row].before,
                       folders[i][1], folder_spellings[row].behind);
    }
    buf_add_format(config, "collections: {c: {output: true}}");
    buf_add_byte(config, '\0');
}

static void finds_named_folders_however_they_are_spelled(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folder_spellings / sizeof folder_spellings[0]; i++) {
        struct buf config = {0};
        add_folders(&config, i);
        const struct site_file files[] = {
            {"_config.yml", config.ptr},
            {"inc", NULL},
            {"inc/i.md", "I"},
            {"dat", NULL},
            {"dat/d.yml", "k: D"},
            {"docs", NULL},
            {"docs/_c", NULL},
            {"docs/_c/c.md", "---\ntitle: C\n---\n"},
            {"p.md", "---\n---\n{% include i.md %}{{ site.data.d.k }}{{ site.c[0].title }}"
                     "{% link _c/c.md %}"}};
        struct written written;
        struct str near, text = {0};
        const struct line_map *map;
        begin(&written, files, sizeof files / sizeof files[0]);
        struct site *site = open_written(&written);
        assert_non_null(site);
        struct page *page = site_find_page(site, STR("p.md"), &near);
        assert_true(page && site_render_liquid(site, &written.arena, page, &text, &map,
                                               written.report));
        if (!str_is(text, "IDC/c/c.html")) {
            fail_msg("%s: '%.*s'", config.ptr, STR_ARG(text));
        }
        site_close(site);
        end(&written);
        buf_clear(&config);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_where_jekyll_would),
        cmocka_unit_test(reads_the_file_that_jekyll_reads),
        cmocka_unit_test(falls_back_where_a_setting_is_odd),
        cmocka_unit_test(lets_deeper_scopes_win),
        cmocka_unit_test(tells_every_wrong_value_of_a_recipe),
        cmocka_unit_test(finds_pages_in_the_folder_of_the_source),
        cmocka_unit_test(reads_the_recipe_among_the_pages),
        cmocka_unit_test(finds_named_folders_however_they_are_spelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
