/* The first half of a run: all that is read, in its order. The site must be open before its
 * recipe is known, that before its list and its cover are, and those before pages: what is
 * wrong with the former is told without the work of the latter. */
#define _GNU_SOURCE /* PATH_MAX */

#include "run.h"

#include "covers.h"
#include "handout.h"
#include "history.h"
#include "stick.h"

/* The newest date that a document of the packet names: what stands beside them in the site
 * says nothing of what is shown. */
static int64_t newest_date(const struct packet *packet)
{
    int64_t newest = DATE_NONE;
    for (size_t i = 0; i < packet->document_count; i++) {
        int64_t date = packet->documents[i]->date;
        newest = date > newest ? date : newest;
    }
    return newest;
}

/* As far as the options and the recipe leave it open. */
static void set_date(struct run *run)
{
    struct revision revision;
    (void)site_revision(&run->packet_arena, run->site, &revision, run->report);
    run->packet.revision = revision.name;
    if (run->request.date != DATE_NONE) {
        run->packet.date = run->request.date;
    } else if (revision.date > DATE_NONE && revision.date <= DATE_LAST) {
        run->packet.date = revision.date;
    } else {
        run->packet.date = newest_date(&run->packet);
    }
    if (run->packet.date == DATE_NONE) {
        report_note(run->report, (struct place){0}, "packet-undated",
                    "the outputs carry no date: neither a revision nor a document has one");
        report_hint(run->report, "--date, or `date` in offprint.yml, gives one");
    }
}

static bool stick_is_free(struct run *run, struct str name)
{
    const struct output_place place = {.set = name};
    const char *folder = run->options->stick_folder;
    struct stick stick;
    return !folder ||
           (stick_init(&stick, &run->packet_arena, folder, &place, run->report) &&
            replace_folder_check(&stick.along, run->report));
}

bool run_place_is_free(struct run *run, struct str name)
{
    struct output_place place = {.folder = run->options->output_folder, .set = name};
    return run->goal != GOAL_EXPORT || name.len == 0 ||
           (output_place_check(&run->packet_arena, &place, run->request.output_bits,
                               run->report) &&
            stick_is_free(run, name));
}

/* Whom packets are made for, before the work of reading what goes into them. */
static bool read_list(struct run *run)
{
    if (!packets_choose(run->packets, &run->request, run->report)) {
        return false;
    }
    bool read = packets_read(run->packets, &run->packet_arena, run->site,
                             &run->request.recipe, run->report);
    run->row_errors = report_count(run->report, SEVERITY_ERROR);
    return read;
}

bool run_read_packet(struct run *run)
{
    struct arena *arena = &run->packet_arena;
    struct collect_options collect;
    const char *theme = run->options->theme_folder, *built = run->options->built_folder;
    run_begin_stage(run, "reading");
    if ((theme && !site_check_theme(arena, theme, run->report)) ||
        (built && !site_check_built(arena, built, run->report))) {
        return false;
    }
    run->site = site_open_with(
        arena, (struct source_at){run->options->site, run->options->revision},
        (struct site_folders){
            .theme = theme, .built = built, .recipe = run->options->recipe},
        run->options->has_source_date ? run->options->source_date : DATE_NONE, run->report);
    if (!run->site || !request_read_recipe(&run->request, arena, run->site) ||
        !handout_check(&run->request) ||
        !run_place_is_free(run, request_name(&run->request)) ||
        !request_collecting(&run->request, arena, run->site, &collect)) {
        return false;
    }
    if (run->goal == GOAL_SNAPSHOT) {
        run->request.output_bits = output_snapshot_bits(run->request.output_bits);
    }
    struct short_links *short_links;
    if (!handout_read_short_links(arena, &run->request, run->site, &short_links,
                                  run->report) ||
        !handout_open_press(arena, &run->request, run->site, &run->press, run->report) ||
        (run->packets && !read_list(run))) {
        return false;
    }
    site_set_present(run->site, run->request.date, run->report);
    site_set_tags(run->site, run->request.recipe.tags);
    collect.progress = &run->progress;
    collect.cover = run->packets ? &run->packets->roster.source : &run->cover_source;
    if (!roster_read_plain(arena, run->site, &run->request.recipe, &run->cover,
                           &run->cover_source, run->report)) {
        return false;
    }
    if (!collect_packet(arena, run->site, &collect, &run->packet, run->report)) {
        return false;
    }
    run->packet.short_links = short_links;
    run->packet.author = collect_author(arena, run->site, run->report);
    set_date(run);
    if (request_history(&run->request) &&
        !history_fill(&run->packet, run->site, run->report)) {
        return false;
    }
    return handout_check_codes(&run->request, &run->packet, run->report) &&
           request_describe(&run->request, &run->packet) &&
           covers_describe(arena, &run->packet, &run->cover,
                           run->packets ? &run->packets->roster : NULL, run->report);
}
