/* Translations: what `t` and `translate` of plug-ins show, from the site's data, or from a
 * file of YAML for each language, where the usual plug-ins keep them. A key is looked for
 * as it is and by its dots; whole files may lie under their language's name. */
#include "base/path.h"
#include "base/utf8.h"
#include "site/state.h"

#define LANGUAGE_LIMIT 8 /* looked through for one key */

struct languages {
    struct str names[LANGUAGE_LIMIT];
    size_t count;
};

static void add_language(struct languages *languages, struct value name)
{
    struct str text = value_text_or(name, (struct str){0});
    if (text.len && languages->count < LANGUAGE_LIMIT) {
        languages->names[languages->count++] = text;
    }
}

/* The page's own first, then the site's as the plug-ins name it. */
static struct languages find_languages(const struct site *site, const struct page *page)
{
    static const char *const of_page[] = {"lang", "locale", "language"};
    static const char *const of_site[] = {"lang", "active_lang", "default_lang", "locale"};
    struct languages out = {0};
    for (size_t i = 0; i < sizeof of_page / sizeof of_page[0]; i++) {
        add_language(&out, value_get(page->data, str_from(of_page[i])));
    }
    for (size_t i = 0; i < sizeof of_site / sizeof of_site[0]; i++) {
        add_language(&out, value_get(site->config.values, str_from(of_site[i])));
    }
    add_language(&out, value_at(value_get(site->config.values, STR("languages")), 0));
    if (out.count == 0) {
        add_language(&out, value_string(STR("en")));
    }
    return out;
}

/* "a.b" as one key, or as b within a. */
static struct value at_path(struct value map, struct str key)
{
    struct value whole = value_get(map, key);
    for (size_t at = 0; whole.kind == VALUE_NIL && map.kind == VALUE_MAP;) {
        size_t dot = str_find_byte(key, '.', at);
        map = value_get(map, str_sub(key, at, dot == STR_NONE ? key.len : dot));
        if (dot == STR_NONE) {
            return map;
        }
        at = dot + 1;
    }
    return whole;
}

/* What a file of translations holds, or nil; read once. */
static struct value read_file(struct site *site, struct str path, struct report *report)
{
    struct value out = value_nil();
    struct yaml_fault fault;
    struct str text;
    if (site->translations.kind == VALUE_NIL) {
        site->translations = value_map_new(site->arena);
    }
    if (value_has(site->translations, path)) {
        return value_get(site->translations, path);
    }
    if (source_read(site->arena, site->source, path, SITE_PAGE_BYTES_LIMIT, &text) ==
            FILE_OK &&
        utf8_find_invalid(text) == STR_NONE &&
        !yaml_read(site->arena, text, 1, site->config.zone, &out, &fault)) {
        report_warning(report, (struct place){path, fault.line, fault.column, 0},
                       "translation-file", "the translations are left out: %s",
                       fault.message);
        out = value_nil();
    }
    (void)value_map_set(site->arena, site->translations, path, out);
    return out;
}

/* Of one language, in `map`: the key alone, or under its page's name. */
static bool find_in(struct site *site, struct value map, struct str language,
                    struct str key, struct str group, struct str *text)
{
    struct value inner = value_get(map, language);
    struct value maps[] = {inner, map};
    for (size_t i = 0; i < 2; i++) {
        struct value found = at_path(maps[i], key);
        if (found.kind == VALUE_NIL || found.kind == VALUE_MAP) {
            found = value_get(value_get(maps[i], group), key);
        }
        if (found.kind != VALUE_NIL && found.kind != VALUE_MAP) {
            *text = liquid_text(site->arena, found);
            return true;
        }
    }
    return false;
}

static bool find_in_language(struct site *site, struct str language, struct str key,
                             struct str group, struct str *text, struct report *report)
{
    static const char *const keys[] = {"translations", "i18n", "locales", "strings"};
    static const char *const folders[] = {"_i18n", "_translations", "_locales"};
    struct value data = value_get(site->data, language);
    bool found = find_in(site, data, language, key, group, text);
    for (size_t i = 0; !found && i < sizeof keys / sizeof keys[0]; i++) {
        struct value named = value_get(site->data, str_from(keys[i]));
        found = find_in(site, value_get(named, language), language, key, group, text);
    }
    for (size_t i = 0; !found && i < sizeof folders / sizeof folders[0]; i++) {
        struct str path =
            arena_format(site->arena, "%s/%.*s.yml", folders[i], STR_ARG(language));
        found = find_in(site, read_file(site, path, report), language, key, group, text);
    }
    return found;
}

bool translation_find(struct site *site, const struct page *page, struct str key,
                      struct str group, struct str *text, struct report *report)
{
    struct languages languages = find_languages(site, page);
    struct str own = value_text_or(value_get(page->data, STR("id")), (struct str){0});
    for (size_t i = 0; key.len && i < languages.count; i++) {
        if (find_in_language(site, languages.names[i], key, group.len ? group : own, text,
                             report)) {
            return true;
        }
    }
    return false;
}
