/* The order of stages, and the only file that knows it:
 *
 *   site and recipe → collect → packet → layout → pdf → archive → both files renamed
 *
 * Nothing is written before everything is made; old outputs stay whole until then. */
#include "offprint.h"

#include "archive/archive.h"
#include "base/file.h"
#include "base/path.h"
#include "collect.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "site/recipe.h"
#include "site/site.h"
#include "text/text.h"

#include <stdlib.h>

#ifndef OFFPRINT_VERSION
#error "the build names the version"
#endif

#define GENERATOR "offprint " OFFPRINT_VERSION
#define PACKET_LIMIT_BYTES ((size_t)8 << 30)
#define DEFAULT_DEPTH 1

const char *offprint_version(void)
{
    return OFFPRINT_VERSION;
}

struct run {
    const struct offprint_options *options;
    struct offprint_result *result;
    struct report *report;
    struct arena packet_arena, layout_arena;
    struct site *site;
    struct recipe recipe;
    struct packet packet;
    struct text_engine *engine;
    struct pages pages;
    struct buf pdf, zip;
};

static void tell_progress(const struct run *run, const char *stage)
{
    if (run->options->progress) {
        run->options->progress(run->options->progress_data, stage, 0, 0);
    }
}

/* A flag when it was given, else what the recipe says. */
static struct str choose(const char *flag, struct str recipe)
{
    return flag ? str_from(flag) : recipe;
}

/* Reading */

static bool check_live_url(struct run *run, struct str url)
{
    bool web = str_starts(url, "https://") || str_starts(url, "http://");
    if (url.len == 0 || (web && str_find_byte(url, ' ', 0) == STR_NONE)) {
        return true;
    }
    report_error(run->report, (struct place){0}, "live-url",
                 "the live URL '%.*s' does not begin with http:// or https://",
                 STR_ARG(url));
    return false;
}

static bool gather_entries(struct run *run, struct collect_options *collect)
{
    collect->entries = run->recipe.entries;
    collect->entry_count = run->recipe.entry_count;
    if (run->options->entry_count == 0) {
        return true;
    }
    struct str *entries =
        ARENA_ARRAY(&run->packet_arena, struct str, run->options->entry_count);
    if (!entries) {
        return report_out_of_memory(run->report);
    }
    for (size_t i = 0; i < run->options->entry_count; i++) {
        entries[i] = str_from(run->options->entries[i]);
    }
    collect->entries = entries;
    collect->entry_count = run->options->entry_count;
    return true;
}

static void set_date(struct run *run)
{
    struct revision revision;
    (void)source_revision(&run->packet_arena, site_source(run->site), &revision);
    run->packet.revision = revision.name;
    if (run->options->source_date >= 0) {
        run->packet.date = run->options->source_date;
    } else if (revision.date > 0) {
        run->packet.date = revision.date;
    } else {
        run->packet.date = site_newest_date(run->site);
    }
}

static void describe_packet(struct run *run)
{
    struct packet *packet = &run->packet;
    const struct recipe *recipe = &run->recipe;
    const struct document *entry = packet->documents[0];
    packet->title = choose(run->options->title, recipe->title);
    if (packet->title.len == 0) {
        packet->title = entry->title;
    }
    packet->subtitle = choose(run->options->subtitle, recipe->subtitle);
    packet->contact = choose(run->options->contact, recipe->contact);
    packet->prepared_for = choose(run->options->prepared_for, recipe->prepared_for);
    packet->organization = recipe->organization;
    packet->language = recipe->language.len ? recipe->language : entry->language;
    packet->name = choose(run->options->name, recipe->name);
    if (packet->name.len == 0) {
        packet->name = entry->slug;
    }
}

static bool check_name(struct run *run)
{
    struct str name = run->packet.name;
    bool plain = name.len > 0 && name.len <= 100 && name.ptr[0] != '.';
    for (size_t i = 0; plain && i < name.len; i++) {
        char c = name.ptr[i];
        plain = ascii_is_alnum(c) || c == '-' || c == '_' || c == '.';
    }
    if (!plain) {
        report_error(
            run->report, (struct place){0}, "output-name",
            "the name '%.*s' has something else than letters, digits, '-', '_' and '.'",
            STR_ARG(name));
    }
    return plain;
}

static bool read_packet(struct run *run)
{
    tell_progress(run, "reading");
    run->site = site_open(&run->packet_arena, run->options->site, run->report);
    if (!run->site ||
        !recipe_read(&run->packet_arena, run->site, &run->recipe, run->report)) {
        return false;
    }
    struct collect_options collect = {
        .depth = run->options->depth >= 0 ? (size_t)run->options->depth
                 : run->recipe.depth >= 0 ? (size_t)run->recipe.depth
                                          : DEFAULT_DEPTH,
        .include = run->recipe.include,
        .include_count = run->recipe.include_count,
        .exclude = run->recipe.exclude,
        .exclude_count = run->recipe.exclude_count,
        .order = run->recipe.order,
        .order_count = run->recipe.order_count,
        .live_url =
            str_without_end(choose(run->options->live_url, run->recipe.live_url), '/'),
        .date = run->options->source_date,
    };
    if (!check_live_url(run, collect.live_url) || !gather_entries(run, &collect)) {
        return false;
    }
    if (collect.entry_count == 0) {
        report_error(
            run->report, (struct place){0}, "no-entry",
            "no entry page: neither --entry nor the site's offprint.yml names one");
        return false;
    }
    if (!collect_packet(&run->packet_arena, run->site, &collect, &run->packet,
                        run->report)) {
        return false;
    }
    describe_packet(run);
    set_date(run);
    return check_name(run);
}

static void count_links(struct run *run)
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
}

/* Making */

static const char *data_path(struct run *run, const char *name)
{
    const char *folder = run->options->data_folder ? run->options->data_folder : ".";
    return arena_format(&run->packet_arena, "%s/%s", folder, name).ptr;
}

static uint8_t choose_paper(const struct run *run)
{
    switch (run->options->paper) {
    case OFFPRINT_PAPER_DEFAULT: return run->recipe.paper;
    case OFFPRINT_A4: return PAPER_A4;
    case OFFPRINT_LETTER: return PAPER_LETTER;
    case OFFPRINT_A5: return PAPER_A5;
    }
    return PAPER_A4;
}

/* Many small things are made without a look at each; the arenas remember a failure. */
static bool memory_held(struct run *run)
{
    bool held = !arena_failed(&run->packet_arena) && !arena_failed(&run->layout_arena);
    if (!held && !report_has_system_error(run->report)) {
        report_out_of_memory(run->report);
    }
    return held && !report_has_system_error(run->report);
}

static bool set_pages(struct run *run)
{
    tell_progress(run, "setting");
    const struct font_set *fonts =
        font_set_open(&run->layout_arena, data_path(run, "fonts"), run->report);
    run->engine = fonts ? text_engine_new(&run->layout_arena, fonts,
                                          data_path(run, "hyphenation"), run->report)
                        : NULL;
    struct layout_options layout = {.paper = choose_paper(run),
                                    .generator = STR(GENERATOR)};
    return run->engine && layout_packet(&run->layout_arena, &run->packet, run->engine,
                                        &layout, &run->pages, run->report);
}

static bool write_pdf(struct run *run)
{
    tell_progress(run, "writing the PDF");
    struct pdf_options pdf = {
        .title = run->packet.title,
        .author = run->packet.organization.len ? run->packet.organization
                                               : run->packet.site_title,
        .subject = run->packet.subtitle,
        .language = run->packet.language,
        .producer = STR(GENERATOR),
        .date = run->packet.date,
    };
    return pdf_write(&run->layout_arena, &run->pages, run->engine, &pdf, &run->pdf,
                     run->report);
}

/* The pages and all that made them; only the PDF's bytes are wanted after it. */
static void forget_pages(struct run *run)
{
    if (run->engine) {
        text_engine_free(run->engine);
    }
    run->engine = NULL;
    run->pages = (struct pages){0};
    arena_clear(&run->layout_arena);
}

static bool make_pdf(struct run *run)
{
    bool made = set_pages(run) && write_pdf(run) && memory_held(run);
    run->result->pages = run->pages.count;
    forget_pages(run);
    return made;
}

static bool make_zip(struct run *run)
{
    tell_progress(run, "packing");
    struct archive_options archive = {
        .pdf = buf_str(&run->pdf),
        .pdf_page_count = run->result->pages,
        .generator = STR(GENERATOR),
    };
    struct archive_counts counts = {0};
    if (!archive_write(&run->packet_arena, &run->packet, &archive, &run->zip, &counts,
                       run->report)) {
        return false;
    }
    run->result->zip_entries = counts.entries;
    run->result->site_files = counts.site_files;
    return true;
}

/* Writing: both files whole beside their goals before either is renamed. */

static bool stage(struct staged_file *staged, const char *goal, const struct buf *bytes,
                  struct report *report)
{
    return staged_open(staged, goal, report) &&
           staged_write(staged, buf_str(bytes), report) && staged_sync(staged, report);
}

static char *copy_text(const char *text)
{
    size_t len = strlen(text) + 1;
    char *copy = malloc(len);
    return copy ? memcpy(copy, text, len) : NULL;
}

static const char *output_path(struct run *run, const char *extension)
{
    return arena_format(
               &run->packet_arena, "%.*s/%.*s%s",
               STR_ARG(str_without_end(str_from(run->options->output_folder), '/')),
               STR_ARG(run->packet.name), extension)
        .ptr;
}

static bool write_outputs(struct run *run)
{
    tell_progress(run, "writing");
    if (!folder_make(run->options->output_folder, run->report)) {
        return false;
    }
    const char *pdf_path = output_path(run, ".pdf"), *zip_path = output_path(run, ".zip");
    struct staged_file pdf = {.fd = -1}, zip = {.fd = -1};
    bool ok = pdf_path && zip_path && stage(&pdf, pdf_path, &run->pdf, run->report) &&
              stage(&zip, zip_path, &run->zip, run->report) &&
              staged_commit(&pdf, run->report) && staged_commit(&zip, run->report);
    staged_discard(&pdf);
    staged_discard(&zip);
    if (ok) {
        run->result->pdf_path = copy_text(pdf_path);
        run->result->zip_path = copy_text(zip_path);
        run->result->pdf_bytes = run->pdf.len;
        run->result->zip_bytes = run->zip.len;
    }
    return ok;
}

static bool has_errors(const struct run *run)
{
    return report_count(run->report, SEVERITY_ERROR) ||
           (run->options->strict && report_count(run->report, SEVERITY_WARNING));
}

static bool run_stages(struct run *run)
{
    if (!read_packet(run)) {
        (void)memory_held(
            run); /* else a fault of the memory is told as one of the content */
        return false;
    }
    count_links(run);
    if (has_errors(run) || !memory_held(run) || !run->options->output_folder) {
        return !has_errors(run);
    }
    return make_pdf(run) && make_zip(run) && memory_held(run) && !has_errors(run) &&
           write_outputs(run);
}

static void finish_report(struct run *run, bool made)
{
    struct offprint_result *result = run->result;
    struct buf text = {0};
    report_write_text(run->report, run->options->quiet ? SEVERITY_ERROR : SEVERITY_WARNING,
                      &text);
    buf_add_byte(&text, '\0');
    result->report_text = buf_ok(&text) ? copy_text(text.ptr) : NULL;
    buf_reset(&text);
    report_write_json(run->report, SEVERITY_NOTE, &text);
    buf_add_byte(&text, '\0');
    result->report_json = buf_ok(&text) ? copy_text(text.ptr) : NULL;
    buf_clear(&text);
    result->errors = report_count(run->report, SEVERITY_ERROR);
    result->warnings = report_count(run->report, SEVERITY_WARNING);
    result->status = report_has_system_error(run->report) ? OFFPRINT_SYSTEM_FAILED
                     : made && !has_errors(run)           ? OFFPRINT_MADE
                                                          : OFFPRINT_CONTENT_ERRORS;
}

enum offprint_status offprint_export(const struct offprint_options *options,
                                     struct offprint_result *result)
{
    *result = (struct offprint_result){.status = OFFPRINT_SYSTEM_FAILED};
    struct run run = {.options = options, .result = result, .report = report_new()};
    if (!run.report) {
        return result->status;
    }
    arena_init(&run.packet_arena, PACKET_LIMIT_BYTES);
    arena_init(&run.layout_arena, PACKET_LIMIT_BYTES);
    run.pdf.limit_bytes = PDF_OUTPUT_LIMIT_BYTES;
    run.zip.limit_bytes = ARCHIVE_BYTES_LIMIT;
    bool made = run_stages(&run);
    tell_progress(&run, NULL);
    finish_report(&run, made);
    buf_clear(&run.pdf);
    buf_clear(&run.zip);
    if (run.site) {
        site_close(run.site);
    }
    report_free(run.report); /* borrows file texts of the packet's arena until here */
    arena_clear(&run.packet_arena);
    return result->status;
}

void offprint_result_clear(struct offprint_result *result)
{
    free(result->pdf_path);
    free(result->zip_path);
    free(result->report_text);
    free(result->report_json);
    *result = (struct offprint_result){0};
}
