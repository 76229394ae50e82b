/* What is told of packets for a list: a line in the summary, an object in the JSON. Each
 * row for programs stands in the record. */
#include "command/packets.h"

#include "base/number.h"
#include "command/export.h"
#include "command/handout.h"

bool packets_check(const struct arguments *arguments, struct buf *error)
{
    const struct {
        bool given;
        const char *name;
    } parts[] = {{arguments->only, "only"},
                 {arguments->shard.count, "shard"},
                 {arguments->keep_going, "keep-going"},
                 {arguments->resume.text, "resume"},
                 {arguments->zip.text, "zip"}};
    const struct {
        bool given;
        const char *name;
    } others[] = {{arguments->stick, "stick"},
                  {arguments->watch, "watch"},
                  {arguments->open, "open"}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!arguments->list && parts[i].given) {
            buf_add_format(error, "'--%s' wants '--for FILE'", parts[i].name);
            return false;
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (arguments->list && others[i].given) {
            buf_add_format(error, "'--for' makes many PDFs: '--%s' is for one",
                           others[i].name);
            return false;
        }
    }
    return true;
}

/* Members of the run's object. */
static void add_json(struct buf *out, const struct offprint_packets_result *result)
{
    buf_add_format(out, ",\n  \"packets\": {\"made\": %zu, \"same\": %zu, \"failed\": %zu",
                   result->made, result->same, result->failed);
    if (result->record_name) {
        buf_add_text(out, ", \"record\": ");
        command_add_path(out, str_from(result->record_name));
    }
    buf_add_byte(out, '}');
}

static void add_summary(struct buf *out, const struct arguments *arguments,
                        const struct offprint_packets_result *result)
{
    const char *folder = arguments->output ? arguments->output : "out";
    buf_add_visible(out, str_from(folder));
    buf_add_text(out, "   ");
    number_add_count(out, result->made + result->same, "packet", "packets");
    if (result->same) {
        buf_add_text(out, ", ");
        number_add_count(out, result->same, "of them as it was", "of them as they were");
    }
    if (result->failed) {
        buf_add_text(out, ", ");
        number_add_count(out, result->failed, "row without", "rows without");
    }
    if (result->run.pages) {
        buf_add_text(out, ", ");
        number_add_count(out, result->run.pages, "page each", "pages each");
    }
    buf_add_byte(out, '\n');
}

static enum offprint_packets_zip zip_of(const struct arguments *arguments)
{
    static const enum offprint_packets_zip asked[] = {OFFPRINT_ZIP_ONE, OFFPRINT_ZIP_ALSO,
                                                      OFFPRINT_ZIP_EACH, OFFPRINT_ZIP_NONE};
    return asked[arguments->zip.index]; /* 0: nothing was asked for */
}

enum offprint_status command_packets(const struct arguments *arguments,
                                     const struct surroundings *surroundings,
                                     struct buf *output, struct buf *errors)
{
    struct offprint_options options = command_reading(arguments, surroundings);
    bool is_recipe = strcmp(arguments->list, "recipe") == 0;
    struct offprint_packets_options packets = {.struct_size = sizeof packets,
                                               .list = is_recipe ? "" : arguments->list,
                                               .only = arguments->only,
                                               .shard = arguments->shard.index,
                                               .shards = arguments->shard.count,
                                               .keep_going = arguments->keep_going,
                                               .resume = arguments->resume.text != NULL,
                                               .resume_verify = arguments->resume.index > 0,
                                               .zip = zip_of(arguments)};
    struct offprint_handout_options handout = command_handout(arguments);
    struct offprint_packets_result result;
    options.handout = &handout;
    options.link_list = options.digests = arguments->json;
    options.colour = surroundings->error_colour;
    enum offprint_status status = offprint_packets(&options, &packets, &result);
    bool written = result.made + result.same > 0;
    if (arguments->json) {
        struct buf more = {.part_of = output};
        add_json(&more, &result);
        command_add_json(output, &result.run, buf_str(&more));
        buf_clear(&more);
    } else {
        command_tell_report(arguments, &result.run, !written, errors);
    }
    if (!arguments->json && !arguments->quiet && written) {
        add_summary(output, arguments, &result);
        command_add_outputs(output, &result.run);
    }
    offprint_packets_result_clear(&result);
    return status;
}

bool merge_check(const struct arguments *arguments, struct buf *error)
{
    bool right = strcmp(arguments->operands[0], "merge") == 0;
    if (!right) {
        buf_add_text(error, "'packets' wants 'merge' and DIR");
    }
    return right;
}

enum offprint_status command_merge(const struct arguments *arguments,
                                   const struct surroundings *surroundings,
                                   struct buf *output, struct buf *errors)
{
    struct offprint_packets_result result;
    enum offprint_status status = offprint_packets_merge(arguments->operands[1], &result);
    (void)surroundings;
    command_add_report(errors, status, result.run.report_text);
    if (!arguments->quiet && result.record_name && result.made + result.failed) {
        buf_add_visible(output, str_from(arguments->operands[1]));
        buf_add_format(output, "/%s   ", result.record_name);
        number_add_count(output, result.made, "packet", "packets");
        if (result.failed) {
            buf_add_text(output, ", ");
            number_add_count(output, result.failed, "row without", "rows without");
        }
        buf_add_byte(output, '\n');
    }
    offprint_packets_result_clear(&result);
    return status;
}
