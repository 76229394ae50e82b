/* The stages for one page, cut off where the form that is wanted shows. Nothing is
 * kept and no file is written. */
#include "command/render.h"

#include "base/budget.h"
#include "base/file.h"
#include "base/gate.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/size.h"
#include "base/utf8.h"
#include "collect/collect.h"
#include "command/export.h"
#include "data_folder.h"
#include "html/html.h"
#include "layout/layout.h"
#include "liquid/liquid.h"
#include "markdown/markdown.h"
#include "site/site.h"
#include "status.h"

#define INPUT_LIMIT_BYTES ((size_t)256 << 20)

static void write_tree(const struct render_request *request, struct arena *arena,
                       struct node *root, const struct line_map *map,
                       enum markdown_dialect dialect, struct buf *output,
                       struct report *report)
{
    html_clean(arena, root, map ? map->files : NULL, report);
    if (request->form == RENDER_DOC) {
        node_dump(root, true, output);
        return;
    }
    static const enum html_dialect dialects[] = {
        [MARKDOWN_KRAMDOWN] = HTML_KRAMDOWN,
        [MARKDOWN_COMMONMARK] = HTML_COMMONMARK,
        [MARKDOWN_GFM] = HTML_GFM,
    };
    html_write(root, dialects[dialect], NULL, output);
}

static bool check_utf8(struct str text, struct report *report)
{
    size_t at = utf8_find_invalid(text);
    if (at == STR_NONE) {
        return true;
    }
    struct line_column where = line_column_at(text, at);
    struct place place = {.file = STR("-"), .line = where.line, .column = where.column};
    report_error(report, place, "invalid-utf8", "byte 0x%02x is not UTF-8",
                 (unsigned char)text.ptr[at]);
    return false;
}

static bool read_input(struct arena *arena, struct str *text, struct report *report)
{
    enum file_status status = file_read_path(arena, "-", INPUT_LIMIT_BYTES, text);
    if (status != FILE_OK) {
        report_system_error(report, "input-read", "cannot read standard input: %s",
                            file_status_text(status));
    }
    return status == FILE_OK;
}

static bool render_markdown(const struct render_request *request, struct arena *arena,
                            struct buf *output, struct report *report)
{
    struct markdown_options options = markdown_options_default();
    options.dialect = strcmp(request->markdown, "gfm") == 0          ? MARKDOWN_GFM
                      : strcmp(request->markdown, "commonmark") == 0 ? MARKDOWN_COMMONMARK
                                                                     : MARKDOWN_KRAMDOWN;
    struct str text;
    struct node *root;
    if (!read_input(arena, &text, report) || !check_utf8(text, report)) {
        return false;
    }
    report_add_source(report, STR("-"), text);
    struct line_map map = {0};
    uint32_t file = line_map_file(arena, &map, STR("-"));
    if (!line_map_add_verbatim(arena, &map, 0, text, file, 1, 1) ||
        !markdown_read(arena, text, &map, &options, &root, report)) {
        return false;
    }
    write_tree(request, arena, root, &map, options.dialect, output, report);
    return true;
}

static bool render_liquid(struct arena *arena, struct buf *output, struct report *report)
{
    struct str text;
    struct buf shown = {.part_of = output};
    bool ok =
        read_input(arena, &text, report) && liquid_render_case(arena, text, &shown, report);
    if (ok) {
        struct place place = {.file = STR("-")};
        buf_add(output, gate_text(arena, buf_str(&shown), false, place, report));
    }
    ok = ok && (buf_ok(&shown) || report_out_of_memory(report));
    buf_clear(&shown);
    return ok;
}

/* The whole page as Jekyll would publish it; `*shown` false: no layout is around it. */
static bool render_layouts(struct arena *arena, struct site *site, struct page *page,
                           struct buf *output, bool *shown, struct report *report)
{
    struct str text, whole;
    const struct line_map *map;
    if (!site_render_liquid(site, arena, page, &text, &map, report)) {
        return false;
    }
    enum site_layouts answer = site_render_layouts(site, arena, page, text, SITE_MARKS_NONE,
                                                   &whole, &map, report, report);
    *shown = answer == SITE_LAYOUTS_SHOWN;
    if (*shown) {
        struct place place = {.file = page->source};
        buf_add(output, gate_text(arena, whole, false, place, report));
    }
    if (answer == SITE_LAYOUTS_FAILED && !report_has_system_error(report)) {
        report_error(report, (struct place){.file = page->source}, "layout-failed",
                     "the page cannot be shown as its site would show it");
    }
    return answer != SITE_LAYOUTS_FAILED;
}

/* As a packet would have it, which takes the recipe's word for what counts. */
static struct collect_options shown_options(const struct render_request *request,
                                            const struct recipe *recipe)
{
    return (struct collect_options){
        .layouts_asked = request->layouts,
        .own_text =
            request->own_text || (!request->layouts && recipe_refuses_layouts(recipe)),
        .furniture = {.content = recipe->content, .drop = recipe->drop},
    };
}

static bool read_shown(const struct render_request *request, struct arena *arena,
                       struct site *site, const struct recipe *recipe, struct page *page,
                       struct node **root, const struct line_map **map,
                       struct report *report)
{
    struct collect_options options = shown_options(request, recipe);
    bool whole = false;
    return (options.own_text ||
            collect_page_shown(arena, site, &options, page, root, &whole, report)) &&
           (whole || collect_page_tree(arena, site, page, root, map, report));
}

static bool render_read(const struct render_request *request, struct arena *arena,
                        struct site *site, const struct recipe *recipe, struct buf *output,
                        struct report *report)
{
    struct str suggestion = {0};
    struct page *page = site_find_page(site, str_from(request->page), &suggestion);
    if (!page) {
        site_tell_no_page(site, str_from(request->page), suggestion, (struct place){0},
                          report);
        return false;
    }
    bool shown = false;
    if (request->form == RENDER_SITE || request->layouts) {
        site_ask_for_layouts(site);
    }
    if (request->form == RENDER_SITE &&
        (!render_layouts(arena, site, page, output, &shown, report) || shown)) {
        return shown;
    }
    struct node *root;
    const struct line_map *map = NULL;
    if (!read_shown(request, arena, site, recipe, page, &root, &map, report)) {
        return false;
    }
    write_tree(request, arena, root, map, page->markdown.dialect, output, report);
    return true;
}

/* Pages */

static enum paper paper_of(enum offprint_paper paper)
{
    switch (paper) {
    case OFFPRINT_PAPER_DEFAULT:
    case OFFPRINT_A4: return PAPER_A4;
    case OFFPRINT_LETTER: return PAPER_LETTER;
    case OFFPRINT_A5: return PAPER_A5;
    }
    return PAPER_A4;
}

/* The pages between the front and the colophon, or all when a depth was asked for. */
static void write_pages(const struct render_request *request, const struct pages *pages,
                        struct buf *output)
{
    size_t first = 0, end = pages->count;
    for (size_t i = 0; request->depth < 0 && i < pages->destination_count; i++) {
        if (str_is(pages->destinations[i].name, "colophon")) {
            first = pages->front_page_count;
            end = pages->destinations[i].page;
        }
    }
    if (request->form == RENDER_LINES) {
        pages_dump_lines(pages, first, end, output);
    } else {
        pages_dump(pages, first, end, output);
    }
}

static bool set_packet(const struct render_request *request, struct arena *arena,
                       const struct packet *packet, struct buf *output,
                       struct report *report)
{
    const char *folder = request->data_folder ? request->data_folder : ".";
    if (!data_folder_check(arena, folder, report)) {
        return false;
    }
    const char *faces = arena_format(arena, "%s/fonts", folder).ptr;
    const char *patterns = arena_format(arena, "%s/hyphenation", folder).ptr;
    const struct font_set *fonts = font_set_open(arena, faces, report);
    struct text_engine *engine =
        fonts ? text_engine_new(arena, fonts, patterns, report) : NULL;
    struct layout_options options = {.paper = paper_of(request->paper),
                                     .image_dpi = IMAGE_DPI_DEFAULT,
                                     .generator = STR("offprint")};
    struct pages pages;
    bool ok = engine && layout_packet(arena, packet, engine, &options, &pages, report);
    if (ok) {
        write_pages(request, &pages, output);
    }
    if (engine) {
        text_engine_free(engine);
    }
    return ok;
}

/* A page of a site as a packet of its own, through collect and layout. */
static bool render_pages(const struct render_request *request, struct arena *arena,
                         struct site *site, const struct recipe *recipe, struct buf *output,
                         struct report *report)
{
    struct str entry = str_from(request->page);
    struct collect_options options = shown_options(request, recipe);
    options.entries = &entry;
    options.entry_count = 1;
    options.depth = request->depth > 0 ? (size_t)request->depth : 0;
    options.live_url = request->live_url ? str_without_end(str_from(request->live_url), '/')
                                         : site_url(site);
    struct packet packet;
    if (!collect_packet(arena, site, &options, &packet, report)) {
        return false;
    }
    packet.date = request->date;
    packet.theme = theme_find(str_from(request->theme));
    packet.title = packet.documents[0]->title;
    packet.name = packet.documents[0]->slug;
    packet.language = packet.documents[0]->language;
    return set_packet(request, arena, &packet, output, report);
}

/* As an export has it: the recipe's date, else the surroundings'. */
static int64_t present_of(const struct render_request *request, const struct recipe *recipe)
{
    int64_t date = DATE_NONE;
    return date_parse_exact(str_trim(recipe->date), &date) ? date : request->date;
}

static bool render_page(const struct render_request *request, struct arena *arena,
                        struct buf *output, struct report *report)
{
    const char *theme = request->theme_folder;
    if (theme && !site_check_theme(arena, theme, report)) {
        return false;
    }
    struct site *site =
        site_open_with(arena, (struct source_at){request->site, request->revision},
                       (struct site_folders){.theme = theme}, request->date, report);
    if (!site) {
        return false;
    }
    struct recipe recipe;
    bool ok = recipe_read(arena, site, &recipe, report);
    if (ok) {
        bool set = request->form == RENDER_LINES || request->form == RENDER_PAGES;
        site_set_present(site, present_of(request, &recipe), report);
        site_set_tags(site, recipe.tags);
        ok = set ? render_pages(request, arena, site, &recipe, output, report)
                 : render_read(request, arena, site, &recipe, output, report);
    }
    ok = site_holds(site, report) && ok;
    site_close(site);
    return ok;
}

enum offprint_status render_run(const struct render_request *request, struct buf *output,
                                struct buf *errors)
{
    struct arena arena;
    struct budget budget = {.limit_bytes = request->memory_bytes ? request->memory_bytes
                                                                 : RUN_MEMORY_LIMIT_BYTES};
    arena_init_within(&arena, 0, &budget);
    struct report *report = report_new();
    if (!report) {
        command_add_report(errors, OFFPRINT_SYSTEM_FAILED, NULL);
        return OFFPRINT_SYSTEM_FAILED;
    }
    report_set_budget(report, &budget);
    bool ok = request->liquid     ? render_liquid(&arena, output, report)
              : request->markdown ? render_markdown(request, &arena, output, report)
                                  : render_page(request, &arena, output, report);
    if (report_crossed_budget(report)) {
        report_out_of_memory(report);
    }
    status_explain(report, ok, request->strict);
    enum offprint_status status = status_of(report, ok, request->strict);
    bool errors_only = request->quiet && !request->strict;
    report_write_text(report, errors_only ? SEVERITY_ERROR : SEVERITY_WARNING, errors);
    report_free(report);
    arena_clear(&arena);
    return status;
}
