/* Settings: files of YAML, TOML or JSON, and what sites are called in them. Relies on the
 * readers of those; a file that is not there or cannot be read says nothing. */
#include "site/settings.h"

#include "base/path.h"
#include "site/toml.h"

struct str settings_text(struct site *site, struct str path)
{
    struct str text = {0};
    enum file_status status =
        source_read(site->arena, site->source, path, CONFIG_BYTES_LIMIT, &text);
    return status == FILE_OK ? text : (struct str){0};
}

struct value settings_values(struct site *site, struct str path)
{
    struct str text = settings_text(site, path), extension = path_extension(path);
    struct value values = value_nil();
    struct yaml_fault fault;
    if (str_is(extension, ".toml")) {
        (void)toml_read(site->arena, text, 1, &values, &fault);
    } else if (str_is(extension, ".json")) {
        (void)value_from_json(site->arena, text, &values);
    } else {
        (void)yaml_read(site->arena, text, 1, NULL, &values, &fault);
    }
    return values;
}

struct str settings_text_at(struct value values, const char *key)
{
    return value_text_or(value_get(values, str_from(key)), (struct str){0});
}

void settings_take_names(struct site *site, const struct scope *scope, struct str title,
                         struct str language, struct str url)
{
    if (scope->folder.len) {
        return;
    }
    struct config *config = &site->config;
    config->title = config->title.len ? config->title : title;
    config->language = config->language.len ? config->language : language;
    size_t start = str_find(url, STR("://"), 0);
    if (config->url.len || start == STR_NONE || !str_starts(url, "http")) {
        return;
    }
    size_t slash = str_find_byte(url, '/', start + 3);
    config->url = str_sub(url, 0, slash == STR_NONE ? url.len : slash);
    config->base_url = str_without_end(str_skip(url, config->url.len), '/');
}
