/* Cases: plain Liquid out of one JSON object, for tests that compare with other Liquids.
 * Partials come from the object too; nothing is read from a file. */
#include "liquid/liquid.h"

#include "base/buf.h"

static bool find_template(void *data, struct str name, struct str relative_to,
                          struct place asked, struct str *path, struct str *text,
                          const char **unreadable)
{
    (void)asked;
    (void)unreadable;
    const struct value *templates = data;
    struct value found = value_get(*templates, name);
    (void)relative_to;
    *path = name;
    *text = value_text_or(found, (struct str){0});
    return found.kind == VALUE_STRING;
}

static bool is_strict(struct value tags)
{
    for (size_t i = 0; i < value_count(tags); i++) {
        if (str_is(value_text_or(value_at(tags, i), (struct str){0}), "strict")) {
            return true;
        }
    }
    return false;
}

bool liquid_render_case(struct arena *arena, struct str json, struct buf *out,
                        struct report *report)
{
    struct value test;
    if (!value_from_json(arena, json, &test) || test.kind != VALUE_MAP ||
        value_get(test, STR("template")).kind != VALUE_STRING) {
        report_error(report, (struct place){.file = STR("-"), .line = 1, .column = 1},
                     "case-json", "this is not a JSON object with a 'template'");
        return false;
    }
    struct value templates = value_get(test, STR("templates"));
    struct liquid_host host = {.data = &templates, .include = find_template};
    struct liquid_options options = {.host = &host,
                                     .no_jekyll = true,
                                     .strict = is_strict(value_get(test, STR("tags")))};
    struct str template = value_get(test, STR("template")).as.string;
    struct line_map map = {0};
    report_add_source(report, STR("template"), template);
    out->limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES;
    return liquid_render(arena, template, STR("template"), 1, value_get(test, STR("data")),
                         &options, out, &map, report);
}
