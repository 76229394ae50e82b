/* What each command does with its arguments, and what it tells of the result: a summary
 * for people or JSON for machines. The reading commands differ in their row alone. */
#include "commands.h"

#include "base/number.h"
#include "render.h"

#include <jansson.h>
#include <stdlib.h>

static void add_count(struct buf *out, size_t count, const char *one, const char *many)
{
    number_add_grouped(out, count);
    buf_add_format(out, " %s", count == 1 ? one : many);
}

static void add_outputs(struct buf *out, const struct offprint_result *result)
{
    size_t width = 0;
    for (size_t i = 0; i < result->output_count; i++) {
        size_t len = strlen(result->outputs[i].path);
        width = len > width ? len : width;
    }
    for (size_t i = 0; i < result->output_count; i++) {
        const struct offprint_output *output = &result->outputs[i];
        size_t start = out->len;
        buf_add_visible(out, str_from(output->path));
        size_t shown = out->len - start;
        buf_add_format(out, "%*s", (int)(shown < width ? width - shown : 0) + 3, "");
        for (size_t k = 0; k < output->figure_count; k++) {
            const struct offprint_figure *figure = &output->figures[k];
            add_count(out, figure->count, figure->one, figure->many);
            buf_add_text(out, ", ");
        }
        number_add_size(out, output->byte_count);
        buf_add_text(out, "\n");
    }
}

static void add_summary(struct buf *out, const struct offprint_result *result)
{
    add_outputs(out, result);
    if (result->documents == 0) {
        return;
    }
    const struct {
        size_t count;
        const char *where;
    } links[] = {
        {result->links_internal, "inside"},
        {result->links_external, "to the web"},
        {result->links_live, "to the live site"},
        {result->links_mail, "mail"},
        {result->links_file, "to files"},
        {result->links_broken, "without a target"},
    };
    buf_add_text(out, "links: ");
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        buf_add_text(out, i ? ", " : "");
        add_count(out, links[i].count, links[i].where, links[i].where);
    }
    buf_add_text(out, "\n");
}

static void set_count(json_t *object, const char *name, size_t count)
{
    json_object_set_new(object, name, json_integer((json_int_t)count));
}

static json_t *links_json(const struct offprint_result *result)
{
    json_t *links = json_object();
    set_count(links, "internal", result->links_internal);
    set_count(links, "external", result->links_external);
    set_count(links, "live", result->links_live);
    set_count(links, "mail", result->links_mail);
    set_count(links, "file", result->links_file);
    set_count(links, "broken", result->links_broken);
    return links;
}

/* JSON cannot hold all that a path can. */
static json_t *path_json(const char *path)
{
    json_t *text = json_string(path);
    if (text) {
        return text;
    }
    struct buf visible = {0};
    buf_add_visible(&visible, str_from(path));
    text = buf_ok(&visible) ? json_stringn(visible.ptr, visible.len) : NULL;
    buf_clear(&visible);
    return text;
}

static json_t *outputs_json(const struct offprint_result *result)
{
    json_t *outputs = json_array();
    for (size_t i = 0; i < result->output_count; i++) {
        const struct offprint_output *output = &result->outputs[i];
        json_t *object = json_object();
        json_object_set_new(object, "name", json_string(output->name));
        json_object_set_new(object, "path", path_json(output->path));
        set_count(object, "bytes", output->byte_count);
        for (size_t k = 0; k < output->figure_count; k++) {
            set_count(object, output->figures[k].name, output->figures[k].count);
        }
        json_array_append_new(outputs, object);
    }
    return outputs;
}

static void add_json(struct buf *out, const struct offprint_result *result)
{
    json_t *object = json_object();
    json_object_set_new(object, "status", json_integer(result->status));
    json_object_set_new(object, "outputs", outputs_json(result));
    set_count(object, "pages", result->pages);
    set_count(object, "documents", result->documents);
    set_count(object, "words", result->words);
    json_object_set_new(object, "links", links_json(result));
    json_t *diagnostics =
        result->report_json ? json_loads(result->report_json, 0, NULL) : NULL;
    json_object_set_new(object, "diagnostics", diagnostics ? diagnostics : json_array());
    char *text = json_dumps(object, JSON_INDENT(2));
    buf_add_text(out, text ? text : "{}");
    buf_add_text(out, "\n");
    free(text);
    json_decref(object);
}

/* Running */

typedef enum offprint_status reading(const struct offprint_options *options,
                                     struct offprint_result *result);

static enum offprint_status run_reading(reading *read, const struct arguments *arguments,
                                        const struct surroundings *surroundings,
                                        struct buf *output, struct buf *errors)
{
    struct offprint_options options = {
        .struct_size = sizeof options,
        .site = arguments->operand_count ? arguments->operands[0] : "content",
        .entries = arguments->entries.items,
        .entry_count = arguments->entries.count,
        .outputs = arguments->outputs.items,
        .output_count = arguments->outputs.count,
        .output_folder = arguments->output ? arguments->output : "out",
        .name = arguments->name,
        .title = arguments->title,
        .subtitle = arguments->subtitle,
        .live_url = arguments->live_url,
        .contact = arguments->contact,
        .prepared_for = arguments->prepared_for,
        .date = arguments->date,
        .data_folder =
            arguments->data_folder ? arguments->data_folder : surroundings->data_folder,
        .has_depth = arguments->depth.given,
        .depth = arguments->depth.value,
        .has_image_dpi = arguments->image_dpi.given,
        .image_dpi = arguments->image_dpi.value,
        .theme = arguments->theme,
        .theme_folder = arguments->theme_dir,
        .paper = (enum offprint_paper)arguments->paper.index,
        .has_source_date = surroundings->has_source_date,
        .source_date = surroundings->source_date,
        .strict = arguments->strict,
        .allow_active = arguments->allow_active,
        .memory_bytes = arguments->memory.bytes,
        .quiet = arguments->quiet,
        .stop = surroundings->stop,
        .progress = arguments->quiet || arguments->json ? NULL : surroundings->progress,
    };
    struct offprint_result result;
    enum offprint_status status = read(&options, &result);
    if (arguments->json) {
        add_json(output, &result);
    } else {
        buf_add_text(errors, result.report_text ? result.report_text : "");
        if (!arguments->quiet && status < OFFPRINT_WRONG_USAGE) {
            add_summary(output, &result);
        }
    }
    offprint_result_clear(&result);
    return status;
}

static enum offprint_status run_export(const struct arguments *arguments,
                                       const struct surroundings *surroundings,
                                       struct buf *output, struct buf *errors)
{
    return run_reading(offprint_export, arguments, surroundings, output, errors);
}

static enum offprint_status run_check(const struct arguments *arguments,
                                      const struct surroundings *surroundings,
                                      struct buf *output, struct buf *errors)
{
    return run_reading(offprint_check, arguments, surroundings, output, errors);
}

static bool check_render(const struct arguments *arguments, struct buf *error)
{
    bool from_input = arguments->markdown.text || arguments->liquid;
    bool input_named =
        arguments->operand_count == 1 && strcmp(arguments->operands[0], "-") == 0;
    bool right = from_input ? input_named : arguments->operand_count == 2;
    if (!right) {
        buf_add_format(error, "'render' wants %s",
                       from_input ? "'-' for standard input" : "SITE and PAGE");
    }
    bool set =
        arguments->to.index == RENDER_LINES + 1 || arguments->to.index == RENDER_PAGES + 1;
    if (right && set && from_input) {
        buf_add_format(error, "'--to %s' wants SITE and PAGE", arguments->to.text);
        return false;
    }
    return right;
}

static enum offprint_status run_render(const struct arguments *arguments,
                                       const struct surroundings *surroundings,
                                       struct buf *output, struct buf *errors)
{
    struct render_request request = {
        .markdown = arguments->markdown.text,
        .liquid = arguments->liquid,
        .site = arguments->operand_count > 1 ? arguments->operands[0] : NULL,
        .page = arguments->operand_count > 1 ? arguments->operands[1] : NULL,
        .form =
            arguments->to.index ? (enum render_form)(arguments->to.index - 1) : RENDER_HTML,
        .depth = arguments->depth.given ? (int)arguments->depth.value : -1,
        .paper = (enum offprint_paper)arguments->paper.index,
        .live_url = arguments->live_url,
        .theme = arguments->theme,
        .theme_folder = arguments->theme_dir,
        .data_folder =
            arguments->data_folder ? arguments->data_folder : surroundings->data_folder,
        .strict = arguments->strict,
        .quiet = arguments->quiet,
        .memory_bytes = arguments->memory.bytes,
        .date = surroundings->source_date,
    };
    return render_run(&request, output, errors);
}

/* The table */

#define COMMON_OPTIONS (OPTION_BIT(OPTION_QUIET) | OPTION_BIT(OPTION_HELP))
#define READING_OPTIONS                                                                    \
    (COMMON_OPTIONS | OPTION_BIT(OPTION_ENTRY) | OPTION_BIT(OPTION_DEPTH) |                \
     OPTION_BIT(OPTION_LIVE_URL) | OPTION_BIT(OPTION_TITLE) |                              \
     OPTION_BIT(OPTION_SUBTITLE) | OPTION_BIT(OPTION_CONTACT) |                            \
     OPTION_BIT(OPTION_PREPARED_FOR) | OPTION_BIT(OPTION_DATE) |                           \
     OPTION_BIT(OPTION_ALLOW_ACTIVE) | OPTION_BIT(OPTION_STRICT) |                         \
     OPTION_BIT(OPTION_OUTPUTS) | OPTION_BIT(OPTION_NAME) | OPTION_BIT(OPTION_PAPER) |     \
     OPTION_BIT(OPTION_IMAGE_DPI) | OPTION_BIT(OPTION_THEME) |                             \
     OPTION_BIT(OPTION_THEME_DIR) | OPTION_BIT(OPTION_DATA) | OPTION_BIT(OPTION_MEMORY) |  \
     OPTION_BIT(OPTION_JSON))
#define SITE_NOTE "SITE is the site's folder (default: content)."

static const struct command_row rows[] = {
    {
        .name = "export",
        .operands = "[SITE]",
        .summary =
            "Make the PDF packet and the zip bundle of a page and the documents it links "
            "to.",
        .example = "offprint export my-site --entry /contribute/ -o out",
        .note = SITE_NOTE,
        .operand_most = 1,
        .options = READING_OPTIONS | OPTION_BIT(OPTION_OUTPUT),
        .run = run_export,
    },
    {
        .name = "check",
        .operands = "[SITE]",
        .summary = "Make the same, write nothing, report what export would.",
        .example = "offprint check my-site --entry /contribute/ --strict",
        .note = SITE_NOTE,
        .operand_most = 1,
        .options = READING_OPTIONS,
        .run = run_check,
    },
    {
        .name = "render",
        .operands = "SITE PAGE | --markdown DIALECT - | --liquid -",
        .summary =
            "Print a page's HTML fragment as its site would show it, or what another stage "
            "makes of it.",
        .example = "offprint render my-site _pages/contribute.md",
        .operand_most = 2,
        .options = COMMON_OPTIONS | OPTION_BIT(OPTION_MARKDOWN) |
                   OPTION_BIT(OPTION_LIQUID) | OPTION_BIT(OPTION_TO) |
                   OPTION_BIT(OPTION_DEPTH) | OPTION_BIT(OPTION_PAPER) |
                   OPTION_BIT(OPTION_THEME) | OPTION_BIT(OPTION_THEME_DIR) |
                   OPTION_BIT(OPTION_LIVE_URL) | OPTION_BIT(OPTION_DATA) |
                   OPTION_BIT(OPTION_MEMORY) | OPTION_BIT(OPTION_STRICT),
        .check = check_render,
        .run = run_render,
    },
};

const struct command_table command_table = {
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .options = COMMON_OPTIONS | OPTION_BIT(OPTION_VERSION) | OPTION_BIT(OPTION_MAN_PAGE),
};
