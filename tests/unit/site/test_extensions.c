/* Which syntax a generator's settings switch on for a page, and which stays text. */
#include "site_offprint.h"

#include "site/site.h"

#define MKDOCS(settings)                                                                   \
    {"mkdocs.yml", settings}, {"docs", NULL},                                              \
    {                                                                                      \
        "docs/a.md", "x"                                                                   \
    }
#define SPHINX(settings)                                                                   \
    {"conf.py", settings},                                                                 \
    {                                                                                      \
        "a.md", "x"                                                                        \
    }

static const struct {
    const char *name;
    struct site_file files[6];
    const char *page;
    unsigned read, text; /* syntax that is read, and that stays as it is written */
} cases[] = {
    {"MkDocs without settings of its own",
     {MKDOCS("site_name: M\n")},
     "docs/a.md",
     SYNTAX_PYTHON | SYNTAX_PLAIN_URLS,
     SYNTAX_VALUES | SYNTAX_TAGS | SYNTAX_BANGS | SYNTAX_LISTS | SYNTAX_SNIPPETS |
         SYNTAX_DEFINITIONS | SYNTAX_ABBREVIATIONS | SYNTAX_HUGO},
    {"MkDocs's extensions",
     {MKDOCS("markdown_extensions: [admonition, attr_list, pymdownx.keys]\n")},
     "docs/a.md",
     SYNTAX_BANGS | SYNTAX_LISTS | SYNTAX_KEYS,
     SYNTAX_FOLDS | SYNTAX_TABS | SYNTAX_VALUES | SYNTAX_DEFINITIONS},
    {"by their whole names, and some with options",
     {MKDOCS("markdown_extensions:\n  - markdown.extensions.extra\n"
             "  - pymdownx.tabbed: {alternate_style: true}\n")},
     "docs/a.md",
     SYNTAX_LISTS | SYNTAX_DEFINITIONS | SYNTAX_ABBREVIATIONS | SYNTAX_TABS,
     SYNTAX_BANGS | SYNTAX_FOLDS},
    {"MkDocs's links of plain addresses",
     {MKDOCS("markdown_extensions: {pymdownx.magiclink: {}}\n")},
     "docs/a.md",
     SYNTAX_PYTHON,
     SYNTAX_PLAIN_URLS},
    {"MkDocs's plug-in of macros",
     {MKDOCS("plugins: [search, macros: {module_name: m}]\n")},
     "docs/a.md",
     SYNTAX_VALUES | SYNTAX_TAGS,
     SYNTAX_BANGS},
    {"MkDocs's documentation of programs",
     {MKDOCS("plugins: [{mkdocstrings: {}}]\n")},
     "docs/a.md",
     SYNTAX_PROGRAMS,
     SYNTAX_COLONS},
    {"what MkDocs's settings inherit",
     {{"base.yml", "markdown_extensions: [admonition]\nplugins: [macros]\n"},
      MKDOCS("INHERIT: base.yml\nplugins: [search]\n")},
     "docs/a.md",
     SYNTAX_BANGS,
     SYNTAX_VALUES},
    {"settings that inherit from themselves",
     {MKDOCS("INHERIT: mkdocs.yml\n")},
     "docs/a.md",
     SYNTAX_PYTHON,
     SYNTAX_BANGS},
    {"Zensical",
     {{"zensical.toml", "[project]\nsite_name = 'Z'\n"},
      {"docs", NULL},
      {"docs/a.md", "x"}},
     "docs/a.md",
     SYNTAX_BANGS | SYNTAX_TABS | SYNTAX_LISTS,
     SYNTAX_VALUES},
    {"MkDocs by the recipe alone",
     {{"offprint.yml", "dialect: mkdocs\n"}, {"a.md", "x"}},
     "a.md",
     SYNTAX_BANGS | SYNTAX_TABS | SYNTAX_LISTS,
     SYNTAX_VALUES},
    {"Sphinx with MyST alone",
     {SPHINX("extensions = ['myst_parser']\n")},
     "a.md",
     SYNTAX_MYST | SYNTAX_PLAIN_URLS,
     SYNTAX_VALUES | SYNTAX_LISTS | SYNTAX_DEFINITIONS | SYNTAX_HUGO},
    {"Sphinx with MyST's extensions",
     {SPHINX("extensions = ['myst_parser']\nmyst_enable_extensions = {\n"
             "    \"attrs_inline\",  # not: \"deflist\"\n    'colon_fence',\n}\n")},
     "a.md",
     SYNTAX_LISTS | SYNTAX_COLONS,
     SYNTAX_DEFINITIONS | SYNTAX_VALUES},
    {"Sphinx with more of them later",
     {SPHINX("extensions = ['myst_nb']\nmyst_enable_extensions = ['linkify']\n"
             "myst_enable_extensions += ['substitution', 'deflist']\n")},
     "a.md",
     SYNTAX_VALUES | SYNTAX_DEFINITIONS,
     SYNTAX_PLAIN_URLS},
    {"Jupyter Book",
     {{"_toc.yml", "format: jb-book\nroot: a\n"}, {"a.md", "x"}},
     "a.md",
     SYNTAX_VALUES | SYNTAX_COLONS,
     SYNTAX_DEFINITIONS | SYNTAX_LISTS | SYNTAX_HUGO},
    {"Jupyter Book's own list",
     {{"_toc.yml", "format: jb-book\nroot: a\n"},
      {"_config.yml", "parse: {myst_enable_extensions: [deflist]}\n"},
      {"a.md", "x"}},
     "a.md",
     SYNTAX_DEFINITIONS,
     SYNTAX_VALUES},
    {"mystmd",
     {{"myst.yml", "version: 1\nproject: {}\n"}, {"a.md", "x"}},
     "a.md",
     SYNTAX_COLONS | SYNTAX_DEFINITIONS,
     SYNTAX_VALUES | SYNTAX_HUGO | SYNTAX_TAGS},
    {"GitBook",
     {{".gitbook.yaml", "root: ./\n"}, {"a.md", "x"}},
     "a.md",
     SYNTAX_TAGS,
     SYNTAX_VALUES | SYNTAX_HUGO},
    {"Eleventy",
     {{".eleventy.js", "x"}, {"a.md", "x"}},
     "a.md",
     SYNTAX_TAGS | SYNTAX_VALUES | SYNTAX_PLAIN_URLS,
     SYNTAX_LISTS | SYNTAX_HUGO},
    {"Eleventy with plug-ins of markdown-it",
     {{".eleventy.js", "use(require('markdown-it-attrs')) // require('markdown-it-mark')"},
      {"a.md", "x"}},
     "a.md",
     SYNTAX_LISTS,
     SYNTAX_MARKS},
    {"VitePress",
     {{".vitepress", NULL}, {".vitepress/config.js", "x"}, {"a.md", "x"}},
     "a.md",
     SYNTAX_VALUES | SYNTAX_VUE | SYNTAX_COLONS,
     SYNTAX_MARKS | SYNTAX_TAGS | SYNTAX_HUGO},
    {"VitePress with a plug-in",
     {{".vitepress", NULL},
      {".vitepress/config.ts", "import mark from 'markdown-it-mark'"},
      {"a.md", "x"}},
     "a.md",
     SYNTAX_MARKS,
     SYNTAX_TAGS},
    {"Astro",
     {{"astro.config.mjs", "x"},
      {"src", NULL},
      {"src/pages", NULL},
      {"src/pages/a.md", "x"}},
     "src/pages/a.md",
     0,
     SYNTAX_COLONS | SYNTAX_LISTS | SYNTAX_VALUES},
    {"Quarto",
     {{"_quarto.yml", "project: {}\n"}, {"a.md", "x"}},
     "a.md",
     SYNTAX_HUGO | SYNTAX_COLONS | SYNTAX_LISTS,
     SYNTAX_VALUES | SYNTAX_TAGS},
    {"mdBook",
     {{"book.toml", "x = 1"}, {"src", NULL}, {"src/a.md", "x"}},
     "src/a.md",
     SYNTAX_BOOK,
     SYNTAX_VALUES | SYNTAX_HUGO},
    {"Docusaurus",
     {{"docusaurus.config.js", "x"}, {"docs", NULL}, {"docs/a.md", "x"}},
     "docs/a.md",
     SYNTAX_MDX | SYNTAX_COLONS,
     SYNTAX_VALUES | SYNTAX_TAGS | SYNTAX_HUGO},
};

static void reads_what_settings_switch_on(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char root[] = "/tmp/offprint-extensions-XXXXXX";
        size_t count = count_site_files(cases[i].files, 6);
        struct arena arena;
        struct str near;
        arena_init(&arena, 0);
        struct report *report = report_new();
        assert_true(write_site(root, cases[i].files, count));
        struct site *site = site_open(&arena, root, DATE_NONE, report);
        assert_non_null(site);
        const struct page *page = site_find_page(site, str_from(cases[i].page), &near);
        assert_non_null(page);
        unsigned syntax = page->markdown.syntax;
        if ((syntax & cases[i].read) != cases[i].read || (syntax & cases[i].text)) {
            fail_msg("%s: not read %#x, read %#x", cases[i].name, cases[i].read & ~syntax,
                     syntax & cases[i].text);
        }
        site_close(site);
        report_free(report);
        arena_clear(&arena);
        (void)remove_site_files(root, cases[i].files, count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_what_settings_switch_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
