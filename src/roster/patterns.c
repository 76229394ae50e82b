/* Texts of the recipe that fields are put into, and the mappings that they stand in. */
#include "liquid/liquid.h"
#include "roster/parts.h"

bool pattern_of(struct arena *arena, const struct recipe *recipe,
                const struct value_entry *entry, struct value value,
                const struct roll *roll, struct pattern *out, struct report *report)
{
    struct place place = recipe_entry_place(recipe, entry);
    if (value.line && value.line != place.line) {
        place = (struct place){place.file, value.line, 1, 0}; /* an item of a list */
    }
    if (value.kind == VALUE_LIST || value.kind == VALUE_MAP) {
        report_error(report, place, "recipe-type", "'%.*s' must be a text",
                     STR_ARG(entry->key));
        return false;
    }
    *out = (struct pattern){liquid_text(arena, value), place};
    return fill_check(roll, out->text, place, report);
}

const struct value_entry *pattern_entry(struct value map, const char *key)
{
    for (size_t i = 0; i < value_count(map); i++) {
        if (str_is(map.as.map->entries[i].key, key)) {
            return &map.as.map->entries[i];
        }
    }
    return NULL;
}

bool pattern_read(struct arena *arena, const struct recipe *recipe, struct value map,
                  const char *key, struct str otherwise, const struct roll *roll,
                  struct pattern *out, struct report *report)
{
    const struct value_entry *entry = pattern_entry(map, key);
    *out = (struct pattern){.text = otherwise};
    return !entry || entry->value.kind == VALUE_NIL ||
           pattern_of(arena, recipe, entry, entry->value, roll, out, report);
}

bool pattern_map(const struct recipe *recipe, const char *key, const char *const *known,
                 struct value *out, struct report *report)
{
    *out = value_get(recipe->values, str_from(key));
    if (out->kind != VALUE_MAP && out->kind != VALUE_NIL) {
        report_error(report, recipe_place(recipe, key), "recipe-type",
                     "'%s' must be a mapping", key);
        return false;
    }
    size_t known_count = 0;
    while (known[known_count]) {
        known_count++;
    }
    for (size_t i = 0; i < value_count(*out); i++) {
        const struct value_entry *entry = &out->as.map->entries[i];
        const char *near = str_nearest(entry->key, known, known_count);
        if (!near || !str_is(entry->key, near)) {
            report_warning(report, recipe_entry_place(recipe, entry), "recipe-key",
                           "unknown key '%.*s' in '%s' of the recipe", STR_ARG(entry->key),
                           key);
            if (near) {
                report_hint(report, "did you mean '%s'?", near);
            }
        }
    }
    return true;
}
