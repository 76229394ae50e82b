/* A line for each site, and before it what its export had to tell. */
#include "command/sites.h"

#include "base/number.h"
#include "command/export.h"

struct telling {
    const struct surroundings *surroundings;
    struct buf *output, *errors;
    bool quiet;
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

/* All of it goes out at once: a list may be long. */
static void tell(void *data, const char *name, const struct offprint_result *result)
{
    struct telling *telling = data;
    if (result->report_text && *result->report_text) {
        buf_add_format(telling->errors, "%s:\n%s", name, result->report_text);
    }
    if (!telling->quiet) {
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
    struct telling telling = {surroundings, output, errors, arguments->quiet};
    struct offprint_sites_options sites = {.struct_size = sizeof sites,
                                           .list = arguments->operands[0],
                                           .shard = arguments->shard.index,
                                           .shards = arguments->shard.count,
                                           .tell = tell,
                                           .tell_data = &telling};
    struct offprint_sites_result result;
    common.colour = surroundings->error_colour;
    common.site = NULL;
    enum offprint_status status = offprint_sites(&common, &sites, &result);
    buf_add_text(errors, result.report_text ? result.report_text : "");
    if (!arguments->quiet && result.made + result.failed) {
        number_add_count(output, result.made, "site", "sites");
        if (result.failed) {
            buf_add_text(output, ", ");
            number_add_count(output, result.failed, "failed", "failed");
        }
        buf_add_text(output, ": ");
        buf_add_visible(output, str_from(common.output_folder));
        buf_add_format(output, "/%s\n", result.record_name);
    }
    offprint_sites_result_clear(&result);
    return status;
}
