/* Entries: the pages that a packet begins with, by their names or by patterns of them. */
#include "collect/collect.h"
#include "collect/run.h"

#include "base/glob.h"
#include "base/path.h"

#include <stdlib.h>

static bool report_no_entry(struct collection_run *run, struct str name,
                            struct str suggestion)
{
    struct str text;
    struct str path = str_starts(name, "/") ? str_skip(name, 1) : name;
    enum file_status status = collect_read(run, run->arena, path, 1, &text);
    struct place place = run->options->entries_place;
    struct buf resolved = {.kept_in = run->arena};
    bool inside = path_resolve((struct str){0}, path, &resolved);
    buf_clear(&resolved);
    if (!inside) {
        report_request_error(run->report, place, "no-such-page",
                             "cannot read the entry page '%.*s': it lies outside the site",
                             STR_ARG(name));
        return false;
    }
    if (source_bars(site_source(run->site), path, status)) {
        report_error(run->report, place, "page-read",
                     "cannot read the entry page '%.*s': %s", STR_ARG(name),
                     file_status_text(status));
        return false;
    }
    site_tell_no_page(run->site, name, suggestion, place, run->report);
    return false;
}

/* Where an entry page leads that only leads on. NULL: nowhere in the site, which is told.
 */
static struct page *follow_entry(struct collection_run *run, struct page *page)
{
    static const char *const ends[] = {
        [TARGET_FILE] = "a file that is no page",
        [TARGET_EXTERNAL] = "outside of the site",
        [TARGET_OUTSIDE] = "outside of the site",
        [TARGET_MISSING] = "not there",
        [TARGET_REDIRECT_LOOP] = "redirected in a circle, or too often",
    };
    if (page->redirect_to.len == 0) {
        return page;
    }
    struct target target = site_resolve(run->site, page, STR("#"), run->live_url);
    if (target.kind == TARGET_PAGE) {
        return target.page;
    }
    size_t known = sizeof ends / sizeof ends[0];
    const char *end = (size_t)target.kind < known ? ends[target.kind] : NULL;
    report_error(run->report, (struct place){.file = page->source}, "entry-redirect",
                 "the entry page only leads on to '%.*s', which is %s",
                 STR_ARG(page->redirect_to), end ? end : "no page");
    report_hint(run->report, "name a page of the site's own with --entry");
    return NULL;
}

/* Patterns */

static bool is_pattern(struct str name)
{
    return str_find_byte(name, '*', 0) != STR_NONE;
}

/* The page as its own address leads to it: of those that share one, the one that is shown,
 * and none that only leads on, is another's next part, stands for what is not there, or
 * that the site does not publish. */
static bool stands_alone(struct collection_run *run, struct page *page)
{
    struct str base = site_base_url(run->site);
    struct str address =
        arena_format(run->arena, "%.*s%.*s", STR_ARG(base), STR_ARG(page->url));
    struct target target = site_resolve(run->site, page, address, run->live_url);
    return target.kind == TARGET_PAGE && target.page == page && page->list_number < 2 &&
           !str_is(path_stem(page->source), "404");
}

struct fitting {
    struct page *page;
    size_t rank, index; /* of the front page 0, 0 */
};

static int compare_fitting(const void *a, const void *b)
{
    const struct fitting *one = a, *other = b;
    int ranks = (one->rank > other->rank) - (one->rank < other->rank);
    return ranks ? ranks : (one->index > other->index) - (one->index < other->index);
}

/* All that fit: the front page first, then as the site lists its pages, then posts and what
 * else is of a collection. None is asked for by its name: an odd one is left out. */
static bool add_fitting(struct collection_run *run, struct str pattern)
{
    size_t all = site_page_count(run->site), count = 0;
    struct fitting *fitting = ARENA_ARRAY(run->arena, struct fitting, all + 1);
    const struct page *front = site_front_page(run->site);
    for (size_t i = 0; fitting && i < all; i++) {
        struct page *page = site_page_at(run->site, i);
        bool fits =
            glob_match_path(pattern, page->url) || glob_match_path(pattern, page->source);
        if (fits && site_shows_page(run->site, front, page) && collect_wants(run, page) &&
            !collect_is_barred(run, page) && stands_alone(run, page)) {
            size_t rank = site_page_rank(run->site, page);
            size_t index = page->collection.len ? all + i : i;
            fitting[count++] = page == front ? (struct fitting){page, 0, 0}
                                             : (struct fitting){page, rank, index + 1};
        }
    }
    if (!fitting || arena_failed(run->arena)) {
        return report_out_of_memory(run->report);
    }
    if (!count) {
        report_request_error(run->report, run->options->entries_place, "no-such-page",
                             "no page fits '%.*s'", STR_ARG(pattern));
        return false;
    }
    qsort(fitting, count, sizeof *fitting, compare_fitting);
    run->packet->gathered = run->packet->gathered || (run->item_count == 0 && count > 1);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = collect_add_page(run, fitting[i].page, 0, false);
    }
    if (ok && run->item_count == 0) {
        report_error(run->report, run->options->entries_place, "page-empty",
                     "none of the pages that fit '%.*s' has text", STR_ARG(pattern));
        return false;
    }
    return ok;
}

bool collect_add_entries(struct collection_run *run)
{
    bool ok = run->options->entry_count > 0;
    if (!ok) {
        report_request_error(run->report, (struct place){0}, "no-entry",
                             "no entry page is named");
    }
    for (size_t i = 0; i < run->options->entry_count; i++) {
        struct str suggestion, name = run->options->entries[i];
        struct page *page = site_find_page(run->site, name, &suggestion);
        struct page *end = page ? follow_entry(run, page) : NULL;
        bool added = end                ? collect_add_page(run, end, 0, true)
                     : page             ? false
                     : is_pattern(name) ? add_fitting(run, name)
                                        : report_no_entry(run, name, suggestion);
        ok = added && ok;
    }
    return ok && !run->failed;
}
