/* The rules of a plain folder, one without _config.yml: every page that lies in it is
 * published, as GitHub shows a repository's files. */
#include "base/glob.h"
#include "base/path.h"
#include "site/rules.h"

/* GitHub shows them as any other; what tools keep for themselves is nobody's page. */
static bool wants_hidden(const struct config *config, struct str name)
{
    (void)config;
    static const char *const tools[] = {
        ".bundle", ".cache",  ".cargo",      ".devenv",       ".direnv", ".docusaurus",
        ".eggs",   ".git",    ".gradle",     ".hg",           ".idea",   ".jekyll-cache",
        ".jj",     ".m2",     ".mypy_cache", ".next",         ".nox",    ".npm",
        ".nuxt",   ".output", ".pnpm-store", ".pytest_cache", ".quarto", ".ruff_cache",
        ".svn",    ".tox",    ".terraform",  ".turbo",        ".venv",   ".virtualenv",
        ".yarn"};
    for (size_t i = 0; i < sizeof tools / sizeof tools[0]; i++) {
        if (str_is(name, tools[i])) {
            return false;
        }
    }
    return true;
}

static struct classified classify(const struct config *config, struct str path)
{
    bool made = glob_match_path(STR("_site"), path) || rules_match(config->exclude, path);
    return (struct classified){.class = made                          ? CLASS_SKIP
                                        : rules_is_page(config, path) ? CLASS_PAGE
                                                                      : CLASS_STATIC};
}

static bool is_folder_page(struct str name)
{
    struct str stem = path_stem(name);
    return str_eq_ignore_case(stem, STR("README")) ||
           str_eq_ignore_case(stem, STR("index")) || str_is(stem, "_index");
}

const struct site_rules rules_plain = {
    .name = "plain",
    .processor = "GFM",
    .extensions = "markdown,mdown,mdwn,mkdown,mkdn,mkd,md,mdx,qmd",
    .syntax = SYNTAX_ALERTS,
    .classify = classify,
    .is_folder_page = is_folder_page,
    .read_front_matter = front_matter_read_any,
    .wants_hidden = wants_hidden,
    .finds_by_stem = true,
    .has_generators = true,
};
