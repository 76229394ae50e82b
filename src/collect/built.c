/* Pages of built sites: what stands around their content goes, by what repeats among the
 * site's pages. What is lost with it is nobody's concern; what is lost of the rest is told.
 */
#include "base/gate.h"
#include "collect/collect.h"
#include "collect/layouts.h"
#include "collect/run.h"
#include "furniture/furniture.h"
#include "html/html.h"

#define PAGES_LEARNED 48    /* of the site's */
#define PAGES_FIRST 24      /* of those, first ones of folders: */
#define PERCENT_IN_LARGE 75 /* where large folders hold so many of all */
#define CUTS_TOLD 12

static bool read_whole(struct collection_run *run, struct page *page, struct arena *arena,
                       struct report *quiet, struct node **root)
{
    (void)run;
    return html_read_whole(arena, page->built, NULL, root, quiet);
}

/* Pages that only lead on have nothing that others have. */
static bool is_learned_from(const struct page *page)
{
    return !page->redirect_to.len && page->built.len;
}

static struct str top_folder(const struct page *page)
{
    size_t end = str_find_byte(page->url, '/', 1);
    return end == STR_NONE ? (struct str){0} : str_sub(page->url, 0, end);
}

/* Evenly among pages, in their order. What is taken is one's no more. */
static size_t take_evenly(struct page **from, size_t count, size_t most, struct page **to)
{
    size_t taken = 0;
    for (size_t i = 0; i < count && taken < most; i++) {
        if (i * most >= taken * count) {
            to[taken++] = from[i];
            from[i] = NULL;
        }
    }
    return taken;
}

static size_t close_up(struct page **pages, size_t count)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++) {
        pages[left] = pages[i];
        left += pages[i] != NULL;
    }
    return left;
}

/* Those in folders of more pages than are learned from; pages of one follow each other. */
static size_t count_in_large(struct page *const *pages, size_t count)
{
    size_t large = 0;
    for (size_t i = 0, end; i < count; i = end) {
        struct str folder = top_folder(pages[i]);
        for (end = i + 1; end < count && str_eq(top_folder(pages[end]), folder);) {
            end++;
        }
        large += end - i > PAGES_LEARNED ? end - i : 0;
    }
    return large;
}

/* What is to be learned from, evenly among all. Where large folders hold most, and
 * thousands may have no menu at all, some pages of folders each first, and evenly of the
 * rest. */
static bool choose_pages(struct collection_run *run, struct page **pages, size_t all,
                         struct lesson *lesson)
{
    lesson->pages = pages;
    lesson->count = all;
    struct page **firsts = ARENA_ARRAY(run->arena, struct page *, all + 1);
    struct page **chosen = ARENA_ARRAY(run->arena, struct page *, PAGES_LEARNED);
    if (all <= PAGES_LEARNED || !pages || !firsts || !chosen) {
        return pages && firsts && chosen;
    }
    lesson->pages = chosen;
    if (count_in_large(pages, all) * 100 < all * PERCENT_IN_LARGE) {
        lesson->count = take_evenly(pages, all, PAGES_LEARNED, chosen);
        return true;
    }
    size_t first_count = 0, rest = 0;
    struct str last = {0};
    for (size_t i = 0; i < all; i++) {
        struct page *page = pages[i];
        bool first = i == 0 || !str_eq(top_folder(page), last);
        last = top_folder(page);
        firsts[first_count] = page;
        first_count += first;
        pages[rest] = page;
        rest += !first;
    }
    size_t count = take_evenly(firsts, first_count, PAGES_FIRST, chosen);
    first_count = close_up(firsts, first_count);
    count += take_evenly(pages, rest, PAGES_LEARNED - count, chosen + count);
    count += take_evenly(firsts, first_count, PAGES_LEARNED - count, chosen + count);
    lesson->count = count;
    return true;
}

bool collect_learn_built(struct collection_run *run)
{
    struct lesson lesson = {.read = read_whole, .most = PAGES_LEARNED};
    if (run->learned_built) {
        return true;
    }
    run->learned_built = true;
    size_t all = 0;
    struct page **pages = collect_pages(run, is_learned_from, &all);
    return choose_pages(run, pages, all, &lesson) ? collect_learn(run, &lesson)
                                                  : report_out_of_memory(run->report);
}

#define CUT_BYTES 160 /* shown of a part's first words: not all scripts have spaces */

static void keep_cuts(struct collection_run *run, const struct furniture_cuts *cuts)
{
    run->cuts = ARENA_ARRAY(run->arena, struct cut, cuts->count);
    run->cut_count = run->cuts ? cuts->count : 0;
    for (size_t i = 0; i < run->cut_count; i++) {
        const struct furniture_cut *cut = &cuts->items[i];
        struct str words = str_sub(cut->words, 0, gate_cut(cut->words, CUT_BYTES));
        run->cuts[i] =
            (struct cut){cut->rule, arena_str(run->arena, words), cut->word_count};
    }
}

/* What the report's readers see of what they miss. */
void collect_tell_cuts(struct collection_run *run, const struct page *page,
                       const struct furniture_cuts *cuts)
{
    struct buf text = {.kept_in = &run->passing};
    run->content_fit = run->content_fit || cuts->content_fit;
    run->drop_fit = run->drop_fit || cuts->drop_fit;
    keep_cuts(run, cuts);
    run->cut_pages += run->cut_count > 0;
    for (size_t i = 0; i < run->cut_count && i < CUTS_TOLD; i++) {
        buf_add_format(&text, "%s'%.*s' (%s)", i ? ", " : "", STR_ARG(run->cuts[i].words),
                       run->cuts[i].rule);
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
    struct spot spot = spot_make(place.line, place.column, 0);
    return place.line == 0 || !furniture_cuts_hold(data, spot);
}

bool collect_read_built(struct collection_run *run, struct page *page, struct node **root,
                        const struct line_map **map)
{
    struct str text;
    struct furniture_cuts cuts = {0};
    const struct furniture_page known = {.home = run->live_url,
                                         .front = str_is(page->url, "/")};
    struct report *beside = report_new_beside(run->report);
    bool ok = beside &&
              site_render_liquid(run->site, &run->passing, page, &text, map, run->report);
    if (ok && !report_has_system_error(run->report)) {
        ok = collect_learn_built(run) &&
             html_read_whole(&run->passing, text, *map, root, beside) &&
             furniture_prune(run->furniture, &run->passing, &known, *root,
                             &run->options->furniture, &cuts);
        if (!ok) {
            report_out_of_memory(run->report);
        }
    }
    if (ok && page->shares_title && collect_says_more(&run->passing, *root, page->title)) {
        page->title = (struct str){0};
    }
    if (ok) {
        collect_tell_cuts(run, page, &cuts);
        report_adopt_some(run->report, beside, stands_in_main, &cuts);
    }
    report_free(beside);
    return ok;
}
