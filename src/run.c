/* What offprint.h promises: the order of stages, and the only file that knows it.
 *
 *   site and recipe → collect → packet → pages and outputs (make.c) → files
 *
 * Nothing is written before everything is made; old outputs stay whole until then. */
#define _GNU_SOURCE /* PATH_MAX */

#include "offprint.h"

#include "base/budget.h"
#include "base/crew.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/size.h"
#include "compare.h"
#include "data_folder.h"
#include "make.h"
#include "press/press.h"
#include "run.h"
#include "status.h"
#include "stick.h"

#if !defined(OFFPRINT_VERSION) || !defined(OFFPRINT_DATA_FOLDER)
#error "the build names the version and the data folder"
#endif

#define GENERATOR "offprint " OFFPRINT_VERSION

const char *offprint_version(void)
{
    return OFFPRINT_VERSION;
}

/* Whether something is written into the output folder. */
static bool writes(enum goal goal)
{
    return goal == GOAL_EXPORT || goal == GOAL_SNAPSHOT || goal == GOAL_PACKETS;
}

void run_begin_stage(struct run *run, const char *stage)
{
    run->progress.stage = stage;
    progress_tell(&run->progress, 0, 0);
}

static void tell_links(struct run *run)
{
    struct offprint_result *result = run->result;
    size_t *const counts[] = {
        [LINK_INTERNAL] = &result->links_internal,
        [LINK_FILE] = &result->links_file,
        [LINK_LIVE] = &result->links_live,
        [LINK_EXTERNAL] = &result->links_external,
        [LINK_MAIL] = &result->links_mail,
        [LINK_BROKEN] = &result->links_broken,
    };
    for (size_t i = 0; i < run->packet.link_count; i++) {
        ++*counts[run->packet.links[i]->class];
    }
    result->documents = run->packet.document_count;
    for (size_t i = 0; i < run->packet.document_count; i++) {
        result->words += run->packet.documents[i]->word_count;
    }
    if (run->options->link_list) {
        struct buf list = {.kept_in = &run->kept->all.arena};
        links_add_list(&run->packet, &list);
        result->links_json = kept_text(&run->kept->all, &list);
    }
}

/* Making */

static const char *data_path(struct run *run, const char *name)
{
    if (!run->data_folder) {
        run->data_folder = run->options->data_folder
                               ? run->options->data_folder
                               : data_folder_beside(&run->packet_arena);
    }
    return arena_format(&run->packet_arena, "%s/%s",
                        run->data_folder ? run->data_folder : OFFPRINT_DATA_FOLDER, name)
        .ptr;
}

/* Many small things are made without a look at each; the arenas remember a failure. */
static bool memory_held(struct run *run)
{
    bool held = !arena_failed(&run->packet_arena) && !arena_failed(&run->kept->all.arena);
    if (!held && (!report_has_system_error(run->report) || run->kept->all.budget.crossed)) {
        report_out_of_memory(run->report);
    }
    return held && !report_has_system_error(run->report);
}

/* Looked at when it is needed: what is wrong with outputs and pages is told before. */
static bool data_is_there(struct run *run)
{
    const char *named = run->options->data_folder;
    return !named || data_folder_check(&run->packet_arena, named, run->report);
}

static struct making making_of(struct run *run)
{
    return (struct making){
        .packet = &run->packet,
        .request = &run->request,
        .press = run->press,
        .word_count = run->result->words,
        .generator = STR(GENERATOR),
        .fonts = data_path(run, "fonts"),
        .hyphenation = data_path(run, "hyphenation"),
        .budget = &run->kept->all.budget,
        .aside = {.folder = writes(run->goal) ? run->options->output_folder : NULL,
                  .unread = run->goal == GOAL_CHECK},
        .crew = crew_new(&run->packet_arena, run->options->threads),
        .progress = &run->progress,
        .files = &run->kept->files,
        .report = run->report,
        .series = run->snapshot ? &run->snapshot->series : NULL,
        .stop = run->snapshot ? run->options->stop : NULL,
        .stop_data = run->options->stop_data,
        .spent = run->goal == GOAL_CHECK || run->goal == GOAL_EXPORT ? &run->packet : NULL,
    };
}

static bool make(struct run *run)
{
    struct making making = making_of(run);
    bool made = memory_held(run) && data_is_there(run) && make_outputs(&making);
    crew_free(making.crew);
    run->result->pages = making.page_count;
    return made;
}

/* Tells of the files before they are written: no want of memory comes after that. */
static bool describe_outputs(struct run *run, struct offprint_output **out, size_t *count)
{
    const struct output_files *files = &run->kept->files;
    struct arena *arena = &run->kept->all.arena;
    const char *folder = writes(run->goal) ? run->options->output_folder : NULL;
    *out = ARENA_ARRAY(arena, struct offprint_output, files->count);
    *count = 0;
    for (const struct output_file *file = files->first; file && *out; file = file->next) {
        if (file->inside) {
            continue;
        }
        const char *sha256 =
            run->options->digests ? output_file_sha256(file, arena, run->report) : NULL;
        if (run->options->digests && !sha256) {
            return false;
        }
        (*out)[(*count)++] = (struct offprint_output){
            .name = file->kind->name,
            .file_name = file->name,
            .path = folder ? output_path(arena, folder, file->name).ptr : NULL,
            .bytes = folder ? NULL : (const unsigned char *)file->bytes.ptr,
            .byte_count = folder ? file->pieces.byte_count : file->bytes.len,
            .figures = file->figures,
            .figure_count = file->figure_count,
            .sha256 = sha256,
        };
    }
    return memory_held(run);
}

static struct output_place place_of(const struct run *run)
{
    return (struct output_place){.folder = run->options->output_folder,
                                 .set = run->packet.name,
                                 .stop = run->options->stop,
                                 .stop_data = run->options->stop_data,
                                 .progress = &run->progress,
                                 .hold = run->snapshot ? &run->snapshot->hold : NULL};
}

/* Into the folder, and onto the stick where one is asked for. */
static bool put_outputs(struct run *run)
{
    struct arena *arena = &run->kept->all.arena;
    struct output_place place = place_of(run);
    const char *folder = run->goal == GOAL_EXPORT ? run->options->stick_folder : NULL;
    struct str path = {0};
    struct stick stick;
    if (folder) {
        if (!stick_init(&stick, &run->packet_arena, folder, &place, run->report)) {
            return false;
        }
        place.along = &stick.along;
        path = output_path(arena, folder, stick.along.name);
        if (!path.len) {
            return report_out_of_memory(run->report);
        }
    }
    bool put = output_files_put(&run->kept->files, &place, run->report);
    run->result->stick_path = put ? path.ptr : NULL;
    return put;
}

static void tell_outputs(struct run *run, const struct offprint_output *outputs,
                         size_t count)
{
    run->result->outputs = outputs;
    run->result->output_count = count;
}

/* Hands the files over: in the output folder, or in the result. A check makes them, as only
 * that finds every fault, and lets them go. */
static bool deliver_outputs(struct run *run)
{
    struct output_files *files = &run->kept->files;
    struct offprint_output *outputs;
    size_t count;
    if (run->goal == GOAL_CHECK) {
        output_files_clear(files);
        return true;
    }
    if ((run->goal == GOAL_MAKE && !output_files_join(files, run->report)) ||
        !describe_outputs(run, &outputs, &count)) {
        return false;
    }
    if (writes(run->goal)) {
        run_begin_stage(run, "writing");
        if (!put_outputs(run)) {
            return false;
        }
        output_files_clear(files);
    }
    tell_outputs(run, outputs, count);
    return true;
}

static bool has_errors(const struct run *run)
{
    return report_count(run->report, SEVERITY_ERROR) > run->row_errors ||
           (run->options->strict && report_count(run->report, SEVERITY_WARNING));
}

/* Whether memory sufficed, and all of the site that was asked for could be read. */
static bool system_held(struct run *run)
{
    return memory_held(run) && (!run->site || site_holds(run->site, run->report));
}

/* All of it under the lock of the chain, from the look at its newest to the rename. */
static bool add_to_chain(struct run *run)
{
    struct output_place place = place_of(run);
    run_begin_stage(run, "comparing");
    bool ok = snapshot_begin(run->snapshot, &run->packet, &place, run->report) &&
              system_held(run);
    if (ok && run->snapshot->differs) {
        ok = make(run) && system_held(run) && !has_errors(run) && deliver_outputs(run);
    }
    snapshot_end(run->snapshot, run->report);
    return ok;
}

/* The PDFs, what else is made, and the record of the former. */
static bool make_packets(struct run *run)
{
    struct making making = making_of(run);
    struct output_place place = place_of(run);
    bool ok = memory_held(run) && data_is_there(run) &&
              packets_make(run->packets, &making, &place);
    size_t pages = run->result->pages;
    run->row_errors = report_count(run->report, SEVERITY_ERROR);
    crew_free(making.crew);
    if (ok && run->request.output_bits) {
        ok = make(run) && system_held(run) && !has_errors(run) && deliver_outputs(run);
    }
    run->result->pages = pages;
    return packets_end(run->packets, &place, ok, run->report);
}

/* What is compared with an earlier state would be called removed, though it is there. */
static bool was_allowed(struct run *run)
{
    struct str denied = run->packet.denied;
    if (denied.len) {
        report_error(run->report, (struct place){.file = denied}, "compare-denied",
                     "permissions forbid to read this, which would count as removed");
        report_hint(run->report, "let it be read, or take the links to it away");
    }
    return denied.len == 0;
}

static bool run_stages(struct run *run)
{
    if (writes(run->goal) &&
        (!folder_check(run->options->output_folder, run->report) ||
         (run->options->stick_folder &&
          !folder_check(run->options->stick_folder, run->report)))) {
        return false;
    }
    bool read = run_read_packet(run);
    bool held = system_held(run); /* else its fault is told as one of the content */
    if (!read || !held) {
        return false;
    }
    tell_links(run);
    if (run->goal == GOAL_PACKET) {
        return !has_errors(run) && was_allowed(run) &&
               run->taker->take(run->taker->data, &run->packet, run->report) &&
               system_held(run);
    }
    if (run->goal == GOAL_SNAPSHOT) {
        return !has_errors(run) && was_allowed(run) && add_to_chain(run);
    }
    if (run->goal == GOAL_PACKETS) {
        return !has_errors(run) && make_packets(run);
    }
    site_forget_names(run->site);
    return !has_errors(run) && run_place_is_free(run, run->packet.name) && make(run) &&
           system_held(run) && !has_errors(run) && deliver_outputs(run);
}

/* The text of `write`, kept with the result; NULL when memory is gone. */
static const char *keep_report(struct run *run,
                               void (*write)(const struct report *report,
                                             enum severity least, struct buf *out),
                               enum severity least)
{
    struct buf text = {.kept_in = &run->kept->all.arena};
    write(run->report, least, &text);
    return kept_text(&run->kept->all, &text);
}

static void finish_report(struct run *run, bool made)
{
    struct offprint_result *result = run->result;
    bool errors_only = run->options->quiet && !run->options->strict;
    status_explain(run->report, made, run->options->strict);
    result->report_text = keep_report(run, report_write_text,
                                      errors_only ? SEVERITY_ERROR : SEVERITY_WARNING);
    result->report_json = keep_report(run, report_write_json, SEVERITY_NOTE);
    result->errors = report_count_told(run->report, SEVERITY_ERROR);
    result->warnings = report_count_told(run->report, SEVERITY_WARNING);
    result->status = status_of(run->report, made, run->options->strict);
}

static struct run_kept *keep_new(void)
{
    struct run_kept *kept = kept_new(sizeof *kept, 0);
    if (kept) {
        kept->files.arena = &kept->all.arena;
    }
    return kept;
}

/* All that the run takes from here on is the budget's. */
static void open_budget(struct run *run)
{
    struct budget *budget = &run->kept->all.budget;
    size_t asked = run->options->memory_bytes;
    budget->limit_bytes = asked ? asked : budget->limit_bytes;
    report_set_budget(run->report, budget);
    report_set_colour(run->report, run->options->colour);
    arena_init_within(&run->packet_arena, 0, budget);
}

static enum offprint_status run_to(enum goal goal, const struct packet_taker *taker,
                                   struct snapshot *snapshot, struct packets *packets,
                                   const struct offprint_options *given,
                                   struct offprint_result *result)
{
    if (!result) {
        return OFFPRINT_WRONG_USAGE;
    }
    *result = (struct offprint_result){.status = OFFPRINT_SYSTEM_FAILED};
    struct run run = {.goal = goal,
                      .taker = taker,
                      .snapshot = snapshot,
                      .packets = packets,
                      .result = result,
                      .report = report_new(),
                      .kept = keep_new()};
    run.options = &run.request.options;
    result->memory = run.kept;
    if (!run.report || !run.kept) {
        report_free(run.report);
        return result->status;
    }
    bool usable = request_take(&run.request, given, writes(goal), run.report);
    open_budget(&run);
    run.progress =
        (struct progress){run.options->progress, run.options->progress_data, NULL};
    bool made = usable && run_stages(&run);
    run_begin_stage(&run, NULL);
    finish_report(&run, made);
    if (!made) {
        output_files_clear(&run.kept->files);
    }
    if (run.packets) {
        packets_leave(run.packets);
    }
    if (run.site) {
        site_close(run.site);
    }
    press_close(run.press);
    report_free(run.report); /* borrows file texts of the packet's arena until here */
    arena_clear(&run.packet_arena);
    return result->status;
}

enum offprint_status run_packet(const struct offprint_options *given,
                                const struct packet_taker *taker,
                                struct offprint_result *result)
{
    return run_to(GOAL_PACKET, taker, NULL, NULL, given, result);
}

enum offprint_status offprint_check(const struct offprint_options *options,
                                    struct offprint_result *result)
{
    return run_to(GOAL_CHECK, NULL, NULL, NULL, options, result);
}

enum offprint_status offprint_make(const struct offprint_options *options,
                                   struct offprint_result *result)
{
    return run_to(GOAL_MAKE, NULL, NULL, NULL, options, result);
}

enum offprint_status offprint_export(const struct offprint_options *options,
                                     struct offprint_result *result)
{
    return run_to(GOAL_EXPORT, NULL, NULL, NULL, options, result);
}

enum offprint_status run_snapshot(const struct offprint_options *given,
                                  struct snapshot *snapshot, struct offprint_result *result)
{
    return run_to(GOAL_SNAPSHOT, NULL, snapshot, NULL, given, result);
}

enum offprint_status run_packets(const struct offprint_options *given,
                                 struct packets *packets, struct offprint_result *result)
{
    return run_to(GOAL_PACKETS, NULL, NULL, packets, given, result);
}

void offprint_result_clear(struct offprint_result *result)
{
    struct run_kept *kept = result ? result->memory : NULL;
    if (kept) {
        output_files_clear(&kept->files);
        kept_free(&kept->all);
    }
    if (result) {
        *result = (struct offprint_result){0};
    }
}
