/* A line for each site, and before it what its export had to tell. */
#include "command/sites.h"

#include "base/gate.h"
#include "base/number.h"
#include "command/export.h"

struct telling {
    const struct surroundings *surroundings;
    struct buf *output, *errors;
    bool quiet, json;
    size_t told; /* sites */
};

static void add_figures(struct buf *out, const struct offprint_result *result)
{
    if (result->status != OFFPRINT_MADE) {
        buf_add_text(out, "nothing, ");
        number_add_count(out, result->errors, "error", "errors");
        return;
    }
    number_add_count(out, result->documents, "document", "documents");
    buf_add_text(out, ", ");
    number_add_count(out, result->words, "word", "words");
    if (result->pages) {
        buf_add_text(out, ", ");
        number_add_count(out, result->pages, "page", "pages");
    }
}

/* Its export's object, and its name. */
static void add_site(struct buf *out, const char *name,
                     const struct offprint_result *result)
{
    struct buf more = {.part_of = out};
    buf_add_text(&more, ",\n  \"name\": ");
    gate_add_json_text(&more, str_from(name));
    command_add_json(out, result, buf_str(&more));
    buf_clear(&more);
}

/* Up to the first site's. */
static void open_json(struct buf *out)
{
    buf_add_format(out, "{\n  \"version\": \"%s\",\n  \"sites\": [\n", offprint_version());
}

static void close_json(struct buf *out, const struct offprint_sites_result *result)
{
    buf_add_format(out, "  ],\n  \"status\": %d,\n  \"made\": %zu,\n  \"failed\": %zu",
                   (int)result->status, result->made, result->failed);
    if (result->record_name) {
        buf_add_text(out, ",\n  \"record\": ");
        command_add_path(out, str_from(result->record_name));
    }
    buf_add_text(out, ",\n");
    command_add_diagnostics(out, result->status, result->report_json);
    buf_add_text(out, "\n}\n");
}

void sites_refuse(struct buf *output, const char *report)
{
    const struct offprint_sites_result result = {.status = OFFPRINT_WRONG_USAGE,
                                                 .report_json = report};
    open_json(output);
    close_json(output, &result);
}

/* All of it goes out at once: a list may be long. */
static void tell(void *data, const char *name, const struct offprint_result *result)
{
    struct telling *telling = data;
    bool lost = !result->report_text && result->status == OFFPRINT_SYSTEM_FAILED;
    if (telling->json) {
        buf_add_text(telling->output, telling->told++ ? ",\n" : "");
        add_site(telling->output, name, result);
    } else if (lost || (result->report_text && *result->report_text)) {
        buf_add_format(telling->errors, "%s:\n", name);
        command_add_report(telling->errors, result->status, result->report_text);
    }
    if (!telling->quiet && !telling->json) {
        buf_add_format(telling->output, "%s   ", name);
        add_figures(telling->output, result);
        buf_add_byte(telling->output, '\n');
    }
    (void)telling->surroundings->tell(telling->output, telling->errors);
}

enum offprint_status command_sites(const struct arguments *arguments,
                                   const struct surroundings *surroundings,
                                   struct buf *output, struct buf *errors)
{
    struct offprint_options common = command_reading(arguments, surroundings);
    struct telling telling = {surroundings,     output,          errors,
                              arguments->quiet, arguments->json, 0};
    struct offprint_sites_options sites = {.struct_size = sizeof sites,
                                           .list = arguments->operands[0],
                                           .shard = arguments->shard.index,
                                           .shards = arguments->shard.count,
                                           .tell = tell,
                                           .tell_data = &telling};
    struct offprint_sites_result result;
    common.colour = surroundings->error_colour;
    common.site = NULL;
    common.link_list = arguments->json;
    if (arguments->json) {
        open_json(output);
    }
    enum offprint_status status = offprint_sites(&common, &sites, &result);
    if (arguments->json) {
        close_json(output, &result);
    } else {
        command_add_report(errors, status, result.report_text);
    }
    if (!arguments->quiet && !arguments->json && result.made + result.failed) {
        number_add_count(output, result.made + result.failed, "site", "sites");
        if (result.failed) {
            buf_add_text(output, ", ");
            number_add_count(output, result.failed, "failed", "failed");
        }
        if (result.record_name) {
            buf_add_text(output, ": ");
            buf_add_visible(output, str_from(common.output_folder));
            buf_add_format(output, "/%s", result.record_name);
        }
        buf_add_byte(output, '\n');
    }
    offprint_sites_result_clear(&result);
    return status;
}
