/* Whom a site names as its author in its settings, as Jekyll's sites do for feeds and
 * search engines: a name, or what is known of one, who is a person unless `type` says
 * otherwise. A title is nobody's name. */
#include "collect/collect.h"

#include "base/gate.h"

static struct str line_of(struct arena *arena, struct value value, struct report *report)
{
    return gate_line(arena, value_text_or(value, (struct str){0}), "the site's author",
                     (struct place){0}, report);
}

struct author collect_author(struct arena *arena, const struct site *site,
                             struct report *report)
{
    struct value author = value_get(site_config(site), STR("author"));
    bool told = author.kind == VALUE_MAP; /* else it is the name */
    struct value name = told ? value_get(author, STR("name")) : author;
    struct str url = line_of(arena, value_get(author, STR("url")), report);
    struct str type = value_text_or(value_get(author, STR("type")), (struct str){0});
    bool web = str_eq_ignore_case(str_sub(url, 0, 8), STR("https://")) ||
               str_eq_ignore_case(str_sub(url, 0, 7), STR("http://"));
    return (struct author){
        .name = line_of(arena, name, report),
        .url = web ? url : (struct str){0},
        .mail = line_of(arena, value_get(author, STR("email")), report),
        .is_organization = str_eq(type, STR("Organization")),
    };
}
