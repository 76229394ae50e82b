/* What the rules of all kinds of sites share: patterns, and what is a page by its name. */
#include "site/rules.h"

#include "base/glob.h"
#include "base/path.h"

bool rules_begins_with(struct str path, struct str pattern)
{
    while (str_starts(pattern, "/")) {
        pattern = str_skip(pattern, 1);
    }
    return pattern.len && str_eq(str_sub(path, 0, pattern.len), pattern);
}

bool rules_match(struct value patterns, struct str path)
{
    for (size_t i = 0; i < value_count(patterns); i++) {
        struct str pattern = value_at(patterns, i).as.string;
        if (glob_match_path(pattern, path) || rules_begins_with(path, pattern)) {
            return true;
        }
    }
    return false;
}

bool rules_is_html(struct str path)
{
    struct str extension = path_extension(path);
    return str_eq_ignore_case(extension, STR(".html")) ||
           str_eq_ignore_case(extension, STR(".htm")) ||
           str_eq_ignore_case(extension, STR(".xhtml"));
}

bool rules_is_page(const struct config *config, struct str path)
{
    return config_is_markdown(config, path) || rules_is_html(path);
}
