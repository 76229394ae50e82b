/* The commands that read a site whole: what they ask of the library, and what they tell of
 * the result, as a summary for people or as JSON for machines. */
#include "command/export.h"

#include "base/gate.h"
#include "base/number.h"
#include "base/system_error.h"
#include "base/utf8.h"
#include "command/handout.h"
#include "command/watch.h"

#include <errno.h>

void command_add_outputs(struct buf *out, const struct offprint_result *result)
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
            number_add_count(out, figure->count, figure->one, figure->many);
            buf_add_text(out, ", ");
        }
        number_add_size(out, output->byte_count);
        buf_add_text(out, "\n");
    }
    if (result->stick_path) {
        buf_add_visible(out, str_from(result->stick_path));
        buf_add_text(out, "   the bundle, unpacked\n");
    }
}

static void add_summary(struct buf *out, const struct offprint_result *result)
{
    command_add_outputs(out, result);
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
        number_add_count(out, links[i].count, links[i].where, links[i].where);
    }
    buf_add_text(out, "\n");
}

/* What it all comes to, behind the report: it may be long. */
static void add_closing(struct buf *out, const struct arguments *arguments,
                        const struct offprint_result *result, bool writes)
{
    if (result->errors + result->warnings == 0) {
        return;
    }
    bool strict = arguments->strict && result->errors == 0;
    buf_add_text(out, strict ? "offprint: error: " : "offprint: ");
    if (result->errors) {
        number_add_count(out, result->errors, "error", "errors");
    }
    if (result->warnings) {
        buf_add_text(out, result->errors ? ", " : "");
        number_add_count(out, result->warnings, "warning", "warnings");
        buf_add_text(out, arguments->strict ? ", which count as errors" : "");
    }
    bool failed = writes && result->status != OFFPRINT_MADE;
    buf_add_text(out, failed ? "; nothing written\n" : "\n");
}

static void add_member(struct buf *out, const char *before, const char *name, size_t count)
{
    buf_add_format(out, "%s\"%s\": %zu", before, name, count);
}

static void add_links(struct buf *out, const struct offprint_result *result)
{
    add_member(out, "  \"links\": {\n    ", "internal", result->links_internal);
    add_member(out, ",\n    ", "external", result->links_external);
    add_member(out, ",\n    ", "live", result->links_live);
    add_member(out, ",\n    ", "mail", result->links_mail);
    add_member(out, ",\n    ", "file", result->links_file);
    add_member(out, ",\n    ", "broken", result->links_broken);
    buf_add_text(out, "\n  },\n");
}

/* A path that is not UTF-8 as a terminal shows it: JSON cannot hold all that paths can. */
void command_add_path(struct buf *out, struct str path)
{
    struct buf visible = {.part_of = out};
    bool valid = utf8_find_invalid(path) == STR_NONE;
    if (!valid) {
        buf_add_visible(&visible, path);
    }
    gate_add_json(out, valid ? path : buf_str(&visible));
    buf_clear(&visible);
}

static void add_outputs_json(struct buf *out, const struct offprint_result *result)
{
    buf_add_text(out, "  \"outputs\": [");
    for (size_t i = 0; i < result->output_count; i++) {
        const struct offprint_output *output = &result->outputs[i];
        buf_add_format(out,
                       "%s\n    {\n      \"name\": \"%s\",\n      \"path\": ", i ? "," : "",
                       output->name);
        command_add_path(out, str_from(output->path));
        add_member(out, ",\n      ", "bytes", output->byte_count);
        buf_add_format(out, ",\n      \"sha256\": \"%s\"", output->sha256);
        for (size_t k = 0; k < output->figure_count; k++) {
            add_member(out, ",\n      ", output->figures[k].name, output->figures[k].count);
        }
        buf_add_text(out, "\n    }");
    }
    buf_add_text(out, result->output_count ? "\n  ],\n" : "],\n");
}

/* The library's list, one step further in; no text in it has a line end. */
static void add_list(struct buf *out, const char *name, struct str list)
{
    buf_add_format(out, "  \"%s\": ", name);
    for (size_t i = 0; i < list.len; i++) {
        buf_add_byte(out, list.ptr[i]);
        buf_add_text(out, list.ptr[i] == '\n' ? "  " : "");
    }
}

void command_add_report(struct buf *errors, enum offprint_status status, const char *report)
{
    bool lost = !report && status == OFFPRINT_SYSTEM_FAILED;
    buf_add_text(errors, lost     ? "offprint: error: out of memory [out-of-memory]\n"
                         : report ? report
                                  : "");
}

void command_add_diagnostics(struct buf *out, enum offprint_status status,
                             const char *report)
{
    static const char memory[] = "[\n  {\n    \"severity\": \"error\",\n    \"code\": "
                                 "\"out-of-memory\",\n    \"file\": \"\",\n    \"line\": "
                                 "0,\n    \"column\": 0,\n    \"message\": \"out of "
                                 "memory\"\n  }\n]";
    bool lost = !report && status == OFFPRINT_SYSTEM_FAILED;
    add_list(out, "diagnostics", str_from(lost ? memory : report ? report : "[]"));
}

void command_add_json(struct buf *out, const struct offprint_result *result,
                      struct str more)
{
    buf_add_format(out, "{\n  \"version\": \"%s\",\n  \"status\": %d", offprint_version(),
                   (int)result->status);
    add_member(out, ",\n  ", "errors", result->errors);
    add_member(out, ",\n  ", "warnings", result->warnings);
    buf_add(out, more);
    buf_add_text(out, ",\n");
    add_outputs_json(out, result);
    if (result->stick_path) {
        buf_add_text(out, "  \"stick\": ");
        command_add_path(out, str_from(result->stick_path));
        buf_add_text(out, ",\n");
    }
    add_member(out, "  ", "pages", result->pages);
    add_member(out, ",\n  ", "documents", result->documents);
    add_member(out, ",\n  ", "words", result->words);
    buf_add_text(out, ",\n");
    add_links(out, result);
    add_list(out, "link_list", str_from(result->links_json ? result->links_json : "[]"));
    buf_add_text(out, ",\n");
    command_add_diagnostics(out, result->status, result->report_json);
    buf_add_text(out, "\n}\n");
}

void command_refuse(struct buf *out, const char *report)
{
    struct offprint_result result = {
        .status = OFFPRINT_WRONG_USAGE, .errors = 1, .report_json = report};
    command_add_json(out, &result, (struct str){0});
}

void command_add_failure(struct buf *out, enum offprint_status status, const char *report)
{
    buf_add_format(out, "{\n  \"status\": %d,\n", (int)status);
    command_add_diagnostics(out, status, report);
    buf_add_text(out, "\n}\n");
}

void command_tell_report(const struct arguments *arguments,
                         const struct offprint_result *result, bool writes,
                         struct buf *errors)
{
    command_add_report(errors, result->status, result->report_text);
    bool unexplained = result->status != OFFPRINT_MADE && result->errors == 0;
    if (!arguments->quiet || unexplained) {
        add_closing(errors, arguments, result, writes);
    }
}

static void tell(const struct arguments *arguments, const struct offprint_result *result,
                 bool writes, struct buf *output, struct buf *errors)
{
    if (arguments->json) {
        command_add_json(output, result, (struct str){0});
        return;
    }
    command_tell_report(arguments, result, writes, errors);
    if (!arguments->quiet && result->status < OFFPRINT_WRONG_USAGE) {
        add_summary(output, result);
    }
}

/* Running */

typedef enum offprint_status reading(const struct offprint_options *options,
                                     struct offprint_result *result);

struct offprint_options command_reading(const struct arguments *arguments,
                                        const struct surroundings *surroundings)
{
    return (struct offprint_options){
        .struct_size = sizeof(struct offprint_options),
        .site = arguments->operand_count ? arguments->operands[0] : ".",
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
        .built_folder = arguments->built,
        .revision = arguments->revision,
        .paper = (enum offprint_paper)arguments->paper.index,
        .has_source_date = surroundings->has_source_date,
        .source_date = surroundings->source_date,
        .strict = arguments->strict,
        .allow_active = arguments->allow_active,
        .layouts = arguments->layouts,
        .history = arguments->history,
        .own_text = arguments->own_text,
        .best = arguments->best,
        .epub = arguments->epub,
        .stick_folder = arguments->stick,
        .memory_bytes = arguments->memory.bytes,
        .file_limit_bytes = arguments->file_limit.bytes,
        .bundle_limit_bytes = arguments->bundle_limit.bytes,
        .threads =
            arguments->threads.value ? arguments->threads.value : surroundings->threads,
        .quiet = arguments->quiet,
        .stop = surroundings->stop,
        .progress = arguments->quiet || arguments->json ? NULL : surroundings->progress,
    };
}

/* The first output is what people read. */
static void show(const struct surroundings *surroundings,
                 const struct offprint_result *result, struct buf *errors)
{
    const char *path = result->output_count ? result->outputs[0].path : NULL;
    int error = path ? surroundings->show(path) : 0;
    if (error) {
        buf_add_text(errors, "offprint: warning: cannot show '");
        buf_add_visible(errors, str_from(path));
        buf_add_format(errors, "': %s\n",
                       error == ENOENT ? "there is no xdg-open (of the package xdg-utils)"
                                       : system_error_text(error));
    }
}

static enum offprint_status run_once(reading *read, const struct arguments *arguments,
                                     const struct surroundings *surroundings, bool shows,
                                     struct buf *output, struct buf *errors)
{
    struct offprint_options options = command_reading(arguments, surroundings);
    struct offprint_result result;
    struct offprint_handout_options handout = command_handout(arguments);
    options.handout = &handout;
    options.link_list = options.digests = arguments->json;
    options.colour = surroundings->error_colour;
    enum offprint_status status = read(&options, &result);
    tell(arguments, &result, read == offprint_export, output, errors);
    if (shows) {
        show(surroundings, &result, errors);
    }
    offprint_result_clear(&result);
    return status;
}

static bool tell_unwatched(const char *site, struct buf *errors)
{
    int error = errno;
    buf_add_text(errors, "offprint: error: cannot watch '");
    buf_add_visible(errors, str_from(site));
    buf_add_format(errors, "': %s\n", watch_error_text(error));
    return false;
}

/* False: nothing more would be heard of changes. */
static bool wait_for_change(const struct watch *watch, const char *site, struct buf *errors)
{
    return watch_wait(watch) || tell_unwatched(site, errors);
}

/* From before each run on it is looked for changes, so that none is missed; but a folder
 * that the run makes for its outputs is none. */
static bool begin_watch(struct watch *watch, const char *site, struct buf *errors)
{
    return watch_begin(watch) || tell_unwatched(site, errors);
}

/* Again and again, until a signal comes, nobody listens any more, or, at first, what was
 * typed cannot be. */
static enum offprint_status run_watching(reading *read, const struct arguments *arguments,
                                         const struct surroundings *surroundings,
                                         struct buf *output, struct buf *errors)
{
    struct offprint_options options = command_reading(arguments, surroundings);
    struct watch watch = {
        .folders = {options.site, options.theme_folder, options.built_folder},
        .left_out = read == offprint_export ? options.output_folder : NULL,
        .fd = -1,
    };
    bool watched = true, told = true;
    for (bool first = true; watched && told; first = false) {
        watched = begin_watch(&watch, options.site, errors);
        enum offprint_status status = run_once(read, arguments, surroundings,
                                               first && arguments->open, output, errors);
        if (first && status == OFFPRINT_WRONG_USAGE) {
            watch_end(&watch);
            return status;
        }
        if (!surroundings->rest()) {
            break; /* by a signal; what it has stopped is told */
        }
        if (watched && watch_misses_left_out(&watch)) {
            watched = begin_watch(&watch, options.site, errors);
        }
        if (watched && !arguments->quiet && !arguments->json) {
            buf_add_text(errors, "offprint: watching for changes; Ctrl+C ends\n");
        }
        told = surroundings->tell(output, errors);
        watched = told && watched && wait_for_change(&watch, options.site, errors);
    }
    watch_end(&watch);
    return OFFPRINT_SYSTEM_FAILED;
}

static enum offprint_status run_reading(reading *read, const struct arguments *arguments,
                                        const struct surroundings *surroundings,
                                        struct buf *output, struct buf *errors)
{
    return arguments->watch
               ? run_watching(read, arguments, surroundings, output, errors)
               : run_once(read, arguments, surroundings, arguments->open, output, errors);
}

enum offprint_status command_export(const struct arguments *arguments,
                                       const struct surroundings *surroundings,
                                       struct buf *output, struct buf *errors)
{
    return run_reading(offprint_export, arguments, surroundings, output, errors);
}

enum offprint_status command_check(const struct arguments *arguments,
                                      const struct surroundings *surroundings,
                                      struct buf *output, struct buf *errors)
{
    return run_reading(offprint_check, arguments, surroundings, output, errors);
}
