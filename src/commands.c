#include "commands.h"

#include "render.h"

#include <jansson.h>
#include <stdlib.h>

/* 18116 → "18,116" */
static void add_grouped(struct buf *out, size_t value)
{
    char digits[32];
    size_t len = 0;
    do {
        digits[len++] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    while (len > 0) {
        buf_add_byte(out, digits[--len]);
        if (len && len % 3 == 0) {
            buf_add_byte(out, ',');
        }
    }
}

static void add_size(struct buf *out, size_t bytes)
{
    add_grouped(out, (bytes + 500) / 1000);
    buf_add_text(out, " kB");
}

static void add_count(struct buf *out, size_t count, const char *one, const char *many)
{
    add_grouped(out, count);
    buf_add_format(out, " %s", count == 1 ? one : many);
}

static void add_outputs(struct buf *out, const struct offprint_result *result)
{
    size_t width = strlen(result->pdf_path) + 3;
    buf_add_format(out, "%-*s", (int)width, result->pdf_path);
    add_count(out, result->pages, "page, ", "pages, ");
    add_count(out, result->documents, "document, ", "documents, ");
    add_count(out, result->words, "word, ", "words, ");
    add_size(out, result->pdf_bytes);
    buf_add_format(out, "\n%-*s", (int)width, result->zip_path);
    add_count(out, result->zip_entries, "entry, ", "entries, ");
    add_count(out, result->site_files, "file from the site, ", "files from the site, ");
    add_size(out, result->zip_bytes);
    buf_add_text(out, "\n");
}

static void add_summary(struct buf *out, const struct offprint_result *result)
{
    if (result->pdf_path && result->zip_path) {
        add_outputs(out, result);
    }
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

static json_t *links_json(const struct offprint_result *result)
{
    json_t *links = json_object();
    json_object_set_new(links, "internal",
                        json_integer((json_int_t)result->links_internal));
    json_object_set_new(links, "external",
                        json_integer((json_int_t)result->links_external));
    json_object_set_new(links, "live", json_integer((json_int_t)result->links_live));
    json_object_set_new(links, "mail", json_integer((json_int_t)result->links_mail));
    json_object_set_new(links, "file", json_integer((json_int_t)result->links_file));
    json_object_set_new(links, "broken", json_integer((json_int_t)result->links_broken));
    return links;
}

static void add_json(struct buf *out, const struct offprint_result *result)
{
    json_t *object = json_object();
    json_object_set_new(object, "status", json_integer(result->status));
    json_object_set_new(object, "pdf",
                        result->pdf_path ? json_string(result->pdf_path) : json_null());
    json_object_set_new(object, "zip",
                        result->zip_path ? json_string(result->zip_path) : json_null());
    json_object_set_new(object, "pages", json_integer((json_int_t)result->pages));
    json_object_set_new(object, "documents", json_integer((json_int_t)result->documents));
    json_object_set_new(object, "words", json_integer((json_int_t)result->words));
    json_object_set_new(object, "pdf_bytes", json_integer((json_int_t)result->pdf_bytes));
    json_object_set_new(object, "zip_bytes", json_integer((json_int_t)result->zip_bytes));
    json_object_set_new(object, "zip_entries",
                        json_integer((json_int_t)result->zip_entries));
    json_object_set_new(object, "site_files", json_integer((json_int_t)result->site_files));
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

static enum offprint_status run_reading(const struct arguments *arguments,
                                        const struct surroundings *surroundings,
                                        struct buf *output, struct buf *errors)
{
    struct offprint_options options = {
        .site = arguments->operand_count ? arguments->operands[0] : "content",
        .entries = arguments->entries,
        .entry_count = arguments->entry_count,
        .name = arguments->name,
        .title = arguments->title,
        .subtitle = arguments->subtitle,
        .live_url = arguments->live_url,
        .contact = arguments->contact,
        .prepared_for = arguments->prepared_for,
        .data_folder =
            arguments->data_folder ? arguments->data_folder : surroundings->data_folder,
        .depth = arguments->depth,
        .paper = arguments->paper,
        .source_date = surroundings->source_date,
        .strict = arguments->strict,
        .quiet = arguments->quiet,
        .progress = arguments->quiet ? NULL : surroundings->progress,
    };
    if (arguments->command == COMMAND_EXPORT) {
        options.output_folder = arguments->output ? arguments->output : "out";
    }
    struct offprint_result result;
    enum offprint_status status = offprint_export(&options, &result);
    if (arguments->json) {
        add_json(output, &result);
    } else {
        buf_add_text(errors, result.report_text ? result.report_text : "");
        if (!arguments->quiet) {
            add_summary(output, &result);
        }
    }
    offprint_result_clear(&result);
    return status;
}

static enum offprint_status run_render(const struct arguments *arguments,
                                       const struct surroundings *surroundings,
                                       struct buf *output, struct buf *errors)
{
    bool as_tree = arguments->to && strcmp(arguments->to, "doc") == 0;
    struct render_request request = {
        .markdown = arguments->markdown,
        .liquid = arguments->liquid,
        .site = arguments->markdown || arguments->liquid ? NULL : arguments->operands[0],
        .page = arguments->operand_count > 1 ? arguments->operands[1] : NULL,
        .as_tree = as_tree,
        .strict = arguments->strict,
        .quiet = arguments->quiet,
        .date = surroundings->source_date > 0 ? surroundings->source_date : 0,
    };
    return render_run(&request, output, errors);
}

enum offprint_status command_run(const struct arguments *arguments,
                                 const struct surroundings *surroundings,
                                 struct buf *output, struct buf *errors)
{
    switch (arguments->command) {
    case COMMAND_NONE: break;
    case COMMAND_EXPORT:
    case COMMAND_CHECK: return run_reading(arguments, surroundings, output, errors);
    case COMMAND_RENDER: return run_render(arguments, surroundings, output, errors);
    }
    return OFFPRINT_WRONG_USAGE;
}
