/* The commands of a chain of snapshots: one more, and the list. doc/snapshots.md describes
 * their JSON. */
#include "command/snapshot.h"

#include "base/gate.h"
#include "base/number.h"
#include "base/utf8.h"
#include "command/export.h"

#define FOLDER "snapshots" /* where none is named */
#define DIGEST_SHOWN 12
#define REVISION_SHOWN 7

/* JSON */

static void add_text(struct buf *out, const char *before, const char *name,
                     const char *text)
{
    if (text) {
        buf_add_format(out, "%s\"%s\": ", before, name);
        command_add_path(out, str_from(text));
    }
}

static void add_changes(struct buf *out, const char *before,
                        const struct offprint_diff_result *changes)
{
    const struct {
        const char *name;
        size_t count;
    } rows[] = {
        {"documents_changed", changes->documents_changed},
        {"documents_added", changes->documents_added},
        {"documents_removed", changes->documents_removed},
        {"documents_renamed", changes->documents_renamed},
        {"words_added", changes->words_added},
        {"words_removed", changes->words_removed},
        {"moved", changes->blocks_moved},
        {"links", changes->links},
        {"files", changes->blocks_files},
        {"markup", changes->blocks_markup},
    };
    buf_add_format(out, "%s\"changes\": {", before);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf_add_format(out, "%s\"%s\": %zu", i ? ", " : "", rows[i].name, rows[i].count);
    }
    buf_add_byte(out, '}');
}

/* Snapshot */

/* Members of the run's object. */
static void add_snapshot(struct buf *out, const struct offprint_snapshot_result *result)
{
    buf_add_format(out, ",\n  \"written\": %s", result->written ? "true" : "false");
    add_text(out, ",\n  ", "snapshot", result->path);
    add_text(out, ",\n  ", "previous", result->previous_path);
    add_text(out, ",\n  ", "previous_sha512", result->previous_sha512);
    add_text(out, ",\n  ", "summary", result->summary);
    if (result->previous_sha512) {
        add_changes(out, ",\n  ", &result->changes);
    }
}

void snapshot_refuse(struct buf *output, const char *diagnostics)
{
    struct offprint_snapshot_result result = {
        .run = {.status = OFFPRINT_WRONG_USAGE, .errors = 1, .report_json = diagnostics}};
    struct buf more = {.part_of = output};
    add_snapshot(&more, &result);
    command_add_json(output, &result.run, buf_str(&more));
    buf_clear(&more);
}

enum offprint_status command_snapshot(const struct arguments *arguments,
                                      const struct surroundings *surroundings,
                                      struct buf *output, struct buf *errors)
{
    struct offprint_options options = command_reading(arguments, surroundings);
    struct offprint_snapshot_result result;
    options.output_folder = arguments->output ? arguments->output : FOLDER;
    options.link_list = options.digests = arguments->json;
    enum offprint_status status = offprint_snapshot(&options, &result);
    if (arguments->json) {
        struct buf more = {.part_of = output};
        add_snapshot(&more, &result);
        command_add_json(output, &result.run, buf_str(&more));
        buf_clear(&more);
    } else {
        command_tell_report(arguments, &result.run, true, errors);
    }
    if (!arguments->json && !arguments->quiet && status == OFFPRINT_MADE) {
        command_add_outputs(output, &result.run);
        buf_add_visible(output, str_from(result.summary));
        buf_add_byte(output, '\n');
    }
    offprint_snapshot_result_clear(&result);
    return status;
}

/* Log */

static void add_padded(struct buf *out, const char *text, size_t most, size_t width)
{
    struct str shown = str_from(text ? text : "-");
    size_t start = out->len;
    buf_add_visible(out, str_sub(shown, 0, shown.len < most ? shown.len : most));
    size_t took = out->len - start;
    buf_add_format(out, "%*s", (int)(took < width ? width - took : 0) + 2, "");
}

/* Where it stands in its chain, when that is not behind the one before it, which is the
 * next one in the list. */
static const char *fault_of(const struct offprint_logged *item)
{
    return !item->readable ? "it is no bundle that can be read: 'offprint verify' tells why"
           : item->follows ? NULL
           : item->first   ? "it follows one that is not there"
           : !item[1].sha512
               ? "whether it follows the one below is not known: that cannot be "
                 "read"
           : item->previous ? "it does NOT follow the one below: another is named, or that "
                              "was changed"
                            : "it does NOT follow the one below: it names none";
}

static void add_item(struct buf *out, const struct offprint_logged *item, size_t width)
{
    const char *fault = fault_of(item);
    add_padded(out, item->name, SIZE_MAX, width);
    add_padded(out, item->sha512, DIGEST_SHOWN, DIGEST_SHOWN);
    add_padded(out, item->revision, REVISION_SHOWN, REVISION_SHOWN);
    buf_add_visible(out, str_from(item->title ? item->title : ""));
    buf_add_byte(out, '\n');
    if (item->summary) {
        buf_add_format(out, "    %s\n", item->summary);
    }
    if (fault) {
        buf_add_format(out, "    %s\n", fault);
    }
}

static void add_list(struct buf *out, const struct offprint_log_result *result)
{
    size_t width = 0;
    for (size_t i = 0; i < result->item_count; i++) {
        size_t len = strlen(result->items[i].name);
        width = len > width ? len : width;
    }
    for (size_t i = 0; i < result->item_count; i++) {
        bool begins = i > 0 && result->items[i - 1].first;
        buf_add_text(out, begins ? "\n" : "");
        add_item(out, &result->items[i], width);
    }
    if (result->item_count == 0 && result->status == OFFPRINT_MADE) {
        buf_add_text(out, "no snapshots\n");
    }
}

static void add_item_json(struct buf *out, const struct offprint_logged *item)
{
    static const char next[] = ",\n      ";
    buf_add_text(out, "\n    {\n      ");
    add_text(out, "", "name", item->name);
    add_text(out, next, "path", item->path);
    add_text(out, next, "chain", item->chain);
    add_text(out, next, "title", item->title);
    add_text(out, next, "date", item->date);
    add_text(out, next, "revision", item->revision);
    add_text(out, next, "sha512", item->sha512);
    add_text(out, next, "previous", item->previous);
    if (item->number) {
        buf_add_format(out, "%s\"number\": %zu", next, item->number);
    }
    buf_add_format(out, "%s\"readable\": %s%s\"follows\": %s", next,
                   item->readable ? "true" : "false", next,
                   item->follows ? "true" : "false");
    if (item->changes) {
        add_changes(out, next, item->changes);
    }
    add_text(out, next, "summary", item->summary);
    buf_add_text(out, "\n    }");
}

static void add_log_json(struct buf *out, const struct offprint_log_result *result)
{
    buf_add_format(out, "{\n  \"version\": \"%s\",\n  \"status\": %d,\n  \"snapshots\": [",
                   offprint_version(), (int)result->status);
    for (size_t i = 0; i < result->item_count; i++) {
        buf_add_text(out, i ? "," : "");
        add_item_json(out, &result->items[i]);
    }
    buf_add_text(out, result->item_count ? "\n  ],\n" : "],\n");
    command_add_diagnostics(out, result->status, result->report_json);
    buf_add_text(out, "\n}\n");
}

void log_refuse(struct buf *output, const char *diagnostics)
{
    struct offprint_log_result result = {.status = OFFPRINT_WRONG_USAGE,
                                         .report_json = diagnostics};
    add_log_json(output, &result);
}

enum offprint_status command_log(const struct arguments *arguments,
                                 const struct surroundings *surroundings,
                                 struct buf *output, struct buf *errors)
{
    struct offprint_log_options options = {
        .struct_size = sizeof options,
        .folder = arguments->operand_count ? arguments->operands[0] : FOLDER,
        .counts = arguments->stat,
        .memory_bytes = arguments->memory.bytes,
    };
    struct offprint_log_result result;
    enum offprint_status status = offprint_log(&options, &result);
    (void)surroundings;
    if (arguments->json) {
        add_log_json(output, &result);
    } else {
        command_add_report(errors, status, result.report_text);
        if (!arguments->quiet) {
            add_list(output, &result);
        }
    }
    offprint_log_result_clear(&result);
    return status;
}
