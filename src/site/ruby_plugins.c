/* Which plug-ins of Ruby a Jekyll site is built with: those that its configuration names, and
 * those of its Gemfile, which Bundler loads, too. GitHub's gem, `github-pages`, brings some
 * that nobody names. */
#include "site/rules.h"
#include "site/state.h"

#define GEMFILE_BYTES_LIMIT ((size_t)1 << 20)

static bool names_plugin(struct value plugins, const char *name)
{
    bool named = plugins.kind == VALUE_STRING && str_is(plugins.as.string, name);
    for (size_t i = 0; plugins.kind == VALUE_LIST && i < value_count(plugins) && !named;
         i++) {
        named = str_is(value_text_or(value_at(plugins, i), (struct str){0}), name);
    }
    return named;
}

/* Empty where there is none. */
static struct str gemfile_of(struct site *site)
{
    struct str gems = {0};
    if (!site->gemfile_asked) {
        site->gemfile_asked = true;
        site->has_gemfile =
            source_spare(site->source, STR("Gemfile"),
                         source_peek(site->arena, site->source, STR("Gemfile"),
                                     GEMFILE_BYTES_LIMIT, &gems)) == FILE_OK;
        site->gemfile = site->has_gemfile ? gems : (struct str){0};
    }
    return site->gemfile;
}

bool site_names_plugin(struct site *site, const char *name)
{
    struct value config = site->config.values;
    return site->config.rules->has_liquid &&
           (names_plugin(value_get(config, STR("plugins")), name) ||
            names_plugin(value_get(config, STR("gems")), name) ||
            str_find(gemfile_of(site), str_from(name), 0) != STR_NONE);
}

bool ruby_has_active_support(struct site *site)
{
    return site_names_plugin(site, "jekyll-mentions") || site_names_plugin(site, "jemoji");
}

bool ruby_has_plugin(struct site *site, const char *name, bool without_gemfile)
{
    return site_names_plugin(site, name) ||
           str_find(gemfile_of(site), STR("github-pages"), 0) != STR_NONE ||
           (without_gemfile && !site->has_gemfile);
}
