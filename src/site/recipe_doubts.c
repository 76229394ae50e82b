/* What a recipe says and nobody hears: valid YAML, of the right kind, and yet without any
 * effect. All of it is warned of, for its author meant something. */
#include "site/recipe.h"

#include "base/glob.h"
#include "base/size.h"
#include "base/utf8.h"
#include "site/yaml.h"

static struct place place_on(uint32_t line)
{
    return (struct place){STR(LIQUID_RECIPE_FILE), line ? line : 1, 1, 0};
}

void recipe_tell_doubts(const struct yaml_doubt *doubts, struct report *report)
{
    for (const struct yaml_doubt *doubt = doubts; doubt; doubt = doubt->next) {
        struct place place = place_on(doubt->line);
        place.column = doubt->column;
        if (doubt->behind) {
            report_warning(report, place, "recipe-behind",
                           "what stands behind the recipe's end counts for nothing");
            report_hint(report, "%s", "a recipe is one document of YAML");
        } else {
            place.width = size_to_u32(utf8_count(doubt->key));
            report_warning(
                report, place, "recipe-twice",
                "the key '%.*s' stands in its mapping once more; the last counts",
                STR_ARG(doubt->key));
        }
    }
}

static void doubt_pattern(const struct recipe_reading *reading,
                          const struct value_entry *entry, struct value pattern)
{
    struct str text = value_text_or(pattern, (struct str){0});
    if (pattern.kind == VALUE_STRING && !glob_may_match_path(text)) {
        report_warning(reading->report, place_on(pattern.line), "recipe-pattern",
                       "the pattern '%.*s' of '%.*s' matches nothing", STR_ARG(text),
                       STR_ARG(entry->key));
        report_hint(reading->report, "%s",
                    "a '[' needs its ']', and the sign itself is written '\\['");
    }
}

void recipe_doubt_patterns(const struct recipe_reading *reading,
                           const struct value_entry *entry)
{
    if (entry->value.kind != VALUE_LIST) {
        doubt_pattern(reading, entry, entry->value);
    }
    for (size_t i = 0; i < value_count(entry->value); i++) {
        doubt_pattern(reading, entry, value_at(entry->value, i));
    }
}

void recipe_doubt_tag(const struct recipe_reading *reading, const struct value_entry *tag)
{
    bool writable = tag->key.len > 0;
    for (size_t i = 0; i < tag->key.len && writable; i++) {
        writable = ascii_is_alnum(tag->key.ptr[i]) || tag->key.ptr[i] == '_';
    }
    if (!writable) {
        report_warning(reading->report, place_on(tag->value.line), "recipe-tag",
                       "no template can write a tag '%.*s'", STR_ARG(tag->key));
        report_hint(reading->report, "%s", "names of tags are letters, digits and '_'");
    }
}
