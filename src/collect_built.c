/* Pages of built sites: what stands around their content goes, by what repeats among the
 * site's pages. What is lost with it is nobody's concern; what is lost of the rest is told.
 */
#include "collect.h"
#include "collect_run.h"
#include "furniture/furniture.h"
#include "html/html.h"

#define PAGES_LEARNED 48 /* of the site's, evenly among them */
#define CUTS_TOLD 12

static bool learn_page(struct collection_run *run, struct page *page, struct report *quiet)
{
    struct arena arena;
    struct node *root;
    arena_init_within(&arena, 0, run->arena->budget);
    bool ok = html_read_whole(&arena, page->body, NULL, &root, quiet) &&
              furniture_learn(run->furniture, (struct str){0}, root) &&
              !arena_failed(&arena);
    arena_clear(&arena);
    return ok;
}

/* Pages that only lead on have nothing that others have. */
static bool is_learned_from(const struct page *page)
{
    return page->format == PAGE_HTML && !page->redirect_to.len && page->body.len;
}

/* Once; what is wrong with other pages is told when they are read. */
static bool learn(struct collection_run *run)
{
    size_t count = 0, seen = 0, learned = 0;
    struct report *quiet = report_new();
    run->furniture = furniture_new(run->arena);
    for (size_t i = 0; i < site_page_count(run->site); i++) {
        count += is_learned_from(site_page_at(run->site, i)) ? 1 : 0;
    }
    size_t most = count < PAGES_LEARNED ? count : PAGES_LEARNED;
    bool ok = run->furniture && quiet;
    for (size_t i = 0; ok && i < site_page_count(run->site) && learned < most; i++) {
        struct page *page = site_page_at(run->site, i);
        if (is_learned_from(page) && seen++ * most >= learned * count) {
            learned++;
            ok = learn_page(run, page, quiet);
        }
    }
    report_free(quiet);
    return ok;
}

/* What the report's readers see of what they miss. */
void collect_tell_cuts(struct collection_run *run, const struct page *page,
                       const struct furniture_cuts *cuts)
{
    struct buf text = {.kept_in = &run->passing};
    for (size_t i = 0; i < cuts->count && i < CUTS_TOLD; i++) {
        buf_add_format(&text, "%s'%.*s' (%s)", i ? ", " : "", STR_ARG(cuts->items[i].words),
                       cuts->items[i].rule);
    }
    if (cuts->count > CUTS_TOLD) {
        buf_add_format(&text, " and %zu more", cuts->count - CUTS_TOLD);
    }
    if (text.len) {
        report_note(run->report, (struct place){.file = page->source}, "layout-furniture",
                    "left out of the page's layout: %.*s", STR_ARG(buf_str(&text)));
    }
    buf_clear(&text);
}

static bool stands_in_main(void *data, struct place place)
{
    struct spot spot = {
        .line = place.line,
        .column = place.column > UINT16_MAX ? UINT16_MAX : (uint16_t)place.column,
    };
    return place.line == 0 || !furniture_cuts_hold(data, spot);
}

bool collect_read_built(struct collection_run *run, struct page *page, struct node **root,
                        const struct line_map **map)
{
    struct str text;
    struct furniture_cuts cuts = {0};
    struct report *beside = report_new_beside(run->report);
    bool ok = beside &&
              site_render_liquid(run->site, &run->passing, page, &text, map, run->report);
    if (ok && !report_has_system_error(run->report)) {
        ok = (run->furniture || learn(run)) &&
             html_read_whole(&run->passing, text, *map, root, beside) &&
             furniture_prune(run->furniture, &run->passing, (struct str){0}, *root, NULL,
                             &run->options->furniture, &cuts);
        if (!ok) {
            report_out_of_memory(run->report);
        }
    }
    if (ok) {
        collect_tell_cuts(run, page, &cuts);
        report_adopt_some(run->report, beside, stands_in_main, &cuts);
    }
    report_free(beside);
    return ok;
}
