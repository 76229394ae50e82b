/* What the rules of all kinds of sites share: patterns, and what is a page by its name. The
 * rules themselves stand in a file per kind. */
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

bool rules_is_yaml(struct str path)
{
    struct str extension = path_extension(path);
    return str_is(extension, ".yml") || str_is(extension, ".yaml");
}

/* By the extensions that the configuration names. */
static bool is_markdown(const struct config *config, struct str path)
{
    struct str extension = str_skip(path_extension(path), 1),
               list = config->markdown_extensions;
    for (size_t at = 0; at <= list.len && extension.len;) {
        size_t end = str_find_byte(list, ',', at);
        end = end == STR_NONE ? list.len : end;
        if (str_eq_ignore_case(str_trim(str_sub(list, at, end)), extension)) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

bool rules_is_page(const struct config *config, struct str path)
{
    return is_markdown(config, path) || rules_is_html(path);
}

/* CODE_OF_CONDUCT, README-sitedev, PULL_REQUEST_TEMPLATE */
static bool is_in_capitals(struct str stem)
{
    size_t capitals = 0;
    while (capitals < stem.len && stem.ptr[capitals] >= 'A' && stem.ptr[capitals] <= 'Z') {
        capitals++;
    }
    return capitals > 1 &&
           (capitals == stem.len || stem.ptr[capitals] == '_' || stem.ptr[capitals] == '-');
}

bool rules_is_of_repository(struct str path)
{
    static const char *const names[] = {
        "authors", "changelog", "changes", "history", "contributing", "contributors",
        "copying", "license",   "licence", "readme",  "news",         "security"};
    struct str stem = path_stem(path);
    return is_in_capitals(stem) ||
           str_is_among_ignore_case(stem, names, sizeof names / sizeof names[0]);
}
