/* The rules of a plain folder, one without _config.yml: every page that lies in it is
 * published, as GitHub shows a repository's files. */
#include "base/glob.h"
#include "site/rules.h"

static struct classified classify(const struct config *config, struct str path)
{
    bool made = glob_match_path(STR("_site"), path) || rules_match(config->exclude, path);
    return (struct classified){.class = made                          ? CLASS_SKIP
                                        : rules_is_page(config, path) ? CLASS_PAGE
                                                                      : CLASS_STATIC};
}

static bool is_folder_page(struct str name)
{
    return str_eq_ignore_case(name, STR("README.md")) || str_is(name, "index.md");
}

const struct site_rules rules_plain = {
    .name = "plain",
    .processor = "GFM",
    .classify = classify,
    .is_folder_page = is_folder_page,
};
