/* Tags of plug-ins: those that plugins.c or the recipe knows become what is said there,
 * others are left out, and what stands between such a tag and its end stays. Nothing of
 * them is an error: a page is worth more without a tag than not at all. */
#include "liquid/parser.h"

#include "base/size.h"

bool parse_is_loose(const struct open_block *open)
{
    return open && (open->tag->kind == TAG_UNKNOWN || open->tag->kind == TAG_PLUGIN);
}

static void hint_recipe(struct parser *parser, struct str name)
{
    report_hint(parser->report,
                "say what it shows in " LIQUID_RECIPE_FILE ", as in 'tags: {%.*s: \"…\"}'",
                STR_ARG(name));
}

/* Of a known tag that shows less than its plug-in would. */
static void warn_lacking(struct parser *parser, const struct tag_input *input,
                         const char *lacks)
{
    struct place place = source_place(&parser->template->source, input->offset);
    place.width = size_to_u32(input->length);
    report_warning(parser->report, place, "liquid-plugin-files", "%s", lacks);
    hint_recipe(parser, input->name);
}

static void warn(struct parser *parser, const struct tag_input *input, bool paired)
{
    struct place place = source_place(&parser->template->source, input->offset);
    place.width = size_to_u32(input->length);
    report_warning(parser->report, place, "liquid-unknown-tag",
                   paired ? "unknown tag '%.*s' is left out, what stands in it stays"
                          : "unknown tag '%.*s' is left out",
                   STR_ARG(input->name));
    if (!str_starts(input->name, "end")) {
        hint_recipe(parser, input->name);
    }
}

/* The end of a tag that is known, with nothing to end; or of one that is not. */
static bool read_end(struct parser *parser, const struct tag_input *input)
{
    if (liquid_has_tag(str_skip(input->name, 3))) {
        return parse_stray(parser, input);
    }
    if (!tag_is_paired(parser, input->offset)) {
        warn(parser, input, false);
    }
    return true;
}

bool tag_read_other(struct parser *parser, const struct tag_input *input)
{
    const struct open_block *open = parse_innermost(parser);
    struct plugin plugin;
    if (!parser->options->jekyll || (open && open->tag->kind == TAG_COMMENT)) {
        return parse_stray(parser, input);
    }
    if (str_starts(input->name, "end") && input->name.len > 3) {
        return read_end(parser, input);
    }
    bool known = plugin_find(parser->options->tags, input->name, &plugin);
    bool paired = tag_is_paired(parser, input->offset);
    if (!known) {
        warn(parser, input, paired);
    } else if (plugin.lacks) {
        warn_lacking(parser, input, plugin.lacks);
    }
    struct tag *tag = parse_add_tag(parser, known ? TAG_PLUGIN : TAG_UNKNOWN, input);
    tag->name = input->name;
    tag->text = input->markup;
    return !paired || parse_push_block(parser, tag, input->name);
}

static bool ends(const struct tag_input *end, const struct open_block *open)
{
    return str_starts(end->name, "end") && str_eq(str_skip(end->name, 3), open->name);
}

void tag_close_loose(struct parser *parser, const struct tag_input *end)
{
    size_t depth = parser->depth;
    while (depth > 0 && parse_is_loose(&parser->open[depth - 1]) &&
           !(end && ends(end, &parser->open[depth - 1]))) {
        depth--;
    }
    bool closes = !end || (depth > 0 && ends(end, &parser->open[depth - 1]));
    while (closes && parser->depth > depth) {
        parse_pop_block(parser);
    }
}
