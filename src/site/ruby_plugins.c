/* Which plug-ins of Ruby a Jekyll site is built with: those that its configuration names, and
 * those of its Gemfile, which Bundler loads, too. GitHub's gem, `github-pages`, brings some
 * that nobody names. */
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

bool ruby_has_plugin(struct site *site, const char *name, bool without_gemfile)
{
    struct value config = site->config.values;
    struct str gems = {0};
    if (names_plugin(value_get(config, STR("plugins")), name) ||
        names_plugin(value_get(config, STR("gems")), name)) {
        return true;
    }
    enum file_status status =
        source_spare(site->source, STR("Gemfile"),
                     source_peek(site->arena, site->source, STR("Gemfile"),
                                 GEMFILE_BYTES_LIMIT, &gems));
    if (status != FILE_OK) {
        return without_gemfile;
    }
    return str_find(gems, str_from(name), 0) != STR_NONE ||
           str_find(gems, STR("github-pages"), 0) != STR_NONE;
}
